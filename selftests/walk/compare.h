/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Compares the state that the journal tells with the state that the kernel tells.
 */
#ifndef WALK_COMPARE_H
#define WALK_COMPARE_H

#include "object.h"
#include "text.h"

struct difference {
	size_t n;			/* objects that differ */
	bool by_itself;			/* all of them only in what the kernel changes later, by itself */
	char kind[64];			/* which kind of difference the first one is */
};

/* Both lists are sorted. What differs is written into @text, a line each. */
void objects_compare(const struct objects *journal, const struct objects *kernel,
		     struct difference *difference, struct text *text);

#endif
