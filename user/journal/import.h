/* SPDX-License-Identifier: GPL-2.0 */
/* Records that are put into a store in memory, whose machine is not known. */
#ifndef JOURNAL_IMPORT_H
#define JOURNAL_IMPORT_H

#include <netlink/msg.h>

#include "journal/archive.h"
#include "journal/memo.h"

/*
 * @path: of the file, for errors
 * @unit: what @line counts, for errors
 * @netns: inode number of the network namespace, or any number
 * @elsewhere: it is not the initial namespace
 * @journal: the one in hand; its @id is 0 if there is none
 * @names: numbers of devices by their name
 */
struct import {
	const char *path;
	const char *unit;
	uint32_t netns;
	bool elsewhere;
	struct archive *archive;
	struct domain *domain;
	struct archive_journal journal;
	struct memo names;
	uint32_t made;		/* numbers that were made up */
	uint64_t line;
	char *error;
	size_t size;
};

/* Returns 0 or a negative errno, with the text in @error. import_end() frees all but the archive. */
int import_begin(struct import *im);
void import_end(struct import *im);
int import_fail(struct import *im, int err, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Returns @err, of a function of the archive, with its text in @error if it is not 0. */
int import_fail_store(struct import *im, int err);

/* Goes to the journal @instance, which began when the machine had started at @boot, in ns. */
int import_journal(struct import *im, uint64_t instance, int64_t boot);
/* Adds the record whose attributes @msg has. */
int import_record(struct import *im, struct nl_msg *msg);
/* Remembers the number of a device. */
void import_name(struct import *im, const char *name, uint32_t number);
/* Returns the number of the device; makes one up if it has none. @arg: the struct import */
uint32_t import_number(void *arg, const char *name);

/* Reads @len bytes. Returns 1, 0 at the end of the file if it @may_end here, or a negative errno. */
int import_bytes(struct import *im, FILE *file, void *to, size_t len, bool may_end);
/*
 * Reads the next message of netlink, and what aligns it, into @nlh, which has room for IMPORT_MESSAGE_MAX bytes. Returns
 * 1, 0 at the end of the file, -EUCLEAN if this is no message, or another negative errno.
 */
#define IMPORT_MESSAGE_MAX	(1u << 20)
int import_message(struct import *im, FILE *file, struct nlmsghdr *nlh);

/* The formats. Each returns 0, -EUCLEAN if the file has another one, or a negative errno. */
int import_lines(struct import *im, FILE *file);
int import_dumped(struct import *im, FILE *file);
int import_capture(struct import *im, FILE *file);

#endif
