// SPDX-License-Identifier: GPL-2.0
/* Finds the journal that a moment is in. */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/timeparse.h"
#include "net/moment.h"

/* Where the refusal of a moment is written. */
struct refusal {
	char *text;
	size_t size;
};

static int refuse(const struct refusal *to, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static int refuse(const struct refusal *to, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(to->text, to->size, fmt, ap);
	va_end(ap);
	return -ENODATA;
}

/* @reach: of the oldest journal that has records. */
static int refuse_early(const struct refusal *to, const struct reach *reach)
{
	struct time_text time = { 0 };

	if (reach->first > reach->last || !reach->first)
		return refuse(to, "the journal is empty, so it does not reach back so far");
	time_text_set(&time, reach->time);
	return refuse(to, "the journal reaches back only to #%" PRIu64 ", %s %s", reach->first, time.date, time.clock);
}

/* Nothing is known from the end of the journal that the cursor is in to the beginning of the next one. */
static int refuse_between(const struct refusal *to, const struct reader *r)
{
	const struct archive_journal *j = r->in_past, *next = j + 1;
	const struct cursor end = { .has_instance = true, .instance = j->instance, .seq = j->last };
	struct time_text time = { 0 }, boot = { 0 };
	char last[CURSOR_TEXT_MAX];
	bool is_last = next == r->past.journals + r->past.n;

	cursor_text(&end, last);
	time_text_set(&time, j->last_time);
	if (is_last && !r->live)
		return refuse(to, "the store has nothing after #%" PRIu64 ", %s %s (its last moment is %s)",
			      j->last, time.date, time.clock, last);
	if (is_last || !strcmp(next->boot, j->boot))
		return refuse(to, "nothing is known between #%" PRIu64 ", %s %s, and the next load of the module (the last moment before it is %s)",
			      j->last, time.date, time.clock, last);
	time_text_set(&boot, next->boot_time);
	return refuse(to, "nothing is known between #%" PRIu64 ", %s %s, and the boot of %s %s (the last moment before it is %s)",
		      j->last, time.date, time.clock, boot.date, boot.clock, last);
}

static int read_reach(struct reader *r, struct reach *reach, const struct refusal *to)
{
	int err = reach_read(r, reach);

	if (err)
		refuse(to, "%s", *r->client.genl.error ? r->client.genl.error : "the store cannot be read");
	return err;
}

/* Goes to the newest journal that began before the time. */
static int enter_time(int64_t at, struct reader *r, struct reach *reach, const struct refusal *to)
{
	struct reach oldest = { 0 };
	struct timespec now;
	size_t i;
	int err;

	clock_gettime(CLOCK_REALTIME, &now);
	if (at > now.tv_sec * NS_PER_S + now.tv_nsec)
		return refuse(to, "the moment is in the future");
	for (i = reader_journals(r); i; i--) {
		reader_enter(r, i - 1);
		err = read_reach(r, reach, to);
		if (err)
			return err;
		if (reach->time && (int64_t)reach->time <= at) {
			if (reader_is_live(r) || at <= r->in_past->last_time)
				return 0;
			return refuse_between(to, r);
		}
		if (reach->time)
			oldest = *reach;
	}
	return refuse_early(to, &oldest);
}

static int enter_number(const struct cursor *c, struct reader *r, struct reach *reach, const struct refusal *to)
{
	bool found = reader_journals(r) && reader_goto(r, c);
	int err;

	if (!found)
		return refuse(to, "the moment belongs to another journal, which is not kept, because the machine or the module was restarted");
	r->cursor.seq = 0;
	err = read_reach(r, reach, to);
	if (err)
		return err;
	if (c->seq > reach->last)
		return refuse(to, "there is no record #%" PRIu64 "%s; the last one is #%" PRIu64, c->seq,
			      reader_is_live(r) ? " yet" : " in the store", reach->last);
	/* The kernel tells what is missing at the beginning of its journal; a store need not know it. */
	return r->in_past && reach->time && c->seq + 1 < reach->first ? refuse_early(to, reach) : 0;
}

int moment_enter(const struct moment *m, struct reader *r, struct reach *reach, char *text, size_t size)
{
	const struct refusal to = { text, size };

	*reach = (struct reach){ 0 };
	if (m->has_time)
		return enter_time(m->time, r, reach, &to);
	return enter_number(&m->cursor, r, reach, &to);
}
