// SPDX-License-Identifier: GPL-2.0
/* Made from uapi/netjournal.yaml by make generate; do not edit. */
#include "kinds.h"

const struct genl_multicast_group nj_groups[NETJOURNAL_KIND_MAX + 1] = {
	[NETJOURNAL_KIND_NOTE - 1] = {
		.name = NETJOURNAL_MCGRP_NOTE,
		.flags = GENL_MCAST_CAP_NET_ADMIN,
	},
	[NETJOURNAL_KIND_CONFIG - 1] = {
		.name = NETJOURNAL_MCGRP_CONFIG,
		.flags = GENL_MCAST_CAP_NET_ADMIN,
	},
	[NETJOURNAL_KIND_LINK - 1] = {
		.name = NETJOURNAL_MCGRP_LINK,
		.flags = GENL_MCAST_CAP_NET_ADMIN,
	},
	[NETJOURNAL_KIND_ADDR - 1] = {
		.name = NETJOURNAL_MCGRP_ADDR,
		.flags = GENL_MCAST_CAP_NET_ADMIN,
	},
	[NETJOURNAL_KIND_ROUTE - 1] = {
		.name = NETJOURNAL_MCGRP_ROUTE,
		.flags = GENL_MCAST_CAP_NET_ADMIN,
	},
	[NETJOURNAL_KIND_RULE - 1] = {
		.name = NETJOURNAL_MCGRP_RULE,
		.flags = GENL_MCAST_CAP_NET_ADMIN,
	},
	[NETJOURNAL_KIND_NEIGH - 1] = {
		.name = NETJOURNAL_MCGRP_NEIGH,
		.flags = GENL_MCAST_CAP_NET_ADMIN,
	},
	[NETJOURNAL_KIND_NEXTHOP - 1] = {
		.name = NETJOURNAL_MCGRP_NEXTHOP,
		.flags = GENL_MCAST_CAP_NET_ADMIN,
	},
	[NETJOURNAL_KIND_MAX] = {
		.name = NETJOURNAL_MCGRP_PROCESS,
		.flags = GENL_MCAST_CAP_NET_ADMIN,
	},
};
