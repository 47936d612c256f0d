# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0
#
# What the test programs in shell share; sourced. Each runs in a network namespace of its own,
# and says "ok N - NAME" or "not ok N - NAME" for each test (TAP), and at the end how many.

if [ "${1-}" != inside ]; then
	exec unshare -n "$0" inside
fi
export TZ=UTC LC_ALL=C NO_COLOR=1
n=0

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

# waits PID [WHERE]: until the process waits in poll(): a follower listens then, and has told of what
# was there before. Or where the kernel has WHERE in its name. 60 s at most.
waits() {
	i=0
	until grep -q "${2:-poll}" "/proc/$1/wchan" || [ $i -ge 600 ]; do
		i=$((i + 1))
		sleep 0.1
	done
}

# The end of all tests.
plan() {
	echo "1..$n"
}
