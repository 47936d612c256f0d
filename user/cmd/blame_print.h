/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Prints the answers of `netjournal blame`. An answer claims only what is known.
 */
#ifndef NETJOURNAL_BLAME_PRINT_H
#define NETJOURNAL_BLAME_PRINT_H

#include "journal/print.h"
#include "net/history.h"
#include "net/move.h"

/*
 * @incomplete: records of the kind are missing
 * @paused: the kind was not recorded all the time
 * @longest: the object is a route to the address that was asked for
 * @ends: of the namespaces to which a link moved
 * @name: the name of a device that was asked for; NULL: none was
 */
struct blame_print {
	struct printer *printer;
	struct domain *domain;
	bool incomplete, paused;
	bool longest;
	const struct move_end *ends;
	const char *name;
};

/* Prints who deleted the object, changed it last, and added it. */
void blame_print_life(const struct blame_print *p, const struct history_object *obj);
/* Prints the last @n records of the object. */
void blame_print_lines(const struct blame_print *p, const struct history *h,
		       const struct history_object *obj, uint64_t n);

#endif
