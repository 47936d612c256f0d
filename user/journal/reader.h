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
#include "journal/past.h"

/*
 * @record: called for each record and gap, not for bookmarks
 * @batch: called after some records, when it is a good time to flush. The cursor is
 *	then after all records that were handed out. NULL: there is nothing to flush.
 * @quick: while the reader's member of this name is set, called for a record that has a message, before it is parsed:
 *	@rec has only its bytes, its kind, its message and its two numbers. Returns whether it took the record, and sets
 *	@err. Otherwise @record is called
 * If one returns a value other than 0, or sets @err to one, reading ends and returns that value.
 */
struct reader_handler {
	int (*record)(const struct record *rec, void *arg);
	bool (*quick)(const struct record *rec, void *arg, int *err);
	int (*batch)(const struct cursor *cursor, void *arg);
	void *arg;
};

/*
 * Of records of @kind, only those that contain @word at a multiple of four bytes from their beginning are of interest.
 * Most others are not parsed or handed out, and the domain does not learn from them. @kind 0: all are of interest.
 */
struct reader_mark {
	uint32_t kind;
	uint32_t word;
};

/*
 * @wish, @narrow, @mark, @single, @namer: set these before reader_open(), or leave them 0
 * @narrow: of the past, only these objects
 * @mark: of the kernel's journal, only these records
 * @single: end at the end of a journal
 * @namer, @namer_arg: whom domain_elsewhere() asks about the kernel's journal; NULL: this machine
 * @past: the journals that a store has. They are read before the kernel's.
 * @live: the kernel has a journal, and it is wanted
 */
struct reader {
	struct client client;
	struct past_wish wish;
	struct archive_narrow narrow;
	struct reader_mark mark;
	bool single;
	bool quick;			/* the handler can change it at any time */
	domain_namer *namer;
	void *namer_arg;
	struct past past;
	bool live;
	struct domain *domain;
	uint32_t kinds;			/* mask of the kinds to read */
	struct cursor cursor;		/* where reading continues */
	struct client_status status;	/* at the start, or after a reload */
	const struct reader_handler *handler;
	/* private */
	const struct archive_journal *in_past;	/* the journal of the cursor, if the past has it */
	char heading[128];		/* of the journal that begins */
	struct record glance;		/* for the handler's quick() */
	const char *part_end;		/* of what was received at once */
	const char *unmarked_end;	/* up to here it has no word of the mark */
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

/*
 * The journals, the oldest first: those of the past, and the kernel's. reader_enter() goes to the
 * beginning of one of them.
 */
size_t reader_journals(const struct reader *r);
void reader_enter(struct reader *r, size_t i);
/* Returns whether the cursor is in the kernel's journal. */
bool reader_is_live(const struct reader *r);
/* Goes to the journal of the kernel, or without it to the last one. */
void reader_enter_last(struct reader *r);
/* Goes to the first record since @time (real time in ns), as far as the past says where that is. */
int reader_seek(struct reader *r, int64_t time);
/* Sets @seq to the last record before @time of the journal that the cursor is in, as far as the past says; or to 0. */
int reader_before(const struct reader *r, int64_t time, uint64_t *seq);
/*
 * Goes back in the past as far as about @n records of the store are after it, in all namespaces. Sets @whole
 * if that is the beginning.
 */
int reader_back(struct reader *r, uint64_t n, bool *whole);
/* Goes to @cursor. Returns false if there is no such journal. */
bool reader_goto(struct reader *r, const struct cursor *cursor);

/* Hands out the record @seq of the journal that the cursor is in, like client_record(). */
int reader_record(struct reader *r, uint64_t seq, int (*message)(const struct nlmsghdr *nlh, void *arg), void *arg);

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

/*
 * The parts of reader_follow(), for callers that wait for many readers. reader_listen() begins. When
 * reader_file() can be read, or reader_is_behind(), reader_continue() takes what is there. They return
 * 0 or a negative errno.
 */
int reader_listen(struct reader *r);
int reader_file(const struct reader *r);
bool reader_is_behind(const struct reader *r);
int reader_continue(struct reader *r);
/* Goes back to @seq in the same journal. What comes after it is read again. */
void reader_go_back(struct reader *r, uint64_t seq);

/* The reason of a gap that the kernel cannot report: the journal itself has ended. */
#define READER_RELOADED	0

/*
 * Makes that gap, which stands for all records after @old. @note says which journal begins, or is NULL.
 * The record is valid until the next call.
 */
void reader_reloaded_gap(struct record *rec, const struct cursor *old, const char *note);

#endif
