/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Asks the kernel which objects of a history exist, whatever the journal says.
 */
#ifndef NETJOURNAL_PRESENCE_H
#define NETJOURNAL_PRESENCE_H

#include "decode/selector.h"
#include "net/history.h"
#include "nl/netlink.h"

struct presence_object;

/* The objects in question. All zero is none. */
struct presence {
	struct presence_object *objects;
	size_t n;
	struct idmap map;
};

/*
 * Asks for the @n objects at @all, which are of the kind of @sel, and sets the presence
 * of each. Where the kernel does not answer it is HISTORY_NOT_ASKED. If the kernel has
 * announced nothing about the kind since then, the answer is true.
 *
 * Returns 0, -EAGAIN if the answer is inconsistent, or -ENOMEM.
 */
int presence_ask(struct netlink *rtnl, const struct selector *sel,
		 struct history_object *const *all, size_t n);

/*
 * For objects that may have changed since they were asked for: leaves the presence only
 * of those that were there, and of which there is no record after @seq.
 */
void presence_doubt(struct history_object *const *all, size_t n, uint64_t seq);

/* The steps of presence_ask(), without a socket. */
int presence_begin(struct presence *p, struct history_object *const *all, size_t n);
/* The kernel has this object. */
void presence_see(struct presence *p, const struct event *ev);
/* There are no more objects. Sets the presence of each. */
void presence_end(struct presence *p);

#endif
