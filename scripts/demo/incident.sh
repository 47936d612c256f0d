#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The incident that `make demo` plays, inside of its virtual machine: a server with two network
# cards, on which a DHCP client, a nightly script, old tools and the kernel itself all change
# things. In the evening two routes are gone, and nobody admits to it.

say() { printf '\n# %s\n' "$*"; }
# Shows a command and runs it.
run() { printf "\$ %s\n" "$1"; eval "$1"; }

### The stage, before the curtain: two cards, a router with a DHCP server behind the first

exec 3>&2 2>/run/stage.log
ip netns add router
ip link add eth0 address 02:00:00:00:00:10 type veth peer name lan0 netns router address 02:00:00:00:00:01
ip link add eth1 address 02:00:00:00:00:11 type veth peer name lan1 netns router address 02:00:00:00:00:02
ip netns exec router sh -c '
	ip link set lo up
	ip link set lan0 up; ip addr add 192.0.2.1/24 dev lan0
	ip link set lan1 up; ip addr add 10.9.0.2/24 dev lan1'
mkdir -p /var/lib/dhcp /etc/dhcp /var/lib/misc
printf '%s\n' 'interface lan0' 'start 192.0.2.50' 'end 192.0.2.50' 'option subnet 255.255.255.0' \
	'option router 192.0.2.1' 'option lease 3600' 'conflict_time 0' 'lease_file /run/udhcpd.leases' \
	'pidfile /run/udhcpd.pid' >/run/udhcpd.conf
touch /run/udhcpd.leases
ip netns exec router busybox udhcpd -S /run/udhcpd.conf
echo 'send host-name "server"; request subnet-mask, routers; timeout 20;' >/etc/dhcp/dhclient.conf
cat >/usr/local/sbin/nightly-check <<'END'
#!/bin/bash
# "Does the backup line still answer?" by somebody who has long left.
ip link set eth1 down
ip link set eth1 up
END
chmod +x /usr/local/sbin/nightly-check
exec 2>&3

say "A server comes up: DHCP on eth0, the backup line eth1 by old tools."
run 'dhclient -q eth0'
run 'ifconfig eth1 10.9.0.1 netmask 255.255.255.0 up'
run 'route add -net 10.20.0.0/16 gw 10.9.0.2'
run 'echo 1400 > /sys/class/net/eth1/mtu'
run 'ip route'

say "The day goes by."
run 'nightly-check'
run 'netjournal note "ticket 4711: customer says the backup is down"'
run 'ip netns add blue; ip link add veth-blue type veth peer name eth0 netns blue; ip netns del blue'
ip netns exec router ip link set lan0 down
echo '(somebody pulls a cable of eth0, and puts it in again)'
sleep 0.3
ip netns exec router ip link set lan0 up
run 'dhclient -q -r eth0'

say "In the evening: no default route, and none to the backup site. ip cannot say why."
run 'ip route'

say "netjournal can."
run 'netjournal blame route 10.20.0.0/16'
run 'netjournal blame route default'
run 'netjournal blame link veth-blue'
run 'netjournal log link route --comm nightly-check'
run 'netjournal log route --match 10.20.0.0/16'
run 'netjournal log note'
run 'netjournal status'
