%seconds 10
a route by a group: blame names the group alone
a route by a group: list --at too
a route by a group: list asks the kernel
a route by a group: diff
renamed: found by the new name, which is shown
renamed: found by the old name
on a device that was made since: added
renamed: only one command did it
undo: what a bridge told of its port
undo: the act has the VLAN
before a device: it has no sysctls
before a device: at a time
after it: it has some
before a device: a bridge has nothing of it
a saved list: who changed it
a saved list: who deleted it
a saved list: no timer of a bridge
a saved list: JSON
a saved list of another kind
diff: who changed what differs, not who came last
diff: who made it
diff: the VLANs of one command are one line
diff: the address of a port is the kernel's own
why: an address without DAD
--comm: the name that is shown
--comm: another name
undo: the port comes back, with what the kernel makes for it
undo: a command that failed and was not needed is not told
undo: it is as it was
show: which records there are
blame: the number of a record
blame: a part of the name of a sysctl
a folder is no store
blame: a device, and what was asked for it
blame: a slip in the name of a device
why: likewise
blame: a slip in the name of a sysctl
blame: a slip in a folder of sysctls
blame: JSON: what was searched
log: JSON: what was searched
log: what is not recorded is said once
diff: what was compared
list --at: what was searched
a device is more than the beginning of a kind: blame
a device is more than the beginning of a kind: log
