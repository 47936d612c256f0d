/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A network namespace of the walk: what changes it, what the kernel says of it,
 * and what its journal says of it.
 */
#ifndef WALK_SPACE_H
#define WALK_SPACE_H

#include <stdio.h>

#include "batch.h"
#include "netlink.h"
#include "object.h"
#include "text.h"

struct space {
	char name[8];
	int netns;		/* -1: there is none */
	struct nl rtnl, genl;
	uint16_t family;	/* of the journal */
	struct batch batch[2];	/* IPv4 (or what a command tells), IPv6 */
	struct objects model;	/* the state that the journal tells */
	uint64_t cursor;	/* of the last record that was read */
	uint64_t records;	/* that were read */
};

/* Which record space_read() leaves out, to see that this is found. */
struct drop {
	uint32_t kind;		/* 0: none */
	unsigned int nth;	/* of that kind, and of those that say that something is there */
};

/* Makes the namespace, with lo up and its journal read. @sysctls: "path=value", NULL at the end. */
void space_open(struct space *space, const char *name, const char *const *sysctls);
/* Deletes it, and waits until the kernel has taken down what was in it. */
void space_close(struct space *space);

/* Has `ip` carry out a command. Returns whether it did; else @said is why not. */
bool space_do(struct space *space, const char *command, char *said, size_t room);
/* Lets `ip` forget the names of links. */
void space_forget(struct space *space);

/* popen() in the namespace, to be read. */
FILE *space_popen(const struct space *space, const char *command);

/* Applies the records that are new. Returns NULL or what cannot be true about them, to be freed. */
char *space_read(struct space *space, struct drop *drop);
/* Asks the kernel for all objects, and sorts them. */
void space_dump(struct space *space, struct objects *kernel);

#endif
