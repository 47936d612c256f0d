// SPDX-License-Identifier: GPL-2.0
/*
 * Records what happens to IPv4 multipath routes when a device goes down, comes up,
 * or loses or gets its carrier. The legs over that device die or revive, and the
 * kernel announces nothing. A route without a living leg is removed; the hook in
 * silent_route4.c records that.
 *
 * The hooks come before the change, so they record what the change will do.
 */
#include <linux/hash.h>
#include <linux/inetdevice.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <net/ip_fib.h>
#include <net/net_namespace.h>

#include "compat.h"
#include "fib_alias.h"
#include "multipath.h"
#include "route_legs.h"
#include "silent.h"
#include "silent_legs.h"

#define LOOKED_BITS	4

/* What has been found out about the legs of a fib_info; NULL: nothing yet. */
struct looked {
	const struct fib_info *fi;
	bool changes;
};

/**
 * struct legs - the legs over a device that change
 * @net: network namespace of the device
 * @change: the device, and what happens to the legs
 * @scope: legs of this scope do not die
 * @removed: the device is removed
 * @looked: what has been found out in this walk, by a hash of the fib_info
 */
struct legs {
	struct net *net;
	struct nj_leg_change change;
	int scope;
	bool removed;
	struct looked looked[1 << LOOKED_BITS];
};

static bool leg_changes(const struct legs *legs, const struct fib_nh *nh)
{
	const struct fib_nh_common *nhc = &nh->nh_common;

	if (nhc->nhc_dev != legs->change.dev)
		return false;
	/* A dead leg does not die again. */
	if (legs->change.set &&
	    (nhc->nhc_flags & RTNH_F_DEAD || nhc->nhc_scope == legs->scope))
		return false;
	return (nhc->nhc_flags & legs->change.set) != legs->change.set ||
	       nhc->nhc_flags & legs->change.clear;
}

/* Returns whether legs of the route change while the route stays. */
static bool route_changes(const struct legs *legs, const struct fib_info *fi)
{
	unsigned int changed = 0, dead = 0;
	int i;

	for (i = 0; i < fi->fib_nhs; i++) {
		const struct fib_nh *nh = &fi->fib_nh[i];

		changed += leg_changes(legs, nh);
		dead += nh->fib_nh_flags & RTNH_F_DEAD ||
			(legs->change.set & RTNH_F_DEAD &&
			 leg_changes(legs, nh));
	}
	return changed && (legs->change.clear || dead < fi->fib_nhs);
}

/* Looking at a leg takes as much time as this many bytes of a message. */
#define LEG_COST	4

static void legs_look(const struct legs *legs, const struct fib_info *fi,
		      struct looked *looked)
{
	int i;

	for (i = 0; i < fi->fib_nhs; i++)
		nj_multipath_leg(legs->net, AF_INET, fi->fib_nh[i].fib_nh_oif);
	looked->fi = fi;
	looked->changes = route_changes(legs, fi);
	nj_silent_spend(legs->net, NETJOURNAL_KIND_ROUTE,
			LEG_COST * fi->fib_nhs);
}

/*
 * Routes share their legs, so the kernel changes the legs once for all routes.
 * Looking at the legs again for each route could take much more time. If the budget
 * does not pay for looking at a route's legs, the route counts as lost, because it
 * may have changed.
 */
static void take_route(const struct nj_route4 *route, void *arg)
{
	struct legs *legs = arg;
	struct looked *looked = &legs->looked[hash_ptr(route->fi, LOOKED_BITS)];

	/* Routes over a nexthop object have no legs of their own. */
	if (route->fi->nh || route->fi->fib_nhs < 2)
		return;
	if (looked->fi != route->fi) {
		if (!nj_silent_admit(legs->net, NETJOURNAL_KIND_ROUTE)) {
			nj_multipath_forget(legs->net, AF_INET);
			return;
		}
		legs_look(legs, route->fi, looked);
	}
	if (looked->changes &&
	    nj_silent_admit(legs->net, NETJOURNAL_KIND_ROUTE))
		nj_silent_record(legs->net, NETJOURNAL_KIND_ROUTE,
				 nj_route4_message(RTM_NEWROUTE, route,
						   &legs->change));
}

/* When a device is removed, the kernel removes every route over it. */
static void legs_change(struct nj_hook *hook, struct legs *legs)
{
	int err;

	if (READ_ONCE(hook->state) != NETJOURNAL_HOOK_STATE_ON ||
	    legs->removed ||
	    !nj_silent_wanted(legs->net, NETJOURNAL_KIND_ROUTE) ||
	    !nj_multipath_walk_begins(legs->change.dev, AF_INET))
		return;
	err = nj_fib_walk(legs->net, take_route, legs);
	if (!err)
		return;
	nj_multipath_forget(legs->net, AF_INET);
	/* A route in the part of the table that was not walked may have changed. */
	if (err == -E2BIG)
		nj_silent_record(legs->net, NETJOURNAL_KIND_ROUTE, NULL);
	else
		nj_hook_distrust(hook);
}

/* fib_sync_down_dev(dev, event, force) */
static void notrace hear_down(struct ftrace_regs *fregs)
{
	struct net_device *dev = (void *)nj_ftrace_arg(fregs, 0);
	unsigned long event = nj_ftrace_arg(fregs, 1);
	bool force = nj_ftrace_arg(fregs, 2) & 1;
	struct legs legs = {
		.net = dev_net(dev),
		.change.dev = dev,
		.change.set = event == NETDEV_CHANGE ? RTNH_F_LINKDOWN :
			      RTNH_F_LINKDOWN | RTNH_F_DEAD,
		.scope = force ? -1 : RT_SCOPE_NOWHERE,
		.removed = event == NETDEV_UNREGISTER,
	};

	legs_change(&nj_hook_legs4_down, &legs);
}

/*
 * Returns whether the kernel assumes that a device which comes up has a carrier.
 */
static bool has_carrier(const struct net_device *dev)
{
	return netif_running(dev) &&
	       (netif_oper_up(dev) || netif_carrier_ok(dev));
}

/* fib_sync_up(dev, nh_flags) */
static void notrace hear_up(struct ftrace_regs *fregs)
{
	struct net_device *dev = (void *)nj_ftrace_arg(fregs, 0);
	struct legs legs = {
		.net = dev_net(dev),
		.change.dev = dev,
		.change.clear = nj_ftrace_arg(fregs, 1) & U8_MAX,
	};

	if (!(dev->flags & IFF_UP) || !__in_dev_get_rtnl(dev))
		return;
	if (legs.change.clear & RTNH_F_DEAD && has_carrier(dev))
		legs.change.clear |= RTNH_F_LINKDOWN;
	legs_change(&nj_hook_legs4_up, &legs);
}

struct nj_hook nj_hook_legs4_down = {
	.function = "fib_sync_down_dev",
	.unseen = "nexthops of IPv4 multipath routes that die",
	.kinds = BIT(NETJOURNAL_KIND_ROUTE),
	.hear = hear_down,
};

struct nj_hook nj_hook_legs4_up = {
	.function = "fib_sync_up",
	.unseen = "nexthops of IPv4 multipath routes that come back",
	.kinds = BIT(NETJOURNAL_KIND_ROUTE),
	.hear = hear_up,
};
