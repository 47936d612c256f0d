# shellcheck shell=bash disable=SC2154 # guest.sh sets the names of the namespaces
# SPDX-License-Identifier: GPL-2.0
#
# The programs that change the network in the suite load. Each has a stage, a play of some rounds, and an end. guest.sh
# sources this file.

### FRR: two routers with two links. One redistributes static routes over BGP, the other has them over both links.

frr_config() {
	local me=$1 other=$((3 - $1)) dir=/etc/frr/r$1 i
	mkdir -p "$dir" "/run/frr/r$me"
	{
		echo "hostname r$me"
		[ "$me" = 2 ] || for ((i = 0; i < ROUTES; i++)); do
			echo "ip route 10.50.$i.0/24 blackhole"
			echo "ipv6 route 2001:db8:50:$i::/64 blackhole"
		done
	} >"$dir/static.conf"
	{
		echo "router bgp 6500$me"
		echo " bgp router-id 10.0.0.$me"
		echo " no bgp ebgp-requires-policy"
		echo " no bgp default ipv4-unicast"
		echo " bgp bestpath as-path multipath-relax"
		for i in 1 2; do
			echo " neighbor 10.$i.0.$other remote-as 6500$other"
			echo " neighbor 10.$i.0.$other timers connect 1"
			echo " neighbor 10.$i.0.$other advertisement-interval 0"
		done
		for i in ipv4 ipv6; do
			echo " address-family $i unicast"
			echo "  redistribute static"
			echo "  neighbor 10.1.0.$other activate"
			echo "  neighbor 10.2.0.$other activate"
			echo " exit-address-family"
		done
	} >"$dir/bgp.conf"
	echo "hostname r$me" >"$dir/zebra.conf"
	echo >"$dir/vtysh.conf"
	chown -R frr:frr /etc/frr /run/frr
}

stage_frr() {
	local i r
	for r in "${routers[@]}"; do
		# BGP announces an IPv6 address of the interface with the routes. It must not go with the link.
		ip netns exec "$r" sysctl -q net.ipv6.conf.all.keep_addr_on_down=1
	done
	for i in 1 2; do
		ip link add one$i netns r1 type veth peer name two$i netns r2
		ip -n r1 addr add 10.$i.0.1/24 dev one$i
		ip -n r2 addr add 10.$i.0.2/24 dev two$i
		ip -n r1 addr add fd00:$i::1/64 dev one$i nodad
		ip -n r2 addr add fd00:$i::2/64 dev two$i nodad
		ip -n r1 link set one$i up
		ip -n r2 link set two$i up
	done
	for r in 1 2; do
		frr_config $r
		frr_start $r zebra zebra
		[ $r = 2 ] || frr_start $r staticd static
		frr_start $r bgpd bgp
	done
}
# frr_start ROUTER DAEMON CONFIG: starts it; it is there when it has its socket for vtysh.
frr_start() {
	ip netns exec "r$1" "/usr/lib/frr/$2" -d -N "r$1" -f "/etc/frr/r$1/$3.conf" >"/run/play/$2.$1" 2>&1
	happens test -S "/run/frr/r$1/$2.vty"
}

last4() { ip -4 -n r2 route show 10.50.$((ROUTES - 1)).0/24; }
last6() { ip -6 -n r2 route show 2001:db8:50:$((ROUTES - 1))::/64; }
both_ways() { [ "$("$1" | grep -c via)" = 2 ]; }
one_way() { [ "$("$1" | grep -c via)" = 1 ]; }
no_way() { [ -z "$("$1")" ]; }

play_frr() {
	local round last
	for ((round = 0; round < ROUNDS; round++)); do
		for last in last4 last6; do happens both_ways $last; done
		begins frr $round
		# The groups of nexthops lose one.
		ip -n r1 link set one1 down
		for last in last4 last6; do happens one_way $last; done
		vtysh -N r1 -c 'configure terminal' -c 'no ip route 10.50.0.0/24 blackhole'
		happens lacks 10.50.0.0/24 -n r2 route
		# The kernel takes away the routes that are left, and announces only some.
		ip -n r2 link set two2 down
		for last in last4 last6; do happens no_way $last; done
		vtysh -N r1 -c 'configure terminal' -c 'ip route 10.50.0.0/24 blackhole'
		ip -n r2 link set two2 up
		ip -n r1 link set one1 up
	done
	for last in last4 last6; do happens both_ways $last; done
}

end_frr() {
	local pids
	pids=$(cat /run/frr/r?/*.pid)
	# shellcheck disable=SC2086 # numbers
	kill $pids
	happens lacks 10.50. -n r2 route
	# shellcheck disable=SC2086 # numbers
	happens sh -c '! kill -0 "$@"' - $pids
}

### NetworkManager: an Ethernet with routes and a rule, a VLAN on it, and a bridge with a port

profile() {
	local file=/etc/NetworkManager/system-connections/$1.nmconnection
	{
		printf '[connection]\nid=%s\nautoconnect=false\n' "$1"
		cat
	} >"$file"
	chmod 600 "$file"
}

stage_manager() {
	printf '[main]\nno-auto-default=*\n[keyfile]\nunmanaged-devices=*,except:interface-name:nm*\n' \
		>/etc/NetworkManager/conf.d/own.conf
	ip link add nm0 type veth peer name peer0
	ip link add nm1 type dummy
	ip link set peer0 up
	profile lan <<-'END'
		type=ethernet
		interface-name=nm0
		[ipv4]
		method=manual
		address1=10.90.0.2/24,10.90.0.1
		route1=10.91.0.0/16,10.90.0.1,50
		route2=10.92.0.0/16,10.90.0.1
		routing-rule1=priority 500 from 10.90.0.2 table 90
		never-default=true
		[ipv6]
		method=manual
		address1=fd90::2/64
		route1=fd91::/64,fd90::1
	END
	profile tagged <<-'END'
		type=vlan
		interface-name=nm0.7
		[vlan]
		id=7
		parent=nm0
		[ipv4]
		method=manual
		address1=10.93.0.2/24
		[ipv6]
		method=disabled
	END
	profile bridge <<-'END'
		type=bridge
		interface-name=nmbr
		[bridge]
		stp=false
		[ipv4]
		method=manual
		address1=10.94.0.1/24
		[ipv6]
		method=disabled
	END
	profile port <<-'END'
		type=dummy
		interface-name=nm1
		master=nmbr
		slave-type=bridge
	END
	systemctl start NetworkManager.service
}

play_manager() {
	local round
	for ((round = 0; round < ROUNDS; round++)); do
		begins manager $round
		nmcli connection up lan
		nmcli connection up tagged
		nmcli connection up bridge
		nmcli connection up port
		happens has 10.91.0.0/16 route
		happens has 10.90.0.2 rule
		happens has 10.93.0.2 addr
		happens has 'master nmbr' link show nm1
		nmcli connection down port bridge
		nmcli connection down tagged
		nmcli connection down lan
		happens lacks 10.91.0.0/16 route
		happens lacks nmbr link
	done
}
end_manager() { systemctl stop NetworkManager.service; }

### netavark: a bridge of the host with the containers, which then talk to the host

container_json() {
	local n=${1#c}
	cat <<-END
		{"container_id": "$(printf '%064x' "$n")", "container_name": "$1",
		"networks": {"load": {"static_ips": ["10.88.0.1$n", "fd88::1$n"], "interface_name": "eth0"}},
		"network_info": {"load": {"name": "load", "id": "$(printf '%064x' 15)", "driver": "bridge",
		"network_interface": "podman9", "internal": false, "dns_enabled": false, "ipv6_enabled": true,
		"subnets": [{"subnet": "10.88.0.0/24", "gateway": "10.88.0.1"}, {"subnet": "fd88::/64", "gateway": "fd88::1"}],
		"ipam_options": {"driver": "host-local"}}},
		"port_mappings": [{"host_ip": "", "container_port": 80, "host_port": 808$n, "range": 1, "protocol": "tcp"}]}
	END
}

stage_containers() {
	local c
	mkdir -p /run/netavark
	for c in "${containers[@]}"; do
		container_json "$c" >"/run/play/$c.json"
		ip -n "$c" link set lo up
	done
}

# netavark SETUP|TEARDOWN CONTAINER
run_netavark() {
	/usr/lib/podman/netavark --config /run/netavark "$1" "/run/netns/$2" </run/play/"$2.json" ||
		echo "not ok netavark $1 $2 # status $?"
}

play_containers() {
	local round c
	for ((round = 0; round < ROUNDS; round++)); do
		begins containers $round
		for c in "${containers[@]}"; do
			run_netavark setup "$c"
			happens ip netns exec "$c" busybox ping -c 1 -W 1 10.88.0.1
		done
		ip netns exec c1 busybox ping -c 1 10.88.0.12
		for c in "${containers[@]}"; do run_netavark teardown "$c"; done
		happens lacks podman9 link
	done
}
end_containers() { :; }

### `ip -batch`, with all sorts of objects. Two of them change the same namespace.

# batch NUMBER: prints the lines of one round, which end as they began.
batch() {
	local b=$1 i
	echo "link add d$b type dummy
link set d$b up
addr add 10.$b.0.1/16 dev d$b
addr add fd00:$b::1/64 dev d$b
link add br$b type bridge vlan_filtering 1
link add v$b type veth peer name w$b
link set v$b master br$b
link set br$b up
link set v$b up
link set w$b up
nexthop add id ${b}1 via 10.$b.0.2 dev d$b
nexthop add id ${b}2 via 10.$b.0.3 dev d$b
nexthop add id ${b}3 group ${b}1/${b}2
nexthop add id ${b}4 via fd00:$b::2 dev d$b"
	for ((i = 1; i <= 40; i++)); do
		echo "route add 10.$((b + 100)).$i.0/24 via 10.$b.0.2 dev d$b
route add fd01:$b:$i::/64 via fd00:$b::2 dev d$b
neigh replace 10.$b.1.$i lladdr 02:00:00:00:$(printf '%02x:%02x' "$b" $i) dev d$b
addr add 10.$b.2.$i/32 dev d$b
addr add fd00:$b::2:$i/128 dev d$b nodad
rule add priority $((1000 * b + i)) from 10.$b.2.$i table $((100 * b))
route add 10.$((b + 100)).$i.0/24 metric 5 nhid ${b}3
route add fd02:$b:$i::/64 nhid ${b}4
route replace 10.$((b + 100)).$i.0/24 via 10.$b.0.4 dev d$b"
		[ $((i % 5)) != 0 ] || echo "link set d$b mtu $((1300 + i))
link set d$b alias round-$i
nexthop replace id ${b}1 via 10.$b.0.$((i + 4)) dev d$b
link add m$b.$i link d$b type macvlan
link set m$b.$i up
link del m$b.$i"
	done
	for ((i = 1; i <= 40; i++)); do
		echo "route del 10.$((b + 100)).$i.0/24
route del fd01:$b:$i::/64
rule del priority $((1000 * b + i))
neigh del 10.$b.1.$i dev d$b
addr del 10.$b.2.$i/32 dev d$b"
	done
	echo "nexthop del id ${b}1
link set d$b down
link set d$b up
link del d$b
link del br$b
link del v$b"
}

stage_batches() {
	local b
	for b in 1 2 3 4; do batch $b >/run/play/batch$b; done
}

# play_batch NUMBER SPACE
play_batch() {
	local round
	for ((round = 0; round < ROUNDS; round++)); do
		begins "batch$1" $round
		# The kernel announces what follows for each device.
		ip netns exec "$2" sysctl -q net.ipv4.conf.all.forwarding=$((1 - round % 2))
		ip -n "$2" -batch "/run/play/batch$1" || echo "not ok ip -batch $1 # status $?"
	done
}
play_batch1() { play_batch 1 n1; }
play_batch2() { play_batch 2 n2; }
play_batch3() { play_batch 3 n3; }
play_batch4() { play_batch 4 n3; }
