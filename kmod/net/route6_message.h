/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An IPv6 route as a message of rtnetlink.
 */
#ifndef NJ_ROUTE6_MESSAGE_H
#define NJ_ROUTE6_MESSAGE_H

#include <linux/types.h>

struct fib6_info;
struct net;
struct nj_leg_change;
struct sk_buff;

/**
 * nj_route6_message - make a message about a route
 * @type: RTM_NEWROUTE or RTM_DELROUTE
 * @net: network namespace of the route
 * @rt: the route
 * @change: what happens to the legs of a multipath route; NULL: the route is
 *	deleted, or, if it is one leg of a multipath route, this leg alone
 *
 * Context: the lock of the table is held, and the RCU read lock; does not sleep.
 * Return: the message, owned by the caller, or NULL if there is no memory.
 */
struct sk_buff *nj_route6_message(int type, const struct net *net,
				  const struct fib6_info *rt,
				  const struct nj_leg_change *change);

/**
 * nj_route6_message_no_source - make a message about a route without preferred source
 * @net: network namespace of the route
 * @rt: the route, which is about to lose its preferred source; the first leg of a
 *	multipath route stands for all
 *
 * Context: the lock of the table is held, and the RCU read lock; does not sleep.
 * Return: the message, owned by the caller, or NULL if there is no memory.
 */
struct sk_buff *nj_route6_message_no_source(const struct net *net,
					    const struct fib6_info *rt);

#endif
