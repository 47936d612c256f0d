/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IPv6 routes of several nexthops: the kernel announces that one of them went
 * as the deletion of a route with this nexthop alone. Pure.
 */
#ifndef NETJOURNAL_MULTIPATH_H
#define NETJOURNAL_MULTIPATH_H

#include "event.h"

/* Whether the kernel joins routes such as @ev to the same prefix into one. */
bool multipath_joins(const struct event *ev);

/*
 * Whether the event @ev of a route is about what @old was, a route to the same
 * prefix that leads elsewhere: a new one that takes its place; or the end of one
 * of several nexthops, of which the kernel tells in any order.
 */
bool multipath_is_about(const struct event *ev, const struct nlmsghdr *old);

/*
 * The message of @route without the nexthop that @gone, a route of one, leads
 * to, as the kernel would tell of it; of one nexthop that is left it makes a
 * plain route. NULL with errno ENOENT if @route is no multipath route with this
 * nexthop, or ENOMEM. To be freed.
 */
struct nlmsghdr *multipath_without(const struct event *route,
				   const struct event *gone);

#endif
