/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A query on the journal: which records, in which order, from where on, and whether to
 * continue with new ones. Gaps are part of the answer.
 */
#ifndef NETJOURNAL_QUERY_H
#define NETJOURNAL_QUERY_H

#include "journal/filter.h"
#include "journal/held.h"
#include "journal/reader.h"

/*
 * @record: called for each record and gap of the answer
 * @flush: writes the output. Returns 0 or a negative errno; -EINTR means that some of
 *	the output was dropped.
 */
struct query_handler {
	void (*record)(const struct record *rec, void *arg);
	int (*flush)(void *arg);
	void *arg;
};

struct query {
	/* The query. query_init() makes a query for all records. */
	struct filter filter;
	bool follow;		/* go on with new records */
	bool reverse;		/* newest first */
	bool all;		/* also minor records (see domain_minor()) */
	bool live;		/* the older records were handed out, so new ones follow */
	bool from_start;	/* if @after belongs to another journal, report a gap */
	bool has_lines, has_since, has_after;
	uint64_t lines;		/* only as many of the last records */
	struct cursor after;
	const char *cursor_file;	/* contains @after, and is updated */

	/* After query_run(): whether the answer is complete up to @reader.cursor. */
	bool all_out;
	uint64_t folded;	/* how many minor records were left out */

	struct reader reader;	/* contains the text of an error */
	/* private */
	const struct query_handler *handler;
	struct reader_handler reader_handler;
	bool in_window;		/* filter.since was reached */
	bool past_until;
	bool holding;		/* records are held until the last one is read */
	bool torn;		/* a signal prevented lines from being written */
	struct held held;	/* includes gaps that may be before filter.since */
	struct cursor saved;	/* the content of the cursor file */
};

void query_init(struct query *q);

/*
 * Opens the journal and finds out where to begin. The caller keeps the domain. Returns
 * 0 or a negative errno, with the text in @q->reader.client.genl.error.
 */
int query_open(struct query *q, struct domain *domain);

/*
 * Hands out the answer. Returns 0 or a negative errno. If there is a text, it is in
 * @q->reader.client.genl.error. After a signal a follower returns 0, and any other
 * query returns -EINTR, because its answer is not complete.
 */
int query_run(struct query *q, const struct query_handler *handler);

void query_close(struct query *q);

/*
 * The parts of query_run(), for tests. query_begin() sets the handler. query_take()
 * takes the next record or gap of the journal. query_end() hands out the held records,
 * and from then on no record is held.
 */
void query_begin(struct query *q, const struct query_handler *handler);
int query_take(struct query *q, const struct record *rec);
int query_end(struct query *q);

#endif
