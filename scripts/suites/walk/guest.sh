#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The part of scripts/suites/walk/run that runs in the virtual machine: the walk, and then walks that leave
# out one record and must fail. Prints TAP.

# shellcheck disable=SC2046 # words
PATH=$PWD:$PATH ./walk $(sed -n 's/.*\bselftest.walk=\([^ ]*\).*/\1/p' /proc/cmdline | tr , ' ')
n=100

# canary KIND NTH OBJECT: the walk must fail because of this difference, and for no other reason.
canary() {
	n=$((n + 1))
	name="canary: it is seen that a record of $3 is left out"
	./walk --seed 1 --steps 400 --length 400 --blame 0 --patience 500 --drop "$1" --nth "$2" >/tmp/canary 2>&1
	rc=$?
	if [ $rc = 1 ] && grep -q '^# FAILED' /tmp/canary; then
		echo "ok $n $name"
	else
		echo "# status $rc"
		sed 's/^[^#]/# &/' /tmp/canary | tail -n 20
		echo "not ok $n $name"
	fi
}

canary link 30 'a link'
canary addr 10 'an address'
canary route 20 'a route'
canary rule 3 'a rule'
canary neigh 3 'a neighbour'
canary nexthop 5 'a nexthop'
