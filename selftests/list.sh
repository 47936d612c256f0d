#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# `netjournal list` end to end: what it selects, whom it names, and its exit status. (Whether
# it shows each object as ip does is for scripts/suites/compare/run.) Runs in a network
# namespace of its own.
#
# shellcheck disable=SC2016 # in single quotes: for the inner shell to expand

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
own_namespace "$@"
out=/tmp/list.out
err=/tmp/list.err

# shows NAME WANTED WORDS...: `netjournal list WORDS` shows exactly the objects WANTED, which
# are their first words.
shows() {
	name=$1 wanted=$2
	shift 2
	netjournal list "$@" >$out 2>$err
	rc=$?
	got=$(sed 's/^\(unreachable\|blackhole\|local\|broadcast\|id\) //; s/^\([0-9]*\): .*/\1/; s/[ @].*//' $out | tr '\n' ' ')
	if [ $rc = 0 ] && [ "$got" = "$wanted${wanted:+ }" ] && ! [ -s $err ]; then
		result 0 "$name"
	else
		echo "# status $rc, got: $got, wanted: $wanted, of: list $*"
		sed 's/^/#   /' $out $err
		result 1 "$name"
	fi
}

# fails NAME STATUS PATTERN WORDS...: one line on stderr, and nothing else.
fails() {
	name=$1 status=$2 pattern=$3
	shift 3
	netjournal list "$@" >$out 2>$err
	rc=$?
	if [ $rc = "$status" ] && [ "$(wc -l <$err)" = 1 ] && grep -qE -e "$pattern" $err && ! [ -s $out ]; then
		result 0 "$name"
	else
		echo "# status $rc, wanted $status and /$pattern/ of: list $*"
		sed 's/^/#   /' $out $err
		result 1 "$name"
	fi
}

sysctl -q net.ipv6.conf.default.addr_gen_mode=1 2>/dev/null
ip link set lo up
ip link add br0 type bridge
ip link add v0 type veth peer name v1
ip link add d0 type dummy
ip link set v0 master br0
ip link property add dev d0 altname an-alternative-name
ip link set d0 group 7
for dev in br0 v0 v1 d0; do ip link set $dev up; done
ip link add d9 type dummy
ip addr add 10.0.0.1/24 dev d0
ip addr add 10.1.0.1/24 dev v1 label v1:x
ip addr add 2001:db8::1/64 dev d0 nodad
ip route add default via 10.0.0.2 dev d0 metric 100 proto static
ip route add 10.20.0.0/16 via 10.0.0.2 dev d0
ip route add 10.20.1.0/24 via 10.1.0.2 dev v1 proto bird
ip route add blackhole 10.30.0.0/16 table 100
ip -6 route add 2001:db8:1::/48 via 2001:db8::2 dev d0
ip rule add from 10.5.0.0/16 lookup 100 pref 77
ip -6 rule add lookup 100 pref 78
ip neigh add 10.0.0.8 lladdr 02:00:00:00:00:08 dev d0 nud permanent
ip neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev d0 nud noarp
ip neigh add proxy 10.0.0.10 dev d0
ip nexthop add id 7 via 10.0.0.2 dev d0
ip nexthop add id 8 blackhole
ip nexthop add id 9 group 7

shows 'links' 'lo br0 v1 v0 d0 d9' link
shows 'link: by name' 'd0' link d0
shows 'link: by alternative name' 'd0' link an-alternative-name
shows 'link: up' 'lo br0 v1 v0 d0' link up
shows 'link: type' 'v1 v0' link type veth
shows 'link: ports by type of master' 'v0' link type bridge_slave
shows 'link: master' 'v0' link master br0
shows 'link: nomaster' 'lo br0 v1 d0 d9' link nomaster
shows 'link: group' 'd0' link group 7
shows 'link: state' 'br0 v1 v0' link state up
shows 'addresses' '127.0.0.1/8 10.1.0.1/24 10.0.0.1/24 ::1/128 2001:db8::1/64' addr
shows 'addr: IPv6' '::1/128 2001:db8::1/64' addr -6
shows 'addr: dev' '10.0.0.1/24 2001:db8::1/64' addr dev d0
shows 'addr: dev by alternative name' '10.0.0.1/24 2001:db8::1/64' addr dev an-alternative-name
shows 'addr: by address' '10.0.0.1/24' addr 10.0.0.1
shows 'addr: to' '10.1.0.1/24 10.0.0.1/24' addr to 10.0.0.0/8
shows 'addr: scope' '127.0.0.1/8 ::1/128' addr scope host
shows 'addr: label' '10.1.0.1/24' addr label 'v1:*'
shows 'addr: by type of link' '10.1.0.1/24' addr type veth
shows 'addr: up' '127.0.0.1/8' addr up dev lo -4
shows 'addr: permanent' '10.0.0.1/24' addr permanent dev d0 -4
shows 'addr: dynamic' '' addr dynamic
shows 'routes of the main table' 'default 10.0.0.0/24 10.1.0.0/24 10.20.0.0/16 10.20.1.0/24' route -4
shows 'route: IPv6' '2001:db8::/64 2001:db8:1::/48' route -6
shows 'route: both families' 'default 10.0.0.0/24 10.1.0.0/24 10.20.0.0/16 10.20.1.0/24 2001:db8::/64 2001:db8:1::/48' route
shows 'route: table' '10.30.0.0/16' route table 100
shows 'route: a table that does not exist' '' route table 4711
shows 'route: all tables' '10.30.0.0/16' route table all type blackhole
shows 'route: dev' '10.1.0.0/24 10.20.1.0/24' route dev v1
shows 'route: proto' 'default' route proto static
shows 'route: scope' '10.0.0.0/24 10.1.0.0/24' route scope link -4
shows 'route: via' '10.20.1.0/24' route via 10.1.0.2
shows 'route: exact' '10.20.0.0/16' route 10.20.0.0/16
shows 'route: root' '10.20.0.0/16 10.20.1.0/24' route root 10.20/16
shows 'route: match' 'default 10.20.0.0/16 10.20.1.0/24' route match 10.20.1.1
shows 'route: metric' 'default' route metric 100
shows 'rules' '0 77 32766 32767 0 78 32766' rule
shows 'rule: from' '77' rule from 10.5.0.0/16
shows 'rule: table' '77 78' rule table 100
shows 'neighbours without noarp' '10.0.0.8' neigh dev d0 -4
shows 'neigh: state' '10.0.0.9' neigh state noarp dev d0 -4
succeeds 'neigh: all states' [ "$(netjournal list neigh state all dev d0 -4 --count)" = 2 ]
shows 'neigh: to' '10.0.0.8' neigh to 10.0.0.8/30
shows 'neigh: proxy' '10.0.0.10' neigh proxy
shows 'neigh: lladdr' '10.0.0.8' neigh lladdr 02:00:00:00:00:08
shows 'nexthops' '7 8 9' nexthop
shows 'nexthop: dev' '7' nexthop dev d0
shows 'nexthop: groups' '9' nexthop groups
shows 'nexthop: by id' '8' nexthop 8

succeeds 'aligned text' sh -c 'netjournal list route dev d0 -4 | grep -q "^10\.20\.0\.0/16         via 10\.0\.0\.2 dev d0$"'
succeeds 'details in text' sh -c 'netjournal list route 10.20.0.0/16 -d | grep -q "unicast 10\.20\.0\.0/16 .*table main proto boot"'
succeeds 'count' [ "$(netjournal list route -4 --count)" = 5 ]
succeeds 'count: JSON' [ "$(netjournal list route -4 --count -j)" = '{"count":5}' ]
succeeds 'JSON is one array' sh -c 'netjournal list link -j | grep -qE "^\[\{.*\"ifname\":\"lo\".*\},\{.*\}\]\$"'
succeeds 'JSON of an empty list' [ "$(netjournal list route -j table 4711)" = '[]' ]

succeeds 'who: text' sh -c 'netjournal list route 10.20.0.0/16 --who | grep -qE "dev d0 +\[2[0-9-]+ .* ip route [^<]*\[[0-9]+\] < .*list\.sh.* \[.*#[0-9]+\]$"'
succeeds 'who: JSON' sh -c 'netjournal list addr 10.0.0.1 --who -j | grep -qE "\"last\":\{.*\"seq\":[0-9]+,.*\"context\":\"request\".*\"comm\":\"ip\""'
succeeds 'who: an IPv6 address' sh -c 'netjournal list addr 2001:db8::1 --who | grep -qE "ip addr add 2001:db8::1/64 dev d0 nodad \["'
ip addr add 2001:db8:5::1/64 dev v1
i=0
while netjournal list addr 2001:db8:5::1 | grep -q tentative && [ $i -lt 100 ]; do
	i=$((i + 1))
	sleep 0.1
done
succeeds 'who: an IPv6 address that was checked for duplicates' sh -c 'netjournal list addr 2001:db8:5::1 --who | grep -qE "ip addr add 2001:db8:5::1/64 dev v1 \["'
succeeds 'who: the kernel thread finished it' sh -c 'netjournal log addr 2001:db8:5::1 -v -j | grep -q "\"work\":\"addrconf_dad_work\""'
ip addr del 2001:db8:5::1/64 dev v1
succeeds 'who: no record' sh -c 'netjournal list rule pref 32767 --who -j | grep -q "\"last\":null"'
succeeds 'who: prints no message twice' sh -c '! netjournal list addr 10.0.0.1 --who -j | grep -q "\"action\""'
ip link set d0 mtu 1400
ifconfig d0 mtu 1300
succeeds 'who: names the last writer' sh -c 'netjournal list link d0 --who | grep -qE "mtu 1300 .* in ifconfig [^<]*\["'
ip route append 10.40.0.0/16 via 10.0.0.3 dev d0
route add -net 10.40.0.0/16 gw 10.0.0.4 metric 0 2>/dev/null
succeeds 'who: routes that share a prefix' sh -c '
	netjournal list route 10.40.0.0/16 --who >/tmp/who
	grep -qE "10\.0\.0\.3 .* ip [^<]*\[" /tmp/who && grep -qE "10\.0\.0\.4 .*in route [^<]*\[" /tmp/who'

succeeds 'a list and the log after it: no change twice, none lost' sh -c '
	cursor=$(netjournal list route --show-cursor | sed -n "s/^-- cursor: //p")
	ip route add 10.50.0.0/16 dev d0
	[ "$(netjournal log route --after "$cursor" | wc -l)" = 1 ]'
succeeds 'cursor: JSON' sh -c 'netjournal list route -j --show-cursor | grep -qE ",\{\"cursor\":\"[0-9a-f]+:[0-9]+\"\}\]$"'

succeeds 'a list that arrives in parts is complete' sh -c '
	ip link set d9 up
	for i in $(seq 0 1999); do echo "route add 10.99.$((i / 256)).$((i % 256))/32 dev d9"; done | ip -batch -
	[ "$(netjournal list route dev d9 -4 --count)" = 2000 ] && [ "$(netjournal list route dev d9 -4 | wc -l)" = 2000 ]'
netjournal config route off
netjournal list route -4 >$out 2>$err
succeeds 'without the journal: the list says that it may be inconsistent' grep -q 'without the journal it is unknown' $err
succeeds 'without the journal: the list is complete' [ "$(wc -l <$out)" = "$(ip -4 route | wc -l)" ]
fails 'who: refused for a kind that is off' 2 'does not record' route --who
netjournal config route on

succeeds 'a user may list' sh -c 'unshare -U netjournal list route -4 | grep -q "^default"'
succeeds 'a user may not use --who' sh -c '! unshare -U netjournal list route --who 2>/tmp/user.err && grep -q permitted /tmp/user.err'
succeeds 'root of a user namespace lists its own network' sh -c 'unshare -Urn netjournal list link | grep -q "^lo "'
ip -n early link add tool1 type dummy
succeeds 'another namespace by name' sh -c 'netjournal -n early list link | grep -q "^tool1"'
ip -n early link del tool1
succeeds 'output: nobody reads it' sh -c 'netjournal list route | head -n 1 >/dev/null; [ $? = 0 ]'
succeeds 'output: a full disk is an error' sh -c 'netjournal list route >/dev/full 2>/tmp/full.err; [ $? = 2 ] && grep -q "cannot write" /tmp/full.err'

fails 'bad: missing object' 1 'object is missing'
fails 'bad: unknown object' 1 'nonsense' nonsense
fails 'bad: unknown word' 1 'nonsense' route nonsense 1
fails 'bad: word of another object' 1 'lladdr' route lladdr 02:00:00:00:00:09
fails 'bad: value' 1 'missing after "dev"' route dev
fails 'bad: unknown device' 2 'no device nonsense' route dev nonsense
fails 'bad: unknown link' 2 'no device nonsense' link nonsense
fails 'bad: prefix' 1 '10\.0\.0\.0/33' route root 10.0.0.0/33
fails 'bad: -4 and -6' 1 'cannot be combined' route -4 -6
fails 'bad: -6 with links' 1 'does not apply' link -6
fails 'bad: --who with families' 1 'who does not apply' family --who

plan
