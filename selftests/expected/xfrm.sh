an association
an association: JSON
a key on the command line is masked
a key on the command line is masked in JSON
words after which keys come
an association is deleted
a policy
a policy is changed
a flag and a limit of a policy
another limit
undo: a limit
a policy is deleted
policies are flushed
associations are flushed
blame: who changed a policy
blame: who flushed a policy
blame: the name of a policy that was flushed
blame: a flush is told with its policies
why: a policy that was flushed
blame: only a flush is known
blame: an association
blame: a bad SPI
the output was not empty
no key in any output
switched off: no record
an association expires
a policy expires
what has expired is gone
an association expires once
list: an association
list: a policy
list: as many policies as ip
list: as many associations as ip
list: who
list: JSON
list: no key
list: selector and limits of an association
list: the same in JSON
the default policy
the default policy is changed
the default policy: JSON
list: the default policy
blame: the default policy
undo: the default policy
a flush leaves the default policy
