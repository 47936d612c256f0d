/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Prints records by acts: a heading with the time and the process, and beneath it what the
 * process changed, and what the kernel changed in consequence. The acts of one process that
 * follow one another within a second share a heading.
 */
#ifndef NETJOURNAL_ACTS_H
#define NETJOURNAL_ACTS_H

#include "journal/print.h"

struct act_group;

/* Set the public members. The others must be all zero before the first use. */
struct acts {
	struct printer *printer;
	bool limited;		/* print only as many of the last headings as: */
	uint64_t limit;
	bool reverse;		/* the records come newest first */
	bool all;		/* also print minor records (see domain_minor()) */

	/* What was printed. */
	bool lost;		/* a gap */
	bool answered;		/* a record */
	uint64_t folded;	/* minor records that no heading counts */

	/* private */
	struct act_group **list;	/* those that are not printed yet */
	size_t n, max;
	uint64_t kept;		/* how many of them have something to print */
	uint64_t act, process, time;	/* of the last heading */
};

/*
 * Takes the next record or gap. Records of one act may have others between them. Returns 0 or
 * -ENOMEM.
 */
int acts_take(struct acts *a, const struct record *rec);
/* Prints all that is held, and forgets it. A later record of the last act continues it. */
void acts_flush(struct acts *a);
/* Forgets everything without printing. */
void acts_drop(struct acts *a);

#endif
