/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The devices that a selector names, and the links on one of which the objects
 * that it means have to be: asked of the kernel.
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
 * Asks for the devices that @sel names. It can name one by an alternative name;
 * then @sel gets the other. @names are those of now. Returns 0 or a negative errno with the text in
 * @rtnl->error.
 */
int devices_find(struct devices *d, struct netlink *rtnl, struct selector *sel,
		 const struct event_names *names);

/* Whether an object on the device of @ev can be meant. */
bool devices_match(const struct devices *d, const struct event *ev);

void devices_drop(struct devices *d);

#endif
