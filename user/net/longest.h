/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The route by which the kernel reaches an address: the longest match in the tables that
 * the rules name.
 */
#ifndef NETJOURNAL_LONGEST_H
#define NETJOURNAL_LONGEST_H

#include "net/history.h"
#include "nl/netlink.h"

/*
 * @found: a route leads to the address
 * @route: its event, if @found
 * @table: the table of the route, otherwise the main table
 */
struct longest {
	bool found;
	struct event route;
	uint32_t table;
	/* private */
	struct nlmsghdr *message;
};

/* Asks the kernel. Returns 0 or -ENOMEM. longest_drop() frees the answer. */
int longest_find(struct longest *l, struct netlink *rtnl, const struct event_addr *to);
void longest_drop(struct longest *l);

/*
 * Returns whether @obj is the route that was found or has the same prefix, or is gone and had a
 * longer prefix. @obj must be a route to the address.
 */
bool longest_is(const struct longest *l, const struct history_object *obj);

#endif
