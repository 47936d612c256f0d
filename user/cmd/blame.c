// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal blame`: prints who last touched a network object, even if it is gone.
 */
#include <errno.h>
#include <string.h>

#include "base/tool.h"
#include "base/words.h"
#include "cmd/blame_print.h"
#include "cmd/domain_verbs.h"
#include "cmd/objects.h"
#include "decode/kind.h"
#include "net/inquiry.h"

#define WORDS_MAX	64

struct blame {
	struct args *args;
	struct blame_print print;
	struct selector selector;
	struct inquiry inquiry;
};

static void print_nothing(struct blame *b, int argc, char **argv)
{
	const struct inquiry *q = &b->inquiry;
	struct out *o = &b->print.printer.out;
	int i;

	if (o->json)
		return;
	out_text(o, OUT_PLAIN, "nothing is recorded about");
	for (i = 0; i < argc; i++)
		out_str(o, OUT_PLAIN, NULL, " %s", argv[i]);
	if (q->gap.attrs)
		out_text(o, OUT_PLAIN, ", but records are missing");
	out_text(o, OUT_PLAIN, "\n");
}

static int print_all(struct blame *b, int argc, char **argv)
{
	const struct inquiry *q = &b->inquiry;
	bool lost, few = false, disagree = false;
	uint64_t oldest = UINT64_MAX, seq;
	struct history_object *obj;
	struct record gap;
	size_t i;

	b->print.incomplete = q->gap.attrs;
	for (i = 0; i < q->n; i++) {
		obj = q->objects[i];
		if (q->lines)
			blame_print_lines(&b->print, &q->history, obj, q->lines);
		else
			blame_print_life(&b->print, obj);
		disagree |= blame_disagrees(obj);
		few |= obj->count < q->lines;
		seq = history_oldest(&q->history, obj);
		oldest = seq < oldest ? seq : oldest;
	}
	if (!q->n)
		print_nothing(b, argc, argv);

	/* The missing records may be the ones that were asked for, or between them. */
	lost = record_copy_get(&q->gap, &gap) &&
	       (!q->n || few || gap.gap.last > oldest);
	if (lost)
		print_record(&b->print.printer, &gap);
	if (printer_flush(&b->print.printer))
		return STATUS_SYSTEM;
	return lost || disagree ? STATUS_LOST : STATUS_DONE;
}

static int blame_run(struct blame *b, int argc, char **argv)
{
	struct inquiry *q = &b->inquiry;
	int status = STATUS_SYSTEM, err;

	err = inquiry_run(q);
	if (err) {
		complain("blame: %s", inquiry_error(q, err));
		goto out;
	}
	b->print.domain = q->domain;
	b->print.paused = q->paused;
	printer_init(&b->print.printer, b->args->json, q->domain);
	status = print_all(b, argc, argv);
out:
	inquiry_drop(q);
	return status;
}

static int verb_blame_run(struct args *a)
{
	static struct blame b;
	uint64_t *lines = &b.inquiry.lines;
	char *words[WORDS_MAX], err[256];
	int id, n = 0, status;
	uint32_t kind;

	b.args = a;
	while ((id = args_next(a)) > 0) {
		if (id == 'n') {
			if (word_u64(a->value, lines) || !*lines || *lines > 1000000)
				return args_usage(a, "--lines needs a number from 1 to 1000000");
		} else if (n < WORDS_MAX) {
			words[n++] = (char *)a->value;
		}
	}
	if (id < 0)
		return args_status(id);
	if (!n)
		return args_usage(a, "the object is missing");
	kind = kind_by_name(words[0]);
	if (!kind)
		return args_usage(a, "unknown object: %s", words[0]);
	if (n == 1)
		return args_usage(a, "%s is missing", selector_missing(kind));
	if (selector_parse(&b.selector, kind, n - 1, words + 1, err, sizeof(err)))
		return args_usage(a, "%s", err);

	b.inquiry.selector = &b.selector;
	b.inquiry.domain = domain_new();
	if (!b.inquiry.domain) {
		complain("blame: %s", strerror(ENOMEM));
		return STATUS_SYSTEM;
	}
	status = blame_run(&b, n, words);
	domain_free(b.inquiry.domain);
	return status;
}

const struct verb verb_blame = {
	.name = "blame",
	.words = "OBJECT SELECTOR...",
	.summary = "Prints who last touched a network object, even if it is gone",
	.opts = (const struct opt[]){
		{ 'n', "lines", "N", "print the last N records of each object" },
		OPT_JSON,
		{ 0 }
	},
	.print_words = selectors_print,
	.complete = selectors_complete,
	.run = verb_blame_run,
};
