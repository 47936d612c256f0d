/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A network namespace of the walk: the programs that change it, its state according to the kernel, and
 * its state according to its journal.
 */
#ifndef WALK_SPACE_H
#define WALK_SPACE_H

#include <stdio.h>

#include "batch.h"
#include "netlink.h"
#include "object.h"
#include "text.h"

#define SPACE_BATCHES	4

/* What a record did: '+' the object is new, '~' it was there before, '-' it is gone. */
struct sign {
	uint64_t seq;
	char sign;
};

struct space {
	char name[8];
	int netns;		/* -1: there is none */
	struct nl rtnl, genl, xfrm, nft;
	uint16_t family;	/* of the journal */
	struct batch batch[SPACE_BATCHES];
	int mroute;		/* the socket of its multicast routes; -1: not opened yet */
	struct objects model;	/* the state according to the journal */
	uint64_t cursor;	/* sequence number of the last record that was read */
	uint64_t records;	/* number of records that were read */
	struct sign *signs;	/* of links, addresses and nexthops */
	size_t n_signs, max_signs;
};

/* Which records space_read() leaves out, to test that the walk notices. */
struct drop {
	uint32_t kind;		/* 0: none */
	unsigned int nth;	/* each Nth record of that kind is left out, not counting deletions */
	unsigned int seen;
};

/* Makes the namespace, with lo up and its journal read. @sysctls: "path=value", NULL at the end. */
void space_open(struct space *space, const char *name, const char *const *sysctls);
/*
 * Deletes the namespace, and waits until the kernel has taken down everything in it. The `ip`
 * of each other namespace must have been ended by space_forget(): it keeps every namespace open
 * that one of its commands has named.
 */
void space_close(struct space *space);

/*
 * Carries out a command: of `ip`, and after the word "bridge" or "nft" of that program. "sysctl write
 * PATH=VALUE" and "mroute" are the walk's own; see others.h. Returns whether it succeeded; otherwise
 * @said has the reason.
 */
bool space_do(struct space *space, const char *command, char *said, size_t room);
/* Ends the programs, which then forgets the names of links. The next command starts it again. */
void space_forget(struct space *space);

/* Enters the namespace; space_leave() goes back. */
void space_enter(const struct space *space);
void space_leave(void);
/* popen() in the namespace, to be read. */
FILE *space_popen(const struct space *space, const char *command);
/* Adds what the command prints to @text. Returns whether it succeeded. */
bool space_print(const struct space *space, const char *command, struct text *text);

/* Applies the records that are new. Returns NULL or what cannot be true about them, to be freed. */
char *space_read(struct space *space, struct drop *drop);
/* Asks the kernel for all objects, and sorts them. */
void space_dump(struct space *space, struct objects *kernel);

#endif
