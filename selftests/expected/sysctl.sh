%on 6.1 6.12 newest debug-*
a write: values and who
a device with a dot
a device with a dot: its own
the same value is no change
a refused value is no change
a read is no change
a sysctl of the machine is none of networking
two numbers
seconds
milliseconds
one byte
neighbours: no wrong unit
a secret: the write
a secret: not its value
a secret: list
a secret: list has no value
a command: the write
forwarding: the write
forwarding: a device
forwarding: what follows is left out
forwarding: left out
forwarding: told once
forwarding: one act
a consequence of another kind
blame: by name
blame: who
blame: by kind
the same value for all devices
the same value for all devices: a device has it
blame: the same value for all devices
blame: the value of the device
why: the same value for all devices
the same value for all devices, which sets no others
blame: the value of all devices
blame: set by a change of the link
blame: set by a change of the link: JSON
why: set by a change of the link
blame: the other name
log: by device
log: by directory
log: json
diff
list --at: a sysctl of two names
list --at: once
show
list: a device
list: only the device
list: what the files have
list: very many
list: who
watch: cannot
a file of another namespace: not theirs
a file of another namespace: ours
a write in another namespace: not ours
while links change: each value is read
switched off
switched off: log says so
switched off: how to switch it on
forwarding: what follows in silence
list --at: by the other name
list --at: by the other name: once
list: a sysctl of two names
list: once
list --at: a device that is gone matters only if it is asked for
undo: what follows in silence
