/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What `netjournal blame` says of an object. It says no more than is known.
 */
#ifndef NETJOURNAL_BLAME_PRINT_H
#define NETJOURNAL_BLAME_PRINT_H

#include "journal/print.h"
#include "net/history.h"

/*
 * @incomplete: records of the kind are missing
 * @paused: the kind was not recorded all the time
 */
struct blame_print {
	struct printer printer;
	struct domain *domain;
	bool incomplete, paused;
};

/* Who deleted the object, changed it last, added it. */
void blame_print_life(struct blame_print *p, const struct history_object *obj);
/* The last @n records of the object. */
void blame_print_lines(struct blame_print *p, const struct history *h,
		       const struct history_object *obj, uint64_t n);

/* Whether the kernel has the object, though the journal says that it is gone, or the reverse. */
bool blame_disagrees(const struct history_object *obj);

#endif
