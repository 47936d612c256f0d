#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# `netjournal watch` end to end: how it prints live changes and handles lost messages, and that it
# finds all network namespaces. Runs in its own network namespace. The module is loaded, but watch
# does not use it.
#
# shellcheck disable=SC2016 # in single quotes: for the inner shell to expand

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
own_namespace "$@"
dir=/tmp/watch
mkdir -p $dir
# Runs as a user without any right here: root of a user namespace that owns nothing of this.
as_nobody() {
	exec unshare -Ur netjournal watch "$@"
}

# has NAME FILE PATTERN, lacks NAME FILE PATTERN: a line in FILE, the output of a watcher, must
# match the extended regular expression, or no line may match it.
has() {
	if ! grep -qE -e "$3" "$dir/$2"; then
		echo "# wanted /$3/ in:"
		tail -n 40 "$dir/$2" | cut -c 1-300 | sed 's/^/#   /'
	fi
	succeeds "$1" grep -qE -e "$3" "$dir/$2"
}
lacks() {
	grep -E -e "$3" "$dir/$2" | cut -c 1-300 | sed 's/^/#   /'
	succeeds "$1" sh -c '! grep -qE -e "$1" "$2"' sh "$3" "$dir/$2"
}

# bad NAME STATUS PATTERN COMMAND...: exits with STATUS and one line that matches.
bad() {
	name=$1 status=$2 pattern=$3
	shift 3
	rc=0
	"$@" >$dir/out 2>$dir/err </dev/null || rc=$?
	succeeds "$name" [ "$rc:$(wc -l <$dir/err):$(grep -cE -e "$pattern" $dir/err)" = "$status:1:1" ]
}

# start NAME ARGUMENT...: a watcher whose output goes to the file NAME.
start() {
	name=$1
	shift
	netjournal watch "$@" >$dir/"$name" 2>$dir/"$name".err &
	eval "pid_$name=$!"
	waits $!
}

start_as_nobody() {
	name=$1
	shift
	as_nobody "$@" >$dir/"$name" 2>$dir/"$name".err &
	eval "pid_$name=$!"
	waits $!
}

# stop NAME WANTED: ends the watcher. Its exit status must be WANTED, and stderr must be empty.
stop() {
	eval "pid=\$pid_$1"
	# shellcheck disable=SC2154 # by eval
	kill -CONT "$pid"
	kill -INT "$pid"
	rc=0
	wait "$pid" || rc=$?
	succeeds "$1: ends with status $2" [ "$rc$(cat "$dir/$1.err")" = "$2" ]
}

# settled FILE PATTERN [N]: waits until FILE has a line with PATTERN, or N such lines.
settled() {
	i=0
	while [ "$(grep -cE -e "$2" "$dir/$1")" -lt "${3:-1}" ] && [ $i -lt 600 ]; do
		i=$((i + 1))
		sleep 0.1
	done
}

ip link set lo up
ip link add d0 type dummy
ip link set d0 up
ip addr add 10.0.0.1/24 dev d0
ip link add br0 type bridge
ip route add 10.99.0.0/16 via 10.0.0.99

start all
start json -j
start changes --changes
start cjson --changes -j
start links link
start some route rule
start dev --dev d0 --changes
start root route --root 10.20.0.0/16
start four -4
start six -6 route
start_as_nobody nobody

# Every kind, and the three states of a link.
ip link add va type veth peer name vb
ip link set va up
settled links 'va UP'
ip link set vb up
settled links 'va RUNNING'
ip link set vb down
settled links 'va UP' 2
ip link set va down
ip link set d0 mtu 1400
ip link set d0 mtu 1400
ip link set d0 promisc on
ip link set d0 master br0
ip link set d0 nomaster
ip link set d0 alias 'a "b"'
ip link set d0 alias 'a "b"'
ip addr add 10.0.0.7/24 dev d0
ip addr change 10.0.0.7/24 dev d0 valid_lft 500 preferred_lft 500
ip addr change 10.0.0.7/24 dev d0 valid_lft 400 preferred_lft 400
ip addr del 10.0.0.7/24 dev d0
ip route add 10.20.0.0/16 via 10.0.0.2
ip route replace 10.20.0.0/16 via 10.0.0.3
ip route change 10.20.0.0/16 via 10.0.0.3
ip -6 addr add fd00::1/64 dev d0 nodad
ip -6 route add fd05::/32 via fd00::2
ip -6 route append fd05::/32 via fd00::3
ip -6 route del fd05::/32 via fd00::2
ip rule add from 10.1.0.0/16 lookup 100 pref 77
ip rule del pref 77
ip neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev d0
ip neigh change 10.0.0.9 lladdr 02:00:00:00:00:19 dev d0
ip link set va up
ip link set vb up
ip addr add 10.3.0.1/24 dev va
echo 1 >/proc/sys/net/ipv4/neigh/va/app_solicit
ping -c 1 -W 1 10.3.0.9 >/dev/null
ip nexthop add id 7 via 10.0.0.2 dev d0
ip nexthop replace id 7 via 10.0.0.5 dev d0
ip route add 10.30.0.0/16 nhid 7
ip link set d0 down
settled changes 'route +- 10\.20.*\(found\)'
settled cjson '"10\.20.*"found":true'
# An object that went silently and comes back is reported as new.
ip link set d0 up
ip route add 10.20.0.0/16 via 10.0.0.3
sleep 1
watchers='all json changes cjson links some dev root four six nobody'
for name in $watchers; do eval "waits \$pid_$name"; done

t='^[0-9:]{8}\.[0-9]{3}  '
has 'link: new' links "${t}link +\+ vb DOWN: vb.* link/ether"
has 'link: up without a carrier' links "${t}link +~ va UP \(no carrier\): .*flags .* -> NO-CARRIER"
has 'link: running' links "${t}link +~ va RUNNING: "
has 'link: down' links "${t}link +~ va DOWN: "
has 'link: what changed' links '~ d0 RUNNING: mtu 1500 -> 1400$'
has 'link: a name with quotes' links 'ifalias none -> a "b"$'
lacks 'link: no other line' links '  (addr|route|rule|neigh|nexthop) '
has 'addr' all "${t}addr +\+ 10\.0\.0\.7/24 dev d0"
has 'addr: deleted' all 'addr +- 10\.0\.0\.7/24 dev d0'
has 'route' all 'route +\+ 10\.20\.0\.0/16 via 10\.0\.0\.2 dev d0$'
has 'route: replaced' all 'route +~ 10\.20\.0\.0/16 via 10\.0\.0\.3 dev d0$'
has 'rule' all 'rule +\+ 77: from 10\.1\.0\.0/16 lookup 100$'
has 'rule: deleted' all 'rule +- 77: from 10\.1\.0\.0/16 lookup 100$'
has 'neigh' all 'neigh +\+ 10\.0\.0\.9 dev d0 lladdr 02:00:00:00:00:09 PERMANENT$'
has 'neigh: a question to user space' all 'neigh +\? 10\.3\.0\.9 dev va'
has 'neigh: a question to user space, JSON' json '"kind":"neigh","action":"ask","event":\{.*"10\.3\.0\.9"'
lacks 'neigh: a question is no change' changes 'neigh +\?'
has 'nexthop' all 'nexthop +\+ id 7 via 10\.0\.0\.2 dev d0'
has 'all kinds: link' all 'link +~ d0 RUNNING: mtu 1500 -> 1400$'
has 'several kinds: route' some 'route +\+ 10\.20'
has 'several kinds: rule' some 'rule +\+ 77:'
lacks 'several kinds: no other kind' some '  (addr|link|neigh|nexthop) '
has 'dev: prints its own changes' dev 'addr +\+ 10\.0\.0\.7/24 dev d0'
lacks 'dev: prints no other changes' dev ' (link +. (va|vb|br0)|rule) '
has 'root: prints a prefix inside it' root '10\.20\.0\.0/16'
lacks 'root: prints no other prefix' root '10\.0\.0\.7|fd05|10\.30\.'
lacks '-4: no IPv6' four 'fd00|fe80|fd05'
has '-4: IPv4' four '10\.20\.0\.0/16'
has '-6: IPv6' six 'fd05::/32'
lacks '-6: no IPv4' six 'route +. 10\.'
has 'a user without privilege may watch' nobody 'route +\+ 10\.20\.0\.0/16'

has 'changes: mtu' changes '~ d0 RUNNING: mtu 1500 -> 1400$'
succeeds 'changes: mtu, once' [ "$(grep -c 'd0 .*mtu 1500 -> 1400' $dir/changes)" = 1 ]
succeeds 'changes: an alias, once' [ "$(grep -c 'ifalias none' $dir/changes)" = 1 ]
lacks 'changes: no line without a change' changes 'no change'
has 'without --changes: the change of a link is printed' links 'no change$'
has 'changes: flags' changes '~ d0 DOWN: flags [A-Z,_]*UP[A-Z,_]* -> [A-Z,_]*,'
has 'changes: promiscuity' changes '~ d0 RUNNING: flags .*PROMISC.*promiscuity 0 -> 1'
has 'changes: master' changes '~ d0 RUNNING: .*master none -> br0'
has 'changes: master removed' changes '~ d0 RUNNING: .*master br0 -> none'
has 'changes: address' changes 'addr +\+ 10\.0\.0\.7/24 dev d0'
succeeds 'changes: times are not compared' [ "$(grep -c 'addr .* 10\.0\.0\.7/24' $dir/changes)" -le 3 ]
has 'changes: route replaced, old and new gateway' changes 'route +~ 10\.20\.0\.0/16 via 10\.0\.0\.3 dev d0  \(gateway 10\.0\.0\.2 -> 10\.0\.0\.3\)$'
has 'changes: IPv6 nexthop joins' changes 'route +~ fd05::/32 .*nexthops none -> \(gateway'
has 'changes: IPv6 nexthop leaves' changes 'route +~ fd05::/32 via fd00::3 dev d0 .*gateway none -> fd00::3'
has 'changes: neighbour' changes 'neigh +~ 10\.0\.0\.9 .*lladdr 02:00:00:00:00:09 -> 02:00:00:00:00:19'
has 'changes: nexthop' changes 'nexthop +~ id 7 .*gateway 10\.0\.0\.2 -> 10\.0\.0\.5'
has 'changes: routes that were deleted silently' changes 'route +- 10\.20\.0\.0/16 via 10\.0\.0\.3 dev d0  \(found\)$'
has 'changes: a silent deletion of an older route' changes 'route +- 10\.99\.0\.0/16 via 10\.0\.0\.99 dev d0  \(found\)$'
has 'changes: a nexthop that was deleted silently' changes 'nexthop +- id 7 .*\(found\)$'
succeeds 'changes: a nexthop is added again' [ "$(grep -cE 'route +\+ 10\.20\.0\.0/16' $dir/changes)" = 2 ]

has 'JSON: link' json '^\{"time":[0-9]{19},"kind":"link","action":"new","state":"UP \(no carrier\)","event":\{.*"ifname":"va"'
has 'JSON: route' json '"kind":"route","action":"new","event":\{.*"dst":"10\.20\.0\.0/16".*"gateway":"10\.0\.0\.2"'
has 'JSON: deleted' json '"kind":"rule","action":"del","event":\{.*"priority":77'
has 'JSON: changes' cjson '"changes":\[\{"name":"mtu","old":1500,"new":1400\}\]\}$'
has 'JSON: found' cjson '"kind":"route","action":"del","event":\{.*"10\.20\.0\.0/16".*"found":true\}$'
# Replaces strings by s and other values by v, and then objects and arrays of these by v, until each
# line is one letter.
valid() {
	[ -s "$dir/$1" ] && ! sed -E 's/"([^"\\]|\\.)*"/s/g; s/-?[0-9]+(\.[0-9]+)?|true|false|null/v/g; :again
		s/\{(s:[sv](,s:[sv])*)?\}|\[([sv](,[sv])*)?\]/v/; t again' "$dir/$1" | grep -vx v
}
complete() {
	! grep -vE '^\{"time":[0-9]{19},"kind":"(link","action":"(new|del)","state":"[^"]*"|(addr|route|rule|neigh|nexthop|fdb|mpls|vlan|mdb|mroute)","action":"(new|del|ask)"),"event":\{.*\}$' "$dir/$1"
}
succeeds 'JSON: each line is valid' valid json
succeeds 'JSON: each line is valid with --changes' valid cjson
succeeds 'JSON: each line is complete' complete json
# The kernel makes changes of its own before both watch, and after: it finds addresses unique, for example.
ip rule add pref 4242 lookup 4242
settled all 'rule +\+ 4242:'
settled json '"kind":"rule".*"priority":4242'
sed -n '/ v[ab][@ ]/,$p' $dir/all | sed '/rule *+ 4242:/q' >$dir/all.4242
# A time can contain the digits 4242.
sed -n '/"v[ab]"/,$p' $dir/json | sed '/"priority":4242/q' >$dir/json.4242
[ "$(wc -l <$dir/json.4242)" = "$(wc -l <$dir/all.4242)" ] || sed 's/^/# /' $dir/all.4242 $dir/json.4242 | cut -c 1-150
succeeds 'JSON: as many lines as in text' [ "$(wc -l <$dir/json.4242)" = "$(wc -l <$dir/all.4242)" ]

for name in $watchers; do stop "$name" 0; done
netjournal watch route >/dev/full 2>$dir/full.err &
pid=$!
waits $pid
ip route add 10.21.0.0/16 via 10.0.0.2
rc=0
wait $pid || rc=$?
succeeds 'output: a full disk is an error' [ "$rc:$(grep -c 'cannot write' $dir/full.err):$(wc -l <$dir/full.err)" = 2:1:1 ]
(netjournal watch route | head -n 1) >$dir/head &
pid=$!
ip route add 10.22.0.0/16 via 10.0.0.2
i=0
# The first changes may come before it listens.
while kill -0 $pid 2>/dev/null && [ $i -lt 600 ]; do
	i=$((i + 1))
	ip route replace 10.23.0.0/16 via 10.0.0.$((2 + i % 2))
	sleep 0.2
done
succeeds 'output: nobody reads it, watch ends' sh -c "! kill -0 $pid 2>/dev/null"

# Lost messages. A user without rights has a small buffer; on new kernels only if the test sets it.
# Enough changes fill the buffer while the watchers are stopped.
rmem_max() {
	nsenter -t 1 -n sh -c "cat /proc/sys/net/core/rmem_max; echo $1 >/proc/sys/net/core/rmem_max"
}
rmem_max=$(rmem_max 212992)
routes() {
	for i in $(seq 0 2999); do echo "route $1 10.77.$((i / 256)).$((i % 256)) via 10.0.0.$2"; done | ip -batch -
}
ip route add 10.66.0.1 via 10.0.0.2
ip route add 10.66.0.2 via 10.0.0.2
ip link add r0 type dummy
ip link set r0 addrgenmode none
ip link set r0 up
start_as_nobody lost
start_as_nobody lostj -j
start_as_nobody repaired --changes route
start_as_nobody repairedj --changes -j route
# By then the watchers have used the name of r0.
ip route add 10.66.0.6 dev r0
for name in lost lostj repaired repairedj; do settled $name '10\.66\.0\.6'; done
# shellcheck disable=SC2154 # by eval
kill -STOP "$pid_lost" "$pid_lostj" "$pid_repaired" "$pid_repairedj"
routes add 2
routes del 2
ip route add 10.66.0.3 via 10.0.0.2
ip route del 10.66.0.1
ip route replace 10.66.0.2 via 10.0.0.9
ip link set r0 down
ip link set r0 name r9
ip link set r9 up
# shellcheck disable=SC2154
kill -CONT "$pid_lost" "$pid_lostj" "$pid_repaired" "$pid_repairedj"
for name in lost repaired; do settled $name 'end of the dump'; done
for name in lostj repairedj; do settled $name '"dump":"end"'; done
ip route add 10.66.0.5 dev r9
ip route add 10.66.0.4 via 10.0.0.2
for name in lost lostj repaired repairedj; do settled $name '10\.66\.0\.4'; done
for name in lost lostj repaired repairedj; do stop $name 3; done
rmem_max "$rmem_max" >/dev/null
has 'lost: a line reports it' lost "${t}! [1-9][0-9]* messages were lost"
# Each of the 6003 changes was printed or lost. Neighbours and other objects may add some.
lost=$(sed -n 's/.*! \([0-9]*\) messages were lost.*/\1/p' $dir/repaired | awk '{ n += $1 } END { print n }')
seen=$(grep -cE 'route +[-+~] 10\.(77|66\.0\.[123] ).*[^)]$' $dir/repaired)
succeeds 'lost: the number is right' [ $((lost + seen)) -ge 6003 -a $((lost + seen)) -le 6040 ]
has 'lost: the dump is between marks' lost "${t}-- begin of the dump --"
succeeds 'lost: the dump is right' sh -c '
	sed -n "/begin of the dump/,/end of the dump/p" '$dir'/lost | sed -n "s/.*  route   = \(10\.66\.[^ ]* via [^ ]*\).*/\1/p" | sort >'$dir'/got
	ip route show root 10.66.0.0/16 | sed -n "s/ dev.*//p" | grep -vE "^10\.66\.0\.(4 |5)" | sort >'$dir'/want
	[ -s '$dir'/want ] && cmp '$dir'/got '$dir'/want'
has 'lost: the dump has links' lost 'link += lo RUNNING: lo'
has 'lost: JSON' lostj '^\{"time":[0-9]{19},"lost":[1-9][0-9]*\}$'
has 'lost: JSON, the marks' lostj '^\{"time":[0-9]{19},"dump":"begin"\}$'
has 'lost: JSON, the dump' lostj '"kind":"route","action":"present","event":\{.*"10\.66\.0\.3"'
has 'lost: JSON, the end' lostj '^\{"time":[0-9]{19},"dump":"end","whole":true\}$'
has 'repaired: new' repaired 'route +\+ 10\.66\.0\.3 via 10\.0\.0\.2 dev d0  \(found\)$'
has 'repaired: deleted' repaired 'route +- 10\.66\.0\.1 via 10\.0\.0\.2 dev d0  \(found\)$'
has 'repaired: changed' repaired 'route +~ 10\.66\.0\.2 .*\(gateway 10\.0\.0\.2 -> 10\.0\.0\.9\)  \(found\)$'
has 'repaired: an object that came and went' repaired 'route +- 10\.77\.[0-9.]* via 10\.0\.0\.2 dev d0  \(found\)$'
lacks 'repaired: no line without a change' repaired '(=|local|broadcast| 10\.22\.)'
has 'repaired: watching continues' repaired 'route +\+ 10\.66\.0\.4 via 10\.0\.0\.2 dev d0$'
has 'repaired: a renamed device' repaired 'route +\+ 10\.66\.0\.5 dev r9'
has 'repaired: JSON' repairedj '"action":"new","event":\{.*"changes":\[\{"name":"gateway","old":"10\.0\.0\.2","new":"10\.0\.0\.9"\}\],"found":true\}$'

# All namespaces.
ip netns add blue
unshare -n sleep 1000 &
holder=$!
until [ "$(stat -Lc %i /proc/$holder/ns/net)" != "$(stat -Lc %i /proc/self/ns/net)" ] && grep -q sleep /proc/$holder/comm; do
	sleep 0.1
done
start spaces --all-netns
start sjson --all-netns --changes -j link
ip -n blue link add b0 type dummy
nsenter -t $holder -n ip link add u0 type dummy
ip link add h0 type dummy
ip netns add green
settled spaces 'green  netns +\+'
ip -n green link set lo up
settled spaces '  green  link +~ lo'
unshare -n sh -c 'until [ -e '$dir'/go ]; do sleep 0.1; done; ip link set lo up; sleep 2' &
late=$!
settled spaces 'net:.*netns +\+'
: >$dir/go
for link in b0 u0 h0; do settled spaces "link +\+ $link"; done
settled spaces 'net:.*link +~ lo RUNNING'
settled sjson '"link","action":"new","state":"DOWN".*"u0"'
has 'namespaces: with a name' spaces "${t}blue  link +\+ b0 DOWN"
inode=$(stat -Lc %i /proc/$holder/ns/net)
has 'namespaces: without a name, by a process in it' spaces "${t}net:\\[$inode\\] \\(sleep\\[$holder\\]\\)  link +\+ u0"
has 'namespaces: our own is named' spaces "${t}net:\\[$(stat -Lc %i /proc/$$/ns/net)\\] \\(.*\\)  link +\+ h0"
has 'namespaces: a new name is reported' spaces "${t}green  netns +\+ $"
has 'namespaces: a new name is watched at once' spaces "${t}green  link +~ lo RUNNING"
has 'namespaces: JSON, with a name' sjson '^\{"time":[0-9]*,"netns":\{"name":"blue","inode":[0-9]+\},"kind":"link","action":"new","state":"DOWN","event":\{'
has 'namespaces: JSON, without a name' sjson '^\{"time":[0-9]*,"netns":\{"inode":'"$inode"',"comm":"sleep","pid":'$holder'\},"kind":"link"'
wait $late
# The process may have had another name when it was found, because unshare runs a shell.
has 'namespaces: one without a name is found' spaces 'net:\[[0-9]*\] \((unshare|exe|sh|sleep)\[[0-9]*\]\)  link +~ lo RUNNING'
ip netns del green
kill $holder
wait $holder 2>/dev/null
settled spaces "green  netns +-"
settled spaces "net:\\[$inode\\].* netns +-"
has 'namespaces: a removed name is reported' spaces "${t}green  netns +- $"
has 'namespaces: the end of the last process is reported' spaces "${t}net:\\[$inode\\] .*  netns +- $"
held() {
	for fd in /proc/"$1"/fd/*; do readlink "$fd"; done | grep -c 'socket:'
}
# Sockets in the namespaces blue, early (made by the runner) and this one, and in the initial one.
# shellcheck disable=SC2154
succeeds 'namespaces: none is kept alive' [ "$(held "$pid_spaces")" = "$(($(ip netns list | wc -l) + 2))" ]
ip netns del blue
stop spaces 0
stop sjson 0

bad 'bad: unknown object' 1 'nonsense' netjournal watch nonsense
bad 'bad: a kind that is no object' 1 'note' netjournal watch note
bad 'bad: unknown option' 1 'nonsense' netjournal watch --nonsense
bad 'bad: prefix' 1 '10\.0\.0\.0/33' netjournal watch --prefix 10.0.0.0/33
bad 'bad: -4 and -6' 1 '-4' netjournal watch -4 -6
bad 'bad: --all-netns without privilege' 2 'CAP_SYS_ADMIN' \
	unshare -Ur netjournal watch --all-netns

plan
