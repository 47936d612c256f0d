#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The virtual machine's side of scripts/run-selftests: loads the module, runs each program of /root/selftests,
# unloads the module, and then prints the state of the kernel. judge.py on the host judges the output; lines of this
# script start with @. Arguments: the module, and the programs to run (default all).

# Shrinking the cache makes KASAN release the freed objects that it holds back.
namespaces() {
	[ ! -w /sys/kernel/slab/net_namespace/shrink ] || echo 1 >/sys/kernel/slab/net_namespace/shrink
	awk '$1 == "net_namespace" { n = $2 } END { print n + 0 }' /proc/slabinfo
}

# settle WANTED: waits until at most WANTED namespaces exist, 60 s at most. The kernel frees the last ones only when it
# destroys the next one, so this makes and deletes one more, also before the first count. Clean-up can take seconds. Thus
# it makes the next one later each time: another one before the last is gone would keep the number up.
settle() {
	n=0 pause=5 next=0
	while [ "$n" = 0 ] || { [ "$(namespaces)" -gt "$1" ] && [ $n -lt 300 ]; }; do
		if [ "$n" = "$next" ]; then
			ip netns add flush && ip netns del flush
			next=$((n + pause)) pause=$((pause * 2))
		fi
		n=$((n + 1))
		sleep 0.2
	done
}

# Prints the module's caches that remain, as "NAME OBJECTS ...". The kernel destroys an empty cache. A cache that is
# not empty remains (up to Linux 6.6), or is reported in the log (later).
caches() { awk -v module="$module" 'index($1, module) == 1 { print $1, $2 }' /proc/slabinfo | paste -s -d ' '; }

# The processes that are known: those before the first program, and those that were reported.
known=" $(cd /proc && echo [0-9]*) "

# left_over PROGRAM: reports each process that PROGRAM has left behind. (Kernel threads have no exe. The timeout of
# busybox becomes the program; a child of it keeps the time, and notices within a second that the program has ended.)
left_over() {
	for process in /proc/[0-9]*; do
		case $known in *" ${process#/proc/} "*) continue ;; esac
		[ -e "$process/exe" ] || continue
		# It may end at this moment.
		line=$({ tr '\0' ' ' <"$process/cmdline"; } 2>/dev/null)
		case $line in '' | "timeout -k 5 "*) continue ;; esac
		known="$known${process#/proc/} "
		echo "@left_over $1 $line"
	done
}

# Prints what programs could change for those after them: one thing a line.
world() {
	find /sys/class/net /run/netns -mindepth 1 -maxdepth 1 2>/dev/null
	ip -o address show
	find /sys/fs/cgroup -mindepth 1 -type d
	grep . /sys/fs/cgroup/cgroup.subtree_control "/sys/module/$module/parameters/"* 2>/dev/null
}

# changed PROGRAM: reports what PROGRAM has changed and not put back.
changed() {
	world >/run/world.now
	diff /run/world /run/world.now | sed -n "s/^\([<>]\) /@changed $1 \1 /p"
	mv /run/world.now /run/world
}

kmemleak=/sys/kernel/debug/kmemleak

# Leaked memory is found when it is some seconds old and two scans agree.
leaks() {
	grep -q -w kmemleak=off /proc/cmdline && { echo "@leaks off"; return; }
	[ -e $kmemleak ] || { echo "@leaks absent"; return; }
	for _ in 1 2 3; do
		echo scan >$kmemleak || { echo "@leaks unknown: it was switched off"; return; }
		sleep 5
	done
	echo "@leaks $(grep -c '^unreferenced object' $kmemleak)"
	sed 's/^/# /' $kmemleak | head -n 200
}

cd /root/selftests || exit 1
module=$1
shift
if [ $# -eq 0 ]; then
	for f in *; do
		[ ! -x "$f" ] || set -- "$@" "$f"
	done
fi
settle 1
before=$(namespaces)
# Memory that the kernel has leaked by now is not a fault of the module.
{ echo scan >$kmemleak && echo clear >$kmemleak; } 2>/dev/null
# For tests of namespaces that are older than the module.
ip netns add early
if modprobe "$module"; then
	echo "@loaded yes"
else
	echo "@loaded no"
fi

world >/run/world
for program; do
	[ -x "./$program" ] || continue
	echo "@begin $program"
	started=$(cut -d ' ' -f 1 /proc/uptime)
	# Mounts end with the program.
	timeout -k 5 "${SELFTEST_TIMEOUT:-300}" unshare -m "./$program" </dev/null 2>&1
	rc=$?
	echo
	echo "@end $program $rc"
	left_over "$program"
	changed "$program"
	# A file of one program must not be in the way of the next one.
	rm -rf /tmp/*
	echo "@time $program $started $(cut -d ' ' -f 1 /proc/uptime)"
done

ip netns del early

# A module that cannot be unloaded is still in use, perhaps by a namespace that is ending.
n=0
while grep -q "^$module " /proc/modules && [ $n -lt 300 ]; do
	rmmod "$module" 2>/run/rmmod && break
	n=$((n + 1))
	sleep 0.2
done
if grep -q "^$module " /proc/modules; then
	echo "@unloaded no: $(cat /run/rmmod)"
else
	echo "@unloaded yes"
fi
echo "@caches_left $(caches)"
# The counts of a module that was built with GCOV_PROFILE=y remain after it is unloaded.
find /sys/kernel/debug/gcov -name '*.gcda' 2>/dev/null | while read -r counts; do
	copy=/root/out/${counts#/sys/kernel/debug/gcov/}
	mkdir -p "${copy%/*}"
	cat "$counts" >"$copy"
done
settle "$before"
echo "@namespaces $before $(namespaces)"
leaks
if [ -e /proc/lockdep_stats ]; then
	echo "@debug_locks $(sed -n 's/^ *debug_locks: *//p' /proc/lockdep_stats)"
fi
echo "@taint $(cat /proc/sys/kernel/tainted)"
echo "@done"
