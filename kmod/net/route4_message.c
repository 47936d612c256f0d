// SPDX-License-Identifier: GPL-2.0
/*
 * An IPv4 route as the message that the kernel would have sent. Compare
 * fib_dump_info(), which is not exported.
 */
#include <linux/inet.h>
#include <linux/rtnetlink.h>
#include <linux/skbuff.h>
#include <net/ip_fib.h>
#include <net/netlink.h>
#include <net/nexthop.h>
#include <net/tcp.h>

#include "journal.h"
#include "route4_message.h"
#include "route_legs.h"
#include "silent.h"

static size_t message_size(struct fib_info *fi)
{
	size_t size = NLMSG_ALIGN(sizeof(struct rtmsg)) +
		      6 * nla_total_size(sizeof(u32)) +
		      nla_total_size(RTAX_MAX * nla_total_size(sizeof(u32)) +
				     TCP_CA_NAME_MAX);
	int i;

	/* More than that is not needed. */
	for (i = 0; i < fib_info_num_path(fi) && size < NJ_PAYLOAD_MAX; i++)
		size += nj_leg_size(fib_info_nhc(fi, i));
	return size;
}

static u32 leg_tclassid(const struct fib_info *fi, int i)
{
#ifdef CONFIG_IP_ROUTE_CLASSID
	/* Nexthop objects have no class. */
	if (!fi->nh)
		return fi->fib_nh[i].nh_tclassid;
#endif
	return 0;
}

static struct nj_leg leg_of(struct fib_info *fi, int i,
			    const struct nj_leg_change *change)
{
	const struct fib_nh_common *nhc = fib_info_nhc(fi, i);

	return (struct nj_leg){
		.nhc = nhc,
		.family = AF_INET,
		.weight = nhc->nhc_weight,
		.tclassid = leg_tclassid(fi, i),
		.change = change,
	};
}

static int put_multipath(struct sk_buff *skb, struct fib_info *fi,
			 const struct nj_leg_change *change)
{
	struct nlattr *nest = nla_nest_start_noflag(skb, RTA_MULTIPATH);
	struct nj_leg leg;
	int i;

	if (!nest)
		return -EMSGSIZE;
	for (i = 0; i < fib_info_num_path(fi); i++) {
		leg = leg_of(fi, i, change);
		if (nj_leg_put_multipath(skb, &leg))
			return -EMSGSIZE;
	}
	nla_nest_end(skb, nest);
	return 0;
}

static int put_legs(struct sk_buff *skb, struct rtmsg *rtm, struct fib_info *fi,
		    const struct nj_leg_change *change)
{
	int n = fib_info_num_path(fi);
	struct nj_leg leg;

	if (fi->nh && !READ_ONCE(fi->fib_net->ipv4.sysctl_nexthop_compat_mode))
		return 0;
	if (n > 1)
		return put_multipath(skb, fi, change);
	if (n < 1)
		return 0;
	leg = leg_of(fi, 0, change);
	return nj_leg_put(skb, &leg, &rtm->rtm_flags);
}

static int put_attrs(struct sk_buff *skb, const struct nj_route4 *route)
{
	const struct fib_info *fi = route->fi;

	if (nla_put_u32(skb, RTA_TABLE, route->tb_id) ||
	    (route->dst_len &&
	     nla_put_in_addr(skb, RTA_DST, htonl(route->dst))) ||
	    (fi->fib_priority &&
	     nla_put_u32(skb, RTA_PRIORITY, fi->fib_priority)) ||
	    rtnetlink_put_metrics(skb, fi->fib_metrics->metrics) < 0 ||
	    (fi->fib_prefsrc &&
	     nla_put_in_addr(skb, RTA_PREFSRC, fi->fib_prefsrc)) ||
	    (fi->nh && nla_put_u32(skb, RTA_NH_ID, fi->nh->id)))
		return -EMSGSIZE;
	return 0;
}

static int put_route(struct sk_buff *skb, int type,
		     const struct nj_route4 *route,
		     const struct nj_leg_change *change)
{
	struct fib_info *fi = route->fi;
	struct nlmsghdr *nlh;
	struct rtmsg *rtm;

	nlh = nlmsg_put(skb, 0, 0, type, sizeof(*rtm), 0);
	if (!nlh)
		return -EMSGSIZE;
	rtm = nlmsg_data(nlh);
	memset(rtm, 0, sizeof(*rtm));
	rtm->rtm_family = AF_INET;
	rtm->rtm_dst_len = route->dst_len;
	rtm->rtm_tos = inet_dscp_to_dsfield(route->dscp);
	rtm->rtm_table = route->tb_id < 256 ? route->tb_id : RT_TABLE_COMPAT;
	rtm->rtm_protocol = fi->fib_protocol;
	rtm->rtm_scope = fi->fib_scope;
	rtm->rtm_type = route->type;
	if (fi->nh && nexthop_is_blackhole(fi->nh))
		rtm->rtm_type = RTN_BLACKHOLE;
	if (put_attrs(skb, route) || put_legs(skb, rtm, fi, change))
		return -EMSGSIZE;
	nlmsg_end(skb, nlh);
	return 0;
}

struct sk_buff *nj_route4_message(int type, const struct nj_route4 *route,
				  const struct nj_leg_change *change)
{
	struct sk_buff *skb;

	skb = nj_silent_message(message_size(route->fi));
	if (skb && put_route(skb, type, route, change)) {
		nlmsg_free(skb);
		skb = NULL;
	}
	return skb;
}
