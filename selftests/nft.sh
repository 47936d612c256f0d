#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Commits of nftables are recorded: who made them, and what they changed. Uses the real `nft`, `iptables-nft`
# and `iptables-legacy`. Runs in its own network namespace.

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
own_namespace "$@"

# last N: the number of the newest record of kind nft.
last() { netjournal log nft -n 1 -j | sed -n 's/.*"seq":\([0-9]*\).*/\1/p'; }

# since: the mark after which the records of a test begin.
since() { mark=$(last); : "${mark:=0}"; }

# records NAME N: since the mark there are N records.
records() {
	got=$(netjournal log nft -j | sed -n 's/.*"seq":\([0-9]*\).*/\1/p' | awk -v mark="$mark" '$1 > mark' | wc -l)
	succeeds "$1" test "$got" = "$2"
}

# newest NAME PATTERN: the newest record has a line with PATTERN.
newest() { check "$1" 0 "$2" netjournal log nft -n 1; }

modprobe nf_tables

since
nft -f - <<'EOF'
table inet filter {
	set bad { type ipv4_addr; elements = { 192.0.2.4, 192.0.2.5, 192.0.2.6 } }
	chain input {
		type filter hook input priority 0; policy accept;
		ip saddr @bad counter drop comment "no bad ones"
		meta l4proto tcp accept
	}
}
EOF
records 'one commit, one table: one record' 1
newest 'a new table, with counts and who' 'nft +\+ inet filter *: \+1 table, \+1 chain, \+2 rules, \+1 set, \+3 elements +nft -f - '
check 'JSON has the changes' 0 '"object":"element","action":"set","name":"bad","number":3' netjournal log nft -n 1 -j
check 'JSON has the comment and the expressions of a rule' 0 \
	'"object":"rule","action":"set","name":"input","handle":[0-9]+,"expressions":"[a-z ]*payload lookup counter immediate","comment":"no bad ones"' \
	netjournal log nft -n 1 -j
check 'JSON has the hook of a chain' 0 '"name":"input","handle":[0-9]+,"hook":"input","prio":0,"policy":"accept"' netjournal log nft -n 1 -j
check 'show has every attribute' 0 'NFT_TABLE_GENERATION' netjournal show "$(last)"

# The JSON of nft, one object a line, and that of the record.
nft -a -j list ruleset | sed 's/{"\(table\|chain\|rule\|set\)": {/\n\1 /g' |
	sed -n 's/^\(chain\|set\) .*"name": "\([a-z]*\)".*"handle": \([0-9]*\).*/\1 \2 \3/p; s/^\(rule\) .*"chain": "\([a-z]*\)", "handle": \([0-9]*\).*/\1 \2 \3/p' |
	sort >/tmp/$$.nft
netjournal log nft -n 1 -j | sed 's/{"object"/\n&/g' |
	sed -n 's/^{"object":"\(chain\|rule\|set\)","action":"set","name":"\([a-z]*\)",.*"handle":\([0-9]*\).*/\1 \2 \3/p; s/^{"object":"\(chain\|rule\|set\)","action":"set","name":"\([a-z]*\)","handle":\([0-9]*\).*/\1 \2 \3/p' |
	sort >/tmp/$$.ours
succeeds 'there are rules to compare' grep -q ^rule /tmp/$$.nft
succeeds 'JSON has the chains, rules and sets of nft, with their handles' diff /tmp/$$.nft /tmp/$$.ours

nft add rule inet filter input meta l4proto udp accept
newest 'a rule is added' 'nft +~ inet filter *: \+rule input \(meta cmp immediate\) handle [0-9]+ +nft add rule '
handle=$(nft -a list chain inet filter input | sed -n 's/.*udp.*handle //p')
check 'its handle is that of nft' 0 "rule input .* handle $handle " netjournal log nft -n 1
nft delete rule inet filter input handle "$handle"
newest 'a rule is deleted' "nft +~ inet filter *: -rule input .* handle $handle +nft delete rule "
nft add chain inet filter input '{ policy drop; }'
newest 'a policy' ': \+chain input hook input priority 0 policy drop +nft '
nft add element inet filter bad '{ 192.0.2.9 }'
newest 'an element is added' ': \+element bad +nft add element'
nft delete element inet filter bad '{ 192.0.2.9, 192.0.2.4 }'
newest 'elements are deleted' ': -element bad \(2\) +nft delete element'
if nft add flowtable inet filter fast '{ hook ingress priority 0; }' 2>/dev/null; then
	newest 'a flowtable' ': \+flowtable fast +nft'
else
	skips 'no flowtables' 'a flowtable'
fi

since
nft delete rule inet filter input handle 9999 2>/dev/null
nft add rule inet filter nowhere accept 2>/dev/null
nft -c add table inet checked
records 'refused and only checked: no record' 0

since
nft -f - <<'EOF'
add table ip alpha
add table ip beta
add chain ip alpha one
add chain ip beta two
add chain ip alpha three
EOF
records 'two tables in one commit: two records' 2
check 'selected by table' 0 'ip alpha: \+table, \+chain one, \+chain three' netjournal log nft alpha
check 'two tables in one commit: one act' 0 '^1$' sh -c \
	'netjournal log nft -n 2 -j | sed -n "s/.*\"act\":\([0-9]*\).*/\1/p" | sort -u | wc -l'

iptables-nft -N DOCKER-USER
newest 'iptables-nft: a chain' 'ip filter *: .*\+chain DOCKER-USER .*iptables-nft -N DOCKER-USER'
nft add rule ip filter DOCKER-USER accept
iptables-nft -N LATER
check 'blame: by chain, not what was done to another one' 0 '^  changed .*nft add rule ip filter DOCKER-USER' \
	netjournal blame nft ip filter chain DOCKER-USER
check 'blame: by chain, who added its table' 0 '^  added .*iptables-nft -N DOCKER-USER' netjournal blame nft ip filter chain DOCKER-USER
since
if iptables-legacy -N OLD 2>/dev/null; then
	check 'iptables-legacy: a table is replaced' 0 \
		'ip filter of iptables-legacy: all entries replaced, [0-9]+ -> [0-9]+ .*iptables-legacy -N OLD' netjournal log nft -n 1
else
	skips 'no ip_tables' 'iptables-legacy: a table is replaced'
fi

# What there is.
nft list tables | sed 's/^table //' | sort >"$out.nft"
netjournal list nft | grep -v iptables-legacy | sed 's/ *chain .*//; s/ *[0-9]* chains .*//; s/ *no chains$//' | sort >"$out.list"
diff "$out.nft" "$out.list" | sed 's/^/# /'
succeeds 'list: all tables' cmp "$out.nft" "$out.list"
succeeds 'list: some tables' test "$(wc -l <"$out.list")" -gt 3
check 'list: chains' 0 '^inet filter +chain input hook input priority 0' netjournal list nft
check 'list: JSON' 0 '"table":"alpha","chains":\[\{"name":"one","handle":[0-9]+\},\{"name":"three",' netjournal list -j nft
check 'list: one table' 0 '^ip beta +1 chains without hook$' netjournal list nft ip beta
check 'list: by chain' 0 '^ip alpha +chain one, chain three$' netjournal list -d nft alpha chain three
check 'list: who' 0 '^ip alpha .* nft -f -' netjournal list --who nft alpha
check 'list: not at another moment' 1 'a record of nft says what was changed' netjournal list nft --at 5
check 'blame: the table is present' 0 '^nft inet filter: present$' netjournal blame nft inet filter
if grep -q . /proc/net/ip_tables_names 2>/dev/null; then
	check 'list: iptables-legacy' 0 '^ip filter of iptables-legacy' netjournal list nft
	check 'blame: a table of iptables-legacy is present' 0 '^nft ip filter of iptables-legacy: present' netjournal blame nft ip filter
else
	skips 'no ip_tables' 'list: iptables-legacy' 'blame: a table of iptables-legacy is present'
fi

nft flush ruleset
check 'blame: who deleted the table' 0 '^  deleted .* nft flush ruleset \[' netjournal blame nft table inet filter
check 'blame: the table is gone' 0 '^nft inet filter: gone$' netjournal blame nft table inet filter
check 'blame: who changed it' 0 '^  changed .* nft (add flowtable|delete element) ' netjournal blame nft table inet filter
check 'blame: who added it' 0 '^  added .* nft -f - \[' netjournal blame nft table inet filter
check 'why: who deleted the table' 0 '^nft inet filter has been gone since' netjournal why nft inet filter
check 'blame: by chain' 0 '^nft ip filter: gone' netjournal blame nft ip filter chain DOCKER-USER
check 'blame: another family' 0 '^nothing is recorded about nft ip6 filter' netjournal blame nft ip6 filter
check 'blame: no table' 1 'a table is missing' netjournal blame nft
check 'watch says what to do' 1 'use netjournal log -f nft' netjournal watch nft

# Flushed and loaded again in one commit: the table has not gone.
nft add table inet again
printf 'flush ruleset\ntable inet again { chain c { }\n}\n' | nft -f -
newest 'flushed and loaded again: changed' 'nft +~ inet again *: -table, \+table, \+chain c +nft'

# A commit with more changes than a record has room for.
{
	echo 'table inet big { set s { type ipv4_addr; }'
	echo 'chain c { }'
	echo '}'
	for i in $(seq 400); do echo "add rule inet big c counter comment \"the rule number $i of many\""; done
	for i in $(seq 20); do
		echo "add element inet big s { $(for j in $(seq 100); do printf '198.51.%s.%s, ' "$i" "$j"; done | sed 's/, $//') }"
	done
} | nft -f -
newest 'many changes: counts' 'inet big *: \+1 table, \+1 chain, \+400 rules, \+1 set, \+2000 elements +nft -f -'
check 'many changes: some are not listed' 0 '"unlisted":[1-9][0-9]*' netjournal log nft -n 1 -j

netjournal config nft off
since
nft add table inet unseen
netjournal config nft on
records 'switched off: no record' 0

# The hooks come and go with the module.
check 'status: the hooks are in force' 0 'nf_tables_rule_notify +on' netjournal status
nft flush ruleset
if grep -q '^nf_tables ' /proc/modules; then
	for module in nft_chain_nat nft_masq nft_compat nft_ct nft_counter nft_limit nft_log nft_flow_offload nf_flow_table_inet \
		nf_flow_table; do
		rmmod $module 2>/dev/null
	done
	# The kernel frees what was flushed after a grace period.
	unload nf_tables
	succeeds 'nf_tables is not pinned' [ ! -e /sys/module/nf_tables ]
	check 'status: without the module' 0 'nf_tables_rule_notify +unloaded' netjournal status
	modprobe nf_tables
	nft add table inet later
	newest 'after the module was loaded again' 'inet later *: \+table +nft add table inet later'
	nft flush ruleset
else
	skips 'nf_tables is no module' 'nf_tables is not pinned' 'status: without the module' 'after the module was loaded again'
fi

plan
