#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# `netjournal blame` and `list --who` say only what is true: which objects exist, who added a new object,
# and what is unknown. Runs in its own network namespace, about which the journal knows everything, and in
# the initial namespace, which is older than the journal.

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
own_namespace "$@"

# says NAME PATTERN WORDS: blame with these WORDS has a line with PATTERN, and no line about an object that
# is older than the journal, or may be.
says() {
	# shellcheck disable=SC2086 # several words
	check "$1" 0 "$2" netjournal blame $3
	succeeds "$1: nothing is older than the journal" sh -c "! grep -qE 'before|or changed' $out"
}

# Without this, gre0 and others would be in the namespaces of all programs that run later.
initial sysctl -q -w net.core.fb_tunnels_only_for_init_net=2

ip link set lo up
ip link add d0 type dummy
ip link set d0 up
ip addr add 10.0.0.1/24 dev d0

# Drivers that change a device before it is announced as new. A debug kernel has no tunnels.
tunnels=''
! ip link add g0 type gre local 10.0.0.1 remote 10.0.0.2 2>/dev/null || tunnels='g0 v0'
[ -z "$tunnels" ] || ip link add v0 type vti local 10.0.0.1 remote 10.0.0.3 key 7
ip link add b0 type bond mode active-backup miimon 100
ip link add t0 type vxlan id 5 remote 10.0.0.4 dev d0 dstport 4789
for link in $tunnels b0 t0; do
	says "new: $link" '^  added .* ip [^<]*\[' "link $link"
done
check 'new: the link is there' 0 '^link b0.*: present$' netjournal blame link b0

ip nexthop replace id 4 via 10.0.0.4 dev d0
says 'new: a nexthop by replace' '^  added .* ip [^<]*\[' 'nexthop 4'
check 'log: its sign' 0 'nexthop +\+ id 4 ' netjournal log nexthop
ip nexthop replace id 4 via 10.0.0.5 dev d0
says 'changed: a nexthop by replace' '^  changed .* ip [^<]*\[' 'nexthop 4'
ip neigh replace 10.0.0.9 lladdr 02:00:00:00:00:09 dev d0
says 'new: a neighbour by replace' '^  added .* ip [^<]*\[' 'neigh 10.0.0.9'
ip addr replace 10.0.0.7/24 dev d0
says 'new: an address by replace' '^  added .* ip [^<]*\[' 'addr 10.0.0.7'
ip route replace 10.7.0.0/16 via 10.0.0.9
says 'new: a route by replace' '^  added .* ip [^<]*\[' 'route 10.7.0.0/16'

# The kernel does not announce that a link follows the link below. A debug kernel has no ipvlan.
if ip link add link d0 name i0 type ipvlan 2>/dev/null; then
	ip link set d0 mtu 1400
	check 'an MTU that was not recorded' 0 '^link i0@d0 ipvlan DOWN mtu 1500.*: present, but the kernel has mtu 1400 now$' \
		netjournal blame link i0
	check 'an MTU that was not recorded: JSON' 0 '"kernel-value":"1400","kernel-value-of":"mtu"' \
		netjournal blame -j link i0
	check 'an MTU that was not recorded: why' 0 'But the kernel has the mtu 1400 now\.' netjournal why link i0
	ip link del i0
fi
ip link add link d0 name i0 type macvlan mode passthru
ip link set d0 address 02:00:00:00:00:99
check 'an address that was not recorded' 0 ': present, but the kernel has address 02:00:00:00:00:99 now$' netjournal blame link i0
ip link del i0
ip link set d0 mtu 1500

# A port that leaves its bridge is not a link that goes.
ip link add br0 type bridge
ip link add p0 type dummy
ip link set p0 master br0
ip link set p0 nomaster
check 'a port leaves: the link is there' 0 '^link p0.*: present$' netjournal blame link p0
ip link del p0
check 'the link is gone' 0 '^link p0.*: gone$' netjournal blame link p0

# The kernel announces this to nobody, but the journal has it.
ip nexthop add id 5 via 10.0.0.6 dev d0
ip link set d0 down
check 'a silent deletion' 0 '^nexthop id 5 .*: gone$' netjournal blame nexthop 5
succeeds 'a silent deletion: who' grep -q 'deleted .* in ip [^<]*\[.*(silent)' "$out"
ip link set d0 up

# This change is not recorded, so the kernel and the journal disagree.
ip nexthop add id 6 blackhole
ip nexthop add id 7 blackhole
ip nexthop del id 7
netjournal config nexthop off
ip nexthop del id 6
ip nexthop add id 7 blackhole
check 'unrecorded: gone' 3 '^nexthop id 6 .*: gone in the kernel, although the journal has it as present' netjournal blame nexthop 6
check 'unrecorded: present' 3 '^nexthop id 7 .*: present in the kernel, although the journal has it as deleted' netjournal blame nexthop 7
check 'unrecorded: JSON' 3 '"did":"deleted","present":true,"present-by":"kernel","unrecorded":true' netjournal blame nexthop 7 -j
netjournal config nexthop on
check 'unrecorded: list --who' 3 'id 7 .*deleted it, and it is there' netjournal list nexthop --who
check 'unrecorded: list --who, JSON' 3 '"id":7,.*"unrecorded":true' netjournal list nexthop --who -j
ip nexthop replace id 9 blackhole
check 'not recorded all the time' 0 'added .* ip [^<]*\[.*or changed: not known' netjournal blame nexthop 9
ip nexthop del id 9
ip nexthop replace id 9 blackhole
says 'new after its deletion' '^  added .* ip [^<]*\[' 'nexthop 9'

# The initial namespace is older than the journal.
initial ip nexthop replace id 77 blackhole
check 'older than the journal: new or changed' 0 'added .*[ /]ip [^<]*\[.*or changed: not known whether' initial netjournal blame nexthop 77
check 'older than the journal: JSON' 0 '"did":"added or changed","present":true,"present-by":"kernel"' initial netjournal blame nexthop 77 -j
initial ip nexthop add id 78 blackhole
check 'older than the journal: new' 0 'added .*[ /]ip [^<]*\[[0-9]+\].* #[0-9]+$' initial netjournal blame nexthop 78
initial ip link set lo mtu 60000
check 'older than the journal: the link' 0 'added +before the journal began$' initial netjournal blame link lo
initial ip link set lo mtu 65536
initial ip addr add 127.0.0.5/8 dev lo
check 'older than the journal: an address' 0 'added .*[ /]ip [^<]*\[[0-9]+\].* #[0-9]+$' initial netjournal blame addr 127.0.0.5
if [ -n "$tunnels" ]; then
	initial ip link add g0 type gre local 10.0.0.1 remote 10.0.0.2
	check 'older than the journal: gre' 0 'added .*[ /]ip [^<]*\[' initial netjournal blame link g0
	initial ip link del g0
fi
initial ip addr del 127.0.0.5/8 dev lo
initial ip nexthop flush

# blame looks for each kind in a dump of its own.
ip -6 addr add 2001:db8::1/64 dev d0 nodad
says 'new: an IPv6 address' 'added ' 'addr 2001:db8::1'
check 'an IPv6 address is there' 0 '^addr 2001:db8::1/64 .*: present$' netjournal blame addr 2001:db8::1
ip rule add from 10.1.0.0/16 lookup 100 pref 77
check 'a rule is there' 0 '^rule 77:.*: present$' netjournal blame rule pref 77
ip rule del pref 77
check 'a rule is gone' 0 '^rule 77:.*: gone$' netjournal blame rule pref 77
# What only the bridge says of a port, or of itself. Other changes do not hide it.
ip link add br1 type bridge vlan_filtering 1
ip link add p1 type dummy
ip link set p1 master br1
bridge vlan add dev p1 vid 10
bridge vlan add dev br1 vid 10 self
bridge vlan del dev br1 vid 10 self
bridge link set dev p1 cost 77
ip link set p1 mtu 1400
check 'a VLAN of a bridge' 0 '^  changed .*  vlan -10  in bridge vlan del dev br1 ' netjournal blame br1
check 'a VLAN of a port' 0 '^  changed .*  vlan \+10  in bridge vlan add dev p1 ' netjournal blame p1
succeeds 'a property of a port' grep -qE '^  changed .*  cost 100 -> 77  in bridge link set dev p1 ' "$out"
succeeds 'a property of a port: no record without a difference' sh -c "! grep -E '^  changed +[-0-9]+ [0-9:.]+  (in|kernel)' $out"
check 'a VLAN of a bridge: the last records' 0 'br1 vlan -10 ' netjournal blame br1 -n 3
ip link del br1
ip link del p1
ip route add 10.8.0.0/16 nexthop via 10.0.0.9 nexthop via 10.0.0.8
check 'a multipath route is there' 0 '^route 10\.8\.0\.0/16 .*: present$' netjournal blame route 10.8.0.0/16

plan
