// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal log`: reads the journal, selects, prints, follows.
 */
#include <errno.h>
#include <string.h>
#include <time.h>

#include "base/tool.h"
#include "base/util.h"
#include "base/words.h"
#include "cmd/commands.h"
#include "cmd/kind_words.h"
#include "journal/print.h"
#include "journal/query.h"
#include "nl/spec_tables.h"

#define FOLLOW_LINES	10	/* printed first by -f alone */

enum {
	OPT_SINCE = OPT_CORE,
	OPT_UNTIL,
	OPT_AFTER,
	OPT_SEQ,
	OPT_CURSOR_FILE,
	OPT_SHOW_CURSOR,
	OPT_FROM_START,
	OPT_COMM,
	OPT_PID,
	OPT_UID,
};

struct log {
	struct args *args;
	struct domain *domain;
	struct query query;
	struct printer printer;
	bool show_cursor, has_range, has_until;
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
	struct query *q = &log->query;
	int err;

	printer_init(&log->printer, log->args->json, log->domain);
	if (q->cursor_file)
		print_end_torn_line();
	err = query_run(q, &handler);
	if (!err && q->all_out && log->show_cursor) {
		print_cursor(&log->printer, &q->reader.cursor);
		err = printer_flush(&log->printer);
	}
	return err;
}

static int log_run(struct log *log)
{
	struct query *q = &log->query;
	const char *text = q->reader.client.genl.error;
	int err = tool_catch_signals();

	if (err) {
		complain("log: %s", strerror(-err));
		return STATUS_SYSTEM;
	}
	err = query_open(q, log->domain);
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

/* Returns the exit status for @err, which parsing the option's value returned. */
static int value_status(const struct log *log, int err)
{
	if (!err)
		return STATUS_DONE;
	return args_usage(log->args, "--%s: %s: %s", log->args->opt->name, log->args->value,
			  err == -ERANGE ? "out of range" : "cannot be read");
}

static int option_time(const struct log *log, int64_t *ns)
{
	struct timespec now;
	int err;

	clock_gettime(CLOCK_REALTIME, &now);
	err = time_parse(log->args->value, now.tv_sec * NS_PER_S + now.tv_nsec,
			 ns);
	if (err == -ERANGE)
		return args_usage(log->args, "--%s: there is no such time: %s",
				  log->args->opt->name, log->args->value);
	return value_status(log, err);
}

static int option_kind(struct log *log, const char *word)
{
	uint32_t kind = spec_value(&spec_kinds, word);

	if (!kind)
		return args_usage(log->args, "unknown kind: %s", word);
	if (log->query.filter.kinds == RECORD_ALL_KINDS)
		log->query.filter.kinds = 0;
	log->query.filter.kinds |= 1u << kind;
	return STATUS_DONE;
}

static int option_parse(struct log *log, int id)
{
	struct query *q = &log->query;
	struct filter *f = &q->filter;
	const char *value = log->args->value;
	char text[256];

	switch (id) {
	case ARGS_WORD:
		return option_kind(log, value);
	case 'f':
		q->follow = true;
		break;
	case 'r':
		q->reverse = true;
		break;
	case 'n':
		q->has_lines = true;
		return value_status(log, word_u64(value, &q->lines));
	case OPT_SINCE:
		q->has_since = true;
		return option_time(log, &f->since);
	case OPT_UNTIL:
		log->has_until = true;
		return option_time(log, &f->until);
	case OPT_AFTER:
		q->has_after = true;
		return value_status(log, cursor_parse(value, &q->after));
	case OPT_SEQ:
		log->has_range = true;
		return value_status(log, word_range(value, &f->first, &f->last));
	case OPT_CURSOR_FILE:
		q->cursor_file = value;
		break;
	case OPT_SHOW_CURSOR:
		log->show_cursor = true;
		break;
	case OPT_FROM_START:
		q->from_start = true;
		break;
	case OPT_COMM:
		f->comm = value;
		break;
	case OPT_PID:
		f->has_pid = true;
		return value_status(log, word_u32(value, &f->pid));
	case OPT_UID:
		f->has_uid = true;
		return value_status(log, word_u32(value, &f->uid));
	default:
		if (domain_option(log->domain, id, value, text, sizeof(text)))
			return args_usage(log->args, "--%s: %s", log->args->opt->name, text);
	}
	return STATUS_DONE;
}

static int options_check(struct log *log)
{
	const struct query *q = &log->query;
	const struct {
		bool both;
		const char *text;
	} conflicts[] = {
		{ q->follow && q->reverse, "-f and -r cannot be combined" },
		{ q->follow && log->has_until, "-f and --until cannot be combined, because -f has no end" },
		{ q->follow && log->has_range, "-f and --seq cannot be combined, because -f has no end" },
		{ q->has_after && log->has_range, "--after and --seq both say where to begin" },
		{ q->has_after && q->cursor_file,
		  "--after and --cursor-file both say where to begin" },
		{ q->cursor_file && (log->has_until || log->has_range),
		  "--cursor-file needs all records to the end, without --until and --seq" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(conflicts); i++)
		if (conflicts[i].both)
			return args_usage(log->args, "%s", conflicts[i].text);
	return STATUS_DONE;
}

/* Sets where to begin, if other options decide that. */
static void options_start(struct log *log)
{
	struct query *q = &log->query;

	if (log->has_range && q->filter.first) {
		q->has_after = true;
		q->after.has_instance = false;
		q->after.seq = q->filter.first - 1;
	}
	if (q->follow && !q->has_lines && !q->has_after && !q->has_since &&
	    !q->cursor_file && !q->from_start) {
		q->has_lines = true;
		q->lines = FOLLOW_LINES;
	}
}

static int verb_log_run(struct args *a)
{
	static struct log log;
	int id, status = STATUS_DONE;

	log.args = a;
	query_init(&log.query);
	log.domain = domain_new();
	if (!log.domain) {
		complain("log: %s", strerror(ENOMEM));
		return STATUS_SYSTEM;
	}
	while (status == STATUS_DONE && (id = args_next(a)) > 0)
		status = option_parse(&log, id);
	if (status == STATUS_DONE && id < 0) {
		status = args_status(id);
		goto out;
	}
	if (status == STATUS_DONE)
		status = options_check(&log);
	if (status != STATUS_DONE)
		goto out;
	options_start(&log);
	status = log_run(&log);
out:
	domain_free(log.domain);
	return status;
}

static const struct opt opts[] = {
	{ 'f', "follow", NULL, "continue with new records as they arrive" },
	{ 'n', "lines", "N", "print only the last N records" },
	{ 'r', "reverse", NULL, "print the newest record first" },
	OPT_JSON,
	{ OPT_SINCE, "since", "TIME", "print records from this time on" },
	{ OPT_UNTIL, "until", "TIME", "print records up to this time" },
	{ OPT_AFTER, "after", "CURSOR", "begin after this cursor or sequence number" },
	{ OPT_SEQ, "seq", "A..B", "print records A to B; A or B may be left out" },
	{ OPT_CURSOR_FILE, "cursor-file", "FILE", "begin after the cursor in FILE, and update it" },
	{ OPT_SHOW_CURSOR, "show-cursor", NULL, "print the cursor at the end" },
	{ OPT_FROM_START, "from-start", NULL, "begin at the start if the cursor is of another journal" },
	{ OPT_COMM, "comm", "NAME", "only changes by a process of this name or its children" },
	{ OPT_PID, "pid", "PID", "only changes by this process or its children" },
	{ OPT_UID, "uid", "UID", "only changes by this user" },
	{ 0 }
};

const struct verb verb_log = {
	.name = "log",
	.words = "[KIND...] [options]",
	.summary = "Prints the journal: what changed, when, and who did it",
	.opts = opts,
	.more_opts = domain_opts,
	.print_words = kind_words_print,
	.complete = kind_words_complete,
	.more_help =
		"TIME: \"2026-11-20 18:00:00\", 18:00, today, yesterday, -1h, \"5 min ago\", "
		"@SECONDS\n",
	.run = verb_log_run,
};
