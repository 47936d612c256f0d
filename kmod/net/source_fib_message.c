// SPDX-License-Identifier: GPL-2.0
/*
 * An IPv4 route as the RTM_DELROUTE message that the kernel would have sent. The
 * kernel's own functions for it are not exported.
 */
#include <linux/inet.h>
#include <linux/rtnetlink.h>
#include <linux/skbuff.h>
#include <net/inet_dscp.h>
#include <net/ip_fib.h>
#include <net/lwtunnel.h>
#include <net/netlink.h>
#include <net/nexthop.h>
#include <net/tcp.h>

#include "source_fib_message.h"

static size_t nexthop_size(const struct fib_nh_common *nhc)
{
	return nla_total_size(sizeof(struct rtnexthop)) +
	       nla_total_size(sizeof(struct in6_addr) + sizeof(struct rtvia)) +
	       2 * nla_total_size(sizeof(u32)) +
	       (nhc->nhc_lwtstate ? lwtunnel_get_encap_size(nhc->nhc_lwtstate) : 0);
}

static size_t route_size(struct fib_info *fi)
{
	size_t size = NLMSG_ALIGN(sizeof(struct rtmsg)) +
		      6 * nla_total_size(sizeof(u32)) +
		      nla_total_size(RTAX_MAX * nla_total_size(sizeof(u32)) +
				     TCP_CA_NAME_MAX);
	int i;

	for (i = 0; i < fib_info_num_path(fi); i++)
		size += nexthop_size(fib_info_nhc(fi, i));
	return size;
}

static int put_gateway(struct sk_buff *skb, const struct fib_nh_common *nhc)
{
	struct rtvia *via;
	struct nlattr *nla;

	switch (nhc->nhc_gw_family) {
	case AF_INET:
		return nla_put_in_addr(skb, RTA_GATEWAY, nhc->nhc_gw.ipv4);
	case AF_INET6:
		nla = nla_reserve(skb, RTA_VIA,
				  sizeof(*via) + sizeof(struct in6_addr));
		if (!nla)
			return -EMSGSIZE;
		via = nla_data(nla);
		via->rtvia_family = AF_INET6;
		memcpy(via->rtvia_addr, &nhc->nhc_gw.ipv6,
		       sizeof(struct in6_addr));
		return 0;
	default:
		return 0;
	}
}

static int put_flow(struct sk_buff *skb, struct fib_info *fi, int i)
{
#ifdef CONFIG_IP_ROUTE_CLASSID
	/* Nexthop objects have no class. */
	if (!fi->nh && fi->fib_nh[i].nh_tclassid)
		return nla_put_u32(skb, RTA_FLOW, fi->fib_nh[i].nh_tclassid);
#endif
	return 0;
}

static int put_encap(struct sk_buff *skb, const struct fib_nh_common *nhc)
{
	if (!nhc->nhc_lwtstate)
		return 0;
	return lwtunnel_fill_encap(skb, nhc->nhc_lwtstate, RTA_ENCAP,
				   RTA_ENCAP_TYPE);
}

static int put_multipath(struct sk_buff *skb, struct fib_info *fi)
{
	struct nlattr *nest = nla_nest_start_noflag(skb, RTA_MULTIPATH);
	int i;

	if (!nest)
		return -EMSGSIZE;
	for (i = 0; i < fib_info_num_path(fi); i++) {
		const struct fib_nh_common *nhc = fib_info_nhc(fi, i);
		struct rtnexthop *rtnh = nla_reserve_nohdr(skb, sizeof(*rtnh));

		if (!rtnh)
			return -EMSGSIZE;
		rtnh->rtnh_flags = nhc->nhc_flags & RTNH_F_ONLINK;
		rtnh->rtnh_hops = nhc->nhc_weight - 1;
		rtnh->rtnh_ifindex = nhc->nhc_oif;
		if (put_gateway(skb, nhc) || put_flow(skb, fi, i) ||
		    put_encap(skb, nhc))
			return -EMSGSIZE;
		rtnh->rtnh_len = skb_tail_pointer(skb) - (u8 *)rtnh;
	}
	nla_nest_end(skb, nest);
	return 0;
}

static int put_path(struct sk_buff *skb, struct rtmsg *rtm,
		    struct fib_info *fi)
{
	const struct fib_nh_common *nhc = fib_info_nhc(fi, 0);

	rtm->rtm_flags |= nhc->nhc_flags & RTNH_F_ONLINK;
	if (put_gateway(skb, nhc) ||
	    (nhc->nhc_oif && nla_put_u32(skb, RTA_OIF, nhc->nhc_oif)) ||
	    put_flow(skb, fi, 0))
		return -EMSGSIZE;
	return put_encap(skb, nhc);
}

/* Compare fib_dump_info(). */
static int put_route(struct sk_buff *skb, const struct nj_fib_route *route)
{
	struct fib_info *fi = route->fi;
	struct nlmsghdr *nlh;
	struct rtmsg *rtm;

	nlh = nlmsg_put(skb, 0, 0, RTM_DELROUTE, sizeof(*rtm), 0);
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
	if (fib_info_num_path(fi) > 1 ? put_multipath(skb, fi) :
	    fib_info_num_path(fi) == 1 ? put_path(skb, rtm, fi) : 0)
		return -EMSGSIZE;
	nlmsg_end(skb, nlh);
	return 0;
}

struct sk_buff *nj_fib_message(const struct nj_fib_route *route)
{
	struct sk_buff *skb;

	skb = nlmsg_new(route_size(route->fi), GFP_ATOMIC | __GFP_NOWARN);
	if (skb && put_route(skb, route)) {
		nlmsg_free(skb);
		skb = NULL;
	}
	return skb;
}
