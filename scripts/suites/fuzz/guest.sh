#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The part of scripts/suites/fuzz/run that runs in the virtual machine: runs the fuzzer, and then checks that the
# module still works. Prints TAP. Leaves the kept requests for scripts/vm to fetch.

mkdir -p /root/out
options=$(sed -n 's/.*\bselftest.fuzz=\([^ ]*\).*/\1/p' /proc/cmdline | tr , ' ')
# shellcheck disable=SC2086 # words
./fuzz --corpus corpus --keep /root/out/corpus $options
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

# Without them the fuzzer would send few requests, and nobody would notice.
check 'the options came from the command line' test -n "$options"
check 'status answers' ./netjournal status
# The fuzzer may have switched it off.
check 'configuration can be changed' ./netjournal config note on
check 'a note is taken' ./netjournal note 'after the fuzzer'
# shellcheck disable=SC2016 # the inner shell's
check 'the journal can be read, and ends with the note' \
	sh -c './netjournal log >/tmp/log; s=$?; tail -n 1 /tmp/log; [ $s = 0 ] || [ $s = 3 ]; tail -n 1 /tmp/log | grep -q "after the fuzzer"'
check 'clear works' ./netjournal clear
