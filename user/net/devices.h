/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Asks the kernel for the devices that a selector names, and for the links that it
 * describes. The selected objects must be on one of these links.
 */
#ifndef NETJOURNAL_DEVICES_H
#define NETJOURNAL_DEVICES_H

#include "decode/selector.h"
#include "nl/netlink.h"

/* All zero is an empty one. */
struct devices {
	uint32_t ifindex, master;	/* of the devices; 0: none is named */
	/* private */
	bool limited;
	struct selector links;
	const struct event_names *names;
	uint32_t *ids;			/* of those links, sorted */
	size_t n, max;
};

/*
 * Asks for the devices that @sel names. If it names a device by an alternative name, replaces that
 * name in @sel. @names has the present names. Returns 0 or a negative errno with the text in
 * @rtnl->error.
 */
int devices_find(struct devices *d, struct netlink *rtnl, struct selector *sel,
		 const struct event_names *names);

/* Returns whether an object on the device of @ev can be selected. */
bool devices_match(const struct devices *d, const struct event *ev);

void devices_drop(struct devices *d);

#endif
