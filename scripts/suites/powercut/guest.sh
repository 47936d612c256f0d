#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The part of scripts/suites/powercut/run that runs in the virtual machine: guest.sh [check [all]] [load].
# check: prints the numbers of the last journal in the store; all: also how many journals there are, and how often
# something is said to be missing between two. load: keeps the journal while routes come and go, for ever.

store=/disk/journal.db
mkdir -p /disk
# A kernel can have the file system built in.
for m in ext4/*; do
	[ ! -e "$m" ] || insmod "$m" || exit 1
done
modprobe -q virtio_blk
until [ -b /dev/vda ]; do
	sleep 0.1
done
mount -t ext4 /dev/vda /disk || exit 1

for word; do
	case $word in
	check)
		netjournal log --file $store --boot 0 -j >/tmp/last
		echo "# log: status $?"
		sed -n -e 's/.*"seq":\([0-9]*\),"prev-seq".*/seq \1/p' \
			-e 's/.*"gap":{"first":\([0-9]*\),"last":\([0-9]*\).*/gap \1 \2/p' /tmp/last
		[ ! -s /tmp/last ] || echo opened
		;;
	all)
		netjournal log --file $store -o short note >/tmp/all
		told=$(grep -c 'begins: the records after #[1-9][0-9]* of the old one are gone' /tmp/all)
		echo "told $told"
		echo "journals $((told + 1))"
		;;
	load)
		ip link add d0 type dummy
		ip link set d0 up
		netjournal keep -v --store $store &
		while :; do
			netjournal note "load $((n = n + 1))" >/dev/null
			for verb in add del; do
				for i in {0..199}; do
					echo "route $verb 10.66.$((i / 100)).$((i % 100))/32 dev d0"
				done | ip -batch -
			done
		done
		;;
	esac
done
umount /disk
