/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The objects of one kind at one moment. Merges a dump, which takes some time, with the
 * changes that the journal recorded during it. Does no I/O.
 *
 * The dump sees each object at some moment between the first change and the last one. If
 * an object changed, its last change is the present state. Otherwise the dump is.
 */
#ifndef NETJOURNAL_SNAPSHOT_H
#define NETJOURNAL_SNAPSHOT_H

#include <linux/netlink.h>

#include "base/store.h"
#include "net/idmap.h"

/* All zero is an empty one. */
struct snapshot {
	struct store dump, changes;
	struct idmap slots;	/* of objects that changed */
};

typedef int (*snapshot_object)(const struct nlmsghdr *nlh,
			       const struct event *ev, void *arg);

/* Adds a message of the dump. Returns 0 or -ENOMEM. */
int snapshot_add(struct snapshot *s, const struct nlmsghdr *nlh);
/*
 * Adds an event that the journal recorded since the dump began. @silent: the kernel did not
 * announce it. Call this in order.
 */
int snapshot_change(struct snapshot *s, const struct event *ev, bool silent);

/*
 * Merges both, after everything was added. Returns 0, -ENOMEM, or -EAGAIN if the changes do
 * not decide the present state; the caller then takes another dump.
 */
int snapshot_resolve(struct snapshot *s);

/*
 * Calls @object for each present object, until a call returns another value than 0, which
 * is returned. @ev is the event of the message @nlh, or NULL if it cannot be decoded. Call
 * this once, after snapshot_resolve().
 */
int snapshot_each(struct snapshot *s, snapshot_object object, void *arg);

/* Drops everything; the snapshot can be used again. */
void snapshot_drop(struct snapshot *s);

#endif
