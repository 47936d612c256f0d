// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal undo`: prints the commands that undo records of the journal, or carries them out.
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/complete.h"
#include "base/program.h"
#include "base/tool.h"
#include "base/words.h"
#include "cmd/domain_verbs.h"
#include "cmd/moment_word.h"
#include "cmd/objects.h"
#include "cmd/undo_print.h"
#include "decode/kind.h"
#include "net/apply.h"

#define WORDS_MAX	64

enum {
	OPT_ACT = OPT_DOMAIN,
	OPT_SINCE,
	OPT_APPLY,
	OPT_FORCE,
	OPT_FILE,
};

struct undo_verb {
	struct args *args;
	struct undo undo;
	char *words[WORDS_MAX];
	int n_words;
	struct object_words objects;
	uint64_t seqs[WORDS_MAX];
	bool seen[WORDS_MAX];		/* the record with that number */
	int n_seqs;
	uint64_t act;			/* 0: none */
	bool has_since, since_begun, apply;
	struct moment since;
	struct undo_print print;
};

/* Returns whether the record is about one of the objects that are asked for. */
static bool is_of_objects(const struct undo_verb *v, const struct record *rec)
{
	struct domain *domain = v->undo.domain;
	const struct event *ev;

	if (v->objects.kinds && !(v->objects.kinds & 1u << (rec->kind & 31)))
		return false;
	if (!v->objects.selects)
		return true;
	ev = domain_event(domain, rec);
	return ev && selector_match(&v->objects.sel, ev, domain_names(domain, rec->seq));
}

static bool is_inside(const struct record *rec, void *arg)
{
	struct undo_verb *v = arg;
	bool asked = false;
	int i;

	for (i = 0; i < v->n_seqs; i++) {
		if (rec->seq != v->seqs[i])
			continue;
		asked = true;
		v->seen[i] = true;
	}
	if (!is_of_objects(v, rec))
		return false;
	if (v->has_since) {
		v->since_begun = moment_before(&v->since, rec->seq, rec->time) || (v->since.has_time && v->since_begun);
		return v->since_begun;
	}
	return v->act ? rec->act == v->act : asked;
}

/* Complains of the first number that no record has. Returns whether there is one. */
static bool complain_missing(const struct undo_verb *v)
{
	int i;

	for (i = 0; i < v->n_seqs && v->seen[i]; i++)
		;
	if (i < v->n_seqs)
		complain("undo: the journal has no record #%" PRIu64 "; nothing is undone", v->seqs[i]);
	return i < v->n_seqs;
}

static void on_done(const struct undo_step *step, const char *said, void *arg)
{
	struct undo_verb *v = arg;

	undo_print_done(&v->print, step, said);
	v->since_begun = false;
}

/* What was not recorded cannot be undone. */
static void complain_unrecorded(const struct undo_verb *v)
{
	char text[256];

	if (!v->undo.off)
		return;
	kinds_text(v->undo.off, ", ", text, sizeof(text));
	complain("undo: not recorded now, so not undone: %s", text);
}

static int undo_verb_run(struct undo_verb *v)
{
	struct undo *u = &v->undo;
	int err = undo_run(u);

	if (!err && complain_missing(v))
		return STATUS_SYSTEM;
	if (!err && !u->records && object_words_misspelt(&v->objects, v->args, u->domain))
		return STATUS_USAGE;
	if (!err && !u->records && !u->n_notes && !v->has_since) {
		complain("undo: no record of a kind that can be undone matches");
		return STATUS_SYSTEM;
	}
	complain_unrecorded(v);
	undo_print_begin(&v->print, v->args->json);
	if (!err && v->apply) {
		v->since_begun = false;
		err = apply_undo(u, on_done, v);
	}
	if (err) {
		printer_flush(&v->print.printer);
		complain("undo: %s", u->error);
		return STATUS_SYSTEM;
	}
	undo_print_end(&v->print, u, v->apply);
	if (printer_flush(&v->print.printer))
		return STATUS_SYSTEM;
	return u->n_notes || u->off || (v->apply && u->n) ? STATUS_LOST : STATUS_DONE;
}

static int read_seq(struct undo_verb *v, const char *word)
{
	uint64_t *seq = &v->seqs[v->n_seqs];

	if (word_u64(*word == '#' ? word + 1 : word, seq) || !*seq)
		return args_usage(v->args, "neither the number of a record nor a kind: %s", word);
	v->n_seqs++;
	return STATUS_DONE;
}

static bool begins_number(const char *word)
{
	return isdigit((unsigned char)word[*word == '#']);
}

/* Numbers of records, unless an option says which records; then objects. */
static int read_words(struct undo_verb *v)
{
	bool numbers = !v->act && !v->has_since;
	int i = 0, status = STATUS_DONE;
	char text[256];

	for (; numbers && status == STATUS_DONE && i < v->n_words && begins_number(v->words[i]); i++)
		status = read_seq(v, v->words[i]);
	if (status != STATUS_DONE)
		return status;
	if (!numbers && i < v->n_words && !word_u64(v->words[i] + (*v->words[i] == '#'), &v->seqs[0]))
		return args_usage(v->args, "numbers of records, --act and --since cannot be combined");
	if (object_words_parse(&v->objects, v->n_words - i, v->words + i, text, sizeof(text)))
		return args_usage(v->args, "%s", text);
	return STATUS_DONE;
}

static int undo_option(struct undo_verb *v, int id)
{
	switch (id) {
	case ARGS_WORD:
		if (v->n_words == WORDS_MAX)
			return args_usage(v->args, "too many words: %s", v->args->value);
		v->words[v->n_words++] = (char *)v->args->value;
		break;
	case OPT_ACT:
		if (word_u64(v->args->value, &v->act) || !v->act)
			return args_usage(v->args, "--act: %s is no number of an act", v->args->value);
		break;
	case OPT_SINCE:
		v->has_since = true;
		return moment_word(v->args, "--since", v->args->value, &v->since);
	case OPT_APPLY:
		v->apply = true;
		break;
	case OPT_FORCE:
		v->undo.force = true;
		break;
	case OPT_FILE:
		v->undo.wish = (struct past_wish){ PAST_FILE, .file = v->args->value, .netns = v->args->netns };
		break;
	}
	return STATUS_DONE;
}

static int refuse_kinds(struct args *a)
{
	char text[256];

	kinds_text(UNDO_KINDS, ", ", text, sizeof(text));
	return args_usage(a, "only these kinds can be undone: %s", text);
}

static int verb_undo_run(struct args *a)
{
	static struct undo_verb v;
	int id, status = STATUS_DONE;

	v.args = a;
	while (status == STATUS_DONE && (id = args_next(a)) > 0)
		status = undo_option(&v, id);
	if (status != STATUS_DONE)
		return status;
	if (id < 0)
		return args_status(id);
	status = read_words(&v);
	if (status != STATUS_DONE)
		return status;
	if (!v.n_seqs && !v.act && !v.has_since)
		return args_usage(a, "what to undo is missing: the number of a record, --act or --since");
	if (v.act && v.has_since)
		return args_usage(a, "--act and --since cannot be combined");
	if (v.objects.kinds & ~UNDO_KINDS)
		return refuse_kinds(a);
	if (v.apply && v.undo.wish.file)
		return args_usage(a, "--apply and --file cannot be combined: the file may be of another machine");
	if (!v.undo.wish.file) {
		v.undo.wish.use = PAST_DEFAULT;
		status = program_enter(a);
		if (status != STATUS_DONE)
			return status;
	}
	v.undo.since = v.has_since ? &v.since : NULL;
	v.undo.kinds = UNDO_KINDS;
	v.undo.is_inside = is_inside;
	v.undo.arg = &v;
	v.undo.domain = domain_new();
	if (!v.undo.domain || tool_catch_signals()) {
		complain("undo: %s", strerror(ENOMEM));
		return STATUS_SYSTEM;
	}
	status = undo_verb_run(&v);
	undo_drop(&v.undo);
	domain_free(v.undo.domain);
	return status;
}

static void print_undo_objects(void)
{
	objects_print_kinds("KIND", UNDO_KINDS);
}

static void complete_undo_objects(int n, char **words)
{
	(void)n;
	(void)words;
	objects_complete_kinds(UNDO_KINDS);
	complete_value("DEV");
}

const struct verb verb_undo = {
	.name = "undo",
	.words = "SEQ... | --act N | --since TIME [OBJECT...]",
	.summary = "Prints the commands that undo changes, or carries them out",
	.opts = (const struct opt[]){
		{ OPT_ACT, "act", "N", "undo all records of this act" },
		{ OPT_SINCE, "since", "TIME|SEQ", "undo all records since then" },
		{ OPT_APPLY, "apply", NULL, "carry out the commands, and check the result" },
		{ OPT_FORCE, "force", NULL, "undo also what somebody else has changed since" },
		{ OPT_FILE, "file", "FILE", "undo what this store has; the kernel is not asked" },
		{ 'j', "json", NULL, "print JSON, one object" },
		{ 0 }
	},
	.print_words = print_undo_objects,
	.complete = complete_undo_objects,
	.more_help = OBJECT_WORDS_HELP MOMENT_HELP
		     "The exit status is 3 if something cannot be undone.\n",
	.run = verb_undo_run,
	.enters_netns = true,
};
