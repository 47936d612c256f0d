/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The last known message of each network object, and which of them changed since
 * the caller last looked. Pure: messages go in, from events and from dumps.
 */
#ifndef NETJOURNAL_VIEW_H
#define NETJOURNAL_VIEW_H

#include "decode/event.h"

struct view;

/* NULL if there is no memory. */
struct view *view_new(void);
void view_free(struct view *v);

/* Whether objects such as this one are kept: not all can be told apart. */
bool view_keeps(const struct event *ev);

/*
 * The last message about the object, NULL if it is not known; for an event of
 * something new that takes its place (a route that is replaced), what was there.
 */
const struct nlmsghdr *view_last(const struct view *v, const struct event *ev);

/* An event happened. Returns 0 or -ENOMEM. */
int view_event(struct view *v, const struct event *ev);

/*
 * A dump: between view_dump() and view_dump_end() its messages are handed over.
 * An event that comes meanwhile is newer than what the dump has. At the end, what
 * was neither in the dump nor in an event is gone; of routes, what the dump has
 * instead is what it changed to. @family is that of the dump.
 */
void view_dump(struct view *v);
int view_dumped(struct view *v, const struct event *ev);
void view_dump_end(struct view *v, enum netjournal_kind kind, uint8_t family);

/*
 * An object that was changed since the caller asked: what it was and what it is;
 * NULL where it was or is not there. They last until the next call on the view.
 */
struct view_change {
	const struct nlmsghdr *old, *new;
};

/*
 * The next such object, in the order in which they changed first. One that came
 * and went meanwhile is not told.
 */
bool view_next(struct view *v, struct view_change *change);

/*
 * Hands all objects to @each until it returns another value than 0, which is
 * returned.
 */
int view_all(struct view *v, int (*each)(const struct nlmsghdr *nlh, void *arg),
	     void *arg);

/* Forgets objects of the kinds in the mask @kinds. */
void view_forget(struct view *v, uint32_t kinds);

#endif
