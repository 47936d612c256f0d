%seconds 15
%on 6.1 6.12 newest debug-*
[?] list: no module
static: added
static: blame by kind
static: blame by address
static: log by address
static: show
static: deleted
static: gone
self: blame
self: blame tells one object
self: list --at tells one object
vxlan: added
vxlan: blame
vxlan: blame tells one object
vxlan: diff
vxlan: diff tells one object
[?] vxlan: undo, with a nexthop object
of a routing daemon
no neighbours
learned: in the kernel
learned: left out
learned: status
learned: recorded on demand
learned: the record of the switch
full: only for kinds with such a part
list: as bridge
list: static
list: static: nothing learned
list: json
watch
port: diff
port: list --at: before
port: list --at: after
port: undo
vlan: that of the port
vlan: added
vlan: one of several
vlan: changed
vlan: the PVID before
vlan: show
vlan: list as bridge
vlan: list: json
vlan: list: who
vlan: an option of the bridge
vlan: it is present
vlan: list of options
vlan: the options that bridge has
vlan: no options of the past
vlan: the kernel does not tell that it goes
vlan: watch
vlan: gone
vlan: why
vlan: list at an earlier moment
vlan: gone with its port
vlan: and at that moment
vlan: of the port: none
vlan: default_pvid
[?6.12 debug-6.12] vlan: default_pvid
vlan: off
vlan: was off: diff says since when
mdb: added
mdb: blame by kind
mdb: blame by address
mdb: show
mdb: learned: in the kernel
mdb: learned: left out
mdb: learned: recorded on demand
mdb: list as bridge
mdb: list: json
mdb: watch
mdb: gone
mdb: list at an earlier moment
[?] mpls: a sysctl
[?] mpls: added
[?] mpls: changed
[?] mpls: list
[?] mpls: blame
[?] mpls: no routes
