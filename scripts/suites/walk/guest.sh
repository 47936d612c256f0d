#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The part of scripts/suites/walk/run that runs in the virtual machine: the walk, and then walks that leave
# out records and must fail. Prints TAP.

# shellcheck disable=SC2046 # words
PATH=$PWD:$PATH ./walk $(sed -n 's/.*\bselftest.walk=\([^ ]*\).*/\1/p' /proc/cmdline | tr , ' ')
n=100

# canary WHAT OPTION...: the walk must fail because of this difference, and for no other reason.
canary() {
	n=$((n + 1))
	name="canary: it is seen that $1"
	shift
	PATH=$PWD:$PATH ./walk --seed 1 --steps 1000 --length 1000 --blame 0 --patience 500 "$@" >/tmp/canary 2>&1
	rc=$?
	if [ $rc = 1 ] && grep -q '^# FAILED' /tmp/canary; then
		echo "ok $n $name"
	else
		echo "# status $rc"
		sed 's/^[^#]/# &/' /tmp/canary | tail -n 20
		echo "not ok $n $name"
	fi
}

canary 'a record of a link is left out' --moment 0 --undo 0 --drop link --nth 10
canary 'a record of an address is left out' --moment 0 --undo 0 --drop addr --nth 10
canary 'a record of a route is left out' --moment 0 --undo 0 --drop route --nth 20
canary 'a record of a neighbour is left out' --moment 0 --undo 0 --drop neigh --nth 3
canary 'a record of a nexthop is left out' --moment 0 --undo 0 --drop nexthop --nth 5
# A walk of few commands has one record of each of these kinds, at least.
for kind in rule fdb vlan mdb mpls mroute xfrm nft; do
	canary "a record of the kind $kind is left out" --moment 0 --undo 0 --commands canaries --settings 0 --drop $kind --nth 1
done
canary 'a record of a sysctl is left out' --moment 0 --undo 0 --commands canaries --settings 0 --drop sysctl --nth 3
canary 'list --at shows another moment' --steps 100 --undo 0 --moment 10 --shift 3
canary 'undo undoes nothing' --steps 300 --moment 0 --undo-print
