/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Printing that can be taken back: what an out prints is held in memory until it
 * is committed, or cancelled as if nothing had been printed.
 */
#ifndef NETJOURNAL_DRAFT_H
#define NETJOURNAL_DRAFT_H

#include "base/out.h"

/* All zero is one that was not begun. */
struct draft {
	struct out *out;	/* NULL: not begun */
	/* private */
	struct out start;
	FILE *file;
	char *text;
	size_t len;
};

/* Begins, or begins anew: what was drafted before is cancelled. 0 or -ENOMEM. */
int draft_begin(struct draft *d, struct out *out);

/* About how many bytes are held. */
size_t draft_size(const struct draft *d);

/*
 * What is held goes to the out's FILE, and what comes then goes there at once.
 * Returns 0, or -ENOMEM if some of it could not be held: then nothing goes out.
 */
int draft_commit(struct draft *d);

/* Drops what is held. Does nothing to one that was not begun. */
void draft_cancel(struct draft *d);

#endif
