// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal blame`: who last touched a network object, also when it is gone.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tool.h"
#include "cmd/commands.h"
#include "decode/kind.h"
#include "journal/print.h"
#include "journal/reader.h"
#include "net/domain_net.h"
#include "net/idmap.h"
#include "net/multipath.h"
#include "nl/spec_tables.h"

#define WORDS_MAX	64

/* What can happen to an object, the last first. */
enum { DELETED, CHANGED, ADDED, ACTIONS };

/*
 * An object that the journal tells of. Routes to the same prefix that lead
 * elsewhere are others, unless one took the place of the other. @records are,
 * with -n, the last ones, as a ring; else, by action, those of its present or
 * last life.
 */
struct object {
	struct multipath_object is;
	bool wanted;		/* the selector meant it, once at least */
	uint64_t last_seq;
	uint64_t count;		/* of all its records */
	struct copy {
		struct nlattr *attrs;	/* NULL: none */
		int len;
	} records[];
};

struct blame {
	struct args *args;
	struct reader reader;
	struct printer printer;
	struct domain *domain;
	struct selector selector;
	uint64_t lines;		/* -n; 0: not given */
	size_t slots;		/* of each object's records */
	struct idmap objects;
	struct copy gap;	/* the last one */
};

static struct object *add_object(struct blame *b, const struct event *ev,
				 const struct identity *id)
{
	/* A route comes before others to its prefix, unless it is appended. */
	bool last = ev->nlh->nlmsg_flags & NLM_F_APPEND;
	struct object *obj = calloc(1, sizeof(*obj) +
				    b->slots * sizeof(obj->records[0]));

	if (!obj || idmap_add(&b->objects, &obj->is.node, id, last)) {
		free(obj);
		return NULL;
	}
	obj->is.path = event_path(ev);
	return obj;
}

static void drop(struct copy *copy)
{
	free(copy->attrs);
	copy->attrs = NULL;
}

static int keep(struct copy *copy, const struct record *rec)
{
	drop(copy);
	copy->attrs = malloc(rec->len);
	if (!copy->attrs)
		return -ENOMEM;
	memcpy(copy->attrs, rec->attrs, rec->len);
	copy->len = rec->len;
	return 0;
}

/*
 * What @ev did to @obj, of which @now is left. A new life begins when something
 * comes that was not there.
 */
static int take_action(struct object *obj, char sign, const void *now)
{
	int i;

	if (!now)
		return DELETED;
	if (obj->is.now)
		return CHANGED;
	for (i = 0; i < ACTIONS; i++)
		drop(&obj->records[i]);
	return sign == '+' ? ADDED : CHANGED;
}

/* Takes over @now, NULL for gone. */
static int change(struct blame *b, struct object *obj, const struct record *rec,
		  const struct event *ev, struct nlmsghdr *now)
{
	size_t slot = b->lines ? obj->count % b->slots :
		      (size_t)take_action(obj, event_sign(ev), now);
	struct event ev_now;

	free(obj->is.now);
	obj->is.now = now;
	if (now && !event_parse(&ev_now, now, now->nlmsg_len))
		obj->is.path = event_path(&ev_now);
	obj->last_seq = rec->seq;
	obj->count++;
	return keep(&obj->records[slot], rec);
}

static int on_event(struct blame *b, const struct record *rec,
		    const struct event *ev)
{
	struct nlmsghdr *now = NULL;
	struct object *obj;
	struct identity id;
	bool wanted;

	wanted = selector_match(&b->selector, ev,
				domain_names(b->domain, rec->seq));
	identity_of(&id, ev);
	obj = (struct object *)multipath_find(&b->objects, &id, ev);
	if (!obj)
		obj = (struct object *)multipath_losing(&b->objects, &id, ev, &now);
	if (!obj && errno == ENOMEM)
		return -ENOMEM;
	/*
	 * A link may have had another name before, so all are looked at; of others
	 * what became of those that are wanted.
	 */
	if (!obj && !wanted && ev->kind != NETJOURNAL_KIND_LINK)
		return 0;
	if (!obj)
		obj = add_object(b, ev, &id);
	if (obj && !ev->del)
		now = malloc(ev->nlh->nlmsg_len);
	if (!obj || (!ev->del && !now))
		return -ENOMEM;
	if (!ev->del)
		memcpy(now, ev->nlh, ev->nlh->nlmsg_len);
	obj->wanted |= wanted;
	return change(b, obj, rec, ev, now);
}

static int on_record(const struct record *rec, void *arg)
{
	struct blame *b = arg;
	struct event ev;
	int err = 0;

	if (rec->is_gap) {
		err = keep(&b->gap, rec);
	} else if (rec->message &&
		   !event_parse(&ev, rec->message, rec->message_len)) {
		err = on_event(b, rec, &ev);
	}
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

static bool reparse(const struct copy *copy, struct record *rec)
{
	return copy->attrs && !record_parse(rec, copy->attrs, copy->len);
}

/* The object as it is, or was, in the last record; and what became of it. */
static void print_heading(struct blame *b, const struct record *rec,
			  const struct object *obj)
{
	struct out *o = &b->printer.out;
	struct event ev;

	if (obj->is.now ? event_parse(&ev, obj->is.now, obj->is.now->nlmsg_len) :
		       event_parse(&ev, rec->message, rec->message_len))
		return;
	out_text(o, OUT_PLAIN, "%s ", spec_name(&spec_kinds, rec->kind));
	event_print(o, &ev, domain_names(b->domain, rec->seq));
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
	if (rec->silent)
		out_text(o, OUT_PLAIN, "  (silent)");
	print_seq(o, rec);
	out_text(o, OUT_PLAIN, "\n");
}

/* Who deleted it, changed it last, added it. */
static void print_life(struct blame *b, const struct object *obj)
{
	static const char *const actions[] = {
		[DELETED] = "deleted", [CHANGED] = "changed", [ADDED] = "added",
	};
	struct out *o = &b->printer.out;
	bool headed = false;
	struct record rec;
	int i;

	for (i = 0; i < ACTIONS; i++) {
		if (!reparse(&obj->records[i], &rec))
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
	if (!o->json && !obj->records[ADDED].attrs)
		out_text(o, OUT_DIM, "  added    %s\n", b->gap.attrs ?
			 "not known: older records are missing" :
			 "before the journal began");
}

static void print_history(struct blame *b, const struct object *obj)
{
	struct record rec;
	uint64_t i;

	for (i = 1; i <= obj->count && i <= b->slots; i++)
		if (reparse(&obj->records[(obj->count - i) % b->slots], &rec))
			print_record(&b->printer, &rec);
}

static int newest_first(const void *a, const void *b)
{
	const struct object *const *x = a, *const *y = b;

	return ((*x)->last_seq < (*y)->last_seq) -
	       ((*x)->last_seq > (*y)->last_seq);
}

/* Returns the wanted objects in order, and their number in @n. */
static struct object **sort_objects(struct blame *b, size_t *n)
{
	struct object **all = calloc(b->objects.n + 1, sizeof(*all));
	struct idmap_node *node;

	*n = 0;
	for (node = idmap_walk(&b->objects, NULL); all && node;
	     node = idmap_walk(&b->objects, node))
		if (((struct object *)node)->wanted)
			all[(*n)++] = (struct object *)node;
	if (all)
		qsort(all, *n, sizeof(*all), newest_first);
	return all;
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

/* The sequence number of the oldest record that is printed of @n objects. */
static uint64_t oldest_printed(const struct blame *b, struct object **all,
			       size_t n)
{
	uint64_t seq = UINT64_MAX;
	struct record rec;
	size_t i, slot;

	for (i = 0; i < n; i++)
		for (slot = 0; slot < b->slots; slot++)
			if (reparse(&all[i]->records[slot], &rec) &&
			    rec.seq < seq)
				seq = rec.seq;
	return seq;
}

static int print_all(struct blame *b, int argc, char **argv)
{
	struct object **all;
	struct record gap;
	bool lost, few = false;
	size_t n, i;

	all = sort_objects(b, &n);
	if (!all) {
		complain("blame: %s", strerror(ENOMEM));
		return STATUS_SYSTEM;
	}
	for (i = 0; i < n; i++) {
		(b->lines ? print_history : print_life)(b, all[i]);
		few |= all[i]->count < b->lines;
	}
	if (!n)
		print_nothing(b, argc, argv);

	/* What is missing may be just what was asked for, or between what is told. */
	lost = reparse(&b->gap, &gap) &&
	       (!n || few || gap.gap.last > oldest_printed(b, all, n));
	free(all);
	if (lost)
		print_record(&b->printer, &gap);
	if (printer_flush(&b->printer))
		return STATUS_SYSTEM;
	return lost ? STATUS_LOST : STATUS_DONE;
}

static void free_object(struct idmap_node *node, void *arg)
{
	struct object *obj = (struct object *)node;
	const struct blame *b = arg;
	size_t slot;

	for (slot = 0; slot < b->slots; slot++)
		drop(&obj->records[slot]);
	free(obj->is.now);
	free(obj);
}

static int run_blame(struct blame *b, int argc, char **argv)
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
	idmap_drop(&b->objects, free_object, b);
	drop(&b->gap);
	return status;
}

static int run(struct args *a)
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
		return args_usage(a, "not an object: %s", words[0]);
	if (n == 1)
		return args_usage(a, "%s is missing", selector_missing(kind));
	if (selector_parse(&b.selector, kind, n - 1, words + 1, err, sizeof(err)))
		return args_usage(a, "%s", err);

	b.slots = b.lines ? b.lines : ACTIONS;
	b.domain = domain_new();
	if (!b.domain) {
		complain("blame: %s", strerror(ENOMEM));
		return STATUS_SYSTEM;
	}
	status = run_blame(&b, n, words);
	domain_free(b.domain);
	return status;
}

const struct verb verb_blame = {
	.name = "blame",
	.words = "OBJECT SELECTOR...",
	.summary = "Tells who last touched a network object, also when it is gone",
	.opts = (const struct opt[]){
		{ 'n', "lines", "N", "the last N records of each object" },
		OPT_JSON,
		{ 0 }
	},
	.more_help =
		"OBJECT SELECTOR, in the words of ip:\n"
		"  link eth0                     addr 10.0.0.5 [dev eth0]\n"
		"  route 10.20.0.0/16 [via 10.0.0.2] [dev eth0] [table T] [metric N]\n"
		"  rule from 10.0.0.0/8 [pref N] [lookup T]\n"
		"  neigh 10.0.0.2 [dev eth0]     nexthop 7\n",
	.run = run,
};
