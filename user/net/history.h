/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lives of network objects. Takes the records of a journal in order, and finds who
 * added, changed and deleted each object. Does no I/O.
 *
 * A life begins when a new object is announced. The first record of an object can also be
 * a change of an older object. For many kinds the message does not tell which.
 */
#ifndef NETJOURNAL_HISTORY_H
#define NETJOURNAL_HISTORY_H

#include "journal/record.h"
#include "net/birth.h"
#include "net/multipath.h"
#include "net/setters.h"

/* What can happen to an object, the last first. */
enum history_action {
	HISTORY_DELETED,
	HISTORY_CHANGED,
	HISTORY_ADDED,
	HISTORY_ACTIONS,
};

/* What the kernel said about an object. */
enum history_presence {
	HISTORY_NOT_ASKED,
	HISTORY_PRESENT,
	HISTORY_GONE,
};

/*
 * What an object is to the caller.
 *
 * @HISTORY_OTHER: nothing
 * @HISTORY_NEAR: it may become a wanted object, or the kernel may replace it instead of a
 *	wanted one
 * @HISTORY_WANTED: the caller asks for it
 */
enum history_wish {
	HISTORY_OTHER,
	HISTORY_NEAR,
	HISTORY_WANTED,
};

/*
 * An object that has records. Two routes with the same key that the kernel tells apart are
 * different objects, unless one has replaced the other.
 */
struct history_object {
	struct multipath_object is;
	enum birth birth;	/* what is known of the beginning of its last life */
	enum history_presence presence;	/* see net/presence.h */
	char *other_value;	/* that the kernel has, if it is another one than the journal's; NULL: none */
	const char *other_name;	/* whose value it is: "mtu"; for a sysctl "value" */
	bool former;		/* it was wanted once, but not by its last record */
	uint64_t last_seq;
	uint64_t count;		/* of all its records */
	struct setter *setters;	/* without @lines: of its last life */
	/* private */
	bool wanted;
	struct nlmsghdr *part;	/* what a bridge has last said of the link; NULL: not known */
	struct record_copy records[];
};

struct history {
	uint64_t lines;
	size_t slots;
	struct idmap objects;
	struct changes changes;	/* of the record in hand */
	struct nlmsghdr *said;	/* the state before that its event has told; or NULL */
};

/*
 * Begins without objects. @lines: keep as many of the last records of each object. If it
 * is 0, keep the last record of each action in the present or last life.
 */
void history_init(struct history *h, uint64_t lines);
void history_drop(struct history *h);

/*
 * Adds the next record and its event. @sign is that of births_sign(). @wish: what the object is
 * by this record. Returns 0 or -ENOMEM.
 */
int history_add(struct history *h, const struct record *rec,
		const struct event *ev, char sign, enum history_wish wish);

/*
 * Returns the objects that were wanted at least once, the one with the newest record
 * first, and sets @n to their number. The caller frees the array. Returns NULL if there
 * is no memory.
 */
struct history_object **history_wanted(const struct history *h, size_t *n);

/*
 * Without @lines: fills @rec with the record of @action, or returns false. If the birth is
 * BIRTH_UNKNOWN, the record of HISTORY_ADDED may be a change.
 */
bool history_by_action(const struct history_object *obj,
		       enum history_action action, struct record *rec);

/*
 * With @lines: fills @rec with the record before the last @i ones. Returns false if there
 * is none, or if it was not kept.
 */
bool history_by_age(const struct history *h, const struct history_object *obj,
		    uint64_t i, struct record *rec);

/*
 * Returns the event that shows the object as it is or was: @ev, which is that of @rec, or @shown. Some records show only
 * a part of the object, or not which one of several it is.
 */
const struct event *history_shown(const struct history_object *obj, const struct record *rec,
				  const struct event *ev, struct event *shown);

/* Returns whether the object exists, by the kernel if that was asked, otherwise by the journal. */
bool history_present(const struct history_object *obj);
/* Returns whether the kernel and the journal disagree about that. */
bool history_disagrees(const struct history_object *obj);

/* Returns the sequence number of the oldest record that is kept for @obj. */
uint64_t history_oldest(const struct history *h, const struct history_object *obj);

#endif
