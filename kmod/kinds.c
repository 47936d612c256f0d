// SPDX-License-Identifier: GPL-2.0
/*
 * The kinds by name. One line for each: a kind is an enum value, a ring and a
 * multicast group.
 */
#include "kinds.h"

#define NJ_GROUP(kind) \
	[NETJOURNAL_KIND_##kind - 1] = { \
		.name = NETJOURNAL_MCGRP_##kind, \
		.flags = GENL_MCAST_CAP_NET_ADMIN, \
	}

const struct genl_multicast_group nj_groups[NETJOURNAL_KIND_MAX] = {
	NJ_GROUP(NOTE),
	NJ_GROUP(CONFIG),
	/* domain: groups */
	NJ_GROUP(LINK),
	NJ_GROUP(ADDR),
	NJ_GROUP(ROUTE),
	NJ_GROUP(RULE),
	NJ_GROUP(NEIGH),
	NJ_GROUP(NEXTHOP),
	/* end of domain */
};
