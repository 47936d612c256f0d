/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An inquiry about network objects: reads the whole journal for what is recorded about the
 * selected objects, and asks the kernel which of them exist.
 */
#ifndef NETJOURNAL_INQUIRY_H
#define NETJOURNAL_INQUIRY_H

#include "decode/selector.h"
#include "journal/reach.h"
#include "journal/reader.h"
#include "net/history.h"
#include "net/move.h"

/* One that is all zero has no answer. */
struct inquiry {
	/* What is asked. Both pointers belong to the caller. */
	const struct selector *selector;
	struct domain *domain;
	uint64_t lines;			/* see history_init() */

	/* The answer. */
	struct history history;
	struct history_object **objects;	/* the selected ones, the newest first */
	size_t n;
	struct move_end *ends;		/* of the namespaces to which a link moved */
	struct record_copy gap;		/* the last one */
	struct reach reach;		/* of the journal, if no object was found */
	bool paused;			/* the kind was not recorded all the time */
	bool former;			/* the objects are of a former journal, of the boot at @boot */
	int64_t boot;

	struct reader reader;

	/* private */
	struct selector_look look;
	struct selector near;		/* objects that can take the place of a selected one */
	bool open;
	struct netlink rtnl;
	uint64_t records;		/* that were handed out of the kind, and gaps */
};

/*
 * Searches the newest journal that has the objects. Returns 0 or a negative errno; see inquiry_error(). The
 * caller has set @q->reader.wish, or left it 0. After success, the reader stays open until inquiry_drop().
 */
int inquiry_run(struct inquiry *q);
/* Returns the text for the error @err of inquiry_run(). */
const char *inquiry_error(const struct inquiry *q, int err);
/* Frees the answer. */
void inquiry_drop(struct inquiry *q);

/*
 * The parts of inquiry_run() that do no I/O, for tests. inquiry_take() takes the next
 * record or gap. inquiry_select() finds the objects. Each returns 0 or -ENOMEM.
 */
void inquiry_begin(struct inquiry *q);
int inquiry_take(struct inquiry *q, const struct record *rec);
int inquiry_select(struct inquiry *q);

#endif
