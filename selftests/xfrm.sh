#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Security associations and policies of XFRM are recorded without their keys. Runs in its own network namespace.

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
own_namespace "$@"

newest() { check "$1" 0 "$2" netjournal log xfrm -n 1; }

# The key, as text and as bytes ("keykeyke...").
key=0x6b65796b65796b65796b65796b65796b6b65796b65796b65796b65796b65796b
# A debug kernel lacks AH.
proto=ah cipher=''
if ip xfrm state add src 10.0.0.8 dst 10.0.0.9 proto ah spi 0x100 auth 'hmac(sha256)' "$key" 2>/dev/null; then
	ip xfrm state flush
else
	proto=esp cipher='enc cbc(aes) 0x6b65796b65796b65796b65796b65796b'
fi
tunnel='tmpl src 10.0.0.1 dst 10.0.0.2 proto esp reqid 7 mode tunnel'
sa="src 10.0.0.1 dst 10.0.0.2 proto $proto spi 0x101"

# The keys are not on a command line.
ip -batch - <<EOF
xfrm state add $sa reqid 7 mode tunnel auth hmac(sha256) $key $cipher if_id 3
EOF
newest 'an association' "xfrm +\+ state $proto spi 0x101 src 10.0.0.1 dst 10.0.0.2 +reqid 7 mode tunnel .*auth-trunc hmac\(sha256\) \(key of 256 bits\) .*if_id 0x3 .*ip -batch -"
check 'an association: JSON' 0 '"auth-trunc":\{"name":"hmac\(sha256\)","key_bits":256,"trunc_bits":[0-9]+\}' netjournal log xfrm -n 1 -j
# shellcheck disable=SC2086 # several words
ip xfrm state add src 10.0.0.1 dst 10.0.0.3 proto $proto spi 0x102 mode transport auth 'hmac(sha256)' "$key" $cipher
newest 'a key on the command line is masked' "state $proto spi 0x102 .*\(key of 256 bits\) .*ip xfrm state add "
check 'a key on the command line is masked in JSON' 0 '"0x\*{64}"' netjournal log xfrm -n 1 -j
sh -c 'echo 1 >/proc/sys/net/ipv4/conf/default/log_martians' sh key 01 8181 key 5 ttl auth hmac secret1 peer_cookie a1 all.stable_secret=fe80::1
check 'words after which keys come' 0 '"key","01","\*{4}","key","5","ttl","auth","hmac","\*{7}","peer_cookie","\*\*","all.stable_secret=\*{7}"\]' \
	netjournal log sysctl -n 1 -j
# shellcheck disable=SC2086
ip xfrm state delete $sa
newest 'an association is deleted' "xfrm +- state $proto spi 0x101 src 10.0.0.1 dst 10.0.0.2 +.*ip xfrm state delete"
# shellcheck disable=SC2086
ip xfrm policy add src 192.168.1.0/24 dst 192.168.2.0/24 dir out priority 5 $tunnel
newest 'a policy' 'xfrm +\+ policy dir out src 192.168.1.0/24 dst 192.168.2.0/24 +priority 5 tmpl src 10.0.0.1 dst 10.0.0.2 esp reqid 7 mode tunnel .*ip xfrm policy add'
# shellcheck disable=SC2086
ip xfrm policy update src 192.168.1.0/24 dst 192.168.2.0/24 dir out priority 6 $tunnel
newest 'a policy is changed' 'xfrm +~ policy dir out .*priority 5 -> 6 .*ip xfrm policy update'
# shellcheck disable=SC2086
ip xfrm policy update src 192.168.1.0/24 dst 192.168.2.0/24 dir out priority 6 flag icmp limit time-use-hard 77 $tunnel
newest 'a flag and a limit of a policy' 'xfrm +~ policy dir out .*flag none -> icmp, limit-time-use-hard none -> 77 .*ip xfrm policy update'
# shellcheck disable=SC2086
ip xfrm policy update src 192.168.1.0/24 dst 192.168.2.0/24 dir out priority 6 flag icmp limit time-use-hard 88 $tunnel
newest 'another limit' 'xfrm +~ policy dir out .*limit-time-use-hard 77 -> 88 .*ip xfrm policy update'
check 'undo: a limit' 0 '^ip xfrm policy update .* flag icmp limit time-use-hard 77 tmpl ' netjournal undo "$(netjournal log -j -n 1 xfrm | sed -n 's/.*"seq":\([0-9]*\).*/\1/p')"
ip xfrm policy delete src 192.168.1.0/24 dst 192.168.2.0/24 dir out
newest 'a policy is deleted' 'xfrm +- policy dir out src 192.168.1.0/24 dst 192.168.2.0/24 .*ip xfrm policy delete'
ip xfrm policy add src 192.168.5.0/24 dst 192.168.6.0/24 dir in action block
ip xfrm policy flush
newest 'policies are flushed' 'xfrm +- policy: all of them .*ip xfrm policy flush'
ip xfrm state flush
newest 'associations are flushed' 'xfrm +- state: all of them .*ip xfrm state flush'

check 'blame: who changed a policy' 0 '^  changed .*priority 5 -> 6 .*ip xfrm policy update' netjournal blame xfrm policy src 192.168.1.0/24
check 'blame: who flushed a policy' 0 '^  deleted .*ip xfrm policy flush' netjournal blame xfrm policy dst 192.168.6.0/24 dir in
check 'blame: the name of a policy that was flushed' 0 '^xfrm policy dir in src 192.168.5.0/24 dst 192.168.6.0/24 .*: gone$' \
	netjournal blame xfrm policy dst 192.168.6.0/24 dir in
succeeds 'blame: a flush is told with its policies' sh -c "! grep -q 'all of them' $out"
check 'why: a policy that was flushed' 0 '^policy dir in src 192.168.5.0/24 dst 192.168.6.0/24 .* has been gone since' \
	netjournal why xfrm policy dst 192.168.6.0/24 dir in
check 'blame: only a flush is known' 0 '^xfrm policy: all of them: gone' netjournal blame xfrm policy dst 192.168.99.0/24
check 'blame: an association' 0 '^  deleted .*ip xfrm state delete' netjournal blame xfrm spi 0x101
check 'blame: a bad SPI' 1 '"five" is not an SPI' netjournal blame xfrm spi five

# The JSON of `show` has every attribute of a record.
for seq in $(netjournal log xfrm -j | sed -n 's/.*"seq":\([0-9]*\),"prev.*/\1/p'); do
	netjournal show "$seq"
	netjournal show "$seq" -j
done >/tmp/shown 2>&1
netjournal log -j >>/tmp/shown
netjournal log -o full >>/tmp/shown
succeeds 'the output was not empty' test "$(grep -c 'XFRM_MSG_NEWSA' /tmp/shown)" -ge 2
succeeds 'no key in any output' sh -c "! grep -qE '6b65796b|keykey|6b:65:79' /tmp/shown"

netjournal config xfrm off
before=$(netjournal log xfrm -j | wc -l)
ip xfrm policy add src 192.168.7.0/24 dst 192.168.6.0/24 dir in action block
netjournal config xfrm on
succeeds 'switched off: no record' test "$(netjournal log xfrm -j | wc -l)" = "$before"

# What expires goes without a request. (The soft limit only warns.)
# shellcheck disable=SC2086 # words
ip xfrm state add src 10.0.0.1 dst 10.0.0.9 proto $proto spi 0x900 mode transport auth 'hmac(sha256)' "$key" $cipher \
	limit time-soft 1 limit time-hard 2
ip xfrm policy add src 192.168.9.0/24 dst 192.168.6.0/24 dir in action block limit time-hard 1
i=0
until [ "$(netjournal log xfrm | grep -c ' expired ')" = 2 ] || [ $i -ge 200 ]; do
	i=$((i + 1))
	sleep 0.1
done
check 'an association expires' 0 "xfrm +- state $proto spi 0x900 src 10.0.0.1 dst 10.0.0.9 .* expired " netjournal log xfrm
check 'a policy expires' 0 'xfrm +- policy dir in src 192.168.9.0/24 dst 192.168.6.0/24 .* expired ' netjournal log xfrm
check 'what has expired is gone' 0 "^xfrm state $proto spi 0x900 .*: gone\$" netjournal blame xfrm state spi 0x900
succeeds 'an association expires once' test "$(netjournal log xfrm | grep -c ' expired ')" = 2

# The list is that of ip, without keys.
# shellcheck disable=SC2086
ip xfrm state add src 10.0.0.1 dst 10.0.0.3 proto $proto spi 0x103 mode transport auth 'hmac(sha256)' "$key" $cipher
# shellcheck disable=SC2086
ip xfrm policy add src 192.168.1.0/24 dst 192.168.2.0/24 dir out priority 5 $tunnel
check 'list: an association' 0 "^state $proto spi 0x103 src 10.0.0.1 dst 10.0.0.3 +reqid 0 mode transport .*\(key of 256 bits\)" netjournal list xfrm state
check 'list: a policy' 0 '^policy dir out src 192.168.1.0/24 dst 192.168.2.0/24 +priority 5 tmpl src 10.0.0.1 ' netjournal list xfrm policy src 192.168.1.0/24
succeeds 'list: as many policies as ip' test "$(netjournal list xfrm policy | wc -l)" = "$(ip xfrm policy | grep -c '^src')"
succeeds 'list: as many associations as ip' test "$(netjournal list xfrm state | wc -l)" = "$(ip xfrm state | grep -c '^src')"
check 'list: who' 0 '192.168.1.0/24.*ip xfrm policy add' netjournal list xfrm policy --who
check 'list: JSON' 0 '"dir":"out","src":"192.168.1.0/24"' netjournal list xfrm -j
{ netjournal list xfrm; netjournal list xfrm -j; } >/tmp/shown 2>&1
succeeds 'list: no key' sh -c "grep -q 'key of 256 bits' /tmp/shown && ! grep -qE '6b65796b|keykey|6b:65:79' /tmp/shown"

# shellcheck disable=SC2086
ip xfrm state add src 10.0.0.1 dst 10.0.0.4 proto $proto spi 0x104 mode transport sel src 192.0.2.0/24 dst 198.51.100.0/24 proto tcp dport 80 limit byte-hard 100000 auth 'hmac(sha256)' "$key" $cipher
check 'list: selector and limits of an association' 0 'sel src 192.0.2.0/24 dst 198.51.100.0/24 proto 6 dport 80 limit byte-hard 100000' netjournal list xfrm state
check 'list: the same in JSON' 0 '"sel":\{"src":"192.0.2.0/24","dst":"198.51.100.0/24","upspec_proto":6,"dport":80\},"limit-byte-hard":100000' netjournal list xfrm -j

# Not every version of ip knows the default policy.
ip xfrm policy setdefault in accept fwd accept out accept
newest 'the default policy' 'xfrm +~ default +in accept fwd accept out accept .*ip xfrm policy setdefault'
ip xfrm policy setdefault in block fwd block
newest 'the default policy is changed' 'xfrm +~ default +in accept -> block, fwd accept -> block .*ip xfrm policy setdefault'
check 'the default policy: JSON' 0 '"object":"default","in":"block","fwd":"block","out":"accept"' netjournal log xfrm -n 1 -j
check 'list: the default policy' 0 '^default +in block fwd block out accept$' netjournal list xfrm default
check 'blame: the default policy' 0 '^  changed .*in accept -> block.*ip xfrm policy setdefault' netjournal blame xfrm default
check 'undo: the default policy' 0 '^ip xfrm policy setdefault in accept fwd accept out accept' netjournal undo "$(netjournal log -j -n 1 xfrm | sed -n 's/.*"seq":\([0-9]*\).*/\1/p')"
ip xfrm policy flush
check 'a flush leaves the default policy' 0 '^xfrm default +in block .*: present' netjournal blame xfrm default
plan
