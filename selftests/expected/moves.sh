%on 6.1 newest debug-*
%seconds 5
it goes: where to, and as what
it goes: JSON
it comes: where from
it comes: JSON
it comes: blame by the new name
blame: it has moved
the name was taken
the name was taken: on the other side
a move that was refused
a move that was refused: it is not one
it comes back
a container: its maker knows where
a container: where from is hidden
a container: in JSON, too
the namespace ends
the namespace ends: who moved the link
the namespace ends: JSON
the namespace ends: not before
the namespace ends: no word of it for others
