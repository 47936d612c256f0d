#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The part of scripts/suites/daemons/run that runs in the virtual machine. Prints "ok ..." or "not
# ok ..." for each check. The checks read the text of the journal, in which each line ends with who
# made the change, as in "ip -4 route add default via 192.0.2.1 dev eth0 [163] <
# /sbin/dhclient-script [161] root #13".

export LD_LIBRARY_PATH=/root/daemons/lib PATH=$PATH:/root/daemons
ROUNDS=3		# of everything
ROUTES=300		# of the routing daemon
cd /root/daemons || exit 1

# shellcheck source=scripts/lib/ask.sh
. /root/ask.sh

### The stage: a router with a DHCP server, and a device for each daemon

mkdir -p /var/lib/dhcp /etc/dhcp /var/lib/misc /run/systemd/netif /etc/systemd/network /etc/network /var/run/bird
echo 'systemd-network:x:998:998::/:/bin/false
keepalived_script:x:997:997::/:/bin/false' >>/etc/passwd
echo 'systemd-network:x:998:' >>/etc/group
chown 998:998 /run/systemd/netif
cp dhclient-script /sbin/dhclient-script
ip netns add router
n=0
for dev in dhcp networkd vrrp bird; do
	n=$((n + 1))
	ip link add $dev type veth peer name r-$dev netns router
	ip netns exec router ip link set r-$dev up
	ip netns exec router ip addr add 10.$n.0.1/24 dev r-$dev
done
printf '%s\n' 'interface r-dhcp' 'start 10.1.0.50' 'end 10.1.0.50' 'option subnet 255.255.255.0' \
	'option router 10.1.0.1' 'option lease 3600' 'conflict_time 0' 'lease_file /run/udhcpd.leases' \
	'pidfile /run/udhcpd.pid' >/run/udhcpd.conf
touch /run/udhcpd.leases
ip netns exec router busybox udhcpd -S /run/udhcpd.conf
echo 'send host-name "vm"; request subnet-mask, routers; timeout 120;' >/etc/dhcp/dhclient.conf

cat >/etc/systemd/network/10.network <<'END'
[Match]
Name=networkd
[Network]
Address=10.2.0.2/24
LinkLocalAddressing=no
IPv6AcceptRA=no
[Route]
Destination=10.20.0.0/16
Gateway=10.2.0.1
[RoutingPolicyRule]
From=10.20.0.0/16
Table=100
[Neighbor]
Address=10.2.0.77
LinkLayerAddress=02:00:00:00:00:77
END
cat >/etc/systemd/network/20.netdev <<'END'
[NetDev]
Name=nd0
Kind=dummy
END
cat >keepalived.conf <<'END'
global_defs {
	vrrp_version 3
	vrrp_startup_delay 0
}
vrrp_instance one {
	state MASTER
	interface vrrp
	virtual_router_id 7
	priority 200
	advert_int 0.1
	virtual_ipaddress {
		10.3.0.100/24
	}
	virtual_routes {
		10.30.0.0/16 via 10.3.0.1 dev vrrp
	}
}
END
# bird_config COUNT: prints a configuration with COUNT routes.
bird_config() {
	cat <<-'END'
		router id 10.4.0.2;
		protocol device { }
		protocol kernel { ipv4 { export all; }; }
	END
	echo 'protocol static { ipv4;'
	for ((i = 0; i < $1; i++)); do
		echo "route 10.40.$((i / 250)).$((i % 250))/32 via 10.4.0.1;"
	done
	echo '}'
}

### The daemons at work, all at once; each waits until what it asked for is there

play_dhcp() {
	for ((round = 0; round < ROUNDS; round++)); do
		dhclient -q -sf /sbin/dhclient-script dhcp
		until_ok 120 has 'default via 10.1.0.1' route
		dhclient -q -r -sf /sbin/dhclient-script dhcp
		until_ok 120 lacks 10.1.0.50 addr
	done
}

play_networkd() {
	local daemon
	# There is no udev here. networkd does not wait for udev if /sys is read-only, as in a container.
	unshare -m sh -c 'mount -o remount,bind,ro /sys && exec /root/daemons/systemd-networkd' &
	daemon=$!
	for ((round = 0; round < ROUNDS; round++)); do
		until_ok 30 has 10.20.0.0/16 route
		until_ok 30 has 10.20.0.0/16 rule
		# networkd removes its configuration when the cable is pulled.
		ip -n router link set r-networkd down
		until_ok 30 lacks 10.2.0.2 addr
		ip -n router link set r-networkd up
	done
	until_ok 30 has 10.20.0.0/16 route
	kill $daemon
	wait $daemon
}

play_vrrp() {
	local daemon
	ip addr add 10.3.0.2/24 dev vrrp
	ip link set vrrp up
	for ((round = 0; round < ROUNDS; round++)); do
		keepalived -n -P -f keepalived.conf -p /run/ka.pid -r /run/ka-vrrp.pid &
		daemon=$!
		until_ok 30 has 10.3.0.100 addr
		until_ok 30 has 10.30.0.0/16 route
		kill $daemon
		wait $daemon
		until_ok 30 lacks 10.3.0.100 addr
	done
}

play_bird() {
	local daemon
	ip addr add 10.4.0.2/24 dev bird
	ip link set bird up
	bird_config $ROUTES >bird.conf
	bird -f -c bird.conf -s /run/bird.ctl &
	daemon=$!
	for ((round = 0; round < ROUNDS; round++)); do
		until_ok 30 has "10.40.$(((ROUTES - 1) / 250)).$(((ROUTES - 1) % 250)) " route
		bird_config 1 >bird.conf
		birdc -s /run/bird.ctl configure
		until_ok 30 lacks "10.40.0.1 " route
		bird_config $ROUTES >bird.conf
		birdc -s /run/bird.ctl configure
	done
	until_ok 30 has "10.40.$(((ROUTES - 1) / 250)).$(((ROUTES - 1) % 250)) " route
	kill $daemon
	wait $daemon
}

# Changes by the kernel itself: an address expires, and a namespace ends with its devices.
play_kernel() {
	ip link add k0 type dummy
	ip link set k0 up
	for ((round = 0; round < ROUNDS; round++)); do
		ip addr add 10.5.0.1/24 dev k0 valid_lft 2 preferred_lft 1
		until_ok 120 lacks 10.5.0.1 addr
		ip netns add short
		ip link add gone type veth peer name other netns short
		ip netns del short
		until_ok 120 lacks gone link
	done
}

for play in dhcp networkd vrrp bird kernel; do
	play_$play >/run/$play.log 2>&1 &
done
wait
for play in dhcp networkd vrrp bird kernel; do
	grep '^# ' /run/$play.log
done

### What the journal says

netjournal log -v -o full >/run/journal 2>/run/journal.err
rc=$?
[ $rc = 0 ] && echo "ok nothing was lost" || echo "not ok nothing was lost # status $rc: $(head -n 1 /run/journal.err)"

# every NAME LEAST WHAT WHO: checks that at least LEAST records match WHAT, and that each of these matches WHO.
every() {
	local all wrong
	all=$(grep -c -E -e "$3" /run/journal)
	wrong=$(grep -E -e "$3" /run/journal | grep -v -E -e "$4")
	if [ "$all" -lt "$2" ] || [ -n "$wrong" ]; then
		echo "not ok $1 # $all records, wrong: $(wc -l <<<"$wrong")"
		head -n 5 <<<"$wrong" | sed 's/^/#   /'
	else
		echo "ok $1"
	fi
}

# blamed NAME OBJECT WHO: checks the last writer, and everything that `blame` prints.
blamed() {
	local said
	# shellcheck disable=SC2086 # words
	said=$(netjournal blame $2 2>&1)
	if sed 1d <<<"$said" | grep -q . && ! sed 1d <<<"$said" | grep -v -q -E -e "$3"; then
		echo "ok blame $1"
	else
		echo "not ok blame $1"
		printf '#   %s\n' "${said//$'\n'/$'\n#   '}"
	fi
}

# Command lines. Devices have the names of daemons, so the pattern of bird must match the beginning
# of a command line.
dhcp='[ /]dhclient[^<]*\[[0-9]+\]'
networkd='[ /]systemd-networkd[^<]*\[[0-9]+\]'
vrrp='[ /]keepalived [^<]*\[[0-9]+\]'
bird='  (in )?[^ ]*bird [^<]*\[[0-9]+\]'
kernel='  kernel( \(|: )'

every 'dhclient: its address' $((2 * ROUNDS)) ' addr .*10\.1\.0\.50' "$dhcp"
every 'dhclient: its default route' $((2 * ROUNDS)) ' route .*default via 10\.1\.0\.1 ' "$dhcp"
every 'systemd-networkd: its address' $((2 * ROUNDS)) ' addr .*10\.2\.0\.2/24' "$networkd"
every 'systemd-networkd: its route' $((2 * ROUNDS)) ' route .*10\.20\.0\.0/16' "$networkd"
every 'systemd-networkd: its rule' 1 ' rule .*10\.20\.0\.0/16' "$networkd"
every 'systemd-networkd: its neighbour' 1 ' neigh .*10\.2\.0\.77' "$networkd"
every 'systemd-networkd: its device' 1 ' link +\+ nd0' "$networkd"
every 'keepalived: its address' $((2 * ROUNDS)) ' addr .*10\.3\.0\.100' "$vrrp"
every 'keepalived: its route' $((2 * ROUNDS)) ' route .*10\.30\.0\.0/16' "$vrrp"
every 'bird: its routes' $((2 * ROUNDS * (ROUTES - 1))) ' route .* 10\.40\.' "$bird"
every 'the kernel: an address that expires' $ROUNDS ' addr +- .*10\.5\.0\.1/24' "$kernel"
every 'the kernel: a device of a namespace that goes' $ROUNDS ' link +- gone' "$kernel"
# Since Linux 6.8 a task that reads a link may have to do the postponed work for its carrier
# (linkwatch_sync_dev() in rtnl_getlink()). The record then names that task with "in", although the task has not
# asked for a change.
every 'the kernel: a cable that is pulled' $ROUNDS ' link .* networkd@.*<NO-CARRIER,BROADCAST,MULTICAST,UP>' '  (kernel( \(|: )|in )'
# The reverse check: a record does not name a process for a change that another process made.
every 'dhclient is named for nothing else' 1 "$dhcp" '10\.1\.0\.|default via 10\.1\.0\.1| link .* dhcp|fe80|ff00|ff02'
every 'systemd-networkd is named for nothing else' 1 "$networkd" '10\.2\.0\.|10\.20\.0\.0/16| networkd| nd0|\.networkd\.'
every 'keepalived is named for nothing else' 1 "$vrrp" '10\.3\.0\.|10\.30\.0\.0/16'
every 'bird is named for nothing else' 1 "$bird" '10\.40\.'

blamed 'addr: dhclient' 'addr 10.1.0.50' "$dhcp"
blamed 'route: dhclient' 'route default' "$dhcp"
blamed 'addr: systemd-networkd' 'addr 10.2.0.2' "$networkd"
blamed 'route: systemd-networkd' 'route 10.20.0.0/16' "$networkd"
blamed 'link: systemd-networkd' 'link nd0' "$networkd"
blamed 'addr: keepalived' 'addr 10.3.0.100' "$vrrp"
blamed 'route: keepalived' 'route 10.30.0.0/16' "$vrrp"
blamed 'route: bird' 'route 10.40.0.7' "$bird"
echo 'end of daemons'
# Print more, which helps to find the cause of a failure.
head -n 100000 /run/journal /run/*.log
