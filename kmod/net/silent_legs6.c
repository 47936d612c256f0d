// SPDX-License-Identifier: GPL-2.0
/*
 * Records what happens to IPv6 multipath routes when a device goes down, comes up,
 * or loses or gets its carrier. Compare silent_legs4.c, and fib6_ifdown(). The
 * kernel then walks all routes. The hooks walk them before the kernel does, if a
 * multipath route can exist.
 */
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <net/ip6_fib.h>
#include <net/net_namespace.h>

#include "compat.h"
#include "fib6_walk.h"
#include "multipath.h"
#include "route6_message.h"
#include "route_legs.h"
#include "silent.h"
#include "silent_legs.h"

/**
 * struct legs - the legs over a device that change
 * @net: network namespace of the device
 * @change: the device, and what happens to the legs
 */
struct legs {
	struct net *net;
	struct nj_leg_change change;
};

static bool leg_changes(const struct legs *legs, const struct fib6_info *rt)
{
	const struct fib_nh_common *nhc = &rt->fib6_nh->nh_common;

	if (nhc->nhc_dev != legs->change.dev)
		return false;
	return (nhc->nhc_flags & legs->change.set) != legs->change.set ||
	       nhc->nhc_flags & legs->change.clear;
}

static bool leg_is_dead(const struct legs *legs, const struct fib6_info *rt)
{
	const struct fib_nh_common *nhc = &rt->fib6_nh->nh_common;

	return nhc->nhc_flags & RTNH_F_DEAD ||
	       (legs->change.set & RTNH_F_DEAD &&
		nhc->nhc_dev == legs->change.dev);
}

/* Returns whether legs of the multipath route change while the route stays. */
static bool route_changes(const struct legs *legs, const struct fib6_info *rt)
{
	unsigned int changed = leg_changes(legs, rt);
	unsigned int dead = leg_is_dead(legs, rt);
	const struct fib6_info *sibling;

	list_for_each_entry(sibling, &rt->fib6_siblings, fib6_siblings) {
		changed += leg_changes(legs, sibling);
		dead += leg_is_dead(legs, sibling);
	}
	return changed && (legs->change.clear || dead <= rt->fib6_nsiblings);
}

static void leg_found(const struct legs *legs, const struct fib6_info *rt)
{
	const struct net_device *dev = rt->fib6_nh->fib_nh_dev;

	if (dev)
		nj_multipath_leg(legs->net, AF_INET6, dev->ifindex);
}

static void legs_found(const struct legs *legs, const struct fib6_info *rt)
{
	const struct fib6_info *sibling;

	leg_found(legs, rt);
	list_for_each_entry(sibling, &rt->fib6_siblings, fib6_siblings)
		leg_found(legs, sibling);
}

static void take_node(const struct fib6_node *fn, void *arg)
{
	const struct fib6_info *rt, *first = NULL;
	const struct legs *legs = arg;

	for (rt = rcu_dereference_raw(fn->leaf); rt;
	     rt = rcu_dereference_raw(rt->fib6_next)) {
		if (rt->nh || !rt->fib6_nsiblings)
			continue;
		/* All legs with one metric are of one multipath route. */
		if (first && first->fib6_metric == rt->fib6_metric)
			continue;
		first = rt;
		legs_found(legs, rt);
		if (route_changes(legs, rt) &&
		    nj_silent_admit(legs->net, NETJOURNAL_KIND_ROUTE))
			nj_silent_record(legs->net, NETJOURNAL_KIND_ROUTE,
					 nj_route6_message(RTM_NEWROUTE,
							   legs->net, rt,
							   &legs->change));
	}
}

static void legs_change(const struct legs *legs)
{
	if (nj_silent_wanted(legs->net, NETJOURNAL_KIND_ROUTE) &&
	    nj_multipath_walk_begins(legs->change.dev, AF_INET6))
		nj_fib6_walk(legs->net, take_node, (void *)legs);
}

/*
 * rt6_sync_down_dev(dev, event). rt6_disable_ip() calls it too, but the compiler
 * has inlined that call. So this hook sees only changes of the carrier.
 */
static void notrace hear_carrier(struct ftrace_regs *fregs)
{
	struct net_device *dev = (void *)nj_ftrace_arg(fregs, 0);
	const struct legs legs = {
		.net = dev_net(dev),
		.change.dev = dev,
		.change.set = RTNH_F_LINKDOWN,
	};

	if (nj_ftrace_arg(fregs, 1) == NETDEV_CHANGE)
		legs_change(&legs);
}

/* rt6_disable_ip(dev, event) */
static void notrace hear_down(struct ftrace_regs *fregs)
{
	struct net_device *dev = (void *)nj_ftrace_arg(fregs, 0);
	const struct legs legs = {
		.net = dev_net(dev),
		.change.dev = dev,
		.change.set = RTNH_F_LINKDOWN | RTNH_F_DEAD,
	};

	/*
	 * When a device is removed, the kernel removes its legs and announces
	 * each.
	 */
	if (nj_ftrace_arg(fregs, 1) == NETDEV_DOWN)
		legs_change(&legs);
}

/* rt6_sync_up(dev, nh_flags) */
static void notrace hear_up(struct ftrace_regs *fregs)
{
	struct net_device *dev = (void *)nj_ftrace_arg(fregs, 0);
	struct legs legs = {
		.net = dev_net(dev),
		.change.dev = dev,
		.change.clear = nj_ftrace_arg(fregs, 1) & U8_MAX,
	};

	if (legs.change.clear & RTNH_F_DEAD && netif_carrier_ok(dev))
		legs.change.clear |= RTNH_F_LINKDOWN;
	legs_change(&legs);
}

struct nj_hook nj_hook_legs6_carrier = {
	.function = "rt6_sync_down_dev",
	.unseen = "nexthops of IPv6 multipath routes that lose their carrier",
	.kinds = BIT(NETJOURNAL_KIND_ROUTE),
	.hear = hear_carrier,
};

struct nj_hook nj_hook_legs6_down = {
	.function = "rt6_disable_ip",
	.unseen = "nexthops of IPv6 multipath routes that die",
	.kinds = BIT(NETJOURNAL_KIND_ROUTE),
	.hear = hear_down,
};

struct nj_hook nj_hook_legs6_up = {
	.function = "rt6_sync_up",
	.unseen = "nexthops of IPv6 multipath routes that come back",
	.kinds = BIT(NETJOURNAL_KIND_ROUTE),
	.hear = hear_up,
};
