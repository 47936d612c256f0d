/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Preferred sources that IPv6 routes lose without an announcement.
 */
#ifndef NJ_SILENT_SOURCE6_H
#define NJ_SILENT_SOURCE6_H

#include "ear.h"
#include "part.h"

struct net;
struct nlmsghdr;

/* Keeps what is known of each network namespace; starts before the journal. */
extern const struct nj_part nj_source6_part;

/* Hears of each IPv6 address that has gone. */
extern struct nj_hook nj_hook_source6;

#if IS_ENABLED(CONFIG_IPV6)
/**
 * nj_source6_announced - look for a preferred source in an announced route
 * @net: a namespace that has a journal
 * @nlh: an announcement of kind route
 *
 * Context: any.
 */
void nj_source6_announced(const struct net *net, const struct nlmsghdr *nlh);

/**
 * nj_source6_forget - nothing is known any more
 * @net: a namespace that has a journal
 *
 * A route could not be announced. Context: any.
 */
void nj_source6_forget(const struct net *net);
#else
static inline void nj_source6_announced(const struct net *net,
					const struct nlmsghdr *nlh)
{
}

static inline void nj_source6_forget(const struct net *net)
{
}
#endif

#endif
