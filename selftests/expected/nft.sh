# Linux 6.1 walks a list of sets under a mutex that it does not tell to lockdep, which then switches itself off.
%seconds 12
%on 6.1 6.12 newest debug-newest
one commit, one table: one record
a new table, with counts and who
JSON has the changes
JSON has the comment and the expressions of a rule
JSON has the hook of a chain
show has every attribute
there are rules to compare
JSON has the chains, rules and sets of nft, with their handles
a rule is added
its handle is that of nft
a rule is deleted
a policy
an element is added
elements are deleted
a flowtable
[?debug-newest] a flowtable
refused and only checked: no record
two tables in one commit: two records
selected by table
two tables in one commit: one act
iptables-nft: a chain
blame: by chain, not what was done to another one
blame: by chain, who added its table
iptables-legacy: a table is replaced
[?debug-newest] iptables-legacy: a table is replaced
list: all tables
list: some tables
list: chains
list: JSON
list: one table
list: by chain
list: who
list: not at another moment
blame: the table is present
list: iptables-legacy
blame: a table of iptables-legacy is present
[?debug-newest] list: iptables-legacy
[?debug-newest] blame: a table of iptables-legacy is present
blame: who deleted the table
blame: the table is gone
blame: who changed it
blame: who added it
why: who deleted the table
blame: by chain
blame: another family
blame: no table
watch says what to do
flushed and loaded again: changed
many changes: counts
many changes: some are not listed
switched off: no record
status: the hooks are in force
nf_tables is not pinned
[?debug-newest] nf_tables is not pinned
status: without the module
[?debug-newest] status: without the module
after the module was loaded again
[?debug-newest] after the module was loaded again
