# What differs between kernels shows on the oldest and the newest; 6.12 has the same tool as 6.1.
%seconds 70
%on 6.1 newest debug-*
a route that is gone: the command
JSON
printing changes nothing
apply: the command is carried out
a route that was gone
what was undone is not undone again
a link: the commands
a link: apply
properties of a link
a property that was changed since
with --force
a property that was changed since, by force
a route that was changed since
a route that was changed since, by force
a route is back by force
many changes: apply
many changes
links that are gone: apply
links that were gone, and all that was on them
a link that was renamed
a link that was renamed has its name again
only a kind
an act
an act is undone
a VLAN that is gone: the command
a VLAN that is gone: apply
a VLAN that was gone
VLANs: apply
VLANs, the PVID too
entries and groups: apply
entries and groups
MPLS: apply
MPLS routes
a port that left its bridge: apply
a port that left its bridge, its VLANs, entries and groups
a port that is none any more
a port that is none any more: what goes with it is not named
a sysctl: apply
a sysctl has its value again
several sysctls: apply
several sysctls: that of all devices
several sysctls: the values of devices
several sysctls: three numbers
a qdisc: the command
qdiscs: apply
qdiscs
all qdiscs of a device: apply
all qdiscs of a device
filters do not come back
policies: apply
policies
policies that were flushed: apply
policies that were flushed
a key cannot come back
other kinds are named
other kinds are named, and the rest is undone
a record of another kind
what came and went
an address with a life time
no such record
no such record beside one
no such record beside one: nothing changed
a command that fails is tried again, and told of once
a command that fails: the other one is carried out
records are missing
a prefix
a prefix: nothing else
a device
a device: nothing else
in the words of ip
in the words of ip: nothing else
and all of them
all of them
a word that is nothing
the active port of a bond: apply
the active port of a bond
the active port leaves the bond: apply
the active port leaves the bond
the first port of a bond: apply
the first port of a bond: what follows needs no command
