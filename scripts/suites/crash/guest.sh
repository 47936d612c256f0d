#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The part of scripts/suites/crash/run that runs in the virtual machine. The file lines has what a panic must print.

# As many lines as are wanted, of more records.
for i in 1 2 3 4 5 6 7 8 9 10; do
	for j in 1 2 3 4; do
		netjournal note "before: $i $j" >/dev/null
	done
done
ip link add c0 type dummy
ip link set c0 up
ip addr add 10.9.0.1/24 dev c0
ip addr add 2001:db8::1/64 dev c0 nodad
ip route add 10.20.0.0/16 dev c0
ip neigh add 10.9.0.7 lladdr 02:00:00:00:00:07 dev c0 nud permanent
ip rule add pref 77 from 10.20.0.0/16 lookup 100
ip route del 10.20.0.0/16 dev c0
netjournal note 'the end is near'
echo 1 >/proc/sys/kernel/sysrq
echo c >/proc/sysrq-trigger
