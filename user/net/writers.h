/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Finds who last wrote each object of one kind, from the records of the journal, which are
 * added in order. Does no I/O.
 */
#ifndef NETJOURNAL_WRITERS_H
#define NETJOURNAL_WRITERS_H

#include "decode/event.h"
#include "journal/record.h"

struct writers;

/* Returns NULL if there is no memory. */
struct writers *writers_new(void);
void writers_free(struct writers *w);

/* Adds a record, whose event is @ev. Returns 0 or -ENOMEM. */
int writers_add(struct writers *w, const struct record *rec,
		const struct event *ev);

/*
 * Fills @rec with the last record of the object in @ev, or returns false if there is none.
 * Routes that share a key are different objects if they lead to different places. But IPv6
 * routes that the kernel joins into one route are one object.
 */
bool writers_find(const struct writers *w, const struct event *ev,
		  struct record *rec);

#endif
