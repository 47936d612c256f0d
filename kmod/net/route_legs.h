/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The next hops of a route, as in the kernel's own messages. (The kernel's
 * functions for that are not exported in all versions.)
 */
#ifndef NJ_ROUTE_LEGS_H
#define NJ_ROUTE_LEGS_H

#include <linux/types.h>

struct fib_nh_common;
struct net_device;
struct sk_buff;

/**
 * struct nj_leg_change - what happens to the legs over a device
 * @dev: the device
 * @set: RTNH_F_* that they get
 * @clear: RTNH_F_* that they lose
 */
struct nj_leg_change {
	const struct net_device *dev;
	u32 set;
	u32 clear;
};

/**
 * struct nj_leg - one next hop of a route
 * @nhc: where the leg leads to
 * @family: of the route
 * @weight: in a multipath route
 * @tclassid: realm, 0 if none
 * @change: show the leg as it will be after this; NULL: the leg is deleted, and
 *	shown as if it were alive
 */
struct nj_leg {
	const struct fib_nh_common *nhc;
	u8 family;
	int weight;
	u32 tclassid;
	const struct nj_leg_change *change;
};

/* Room for one leg, in bytes. */
size_t nj_leg_size(const struct fib_nh_common *nhc);

/*
 * The functions below write what fits. Context: RTNL or the lock of the table.
 * Return: 0 or -EMSGSIZE.
 */

/*
 * Returns the flags of a leg after @change, without the flags that the kernel
 * never sends.
 */
u32 nj_leg_flags(const struct fib_nh_common *nhc,
		 const struct nj_leg_change *change);

/* Writes the only leg of a route. Adds to @flags the flags for rtm_flags. */
int nj_leg_put(struct sk_buff *skb, const struct nj_leg *leg, u32 *flags);

/* Writes one of several legs, inside RTA_MULTIPATH. */
int nj_leg_put_multipath(struct sk_buff *skb, const struct nj_leg *leg);

#endif
