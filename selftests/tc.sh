#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Traffic control: qdiscs of devices are recorded, found, and listed; classes, filters, chains and actions
# only on demand.

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
own_namespace "$@"

ip link set lo up
ip link add d0 type dummy
ip link set d0 up

# tc_by NAME COMMAND...: tc by a shell with this name, so that the record names it.
tc_by() {
	by=$1
	shift
	printf '#!/bin/sh\ntc %s\n:\n' "$*" >/tmp/$$."$by"
	chmod +x /tmp/$$."$by"
	/tmp/$$."$by"
}

# A shaper that somebody else replaces.
tc_by limit qdisc add dev d0 root handle 1: tbf rate 10mbit burst 32k latency 50ms
check 'shaper: added' 0 'tc +\+ qdisc dev d0 root +tbf 1: rate 10Mbit burst 32Kb lat 50ms .*tc qdisc add' netjournal log tc
tc_by throttle qdisc replace dev d0 root handle 2: tbf rate 1mbit burst 32k latency 50ms
check 'shaper: who replaced it' 0 'rate: 1250000 -> 125000|rate .*1250000 -> 125000' netjournal blame qdisc dev d0
check 'shaper: by which program' 0 'throttle' netjournal blame qdisc dev d0
succeeds 'shaper: one object' sh -c "[ \$(netjournal blame qdisc dev d0 | grep -c '^tc ') = 1 ]"
check 'shaper: present' 0 '^tc qdisc dev d0 root.*: present' netjournal blame qdisc dev d0
check 'shaper: why' 0 'throttle' netjournal why qdisc dev d0
check 'shaper: by device' 0 'qdisc dev d0 root' netjournal log d0
tc qdisc change dev d0 root handle 2: tbf rate 2mbit burst 32k latency 50ms
check 'shaper: changed' 0 '~ qdisc dev d0 root' netjournal log tc
check 'shaper: show' 0 'TCA_KIND "?tbf' netjournal show "$(netjournal log tc | sed -n '$s/.*#//p')"
tc qdisc del dev d0 root
check 'shaper: deleted' 0 '\- qdisc dev d0 root' netjournal log tc
check 'shaper: gone' 0 '^tc qdisc dev d0 root.*: gone' netjournal blame qdisc dev d0
before=$(netjournal log tc | wc -l)
tc qdisc add dev d0 root handle 3: tbf rate 1mbit burst 10 latency 50ms limit 5 2>/dev/null
tc qdisc add dev d0 parent 7:1 pfifo 2>/dev/null
succeeds 'refused: nothing' [ "$(netjournal log tc | wc -l)" = "$before" ]

# Children go with their parent, and nobody is told.
tc qdisc add dev d0 root handle 1: htb default 10
tc class add dev d0 parent 1: classid 1:10 htb rate 1mbit
tc class add dev d0 parent 1: classid 1:20 htb rate 1mbit
tc qdisc add dev d0 parent 1:10 handle 10: fq_codel limit 100
tc qdisc replace dev d0 parent 1:10 handle 11: pfifo limit 7
tc qdisc add dev d0 parent 1:20 handle 20: sfq perturb 10
check 'child: replaced' 0 '~ qdisc dev d0 parent 1:10 kind fq_codel -> pfifo' netjournal log tc
succeeds 'child: not gone' sh -c "! netjournal log tc | grep -e '- qdisc dev d0 parent 1:10'"
tc class del dev d0 classid 1:20
check 'child: goes with its class' 0 '\- qdisc dev d0 parent 1:20 .*silent' netjournal log tc
tc qdisc del dev d0 root
check 'child: goes with its parent' 0 '\- qdisc dev d0 parent 1:10 .*silent' netjournal log tc

# Default qdiscs, and several queues.
ip link add i0 numtxqueues 3 type ifb
ip link set i0 up
check 'default: a queue' 0 '\+ qdisc dev i0 parent :1 .*silent' netjournal log tc
ip link del i0
check 'default: gone with the device' 0 '\- qdisc dev i0 root .*silent' netjournal log tc
tc qdisc add dev d0 clsact
check 'clsact' 0 '\+ qdisc dev d0 parent ffff:fff1 +clsact ffff:' netjournal log tc
succeeds 'no queue: not recorded' sh -c "! netjournal log -v tc | grep noqueue"
check 'no queue: listed' 0 'qdisc dev lo root +noqueue' netjournal list tc
ip link add d1 type dummy
tc qdisc add dev d1 root handle 5: fq_codel
ip link del d1
check 'device gone' 0 '\- qdisc dev d1 root' netjournal log tc

# The list has what tc has.
tc qdisc add dev d0 root handle 1: prio bands 3
tc qdisc add dev d0 parent 1:1 handle 30: netem delay 10ms
places='s/^qdisc \([^ ]*\) \([^ ]*\) dev \([^ ]*\) .*/\1 \2 \3/'
tc qdisc show | sed "$places" | sort >/tmp/$$.tc
netjournal -j list qdisc | sed 's/},{/}\n{/g' | sed 's/.*"kind":"\([^"]*\)","handle":"\([^"]*\)","dev":"\([^"]*\)".*/\1 \2 \3/' | grep -v '^[][]*$' | sort >/tmp/$$.list
succeeds 'list: as tc' cmp /tmp/$$.tc /tmp/$$.list
check 'list: by kind' 0 'netem 30:' netjournal list qdisc kind netem
check 'list: by parent' 0 'netem 30:' netjournal list qdisc parent 1:1 dev d0
check 'list: who' 0 'netem 30: .*tc qdisc add dev d0 parent 1:1' netjournal list qdisc --who

# Classes, filters and actions.
tc class add dev d0 parent 1:9 classid 1:9 htb rate 1mbit 2>/dev/null
tc filter add dev d0 ingress protocol ip pref 10 flower ip_proto tcp action drop
succeeds 'filter: not by default' sh -c "! netjournal log -v tc | grep filter"
check 'filter: log says so' 0 'not recorded now: classes, filters, chains and actions \(netjournal config tc full\)' sh -c 'netjournal log tc 2>&1'
check 'filter: blame says so' 0 'not recorded now: classes, filters' sh -c 'netjournal blame tc dev d0 2>&1'
netjournal config tc full
check 'full: status' 0 '^tc +full ' netjournal status
tc filter add dev d0 ingress protocol ip pref 11 chain 3 flower ip_proto udp action drop
check 'full: filter' 0 '\+ filter dev d0 parent ffff:fff[0-9] protocol ip pref 11 chain 3.* flower .*tc filter add' netjournal log tc
check 'full: blame tc tells filters, too' 0 '^tc filter dev d0 .*pref 11' netjournal blame tc dev d0
check 'full: blame qdisc tells qdiscs' 0 '^tc qdisc dev d0 ' netjournal blame qdisc dev d0
succeeds 'full: blame qdisc tells nothing else' sh -c "! grep '^tc filter' $out"
tc filter del dev d0 ingress pref 11 chain 3
check 'full: filter deleted' 0 '\- filter dev d0 .*pref 11' netjournal log tc
check 'full: filter deleted: blame' 0 '^tc filter dev d0 .*protocol ip pref 11 chain 3 .*: gone' netjournal blame tc filter dev d0
tc filter add dev d0 ingress protocol ip pref 12 flower ip_proto udp action drop
tc filter add dev d0 ingress protocol ip pref 13 flower ip_proto tcp action drop
tc filter del dev d0 ingress
check 'full: filters flushed: blame' 0 '^tc filter dev d0 .*protocol ip pref 12 .*: gone' netjournal blame tc filter dev d0
check 'full: filters flushed: all of them' 0 '^tc filter dev d0 .*protocol ip pref 13 .*: gone' netjournal blame tc filter dev d0
tc filter add dev d0 ingress protocol ip pref 10 flower ip_proto tcp action drop
tc qdisc replace dev d0 root handle 9: htb
tc class add dev d0 parent 9: classid 9:1 htb rate 5mbit
check 'full: class' 0 '\+ class dev d0 9:1 +htb parent 9: .*rate 5Mbit' netjournal log tc
tc class del dev d0 classid 9:1
tc class add dev d0 parent 9: classid 9:2 htb rate 5mbit
tc qdisc del dev d0 root
check 'full: a class goes with its qdisc' 0 '^tc class dev d0 9:2 .*: gone' netjournal blame tc class dev d0
tc qdisc add dev d0 root handle 9: htb
check 'full: class deleted' 0 '\- class dev d0 9:1' netjournal log tc
tc actions add action drop index 5
check 'full: action' 0 '\+ action gact drop index 5 ' netjournal log tc
tc filter add dev d0 parent 9: protocol ip pref 3 u32 match ip dport 80 0xffff match ip src 10.0.0.0/8 police rate 1mbit burst 10k drop flowid 9:1
check 'full: what u32 matches' 0 'filter dev d0 parent 9: protocol ip pref 3 u32 .*flowid 9:1 match 00000050/0000ffff at 20 match 0a000000/ff000000 at 12 ' netjournal log tc
check 'full: the rate of an action' 0 'filter .*police rate 1Mbit burst 10Kb .*drop' netjournal log tc
check 'full: show has the structure' 0 'TCA_U32_SEL|match 00000050/0000ffff at 20' netjournal show "$(netjournal log tc | sed -n '$s/.*#//p')"
before=$(netjournal log -v tc | wc -l)
tc filter add dev d0 ingress protocol ip pref 11 nonsense 2>/dev/null
tc class del dev d0 classid 9:7 2>/dev/null
succeeds 'full: refused: nothing' [ "$(netjournal log -v tc | wc -l)" = "$before" ]
netjournal config tc on

# What the kernel has of them can be listed, though not with the journal.
tc class add dev d0 parent 9: classid 9:1 htb rate 5mbit ceil 6mbit
tc qdisc add dev d0 parent 9:1 handle 91: pfifo limit 7
check 'list: a class' 0 '^class dev d0 9:1 +htb root leaf 91: prio 0 rate 5Mbit ceil 6Mbit burst [0-9]*b cburst [0-9]*b$' netjournal list tc class
check 'list: a filter' 0 '^filter dev d0 parent ffff:fff2 protocol ip pref 10 chain 0 handle 0x1 flower eth_type ipv4 ip_proto tcp action gact drop index' netjournal list tc filter dev d0
check 'list: its JSON' 0 '"kind":"flower","options":\{"eth_type":"ipv4","ip_proto":"tcp",.*"actions":\[\{"order":1,"kind":"gact",.*"control_action":\{"type":"drop"\}' netjournal list -j tc filter
check 'list: a filter of a qdisc' 0 '^filter dev d0 parent 9: protocol ip pref 3 chain 0 fh 800::800 u32 match 00000050/0000ffff at 20 match' netjournal list tc filter
check 'list: a chain' 0 '^chain dev d0 parent ffff: chain 0$' netjournal list tc chain dev d0
check 'list: only qdiscs without these words' 0 '^qdisc dev d0 parent 9:1 +pfifo 91: limit 7p$' netjournal list tc
succeeds 'list: no class without the word' sh -c '! netjournal list tc | grep -q ^class'
check 'list: what was asked for contradicts no list of a moment' 0 '^qdisc dev d0 parent 9:1 +pfifo 91: limit 7p$' netjournal list tc --at now
succeeds 'list: nor is it in there' sh -c '! netjournal list tc --at now | grep -e ^class -e ^filter'
check 'list: not of the past' 1 'has only what was changed of these' netjournal list tc class --at now
check 'list: not who' 2 'has only what was changed of these' netjournal list tc filter --who

plan
