#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The part of scripts/suites/load/run that runs in the virtual machine, as a service of systemd. FRR, NetworkManager,
# netavark and `ip -batch` work at the same time, while `listen` saves what the kernel announces, and a probe of
# tracefs notes which task calls the function that announces it. All that they have seen, and the journals, go to
# /root/out, where judge.py compares them. Prints "not ok ..." if something did not work, and last "end of load".

cd /root || exit 1
export TZ=UTC NO_COLOR=1 NETAVARK_FW=iptables
out=/root/out
tracing=/sys/kernel/tracing
# The namespaces: of FRR, of containers, and of `ip -batch`. NetworkManager is in that of the host.
routers=(r1 r2)
containers=(c1 c2)
batches=(n1 n2 n3)
spaces=(host "${routers[@]}" "${containers[@]}" "${batches[@]}")
plays=(frr manager containers batch1 batch2 batch3 batch4)
ROUNDS=3	# of all
ROUTES=120	# of FRR, of each version of IP
mkdir -p $out /run/play

# happens COMMAND: waits for it to succeed, for as long as a busy machine can need. Once something has not happened,
# nobody waits any more.
happens() {
	local end=$((SECONDS + 240))
	until "$@" >/dev/null 2>&1; do
		[ ! -e /run/play/vain ] || return 1
		if [ "$SECONDS" -ge $end ]; then
			touch /run/play/vain
			echo "not ok it happened # waited in vain for: $*"
			return 1
		fi
		sleep 0.3
	done
}
# shellcheck source=scripts/lib/ask.sh
. ./ask.sh
# in_space SPACE COMMAND...
in_space() {
	if [ "$1" = host ]; then "${@:2}"; else ip netns exec "$@"; fi
}

# begins PLAY ROUND: waits until all are there, so that each round is one of all at once.
begins() {
	touch "/run/play/at.$1.$2"
	happens all_begin "$2"
}
all_begin() {
	local there=(/run/play/at.*."$1")
	[ ${#there[@]} = ${#plays[@]} ]
}

# shellcheck source=scripts/suites/load/plays.sh
. ./plays.sh

### The witnesses

start_probe() {
	local function=netlink_broadcast data net protocol ns inode
	# Newer kernels announce everything through this one.
	! grep -q ' netlink_broadcast_filtered$' /proc/kallsyms || function=netlink_broadcast_filtered
	{ read -r data; read -r net; read -r protocol; read -r ns; read -r inode; } < <(offsets \
		sk_buff.data sock_common.skc_net sock.sk_protocol net.ns ns_common.inum)
	echo 16384 >$tracing/buffer_size_kb
	echo mono >$tracing/trace_clock
	echo 1 >$tracing/options/record-tgid
	{
		echo "p:load/say $function protocol=+$protocol(\$arg1):u16 space=+$((ns + inode))(+$net(\$arg1)):u32" \
			"group=\$arg4:u32 comm=\$comm message=+0(+$data(\$arg2)):x64[6]"
		echo "r64:load/said $function"
	} >$tracing/kprobe_events || echo "not ok the probe is set"
	echo 1 >$tracing/events/load/enable
}

stop_probe() {
	echo 0 >$tracing/events/load/enable
	cat $tracing/trace >$out/trace
	cat $tracing/kprobe_profile >$out/probe
	grep -H . $tracing/per_cpu/cpu*/stats | sed 's#.*per_cpu/##' >$out/trace.stats
}

mark() {
	local space
	for space in "${spaces[@]}"; do in_space "$space" ip link add "$1" type dummy; done
}
marked() {
	local space
	for space in "${spaces[@]}"; do grep -q -a "$1" "$out/$space.raw" || return; done
}

for space in "${spaces[@]:1}"; do ip netns add "$space"; done
for space in "${spaces[@]}"; do
	echo "$space $(in_space "$space" stat -L -c %i /proc/self/ns/net)"
done >$out/spaces
listen $out "${spaces[@]}" 2>$out/listen.err &
listener=$!
happens test -e $out/ready
start_probe
mark zzbegin

parts=(frr manager containers batches)
for part in "${parts[@]}"; do
	echo "# $SECONDS s: prepares $part"
	"stage_$part" >"$out/stage-$part.log" 2>&1
done
running=()
for play in "${plays[@]}"; do
	echo "# $SECONDS s: plays $play"
	"play_$play" >"$out/play-$play.log" 2>&1 &
	running+=($!)
done
wait "${running[@]}"
[ ! -e /run/play/vain ] || for space in "${spaces[@]}"; do
	in_space "$space" sh -c 'ip addr; ip -4 route; ip -6 route; ip nexthop'
done >$out/vain 2>&1
for part in "${parts[@]:0:3}"; do
	echo "# $SECONDS s: ends $part"
	"end_$part" >"$out/end-$part.log" 2>&1
done
# The second mark shows that nothing is on its way any more that comes before the first.
mark zzend
mark zzlast
happens marked zzlast
kill $listener
wait $listener || echo "not ok the listener lost nothing # status $?: $(head -n 1 $out/listen.err)"
stop_probe
for space in "${spaces[@]}"; do
	in_space "$space" netjournal save "$out/$space.db" >$out/save.err 2>&1 ||
		echo "not ok the journal of $space is saved # $(head -n 1 $out/save.err)"
done
grep -h '^not ok' $out/*.log
echo 'end of load'
