// SPDX-License-Identifier: GPL-2.0
/*
 * Records IPv6 routes that lose their preferred source because the address has gone.
 * Compare fib6_remove_prefsrc(): the kernel walks all routes whenever an address goes.
 * The hook walks them before the kernel does, if a route can have this source.
 *
 * A namespace has one word of bits. A bit stands for all addresses with the same hash.
 * At first all bits are set. A walk over all routes clears them, and sets the bits of
 * the sources that it finds. An announced route sets the bit of its source.
 */
#include <linux/atomic.h>
#include <linux/in6.h>
#include <linux/jhash.h>
#include <linux/rtnetlink.h>
#include <net/if_inet6.h>
#include <net/ip6_fib.h>
#include <net/net_namespace.h>
#include <net/netlink.h>
#include <net/netns/generic.h>

#include "compat.h"
#include "fib6_walk.h"
#include "route6_message.h"
#include "silent.h"
#include "silent_source6.h"

static unsigned int source6_id __read_mostly;

/**
 * struct source6 - what is known of a namespace
 * @sources: the addresses that routes can have as preferred source
 */
struct source6 {
	atomic64_t sources;
};

/**
 * struct loss - an address that has gone
 * @net: network namespace
 * @addr: the address
 * @dev: the device that had it
 */
struct loss {
	struct net *net;
	const struct in6_addr *addr;
	const struct net_device *dev;
};

static atomic64_t *sources_of(const struct net *net)
{
	struct source6 *known = net_generic(net, source6_id);

	return &known->sources;
}

static u64 source_bit(const void *addr)
{
	return BIT_ULL(jhash(addr, sizeof(struct in6_addr), 0) % 64);
}

static void source_add(const struct net *net, const void *addr)
{
	atomic64_t *sources = sources_of(net);
	u64 bit = source_bit(addr);

	if (!(atomic64_read(sources) & bit))
		atomic64_or(bit, sources);
}

void nj_source6_forget(const struct net *net)
{
	atomic64_set(sources_of(net), U64_MAX);
}

void nj_source6_announced(const struct net *net, const struct nlmsghdr *nlh)
{
	const struct rtmsg *rtm = nlmsg_data(nlh);
	const struct nlattr *nla;
	int rem;

	if (nlh->nlmsg_type != RTM_NEWROUTE || nlmsg_len(nlh) < sizeof(*rtm) ||
	    rtm->rtm_family != AF_INET6)
		return;
	nlmsg_for_each_attr(nla, nlh, sizeof(*rtm), rem)
		if (nla_type(nla) == RTA_PREFSRC &&
		    nla_len(nla) == sizeof(struct in6_addr))
			source_add(net, nla_data(nla));
}

static bool route_loses(const struct loss *loss, const struct fib6_info *rt)
{
	return !rt->nh && rt->fib6_prefsrc.plen &&
	       ipv6_addr_equal(&rt->fib6_prefsrc.addr, loss->addr) &&
	       !nj_source6_stays(loss->net, loss->addr, loss->dev,
				 rt->fib6_nh->fib_nh_dev);
}

/* Whether @rt is a leg of a multipath route whose first leg is @first or earlier. */
static bool leg_is_later(const struct fib6_info *rt, const struct fib6_info *first)
{
	return first && !rt->nh && rt->fib6_nsiblings &&
	       first->fib6_metric == rt->fib6_metric;
}

/* Messages about a multipath route have the preferred source of its first leg. */
static void take_node(const struct fib6_node *fn, void *arg)
{
	const struct fib6_info *rt, *first = NULL;
	const struct loss *loss = arg;

	for (rt = rcu_dereference_raw(fn->leaf); rt;
	     rt = rcu_dereference_raw(rt->fib6_next)) {
		if (rt->fib6_prefsrc.plen)
			source_add(loss->net, &rt->fib6_prefsrc.addr);
		if (leg_is_later(rt, first))
			continue;
		if (!rt->nh && rt->fib6_nsiblings)
			first = rt;
		if (route_loses(loss, rt) &&
		    nj_silent_admit(loss->net, NETJOURNAL_KIND_ROUTE))
			nj_silent_record(loss->net, NETJOURNAL_KIND_ROUTE,
					 nj_route6_message_no_source(loss->net,
								     rt));
	}
}

/* rt6_remove_prefsrc(ifp) */
static void notrace hear_source6(struct ftrace_regs *fregs)
{
	const struct inet6_ifaddr *ifp = (void *)nj_ftrace_arg(fregs, 0);
	const struct net_device *dev = ifp->idev->dev;
	struct loss loss = {
		.net = dev_net(dev), .addr = &ifp->addr, .dev = dev,
	};

	if (!nj_silent_wanted(loss.net, NETJOURNAL_KIND_ROUTE) ||
	    !(atomic64_read(sources_of(loss.net)) & source_bit(&ifp->addr)))
		return;
	atomic64_set(sources_of(loss.net), 0);
	/*
	 * If the walk misses a route, the kernel announces that route after
	 * this, and the announcement sets its bit.
	 */
	smp_mb();
	nj_fib6_walk(loss.net, take_node, &loss);
}

struct nj_hook nj_hook_source6 = {
	.function = "rt6_remove_prefsrc",
	.unseen = "preferred sources of IPv6 routes that go with their address",
	.kinds = BIT(NETJOURNAL_KIND_ROUTE),
	.hear = hear_source6,
};

static int __net_init source6_init(struct net *net)
{
	nj_source6_forget(net);
	return 0;
}

static struct pernet_operations source6_ops = {
	.init = source6_init,
	.id = &source6_id,
	.size = sizeof(struct source6),
};

const struct nj_part nj_source6_part = {
	.netns = &source6_ops,
};
