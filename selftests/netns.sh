#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Network namespaces in the journal: who makes one, and who drops the last reference. Runs in its own
# network namespace, whose journal has only the namespaces that are made in it.
#
# shellcheck disable=SC2016 # in single quotes: for the inner shell to expand

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
own_namespace "$@"

# The inner shells are busybox, which prefers an ip of its own.
ip=$(command -v ip)
export ip

inode_of() {
	stat -L -c %i "$1"
}

# wait_for_end INODE: waits until the journal of this namespace is kept as that of an ended one, 60 s at most. Sets cookie
# to its cookie: others that have ended can have had the same number.
wait_for_end() {
	cookie=$(initial netjournal log netns added | sed -n "s/.* + $1 cookie \([0-9]*\) .*/\1/p" | tail -n 1)
	i=0
	until initial netjournal status | grep -q "^$1 *$cookie " || [ $i -ge 300 ]; do
		i=$((i + 1))
		sleep 0.2
	done
}

# lacks NAME PATTERN: no line of the last output matches.
lacks() {
	succeeds "$1" sh -c '! grep -E -e "$1" "$2"' sh "$2" "$out"
}

ip netns add red
red=$(inode_of /run/netns/red)
check 'made: by whom' 0 "netns +\+ $red cookie [0-9]+ +(in )?ip netns add red \[[0-9]+\]" netjournal log netns
check 'made: the initial namespace knows it, too' 0 "netns +\+ $red cookie [0-9]+ .*ip netns add red" initial netjournal log netns
check 'made: blame' 0 '^  added .*ip netns add red' netjournal blame netns red
check 'made: blame by a path' 0 '^  added .*ip netns add red' netjournal blame netns /run/netns/red
check 'made: one record with every attribute' 0 "NETJOURNAL_A_NETNS_INODE $red" sh -c '
	netjournal show "$(netjournal log netns -n 1 | sed "s/.*#//")"'

ip netns del red
check 'ended: by whom' 0 "netns +- $red cookie [0-9]+ +(in )?ip netns del red \[[0-9]+\]" netjournal log netns
check 'ended: blame by the inode number' 0 "^netns $red cookie [0-9]+: gone" netjournal blame netns "$red"
succeeds 'ended: blame says who' grep -qE '^  deleted .*ip netns del red' "$out"
check 'ended: JSON' 0 "\"kind\":\"netns\",.*\"action\":\"del\",\"event\":\\{\"inode\":$red,\"cookie\":[0-9]+\\}" netjournal log netns -j
lines=$(netjournal log netns | wc -l)
succeeds 'ended: once' [ "$lines" = 2 ]
# There the number may be that of an earlier namespace, too, but the cookie is not.
cookie=$(netjournal log netns | sed -n "s/.* - $red cookie \([0-9]*\) .*/\1/p")
succeeds 'ended: once in the initial namespace' [ "$(initial netjournal log netns -j | grep -c "\"inode\":$red,\"cookie\":$cookie}")" = 2 ]

# A process stays in the namespace after its name is gone.
ip netns add blue
blue=$(inode_of /run/netns/blue)
ip netns exec blue sleep 1000 &
sleeper=$!
until [ "$(inode_of /proc/$sleeper/ns/net)" = "$blue" ] && grep -q sleep /proc/$sleeper/comm; do sleep 0.1; done
ip netns del blue
check 'a name goes: the namespace stays' 0 ": present" netjournal blame netns "$blue"
kill $sleeper
wait $sleeper
check 'the last process ends: by whom' 0 "^  deleted .*in sleep.*\[$sleeper\]" netjournal blame netns "$blue"
check 'the last process ends: by its former name' 0 "^  deleted .*in sleep.*\[$sleeper\]" netjournal blame netns blue
lacks 'the last process ends: not by who removed the name' '^  deleted .*ip netns del blue'

check 'a name that never was' 1 'no network namespace is called "mauve" now' netjournal blame netns mauve

# A file keeps the namespace.
ip netns add green
green=$(inode_of /run/netns/green)
sh -c 'exec 9</run/netns/green; "$ip" netns del green; exec 9<&-; true' holder
check 'the last file is closed: by whom' 0 '^  deleted .*in sh -c .exec 9<.* holder \[[0-9]+\]' netjournal blame netns "$green"

unshare -n true
check 'unshare: made by' 0 'netns +\+ .*unshare' netjournal log netns added -n 1
check 'unshare: ended by the program that it ran' 0 'netns +- .*true' netjournal log netns deleted -n 1

# The number of one that has ended is used again. The kernel gives the lowest number that is free, and others
# that end at the same time free lower ones. So which number comes again is not known before. The kernel frees a
# number only when the namespace is gone.
tries=0
seen=' '
again=''
while [ $tries -lt 40 ] && [ -z "$again" ]; do
	tries=$((tries + 1))
	ip netns add again$tries
	number=$(inode_of /run/netns/again$tries)
	case $seen in
	*" $number "*) again=$number ;;
	*)
		seen="$seen$number "
		ip netns del again$tries
		wait_for_end "$number"
		;;
	esac
done
echo "# tries: $tries"
succeeds 'a number is used again' [ -n "$again" ]
netjournal blame netns "$again" >"$out"
succeeds 'for another object' [ "$(grep -c "^netns $again cookie" "$out")" -ge 2 ]
cookie=$(sed -n "s/^netns $again cookie \([0-9]*\): present.*/\1/p" "$out")
check 'which the cookie tells apart' 0 "added .*ip netns add again$tries " netjournal blame netns "$again" cookie "$cookie"
succeeds 'which the cookie tells apart: only one' [ "$(grep -c '^netns' "$out")" = 1 ]
ip netns del again$tries

# A namespace whose maker is elsewhere.
initial ip netns add far
far=$(inode_of /run/netns/far)
check 'made elsewhere: the initial namespace knows it' 0 "\+ $far .*ip netns add far" initial netjournal log netns
check 'made elsewhere: this one does not' 0 '' netjournal log netns
lacks 'made elsewhere: this one does not know it' 'ip netns add far'
# The maker ends first: only the initial namespace learns the end of what it made.
mkfifo /tmp/inside /tmp/outside
unshare -n sh -c '"$ip" netns add inner; echo >/tmp/inside; read -r _ </tmp/outside' &
read -r _ </tmp/inside
inner=$(inode_of /run/netns/inner)
echo >/tmp/outside
wait
sleep 2
[ -n "$inner" ] && ip netns del inner
check 'the maker has ended' 0 "^  deleted .*ip netns del inner" initial netjournal blame netns "$inner"
initial ip netns del far

# What a namespace recorded stays readable after its end, by all its names. Programs before this one can have left
# thousands of journals, which would take minutes to read.
param=/sys/module/netjournal/parameters/ended_memory_max
most=$(cat $param)
echo 0 >$param
echo "$most" >$param
initial ip netns add gone
gone=$(inode_of /run/netns/gone)
initial ip -n gone link add d0 type dummy
initial ip -n gone addr add 10.3.3.3/24 dev d0
initial ip -n gone link set d0 mtu 1333
check 'alive: by an inode number' 0 'addr +\+ 10\.3\.3\.3/24' initial netjournal log addr --netns "$gone"
check 'alive: by a path' 0 'addr +\+ 10\.3\.3\.3/24' initial netjournal -n /run/netns/gone log addr
nsenter --net=/run/netns/gone sleep 1000 &
sleeper=$!
until [ "$(inode_of /proc/$sleeper/ns/net)" = "$gone" ]; do sleep 0.1; done
for word in gone "$gone" /run/netns/gone $sleeper /proc/$sleeper/ns/net; do
	initial netjournal log addr --netns "$word" >"$out"
	grep -qE 'addr +\+ 10\.3\.3\.3/24' "$out" || echo "# log --netns $word"
	initial netjournal blame --netns "$word" addr 10.3.3.3 >"$out"
	grep -q '^  added .*ip -n gone addr add 10\.3\.3\.3/24 dev d0' "$out" || echo "# blame --netns $word"
done >/tmp/unfound
succeeds 'alive: log and blame by name, inode number, path and process' sh -c '! grep . /tmp/unfound'
kill $sleeper
wait $sleeper
initial ip netns del gone
wait_for_end "$gone"
check 'ended: status lists it' 0 "^$gone +$cookie +[0-9.]+K +[0-9]+  [0-9-]+ [0-9:]+$" initial netjournal status
check 'ended: status in JSON' 0 "\"ended\":\[.*\"cookie\":$cookie,\"inode\":$gone," initial netjournal status -j
check 'ended: by the inode number' 0 'addr +\+ 10\.3\.3\.3/24 dev d0 .*ip -n gone addr add' initial netjournal log addr --netns "$gone"
check 'ended: by the name' 0 'link +~ d0 .*1333' initial netjournal log link --netns gone
succeeds 'ended: the device went with it' grep -qE 'link +- d0' "$out"
check 'ended: by the path of the name' 0 '10\.3\.3\.3/24' initial netjournal log addr --netns /run/netns/gone
check 'ended: by the cookie' 0 '10\.3\.3\.3/24' initial netjournal log addr --netns "cookie:$cookie"
pid=$(initial netjournal log link --netns gone -j | sed -n 's/.*"origin":{[^{}]*"pid":\([0-9]*\),.*1333.*/\1/p' | head -n 1)
check 'ended: by the process that made a change' 0 'link +~ d0 .*1333' initial netjournal log link --netns "$pid"
check 'ended: blame' 0 '^  added .*ip -n gone addr add 10\.3\.3\.3/24 dev d0' initial netjournal blame --netns gone addr 10.3.3.3
for word in "cookie:$cookie" "$gone" /run/netns/gone "$pid" "/proc/$pid/ns/net"; do
	initial netjournal blame --netns "$word" addr 10.3.3.3 >"$out"
	grep -q '^  added .*ip -n gone addr add 10\.3\.3\.3/24 dev d0' "$out" || echo "# blame --netns $word"
done >/tmp/unfound
succeeds 'ended: blame by cookie, inode number, path and process' sh -c '! grep . /tmp/unfound'
check 'ended: the device went because of the end' 0 '"ifname":"d0".*"cause":\{"event":"netns-end","proven":true\}' initial netjournal log link deleted -j --dev d0 --netns gone
check 'ended: show' 0 '^seq +3$' initial netjournal show 3 --netns "cookie:$cookie"
check 'ended: nothing follows' 1 'has ended' initial netjournal log -f --netns gone
# Journals that other programs made may have been dropped, which is status 3.
initial netjournal log addr --all-netns >"$out"
succeeds 'all namespaces: an ended one' grep -q "$gone(ended)  *addr  *+ 10\.3\.3\.3/24 dev d0 .*ip -n gone addr add" "$out"
initial netjournal log addr --all-netns -j >"$out"
succeeds 'all namespaces: JSON' grep -q "10\.3\.3\.3.*\"netns\":{\"inode\":$gone,\"cookie\":$cookie,\"ended\":true}" "$out"
initial netjournal log --all-netns -j >"$out"
succeeds 'all namespaces: in the order of time' sh -c 'sed -n "s/.*\"time\":\([0-9]*\),\"boot-time.*/\1/p" "$1" | sort -nc' sh "$out"
succeeds 'all namespaces: those that exist, too' grep -q '"ended":false' "$out"
# Two namespaces that do not record addresses, and one of which all is recorded.
for name in dark dim bright; do ip netns add $name; done
ip netns exec dark netjournal config addr off
ip netns exec dim netjournal config addr off
initial netjournal log addr --all-netns >"$out" 2>"$err"
succeeds 'all namespaces: those that do not record the kind' grep -qE '^netjournal: log: not recorded now in (dark, dim|dim, dark): addr \(netjournal config addr on\)$' "$err"
initial netjournal log --all-netns >"$out" 2>"$err"
succeeds 'all namespaces: nobody asked for the kind' sh -c '! grep "not recorded" "$1"' sh "$err"
for name in dark dim bright; do ip netns del $name; done
check 'all namespaces: no follower' 1 'cannot be combined' netjournal log --all-netns -f
check 'ended: another namespace does not know it' 2 'it does not exist' netjournal log --netns "cookie:$cookie"

# Many namespaces fill only their own ring.
netjournal config netns size 32K
netjournal note kept
i=0
while [ $i -lt 150 ]; do
	unshare -n true
	i=$((i + 1))
done
netjournal status >"$out"
succeeds 'a flood: other kinds stay' sh -c 'netjournal log note | grep -q kept && netjournal log link >/dev/null'
check 'a flood: what is missing is told' 3 'netns .*overwritten' netjournal log netns

# The last reference of these is that of a socket, which a soft interrupt drops. The module is unloaded
# while they are cleaned up.
i=0
while [ $i -lt 20 ]; do
	unshare -n "$ip" link >/dev/null
	i=$((i + 1))
done
succeeds 'unloaded while namespaces end' rmmod netjournal

# Without the hooks nobody can tell who dropped the last reference, and the record says so.
modprobe netjournal hooks_off=__put_net,netns_put,proc_sys_call_handler
initial ip netns add dim
dim=$(inode_of /run/netns/dim)
initial ip netns del dim
i=0
until initial netjournal log netns deleted 2>/dev/null | grep -q " $dim " || [ $i -ge 100 ]; do
	sleep 0.2
	i=$((i + 1))
done
check 'without the hooks: the end is recorded' 0 "^  deleted .*kernel: namespace clean-up" initial netjournal blame netns "$dim"
check 'without the hooks: status says what is missing' 0 '^__put_net +off +not recorded: which task dropped' netjournal status
for verb in 'log sysctl' 'blame net.ipv4.tcp_sack' 'why net.ipv4.tcp_sack' 'list sysctl net.ipv4.tcp_sack --at 1'; do
	check "without the hooks: ${verb%% *} says it, too" 0 'not recorded.*: writes to sysctls, except .*\(see netjournal status\)' \
		sh -c "nsenter -t 1 -n netjournal $verb 2>&1"
done
rmmod netjournal
modprobe netjournal
check 'loaded again: no namespace was made' 0 '' netjournal log netns
lacks 'loaded again: none is recorded' netns

plan
