// SPDX-License-Identifier: GPL-2.0
/*
 * Finds the objects of one kind at an earlier moment. See rewind.h.
 *
 * Reads the journal, asks the kernel for its objects, and reads the records until the moment that
 * the kernel's answer shows.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"
#include "decode/kind.h"
#include "decode/sysctl.h"
#include "net/listing.h"
#include "net/rewind.h"
#include "net/pause.h"

static int fail(struct rewind *p, int err, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

static int fail(struct rewind *p, int err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(p->error, sizeof(p->error), fmt, ap);
	va_end(ap);
	return err;
}

/*
 * Sets @after if the record is after the moment. If the clock was set back, records after a time stay
 * after it.
 */
static void see_moment(const struct moment *moment, const struct record *rec, bool *after)
{
	*after = moment_before(moment, rec->seq, rec->time) || (moment->has_time && *after);
}

/* Returns whether the record or gap is after all that is asked for. */
static bool is_over(struct rewind *p, const struct record *rec)
{
	if (rec->is_gap)
		return p->past_until || (p->has_until && !p->until.has_time &&
					 rec->gap.first > p->until.cursor.seq);
	if (p->has_until)
		see_moment(&p->until, rec, &p->past_until);
	return p->past_until || (p->limit && rec->seq > p->limit);
}

static void take_gap(struct rewind *p, uint64_t last)
{
	if (last > p->gap)
		p->gap = last;
	if (last > p->known)
		p->known = last;
	p->torn |= p->after;
	if (!p->after)
		span_forget(&p->span, last);
}

/* A store can lack records without a gap. The next record of the kind names the one before it. */
static void take_hole(struct rewind *p, const struct record *rec)
{
	if (rec->kind != p->selector->kind)
		return;
	if (rec->prev_seq > p->known)
		take_gap(p, rec->prev_seq);
	p->known = rec->seq;
}

int rewind_take(struct rewind *p, const struct record *rec)
{
	const struct event *ev;

	if (is_over(p, rec))
		return 0;
	if (rec->is_gap) {
		take_gap(p, rec->gap.last);
		return 0;
	}
	take_hole(p, rec);
	see_moment(&p->moment, rec, &p->after);
	p->reader.quick = p->after && !p->has_until;
	/* While the kind config is off, it is not recorded what is switched off. */
	if (pause_of(rec, p->selector->kind) || pause_of(rec, NETJOURNAL_KIND_CONFIG)) {
		take_gap(p, rec->seq);
		p->paused = rec->seq;
	}
	ev = rec->kind == p->selector->kind ? domain_event(p->domain, rec) : NULL;
	if (!ev)
		return 0;
	if (!p->after)
		p->seq = rec->seq;
	return span_take(&p->span, rec, ev, domain_sign(p->domain, rec), p->after);
}

static int on_record(const struct record *rec, void *arg)
{
	return rewind_take(arg, rec);
}

static bool on_quick(const struct record *rec, void *arg, int *err)
{
	struct rewind *p = arg;

	if (rec->kind != p->selector->kind || (p->limit && rec->seq > p->limit) ||
	    !span_take_again(&p->span, rec, err))
		return false;
	take_hole(p, rec);
	return true;
}

const struct event_names *rewind_names(struct rewind *p)
{
	uint64_t seq = p->moment.has_time ? p->seq : p->moment.cursor.seq;

	/* A link without a record has the name that it has now. */
	return domain_names(p->domain, seq);
}

/* Adds an object to the answer. The message lives as long as the answer. */
static int add_object(struct rewind *p, const struct rewind_object *object)
{
	size_t max = p->max ? 2 * p->max : 64;
	struct rewind_object *more, *added;
	struct event ev;

	if (event_parse(&ev, object->nlh, object->nlh->nlmsg_len) ||
	    !selector_match(p->selector, &ev, rewind_names(p)))
		return 0;
	if (p->n == p->max) {
		more = reallocarray(p->objects, max, sizeof(*more));
		if (!more)
			return -ENOMEM;
		p->objects = more;
		p->max = max;
	}
	added = &p->objects[p->n++];
	*added = *object;
	added->family = ev.family;
	added->priority = ev.priority;
	added->id = ev.id;
	added->ifindex = ev.ifindex;
	added->table = ev.table;
	added->dst = ev.dst;
	return 0;
}

/* Adds an object under each of its names. */
static int add_names(struct rewind *p, const struct rewind_object *object)
{
	struct rewind_object other = *object;
	struct nlmsghdr to[SYSCTL_RENAMED_MAX / sizeof(struct nlmsghdr)];
	struct event ev;
	size_t len = 0;
	int err;

	if (p->selector->kind == NETJOURNAL_KIND_SYSCTL && !event_parse(&ev, object->nlh, object->nlh->nlmsg_len))
		len = sysctl_by_other_name(&ev, to);
	err = add_object(p, object);
	if (err || !len)
		return err;
	other.nlh = store_add(&p->store, to, len);
	return other.nlh ? add_object(p, &other) : -ENOMEM;
}

/* What the kernel has. */

struct asking {
	struct rewind *rewind;
	struct listing listing;
};

/* Reads the records until the moment that the kernel's answer shows. */
static int catch_up(struct asking *a)
{
	struct rewind *p = a->rewind;

	if (p->caught_up)
		return 0;
	p->caught_up = true;
	p->limit = a->listing.cursor.seq;
	return reader_catch_up(&p->reader);
}

/* Some objects come with their device, without a record of their own. They are not older than the device. */
static bool is_of_later_device(const struct rewind *p, const struct event *ev)
{
	uint32_t ifindex = ev->ifindex;
	uint64_t seq, time;
	char dev[IFNAMSIZ];

	if (ev->kind == NETJOURNAL_KIND_SYSCTL && sysctl_device(ev, dev))
		ifindex = if_nametoindex(dev);
	seq = ifindex ? domain_link_made(p->domain, ifindex, &time) : 0;
	return seq && moment_before(&p->moment, seq, time);
}

static int on_present(const struct event *ev, void *arg)
{
	struct asking *a = arg;
	struct rewind *p = a->rewind;
	struct rewind_object object = { .before = SPAN_PRESENT };
	int err = catch_up(a);

	/* Its object was handed out by the other name. */
	if (err || (ev->kind == NETJOURNAL_KIND_SYSCTL && sysctl_is_alias(ev)))
		return err;
	switch (span_present(&p->span, ev)) {
	case SPAN_UNCHANGED:
		if (p->changes || is_of_later_device(p, ev))
			return 0;
		object.nlh = store_add(&p->store, ev->nlh, ev->nlh->nlmsg_len);
		return object.nlh ? add_names(p, &object) : -ENOMEM;
	case SPAN_UNANNOUNCED:
		p->unannounced += selector_match(p->selector, ev, rewind_names(p));
		return 0;
	case SPAN_MISSED:
		p->missed += selector_match(p->selector, ev, rewind_names(p));
		return 0;
	default:
		return 0;
	}
}

static int ask_kernel(struct rewind *p)
{
	struct selector all = {
		.kind = p->selector->kind, .family = p->selector->family,
		.proxy = p->selector->proxy,
	};
	struct asking a = { .rewind = p };
	struct listing *l = &a.listing;
	int err;

	/* There are thousands of sysctls, each a file. No other kind is faster to read in part. */
	strcpy(all.sysctl, p->selector->sysctl);
	l->sel = &all;
	l->moment = true;
	l->may_lack = true;
	l->object = on_present;
	l->arg = &a;
	err = listing_open(l);
	if (!err && !l->has_journal)
		err = fail(p, -ENODATA, "%s", l->why);
	if (!err)
		err = listing_run(l);
	if (!err)
		err = catch_up(&a);
	if (!err && (l->doubt || l->inconsistent))
		err = fail(p, -EAGAIN, "too much changes now, so what is unchanged is not known");
	if (err && !p->error[0])
		fail(p, err, "%s", listing_error(l, err));
	listing_close(l);
	return err;
}

/* The whole. */

/* Returns whether a list shows objects of this family: rules of multicast routing are none. */
static bool is_listed(const struct rewind *p, uint8_t family)
{
	const struct rtnl_kind *k = &object_row(p->selector->kind)->rtnl;
	unsigned int i;

	if (p->selector->family && family != p->selector->family)
		return false;
	for (i = 0; i < k->n_families; i++)
		if (!k->families[i] || k->families[i] == family)
			return true;
	return false;
}

/* The kernel does not tell that the sysctls of a device go with it. */
static bool is_of_gone_device(const struct span_object *obj)
{
	char dev[IFNAMSIZ];
	struct event ev;

	return obj->is.node.id.kind == NETJOURNAL_KIND_SYSCTL && !event_parse(&ev, obj->is.now, obj->is.now->nlmsg_len) &&
	       sysctl_device(&ev, dev);
}

static bool is_selected(struct rewind *p, const struct nlmsghdr *nlh)
{
	struct event ev;

	return !event_parse(&ev, nlh, nlh->nlmsg_len) && selector_match(p->selector, &ev, rewind_names(p));
}

static int collect_objects(struct rewind *p)
{
	const struct kind *row = object_row(p->selector->kind);
	const struct span_object *obj = NULL;
	const struct nlmsghdr *then;
	struct rewind_object object;
	bool left_out;
	int err = 0;

	while (!err && (obj = span_walk(&p->span, obj))) {
		if (!is_listed(p, obj->is.node.id.family))
			continue;
		/* A list does not have it either. */
		left_out = row->is_left_out && row->is_left_out(&obj->is.node.id);
		if (p->asked && !left_out && span_lacks(obj)) {
			if (is_of_gone_device(obj)) {
				p->left_out += is_selected(p, obj->is.now);
				continue;
			}
			p->missed += is_selected(p, obj->is.now);
		}
		object.before = span_then(obj, &then);
		object.nlh = then ? then : obj->is.now ? obj->is.now : obj->left;
		object.next = obj->first;
		if (!p->changes && !left_out && object.before != SPAN_ABSENT && object.nlh)
			err = add_names(p, &object);
	}
	return err;
}

/* The order of a list: rules by preference, routes by table and prefix, others by device. */
static int compare_objects(const void *a, const void *b, void *arg)
{
	const struct rewind_object *x = a, *y = b;
	const enum netjournal_kind *kind = arg;
	int order;

	order = compare_u64(x->family, y->family);
	if (!order && *kind == NETJOURNAL_KIND_RULE)
		order = compare_u64(x->priority, y->priority);
	if (!order && *kind == NETJOURNAL_KIND_NEXTHOP)
		order = compare_u64(x->id, y->id);
	if (!order && *kind != NETJOURNAL_KIND_ROUTE)
		order = compare_u64(x->ifindex, y->ifindex);
	if (!order)
		order = compare_u64(x->table, y->table);
	if (!order)
		order = memcmp(x->dst.bytes, y->dst.bytes, sizeof(x->dst.bytes));
	if (!order)
		order = compare_u64(x->dst.len, y->dst.len);
	if (!order)
		order = compare_u64(x->priority, y->priority);
	/* Objects with the same key stay in the kernel's order. */
	return order ? order : (x > y) - (x < y);
}

/* Both moments must be in one journal. Without the second one, that is now, or the end of the store. */
static int enter_moments(struct rewind *p)
{
	struct reader *r = &p->reader;
	struct reach reach;
	uint64_t instance;
	int err = moment_enter(&p->moment, r, &p->reach, p->error, sizeof(p->error));

	p->known = p->reach.first ? p->reach.first - 1 : 0;
	if (err || !(p->has_until || p->changes))
		return err;
	instance = r->cursor.instance;
	if (p->has_until)
		err = moment_enter(&p->until, r, &reach, p->error, sizeof(p->error));
	else
		reader_enter_last(r);
	if (err || instance == r->cursor.instance)
		return err;
	return fail(p, -ENODATA, "the machine or the module was restarted between the two moments, so it is not known what changed; `list --at` shows each");
}

static int check_gaps(struct rewind *p)
{
	uint64_t last = p->moment.has_time ? p->seq : p->moment.cursor.seq;

	if (!p->torn && p->gap <= last)
		return 0;
	if (p->gap == p->paused)
		return fail(p, -ENODATA,
			    "the state at the moment is not known, because %s was not recorded all the time since: see #%" PRIu64,
			    object_row(p->selector->kind)->name, p->gap);
	return fail(p, -ENODATA, "records of the kind %s up to #%" PRIu64 " are missing, so the state at the moment is not known",
		    object_row(p->selector->kind)->name, p->gap);
}

static int read_all(struct rewind *p)
{
	int err = enter_moments(p);
	bool live;

	if (err)
		return err;
	live = reader_is_live(&p->reader);
	err = reader_learn(&p->reader);
	p->span.complete = domain_began(p->domain);
	p->span.domain = p->domain;
	p->partial = !live && !p->span.complete;
	if (!err)
		err = reader_catch_up(&p->reader);
	if (err)
		return fail(p, err, "%s", p->reader.client.genl.error);
	/* If only changes are wanted, and nothing has changed, the kernel has nothing to say. */
	p->asked = live && !p->has_until && !(p->changes && !span_walk(&p->span, NULL));
	err = p->asked ? ask_kernel(p) : 0;
	if (!err)
		err = check_gaps(p);
	return err ? err : collect_objects(p);
}

int rewind_run(struct rewind *p)
{
	const uint32_t kinds = 1u << p->selector->kind | 1u << NETJOURNAL_KIND_CONFIG;
	const struct reader_handler handler = {
		.record = on_record, .quick = on_quick, .arg = p,
	};
	int err;

	p->reader.wish = p->wish;
	p->reader.wish.whole = true;
	p->reader.single = true;
	err = reader_open(&p->reader, kinds, p->domain);
	if (err)
		return fail(p, err, "%s", p->reader.client.genl.error);
	p->reader.handler = &handler;
	p->span.keep_records = p->changes;
	p->open = true;
	err = read_all(p);
	if (!err && p->n)
		qsort_r(p->objects, p->n, sizeof(*p->objects), compare_objects, &p->selector->kind);
	if (err && !p->error[0])
		fail(p, err, "%s", strerror(-err));
	return err;
}

void rewind_drop(struct rewind *p)
{
	if (p->open)
		reader_close(&p->reader);
	free(p->objects);
	span_drop(&p->span);
	store_drop(&p->store);
}
