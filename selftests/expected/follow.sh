# What it tests does not differ between kernels, and 6.12 has the same tool as 6.1.
%seconds 45
%on 6.1 newest debug-*
killed: every record is there
killed: the cursor is the last record
torn line: the next record is complete
stopped: it continues to the last record
stopped: status 3
stopped: the gap ends where the records begin
stopped: the gap begins where it stopped
overwritten: text
overwritten: JSON
cleared: text
cleared: JSON
lost: text
lost: JSON
lost: recording continues
unloaded: followers do not load it again
reloaded: text
reloaded: JSON
reloaded: the follower continues
reloaded: status 3
cursor of another load: is refused with advice
cursor of another load: --from-start
cursor of another load: --from-start replaces it
cursor file: nonsense
cursor file: empty
cursor file: empty, --from-start
cursor file: cannot be written
output: log ends when nobody reads it
output: log prints no error when nobody reads it
output: log -f ends when nobody reads it
output: log -f prints no error when nobody reads it
output: a signal ends log
output: a signal ends a follower
output: the cursor is not after the output
output: a full disk is an error
