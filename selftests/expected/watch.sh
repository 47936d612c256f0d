# What differs between kernels shows on the oldest and the newest; 6.12 has the same tool as 6.1.
%seconds 35
%on 6.1 newest debug-*
link: new
link: up without a carrier
link: running
link: down
link: what changed
link: a name with quotes
link: no other line
addr
addr: deleted
route
route: replaced
rule
rule: deleted
neigh
neigh: a question to user space
neigh: a question to user space, JSON
neigh: a question is no change
nexthop
all kinds: link
several kinds: route
several kinds: rule
several kinds: no other kind
dev: prints its own changes
dev: prints no other changes
root: prints a prefix inside it
root: prints no other prefix
-4: no IPv6
-4: IPv4
-6: IPv6
-6: no IPv4
a user without privilege may watch
changes: mtu
changes: mtu, once
changes: an alias, once
changes: no line without a change
without --changes: the change of a link is printed
changes: flags
changes: promiscuity
changes: master
changes: master removed
changes: address
changes: times are not compared
changes: route replaced, old and new gateway
changes: IPv6 nexthop joins
changes: IPv6 nexthop leaves
changes: neighbour
changes: nexthop
changes: routes that were deleted silently
changes: a silent deletion of an older route
changes: a nexthop that was deleted silently
changes: a nexthop is added again
JSON: link
JSON: route
JSON: deleted
JSON: changes
JSON: found
JSON: each line is valid
JSON: each line is valid with --changes
JSON: each line is complete
JSON: as many lines as in text
all: ends with status 0
json: ends with status 0
changes: ends with status 0
cjson: ends with status 0
links: ends with status 0
some: ends with status 0
dev: ends with status 0
root: ends with status 0
four: ends with status 0
six: ends with status 0
nobody: ends with status 0
output: a full disk is an error
output: nobody reads it, watch ends
lost: ends with status 3
lostj: ends with status 3
repaired: ends with status 3
repairedj: ends with status 3
lost: a line reports it
lost: the number is right
lost: the dump is between marks
lost: the dump is right
lost: the dump has links
lost: JSON
lost: JSON, the marks
lost: JSON, the dump
lost: JSON, the end
repaired: new
repaired: deleted
repaired: changed
repaired: an object that came and went
repaired: no line without a change
repaired: watching continues
repaired: a renamed device
repaired: JSON
namespaces: with a name
namespaces: without a name, by a process in it
namespaces: our own is named
namespaces: a new name is reported
namespaces: a new name is watched at once
namespaces: JSON, with a name
namespaces: JSON, without a name
namespaces: one without a name is found
namespaces: a removed name is reported
namespaces: the end of the last process is reported
namespaces: none is kept alive
spaces: ends with status 0
sjson: ends with status 0
bad: unknown object
bad: a kind that is no object
bad: unknown option
bad: prefix
bad: -4 and -6
bad: --all-netns without privilege
