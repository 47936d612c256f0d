# What differs between kernels shows on the oldest and the newest; 6.12 has the same tool as 6.1.
%on 6.1 newest debug-*
a rename is found by the old name
and by the new name
but not one between other names
a name for a moment: its first rename
a name for a moment: its second rename
a name for a moment: nothing else
swapped: an address by the old name
swapped: an address by the new name
swapped: no address of the other device
swapped: the other device
swapped: no address of the first device
a word
a follower
watch: both renames
blame: the device that has the name
blame: the device that had it
blame: JSON
blame: JSON, without the former device
blame: an address by the name of that time
list --who: the right device
a released port of a bond, by its bond
and not what came later
a released port of a bridge, by its bridge
by the name that the bond had
and not by its later name
a route that left a device
a neighbour by the address that it had
