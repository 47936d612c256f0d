// SPDX-License-Identifier: GPL-2.0
/* Puts the held records of several journals into the order of time. See merge.h. */
#include <errno.h>
#include <stdlib.h>

#include "journal/merge.h"

int merge_add(struct merge *m, const struct held *held, void *owner)
{
	size_t n = held_count(held), i;
	struct merge_item *items = reallocarray(m->items, m->n + n + 1, sizeof(*items));
	uint64_t next = UINT64_MAX;
	struct record rec;

	if (!items)
		return -ENOMEM;
	m->items = items;
	items += m->n;
	for (i = n; i; i--) {
		/* The clock can be set back. Later records still stay behind earlier ones. */
		if (held_get(held, i - 1, &rec) && !rec.is_gap && rec.time < next)
			next = rec.time;
		items[i - 1] = (struct merge_item){ owner, i - 1, next, m->journals };
	}
	m->n += n;
	m->journals++;
	return 0;
}

static int compare_items(const void *a, const void *b)
{
	const struct merge_item *x = a, *y = b;

	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	if (x->journal != y->journal)
		return x->journal < y->journal ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

void merge_sort(struct merge *m)
{
	if (m->n)
		qsort(m->items, m->n, sizeof(*m->items), compare_items);
}

void merge_drop(struct merge *m)
{
	free(m->items);
	*m = (struct merge){ 0 };
}
