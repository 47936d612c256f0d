// SPDX-License-Identifier: GPL-2.0
/* Counts changes by who made them. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "journal/summary.h"
#include "nl/spec_tables.h"

#define BY_WIDTH_MIN	20
#define BY_WIDTH_MAX	40
#define NUMBER_WIDTH	7

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
	uint64_t origin = rec->origin ? rec->origin->number : 0;
	struct summary_row *row;
	struct culprit by;
	int err;

	/* Most records have the origin of the record before them. */
	if (!origin || origin != s->origin || (process && process->partial)) {
		culprit_find(&by, rec->origin, process);
		err = find_row(s, &by);
		if (err)
			return err;
		s->origin = origin;
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

static bool has_kind(const struct summary *s, uint32_t kind)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (s->rows[i].kinds[kind])
			return true;
	return false;
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

static void print_head(const struct summary *s, struct out *o, size_t width)
{
	char name[NUMBER_WIDTH + 1];
	uint32_t kind;
	size_t i;

	out_text(o, OUT_DIM, "%-*s %*s", (int)width, "BY", NUMBER_WIDTH, "ALL");
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		if (!has_kind(s, kind))
			continue;
		snprintf(name, sizeof(name), "%s", spec_name(&spec_kinds, kind));
		for (i = 0; name[i]; i++)
			name[i] = toupper(name[i]);
		out_text(o, OUT_DIM, " %*s", NUMBER_WIDTH, name);
	}
	out_text(o, OUT_DIM, "  LAST");
	out_lit(o, "\n");
}

static void print_row(const struct summary *s, const struct summary_row *row, struct printer *p,
		      size_t width)
{
	struct out *o = &p->out;
	struct out_mark start = out_mark(o);
	uint32_t kind;

	out_str(o, row->by.type == CULPRIT_KERNEL ? OUT_PLAIN : OUT_WHO, NULL, "%s", row->by.name);
	out_pad(o, start, width);
	out_cut(o, start, width);
	out_text(o, OUT_PLAIN, " %*llu", NUMBER_WIDTH, (unsigned long long)row->n);
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		if (has_kind(s, kind))
			out_text(o, OUT_PLAIN, " %*llu", NUMBER_WIDTH,
				 (unsigned long long)row->kinds[kind]);
	time_text_set(&p->time, row->last);
	out_text(o, OUT_DIM, "  %s%s%s", p->time.day == p->day ? "" : p->time.date,
		 p->time.day == p->day ? "" : " ", p->time.clock);
	out_lit(o, "\n");
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
	size_t width = by_width(s), i;

	if (s->n)
		qsort(s->rows, s->n, sizeof(*s->rows), by_number);
	if (s->n && !p->out.json)
		print_head(s, &p->out, width);
	for (i = 0; i < s->n; i++) {
		if (p->out.json)
			print_json(&s->rows[i], &p->out);
		else
			print_row(s, &s->rows[i], p, width);
	}
	s->origin = 0;
}

void summary_drop(struct summary *s)
{
	free(s->rows);
	*s = (struct summary){ 0 };
}
