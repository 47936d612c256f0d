// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal log --all-netns`: reads the journal of each network namespace, also of those that have ended, and
 * prints the records of all in the order of time.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/tool.h"
#include "cmd/log_all.h"
#include "cmd/log_spaces.h"
#include "journal/merge.h"
#include "journal/print.h"

static void print_space(struct out *o, const void *arg)
{
	const struct log_space *space = arg;

	out_object(o, "netns");
	if (*space->name)
		out_str(o, OUT_PLAIN, "name", NULL, space->name);
	out_u64(o, "inode", NULL, space->inode);
	if (space->ended)
		out_u64(o, "cookie", NULL, space->ended);
	out_bool(o, "ended", NULL, space->ended);
	out_object_end(o);
}

static void print_item(struct printer *p, struct log_space *space, size_t index)
{
	struct record rec;

	if (!held_get(&space->held, index, &rec))
		return;
	/* The same number can be another origin there. */
	if (p->domain != space->options.domain)
		p->origin.number = 0;
	p->domain = space->options.domain;
	p->processes = space->processes;
	p->label = space->label;
	if (p->out.json)
		print_record_json(p, &rec, print_space, space);
	else
		print_record(p, &rec);
	space->processes = p->processes;
}

static void print_dropped(struct printer *p, const struct log_spaces *all)
{
	struct out *o = &p->out;

	out_object(o, NULL);
	out_object(o, "ended-dropped");
	out_u64(o, "journals", NULL, all->dropped);
	out_u64(o, "records", NULL, all->dropped_records);
	out_object_end(o);
	out_object_end(o);
	out_line_end(o);
	out_text(o, OUT_WARN, "------------  ! records missing: %" PRIu64 " journal%s of ended namespaces", all->dropped,
		 all->dropped == 1 ? "" : "s");
	out_text(o, OUT_WARN, " with %" PRIu64 " records, to make room for newer ones\n", all->dropped_records);
}

/* Makes all labels as long as the longest one. */
static void align_labels(struct log_spaces *all)
{
	size_t len, longest = 0;
	struct log_space *space;

	for (space = all->first; space; space = space->next) {
		len = held_count(&space->held) ? strlen(space->label) : 0;
		longest = len > longest ? len : longest;
	}
	for (space = all->first; space; space = space->next)
		while ((len = strlen(space->label)) < longest)
			snprintf(space->label + len, LOG_LABEL_MAX - len, " ");
}

static int merge_all(struct merge *m, const struct log_spaces *all)
{
	struct log_space *space;
	int err = 0;

	for (space = all->first; !err && space; space = space->next)
		err = merge_add(m, &space->held, space);
	merge_sort(m);
	return err;
}

/* Prints the items from the @first on. */
static void print_items(struct printer *p, const struct merge *m, bool reverse, size_t first)
{
	const struct merge_item *item;
	size_t i;

	for (i = first; i < m->n && !tool_stop; i++) {
		item = &m->items[reverse ? m->n - 1 - (i - first) : i];
		print_item(p, item->owner, item->index);
	}
}

static int print_all(struct log_spaces *all, const struct merge *m, const struct log_options *options)
{
	const struct query *q = &options->query;
	static struct printer printer;
	struct printer *p = &printer;

	printer_init(p, options->args->json, NULL);
	if (options->output == LOG_FULL)
		p->width = 0;
	align_labels(all);
	if (all->dropped && !q->reverse)
		print_dropped(p, all);
	print_items(p, m, q->reverse, q->has_lines && q->lines < m->n ? m->n - q->lines : 0);
	if (all->dropped && q->reverse)
		print_dropped(p, all);
	return printer_flush(p);
}

int log_all_run(const struct args *fresh, const struct log_options *options)
{
	struct log_spaces all = { 0 };
	struct merge merge = { 0 };
	bool missing;
	int err;

	err = tool_catch_signals();
	if (!err)
		err = log_spaces_read(&all, fresh);
	if (!err)
		err = merge_all(&merge, &all);
	if (!err)
		log_spaces_complain_off(&all);
	if (!err)
		err = print_all(&all, &merge, options);
	missing = log_spaces_lack(&all);
	merge_drop(&merge);
	log_spaces_drop(&all);
	if (err && err != -EPIPE && err != -EINTR)
		complain("log: %s", *all.error ? all.error : strerror(-err));
	if (err)
		return err == -EPIPE ? STATUS_DONE : STATUS_SYSTEM;
	return missing ? STATUS_LOST : STATUS_DONE;
}
