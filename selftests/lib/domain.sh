# shellcheck shell=sh disable=SC2119,SC2120 # the tests that source this pass words
# SPDX-License-Identifier: GPL-2.0
#
# What shell tests need to know of the journal. Source tap.sh first.

# last [WORD...]: prints the number of the last record that `log` finds. now: of the last record.
last() {
	netjournal log -j -n 1 "$@" | sed -n 's/.*"seq":\([0-9]*\).*/\1/p'
}
now() {
	last
}
