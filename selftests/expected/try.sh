# What differs between kernels shows on the oldest and the newest; 6.12 has the same tool as 6.1.
%seconds 80
%on 6.1 newest debug-*
by ancestors: what cannot be undone is named before
by ancestors: the changes are counted
by ancestors: it is undone after the time
by ancestors: the exit status says so
by ancestors: the commands are printed
by ancestors: a link
by ancestors: rules
by ancestors: what others changed stays
by ancestors: the journal has a note of it
by ancestors: confirm
by ancestors: the changes are kept
by ancestors: really
by ancestors: it is undone though the program was killed
by ancestors: a command that does not end is killed
by ancestors: and what it did is undone
by cgroup: what cannot be undone is named before
by cgroup: the changes are counted
by cgroup: it is undone after the time
by cgroup: the exit status says so
by cgroup: the commands are printed
by cgroup: a link
by cgroup: rules
by cgroup: what others changed stays
by cgroup: the journal has a note of it
by cgroup: confirm
by cgroup: the changes are kept
by cgroup: really
by cgroup: it is undone though the program was killed
by cgroup: a command that does not end is killed
by cgroup: and what it did is undone
a child that has left its parents makes a change
that is undone too
signals to all of it do not hinder the guard
nothing is left: processes
nothing is left: files and cgroups
older than the journal: a route that is replaced
older than the journal: a property of a link
older than the journal: a VLAN that goes
older than the journal: a neighbour
older than the journal: a qdisc
newer than the journal: a VLAN
newer than the journal: an entry of a bridge
older than the journal: a bridge
a kind that cannot be undone: it is asked
a command that changes nothing
a command that fails
nothing to confirm
a kind that is not recorded: nothing is run
JSON: the question
JSON: the end
JSON: a command that does not end
JSON: nothing was changed
a guard that is killed is started again
and undoes
what the kernel did later because of the command: a nexthop
what the kernel did later because of the command: a route
a link that was made: nothing on it must come back
a link that was made: it is gone
