// SPDX-License-Identifier: GPL-2.0
/*
 * The kinds of network objects.
 *
 * A kernel without IPv6 answers a request for IPv6 with all families. So code that dumps a
 * family must check the family of each message.
 */
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/nearest.h"
#include "decode/kind.h"
#include "net/nfts.h"
#include "net/rtnl.h"
#include "net/sysctls.h"
#include "net/tcs.h"
#include "net/vlans.h"
#include "net/xfrms.h"

#define NAMES(...)	(const char *const[]){ __VA_ARGS__, NULL }

const struct kind kind_table[NETJOURNAL_KIND_MAX + 1] = {
	[NETJOURNAL_KIND_LINK] = {
		"link", NAMES("links"), &decode_link, identify_link, &select_links,
		{ RTM_GETLINK, 1, { AF_UNSPEC }, { RTNLGRP_LINK },
		  rtnl_fill_link },
		16, KIND_FLAGGED | KIND_PORTS,
	},
	[NETJOURNAL_KIND_ADDR] = {
		"addr", NAMES("address", "addresses"), &decode_addr, identify_addr, &select_addresses,
		{ RTM_GETADDR, 2, { AF_INET, AF_INET6 },
		  { RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR }, rtnl_fill_addr },
		24, KIND_FLAGGED,
	},
	[NETJOURNAL_KIND_ROUTE] = {
		"route", NAMES("routes"), &decode_route, identify_route, &select_routes,
		{ RTM_GETROUTE, 2, { AF_INET, AF_INET6 },
		  { RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV6_ROUTE }, rtnl_fill_route },
		20, KIND_MANY | KIND_SILENT,
	},
	[NETJOURNAL_KIND_RULE] = {
		"rule", NAMES("rules"), &decode_rule, identify_rule, &select_rules,
		{ RTM_GETRULE, 2, { AF_INET, AF_INET6 },
		  { RTNLGRP_IPV4_RULE, RTNLGRP_IPV6_RULE } },
		6, 0,
	},
	[NETJOURNAL_KIND_NEIGH] = {
		"neigh", NAMES("neighbor", "neighbour", "neighbors", "neighbours"),
		&decode_neigh, identify_neigh, &select_neighbours,
		{ RTM_GETNEIGH, 1, { AF_UNSPEC }, { RTNLGRP_NEIGH },
		  rtnl_fill_neigh },
		20, KIND_MANY | KIND_MIXED | KIND_ALIKE | KIND_BARE,
	},
	[NETJOURNAL_KIND_NEXTHOP] = {
		"nexthop", NAMES("nexthops"), &decode_nexthop, identify_nexthop, &select_nexthops,
		{ RTM_GETNEXTHOP, 1, { AF_UNSPEC }, { RTNLGRP_NEXTHOP },
		  rtnl_fill_nexthop },
		8, KIND_FLAGGED | KIND_SILENT,
	},
	[NETJOURNAL_KIND_NETNS] = {
		"netns", NAMES("namespace", "namespaces"), &decode_netns, identify_netns,
		&select_namespaces, .column = 16,
	},
	[NETJOURNAL_KIND_NFT] = {
		"nft", NAMES("nftables", "iptables"), &decode_nft, identify_nft, &select_nft,
		{ .n_families = 1, .families = { AF_UNSPEC } },
		16, KIND_ACTS, nfts_read,
	},
	[NETJOURNAL_KIND_XFRM] = {
		"xfrm", NAMES("ipsec"), &decode_xfrm, identify_xfrm, &select_xfrm,
		{ .n_families = 1, .families = { AF_UNSPEC } },
		32, KIND_BARE, xfrms_read,
	},
	[NETJOURNAL_KIND_ETHTOOL] = {
		"ethtool", NAMES(NULL), &decode_ethtool, identify_ethtool, &select_ethtool,
		.column = 16, .flags = KIND_LONG,
	},
	[NETJOURNAL_KIND_REQUEST] = {
		"request", NAMES("requests", "wireguard", "macsec", "l2tp", "mptcp", "team", "devlink"),
		&decode_request, identify_request, &select_request,
		.column = 24, .flags = KIND_ACTS,
	},
	[NETJOURNAL_KIND_SYSCTL] = {
		"sysctl", NAMES("sysctls"), &decode_sysctl, identify_sysctl, &select_sysctls,
		{ .n_families = 1, .families = { AF_UNSPEC } },
		40, 0, sysctls_read,
	},
	[NETJOURNAL_KIND_FDB] = {
		"fdb", NAMES("forwarding"), &decode_fdb, identify_fdb, &select_fdb,
		{ RTM_GETNEIGH, 1, { AF_BRIDGE }, { RTNLGRP_NEIGH } },
		20, KIND_MANY | KIND_ALIKE, .left_out = "entries that are neither static nor permanent",
	},
	[NETJOURNAL_KIND_MPLS] = {
		"mpls", NAMES("labels"), &decode_mpls, identify_mpls, &select_mpls,
		{ RTM_GETROUTE, 1, { AF_MPLS }, { RTNLGRP_MPLS_ROUTE } },
		8, 0,
	},
	[NETJOURNAL_KIND_VLAN] = {
		"vlan", NAMES("vlans"), &decode_vlan, identify_vlan, &select_vlans,
		{ RTM_GETVLAN, 1, { AF_BRIDGE }, { RTNLGRP_BRVLAN }, rtnl_fill_vlan },
		20, KIND_ALIKE | KIND_BARE, .is_left_out = vlan_is_left_out, .read_left_out = vlans_read_options,
	},
	[NETJOURNAL_KIND_MDB] = {
		"mdb", NAMES("groups"), &decode_mdb, identify_mdb, &select_mdb,
		{ RTM_GETMDB, 1, { AF_BRIDGE }, { RTNLGRP_MDB } },
		20, KIND_ALIKE, .left_out = "groups that are not permanent",
	},
	[NETJOURNAL_KIND_MROUTE] = {
		"mroute", NAMES("mroutes"), &decode_mroute, identify_mroute, &select_mroutes,
		{ RTM_GETROUTE, 2, { RTNL_FAMILY_IPMR, RTNL_FAMILY_IP6MR },
		  { RTNLGRP_IPV4_MROUTE, RTNLGRP_IPV6_MROUTE } },
		32, KIND_MANY | KIND_ALIKE, .left_out = "routes that a packet asks for and nobody has set",
	},
	[NETJOURNAL_KIND_TC] = {
		"tc", NAMES("qdisc", "qdiscs"), &decode_tc, identify_tc, &select_tc,
		{ RTM_GETQDISC, 1, { AF_UNSPEC }, { RTNLGRP_TC } },
		24, 0, .left_out = "classes, filters, chains and actions", .is_left_out = tc_is_left_out,
		.read_left_out = tcs_read,
	},
};

/* Returns whether @word is the name @name; with @begins, whether @name begins with @word. */
static bool is_name(const char *name, const char *word, bool begins)
{
	return begins ? !strncmp(name, word, strlen(word)) : !strcmp(name, word);
}

static bool has_name(const struct kind *row, const char *word, bool begins)
{
	const char *const *also;

	if (is_name(row->name, word, begins))
		return true;
	for (also = row->also; *also; also++)
		if (is_name(*also, word, begins))
			return true;
	return false;
}

enum netjournal_kind kind_by_name(const char *word)
{
	unsigned int kind;
	int begins;

	/* A device with the name of a kind is found only after a kind, but one whose name begins a kind is more than that. */
	for (begins = 0; *word && begins < 2 && !(begins && if_nametoindex(word)); begins++)
		for (kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++)
			if (kind_row(kind) && has_name(&kind_table[kind], word, begins))
				return kind;
	return 0;
}

void kind_nearest(struct nearest *near)
{
	const char *const *also;
	unsigned int kind;

	for (kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++) {
		if (!kind_row(kind))
			continue;
		nearest_try(near, kind_table[kind].name);
		for (also = kind_table[kind].also; *also; also++)
			nearest_try(near, *also);
	}
}

void kind_unknown(const char *word, char *text, size_t size)
{
	char hint[NEAREST_TEXT_MAX];
	struct nearest near;

	nearest_init(&near, word);
	kind_nearest(&near);
	snprintf(text, size, "unknown object: %s%s", word, nearest_text(&near, "", hint));
}

uint32_t kinds_where(bool (*is_one)(unsigned int kind))
{
	uint32_t mask = 0;
	unsigned int kind;

	for (kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++)
		if (is_one(kind))
			mask |= 1u << kind;
	return mask;
}

uint32_t kinds_with(unsigned int flags)
{
	uint32_t mask = 0;
	unsigned int kind;

	for (kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++)
		if (kind_row(kind) && (kind_table[kind].flags & flags) == flags)
			mask |= 1u << kind;
	return mask;
}

void kinds_text(uint32_t kinds, const char *separator, char *text, size_t size)
{
	unsigned int kind;
	size_t len = 0;

	*text = '\0';
	for (kind = 0; kind <= NETJOURNAL_KIND_MAX && len < size; kind++)
		if (kinds & 1u << kind && kind_row(kind))
			len += snprintf(text + len, size - len, "%s%s", len ? separator : "", kind_row(kind)->name);
}
