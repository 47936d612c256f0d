%on 6.1 newest
%seconds 20
each moment as it was
many qdiscs
