#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The part of scripts/suites/compare/run that runs in the virtual machine. Makes the objects, asks `ip`, `tc`,
# `bridge` or `nft`, and `netjournal` for the same things, and sends their output as an archive. For line N of the
# table, N.ours has the output of the tool, and N.before and N.after have that of the other before and after.

mkdir /tmp/out
cd /tmp/out || exit 1
cp /root/compare-list.table table

# Both must receive every change, beginning with the first. They have received the last change when they
# print that w1 is gone.
ip -o monitor label link address route rule neigh nexthop >heard.ip 2>&1 &
monitor=$!
# `ip` does not print the VLANs of bridges.
netjournal watch -j link addr route rule neigh nexthop fdb >heard.ours 2>heard.error &
watch=$!
n=0
until [ "$(awk '$2 == 0 && $4 != "00000000"' /proc/net/netlink | wc -l)" -ge 2 ] || [ $n -ge 600 ]; do
	n=$((n + 1))
	sleep 0.1
done
sleep 1
changes-of-all-kinds >changes 2>&1 || echo "status $?" >>changes
n=0
until { grep -q 'Deleted .* w1' heard.ip && grep -q '"del".*"w1"' heard.ours; } || [ $n -ge 600 ]; do
	n=$((n + 1))
	sleep 0.1
done
kill $monitor $watch
wait $watch || echo "status $?" >>heard.error

variety >made 2>&1 || echo "status $?" >>made

ask() {
	to=$1
	shift
	"$@" >"$to" 2>"$to.error" || echo "status $?: $*" >>"$to.error"
}

# theirs FILE KIND FAMILY WORD...: asks the program that has this kind.
# shellcheck disable=SC2086 # $family can be nothing
theirs() {
	to=$1 what=$2 family=$3
	shift 3
	# ip and bridge print some numbers of the decoder only with -s.
	case $what in
	tc) ask "$to" tc -j qdisc show "$@" ;;
	class) ask "$to" tc -j class show "$@" ;;
	filter) ask "$to" tc -j filter show "$@" ingress ;;
	chain) ask "$to" tc -j chain show "$@" ingress ;;
	u32) ask "$to" tc -j filter show "$@" parent 1: ;;
	fdb) ask "$to" bridge -s -j fdb show "$@" ;;
	mdb) ask "$to" bridge -d -s -j mdb show "$@" ;;
	vlan) ask "$to" bridge -d -j vlan show "$@" ;;
	options) ask "$to" bridge -j vlan global show "$@" ;;
	nft) ask "$to" nft -j list ruleset ;;
	mpls) ask "$to" ip -j -M route show "$@" ;;
	netconf) ask "$to" ip $family -j netconf show "$@" ;;
	route | neigh) ask "$to" ip $family -s -j -d $what show "$@" ;;
	*) ask "$to" ip $family -j -d $what show "$@" ;;
	esac
}

# Split the words of the command for `ip`, but do not expand globs in them.
set -f
n=0
while IFS='|' read -r kind family words ip; do
	n=$((n + 1))
	case $kind in "#"*) continue ;; esac
	kind=${kind#\?}
	kind=${kind% }
	case $ip in
	*[!\ ]*) ;;
	*) ip=$words ;;
	esac
	case $ip in *@*) ip= ;; esac
	# Kinds that have other words in `list`.
	case $kind in
	class) ours='tc class' ;;
	chain) ours='tc chain' ;;
	filter | u32) ours='tc filter' ;;
	options) ours='vlan global' ;;
	netconf) ours='sysctl' ;;
	*) ours=$kind ;;
	esac
	# shellcheck disable=SC2086 # lists of words
	theirs $n.before "$kind" "$family" $ip
	# shellcheck disable=SC2086
	ask $n.ours netjournal list -j $family $ours -d $words
	# shellcheck disable=SC2086
	theirs $n.after "$kind" "$family" $ip
done </root/compare-list.table
tar -c -f - -C /tmp/out .
