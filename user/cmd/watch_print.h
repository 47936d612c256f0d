/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lines of `netjournal watch`, as text or JSON.
 */
#ifndef NETJOURNAL_WATCH_PRINT_H
#define NETJOURNAL_WATCH_PRINT_H

#include "journal/print.h"
#include "net/changes.h"
#include "net/watcher.h"

/*
 * @sign: see event_print_sign()
 * @changes: the differences from before, or NULL if the earlier state is unknown
 * @found: a dump showed the change, and no announcement
 */
struct watch_line {
	const struct event *ev;
	const struct event_names *names;
	char sign;
	const struct changes *changes;
	bool found;
};

/*
 * Returns the sign of a step.
 * @known: whether the earlier state of the object is known
 * @only_changes: whether a line stands for what has changed, and not for a message
 */
char watch_sign(const struct mirror_step *step, bool known, bool only_changes);

/* Prints a line about an object in the namespace @wd. */
void watch_print(struct printer *p, const struct watched *wd,
		 const struct watch_line *line);
/* Prints that the namespace @wd appeared or is gone. */
void watch_print_space(struct printer *p, const struct watched *wd, char sign);
/* Prints that @n messages were lost; 0: it is not known how many. */
void watch_print_lost(struct printer *p, const struct watched *wd, uint32_t n);
/* Prints where the dump after a loss begins, or with @end where it ends. */
void watch_print_mark(struct printer *p, const struct watched *wd, bool end,
		      bool whole);

#endif
