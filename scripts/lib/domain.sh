# shellcheck shell=bash disable=SC2034 # the sourcing scripts use these
# SPDX-License-Identifier: GPL-2.0
#
# What the scripts know of the module's subject, which is networking. A driver with another subject
# replaces this file. Source lib/common.sh first.

# Programs that every virtual machine has, besides bash, dash, busybox and kmod. The real `ip` is
# among them, because the tests are about what real programs do.
DOMAIN_PROGRAMS=(ip bridge ss ifconfig route arp)
DOMAIN_PROGRAM_PACKAGES=(iproute2 net-tools netbase)

# Modules that every virtual machine has, if its kernel has them. initramfs.sh adds those that the
# kernel loads by the name of a kind of link or of lightweight tunnel.
DOMAIN_MODULES=(br_netfilter tun ovpn fou fou6 mac802154_hwsim slcan mpls_router
	netlink_diag inet_diag tcp_diag udp_diag unix_diag af_packet_diag ipv6)
DOMAIN_MODULE_ALIASES='rtnl-(link|lwt)-'

# Lines for /etc/modprobe.d, as Debian's kmod and systemd have them: loading bonding or dummy makes
# no device.
DOMAIN_MODPROBE='options bonding max_bonds=0
options dummy numdummies=0'

# Slab caches that are checked for overwrites and use after free in the selftests, besides the
# module's own: those that hold its objects and messages, and what it points to.
DOMAIN_CACHES='kmalloc-*,skbuff*,net_namespace,ip_fib*,fib6*'

# Packages of the demo, and what else plays in it. (The hooks and the configuration of Debian's DHCP
# client stay at home.)
DOMAIN_DEMO_PACKAGES='isc-dhcp-client busybox-static'
DOMAIN_DEMO_CAST=(--add dhclient --add dhclient-script)
