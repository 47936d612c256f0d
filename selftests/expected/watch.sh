# What differs between kernels shows on the oldest and the newest; 6.12 has the same tool as 6.1.
%on 6.1 newest debug-*
link: comes
link: up without a carrier
link: running
link: down
link: what changed
link: a name with quotes
link: nothing else
addr
addr: gone
route
route: replaced
rule
rule: gone
neigh
neigh: user space is asked
neigh: user space is asked, JSON
neigh: which is no change
nexthop
link among all
several kinds: route
several kinds: rule
several kinds: no other
dev: its own
dev: no other
root: in it
root: no other
-4: no IPv6
-4: IPv4
-6: IPv6
-6: no IPv4
nobody may watch
changes: mtu
changes: and once
changes: an alias, once
changes: nothing that did not change
without changes: told too
changes: flags
changes: promiscuity
changes: master
changes: no master
changes: address
changes: not that time goes by
changes: route replaced, old and new gateway
changes: IPv6 nexthop joins
changes: IPv6 nexthop leaves
changes: neighbour
changes: nexthop
changes: routes that went in silence
changes: also one that was there before
changes: a nexthop that went in silence
changes: and comes again
JSON: link
JSON: route
JSON: gone
JSON: changes
JSON: found
JSON: each line is valid
JSON: valid with changes too
JSON: each line is complete
JSON: as many as in text
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
a full disk is an error
ends when nobody reads
lost: ends with status 3
lostj: ends with status 3
repaired: ends with status 3
repairedj: ends with status 3
lost: told
lost: the number is right
lost: what is present, between marks
lost: what is present is the truth
lost: links too
lost: JSON
lost: JSON, the marks
lost: JSON, present
lost: JSON, the end
repaired: new
repaired: gone
repaired: changed
repaired: what came is gone
repaired: nothing that did not change
repaired: and goes on
repaired: a device has another name
repaired: JSON
namespaces: named
namespaces: without a name, by a process in it
namespaces: our own
namespaces: a new one is told
namespaces: and watched at once
namespaces: JSON, named
namespaces: JSON, without a name
namespaces: one that a process made is found
namespaces: a name goes
namespaces: the last process goes
namespaces: none is kept alive
spaces: ends with status 0
sjson: ends with status 0
bad: object
bad: a kind that is no object
bad: option
bad: prefix
bad: two families
bad: all namespaces without privilege
