/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Who last wrote each object of one kind, as the journal has it. Pure: records
 * go in, in order, and answers come out.
 */
#ifndef NETJOURNAL_WRITERS_H
#define NETJOURNAL_WRITERS_H

#include "decode/event.h"
#include "journal/record.h"

struct writers;

/* Returns NULL if there is no memory. */
struct writers *writers_new(void);
void writers_free(struct writers *w);

/* Learns a record, of the event @ev. Returns 0 or -ENOMEM. */
int writers_add(struct writers *w, const struct record *rec,
		const struct event *ev);

/*
 * Fills @rec with the last record of the object that @ev shows, or returns false if
 * there is none. Routes that share a key are different objects if they lead elsewhere;
 * but IPv6 routes that the kernel joins into one are one.
 */
bool writers_find(const struct writers *w, const struct event *ev,
		  struct record *rec);

#endif
