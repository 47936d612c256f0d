// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal blame`: prints who last touched a network object, even if it is gone.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tool.h"
#include "base/words.h"
#include "cmd/domain_verbs.h"
#include "cmd/objects.h"
#include "decode/kind.h"
#include "journal/print.h"
#include "journal/reader.h"
#include "net/domain_net.h"
#include "net/history.h"
#include "nl/spec_tables.h"

#define WORDS_MAX	64

struct blame {
	struct args *args;
	struct reader reader;
	struct printer printer;
	struct domain *domain;
	struct selector selector;
	uint64_t lines;		/* -n; 0: not given */
	struct history history;
	struct record_copy gap;	/* the last one */
};

static int blame_event(struct blame *b, const struct record *rec)
{
	const struct event *ev = domain_event(b->domain, rec);

	if (!ev)
		return 0;
	return history_add(&b->history, rec, ev,
			   selector_match(&b->selector, ev,
					  domain_names(b->domain, rec->seq)));
}

static int on_record(const struct record *rec, void *arg)
{
	struct blame *b = arg;
	int err;

	err = rec->is_gap ? record_copy_set(&b->gap, rec) : blame_event(b, rec);
	if (err)
		snprintf(b->reader.client.genl.error,
			 sizeof(b->reader.client.genl.error), "%s",
			 strerror(-err));
	return err;
}

static int on_batch(const struct cursor *cursor, void *arg)
{
	(void)cursor;
	(void)arg;
	return 0;
}

/* Prints the object as its last record shows it, and whether it still exists. */
static void print_heading(struct blame *b, const struct record *rec,
			  const struct history_object *obj)
{
	const struct event *ev = domain_event(b->domain, rec);
	struct out *o = &b->printer.out;
	struct event now;

	/* If a route lost a nexthop, its record shows the lost nexthop and not the rest of the route. */
	if (obj->is.now && !event_parse(&now, obj->is.now, obj->is.now->nlmsg_len))
		ev = &now;
	if (!ev)
		return;
	out_text(o, OUT_PLAIN, "%s ", spec_name(&spec_kinds, rec->kind));
	event_print(o, ev, domain_names(b->domain, rec->seq));
	out_text(o, obj->is.now ? OUT_ADD : OUT_DEL, "%s\n",
		 obj->is.now ? ": present" : ": gone");
}

static void print_action(struct blame *b, const char *action,
			 const struct record *rec)
{
	struct out *o = &b->printer.out;

	out_text(o, OUT_PLAIN, "  %-8s ", action);
	print_time(&b->printer, rec, true);
	out_text(o, OUT_PLAIN, "  ");
	print_origin(&b->printer, rec);
	if (record_is_silent(rec))
		out_text(o, OUT_PLAIN, "  (silent)");
	print_seq(o, rec);
	out_text(o, OUT_PLAIN, "\n");
}

/* Prints who deleted the object, changed it last, and added it. */
static void print_life(struct blame *b, const struct history_object *obj)
{
	static const char *const actions[] = {
		[HISTORY_DELETED] = "deleted", [HISTORY_CHANGED] = "changed",
		[HISTORY_ADDED] = "added",
	};
	struct out *o = &b->printer.out;
	bool headed = false;
	struct record rec;
	int i;

	for (i = 0; i < HISTORY_ACTIONS; i++) {
		if (!history_by_action(obj, i, &rec))
			continue;
		if (o->json) {
			print_record(&b->printer, &rec);
			continue;
		}
		if (!headed)
			print_heading(b, &rec, obj);
		headed = true;
		print_action(b, actions[i], &rec);
	}
	if (!o->json && !history_by_action(obj, HISTORY_ADDED, &rec))
		out_text(o, OUT_DIM, "  added    %s\n", b->gap.attrs ?
			 "not known: older records are missing" :
			 "before the journal began");
}

static void print_history(struct blame *b, const struct history_object *obj)
{
	struct record rec;
	uint64_t i;

	for (i = 0; i < b->lines && i < obj->count; i++)
		if (history_by_age(&b->history, obj, i, &rec))
			print_record(&b->printer, &rec);
}

static void print_nothing(struct blame *b, int argc, char **argv)
{
	struct out *o = &b->printer.out;
	int i;

	if (o->json)
		return;
	out_text(o, OUT_PLAIN, "nothing is recorded about");
	for (i = 0; i < argc; i++)
		out_str(o, OUT_PLAIN, NULL, " %s", argv[i]);
	if (b->gap.attrs)
		out_text(o, OUT_PLAIN, ", but records are missing");
	out_text(o, OUT_PLAIN, "\n");
}

static int print_all(struct blame *b, int argc, char **argv)
{
	struct history_object **all;
	struct record gap;
	uint64_t oldest = UINT64_MAX, seq;
	bool lost, few = false;
	size_t n, i;

	all = history_wanted(&b->history, &n);
	if (!all) {
		complain("blame: %s", strerror(ENOMEM));
		return STATUS_SYSTEM;
	}
	for (i = 0; i < n; i++) {
		(b->lines ? print_history : print_life)(b, all[i]);
		few |= all[i]->count < b->lines;
		seq = history_oldest(&b->history, all[i]);
		oldest = seq < oldest ? seq : oldest;
	}
	if (!n)
		print_nothing(b, argc, argv);

	/* The missing records may be the ones that were asked for, or between them. */
	lost = record_copy_get(&b->gap, &gap) &&
	       (!n || few || gap.gap.last > oldest);
	free(all);
	if (lost)
		print_record(&b->printer, &gap);
	if (printer_flush(&b->printer))
		return STATUS_SYSTEM;
	return lost ? STATUS_LOST : STATUS_DONE;
}

static int blame_run(struct blame *b, int argc, char **argv)
{
	const struct reader_handler handler = {
		.record = on_record, .batch = on_batch, .arg = b,
	};
	struct reader *r = &b->reader;
	int err, status;

	err = reader_open(r, 1u << b->selector.kind, b->domain);
	if (!err) {
		printer_init(&b->printer, b->args->json, b->domain);
		r->handler = &handler;
		err = reader_learn(r);
		if (!err)
			err = reader_catch_up(r);
		reader_close(r);
	}
	if (err) {
		complain("blame: %s", r->client.genl.error);
		status = STATUS_SYSTEM;
	} else {
		status = print_all(b, argc, argv);
	}
	history_drop(&b->history);
	record_copy_drop(&b->gap);
	return status;
}

static int verb_blame_run(struct args *a)
{
	static struct blame b;
	char *words[WORDS_MAX], err[256];
	int id, n = 0, status;
	uint32_t kind;

	b.args = a;
	while ((id = args_next(a)) > 0) {
		if (id == 'n') {
			if (word_u64(a->value, &b.lines) || !b.lines ||
			    b.lines > 1000000)
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

	history_init(&b.history, b.lines);
	b.domain = domain_new();
	if (!b.domain) {
		complain("blame: %s", strerror(ENOMEM));
		return STATUS_SYSTEM;
	}
	status = blame_run(&b, n, words);
	domain_free(b.domain);
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
