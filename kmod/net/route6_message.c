// SPDX-License-Identifier: GPL-2.0
/*
 * An IPv6 route as the message that the kernel would have sent. Compare
 * rt6_fill_node(), which is not exported.
 */
#include <linux/in6.h>
#include <linux/rtnetlink.h>
#include <linux/skbuff.h>
#include <net/ip6_fib.h>
#include <net/ip6_route.h>
#include <net/netlink.h>
#include <net/nexthop.h>
#include <net/tcp.h>

#include "journal.h"
#include "route6_message.h"
#include "route_legs.h"
#include "silent.h"

#define NJ_ADDR_SIZE	nla_total_size(sizeof(struct in6_addr))

/*
 * The number of legs of the route, which are those of its nexthop object if it
 * has one.
 */
static unsigned int n_legs(const struct fib6_info *rt)
{
	return rt->nh ? nexthop_num_path(rt->nh) : 1;
}

static struct nj_leg leg_of(const struct fib6_info *rt, unsigned int i)
{
	const struct fib_nh_common *nhc = rt->nh ? nexthop_fib_nhc(rt->nh, i) :
						   &rt->fib6_nh->nh_common;

	return (struct nj_leg){
		.nhc = nhc,
		.family = AF_INET6,
		.weight = nhc->nhc_weight,
	};
}

/* Room for all but the legs. */
#define NJ_ROUTE6_SIZE							\
	(NLMSG_ALIGN(sizeof(struct rtmsg)) + 4 * NJ_ADDR_SIZE +		\
	 5 * nla_total_size(sizeof(u32)) +				\
	 nla_total_size(RTAX_MAX * nla_total_size(sizeof(u32)) +	\
			TCP_CA_NAME_MAX) +				\
	 nla_total_size(sizeof(struct rta_cacheinfo)) +			\
	 nla_total_size(sizeof(u8)))

static size_t message_size(const struct fib6_info *rt)
{
	const struct fib6_info *sibling;
	size_t size = NJ_ROUTE6_SIZE;
	unsigned int i;

	/* More than that is not needed. */
	for (i = 0; i < n_legs(rt) && size < NJ_PAYLOAD_MAX; i++)
		size += nj_leg_size(leg_of(rt, i).nhc);
	if (rt->nh || !rt->fib6_nsiblings)
		return size;
	list_for_each_entry(sibling, &rt->fib6_siblings, fib6_siblings) {
		size += nj_leg_size(&sibling->fib6_nh->nh_common);
		if (size >= NJ_PAYLOAD_MAX)
			break;
	}
	return size;
}

static int put_sibling(struct sk_buff *skb, const struct fib6_info *rt,
		       const struct nj_leg_change *change)
{
	struct nj_leg leg = leg_of(rt, 0);

	leg.change = change;
	return nj_leg_put_multipath(skb, &leg);
}

/* Writes the legs of a multipath route. Each leg is a route of its own. */
static int put_siblings(struct sk_buff *skb, const struct fib6_info *rt,
			const struct nj_leg_change *change)
{
	struct nlattr *nest = nla_nest_start_noflag(skb, RTA_MULTIPATH);
	const struct fib6_info *sibling;

	if (!nest || put_sibling(skb, rt, change))
		return -EMSGSIZE;
	list_for_each_entry(sibling, &rt->fib6_siblings, fib6_siblings)
		if (put_sibling(skb, sibling, change))
			return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static int put_multipath(struct sk_buff *skb, const struct fib6_info *rt)
{
	struct nlattr *nest = nla_nest_start_noflag(skb, RTA_MULTIPATH);
	struct nj_leg leg;
	unsigned int i;

	if (!nest)
		return -EMSGSIZE;
	for (i = 0; i < n_legs(rt); i++) {
		leg = leg_of(rt, i);
		if (nj_leg_put_multipath(skb, &leg))
			return -EMSGSIZE;
	}
	nla_nest_end(skb, nest);
	return 0;
}

static int put_legs(struct sk_buff *skb, struct rtmsg *rtm,
		    const struct net *net, const struct fib6_info *rt,
		    const struct nj_leg_change *change, bool all)
{
	struct nj_leg leg;

	if (all)
		return put_siblings(skb, rt, change);
	if (rt->nh && !READ_ONCE(net->ipv4.sysctl_nexthop_compat_mode))
		return 0;
	if (rt->nh && nexthop_is_multipath(rt->nh))
		return put_multipath(skb, rt);
	leg = leg_of(rt, 0);
	return nj_leg_put(skb, &leg, &rtm->rtm_flags);
}

static int put_key(struct sk_buff *skb, const struct fib6_info *rt)
{
	if (rt->fib6_dst.plen &&
	    nla_put_in6_addr(skb, RTA_DST, &rt->fib6_dst.addr))
		return -EMSGSIZE;
#ifdef CONFIG_IPV6_SUBTREES
	if (rt->fib6_src.plen &&
	    nla_put_in6_addr(skb, RTA_SRC, &rt->fib6_src.addr))
		return -EMSGSIZE;
#endif
	return 0;
}

static int put_attrs(struct sk_buff *skb, const struct fib6_info *rt,
		     bool no_source)
{
	if (put_key(skb, rt) ||
	    (rt->fib6_prefsrc.plen && !no_source &&
	     nla_put_in6_addr(skb, RTA_PREFSRC, &rt->fib6_prefsrc.addr)) ||
	    rtnetlink_put_metrics(skb, rt->fib6_metrics->metrics) < 0 ||
	    nla_put_u32(skb, RTA_PRIORITY, rt->fib6_metric) ||
	    (rt->nh && nla_put_u32(skb, RTA_NH_ID, rt->nh->id)))
		return -EMSGSIZE;
	return 0;
}

static int put_state(struct sk_buff *skb, const struct fib6_info *rt)
{
	long expires = rt->fib6_flags & RTF_EXPIRES ?
		       rt->expires - jiffies : 0;

	if (rtnl_put_cacheinfo(skb, NULL, 0, expires, 0) < 0)
		return -EMSGSIZE;
	return nla_put_u8(skb, RTA_PREF, IPV6_EXTRACT_PREF(rt->fib6_flags));
}

static u32 hw_flags(const struct fib6_info *rt)
{
	return (READ_ONCE(rt->offload) ? RTM_F_OFFLOAD : 0) |
	       (READ_ONCE(rt->trap) ? RTM_F_TRAP : 0) |
	       (READ_ONCE(rt->offload_failed) ? RTM_F_OFFLOAD_FAILED : 0);
}

static int put_route(struct sk_buff *skb, int type, const struct net *net,
		     const struct fib6_info *rt,
		     const struct nj_leg_change *change, bool no_source)
{
	bool all = change || (no_source && rt->fib6_nsiblings);
	u32 table = rt->fib6_table->tb6_id;
	struct nlmsghdr *nlh;
	struct rtmsg *rtm;

	nlh = nlmsg_put(skb, 0, 0, type, sizeof(*rtm), 0);
	if (!nlh)
		return -EMSGSIZE;
	rtm = nlmsg_data(nlh);
	memset(rtm, 0, sizeof(*rtm));
	rtm->rtm_family = AF_INET6;
	rtm->rtm_dst_len = rt->fib6_dst.plen;
	rtm->rtm_src_len = rt->fib6_src.plen;
	rtm->rtm_table = table < 256 ? table : RT_TABLE_COMPAT;
	rtm->rtm_protocol = rt->fib6_protocol;
	rtm->rtm_scope = RT_SCOPE_UNIVERSE;
	rtm->rtm_type = rt->fib6_type;
	if (rt->nh && nexthop_is_blackhole(rt->nh))
		rtm->rtm_type = RTN_BLACKHOLE;
	rtm->rtm_flags = hw_flags(rt);
	if (nla_put_u32(skb, RTA_TABLE, table) || put_attrs(skb, rt, no_source) ||
	    put_legs(skb, rtm, net, rt, change, all) || put_state(skb, rt))
		return -EMSGSIZE;
	nlmsg_end(skb, nlh);
	return 0;
}

static struct sk_buff *message_make(int type, const struct net *net,
				    const struct fib6_info *rt,
				    const struct nj_leg_change *change,
				    bool no_source)
{
	struct sk_buff *skb;

	skb = nj_silent_message(message_size(rt));
	if (skb && put_route(skb, type, net, rt, change, no_source)) {
		nlmsg_free(skb);
		skb = NULL;
	}
	return skb;
}

struct sk_buff *nj_route6_message(int type, const struct net *net,
				  const struct fib6_info *rt,
				  const struct nj_leg_change *change)
{
	return message_make(type, net, rt, change, false);
}

struct sk_buff *nj_route6_message_no_source(const struct net *net,
					    const struct fib6_info *rt)
{
	return message_make(RTM_NEWROUTE, net, rt, NULL, true);
}
