/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IPv4 routes that the kernel removes without announcing it.
 */
#ifndef NJ_SILENT_ROUTE4_H
#define NJ_SILENT_ROUTE4_H

#include "ear.h"

struct nlmsghdr;

/* Hears of each IPv4 route that goes. */
extern struct nj_hook nj_hook_route4;

/*
 * Hears only of the first route to a prefix; for kernels without the hook
 * above.
 */
extern struct nj_hook nj_hook_fib;

/**
 * nj_route4_announced - compare an announcement with what the hook expects
 * @net: network namespace of the announcement
 * @nlh: an announcement of kind route; NULL if it could not be made
 *
 * Context: the task that makes the change.
 */
void nj_route4_announced(const struct net *net, const struct nlmsghdr *nlh);

#endif
