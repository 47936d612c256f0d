// SPDX-License-Identifier: GPL-2.0
/*
 * A nexthop object as the message that the kernel would have sent. Compare
 * nh_fill_node(), which is not exported.
 */
#include <linux/inet.h>
#include <linux/jiffies.h>
#include <linux/netdevice.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <linux/skbuff.h>
#include <net/lwtunnel.h>
#include <net/netlink.h>
#include <net/nexthop.h>

#include "nexthop_message.h"
#include "silent.h"

static size_t group_size(const struct nh_group *group)
{
	return nla_total_size(group->num_nh * sizeof(struct nexthop_grp)) +
	       nla_total_size(sizeof(u16)) +		/* NHA_GROUP_TYPE */
	       nla_total_size(sizeof(u32)) +		/* NHA_OP_FLAGS */
	       nla_total_size(nla_total_size(sizeof(u16)) +	/* NHA_RES_GROUP */
			      2 * nla_total_size(sizeof(u32)) +
			      nla_total_size_64bit(sizeof(u64)));
}

static size_t single_size(const struct nh_info *info)
{
	return nla_total_size(sizeof(u32)) +		/* NHA_OIF */
	       nla_total_size(sizeof(struct in6_addr)) +	/* NHA_GATEWAY */
	       nla_total_size(sizeof(u16)) +		/* NHA_ENCAP_TYPE */
	       lwtunnel_get_encap_size(info->fib_nhc.nhc_lwtstate);
}

static size_t message_size(const struct nexthop *nh)
{
	return NLMSG_ALIGN(sizeof(struct nhmsg)) + nla_total_size(sizeof(u32)) +
	       nla_total_size(0) +			/* NHA_FDB */
	       (nh->is_group ? group_size(rtnl_dereference(nh->nh_grp)) :
			       single_size(rtnl_dereference(nh->nh_info)));
}

static struct nexthop_grp member_of(const struct nh_grp_entry *entry)
{
	struct nexthop_grp member = { .id = entry->nh->id };
	u16 weight = entry->weight - 1;
	u8 *bytes = &member.weight;

	/* The high bits follow the low ones. Older kernels have none of them. */
	bytes[0] = weight;
	bytes[1] = weight >> 8;
	return member;
}

static int put_members(struct sk_buff *skb, const struct nh_group *group,
		       const struct nexthop *without)
{
	struct nexthop_grp member;
	struct nlattr *nest;
	int i;

	/* An array, not a nest, but it is begun and ended like a nest. */
	nest = nla_nest_start_noflag(skb, NHA_GROUP);
	if (!nest)
		return -EMSGSIZE;
	for (i = 0; i < group->num_nh; i++) {
		if (group->nh_entries[i].nh == without)
			continue;
		member = member_of(&group->nh_entries[i]);
		if (nla_append(skb, sizeof(member), &member))
			return -EMSGSIZE;
	}
	nla_nest_end(skb, nest);
	return 0;
}

static int put_resilient(struct sk_buff *skb, const struct nh_group *group)
{
	const struct nh_res_table *table = rtnl_dereference(group->res_table);
	unsigned long unbalanced = 0;
	struct nlattr *nest;

	nest = nla_nest_start(skb, NHA_RES_GROUP);
	if (!list_empty(&table->uw_nh_entries))
		unbalanced = jiffies - table->unbalanced_since;
	if (!nest ||
	    nla_put_u16(skb, NHA_RES_GROUP_BUCKETS, table->num_nh_buckets) ||
	    nla_put_u32(skb, NHA_RES_GROUP_IDLE_TIMER,
			jiffies_to_clock_t(table->idle_timer)) ||
	    nla_put_u32(skb, NHA_RES_GROUP_UNBALANCED_TIMER,
			jiffies_to_clock_t(table->unbalanced_timer)) ||
	    nla_put_u64_64bit(skb, NHA_RES_GROUP_UNBALANCED_TIME,
			      jiffies_delta_to_clock_t(unbalanced),
			      NHA_RES_GROUP_PAD))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static int put_op_flags(struct sk_buff *skb)
{
#ifdef NHA_OP_FLAG_RESP_GRP_RESVD_0
	return nla_put_u32(skb, NHA_OP_FLAGS, NHA_OP_FLAG_RESP_GRP_RESVD_0);
#else
	return 0;
#endif
}

static int put_group(struct sk_buff *skb, const struct nexthop *nh,
		     const struct nexthop *without)
{
	const struct nh_group *group = rtnl_dereference(nh->nh_grp);
	u16 type = group->resilient ? NEXTHOP_GRP_TYPE_RES :
				      NEXTHOP_GRP_TYPE_MPATH;

	if ((group->fdb_nh && nla_put_flag(skb, NHA_FDB)) ||
	    nla_put_u16(skb, NHA_GROUP_TYPE, type) ||
	    put_members(skb, group, without) ||
	    (group->resilient && put_resilient(skb, group)))
		return -EMSGSIZE;
	return put_op_flags(skb);
}

static int put_gateway(struct sk_buff *skb, const struct fib_nh_common *nhc)
{
	switch (nhc->nhc_gw_family) {
	case AF_INET:
		return nla_put_in_addr(skb, NHA_GATEWAY, nhc->nhc_gw.ipv4);
	case AF_INET6:
		return nla_put_in6_addr(skb, NHA_GATEWAY, &nhc->nhc_gw.ipv6);
	default:
		return 0;
	}
}

static int put_single(struct sk_buff *skb, struct nhmsg *nhm,
		      const struct nh_info *info)
{
	const struct fib_nh_common *nhc = &info->fib_nhc;

	nhm->nh_family = info->family;
	if (info->reject_nh)
		return nla_put_flag(skb, NHA_BLACKHOLE);
	nhm->nh_scope = nhc->nhc_scope;
	if (info->fdb_nh) {
		if (nla_put_flag(skb, NHA_FDB))
			return -EMSGSIZE;
	} else if (nhc->nhc_dev) {
		if (nla_put_u32(skb, NHA_OIF, nhc->nhc_dev->ifindex))
			return -EMSGSIZE;
	}
	if (put_gateway(skb, nhc))
		return -EMSGSIZE;
	if (!nhc->nhc_lwtstate)
		return 0;
	return lwtunnel_fill_encap(skb, nhc->nhc_lwtstate, NHA_ENCAP,
				   NHA_ENCAP_TYPE);
}

static int put_nexthop(struct sk_buff *skb, int type, const struct nexthop *nh,
		       const struct nexthop *without)
{
	struct nlmsghdr *nlh;
	struct nhmsg *nhm;
	int err;

	nlh = nlmsg_put(skb, 0, 0, type, sizeof(*nhm), 0);
	if (!nlh)
		return -EMSGSIZE;
	nhm = nlmsg_data(nlh);
	memset(nhm, 0, sizeof(*nhm));
	nhm->nh_flags = nh->nh_flags;
	nhm->nh_protocol = nh->protocol;
	err = nla_put_u32(skb, NHA_ID, nh->id);
	if (!err)
		err = nh->is_group ? put_group(skb, nh, without) :
		      put_single(skb, nhm, rtnl_dereference(nh->nh_info));
	nlmsg_end(skb, nlh);
	return err;
}

struct sk_buff *nj_nexthop_message(int type, const struct nexthop *nh,
				   const struct nexthop *without)
{
	struct sk_buff *skb;

	skb = nj_silent_message(message_size(nh));
	if (skb && put_nexthop(skb, type, nh, without)) {
		nlmsg_free(skb);
		skb = NULL;
	}
	return skb;
}
