/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Holds copies of records and gaps until they are printed, in the order in which they
 * were added. A limit keeps only the last records. A gap is then dropped when all
 * records before it were dropped.
 */
#ifndef NETJOURNAL_HELD_H
#define NETJOURNAL_HELD_H

#include "journal/record.h"

struct held_item;

/* One that is all zero is empty and has no limit. */
struct held {
	bool limited;
	uint64_t limit;		/* keep at most as many records; gaps do not count */
	/* private: the items from @first to @end are in use */
	struct held_item *items;
	size_t first, end, max;
	uint64_t records;
};

/* Copies a record or a gap. Returns 0 or -ENOMEM. */
int held_add(struct held *h, const struct record *rec);

/*
 * Drops the gaps before the first record that end before record @seq. The kernel can
 * report a gap early, so a gap can also reach beyond @seq; such a gap stays.
 */
void held_drop_gaps(struct held *h, uint64_t seq);

/* Returns the number of records and gaps. */
size_t held_count(const struct held *h);

/*
 * Fills @rec with the item at @i; 0 is the oldest. @rec is valid until the item is
 * dropped. Returns whether the copy could be read.
 */
bool held_get(const struct held *h, size_t i, struct record *rec);

/* Drops all items, and frees the memory. */
void held_drop(struct held *h);

#endif
