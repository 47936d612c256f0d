/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Remembers what the kernel had at some moments. Later compares `netjournal list --at` with it, and
 * what the kernel has after `netjournal undo`.
 */
#ifndef WALK_MOMENTS_H
#define WALK_MOMENTS_H

#include "space.h"
#include "text.h"

struct moment {
	uint64_t seq;		/* the last record */
	struct text lists;	/* what `netjournal list` printed from the kernel's dumps, sorted */
};

/* @also: the lists that are printed beside those that undo promises to bring back, as words for a shell */
struct moments {
	const char *also;
	struct moment *moment;
	size_t n;
};

/* Remembers this moment, unless the kernel itself changes something meanwhile. */
void moments_add(struct moments *moments, struct space *space);

/*
 * Returns whether `netjournal list --at` prints the same for each moment. Otherwise lines of @text,
 * which begin with #, have the difference. @shift: ask for as many records later, to test that a
 * difference is noticed.
 */
bool moments_agree(const struct moments *moments, const struct space *space, unsigned int shift,
		   struct text *text);

/*
 * Undoes all since the last moment of @moments. @print: only print the commands, to test that this is noticed. Returns
 * whether `netjournal undo` said that it has undone all. @text has what it said, in lines that begin with #.
 */
bool moments_undo(const struct moments *moments, const struct space *space, bool print, struct text *text);

/* Returns whether all is as it was at the last moment of @moments. If not, adds to @text what differs. */
bool moments_restored(const struct moments *moments, const struct space *space, struct text *text);

void moments_free(struct moments *moments);

#endif
