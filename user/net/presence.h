/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Asks the kernel which objects of a history exist.
 */
#ifndef NETJOURNAL_PRESENCE_H
#define NETJOURNAL_PRESENCE_H

#include "decode/selector.h"
#include "net/history.h"
#include "nl/netlink.h"

struct presence_object;

/* The objects to look for. */
struct presence {
	struct presence_object *objects;
	size_t n;
	struct idmap map;
	struct changes changes;	/* between the journal's object and the kernel's */
};

/*
 * Asks for the @n objects at @all, which are of the kind of @sel, and sets the presence
 * of each. If the kernel does not answer, the presence is HISTORY_NOT_ASKED. The answer is
 * true if the kernel has announced no change of this kind meanwhile.
 *
 * Returns 0, -EAGAIN if the answer is inconsistent, or -ENOMEM.
 */
int presence_ask(struct netlink *rtnl, const struct selector *sel,
		 struct history_object *const *all, size_t n);

/*
 * Call this if the kernel announced changes during the last presence_ask(). Objects that
 * were not found, and objects with a record after @seq, become HISTORY_NOT_ASKED.
 */
void presence_doubt(struct history_object *const *all, size_t n, uint64_t seq);

/* These are the steps of presence_ask(). They do no I/O. presence_begin() returns 0 or -ENOMEM. */
int presence_begin(struct presence *p, struct history_object *const *all, size_t n);
/* The kernel has the object of @ev. */
void presence_see(struct presence *p, const struct event *ev);
/* The kernel has no more objects. Sets the presence of each object, and frees @p. */
void presence_end(struct presence *p);

#endif
