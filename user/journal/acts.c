// SPDX-License-Identifier: GPL-2.0
/*
 * Groups records by acts. The records of an act come soon after one another, so only the last
 * acts are looked through. Older ones are printed, or with a limit kept to be printed.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "journal/acts.h"
#include "journal/reader.h"
#include "nl/spec_tables.h"

/* How many acts can be in progress at the same time. */
#define OPEN_MAX	64
/* Lines beneath a heading, if minor records are not wanted. */
#define LINES_MAX	50
#define JOIN_NS		NS_PER_S
#define INDENT		4
#define KIND_WIDTH	7
#define TIME_WIDTH	(12 + 2)

/*
 * @act, @process: of its last record; 0: none
 * @time: of its first record
 * @first: the place of the record whose origin stands in the heading
 * @asked: that record is of a request
 * @border: another journal begins, whose acts have other numbers
 * @minor, @more: how many records are only counted
 */
struct act_group {
	uint64_t act, process, time;
	struct record_copy *records;
	size_t n, max, first;
	bool gap, border, asked;
	uint64_t minor, more;
};

static void free_group(struct act_group *g)
{
	while (g->n)
		record_copy_drop(&g->records[--g->n]);
	free(g->records);
	free(g);
}

static void remove_group(struct acts *a, size_t i)
{
	a->kept -= a->list[i]->n && !a->list[i]->gap;
	free_group(a->list[i]);
	a->n--;
	memmove(&a->list[i], &a->list[i + 1], (a->n - i) * sizeof(*a->list));
}

static uint64_t process_of(const struct record *rec)
{
	const struct origin *origin = record_origin(rec);

	return origin ? origin->process : 0;
}

static uint64_t distance(uint64_t a, uint64_t b)
{
	return a < b ? b - a : a - b;
}

static bool is_next(uint64_t process, uint64_t time, const struct record *rec)
{
	return process && process == process_of(rec) && distance(time, rec->time) < JOIN_NS;
}

/* Returns the place of the group that @rec belongs to, or that of a new one. */
static size_t find_group(const struct acts *a, const struct record *rec)
{
	size_t i, first = a->n > OPEN_MAX ? a->n - OPEN_MAX : 0;

	if (rec->is_gap)
		return a->n;
	for (i = a->n; i > first && !a->list[i - 1]->border; i--)
		if (rec->act && a->list[i - 1]->act == rec->act)
			return i - 1;
	if (a->n && !a->list[a->n - 1]->border && is_next(a->list[a->n - 1]->process, a->list[a->n - 1]->time, rec))
		return a->n - 1;
	return a->n;
}

static struct act_group *add_group(struct acts *a, const struct record *rec)
{
	size_t max = a->max ? 2 * a->max : 2 * OPEN_MAX;
	struct act_group **list, *g;

	if (a->n == a->max) {
		list = reallocarray(a->list, max, sizeof(*list));
		if (!list)
			return NULL;
		a->list = list;
		a->max = max;
	}
	g = calloc(1, sizeof(*g));
	if (!g)
		return NULL;
	g->gap = rec->is_gap;
	g->border = rec->is_gap && rec->gap.reason == READER_RELOADED;
	g->time = rec->time;
	a->list[a->n++] = g;
	return g;
}

static int add_record(const struct acts *a, struct act_group *g, const struct record *rec)
{
	bool asked = record_is_asked_for(rec);
	size_t max = g->max ? 2 * g->max : 4;
	struct record_copy *records;

	if (!a->all && g->n >= LINES_MAX) {
		g->more++;
		return 0;
	}
	if (g->n == g->max) {
		records = reallocarray(g->records, max, sizeof(*records));
		if (!records)
			return -ENOMEM;
		g->records = records;
		g->max = max;
	}
	g->records[g->n] = (struct record_copy){ 0 };
	if (record_copy_set(&g->records[g->n], rec))
		return -ENOMEM;
	if (asked && !g->asked)
		g->first = g->n;
	g->asked |= asked;
	g->n++;
	return 0;
}

/* Prints a record in a line beneath the heading. */
static void print_change(struct printer *p, const struct record *rec)
{
	const char *kind = spec_name(&spec_kinds, rec->kind);
	struct out *o = &p->out;
	struct out_mark start = out_mark(o), mark;
	size_t number;

	print_seq(o, rec);
	number = out_columns(o, start);
	out_drop(o, start);
	out_pad(o, start, INDENT);
	mark = out_mark(o);
	out_word(o, OUT_PLAIN, NULL, "%s", kind, strlen(kind));
	out_pad(o, mark, KIND_WIDTH);
	out_lit(o, " ");
	print_payload(p, rec);
	if (p->width)
		out_cut(o, start, p->width - number);
	print_seq(o, rec);
	out_lit(o, "\n");
}

/* @time: when the first change was made; @rec: its origin is printed */
static void print_heading(struct printer *p, uint64_t time, const struct record *rec)
{
	struct out *o = &p->out;
	struct out_mark start;

	/* A line with a new date may come first. */
	print_line_start(p, time);
	out_lit(o, "  ");
	start = out_mark(o);
	print_origin(p, rec);
	if (p->width && TIME_WIDTH + out_columns(o, start) > p->width) {
		out_drop(o, start);
		print_origin_brief(p, rec);
		out_cut(o, start, p->width - TIME_WIDTH);
	}
	out_lit(o, "\n");
}

/* Returns the @i-th record in the order of time. */
static bool get_record(const struct acts *a, const struct act_group *g, size_t i,
		       struct record *rec)
{
	return record_copy_get(&g->records[a->reverse ? g->n - 1 - i : i], rec);
}

static void print_count(struct out *o, uint64_t n, const char *what)
{
	out_text(o, OUT_DIM, "%*sand %llu %s (-v)", INDENT + KIND_WIDTH + 1, "",
		 (unsigned long long)n, what);
	out_lit(o, "\n");
}

static void print_counts(struct acts *a, const struct act_group *g)
{
	struct out *o = &a->printer->out;

	if (g->more)
		print_count(o, g->more, "more");
	if (g->minor)
		print_count(o, g->minor, "of the kernel's own, or without a change");
}

static void print_text(struct acts *a, const struct act_group *g)
{
	bool again = a->act && g->act == a->act;
	struct record rec;
	uint64_t time;
	size_t i;

	if (!get_record(a, g, 0, &rec))
		return;
	time = rec.time;
	if (!again && !is_next(a->process, a->time, &rec) &&
	    record_copy_get(&g->records[g->first], &rec))
		print_heading(a->printer, time, &rec);
	for (i = 0; i < g->n; i++)
		if (get_record(a, g, i, &rec))
			print_change(a->printer, &rec);
	print_counts(a, g);
}

static void print_json(struct acts *a, const struct act_group *g)
{
	struct out *o = &a->printer->out;
	struct record rec;
	size_t i;

	out_object(o, NULL);
	for (i = 0; i < g->n; i++) {
		if (!get_record(a, g, i, &rec))
			continue;
		if (!i) {
			if (rec.act)
				out_u64(o, "act", NULL, rec.act);
			out_u64(o, "time", NULL, rec.time);
			out_array(o, "records");
		}
		print_record(a->printer, &rec);
	}
	out_array_end(o);
	out_object_end(o);
	out_line_end(o);
}

static void print_group(struct acts *a, const struct act_group *g)
{
	struct record rec;

	if (!g->n) {
		a->folded += g->minor;
		return;
	}
	a->lost |= g->gap;
	a->answered |= !g->gap;
	if (g->gap && record_copy_get(&g->records[0], &rec))
		print_record(a->printer, &rec);
	else if (a->printer->out.json)
		print_json(a, g);
	else
		print_text(a, g);
	a->act = g->act;
	a->process = g->process;
	a->time = g->time;
}

/* A group that is too old for another record is printed, unless a limit keeps it. */
static void close_oldest(struct acts *a)
{
	size_t i = a->n - OPEN_MAX - 1;

	if (a->n <= OPEN_MAX || (a->limited && a->list[i]->n))
		return;
	print_group(a, a->list[i]);
	remove_group(a, i);
}

/* Drops the oldest group with records, and the gaps before the next one. */
static void drop_first(struct acts *a)
{
	size_t i = 0;

	while (!a->list[i]->n || a->list[i]->gap)
		i++;
	remove_group(a, i);
	while (a->n && a->list[0]->gap)
		remove_group(a, 0);
}

/* The group at @i has got its first record. Drops a group if there are too many. */
static void keep_limit(struct acts *a, size_t i)
{
	a->kept += !a->list[i]->gap;
	if (!a->limited || a->kept <= a->limit)
		return;
	if (a->reverse)
		remove_group(a, i);
	else
		drop_first(a);
}

int acts_take(struct acts *a, const struct record *rec)
{
	bool minor = !rec->is_gap && !a->all && domain_minor(a->printer->domain, rec);
	size_t i = find_group(a, rec);
	struct act_group *g;
	int err = 0;

	/* The gap is older than all that is wanted. */
	if (rec->is_gap && a->reverse && a->limited && a->kept == a->limit)
		return 0;
	g = i < a->n ? a->list[i] : add_group(a, rec);
	if (!g)
		return -ENOMEM;
	if (rec->act)
		g->act = rec->act;
	g->process = process_of(rec);
	if (minor)
		g->minor++;
	else
		err = add_record(a, g, rec);
	if (!minor && !err && g->n == 1)
		keep_limit(a, i);
	close_oldest(a);
	return err;
}

void acts_flush(struct acts *a)
{
	size_t i;

	for (i = 0; i < a->n; i++)
		print_group(a, a->list[i]);
	acts_drop(a);
}

void acts_drop(struct acts *a)
{
	while (a->n)
		remove_group(a, a->n - 1);
	free(a->list);
	a->list = NULL;
	a->max = 0;
}
