/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Prints the answers of `netjournal blame`. An answer claims only what is known.
 */
#ifndef NETJOURNAL_BLAME_PRINT_H
#define NETJOURNAL_BLAME_PRINT_H

#include "journal/print.h"
#include "net/history.h"

/*
 * @incomplete: records of the kind are missing
 * @paused: the kind was not recorded all the time
 * @longest: see blame_print_longest()
 */
struct blame_print {
	struct printer printer;
	struct domain *domain;
	bool incomplete, paused;
	bool longest;
};

/* Prints who deleted the object, changed it last, and added it. */
void blame_print_life(struct blame_print *p, const struct history_object *obj);
/* Prints the last @n records of the object. */
void blame_print_lines(struct blame_print *p, const struct history *h,
		       const struct history_object *obj, uint64_t n);

/* Says that the routes that follow match the address @word. Remembers this for JSON. */
void blame_print_longest(struct blame_print *p, const char *word);

/* Returns whether the kernel and the journal disagree about the object's existence. */
bool blame_disagrees(const struct history_object *obj);

#endif
