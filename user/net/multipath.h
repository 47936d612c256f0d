/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IPv6 routes of several nexthops: the kernel announces that one of them went
 * as the deletion of a route with this nexthop alone. Pure.
 */
#ifndef NETJOURNAL_MULTIPATH_H
#define NETJOURNAL_MULTIPATH_H

#include "net/idmap.h"

/* Whether the kernel joins routes such as @ev to the same prefix into one. */
bool multipath_joins(const struct event *ev);

/*
 * An object in a map, which may have several of one identity: routes to the same
 * prefix that lead elsewhere. The first member of what is kept.
 */
struct multipath_object {
	struct idmap_node node;
	uint32_t path;		/* event_path() of @now, or of what it was */
	struct nlmsghdr *now;	/* as it is; NULL: gone */
};

/*
 * The object of @map with identity @id that @ev is about, or NULL. A route that
 * leads elsewhere is it where @ev takes its place; or is the end of one of several
 * nexthops, of which the kernel tells in any order.
 */
struct multipath_object *multipath_find(const struct idmap *map,
					const struct identity *id,
					const struct event *ev);

/*
 * The object that loses one of its nexthops by @ev, and the message of what is
 * left in @rest, to be freed. NULL with errno ENOENT if there is none, or ENOMEM.
 */
struct multipath_object *multipath_losing(const struct idmap *map,
					  const struct identity *id,
					  const struct event *ev,
					  struct nlmsghdr **rest);

/*
 * The message of @route without the nexthop that @gone, a route of one, leads
 * to, as the kernel would tell of it; of one nexthop that is left it makes a
 * plain route. NULL with errno ENOENT if @route is no multipath route with this
 * nexthop, or ENOMEM. To be freed.
 */
struct nlmsghdr *multipath_without(const struct event *route,
				   const struct event *gone);

#endif
