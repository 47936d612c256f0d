# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# What the tiers of tests share: scripts/test, scripts/test-matrix ... Sourced, with the
# tier's name as its argument. Each result is a line, "ok NAME" or "not ok NAME # why"; the last
# line is "N passed, N failed". Nothing counts as passed that did not say so.

. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

started=$SECONDS
out=$BUILD/$1
rm -rf "$out"
mkdir -p "$out"
results=$out/results
: >"$results"
exec 8>&1

# Shown, and counted at the end.
record() { tee -a "$results" >&8; }
title() { echo "# $*" >&8; }

# check NAME COMMAND...: one result, from the exit status; the output is shown if it failed.
check() {
	local name=$1 rc=0 log
	shift
	log=$(mktemp "$out/check.XXXXXX")
	"$@" >"$log" 2>&1 </dev/null || rc=$?
	if [ "$rc" = 0 ]; then
		echo "ok $name" | record
	else
		sed 's/^/#   /' "$log" | tail -n 60 >&8
		echo "not ok $name # exit status $rc" | record
		return 1
	fi
}

# domain: functions
# The decoder under libFuzzer for so many seconds, from the corpus of real messages.
fuzz_decoder() {
	"$TOP/scripts/setup" fuzz
	make -s -C "$TOP/user" fuzz CC=clang FUZZ_TIME="$1" O="$BUILD/fuzz"
}
# end of domain

# sub_tier COMMAND...: the results of another tier count as results of this one.
sub_tier() {
	local log=$out/${1##*/}.log
	"$@" >"$log" 2>&1 </dev/null || true
	grep -E '^(ok|not ok|skipped|#)' "$log" | record
	if ! tail -n 1 "$log" | grep -qE '^[0-9]+ passed, [0-9]+ failed$'; then
		tail -n 5 "$log" | sed 's/^/#   /' >&8
		echo "not ok ${1##*/} # it did not come to its end" | record
	fi
}

build_module() {
	local log=$out/build.log
	"$TOP/scripts/kernel" build "$1" 2>&1 | tee "$log" || return 1
	! grep -q 'warning:' "$log"
}

# The machines run side by side: emulation leaves a core idle more often than not.
selftests() {
	local k
	for k; do
		"$TOP/scripts/run-selftests" --built --kernel "$k" --cpus 2 8>&- >"$out/$k.results" 2>&1 &
	done
	wait
	for k; do
		title "selftests on $k"
		record <"$out/$k.results"
		[ -s "$out/$k.results" ] || echo "not ok $k selftests # nothing was heard of them" | record
	done
}

# The end of the tier: the count, and its exit status.
finish() {
	local passed failed
	passed=$(grep -c '^ok' "$results" || true)
	failed=$(grep -c '^not ok' "$results" || true)
	title "$((SECONDS - started)) s, $(grep -c '^skipped' "$results" || true) skipped; logs in build/${out##*/}"
	if [ "$failed" != 0 ]; then
		title "what failed:"
		grep '^not ok' "$results" | head -n 40 | sed 's/^/#   /'
	fi
	echo "$passed passed, $failed failed"
	[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}
