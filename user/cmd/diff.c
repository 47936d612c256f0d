// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal diff`: prints what differs between two moments, and who made it so.
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/complete.h"
#include "base/program.h"
#include "base/tool.h"
#include "cmd/delta_print.h"
#include "cmd/diff_file.h"
#include "cmd/domain_verbs.h"
#include "cmd/moment_word.h"
#include "cmd/objects.h"
#include "decode/kind.h"
#include "decode/question.h"
#include "net/rewind.h"

#define WORDS_MAX	32

enum {
	OPT_FILE = OPT_DOMAIN,
};

struct diff {
	struct args *args;
	struct past_wish wish;
	char *words[WORDS_MAX];
	int n_words;
	struct object_words objects;
	struct moment from, until;
	int n_moments;
	const char *file;	/* a saved list, instead of moments */
	bool all;
	struct printer printer;
	size_t n, folded, missed;
	struct reach reach;	/* of the journal that was compared */
};

static int print_kind(struct diff *d, struct rewind *p)
{
	struct deltas deltas = { 0 };
	const struct selector *sel = d->objects.selects ? &d->objects.sel : NULL;
	int err = deltas_find(&deltas, &p->span, p->domain, sel, d->all ? DELTA_ALL : DELTA_CONFIG);
	size_t i;

	d->printer.domain = p->domain;
	for (i = 0; !err && i < deltas.n;)
		i += delta_print(&d->printer, &deltas, i, p->domain);
	d->n += deltas.n;
	d->folded += deltas.folded;
	d->missed += p->missed;
	deltas_drop(&deltas);
	return err;
}

static int compare_kind(struct diff *d, enum netjournal_kind kind)
{
	struct selector sel = d->objects.sel;
	struct rewind p = {
		.selector = &sel, .moment = d->from, .until = d->until, .wish = d->wish,
		.has_until = d->n_moments == 2, .changes = true,
	};
	char text[512];
	int err;

	sel.kind = kind;
	p.domain = domain_new();
	if (!p.domain) {
		complain("diff: %s", strerror(ENOMEM));
		return -ENOMEM;
	}
	err = rewind_run(&p);
	if (err && err != -EINTR)
		complain("diff: %s", p.error);
	if ((!err || err == -ENODATA) && reach_unseen(&p.reach, 1u << kind, text, sizeof(text)))
		complain("diff: not recorded now: %s", text);
	d->reach = p.reach;
	if (!err)
		err = print_kind(d, &p);
	if (!err && kind == NETJOURNAL_KIND_LINK && object_words_misspelt(&d->objects, d->args, p.domain))
		err = -EINVAL;
	rewind_drop(&p);
	domain_free(p.domain);
	return err;
}

/* Says that nothing differs, and what was compared. */
static void explain_nothing(const struct diff *d)
{
	char text[512], kinds[256];

	if (d->n || d->folded)
		return;
	kinds_text(d->objects.kinds, ", ", kinds, sizeof(kinds));
	reach_text(&d->reach, 0, text, sizeof(text));
	complain("diff: nothing differs; compared %s; the journal has %s", kinds, text);
}

static int diff_run(struct diff *d)
{
	struct out *o = &d->printer.out;
	unsigned int kind;
	int err = tool_catch_signals();

	printer_init(&d->printer, d->args->json, NULL);
	out_array(o, NULL);
	for (kind = 0; !err && kind <= NETJOURNAL_KIND_MAX; kind++)
		if (d->objects.kinds & 1u << kind)
			err = compare_kind(d, kind);
	out_array_end(o);
	out_line_end(o);
	if (err == -ENODATA && d->args->json)
		return STATUS_SYSTEM;
	if (printer_flush(&d->printer) || err)
		return STATUS_SYSTEM;
	if (!d->args->json)
		delta_print_folded("diff", d->folded);
	if (d->missed) {
		complain("diff: the kernel contradicts the journal about %zu object%s: something was not recorded",
			 d->missed, d->missed == 1 ? "" : "s");
		return STATUS_LOST;
	}
	explain_nothing(d);
	/* Like diff(1). */
	return d->n ? 1 : 0;
}

/* Of the objects of other kinds, no states are known. */
static bool is_compared(unsigned int kind)
{
	return kind_can_be_asked(kind) && !(object_row(kind)->flags & KIND_ACTS);
}

/* Returns whether the words in front of the last @n mean objects. */
static bool are_objects(struct diff *d, int n)
{
	struct object_words objects;
	char text[256];

	return !object_words_parse(&objects, d->n_words - n, d->words, text, sizeof(text));
}

/* Returns whether the word before the last one is the first of two moments, and no number of an object. */
static bool has_two_moments(struct diff *d)
{
	const char *word = d->n_words > 1 ? d->words[d->n_words - 2] : NULL;

	if (!word || moment_parse(word, &d->from) || !are_objects(d, 2))
		return false;
	/* `vlan 10 18:00`: one moment is a time, so the other one is, too. */
	return d->n_words < 3 || d->from.has_time == d->until.has_time || *word == '#' || !are_objects(d, 1);
}

static bool is_file(const char *word)
{
	struct object_words objects;
	char text[256];

	return !access(word, F_OK) || (strchr(word, '/') && object_words_parse(&objects, 1, (char **)&word, text, sizeof(text)));
}

/* Returns whether a word that is no moment was meant to be one. */
static bool begins_as_moment(const char *word)
{
	return *word == '#' || (isdigit((unsigned char)*word) && word_form(word) == FORM_DEVICE);
}

/* The last word, or the last two, are moments or a file. */
static int read_moments(struct diff *d)
{
	const char *last = d->n_words ? d->words[d->n_words - 1] : "";
	int err;

	if (!d->n_words)
		return args_usage(d->args, "the moment is missing");
	if (is_file(last)) {
		d->file = last;
		return STATUS_DONE;
	}
	err = moment_parse(last, &d->until);
	if (err == -EINVAL && !begins_as_moment(last) && are_objects(d, 0))
		return args_usage(d->args, "the moment is missing after %s", last);
	if (err)
		return moment_word(d->args, "FROM, TO", last, &d->until);
	d->n_moments = has_two_moments(d) ? 2 : 1;
	if (d->n_moments == 1)
		d->from = d->until;
	return STATUS_DONE;
}

/* Of a time and a number, only the journal knows which is first. */
static bool is_backwards(const struct diff *d)
{
	const struct moment *from = &d->from, *until = &d->until;

	if (d->n_moments < 2 || from->has_time != until->has_time)
		return false;
	if (from->has_time)
		return from->time > until->time;
	return from->cursor.has_instance == until->cursor.has_instance &&
	       from->cursor.instance == until->cursor.instance && from->cursor.seq > until->cursor.seq;
}

static int read_words(struct diff *d)
{
	int status = read_moments(d);
	unsigned int kind;
	char text[256];

	if (status != STATUS_DONE)
		return status;
	if (object_words_parse(&d->objects, d->n_words - (d->file ? 1 : d->n_moments), d->words, text, sizeof(text)))
		return args_usage(d->args, "%s", text);
	for (kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++)
		if (d->objects.kinds & 1u << kind && !is_compared(kind))
			return args_usage(d->args, "%s cannot be compared; use " TOOL_NAME " log %s",
					  kind_row(kind)->name, kind_row(kind)->name);
	if (d->file && d->objects.selects)
		return args_usage(d->args, "a saved list is compared as a whole: only a kind can be before it");
	if (d->file && d->objects.kinds & (d->objects.kinds - 1))
		return args_usage(d->args, "a saved list has only one kind of objects");
	if (is_backwards(d))
		return args_usage(d->args, "the second moment is before the first");
	if (d->file && d->wish.file)
		return args_usage(d->args, "--file needs moments; a saved list is compared with the present");
	return STATUS_DONE;
}

/* Reads the command line. Returns a status, and sets *@ready if there is something to do. */
static int read_line(struct diff *d, bool *ready)
{
	struct args *a = d->args;
	int id, status;

	while ((id = args_next(a)) > 0) {
		if (id == 'v')
			d->all = true;
		else if (id == OPT_FILE)
			d->wish = (struct past_wish){ PAST_FILE, .file = a->value, .netns = a->netns };
		else if (d->n_words < WORDS_MAX)
			d->words[d->n_words++] = (char *)a->value;
		else
			return args_usage(a, "too many words: %s", a->value);
	}
	if (id < 0)
		return args_status(id);
	status = read_words(d);
	*ready = status == STATUS_DONE;
	return status;
}

static int run_ready(struct diff *d)
{
	int status;

	if (!d->wish.file) {
		d->wish.use = PAST_DEFAULT;
		status = program_enter(d->args);
		if (status != STATUS_DONE)
			return status;
	}
	if (d->file)
		return diff_file_run(d->args, d->file, d->objects.kinds, d->all);
	/* JSON is for programs, which leave out objects themselves. */
	d->all |= d->args->json;
	if (!d->objects.kinds)
		d->objects.kinds = kinds_where(is_compared);
	return diff_run(d);
}

static int verb_diff_run(struct args *a)
{
	static struct diff d;
	bool ready = false;
	int status;

	d.args = a;
	status = read_line(&d, &ready);
	if (ready)
		status = run_ready(&d);
	/* As with diff(1), 1 says that something differs. */
	return !ready && status == STATUS_USAGE ? STATUS_SYSTEM : status;
}

static void print_diff_objects(void)
{
	objects_print_kinds("KIND", kinds_where(is_compared));
}

static void complete_diff_objects(int n, char **words)
{
	(void)n;
	(void)words;
	objects_complete_kinds(kinds_where(is_compared));
	complete_value("DEV");
}

const struct verb verb_diff = {
	.name = "diff",
	.words = "[OBJECT...] FROM [TO] | [KIND] FILE",
	.summary = "Prints what differs between two moments, or since one, and by whom",
	.opts = (const struct opt[]){
		{ 'v', "verbose", NULL, "print also what the kernel changed by itself" },
		{ OPT_FILE, "file", "FILE", "read this store instead of the journal" },
		{ 'j', "json", NULL, "print JSON, one array" },
		{ 0 }
	},
	.print_words = print_diff_objects,
	.complete = complete_diff_objects,
	.more_help = OBJECT_WORDS_HELP
		     "FROM, TO: a TIME or a SEQ\n" MOMENT_HELP
		     "FILE: a list that ip -j, bridge -j, tc -j or " TOOL_NAME " list -j has printed\n"
		     "The exit status is 0 if nothing differs, 1 if something does, 2 after an error.\n",
	.run = verb_diff_run,
	.enters_netns = true,
};
