log: what, and who
log: by kind
log: by channel
log: by channel, no other
log: JSON
log: by process
show
note
log: a note
status
config
config: it is not recorded
clear
clear: it is gone
log -f: what came
log -f ends well by a signal
