// SPDX-License-Identifier: GPL-2.0
/* Folds records of things that come and go. */
#include <string.h>

#include "journal/flaps.h"

static struct flap *find_flap(struct flaps *f, uint64_t object)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (f->list[i].object == object)
			return &f->list[i];
	return NULL;
}

void flaps_drop(struct flaps *f)
{
	while (f->n)
		record_copy_drop(&f->list[--f->n].last);
}

/* Returns the thing whose held record is the oldest, or NULL. */
static struct flap *oldest_held(struct flaps *f)
{
	struct flap *oldest = NULL;
	struct record rec;
	uint64_t seq = 0;
	size_t i;

	for (i = 0; i < f->n; i++) {
		if (!record_copy_get(&f->list[i].last, &rec) || (oldest && rec.seq > seq))
			continue;
		oldest = &f->list[i];
		seq = rec.seq;
	}
	return oldest;
}

void flaps_flush(struct flaps *f, flaps_print *print, void *arg)
{
	struct record rec;
	struct flap *flap;

	while ((flap = oldest_held(f))) {
		if (record_copy_get(&flap->last, &rec))
			print(&rec, flap->lost ? flap : NULL, arg);
		record_copy_drop(&flap->last);
	}
	flaps_drop(f);
}

int flaps_take(struct flaps *f, const struct record *rec, uint64_t object, int went,
	       flaps_print *print, void *arg)
{
	struct flap *flap = went ? find_flap(f, object) : NULL;

	if (flap && rec->time - flap->time < FLAPS_NS) {
		flap->lost += went > 0;
		flap->time = rec->time;
		return record_copy_set(&flap->last, rec);
	}
	if (!went || flap || f->n == FLAPS_MAX)
		flaps_flush(f, print, arg);
	if (went)
		f->list[f->n++] = (struct flap){ .object = object, .first = rec->seq, .time = rec->time };
	print(rec, NULL, arg);
	return 0;
}
