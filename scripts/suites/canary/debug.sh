#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# A selftest with the faults that a debug kernel must report. scripts/test-deep fails if one is not reported.
# The order matters, because lockdep switches itself off after the first report.

echo 'TAP version 13'
echo '1..1'
for fault in rcu lock-order sleep use-after-free leak; do
	insmod ./canary.ko fault=$fault && rmmod canary || exit 1
done
echo 'ok 1 done'
