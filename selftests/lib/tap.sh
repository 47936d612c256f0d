# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0
#
# Functions that the test programs in shell share. They source this file. Each program prints "ok N -
# NAME" or "not ok N - NAME" for each test (TAP), and at the end the number of tests.

# own_namespace "$@": the rest of the program runs in its own network namespace, where it hears no
# events of the initial one. Call it first, because the program starts again.
own_namespace() {
	[ "${1-}" = inside ] || exec unshare -n "$0" inside
}

# initial COMMAND...: runs it in the initial network namespace. (busybox prefers an ip of its own to the
# one on PATH.)
initial() {
	program=$(command -v "$1")
	shift
	nsenter -t 1 -n "$program" "$@"
}

export TZ=UTC LC_ALL=C NO_COLOR=1
n=0
# The output of the last check.
out=/tmp/$$.out
err=/tmp/$$.err

# result STATUS NAME: reports one test, which has passed if STATUS is 0.
result() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

# succeeds NAME COMMAND...
succeeds() {
	name=$1
	shift
	"$@"
	result $? "$name"
}

# check NAME STATUS PATTERN COMMAND...: the exit status must be STATUS. If PATTERN is not empty, a
# line of the output must match this extended regular expression ('^$': prints nothing, or an empty line).
# If STATUS is 1 or 2, the output is that on stderr: it must be exactly one line, and nothing else may be
# printed.
check() {
	name=$1 status=$2 pattern=$3
	shift 3
	rc=0
	"$@" >"$out" 2>"$err" </dev/null || rc=$?
	where=$out
	lines=1
	case $status in
	1 | 2) where=$err lines=$(wc -l <"$err")$(cat "$out") ;;
	esac
	[ -s "$where" ] || echo >"$where"
	if [ $rc = "$status" ] && [ "$lines" = 1 ] &&
		{ [ -z "$pattern" ] || grep -qE -e "$pattern" "$where"; }; then
		result 0 "$name"
	else
		echo "# status $rc, wanted $status and /$pattern/ of: $*"
		sed 's/^/#   /' "$out" "$err"
		result 1 "$name"
	fi
}

# prints NAME STATUS PATTERN COMMAND...: the same, if the status 1 or 2 is no error: the output is that on stdout.
prints() {
	name=$1 status=$2 pattern=$3
	shift 3
	rc=0
	"$@" >"$out" 2>"$err" </dev/null || rc=$?
	[ $rc = "$status" ] && grep -qE -e "$pattern" "$out"
	rc=$?
	[ $rc = 0 ] || sed 's/^/#   /' "$out" "$err"
	result $rc "$name"
}

# waits PID [WHERE]: waits until the process sleeps in poll(). A follower then listens, and has
# printed what was there before. With WHERE: until it sleeps in a kernel function whose name contains
# WHERE. Waits 60 s at most.
waits() {
	i=0
	until grep -q "${2:-poll}" "/proc/$1/wchan"; do
		if [ ! -e "/proc/$1" ]; then
			echo "# process $1 has ended"
			return
		fi
		if [ $i -ge 600 ]; then
			echo "# process $1 does not wait: $(grep State "/proc/$1/status")"
			sed 's/^/#   /' "/proc/$1/stack"
			return
		fi
		i=$((i + 1))
		sleep 0.1
	done
}

# until_in FILE PATTERN: waits until FILE has a line with PATTERN, 60 s at most.
until_in() {
	i=0
	until grep -q -e "$2" "$1" || [ $i -ge 600 ]; do
		i=$((i + 1))
		sleep 0.1
	done
}

# unload MODULE: removes the module, which a dump may hold. Waits 30 s at most.
unload() {
	i=0
	until rmmod "$1" 2>/dev/null || [ $i -ge 300 ]; do
		i=$((i + 1))
		sleep 0.1
	done
}

# skips WHY NAME...: reports tests that this kernel cannot run.
skips() {
	why=$1
	shift
	for name; do
		n=$((n + 1))
		echo "ok $n - $name # SKIP $why"
	done
}

# The end of all tests.
plan() {
	echo "1..$n"
}
