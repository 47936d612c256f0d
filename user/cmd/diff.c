// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal diff`: prints what differs between two moments, and who made it so.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/program.h"
#include "base/tool.h"
#include "cmd/delta_print.h"
#include "cmd/diff_file.h"
#include "cmd/domain_verbs.h"
#include "cmd/moment_word.h"
#include "cmd/objects.h"
#include "decode/kind.h"
#include "net/rewind.h"

enum {
	OPT_FILE = OPT_DOMAIN,
};

struct diff {
	struct args *args;
	struct past_wish wish;
	uint32_t kinds;
	struct moment from, until;
	int n_moments;
	const char *file;	/* a saved list, instead of moments */
	bool all;
	struct printer printer;
	size_t n, folded, missed;
};

static int print_kind(struct diff *d, struct rewind *p)
{
	struct deltas deltas = { 0 };
	int err = deltas_find(&deltas, &p->span, p->domain, NULL, d->all ? DELTA_ALL : DELTA_CONFIG);
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
	struct selector sel = { .kind = kind };
	struct rewind p = {
		.selector = &sel, .moment = d->from, .until = d->until, .wish = d->wish,
		.has_until = d->n_moments == 2, .changes = true,
	};
	char text[512];
	int err;

	p.domain = domain_new();
	if (!p.domain) {
		complain("diff: %s", strerror(ENOMEM));
		return -ENOMEM;
	}
	err = rewind_run(&p);
	if (err && err != -EINTR)
		complain("diff: %s", p.error);
	if (!err && reach_unseen(&p.reach, 1u << kind, text, sizeof(text)))
		complain("diff: not recorded now: %s", text);
	if (!err)
		err = print_kind(d, &p);
	rewind_drop(&p);
	domain_free(p.domain);
	return err;
}

static int diff_run(struct diff *d)
{
	struct out *o = &d->printer.out;
	unsigned int kind;
	int err = tool_catch_signals();

	printer_init(&d->printer, d->args->json, NULL);
	out_array(o, NULL);
	for (kind = 0; !err && kind <= NETJOURNAL_KIND_MAX; kind++)
		if (d->kinds & 1u << kind)
			err = compare_kind(d, kind);
	out_array_end(o);
	out_line_end(o);
	if (err == -ENODATA && d->args->json)
		return STATUS_SYSTEM;
	if (printer_flush(&d->printer) || err)
		return STATUS_SYSTEM;
	if (d->folded && !d->args->json)
		complain("diff: %zu difference%s left out: the kernel's own, or no configuration (-v)",
			 d->folded, d->folded == 1 ? "" : "s");
	if (d->missed) {
		complain("diff: the kernel contradicts the journal about %zu object%s: something was not recorded",
			 d->missed, d->missed == 1 ? "" : "s");
		return STATUS_LOST;
	}
	/* Like diff(1). */
	return d->n ? 1 : 0;
}

/* Of the objects of other kinds, no states are known. */
static bool is_compared(unsigned int kind)
{
	return kind_can_be_asked(kind) && !(object_row(kind)->flags & KIND_ACTS);
}

/* A kind, a saved list, or one of the two moments. */
static int diff_word(struct diff *d, const char *word)
{
	enum netjournal_kind kind = kind_by_name(word);

	if (kind && !is_compared(kind))
		return args_usage(d->args, "%s cannot be compared; use " TOOL_NAME " log %s", word, word);
	if (kind) {
		d->kinds |= 1u << kind;
		return STATUS_DONE;
	}
	if (!d->n_moments && !d->file && (strchr(word, '/') || !access(word, F_OK))) {
		d->file = word;
		return STATUS_DONE;
	}
	if (d->file)
		return args_usage(d->args, "unexpected word: %s; a saved list is compared with the present", word);
	switch (d->n_moments++) {
	case 0:
		return moment_word(d->args, "FROM", word, &d->from);
	case 1:
		return moment_word(d->args, "TO", word, &d->until);
	default:
		return args_usage(d->args, "unexpected word: %s", word);
	}
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

static int verb_diff_run(struct args *a)
{
	static struct diff d;
	int id, status = STATUS_DONE;

	d.args = a;
	while (status == STATUS_DONE && (id = args_next(a)) > 0) {
		if (id == 'v')
			d.all = true;
		else if (id == OPT_FILE)
			d.wish = (struct past_wish){ PAST_FILE, .file = a->value, .netns = a->netns };
		else
			status = diff_word(&d, a->value);
	}
	if (status != STATUS_DONE)
		return status;
	if (id < 0)
		return args_status(id);
	if (is_backwards(&d))
		return args_usage(a, "the second moment is before the first");
	if (d.file && d.wish.file)
		return args_usage(a, "--file needs moments; a saved list is compared with the present");
	if (!d.wish.file) {
		d.wish.use = PAST_DEFAULT;
		status = program_enter(a);
		if (status != STATUS_DONE)
			return status;
	}
	if (d.file)
		return diff_file_run(a, d.file, d.kinds);
	if (!d.n_moments)
		return args_usage(a, "the moment is missing");
	/* JSON is for programs, which leave out objects themselves. */
	d.all |= a->json;
	if (!d.kinds)
		d.kinds = kinds_where(is_compared);
	return diff_run(&d);
}

static void complete_diff(int n, char **words)
{
	objects_complete(n, words);
}

const struct verb verb_diff = {
	.name = "diff",
	.words = "[OBJECT...] FROM [TO] | [OBJECT] FILE",
	.summary = "Prints what differs between two moments, or since one, and by whom",
	.opts = (const struct opt[]){
		{ 'v', "verbose", NULL, "print also what the kernel changed by itself" },
		{ OPT_FILE, "file", "FILE", "read this store instead of the journal" },
		{ 'j', "json", NULL, "print JSON, one array" },
		{ 0 }
	},
	.print_words = objects_print,
	.complete = complete_diff,
	.more_help = "FROM, TO: a TIME or a SEQ\n" MOMENT_HELP
		     "FILE: a list that `ip -j` or `" TOOL_NAME " list -j` has printed\n"
		     "The exit status is 1 if something differs, 0 if nothing does.\n",
	.run = verb_diff_run,
	.enters_netns = true,
};
