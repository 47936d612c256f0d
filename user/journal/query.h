/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A question to the journal: which records, in which order, from where on, and
 * whether to go on with those to come. Gaps are part of the answer.
 */
#ifndef NETJOURNAL_QUERY_H
#define NETJOURNAL_QUERY_H

#include "journal/held.h"
#include "journal/reader.h"

/*
 * @record: called for each record and gap of the answer
 * @flush: writes out what was printed. Returns 0 or a negative errno; after
 *	-EINTR some of it was thrown away.
 */
struct query_handler {
	void (*record)(const struct record *rec, void *arg);
	int (*flush)(void *arg);
	void *arg;
};

struct query {
	/* The question. query_init() makes all zero ask for all that there is. */
	struct filter filter;
	bool follow;		/* go on with new records */
	bool reverse;		/* newest first */
	bool from_start;	/* @after may be of another journal: a gap then */
	bool has_lines, has_since, has_after;
	uint64_t lines;		/* the last records only */
	struct cursor after;
	const char *cursor_file;	/* holds @after, and is kept up to date */

	/* Then: whether the answer is complete up to @reader.cursor. */
	bool all_out;

	struct reader reader;	/* with the text of an error */
	/* private */
	const struct query_handler *handler;
	struct reader_handler reader_handler;
	bool in_window;		/* filter.since was reached */
	bool past_until;
	bool holding;		/* records wait for the last of them */
	bool torn;		/* a signal kept lines from being written */
	struct held held;	/* also gaps that may be before filter.since */
	struct cursor saved;	/* what the cursor file holds */
};

void query_init(struct query *q);

/*
 * Opens the journal and finds out where to begin. The domain stays the caller's.
 * Returns 0 or a negative errno, with the text in @q->reader.client.genl.error.
 */
int query_open(struct query *q, struct domain *domain);

/*
 * Hands out the answer. Returns 0 or a negative errno; the text, if there is one,
 * is in @q->reader.client.genl.error. A signal ends a follower with 0, and is
 * -EINTR for others, whose answer is not complete then.
 */
int query_run(struct query *q, const struct query_handler *handler);

void query_close(struct query *q);

/*
 * A part of query_run(), for tests: query_begin() sets the handler, query_take()
 * takes the next record or gap of the journal, and query_end() hands out what
 * waits; from then on nothing does.
 */
void query_begin(struct query *q, const struct query_handler *handler);
int query_take(struct query *q, const struct record *rec);
int query_end(struct query *q);

#endif
