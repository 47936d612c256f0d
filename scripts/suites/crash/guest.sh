#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The parts of scripts/suites/crash/run that run in virtual machines. "guest.sh panic [WHERE]" makes changes, of which
# the file lines has what a panic must print, and panics. WHERE is where its log shall be found: pstore, or netconsole.

# Memory that the kernel leaves alone (see memmap in scripts/suites/crash/run).
load_pstore() {
	modprobe ramoops mem_address=0x8000000 mem_size=0x100000 record_size=0x20000
	mount -t pstore pstore /sys/fs/pstore
}

# The packets go to all machines of the network.
load_netconsole() {
	modprobe virtio_net
	ip addr add 10.8.0.1/24 dev eth0
	ip link set eth0 up
	modprobe netconsole netconsole=@10.8.0.1/eth0,6666@10.8.0.2/
}

# As many records as are wanted, of more.
many() {
	for i in 1 2 3 4 5 6 7 8 9 10; do
		for j in 1 2 3 4; do
			netjournal note "before: $i $j" >/dev/null
		done
	done
}

last() {
	ip link add c0 type dummy
	ip link set c0 up
	ip addr add 10.9.0.1/24 dev c0
	ip addr add 2001:db8::1/64 dev c0 nodad
	ip route add 10.20.0.0/16 dev c0
	ip neigh add 10.9.0.7 lladdr 02:00:00:00:00:07 dev c0 nud permanent
	ip rule add pref 77 from 10.20.0.0/16 lookup 100
	ip route del 10.20.0.0/16 dev c0
	netjournal note 'the end is near' >/dev/null
}

panic() {
	echo 1 >/proc/sys/kernel/sysrq
	echo c >/proc/sysrq-trigger
}

case $1 in
panic)
	case $2 in
	pstore) load_pstore ;;
	netconsole) load_netconsole ;;
	esac
	many
	last
	panic
	;;
# What an earlier machine with this memory has left.
pstore)
	load_pstore
	cat /sys/fs/pstore/dmesg-*
	;;
# Says what the journal has, and panics when it is told to.
vmcore)
	modprobe qemu_fw_cfg
	netjournal config route size 64K
	set -e
	seq 2000 | sed 's/.*/route add 10.77.0.0\/16 dev lo metric &\nroute del 10.77.0.0\/16 dev lo metric &/' >/tmp/batch
	ip link set lo up
	ip -batch /tmp/batch
	last
	ip link set c0 down
	ip link set c0 name c1
	ip link set c1 up
	ip route add 10.21.0.0/16 dev c1
	netjournal clear neigh >/dev/null
	ip netns add other
	ip -n other link add o0 type dummy
	ip -n other addr add 10.7.0.1/24 dev o0
	stat -L -c %i /run/netns/other
	# 3 says that records are missing: those of before are overwritten or cleared.
	netjournal log -v -j >/tmp/log || [ $? = 3 ]
	netjournal -n other log -v -j >/tmp/other
	cat /tmp/log
	echo other
	cat /tmp/other
	echo end
	read -r _
	panic
	;;
esac
