#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Forwarding entries of bridges and VXLAN devices, VLANs and multicast groups of bridges, and MPLS routes:
# recorded, found, listed, and learned entries only on demand.

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
# shellcheck source=selftests/lib/domain.sh
. "$(dirname "$0")/lib/domain.sh"
own_namespace "$@"

if modprobe -r bridge 2>/dev/null && ! [ -d /sys/module/bridge ]; then
	check 'list: no module' 2 'list: the kernel has no vlan now: it cannot, or the module that can is not loaded$' netjournal list vlan
else
	skips 'bridges are in use, or are no module' 'list: no module'
fi
ip link set lo up
ip link add br0 type bridge vlan_filtering 1
ip link add p1 type veth peer name q1
ip link set p1 master br0
for dev in br0 p1 q1; do ip link set $dev up; done
ip link add vx0 type vxlan id 5 dstport 4789

mac=02:aa:00:00:00:01

# fdb COMMAND...: bridge fdb by a shell with a name, so that the record names it.
fdb() { sh -c "bridge fdb $*; :"; }

fdb add $mac dev p1 master static vlan 1
check 'static: added' 0 "fdb +\+ $mac dev p1 static master br0 vlan 1 .*bridge fdb add" netjournal log fdb
check 'static: blame by kind' 0 "^fdb $mac .*: present$" netjournal blame fdb $mac
check 'static: blame by address' 0 "^fdb $mac .*: present$" netjournal blame $mac
check 'static: log by address' 0 "\+ $mac .*vlan 1" netjournal log $mac
check 'static: show' 0 'NDA_VLAN 1' netjournal show "$(netjournal log fdb $mac | sed -n '$s/.*#//p')"
fdb del $mac dev p1 master vlan 1
check 'static: deleted' 0 "fdb +- $mac .*vlan 1" netjournal log fdb
check 'static: gone' 0 "^fdb $mac .*: gone$" netjournal blame fdb $mac
# Before 6.14 the kernel announces it as an entry of the bridge, and as an address of br0.
fdb add 02:aa:00:00:00:03 dev br0 self permanent vlan 1
at=$(now)
check 'self: blame' 0 '^fdb 02:aa:00:00:00:03 dev br0 permanent master br0 vlan 1: present$' netjournal blame 02:aa:00:00:00:03
succeeds 'self: blame tells one object' [ "$(grep -c '^fdb' "$out")" = 1 ]
fdb del 02:aa:00:00:00:03 dev br0 self vlan 1
netjournal list fdb 02:aa:00:00:00:03 --at "$at" >"$out"
succeeds 'self: list --at tells one object' [ "$(grep -c 02:aa:00:00:00:03 "$out")" = 1 ]
fdb append 00:00:00:00:00:00 dev vx0 dst 192.0.2.9
check 'vxlan: added' 0 'fdb +\+ 00:00:00:00:00:00 dst 192\.0\.2\.9 dev vx0 self permanent' netjournal log fdb
# Before 6.14 the kernel announces it a second time, as an address of vx0, which it is not.
at=$(now)
fdb add 02:aa:00:00:00:04 dev vx0 dst 192.0.2.9 port 4790 vni 7
check 'vxlan: blame' 0 '^fdb 02:aa:00:00:00:04 dst 192\.0\.2\.9 dev vx0 self permanent port 4790 vni 7: present$' \
	netjournal blame 02:aa:00:00:00:04
succeeds 'vxlan: blame tells one object' [ "$(grep -c '^fdb' "$out")" = 1 ]
prints 'vxlan: diff' 1 '^\+ fdb +02:aa:00:00:00:04 dst 192\.0\.2\.9 ' netjournal diff -v fdb "$at"
succeeds 'vxlan: diff tells one object' [ "$(wc -l <"$out")" = 1 ]
if ip nexthop add id 10 via 192.0.2.9 fdb 2>/dev/null && ip nexthop add id 11 group 10 fdb; then
	fdb add 02:aa:00:00:00:05 dev vx0 nhid 11
	fdb del 02:aa:00:00:00:05 dev vx0
	check 'vxlan: undo, with a nexthop object' 0 '^bridge fdb add 02:aa:00:00:00:05 dev vx0 self permanent nhid 11 ' \
		netjournal undo "$(netjournal log -v fdb 02:aa:00:00:00:05 | sed -n '$s/.*#//p')"
else
	skips 'no nexthop objects' 'vxlan: undo, with a nexthop object'
fi
fdb add 02:aa:00:00:00:02 dev p1 master extern_learn
check 'of a routing daemon' 0 '02:aa:00:00:00:02 .*extern_learn' netjournal log fdb
succeeds 'no neighbours' sh -c "! netjournal log neigh | grep 02:aa"

# learn MAC: a frame from this address comes in at the port.
learn() {
	ip link set q1 address "$1"
	ping -c 1 -W 1 -I q1 192.0.2.77 >/dev/null 2>&1
	arping -c 1 -w 1 -I q1 192.0.2.77 >/dev/null 2>&1
	:
}

ip addr add 192.0.2.1/24 dev q1
learn 02:bb:00:00:00:01
check 'learned: in the kernel' 0 '02:bb:00:00:00:01' bridge fdb show br br0
succeeds 'learned: left out' sh -c "! netjournal log -v fdb | grep 02:bb:00:00:00:01"
netjournal config fdb full
check 'learned: status' 0 '^fdb +full ' netjournal status
learn 02:bb:00:00:00:02
check 'learned: recorded on demand' 0 '\+ 02:bb:00:00:00:02 .*dev p1 .*learned' netjournal log -v fdb
check 'learned: the record of the switch' 0 'config +fdb full' netjournal log config
netjournal config fdb on
check 'full: only for kinds with such a part' 1 'route has no part' netjournal config route full

# The list has what bridge has.
bridge fdb show | sed 's/^\([^ ]*\) dev \([^ ]*\).*/\1 \2/' | sort >/tmp/$$.bridge
netjournal list fdb | sed 's/^\([^ ]*\).* dev \([^ ]*\).*/\1 \2/' | sort >/tmp/$$.list
succeeds 'list: as bridge' cmp /tmp/$$.bridge /tmp/$$.list
check 'list: static' 0 'static|permanent' netjournal list fdb static
succeeds 'list: static: nothing learned' sh -c "! grep 02:bb:00:00:00:02 $out"
check 'list: json' 0 '"mac":"02:aa:00:00:00:02".*"flags":\["extern_learn"' netjournal -j list fdb dev p1

# Watch.
netjournal watch fdb >/tmp/$$.watch &
pid=$!
waits $pid
fdb add 02:aa:00:00:00:03 dev p1 master static
until_in /tmp/$$.watch 02:aa:00:00:00:03
kill $pid
succeeds 'watch' grep -q '+ 02:aa:00:00:00:03 ' /tmp/$$.watch

# The bridge alone announces these.
at=$(now)
cost=$(netjournal list link p1 -d | sed -n 's/.* cost \([0-9]*\) .*/\1/p')
sh -c 'bridge link set dev p1 cost 77; :'
prints 'port: diff' 1 "^~ link +p1 cost $cost -> 77 .*bridge link set dev p1 cost 77" netjournal diff "$at"
changed=$(sed -n 's/.*#//p' "$out")
check 'port: list --at: before' 0 " cost $cost " netjournal list link p1 -d --at "$at"
check 'port: list --at: after' 0 ' cost 77 ' netjournal list link p1 -d --at "$changed"
check 'port: undo' 0 "^ip link set dev p1 type bridge_slave cost $cost" netjournal undo "$changed" --apply

# VLANs.
# vlan COMMAND...: as fdb above. bridge itself splits the numbers in its command line.
vlan() { sh -c "bridge vlan $*; :"; }

check 'vlan: that of the port' 0 'vlan +\+ 1 dev p1 PVID Egress Untagged .*ip link set p1 master br0' netjournal log vlan
vlan add vid 10-12 dev p1
check 'vlan: added' 0 'vlan +\+ 10-12 dev p1 .*bridge vlan add vid 10.12' netjournal log vlan
check 'vlan: one of several' 0 '^vlan 11 dev p1.*: present$' netjournal blame vlan 11 dev p1
vlan add vid 12 dev p1 untagged
check 'vlan: changed' 0 'vlan +~ 12 dev p1 .*flags none -> Egress Untagged' netjournal log vlan
vlan add vid 11 dev p1 pvid
check 'vlan: the PVID before' 0 'changed .*bridge vlan add vid 11 dev p1 pvid' netjournal blame vlan 1 dev p1
check 'vlan: show' 0 'BRIDGE_VLANDB_ENTRY_INFO vid 11 flags 0x2' \
	netjournal show "$(netjournal log vlan | sed -n '$s/.*#//p')"
before=$(netjournal status | sed -n 's/.*records #.* to #\([0-9]*\).*/\1/p')

# The list has what bridge has, also VLANs that are like the PVID before them.
ip link add p2 type dummy
ip link set p2 master br0
vlan add vid 2-3 dev p2 untagged
bridge vlan show | awk 'NR > 1 && NF { if ($0 !~ /^[ \t]/) { dev = $1; $1 = "" } $1 = $1; print dev, $0 }' |
	tr -s ' ' | sort >/tmp/$$.bridge
netjournal list vlan | sed 's/^\([0-9]*\) *dev \([^ ]*\)/\2 \1/' | sort >/tmp/$$.list
succeeds 'vlan: list as bridge' diff /tmp/$$.bridge /tmp/$$.list
check 'vlan: list: json' 0 '\{"vlan":11,"dev":"p1","flags":\["PVID"\],"state":"[a-z]*"' netjournal -j list vlan pvid dev p1
check 'vlan: list: who' 0 '^10 .*bridge vlan add vid 10.12' netjournal list vlan 10 dev p1 --who

# The options of a VLAN of the whole bridge are another object, with a dump of its own.
vlan add vid 100 dev br0 self
vlan global set dev br0 vid 100 mcast_snooping 0
check 'vlan: an option of the bridge' 0 'vlan +[+~] 100 dev br0 global .*mcast_snooping (1 -> )?0 .*bridge vlan global set' netjournal log vlan
check 'vlan: it is present' 0 '^vlan 100 dev br0 global.*: present$' netjournal blame vlan 100 dev br0 global
check 'vlan: list of options' 0 '^100 +dev br0 global mcast_snooping 0 ' netjournal list vlan global
bridge -j vlan global show dev br0 | tr '{' '\n' |
	sed -n 's/.*"vlan":\([0-9]*\),"vlanEnd":\([0-9]*\).*/\1 \2/p; t; s/.*"vlan":\([0-9]*\).*/\1 \1/p' |
	while read -r first last; do seq "$first" "$last"; done >/tmp/$$.bridge
netjournal list vlan global dev br0 | sed 's/ .*//' >/tmp/$$.list
succeeds 'vlan: the options that bridge has' cmp /tmp/$$.bridge /tmp/$$.list
check 'vlan: no options of the past' 1 'has only what was changed of these' netjournal list vlan global --at now
vlan del vid 100 dev br0 self
check 'vlan: the kernel does not tell that it goes' 3 ' 100 dev br0 global.*: gone in the kernel' netjournal blame vlan 100 dev br0 global

netjournal watch vlan >/tmp/$$.watch &
pid=$!
waits $pid
vlan del vid 10 dev p1
until_in /tmp/$$.watch ' 10 dev p1'
kill $pid
succeeds 'vlan: watch' grep -q -e '- 10 dev p1' /tmp/$$.watch
check 'vlan: gone' 0 '^vlan 10 dev p1.*: gone$' netjournal blame vlan 10 dev p1
check 'vlan: why' 0 '^vlan 10 dev p1 has been gone since' netjournal why vlan 10 dev p1
check 'vlan: list at an earlier moment' 0 '^10 +dev p1' netjournal list vlan --at "#$before"
ip link set p1 nomaster
check 'vlan: gone with its port' 0 '^ *deleted .*ip link set p1 nomaster' netjournal blame vlan 12 dev p1
check 'vlan: and at that moment' 0 '^12 +dev p1' netjournal list vlan --at "#$before"
succeeds 'vlan: of the port: none' sh -c '! netjournal list vlan | grep p1'
ip link add br1 type bridge vlan_filtering 1
ip link set br1 type bridge vlan_default_pvid 0
ip link set br1 type bridge vlan_default_pvid 1
ip link set br1 type bridge vlan_default_pvid 2
# Linux 6.12 announces that VLAN 0 goes, and not that VLAN 1 goes.
case $(uname -r) in
6.12.*) skips 'this kernel announces another VLAN' 'vlan: default_pvid' ;;
*) check 'vlan: default_pvid' 0 'vlan +- 1 dev br1 .*vlan_default_pvid 2' netjournal log vlan ;;
esac
ip link del br1

netjournal config vlan off
check 'vlan: off' 0 'not recorded: vlan \(netjournal config vlan on\)$' netjournal blame vlan 77
netjournal config vlan on
check 'vlan: was off: diff says since when' 2 'because vlan was not recorded all the time since: see #[0-9]+$' netjournal diff vlan 1
ip link set p1 master br0

# Multicast groups.
mdb() { sh -c "bridge mdb $*; :"; }

mdb add dev br0 port p1 grp 239.1.1.1 permanent vid 1
check 'mdb: added' 0 'mdb +\+ 239\.1\.1\.1 dev br0 port p1 permanent vid 1 .*bridge mdb add' netjournal log mdb
check 'mdb: blame by kind' 0 '^mdb 239\.1\.1\.1 .*: present$' netjournal blame mdb 239.1.1.1 port p1
check 'mdb: blame by address' 0 '^mdb 239\.1\.1\.1 .*: present$' netjournal blame 239.1.1.1
check 'mdb: show' 0 'MDBA_MDB_ENTRY_INFO ifindex [0-9]+ \(p1\) state 1 flags 0 vid 1 239\.1\.1\.1' \
	netjournal show "$(netjournal log mdb | sed -n '$s/.*#//p')"
mdb add dev br0 port p1 grp 239.2.2.2 temp vid 1
check 'mdb: learned: in the kernel' 0 'grp 239\.2\.2\.2 temp' bridge mdb show
succeeds 'mdb: learned: left out' sh -c '! netjournal log -v mdb | grep 239.2.2.2'
netjournal config mdb full
mdb add dev br0 port p1 grp 239.3.3.3 temp vid 1
check 'mdb: learned: recorded on demand' 0 '\+ 239\.3\.3\.3 dev br0 port p1 temp' netjournal log -v mdb
netjournal config mdb on
before=$(netjournal status | sed -n 's/.*records #.* to #\([0-9]*\).*/\1/p')
# The dump has a message about this bridge, in which there is nothing.
ip link add br2 type bridge mcast_snooping 0
bridge mdb show | sed -n 's/^dev \([^ ]*\) port \([^ ]*\) grp \([^ ]*\) permanent.*/\3 dev \1 port \2/p' | sort >/tmp/$$.bridge
netjournal list mdb permanent | sed 's/^\([^ ]*\) *\(dev [^ ]* port [^ ]*\).*/\1 \2/' | sort >/tmp/$$.list
succeeds 'mdb: list as bridge' cmp /tmp/$$.bridge /tmp/$$.list
check 'mdb: list: json' 0 '"grp":"239.1.1.1","dev":"br0","port":"p1","state":"permanent","vid":1' netjournal -j list mdb
netjournal watch mdb >/tmp/$$.watch &
pid=$!
waits $pid
mdb del dev br0 port p1 grp 239.1.1.1 vid 1
until_in /tmp/$$.watch 239.1.1.1
kill $pid
succeeds 'mdb: watch' grep -q -e '- 239.1.1.1 dev br0 port p1' /tmp/$$.watch
check 'mdb: gone' 0 '^mdb 239\.1\.1\.1 .*: gone$' netjournal blame mdb 239.1.1.1
check 'mdb: list at an earlier moment' 0 '^239\.1\.1\.1 +dev br0' netjournal list mdb --at "#$before"

# MPLS.
if modprobe mpls_router 2>/dev/null; then
	echo 1000 >/proc/sys/net/mpls/platform_labels
	echo 1 >/proc/sys/net/mpls/conf/q1/input
	check 'mpls: a sysctl' 0 'net\.mpls\.conf\.q1\.input 0 -> 1' netjournal log sysctl
	ip -M route add 100 via inet 192.0.2.9 dev q1
	ip -M route replace 100 as 200 via inet 192.0.2.9 dev q1
	check 'mpls: added' 0 'mpls +\+ 100 +via inet 192\.0\.2\.9 dev q1 .* ip -M route add' netjournal log mpls
	check 'mpls: changed' 0 'mpls +~ 100' netjournal log mpls
	check 'mpls: list' 0 '^100 +as to 200 via inet 192\.0\.2\.9 dev q1' netjournal list mpls
	ip -M route del 100
	check 'mpls: blame' 0 '^mpls 100.*: gone$' netjournal blame mpls 100
	succeeds 'mpls: no routes' sh -c '! netjournal log -v route | grep inet.192.0.2.9'
else
	skips 'no mpls_router' 'mpls: a sysctl' 'mpls: added' 'mpls: changed' 'mpls: list' 'mpls: blame' 'mpls: no routes'
fi

plan
