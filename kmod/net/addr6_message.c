// SPDX-License-Identifier: GPL-2.0
/*
 * An IPv6 address as a message of rtnetlink. Compare inet6_fill_ifaddr().
 */
#include <linux/if_addr.h>
#include <linux/jiffies.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <net/if_inet6.h>
#include <net/ipv6.h>
#include <net/netlink.h>

#include "addr6_message.h"
#include "silent.h"

static u8 route_scope(int scope)
{
	if (scope & IFA_HOST)
		return RT_SCOPE_HOST;
	if (scope & IFA_LINK)
		return RT_SCOPE_LINK;
	return scope & IFA_SITE ? RT_SCOPE_SITE : RT_SCOPE_UNIVERSE;
}

static u32 centiseconds(unsigned long stamp)
{
	return (stamp - INITIAL_JIFFIES) * 100UL / HZ;
}

static int put_address(struct sk_buff *skb, const struct inet6_ifaddr *ifa)
{
	if (ipv6_addr_any(&ifa->peer_addr))
		return nla_put_in6_addr(skb, IFA_ADDRESS, &ifa->addr);
	return nla_put_in6_addr(skb, IFA_LOCAL, &ifa->addr) ?:
	       nla_put_in6_addr(skb, IFA_ADDRESS, &ifa->peer_addr);
}

static int put_addr(struct sk_buff *skb, int type, const struct inet6_ifaddr *ifa)
{
	const struct ifa_cacheinfo info = {
		.ifa_prefered = ifa->prefered_lft,
		.ifa_valid = ifa->valid_lft,
		.cstamp = centiseconds(ifa->cstamp),
		.tstamp = centiseconds(ifa->tstamp),
	};
	struct ifaddrmsg *ifm;
	struct nlmsghdr *nlh;

	nlh = nlmsg_put(skb, 0, 0, type, sizeof(*ifm), 0);
	if (!nlh)
		return -EMSGSIZE;
	ifm = nlmsg_data(nlh);
	*ifm = (struct ifaddrmsg){
		.ifa_family = AF_INET6,
		.ifa_prefixlen = ifa->prefix_len,
		.ifa_flags = ifa->flags,
		.ifa_scope = route_scope(ifa->scope),
		.ifa_index = ifa->idev->dev->ifindex,
	};
	if (put_address(skb, ifa) ||
	    (ifa->rt_priority &&
	     nla_put_u32(skb, IFA_RT_PRIORITY, ifa->rt_priority)) ||
	    nla_put(skb, IFA_CACHEINFO, sizeof(info), &info) ||
	    nla_put_u32(skb, IFA_FLAGS, ifa->flags) ||
	    (ifa->ifa_proto && nla_put_u8(skb, IFA_PROTO, ifa->ifa_proto)))
		return -EMSGSIZE;
	nlmsg_end(skb, nlh);
	return 0;
}

struct sk_buff *nj_addr6_message(int type, const struct inet6_ifaddr *ifa)
{
	struct sk_buff *skb = nj_silent_message(256);

	if (skb && put_addr(skb, type, ifa)) {
		nlmsg_free(skb);
		skb = NULL;
	}
	return skb;
}
