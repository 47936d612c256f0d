// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal why`: tells why a network object is as it is, in sentences.
 */
#include <errno.h>
#include <string.h>

#include "base/tool.h"
#include "cmd/answer.h"
#include "cmd/domain_verbs.h"
#include "cmd/objects.h"
#include "decode/kind.h"
#include "journal/query.h"
#include "net/story.h"

/* Stories of so many objects are told; blame lists all of them. */
#define OBJECTS_MAX	3

enum {
	OPT_FILE = OPT_CORE,
};

struct why {
	struct story story;
	struct query query;
	bool open;		/* the query is, because names of devices end with it */
	unsigned int n;		/* objects so far */
	int err;
};

static void on_record(const struct record *rec, void *arg)
{
	struct why *w = arg;

	if (!w->err)
		w->err = story_take(&w->story, rec);
}

static int on_flush(void *arg)
{
	const struct why *w = arg;

	return w->err;
}

/* Reads the journal in which the object was found, from shortly before the told record on. */
static int read_journal(struct why *w, const struct inquiry *found)
{
	const struct query_handler handler = {
		.record = on_record, .flush = on_flush, .arg = w,
	};
	int64_t since = (int64_t)w->story.time - STORY_BEFORE_NS;
	struct query *q = &w->query;
	int err;

	memset(q, 0, sizeof(*q));
	query_init(q);
	q->all = true;
	q->has_since = true;
	q->filter.since = since;
	q->reader.wish = found->reader.wish;
	q->reader.single = true;
	q->has_after = true;
	q->after = (struct cursor){ .has_instance = true, .instance = found->reader.cursor.instance };
	err = reader_before(&found->reader, since, &q->after.seq);
	if (!err)
		err = query_open(q, w->story.domain);
	w->open = !err;
	if (!err)
		err = query_run(q, &handler);
	if (err)
		complain("why: %s", *q->reader.client.genl.error ? q->reader.client.genl.error :
			 strerror(-err));
	return err;
}

/* Prints a line of the list of what has happened before. It ends with the number of the record. */
static void print_cut(struct out *o, const char *text, size_t width)
{
	struct out_mark start = out_mark(o);
	const char *end = strrchr(text, '#');

	if (!end || end - text < 2)
		end = text + strlen(text);
	else
		end -= 2;
	out_word(o, OUT_PLAIN, NULL, "%s", text, end - text);
	out_cut(o, start, width - strlen(end));
	out_word(o, OUT_PLAIN, NULL, "%s", end, strlen(end));
}

static void print_sentence(const char *text, void *arg)
{
	struct printer *p = arg;
	struct out *o = &p->out;

	/* What must be escaped in a text is escaped already. */
	if (o->json)
		out_str(o, OUT_PLAIN, NULL, "%s", text);
	else if (p->width && *text == ' ')
		print_cut(o, text, p->width);
	else if (p->width)
		out_wrap(o, text, p->width);
	else
		out_word(o, OUT_PLAIN, NULL, "%s", text, strlen(text));
	out_lit(o, "\n");
}

static int print_story(struct printer *p, struct why *w, const struct history_object *obj)
{
	struct out *o = &p->out;
	struct record cause;
	int err;

	out_object(o, NULL);
	out_str(o, OUT_PLAIN, "kind", NULL, object_row(w->story.kind)->name);
	out_u64(o, "seq", NULL, w->story.seq);
	out_bool(o, "present", NULL, history_present(obj));
	if (record_copy_get(&w->story.cause, &cause)) {
		out_u64(o, "cause-seq", NULL, cause.seq);
		out_bool(o, "proven", NULL, !w->story.guess);
	}
	out_array(o, "story");
	err = story_tell(&w->story, obj, print_sentence, p);
	out_array_end(o);
	out_object_end(o);
	out_line_end(o);
	return err;
}

static int begin_story(struct answer *a, struct why *w, const struct history_object *obj)
{
	int err = -ENOMEM;

	memset(&w->story, 0, sizeof(w->story));
	w->story.processes = &a->printer.processes;
	w->story.day = a->printer.day;
	if (a->file) {
		w->story.option = "--file";
		w->story.journal = a->file;
	} else if (a->args->netns) {
		w->story.option = "--netns";
		w->story.journal = a->args->netns;
	}
	/* It follows the states of objects, from an earlier moment on than the domain at hand. */
	w->story.domain = domain_new();
	if (w->story.domain)
		err = story_begin(&w->story, obj);
	if (err)
		complain("why: %s", strerror(-err));
	return err;
}

static void end_story(struct why *w)
{
	story_drop(&w->story);
	if (w->open)
		query_close(&w->query);
	w->open = false;
	domain_free(w->story.domain);
}

static int tell_object(struct answer *a, const struct inquiry *q,
		       const struct history_object *obj)
{
	static struct why why;
	struct why *w = &why;
	int err;

	if (w->n > OBJECTS_MAX)
		return 0;
	err = begin_story(a, w, obj);
	/* A route of the kernel's own says no more than the address that it belongs to. */
	if (err || (w->story.is_own && w->n)) {
		end_story(w);
		return err;
	}
	if (w->n++ == OBJECTS_MAX) {
		out_text(&a->printer.out, OUT_PLAIN, "\nThere are more (" TOOL_NAME " blame).\n");
	} else {
		out_text(&a->printer.out, OUT_PLAIN, w->n > 1 ? "\n" : "");
		err = read_journal(w, q);
		if (!err)
			err = print_story(&a->printer, w, obj);
	}
	end_story(w);
	return err;
}

static int verb_why_run(struct args *args)
{
	static struct answer a;
	int id;

	a.args = args;
	a.object = tell_object;
	while ((id = args_next(args)) > 0) {
		if (id == OPT_FILE)
			a.file = args->value;
		else
			answer_word(&a, args->value);
	}
	return id < 0 ? args_status(id) : answer_run(&a);
}

const struct verb verb_why = {
	.name = "why",
	.words = "[OBJECT] NAME [SELECTOR...]",
	.summary = "Tells why a network object is as it is, or why it is gone",
	.opts = (const struct opt[]){
		{ OPT_FILE, "file", "FILE", "read this store instead of the journal" },
		OPT_JSON,
		{ 0 }
	},
	.print_words = selectors_print,
	.complete = questions_complete,
	.run = verb_why_run,
	.enters_netns = true,
	.reads_ended = true,
};
