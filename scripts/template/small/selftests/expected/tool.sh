get: all
get: all, in order
set: both
set: again
get: one
get: JSON of one
get: JSON of all is one array
wrong: no such channel
wrong: the limits are named
wrong: a label that is too long
wrong: nothing to set
wrong: no number
wrong: no level
wrong: a word
wrong: a verb
wrong: no privilege
help
version
monitor: an event
monitor: the next
without the module it is loaded
monitor ends well by a signal
