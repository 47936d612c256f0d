/* SPDX-License-Identifier: GPL-2.0 */
/* A moment in the history of a network namespace, which the store and the kernel's journal have together. */
#ifndef NETJOURNAL_MOMENT_H
#define NETJOURNAL_MOMENT_H

#include "journal/reach.h"

/* After the record @cursor.seq, or if @has_time after all records up to @time, in ns. */
struct moment {
	bool has_time;
	int64_t time;
	struct cursor cursor;
};

/* Returns whether the moment is before a record, which was made at @time. */
static inline bool moment_before(const struct moment *m, uint64_t seq, uint64_t time)
{
	return m->has_time ? time > (uint64_t)m->time : seq > m->cursor.seq;
}

/*
 * Goes to the beginning of the journal that the moment is in. @r is open. Sets @reach to what is kept of that
 * journal. Returns 0 or a negative errno with a text for people in @text. It is -ENODATA if no journal knows
 * the moment.
 */
int moment_enter(const struct moment *m, struct reader *r, struct reach *reach, char *text, size_t size);

#endif
