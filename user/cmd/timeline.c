// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal timeline`: shows the states of objects over time, and who changed them.
 */
#include <errno.h>
#include <string.h>

#include "base/tool.h"
#include "cmd/domain_verbs.h"
#include "cmd/log_options.h"
#include "cmd/off.h"
#include "cmd/timeline_files.h"
#include "cmd/timeline_text.h"
#include "journal/print.h"
#include "journal/reach.h"

enum {
	OPT_SVG = OPT_DOMAIN - 2,
	OPT_HTML,
};

struct timeline {
	struct log_options options;
	struct printer printer;
	struct lanes lanes;
	const char *svg, *html;
	bool lost;
	int err;
};

static void on_record(const struct record *rec, void *arg)
{
	struct timeline *t = arg;

	t->lost |= rec->is_gap;
	if (!t->err)
		t->err = lanes_take(&t->lanes, t->options.domain, rec,
				    processes_find(&t->printer.processes, rec));
}

static int on_flush(void *arg)
{
	const struct timeline *t = arg;

	return t->err;
}

/* Writes a file with @print. Returns 0 or a negative errno. */
static int write_file(const char *path, int (*print)(const struct lanes *l, FILE *file),
		      const struct lanes *l)
{
	FILE *file = fopen(path, "we");
	int err = -errno;

	if (file) {
		err = print(l, file);
		if (!err && (fflush(file) || ferror(file)))
			err = errno ? -errno : -EIO;
		fclose(file);
	}
	if (err)
		complain("timeline: cannot write %s: %s", path, strerror(-err));
	return err;
}

static int print_lanes(struct timeline *t)
{
	struct query *q = &t->options.query;
	struct out *o = &t->printer.out;
	struct reach reach;
	char text[512];

	if (o->json) {
		timeline_json(&t->lanes, o);
	} else if (t->lanes.n) {
		timeline_text(&t->lanes, o, t->printer.width);
	} else if (!reach_read(&q->reader, &reach)) {
		reach_text(&reach, off_untold(q->filter.kinds), text, sizeof(text));
		out_text(o, OUT_PLAIN, "no record matches; searched %s\n", text);
	}
	return printer_flush(&t->printer);
}

static int show_lanes(struct timeline *t)
{
	int err = 0;

	if (t->svg)
		err = write_file(t->svg, timeline_svg, &t->lanes);
	if (!err && t->html)
		err = write_file(t->html, timeline_html, &t->lanes);
	if (!t->svg && !t->html)
		err = print_lanes(t);
	return err;
}

static int timeline_run(struct timeline *t)
{
	const struct query_handler handler = {
		.record = on_record, .flush = on_flush, .arg = t,
	};
	struct query *q = &t->options.query;
	const char *text = q->reader.client.genl.error;
	int err = query_open(q, t->options.domain), shown = 0;
	bool misspelt = false;

	if (!err) {
		printer_init(&t->printer, t->options.args->json, t->options.domain);
		print_past(&t->printer, &q->reader);
		complain_off("timeline", &q->reader, q->filter.kinds);
		err = query_run(q, &handler);
		if (!err && !t->lanes.n)
			misspelt = log_options_misspelt(&t->options);
		if (!err && !misspelt)
			shown = show_lanes(t);
		query_close(q);
		lanes_drop(&t->lanes);
	}
	if (err)
		complain("timeline: %s", *text ? text : strerror(-err));
	if (err || (shown && shown != -EPIPE))
		return STATUS_SYSTEM;
	if (misspelt)
		return STATUS_USAGE;
	return t->lost ? STATUS_LOST : STATUS_DONE;
}

static struct timeline timeline;

static int take_option(int id, const char *value)
{
	if (id == OPT_SVG)
		timeline.svg = value;
	else if (id == OPT_HTML)
		timeline.html = value;
	else
		return 0;
	return id;
}

static int verb_timeline_run(struct args *a)
{
	int status = log_options_selection(&timeline.options, a, take_option);

	if (status == STATUS_DONE && timeline.options.domain)
		status = timeline_run(&timeline);
	domain_free(timeline.options.domain);
	return status;
}

const struct verb verb_timeline = {
	.name = "timeline",
	.words = "[KIND...] [WORD...] [options]",
	.summary = "Shows the states of objects over time, and who changed them",
	.opts = (const struct opt[]){
		{ OPT_SVG, "svg", "FILE", "write a picture" },
		{ OPT_HTML, "html", "FILE", "write a page, to zoom and to filter in a browser" },
		OPT_JSON,
		{ 0 }
	},
	.more_opts = log_selection_opts,
	.print_words = log_print_words,
	.complete = log_complete_words,
	.run = verb_timeline_run,
	.enters_netns = true,
};
