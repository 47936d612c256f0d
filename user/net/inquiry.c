// SPDX-License-Identifier: GPL-2.0
/*
 * Finds what is recorded about network objects, and whether they exist.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "decode/kind.h"
#include "decode/xfrm.h"
#include "net/columns.h"
#include "net/domain_net.h"
#include "net/inquiry.h"
#include "net/parts.h"
#include "net/pause.h"
#include "net/presence.h"
#include "net/rtnl.h"

/* If objects change while the kernel is asked, it is asked at most this many times. */
#define TRIES_MAX	5

/*
 * A link may have had another name before, so all links are near. A route is replaced by its
 * key. So all routes are near that have the key of a selected one, wherever they lead. A table
 * of nftables is near, whichever of its chains is selected.
 */
static void select_near(struct inquiry *q)
{
	const struct selector *sel = q->selector;

	q->near = (struct selector){ .kind = sel->kind };
	if (sel->kind == NETJOURNAL_KIND_NFT) {
		q->near.family = sel->family;
		strcpy(q->near.dev, sel->dev);
	}
	if (sel->kind != NETJOURNAL_KIND_ROUTE)
		return;
	q->near.family = sel->family;
	q->near.has_dst = sel->has_dst;
	q->near.mode = sel->mode;
	q->near.dst = sel->dst;
	q->near.has_table = sel->has_table;
	q->near.table = sel->table;
	q->near.has_priority = sel->has_priority;
	q->near.priority = sel->priority;
}

/* Returns whether the event is about a selected object. Its device may have got its name only later. */
static bool is_selected(struct inquiry *q, const struct record *rec, const struct event *ev)
{
	if (selector_match(q->selector, ev, domain_names(q->domain, rec->seq)))
		return true;
	return q->selector->dev[0] && ev->kind != NETJOURNAL_KIND_LINK &&
	       selector_match(q->selector, ev, domain_names(q->domain, UINT64_MAX));
}

static enum history_wish wish_for(struct inquiry *q, const struct record *rec,
				  const struct event *ev)
{
	const uint32_t have_near = 1u << NETJOURNAL_KIND_LINK | 1u << NETJOURNAL_KIND_ROUTE |
				   1u << NETJOURNAL_KIND_NFT;

	if (is_selected(q, rec, ev))
		return HISTORY_WANTED;
	return have_near & 1u << ev->kind && selector_match(&q->near, ev, domain_names(q->domain, rec->seq)) ?
	       HISTORY_NEAR : HISTORY_OTHER;
}

/* Returns whether something was done to the object, but not to the part of it that is asked for. */
static bool is_other_part(struct inquiry *q, const struct record *rec, const struct event *ev,
			  char sign)
{
	return object_row(ev->kind)->flags & KIND_ACTS && sign == '~' &&
	       wish_for(q, rec, ev) != HISTORY_WANTED;
}

/* A record in hand. */
struct asked_record {
	struct inquiry *inquiry;
	const struct record *rec;
	char sign;
};

static int take_object(const struct event *ev, void *arg)
{
	const struct asked_record *m = arg;

	return history_add(&m->inquiry->history, m->rec, ev, m->sign, wish_for(m->inquiry, m->rec, ev));
}

static int take_event(struct inquiry *q, const struct record *rec)
{
	const struct event *ev = domain_event(q->domain, rec);
	struct asked_record m = { q, rec };
	int err;

	if (!ev)
		return 0;
	err = move_ends_take(&q->ends, rec, ev, wish_for(q, rec, ev) == HISTORY_WANTED);
	if (err || ev->kind != q->selector->kind)
		return err;
	m.sign = domain_sign(q->domain, rec);
	if (is_other_part(q, rec, ev, m.sign))
		return 0;
	return parts_each(ev, &q->history.objects, take_object, &m);
}

/* The end of a namespace is a part of the story of the links that moved there. */
static uint32_t kinds_for(const struct selector *sel)
{
	uint32_t kinds = 1u << sel->kind;

	return sel->kind == NETJOURNAL_KIND_LINK ? kinds | 1u << NETJOURNAL_KIND_NETNS : kinds;
}

void inquiry_begin(struct inquiry *q)
{
	history_init(&q->history, q->lines);
	select_near(q);
}

int inquiry_take(struct inquiry *q, const struct record *rec)
{
	q->paused |= pause_of(rec, q->selector->kind);
	if (!(kinds_for(q->selector) & 1u << (rec->kind & 31)))
		return 0;
	if (rec->is_gap && rec->kind != q->selector->kind)
		return 0;
	q->records += rec->kind == q->selector->kind;
	return rec->is_gap ? record_copy_set(&q->gap, rec) : take_event(q, rec);
}

/* A flush of XFRM is recorded without the objects that it deletes. */
static bool is_flush(const struct history_object *obj)
{
	return obj->is.node.id.kind == NETJOURNAL_KIND_XFRM && xfrm_identity_is_flush(&obj->is.node.id);
}

/* A flush is told with the objects that it deleted, and by itself only if none of them is known. */
static void drop_flushes(struct inquiry *q)
{
	size_t i, n = 0;

	for (i = 0; i < q->n; i++)
		if (!is_flush(q->objects[i]))
			q->objects[n++] = q->objects[i];
	if (n)
		q->n = n;
}

int inquiry_select(struct inquiry *q)
{
	free(q->objects);
	q->objects = history_wanted(&q->history, &q->n);
	if (!q->objects)
		return -ENOMEM;
	drop_flushes(q);
	return 0;
}

static int on_record(const struct record *rec, void *arg)
{
	return inquiry_take(arg, rec);
}

static bool on_quick(const struct record *rec, void *arg, int *err)
{
	const struct inquiry *q = arg;

	(void)err;
	return rec->kind == q->selector->kind && selector_is_elsewhere(&q->look, rec->message, rec->message_len);
}

static int read_journal(struct inquiry *q)
{
	int err = reader_catch_up(&q->reader);

	return err ? err : inquiry_select(q);
}

/*
 * Asks the kernel which of the objects exist. If nothing was recorded while the kernel was
 * asked, its answer and the journal are about the same moment.
 */
static int ask_kernel(struct inquiry *q)
{
	uint64_t records = 0, seq = 0;
	int err = 0, asked = 0, tries;

	for (tries = 0; !err && q->n && tries < TRIES_MAX; tries++) {
		records = q->records;
		seq = q->reader.cursor.seq;
		asked = presence_ask(&q->rtnl, q->selector, q->objects, q->n);
		if (asked == -ENOMEM)
			return asked;
		err = read_journal(q);
		if (!asked && records == q->records)
			break;
	}
	if (!err && tries == TRIES_MAX)
		presence_doubt(q->objects, q->n, seq);
	return err;
}

/* Searches one journal. What is found in a newer one comes before what is in an older one. */
static int search_journal(struct inquiry *q, size_t i)
{
	struct reader *r = &q->reader;
	int err;

	history_drop(&q->history);
	history_init(&q->history, q->lines);
	move_ends_drop(&q->ends);
	reader_enter(r, i);
	err = reader_learn(r);
	if (!err)
		err = read_journal(q);
	if (!err && !q->n && !q->reach.last)
		err = reach_read(r, &q->reach);
	q->former = q->n && r->in_past && reader_journals(r) > 1 && !(r->live && r->cursor.instance == r->status.instance);
	q->boot = q->former ? r->in_past->boot_time : 0;
	return err;
}

/* What a former journal had at its end need not be there now. */
static void end_former(struct inquiry *q)
{
	size_t i;

	for (i = 0; q->former && i < q->n; i++) {
		if (q->objects[i]->presence != HISTORY_GONE)
			continue;
		free(q->objects[i]->is.now);
		q->objects[i]->is.now = NULL;
	}
}

/*
 * A record about another address changes nothing: its object can neither become a wanted one, because the address is a
 * part of its identity, nor be near a wanted route, which has the same prefix. Such a record is known by the bytes that
 * it lacks, or else, if "default" or an address is asked for to which routes lead, by its prefix.
 */
static void mark_records(struct inquiry *q)
{
	struct reader_mark *mark = &q->reader.mark;

	mark->kind = selector_mark(q->selector, &mark->word) ? q->selector->kind : 0;
	q->reader.quick = selector_look(&q->look, q->selector) && !mark->kind;
}

int inquiry_run(struct inquiry *q)
{
	uint32_t kinds = kinds_for(q->selector) | 1u << NETJOURNAL_KIND_CONFIG;
	const struct reader_handler handler = {
		.record = on_record, .quick = on_quick, .arg = q,
	};
	size_t i;
	int err;

	inquiry_begin(q);
	q->reader.single = true;
	columns_narrow(&q->reader.narrow, q->selector);
	mark_records(q);
	err = reader_open(&q->reader, kinds, q->domain);
	if (err)
		return err;
	q->open = true;
	q->reader.handler = &handler;
	for (i = reader_journals(&q->reader); i && !err && !q->n; i--)
		err = search_journal(q, i - 1);
	if (err || !q->n || !q->reader.live || q->reader.client.ended || !kind_can_be_asked(q->selector->kind) ||
	    netlink_open(&q->rtnl, NETLINK_ROUTE))
		return err;
	err = ask_kernel(q);
	netlink_close(&q->rtnl);
	end_former(q);
	return err;
}

const char *inquiry_error(const struct inquiry *q, int err)
{
	const char *text = q->reader.client.genl.error;

	return *text ? text : strerror(-err);
}

void inquiry_drop(struct inquiry *q)
{
	free(q->objects);
	history_drop(&q->history);
	move_ends_drop(&q->ends);
	record_copy_drop(&q->gap);
	if (q->open)
		reader_close(&q->reader);
	q->open = false;
}
