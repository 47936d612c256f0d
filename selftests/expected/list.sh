# What differs between kernels shows on the oldest and the newest; 6.12 has the same tool as 6.1.
%seconds 20
%on 6.1 newest debug-*
links
link: by name
link: by alternative name
link: up
link: type
link: ports by type of master
link: master
link: nomaster
link: group
link: state
addresses
addr: IPv6
addr: dev
addr: dev by alternative name
addr: by address
addr: to
addr: scope
addr: label
addr: by type of link
addr: up
addr: permanent
addr: dynamic
routes of the main table
route: IPv6
route: both families
route: table
route: a table that does not exist
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
neighbours without noarp
neigh: state
neigh: all states
neigh: to
neigh: proxy
neigh: lladdr
nexthops
nexthop: dev
nexthop: groups
nexthop: by id
aligned text
details in text
count
count: JSON
JSON is one array
JSON of an empty list
who: text
who: JSON
who: an IPv6 address
who: an IPv6 address that was checked for duplicates
who: the kernel thread finished it
who: no record
who: prints no message twice
who: names the last writer
who: routes that share a prefix
a list and the log after it: no change twice, none lost
cursor: JSON
a list that arrives in parts is complete
without the journal: the list says that it may be inconsistent
without the journal: the list is complete
who: refused for a kind that is off
a user may list
a user may not use --who
root of a user namespace lists its own network
another namespace by name
output: nobody reads it
output: a full disk is an error
bad: missing object
bad: unknown object
bad: unknown word
bad: word of another object
bad: value
bad: unknown device
bad: unknown link
bad: prefix
bad: -4 and -6
bad: -6 with links
bad: --who with families
