/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a part of a journal did to the network objects of one kind: the state of each object before
 * the part, after it, and after all records. A part is any choice of records: all after a moment, or
 * those of one act. Does no I/O.
 *
 * The state before a record is that of an earlier record about the object. The first record of an
 * object may say that the object is new, and a deletion contains the last state. Otherwise the state
 * before is not known, and this says so.
 */
#ifndef NETJOURNAL_SPAN_H
#define NETJOURNAL_SPAN_H

#include "journal/record.h"
#include "net/echoes.h"
#include "net/multipath.h"
#include "net/setters.h"

/*
 * What is known of an object before the part.
 *
 * @SPAN_ABSENT: it did not exist
 * @SPAN_PRESENT: its state is known
 * @SPAN_CHANGED: it existed, and its state is not known
 * @SPAN_UNKNOWN: it is not known whether it existed
 */
enum span_before {
	SPAN_ABSENT,
	SPAN_PRESENT,
	SPAN_CHANGED,
	SPAN_UNKNOWN,
};

/*
 * An object that has records. The messages belong to the span.
 *
 * @is: what it is after all records; @is.now is NULL if it is gone
 * @touched: the part has records about it. Only then @before, @then, @left, @first and @last are set
 * @then: the state before the part, if @before is SPAN_PRESENT
 * @left: the state after the last record of the part; NULL: the part has deleted it
 * @born: the record that was the first one about it
 * @first: the first record of the part
 * @made: the first record of the part, if records are kept
 * @last: the last record of the part, if records are kept
 * @later: the last record after @last, if records are kept and it is not in the part
 */
struct span_object {
	struct multipath_object is;
	bool touched;
	enum span_before before;
	const struct nlmsghdr *then, *left;
	uint64_t born, first;
	struct record_copy made, last, later;
	/* private */
	struct setter *setters;	/* of a state that was known before the part; of routes, the last record is enough */
	bool seen;		/* by span_present() */
	bool cut;		/* its first record deletes an IPv6 route that may have had other nexthops */
	bool shared;		/* another object has or had the same key */
	bool is_double;		/* the kernel has an entry of a bridge that was also announced as this address */
	/* The last messages about a state of it, and about its deletion, that can be found again; NULL: none */
	const struct nlmsghdr *said[2];
};

/* One that is all zero is empty. */
struct span {
	bool complete;		/* every object has a record that says that it is new */
	bool dumped;		/* the span has all objects that a dump had before the part */
	const struct domain *domain;	/* knows which devices the journal saw being made; NULL: none */
	bool keep_records;
	bool keep_gone;		/* also objects that the part has made and deleted again */
	/* private */
	struct idmap objects;
	struct echoes echoes;
	struct changes changes;
	uint64_t lost;		/* the last record before the part that is missing; 0: none */
	struct identity entry;	/* that of the last record about an entry of a bridge */
};

/*
 * Takes the next record, whose event is @ev. @sign: see births_sign(); @inside: the record is in the
 * part. Returns 0 or -ENOMEM.
 */
int span_take(struct span *s, const struct record *rec, const struct event *ev, char sign,
	      bool inside);

/*
 * Takes the next record, which is in the part, if its message is a repetition and changes an object of which all before
 * the part is known. That is faster than to parse it. Returns whether it was taken; @err: 0 or -ENOMEM
 */
bool span_take_again(struct span *s, const struct record *rec, int *err);

/* Takes an object that a dump has, before the first record of the part. Returns 0 or -ENOMEM. */
int span_know(struct span *s, const struct event *ev);

/* Records before the part are missing, up to @last: forgets what is known. */
void span_forget(struct span *s, uint64_t last);

/* Returns what is known of the object before the part, and its state if that is SPAN_PRESENT. */
enum span_before span_then(const struct span_object *obj, const struct nlmsghdr **then);

/*
 * Fills @rec with the record that made the object what it is after the part: the one that made or deleted it, or the
 * last one of those that set the properties in which @diff differs. @diff: see delta_states(). Returns false if no
 * record is kept.
 */
bool span_author(const struct span_object *obj, const struct difference *diff, struct record *rec);

/*
 * What a record has to do with an object that exists after all records.
 *
 * @SPAN_RECORDED: it has records
 * @SPAN_UNCHANGED: it has none, so it is as it was before the part
 * @SPAN_UNANNOUNCED: the kernel has not announced it yet
 * @SPAN_MISSED: by the records it is gone, so something was not recorded
 */
enum span_present {
	SPAN_RECORDED,
	SPAN_UNCHANGED,
	SPAN_UNANNOUNCED,
	SPAN_MISSED,
};

/* After all records: takes an object that the kernel has. */
enum span_present span_present(struct span *s, const struct event *ev);
/* After all objects that the kernel has: returns whether the kernel lacks @obj, by the records. */
bool span_lacks(const struct span_object *obj);

/* Returns the object of @ev: one that exists after all records, or else one that is gone. NULL: it has no record. */
struct span_object *span_find(const struct span *s, const struct event *ev);

/*
 * Walks over the objects; begin with NULL. Objects with the same key come in the kernel's order. What was only announced as
 * an address of a bridge's device, but is an entry of the bridge, is left out.
 */
struct span_object *span_walk(const struct span *s, const struct span_object *obj);

void span_drop(struct span *s);

#endif
