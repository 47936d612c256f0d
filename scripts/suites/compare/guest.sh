#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The virtual machine's side of scripts/suites/compare/run: makes the variety, asks `ip` and `netjournal`
# for the same things, and sends all that they say as an archive. Line N of the table is in
# N.ours, and in N.before and N.after, as ip was asked before and after.

mkdir /tmp/out
cd /tmp/out || exit 1
cp /root/compare-list.table table

# Both must hear of every change from the first on; they have heard of the last when they
# tell of the end of w1.
ip -o monitor label link address route rule neigh nexthop >heard.ip 2>&1 &
monitor=$!
netjournal watch -j >heard.ours 2>heard.error &
watch=$!
n=0
until [ "$(awk '$2 == 0 && $4 != "00000000"' /proc/net/netlink | wc -l)" -ge 2 ] || [ $n -ge 100 ]; do
	n=$((n + 1))
	sleep 0.1
done
sleep 1
changes-of-all-kinds >changes 2>&1 || echo "status $?" >>changes
n=0
until { grep -q 'Deleted .* w1' heard.ip && grep -q '"del".*"w1"' heard.ours; } || [ $n -ge 100 ]; do
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

# The words of `ip` are words here: globs in them are for ip.
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
	# Numbers that the decoder has and ip shows with -s only.
	case $kind in route* | neigh*) s=-s ;; *) s= ;; esac
	# shellcheck disable=SC2086 # lists of words
	{
		ask $n.before ip $family $s -j -d $kind show $ip
		ask $n.ours netjournal list -j $family $kind -d $words
		ask $n.after ip $family $s -j -d $kind show $ip
	}
done </root/compare-list.table
tar -c -f - -C /tmp/out .
