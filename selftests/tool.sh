#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The tool end to end, on the real module: what it prints, and its exit status.
# Runs in a network namespace of its own.
#
# shellcheck disable=SC2016 # in single quotes: for the inner shell to expand

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
own_namespace "$@"

ip link set lo up
ip link add eth0 type dummy
ip link set eth0 up
ip addr add 10.0.0.1/24 dev eth0
ip route add default via 10.0.0.2 dev eth0 metric 100
ip route add 10.20.0.0/16 via 10.0.0.2 dev eth0
ip rule add from 10.1.0.0/16 lookup 100 pref 77
ip neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev eth0
ip nexthop add id 7 via 10.0.0.2 dev eth0
ifconfig eth0 mtu 1400
route add -net 10.50.0.0/16 gw 10.0.0.2
unit=/sys/fs/cgroup/system.slice/nightly.service
mkdir -p $unit
sh -c "echo 0 >$unit/cgroup.procs && ip route add 10.60.0.0/16 via 10.0.0.2; true"
rmdir $unit
ip link set eth0 down
ip rule del pref 77
ip link del eth0

check 'log: a route is added' 0 'route +\+ default via 10\.0\.0\.2 dev eth0 metric 100 +ip route add default [^<]*\[[0-9]+\] < .*tool\.sh.* \[[0-9]+\]' netjournal log
check 'log: a silent deletion of a route' 0 'route +- 10\.20\.0\.0/16 via 10\.0\.0\.2 dev eth0 +\(silent\) +in ip [^<]*\[' netjournal log
check 'log: a change by an ioctl' 0 'link +~ eth0 mtu 1500 -> 1400 +in ifconfig [^<]*\[' netjournal log
check 'log: a change of a rule' 0 'rule +- 77:.*from 10\.1\.0\.0/16 lookup 100 +ip [^<]*\[' netjournal log
check 'log: whole states' 0 'link +~ eth0 <.*mtu 1400.* in ifconfig [^<]*\[' netjournal log -o full
check 'log: JSON of a change' 0 '"changes":\[\{"name":"mtu","old":1500,"new":1400\}\]' netjournal log -j
check 'log: a device goes down' 0 'link +~ eth0 RUNNING -> DOWN' netjournal log
succeeds 'log: without the routes of the kernel' sh -c "! grep -qE ' (local|broadcast) 10\.0' $out"
check 'log: lines with cursors' 0 '^[0-9:.]+ +link .*  [0-9a-f]+:[0-9]+$' netjournal log -o cursor
succeeds 'log: a cursor of a line is one' sh -c '
	[ "$(netjournal log --after "$(netjournal log -o cursor -n 2 | head -n 1 | sed "s/.* //")" | wc -l)" = 1 ]'
check 'log: -o json' 0 '^\{.*"kind":"link"' netjournal log -o json
check 'log: with them' 0 ' local 10\.0\.0\.1 ' netjournal log -v
succeeds 'log: how many are left out' sh -c 'netjournal log 2>&1 | grep -qE "log: [0-9]+ records left out"'
check 'log: the state before the cursor' 0 'link +~ eth0 RUNNING -> DOWN' sh -c '
	netjournal log link changed --after $(($(netjournal log link changed | sed -n "s/.*mtu 1500 -> 1400.*#//p")))'
check 'log: by kind' 0 'nexthop +\+ id 7' netjournal log nexthop
succeeds 'log: by kind, prints no other' sh -c "! grep -q ' route ' $out"
check 'log: by device' 0 'addr +\+ 10\.0\.0\.1/24 dev eth0' netjournal log --dev eth0
check 'log: by prefix' 0 '10\.20\.0\.0/16' netjournal log --prefix 10.20.0.0/16
succeeds 'log: by prefix, prints no other' sh -c "! grep -q default $out"
check 'log: by process' 0 'in route add [^<]*\[[0-9]+\]' netjournal log --comm route
succeeds 'log: by process, prints no other' sh -c "! grep -v 'in route add' $out"
check 'log: by command line' 0 '10\.50\.0\.0/16' netjournal log --cmd '10.50.0.0/16 gw 10.0.0.2'
succeeds 'log: by command line, prints no other' sh -c "! grep -v 'in route add' $out"
check 'log: by executable' 0 'eth0 mtu 1500 -> 1400' netjournal log --exe ifconfig
succeeds 'log: by executable, prints no other' [ "$(wc -l <"$out")" = 1 ]
check 'log: by a unit that has ended' 0 '10\.60\.0\.0/16 .* ip route add [^<]*\[[0-9]+\] < .*tool\.sh.* \[[0-9]+\] < nightly\.service' netjournal log --unit nightly
succeeds 'log: by a unit, prints no other' [ "$(wc -l <"$out")" = 1 ]
succeeds 'log: by an act' sh -c '
	act=$(netjournal log -j --prefix 10.20.0.0/16 -n 1 | sed "s/.*\"act\":\([0-9]*\).*/\1/")
	netjournal log --act "$act" >/tmp/act
	grep -q "eth0 RUNNING -> DOWN" /tmp/act && grep -q "10\.60\.0\.0/16" /tmp/act &&
		! grep -qv "ip link set eth0 down" /tmp/act'
check 'log: no act' 1 'out of range' netjournal log --act 0
check 'log: the details in JSON' 0 '"cmdline":\["ip","route","add","10\.60\.0\.0/16","via","10\.0\.0\.2"\],"cgroup":"/system\.slice/nightly\.service","unit":"nightly\.service".*"ancestors":\[\{"pid":[0-9]+,.*"comm":"sh".*"cmdline":\["sh","-c"' netjournal log -j --unit nightly.service
check 'log: by user' 0 'default' netjournal log --uid 0
succeeds 'log: by a user who did nothing' sh -c '[ -z "$(netjournal log --uid 12345)" ]'
check 'log: by the name of the user' 0 'default' netjournal log --uid root
check 'log: by a device as a word' 0 'addr +\+ 10\.0\.0\.1/24 dev eth0' netjournal log eth0
check 'log: by what happened' 0 'route +- 10\.20\.0\.0/16' netjournal log routes deleted
succeeds 'log: by what happened, prints no other' sh -c "! grep -qvE '^[^ ]+ +route +-' $out"
check 'log: by object and what happened' 0 'default' netjournal log default added
succeeds 'log: by object and what happened, prints no other' [ "$(wc -l <"$out")" = 1 ]
check 'log: a word that is no word' 1 'rotue.*did you mean route' netjournal log rotue
succeeds 'log: nothing found, and what was searched' sh -c '
	netjournal log --uid 12345 2>&1 | grep -qE "no record matches; searched #1 to #[0-9]+, since 20"'
succeeds 'log: -3' sh -c '[ "$(netjournal log -3 | wc -l)" = 3 ]'
succeeds 'log: the last minutes' sh -c '[ "$(netjournal log --since 10m | wc -l)" = "$(netjournal log | wc -l)" ]'
check 'log: newest first' 0 'link +- eth0' netjournal log -r -n 1
succeeds 'log: -n' sh -c '[ "$(netjournal log -n 3 | wc -l)" = 3 ]'
check 'log: since' 0 '#1$' netjournal log --since '10 min ago'
succeeds 'log: since now' sh -c '[ -z "$(netjournal log --since "+1 h")" ]'
succeeds 'log: until' sh -c '[ -z "$(netjournal log --until "1 day ago")" ]'
succeeds 'log: after' sh -c '[ "$(netjournal log --after 1 | head -n 1 | sed "s/.*#//")" = 2 ]'
check 'log: JSON' 0 '^\{.*"kind":"route".*"context":"request".*"comm":"ip".*"action":"new".*"dst":"default".*"gateway":"10\.0\.0\.2".*"dev":"eth0".*"metric":100' netjournal log -j
succeeds 'log: JSON is one object a line' sh -c "! grep -v '^{.*}\$' $out"
check 'show: the process' 0 '^  cmdline +ip route add 10\.60\.0\.0/16' sh -c '
	netjournal show "$(netjournal log --unit nightly -o full | sed "s/.*#//")"'
check 'show' 0 'RTM_NEWROUTE|RTM_NEWLINK' netjournal show 5
check 'blame: a route that is gone' 0 'deleted .* in ip [^<]*\[.*\(silent\)' netjournal blame route 10.20.0.0/16
check 'blame: a link that is gone' 0 'deleted .* ip [^<]*\[' netjournal blame link eth0
check 'blame: a neighbour that is gone has its address' 0 '^neigh 10\.0\.0\.9 dev eth0 lladdr 02:00:00:00:00:09 .*: gone$' netjournal blame neigh 10.0.0.9
check 'blame: who set the MTU' 0 'changed .* mtu 1500 -> 1400 +in ifconfig [^<]*\[' netjournal blame link eth0
succeeds 'blame: who set it down' grep -qE 'changed .* RUNNING -> DOWN +(in )?ip [^<]*\[' "$out"
check 'blame: an address' 0 'added .* ip [^<]*\[' netjournal blame addr 10.0.0.1
check 'blame: a rule' 0 'deleted .* ip [^<]*\[' netjournal blame rule from 10.1.0.0/16
check 'blame: a neighbour' 0 'added .* ip [^<]*\[' netjournal blame neigh 10.0.0.9
check 'blame: a nexthop' 0 'added .* ip [^<]*\[' netjournal blame nexthop 7
check 'blame: an object without records' 0 'nothing' netjournal blame nexthop 8
check 'blame: nothing found, and what was searched' 0 'searched nexthop: #1 to #[0-9]+, since 20' netjournal blame nexthop 8
check 'blame: default alone' 0 '^route default via 10\.0\.0\.2 .*: gone$' netjournal blame default
check 'blame: a device alone' 0 '^link eth0.*: gone$' netjournal blame eth0
check 'blame: a prefix alone' 0 '^route 10\.20\.0\.0/16 .*: gone$' netjournal blame 10.20.0.0/16
check 'blame: a prefix of a rule alone' 0 '^rule 77:.*: gone$' netjournal blame 10.1.0.0/16
check 'blame: an address alone' 0 '^addr 10\.0\.0\.1/24 .*: gone$' netjournal blame 10.0.0.1
check 'blame: the local route to it' 0 '^route local 10\.0\.0\.1 .*: gone$' netjournal blame 10.0.0.1
check 'blame: a link-layer address alone' 0 '^neigh 10\.0\.0\.9 .*: gone$' netjournal blame 02:00:00:00:00:09
check 'blame: the longest match, which is gone' 0 '^route default via 10\.0\.0\.2 .*: gone$' netjournal blame 8.8.8.8
succeeds 'blame: the longest match says so' grep -q 'nothing is recorded about 8.8.8.8 itself' "$out"
check 'blame: the longest match, JSON' 0 '"did":"added","present":false,"present-by":"kernel","match":"longest"' netjournal blame 8.8.8.8 -j
check 'status: since when' 0 '^instance [0-9a-f]+ +records #1 to #[0-9]+, since 20' netjournal status
check 'status' 0 '^note +on +256K' netjournal status
check 'note' 0 '^#[0-9]+$' netjournal note hello from the test
check 'note: is in the log' 0 'note +hello from the test +netjournal [^<]*\[' netjournal log note
check 'config: set' 0 '' netjournal config note size 64K
check 'config: is in the log' 0 'config .*note size 64K +netjournal [^<]*\[' netjournal log config
check 'config: off' 0 '' netjournal config note off
check 'config: off is shown' 0 '^note +off' netjournal status
netjournal config note on
check 'list family' 0 '^netjournal +id [0-9]+ +version 1' netjournal list family netjournal
check 'list family: JSON' 0 '"name":"nlctrl"' netjournal list family -j

# Every follower sees new records, and a note of another process with its sender.
netjournal log -f -j note >/tmp/follow.out 2>/tmp/follow.err &
follower=$!
netjournal log -f >/tmp/follow2.out 2>/tmp/follow2.err &
follower2=$!
waits $follower
waits $follower2
netjournal note 'to whom it may concern' >/dev/null &
sender=$!
wait $sender
until_in /tmp/follow.out concern
until_in /tmp/follow2.out concern
check 'follow: prints a note' 0 'to whom it may concern' cat /tmp/follow.out
check 'follow: a note names its sender' 0 '"origin":\{"context":"request","pid":'"$sender"',.*"comm":"netjournal".*"note":"to whom it may concern"' cat /tmp/follow.out
check 'follow: every follower sees it, with its sender' 0 "note +to whom it may concern +netjournal note [^<]*\\[$sender\\]" cat /tmp/follow2.out
kill $follower $follower2
wait $follower $follower2 2>/dev/null

# With a cursor file, records are not shown again.
rm -f /tmp/cursor
netjournal log --cursor-file /tmp/cursor >/dev/null
netjournal note 'after the cursor' >/dev/null
netjournal log --cursor-file /tmp/cursor >/tmp/cursor.out
succeeds 'cursor file' sh -c '[ "$(wc -l </tmp/cursor.out)" = 1 ] && grep -q "after the cursor" /tmp/cursor.out'

# A route with too many paths for a record is reported as lost, because it could be the route that was asked
# for.
check 'blame: missing records may change the answer' 3 'route +! records missing from .*: lost' sh -c '
	ip link add d2 type dummy && ip link set d2 up
	ip route add 10.60.0.0/16 dev d2
	for k in $(seq 7); do
		ip -6 route append 2001:db8:77::/48 $(for i in $(seq 110); do echo "nexthop via fe80::$k:$i dev d2"; done)
	done
	ip route replace 10.60.0.0/16 dev d2 mtu 1300
	netjournal blame route 10.60.0.0/16'
# Routes to the same prefix are told apart.
ip link add d3 type dummy && ip link add d4 type dummy && ip link set d3 up && ip link set d4 up
ip addr add 10.3.0.1/24 dev d3
ip route add 10.61.0.0/16 via 10.3.0.2
ip route append 10.61.0.0/16 via 10.3.0.3
ip route del 10.61.0.0/16 via 10.3.0.3
ip route add 10.62.0.0/16 via 10.3.0.2
ip route replace 10.62.0.0/16 via 10.3.0.3
ip -6 route add 2001:db8:61::/64 dev d3
ip -6 route append 2001:db8:61::/64 dev d4
ip -6 route del 2001:db8:61::/64 dev d4
ip -6 route add 2001:db8:62::/64 via fe80::2 dev d3
ip -6 route append 2001:db8:62::/64 via fe80::3 dev d3
ip -6 route append 2001:db8:62::/64 via fe80::4 dev d3
check 'blame: the longest match' 0 '^route 10\.61\.0\.0/16 via 10\.3\.0\.2 dev d3: present$' netjournal blame 10.61.7.7
check 'blame: a route beside another that is gone' 0 '^route 10\.61\.0\.0/16 via 10\.3\.0\.2 dev d3: present$' netjournal blame route 10.61.0.0/16
check 'blame: a route that is gone beside another' 0 '^route 10\.61\.0\.0/16 via 10\.3\.0\.3 dev d3: gone$' netjournal blame route 10.61.0.0/16
check 'blame: a route that was replaced' 0 '^route 10\.62\.0\.0/16 via 10\.3\.0\.3 dev d3: present$' netjournal blame route 10.62.0.0/16 via 10.3.0.2
succeeds 'blame: a replaced route is one object' [ "$(grep -c '^route' $out)" = 1 ]
check 'blame: IPv6, by device' 0 '^route 2001:db8:61::/64 dev d3 .*: present$' netjournal blame route 2001:db8:61::/64
check 'blame: IPv6, of another device' 0 '^route 2001:db8:61::/64 dev d4 .*: gone$' netjournal blame route 2001:db8:61::/64
ip -6 route del 2001:db8:62::/64 via fe80::3 dev d3
check 'blame: IPv6, a nexthop is gone' 0 '^route 2001:db8:62::/64 .*via fe80::[24] .*via fe80::[24] .*: present$' netjournal blame route 2001:db8:62::/64
succeeds 'blame: IPv6, a multipath route is one object' [ "$(grep -c '^route' $out):$(grep -c added $out)" = 1:1 ]
ip -6 route del 2001:db8:62::/64
check 'blame: IPv6, all nexthops are gone' 0 '^route 2001:db8:62::/64 .*: gone$' netjournal blame route 2001:db8:62::/64
succeeds 'blame: IPv6, the route is gone' [ "$(grep -c '^route' $out)" = 1 ]
check 'overwritten: a gap in its place, and status 3' 3 'note +! records missing from #[0-9]+ to #[0-9]+: overwritten' sh -c '
	netjournal config note size 32K
	for i in $(seq 40); do netjournal note "$(printf %01000d "$i")" >/dev/null; done
	netjournal log'
check 'overwritten: JSON' 3 '"gap":\{.*"reason":"overwritten"' netjournal log -j
# A gap comes before records of another kind that are as old, and reaches up to newer ones.
cp "$(command -v netjournal)" /tmp/other
/tmp/other config note size 34K
/tmp/other config note size 33K
sleep 1.1
since=@$(date +%s)
check 'overwritten: since' 3 'overwritten' sh -c '
	for i in $(seq 40); do netjournal note "$(printf %01000d "$i")" >/dev/null; done
	netjournal log --since '"$since"
check 'overwritten: -n' 3 'overwritten' netjournal log --comm other -n 1
check 'overwritten: no gap for records after it' 0 '' netjournal log -n 1
check 'blame: the answer is unknown' 3 '' sh -c '
	ip link add d1 type dummy && ip link set d1 up
	netjournal config route size 32K
	for i in $(seq 0 999); do echo "route add 10.1.$((i / 4)).$((i % 4 * 64))/26 dev d1"; done | ip -batch -
	netjournal blame route 10.20.0.0/16'
netjournal clear
check 'clear: the first remaining record says who cleared' 3 'config +cleared .* netjournal [^<]*\[' netjournal log

# The tool must run with the libnl and the libc for which it was built, and not with others that happen to
# be here.
check 'version: the libraries are those that it was built with' 0 \
	"^netjournal: .* built with .*$(cat /root/built-with || echo '?')\$" netjournal --version

check 'help: a full disk is an error' 2 'cannot write: No space' sh -c 'netjournal --help >/dev/full'
check 'help of a verb: a full disk is an error' 2 'cannot write: No space' sh -c 'netjournal log --help >/dev/full'

# Bad input: one line, and the status that the manual gives.
before=$(netjournal status -j | sed 's/.*"next-seq":\([0-9]*\).*/\1/')
succeeds 'bad: missing verb' sh -c 'netjournal 2>&1 | grep -q Usage; ! netjournal >/dev/null 2>&1'
check 'bad: unknown verb' 1 'nonsense' netjournal nonsense
check 'bad: unknown option' 1 'nonsense' netjournal log --nonsense
check 'bad: unknown kind' 1 'nonsense' netjournal clear nonsense
check 'bad: since' 1 'since.*yesternight' netjournal log --since yesternight
check 'bad: until' 1 'until.*25:61' netjournal log --until 25:61
check 'bad: number' 1 'minus' netjournal log -n minus
check 'bad: prefix' 1 '10\.0\.0\.0/33' netjournal log --prefix 10.0.0.0/33
check 'bad: unknown object' 1 'nonsense' netjournal blame nonsense x
check 'bad: selector' 1 'nonsense' netjournal blame route 10.0.0.0/8 nonsense 1
check 'bad: cursor of another instance' 2 'from-start' netjournal log --after 0123456789abcdef:1
check 'bad: sequence from the future' 2 'does not have #99999999, or no longer; it has #[0-9]+ to' netjournal show 99999999
check 'bad: control character' 2 'control' netjournal note "$(printf 'a\tb')"
check 'bad: note too long' 2 'note' netjournal note "$(head -c 1025 /dev/zero | tr '\0' x)"
check 'bad: empty note' 2 'empty' netjournal note ''
check 'bad: size too small' 1 'the smallest size is 32K' netjournal config note size 1
check 'bad: full, of a kind that is always full' 1 'note has no part that only full records' netjournal config note full
check 'bad: size too large' 2 'ring_size_max' netjournal config note size 2G
check 'bad: size' 1 'size' netjournal config note size huge
check 'bad: namespace' 2 'nonesuch' netjournal -n nonesuch log
check 'bad: unknown family' 2 'nonesuch' netjournal list family nonesuch
after=$(netjournal status -j | sed 's/.*"next-seq":\([0-9]*\).*/\1/')
succeeds 'bad: the journal is unchanged' [ "$before" = "$after" ]

# The filter of the sockets is a function that looks like a BPF program. Counting its instructions must do
# no harm.
sysctl -q -w kernel.bpf_stats_enabled=1
ip link add counted type dummy
ip link del counted
sysctl -q -w kernel.bpf_stats_enabled=0
check 'recorded while BPF programs are counted' 3 'link +- counted' netjournal log link -n 2

check 'another namespace by name' 0 'note +in there' sh -c 'netjournal -n early note in there && netjournal -n early log note'

# Nobody may do this without CAP_NET_ADMIN. Root of a user namespace may do it in its own network namespace.
check 'a user without privilege is refused' 2 'permitted|CAP_NET_ADMIN' unshare -Ur netjournal log
check 'root in a user namespace is refused' 0 'note +mine' unshare -Urn sh -c 'netjournal note mine && netjournal log'

plan
