%seconds 8
acts: a heading
acts: what the act did, and what followed
acts: what the kernel does by itself is counted
acts: one heading for one process
acts: each record once
acts: -v has all
acts: -n counts headings
acts: -n, no more than that
acts: -r
acts: -r, the newest comes first
acts: JSON
acts: -f
acts: -f, only what is new
summary: a unit
summary: a program
summary: of a kind
summary: JSON
only minor records: how many they are
why: a route that went with its device
why: the reason, and who did it
why: what happened before
why: what to type next
why: an address by request
why: JSON
why: nothing is recorded, and since when
fights: none
fights: the property, how often, and who
fights: JSON
fights: a word that is none
timeline: a word that is none
fights: of another object
log -f: a fight begins
log -f: it begins once
timeline: a line for each object
timeline: who
timeline: JSON
timeline: nothing
timeline: a page
timeline: the page has the records
timeline: so has the picture
timeline: a file that cannot be written
bad: a folder as cursor file
bad: what the kernel refuses, in words
why: a backslash is escaped once
log: a carrier that goes again and again
log: the first and the last record
acts: a carrier that goes again and again
log: -v has each record
log: -v, no line about others
