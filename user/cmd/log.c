// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal log`: reads the journal, selects, prints, follows.
 */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/tool.h"
#include "cmd/commands.h"
#include "cmd/kind_words.h"
#include "cmd/log_options.h"
#include "journal/print.h"
#include "journal/reach.h"

struct log {
	struct log_options options;
	struct printer printer;
	bool lost;		/* a gap was printed */
	bool answered;		/* a record was printed */
};

static void on_record(const struct record *rec, void *arg)
{
	struct log *log = arg;

	/* After a reload, the journal has another instance. */
	if (log->options.output == LOG_CURSOR)
		log->printer.cursors = log->options.query.reader.cursor.instance;
	print_record(&log->printer, rec);
	log->lost |= rec->is_gap;
	log->answered |= !rec->is_gap;
}

static int on_flush(void *arg)
{
	struct log *log = arg;

	return printer_flush(&log->printer);
}

static int print_answer(struct log *log)
{
	const struct query_handler handler = {
		.record = on_record, .flush = on_flush, .arg = log,
	};
	struct query *q = &log->options.query;
	int err;

	printer_init(&log->printer, log->options.args->json, log->options.domain);
	q->filter.processes = &log->printer.processes;
	if (log->options.output == LOG_FULL)
		log->printer.width = 0;
	if (q->cursor_file)
		print_end_torn_line();
	err = query_run(q, &handler);
	if (!err && q->all_out && log->options.show_cursor) {
		print_cursor(&log->printer, &q->reader.cursor);
		err = printer_flush(&log->printer);
	}
	return err;
}

/* Says on stderr how many records were left out. */
static void explain_folded(struct log *log)
{
	const struct query *q = &log->options.query;

	if (!q->folded || q->has_lines || q->follow || q->cursor_file)
		return;
	complain("log: %" PRIu64 " record%s left out: the kernel's own, or no change of the configuration (-v)",
		 q->folded, q->folded == 1 ? "" : "s");
}

/*
 * Says on stderr that the answer is empty, and what was searched. Returns the exit status.
 * A program that asks again and again with a cursor file expects empty answers.
 */
static int explain_nothing(struct log *log)
{
	struct query *q = &log->options.query;
	char text[512];
	struct reach reach;

	explain_folded(log);
	if (log->answered || q->folded || q->follow || q->cursor_file)
		return STATUS_DONE;
	if (domain_unknown(log->options.domain, text, sizeof(text)))
		return args_usage(log->options.args, "%s", text);
	if (log->lost || log->options.args->json || reach_find(&q->reader.client, &reach))
		return STATUS_DONE;
	reach_text(&reach, q->filter.kinds, text, sizeof(text));
	complain("log: no record matches; searched %s", text);
	return STATUS_DONE;
}

static int log_run(struct log *log)
{
	struct query *q = &log->options.query;
	const char *text = q->reader.client.genl.error;
	int err = tool_catch_signals(), status = STATUS_DONE;

	if (err) {
		complain("log: %s", strerror(-err));
		return STATUS_SYSTEM;
	}
	err = query_open(q, log->options.domain);
	if (!err) {
		err = print_answer(log);
		if (!err)
			status = explain_nothing(log);
		query_close(q);
	}
	/* A closed output is no error. */
	if (err == -EPIPE)
		err = 0;
	if (err && err != -EINTR && *text)
		complain("log: %s", text);
	if (err)
		return STATUS_SYSTEM;
	return log->lost ? STATUS_LOST : status;
}

static int verb_log_run(struct args *a)
{
	static struct log log;
	int id, status = STATUS_DONE;

	log.options.args = a;
	query_init(&log.options.query);
	log.options.domain = domain_new();
	if (!log.options.domain) {
		complain("log: %s", strerror(ENOMEM));
		return STATUS_SYSTEM;
	}
	while (status == STATUS_DONE && (id = args_next(a)) > 0)
		status = log_option_parse(&log.options, id);
	if (status == STATUS_DONE && id < 0) {
		status = args_status(id);
		goto out;
	}
	if (status == STATUS_DONE)
		status = log_options_end(&log.options);
	if (status == STATUS_DONE)
		status = log_run(&log);
out:
	domain_free(log.options.domain);
	return status;
}

static void print_words(void)
{
	kind_words_print();
	domain_print_words();
}

static void complete_words(int n, char **words)
{
	kind_words_complete(n, words);
	domain_complete_words();
}

const struct verb verb_log = {
	.name = "log",
	.words = "[KIND...] [WORD...] [options]",
	.summary = "Prints the journal: what changed, when, and who did it",
	.opts = log_opts,
	.more_opts = domain_opts,
	.print_words = print_words,
	.complete = complete_words,
	.more_help = "TIME: 5m, \"1 day ago\", today, 18:00, \"2026-11-20 18:00:00\", @SECONDS\n",
	.run = verb_log_run,
};
