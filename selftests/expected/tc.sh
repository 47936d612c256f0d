%on 6.1 6.12 newest
%seconds 10
shaper: added
shaper: who replaced it
shaper: by which program
shaper: one object
shaper: present
shaper: why
shaper: by device
shaper: changed
shaper: show
shaper: deleted
shaper: gone
refused: nothing
child: replaced
child: not gone
child: goes with its class
child: goes with its parent
default: a queue
default: gone with the device
clsact
no queue: not recorded
no queue: listed
device gone
list: as tc
list: by kind
list: by parent
list: who
filter: not by default
filter: log says so
filter: blame says so
full: blame tc tells filters, too
full: blame qdisc tells qdiscs
full: blame qdisc tells nothing else
full: status
full: filter
full: filter deleted
full: filter deleted: blame
full: filters flushed: blame
full: filters flushed: all of them
full: a class goes with its qdisc
full: class
full: class deleted
full: action
full: what u32 matches
full: the rate of an action
full: show has the structure
full: refused: nothing
list: a class
list: a filter
list: its JSON
list: a filter of a qdisc
list: a chain
list: only qdiscs without these words
list: no class without the word
list: what was asked for contradicts no list of a moment
list: nor is it in there
list: not of the past
list: not who
