/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Compares the state according to the journal with the state according to the
 * kernel.
 */
#ifndef WALK_COMPARE_H
#define WALK_COMPARE_H

#include "object.h"
#include "text.h"

struct difference {
	size_t n;			/* objects that differ */
	bool by_itself;			/* all differ only in what the kernel changes later */
	char kind[64];			/* the sort of the first difference */
};

/*
 * Both lists are sorted. Writes the objects that differ into @text, one on a
 * line.
 */
void objects_compare(const struct objects *journal, const struct objects *kernel,
		     struct difference *difference, struct text *text);

#endif
