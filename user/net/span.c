// SPDX-License-Identifier: GPL-2.0
/* Keeps the states of objects before and after a part of a journal. See span.h. */
#include <errno.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "decode/neigh.h"
#include "decode/kind.h"
#include "decode/sysctl.h"
#include "net/birth.h"
#include "net/domain_net.h"
#include "net/parts.h"
#include "net/port.h"
#include "net/span.h"
#include "net/states.h"

/* A message that several members can share. */
struct shared {
	size_t users;
	struct nlmsghdr nlh[];
};

static struct shared *shared_of(const struct nlmsghdr *nlh)
{
	return (struct shared *)((char *)nlh - offsetof(struct shared, nlh));
}

static struct nlmsghdr *share_new(const struct nlmsghdr *nlh)
{
	struct shared *shared = malloc(sizeof(*shared) + nlh->nlmsg_len);

	if (!shared)
		return NULL;
	shared->users = 1;
	memcpy(shared->nlh, nlh, nlh->nlmsg_len);
	return shared->nlh;
}

static struct nlmsghdr *share_get(const struct nlmsghdr *nlh)
{
	if (nlh)
		shared_of(nlh)->users++;
	return (struct nlmsghdr *)nlh;
}

static void share_put(const struct nlmsghdr *nlh)
{
	if (nlh && !--shared_of(nlh)->users)
		free(shared_of(nlh));
}

/* The state that the message of @ev tells. Why the kernel announces it is not part of the state. */
static struct nlmsghdr *share_state(const struct event *ev)
{
	struct nlmsghdr *state = share_new(ev->nlh);
	const uint8_t *reason = ev->kind == NETJOURNAL_KIND_LINK ? ev->attr[IFLA_EVENT] : NULL;
	struct nlattr *attr;

	if (state && reason) {
		attr = (struct nlattr *)((uint8_t *)state + (reason - (const uint8_t *)ev->nlh));
		attr->nla_type = IFLA_PAD;
	}
	return state;
}

static void set_state(struct span_object *obj, struct nlmsghdr *now)
{
	share_put(obj->is.now);
	obj->is.now = now;
}

static void free_object(struct idmap_node *node, void *arg)
{
	struct span_object *obj = (struct span_object *)node;

	(void)arg;
	share_put(obj->is.now);
	share_put(obj->then);
	share_put(obj->left);
	share_put(obj->said[0]);
	share_put(obj->said[1]);
	record_copy_drop(&obj->made);
	record_copy_drop(&obj->last);
	record_copy_drop(&obj->later);
	setters_drop(&obj->setters);
	free(obj);
}

void span_drop(struct span *s)
{
	idmap_drop(&s->objects, free_object, NULL);
	echoes_drop(&s->echoes);
	changes_free(&s->changes);
}

void span_forget(struct span *s, uint64_t last)
{
	span_drop(s);
	s->complete = false;
	s->lost = last;
}

static struct span_object *add_object(struct span *s, const struct identity *id,
				      const struct event *ev)
{
	struct span_object *obj = calloc(1, sizeof(*obj)), *other;

	if (!obj || multipath_add(&s->objects, &obj->is, id, ev)) {
		free(obj);
		return NULL;
	}
	other = (struct span_object *)idmap_find(&s->objects, id);
	if (other == obj && !idmap_next(&obj->is.node))
		return obj;
	for (; other; other = (struct span_object *)idmap_next(&other->is.node))
		other->shared = true;
	return obj;
}

/* The record in hand, and whether it is in the part. */
struct taken {
	struct span *span;
	const struct record *rec;
	const struct event *ev;
	const struct identity *id;
	uint32_t path;
	char sign;
	bool inside;
};

/* Call this before the record changes @obj, whose state is known. */
static void begin_change(const struct taken *t, struct span_object *obj)
{
	if (!t->inside || obj->touched)
		return;
	obj->touched = true;
	obj->first = t->rec->seq;
	obj->before = obj->is.now ? SPAN_PRESENT : SPAN_ABSENT;
	obj->then = share_get(obj->is.now);
}

/* Call this after the record has changed @obj. */
static int end_change(const struct taken *t, struct span_object *obj)
{
	if (!obj->touched)
		return 0;
	if (!t->inside)
		return t->span->keep_records ? record_copy_set(&obj->later, t->rec) : 0;
	share_put(obj->left);
	obj->left = share_get(obj->is.now);
	if (obj->later.attrs)
		record_copy_drop(&obj->later);
	if (!t->span->keep_records)
		return 0;
	if (!obj->made.attrs && record_copy_set(&obj->made, t->rec))
		return -ENOMEM;
	return record_copy_set(&obj->last, t->rec);
}

/* Keeps the record if it sets a property. Call it before the state changes to @now. */
static int take_setter(const struct taken *t, struct span_object *obj, const struct nlmsghdr *now)
{
	struct changes *changes = &t->span->changes;
	struct event old, new;

	if (!t->inside || !t->span->keep_records || t->ev->kind == NETJOURNAL_KIND_ROUTE || !obj->is.now)
		return 0;
	if (event_parse(&old, obj->is.now, obj->is.now->nlmsg_len) || event_parse(&new, now, now->nlmsg_len))
		return 0;
	if (changes_find(changes, &old, &new, NULL))
		return -ENOMEM;
	return setters_take(&obj->setters, t->rec, &(struct difference){ &old, &new, changes });
}

bool span_author(const struct span_object *obj, const struct difference *diff, struct record *rec)
{
	if (diff && setters_find(obj->setters, diff, rec))
		return true;
	if (obj->left && (obj->before == SPAN_ABSENT || obj->before == SPAN_UNKNOWN))
		return record_copy_get(&obj->made, rec);
	return record_copy_get(&obj->last, rec);
}

/* Returns whether the object is on a device, and all records since that was made are there. What is on a device is younger. */
static bool is_of_new_device(const struct taken *t)
{
	uint64_t made, time;

	if (t->ev->kind == NETJOURNAL_KIND_LINK || !t->id->ifindex || !t->span->domain)
		return false;
	made = domain_link_made(t->span->domain, t->id->ifindex, &time);
	return made > t->span->lost;
}

/* Returns whether the object was in the dump, if it existed then. */
static bool is_in_dump(const struct taken *t)
{
	const struct kind *row = object_row(t->ev->kind);

	return t->span->dumped && !(row->is_left_out && row->is_left_out(t->id));
}

/* The first record of an object is about a state. Returns what was before. */
static enum span_before before_first(const struct taken *t)
{
	const struct event *ev = t->ev;
	char dev[IFNAMSIZ];

	/* A sysctl is as old as its device. */
	if (ev->kind == NETJOURNAL_KIND_SYSCTL)
		return sysctl_device(ev, dev) ? SPAN_UNKNOWN : SPAN_CHANGED;
	if (t->span->complete || is_in_dump(t) || is_of_new_device(t))
		return SPAN_ABSENT;
	/* If an IPv6 route has one nexthop after the record, it has joined no other. */
	if (t->sign == '+' && multipath_joins(ev) && !ev->attr[RTA_MULTIPATH])
		return SPAN_ABSENT;
	switch (event_birth(ev, t->sign, record_boot_time(t->rec))) {
	case BIRTH_NOW:
		return SPAN_ABSENT;
	case BIRTH_BEFORE:
		return SPAN_CHANGED;
	default:
		return SPAN_UNKNOWN;
	}
}

/* The first record of an object can say what was before. */
static int take_said(const struct taken *t, struct span_object *obj)
{
	struct nlmsghdr *said = NULL;
	int err;

	err = states_said(t->ev, &said);
	if (said) {
		obj->then = share_new(said);
		obj->before = SPAN_PRESENT;
		err = obj->then ? 0 : -ENOMEM;
	}
	free(said);
	return err;
}

/*
 * Returns whether a message about the object that comes again means the same: it is about one object, which it
 * does not take from another one.
 */
static bool can_repeat(const struct span_object *obj, const struct event *ev)
{
	return ev->kind == NETJOURNAL_KIND_ROUTE && ev->family == AF_INET && !(ev->nlh->nlmsg_flags & NLM_F_REPLACE) &&
	       obj->touched && obj->before == SPAN_PRESENT && !obj->shared;
}

/* Keeps the message, so that it is found if it comes again. */
static void keep_message(struct span *s, struct span_object *obj, const struct event *ev)
{
	const struct nlmsghdr **said = &obj->said[ev->del];

	if (!can_repeat(obj, ev))
		return;
	if (*said)
		echoes_remove(&s->echoes, *said);
	share_put(*said);
	*said = ev->del ? share_new(ev->nlh) : share_get(obj->is.now);
	if (*said)
		echoes_add(&s->echoes, &(struct echo){ *said, obj, obj->is.path });
}

static int take_state(const struct taken *t, struct span_object *obj)
{
	struct nlmsghdr *now = share_state(t->ev);
	bool is_first = now && !obj;

	if (is_first)
		obj = add_object(t->span, t->id, t->ev);
	if (!now || !obj) {
		share_put(now);
		return -ENOMEM;
	}
	begin_change(t, obj);
	if (is_first)
		obj->born = t->rec->seq;
	if (is_first && t->inside) {
		obj->before = before_first(t);
		if (take_said(t, obj)) {
			share_put(now);
			return -ENOMEM;
		}
	} else if (!is_first && obj->is.now && take_setter(t, obj, now)) {
		share_put(now);
		return -ENOMEM;
	} else if (!is_first && !obj->is.now) {
		multipath_again(&t->span->objects, &obj->is, t->ev);
	}
	set_state(obj, now);
	obj->is.path = t->path;
	keep_message(t->span, obj, t->ev);
	return end_change(t, obj);
}

/* The state that the message of a deletion contains. */
static struct nlmsghdr *deleted_state(const struct event *ev)
{
	struct nlmsghdr *state = share_state(ev);

	if (state) {
		state->nlmsg_type--;
		state->nlmsg_flags = 0;
	}
	return state;
}

/* The first record of an object deletes it. */
static int take_first_deletion(const struct taken *t)
{
	bool is_bare = object_row(t->ev->kind)->flags & KIND_BARE;
	struct span_object *obj;

	if (!t->inside)
		return 0;
	/* A neighbour can be deleted that was never announced, and policies flushed where there are none. */
	if (is_bare && t->span->complete)
		return 0;
	obj = add_object(t->span, t->id, t->ev);
	if (!obj)
		return -ENOMEM;
	begin_change(t, obj);
	obj->before = is_bare ? SPAN_UNKNOWN : SPAN_PRESENT;
	obj->then = deleted_state(t->ev);
	if (!obj->then)
		return -ENOMEM;
	obj->cut = multipath_joins(t->ev) && !t->ev->attr[RTA_MULTIPATH];
	return end_change(t, obj);
}

/* One nexthop of the IPv6 route @obj is gone; @rest, which is freed, is what remains. */
static int take_loss(const struct taken *t, struct span_object *obj, struct nlmsghdr *rest)
{
	struct nlmsghdr *now = share_new(rest);
	struct event left;

	free(rest);
	if (!now)
		return -ENOMEM;
	begin_change(t, obj);
	set_state(obj, now);
	if (!event_parse(&left, now, now->nlmsg_len))
		obj->is.path = event_path(&left);
	return end_change(t, obj);
}

/* The object is gone. It is kept if it existed before the part. */
static int take_end(const struct taken *t, struct span_object *obj)
{
	begin_change(t, obj);
	if (!obj->touched || (obj->before == SPAN_ABSENT && !t->span->keep_gone)) {
		idmap_remove(&t->span->objects, &obj->is.node);
		free_object(&obj->is.node, NULL);
		return 0;
	}
	set_state(obj, NULL);
	keep_message(t->span, obj, t->ev);
	return end_change(t, obj);
}

static int take_deletion(const struct taken *t, struct span_object *obj)
{
	struct multipath_object *loser;
	struct nlmsghdr *rest;

	if (obj && obj->is.now)
		return take_end(t, obj);
	loser = multipath_losing(&t->span->objects, t->id, t->ev, &rest);
	if (loser)
		return take_loss(t, (struct span_object *)loser, rest);
	if (errno == ENOMEM)
		return -ENOMEM;
	return obj ? end_change(t, obj) : take_first_deletion(t);
}

/*
 * Returns whether the bridge has told before that it changed its entry, or has it: see fdb_other(). If it has told and the
 * entry is gone, no object is left in which that could be seen.
 */
static bool is_second_message(struct span *s, const struct identity *id)
{
	struct identity other;

	if (!fdb_other(id, &other))
		return false;
	if (fdb_is_address(id))
		return identity_same(&other, &s->entry) || part_is_double(id, &s->objects);
	s->entry = *id;
	return false;
}

/* Takes what the record did to one object. */
static int take_object(const struct event *ev, void *arg)
{
	struct taken t = *(const struct taken *)arg;
	struct span_object *obj;
	struct identity id;

	identity_of(&id, ev);
	if (is_second_message(t.span, &id))
		return 0;
	t.ev = ev;
	t.id = &id;
	t.path = event_path(ev);
	obj = (struct span_object *)multipath_find(&t.span->objects, &id, ev, t.path);
	return ev->del ? take_deletion(&t, obj) : take_state(&t, obj);
}

/* A message about a part of a device says something of the device if that is known. */
static int take_part(struct taken *t, const struct event *ev)
{
	const struct span_object *obj;
	struct identity id;

	identity_of(&id, ev);
	obj = (struct span_object *)idmap_find(&t->span->objects, &id);
	return obj && obj->is.now ? port_tell(obj->is.now, ev, take_object, t) : 0;
}

bool span_take_again(struct span *s, const struct record *rec, int *err)
{
	const struct echo *entry = echoes_find(&s->echoes, rec->message, rec->message_len);
	struct taken t = { .span = s, .rec = rec, .inside = true };
	struct span_object *obj = entry ? entry->object : NULL;
	bool del;

	if (!obj || obj->shared || obj->is.path != entry->path)
		return false;
	del = entry->nlh == obj->said[true];
	if (del && !obj->is.now)
		return false;
	set_state(obj, del ? NULL : share_get(entry->nlh));
	*err = end_change(&t, obj);
	return true;
}

int span_take(struct span *s, const struct record *rec, const struct event *ev, char sign,
	      bool inside)
{
	struct taken t = { .span = s, .rec = rec, .sign = sign, .inside = inside };

	return event_is_part(ev) ? take_part(&t, ev) : parts_each(ev, &s->objects, take_object, &t);
}

int span_know(struct span *s, const struct event *ev)
{
	const struct record none = { 0 };
	const struct span_object *known = span_find(s, ev);

	return known && known->is.now ? 0 : span_take(s, &none, ev, '+', false);
}

enum span_before span_then(const struct span_object *obj, const struct nlmsghdr **then)
{
	*then = obj->touched ? obj->then : obj->is.now;
	if (obj->touched)
		return obj->before;
	return obj->is.now ? SPAN_PRESENT : SPAN_ABSENT;
}

/* Returns whether @obj is, or was, the object of @ev. */
static bool is_object(const struct span_object *obj, const struct event *ev)
{
	struct event was;

	if (obj->is.path == event_path(ev))
		return true;
	/* The kernel joins IPv6 routes, and then has their nexthops in another order. */
	return multipath_joins(ev) && obj->is.now &&
	       !event_parse(&was, obj->is.now, obj->is.now->nlmsg_len) && multipath_joins(&was);
}

enum span_present span_present(struct span *s, const struct event *ev)
{
	struct span_object *obj, *gone = NULL, *cut = NULL;
	struct identity id, other;

	identity_of(&id, ev);
	obj = !fdb_is_address(&id) && fdb_other(&id, &other) ?
	      (struct span_object *)idmap_find(&s->objects, &other) : NULL;
	if (obj)
		obj->is_double = true;
	obj = (struct span_object *)idmap_find(&s->objects, &id);
	for (; obj; obj = (struct span_object *)idmap_next(&obj->is.node)) {
		if (obj->cut)
			cut = obj;
		if (obj->seen || !is_object(obj, ev))
			continue;
		if (obj->is.now) {
			obj->seen = true;
			return SPAN_RECORDED;
		}
		gone = obj;
	}
	if (event_unannounced(ev))
		return SPAN_UNANNOUNCED;
	if (gone)
		return SPAN_MISSED;
	/* The nexthop that was deleted was one of this route. */
	if (cut && multipath_joins(ev)) {
		cut->before = SPAN_CHANGED;
		return SPAN_RECORDED;
	}
	return SPAN_UNCHANGED;
}

bool span_lacks(const struct span_object *obj)
{
	const struct identity *id = &obj->is.node.id;

	/* A dump has only some neighbours, and the kernel does not announce that the addresses of a device go with it. */
	return obj->is.now && !obj->seen && id->kind != NETJOURNAL_KIND_NEIGH && !fdb_is_address(id);
}

struct span_object *span_find(const struct span *s, const struct event *ev)
{
	struct span_object *obj, *gone = NULL;
	struct identity id;

	identity_of(&id, ev);
	obj = (struct span_object *)idmap_find(&s->objects, &id);
	for (; obj; obj = (struct span_object *)idmap_next(&obj->is.node)) {
		if (!is_object(obj, ev))
			continue;
		if (obj->is.now)
			return obj;
		gone = obj;
	}
	return gone;
}

struct span_object *span_walk(const struct span *s, const struct span_object *obj)
{
	do {
		obj = (struct span_object *)idmap_walk(&s->objects, obj ? &obj->is.node : NULL);
	} while (obj && (obj->is_double || part_is_double(&obj->is.node.id, &s->objects)));
	return (struct span_object *)obj;
}
