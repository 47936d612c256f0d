#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The part of scripts/suites/situations/run that runs in the virtual machine, as a service of systemd. Each situation
# is something that happened to a network, with real programs. Then one command of the tool is asked, as by a person
# who knows nothing else. Prints "ok ..." or "not ok ..." for each answer, and all answers into a file.

cd /root || exit 1
export TZ=UTC NO_COLOR=1
mkdir -p /root/out
exec 3>/root/out/answers

# shellcheck source=scripts/lib/ask.sh
. ./ask.sh

# follows NAME PATTERN...: asks the one that has been following.
follows() { judge "$1: log -f" 'log -f -n 0 | grep fight' "$(grep fight /root/out/follow)" "${@:2}"; }

### A poller in Python, run by a service, deletes a host route over a socket of its own

play_poller() {
	dummy eth1 10.1.0.2/24
	ip route add 10.1.9.9/32 via 10.1.0.1
	script /opt/poller/poll.py <<-'END'
		#!/usr/bin/python3
		import socket, struct
		s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
		rtm = struct.pack("BBBBBBBBI", 2, 32, 0, 0, 254, 0, 0, 0, 0)
		dst = struct.pack("HH4B", 8, 1, 10, 1, 9, 9)
		s.send(struct.pack("IHHII", 16 + len(rtm) + len(dst), 25, 5, 1, 0) + rtm + dst)
		s.recv(4096)
	END
	service poller '/opt/poller/poll.py --interval 30'
	lacks 10.1.9.9 route || echo "# the route is still there"
}
ask_poller() {
	answers 'a poller deletes a host route' 'why 10.1.9.9' 'gone since' '/opt/poller/poll\.py' 'poller\.service'
	answers 'a poller deletes a host route: blame' 'blame 10.1.9.9' '/opt/poller/poll\.py --interval 30 \[[0-9]+\] < poller\.service'
}

### A chain of shells under an automation tool replaces the default route; all of them are gone since

play_chain() {
	dummy eth2 10.2.0.2/24
	ip route add default via 10.2.0.1
	script /opt/site/step <<-'END'
		#!/bin/sh
		env STEP=1 sh -c "bash -c 'sh -c \"ip route replace default via 10.2.0.254; true\"; true'; true"
	END
	script /usr/local/bin/site-agent <<-'END'
		#!/usr/bin/python3
		import subprocess
		subprocess.run(["sh", "-c", "/opt/site/step; true"])
	END
	service site-agent '/usr/local/bin/site-agent apply --site fra1'
}
ask_chain() {
	answers 'a chain of shells replaces the default route' 'why default' '10\.2\.0\.254' 'ip route replace default via 10\.2\.0\.254' \
		'^step \(site-agent\.service, as root\)'
	answers 'a chain of shells replaces the default route: its processes' 'blame default' '10\.2\.0\.1 -> 10\.2\.0\.254 .*/opt/site/step.* < site-agent\.service'
}

### A job of cron does it, and the units have ended since

play_cron() {
	dummy eth3 10.3.0.2/24
	ip route add 10.33.0.0/16 via 10.3.0.1
	script /usr/local/sbin/nightly-check <<-'END'
		#!/bin/sh
		ip link set eth3 down
		ip link set eth3 up
	END
	echo '* * * * * root /usr/local/sbin/nightly-check' >/etc/cron.d/nightly
	systemctl start cron.service
	dummy eth4 10.4.0.2/24
	ip route add 10.44.0.0/16 via 10.4.0.1
	script /usr/local/sbin/cleanup <<-'END'
		#!/bin/sh
		ip route del 10.44.0.0/16
	END
	systemd-run --quiet --scope --unit=batch-7 /usr/local/sbin/cleanup
}
ask_cron() {
	until_ok 90 lacks 10.33.0.0 route
	rm /etc/cron.d/nightly
	systemctl stop cron.service
	[ ! -e /sys/fs/cgroup/system.slice/cron.service ] || echo "# cron.service has not ended"
	answers 'a job of cron takes a device down' 'why 10.33.0.0/16' 'eth3 went down' 'nightly-check' 'cron\.service'
	answers 'a scope that has ended' 'why 10.44.0.0/16' '^cleanup \(batch-7\.scope, as root\)'
}

### udev renames a device, and gives a veth another address

play_udev() {
	printf '[Match]\nOriginalName=raw5\n[Link]\nName=lan5\n' >/etc/systemd/network/10-lan5.link
	udevadm control --reload
	ip link add raw5 type dummy
	until_ok 30 has lan5 link
	ip link add veth5 type veth peer name veth5p
	udevadm settle
}
ask_udev() {
	answers 'udev renames a device' 'blame raw5' 'lan5' 'systemd-udevd'
	answers 'udev renames a device: why' 'why lan5' 'raw5' 'systemd-udevd\.service'
	answers 'udev changes the address of a veth' 'blame veth5' 'address .*systemd-udevd'
}

### Two devices swap their names

play_swap() {
	dummy wan0
	dummy wan1
	script /usr/local/bin/tune-first <<<$'#!/bin/sh\nip link set wan0 mtu 1400'
	service tune-first /usr/local/bin/tune-first
	script /usr/local/bin/swap-names <<-'END'
		#!/bin/sh
		ip link set wan0 down
		ip link set wan1 down
		ip link set wan0 name tmp0
		ip link set wan1 name wan0
		ip link set tmp0 name wan1
		ip link set wan0 up
		ip link set wan1 up
	END
	service swap-names /usr/local/bin/swap-names
}
ask_swap() {
	answers 'two devices swap names' 'blame wan1' 'name .*swap-names' 'mtu .*1500 -> 1400 .*tune-first'
	answers 'two devices swap names: the log of one' 'log --dev wan0 -o short' 'mtu 1500 -> 1400 .*tune-first' 'wan0 -> tmp0' 'wan1 -> wan0' '!tmp0 -> wan1'
}

### A janitor deletes a namespace that a container uses

# root_tree DIR: what a container needs to sleep.
root_tree() {
	mkdir -p "$1"/{usr/bin,usr/lib/x86_64-linux-gnu,usr/lib64,etc,proc,sys,dev,run,tmp,var}
	ln -s usr/lib usr/lib64 usr/bin "$1/"
	cp /usr/bin/sleep "$1/usr/bin/"
	cp -L /lib/x86_64-linux-gnu/libc.so.6 "$1/usr/lib/x86_64-linux-gnu/"
	cp -L /lib64/ld-linux-x86-64.so.2 "$1/usr/lib64/"
	cp -L /etc/os-release "$1/etc/"
}

play_janitor() {
	mount -t tmpfs tmpfs /var/lib/containers
	root_tree /srv/web
	ip netns add web
	podman run -d --name web --network ns:/run/netns/web --rootfs /srv/web /usr/bin/sleep 1000
	script /usr/local/bin/janitor <<<$'#!/bin/sh\nip netns del web'
	service janitor /usr/local/bin/janitor
	podman kill web
	until_ok 30 sh -c "! podman ps | grep -q web"
}
ask_janitor() {
	answers 'a janitor deletes the namespace of a container' 'blame netns web' 'deleted .*in sleep.* < podman [0-9a-f]{12}' 'added .*ip netns add web'
}

### A runtime moves a device into a container, which ends

play_container() {
	dummy em4
	root_tree /srv/guest
	# systemd-nspawn brings the device back at the end.
	systemd-nspawn --quiet --machine=guest4 --directory=/srv/guest --network-interface=em4 /usr/bin/sleep 2
	dummy em5
	podman run -d --name guest5 --network none --rootfs /srv/guest /usr/bin/sleep 1000
	script /usr/local/bin/attach <<<$'#!/bin/sh\nip link set em5 netns "$1"'
	service attach "/usr/local/bin/attach $(podman inspect -f '{{.State.Pid}}' guest5)"
	podman kill guest5
	until_ok 60 sh -c "! podman ps | grep -q guest5"
}
ask_container() {
	answers 'a device comes back from its container' 'why em4' '^It moved from netns [0-9]+, where it was em4' 'systemd-nspawn --quiet --machine=guest4'
	answers 'a device goes with its container' 'blame em5' 'gone' 'moved to netns .*attach.* < attach\.service' \
		'then .* ended .*podman [0-9a-f]{12}'
}

### keepalived adds an IPv6 address

play_keepalived() {
	ip link add eth7 type veth peer name eth7p
	ip link set eth7p up
	ip addr add 2001:db8:7::1/64 dev eth7
	ip link set eth7 up
	cat >/etc/keepalived/keepalived.conf <<-'END'
		vrrp_instance one {
			state MASTER
			interface eth7
			virtual_router_id 7
			priority 200
			advert_int 0.1
			version 3
			virtual_ipaddress {
				fe80::100/64
				2001:db8:7::100/64
			}
		}
	END
	systemctl start keepalived.service
	until_ok 60 has 2001:db8:7::100 addr
}
ask_keepalived() {
	answers 'keepalived adds an IPv6 address' 'blame 2001:db8:7::100' 'added .*keepalived.* < keepalived\.service'
	answers 'keepalived adds an IPv6 address: why' 'why 2001:db8:7::100' 'keepalived\.service'
	answers 'keepalived adds an IPv6 address: list' 'list addr 2001:db8:7::100 --who' 'keepalived'
}

### A device is put into a VRF, and loses its IPv6 addresses

play_vrf() {
	dummy eth9 2001:db8:9::1/64
	script /usr/local/bin/tenant-setup <<-'END'
		#!/bin/sh
		ip link add blue type vrf table 10
		ip link set blue up
		ip link set eth9 master blue
	END
	service tenant-setup '/usr/local/bin/tenant-setup blue'
	lacks 2001:db8:9::1 addr || echo "# the address is still there"
}
ask_vrf() {
	answers 'a device loses its address in a VRF' 'why 2001:db8:9::1' 'gone since' 'eth9' 'ip link set eth9 master blue' 'tenant-setup\.service'
}

### systemd-networkd removes a primary address, and the one above it goes, too

play_networkd() {
	cat >/etc/systemd/network/20-eth10.network <<-'END'
		[Match]
		Name=eth10
		[Network]
		Address=10.12.0.1/24
		IPv6AcceptRA=no
		LinkLocalAddressing=no
	END
	mkdir -p /etc/systemd/networkd.conf.d
	printf '[Network]\nManageForeignRoutes=no\nManageForeignRoutingPolicyRules=no\n' \
		>/etc/systemd/networkd.conf.d/own.conf
	ip link add eth10 type veth peer name eth10p
	ip link set eth10p up
	systemctl start systemd-networkd.service
	until_ok 60 has 10.12.0.1/24 addr
	# systemd's default is to promote the secondary address instead.
	sysctl -q net.ipv4.conf.eth10.promote_secondaries=0
	ip addr add 10.12.0.100/24 dev eth10
	# networkd removes its addresses when the cable is pulled.
	ip link set eth10p down
	until_ok 30 lacks 10.12.0.100 addr
	systemctl stop systemd-networkd.socket systemd-networkd.service
}
ask_networkd() {
	answers 'networkd removes the address beneath another' 'why 10.12.0.100' 'because 10\.12\.0\.1 was removed' 'systemd-networkd\.service'
}

### A bond's slave is released

play_bond() {
	ip link add bond7 type bond mode active-backup
	ip link add port7 type dummy
	ip link set port7 master bond7
	ip link set bond7 up
	script /usr/local/bin/bond-maintenance <<<$'#!/bin/sh\nip link set port7 nomaster'
	service bond-maintenance /usr/local/bin/bond-maintenance
}
ask_bond() {
	answers "a bond's slave is released" 'log --dev bond7 -o short' 'port7 .*bond7.*bond-maintenance'
	answers "a bond's slave is released: why" 'why port7' 'master bond7 -> none' 'bond-maintenance\.service'
}

### A profile of NetworkManager is applied over somebody's address

play_manager() {
	printf '[keyfile]\nunmanaged-devices=*,except:interface-name:eth14\n' >/etc/NetworkManager/conf.d/own.conf
	ip link add eth14 type veth peer name eth14p
	ip link set eth14p up
	ip link set eth14 up
	ip addr add 10.14.0.5/24 dev eth14
	systemctl start NetworkManager.service
	nmcli connection add type ethernet con-name lab ifname eth14 ipv4.method manual ipv4.addresses 10.14.0.50/24 \
		ipv6.method disabled
	nmcli device set eth14 managed yes
	nmcli connection up lab
	until_ok 30 lacks 10.14.0.5/24 addr
}
ask_manager() {
	answers "NetworkManager removes somebody's address" 'why 10.14.0.5' 'gone since' 'NetworkManager\.service'
}

# shellcheck source=scripts/suites/situations/kinds.sh
. ./kinds.sh
# shellcheck source=scripts/suites/situations/fights.sh
. ./fights.sh

plays() {
	for play; do
		echo "# $play"
		"play_$play" >"/root/out/$play.log" 2>&1
		grep '^# ' "/root/out/$play.log"
	done
}
plays poller chain cron udev swap janitor container keepalived vrf networkd bond manager
plays docker firewalld wireguard ipsec vlan shaper
netjournal log -f -n 0 >/root/out/follow 2>&1 &
follower=$!
until_ok 60 grep -q poll /proc/$follower/wchan
plays filter reapply clients

asks() {
	for play; do
		echo "# asks: $play"
		"ask_$play"
	done
}
asks poller chain udev swap cron janitor container keepalived vrf networkd bond manager
asks docker firewalld wireguard ipsec vlan shaper
asks filter reapply clients
kill $follower
netjournal log -v -o full >/root/out/journal 2>&1 || echo "not ok nothing was lost # status $?"
journalctl --no-pager -q >/root/out/systemd.log 2>&1
echo 'end of situations'
