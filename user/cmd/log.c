// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal log`: reads the journal, selects, prints, follows.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/tool.h"
#include "cmd/commands.h"
#include "journal/cursorfile.h"
#include "journal/print.h"
#include "journal/reader.h"
#include "nl/spec_tables.h"

#define FOLLOW_LINES	10	/* that -f shows first, if nothing else is said */

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

/* A record that waits to be printed. */
struct held {
	struct nlattr *attrs;
	int len;
	bool is_gap;
	uint64_t seq;		/* of a gap, the last one */
};

struct log {
	struct args *args;
	struct domain *domain;
	struct reader reader;
	struct printer printer;
	struct filter filter;
	bool follow, reverse, from_start, show_cursor;
	bool has_after, has_range, has_lines, has_since, has_until;
	uint64_t lines;
	struct cursor after;
	const char *cursor_file;
	struct cursor saved;	/* what the cursor file holds */

	bool in_window;		/* --since was reached */
	bool past_until;
	bool lost;		/* a gap was printed */
	bool torn;		/* a signal kept lines from being written */

	/*
	 * Records that wait: for -n and -r all of them, else gaps that may be
	 * before --since. They are those from @first_held to @n_held.
	 */
	bool holding;
	struct held *held;
	size_t first_held, n_held, max_held;
	uint64_t held_records;	/* those that are no gaps */
};

/* Drops what is held at @i, and closes the hole from the front. */
static void drop(struct log *log, size_t i)
{
	struct held *first = log->held + log->first_held++;

	log->held_records -= !log->held[i].is_gap;
	free(log->held[i].attrs);
	memmove(first + 1, first, (log->held + i - first) * sizeof(*first));
}

static void drop_all(struct log *log)
{
	while (log->first_held < log->n_held)
		drop(log, log->first_held);
	log->first_held = 0;
	log->n_held = 0;
}

/*
 * Drops the gaps at the front that end before record @seq. The others may have
 * been told of early (see nj_journal_read()), and reach beyond it.
 */
static void drop_gaps(struct log *log, uint64_t seq)
{
	size_t i;

	for (i = log->first_held; i < log->n_held && log->held[i].is_gap; i++)
		if (log->held[i].seq < seq)
			drop(log, i);
}

/* Drops what is too old for -n: records, and the gaps before the oldest. */
static void drop_old(struct log *log)
{
	size_t i = log->first_held;
	uint64_t seq;

	if (!log->has_lines || log->held_records <= log->lines)
		return;
	while (log->held[i].is_gap)
		i++;
	seq = log->held[i].seq;
	drop(log, i);
	for (i++; i < log->n_held && log->held[i].is_gap; i++)
		;
	drop_gaps(log, i < log->n_held ? log->held[i].seq : seq);
}

static bool make_room(struct log *log)
{
	size_t max = log->max_held ? 2 * log->max_held : 256;
	struct held *held;

	if (log->n_held < log->max_held)
		return true;
	if (log->first_held > log->max_held / 2) {
		log->n_held -= log->first_held;
		memmove(log->held, log->held + log->first_held,
			log->n_held * sizeof(*held));
		log->first_held = 0;
		return true;
	}
	held = reallocarray(log->held, max, sizeof(*held));
	if (!held)
		return false;
	log->held = held;
	log->max_held = max;
	return true;
}

static int hold(struct log *log, const struct record *rec)
{
	struct nlattr *copy = make_room(log) ? malloc(rec->len) : NULL;

	if (!copy) {
		snprintf(log->reader.client.genl.error,
			 sizeof(log->reader.client.genl.error),
			 "no memory to hold the records");
		return -ENOMEM;
	}
	memcpy(copy, rec->attrs, rec->len);
	log->held[log->n_held++] = (struct held){
		.attrs = copy, .len = rec->len, .is_gap = rec->is_gap,
		.seq = rec->is_gap ? rec->gap.last : rec->seq,
	};
	log->held_records += !rec->is_gap;
	drop_old(log);
	return 0;
}

static void emit(struct log *log, const struct record *rec)
{
	print_record(&log->printer, rec);
	log->lost |= rec->is_gap;
}

/* Whatever a signal keeps from being written is thrown away. */
static int print_out(struct log *log)
{
	int err = printer_flush(&log->printer);

	log->torn |= err == -EINTR;
	return err;
}

/* After a signal some stay held. */
static int emit_held(struct log *log)
{
	size_t n = log->n_held - log->first_held, i;
	const struct held *held;
	struct record rec;
	int err = 0;

	for (i = 0; i < n && !err; i++) {
		if (tool_stop)
			return -EINTR;
		held = log->reverse ? &log->held[log->n_held - 1 - i] :
				      &log->held[log->first_held + i];
		if (!record_parse(&rec, held->attrs, held->len))
			emit(log, &rec);
		if (i % 1024 == 1023)
			err = print_out(log);
	}
	drop_all(log);
	return err;
}

static int pass(struct log *log, const struct record *rec)
{
	if (log->holding)
		return hold(log, rec);
	emit(log, rec);
	return 0;
}

/* No filter hides a gap, but one that is wholly outside of the time asked for. */
static int on_gap(struct log *log, const struct record *gap)
{
	if (log->past_until || gap->gap.first > log->filter.last)
		return 0;
	return log->in_window ? pass(log, gap) : hold(log, gap);
}

static int on_record(const struct record *rec, void *arg)
{
	struct log *log = arg;

	if (rec->is_gap)
		return on_gap(log, rec);
	if (!log->in_window) {
		if ((int64_t)rec->time < log->filter.since) {
			drop_gaps(log, rec->seq);
			return 0;
		}
		log->in_window = true;
		if (!log->holding)
			emit_held(log);
	}
	log->past_until = (int64_t)rec->time > log->filter.until;
	if (!filter_match(&log->filter, rec) ||
	    !domain_match(log->domain, rec))
		return 0;
	return pass(log, rec);
}

/*
 * A follower that was killed can leave half a line at the end of a file. Its
 * record comes again, and is not to be the end of that line.
 */
static void end_torn_line(void)
{
	int fd = open("/proc/self/fd/1", O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	char last;

	if (fd < 0)
		return;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size &&
	    pread(fd, &last, 1, st.st_size - 1) == 1 && last != '\n')
		putchar('\n');
	close(fd);
}

static int save_cursor(struct log *log, const struct cursor *cursor)
{
	int err;

	if (!log->cursor_file || (cursor->seq == log->saved.seq &&
				  cursor->instance == log->saved.instance))
		return 0;
	err = cursor_file_write(log->cursor_file, cursor);
	if (err)
		complain("log: cannot write %s: %s", log->cursor_file,
			 strerror(-err));
	log->saved = *cursor;
	return err;
}

/* The cursor is saved after the lines are out, and never before. */
static int flush(struct log *log, const struct cursor *cursor)
{
	int err = print_out(log);

	return err ? err : save_cursor(log, cursor);
}

static int on_batch(const struct cursor *cursor, void *arg)
{
	struct log *log = arg;

	return log->holding || !log->in_window ? 0 : flush(log, cursor);
}

/*
 * Moves to the cursor that was asked for. One of another journal is refused, or
 * with --from-start it is a gap, for what followed it there is gone.
 */
static int seek(struct log *log)
{
	struct cursor *here = &log->reader.cursor;
	char text[CURSOR_TEXT_MAX];
	struct record gap;

	if (!log->has_after)
		return STATUS_DONE;
	if (!log->after.has_instance || log->after.instance == here->instance) {
		here->seq = log->after.seq;
		return STATUS_DONE;
	}
	if (!log->from_start) {
		cursor_text(&log->after, text);
		complain("log: cursor %s is of another journal: the machine or the module was restarted since (--from-start reads this one from its start)",
			 text);
		return STATUS_SYSTEM;
	}
	reader_reloaded_gap(&gap, &log->after);
	emit(log, &gap);
	return STATUS_DONE;
}

static int read_all(struct log *log)
{
	static const struct reader_handler handler = {
		.record = on_record, .batch = on_batch,
	};
	struct reader_handler h = handler;
	bool all_out;
	int err;

	h.arg = log;
	log->reader.handler = &h;
	log->holding = log->has_lines || log->reverse;
	log->in_window = !log->has_since;

	err = reader_learn(&log->reader);
	if (!err)
		err = reader_catch_up(&log->reader);
	if (!err)
		err = emit_held(log);
	log->holding = false;
	log->in_window = true;
	if (!err)
		err = flush(log, &log->reader.cursor);
	if (!err && log->follow)
		err = reader_follow(&log->reader);
	/* The cursor is behind what is still held, which is never printed. */
	all_out = log->first_held == log->n_held && !log->torn;
	if (err == -EINTR) {
		err = all_out ? flush(log, &log->reader.cursor) : print_out(log);
		/* It is the way to end a follower; else the rest is missing. */
		if (!err && !log->follow)
			err = -EINTR;
	}
	if (!err && all_out && log->show_cursor) {
		print_cursor(&log->printer, &log->reader.cursor);
		err = printer_flush(&log->printer);
	}
	return err;
}

static int run_log(struct log *log)
{
	struct netlink *genl = &log->reader.client.genl;
	int err, status;

	err = tool_catch_signals();
	if (err) {
		complain("log: %s", strerror(-err));
		return STATUS_SYSTEM;
	}
	err = reader_open(&log->reader, log->filter.kinds, log->domain);
	if (err) {
		complain("log: %s", genl->error);
		return STATUS_SYSTEM;
	}
	printer_init(&log->printer, log->args->json, log->domain);
	if (log->cursor_file)
		end_torn_line();
	status = seek(log);
	if (status == STATUS_DONE) {
		err = read_all(log);
		if (err == -EPIPE)
			err = 0;
		if (err && err != -EINTR && genl->error[0])
			complain("log: %s", genl->error);
		status = err ? STATUS_SYSTEM : log->lost ? STATUS_LOST : STATUS_DONE;
	}
	drop_all(log);
	free(log->held);
	reader_close(&log->reader);
	return status;
}

static int bad(const struct log *log, int err)
{
	return args_usage(log->args, "--%s: %s: %s", log->args->opt->name, log->args->value,
			  err == -ERANGE ? "out of range" : "not understood");
}

static int parse_time(const struct log *log, int64_t *ns)
{
	struct timespec now;
	int err;

	clock_gettime(CLOCK_REALTIME, &now);
	err = time_parse(log->args->value, now.tv_sec * NS_PER_S + now.tv_nsec,
			 ns);
	if (err == -ERANGE)
		return args_usage(log->args, "--%s: there is no such time: %s",
				  log->args->opt->name, log->args->value);
	return err ? bad(log, err) : STATUS_DONE;
}

static int parse_kind(struct log *log, const char *word)
{
	uint32_t kind = spec_value(&spec_kinds, word);

	if (!kind)
		return args_usage(log->args, "not a kind: %s", word);
	if (log->filter.kinds == RECORD_ALL_KINDS)
		log->filter.kinds = 0;
	log->filter.kinds |= 1u << kind;
	return STATUS_DONE;
}

static int parse_option(struct log *log, int id)
{
	struct filter *f = &log->filter;
	const char *value = log->args->value;
	char text[256];
	int err = 0;

	switch (id) {
	case ARGS_WORD:
		return parse_kind(log, value);
	case 'f':
		log->follow = true;
		break;
	case 'r':
		log->reverse = true;
		break;
	case 'n':
		log->has_lines = true;
		err = word_u64(value, &log->lines);
		return err ? bad(log, err) : STATUS_DONE;
	case OPT_SINCE:
		log->has_since = true;
		return parse_time(log, &f->since);
	case OPT_UNTIL:
		log->has_until = true;
		return parse_time(log, &f->until);
	case OPT_AFTER:
		log->has_after = true;
		err = word_cursor(value, &log->after);
		return err ? bad(log, err) : STATUS_DONE;
	case OPT_SEQ:
		log->has_range = true;
		err = word_range(value, &f->first, &f->last);
		return err ? bad(log, err) : STATUS_DONE;
	case OPT_CURSOR_FILE:
		log->cursor_file = value;
		break;
	case OPT_SHOW_CURSOR:
		log->show_cursor = true;
		break;
	case OPT_FROM_START:
		log->from_start = true;
		break;
	case OPT_COMM:
		f->comm = value;
		break;
	case OPT_PID:
		f->has_pid = true;
		err = word_u32(value, &f->pid);
		return err ? bad(log, err) : STATUS_DONE;
	case OPT_UID:
		f->has_uid = true;
		err = word_u32(value, &f->uid);
		return err ? bad(log, err) : STATUS_DONE;
	default:
		if (domain_option(log->domain, id, value, text, sizeof(text)))
			return args_usage(log->args, "--%s: %s", log->args->opt->name, text);
	}
	return STATUS_DONE;
}

static int check_options(struct log *log)
{
	const struct {
		bool both;
		const char *text;
	} conflicts[] = {
		{ log->follow && log->reverse, "-f goes forward, -r backward" },
		{ log->follow && log->has_until, "-f has no end, --until is one" },
		{ log->follow && log->has_range, "-f has no end, --seq is one" },
		{ log->has_after && log->has_range, "--after and --seq both say where to begin" },
		{ log->has_after && log->cursor_file, "--after and --cursor-file both say where to begin" },
		{ log->cursor_file && (log->has_until || log->has_range),
		  "with --cursor-file nothing may be left out at the end" },
	};
	size_t i;

	for (i = 0; i < sizeof(conflicts) / sizeof(conflicts[0]); i++)
		if (conflicts[i].both)
			return args_usage(log->args, "%s", conflicts[i].text);
	return STATUS_DONE;
}

/* Finds out where to begin. */
static int choose_start(struct log *log)
{
	int err = -ENOENT;

	if (log->cursor_file) {
		err = cursor_file_read(log->cursor_file, &log->after);
		log->has_after = !err;
	}
	if (err && err != -ENOENT) {
		complain("log: %s: %s", log->cursor_file, err == -EINVAL ?
			 "there is no cursor in it" : strerror(-err));
		return STATUS_SYSTEM;
	}
	if (log->has_range && log->filter.first) {
		log->has_after = true;
		log->after.has_instance = false;
		log->after.seq = log->filter.first - 1;
	}
	if (log->follow && !log->has_lines && !log->has_after &&
	    !log->has_since && !log->cursor_file && !log->from_start) {
		log->has_lines = true;
		log->lines = FOLLOW_LINES;
	}
	return STATUS_DONE;
}

static int run(struct args *a)
{
	static struct log log;
	int id, status = STATUS_DONE;

	log.args = a;
	filter_init(&log.filter);
	log.filter.kinds = RECORD_ALL_KINDS;
	log.domain = domain_new();
	if (!log.domain) {
		complain("log: %s", strerror(ENOMEM));
		return STATUS_SYSTEM;
	}
	while (status == STATUS_DONE && (id = args_next(a)) > 0)
		status = parse_option(&log, id);
	if (status == STATUS_DONE && id < 0) {
		status = args_status(id);
		goto out;
	}
	if (status == STATUS_DONE)
		status = check_options(&log);
	if (status == STATUS_DONE)
		status = choose_start(&log);
	if (status == STATUS_DONE)
		status = run_log(&log);
out:
	domain_free(log.domain);
	return status;
}

static const struct opt opts[] = {
	{ 'f', "follow", NULL, "go on with new records as they come" },
	{ 'n', "lines", "N", "only the last N records" },
	{ 'r', "reverse", NULL, "newest first" },
	OPT_JSON,
	{ OPT_SINCE, "since", "TIME", "from this time on" },
	{ OPT_UNTIL, "until", "TIME", "up to this time" },
	{ OPT_AFTER, "after", "CURSOR", "after this cursor, or sequence number" },
	{ OPT_SEQ, "seq", "A..B", "by sequence numbers; A or B may be left out" },
	{ OPT_CURSOR_FILE, "cursor-file", "FILE", "after the cursor in FILE, and keep it there" },
	{ OPT_SHOW_CURSOR, "show-cursor", NULL, "print the cursor at the end" },
	{ OPT_FROM_START, "from-start", NULL, "from the start, if the cursor is of another journal" },
	{ OPT_COMM, "comm", "NAME", "by the process of that name, or its children" },
	{ OPT_PID, "pid", "PID", "by this process, or its children" },
	{ OPT_UID, "uid", "UID", "by this user" },
	{ 0 }
};

const struct verb verb_log = {
	.name = "log",
	.words = "[KIND...] [options]",
	.summary = "Prints the journal: what changed, when, and who did it",
	.opts = opts,
	.more_opts = domain_opts,
	.more_help =
		/* domain: kinds */
		"KIND: note config link addr route rule neigh nexthop\n"
		/* end of domain */
		"TIME: \"2026-11-20 18:00:00\", 18:00, today, yesterday, -1h, \"5 min ago\", @SECONDS\n",
	.run = run,
};
