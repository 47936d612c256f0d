#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Writes to sysctls of networking: who wrote what, the value before and after, what is not a change, what
# follows for other devices, whose namespace it is, and what is secret.

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
own_namespace "$@"

sys=/proc/sys/net

# records NAME PATTERN WORDS: the log with these WORDS has a line with PATTERN.
records() {
	# shellcheck disable=SC2086 # several words
	check "$1" 0 "$2" netjournal log -v $3
}

# last: the number of the newest record.
last() {
	netjournal log -v | sed -n '$s/.*#//p'
}

# nothing NAME COMMAND: the command makes no record of a sysctl.
nothing() {
	before=$(netjournal log -v sysctl | wc -l)
	sh -c "$2" 2>/dev/null
	succeeds "$1" test "$(netjournal log -v sysctl | wc -l)" = "$before"
}

ip link set lo up
ip link add d0 type dummy
ip link add d0.10 link d0 type vlan id 10
echo 0 >$sys/ipv4/ip_forward

# Who, and from what to what.
sh -c "echo 2 >$sys/ipv4/conf/d0/rp_filter"
records 'a write: values and who' 'sysctl +~ net\.ipv4\.conf\.d0\.rp_filter 0 -> 2 .* in sh -c .*rp_filter.* root ' sysctl
records 'a device with a dot' "^$|no record" 'net.ipv4.conf.d0/10'
sh -c "echo 1 >$sys/ipv4/conf/d0.10/arp_ignore"
records 'a device with a dot: its own' '~ net\.ipv4\.conf\.d0/10\.arp_ignore 0 -> 1 ' d0.10
nothing 'the same value is no change' "echo 2 >$sys/ipv4/conf/d0/rp_filter"
nothing 'a refused value is no change' "echo x >$sys/ipv4/conf/d0/rp_filter"
nothing 'a read is no change' "cat $sys/ipv4/conf/d0/rp_filter >/dev/null"
nothing 'a sysctl of the machine is none of networking' "echo 1 >/proc/sys/kernel/panic_on_oops"

# Other forms of values.
echo '1024 2000' >$sys/ipv4/ip_local_port_range
records 'two numbers' '~ net\.ipv4\.ip_local_port_range .*1024 2000 ' sysctl
echo 17 >$sys/ipv4/neigh/d0/gc_stale_time
records 'seconds' '~ net\.ipv4\.neigh\.d0\.gc_stale_time 60 -> 17 ' sysctl
echo 1700 >$sys/ipv4/neigh/d0/retrans_time_ms
records 'milliseconds' '~ net\.ipv4\.neigh\.d0\.retrans_time_ms 1000 -> 1700 ' sysctl
echo 5 >$sys/ipv4/tcp_syn_retries
echo 3 >$sys/ipv4/tcp_syn_retries
records 'one byte' '~ net\.ipv4\.tcp_syn_retries 5 -> 3 ' sysctl
echo 3 >$sys/ipv4/neigh/d0/base_reachable_time_ms
echo 0 >$sys/ipv4/neigh/d0/base_reachable_time_ms 2>/dev/null
succeeds 'neighbours: no wrong unit' sh -c "! netjournal log -v -j sysctl | grep 'base_reachable_time_ms.*\"value\":\"0\",\"old\"'"

# Secrets, and what cannot be read.
echo 2001:db8::5ec1 >$sys/ipv6/conf/d0/stable_secret
records 'a secret: the write' '~ net\.ipv6\.conf\.d0\.stable_secret .*not recorded' sysctl
netjournal log -v -j >/tmp/$$.all
netjournal show "$(last)" >>/tmp/$$.all
succeeds 'a secret: not its value' sh -c "! grep -q 'value.*5ec1' /tmp/$$.all"
check 'a secret: list' 0 '^net\.ipv6\.conf\.d0\.stable_secret +\(the value is not recorded\)$' netjournal list sysctl dev d0
succeeds 'a secret: list has no value' sh -c "! netjournal list sysctl dev d0 -j | grep -q 5ec1"
echo 1 >$sys/ipv4/route/flush
records 'a command: the write' '~ net\.ipv4\.route\.flush .*not recorded' sysctl

# What follows from a write.
sh -c "echo 1 >$sys/ipv4/ip_forward"
records 'forwarding: the write' '~ net\.ipv4\.ip_forward 0 -> 1 ' sysctl
records 'forwarding: a device' '~ net\.ipv4\.conf\.d0\.forwarding = 1 .* in sh -c ' sysctl
records 'forwarding: what follows in silence' '~ net\.ipv4\.conf\.all\.accept_redirects 1 -> 0 .* in sh -c ' sysctl
check 'forwarding: what follows is left out' 0 ip_forward netjournal log sysctl
succeeds 'forwarding: left out' sh -c "! grep -q 'd0.forwarding' $out"
succeeds 'forwarding: told once' test "$(netjournal log -v sysctl | grep -cE '(all\.forwarding|ip_forward 0 -> 1)')" = 1
act=$(netjournal log -v -j sysctl | sed -n 's/.*"act":\([0-9]*\).*ip_forward.*"old":"0".*/\1/p' | tail -n 1)
succeeds 'forwarding: one act' \
	test "$(netjournal log -v -j sysctl | grep -c "\"act\":$act,.*d0.forwarding")" = 1
sh -c "echo 1 >$sys/ipv6/conf/d0/disable_ipv6"
records 'a consequence of another kind' '^' "--after $(last)"

# Questions.
check 'blame: by name' 0 '^sysctl net\.ipv4\.ip_forward.*: present$' netjournal blame net.ipv4.ip_forward
succeeds 'blame: who' grep -qE 'changed .* sh -c .*ip_forward' "$out"
check 'blame: by kind' 0 '^sysctl net\.ipv4\.conf\.d0\.rp_filter' netjournal blame sysctl net.ipv4.conf.d0.rp_filter
ip link add d7 type dummy
echo 1 >$sys/ipv6/conf/d7/addr_gen_mode
ip link set d7 addrgenmode eui64
check 'blame: set by a change of the link' 0 'd7\.addr_gen_mode = 1: present, but the kernel has = 0 now$' \
	netjournal blame net.ipv6.conf.d7.addr_gen_mode
check 'blame: set by a change of the link: JSON' 0 '"kernel-value":"0"' netjournal blame -j net.ipv6.conf.d7.addr_gen_mode
check 'why: set by a change of the link' 0 'But the kernel has the value 0 now\.' netjournal why net.ipv6.conf.d7.addr_gen_mode
ip link del d7
# The kernel gives the value of all devices to each device, also if it is the same.
ip link add d8 type dummy
echo 1 >$sys/ipv6/conf/d8/addr_gen_mode
sh -c "echo 0 >$sys/ipv6/conf/all/addr_gen_mode"
records 'the same value for all devices' '~ net\.ipv6\.conf\.all\.addr_gen_mode unchanged .* in sh -c ' sysctl
succeeds 'the same value for all devices: a device has it' grep -qx 0 $sys/ipv6/conf/d8/addr_gen_mode
check 'blame: the same value for all devices' 0 '^  written .* sh -c .*all/addr_gen_mode' \
	netjournal blame net.ipv6.conf.d8.addr_gen_mode
succeeds 'blame: the value of the device' grep -q 'd8\.addr_gen_mode = 1: present, but the kernel has = 0 now$' "$out"
check 'why: the same value for all devices' 0 'It was last written, with the value that it had, at' \
	netjournal why net.ipv6.conf.all.addr_gen_mode
nothing 'the same value for all devices, which sets no others' "echo 1 >$sys/ipv6/conf/all/accept_ra_mtu"
ip link del d8
echo 1 >$sys/ipv6/conf/all/disable_ipv6
check 'blame: the value of all devices' 0 'net\.ipv6\.conf\.all\.disable_ipv6' netjournal blame net.ipv6.conf.lo.disable_ipv6
check 'blame: the other name' 0 'ip_forward' netjournal blame net.ipv4.conf.all.forwarding
records 'log: by device' 'rp_filter' d0
records 'log: by directory' 'rp_filter' net.ipv4.conf
check 'log: json' 0 '"event":\{"name":"net.ipv4.conf.d0.rp_filter","dev":"d0","value":"2","old":"0"\},"changes":\[\{"name":"value","old":"0","new":"2"\}\]' \
	netjournal log -j sysctl
check 'show' 0 'NETJOURNAL_A_SYSCTL_PATH net/ipv6/conf/all/disable_ipv6' netjournal show "$(last)"
check 'list: a device' 0 '^net\.ipv4\.conf\.d0\.rp_filter += 2$' netjournal list sysctl dev d0
succeeds 'list: only the device' sh -c "! grep -v '\.d0\.' $out"
netjournal list sysctl | grep ' = ' | sed 's/ *= /=/' | sort >/tmp/$$.list
grep -rs '' $sys | sed 's/:/\t/' | awk -F '\t' '!seen[$1]++ {
	name = substr($1, 11)
	gsub("[.]", "\001", name); gsub("/", ".", name); gsub("\001", "/", name)
	sub("[^\t]*\t", ""); gsub("\t", " "); print name "=" $0 }' | sort >/tmp/$$.files
# Sysctls that are counted, and values of several lines.
# The list has no values that not everybody may read.
find $sys -type f ! -perm -004 | sed 's|^/proc/sys/||; y|./|/.|; s/$/=/' >/tmp/$$.secrets
comm -3 /tmp/$$.list /tmp/$$.files | grep -vF -f /tmp/$$.secrets | grep -vE 'nf_conntrack_count|rmem|tcp_allowed|=$' >/tmp/$$.wrong
sed 's/^/# /' /tmp/$$.wrong | head -n 5
succeeds 'list: what the files have' test "$(wc -l </tmp/$$.wrong)" = 0
succeeds 'list: very many' test "$(wc -l </tmp/$$.list)" -gt 300
check 'list: who' 0 '^net\.ipv4\.ip_forward += 1 .*in sh -c ' netjournal list sysctl net.ipv4.ip_forward --who
check 'watch: cannot' 1 'sysctl: nothing announces it' netjournal watch sysctl

# Whose sysctl it is.
exec 9>$sys/ipv4/conf/d0/arp_announce
unshare -n sh -c 'echo 2 >&9; ip link set lo up; netjournal log -v sysctl' >"$out" 2>&1
exec 9>&-
succeeds 'a file of another namespace: not theirs' sh -c "! grep arp_announce $out"
records 'a file of another namespace: ours' '~ net\.ipv4\.conf\.d0\.arp_announce 0 -> 2 ' sysctl
unshare -n sh -c "echo 1 >$sys/ipv4/conf/lo/arp_announce"
succeeds 'a write in another namespace: not ours' sh -c '! netjournal log -v sysctl | grep lo.arp_announce'

# The kernel does not read this value while somebody changes links: it restarts the system call.
(while :; do ip link add busy type dummy; ip link del busy; done) 2>/dev/null &
busy=$!
i=0
while [ $i -lt 150 ]; do
	i=$((i + 1))
	echo $((i % 2)) >$sys/ipv6/conf/all/addr_gen_mode
done
kill $busy
wait $busy 2>/dev/null
netjournal log -v -j sysctl net.ipv6.conf.all.addr_gen_mode >"$out"
echo "# $(grep -c . "$out") records, $(grep -c '"value":' "$out") values"
succeeds 'while links change: each value is read' [ "$(grep -c '"value":' "$out")" -ge 150 ]

# The switch.
netjournal config sysctl off
nothing 'switched off' "echo 0 >$sys/ipv4/ip_forward"
check 'switched off: log says so' 0 '' netjournal log sysctl net.ipv4.tcp_sack
succeeds 'switched off: how to switch it on' grep -q 'sysctl' "$err"
netjournal config sysctl on

# Two moments.
at=$(last)
sysctl -q -w net.ipv4.ip_forward=1
sysctl -q -w net.ipv4.ip_forward=0
sysctl -q -w net.ipv4.tcp_retries1=5
check 'diff' 0 '^~ sysctl +net\.ipv4\.tcp_retries1 [0-9] -> 5 ' sh -c "netjournal diff sysctl $at; [ \$? = 1 ]"
sysctl -q -w net.ipv4.tcp_retries1=3
check 'list --at: a sysctl of two names' 0 '^net\.ipv4\.ip_forward += [01]$' netjournal list sysctl net.ipv4.ip_forward --at "$at"
succeeds 'list --at: once' test "$(wc -l <"$out")" = 1
check 'list --at: by the other name' 0 '^net\.ipv4\.conf\.all\.forwarding += [01]$' netjournal list sysctl net.ipv4.conf.all.forwarding --at "$at"
succeeds 'list --at: by the other name: once' test "$(wc -l <"$out")" = 1
check 'list: a sysctl of two names' 0 '^net\.ipv4\.ip_forward += [01]$' netjournal list sysctl net.ipv4.ip_forward
succeeds 'list: once' test "$(wc -l <"$out")" = 1
ip link add gone type dummy
sysctl -q -w net.ipv4.conf.gone.rp_filter=2
ip link del gone
check 'list --at: a device that is gone matters only if it is asked for' 0 '^net\.ipv4\.tcp_retries1 += ' \
	netjournal list sysctl net.ipv4.tcp_retries1 --at "$at"
check 'undo: what follows in silence' 0 '^# nothing to do' \
	netjournal undo --since "$at" sysctl net.ipv4.conf.all.accept_redirects
plan
