// SPDX-License-Identifier: GPL-2.0
/*
 * The kinds of network objects.
 *
 * A kernel without IPv6 answers a request for IPv6 with all families. So code that dumps a
 * family must check the family of each message.
 */
#include <linux/rtnetlink.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>

#include "base/nearest.h"
#include "decode/kind.h"
#include "net/rtnl.h"

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
		20, KIND_MANY | KIND_MIXED,
	},
	[NETJOURNAL_KIND_NEXTHOP] = {
		"nexthop", NAMES("nexthops"), &decode_nexthop, identify_nexthop, &select_nexthops,
		{ RTM_GETNEXTHOP, 1, { AF_UNSPEC }, { RTNLGRP_NEXTHOP },
		  rtnl_fill_nexthop },
		8, KIND_FLAGGED | KIND_SILENT,
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

	for (begins = 0; *word && begins < 2; begins++)
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

uint32_t kinds_with(unsigned int flags)
{
	uint32_t mask = 0;
	unsigned int kind;

	for (kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++)
		if (kind_row(kind) && (kind_table[kind].flags & flags) == flags)
			mask |= 1u << kind;
	return mask;
}
