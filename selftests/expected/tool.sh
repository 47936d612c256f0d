log: since
log: since now
log: until
log: after
status
note
note: in the log
config: set
config: in the log
config: off
config: off shows
list family
list family: JSON
follow: a note
follow: a note has its sender
follow: every follower sees it, with its sender
cursor file
overwritten: a gap in its place, and status 3
overwritten: JSON
overwritten: since
overwritten: -n
overwritten: not of what comes after it
clear: who did it is the first left
bad: no verb
bad: verb
bad: option
bad: kind
bad: since
bad: until
bad: number
log: a route is added
log: a route goes in silence
log: an ioctl
log: a rule
log: by kind
log: by kind, no other
log: by device
log: by prefix
log: by prefix, no other
log: by process
log: by process, no other
log: by user
log: by a user who did nothing
log: newest first
log: -n
log: JSON
log: JSON is one object a line
show
blame: a route that is gone
blame: a link that is gone
blame: an address
blame: a rule
blame: a neighbour
blame: a nexthop
blame: nothing known
blame: what is missing may be between
blame: cannot know
blame: a route beside another that is gone
blame: a route that is gone beside another
blame: a route that another took the place of
blame: and it is one
blame: IPv6, by device
blame: IPv6, of another device
blame: IPv6, a nexthop is gone
blame: IPv6, it is one route
blame: IPv6, all are gone
blame: IPv6, none is left
bad: prefix
bad: object
recorded while BPF programs are counted
bad: selector
bad: cursor of another instance
bad: sequence from the future
bad: control character
bad: note too long
bad: empty note
bad: size too small
bad: size too large
bad: size
bad: namespace
bad: family
bad: the journal is unchanged
another namespace by name
no privilege
root in a user namespace
version: it runs with the libraries that it was built with
help: a full disk
help: a full disk, of a verb
