/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The last known message of each network object, and the objects that changed since the
 * caller last asked. Takes messages from events and dumps, and does no I/O.
 */
#ifndef NETJOURNAL_VIEW_H
#define NETJOURNAL_VIEW_H

#include "decode/event.h"

struct view;

/* Returns NULL if there is no memory. */
struct view *view_new(void);
void view_free(struct view *v);

/* Returns whether the view keeps such objects. Some have no clear identity. */
bool view_keeps(const struct event *ev);

/*
 * Returns the last message about the object, or NULL if it is unknown. If @ev replaces
 * another object (a route), returns the last message about that object.
 */
const struct nlmsghdr *view_last(const struct view *v, const struct event *ev);

/* Adds an event. Returns 0 or -ENOMEM. */
int view_event(struct view *v, const struct event *ev);

/*
 * Add a dump. view_dump() begins it, view_dumped() adds its messages, and view_dump_end()
 * ends it. An event during the dump is newer than the dump. At the end, an object that was
 * neither in the dump nor in an event is gone. If the dump has another route in its place,
 * the route has changed to that one. @family is the family of the dump.
 */
void view_dump(struct view *v);
int view_dumped(struct view *v, const struct event *ev);
void view_dump_end(struct view *v, enum netjournal_kind kind, uint8_t family);

/*
 * An object that changed since the caller last asked: its earlier and its present state.
 * NULL means that it did not exist, or does not exist now. Both are valid until the next
 * call on the view.
 */
struct view_change {
	const struct nlmsghdr *old, *new;
};

/*
 * Returns the next such object, in the order of their first changes. Leaves out objects that
 * appeared and disappeared since the caller last asked.
 */
bool view_next(struct view *v, struct view_change *change);

/*
 * Calls @each for all objects, until a call returns another value than 0, which is
 * returned.
 */
int view_all(struct view *v, int (*each)(const struct nlmsghdr *nlh, void *arg),
	     void *arg);

/* Forgets objects of the kinds in the mask @kinds. */
void view_forget(struct view *v, uint32_t kinds);

#endif
