# What differs between kernels shows on the oldest and the newest; 6.12 has the same tool as 6.1.
%on 6.1 newest debug-*
[6.1 6.12 newest] new: g0
[6.1 6.12 newest] new: g0: nothing is older than the journal
[6.1 6.12 newest] new: v0
[6.1 6.12 newest] new: v0: nothing is older than the journal
new: b0
new: b0: nothing is older than the journal
new: t0
new: t0: nothing is older than the journal
new: the link is there
new: a nexthop by replace
new: a nexthop by replace: nothing is older than the journal
log: its sign
changed: a nexthop by replace
changed: a nexthop by replace: nothing is older than the journal
new: a neighbour by replace
new: a neighbour by replace: nothing is older than the journal
new: an address by replace
new: an address by replace: nothing is older than the journal
new: a route by replace
new: a route by replace: nothing is older than the journal
[6.1 6.12 newest] an MTU that was not recorded
[6.1 6.12 newest] an MTU that was not recorded: JSON
[6.1 6.12 newest] an MTU that was not recorded: why
an address that was not recorded
a port leaves: the link is there
the link is gone
a silent deletion
a silent deletion: who
unrecorded: gone
unrecorded: present
unrecorded: JSON
unrecorded: list --who
unrecorded: list --who, JSON
not recorded all the time
new after its deletion
new after its deletion: nothing is older than the journal
older than the journal: new or changed
older than the journal: JSON
older than the journal: new
older than the journal: the link
older than the journal: an address
[6.1 6.12 newest] older than the journal: gre
new: an IPv6 address
new: an IPv6 address: nothing is older than the journal
an IPv6 address is there
a rule is there
a rule is gone
a multipath route is there
a VLAN of a bridge
a VLAN of a port
a property of a port
a property of a port: no record without a difference
a VLAN of a bridge: the last records
