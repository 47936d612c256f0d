#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The part of scripts/suites/truth/run that runs in the virtual machine: truth-guest TEST... runs the tests (in
# /root/net) while `ip monitor` listens, and sends all output as an archive.

mkdir /tmp/out
# The socket needs room for a burst of some thousand messages.
sysctl -q net.core.rmem_max=67108864
ip -rcvbuf 33554432 -ts -o monitor all >/tmp/out/monitor 2>/tmp/out/monitor.err &
monitor=$!
n=0
until [ "$(awk '$2 == 0 && $4 != "00000000"' /proc/net/netlink | wc -l)" -ge 1 ] || [ $n -ge 100 ]; do
	n=$((n + 1))
	sleep 0.1
done
sleep 1
# The comparison begins and ends with these marks.
ip link add zzbegin type dummy
ip -4 route save table all >/tmp/out/before

cd /root/net || exit 1
for test; do
	timeout -k 5 1200 bash "./$test" >"/tmp/out/$test.log" 2>&1 </dev/null
	echo "$test $?" >>/tmp/out/status
done
# Namespaces need some time to end.
sleep 3

ip -4 route save table all >/tmp/out/after
ip link add zzend type dummy
n=0
until grep -q zzend /tmp/out/monitor || [ $n -ge 300 ]; do
	n=$((n + 1))
	sleep 0.1
done
kill $monitor
if [ -d /sys/module/netjournal ]; then
	rtfile /tmp/out/announced /tmp/out/all 2>/tmp/out/rtfile.err || echo "status $?" >>/tmp/out/rtfile.err
	ip -o monitor file /tmp/out/announced all >/tmp/out/journal 2>/tmp/out/journal.err
	netjournal log | tail -n 3000 >/tmp/out/log
fi
tar -c -f - -C /tmp/out .
