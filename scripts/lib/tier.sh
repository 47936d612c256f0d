# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# Functions of the tiers of tests: scripts/test, scripts/test-matrix, scripts/test-deep. A tier sources this
# file with its name as the argument. Each result is a line "ok NAME" or "not ok NAME # why". The last line
# is "N passed, N failed". A test passes only if it says so.

. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$TOP/scripts/lib/packages.sh"
. "$TOP/scripts/lib/klog.sh"
. "$TOP/scripts/lib/domain.sh"

started=$SECONDS
out=$BUILD/$1
rm -rf "$out"
mkdir -p "$out"
# Read-only, because record() uses it: no function may have another variable of that name.
readonly results=$out/results
: >"$results"
# A tier without jobs has no times.
: >"$out/took"
exec 8>&1

# record <RESULTS: prints the results, and keeps them to be counted at the end. Results of parallel jobs do not
# mix within a line, and an incomplete line does not join the next. If a result cannot be kept, the tier ends.
record() {
	awk 1 | flock "$out/lock" tee -a "$results" >&8 && return
	say "a result could not be kept"
	kill "$$"
	exit 1
}
title() { echo "# $*" >&8; }

# check NAME COMMAND...: records one result, from the exit status of COMMAND. Prints its output if it failed.
check() {
	local name=$1 rc=0 log began
	shift
	log=$(mktemp "$out/check.XXXXXX")
	took_from
	"$@" >"$log" 2>&1 </dev/null || rc=$?
	# A job records its time itself.
	[ "$BASHPID" != "$$" ] || took_until "$name"
	if [ "$rc" = 0 ]; then
		echo "ok $name" | record
	else
		sed 's/^/#   /' "$log" | tail -n 60 >&8
		echo "not ok $name # exit status $rc" | record
		return 1
	fi
}

has_unit_tests() { compgen -G "$TOP/user/tests/test_*.c" >/dev/null; }

# unit_tests WHAT COMMAND...: runs the unit tests (user/tests/run), and records each as a result that begins with WHAT.
unit_tests() {
	local what=$1 log="$out/$1.tap" rc=0 n told
	shift
	"$@" >"$log" 2>&1 </dev/null || rc=$?
	sed -n -E "s/^(not ok|ok)[ \t]+([0-9]+[ \t]*)?(- )?/\1 $what /p" "$log" | record
	n=$(grep -c -E '^(not )?ok[[:space:]]' "$log" || true)
	told=$(awk '/^[0-9]+ passed, [0-9]+ failed$/ { n = $1 + $3 } END { print n + 0 }' "$log")
	if [ "$rc" != 0 ] || [ "$n" = 0 ] || [ "$n" != "$told" ]; then
		grep -v -E '^ok' "$log" | tail -n 40 | sed 's/^/#   /' >&8
		echo "not ok $what tests ran to their end # status $rc, $n results, $told announced" | record
	else
		echo "ok $what tests ran to their end" | record
	fi
}

# sub_tier COMMAND...: runs another tier, and counts its results as results of this one.
sub_tier() {
	local name=${1%/run} log told
	name=${name##*/} log=$out/${name##*/}.log
	# The sub-tier runs in parallel with others.
	JOBS=2 "$@" >"$log" 2>&1 </dev/null || true
	# The sub-tier may have died before it printed the count.
	{ grep -E '^(ok|not ok|skipped|#)' "$log" || true; } | record
	told="$(grep -c '^ok' "$log" || true) passed, $(grep -c '^not ok' "$log" || true) failed"
	if [ "$(tail -n 1 "$log")" != "$told" ]; then
		tail -n 5 "$log" | sed 's/^/#   /' >&8
		echo "not ok $name # it did not reach its end" | record
	fi
}

build_module() {
	local log=$out/build.log
	"$TOP/scripts/kernel" build "$1" 2>&1 | tee "$log" || return 1
	! grep -q 'warning:' "$log"
}

# make_canary KERNEL DIR: empties DIR, and builds a module with deliberate faults for KERNEL in it.
make_canary() {
	local release ko=$BUILD/canary.build/$1
	release=$("$TOP/scripts/kernel" get "$1")
	rm -rf "$2"
	mkdir -p "$2" "$ko"
	cp "$TOP"/scripts/suites/canary/{canary.c,Kbuild} "$ko/"
	make -s -C "$CACHE/kernel/$release/lib/modules/$release/build" M="$ko" \
		CONFIG_DEBUG_INFO_BTF_MODULES= modules
	cp "$ko/canary.ko" "$2/"
	chmod -x "$2/canary.ko"
}

# record_run WHAT <RESULTS: records the results of one run of scripts/run-selftests. If there is none, because
# the run ended early, that is a failure.
record_run() {
	local told
	told=$(cat)
	record <<<"$told"
	grep -q 'machine ended in order' <<<"$told" ||
		echo "not ok $1 # it did not reach its end" | record
}

# processor_seconds FILE: prints the processor seconds in FILE, which `times` has written.
processor_seconds() {
	awk 'NR == 2 { gsub(/[ms]/, " "); printf "%.0f\n", $1 * 60 + $2 + $3 * 60 + $4 }' "$1"
}

# took_from ... took_until NAME: measures the time between the two calls, and adds a line to the file took:
# seconds, processor seconds, NAME.
took_from() {
	began=$EPOCHSECONDS
	times >"$out/times.$BASHPID"
}
took_until() {
	local file=$out/times.$BASHPID before
	before=$(processor_seconds "$file")
	times >"$file"
	printf '%6d %10d  %s\n' $((EPOCHSECONDS - began)) $(($(processor_seconds "$file") - before)) "$1" \
		>>"$out/took"
	rm -f "$file"
}

# took_table: prints where the time went. Everything below two seconds is one line.
took_table() {
	title "  time  processor"
	sort -k 2,2nr -k 1,1nr "$out/took" | awk '
		$1 < 2 && $2 < 2 { n++; s += $1; p += $2; next }
		{ print "# " $0 }
		END { if (n) printf "# %6d %10d  %d others\n", s, p, n }'
}

# job_name COMMAND...: prints the name of a job for the table of times.
job_name() {
	case $1 in
	check) echo "$2" ;;
	selftests_run) echo "selftests on $2" ;;
	unit_tests) echo "$2 tests" ;;
	deep_run) echo "$2 on $3" ;;
	sub_tier)
		set -- "${2%/run}" "${@:3}"
		echo "${*##*/}"
		;;
	*) echo "$*" ;;
	esac
}

# job COMMAND...: runs COMMAND in parallel with other jobs, because emulation and waiting leave processors idle.
# JOBS in the environment limits their number. The file took in the tier's folder has the time of each. finish()
# waits for the jobs. A job that did not reach its end is a failure, because it may not have reported everything.
JOBS=${JOBS:-$(($(nproc) + 2))}
job() {
	local mark
	while [ "$(jobs -rp | wc -l)" -ge "$JOBS" ]; do
		wait -n || true
	done
	mark=$(mktemp "$out/job.XXXXXX")
	echo "$*" >"$mark"
	{
		local began
		took_from
		# A check has already reported its result.
		if [ "$1" = check ]; then "$@" || true; else "$@"; fi
		took_until "$(job_name "$@")"
		rm "$mark"
	} &
}

# `make test` leaves the programs that take more seconds (%seconds in selftests/expected) to `make test-matrix`.
LONGEST_SECONDS=20

# has_long_selftests KERNEL: whether there are such programs. They are built already.
has_long_selftests() {
	[ -n "$("$TOP/scripts/suites/selftests/judge.py" programs "$TOP/selftests/expected" "$1" \
		"$BUILD/selftests/bin" 1/1 "$((LONGEST_SECONDS + 1))-")" ]
}

# selftests PARTS OPTION... -- KERNEL...: starts jobs that run the selftests on each kernel, in PARTS machines,
# with these options of scripts/run-selftests.
selftests() {
	local k i parts=$1 options=()
	shift
	while [ "$1" != -- ]; do
		options+=("$1")
		shift
	done
	shift
	for k; do
		for ((i = 1; i <= parts; i++)); do
			job selftests_run "$k.$i" --kernel "$k" --part "$i/$parts" "${options[@]}"
		done
	done
}

# selftests_run NAME OPTION...: runs one of these machines.
selftests_run() {
	local name=$1
	shift
	"$TOP/scripts/run-selftests" --built "$@" 8>&- </dev/null >"$out/$name.results" 2>&1 || true
	{ echo "# selftests: $name"; cat "$out/$name.results"; } | record_run "selftests $name"
}

# Ends the tier: prints the count, and exits with the status.
finish() {
	local passed failed mark
	wait
	for mark in "$out"/job.??????; do
		[ ! -e "$mark" ] || echo "not ok job: $(cat "$mark") # it did not reach its end" | record
	done
	times >"$out/times"
	passed=$(grep -c '^ok' "$results" || true)
	failed=$(grep -c '^not ok' "$results" || true)
	took_table
	title "$((SECONDS - started)) s, $(($(processor_seconds "$out/times") / 60)) minutes of processors, $(grep -c '^skipped' "$results" || true) skipped; logs in build/${out##*/}"
	if [ "$failed" != 0 ]; then
		title "what failed:"
		grep '^not ok' "$results" | head -n 40 | sed 's/^/#   /'
	fi
	echo "$passed passed, $failed failed"
	[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}
