/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An IPv6 route as a message of rtnetlink.
 */
#ifndef NJ_ROUTE6_MESSAGE_H
#define NJ_ROUTE6_MESSAGE_H

#include <linux/types.h>

struct fib6_info;
struct net;
struct sk_buff;

/**
 * nj_route6_message - make the message that a route is deleted
 * @net: network namespace of the route
 * @rt: the route; of a multipath route this leg alone
 *
 * Context: the lock of the table is held, and the RCU read lock; does not sleep.
 * Return: the message, owned by the caller, or NULL if there is no memory.
 */
struct sk_buff *nj_route6_message(const struct net *net,
				  const struct fib6_info *rt);

#endif
