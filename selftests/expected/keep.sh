%on 6.1 newest
%seconds 130
a record
blame
the store has what the kernel has
a namespace that is gone
its records are not those of another
the initial namespace has no b7
a namespace that ended at once
killed: each record is there
killed: each record is there once
killed: no gap
what the ring has lost is in the history
list --at: what the ring has lost
diff: what the ring has lost
undo: what the ring has lost
why: what the ring has lost
reload: another instance
reload: both journals
reload: the old one
reload: the new one
reload: blame
reload: why
reload: list --at
reload: diff
reload: undo
reload: save
save: list --at
lines of JSON: blame
full: it is told
full: nothing is missing when there is room again
damaged: it is told
damaged: the old file is kept
damaged: a new store has what the rings have
