/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which devices of a network namespace may have legs of multipath routes. Only
 * for such a device the hooks walk over all routes, because a walk takes time.
 */
#ifndef NJ_MULTIPATH_H
#define NJ_MULTIPATH_H

#include <linux/types.h>

#include "part.h"

struct net;
struct net_device;
struct nlmsghdr;

/* Keeps what is known of each network namespace; starts before the journal. */
extern const struct nj_part nj_multipath_part;

/**
 * nj_multipath_walk_begins - tell whether a device may have legs
 * @dev: a device of a namespace that has a journal
 * @family: AF_INET or AF_INET6
 *
 * Context: RTNL is held. Return: true if the caller must walk all routes of the
 * namespace, and call nj_multipath_leg() for each leg that it finds.
 */
bool nj_multipath_walk_begins(const struct net_device *dev, int family);

/**
 * nj_multipath_leg - remember the device of a leg of a multipath route
 * @net: a namespace that has a journal
 * @family: AF_INET or AF_INET6
 * @ifindex: its device
 *
 * Context: any.
 */
void nj_multipath_leg(const struct net *net, int family, int ifindex);

/**
 * nj_multipath_forget - nothing is known any more
 * @net: a namespace that has a journal
 * @family: AF_INET or AF_INET6
 *
 * A walk has failed, or a route could not be announced. Context: any.
 */
void nj_multipath_forget(const struct net *net, int family);

/**
 * nj_multipath_announced - look for legs in an announced route
 * @net: a namespace that has a journal
 * @nlh: an announcement of kind route
 *
 * Context: any.
 */
void nj_multipath_announced(const struct net *net, const struct nlmsghdr *nlh);

#endif
