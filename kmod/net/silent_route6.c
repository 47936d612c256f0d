// SPDX-License-Identifier: GPL-2.0
/*
 * Records IPv6 routes that the kernel removes without announcing it: routes over
 * a device that goes down, if net.ipv6.route.skip_notify_on_dev_down is set; and
 * routes over a nexthop object that goes, if net.ipv4.nexthop_compat_mode is not
 * set.
 */
#include <linux/rtnetlink.h>
#include <net/ip6_fib.h>
#include <net/net_namespace.h>
#include <net/netlink.h>

#include "compat.h"
#include "route6_message.h"
#include "silent.h"
#include "silent_route6.h"

/*
 * If a multipath route goes as a whole, the kernel announces it once for all
 * legs. It then skips the notifications of each leg, for other listeners of the
 * FIB too.
 */
static bool route_is_silent(const struct nl_info *info)
{
	return info->skip_notify && !info->skip_notify_kernel;
}

/* Returns whether fib6_del() will find the route. */
static bool route_is_there(const struct net *net, const struct fib6_info *rt)
{
	return rt != net->ipv6.fib6_null_entry &&
	       rcu_access_pointer(rt->fib6_node);
}

/* fib6_del(rt, info) */
static void notrace hear_route6(struct ftrace_regs *fregs)
{
	const struct fib6_info *rt = (void *)nj_ftrace_arg(fregs, 0);
	const struct nl_info *info = (void *)nj_ftrace_arg(fregs, 1);

	if (!route_is_silent(info) || !route_is_there(info->nl_net, rt) ||
	    !nj_silent_admit(info->nl_net, NETJOURNAL_KIND_ROUTE))
		return;
	/* RCU protects the nexthop object of the route, if it has one. */
	rcu_read_lock();
	nj_silent_record(info->nl_net, NETJOURNAL_KIND_ROUTE,
			 nj_route6_message(RTM_DELROUTE, info->nl_net, rt, NULL));
	rcu_read_unlock();
}

struct nj_hook nj_hook_route6 = {
	.function = "fib6_del",
	.unseen = "silent deletions of IPv6 routes",
	.kinds = BIT(NETJOURNAL_KIND_ROUTE),
	.hear = hear_route6,
};
