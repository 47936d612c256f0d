#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# `netjournal try` and `confirm`: what a command and its children change is undone unless somebody confirms, also
# if the program is killed, and nothing that others change. Runs in its own network namespace, with cgroups and
# without.

# shellcheck disable=SC2016 # in single quotes: for the inner shell to expand

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
own_namespace "$@"

# route_is there|gone NAME: waits a few seconds for that.
route_is() {
	i=0
	while [ $i -lt 1200 ]; do
		found=gone
		! ip route | grep -q '^10.20.0.0/16' || found=there
		[ "$found" != "$1" ] || break
		i=$((i + 1))
		sleep 0.1
	done
	[ "$found" = "$1" ]
	result $? "$2"
}

# trial SECONDS COMMAND: begins a trial in the background, and waits until its command has ended.
trial() {
	rm -f /tmp/try.out
	netjournal try -t "$1" -- sh -c "$2" >/tmp/try.out 2>/tmp/try.err </dev/null &
	trial=$!
	until_in /tmp/try.out 'Keep them'
}

ip link set lo up
ip link add d0 type dummy
ip link set d0 up
ip addr add 10.0.0.1/24 dev d0
ip route add 10.20.0.0/16 via 10.0.0.2

# kill_guard head|tail: kills the older or the younger one of the guard's two processes, and waits until there are two.
kill_guard() {
	# shellcheck disable=SC2046 # one number a line
	killed=$(printf '%s\n' $(pidof try-guard) | sort -n | "$1" -n 1)
	kill -9 "$killed"
	i=0
	# shellcheck disable=SC2046 # one word a number
	until set -- $(pidof try-guard) && [ $# = 2 ] && [ "$1" != "$killed" ] && [ "$2" != "$killed" ] || [ $i -ge 600 ]; do
		i=$((i + 1))
		sleep 0.1
	done
	[ $i -lt 600 ] || echo "# the guard has no two processes: $*"
}

# all_ways HOW: the tests that do not depend on how the children are known.
all_ways() {
	trial 12 'ip route del 10.20.0.0/16; ip link set d0 mtu 1400; ip rule add pref 77 lookup 100; ip rule add pref 78 lookup 100'
	ip rule add pref 99 lookup 100
	check "$1: what cannot be undone is named before" 0 '^netjournal: try: can undo link, .*; not .*, other network namespaces, nor ' cat /tmp/try.err
	check "$1: the changes are counted" 0 '^4 changes .*, undone by 4 commands$' cat /tmp/try.out
	route_is there "$1: it is undone after the time"
	rc=0
	wait $trial || rc=$?
	[ $rc = 3 ]
	result $? "$1: the exit status says so"
	check "$1: the commands are printed" 0 '^ip route add unicast 10.20.0.0/16 ' cat /tmp/try.out
	check "$1: a link" 0 'mtu 1500' ip link show d0
	check "$1: rules" 0 '^0$' sh -c 'ip rule | grep -c "^7[78]:" || :'
	check "$1: what others changed stays" 0 '^99:' ip rule
	check "$1: the journal has a note of it" 0 'try: 4 changes were undone' netjournal log note
	ip rule del pref 99

	trial 60 'ip route del 10.20.0.0/16'
	succeeds "$1: confirm" netjournal confirm
	rc=0
	wait $trial || rc=$?
	[ $rc = 0 ]
	result $? "$1: the changes are kept"
	route_is gone "$1: really"
	ip route add 10.20.0.0/16 via 10.0.0.2

	trial 12 'ip route del 10.20.0.0/16'
	kill -9 $trial
	wait $trial 2>/dev/null
	route_is there "$1: it is undone though the program was killed"

	# The command itself takes too long.
	netjournal try -t 4 -- sh -c 'ip route del 10.20.0.0/16; exec sleep 100' >/tmp/try.out 2>&1
	[ $? = 3 ]
	result $? "$1: a command that does not end is killed"
	route_is there "$1: and what it did is undone"
}

umount /sys/fs/cgroup 2>/dev/null
all_ways 'by ancestors'
mkdir -p /sys/fs/cgroup
mount -t cgroup2 none /sys/fs/cgroup
all_ways 'by cgroup'

trial 12 'ip route del 10.20.0.0/16'
kill_guard tail
kill_guard head
kill_guard tail
rc=0
wait $trial || rc=$?
[ $rc = 3 ]
result $? 'a guard that is killed is started again'
route_is there 'and undoes'

# JSON: a line with the question, and one with the end.
netjournal try -j -t 1 -- ip route del 10.20.0.0/16 >/tmp/try.out 2>/dev/null
check 'JSON: the question' 0 '^\{"trial":[0-9]+,"seconds":[01],"after":[0-9]+,"changes":1,"commands":1,"notes":\[\]\}$' head -n 1 /tmp/try.out
check 'JSON: the end' 0 '^\{"said":\["ip route add .*","try: 1 change was undone"\],"outcome":"undone","changed":true,"exit":0\}$' \
	tail -n 1 /tmp/try.out
netjournal try -j -t 1 -- sleep 60 >/tmp/try.out 2>/dev/null
check 'JSON: a command that does not end' 0 '^\{"said":\["try: .*"\],"outcome":"undone","changed":(true|false),"signal":9\}$' cat /tmp/try.out
check 'JSON: nothing was changed' 0 '"outcome":"kept","changed":false,"exit":0' netjournal try -j -- true

# A child that has left its parents, and a whole session that is killed.
trial 12 'setsid sh -c "sleep 1; ip route del 10.20.0.0/16" >/dev/null 2>&1 & ip rule add pref 77 lookup 100'
route_is gone 'a child that has left its parents makes a change'
route_is there 'that is undone too'
rm -f /tmp/try.out
setsid sh -c 'netjournal try -t 12 -- ip route del 10.20.0.0/16 >/tmp/try.out 2>&1 </dev/null' &
until_in /tmp/try.out 'Keep them'
for signal in HUP INT TERM QUIT; do
	for pid in $(pidof netjournal); do kill -s $signal "$pid"; done
done
route_is there 'signals to all of it do not hinder the guard'
i=0
while pidof netjournal try-guard >/dev/null && [ $i -lt 200 ]; do
	i=$((i + 1))
	sleep 0.1
done
check 'nothing is left: processes' 1 '' sh -c 'pidof netjournal try-guard >/dev/null || { echo none >&2; exit 1; }'
check 'nothing is left: files and cgroups' 0 '^0$' sh -c 'ls -d /run/netjournal/try-* /sys/fs/cgroup/netjournal-* 2>/dev/null | wc -l'

# The journal knows nothing of what existed before it, but the program has seen it.
state() {
	# Without the carrier, which comes later.
	ip -o link | sed 's/^[0-9]*: //; s/<[^>]*>//; s/ state .* qlen/ qlen/' | sort
	ip route
	ip neigh show nud permanent
	bridge vlan | sed '/^[a-z]/h; /^ /{H;x;s/\n//;}' | sort
	bridge fdb show | grep static
	tc qdisc show | sort
}

# older NAME COMMAND: undoes what the command does to objects of which the journal has no record.
older() {
	state >/tmp/try.before
	netjournal clear >/dev/null
	netjournal try -t 1 -- sh -c "$2" >/tmp/try.out 2>&1
	state >/tmp/try.after
	diff /tmp/try.before /tmp/try.after >$out || { sed 's/^/# /' $out /tmp/try.out; false; }
	result $? "$1"
}
ip route replace default via 10.0.0.2
ip link add br0 type bridge vlan_filtering 1
ip link add p0 type veth peer name p1
ip link set p0 master br0
ip link set p0 up
ip link set br0 up
ip neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev d0 nud permanent
tc qdisc add dev d0 root handle 1: prio bands 4
older 'older than the journal: a route that is replaced' 'ip route replace default via 10.0.0.3'
older 'older than the journal: a property of a link' 'ip link set d0 mtu 1400'
older 'older than the journal: a VLAN that goes' 'bridge vlan del vid 1 dev p0'
older 'older than the journal: a neighbour' 'ip neigh replace 10.0.0.9 lladdr 02:00:00:00:00:08 dev d0 nud permanent'
older 'older than the journal: a qdisc' 'tc qdisc replace dev d0 root handle 1: prio bands 3'
older 'newer than the journal: a VLAN' 'bridge vlan add vid 30 dev p0'
older 'newer than the journal: an entry of a bridge' 'bridge fdb add 02:aa:00:00:00:01 dev p0 master static'
older 'older than the journal: a bridge' 'ip link del br0'
# p0 loses its carrier, and a thread of the kernel deletes what needs it.
ip link set p0 nomaster
ip link set p1 up
ip addr add 10.0.9.1/24 dev p0
sleep 2
ip nexthop add id 9 via 10.0.9.2 dev p0
ip route add 10.9.0.0/16 nhid 9
netjournal try -t 3 -- ip link set p1 down >/tmp/try.out 2>&1
check 'what the kernel did later because of the command: a nexthop' 0 '^id 9 via 10\.0\.9\.2 dev p0' ip nexthop show id 9
check 'what the kernel did later because of the command: a route' 0 '^10\.9\.0\.0/16 nhid 9 ' ip route show 10.9.0.0/16
check 'a kind that cannot be undone: it is asked' 3 '^Keep them\?' netjournal try -t 8 ip netns add blue
ip netns del blue

# The kernel gives the link an address in a thread of its own, and the undo takes it away with the link.
netjournal try -t 15 -- sh -c 'ip link add q0 type veth peer name q1; ip link set q0 up; ip link set q1 up
	sleep 3; ip link set q0 address 02:00:00:00:00:77' >/tmp/try.out 2>/tmp/try.err </dev/null
check 'a link that was made: nothing on it must come back' 0 '^try: [0-9]+ changes were undone$' cat /tmp/try.out
succeeds 'a link that was made: it is gone' sh -c '! ip link show q0 2>/dev/null'

check 'a command that changes nothing' 0 '^Nothing was changed' netjournal try true
check 'a command that fails' 2 '' sh -c 'netjournal try false 2>/dev/null >/dev/null || { rc=$?; echo failed >&2; exit $rc; }'
check 'nothing to confirm' 2 'no command is on trial' netjournal confirm
netjournal config route off
check 'a kind that is not recorded: nothing is run' 2 'does not record all kinds' netjournal try ip link del d0
netjournal config route on
umount /sys/fs/cgroup
plan
