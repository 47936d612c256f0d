// SPDX-License-Identifier: GPL-2.0
/* Finds who made objects what they are. See authors.h. */
#include <errno.h>

#include "net/authors.h"

static int on_record(const struct record *rec, void *arg)
{
	struct authors *a = arg;
	const struct event *ev;

	/* What changed in the gap would be taken for the work of the next record. */
	if (rec->is_gap) {
		span_forget(&a->span, rec->gap.last);
		return 0;
	}
	ev = domain_event(a->domain, rec);
	return ev ? span_take(&a->span, rec, ev, domain_sign(a->domain, rec), true) : 0;
}

int authors_read(struct authors *a, enum netjournal_kind kind)
{
	const struct reader_handler handler = { .record = on_record, .arg = a };
	struct reader *r = &a->reader;
	int err;

	a->domain = domain_new();
	if (!a->domain)
		return -ENOMEM;
	a->span.keep_records = true;
	a->span.keep_gone = true;
	r->wish.use = PAST_DEFAULT;
	r->single = true;
	err = reader_open(r, 1u << kind, a->domain);
	if (err)
		return err;
	a->open = true;
	r->handler = &handler;
	reader_enter_last(r);
	err = reader_learn(r);
	return err ? err : reader_catch_up(r);
}

bool authors_find(const struct authors *a, const struct event *ev, const char *path, struct record *rec)
{
	const struct span_object *obj = a->open ? span_find(&a->span, ev) : NULL;

	/* What the journal says of the present must be so. */
	if (!obj || !obj->touched || ev->del == !!obj->is.now)
		return false;
	if (path && setters_find_path(obj->setters, path, rec))
		return true;
	/* Setters of routes are not kept: each message has all of a route. */
	if (path && ev->kind == NETJOURNAL_KIND_ROUTE)
		return record_copy_get(&obj->last, rec);
	if (!ev->del && obj->before != SPAN_ABSENT)
		return false;
	return record_copy_get(ev->del ? &obj->last : &obj->made, rec);
}

/* The record that deleted an object. */
struct deletion {
	const struct authors *authors;
	const struct record *rec;
	authors_gone *each;
	void *arg;
};

static int tell_gone(const struct event *ev, void *arg)
{
	const struct deletion *d = arg;

	return d->each(ev, d->rec, domain_names(d->authors->domain, d->rec->seq), d->arg);
}

int authors_each_gone(const struct authors *a, authors_gone *each, void *arg)
{
	const struct span_object *obj = NULL;
	struct record last;
	struct event ev;
	int err = 0;

	while (a->open && !err && (obj = span_walk(&a->span, obj))) {
		struct deletion d = { a, &last, each, arg };

		if (!obj->is.now && obj->touched && record_copy_get(&obj->last, &last) &&
		    !event_parse(&ev, last.message, last.message_len))
			err = event_each(&ev, tell_gone, &d);
	}
	return err;
}

const struct event_names *authors_names(const struct authors *a, uint64_t seq)
{
	return domain_names(a->domain, seq);
}

void authors_drop(struct authors *a)
{
	if (a->open)
		reader_close(&a->reader);
	span_drop(&a->span);
	domain_free(a->domain);
}
