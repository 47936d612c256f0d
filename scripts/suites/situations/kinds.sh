# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# Situations of firewalls, sysctls, VPNs, bridges and shapers. guest.sh sources this file.

### A script of somebody's flushes the chains of docker, and nftables.service all that is left

play_docker() {
	mkdir -p /var/lib/docker
	mount -t tmpfs tmpfs /var/lib/docker
	systemctl start docker.service
	root_tree /srv/app
	tar -C /srv/app -c . | docker import - app
	docker run --detach --name app --publish 8080:80 --security-opt apparmor=unconfined app /usr/bin/sleep 1000
	iptables -t nat -S DOCKER | grep 8080 || echo "# docker has not published the port"
	script /usr/local/sbin/site-firewall <<-'END'
		#!/bin/sh
		iptables -F
		iptables -t nat -F
	END
	service site-firewall /usr/local/sbin/site-firewall
	script /usr/local/sbin/site-nat <<<$'#!/bin/sh\niptables -t nat -A POSTROUTING -s 10.99.0.0/16 -j MASQUERADE'
	service site-nat /usr/local/sbin/site-nat
	# Debian's configuration begins with `flush ruleset`.
	systemctl start nftables.service
	! iptables -t nat -S DOCKER || echo "# the chain is still there"
	docker kill app
	systemctl stop docker.socket docker.service containerd.service
}
ask_docker() {
	answers "a script flushes docker's chains" 'blame nft ip nat chain DOCKER' \
		'changed .*-(rule|[0-9]+ rules).* iptables -t nat -F .*site-firewall.* < site-firewall\.service' 'added .* < docker\.service'
	answers "all rules are flushed, also docker's" 'why nft ip nat' '^nft ip nat has been gone since' \
		'nft -f /etc/nftables\.conf. \(nftables\.service, as root\) asked for that'
}

### A script takes a rule away that firewalld has made

play_firewalld() {
	systemctl start firewalld.service
	firewall-cmd --add-port=8443/tcp
	script /usr/local/sbin/harden <<<$'#!/bin/sh\nnft flush chain inet firewalld filter_IN_public_allow'
	service harden /usr/local/sbin/harden
	systemctl stop firewalld.service
}
ask_firewalld() {
	answers 'a script flushes a chain of firewalld' 'blame nft inet firewalld chain filter_IN_public_allow' \
		'changed .*-rule filter_IN_public_allow.* nft flush chain .*harden.* < harden\.service' 'added .* < firewalld\.service'
	answers 'firewalld ends' 'why nft inet firewalld' '^nft inet firewalld has been gone since' 'firewalld\.service'
}

### `wg set` gives a peer the addresses of another one

play_wireguard() {
	mkdir -p /root/wg
	for name in own one two; do
		(umask 077; wg genkey >/root/wg/$name)
		wg pubkey </root/wg/$name >/root/wg/$name.pub
	done
	ip link add wg20 type wireguard
	script /usr/local/bin/add-peer <<<$'#!/bin/sh\nwg set wg20 peer "$(cat /root/wg/$1.pub)" allowed-ips "$2"'
	wg set wg20 private-key /root/wg/own
	service add-peer-one '/usr/local/bin/add-peer one 10.20.0.0/16'
	service add-peer-two '/usr/local/bin/add-peer two 10.20.0.0/16'
	wg show wg20 allowed-ips | grep -q "$(cat /root/wg/one.pub).*none" || echo "# the peer has its addresses"
}
ask_wireguard() {
	answers 'who had given the addresses before' 'log wireguard wg20' '10\.20\.0\.0.* < add-peer-one\.service' \
		"peers public-key $(tr + . </root/wg/one.pub)"
	answers 'a peer of wireguard takes the addresses of another' 'blame wireguard wg20' \
		'changed .*10\.20\.0\.0.* wg set wg20 peer .* < add-peer-two\.service' "peers public-key $(tr + . </root/wg/two.pub)"
}

### The policies of strongSwan are flushed

play_ipsec() {
	dummy eth17 10.17.0.1/24
	cat >/etc/swanctl/conf.d/office.conf <<-'END'
		connections {
			office {
				local_addrs = 10.17.0.1
				remote_addrs = 10.17.0.2
				local { auth = psk }
				remote { auth = psk }
				children { lan { local_ts = 10.60.0.0/16
					remote_ts = 10.61.0.0/16
					start_action = trap } }
			}
		}
	END
	systemctl start strongswan.service
	until_ok 60 has 10.61.0.0/16 xfrm policy
	script /usr/local/bin/vpn-cleanup <<<$'#!/bin/sh\nip xfrm policy flush'
	service vpn-cleanup /usr/local/bin/vpn-cleanup
	systemctl stop strongswan.service
}
ask_ipsec() {
	answers 'the policies of strongSwan are flushed' 'blame xfrm policy dst 10.61.0.0/16 dir out' \
		'^xfrm policy dir out src 10\.60\.0\.0/16 dst 10\.61\.0\.0/16.*: gone' '!all of them' '!before the journal began' \
		'deleted .*ip xfrm policy flush .*vpn-cleanup.* < vpn-cleanup\.service' 'added .*charon.* < strongswan\.service'
	answers 'the policies of strongSwan are flushed: why' 'why xfrm policy dst 10.61.0.0/16 dir out' \
		'^policy dir out src 10\.60\.0\.0/16 dst 10\.61\.0\.0/16.* has been gone since' '!all of them' \
		'vpn-cleanup\.service'
}

### A port of a bridge loses a VLAN

play_vlan() {
	ip link add br18 type bridge vlan_filtering 1
	ip link add p18 master br18 type dummy
	bridge vlan add vid 10-12 dev p18
	script /usr/local/bin/switch-sync <<<$'#!/bin/sh\nbridge vlan del vid 11 dev p18'
	service switch-sync '/usr/local/bin/switch-sync --prune'
}
ask_vlan() {
	answers 'a port of a bridge loses a VLAN' 'why vlan 11 dev p18' '^vlan 11 dev p18 has been gone since' 'bridge vlan del vid 11 dev p18' 'switch-sync\.service'
	answers 'a port of a bridge loses a VLAN: blame' 'blame vlan 11 dev p18' '^vlan 11 dev p18.*: gone' 'added .*bridge vlan add vid 10.12'
}

### A shaper is replaced

play_shaper() {
	dummy eth19
	service shaper '/sbin/tc qdisc add dev eth19 root handle 1: tbf rate 10mbit burst 32k latency 50ms'
	script /usr/local/bin/net-tune <<<$'#!/bin/sh\ntc qdisc replace dev eth19 root fq_codel'
	service net-tune /usr/local/bin/net-tune
}
ask_shaper() {
	answers 'a shaper is replaced' 'why qdisc dev eth19' 'tbf -> fq_codel' 'tc qdisc replace dev eth19 root fq_codel' 'net-tune\.service'
	answers 'a shaper is replaced: blame' 'blame qdisc dev eth19' 'added .*/sbin/tc qdisc add dev eth19 .* < shaper\.service'
}
