/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An IPv4 route as a message of rtnetlink.
 */
#ifndef NJ_ROUTE4_MESSAGE_H
#define NJ_ROUTE4_MESSAGE_H

#include <linux/types.h>
#include <net/inet_dscp.h>

struct fib_info;
struct nj_leg_change;
struct sk_buff;

/**
 * struct nj_route4 - an IPv4 route
 * @tb_id: table
 * @dst: prefix, in host byte order
 * @dst_len: its length in bits
 * @dscp: as in struct fib_entry_notifier_info
 * @type: RTN_*
 * @fi: the rest
 */
struct nj_route4 {
	u32 tb_id;
	u32 dst;
	int dst_len;
	dscp_t dscp;
	u8 type;
	struct fib_info *fi;
};

/**
 * nj_route4_message - make a message about a route
 * @type: RTM_NEWROUTE or RTM_DELROUTE
 * @route: the route
 * @change: what happens to the route's legs; NULL: the route is deleted
 *
 * Context: RTNL is held; does not sleep.
 * Return: the message, owned by the caller, or NULL if there is no memory.
 */
struct sk_buff *nj_route4_message(int type, const struct nj_route4 *route,
				  const struct nj_leg_change *change);

#endif
