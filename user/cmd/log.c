// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal log`: reads the journal, selects, prints, follows.
 */
#include <errno.h>
#include <string.h>

#include "base/tool.h"
#include "cmd/commands.h"
#include "cmd/kind_words.h"
#include "cmd/log_options.h"
#include "journal/print.h"

struct log {
	struct log_options options;
	struct printer printer;
	bool lost;		/* a gap was printed */
};

static void on_record(const struct record *rec, void *arg)
{
	struct log *log = arg;

	print_record(&log->printer, rec);
	log->lost |= rec->is_gap;
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
	if (q->cursor_file)
		print_end_torn_line();
	err = query_run(q, &handler);
	if (!err && q->all_out && log->options.show_cursor) {
		print_cursor(&log->printer, &q->reader.cursor);
		err = printer_flush(&log->printer);
	}
	return err;
}

static int log_run(struct log *log)
{
	struct query *q = &log->options.query;
	const char *text = q->reader.client.genl.error;
	int err = tool_catch_signals();

	if (err) {
		complain("log: %s", strerror(-err));
		return STATUS_SYSTEM;
	}
	err = query_open(q, log->options.domain);
	if (!err) {
		err = print_answer(log);
		query_close(q);
	}
	/* A closed output is no error. */
	if (err == -EPIPE)
		err = 0;
	if (err && err != -EINTR && *text)
		complain("log: %s", text);
	if (err)
		return STATUS_SYSTEM;
	return log->lost ? STATUS_LOST : STATUS_DONE;
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

const struct verb verb_log = {
	.name = "log",
	.words = "[KIND...] [options]",
	.summary = "Prints the journal: what changed, when, and who did it",
	.opts = log_opts,
	.more_opts = domain_opts,
	.print_words = kind_words_print,
	.complete = kind_words_complete,
	.more_help =
		"TIME: \"2026-11-20 18:00:00\", 18:00, today, yesterday, -1h, \"5 min ago\", "
		"@SECONDS\n",
	.run = verb_log_run,
};
