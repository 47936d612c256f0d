/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Makes the message of an object again from the JSON that event_print() has written, as far as the JSON has it:
 * what only the kernel's message has, and members that no row of the tables knows, are lost. Does no I/O.
 */
#ifndef NETJOURNAL_REBUILD_H
#define NETJOURNAL_REBUILD_H

#include <linux/netjournal.h>
#include <netlink/msg.h>

#include "base/values.h"

/* The kinds that can be made again, as a mask. */
#define REBUILD_KINDS	(1u << NETJOURNAL_KIND_LINK | 1u << NETJOURNAL_KIND_ADDR | \
			 1u << NETJOURNAL_KIND_ROUTE | 1u << NETJOURNAL_KIND_RULE | \
			 1u << NETJOURNAL_KIND_NEIGH | 1u << NETJOURNAL_KIND_NEXTHOP)

/*
 * @v, @event: the JSON
 * @changed: the object existed before
 * @number: returns the number of a device by its name
 */
struct rebuild {
	const struct values *v;
	size_t event;
	enum netjournal_kind kind;
	bool del, changed;
	uint32_t (*number)(void *arg, const char *name);
	void *arg;
};

/* Returns the message, which the caller frees, or NULL if the kind cannot be made again or there is no memory. */
struct nl_msg *event_rebuild(const struct rebuild *r);

#endif
