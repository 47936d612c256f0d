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
#include "cmd/log_parts.h"
#include "journal/merge.h"
#include "journal/print.h"

static void print_space(struct out *o, const void *arg)
{
	const struct part *part = arg;

	out_object(o, "netns");
	if (*part->name)
		out_str(o, OUT_PLAIN, "name", NULL, part->name);
	out_u64(o, "inode", NULL, part->inode);
	if (part->ended)
		out_u64(o, "cookie", NULL, part->ended);
	out_bool(o, "ended", NULL, part->ended);
	out_object_end(o);
}

static void print_item(struct printer *p, struct part *part, size_t index)
{
	struct record rec;

	if (!held_get(&part->held, index, &rec))
		return;
	/* The same number can be another origin there. */
	if (p->domain != part->options.domain)
		p->origin.number = 0;
	p->domain = part->options.domain;
	p->processes = part->processes;
	p->label = part->label;
	if (p->out.json)
		print_record_json(p, &rec, print_space, part);
	else
		print_record(p, &rec);
	part->processes = p->processes;
}

static void print_dropped(struct printer *p, const struct parts *all)
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
static void align_labels(struct parts *all)
{
	size_t len, longest = 0;
	struct part *part;

	for (part = all->first; part; part = part->next) {
		len = held_count(&part->held) ? strlen(part->label) : 0;
		longest = len > longest ? len : longest;
	}
	for (part = all->first; part; part = part->next)
		while ((len = strlen(part->label)) < longest)
			snprintf(part->label + len, LABEL_MAX - len, " ");
}

static int merge_all(struct merge *m, const struct parts *all)
{
	struct part *part;
	int err = 0;

	for (part = all->first; !err && part; part = part->next)
		err = merge_add(m, &part->held, part);
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

static int print_all(struct parts *all, const struct merge *m, const struct log_options *options)
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
	struct parts all = { 0 };
	struct merge merge = { 0 };
	bool missing;
	int err;

	err = tool_catch_signals();
	if (!err)
		err = parts_read(&all, fresh);
	if (!err)
		err = merge_all(&merge, &all);
	if (!err)
		err = print_all(&all, &merge, options);
	missing = parts_lack(&all);
	merge_drop(&merge);
	parts_drop(&all);
	if (err && err != -EPIPE && err != -EINTR)
		complain("log: %s", *all.error ? all.error : strerror(-err));
	if (err)
		return err == -EPIPE ? STATUS_DONE : STATUS_SYSTEM;
	return missing ? STATUS_LOST : STATUS_DONE;
}
