// SPDX-License-Identifier: GPL-2.0
/* Counts changes by who made them. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "journal/summary.h"
#include "nl/spec_tables.h"

#define BY_WIDTH_MIN	20
#define BY_WIDTH_MAX	40
#define NUMBER_WIDTH	7
#define TIME_MAX	32

static int add_row(struct summary *s, const struct culprit *by)
{
	size_t max = s->max ? 2 * s->max : 16;
	struct summary_row *rows;

	if (s->n == s->max) {
		rows = reallocarray(s->rows, max, sizeof(*rows));
		if (!rows)
			return -ENOMEM;
		s->rows = rows;
		s->max = max;
	}
	s->rows[s->n++] = (struct summary_row){ .by = *by };
	return 0;
}

/* Sets @s->row to the row of @by. */
static int find_row(struct summary *s, const struct culprit *by)
{
	for (s->row = 0; s->row < s->n; s->row++)
		if (culprit_same(&s->rows[s->row].by, by))
			return 0;
	return add_row(s, by);
}

int summary_take(struct summary *s, const struct record *rec, const struct process *process)
{
	const struct origin *origin = record_origin(rec);
	uint64_t number = origin ? origin->number : 0;
	struct summary_row *row;
	struct culprit by;
	int err;

	/* Most records have the origin of the record before them. */
	if (!number || number != s->origin || (process && process->partial)) {
		culprit_find(&by, origin, process);
		err = find_row(s, &by);
		if (err)
			return err;
		s->origin = number;
	}
	row = &s->rows[s->row];
	if (!row->n || rec->time < row->first)
		row->first = rec->time;
	if (rec->time > row->last)
		row->last = rec->time;
	row->n++;
	if (rec->kind <= NETJOURNAL_KIND_MAX)
		row->kinds[rec->kind]++;
	return 0;
}

static int by_number(const void *a, const void *b)
{
	const struct summary_row *x = a, *y = b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return strcmp(x->by.name, y->by.name);
}

static size_t by_width(const struct summary *s)
{
	size_t width = BY_WIDTH_MIN, i, len;

	for (i = 0; i < s->n; i++) {
		len = strlen(s->rows[i].by.name);
		width = len > width ? len : width;
	}
	return width < BY_WIDTH_MAX ? width : BY_WIDTH_MAX;
}

/* The kind with the next smaller number of changes, or the same number and a greater kind. 0: there is none. */
static uint32_t next_kind(const struct summary_row *row, uint32_t last)
{
	uint32_t kind, next = 0;

	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		if (!row->kinds[kind])
			continue;
		if (last && (row->kinds[kind] > row->kinds[last] ||
			     (row->kinds[kind] == row->kinds[last] && kind <= last)))
			continue;
		if (!next || row->kinds[kind] > row->kinds[next])
			next = kind;
	}
	return next;
}

/* Prints "12 note, 3 config", in as many lines as the terminal needs. @column: where they begin. */
static void print_kinds(const struct summary_row *row, struct printer *p, size_t column)
{
	uint32_t kind, next;
	size_t at = column, len;
	char text[64];

	for (kind = next_kind(row, 0); kind; kind = next) {
		next = next_kind(row, kind);
		len = snprintf(text, sizeof(text), "%llu %s%s", (unsigned long long)row->kinds[kind],
			       spec_name(&spec_kinds, kind), next ? "," : "");
		if (p->width && at > column && at + 1 + len > p->width) {
			out_text(&p->out, OUT_PLAIN, "\n%*s", (int)column, "");
			at = column;
		}
		out_text(&p->out, OUT_PLAIN, "%s%s", at > column ? " " : "", text);
		at += len + (at > column);
	}
	out_lit(&p->out, "\n");
}

/* Writes the time of the row's last change, with the date if it is of another day. */
static size_t put_time(char text[TIME_MAX], const struct summary_row *row, struct printer *p)
{
	bool today;

	time_text_set(&p->time, row->last);
	today = p->time.day == p->day;
	return snprintf(text, TIME_MAX, "%s%s%s", today ? "" : p->time.date, today ? "" : " ", p->time.clock);
}

static int time_width(const struct summary *s, struct printer *p)
{
	size_t width = 0, len, i;
	char text[TIME_MAX];

	for (i = 0; i < s->n; i++) {
		len = put_time(text, &s->rows[i], p);
		width = len > width ? len : width;
	}
	return width;
}

/* @width, @times: the columns of the name and of the time */
static void print_row(const struct summary_row *row, struct printer *p, size_t width, int times)
{
	struct out *o = &p->out;
	struct out_mark start = out_mark(o);
	char time[TIME_MAX];

	out_str(o, row->by.type == CULPRIT_KERNEL ? OUT_PLAIN : OUT_WHO, NULL, "%s", row->by.name);
	out_pad(o, start, width);
	out_cut(o, start, width);
	put_time(time, row, p);
	out_text(o, OUT_PLAIN, " %*llu", NUMBER_WIDTH, (unsigned long long)row->n);
	out_text(o, OUT_DIM, "  %-*s  ", times, time);
	print_kinds(row, p, width + NUMBER_WIDTH + times + sizeof("     ") - 1);
}

static void print_json(const struct summary_row *row, struct out *o)
{
	uint32_t kind;

	out_object(o, NULL);
	out_str(o, OUT_PLAIN, "by", NULL, row->by.name);
	out_str(o, OUT_PLAIN, "by-type", NULL, culprit_type_name(&row->by));
	out_u64(o, "changes", NULL, row->n);
	out_u64(o, "first-time", NULL, row->first);
	out_u64(o, "last-time", NULL, row->last);
	out_object(o, "kinds");
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		if (row->kinds[kind])
			out_u64(o, spec_name(&spec_kinds, kind), NULL, row->kinds[kind]);
	out_object_end(o);
	out_object_end(o);
	out_line_end(o);
}

void summary_print(struct summary *s, struct printer *p)
{
	int times = time_width(s, p);
	size_t width = by_width(s), i;

	if (s->n)
		qsort(s->rows, s->n, sizeof(*s->rows), by_number);
	if (s->n && !p->out.json)
		out_text(&p->out, OUT_DIM, "%-*s %*s  %-*s  KINDS\n", (int)width, "BY", NUMBER_WIDTH, "ALL",
			 times, "LAST");
	for (i = 0; i < s->n; i++) {
		if (p->out.json)
			print_json(&s->rows[i], &p->out);
		else
			print_row(&s->rows[i], p, width, times);
	}
	s->origin = 0;
}

void summary_drop(struct summary *s)
{
	free(s->rows);
	*s = (struct summary){ 0 };
}
