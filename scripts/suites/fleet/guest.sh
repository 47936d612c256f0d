#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The part of scripts/suites/fleet/run that runs in each virtual machine: guest.sh centre|host ADDRESS. Reads commands
# from the standard input, which are functions of this file, and says "done" after each.

cd /root || exit 1
export TZ=UTC NO_COLOR=1
# shellcheck source=scripts/lib/ask.sh
. ./ask.sh 3>/dev/null

# on_disk FOLDER: this folder outlives the machine. Its first content is that of the image.
on_disk() {
	local there=/disk/${1//\//-}
	mkdir -p "$1"
	[ -e "$there" ] || cp -a "$1" "$there"
	mount --bind "$there" "$1"
}

start() {
	mkdir /disk
	mount -t ext4 /dev/vdb /disk
	modprobe virtio_net
	until_ok 60 test -e /sys/class/net/eth0 || exit 1
	ip link set lo up
	ip addr add "$address/24" dev eth0
	ip link set eth0 up
	if [ "$role" = centre ]; then
		on_disk /var/lib/postgresql
		on_disk /var/log/journal
		fleet/install-centre
	else
		on_disk /var/lib/netjournal
		on_disk /var/lib/netjournal-upload
		on_disk /var/log/journal
		fleet/install-host http://10.9.0.100:19532
	fi
}

### On a host

# The network of the host: a site's default route and another one.
network() {
	ip link add lan0 type dummy
	ip addr add 10.50.0.2/24 dev lan0
	ip link set lan0 up
	ip route add default via 10.50.0.1
	ip route add 10.20.0.0/16 via 10.50.0.1
}
# A service that runs everywhere removes the default route.
incident() {
	script /usr/local/sbin/nightly <<<$'#!/bin/sh\nip route del default\nip route del 10.20.0.0/16'
	service nightly /usr/local/sbin/nightly
}
# changes N: routes come and go, in batches of 200 records.
changes() {
	local n i
	for ((n = 0; n < $1; n++)); do
		for ((i = 0; i < 100; i++)); do
			echo "route add 10.66.$n.$i/32 dev lan0"
			echo "route del 10.66.$n.$i/32 dev lan0"
		done
	done | ip -batch -
}
# Changes without an end. The power goes while they are made.
busy() {
	while :; do changes 1; done &
}
# Kills what follows and what sends, while changes are made.
murder() {
	changes 3 &
	for _ in 1 2 3; do
		systemctl kill -s KILL netjournal-ship netjournal-upload
		sleep 3
	done
	wait %1
}
# Says the places of all records that the host knows, of this boot and of those before.
places() { netjournal log -v -o cursor | grep -o -E '[0-9a-f]{16}:[0-9]+$'; }

### In the centre

# The first 100 records of h1 again, as those of a host h9: 80 of them, and those before in an older file that comes when
# these are loaded. Says "all of them" if the centre then has all.
late() {
	local dir=/var/log/journal/remote tmp=/tmp/late
	mkdir $tmp
	as_h9 {1..20} | /lib/systemd/systemd-journal-remote -o $tmp/old.journal -
	as_h9 {21..100} | /lib/systemd/systemd-journal-remote -o $tmp/new.journal -
	chown -R :systemd-journal-remote $tmp
	mv $tmp/new.journal $dir/remote-10.9.0.9.journal
	until_ok 60 has_of_h9 80
	sql 'select first, last from missing'
	mv $tmp/old.journal $dir/remote-10.9.0.9@1.journal
	until_ok 60 has_of_h9 100 && echo 'all of them'
}
# as_h9 NUMBER...: these records of h1, for systemd-journal-remote. The host can have sent them twice.
as_h9() {
	journalctl --file /var/log/journal/remote/remote-10.9.0.1.journal -o export "${@/#/NETJOURNAL_SEQ=}" |
		LC_ALL=C sed 's/^_HOSTNAME=h1$/_HOSTNAME=h9/'
}
has_of_h9() { [ "$(sql "select count(*) from record where host = 'h9' and not is_gap")" = "$1" ]; }

sql() { (cd / && runuser -u netjournal -- psql -X -q -A -t -d netjournal -c "$*"); }
# places_of HOST: those that the centre has.
places_of() { sql "select instance || ':' || seq from record where host = '$1' and not is_gap"; }

role=$1 address=$2
start >&2
echo 'done 0'
while read -r line; do
	eval "$line" 2>&1
	echo "done $((count = count + 1))"
done
