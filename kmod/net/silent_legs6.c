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

static void take_node(const struct legs *legs, const struct fib6_node *fn)
{
	const struct fib6_info *rt, *first = NULL;

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

/*
 * Returns the first node below @fn that comes after @after. @after is such a node,
 * or NULL.
 */
static struct fib6_node *node_below(const struct fib6_node *fn,
				    const struct fib6_node *after)
{
	struct fib6_node *const below[] = {
		FIB6_SUBTREE(fn),
		rcu_dereference_raw(fn->left),
		rcu_dereference_raw(fn->right),
	};
	bool passed = !after;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(below); i++) {
		if (passed && below[i])
			return below[i];
		passed |= below[i] && below[i] == after;
	}
	return NULL;
}

/*
 * Returns the next node of the tree below @root. A node comes before the nodes
 * below it.
 */
static struct fib6_node *node_next(struct fib6_node *fn,
				   const struct fib6_node *root)
{
	struct fib6_node *next = node_below(fn, NULL);

	while (!next && fn != root) {
		struct fib6_node *parent = rcu_dereference_raw(fn->parent);

		next = node_below(parent, fn);
		fn = parent;
	}
	return next;
}

static void take_table(const struct legs *legs, struct fib6_table *table)
{
	struct fib6_node *fn;

	spin_lock_bh(&table->tb6_lock);
	for (fn = &table->tb6_root; fn; fn = node_next(fn, &table->tb6_root))
		if (fn->fn_flags & RTN_RTINFO)
			take_node(legs, fn);
	spin_unlock_bh(&table->tb6_lock);
}

static void legs_change(const struct legs *legs)
{
	struct fib6_table *table;
	unsigned int i;

	if (!nj_silent_wanted(legs->net, NETJOURNAL_KIND_ROUTE) ||
	    !nj_multipath_walk_begins(legs->change.dev, AF_INET6))
		return;
	rcu_read_lock();
	for (i = 0; i < FIB6_TABLE_HASHSZ; i++)
		hlist_for_each_entry_rcu(table,
					 &legs->net->ipv6.fib_table_hash[i],
					 tb6_hlist)
			take_table(legs, table);
	rcu_read_unlock();
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
