// SPDX-License-Identifier: GPL-2.0
/*
 * The kinds of network objects.
 *
 * A kernel without IPv6 answers a request for IPv6 with all families. So code that dumps a
 * family must check the family of each message.
 */
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>

#include "decode/kind.h"
#include "net/rtnl.h"

const struct kind kind_table[NETJOURNAL_KIND_MAX + 1] = {
	[NETJOURNAL_KIND_LINK] = {
		"link", &decode_link, identify_link, &select_links,
		{ RTM_GETLINK, 1, { AF_UNSPEC }, { RTNLGRP_LINK },
		  rtnl_fill_link },
		16, KIND_FLAGGED | KIND_PORTS,
	},
	[NETJOURNAL_KIND_ADDR] = {
		"addr", &decode_addr, identify_addr, &select_addresses,
		{ RTM_GETADDR, 2, { AF_INET, AF_INET6 },
		  { RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR }, rtnl_fill_addr },
		24, KIND_FLAGGED,
	},
	[NETJOURNAL_KIND_ROUTE] = {
		"route", &decode_route, identify_route, &select_routes,
		{ RTM_GETROUTE, 2, { AF_INET, AF_INET6 },
		  { RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV6_ROUTE }, rtnl_fill_route },
		20, KIND_MANY | KIND_SILENT,
	},
	[NETJOURNAL_KIND_RULE] = {
		"rule", &decode_rule, identify_rule, &select_rules,
		{ RTM_GETRULE, 2, { AF_INET, AF_INET6 },
		  { RTNLGRP_IPV4_RULE, RTNLGRP_IPV6_RULE } },
		6, 0,
	},
	[NETJOURNAL_KIND_NEIGH] = {
		"neigh", &decode_neigh, identify_neigh, &select_neighbours,
		{ RTM_GETNEIGH, 1, { AF_UNSPEC }, { RTNLGRP_NEIGH },
		  rtnl_fill_neigh },
		20, KIND_MANY | KIND_MIXED,
	},
	[NETJOURNAL_KIND_NEXTHOP] = {
		"nexthop", &decode_nexthop, identify_nexthop, &select_nexthops,
		{ RTM_GETNEXTHOP, 1, { AF_UNSPEC }, { RTNLGRP_NEXTHOP },
		  rtnl_fill_nexthop },
		8, KIND_FLAGGED | KIND_SILENT,
	},
};

enum netjournal_kind kind_by_name(const char *name)
{
	unsigned int kind;

	for (kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++)
		if (kind_row(kind) && !strcmp(kind_table[kind].name, name))
			return kind;
	return 0;
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
