/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The next hops of a route, as in the kernel's own messages. (The kernel's
 * functions for that are not exported in all versions.)
 */
#ifndef NJ_ROUTE_LEGS_H
#define NJ_ROUTE_LEGS_H

#include <linux/types.h>

struct fib_nh_common;
struct nexthop;
struct sk_buff;

/**
 * struct nj_leg - one next hop of a route
 * @nhc: where it leads to
 * @family: of the route
 * @weight: in a multipath route
 * @tclassid: realm, 0 if none
 */
struct nj_leg {
	const struct fib_nh_common *nhc;
	u8 family;
	int weight;
	u32 tclassid;
};

/* Room for one leg, in bytes. */
size_t nj_leg_size(const struct fib_nh_common *nhc);

/*
 * The functions below write what fits. Context: RTNL or the lock of the table.
 * Return: 0 or -EMSGSIZE.
 */

/* The only leg of a route. Adds to @flags what belongs into rtm_flags. */
int nj_leg_put(struct sk_buff *skb, const struct nj_leg *leg, u32 *flags);

/* One of several, inside of RTA_MULTIPATH. */
int nj_leg_put_multipath(struct sk_buff *skb, const struct nj_leg *leg);

#endif
