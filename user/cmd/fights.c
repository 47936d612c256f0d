// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal fights`: prints what two actors change back and forth.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/tool.h"
#include "cmd/domain_verbs.h"
#include "cmd/log_options.h"
#include "decode/kind.h"
#include "journal/print.h"
#include "journal/reach.h"
#include "net/fights.h"

#define OBJECT_WIDTH	34
/* Columns before the names of those who fight, without the blanks between. */
#define TEXT_WIDTH	(OBJECT_WIDTH + 6)

struct fights_run {
	struct log_options options;
	struct printer printer;
	struct fights fights;
	bool lost, misspelt;
	int err;
};

static void on_record(const struct record *rec, void *arg)
{
	struct fights_run *run = arg;

	run->lost |= rec->is_gap;
	if (!run->err)
		run->err = fights_take(&run->fights, run->options.domain, rec,
				       processes_find(&run->printer.processes, rec), NULL);
}

static int on_flush(void *arg)
{
	const struct fights_run *run = arg;

	return run->err;
}

static void print_fighter(struct out *o, const struct fighter *f)
{
	out_object(o, NULL);
	out_str(o, OUT_WHO, "by", "%s", f->name);
	out_str(o, OUT_PLAIN, "value", " (%s)", f->value);
	out_object_end(o);
}

/* Adds the time @ns to @text, with the date if it is not today. */
static void add_time(struct printer *p, int64_t ns, char *text, size_t size)
{
	size_t len = strlen(text);

	time_text_set(&p->time, ns);
	snprintf(text + len, size - len, "%s%s%s", p->time.day == p->day ? "" : p->time.date,
		 p->time.day == p->day ? "" : " ", p->time.clock);
}

/* Ends the line that begins at @start. What does not fit on the terminal comes in a line of its own. */
static void print_times(struct printer *p, const struct fight *f, struct out_mark start)
{
	struct out *o = &p->out;
	char text[96] = "";

	add_time(p, f->first_time, text, sizeof(text));
	snprintf(text + strlen(text), sizeof(text) - strlen(text), "..");
	add_time(p, f->last_time, text, sizeof(text));
	snprintf(text + strlen(text), sizeof(text) - strlen(text), "  #%" PRIu64, f->last_seq);
	if (p->width && out_columns(o, start) + 2 + strlen(text) > p->width) {
		out_cut(o, start, p->width);
		out_text(o, OUT_PLAIN, "\n%*s", TEXT_WIDTH, "");
	}
	out_text(o, OUT_DIM, "  %s", text);
	out_text(o, OUT_PLAIN, "\n");
}

static void print_fight(struct printer *p, const struct fight *f)
{
	struct out *o = &p->out;
	struct out_mark start = out_mark(o);

	out_object(o, NULL);
	out_str(o, OUT_PLAIN, "kind", "%s ", object_row(f->kind)->name);
	out_str(o, OUT_NAME, "object", "%s", f->object);
	out_str(o, OUT_PLAIN, "property", strcmp(f->name, "presence") ? " %s" : NULL, f->name);
	out_pad(o, start, OBJECT_WIDTH);
	out_u64(o, "times", " %5u  ", f->times);
	out_array(o, "between");
	print_fighter(o, &f->other);
	out_text(o, OUT_PLAIN, ", ");
	print_fighter(o, &f->last);
	out_array_end(o);
	out_u64(o, "first-time", NULL, f->first_time);
	out_u64(o, "last-time", NULL, f->last_time);
	out_u64(o, "last-seq", NULL, f->last_seq);
	print_times(p, f, start);
	out_object_end(o);
	out_line_end(o);
}

/* Says what was searched. */
static void print_nothing(struct fights_run *run)
{
	struct query *q = &run->options.query;
	struct reach reach;
	char text[512];

	if (run->printer.out.json || reach_read(&q->reader, &reach))
		return;
	reach_text(&reach, q->filter.kinds, text, sizeof(text));
	out_text(&run->printer.out, OUT_PLAIN, "nobody fights; searched %s\n", text);
}

static int print_fights(struct fights_run *run)
{
	const struct fight **all;
	size_t n, i;

	all = fights_list(&run->fights, &n);
	if (!all)
		return -ENOMEM;
	if (n && !run->printer.out.json)
		out_text(&run->printer.out, OUT_DIM, "%-*s %5s  BETWEEN\n", OBJECT_WIDTH, "OBJECT",
			 "TIMES");
	for (i = 0; i < n; i++)
		print_fight(&run->printer, all[i]);
	if (!n)
		run->misspelt = log_options_misspelt(&run->options);
	if (!n && !run->misspelt)
		print_nothing(run);
	free(all);
	return printer_flush(&run->printer);
}

static int fights_run(struct fights_run *run)
{
	const struct query_handler handler = {
		.record = on_record, .flush = on_flush, .arg = run,
	};
	struct query *q = &run->options.query;
	const char *text = q->reader.client.genl.error;
	int err = query_open(q, run->options.domain);

	if (!err) {
		printer_init(&run->printer, run->options.args->json, run->options.domain);
		print_past(&run->printer, &q->reader);
		err = query_run(q, &handler);
		if (!err)
			err = print_fights(run);
		query_close(q);
		fights_drop(&run->fights);
	}
	if (err && err != -EPIPE)
		complain("fights: %s", *text ? text : strerror(-err));
	if (err)
		return STATUS_SYSTEM;
	if (run->misspelt)
		return STATUS_USAGE;
	return run->lost ? STATUS_LOST : STATUS_DONE;
}

static int verb_fights_run(struct args *a)
{
	static struct fights_run run;
	int status = log_options_selection(&run.options, a, NULL);

	if (status == STATUS_DONE && run.options.domain)
		status = fights_run(&run);
	domain_free(run.options.domain);
	return status;
}

const struct verb verb_fights = {
	.name = "fights",
	.words = "[KIND...] [WORD...] [options]",
	.summary = "Prints what two programs change back and forth",
	.opts = (const struct opt[]){ OPT_JSON, { 0 } },
	.more_opts = log_selection_opts,
	.print_words = log_print_words,
	.complete = log_complete_words,
	.run = verb_fights_run,
	.enters_netns = true,
};
