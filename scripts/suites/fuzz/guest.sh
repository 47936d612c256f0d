#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The part of scripts/suites/fuzz/run that runs in the virtual machine: runs the fuzzer, and then checks that the
# module still works. Prints TAP. Leaves the kept requests for scripts/vm to fetch.

# shellcheck disable=SC2046 # words
mkdir -p /root/out
./fuzz --corpus corpus --keep /root/out/corpus $(sed -n 's/.*\bnj.fuzz=\([^ ]*\).*/\1/p' /proc/cmdline | tr , ' ')
n=100

# check NAME COMMAND...
check() {
	name=$1
	shift
	n=$((n + 1))
	if said=$("$@" 2>&1); then
		echo "ok $n $name"
	else
		echo "# status $?: $said" | head -n 20
		echo "not ok $n $name"
	fi
}

check 'status answers' ./netjournal status
# The fuzzer may have switched it off.
check 'configuration can be changed' ./netjournal config note on
check 'a note is taken' ./netjournal note 'after the fuzzer'
# shellcheck disable=SC2016 # the inner shell's
check 'the journal can be read, and ends with the note' \
	sh -c './netjournal log >/tmp/log; s=$?; tail -n 1 /tmp/log; [ $s = 0 ] || [ $s = 3 ]; tail -n 1 /tmp/log | grep -q "after the fuzzer"'
check 'clear works' ./netjournal clear
