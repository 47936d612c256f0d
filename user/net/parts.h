/* SPDX-License-Identifier: GPL-2.0 */
/* The objects that an event changes, among objects whose states are known. */
#ifndef NETJOURNAL_PARTS_H
#define NETJOURNAL_PARTS_H

#include "net/idmap.h"

/*
 * Like event_each(). First tells of an object that another one takes something from, which the
 * kernel does not announce: a device has one PVID. @objects: their states, as struct
 * multipath_object, in nodes of an idmap; only these can be told.
 */
int parts_each(const struct event *ev, const struct idmap *objects, event_object each, void *arg);

/*
 * Returns whether the entry @id of a forwarding database is no object, because a bridge among @objects has or had it:
 * see fdb_other().
 */
bool part_is_double(const struct identity *id, const struct idmap *objects);

/* Returns whether @part is one of the objects that the message of @ev is about. */
bool part_is_of(const struct event *part, const struct event *ev);

#endif
