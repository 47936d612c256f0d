// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal log`: reads the journal, selects, prints, follows.
 */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/tool.h"
#include "cmd/commands.h"
#include "cmd/log_all.h"
#include "cmd/log_options.h"
#include "cmd/off.h"
#include "journal/acts.h"
#include "journal/flaps.h"
#include "journal/print.h"
#include "journal/reach.h"
#include "journal/summary.h"
#include "journal/sysjournal.h"

struct log {
	struct log_options options;
	struct printer printer;
	struct acts acts;
	struct summary summary;
	struct flaps flaps;
	const char *flapping;	/* what comes and goes */
	int err;		/* of the records so far */
	bool lost;		/* a gap was printed */
	bool answered;		/* a record was printed */
	int send_error;		/* of the system journal; 0: none */
};

/* In the line after a record says what begins with it. */
static void print_remark(struct log *log, const struct record *rec)
{
	struct printer *p = &log->printer;
	char text[512];

	if (!domain_remark(log->options.domain, rec, processes_find(&p->processes, rec), text,
			   sizeof(text)))
		return;
	acts_flush(&log->acts);
	out_text(&p->out, OUT_WARN, "------------  ");
	out_str(&p->out, OUT_WARN, NULL, "%s", text);
	out_lit(&p->out, "\n");
}

/* Writes the record as an entry of the system journal. */
static void send_record(struct log *log, const struct record *rec)
{
	char message[1024];
	struct domain_index index;
	struct sysjournal_entry entry = {
		.message = message, .instance = log->options.query.reader.cursor.instance, .rec = rec,
		.index = &index,
	};
	int err;

	print_message(&log->printer, rec, message, sizeof(message));
	domain_index(log->options.domain, rec, &index);
	/* Last, because the message asks for the process, too. */
	entry.process = processes_find(&log->printer.processes, rec);
	err = sysjournal_send(&entry);
	if (err && !log->send_error)
		complain("log: cannot write into the system journal: %s", strerror(-err));
	log->send_error = err ? err : log->send_error;
}

static void print_one(struct log *log, const struct record *rec)
{
	struct printer *p = &log->printer;
	int err = 0;

	/* After a reload, the journal has another instance. */
	if (log->options.output == LOG_CURSOR)
		p->cursors = log->options.query.reader.cursor.instance;
	if (log->options.output == LOG_ACTS)
		err = acts_take(&log->acts, rec);
	else if (log->options.output == LOG_SUMMARY && !rec->is_gap)
		err = summary_take(&log->summary, rec, processes_find(&p->processes, rec));
	else if (log->options.output == LOG_SYSTEM)
		send_record(log, rec);
	else
		print_record(p, rec);
	log->err = err ? err : log->err;
	if (log->options.query.follow && !p->out.json && log->options.output != LOG_SYSTEM)
		print_remark(log, rec);
	log->lost |= rec->is_gap && log->options.output != LOG_ACTS;
	log->answered |= !rec->is_gap && log->options.output != LOG_ACTS;
}

/* Prints a record into which others were folded, and how many they were. */
static void print_folded(const struct record *rec, const struct flap *flap, void *arg)
{
	struct log *log = arg;

	print_one(log, rec);
	if (!flap)
		return;
	acts_flush(&log->acts);
	out_text(&log->printer.out, OUT_DIM, "%14s%s lost %" PRIu64 " more time%s since #%" PRIu64, "",
		 log->flapping, flap->lost, flap->lost == 1 ? "" : "s", flap->first);
	out_lit(&log->printer.out, "\n");
}

/* Programs want each record, and so do people who ask for all. */
static bool can_fold(const struct log *log)
{
	const struct log_options *o = &log->options;

	return !o->args->json && !o->verbose && !o->query.reverse && !o->query.cursor_file &&
	       (o->output == LOG_SHORT || o->output == LOG_ACTS);
}

static void on_record(const struct record *rec, void *arg)
{
	struct log *log = arg;
	uint64_t object = 0;
	int went, err;

	if (!can_fold(log)) {
		print_one(log, rec);
		return;
	}
	went = rec->is_gap ? 0 : domain_flap(log->options.domain, rec, &object, &log->flapping);
	/* An act only counts what is minor. */
	if (!went && !rec->is_gap && log->options.output == LOG_ACTS &&
	    domain_minor(log->options.domain, rec)) {
		print_one(log, rec);
		return;
	}
	err = flaps_take(&log->flaps, rec, object, went, print_folded, log);
	log->err = err ? err : log->err;
}

/* Prints what is held, if no older record can follow, or if the cursor is saved next. */
static void print_held(struct log *log)
{
	const struct query *q = &log->options.query;

	if (!q->live && !q->cursor_file)
		return;
	flaps_flush(&log->flaps, print_folded, log);
	acts_flush(&log->acts);
	/* The limit was for older records. */
	if (q->live)
		log->acts.limited = false;
	summary_print(&log->summary, &log->printer);
	summary_drop(&log->summary);
	log->lost |= log->acts.lost;
	log->answered |= log->acts.answered;
}

static int on_flush(void *arg)
{
	struct log *log = arg;

	print_held(log);
	if (log->err)
		complain("log: %s", strerror(-log->err));
	/* The cursor must not pass a record that was not written. */
	if (log->send_error)
		return log->send_error;
	return log->err ? log->err : printer_flush(&log->printer);
}

static int print_answer(struct log *log)
{
	const struct query_handler handler = {
		.record = on_record, .flush = on_flush, .arg = log,
	};
	struct query *q = &log->options.query;
	int err;

	printer_init(&log->printer, log->options.args->json, log->options.domain);
	print_past(&log->printer, &q->reader);
	q->filter.processes = &log->printer.processes;
	log->acts = (struct acts){
		.printer = &log->printer,
		.limited = log->options.limited, .limit = q->lines,
		.reverse = q->reverse, .all = log->options.verbose,
	};
	if (log->options.output == LOG_FULL)
		log->printer.width = 0;
	if (q->cursor_file)
		print_end_torn_line();
	err = query_run(q, &handler);
	acts_drop(&log->acts);
	flaps_drop(&log->flaps);
	summary_drop(&log->summary);
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
	bool last = q->has_lines || log->options.limited;
	uint64_t folded = q->folded + log->acts.folded;

	/* If only the last records are wanted, all before them are left out anyway. */
	if (!folded || (last && log->answered) || q->follow || q->cursor_file)
		return;
	complain("log: %" PRIu64 " record%s left out (-v): the kernel's own, or minor",
		 folded, folded == 1 ? "" : "s");
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
	if (log->answered || q->folded || log->acts.folded || q->follow || q->cursor_file)
		return STATUS_DONE;
	if (log_options_misspelt(&log->options))
		return STATUS_USAGE;
	if (log->lost || reach_read(&q->reader, &reach))
		return STATUS_DONE;
	reach_text(&reach, off_untold(q->filter.kinds), text, sizeof(text));
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
		if (!q->cursor_file)
			complain_off("log", &q->reader, q->filter.kinds);
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
	if (log->send_error)
		return STATUS_SYSTEM;
	return log->lost ? STATUS_LOST : status;
}

static int verb_log_run(struct args *a)
{
	const struct args fresh = *a;
	static struct log log;
	int id, status = STATUS_DONE;

	log.options.args = a;
	log.options.output = LOG_DEFAULT;
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
		status = log.options.all_netns ? log_all_run(&fresh, &log.options) : log_run(&log);
out:
	domain_free(log.options.domain);
	return status;
}

const struct verb verb_log = {
	.name = "log",
	.words = "[KIND...] [WORD...] [options]",
	.summary = "Prints the journal: what changed, when, and who did it",
	.opts = log_opts,
	.more_opts = domain_opts,
	.print_words = log_print_words,
	.complete = log_complete_words,
	.more_help = "TIME: 5m, \"1 day ago\", today, 18:00, \"2026-11-20 18:00:00\", @SECONDS\n"
		     "\n"
		     "In a line: + new, - gone, ~ changed; (silent): the kernel announced nothing;\n"
		     "in COMMAND: in a system call of COMMAND, perhaps only as its consequence.\n"
		     "An act is one system call, with all that the kernel did in it.\n",
	.run = verb_log_run,
	.enters_netns = true,
	.reads_ended = true,
};
