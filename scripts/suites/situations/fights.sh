# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# Two programs that do not agree. guest.sh sources this file.

### keepalived needs a value of a sysctl for its devices that systemd-sysctl sets otherwise

# is VALUE SYSCTL
is() { [ "$(sysctl -n "$2")" = "$1" ]; }

# other ADDRESS DEVICE: the device has an IPv4 address that is not ADDRESS.
other() { ip -4 -o addr show dev "$2" | grep -v "inet $1/" | grep -q inet; }

play_filter() {
	echo net.ipv4.conf.all.rp_filter=1 >/etc/sysctl.d/90-site.conf
	ip link add eth16 type veth peer name eth16p
	ip link set eth16p up
	ip addr add 10.16.0.2/24 dev eth16
	ip link set eth16 up
	cat >/etc/keepalived/edge.conf <<-'END'
		vrrp_instance edge {
			state MASTER
			interface eth16
			virtual_router_id 16
			use_vmac
			virtual_ipaddress {
				10.16.0.100/24
			}
		}
	END
	cat >/etc/systemd/system/edge.service <<-'END'
		[Service]
		ExecStart=/usr/sbin/keepalived --dont-fork --use-file=/etc/keepalived/edge.conf --pid=/run/edge.pid --vrrp_pid=/run/edge-vrrp.pid
	END
	systemctl daemon-reload
	for _ in 1 2; do
		systemctl restart systemd-sysctl.service
		is 1 net.ipv4.conf.all.rp_filter || echo "# systemd-sysctl did not set it"
		systemctl restart edge.service
		until_ok 60 is 0 net.ipv4.conf.all.rp_filter
	done
}
ask_filter() {
	answers 'a daemon sets a sysctl' 'blame net.ipv4.conf.all.rp_filter' 'changed .*1 -> 0 .*keepalived.* < edge\.service'
	answers 'a daemon sets a sysctl: why' 'why net.ipv4.conf.all.rp_filter' '1 -> 0' 'edge\.service'
	answers 'a daemon against systemd-sysctl' 'fights' \
		'net\.ipv4\.conf\.all\.rp_filter .* 4  .*systemd-sysctl\.service.* \(1\), .*edge\.service.* \(0\)'
	follows 'a daemon against systemd-sysctl' 'a fight: .*systemd-sysctl\.service.* and .*edge\.service.* change .*all\.rp_filter'
}

### An agent adds an address, and another one lets NetworkManager apply the profile again. Follows `manager`.

play_reapply() {
	script /usr/local/bin/vip-agent <<<$'#!/bin/sh\nip addr add 10.14.0.99/24 dev eth14'
	script /usr/local/bin/lab-agent <<<$'#!/bin/sh\nnmcli device reapply eth14'
	for _ in 1 2; do
		service vip-agent /usr/local/bin/vip-agent
		service lab-agent /usr/local/bin/lab-agent
		until_ok 30 lacks 10.14.0.99 addr
	done
}
ask_reapply() {
	answers 'NetworkManager against a script' 'fights addr' \
		'addr 10\.14\.0\.99/24.* 4  .*vip-agent\.service.* \(adds\), NetworkManager\.service \(deletes\)'
	follows 'NetworkManager against a script' 'a fight: .*vip-agent\.service.* and NetworkManager\.service change presence of addr 10\.14\.0\.99'
}

### Two DHCP clients of one device. Each gets an address; one of them removes what it does not know.

play_clients() {
	ip netns add dhcp
	ip link add eth15 type veth peer name eth15p netns dhcp
	ip -n dhcp addr add 10.15.0.1/24 dev eth15p
	ip -n dhcp link set eth15p up
	ip link set eth15 up
	systemd-run --quiet --unit=dhcp-server --property=NetworkNamespacePath=/run/netns/dhcp \
		dnsmasq --keep-in-foreground --conf-file=/dev/null --user=root --pid-file= --port=0 --interface=eth15p \
		--no-ping --dhcp-authoritative --dhcp-range=10.15.0.50,10.15.0.99 --dhcp-leasefile=/run/dhcp.leases
	systemd-run --quiet --unit=dhcpcd dhcpcd --nobackground --ipv4only --noarp --nodelay eth15
	until_ok 60 has '10\.15\.0\.' addr
	one=$(ip -4 -o addr show dev eth15 | sed -n 's/.*inet \([0-9.]*\).*/\1/p')
	printf '[Service]\nExecStart=/sbin/udhcpc -f -i eth15\n' >/etc/systemd/system/udhcpc.service
	systemctl daemon-reload
	for _ in 1 2; do
		until_ok 60 has "$one/" addr
		systemctl restart udhcpc.service
		until_ok 60 other "$one" eth15
	done
	until_ok 60 grep -q "fight: .* presence of addr $one/" /root/out/follow
	# dhcpcd does not end if it is asked while it looks for a server.
	systemctl kill --signal=KILL dhcpcd.service
	systemctl stop udhcpc.service dhcp-server.service
}
ask_clients() {
	answers 'two DHCP clients' 'fights addr eth15' \
		"addr $one/24 .* dhcpcd\\.service \\(adds\\)" "addr $one/24 .*udhcpc\\.service\\) \\(deletes\\)"
	follows 'two DHCP clients' "a fight: .*\\bdhcpcd\\.service .*change presence of addr $one" \
		"a fight: .*udhcpc\\.service\\) .*change presence of addr $one"
}
