# What differs between kernels shows on the oldest and the newest; 6.12 has the same tool as 6.1.
%seconds 9
%on 6.1 newest debug-*
after a record: all routes are as they were
at a time: all routes are as they were
a link under its old name, with its old state
a selector: a device by its old name
a rule that is gone
a nexthop that is gone
an address that is gone
JSON
the number of objects
before every record
a moment in the future
before the journal
a record that does not exist yet
another journal
no moment
with --who
words about the link of an address
diff: a route that changed
diff: a route that is new
diff: a rule that is gone
diff: a link that was renamed
diff: until now, which the kernel confirms
diff: JSON
diff: with a saved list
diff: a saved list that is the same
diff: nothing
diff: changed and changed back
diff: before the journal
the kind was not recorded since
it was not recorded before: what exists at the moment is known
the records were cleared
the first record is a change: the state before it is not known
the same in JSON
an object without a record has not changed
a new object did not exist
on a new device: vlan
on a new device: fdb
on a new device: mdb
on a new device: undone
on a new device: nothing is left
diff: of a device, which had another name then
diff: of an address: no other route
diff: of a prefix: one line
diff: in the words of ip
diff: another object does not differ
diff: no device has the name
