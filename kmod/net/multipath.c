// SPDX-License-Identifier: GPL-2.0
/*
 * Which devices of a network namespace may have legs of multipath routes.
 *
 * A namespace has one word for each family. A bit stands for all devices whose
 * index has the same last bits. At first all bits are set. A walk over all
 * routes clears them, and sets the bits of the legs that it finds. An announced
 * multipath route sets the bits of its legs.
 */
#include <linux/atomic.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <net/net_namespace.h>
#include <net/netlink.h>
#include <net/netns/generic.h>
#include <net/rtnh.h>

#include "multipath.h"

static unsigned int multipath_id __read_mostly;

/**
 * struct multipath - what is known of a namespace
 * @legs4: devices with legs of IPv4 routes
 * @legs6: devices with legs of IPv6 routes
 */
struct multipath {
	atomic64_t legs4;
	atomic64_t legs6;
};

static atomic64_t *multipath_legs(const struct net *net, int family)
{
	struct multipath *multipath = net_generic(net, multipath_id);

	return family == AF_INET ? &multipath->legs4 : &multipath->legs6;
}

static u64 leg_bit(int ifindex)
{
	return BIT_ULL(ifindex % 64);
}

bool nj_multipath_walk_begins(const struct net_device *dev, int family)
{
	atomic64_t *legs = multipath_legs(dev_net(dev), family);

	if (!(atomic64_read(legs) & leg_bit(dev->ifindex)))
		return false;
	atomic64_set(legs, 0);
	/*
	 * If the walk misses a route, the kernel announces that route after
	 * this, and the announcement sets its bits.
	 */
	smp_mb();
	return true;
}

void nj_multipath_leg(const struct net *net, int family, int ifindex)
{
	atomic64_t *legs = multipath_legs(net, family);

	if (!(atomic64_read(legs) & leg_bit(ifindex)))
		atomic64_or(leg_bit(ifindex), legs);
}

void nj_multipath_forget(const struct net *net, int family)
{
	atomic64_set(multipath_legs(net, family), U64_MAX);
}

/* Like nlmsg_find_attr(), without a call: this runs for each new route. */
static const struct nlattr *multipath_attr(const struct nlmsghdr *nlh)
{
	const struct nlattr *nla;
	int rem;

	nlmsg_for_each_attr(nla, nlh, sizeof(struct rtmsg), rem)
		if (nla_type(nla) == RTA_MULTIPATH)
			return nla;
	return NULL;
}

void nj_multipath_announced(const struct net *net, const struct nlmsghdr *nlh)
{
	const struct rtmsg *rtm = nlmsg_data(nlh);
	const struct rtnexthop *rtnh;
	const struct nlattr *nla;
	int rem;

	if (nlh->nlmsg_type != RTM_NEWROUTE || nlmsg_len(nlh) < sizeof(*rtm))
		return;
	nla = multipath_attr(nlh);
	if (!nla)
		return;
	rem = nla_len(nla);
	for (rtnh = nla_data(nla); rtnh_ok(rtnh, rem);
	     rtnh = rtnh_next(rtnh, &rem))
		nj_multipath_leg(net, rtm->rtm_family, rtnh->rtnh_ifindex);
}

static int __net_init multipath_init(struct net *net)
{
	nj_multipath_forget(net, AF_INET);
	nj_multipath_forget(net, AF_INET6);
	return 0;
}

static struct pernet_operations multipath_ops = {
	.init = multipath_init,
	.id = &multipath_id,
	.size = sizeof(struct multipath),
};

const struct nj_part nj_multipath_part = {
	.netns = &multipath_ops,
};
