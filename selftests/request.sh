#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Requests to families of generic netlink that announce nothing are recorded without their secrets. Uses the real
# `wg` and `ip`. Runs in its own network namespace. ethtool.sh tests the family that announces its changes.

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
own_namespace "$@"

newest() { check "$1" 0 "$3" netjournal log "$2" -n 1; }
records() { netjournal log request -j | wc -l; }

dir=/tmp/$$.keys
mkdir $dir
wg genkey >$dir/key
wg genpsk >$dir/psk
wg genkey | wg pubkey >$dir/peer
wg genkey | wg pubkey >$dir/other

ip link add wg0 type wireguard
wg set wg0 listen-port 5555 private-key $dir/key peer "$(cat $dir/peer)" preshared-key $dir/psk allowed-ips 10.9.0.0/16
newest 'wireguard: set' wireguard 'request +~ wireguard wg0 set-device .*private-key \(not recorded\) listen-port 5555 .*allowedips .*ipaddr 10.9.0.0 cidr-mask 16.* wg set wg0 '
check 'wireguard: the public key of the peer' 0 "\"public-key\":\"$(tr + . <$dir/peer)\",\"preshared-key\":\"\(not recorded\)\"" \
	netjournal log request -n 1 -j
wg set wg0 peer "$(cat $dir/other)" allowed-ips 10.9.0.0/16
newest 'wireguard: another peer takes the addresses' wireguard 'wireguard wg0 set-device .* wg set wg0 peer '
check 'blame: who changed wg0' 0 '^  changed .*set-device .* wg set wg0 peer ' netjournal blame wireguard wg0
check 'blame: a request is neither there nor gone' 0 '^request wireguard wg0$' netjournal blame wireguard wg0
before=$(records)
wg set wg9 listen-port 1 2>/dev/null
wg show wg0 >/dev/null
succeeds 'a refused request and a question: no record' test "$(records)" = "$before"

ip link add v0 type veth peer name v1
if ip link add link v0 macsec0 type macsec 2>/dev/null; then
	echo 'macsec add macsec0 tx sa 0 pn 1 on key 01 6b65796b65796b65796b65796b65796b' | ip -batch -
	newest 'macsec: an association' request 'request +~ macsec macsec0 add-txsa .*keyid 010+ key \(not recorded\) .*ip -batch -'
fi
ip mptcp limits set subflow 4
newest 'mptcp: limits' request 'mptcp_pm set-limits .*subflows 4 .*ip mptcp limits'
ip mptcp endpoint add 10.0.0.1 dev v0 id 5 subflow
newest 'mptcp: an endpoint' request 'mptcp_pm v0 add-addr id 5 .*addr4 10.0.0.1 .*ip mptcp endpoint add'
check 'mptcp: blame a device' 0 '^  changed .*add-addr id 5 .*ip mptcp endpoint add' netjournal blame mptcp v0

for seq in $(netjournal log request -j | sed -n 's/.*"seq":\([0-9]*\),"prev.*/\1/p'); do
	netjournal show "$seq"
	netjournal show "$seq" -j
done >/tmp/shown 2>&1
netjournal log -j >>/tmp/shown
netjournal log -o full >>/tmp/shown
succeeds 'the output was not empty' grep -q 'WGPEER_A_PRESHARED_KEY' /tmp/shown
hex() { base64 -d "$1" | od -An -tx1 | tr -d ' \n'; }
succeeds 'no secret in any output' sh -c "! grep -qF -e '$(cat $dir/key)' -e '$(cat $dir/psk)' -e '$(hex $dir/key)' -e '$(hex $dir/psk)' -e 6b65796b6579 /tmp/shown"

netjournal config request off
before=$(records)
wg set wg0 listen-port 7
netjournal config request on
succeeds 'switched off: no record' test "$(records)" = "$before"
check 'list says what to do' 1 'request cannot be listed; use netjournal log request' netjournal list request
rm -r $dir

plan
