#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# What root of a container, which has its own user and network namespaces, sees of each kind: what is in its
# own network namespace, and nothing of the host's. The host's journal has nothing of the container. Runs in
# its own network namespace, which stands for the host's.

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"

# A kind, a command that makes a record of it, and what is in the record. @d is the name of a device, and @n a
# number, which differ between the host and the container. A kind whose command is "-" is tested elsewhere: what
# a program in shell cannot make (mroute: mroute.c), and what belongs to a namespace by its nature.
rows() {
	cat <<'ROWS'
note|netjournal note mark-@d|mark-@d
link|ip link add @d type dummy|@d
addr|ip addr add 10.@n.0.1/24 dev @d|10[.]@n[.]0[.]1
route|ip link set @d up; ip route add 10.@n.1.0/24 dev @d|10[.]@n[.]1[.]0
rule|ip rule add pref 770@n lookup 100|770@n
neigh|ip neigh add 10.@n.0.9 lladdr 02:00:00:00:00:09 dev @d nud permanent|10[.]@n[.]0[.]9
nexthop|ip nexthop add id 880@n blackhole|id 880@n
nft|nft add table inet t@n|inet t@n
xfrm|ip xfrm policy add src 10.@n.2.0/24 dst 10.0.0.0/8 dir in action block|10[.]@n[.]2[.]0
ethtool|ethtool -K @d tso off|@d
request|ip link add wg@n type wireguard; wg set wg@n listen-port 5@n0|wg@n
sysctl|echo 2 >/proc/sys/net/ipv4/conf/@d/rp_filter|@d.rp_filter
vlan|ip link add br@n type bridge vlan_filtering 1; ip link set @d master br@n; bridge vlan add vid 1@n dev @d|1@n dev @d
fdb|bridge fdb add 02:aa:00:00:00:@n dev @d master static|02:aa:00:00:00:@n
mdb|ip link set br@n up; bridge mdb add dev br@n port @d grp 239.1.1.@n permanent|239[.]1[.]1[.]@n
mpls|echo 110000 >/proc/sys/net/mpls/platform_labels; ip -M route add 1000@n dev lo|1000@n
tc|tc qdisc add dev @d root tbf rate @nmbit burst 4096 latency 9ms|dev @d .*tbf
mroute|-|
config|-|
netns|-|
ROWS
}

# fill TEXT DEVICE NUMBER
fill() { echo "$1" | sed "s/@d/$2/g; s/@n/$3/g"; }

# change_all DEVICE NUMBER FOLDER: makes a record of each kind, and writes into a file for each kind all that can
# be seen of it.
change_all() {
	mkdir -p "$3"
	ip link set lo up
	rows | while IFS='|' read -r kind command _; do
		[ "$command" = - ] || sh -c "$(fill "$command" "$1" "$2")" >"$3/$kind.said" 2>&1 </dev/null
	done
	rows | while IFS='|' read -r kind _; do
		{
			netjournal log -v -o full "$kind"
			netjournal log -v -j --all-netns "$kind"
			netjournal list "$kind"
			netjournal blame "$kind"
		} >"$3/$kind" 2>&1 </dev/null
	done
}

if [ "${1-}" = container ]; then
	change_all cont0 42 /tmp/container.in
	exit
fi
own_namespace "$@"
modprobe -a bridge mpls_router nf_tables xfrm_user wireguard dummy sch_tbf
change_all host0 41 /tmp/container.host
unshare -Urn "$0" container
# Afterwards, so that the host could have seen the container.
netjournal log -v -o full >/tmp/container.after 2>&1

# sees FILE DEVICE NUMBER PATTERN: whether this side has seen what it made. A time or an instance can have any digits.
sees() { grep -qE "(^|[^0-9])($(fill "$4" "$2" "$3"))([^0-9]|\$)" "$1"; }

rows | grep -v '|-|' >/tmp/container.rows
while IFS='|' read -r kind command pattern; do
	sees /tmp/container.host/"$kind" host0 41 "$pattern" || sed 's/^/# /' "/tmp/container.host/$kind.said"
	succeeds "$kind: the host sees its own" sees /tmp/container.host/"$kind" host0 41 "$pattern"
	sees /tmp/container.in/"$kind" cont0 42 "$pattern" || sed 's/^/# /' "/tmp/container.in/$kind.said" "/tmp/container.in/$kind"
	succeeds "$kind: the container sees its own" sees /tmp/container.in/"$kind" cont0 42 "$pattern"
	if sees /tmp/container.in/"$kind" host0 41 "$pattern" || sees /tmp/container.after cont0 42 "$pattern"; then
		result 1 "$kind: neither sees the other's"
	else
		result 0 "$kind: neither sees the other's"
	fi
done </tmp/container.rows

# A new kind needs a row.
netjournal status -j | grep -o '"kind":"[a-z]*"' | sed 's/.*:"//; s/"//' | sort -u >/tmp/container.kinds
rows | cut -d'|' -f1 | sort >/tmp/container.known
succeeds 'there are kinds' test -s /tmp/container.kinds
succeeds 'each kind has a row' sh -c '! comm -23 /tmp/container.kinds /tmp/container.known | grep .'
plan
