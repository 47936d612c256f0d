// SPDX-License-Identifier: GPL-2.0
/*
 * Keeps copies of records and gaps in an array. New items are added at the end and old
 * ones dropped at the front.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "journal/held.h"

#define HELD_FIRST	256	/* items that there is room for at first */

struct held_item {
	struct record_copy copy;
	bool is_gap;
	uint64_t seq;		/* of a gap, its last number */
};

/* Drops the item at @i, and moves the items before it up by one. */
static void drop_item(struct held *h, size_t i)
{
	struct held_item *first = h->items + h->first++;

	h->records -= !h->items[i].is_gap;
	record_copy_drop(&h->items[i].copy);
	memmove(first + 1, first, (h->items + i - first) * sizeof(*first));
}

void held_drop_gaps(struct held *h, uint64_t seq)
{
	size_t i;

	for (i = h->first; i < h->end && h->items[i].is_gap; i++)
		if (h->items[i].seq < seq)
			drop_item(h, i);
}

/* If there are too many records, drops the oldest one and the gaps before it. */
static void drop_oldest(struct held *h)
{
	size_t i = h->first;
	uint64_t seq;

	if (!h->limited || h->records <= h->limit)
		return;
	while (h->items[i].is_gap)
		i++;
	seq = h->items[i].seq;
	drop_item(h, i);
	for (i++; i < h->end && h->items[i].is_gap; i++)
		;
	held_drop_gaps(h, i < h->end ? h->items[i].seq : seq);
}

/* Makes room for one more item: moves the items to the front, or takes more memory. */
static int make_room(struct held *h)
{
	size_t max = h->max ? 2 * h->max : HELD_FIRST;
	struct held_item *items;

	if (h->end < h->max)
		return 0;
	if (h->first > h->max / 2) {
		h->end -= h->first;
		memmove(h->items, h->items + h->first, h->end * sizeof(*items));
		h->first = 0;
		return 0;
	}
	items = reallocarray(h->items, max, sizeof(*items));
	if (!items)
		return -ENOMEM;
	h->items = items;
	h->max = max;
	return 0;
}

int held_add(struct held *h, const struct record *rec)
{
	struct held_item item = {
		.is_gap = rec->is_gap,
		.seq = rec->is_gap ? rec->gap.last : rec->seq,
	};

	if (make_room(h) || record_copy_set(&item.copy, rec))
		return -ENOMEM;
	h->items[h->end++] = item;
	h->records += !rec->is_gap;
	drop_oldest(h);
	return 0;
}

size_t held_count(const struct held *h)
{
	return h->end - h->first;
}

bool held_get(const struct held *h, size_t i, struct record *rec)
{
	return record_copy_get(&h->items[h->first + i].copy, rec);
}

void held_drop(struct held *h)
{
	while (h->first < h->end)
		drop_item(h, h->first);
	free(h->items);
	h->items = NULL;
	h->first = 0;
	h->end = 0;
	h->max = 0;
}
