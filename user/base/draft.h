/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Output that can be cancelled. Keeps the text of an output in memory until the
 * caller commits or cancels it.
 */
#ifndef BASE_DRAFT_H
#define BASE_DRAFT_H

#include "base/out.h"

/* A draft that is all zero has not begun. */
struct draft {
	struct out *out;	/* NULL: not begun */
	/* private */
	struct out start;
	FILE *file;
	char *text;
	size_t len;
};

/* Begins a draft, and cancels an earlier one. Returns 0 or -ENOMEM. */
int draft_begin(struct draft *d, struct out *out);

/* Returns about how many bytes the draft has. */
size_t draft_size(const struct draft *d);

/*
 * Writes the draft to the FILE of the output, which then writes there directly.
 * Returns 0, or -ENOMEM if a part could not be kept; nothing is written then.
 */
int draft_commit(struct draft *d);

/* Drops the draft. Does nothing if it has not begun. */
void draft_cancel(struct draft *d);

#endif
