# What differs between kernels shows on the oldest and the newest.
%seconds 15
%on 6.1 newest debug-*
addr: nothing differs
route: nothing differs
route.all: nothing differs
rule: nothing differs
nexthop: nothing differs
vlan: nothing differs
vlan.range: nothing differs
fdb: nothing differs
mdb: nothing differs
tc: nothing differs
route.6: nothing differs
rule.6: nothing differs, though it has no address
addr: nothing differs from our own list
route: nothing differs from our own list
rule: nothing differs from our own list
nexthop: nothing differs from our own list
vlan: nothing differs from our own list
fdb: nothing differs from our own list
mdb: nothing differs from our own list
tc: nothing differs from our own list
sysctl: nothing differs from our own list
addr: gone, and by whom
route: gone, and by whom
route: what it no longer has
route: new
rule: gone
nexthop: a group is gone
nexthop: gone
neigh: gone
vlan: gone
vlan: what it did not have
fdb: gone
mdb: gone
tc: changed
addr.own: gone, and by whom
route.own: gone, and by whom
route.own: what it no longer has
route.own: new
rule.own: gone
nexthop.own: a group is gone
nexthop.own: gone
neigh.own: gone
vlan.own: gone
vlan.own: what it did not have
fdb.own: gone
mdb.own: gone
tc.own: changed
vlan: one of a range
route: of another table
route: of IPv6
sysctl: its value
sysctl: one that was not saved is not new
JSON: who deleted it
JSON: a member that is new has no old value
nobody is known: in the words of ip
no list
xfrm: nothing differs from our own list
rule: of IPv6
rule: of which family was guessed
xfrm: a policy is gone
