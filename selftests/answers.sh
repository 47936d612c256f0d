#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Questions about one afternoon, whose answers were wrong or hard to read once: who is named, under which name an
# object is found, and what is said where there is no answer. Runs in its own network namespace.

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
# shellcheck source=selftests/lib/domain.sh
. "$(dirname "$0")/lib/domain.sh"
own_namespace "$@"

ip link set lo up
ip link add d0 type dummy
ip link add d1 type dummy
ip link set d0 up
ip link set d1 up
ip addr add 10.0.0.1/24 dev d0
ip addr add 10.1.0.1/24 dev d1

# A group loses nexthops without a message about the routes that use it.
ip nexthop add id 1 via 10.0.0.2 dev d0
ip nexthop add id 2 via 10.1.0.2 dev d1
ip nexthop add id 10 group 1/2
ip route add 10.9.0.0/16 nhid 10
at=$(now)
ip nexthop del id 2
check 'a route by a group: blame names the group alone' 0 '^route 10\.9\.0\.0/16 nhid 10: present$' netjournal blame 10.9.0.0/16
check 'a route by a group: list --at too' 0 '^10\.9\.0\.0/16 +nhid 10$' netjournal list route 10.9.0.0/16 --at "$at"
check 'a route by a group: list asks the kernel' 0 '^10\.9\.0\.0/16 +nhid 10 via 10\.0\.0\.2 dev d0$' netjournal list route 10.9.0.0/16
prints 'a route by a group: diff' 1 '^\+ route   10\.9\.0\.0/16 nhid 10  ' netjournal diff route 1

# A port of a bridge gets another name.
ip link add br0 type bridge vlan_filtering 1
ip link set br0 up
ip link add p1 type dummy
ip link set p1 master br0
ip link set p1 up
bridge vlan add dev p1 vid 10-20
bridge vlan add dev p1 vid 30
ip link set p1 down
ip link set p1 name port1
ip link set port1 up
check 'renamed: found by the new name, which is shown' 0 '^vlan 30 dev port1: present$' netjournal blame vlan 30 dev port1
check 'renamed: found by the old name' 0 '^vlan 10 dev port1: present$' netjournal blame vlan 10 dev p1
check 'on a device that was made since: added' 0 '^  added .*bridge vlan add dev p1 vid 30 \[[0-9]*\][^(]* #[0-9]+$' netjournal blame vlan 30 dev port1
check 'renamed: only one command did it' 0 '^1$' sh -c 'netjournal log link | grep -c "renamed p1 -> port1"'
bridge vlan del dev port1 vid 30
# The kernel may tell more of the link at any time.
last=$(netjournal log link -n 1 -j --comm bridge)
seq=$(echo "$last" | sed -n 's/.*"seq":\([0-9]*\).*/\1/p')
act=$(echo "$last" | sed -n 's/.*"act":\([0-9]*\).*/\1/p')
check 'undo: what a bridge told of its port' 3 "^# not undone: #$seq, port of a bridge: .* by --act $act\$" netjournal undo "$seq"
check 'undo: the act has the VLAN' 0 '^bridge vlan add .*vid 30' netjournal undo --act "$act"

# What came with a device is not older than the device.
at=$(now)
sleep 1.1
time=$(date '+%Y-%m-%d %H:%M:%S')
sleep 1.1
ip link add later type dummy
check 'before a device: it has no sysctls' 0 '^0$' netjournal list sysctl dev later --count --at "$at"
check 'before a device: at a time' 0 '^0$' netjournal list sysctl dev later --count --at "$time"
check 'after it: it has some' 0 '^[1-9]' netjournal list sysctl dev later --count --at "$(now)"
check 'before a device: a bridge has nothing of it' 0 '^0$' netjournal list fdb dev later --count --at "$at"

# A saved list.
ip -j -d link >/tmp/answers.links
ip -j route >/tmp/answers.routes
ip link set d0 mtu 1400
ip link set d0 alias x
ip link set d0 alias ''
ip link del later
prints 'a saved list: who changed it' 1 '^~ link    d0 mtu 1500 -> 1400  .*#[0-9]+$' netjournal diff link /tmp/answers.links
succeeds 'a saved list: who deleted it' grep -qE '^- link    later dummy .*ip link del later \[.*#[0-9]+$' "$out"
lacks() { ! grep -q "$1" "$out"; }
succeeds 'a saved list: no timer of a bridge' lacks br0
prints 'a saved list: JSON' 1 '"action":"del","event":\{[^}]*"ifname":"later".*"seq":[0-9]+,"time":[0-9]+,"origin":\{' netjournal diff link /tmp/answers.links -j
check 'a saved list of another kind' 2 'it has objects of the kind route, not link' netjournal diff link /tmp/answers.routes
prints 'diff: who changed what differs, not who came last' 1 '^~ link    d0 mtu 1500 -> 1400 +in ip link set d0 mtu 1400 ' netjournal diff link "$at"
prints 'diff: who made it' 1 '^\+ link    port1 .* in ip link add p1 type dummy ' netjournal diff link 1
prints 'diff: the VLANs of one command are one line' 1 '^\+ vlan    10-20 dev p1 +in bridge vlan add dev p1 vid 10' netjournal diff vlan 1
check 'diff: the address of a port is the kernel'"'"'s own' 0 '^$' netjournal diff fdb 1

# An address that nobody checks.
sysctl -qw net.ipv6.conf.d0.disable_ipv6=0
ip addr add 2001:db8::1/64 dev d0 nodad
# The kernel lets it be used from a work item.
i=0
while [ $i -lt 100 ] && ! netjournal log addr -v | grep -q 'duplicate address detection'; do
	i=$((i + 1))
	sleep 0.1
done
check 'why: an address without DAD' 0 'without a check for duplicates' netjournal why 2001:db8::1

# A script that is given to a shell.
printf 'ip addr del 10.0.0.1/24 dev d0\nip link set d1 down\n' >/tmp/nightly-check
sh /tmp/nightly-check
check '--comm: the name that is shown' 0 '^[0-9:.]* +addr +- 10\.0\.0\.1/24 .*< /tmp/nightly-check' netjournal log addr --comm nightly-check
check '--comm: another name' 0 '^$' sh -c 'netjournal log addr --comm nightly 2>/dev/null'

# A command of undo whose work another one has done.
ip link set port1 nomaster
act=$(netjournal log link -n 1 -j --cmd nomaster | sed -n 's/.*"act":\([0-9]*\).*/\1/p')
check 'undo: the port comes back, with what the kernel makes for it' 0 '^ip link set dev port1 master br0' netjournal undo --act "$act" --apply
succeeds 'undo: a command that failed and was not needed is not told' lacks failed
succeeds 'undo: it is as it was' sh -c 'bridge vlan show dev port1 | grep -q 20'

# Words that mean something else.
check 'show: which records there are' 2 'does not have #99999, or no longer; it has #1 to #[0-9]+, since' netjournal show 99999
check 'blame: the number of a record' 0 'record numbers are for .netjournal show' netjournal blame 31
check 'blame: a part of the name of a sysctl' 0 'a sysctl needs its whole name, such as net.ipv4.ip_forward' netjournal blame ip_forward
check 'blame: a slip in the name of a device' 0 'no device of this name exists or is recorded .did you mean port1' netjournal blame prot1
check 'why: likewise' 0 'did you mean port1' netjournal why prot1
check 'blame: a slip in the name of a sysctl' 0 'there is no such sysctl now .did you mean ip_forward' netjournal blame net.ipv4.ip_forwrd
check 'blame: a slip in a folder of sysctls' 0 'there is no such sysctl now .did you mean port1' netjournal blame net.ipv4.conf.prot1.rp_filter
check 'blame: JSON: what was searched' 0 'nothing is recorded about d9; searched link, request: #1 to ' sh -c "netjournal blame d9 -j 2>&1"
check 'log: JSON: what was searched' 0 'no record matches; searched #1 to ' sh -c "netjournal log netns -j 2>&1"
check 'log: what is not recorded is said once' 0 '^1$' sh -c "netjournal log mroute 2>&1 | grep -c 'not recorded'"
check 'diff: what was compared' 0 'nothing differs; compared rule; the journal has #1 to ' sh -c "netjournal diff rule $(now) 2>&1"
check 'list --at: what was searched' 0 'there was no such object; the journal has #1 to ' sh -c "netjournal list mpls --at $(now) 2>&1"
ip link add de type dummy
check 'a device is more than the beginning of a kind: blame' 0 '^link de .*: present' netjournal blame de
check 'a device is more than the beginning of a kind: log' 0 'link +\+ de ' netjournal log de
check 'a folder is no store' 2 'cannot open /tmp: Is a directory' netjournal log --file /tmp

if ip link add wg20 type wireguard 2>/dev/null; then
	wg set wg20 listen-port 51820
	check 'blame: a device, and what was asked for it' 0 '^  changed .*wireguard wg20 set-device .*wg set wg20' netjournal blame wg20
else
	skips 'no wireguard' 'blame: a device, and what was asked for it'
fi
plan
