/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The objects of one kind at one moment: a dump, which took a while, and the
 * changes that the journal recorded meanwhile, brought together. Pure.
 *
 * Each object is seen by the dump at some moment between the first change and
 * the last. Where its last change is known, so is what it is after all of them;
 * where no change is, it is what the dump says.
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

/* A message of the dump. Returns 0 or -ENOMEM. */
int snapshot_add(struct snapshot *s, const struct nlmsghdr *nlh);
/* An event that the journal recorded since the dump began, in order. */
int snapshot_change(struct snapshot *s, const struct event *ev);

/*
 * Brings both together, after all were added. Returns 0, -ENOMEM, or -EAGAIN
 * where the changes leave in doubt what is there now: then take another.
 */
int snapshot_resolve(struct snapshot *s);

/*
 * Calls @object for each object that is there, and ends with what it returns if
 * that is not 0. @ev is the message @nlh of the object, NULL if that is not
 * understood. After snapshot_resolve(), once.
 */
int snapshot_each(struct snapshot *s, snapshot_object object, void *arg);

/* Drops everything; the snapshot can be used again. */
void snapshot_drop(struct snapshot *s);

#endif
