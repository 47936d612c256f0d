// SPDX-License-Identifier: GPL-2.0
/*
 * The options of `netjournal log`: makes a query of them.
 */
#include <errno.h>
#include <string.h>
#include <time.h>

#include "base/program.h"
#include "base/timeparse.h"
#include "base/tool.h"
#include "journal/sysjournal.h"
#include "journal/users.h"
#include "base/util.h"
#include "base/words.h"
#include "cmd/enter.h"
#include "cmd/kind_words.h"
#include "cmd/log_options.h"

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
	OPT_CMD,
	OPT_EXE,
	OPT_UNIT,
	OPT_CONTAINER,
	OPT_SESSION,
	OPT_ACT,
	OPT_FILE,
	OPT_BOOT,
	OPT_ALL_NETNS,
};

/* Returns the exit status for @err, which parsing the option's value returned. */
static int value_status(const struct log_options *o, int err)
{
	static const struct {
		int err;
		const char *text;
	} texts[] = {
		{ -ERANGE, "out of range" }, { -ENOENT, "there is no such user" },
	};
	const char *text = "cannot be read";
	size_t i;

	if (!err)
		return STATUS_DONE;
	for (i = 0; i < ARRAY_SIZE(texts); i++)
		if (texts[i].err == err)
			text = texts[i].text;
	return args_usage(o->args, "--%s: %s: %s", o->args->opt->name, o->args->value, text);
}

static int option_time(const struct log_options *o, int64_t *ns)
{
	struct timespec now;
	int err;

	clock_gettime(CLOCK_REALTIME, &now);
	err = time_parse(o->args->value, now.tv_sec * NS_PER_S + now.tv_nsec,
			 ns);
	if (err == -ERANGE)
		return args_usage(o->args, "--%s: there is no such time: %s",
				  o->args->opt->name, o->args->value);
	if (err)
		return args_usage(o->args, "--%s: %s: not understood; " TIME_EXAMPLES, o->args->opt->name,
				  o->args->value);
	return STATUS_DONE;
}

static int option_act(struct log_options *o)
{
	uint64_t *act = &o->query.filter.act;
	int status = value_status(o, word_u64(o->args->value, act));

	/* The kernel counts acts from 1. */
	if (status == STATUS_DONE && !*act)
		return value_status(o, -ERANGE);
	return status;
}

/* Reads the number or the name of a user. */
static int option_user(const struct log_options *o, uint32_t *uid)
{
	int err = word_u32(o->args->value, uid);

	if (err == -EINVAL)
		err = user_id(o->args->value, uid);
	return value_status(o, err);
}

/* A kind, or a word of the domain. */
static int option_word(struct log_options *o, const char *word)
{
	uint32_t kind = kind_word(word);
	char text[256];

	if (!kind && domain_word(o->domain, word, text, sizeof(text)))
		return args_usage(o->args, "%s", text);
	if (!kind)
		return STATUS_DONE;
	if (o->query.filter.kinds == RECORD_ALL_KINDS)
		o->query.filter.kinds = 0;
	o->query.filter.kinds |= 1u << kind;
	return STATUS_DONE;
}

static int option_output(struct log_options *o, const char *value)
{
	int mode = word_choice(value, o->args->opt->arg);

	if (mode < 0)
		return args_usage(o->args, "--output: %s is none of %s", value,
				  o->args->opt->arg);
	if (mode == LOG_SYSTEM && !sysjournal_exists())
		return args_usage(o->args, "--output: this " TOOL_NAME " was built without libsystemd");
	o->output = mode;
	if (mode == LOG_JSON) {
		o->args->json = true;
		o->output = LOG_SHORT;
	}
	if (mode == LOG_FULL)
		domain_whole(o->domain);
	return STATUS_DONE;
}

int log_option_parse(struct log_options *o, int id)
{
	struct query *q = &o->query;
	struct filter *f = &q->filter;
	const char *value = o->args->value;
	char text[256];

	switch (id) {
	case ARGS_WORD:
		return option_word(o, value);
	case 'f':
		q->follow = true;
		break;
	case 'r':
		q->reverse = true;
		break;
	case 'n':
		q->has_lines = true;
		return value_status(o, word_u64(value, &q->lines));
	case OPT_SINCE:
		q->has_since = true;
		return option_time(o, &f->since);
	case OPT_UNTIL:
		o->has_until = true;
		return option_time(o, &f->until);
	case OPT_AFTER:
		q->has_after = true;
		return value_status(o, cursor_parse(value, &q->after));
	case OPT_SEQ:
		o->has_range = true;
		return value_status(o, word_range(value, &f->first, &f->last));
	case OPT_CURSOR_FILE:
		q->cursor_file = value;
		break;
	case 'o':
		return option_output(o, value);
	case 'v':
		q->all = true;
		break;
	case OPT_SHOW_CURSOR:
		o->show_cursor = true;
		break;
	case OPT_FROM_START:
		q->from_start = true;
		break;
	case OPT_COMM:
		f->comm = value;
		break;
	case OPT_CMD:
		f->cmd = value;
		break;
	case OPT_EXE:
		f->exe = value;
		break;
	case OPT_UNIT:
		f->unit = value;
		break;
	case OPT_CONTAINER:
		f->container = value;
		break;
	case OPT_SESSION:
		f->session = value;
		break;
	case OPT_ACT:
		return option_act(o);
	case OPT_FILE:
		q->reader.wish.use = PAST_FILE;
		q->reader.wish.file = value;
		q->reader.wish.netns = o->args->netns;
		break;
	case OPT_BOOT:
		q->reader.wish.boot = value;
		break;
	case OPT_ALL_NETNS:
		o->all_netns = true;
		break;
	case OPT_PID:
		f->has_pid = true;
		return value_status(o, word_u32(value, &f->pid));
	case OPT_UID:
		f->has_uid = true;
		return option_user(o, &f->uid);
	default:
		if (domain_option(o->domain, id, value, text, sizeof(text)))
			return args_usage(o->args, "--%s: %s", o->args->opt->name, text);
	}
	return STATUS_DONE;
}

static int options_check(const struct log_options *o)
{
	const struct query *q = &o->query;
	const struct {
		bool both;
		const char *text;
	} conflicts[] = {
		{ q->follow && q->reverse, "-f and -r cannot be combined" },
		{ q->follow && o->has_until, "-f and --until cannot be combined, because -f has no end" },
		{ q->follow && o->has_range, "-f and --seq cannot be combined, because -f has no end" },
		{ q->follow && q->reader.wish.file, "-f and --file cannot be combined, because no new records come" },
		{ q->follow && q->reader.wish.boot, "-f and --boot cannot be combined, because -f has no end" },
		{ q->has_after && o->has_range, "--after and --seq both say where to begin" },
		{ q->has_after && q->cursor_file,
		  "--after and --cursor-file both say where to begin" },
		{ o->output == LOG_SUMMARY && (q->follow || q->reverse || q->cursor_file),
		  "-o summary is one table: it cannot be combined with -f, -r and --cursor-file" },
		{ o->output == LOG_ACTS && q->has_lines && q->cursor_file,
		  "-o acts, -n and --cursor-file cannot be combined" },
		{ o->all_netns && (q->follow || q->has_after || o->has_range || q->cursor_file || o->show_cursor),
		  "--all-netns merges journals by time: it cannot be combined with -f, cursors and sequence numbers" },
		{ o->all_netns && (o->args->netns || q->reader.wish.file || q->reader.wish.boot),
		  "--all-netns reads the kernel's journals: it cannot be combined with --netns, --file and --boot" },
		{ o->all_netns && o->output != LOG_DEFAULT && o->output != LOG_SHORT && o->output != LOG_FULL,
		  "--all-netns prints -o short, full or json" },
		{ q->cursor_file && (o->has_until || o->has_range),
		  "--cursor-file needs all records to the end, without --until and --seq" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(conflicts); i++)
		if (conflicts[i].both)
			return args_usage(o->args, "%s", conflicts[i].text);
	return STATUS_DONE;
}

/* Sets where to begin, if other options decide that. */
static void options_start(struct log_options *o)
{
	struct query *q = &o->query;

	if (o->has_range && q->filter.first) {
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

/* People read acts. Lines that are piped or kept stay one record a line. */
static enum log_output default_output(const struct log_options *o)
{
	if (o->args->json || o->query.cursor_file || o->all_netns || !out_width(stdout))
		return LOG_SHORT;
	return LOG_ACTS;
}

int log_options_end(struct log_options *o)
{
	struct query *q = &o->query;
	int status = options_check(o);

	if (!q->reader.wish.file)
		q->reader.wish.use = PAST_DEFAULT;
	if (status == STATUS_DONE && !q->reader.wish.file)
		status = enter_journal(o->args);

	if (status == STATUS_DONE && q->follow && client_reads_ended())
		status = args_usage(o->args, "-f: the network namespace %s has ended", o->args->netns);
	if (status == STATUS_DONE)
		options_start(o);
	if (o->output == LOG_DEFAULT)
		o->output = default_output(o);
	/* These are for programs, which leave out records themselves. */
	o->verbose = q->all || o->output == LOG_SYSTEM ||
		     (o->args->json && o->output != LOG_SUMMARY);
	q->all = o->verbose || o->output == LOG_ACTS;
	if (o->output == LOG_ACTS && q->has_lines) {
		/* The last headings are wanted, which have any number of records. */
		o->limited = true;
		q->has_lines = false;
	}
	return status;
}

int log_options_selection(struct log_options *o, struct args *a,
			  int (*more)(int id, const char *value))
{
	int id, status = STATUS_DONE;

	o->args = a;
	query_init(&o->query);
	o->domain = domain_new();
	if (!o->domain) {
		complain("%s: %s", a->verb->name, strerror(ENOMEM));
		return STATUS_SYSTEM;
	}
	while (status == STATUS_DONE && (id = args_next(a)) > 0)
		if (!more || !more(id, a->value))
			status = log_option_parse(o, id);
	if (!o->query.reader.wish.file)
		o->query.reader.wish.use = PAST_DEFAULT;
	if (status == STATUS_DONE && !id && !o->query.reader.wish.file)
		status = program_enter(a);
	if (status != STATUS_DONE || !id)
		return status;
	domain_free(o->domain);
	o->domain = NULL;
	return args_status(id);
}

bool log_options_misspelt(const struct log_options *o)
{
	char text[512];

	return domain_unknown(o->domain, text, sizeof(text)) && args_usage(o->args, "%s", text);
}

void log_print_words(void)
{
	kind_words_print();
	domain_print_words();
}

void log_complete_words(int n, char **words)
{
	kind_words_complete(n, words);
	domain_complete_words();
}

const struct opt log_selection_opts[] = {
	{ OPT_SINCE, "since", "TIME", "only what happened from this time on" },
	{ OPT_UNTIL, "until", "TIME", "only what happened up to this time" },
	{ OPT_FILE, "file", "FILE", "read this store instead of the journal" },
	{ 0 }
};

const struct opt log_opts[] = {
	{ 'f', "follow", NULL, "continue with new records as they arrive" },
	{ 'n', "lines", "N", "print only the last N records" },
	{ 'r', "reverse", NULL, "print the newest record first" },
	{ 'v', "verbose", NULL, "print also records that change nothing" },
	{ 'o', "output", "short|full|acts|summary|cursor|json|journal", "how to print records" },
	OPT_JSON,
	{ OPT_SINCE, "since", "TIME", "print records from this time on" },
	{ OPT_UNTIL, "until", "TIME", "print records up to this time" },
	{ OPT_AFTER, "after", "CURSOR", "begin after this cursor or sequence number" },
	{ OPT_SEQ, "seq", "A..B", "print records A to B; A or B may be left out" },
	{ OPT_CURSOR_FILE, "cursor-file", "FILE", "begin after the cursor in FILE, and update it" },
	{ OPT_SHOW_CURSOR, "show-cursor", NULL, "print the cursor at the end" },
	{ OPT_FROM_START, "from-start", NULL, "the whole journal if the cursor is of another one" },
	{ OPT_COMM, "comm", "NAME", "only by the program NAME or its children" },
	{ OPT_PID, "pid", "PID", "only by this process or its children" },
	{ OPT_UID, "uid", "UID", "only by this user, by number or name" },
	{ OPT_CMD, "cmd", "TEXT", "only by a command line with TEXT, or its children" },
	{ OPT_EXE, "exe", "PATH", "only by this executable or its children" },
	{ OPT_UNIT, "unit", "UNIT", "only in this systemd unit" },
	{ OPT_CONTAINER, "container", "ID", "only in this container" },
	{ OPT_SESSION, "session", "N", "only in this login session" },
	{ OPT_ALL_NETNS, "all-netns", NULL, "of all network namespaces, also of ended ones" },
	{ OPT_FILE, "file", "FILE", "read this store instead of the journal" },
	{ OPT_BOOT, "boot", "BOOT", "only this boot: 0 or -1 (the one before), or an id" },
	{ OPT_ACT, "act", "N", "only of this act: one system call of one task" },
	{ 0 }
};
