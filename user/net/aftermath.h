/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Acts of the kernel that follow from acts of a command. A command that takes down one end of a veth pair, for example,
 * changes the carrier of the other end; a moment later a thread of the kernel deletes what needs that carrier.
 */
#ifndef NETJOURNAL_AFTERMATH_H
#define NETJOURNAL_AFTERMATH_H

#include "journal/reader.h"

#define AFTERMATH_MAX	1024

/* @acts: of the command, and those that follow from them. What comes after AFTERMATH_MAX acts is not known. */
struct aftermath {
	uint64_t acts[AFTERMATH_MAX];
	size_t n;
	/* private */
	bool (*is_inside)(const struct record *rec, void *arg);
	void *arg;
};

/*
 * Reads the journal after @seq. @is_inside: returns whether the command made the record. Returns 0 or a negative errno;
 * then the acts are not known.
 */
int aftermath_read(struct aftermath *a, uint64_t seq, bool (*is_inside)(const struct record *rec, void *arg), void *arg);

/* Returns whether the record is of one of the acts. */
bool aftermath_has(const struct aftermath *a, const struct record *rec);

/* Takes the next record. A part of aftermath_read() that does no I/O, for tests. */
void aftermath_take(struct aftermath *a, const struct record *rec);

#endif
