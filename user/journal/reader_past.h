/* SPDX-License-Identifier: GPL-2.0 */
/* What reader.c needs of the journals that a reader reads. */
#ifndef JOURNAL_READER_PAST_H
#define JOURNAL_READER_PAST_H

#include "journal/reader.h"

/* Goes to the beginning of the kernel's journal. Returns 0 or a negative errno. */
int reader_start(struct reader *r);
/*
 * Hands out the records of @kinds after @after of the journal that the cursor is in: first what the store
 * has of it, then what the kernel has. @c: the client to ask.
 */
int reader_records(struct reader *r, struct client *c, uint64_t after, uint32_t kinds,
		   const struct netlink_handler *h);

#endif
