// SPDX-License-Identifier: GPL-2.0
/*
 * Finds what is recorded about network objects, and whether they exist.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "net/domain_net.h"
#include "net/inquiry.h"
#include "net/presence.h"

/* If objects change while the kernel is asked, it is asked at most this many times. */
#define TRIES_MAX	5

/*
 * A link may have had another name before, so all links are near. A route is replaced by its
 * key. So all routes are near that have the key of a selected one, wherever they lead.
 */
static void select_near(struct inquiry *q)
{
	const struct selector *sel = q->selector;

	q->near = (struct selector){ .kind = sel->kind };
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

static enum history_wish wish_for(struct inquiry *q, const struct record *rec,
				  const struct event *ev)
{
	const struct event_names *names = domain_names(q->domain, rec->seq);
	const uint32_t have_near = 1u << NETJOURNAL_KIND_LINK | 1u << NETJOURNAL_KIND_ROUTE;

	if (selector_match(q->selector, ev, names))
		return HISTORY_WANTED;
	return have_near & 1u << ev->kind && selector_match(&q->near, ev, names) ?
	       HISTORY_NEAR : HISTORY_OTHER;
}

static int take_event(struct inquiry *q, const struct record *rec)
{
	const struct event *ev = domain_event(q->domain, rec);

	if (!ev)
		return 0;
	return history_add(&q->history, rec, ev, domain_sign(q->domain, rec),
			   wish_for(q, rec, ev));
}

/* Returns whether the record switches the kind on or off. */
static bool is_pause(const struct inquiry *q, const struct record *rec)
{
	const struct nlattr *attrs = rec->config ? nla_data(rec->config) : NULL;
	int len = attrs ? nla_len(rec->config) : 0;
	const struct nlattr *kind = nla_find(attrs, len, NETJOURNAL_A_RING_KIND);

	return kind && nla_get_u32(kind) == q->selector->kind &&
	       nla_find(attrs, len, NETJOURNAL_A_RING_ENABLED);
}

void inquiry_begin(struct inquiry *q)
{
	history_init(&q->history, q->lines);
	select_near(q);
}

int inquiry_take(struct inquiry *q, const struct record *rec)
{
	q->paused |= is_pause(q, rec);
	if (rec->kind != q->selector->kind)
		return 0;
	q->records++;
	return rec->is_gap ? record_copy_set(&q->gap, rec) : take_event(q, rec);
}

int inquiry_select(struct inquiry *q)
{
	free(q->objects);
	q->objects = history_wanted(&q->history, &q->n);
	return q->objects ? 0 : -ENOMEM;
}

static int on_record(const struct record *rec, void *arg)
{
	return inquiry_take(arg, rec);
}

static int on_batch(const struct cursor *cursor, void *arg)
{
	(void)cursor;
	(void)arg;
	return 0;
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

int inquiry_run(struct inquiry *q)
{
	uint32_t kinds = 1u << q->selector->kind | 1u << NETJOURNAL_KIND_CONFIG;
	const struct reader_handler handler = {
		.record = on_record, .batch = on_batch, .arg = q,
	};
	int err;

	inquiry_begin(q);
	err = reader_open(&q->reader, kinds, q->domain);
	if (err)
		return err;
	q->reader.handler = &handler;
	err = reader_learn(&q->reader);
	if (err)
		goto close;
	err = read_journal(q);
	if (!err && !q->n)
		err = reach_find(&q->reader.client, &q->reach);
	if (err || !q->n || netlink_open(&q->rtnl, NETLINK_ROUTE))
		goto close;
	err = ask_kernel(q);
	netlink_close(&q->rtnl);
close:
	reader_close(&q->reader);
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
	record_copy_drop(&q->gap);
}
