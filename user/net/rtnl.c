// SPDX-License-Identifier: GPL-2.0
/*
 * Requests over rtnetlink. With strict checking the kernel refuses what it
 * cannot select by, so each kind has its own way to say it.
 */
#include <linux/fib_rules.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <string.h>

#include "decode/attr.h"
#include "net/rtnl.h"

/*
 * A kernel without IPv6 answers for all families instead of none, so the
 * family of what comes has to be looked at.
 */
static const struct rtnl_kind kinds[] = {
	[NETJOURNAL_KIND_LINK] = {
		RTM_GETLINK, sizeof(struct ifinfomsg), 1, { AF_UNSPEC },
		{ RTNLGRP_LINK },
	},
	[NETJOURNAL_KIND_ADDR] = {
		RTM_GETADDR, sizeof(struct ifaddrmsg), 2, { AF_INET, AF_INET6 },
		{ RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR },
	},
	[NETJOURNAL_KIND_ROUTE] = {
		RTM_GETROUTE, sizeof(struct rtmsg), 2, { AF_INET, AF_INET6 },
		{ RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV6_ROUTE },
	},
	[NETJOURNAL_KIND_RULE] = {
		RTM_GETRULE, sizeof(struct fib_rule_hdr), 2,
		{ AF_INET, AF_INET6 },
		{ RTNLGRP_IPV4_RULE, RTNLGRP_IPV6_RULE },
	},
	[NETJOURNAL_KIND_NEIGH] = {
		RTM_GETNEIGH, sizeof(struct ndmsg), 1, { AF_UNSPEC },
		{ RTNLGRP_NEIGH },
	},
	[NETJOURNAL_KIND_NEXTHOP] = {
		RTM_GETNEXTHOP, sizeof(struct nhmsg), 1, { AF_UNSPEC },
		{ RTNLGRP_NEXTHOP },
	},
};

const struct rtnl_kind *rtnl_kind(enum netjournal_kind kind)
{
	if ((size_t)kind >= ARRAY_SIZE(kinds) || !kinds[kind].get)
		return NULL;
	return &kinds[kind];
}

uint32_t rtnl_kinds(void)
{
	uint32_t mask = 0, kind;

	for (kind = 0; kind < ARRAY_SIZE(kinds); kind++)
		if (rtnl_kind(kind))
			mask |= 1u << kind;
	return mask;
}

/* What the kernel selects by, in the header and in attributes. */
struct wish {
	const struct selector *sel;
	uint32_t ifindex, master;
};

static int put_link(struct nl_msg *msg, void *hdr, const struct wish *w)
{
	bool ports = ((struct ifinfomsg *)hdr)->ifi_family == AF_BRIDGE;
	struct nlattr *nest;
	int err;

	/* Of ports, what the kernel announces of them. */
	err = nla_put_u32(msg, IFLA_EXT_MASK,
			  ports ? RTEXT_FILTER_BRVLAN_COMPRESSED :
			  RTEXT_FILTER_VF | RTEXT_FILTER_SKIP_STATS);
	if (!err && w->master)
		err = nla_put_u32(msg, IFLA_MASTER, w->master);
	if (err || !w->sel || !w->sel->link_type[0])
		return err;
	/* A port is told by its master's type, which is not for the kernel. */
	if (strchr(w->sel->link_type, '_'))
		return 0;
	nest = nla_nest_start(msg, IFLA_LINKINFO);
	if (!nest)
		return -1;
	err = nla_put_string(msg, IFLA_INFO_KIND, w->sel->link_type);
	nla_nest_end(msg, nest);
	return err;
}

static int put_addr(struct nl_msg *msg, void *hdr, const struct wish *w)
{
	(void)msg;
	((struct ifaddrmsg *)hdr)->ifa_index = w->ifindex;
	return 0;
}

static int put_route(struct nl_msg *msg, void *hdr, const struct wish *w)
{
	struct rtmsg *r = hdr;
	int err = 0;

	if (w->sel && w->sel->has_proto)
		r->rtm_protocol = w->sel->proto;
	/* A route over a blackhole nexthop is told to be one, and selected as none. */
	if (w->sel && w->sel->has_type && w->sel->type != RTN_BLACKHOLE)
		r->rtm_type = w->sel->type;
	if (w->sel && w->sel->has_table)
		err = nla_put_u32(msg, RTA_TABLE, w->sel->table);
	if (!err && w->ifindex)
		err = nla_put_u32(msg, RTA_OIF, w->ifindex);
	return err;
}

static int put_neigh(struct nl_msg *msg, void *hdr, const struct wish *w)
{
	if (w->sel && w->sel->proxy)
		((struct ndmsg *)hdr)->ndm_flags = NTF_PROXY;
	return w->ifindex ? nla_put_u32(msg, NDA_IFINDEX, w->ifindex) : 0;
}

static int put_nexthop(struct nl_msg *msg, void *hdr, const struct wish *w)
{
	(void)hdr;
	return w->ifindex ? nla_put_u32(msg, NHA_OIF, w->ifindex) : 0;
}

static int (*const put[])(struct nl_msg *msg, void *hdr,
			  const struct wish *w) = {
	[NETJOURNAL_KIND_LINK]	  = put_link,
	[NETJOURNAL_KIND_ADDR]	  = put_addr,
	[NETJOURNAL_KIND_ROUTE]	  = put_route,
	[NETJOURNAL_KIND_RULE]	  = NULL,	/* the kernel selects no rules */
	[NETJOURNAL_KIND_NEIGH]	  = put_neigh,
	[NETJOURNAL_KIND_NEXTHOP] = put_nexthop,
};

struct nl_msg *rtnl_dump(enum netjournal_kind kind, uint8_t family,
			 const struct selector *sel, uint32_t ifindex,
			 uint32_t master)
{
	const struct wish w = { sel, ifindex, master };
	const struct rtnl_kind *k = rtnl_kind(kind);
	struct nl_msg *msg = nlmsg_alloc_simple(k->get,
						NLM_F_REQUEST | NLM_F_DUMP);
	void *hdr = msg ? nlmsg_reserve(msg, k->hdr_len, NLMSG_ALIGNTO) : NULL;

	if (hdr) {
		memset(hdr, 0, NLMSG_ALIGN(k->hdr_len));
		*(uint8_t *)hdr = family;
		if (!put[kind] || !put[kind](msg, hdr, &w))
			return msg;
	}
	nlmsg_free(msg);
	return NULL;
}

struct nl_msg *rtnl_get_link(const char *name)
{
	const struct ifinfomsg hdr = { .ifi_family = AF_UNSPEC };
	struct nl_msg *msg = nlmsg_alloc_simple(RTM_GETLINK, NLM_F_REQUEST);

	if (msg && !nlmsg_append(msg, (void *)&hdr, sizeof(hdr), NLMSG_ALIGNTO) &&
	    !nla_put_u32(msg, IFLA_EXT_MASK,
			 RTEXT_FILTER_VF | RTEXT_FILTER_SKIP_STATS) &&
	    !nla_put_string(msg, IFLA_ALT_IFNAME, name))
		return msg;
	nlmsg_free(msg);
	return NULL;
}
