/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Folds records of things that come and go again and again, such as the carrier of a link, if
 * no other record is between them: the first one and the last one are kept, and how often the
 * thing went in between is counted. Does no I/O.
 */
#ifndef NETJOURNAL_FLAPS_H
#define NETJOURNAL_FLAPS_H

#include "base/timeparse.h"
#include "journal/record.h"

#define FLAPS_MAX	16

/* So long after the last record of a thing, the next one begins anew. */
#define FLAPS_NS	(60 * NS_PER_S)

/*
 * A thing. @first: the record since which it is counted; @lost: how often it went after that
 */
struct flap {
	uint64_t object;
	uint64_t first, time;
	uint64_t lost;
	struct record_copy last;	/* the newest record, if it was not printed yet */
};

/*
 * Prints a record, and after it how often the thing went since @flap->first; NULL: nothing is
 * folded into it.
 */
typedef void flaps_print(const struct record *rec, const struct flap *flap, void *arg);

/* One that is all zero knows no thing. */
struct flaps {
	struct flap list[FLAPS_MAX];
	size_t n;
};

/*
 * Takes the next record. @object: the thing that it is about, if @went is not 0. @went: 1 if the
 * thing went, -1 if it came, 0 for any other record. Calls @print for all records that can be
 * printed now, in order. Returns 0 or -ENOMEM.
 */
int flaps_take(struct flaps *f, const struct record *rec, uint64_t object, int went,
	       flaps_print *print, void *arg);
/* Prints what is held, and begins anew. */
void flaps_flush(struct flaps *f, flaps_print *print, void *arg);
void flaps_drop(struct flaps *f);

#endif
