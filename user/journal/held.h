/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Holds copies of records and gaps, in the order in which they came, until they
 * are printed. Can be limited to the last records; then a gap is dropped as soon
 * as all that follows it is held without it. Pure.
 */
#ifndef NETJOURNAL_HELD_H
#define NETJOURNAL_HELD_H

#include "journal/record.h"

struct held_item;

/* All zero is an empty one without a limit. */
struct held {
	bool limited;
	uint64_t limit;		/* records that are kept at most; gaps do not count */
	/* private: what is held are the items from @first to @end */
	struct held_item *items;
	size_t first, end, max;
	uint64_t records;
};

/* Copies a record or a gap. Returns 0 or -ENOMEM. */
int held_add(struct held *h, const struct record *rec);

/*
 * Drops the gaps before the first record that end before record @seq. The others
 * stay: the kernel can report a gap early, and it then reaches beyond @seq.
 */
void held_drop_gaps(struct held *h, uint64_t seq);

/* How many records and gaps there are. */
size_t held_count(const struct held *h);

/*
 * Fills @rec with the one at @i, 0 for the oldest; it is valid until that is
 * dropped. Returns whether the copy could be read.
 */
bool held_get(const struct held *h, size_t i, struct record *rec);

/* Drops all of them, and frees the memory. */
void held_drop(struct held *h);

#endif
