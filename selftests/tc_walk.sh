#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# An oracle for qdiscs: what is listed at a moment is what the journal says of this moment later, after random
# changes of qdiscs and of their devices; and what `netjournal undo` says that it has undone is as it was.

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
# shellcheck source=selftests/lib/domain.sh
. "$(dirname "$0")/lib/domain.sh"
own_namespace "$@"

seed=7
# random N: sets r to a number below N, by a generator that is the same everywhere.
random() {
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	r=$((seed / 65536 % $1))
}
# word WORD...: sets w to one of the words.
word() {
	random $#
	shift $r
	w=$1
}
random_step() {
	word d0 d0 i1 i1 e0
	dev=$w
	random 9
	case $r in
	0 | 1 | 2 | 3)
		word 'root handle 1:' 'root handle 2:' 'parent 1:1 handle 11:' 'parent 1:2 handle 12:' 'parent 2:1 handle 13:'
		at=$w
		word 'htb default 1' prio 'prio bands 4' fq_codel 'fq_codel limit 50' 'tbf rate 1mbit burst 20k latency 10ms' \
			'tbf rate 2mbit burst 20k latency 10ms' pfifo 'netem delay 5ms' fq mq
		what=$w
		word add replace replace change
		# shellcheck disable=SC2086 # lists of words
		tc qdisc "$w" dev "$dev" $at $what
		;;
	4) tc class replace dev "$dev" parent 1: classid 1:1 htb rate 1mbit ;;
	5)
		word root 'parent 1:1' 'parent 1:2' 'parent 2:1' clsact ingress
		# shellcheck disable=SC2086 # a list of words
		tc qdisc del dev "$dev" $w
		;;
	6)
		word clsact ingress
		tc qdisc replace dev "$dev" "$w"
		;;
	7)
		word up down
		ip link set "$dev" "$w"
		;;
	8)
		random 3
		if [ $r = 0 ]; then
			ip link del "$dev" || ip link add i1 numtxqueues 3 type ifb
			ip link add d0 type dummy
			ip link add e0 type veth peer name e1
		else
			ip link set "$dev" up
		fi
		;;
	esac
}
ip link add d0 type dummy
ip link add i1 numtxqueues 3 type ifb
ip link add e0 type veth peer name e1
for dev in d0 i1 e0 e1; do ip link set "$dev" up; done
# Noqueue by default is not recorded, and how many refer to a qdisc is no state.
state() { netjournal -j list tc "$@" | sed 's/},{/}\n{/g; s/"refcnt":[0-9]*,//g; s/"direct_packets_stat":[0-9]*,*//g' | grep '"kind"' | grep -v '"kind":"noqueue"' | sed 's/^\[//; s/]$//; s/,$//' | sort; }
i=0
dir=/tmp/$$.walk
mkdir $dir
while [ $i -lt 60 ]; do
	random_step >/dev/null 2>&1
	i=$((i + 1))
	[ $((i % 4)) = 0 ] || continue
	state >$dir/$i
	netjournal note "moment $i"
done
bad=
for f in "$dir"/*; do
	i=${f##*/}
	seq=$(netjournal log note | sed -n "s/.*moment $i\\b.*#\\([0-9]*\\)\$/\\1/p")
	state --at "$seq" >/tmp/$$.then
	cmp -s "$f" /tmp/$$.then && continue
	bad="$bad $i"
	diff "$f" /tmp/$$.then | sed "s/^/# moment $i: /"
done
succeeds 'each moment as it was' [ -z "$bad" ]
succeeds 'many qdiscs' sh -c "[ \$(cat $dir/* | sort -u | wc -l) -gt 12 ]"

# Undo.
i=0 all=0 bad=
while [ $i -lt 30 ]; do
	state >/tmp/$$.before
	start=$(now)
	for _ in 1 2 3; do random_step >/dev/null 2>&1; done
	i=$((i + 1))
	netjournal undo --since "$start" --apply >/tmp/$$.said 2>&1 || continue
	all=$((all + 1))
	state >/tmp/$$.after
	cmp -s /tmp/$$.before /tmp/$$.after && continue
	bad="$bad $i"
	sed "s/^/# undo $i: /" /tmp/$$.said
	diff /tmp/$$.before /tmp/$$.after | sed "s/^/# undo $i: /"
done
succeeds 'undo: as it was' [ -z "$bad" ]
echo "# $all of $i were undone"
succeeds 'undo: most can be undone' [ $((2 * all)) -gt $i ]

plan
