#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The part of scripts/suites/compare/run that runs in the virtual machine. Makes the objects, asks `ip` and
# `netjournal` for the same things, and sends their output as an archive. For line N of the table, N.ours has
# the output of the tool, and N.before and N.after have that of ip before and after.

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

# Split the words of the command for `ip`, but do not expand globs in them.
set -f
n=0
while IFS='|' read -r kind family words ip; do
	n=$((n + 1))
	case $kind in "#"*) continue ;; esac
	kind=${kind#\?}
	case $ip in
	*[!\ ]*) ;;
	*) ip=$words ;;
	esac
	case $ip in *@*) ip= ;; esac
	# ip prints some numbers of the decoder only with -s.
	case $kind in route* | neigh*) s=-s ;; *) s= ;; esac
	# shellcheck disable=SC2086 # lists of words
	if [ "${kind% }" = tc ]; then
		ask $n.before tc -j qdisc show $ip
		ask $n.ours netjournal list -j tc $words
		ask $n.after tc -j qdisc show $ip
	else
		ask $n.before ip $family $s -j -d $kind show $ip
		ask $n.ours netjournal list -j $family $kind -d $words
		ask $n.after ip $family $s -j -d $kind show $ip
	fi
done </root/compare-list.table
tar -c -f - -C /tmp/out .
