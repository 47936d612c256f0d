#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# `netjournal list --at`: what existed at an earlier moment, and what is not known of it. Runs in its own
# network namespace, about which the journal knows everything, and in the initial one, which is older than
# the journal. (Whether every object is as it was is for scripts/suites/walk/run.)

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
# shellcheck source=selftests/lib/domain.sh
. "$(dirname "$0")/lib/domain.sh"
own_namespace "$@"

# same NAME LIST: the list is the same as the file kept.
same() {
	diff "$kept" "$2" | sed 's/^/# /'
	cmp -s "$kept" "$2"
	result $? "$1"
}

kept=/tmp/past.kept
list=/tmp/past.list

ip link set lo up
ip link add d0 type dummy
ip link set d0 up
ip addr add 10.0.0.1/24 dev d0
ip route add 10.5.0.0/16 via 10.0.0.5
ip rule add from 10.5.0.0/16 lookup 100 pref 77
ip nexthop add id 7 via 10.0.0.2 dev d0
at=$(now)
sleep 1.1
time=$(date '+%Y-%m-%d %H:%M:%S')
netjournal list route table all >$kept
sleep 1.1

ip route replace 10.5.0.0/16 via 10.0.0.6
ip route add 10.6.0.0/16 via 10.0.0.6
late=$(now)
# Not every kernel renames a link that is up.
ip link set d0 down
ip link set d0 name lan0 mtu 1400
ip link set lan0 up
renamed=$(now)
ip rule del pref 77
ip addr del 10.0.0.1/24 dev lan0
ip link del lan0
back=$(now)
ip rule add from 10.8.0.0/16 lookup 100 pref 78
ip rule del pref 78

netjournal list route table all --at "$at" >$list
same 'after a record: all routes are as they were' $list
netjournal list route table all --at "$time" >$list
same 'at a time: all routes are as they were' $list
check 'a link under its old name, with its old state' 0 '^d0 .* mtu 1500 ' netjournal list link d0 --at "$at"
check 'a selector: a device by its old name' 0 '^10.5.0.0/16 +via 10.0.0.5 dev d0' netjournal list route dev d0 --at "$at"
check 'a rule that is gone' 0 '^77:.*from 10.5.0.0/16 lookup 100' netjournal list rule pref 77 --at "$at"
check 'a nexthop that is gone' 0 '^id 7 .*via 10.0.0.2 dev d0' netjournal list nexthop --at "#$at"
check 'an address that is gone' 0 '10.0.0.1/24' netjournal list addr --at "$at"
check 'JSON' 0 '"dst":"10.5.0.0/16","gateway":"10.0.0.5","dev":"d0"' netjournal list route 10.5.0.0/16 -j --at "$at"
check 'the number of objects' 0 '^1$' netjournal list rule pref 77 --count --at "$at"
check 'before every record' 0 '^0$' netjournal list addr --count --at 0

check 'a moment in the future' 2 'in the future' netjournal list link --at +1h
check 'before the journal' 2 'the journal reaches back only to #[0-9]+, 2' netjournal list link --at 2000-01-01
check 'a record that does not exist yet' 2 'no record #[0-9]+ yet' netjournal list link --at 999999999
check 'another journal' 2 'belongs to another journal' netjournal list link --at 1:5
check 'no moment' 1 '^netjournal: list: --at: neither a time nor the number of a record: whenever' netjournal list link --at whenever
check 'with --who' 1 '--at and --who cannot' netjournal list link --at 5 --who
check 'words about the link of an address' 1 '--at: words about the link' netjournal list addr up --at 5

# What differs between two moments.
prints 'diff: a route that changed' 1 '^~ route   10.5.0.0/16 gateway 10.0.0.5 -> 10.0.0.6 +ip route replace .*#[0-9]+$' netjournal diff "$at" "$late"
prints 'diff: a route that is new' 1 '^\+ route   10.6.0.0/16 via 10.0.0.6' netjournal diff route "$at" "$late"
prints 'diff: a rule that is gone' 1 '^- rule    77' netjournal diff "$at"
prints 'diff: a link that was renamed' 1 '^~ link    renamed d0 -> lan0, mtu 1500 -> 1400' netjournal diff link "$at" "$renamed"
prints 'diff: until now, which the kernel confirms' 1 '^- link    d0' netjournal diff link "$at"
prints 'diff: JSON' 1 '^\[\{"kind":"rule","action":"del","event":\{.*"priority":77,.*\},"seq":[0-9]+,"time":[0-9]+,"origin":\{' netjournal diff rule "$at" -j
netjournal list rule -j >/tmp/past.json
ip rule add pref 55 lookup 100
prints 'diff: with a saved list' 1 '^\+ rule    55' netjournal diff /tmp/past.json
ip rule del pref 55
check 'diff: a saved list that is the same' 0 '^$' netjournal diff /tmp/past.json
prints 'diff: of a device, which had another name then' 1 '^~ route   10.5.0.0/16 gateway' netjournal diff d0 "$at" "$late"
check 'diff: of an address: no other route' 0 '^\+ route   10.6.0.0/16 via 10.0.0.6' sh -c "netjournal diff 10.6.0.0/16 $at $late; [ \$? = 1 ]"
succeeds 'diff: of a prefix: one line' test "$(wc -l <"$out")" = 1
prints 'diff: in the words of ip' 1 '^- rule    77' netjournal diff rule pref 77 "$at"
check 'diff: another object does not differ' 0 '^$' netjournal diff rule pref 78 "$at"
check 'diff: no device has the name' 2 'unknown word: lnk: no kind, and no device .*did you mean link' netjournal diff lnk "$at"
check 'diff: nothing' 0 '^$' netjournal diff rule "$(now)"
check 'diff: changed and changed back' 0 '^$' netjournal diff rule "$back"
check 'diff: before the journal' 2 'reaches back only to' netjournal diff 2000-01-01

# Records that are missing.
ip link add d1 type dummy
ip link set d1 up
before=$(now)
netjournal config route off
ip route add 10.7.0.0/16 dev d1
netjournal config route on
check 'the kind was not recorded since' 2 'route was not recorded all the time since: see #[0-9]+$' netjournal list route --at "$before"
after=$(now)
ip route del 10.7.0.0/16 dev d1
check 'it was not recorded before: what exists at the moment is known' 0 '^10.7.0.0/16 +dev d1 ' netjournal list route --at "$after"
netjournal clear route
check 'the records were cleared' 2 'records of the kind route up to #[0-9]+ are missing' netjournal list route --at "$after"

# Objects that were made when nothing recorded it.
netjournal config link off
ip link add d2 type dummy
netjournal config link on
at=$(now)
ip link set d2 txqueuelen 900
check 'the first record is a change: the state before it is not known' 3 '^d2 .*it existed, but its state before #[0-9]+ is not known' \
	netjournal list link d2 --at "$at"
check 'the same in JSON' 3 '\{"unknown_before":[0-9]+,"existed":true,"later":\{"ifindex":[0-9]+,' \
	netjournal list link d2 -j --at "$at"
# Objects that are older than the journal.
at=$(initial netjournal log -j -n 1 | sed -n 's/.*"seq":\([0-9]*\).*/\1/p')
initial ip rule add pref 4242 lookup main
check 'an object without a record has not changed' 0 '^32766:' initial netjournal list rule --at "$at"
check 'a new object did not exist' 0 '^0$' initial netjournal list rule pref 4242 --count --at "$at"
initial ip rule del pref 4242
# What is on a device is not older than the device.
initial ip link add br7 type bridge vlan_filtering 1
initial ip link add p7 type dummy
initial ip link set p7 master br7
initial ip link set p7 up
initial ip link set br7 up
at=$(initial netjournal log -v -j -n 1 | sed -n 's/.*"seq":\([0-9]*\).*/\1/p')
initial bridge vlan add vid 30 dev p7
initial bridge fdb add 02:aa:00:00:00:07 dev p7 master static vlan 30
initial bridge mdb add dev br7 port p7 grp 239.7.7.7 permanent vid 30
for kind in vlan fdb mdb; do
	check "on a new device: $kind" 0 '^0$' initial netjournal list $kind --count --at "$at" \
		"$(case $kind in vlan) echo 30 ;; fdb) echo 02:aa:00:00:00:07 ;; mdb) echo 239.7.7.7 ;; esac)"
done
check 'on a new device: undone' 0 '^bridge vlan del vid 30 dev p7 ' initial netjournal undo --since "$at" vlan fdb mdb --apply
check 'on a new device: nothing is left' 0 '^0$' sh -c 'nsenter -t 1 -n bridge vlan | grep -cw 30 || :'
initial ip link del br7
initial ip link del p7
plan
