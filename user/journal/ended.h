/* SPDX-License-Identifier: GPL-2.0 */
/* The network namespaces that have ended and whose journals the kernel keeps. */
#ifndef JOURNAL_ENDED_H
#define JOURNAL_ENDED_H

#include "journal/client.h"

/*
 * @cookie: no two namespaces have the same as long as the machine runs
 * @inode: a later namespace can have the same
 * @used: bytes of its journal
 * @time: when it ended, real time in ns
 */
struct ended {
	uint64_t cookie;
	uint64_t inode;
	uint64_t instance;
	uint64_t first_seq, next_seq;
	uint64_t records, used;
	uint64_t time;
};

/* Reads the attributes of ended-get. */
void ended_parse(struct ended *e, const struct nlattr *attrs, int len);

/*
 * Reads all of them, in the order of their ends. free() frees the list. Returns 0 or a negative errno, with
 * the text in @c->genl.error.
 */
int ended_list(struct client *c, struct ended **list, size_t *n);

/*
 * Finds the one that @word means: its inode number, "cookie:N", a name that it had (see
 * domain_named()), a process that made a record there, or the path of such a name or process. Of several the
 * one that ended last. Returns 0 or a negative errno; -ENOENT: there is none.
 */
int ended_find(struct client *c, const char *word, struct ended *found);

#endif
