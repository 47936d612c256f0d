#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# `netjournal keep` and the history that the verbs read: all namespaces, killed and started again, another
# load of the module, a full disk, a damaged file. Runs in the initial namespace.

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
store=/var/lib/netjournal/journal.db
said=/tmp/keep.said
mkdir -p /var/lib/netjournal /run/netns

# keeps OPTION...: starts a keeper, and waits until it has stored something.
keeps() {
	netjournal keep -v "$@" >$said 2>&1 &
	keeper=$!
	until_in $said committed
}

# stored: what was recorded until now is in the store a second later.
stored() {
	netjournal note "keep: $1" >/dev/null
	i=0
	until netjournal log --file "${2:-$store}" note 2>/dev/null | grep -q "keep: $1 " || [ $i -ge 300 ]; do
		i=$((i + 1))
		sleep 0.1
	done
}

ends() {
	kill "$keeper"
	wait "$keeper"
}

# numbers WORD...: the sequence numbers of what `log` prints.
numbers() { netjournal log -j "$@" 2>/dev/null | sed -n 's/.*"seq":\([0-9]*\),"prev-seq".*/\1/p'; }

ip link add k0 type dummy
ip link set k0 up
keeps
ip route add 10.66.0.0/16 dev k0
added=$(numbers route | tail -n 1)
ip route del 10.66.0.0/16 dev k0
deleted=$(numbers route | tail -n 1)
stored one
check 'a record' 0 'route +- 10\.66\.0\.0/16 dev k0 .* ip route del' netjournal log --file $store route
check 'blame' 0 '^  deleted .* ip route del 10\.66\.0\.0/16' netjournal blame --file $store 10.66.0.0/16
numbers --file $store | sort -n >/tmp/keep.stored
# The kernel may have recorded more since.
numbers --seq "..$(tail -n 1 /tmp/keep.stored)" | sort -n >/tmp/keep.live
succeeds 'the store has what the kernel has' cmp /tmp/keep.live /tmp/keep.stored

ip netns add keep-blue
ip -n keep-blue link add b7 type dummy
i=0
until netjournal -n keep-blue log --file $store 2>/dev/null | grep -q ' b7' || [ $i -ge 300 ]; do
	i=$((i + 1))
	sleep 0.1
done
ip netns del keep-blue
check 'a namespace that is gone' 0 'link +\+ b7 .* ip ' netjournal -n keep-blue log --file $store
check 'its records are not those of another' 0 '' netjournal log --file $store
succeeds 'the initial namespace has no b7' sh -c "! grep -q ' b7' $out"

# A namespace that ends before the keeper has looked for it.
short=$(unshare -n sh -c 'ip link add c9 type dummy; stat -L -c %i /proc/self/ns/net')
i=0
until netjournal -n "$short" log --file $store 2>/dev/null | grep -q ' c9' || [ $i -ge 300 ]; do
	i=$((i + 1))
	sleep 0.1
done
# Status 3 if an earlier namespace had the same number: another journal begins then.
netjournal -n "$short" log --file $store >"$out"
succeeds 'a namespace that ended at once' grep -q 'link  *+ c9 .* in sh -c ' "$out"

# Killed while routes change. Nothing is missing, and nothing is there twice.
i=0
while [ $i -lt 3000 ]; do
	echo "route add 10.67.$((i / 250)).$((i % 250))/32 dev k0"
	i=$((i + 1))
done >/tmp/keep.batch
ip -batch /tmp/keep.batch
kill -9 "$keeper"
wait "$keeper" 2>/dev/null
sed 's/ add / del /' /tmp/keep.batch | ip -batch -
keeps
stored two
numbers --file $store >/tmp/keep.stored
numbers >/tmp/keep.both
succeeds 'killed: each record is there' test "$(wc -l </tmp/keep.stored)" -ge 6000
succeeds 'killed: each record is there once' test "$(sort -u /tmp/keep.stored | wc -l)" = "$(wc -l </tmp/keep.stored)"
check 'killed: no gap' 0 '' netjournal log --file $store route
netjournal clear >/dev/null
succeeds 'what the ring has lost is in the history' test "$(numbers route | wc -l)" -ge 6000
check 'list --at: what the ring has lost' 0 '^10\.66\.0\.0/16 +dev k0 ' netjournal list route --at "$added"
succeeds 'diff: what the ring has lost' \
	sh -c "netjournal diff route $added | grep -Eq '^- route +10\.66\.0\.0/16 dev k0 .* #$deleted\$'"
check 'undo: what the ring has lost' 0 '^ip route add unicast 10\.66\.0\.0/16 dev k0 ' netjournal undo "$deleted"
check 'why: what the ring has lost' 0 "^10\.66\.0\.0/16 dev k0 .*has been gone since .*#$deleted" netjournal why 10.66.0.0/16
instance=$(netjournal log -n 1 --show-cursor | sed -n 's/^-- cursor: \(.*\):.*/\1/p')

# Another load of the module.
old=$(netjournal status -j | sed 's/.*"instance":\([0-9]*\).*/\1/')
unload netjournal
modprobe netjournal
netjournal note 'after the reload' >/dev/null
stored three
succeeds 'reload: another instance' sh -c "! netjournal status -j | grep -q '\"instance\":$old'"
check 'reload: both journals' 3 'another journal begins' netjournal log
succeeds 'reload: the old one' grep -q '10\.66\.0\.0/16' $out
succeeds 'reload: the new one' grep -q 'after the reload' $out
check 'reload: blame' 0 '^  deleted .* ip route del 10\.66\.0\.0/16' netjournal blame 10.66.0.0/16
check 'reload: why' 0 "^10\.66\.0\.0/16 dev k0 .*gone since .*#$deleted" netjournal why 10.66.0.0/16
check 'reload: list --at' 3 '^10\.66\.0\.0/16 +dev k0 ' netjournal list route --at "$instance:$added"
check 'reload: diff' 2 'restarted between the two moments' netjournal diff route "$instance:$added"
check 'reload: undo' 2 'restarted since' netjournal undo --since "$instance:$added"
netjournal save /tmp/keep.saved >/dev/null
check 'reload: save' 3 'another journal begins' netjournal log --file /tmp/keep.saved
check 'save: list --at' 3 '^10\.66\.0\.0/16 +dev k0 ' netjournal list route --file /tmp/keep.saved --at "$instance:$added"
netjournal log --file /tmp/keep.saved -j >/tmp/keep.lines
check 'lines of JSON: blame' 0 '^  deleted .* ip route del 10\.66\.0\.0/16' netjournal blame --file /tmp/keep.lines 10.66.0.0/16
ends
mv $store /tmp/keep.db

# A disk that is full.
mkdir -p /tmp/keep.small
mount -t tmpfs -o size=700k none /tmp/keep.small
keeps --store /tmp/keep.small/db
ip -batch /tmp/keep.batch
until_in $said 'tried again'
succeeds 'full: it is told' grep -q 'netjournal: keep: cannot write into the store: .*tried again' $said
mount -o remount,size=64m /tmp/keep.small
until_in $said 'stored again'
stored four /tmp/keep.small/db
check 'full: nothing is missing when there is room again' 0 '10\.67\.11\.249' netjournal log --file /tmp/keep.small/db route
ends
# A file that is damaged.
dd if=/dev/urandom of=/tmp/keep.small/db bs=4096 seek=1 count=20 conv=notrunc 2>/dev/null
keeps --store /tmp/keep.small/db
stored five /tmp/keep.small/db
succeeds 'damaged: it is told' grep -q 'the store is damaged; it is /tmp/keep.small/db.damaged-' $said
succeeds 'damaged: the old file is kept' sh -c 'ls /tmp/keep.small/db.damaged-*'
check 'damaged: a new store has what the rings have' 0 '10\.67\.11\.249' netjournal log --file /tmp/keep.small/db route
ends
umount /tmp/keep.small

ip link del k0
plan
