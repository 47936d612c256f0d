/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads the journal: all that follows a cursor, once or for ever. Catching up
 * at the start, going on, and recovery after anything that went wrong are one
 * and the same dump, so records come in order, each once, and what is missing
 * comes as a gap.
 */
#ifndef NETJOURNAL_READER_H
#define NETJOURNAL_READER_H

#include "journal/client.h"
#include "journal/cursor.h"
#include "journal/domain.h"

/*
 * @record: called for each record and gap, not for bookmarks
 * @batch: called after some records, when it is a good time to flush; the cursor
 *	then stands behind all records that were seen
 * A value other than 0 ends the reading, which returns it.
 */
struct reader_handler {
	int (*record)(const struct record *rec, void *arg);
	int (*batch)(const struct cursor *cursor, void *arg);
	void *arg;
};

struct reader {
	struct client client;
	struct domain *domain;
	uint32_t kinds;			/* mask of what is wanted */
	struct cursor cursor;		/* where reading goes on */
	struct client_status status;	/* at the start, or after a reload */
	const struct reader_handler *handler;
};

/*
 * Opens the client and asks for the journal's state; the cursor is before the
 * first record. The domain stays the caller's. Returns 0 or a negative errno;
 * the text is in @r->client.genl.error.
 */
int reader_open(struct reader *r, uint32_t kinds, struct domain *domain);
void reader_close(struct reader *r);

/* Hands the domain all the records that it needs to understand others. */
int reader_learn(struct reader *r);

/* Reads what there is after the cursor. */
int reader_catch_up(struct reader *r);

/*
 * Reads on and on. Where the module is loaded again, a gap with the reason
 * READER_RELOADED is handed out, with the old journal's last cursor as its bounds.
 * Ends with -EINTR on a signal.
 */
int reader_follow(struct reader *r);

/* A gap that the kernel cannot tell of: the journal itself went. */
#define READER_RELOADED	0

/* Makes that gap: all after @old. */
void reader_reloaded_gap(struct record *rec, const struct cursor *old);

#endif
