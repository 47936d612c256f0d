/* SPDX-License-Identifier: GPL-2.0 */
/* Puts the held records of several journals into the order of time. Does no I/O. */
#ifndef NETJOURNAL_MERGE_H
#define NETJOURNAL_MERGE_H

#include "journal/held.h"

/*
 * A record or a gap of a journal.
 *
 * @owner: of the journal, as merge_add() was told
 * @index: for held_get()
 * @time: of the record; of a gap, that of the next record, because a gap has no time
 */
struct merge_item {
	void *owner;
	size_t index;
	uint64_t time;
	/* private */
	size_t journal;
};

/* One that is all zero is empty. */
struct merge {
	struct merge_item *items;
	size_t n;
	/* private */
	size_t journals;
};

/* Adds all that is held of the next journal, which is @owner's. Returns 0 or -ENOMEM. */
int merge_add(struct merge *m, const struct held *held, void *owner);
/* Puts the items in order. The records of one journal stay in the order in which they were held. */
void merge_sort(struct merge *m);
void merge_drop(struct merge *m);

#endif
