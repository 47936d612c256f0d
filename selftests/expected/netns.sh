%seconds 25
made: by whom
made: the initial namespace knows it, too
made: blame
made: blame by a path
made: one record with every attribute
ended: by whom
ended: blame by the inode number
ended: blame says who
ended: JSON
ended: once
ended: once in the initial namespace
a name goes: the namespace stays
the last process ends: by whom
the last process ends: by its former name
the last process ends: not by who removed the name
a name that never was
the last file is closed: by whom
unshare: made by
unshare: ended by the program that it ran
a number is used again
for another object
which the cookie tells apart
which the cookie tells apart: only one
made elsewhere: the initial namespace knows it
made elsewhere: this one does not
made elsewhere: this one does not know it
the maker has ended
alive: by an inode number
alive: by a path
alive: log and blame by name, inode number, path and process
ended: status lists it
ended: status in JSON
ended: by the inode number
ended: by the name
ended: the device went with it
ended: by the path of the name
ended: by the cookie
ended: by the process that made a change
ended: blame
ended: blame by cookie, inode number, path and process
ended: the device went because of the end
ended: show
ended: nothing follows
all namespaces: an ended one
all namespaces: JSON
all namespaces: in the order of time
all namespaces: those that exist, too
all namespaces: those that do not record the kind
all namespaces: nobody asked for the kind
all namespaces: no follower
ended: another namespace does not know it
a flood: other kinds stay
a flood: what is missing is told
unloaded while namespaces end
without the hooks: the end is recorded
without the hooks: status says what is missing
without the hooks: log says it, too
without the hooks: blame says it, too
without the hooks: why says it, too
without the hooks: list says it, too
loaded again: no namespace was made
loaded again: none is recorded
