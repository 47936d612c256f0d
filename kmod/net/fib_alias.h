/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel's own structures of the IPv4 routing tables. They are private
 * (net/ipv4/fib_lookup.h, fib_trie.c). The copies here match Linux 5.18 and
 * later. The code checks every value that it reads through them.
 */
#ifndef NJ_FIB_ALIAS_H
#define NJ_FIB_ALIAS_H

#include <linux/list.h>
#include <linux/types.h>
#include <net/inet_dscp.h>

#include "route4_message.h"

struct fib_info;
struct net;

/* A route: the beginning of the kernel's structure. */
struct fib_alias {
	struct hlist_node fa_list;
	struct fib_info *fa_info;
	dscp_t fa_dscp;
	u8 fa_type;
	u8 fa_state;
	u8 fa_slen;	/* 32 - length of the prefix */
	u32 tb_id;
};

/**
 * nj_fib_alias_read - read a route from what may be a struct fib_alias
 * @net: network namespace that the route must belong to
 * @key: its destination, in host byte order
 * @alias: where the structure is
 * @route: filled
 *
 * Context: RTNL is held, or the RCU read lock.
 * Return: false if @alias is no struct fib_alias, or one of another form.
 */
bool nj_fib_alias_read(const struct net *net, u32 key,
		       const struct fib_alias *alias, struct nj_route4 *route);

/**
 * nj_fib_walk - call a function for each IPv4 route
 * @net: network namespace
 * @take: the function
 * @arg: for @take
 *
 * Context: RTNL is held.
 * Return: 0; -E2BIG if a table is too large to be walked; -EINVAL if the tables have an
 * unknown form.
 */
int nj_fib_walk(const struct net *net,
		void (*take)(const struct nj_route4 *route, void *arg),
		void *arg);

#endif
