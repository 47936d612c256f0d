# shellcheck shell=bash disable=SC2034,SC2154 # the sourcing scripts use these
# SPDX-License-Identifier: GPL-2.0
#
# What the scripts know of the module's subject, which is networking. A driver with another subject
# replaces this file. Source lib/common.sh first.

# Programs that every virtual machine has, besides bash, dash, busybox and kmod. The real `ip` is
# among them, because the tests are about what real programs do.
DOMAIN_PROGRAMS=(ip tc bridge ss ifconfig route arp nft iptables-nft iptables-legacy wg ethtool)
DOMAIN_PROGRAM_PACKAGES=(iproute2 net-tools netbase nftables iptables wireguard-tools ethtool)

# Modules that every virtual machine has, if its kernel has them. initramfs.sh adds those that the
# kernel loads by the name of a kind of link or of lightweight tunnel.
DOMAIN_MODULES=(br_netfilter tun ovpn fou fou6 mac802154_hwsim slcan mpls_router
	nf_tables nft_compat nft_ct nft_counter nft_limit nft_log nft_chain_nat nft_masq nf_flow_table_inet
	nft_flow_offload nft_fib_inet nft_reject_inet ip_tables iptable_filter iptable_nat
	xt_addrtype xt_comment xt_conntrack xt_mark xt_MASQUERADE xt_nat xt_tcpudp nf_conntrack_netlink
	xfrm_user esp4 ah4 authenc echainiv seqiv geniv gcm ghash-generic ctr wireguard macsec l2tp_netlink l2tp_eth
	sch_htb sch_tbf sch_codel sch_fq sch_prio sch_netem sch_cake sch_ingress sch_sfq sch_red sch_multiq sch_mqprio
	sch_hfsc sch_drr sch_qfq cls_u32 cls_flower cls_matchall cls_fw cls_basic em_cmp em_meta
	act_gact act_mirred act_police act_skbedit act_vlan act_tunnel_key act_nat act_csum act_pedit act_sample act_simple
	act_connmark act_ct act_mpls ifb
	netlink_diag inet_diag tcp_diag udp_diag unix_diag af_packet_diag ipv6)
DOMAIN_MODULE_ALIASES='rtnl-(link|lwt)-'

# Lines for /etc/modprobe.d, like those of Debian's kmod and systemd. With them, loading bonding, dummy or
# ifb makes no device.
DOMAIN_MODPROBE='options bonding max_bonds=0
options dummy numdummies=0
options ifb numifbs=0'

# More words for the kernel's command line in the selftests. Otherwise the first tunnel of a type makes a link in each
# network namespace, also in those of later tests.
DOMAIN_APPEND='sysctl.net.core.fb_tunnels_only_for_init_net=1'

# Slab caches that are checked for overwrites and use after free in the selftests, besides the
# module's own: the caches of its objects and messages, and of the objects that it points to.
DOMAIN_CACHES='kmalloc-*,skbuff*,net_namespace,ip_fib*,fib6*'

# Files of the module in plain C, which are also built on this machine: a pattern.
DOMAIN_PLAIN_C='kmod/ring.*'

# Packages for building the tool, besides those of every driver's. It can do without them.
DOMAIN_BUILD_PACKAGES='libsqlite3-dev libsystemd-dev'

# The packages of further steps of scripts/setup: clients of others, a compiler with a fuzzer, and building Debian
# packages. Fails if there is no such step.
domain_packages() {
	case $1 in
	interop) echo libnl-utils iproute2 tshark python3 python3-pyroute2 python3-yaml python3-jsonschema ;;
	image) echo e2fsprogs ;;
	install) echo e2fsprogs dpkg-dev ;;
	fuzz) echo clang libclang-rt-dev ;;
	package) packages build; echo dpkg-dev debhelper dh-dkms lintian git fakeroot ;;
	*) return 1 ;;
	esac
}

# Packages and programs of the demo. The demo does not use the hooks and the configuration of Debian's
# DHCP client.
DOMAIN_DEMO_PACKAGES='isc-dhcp-client busybox-static'
DOMAIN_DEMO_CAST=(--add dhclient --add dhclient-script)

### What this driver adds to the tests that every driver has; lib/tier.sh explains `check` and `job`

# make test

# In a copy of the sources, adds includes that point up or out of the core. The check must report them.
canary_arrows() {
	local dir=$out/arrows what said unseen=''
	mkdir -p "$dir"
	(cd "$TOP" && find user kmod -name '*.[ch]' ! -name '*.mod.c' -exec cp --parents -t "$dir" {} +)
	"$TOP/scripts/static/arrows" "$dir" || return
	echo '#include "net/rtnl.h"' >>"$dir/user/journal/reader.c"
	echo '# include <linux/if_link.h>' >>"$dir/user/nl/genl.h"
	echo '#include <net/ip_fib.h>' >>"$dir/kmod/ring.h"
	said=$("$TOP/scripts/static/arrows" "$dir") && return 1
	echo "$said"
	for what in 'user/journal includes user/net/rtnl.h' 'user/nl includes <linux/if_link.h>' 'kmod includes <net/ip_fib.h>'; do
		grep -q -F "$what" <<<"$said" || { echo "no line: $what"; unseen=y; }
	done
	[ -z "$unseen" ] && [ "$(wc -l <<<"$said")" = 3 ]
}

domain_test() {
	job sub_tier "$TOP/scripts/test-new-driver" --quick
	job check 'canary: includes that point up' canary_arrows
	job check 'benchmarks build' make -s -C "$TOP/scripts/bench" O="$BUILD/benchmarks"
}

# make test-matrix

compare() {
	"$TOP/scripts/suites/compare/run" "$1" >"$out/$1.results" 2>&1 8>&- ||
		echo "not ok $1 comparison with ip # it failed" >>"$out/$1.results"
	record <"$out/$1.results"
}

# Fuzzes the decoder with libFuzzer, starting from the corpus of real messages, until this option of libFuzzer ends it.
fuzz_decoder() {
	"$TOP/scripts/setup" fuzz || return
	make -s -C "$TOP/user" fuzz CC=clang FUZZ_LIMIT="$1" O="$BUILD/fuzz-decoder"
}

# walk KERNEL STEPS SEED [OPTION]...: the results of one machine, with these options of the walk.
walk() {
	local told="$out/walk-$1.results"
	"$TOP/scripts/suites/walk/run" --kernel "$1" -- --known known --shrink --steps "$2" --seed "$3" "${@:4}" >"$told" 2>&1 8>&- </dev/null || true
	record_run "$1 walk" <"$told"
}

domain_test_matrix() {
	local k
	# First, because it takes longest.
	job sub_tier "$TOP/scripts/test-new-driver" --matrix
	# Compare list and watch with ip, for every sort of object that a kernel can have.
	for k in 6.1-full newest-full; do
		job compare "$k"
	done
	# A walk that is known to succeed; part_walk looks for those that are not.
	for k in 6.1 newest; do
		job walk "$k" 400 34
	done
	job sub_tier "$TOP/scripts/suites/interop/run"
	job sub_tier "$TOP/scripts/suites/big-endian/run"
	job check 'the picture in README is what the demo shows' "$TOP/scripts/demo/picture" --check
	# Without random input, which libFuzzer cannot repeat even from the same seed: part_fuzz has it. test_mutate has
	# changes of the corpus that are the same each time.
	job check 'the fuzzer of the decoder takes the whole corpus' fuzz_decoder -runs=0
}

# make test-deep

# fuzz OPTION...: one machine; its name is its options.
fuzz() {
	local told="$out/fuzz$*.results"
	"$TOP/scripts/suites/fuzz/run" "$@" >"$told" 2>&1 8>&- ||
		grep -q '^not ok' "$told" || echo "not ok fuzz $* # it failed" >>"$told"
	sed "s/ fuzz\.sh / fuzz.sh $*: /" "$told" | record
}

# Run one after the other, because the second continues with the inputs that the first has kept.
# Some runs also look for leaks.
fuzzers() {
	fuzz --count 190000 --seed "$SEED"
	fuzz --leaks --count 10000 --seed "$SEED"
}

# CI chooses among these parts only: the others have not been run to their end since the hooks replaced the
# sockets.
DOMAIN_CI_PARTS=(daemons situations)
DOMAIN_PARTS=(races storms debug-races fuzz daemons situations load fleet install truth crash walk arm64 new-driver-1 new-driver-2 new-driver-3)

# Short grace periods halve the time; the debug kernel has the usual ones. Runs alone: if other work
# takes the processors, the storms go on for longer and cost more.
part_races() {
	job deep_run races 6.1 --percent 20 --timeout 2400 --append 'SELFTEST_TIMEOUT=2350 rcupdate.rcu_expedited=1' races races_requests
}

part_storms() {
	job deep_run storms newest --percent 30 storm snapshot
	job deep_run storms 6.1 --percent 30 storm snapshot
}

part_debug-races() {
	debug_kernel debug-6.1 || return 0
	job deep_run races debug-6.1 --percent 3 races races_requests
}

part_fuzz() {
	job check 'the decoder is fuzzed for a minute' fuzz_decoder -max_total_time=60
	debug_kernel debug-6.1 || return 0
	job fuzzers
}

# Tests pairs of options, and the lessons.
part_new-driver-1() { job sub_tier "$TOP/scripts/test-new-driver" --combinations 0 11; }
part_new-driver-2() { job sub_tier "$TOP/scripts/test-new-driver" --combinations 12 22; }
part_new-driver-3() { job sub_tier "$TOP/scripts/test-new-driver" --rest; }

part_daemons() { job sub_tier "$TOP/scripts/suites/daemons/run"; }

part_situations() { job sub_tier "$TOP/scripts/suites/situations/run"; }

part_load() { job sub_tier "$TOP/scripts/suites/load/run"; }

part_fleet() { job sub_tier "$TOP/scripts/suites/fleet/run"; }

part_install() { job sub_tier "$TOP/scripts/suites/install/run"; }

part_truth() { job sub_tier "$TOP/scripts/suites/truth/run"; }

part_arm64() {
	check 'selftests build for arm64' "$TOP/scripts/run-selftests" --build --kernel 6.1-arm64 || return 0
	selftests 2 --percent 10 -- 6.1-arm64 6.12-arm64
}

part_crash() {
	job sub_tier "$TOP/scripts/suites/crash/run"
	job sub_tier "$TOP/scripts/suites/powercut/run"
}

part_walk() {
	local k
	for k in 6.1 6.12 newest; do
		job walk "$k" 20000 "$SEED"
	done
}
