/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The processes that made records. Records name a process by an id. This asks the
 * kernel for the details when they are first needed, and keeps them.
 */
#ifndef NETJOURNAL_PROCESSES_H
#define NETJOURNAL_PROCESSES_H

#include "journal/process.h"
#include "journal/record.h"

struct client;
struct past;

/*
 * Must be all zero before the first use.
 *
 * @past: the store that knows the processes of other journals than the kernel's, or NULL
 * @live: the instance of the kernel's journal
 */
struct processes {
	const struct past *past;
	uint64_t live;
	/* private */
	uint64_t of;			/* the instance of all in @list; 0: the kernel's */
	struct client *client;		/* a socket of its own, because another dump may be in progress */
	bool pinned;			/* the socket stays */
	bool off;			/* the kernel cannot be asked */
	bool asked;			/* for all processes */
	uint64_t dumped;		/* up to this id, processes not in @list are forgotten */
	bool dropped;			/* the list, since the dump began */
	uint64_t waited;		/* the last process that was waited for */
	struct process **list;		/* in the order of their ids */
	size_t n, max;
};

/*
 * Returns the process that made @rec, or NULL if it is not known: the record names none,
 * the kernel has forgotten it, or the kernel cannot be asked. The process is valid until
 * the next call.
 */
const struct process *processes_find(struct processes *p, const struct record *rec);

/*
 * Opens the socket now, in the present namespace, and never in another one. Returns 0 or a negative errno.
 */
int processes_open(struct processes *p);

void processes_drop(struct processes *p);

#endif
