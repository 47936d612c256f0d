/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IPv6 routes of several nexthops. When one nexthop goes, the kernel announces the deletion
 * of a route with this nexthop alone. Does no I/O.
 */
#ifndef NETJOURNAL_MULTIPATH_H
#define NETJOURNAL_MULTIPATH_H

#include "net/idmap.h"

/* Returns whether the kernel joins routes like @ev to the same prefix into one route. */
bool multipath_joins(const struct event *ev);

/*
 * An object in a map. Routes with the same key that the kernel tells apart are several objects
 * with one identity, in the kernel's order. This is the first member of the caller's struct.
 */
struct multipath_object {
	struct idmap_node node;
	uint32_t path;		/* event_path() of @now, or of the last state */
	struct nlmsghdr *now;	/* the present state; NULL: gone */
};

/*
 * Returns the object of @map with the identity @id that @ev, whose event_path() is @path, is about, or NULL. This can be
 * a route that leads elsewhere, if @ev replaces it. It can also be a route that loses one of
 * its nexthops, which the kernel announces in any order.
 */
struct multipath_object *multipath_find(const struct idmap *map,
					const struct identity *id,
					const struct event *ev, uint32_t path);

/*
 * Adds a new object where the kernel puts the route of @ev among those with its key. Returns 0,
 * or -ENOMEM if nothing was done.
 */
int multipath_add(struct idmap *map, struct multipath_object *obj, const struct identity *id,
		  const struct event *ev);
/* Moves an object that was gone to where the kernel puts the new route of @ev. */
void multipath_again(struct idmap *map, struct multipath_object *obj, const struct event *ev);

/*
 * Returns the object that loses one of its nexthops by @ev. Sets @rest to the message of the
 * remaining route, which the caller frees. Returns NULL with errno ENOENT if there is no
 * such object, or ENOMEM.
 */
struct multipath_object *multipath_losing(const struct idmap *map,
					  const struct identity *id,
					  const struct event *ev,
					  struct nlmsghdr **rest);

/*
 * Builds the message of @route without the nexthop of @gone, as the kernel would announce
 * it. If one nexthop remains, the result is a plain route. The caller frees the message.
 * Returns NULL with errno ENOENT if @route is no multipath route with this nexthop, or
 * ENOMEM.
 */
struct nlmsghdr *multipath_without(const struct event *route,
				   const struct event *gone);

#endif
