%on 6.1 6.12 newest
%seconds 45
each moment as it was
many qdiscs
undo: as it was
undo: most can be undone
