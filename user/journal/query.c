// SPDX-License-Identifier: GPL-2.0
/*
 * Runs a query on the journal.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/tool.h"
#include "journal/cursorfile.h"
#include "journal/query.h"

#define FLUSH_EVERY	1024	/* records */
#define LAST_FIRST	4096	/* records of a store, in which the last ones that are wanted may be */

static int __attribute__((format(printf, 3, 4)))
query_fail(struct query *q, int err, const char *fmt, ...)
{
	struct netlink *genl = &q->reader.client.genl;
	va_list args;

	va_start(args, fmt);
	vsnprintf(genl->error, sizeof(genl->error), fmt, args);
	va_end(args);
	return err;
}

static int flush_lines(struct query *q)
{
	int err = q->handler->flush(q->handler->arg);

	q->torn |= err == -EINTR;
	return err;
}

static int hold_record(struct query *q, const struct record *rec)
{
	if (!held_add(&q->held, rec))
		return 0;
	return query_fail(q, -ENOMEM, "no memory for the records");
}

/* Hands out the held records. After a signal they stay held. */
static int release_held(struct query *q)
{
	size_t n = held_count(&q->held), i;
	struct record rec;
	int err = 0;

	for (i = 0; i < n && !err; i++) {
		if (tool_stop)
			return -EINTR;
		if (held_get(&q->held, q->reverse ? n - 1 - i : i, &rec))
			q->handler->record(&rec, q->handler->arg);
		if (i % FLUSH_EVERY == FLUSH_EVERY - 1)
			err = flush_lines(q);
	}
	held_drop(&q->held);
	return err;
}

static int pass_record(struct query *q, const struct record *rec)
{
	if (q->holding)
		return hold_record(q, rec);
	q->handler->record(rec, q->handler->arg);
	return 0;
}

/* No filter hides a gap, unless the gap is completely outside the time that was asked for. */
static int take_gap(struct query *q, const struct record *gap)
{
	if (q->past_until || gap->gap.first > q->filter.last)
		return 0;
	return q->in_window ? pass_record(q, gap) : hold_record(q, gap);
}

/* Enters the window of time if @rec is in it. */
static int enter_window(struct query *q, const struct record *rec)
{
	if (q->in_window)
		return 0;
	if ((int64_t)rec->time < q->filter.since) {
		held_drop_gaps(&q->held, rec->seq);
		return 0;
	}
	q->in_window = true;
	return q->holding ? 0 : release_held(q);
}

void query_begin(struct query *q, const struct query_handler *handler)
{
	q->handler = handler;
	q->holding = q->has_lines || q->reverse;
	q->in_window = !q->has_since;
	q->held.limited = q->has_lines;
	q->held.limit = q->lines;
}

/* Takes a record that the filter lets pass. */
static int take_match(struct query *q, const struct record *rec)
{
	if (!domain_match(q->reader.domain, rec))
		return 0;
	if (!q->all && domain_minor(q->reader.domain, rec)) {
		q->folded++;
		return 0;
	}
	return pass_record(q, rec);
}

int query_take(struct query *q, const struct record *rec)
{
	struct record known;
	int err;

	if (rec->is_gap)
		return take_gap(q, rec);
	err = enter_window(q, rec);
	if (err || !q->in_window)
		return err;
	q->past_until = (int64_t)rec->time > q->filter.until;
	if (!filter_match(&q->filter, rec))
		return 0;
	if (!domain_wants_before(q->reader.domain, rec))
		return take_match(q, rec);
	known = *rec;
	err = reader_follow_kind(&q->reader, &known);
	return err ? err : take_match(q, &known);
}

int query_end(struct query *q)
{
	int err = release_held(q);

	q->holding = false;
	q->in_window = true;
	q->live = true;
	return err;
}

static int save_cursor(struct query *q, const struct cursor *cursor)
{
	int err;

	if (!q->cursor_file || (cursor->seq == q->saved.seq &&
				cursor->instance == q->saved.instance))
		return 0;
	err = cursor_file_write(q->cursor_file, cursor);
	q->saved = *cursor;
	if (!err)
		return 0;
	return query_fail(q, err, "cannot write %s: %s", q->cursor_file,
			  strerror(-err));
}

/* Writes the lines and then saves the cursor, never the other way round. */
static int flush_and_save(struct query *q, const struct cursor *cursor)
{
	int err = flush_lines(q);

	return err ? err : save_cursor(q, cursor);
}

static int on_record(const struct record *rec, void *arg)
{
	return query_take(arg, rec);
}

static int on_batch(const struct cursor *cursor, void *arg)
{
	struct query *q = arg;

	return q->holding || !q->in_window ? 0 : flush_and_save(q, cursor);
}

static int read_records(struct query *q)
{
	int err = reader_learn(&q->reader);

	return err ? err : reader_catch_up(&q->reader);
}

/* Reads only the end of a long history, if that has enough records that are wanted; or else more of it. */
static int read_last(struct query *q)
{
	uint64_t back = LAST_FIRST + 16 * q->lines;
	bool whole = false;
	int err = 0;

	while (!err && !whole) {
		held_drop(&q->held);
		q->folded = 0;
		err = reader_back(&q->reader, back, &whole);
		if (!err)
			err = read_records(q);
		whole |= q->held.records >= q->lines;
		back *= 16;
	}
	return err;
}

static int read_journal(struct query *q)
{
	bool is_last = q->has_lines && !q->has_after && !q->has_since && q->reader.past.n;
	int err = is_last ? read_last(q) : read_records(q);

	if (err)
		return err;
	err = query_end(q);
	if (err)
		return err;
	err = flush_and_save(q, &q->reader.cursor);
	if (err || !q->follow)
		return err;
	return reader_follow(&q->reader);
}

/*
 * Moves to the cursor that was asked for. A cursor of another journal is refused. With
 * @from_start it becomes a gap instead, because the records after it are gone.
 */
static int seek_cursor(struct query *q)
{
	char text[CURSOR_TEXT_MAX];
	struct record gap;

	if (!q->has_after && q->has_since)
		return reader_seek(&q->reader, q->filter.since);
	if (!q->has_after || reader_goto(&q->reader, &q->after))
		return 0;
	/* A cursor file that a crash has left empty. */
	if (!q->from_start && !q->after.instance)
		return query_fail(q, -ESTALE, "%s has no cursor: it is empty (--from-start reads this journal from its start)",
				  q->cursor_file ? q->cursor_file : "the cursor file");
	if (!q->from_start) {
		cursor_text(&q->after, text);
		return query_fail(q, -ESTALE, "cursor %s belongs to another journal, because the machine or the module was restarted (--from-start reads this journal from its start)",
				  text);
	}
	reader_reloaded_gap(&gap, &q->after, NULL);
	q->handler->record(&gap, q->handler->arg);
	return 0;
}

int query_run(struct query *q, const struct query_handler *handler)
{
	int err;

	query_begin(q, handler);
	q->reader_handler = (struct reader_handler){
		.record = on_record, .batch = on_batch, .arg = q,
	};
	q->reader.handler = &q->reader_handler;
	err = seek_cursor(q);
	if (err)
		return err;
	err = read_journal(q);
	/* The cursor is after the records that are still held, and they are never handed out. */
	q->all_out = !held_count(&q->held) && !q->torn;
	if (err != -EINTR)
		return err;
	err = q->all_out ? flush_and_save(q, &q->reader.cursor) : flush_lines(q);
	/* A signal is the normal end of a follower. For others it means that records are missing. */
	return err || q->follow ? err : -EINTR;
}

/* Finds out where to begin. */
static int choose_start(struct query *q)
{
	int err = -ENOENT;

	if (q->cursor_file) {
		err = cursor_file_read(q->cursor_file, &q->after);
		q->has_after = !err;
	}
	if (!err || err == -ENOENT)
		return 0;
	return query_fail(q, err, "%s: %s", q->cursor_file, err == -EINVAL ?
			  "the file contains no cursor" : strerror(-err));
}

void query_init(struct query *q)
{
	filter_init(&q->filter);
	q->filter.kinds = RECORD_ALL_KINDS;
}

int query_open(struct query *q, struct domain *domain)
{
	int err = choose_start(q);

	return err ? err : reader_open(&q->reader, q->filter.kinds, domain);
}

void query_close(struct query *q)
{
	held_drop(&q->held);
	reader_close(&q->reader);
}
