/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads all records after a cursor, once or following. Catching up at the start, and
 * recovery after an error, use the same dump. A follower takes records from their
 * notifications while these are in sequence, and otherwise dumps. So records come in
 * order, each comes once, and missing records come as a gap.
 */
#ifndef NETJOURNAL_READER_H
#define NETJOURNAL_READER_H

#include "journal/client.h"
#include "journal/cursor.h"
#include "journal/domain.h"
#include "journal/notices.h"

/*
 * @record: called for each record and gap, not for bookmarks
 * @batch: called after some records, when it is a good time to flush. The cursor is
 *	then after all records that were handed out.
 * If one returns a value other than 0, reading ends and returns that value.
 */
struct reader_handler {
	int (*record)(const struct record *rec, void *arg);
	int (*batch)(const struct cursor *cursor, void *arg);
	void *arg;
};

struct reader {
	struct client client;
	struct domain *domain;
	uint32_t kinds;			/* mask of the kinds to read */
	struct cursor cursor;		/* where reading continues */
	struct client_status status;	/* at the start, or after a reload */
	const struct reader_handler *handler;
	/* private */
	uint32_t followed;		/* mask of kinds; see reader_follow_kind() */
	/* private: of a follower */
	struct notices notices;
	bool in_sequence;		/* every record after the cursor is notified */
	bool loaded;			/* otherwise the user was told */
	uint64_t learned;		/* the cursor when the domain learned last */
};

/*
 * Opens the client and reads the state of the journal. Sets the cursor before the first
 * record. The caller keeps the domain. Returns 0 or a negative errno, with the text in
 * @r->client.genl.error.
 */
int reader_open(struct reader *r, uint32_t kinds, struct domain *domain);
void reader_close(struct reader *r);

/* Hands the domain all records that it needs to understand others. */
int reader_learn(struct reader *r);

/*
 * Fills in the state before @rec, the record in hand. From then on, this is done for all
 * records of its kind. The first call for a kind reads all older records of the kind, so
 * call it only if the state is needed. Returns 0 or -ENOMEM.
 */
int reader_follow_kind(struct reader *r, struct record *rec);

/* Reads the records after the cursor. */
int reader_catch_up(struct reader *r);

/*
 * Reads until a signal, and then returns -EINTR. If the module is loaded again, hands
 * out a gap with the reason READER_RELOADED. The bounds of that gap are the last cursor
 * of the old journal.
 */
int reader_follow(struct reader *r);

/* The reason of a gap that the kernel cannot report: the journal itself has ended. */
#define READER_RELOADED	0

/* Makes that gap, which stands for all records after @old. */
void reader_reloaded_gap(struct record *rec, const struct cursor *old);

#endif
