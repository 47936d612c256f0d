// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal blame`: prints who last touched a network object, even if it is gone.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/complete.h"
#include "base/tool.h"
#include "base/words.h"
#include "cmd/blame_print.h"
#include "cmd/domain_verbs.h"
#include "cmd/objects.h"
#include "decode/kind.h"
#include "decode/question.h"
#include "net/domain_net.h"
#include "net/inquiry.h"
#include "net/longest.h"

#define WORDS_MAX	64

/*
 * @lines: how many records to print of each object; 0: only those that deleted, changed and
 *	added it
 * @answered: at least one reading of the question has an answer
 * @empty: the names of the readings without an answer
 * @gap: records that may have answered one of them
 */
struct blame {
	struct args *args;
	struct domain *domain;
	struct blame_print print;
	uint64_t lines;
	struct question question;
	char *words[WORDS_MAX];
	size_t n_words;
	struct inquiry inquiry;
	bool answered, lost, disagree;
	char empty[64];
	struct reach reach;
	struct record_copy gap;
};

/* Remembers what was searched for a reading that has no answer. */
static int keep_empty(struct blame *b)
{
	const char *name = kind_row(b->inquiry.selector->kind)->name;
	size_t len = strlen(b->empty), n = strlen(name);
	struct record gap;

	if (len < n || strcmp(b->empty + len - n, name))
		snprintf(b->empty + len, sizeof(b->empty) - len, "%s%s", len ? ", " : "", name);
	b->reach = b->inquiry.reach;
	if (!record_copy_get(&b->inquiry.gap, &gap))
		return 0;
	return record_copy_set(&b->gap, &gap);
}

/*
 * Prints what was found about the objects. @longest: only about the routes of longest_is();
 * NULL: all.
 */
static void print_objects(struct blame *b, const struct longest *longest)
{
	const struct inquiry *q = &b->inquiry;
	uint64_t oldest = UINT64_MAX, seq;
	struct history_object *obj;
	bool few = false;
	struct record gap;
	size_t i;

	b->print.incomplete = q->gap.attrs;
	b->print.paused = q->paused;
	for (i = 0; i < q->n; i++) {
		obj = q->objects[i];
		if (longest && !longest_is(longest, obj))
			continue;
		b->answered = true;
		if (q->lines)
			blame_print_lines(&b->print, &q->history, obj, q->lines);
		else
			blame_print_life(&b->print, obj);
		b->disagree |= blame_disagrees(obj);
		few |= obj->count < q->lines;
		seq = history_oldest(&q->history, obj);
		oldest = seq < oldest ? seq : oldest;
	}
	/* The missing records may be between the ones that were found. */
	if (!record_copy_get(&q->gap, &gap) || (!few && gap.gap.last <= oldest))
		return;
	b->lost = true;
	print_record(&b->print.printer, &gap);
}

/* Finds what is recorded about the objects that @sel means. Returns 0 or a negative errno. */
static int ask(struct blame *b, const struct selector *sel)
{
	struct inquiry *q = &b->inquiry;
	int err;

	memset(q, 0, sizeof(*q));
	q->lines = b->lines;
	q->selector = sel;
	q->domain = b->domain;
	err = inquiry_run(q);
	if (err)
		complain("blame: %s", inquiry_error(q, err));
	return err;
}

static int answer_reading(struct blame *b, const struct selector *sel)
{
	int err = ask(b, sel);

	if (!err && b->inquiry.n)
		print_objects(b, NULL);
	else if (!err)
		err = keep_empty(b);
	inquiry_drop(&b->inquiry);
	return err;
}

/* Prints the route by which the kernel reaches the address, if nothing is recorded about it. */
static void print_unrecorded(struct blame *b, const struct longest *l)
{
	struct out *o = &b->print.printer.out;

	if (o->json || !l->found || b->answered)
		return;
	out_text(o, OUT_PLAIN, "route ");
	event_print(o, &l->route, domain_names(b->domain, UINT64_MAX));
	out_text(o, OUT_PLAIN, ": present, nothing is recorded about it\n");
}

/* Answers with the routes to the address, because nothing is recorded about the address itself. */
static int answer_routes(struct blame *b)
{
	struct longest longest = { .found = false };
	static struct netlink rtnl;
	struct selector sel;
	char text[256];
	int err;

	/* The other words may be words that a route does not have. */
	if (question_routes_to(&sel, b->n_words, b->words, text, sizeof(text)))
		return 0;
	err = ask(b, &sel);
	if (!err && !netlink_open(&rtnl, NETLINK_ROUTE)) {
		err = longest_find(&longest, &rtnl, &sel.dst);
		netlink_close(&rtnl);
	}
	if (!err && (longest.found || b->inquiry.n)) {
		blame_print_longest(&b->print, b->words[0]);
		print_objects(b, &longest);
		print_unrecorded(b, &longest);
	}
	longest_drop(&longest);
	inquiry_drop(&b->inquiry);
	return err;
}

/* Says that there is no answer, and what was searched. */
static void print_nothing(struct blame *b)
{
	struct out *o = &b->print.printer.out;
	uint32_t kinds = 0;
	char text[256];
	struct record gap;
	size_t i;

	b->lost = record_copy_get(&b->gap, &gap);
	for (i = 0; i < b->question.n; i++)
		kinds |= 1u << b->question.readings[i].kind;
	reach_text(&b->reach, kinds, text, sizeof(text));
	if (!o->json) {
		out_text(o, OUT_PLAIN, "nothing is recorded about");
		for (i = 0; i < b->n_words; i++)
			out_str(o, OUT_PLAIN, NULL, " %s", b->words[i]);
		out_text(o, OUT_PLAIN, "%s; searched %s: %s\n", b->lost ? ", but records are missing" : "",
			 b->empty, text);
	}
	if (b->lost)
		print_record(&b->print.printer, &gap);
}

static int answer_all(struct blame *b)
{
	int err = 0;
	size_t i;

	printer_init(&b->print.printer, b->args->json, b->domain);
	b->print.domain = b->domain;
	for (i = 0; !err && i < b->question.n; i++)
		err = answer_reading(b, &b->question.readings[i]);
	if (!err && !b->answered && b->question.name && b->question.form == FORM_ADDRESS)
		err = answer_routes(b);
	if (!err && !b->answered)
		print_nothing(b);
	record_copy_drop(&b->gap);
	if (printer_flush(&b->print.printer) || err)
		return STATUS_SYSTEM;
	return b->lost || b->disagree ? STATUS_LOST : STATUS_DONE;
}

static int verb_blame_run(struct args *a)
{
	static struct blame b;
	char err[256];
	int id, status;

	b.args = a;
	while ((id = args_next(a)) > 0) {
		if (id == 'n') {
			if (word_u64(a->value, &b.lines) || !b.lines || b.lines > 1000000)
				return args_usage(a, "--lines needs a number from 1 to 1000000");
		} else if (b.n_words < WORDS_MAX) {
			b.words[b.n_words++] = (char *)a->value;
		}
	}
	if (id < 0)
		return args_status(id);
	if (!b.n_words)
		return args_usage(a, "the object is missing");
	if (question_parse(&b.question, b.n_words, b.words, err, sizeof(err)))
		return args_usage(a, "%s", err);

	b.domain = domain_new();
	if (!b.domain) {
		complain("blame: %s", strerror(ENOMEM));
		return STATUS_SYSTEM;
	}
	status = answer_all(&b);
	domain_free(b.domain);
	return status;
}

static void complete_question(int n, char **words)
{
	selectors_complete(n, words);
	if (n)
		return;
	complete_value("DEV");
	complete_value("PREFIX");
}

const struct verb verb_blame = {
	.name = "blame",
	.words = "[OBJECT] NAME [SELECTOR...]",
	.summary = "Prints who last touched a network object, even if it is gone",
	.opts = (const struct opt[]){
		{ 'n', "lines", "N", "print the last N records of each object" },
		OPT_JSON,
		{ 0 }
	},
	.print_words = selectors_print,
	.complete = complete_question,
	.run = verb_blame_run,
};
