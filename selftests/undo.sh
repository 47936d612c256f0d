#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# `netjournal undo`: which commands it prints, that they bring back what was, and what it refuses. Runs in its
# own network namespace. (Random changes are for scripts/suites/walk/run.)

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
# shellcheck source=selftests/lib/domain.sh
. "$(dirname "$0")/lib/domain.sh"
own_namespace "$@"
before=/tmp/undo.before
after=/tmp/undo.after

# state: prints the configuration, without what changes by itself.
state() {
	for list in link addr 'route table all' rule 'neigh state permanent' nexthop vlan 'fdb static' 'mdb permanent' mpls; do
		# shellcheck disable=SC2086 # words
		netjournal list $list
	done | sed -e '/^[0-9a-f:]* *dev .* self permanent$/d' -e 's/state [A-Z]*//; s/qdisc [a-z]*//; s/NO-CARRIER,//; s/,LOWER_UP//; s/ tentative//; s/ linkdown//; s/ proto kernel_ll//; s/  *$//' | sort
}

# same NAME: the configuration is that of $before, at the latest when the kernel has made its own addresses.
same() {
	i=0
	until state >$after && cmp -s $before $after || [ $i -ge 200 ]; do
		i=$((i + 1))
		sleep 0.3
	done
	diff $before $after | sed 's/^/# /'
	cmp -s $before $after
	result $? "$1"
}

sysctl -q net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0
ip link set lo up
ip link add d0 type dummy
ip link add br0 type bridge
ip link add v0 type veth peer name v1
for link in d0 br0 v0 v1; do ip link set $link up; done
ip link add link d0 name d0.5 type vlan id 5
ip link set d0.5 up
ip addr add 10.0.0.1/24 dev d0
ip addr add 10.0.0.7/24 dev d0
ip addr add 10.5.0.1/24 dev d0.5
ip addr add 2001:db8::1/64 dev d0 nodad
ip addr add 10.9.0.1 peer 10.9.0.2/24 dev v0
ip route add default via 10.0.0.9
ip route add 10.20.0.0/16 via 10.0.0.2 metric 7 mtu lock 1400
ip route add 10.21.0.0/16 nexthop via 10.0.0.2 weight 2 nexthop via 10.5.0.2
ip route add unreachable 10.30.0.0/16 table 100
ip -6 route add 2001:db8:1::/48 via 2001:db8::2
ip -6 route add default via 2001:db8::2
ip nexthop add id 7 via 10.0.0.3 dev d0
ip nexthop add id 8 via 10.0.0.4 dev d0
ip nexthop add id 9 group 7/8
ip route add 10.22.0.0/16 nhid 9
ip rule add from 10.5.0.0/16 fwmark 0x65 lookup 100 pref 77
ip -6 rule add lookup 100 pref 78
ip neigh add 10.0.0.8 lladdr 02:00:00:00:00:08 dev d0 nud permanent
state >$before
start=$(now)

# One record.
ip route del 10.20.0.0/16
seq=$(last route)
check 'a route that is gone: the command' 0 "^ip route add unicast 10.20.0.0/16 via 10.0.0.2 dev d0 table main proto boot scope global metric 7 mtu lock 1400 +# undoes #$seq\$" \
	netjournal undo "$seq"
check 'JSON' 0 "^\{\"commands\":\[\{\"command\":\"ip route add .*\",\"undoes\":$seq\}\],\"notes\":\[\]\}" netjournal undo -j "$seq"
succeeds 'printing changes nothing' sh -c '! ip route | grep -q ^10.20'
check 'apply: the command is carried out' 0 '^ip route add .* # undoes' netjournal undo "$seq" --apply
same 'a route that was gone'
check 'what was undone is not undone again' 0 '^# nothing to do' netjournal undo "$seq"

# Some objects of many.
ip route del 10.20.0.0/16
ip route del 10.21.0.0/16
ip link set v0 mtu 1400
ip neigh del 10.0.0.8 dev d0
lacks() { ! grep -q "$@" "$out"; }
check 'a prefix' 0 '^ip route add .*10.20.0.0/16' netjournal undo --since "$start" 10.20.0.0/16
succeeds 'a prefix: nothing else' lacks -e 10.21 -e v0 -e neigh
check 'a device' 0 '^ip link set dev v0 mtu 1500' netjournal undo --since "$start" v0
succeeds 'a device: nothing else' lacks -e 10.20 -e 10.21 -e neigh
check 'in the words of ip' 0 '^ip neigh replace 10.0.0.8' netjournal undo --since "$start" neigh 10.0.0.8
succeeds 'in the words of ip: nothing else' lacks -e route -e v0
netjournal undo --since "$start" --apply >"$out" 2>&1
result $? 'and all of them'
same 'all of them'

ip link set d0 mtu 1400 alias 'a b' group 7
check 'a link: the commands' 0 "^ip link set dev d0 alias '' +# undoes" netjournal undo --since "$start"
netjournal undo --since "$start" --apply >"$out" 2>&1
result $? 'a link: apply'
same 'properties of a link'

# The same object, changed by somebody else since.
ip link set v1 mtu 1400
seq=$(last link)
ip link set v1 mtu 1300
check 'a property that was changed since' 3 "^# not undone: #$seq, link v1.*: mtu was changed since" netjournal undo "$seq"
check 'with --force' 0 '^ip link set dev v1 mtu 1500' netjournal undo "$seq" --force --apply
same 'a property that was changed since, by force'
ip route replace default via 10.0.0.10
seq=$(last route)
ip route replace default via 10.0.0.11
check 'a route that was changed since' 3 "^# not undone: #$seq, .*it was changed since, by ip" netjournal undo "$seq"
check 'a route that was changed since, by force' 0 '^ip route replace unicast default via 10.0.0.9' \
	netjournal undo "$seq" --force --apply
same 'a route is back by force'

# Many objects.
start=$(now)
ip link set d0 down
ip addr flush dev v0
ip rule del pref 77
ip -6 rule del pref 78
ip nexthop flush >/dev/null 2>&1
ip route flush table 100
ip addr add 10.77.0.1/24 dev v1
ip route add 10.78.0.0/16 dev v1
ip neigh add 10.77.0.9 lladdr 02:00:00:00:00:77 dev v1 nud permanent
ip rule add pref 99 lookup 100
ip link add n0 type dummy
ip addr add 10.88.0.1/24 dev n0
ip link set v1 master br0
check 'many changes: apply' 0 '^ip ' netjournal undo --since "$start" --apply
same 'many changes'
sed 's/^/# /' "$out"

# Links that are gone.
start=$(now)
ip link del d0
ip link del v0
check 'links that are gone: apply' 0 '^ip link add name d0 type dummy ' netjournal undo --since "$start" --apply
sed 's/^/# /' "$out"
same 'links that were gone, and all that was on them'

ip link set br0 down
ip link set br0 name br1
check 'a link that was renamed' 0 '^ip link set dev br1 name br0' netjournal undo --since "$start" --apply
same 'a link that was renamed has its name again'

# An act, and kinds.
start=$(now)
ip route del 10.30.0.0/16 table 100
act=$(netjournal log -j -n 1 route | sed -n 's/.*"act":\([0-9]*\).*/\1/p')
ip rule del pref 77
check 'only a kind' 0 '^ip rule add pref 77 from 10.5.0.0/16 fwmark 0x65 lookup 100 ' netjournal undo --since "$start" rule --apply
check 'an act' 0 '^ip route add unreachable 10.30.0.0/16 .*table 100' netjournal undo --act "$act" --apply
same 'an act is undone'

# Bridges: VLANs, entries and groups.
modprobe -a mpls_router mpls_iptunnel
sysctl -q net.mpls.platform_labels=1000
ip link add br9 type bridge vlan_filtering 1
ip link add p1 address 02:00:00:00:0a:01 type veth peer name p2
ip link add d9 address 02:00:00:00:0a:02 type dummy
ip link set p1 master br9
for link in p1 p2 d9 br9; do ip link set $link up; done
# The bridge gets its link-local address when it has a carrier.
i=0
until ip -6 route show dev br9 | grep -q fe80 || [ $i -ge 100 ]; do
	i=$((i + 1))
	sleep 0.2
done
bridge vlan add vid 10-12 dev p1
bridge vlan add vid 20 dev br9 self
bridge fdb add 02:aa:00:00:00:01 dev p1 master static vlan 10
bridge mdb add dev br9 port p1 grp 239.1.1.1 permanent vid 10
ip -M route add 100 as 200 via inet 10.0.0.2 dev d0
state >$before

bridge vlan del vid 11 dev p1
seq=$(last vlan)
check 'a VLAN that is gone: the command' 0 "^bridge vlan add vid 11 dev p1 +# undoes #$seq\$" netjournal undo "$seq"
check 'a VLAN that is gone: apply' 0 '^bridge vlan add' netjournal undo "$seq" --apply
same 'a VLAN that was gone'
start=$(now)
bridge vlan add vid 12 dev p1 pvid untagged
bridge vlan add vid 30 dev p1
bridge vlan del vid 20 dev br9 self
bridge vlan add vid 31 dev br9 self
check 'VLANs: apply' 0 '^bridge vlan add vid 20 dev br9 self ' netjournal undo --since "$start" --apply
same 'VLANs, the PVID too'

start=$(now)
bridge fdb del 02:aa:00:00:00:01 dev p1 master vlan 10
bridge fdb add 02:aa:00:00:00:02 dev p1 master static vlan 11
bridge mdb del dev br9 port p1 grp 239.1.1.1 vid 10
bridge mdb add dev br9 port p1 grp 239.1.1.2 permanent vid 10
check 'entries and groups: apply' 0 '^bridge fdb add 02:aa:00:00:00:01 dev p1 static master vlan 10 ' netjournal undo --since "$start" --apply
same 'entries and groups'
start=$(now)
ip -M route del 100
ip -M route add 101 via inet 10.0.0.2 dev d0
check 'MPLS: apply' 0 '^ip -M route add 100 as 200 via inet 10.0.0.2 dev d0 proto boot ' netjournal undo --since "$start" --apply
same 'MPLS routes'
start=$(now)
ip link set p1 nomaster
check 'a port that left its bridge: apply' 0 '^ip link set dev p1 master br9' netjournal undo --since "$start" --apply
sed 's/^/# /' "$out"
same 'a port that left its bridge, its VLANs, entries and groups'
start=$(now)
ip link set d9 master br9
check 'a port that is none any more' 0 '^ip link set dev d9 nomaster' netjournal undo --since "$start"
succeeds 'a port that is none any more: what goes with it is not named' test "$(wc -l <"$out")" = 1
netjournal undo --since "$start" --apply >/dev/null 2>&1

# Sysctls. The values of devices that follow from that of all devices come back with it.
sysctl -q net.ipv4.conf.d0.rp_filter=0 net.ipv4.ip_forward=0
start=$(now)
sysctl -q net.ipv4.conf.d0.rp_filter=2
check 'a sysctl: apply' 0 '^sysctl -w net.ipv4.conf.d0.rp_filter=0 ' netjournal undo --since "$start" --apply
check 'a sysctl has its value again' 0 '^0$' cat /proc/sys/net/ipv4/conf/d0/rp_filter
sizes=$(cat /proc/sys/net/ipv4/tcp_rmem)
start=$(now)
sysctl -q net.ipv4.ip_forward=1
sysctl -q net.ipv4.tcp_rmem='4096 100000 200000'
check 'several sysctls: apply' 0 "^sysctl -w 'net.ipv4.tcp_rmem=[0-9]* [0-9]* [0-9]*' " netjournal undo --since "$start" --apply
succeeds 'several sysctls: that of all devices' grep -q '^sysctl -w net.ipv4.ip_forward=0 ' "$out"
succeeds 'several sysctls: the values of devices' test "$(cat /proc/sys/net/ipv4/conf/d0/forwarding)" = 0
succeeds 'several sysctls: three numbers' test "$(cat /proc/sys/net/ipv4/tcp_rmem)" = "$sizes"

# Qdiscs.
ip link add q0 type dummy
ip link set q0 up
tc qdisc add dev q0 root handle 1: prio bands 4
tc qdisc add dev q0 parent 1:1 handle 10: tbf rate 10mbit burst 32k latency 50ms
tc qdisc add dev q0 parent 1:2 handle 20: netem delay 10ms 2ms 25% loss 1%
tc qdisc add dev q0 parent 1:3 handle 30: sfq perturb 10
tc qdisc add dev q0 parent 1:4 handle 40: fq quantum 3028
tc qdisc show dev q0 >$before.qdisc
start=$(now)
tc qdisc change dev q0 parent 1:1 handle 10: tbf rate 1mbit burst 32k latency 50ms
seq=$(last tc)
check 'a qdisc: the command' 0 "^tc qdisc replace dev q0 parent 1:1 handle 10: tbf rate 10Mbit burst 32Kb latency 50ms +# undoes #$seq\$" \
	netjournal undo "$seq"
tc qdisc replace dev q0 parent 1:2 handle 21: pfifo
tc qdisc del dev q0 parent 1:3
tc qdisc add dev q0 ingress
check 'qdiscs: apply' 0 '^tc qdisc del dev q0 ingress ' netjournal undo --since "$start" --apply
tc qdisc show dev q0 >$after.qdisc
diff $before.qdisc $after.qdisc | sed 's/^/# /'
succeeds 'qdiscs' cmp $before.qdisc $after.qdisc
start=$(now)
tc qdisc del dev q0 root
tc qdisc add dev q0 root handle 1: fq_codel limit 77 noecn
tc qdisc add dev q0 clsact
check 'all qdiscs of a device: apply' 0 '^tc qdisc add dev q0 root handle 1: prio bands 4 ' netjournal undo --since "$start" --apply
sed 's/^/# /' "$out"
tc qdisc show dev q0 >$after.qdisc
diff $before.qdisc $after.qdisc | sed 's/^/# /'
succeeds 'all qdiscs of a device' cmp $before.qdisc $after.qdisc
tc qdisc add dev q0 clsact
start=$(now)
tc qdisc del dev q0 clsact
check 'filters do not come back' 3 '^# not undone: .* the qdisc comes back without its classes and filters' netjournal undo --since "$start"
ip link del q0

# Which port of a bond is the active one. The port must be in the bond, and up.
ip link add o0 type bond mode active-backup miimon 100
ip link add o1 type dummy
ip link add o2 type dummy
ip link set o1 master o0
ip link set o2 master o0
ip link set o0 up
start=$(now)
ip link set o0 type bond active_slave o2
check 'the active port of a bond: apply' 0 '^ip link set dev o0 type bond active_slave o1 ' netjournal undo --since "$start" --apply
check 'the active port of a bond' 0 'active_slave o1 ' ip -d link show o0
start=$(now)
ip link set o1 nomaster
check 'the active port leaves the bond: apply' 0 '^ip link set dev o0 type bond active_slave o1 ' netjournal undo --since "$start" --apply
check 'the active port leaves the bond' 0 'active_slave o1 ' ip -d link show o0
ip link del o0
ip link add o0 type bond mode active-backup miimon 100
start=$(now)
ip link set o1 down
ip link set o1 master o0
check 'the first port of a bond: apply' 0 '^ip link set dev o1 nomaster ' netjournal undo --since "$start" --apply
succeeds 'the first port of a bond: what follows needs no command' sh -c "! grep -q active_slave $out"
for link in o0 o1 o2; do ip link del $link; done

# Policies. Keys never come back.
tunnel='tmpl src 10.0.0.1 dst 10.0.0.2 proto esp reqid 7 mode tunnel'
# shellcheck disable=SC2086 # words
ip xfrm policy add src 10.1.0.0/16 dst 10.2.0.0/16 dir out priority 5 $tunnel
ip xfrm policy >$before.policy
start=$(now)
# shellcheck disable=SC2086
ip xfrm policy update src 10.1.0.0/16 dst 10.2.0.0/16 dir out priority 6 $tunnel
ip xfrm policy add src 10.3.0.0/16 dst 10.2.0.0/16 dir in action block
check 'policies: apply' 0 '^ip xfrm policy update dir out src 10.1.0.0/16 dst 10.2.0.0/16 ' netjournal undo --since "$start" --apply
ip xfrm policy >$after.policy
succeeds 'policies' cmp $before.policy $after.policy
start=$(now)
ip xfrm policy flush
check 'policies that were flushed: apply' 0 '^ip xfrm policy add dir out src 10.1.0.0/16 dst 10.2.0.0/16 ' netjournal undo --since "$start" --apply
ip xfrm policy >$after.policy
succeeds 'policies that were flushed' cmp $before.policy $after.policy
key=0x6b65796b65796b65796b65796b65796b6b65796b65796b65796b65796b65796b
# A debug kernel lacks AH.
ip xfrm state add src 10.0.0.1 dst 10.0.0.2 proto ah spi 0x100 mode tunnel auth 'hmac(sha256)' $key 2>/dev/null ||
	ip xfrm state add src 10.0.0.1 dst 10.0.0.2 proto esp spi 0x100 mode tunnel auth 'hmac(sha256)' $key \
		enc 'cbc(aes)' 0x6b65796b65796b65796b65796b65796b
check 'a key cannot come back' 3 '^# not undone: #[0-9]+, xfrm state .*keys are not recorded' netjournal undo "$(last xfrm)"

# What cannot be undone.
start=$(now)
ip netns add undone
ip link set d0 mtu 1400
check 'other kinds are named' 3 '^# not undone: #[0-9]+, netns: changes of this kind cannot be undone \(1 record\)' netjournal undo --since "$start" --apply
check 'other kinds are named, and the rest is undone' 0 'mtu 1500' ip link show d0
check 'a record of another kind' 3 'netns: changes of this kind cannot be undone' netjournal undo "$(last netns)"
ip netns del undone
start=$(now)
ip addr add 10.66.0.1/24 dev v1 valid_lft 1000 preferred_lft 1000
ip addr del 10.66.0.1/24 dev v1
check 'what came and went' 0 '^# nothing to do' netjournal undo --since "$start"
ip addr add 10.66.0.1/24 dev v1 valid_lft 1000 preferred_lft 1000
start=$(now)
ip addr del 10.66.0.1/24 dev v1
check 'an address with a life time' 3 '^# not undone: #[0-9]+, addr 10.66.0.1/24.*: it had a life time$' netjournal undo --since "$start" addr
check 'no such record' 2 'the journal has no record #99999999; nothing is undone' netjournal undo 99999999
check 'no such record beside one' 2 'the journal has no record #99999999; nothing is undone' netjournal undo "$(last addr)" 99999999 --apply
check 'no such record beside one: nothing changed' 0 'addr +- 10.66.0.1/24 dev v1' netjournal log addr -n 1
ip link add f0 mtu 1500 type dummy
ip addr add 10.77.0.1/24 dev f0
ip link set f0 up
ip route add 10.78.0.0/16 via 10.77.0.2
ip route del 10.78.0.0/16
deleted=$(last route)
ip link set f0 mtu 1400
mtu=$(last link)
ip addr del 10.77.0.1/24 dev f0
check 'a command that fails is tried again, and told of once' 0 '^1$' \
	sh -c "netjournal undo $deleted $mtu --apply | grep -c '^ip route add .*; failed: '"
check 'a command that fails: the other one is carried out' 0 'mtu 1500' ip link show f0
ip link del f0
netjournal clear route
ip route del 10.22.0.0/16
check 'records are missing' 2 'records up to #[0-9]+ are missing' netjournal undo --since "$start"
check 'a word that is nothing' 1 'unknown word: note: no kind, and no device' netjournal undo --since "$start" note --force
plan
