#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# `netjournal diff FILE`: how the present differs from lists that ip, bridge, tc and the tool itself have printed, and
# who is named. Runs in its own network namespace.

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
# shellcheck source=selftests/lib/domain.sh
. "$(dirname "$0")/lib/domain.sh"
own_namespace "$@"
dir=/tmp/saved
rm -rf $dir
mkdir $dir

ip link set lo up
ip link add d0 type dummy
ip link add br0 type bridge vlan_filtering 1 mcast_snooping 1
ip link add p1 type dummy
ip link set p1 master br0
for link in d0 br0 p1; do ip link set $link up; done
ip addr add 10.0.0.1/24 dev d0
ip addr add 10.0.1.1/24 dev d0
ip route add 10.1.0.0/16 via 10.0.0.2
ip route add 10.2.0.0/16 via 10.0.0.2
ip route add 10.3.0.0/16 dev d0
ip route add 10.4.0.0/16 dev d0 table 100
ip -6 route add 2001:db8:1::/48 dev d0
ip rule add from 10.5.0.0/16 lookup 100 pref 77
ip neigh add 10.0.0.8 lladdr 02:00:00:00:00:08 dev d0 nud permanent
ip nexthop add id 7 via 10.0.0.3 dev d0
ip nexthop add id 8 group 7 type resilient buckets 4
ip -6 rule add oif d0 lookup 100 pref 78
bridge vlan add dev p1 vid 10-12
bridge fdb add 02:00:00:00:00:09 dev p1 master static vlan 10
bridge mdb add dev br0 port p1 grp 239.1.1.1 permanent vid 10
tc qdisc add dev d0 root handle 1: htb default 5
policy='src 10.1.0.0/16 dst 10.2.0.0/16 dir out'
# shellcheck disable=SC2086 # words
ip xfrm policy add $policy tmpl src 10.0.0.1 dst 10.0.0.2 proto esp mode tunnel
# What the kernel makes by itself takes a moment.
sleep 2

# Each list as its own program prints it, and as this one does.
ip -j addr >$dir/addr
ip -j route >$dir/route
ip -j route show table all >$dir/route.all
ip -6 -j route >$dir/route.6
ip -j rule >$dir/rule
ip -6 -j rule >$dir/rule.6
ip -j neigh show nud permanent >$dir/neigh
ip -j nexthop >$dir/nexthop
bridge -j vlan >$dir/vlan
bridge -j -d vlan >$dir/vlan.range
bridge -j fdb >$dir/fdb
bridge -j mdb >$dir/mdb
tc -j qdisc >$dir/tc
for kind in addr route rule neigh nexthop vlan fdb mdb tc xfrm; do
	netjournal list $kind -j >$dir/$kind.own
done
netjournal list sysctl dev d0 -j >$dir/sysctl.own

for file in addr route route.all rule nexthop vlan vlan.range fdb mdb tc; do
	check "$file: nothing differs" 0 '^$' netjournal diff $dir/$file
done
check 'route.6: nothing differs' 0 '^$' netjournal diff $dir/route.6
check 'rule.6: nothing differs, though it has no address' 0 '^netjournal: diff: nothing differs; the file has 3 objects of the kind rule$' sh -c "netjournal diff $dir/rule.6 2>&1"
for kind in addr route rule nexthop vlan fdb mdb tc xfrm sysctl; do
	check "$kind: nothing differs from our own list" 0 '^$' netjournal diff $kind $dir/$kind.own
done

ip addr del 10.0.1.1/24 dev d0
ip route del 10.1.0.0/16
ip route replace 10.2.0.0/16 dev d0
ip route add 10.9.0.0/16 dev d0
ip route del 10.4.0.0/16 table 100
ip -6 route del 2001:db8:1::/48
ip rule del pref 77
ip -6 rule del pref 78
ip neigh del 10.0.0.8 dev d0
ip nexthop del id 8
ip nexthop del id 7
bridge vlan del dev p1 vid 11
bridge vlan add dev p1 vid 12 untagged
bridge fdb del 02:00:00:00:00:09 dev p1 master vlan 10
bridge mdb del dev br0 port p1 grp 239.1.1.1 vid 10
tc qdisc replace dev d0 root handle 2: htb default 6
sysctl -q net.ipv4.conf.d0.rp_filter=2
# shellcheck disable=SC2086
ip xfrm policy delete $policy

# saw NAME FILE PATTERN: an object differs, as a line of `diff` says.
saw() {
	check "$1" 0 "$3" sh -c "netjournal diff $2; [ \$? = 1 ]"
}
end='.*#[0-9]+$'
for own in '' .own; do
	saw "addr$own: gone, and by whom" $dir/addr$own "^- addr    10\.0\.1\.1/24 dev d0 .*ip addr del$end"
	saw "route$own: gone, and by whom" $dir/route$own "^- route   10\.1\.0\.0/16 via 10\.0\.0\.2 dev d0 .*ip route del$end"
	saw "route$own: what it no longer has" $dir/route$own "^~ route   10\.2\.0\.0/16 .*gateway 10\.0\.0\.2 -> none.*ip route replace$end"
	saw "route$own: new" $dir/route$own "^\+ route   10\.9\.0\.0/16 dev d0 .*ip route add$end"
	saw "rule$own: gone" $dir/rule$own "^- rule    77: .*ip rule del$end"
	saw "nexthop$own: a group is gone" $dir/nexthop$own "^- nexthop id 8 .*ip nexthop del$end"
	saw "nexthop$own: gone" $dir/nexthop$own "^- nexthop id 7 .*ip nexthop del$end"
	saw "neigh$own: gone" "neigh $dir/neigh$own" "^- neigh   10\.0\.0\.8 (family inet )?dev d0 lladdr 02:00:00:00:00:08 state PERMANENT .*ip neigh del$end"
	saw "vlan$own: gone" $dir/vlan$own "^- vlan    11 dev p1 .*bridge vlan del$end"
	saw "vlan$own: what it did not have" $dir/vlan$own '^~ vlan    12 dev p1 flags none -> Egress Untagged '
	saw "fdb$own: gone" $dir/fdb$own "^- fdb     02:00:00:00:00:09 dev p1 .*bridge fdb del$end"
	saw "mdb$own: gone" $dir/mdb$own "^- mdb     .*239\.1\.1\.1 .*bridge mdb del$end"
	saw "tc$own: changed" $dir/tc$own '^~ tc      qdisc dev d0 root handle 1: -> 2:, options\.default 0x5 -> 0x6 '
done
saw 'vlan: one of a range' $dir/vlan.range "^- vlan    11 dev p1 .*bridge vlan del$end"
saw 'route: of another table' $dir/route.all "^- route   10\.4\.0\.0/16 .*table 100 .*ip route del$end"
saw 'route: of IPv6' $dir/route.6 "^- route   2001:db8:1::/48 .*ip -6 route del$end"
saw 'rule: of IPv6' $dir/rule.6 "^- rule    78: .*ip -6 rule del$end"
check 'rule: of which family was guessed' 0 'the list does not say its family; it is compared with IPv6' \
	sh -c "netjournal diff $dir/rule.6 2>&1; [ \$? = 1 ]"
saw 'xfrm: a policy is gone' $dir/xfrm.own "^- xfrm    policy dir out src 10\.1\.0\.0/16 .*ip xfrm policy delete$end"
saw 'sysctl: its value' $dir/sysctl.own '^~ sysctl  net\.ipv4\.conf\.d0\.rp_filter value 0 -> 2'
check 'sysctl: one that was not saved is not new' 0 '^1$' sh -c "netjournal diff $dir/sysctl.own | wc -l"
check 'JSON: who deleted it' 0 '"action":"del","event":\{"dst":"10.1.0.0/16","gateway":"10.0.0.2",[^}]*\},"seq":[0-9]+,"time":[0-9]+,"origin":\{' \
	sh -c "netjournal diff $dir/route -j; [ \$? = 1 ]"
check 'JSON: a member that is new has no old value' 0 '"changes":\[\{"name":"flags","new":\["Egress Untagged"\]\}\]' \
	sh -c "netjournal diff $dir/vlan -j; [ \$? = 1 ]"

netjournal clear route
check 'nobody is known: in the words of ip' 0 '^- route   10\.1\.0\.0/16 via 10\.0\.0\.2 dev d0$' sh -c "netjournal diff $dir/route; [ \$? = 1 ]"
nft -j list ruleset >$dir/nft 2>/dev/null
check 'no list' 2 'it is no list of objects of one of these kinds: link, addr, ' netjournal diff $dir/nft
plan
