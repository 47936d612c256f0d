# What it tests does not differ between kernels, and 6.12 has the same tool as 6.1.
%on 6.1 newest debug-*
killed: every record is there
killed: the cursor is the last record
torn line: the next record is whole
stopped: it goes on to the last record
stopped: status 3
stopped: the gap ends where the records begin
stopped: the gap begins where it stopped
overwritten: text
overwritten: JSON
cleared: text
cleared: JSON
lost: text
lost: JSON
lost: it records again
unloaded: followers do not load it again
reloaded: text
reloaded: JSON
reloaded: it goes on
reloaded: status 3
cursor of another load: refused, with advice
cursor of another load: --from-start
cursor of another load: and then it is of this one
cursor file: nonsense
cursor file: empty
cursor file: empty, --from-start
cursor file: cannot be written
output: nobody reads it any more
output: and that is no error
output: nobody reads it any more, -f
output: and that is no error, -f
output: interrupted
output: a follower is interrupted
output: and its cursor is not beyond
output: full
