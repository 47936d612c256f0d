/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An IPv4 route as an RTM_DELROUTE message.
 */
#ifndef NJ_SOURCE_FIB_MESSAGE_H
#define NJ_SOURCE_FIB_MESSAGE_H

#include <linux/types.h>
#include <net/inet_dscp.h>

struct fib_info;
struct sk_buff;

/**
 * struct nj_fib_route - what makes a route, beside its table entry
 * @tb_id: table
 * @dst: prefix, in host byte order
 * @dst_len: its length in bits
 * @dscp: as in struct fib_entry_notifier_info
 * @type: RTN_*
 * @fi: the rest
 */
struct nj_fib_route {
	u32 tb_id;
	u32 dst;
	int dst_len;
	dscp_t dscp;
	u8 type;
	struct fib_info *fi;
};

/**
 * nj_fib_message - make the message
 * @route: the route
 *
 * Context: RTNL or the RCU read lock is held, for the nexthops; does not sleep.
 * Return: the message, owned by the caller, or NULL if there is no memory.
 */
struct sk_buff *nj_fib_message(const struct nj_fib_route *route);

#endif
