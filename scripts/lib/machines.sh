# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# Functions of the suites that watch a virtual machine while it runs, or take its power.

# until_line PID PATTERN FILE: waits until a line of the file matches. Fails if the process ends before.
until_line() {
	until grep -a -q -e "$2" "$3" 2>/dev/null; do
		kill -0 "$1" 2>/dev/null || { echo "# no line: $2"; return 1; }
		sleep 0.1
	done
}

# pull_plug DISK: kills the QEMU that `scripts/vm --disk DISK` or --system has started.
pull_plug() { kill -9 "$(cat "$1.pid")"; }
