%seconds 15
log: a route is added
log: a silent deletion of a route
log: a change by an ioctl
log: a change of a rule
log: whole states
log: JSON of a change
log: a device goes down
log: without the routes of the kernel
log: lines with cursors
log: a cursor of a line is one
log: -o json
log: with them
log: how many are left out
log: the state before the cursor
log: by kind
log: by kind, prints no other
log: by device
log: by prefix
log: by prefix, prints no other
log: by process
log: by process, prints no other
log: by command line
log: by command line, prints no other
log: by executable
log: by executable, prints no other
log: by a unit that has ended
log: by a unit, prints no other
log: by an act
log: no act
log: the details in JSON
log: by user
log: by a user who did nothing
log: by the name of the user
log: by a device as a word
log: by what happened
log: by what happened, prints no other
log: by object and what happened
log: by object and what happened, prints no other
log: a word that is no word
log: nothing found, and what was searched
log: -3
log: the last minutes
log: newest first
log: -n
log: since
log: since now
log: until
log: after
log: JSON
log: JSON is one object a line
show: the process
show
blame: a route that is gone
blame: a link that is gone
blame: a neighbour that is gone has its address
blame: who set the MTU
blame: who set it down
blame: an address
blame: a rule
blame: a neighbour
blame: a nexthop
blame: an object without records
blame: nothing found, and what was searched
blame: default alone
blame: a device alone
blame: a prefix alone
blame: a prefix of a rule alone
blame: an address alone
blame: the local route to it
blame: a link-layer address alone
blame: the longest match, which is gone
blame: the longest match says so
blame: the longest match, JSON
status: since when
status
note
note: is in the log
config: set
config: is in the log
config: off
config: off is shown
list family
list family: JSON
follow: prints a note
follow: a note names its sender
follow: every follower sees it, with its sender
cursor file
blame: missing records may change the answer
blame: the longest match
blame: a route beside another that is gone
blame: a route that is gone beside another
blame: a route that was replaced
blame: a replaced route is one object
blame: IPv6, by device
blame: IPv6, of another device
blame: IPv6, a nexthop is gone
blame: IPv6, a multipath route is one object
blame: IPv6, all nexthops are gone
blame: IPv6, the route is gone
overwritten: a gap in its place, and status 3
overwritten: JSON
overwritten: since
overwritten: -n
overwritten: no gap for records after it
blame: the answer is unknown
clear: the first remaining record says who cleared
version: the libraries are those that it was built with
help: a full disk is an error
help of a verb: a full disk is an error
bad: missing verb
bad: unknown verb
bad: unknown option
bad: unknown kind
bad: since
bad: until
bad: number
bad: prefix
bad: unknown object
bad: selector
bad: cursor of another instance
bad: sequence from the future
bad: control character
bad: note too long
bad: empty note
bad: size too small
bad: full, of a kind that is always full
bad: size too large
bad: size
bad: namespace
bad: unknown family
bad: the journal is unchanged
recorded while BPF programs are counted
another namespace by name
a user without privilege is refused
root in a user namespace is refused
