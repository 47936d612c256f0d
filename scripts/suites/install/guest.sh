#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The part of scripts/suites/install/run that runs in the virtual machine: guest.sh STEP. The steps "install" and
# "kernel" run in a chroot of its system. Prints "ok ..." or "not ok ..." for each result, and all answers of the tool
# into a file.

cd /root || exit 1
export TZ=UTC NO_COLOR=1 DEBIAN_FRONTEND=noninteractive
rm -rf /root/out
mkdir -p /root/out
exec 3>/root/out/answers

# shellcheck source=scripts/lib/ask.sh
. ./ask.sh

store=/var/lib/netjournal/journal.db

# check NAME COMMAND...: it must succeed.
check() {
	local name=$1 said
	shift
	if said=$("$@" 2>&1); then
		echo "ok $name"
	else
		echo "not ok $name # $*"
		tail -n 30 <<<"$said" | sed 's/^/#   /'
	fi
}
fails() { ! "$@"; }

# packages NAME VERB WORD...: apt-get, which must succeed. Its output is kept.
packages() {
	local log
	log=/root/out/apt-$(tr -c '[:alnum:]\n' - <<<"$1").log
	if apt-get -q -y -o Dpkg::Use-Pty=0 "${@:2}" >"$log" 2>&1; then
		echo "ok $1"
	else
		echo "not ok $1 # apt-get ${*:2}"
		tail -n 30 "$log" | sed 's/^/#   /'
	fi
}

version() { dpkg-query -W -f '${Version}' netjournal-dkms; }
# The kernel that the next boot starts.
installed() { basename "$(readlink /vmlinuz)" | sed 's/^vmlinuz-//'; }
built_for() { dkms status | grep -q "^netjournal/$(version), $1, x86_64: installed$"; }
loaded() { grep -q '^netjournal ' /proc/modules; }
kept() { netjournal log --file $store -o short "$@" 2>/dev/null; }
kept_has() { kept "${@:2}" | grep -q -e "$1"; }
# The program of the service, which is not the one that the package had before.
keep_is_new() { [ "$(readlink "/proc/$(systemctl show -P MainPID netjournal-keep)/exe")" = /usr/sbin/netjournal ]; }
# Everything that has the name, but the packages' files, the logs of apt and dpkg, and what the tests have brought.
left_behind() {
	find / -xdev \( -path /root -o -path /vm -o -path /var/log -o -path /srv -o -path /run \) -prune -o -name '*netjournal*' -print
}
nothing_left() { local left; left=$(left_behind); echo "$left"; [ -z "$left" ]; }
no_failed_unit() { systemctl --failed --no-legend; [ -z "$(systemctl --failed --no-legend)" ]; }

# The network of the machine, made at each boot, and what happens to it.
network() {
	echo net.ipv4.conf.default.rp_filter=1 >/etc/sysctl.d/90-site.conf
	cat >/etc/systemd/network/10-lan0.netdev <<-'END'
		[NetDev]
		Name=lan0
		Kind=dummy
	END
	cat >/etc/systemd/network/10-lan0.network <<-'END'
		[Match]
		Name=lan0
		[Network]
		Address=10.50.0.2/24
		[Route]
		Destination=10.60.0.0/16
		Gateway=10.50.0.1
	END
	systemctl --quiet enable systemd-networkd.service
}
incident() {
	script "/usr/local/sbin/$1" <<<$'#!/bin/sh\nip route del '"$2"
	service "$1" "/usr/local/sbin/$1"
}

# Before: a Debian with its kernel, and no netjournal.
step_install() {
	network
	check 'nothing is there before' nothing_left
	packages 'the list of packages' update
	packages 'the packages are installed' install ./first/*.deb
	check 'DKMS has built the module' built_for "$(installed)"
	check 'the service is not enabled by itself' fails systemctl --quiet is-enabled netjournal-keep
	check 'the service is enabled' systemctl enable netjournal-keep
}

step_record() {
	check 'the module is loaded at boot' loaded
	check 'the service runs' systemctl is-active netjournal-keep
	until_ok 60 has 10.60.0.0/16 route
	answers 'recording from early boot on' 'blame net.ipv4.conf.default.rp_filter' '0 -> 1 .*systemd-sysctl.* < systemd-sysctl\.service'
	answers 'who set the network up' 'blame 10.50.0.2' 'added .*systemd-networkd.* < systemd-networkd\.service'
	incident nightly 10.60.0.0/16
	answers 'a unit deletes a route: why' 'why 10.60.0.0/16' 'gone since' 'ip route del 10\.60\.0\.0/16' 'nightly\.service'
	answers 'a unit deletes a route: blame' 'blame 10.60.0.0/16' \
		'deleted .*ip route del 10\.60\.0\.0/16.*/usr/local/sbin/nightly.* < nightly\.service' 'added .*systemd-networkd\.service'
	check 'no record is missing' netjournal log
}

step_kernel() {
	packages 'the next kernel is installed' install "linux-image-$next" "linux-headers-$next"
	check 'DKMS has built the module for the next kernel' built_for "$next"
	check 'no command of DKMS has failed' fails grep 'bad exit status' /root/out/apt-the-next-kernel-is-installed.log
}

# On the next kernel. The machine ends when its power goes.
step_cut() {
	check 'the next kernel runs' test "$(uname -r)" = "$next"
	check 'the module is loaded on the next kernel' loaded
	check 'the service runs on the next kernel' systemctl is-active netjournal-keep
	answers 'the boot on the kernel before' 'log --boot -1 -o short route' 'nightly\.service'
	until_ok 60 has 10.60.0.0/16 route
	ip route add 10.62.0.0/16 via 10.50.0.1
	incident janitor 10.62.0.0/16
	# A reader sees a batch only when the disk has it.
	until_ok 60 kept_has janitor.service --boot 0 route
	echo 'end of cut'
	while :; do
		ip route add 10.61.0.0/16 via 10.50.0.1
		ip route del 10.61.0.0/16
	done
}

step_enforce() {
	check 'the kernel refuses the module' fails loaded
	check 'DKMS has signed the module' test "$(modinfo -F signer netjournal)" = 'DKMS module signing key'
	answers 'the refusal is explained' status 'not loaded .*; this kernel loads only modules that are signed .*mokutil --import'
	check 'a list needs no module' netjournal list route
	check 'the service explains it, too' grep -q 'not loaded.*signed' <(journalctl -b -o cat -u netjournal-keep)
}

step_after() {
	check 'the service runs after the cut' systemctl is-active netjournal-keep
	answers 'after the cut: blame' 'blame 10.62.0.0/16' 'gone' 'deleted .* < janitor\.service'
	answers 'after the cut: why' 'why 10.62.0.0/16' 'janitor\.service'
	answers 'after the cut: the log of a former boot' "log --boot -1 -o short route" 'janitor\.service'
	answers 'after the cut: what can be missing' 'log -o short note' 'begins: the records after #[0-9]+ of the old one are gone'
	before=$(version)
	packages 'the packages are upgraded' install ./later/*.deb
	check 'the version is later' dpkg --compare-versions "$(version)" gt "$before"
	check 'DKMS has built the later module' built_for "$(uname -r)"
	check 'the module of the version before is gone' fails grep -q "$before" <(dkms status)
	check 'the service is still enabled' systemctl is-enabled netjournal-keep
	check 'the service still runs' systemctl is-active netjournal-keep
	check 'the service runs the later program' keep_is_new
	answers 'the store is still read' "log --boot -1 -o short route" 'janitor\.service'
	packages 'the packages are removed' remove netjournal netjournal-dkms
	check 'the service has ended' fails systemctl --quiet is-active netjournal-keep
	check 'DKMS has no module' test -z "$(dkms status)"
	check 'no module is left' test -z "$(find /lib/modules/ -name 'netjournal.ko*')"
	check 'the removal says that the module is still loaded' grep -q 'netjournal is still loaded' /root/out/apt-the-packages-are-removed.log
	check 'the module is unloaded' rmmod netjournal
	check 'the store outlives the removal' test -s $store
	packages 'the packages are purged' purge netjournal netjournal-dkms
	check 'nothing is left behind' nothing_left
}

step_gone() {
	check 'no module after a boot' fails loaded
	check 'no unit fails' no_failed_unit
	check 'nothing is left after a boot' nothing_left
}

next=$(sed -n 's/^Package: linux-image-//p' /srv/archive/Packages)
"step_$1"
cp /var/lib/dkms/netjournal/*/build/make.log /root/out 2>/dev/null
journalctl -b --no-pager -q >/root/out/systemd.log 2>&1
echo "end of $1"
