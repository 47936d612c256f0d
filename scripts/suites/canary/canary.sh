#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# A selftest with deliberate faults of every sort that a test run must notice. scripts/test runs it in its own
# machine, and fails if a fault is not reported.

ip netns add left-behind
sleep 1000 >/dev/null 2>&1 &
echo '<4>WARNING: CPU: 0 PID: 1 at canary.sh (a deliberate one)' >/dev/kmsg
# Leaves an object in a cache, and then writes past the end of its memory.
insmod ./canary.ko fault=cache && rmmod canary
insmod ./canary.ko
echo 'TAP version 13'
echo '1..4'
echo 'ok 1 good'
echo 'not ok 2 bad'
echo 'ok 3 skipped # SKIP for no good reason'
echo 'ok 4 unheard-of'
exit 0
