// SPDX-License-Identifier: GPL-2.0
/*
 * Builds requests over rtnetlink. With strict checking the kernel refuses a selection that
 * it does not support, so each kind fills its request in its own way.
 */
#include <linux/if_addr.h>
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <string.h>

#include "decode/decode.h"
#include "net/rtnl.h"

const struct rtnl_kind *rtnl_kind(enum netjournal_kind kind)
{
	const struct kind *row = kind_row(kind);

	return kind_can_be_asked(kind) ? &row->rtnl : NULL;
}

uint32_t rtnl_kinds(void)
{
	return kinds_where(kind_is_listed);
}

uint8_t rtnl_ip_family(uint8_t family)
{
	if (family == RTNL_FAMILY_IPMR)
		return AF_INET;
	return family == RTNL_FAMILY_IP6MR ? AF_INET6 : family;
}

int rtnl_fill_link(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish)
{
	bool ports = ((struct ifinfomsg *)hdr)->ifi_family == AF_BRIDGE;
	struct nlattr *nest;
	int err;

	/* For ports, ask for the attributes that the kernel announces. */
	err = nla_put_u32(msg, IFLA_EXT_MASK,
			  ports ? RTEXT_FILTER_BRVLAN_COMPRESSED :
			  RTEXT_FILTER_VF | RTEXT_FILTER_SKIP_STATS);
	if (!err && wish->master)
		err = nla_put_u32(msg, IFLA_MASTER, wish->master);
	if (err || !wish->sel || !wish->sel->link_type[0])
		return err;
	/* A type such as bridge_slave means a port, which the kernel cannot select. */
	if (strchr(wish->sel->link_type, '_'))
		return 0;
	nest = nla_nest_start(msg, IFLA_LINKINFO);
	if (!nest)
		return -1;
	err = nla_put_string(msg, IFLA_INFO_KIND, wish->sel->link_type);
	nla_nest_end(msg, nest);
	return err;
}

int rtnl_fill_addr(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish)
{
	(void)msg;
	((struct ifaddrmsg *)hdr)->ifa_index = wish->ifindex;
	return 0;
}

int rtnl_fill_route(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish)
{
	struct rtmsg *r = hdr;
	int err = 0;

	if (wish->sel && wish->sel->has_proto)
		r->rtm_protocol = wish->sel->proto;
	/* The kernel dumps a route over a blackhole nexthop as a blackhole, but does not select it as one. */
	if (wish->sel && wish->sel->has_type && wish->sel->type != RTN_BLACKHOLE)
		r->rtm_type = wish->sel->type;
	if (wish->sel && wish->sel->has_table)
		err = nla_put_u32(msg, RTA_TABLE, wish->sel->table);
	if (!err && wish->ifindex)
		err = nla_put_u32(msg, RTA_OIF, wish->ifindex);
	return err;
}

int rtnl_fill_neigh(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish)
{
	if (wish->sel && wish->sel->proxy)
		((struct ndmsg *)hdr)->ndm_flags = NTF_PROXY;
	return wish->ifindex ? nla_put_u32(msg, NDA_IFINDEX, wish->ifindex) : 0;
}

int rtnl_fill_nexthop(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish)
{
	(void)hdr;
	return wish->ifindex ? nla_put_u32(msg, NHA_OIF, wish->ifindex) : 0;
}

/*
 * Linux 6.12 leaves VLANs out if they follow the PVID and have its other properties: br_vlan_dump_dev()
 * makes one range of them, which br_vlan_fill_vids() cuts. With statistics, there are no ranges.
 */
int rtnl_fill_vlan(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish)
{
	(void)hdr;
	(void)wish;
	return nla_put_u32(msg, BRIDGE_VLANDB_DUMP_FLAGS, BRIDGE_VLANDB_DUMPF_STATS);
}

struct nl_msg *rtnl_dump(enum netjournal_kind kind, uint8_t family,
			 const struct selector *sel, uint32_t ifindex,
			 uint32_t master)
{
	const struct rtnl_wish wish = { sel, ifindex, master };
	const struct kind *row = object_row(kind);
	size_t hdr_len = row->decoder->hdr_len;
	struct nl_msg *msg = nlmsg_alloc_simple(row->rtnl.get,
						NLM_F_REQUEST | NLM_F_DUMP);
	void *hdr = msg ? nlmsg_reserve(msg, hdr_len, NLMSG_ALIGNTO) : NULL;

	if (hdr) {
		memset(hdr, 0, NLMSG_ALIGN(hdr_len));
		*(uint8_t *)hdr = family;
		if (!row->rtnl.fill || !row->rtnl.fill(msg, hdr, &wish))
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
