%seconds 25
# A debug kernel has no wireguard, and nftables switches off lockdep on Linux 6.1.
%on 6.1 6.12 newest
note: the host sees its own
note: the container sees its own
note: neither sees the other's
link: the host sees its own
link: the container sees its own
link: neither sees the other's
addr: the host sees its own
addr: the container sees its own
addr: neither sees the other's
route: the host sees its own
route: the container sees its own
route: neither sees the other's
rule: the host sees its own
rule: the container sees its own
rule: neither sees the other's
neigh: the host sees its own
neigh: the container sees its own
neigh: neither sees the other's
nexthop: the host sees its own
nexthop: the container sees its own
nexthop: neither sees the other's
nft: the host sees its own
nft: the container sees its own
nft: neither sees the other's
xfrm: the host sees its own
xfrm: the container sees its own
xfrm: neither sees the other's
ethtool: the host sees its own
ethtool: the container sees its own
ethtool: neither sees the other's
request: the host sees its own
request: the container sees its own
request: neither sees the other's
sysctl: the host sees its own
sysctl: the container sees its own
sysctl: neither sees the other's
vlan: the host sees its own
vlan: the container sees its own
vlan: neither sees the other's
fdb: the host sees its own
fdb: the container sees its own
fdb: neither sees the other's
mdb: the host sees its own
mdb: the container sees its own
mdb: neither sees the other's
mpls: the host sees its own
mpls: the container sees its own
mpls: neither sees the other's
tc: the host sees its own
tc: the container sees its own
tc: neither sees the other's
there are kinds
each kind has a row
