/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The states of network objects, as the records of a journal tell them in order. So each
 * record can be compared with the one before it about the same object. Does no I/O.
 */
#ifndef NETJOURNAL_STATES_H
#define NETJOURNAL_STATES_H

#include "net/changes.h"
#include "net/multipath.h"

/* One that is all zero knows no object. Its memory is that of the objects that exist. */
struct states {
	struct idmap objects;
	/* private */
	struct nlmsghdr *gone;	/* the state before the last event, if nobody else keeps it */
	struct nlmsghdr *said;	/* the same, if the last event told it or is about several objects */
	struct changes changes;
};

/*
 * Takes the next event. @sign: what happened to its object, '+' if it is new (always for a
 * neighbour). Sets @before to the message of its object's state until now, or to
 * NULL if that is not known or the object is new. It is valid until the next call. Returns 0
 * or -ENOMEM.
 */
int states_take(struct states *s, const struct event *ev, char sign,
		const struct nlmsghdr **before);
void states_drop(struct states *s);

/*
 * Replaces *@said by a message about the state before the event, if the event itself tells it;
 * otherwise by NULL. The caller frees it. Returns 0 or -ENOMEM.
 */
int states_said(const struct event *ev, struct nlmsghdr **said);

/*
 * Returns whether the event does not describe the state of its object. The state before the
 * event then stays the last known one.
 */
bool event_is_no_state(const struct event *ev);

#endif
