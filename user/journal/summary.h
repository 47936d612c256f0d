/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counts who made how many changes of each kind.
 */
#ifndef NETJOURNAL_SUMMARY_H
#define NETJOURNAL_SUMMARY_H

#include "journal/culprit.h"
#include "journal/print.h"

/* @first, @last: the times of the oldest and the newest record */
struct summary_row {
	struct culprit by;
	uint64_t first, last;
	uint64_t n;
	uint64_t kinds[NETJOURNAL_KIND_MAX + 1];
};

/* One that is all zero is empty. */
struct summary {
	struct summary_row *rows;
	size_t n, max;
	/* private */
	uint64_t origin;	/* the number of the last one */
	size_t row;		/* of the last origin */
};

/* Counts @rec, which @process made; NULL if that is not known. Returns 0 or -ENOMEM. */
int summary_take(struct summary *s, const struct record *rec, const struct process *process);
/* Prints a table, or in JSON an object for each row. Those who made most changes come first. */
void summary_print(struct summary *s, struct printer *p);
void summary_drop(struct summary *s);

#endif
