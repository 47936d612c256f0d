/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The network objects of one kind at an earlier moment: from the records of the journal, and, for
 * objects that have no record since then, from the kernel. The journal can be one that has ended, of which a
 * store has the records. Then the kernel is not asked.
 */
#ifndef NETJOURNAL_REWIND_H
#define NETJOURNAL_REWIND_H

#include "base/store.h"
#include "net/domain_net.h"
#include "net/moment.h"
#include "net/span.h"

/*
 * What is known of an object at the moment.
 *
 * @nlh: its state, if @before is SPAN_PRESENT; otherwise its next known state
 * @before: never SPAN_ABSENT
 * @next: its next record, if its state is not known
 */
struct rewind_object {
	const struct nlmsghdr *nlh;
	enum span_before before;
	uint64_t next;
	/* private: what the order of a list depends on */
	uint8_t family;
	uint32_t priority, id, ifindex, table;
	struct event_addr dst;
};

/* One that is all zero has no answer. */
struct rewind {
	/* What is asked. */
	struct selector *selector;
	struct moment moment;
	bool has_until;
	struct moment until;		/* only records up to here; then the kernel is not asked */
	bool changes;			/* only @span is wanted, with records, and no @objects */
	struct past_wish wish;		/* the store that has a part of the history */
	struct domain *domain;

	/* The answer. */
	struct rewind_object *objects;	/* in the order of a list */
	size_t n;
	uint64_t seq;			/* the last record before the moment, of this kind */
	size_t unannounced;		/* objects that the kernel has not announced yet: left out */
	size_t missed;			/* objects about which the kernel contradicts the journal */
	size_t left_out;		/* sysctls whose device is gone now; when it went is not known */
	bool partial;			/* objects that have no record in the journal of then are not known */
	struct span span;		/* the part is all records after the moment */
	struct reach reach;		/* of the journal that the moment is in */
	char error[256];

	/* private */
	struct reader reader;
	bool open;			/* the reader is, because names of devices end with it */
	struct store store;
	size_t max;
	uint64_t gap;			/* the last record that is missing; 0: none */
	uint64_t paused;		/* the last record that says that the kind, or a part of it, was off */
	uint64_t known;			/* the last record up to which it is known whether any is missing */
	uint64_t limit;			/* the last record to take; 0: not known yet */
	bool after;			/* the next record is after the moment */
	bool past_until;
	bool caught_up;
	bool asked;			/* the kernel was */
	bool torn;			/* records after the moment are missing */
};

/*
 * Finds the objects. Returns 0 or a negative errno with a text for people in @p->error. It is
 * -ENODATA if the journal does not reach back to the moment.
 */
int rewind_run(struct rewind *p);
void rewind_drop(struct rewind *p);

/* The names of devices at the moment. */
const struct event_names *rewind_names(struct rewind *p);

/* Takes the next record. A part of rewind_run() that does no I/O, for tests. */
int rewind_take(struct rewind *p, const struct record *rec);

#endif
