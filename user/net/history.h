/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lives of network objects as a journal tells them: records go in, in order,
 * and who added, changed and deleted each object comes out. Pure.
 *
 * A life begins with the announcement of something new. What is announced first of an
 * object may also be a change of something older. Of many kinds the message cannot tell.
 */
#ifndef NETJOURNAL_HISTORY_H
#define NETJOURNAL_HISTORY_H

#include "journal/record.h"
#include "net/birth.h"
#include "net/multipath.h"

/* What can happen to an object, the last first. */
enum history_action {
	HISTORY_DELETED,
	HISTORY_CHANGED,
	HISTORY_ADDED,
	HISTORY_ACTIONS,
};

/* Whether the kernel has an object, if it was asked. */
enum history_presence {
	HISTORY_NOT_ASKED,
	HISTORY_PRESENT,
	HISTORY_GONE,
};

/*
 * An object of which there are records. Routes to the same prefix that lead
 * elsewhere are different objects, unless one took the place of the other.
 */
struct history_object {
	struct multipath_object is;
	enum birth birth;	/* what is known of the beginning of its last life */
	enum history_presence presence;	/* see net/presence.h */
	uint64_t last_seq;
	uint64_t count;		/* of all its records */
	/* private */
	bool wanted;
	struct record_copy records[];
};

struct history {
	uint64_t lines;
	size_t slots;
	struct idmap objects;
};

/*
 * Begins with no objects. @lines: keep the last so many records of each object;
 * 0: keep the last one of each action in its present or last life.
 */
void history_init(struct history *h, uint64_t lines);
void history_drop(struct history *h);

/*
 * The next record, and its event. @wanted: the caller wants to know about the
 * object, if only by its name in this record. Returns 0 or -ENOMEM.
 */
int history_add(struct history *h, const struct record *rec,
		const struct event *ev, bool wanted);

/*
 * The objects that were wanted at least once, the one of the newest record first,
 * and their number in @n. To be freed. NULL without memory.
 */
struct history_object **history_wanted(const struct history *h, size_t *n);

/*
 * Fills @rec with the record of @action, without @lines. False: there is none. With
 * the birth BIRTH_UNKNOWN, the record of HISTORY_ADDED may be that of a change.
 */
bool history_by_action(const struct history_object *obj,
		       enum history_action action, struct record *rec);

/*
 * Fills @rec with the record before the last @i ones, with @lines. False: there is
 * none, or it was not kept.
 */
bool history_by_age(const struct history *h, const struct history_object *obj,
		    uint64_t i, struct record *rec);

/* The sequence number of the oldest record that is kept of @obj. */
uint64_t history_oldest(const struct history *h, const struct history_object *obj);

#endif
