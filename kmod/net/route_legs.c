// SPDX-License-Identifier: GPL-2.0
/*
 * The next hops of a route, as in the kernel's own messages. Compare
 * fib_nexthop_info() and fib_add_nexthop().
 *
 * A leg that goes with its route is shown as if it were alive. The kernel marks
 * it as dead only as a step of deleting the route.
 */
#include <linux/inet.h>
#include <linux/inetdevice.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <linux/skbuff.h>
#include <net/addrconf.h>
#include <net/ip_fib.h>
#include <net/lwtunnel.h>
#include <net/netlink.h>

#include "route_legs.h"

#define NJ_LEG_FLAGS	(RTNH_F_ONLINK | RTNH_F_OFFLOAD | RTNH_F_TRAP)

size_t nj_leg_size(const struct fib_nh_common *nhc)
{
	return nla_total_size(sizeof(struct rtnexthop)) +
	       nla_total_size(sizeof(struct in6_addr) + sizeof(struct rtvia)) +
	       3 * nla_total_size(sizeof(u32)) +
	       (nhc->nhc_lwtstate ? lwtunnel_get_encap_size(nhc->nhc_lwtstate) : 0);
}

static int put_via6(struct sk_buff *skb, const struct in6_addr *addr)
{
	struct nlattr *nla = nla_reserve(skb, RTA_VIA,
					 sizeof(struct rtvia) + sizeof(*addr));
	struct rtvia *via;

	if (!nla)
		return -EMSGSIZE;
	via = nla_data(nla);
	via->rtvia_family = AF_INET6;
	memcpy(via->rtvia_addr, addr, sizeof(*addr));
	return 0;
}

static int put_gateway(struct sk_buff *skb, const struct nj_leg *leg)
{
	const struct fib_nh_common *nhc = leg->nhc;

	switch (nhc->nhc_gw_family) {
	case AF_INET:
		return nla_put_in_addr(skb, RTA_GATEWAY, nhc->nhc_gw.ipv4);
	case AF_INET6:
		if (leg->family == AF_INET6)
			return nla_put_in6_addr(skb, RTA_GATEWAY,
						&nhc->nhc_gw.ipv6);
		return put_via6(skb, &nhc->nhc_gw.ipv6);
	default:
		return 0;
	}
}

static int put_encap(struct sk_buff *skb, const struct nj_leg *leg)
{
	if (!leg->nhc->nhc_lwtstate)
		return 0;
	return lwtunnel_fill_encap(skb, leg->nhc->nhc_lwtstate, RTA_ENCAP,
				   RTA_ENCAP_TYPE);
}

static bool ignores_linkdown(const struct fib_nh_common *nhc)
{
	if (!nhc->nhc_dev)
		return false;
#if IS_ENABLED(CONFIG_IPV6)
	if (nhc->nhc_family == AF_INET6)
		return ip6_ignore_linkdown(nhc->nhc_dev);
#endif
	return ip_ignore_linkdown(nhc->nhc_dev);
}

u32 nj_leg_flags(const struct fib_nh_common *nhc,
		 const struct nj_leg_change *change)
{
	u32 flags = nhc->nhc_flags;

	if (nhc->nhc_dev == change->dev)
		flags = (flags | change->set) & ~change->clear;
	flags &= NJ_LEG_FLAGS | RTNH_F_DEAD | RTNH_F_LINKDOWN;
	if (flags & RTNH_F_LINKDOWN && ignores_linkdown(nhc))
		flags |= RTNH_F_DEAD;
	return flags;
}

static u32 flags_shown(const struct nj_leg *leg)
{
	return leg->change ? nj_leg_flags(leg->nhc, leg->change) :
			     leg->nhc->nhc_flags & NJ_LEG_FLAGS;
}

static int put_flow(struct sk_buff *skb, const struct nj_leg *leg)
{
	return leg->tclassid ? nla_put_u32(skb, RTA_FLOW, leg->tclassid) : 0;
}

int nj_leg_put(struct sk_buff *skb, const struct nj_leg *leg, u32 *flags)
{
	const struct net_device *dev = leg->nhc->nhc_dev;

	*flags |= flags_shown(leg);
	if (put_gateway(skb, leg) ||
	    (dev && nla_put_u32(skb, RTA_OIF, dev->ifindex)) ||
	    put_encap(skb, leg) || put_flow(skb, leg))
		return -EMSGSIZE;
	return 0;
}

int nj_leg_put_multipath(struct sk_buff *skb, const struct nj_leg *leg)
{
	const struct net_device *dev = leg->nhc->nhc_dev;
	struct rtnexthop *rtnh = nla_reserve_nohdr(skb, sizeof(*rtnh));

	if (!rtnh)
		return -EMSGSIZE;
	rtnh->rtnh_hops = leg->weight - 1;
	rtnh->rtnh_ifindex = dev ? dev->ifindex : 0;
	rtnh->rtnh_flags = flags_shown(leg);
	if (put_gateway(skb, leg) || put_encap(skb, leg) || put_flow(skb, leg))
		return -EMSGSIZE;
	rtnh->rtnh_len = skb_tail_pointer(skb) - (u8 *)rtnh;
	return 0;
}
