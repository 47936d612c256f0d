# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0
#
# What the test programs in shell share; sourced. Each prints "ok N - NAME" or "not ok N - NAME" for
# each test (TAP), and at the end how many there were.

# own_namespace "$@": the rest of the program runs in a network namespace of its own. It hears no
# events of the initial one there. To be called first, because the program begins anew.
own_namespace() {
	[ "${1-}" = inside ] || exec unshare -n "$0" inside
}

export TZ=UTC LC_ALL=C NO_COLOR=1
n=0
# Of the last check.
out=/tmp/$$.out
err=/tmp/$$.err

# result STATUS NAME: one test, which is good if STATUS is 0.
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

# check NAME STATUS PATTERN COMMAND...: the exit status must be STATUS, and a line of the output
# (on stderr where STATUS is 1 or 2) match the extended regular expression, if there is one; of
# errors there is exactly one line, and nothing else is printed.
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
	if [ $rc = "$status" ] && [ "$lines" = 1 ] &&
		{ [ -z "$pattern" ] || grep -qE -e "$pattern" "$where"; }; then
		result 0 "$name"
	else
		echo "# status $rc, wanted $status and /$pattern/ of: $*"
		sed 's/^/#   /' "$out" "$err"
		result 1 "$name"
	fi
}

# waits PID [WHERE]: until the process waits in poll(): a follower listens then, and has told of what
# was there before. Or where the kernel has WHERE in its name. 60 s at most.
waits() {
	i=0
	until grep -q "${2:-poll}" "/proc/$1/wchan" || [ $i -ge 600 ]; do
		i=$((i + 1))
		sleep 0.1
	done
}

# until_in FILE PATTERN: until FILE has a line with PATTERN. 60 s at most.
until_in() {
	i=0
	until grep -q -e "$2" "$1" || [ $i -ge 600 ]; do
		i=$((i + 1))
		sleep 0.1
	done
}

# The end of all tests.
plan() {
	echo "1..$n"
}
