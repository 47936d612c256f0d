/* SPDX-License-Identifier: GPL-2.0 */
/* `netjournal list --at`: lists the objects of an earlier moment. */
#ifndef NETJOURNAL_LIST_AT_H
#define NETJOURNAL_LIST_AT_H

#include "base/args.h"
#include "net/rewind.h"

/* How the answer is printed. */
struct list_at {
	const struct args *args;
	bool details, count;
	struct rewind rewind;	/* with what is asked, but without the domain */
};

/* Returns the exit status. */
int list_at_run(struct list_at *list);

#endif
