# What differs between kernels shows on the oldest and the newest; 6.12 has the same tool as 6.1.
%on 6.1 newest debug-*
links
link: one
link: one by its alternative name
link: up
link: type
link: type of master
link: master
link: no master
link: group
link: state
addresses
addr: IPv6
addr: dev
addr: dev by its alternative name
addr: one
addr: to
addr: scope
addr: label
addr: on links of a type
addr: on links that are up
addr: permanent
addr: dynamic
routes of the main table
route: IPv6
route: both
route: table
route: a table that is not there
route: all tables
route: dev
route: proto
route: scope
route: via
route: exact
route: root
route: match
route: metric
rules
rule: from
rule: table
neighbours but for noarp
neigh: state
neigh: all states
neigh: to
neigh: proxy
neigh: lladdr
nexthops
nexthop: dev
nexthop: groups
nexthop: one
aligned text
details in text
count
count: JSON
JSON is one array
JSON of nothing
who: in text
who: in JSON
who: nobody
who: has no message twice
who: the last one
who: of routes that share a prefix
a list and what follows it: none twice, none lost
the cursor: JSON
a dump in parts is whole
what is not known without the journal is said
and nothing else is missing
who: not of a kind that is not recorded
a user may list
a user may not ask who
root of a user namespace lists its own
another namespace by name
a reader that goes away
a full disk
bad: no object
bad: object
bad: word
bad: word of another object
bad: value
bad: device
bad: link
bad: prefix
bad: two families
bad: links of a family
bad: option of family
