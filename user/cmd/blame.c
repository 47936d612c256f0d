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
#include "cmd/blame_print.h"
#include "cmd/domain_verbs.h"
#include "cmd/objects.h"
#include "decode/kind.h"
#include "journal/reader.h"
#include "net/domain_net.h"
#include "net/history.h"
#include "net/presence.h"

#define WORDS_MAX	64
/* If objects change meanwhile, the kernel is asked again, but at most so often in all. */
#define TRIES_MAX	5

struct blame {
	struct args *args;
	struct reader reader;
	struct netlink rtnl;
	struct blame_print print;
	struct domain *domain;
	struct selector selector;
	uint64_t lines;		/* -n; 0: not given */
	struct history history;
	struct record_copy gap;	/* the last one */
	uint64_t records;	/* of the kind, and gaps */
	struct history_object **objects;
	size_t n;
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

/* Returns whether the record switches the kind on or off. */
static bool is_pause(const struct blame *b, const struct record *rec)
{
	const struct nlattr *attrs = rec->config ? nla_data(rec->config) : NULL;
	int len = attrs ? nla_len(rec->config) : 0;
	const struct nlattr *kind = nla_find(attrs, len, NETJOURNAL_A_RING_KIND);

	return kind && nla_get_u32(kind) == b->selector.kind &&
	       nla_find(attrs, len, NETJOURNAL_A_RING_ENABLED);
}

static int on_record(const struct record *rec, void *arg)
{
	struct blame *b = arg;
	int err;

	b->print.paused |= is_pause(b, rec);
	if (rec->kind != b->selector.kind)
		return 0;
	b->records++;
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

static void print_nothing(struct blame *b, int argc, char **argv)
{
	struct out *o = &b->print.printer.out;
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
	bool lost, few = false, disagree = false;
	uint64_t oldest = UINT64_MAX, seq;
	struct history_object *obj;
	struct record gap;
	size_t i;

	b->print.incomplete = b->gap.attrs;
	for (i = 0; i < b->n; i++) {
		obj = b->objects[i];
		if (b->lines)
			blame_print_lines(&b->print, &b->history, obj, b->lines);
		else
			blame_print_life(&b->print, obj);
		disagree |= blame_disagrees(obj);
		few |= obj->count < b->lines;
		seq = history_oldest(&b->history, obj);
		oldest = seq < oldest ? seq : oldest;
	}
	if (!b->n)
		print_nothing(b, argc, argv);

	/* The missing records may be the ones that were asked for, or between them. */
	lost = record_copy_get(&b->gap, &gap) &&
	       (!b->n || few || gap.gap.last > oldest);
	if (lost)
		print_record(&b->print.printer, &gap);
	if (printer_flush(&b->print.printer))
		return STATUS_SYSTEM;
	return lost || disagree ? STATUS_LOST : STATUS_DONE;
}

/* Reads the new records, and finds the objects that are meant. */
static int read_journal(struct blame *b)
{
	int err = reader_catch_up(&b->reader);

	if (err)
		return err;
	free(b->objects);
	b->objects = history_wanted(&b->history, &b->n);
	return b->objects ? 0 : -ENOMEM;
}

/*
 * Asks the kernel which of the objects exist. If nothing was recorded meanwhile, its answer
 * and the journal are about the same moment.
 */
static int ask_kernel(struct blame *b)
{
	uint64_t records = 0, seq = 0;
	int err = 0, asked = 0, tries;

	for (tries = 0; !err && b->n && tries < TRIES_MAX; tries++) {
		records = b->records;
		seq = b->reader.cursor.seq;
		asked = presence_ask(&b->rtnl, &b->selector, b->objects, b->n);
		if (asked == -ENOMEM)
			return asked;
		err = read_journal(b);
		if (!asked && records == b->records)
			break;
	}
	if (!err && tries == TRIES_MAX)
		presence_doubt(b->objects, b->n, seq);
	return err;
}

static int collect(struct blame *b)
{
	const struct reader_handler handler = {
		.record = on_record, .batch = on_batch, .arg = b,
	};
	struct reader *r = &b->reader;
	int err;

	r->handler = &handler;
	err = reader_learn(r);
	if (!err)
		err = read_journal(b);
	if (!err && !netlink_open(&b->rtnl, NETLINK_ROUTE)) {
		err = ask_kernel(b);
		netlink_close(&b->rtnl);
	}
	return err;
}

static int blame_run(struct blame *b, int argc, char **argv)
{
	uint32_t kinds = 1u << b->selector.kind | 1u << NETJOURNAL_KIND_CONFIG;
	struct reader *r = &b->reader;
	const char *error;
	int err, status;

	err = reader_open(r, kinds, b->domain);
	if (!err) {
		b->print.domain = b->domain;
		printer_init(&b->print.printer, b->args->json, b->domain);
		err = collect(b);
		reader_close(r);
	}
	if (err) {
		error = r->client.genl.error;
		complain("blame: %s", error[0] ? error : strerror(-err));
		status = STATUS_SYSTEM;
	} else {
		status = print_all(b, argc, argv);
	}
	free(b->objects);
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
