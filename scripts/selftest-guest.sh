#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The virtual machine's side of scripts/run-selftests: loads the module, runs each program of
# /root/selftests, unloads the module, and then tells of the kernel's state. What it prints is
# judged outside; lines of its own start with @. Arguments: the programs to run (default all).

namespaces() {
	awk '$1 == "net_namespace" { print $2; found = 1 } END { if (!found) print "?" }' /proc/slabinfo
}

# settled WANTED: waits for namespaces that are on their way out.
settled() {
	n=0
	while [ "$(namespaces)" != "$1" ] && [ $n -lt 50 ]; do
		n=$((n + 1))
		sleep 0.2
	done
	namespaces
}

cd /root/selftests || exit 1
[ $# -gt 0 ] || set -- *
before=$(namespaces)
if modprobe netjournal; then
	echo "@loaded yes"
else
	echo "@loaded no"
fi

for program; do
	echo "@begin $program"
	timeout -k 5 "${SELFTEST_TIMEOUT:-300}" "./$program" </dev/null 2>&1
	rc=$?
	echo
	echo "@end $program $rc"
done

# What cannot be unloaded is still in use. A namespace that is being taken down may hold it.
n=0
while grep -q '^netjournal ' /proc/modules && [ $n -lt 25 ]; do
	rmmod netjournal 2>/run/rmmod && break
	n=$((n + 1))
	sleep 0.2
done
if grep -q '^netjournal ' /proc/modules; then
	echo "@unloaded no: $(cat /run/rmmod)"
else
	echo "@unloaded yes"
fi
echo "@namespaces $before $(settled "$before")"
if [ -e /proc/lockdep_stats ]; then
	echo "@debug_locks $(sed -n 's/^ *debug_locks: *//p' /proc/lockdep_stats)"
fi
echo "@taint $(cat /proc/sys/kernel/tainted)"
echo "@done"
