// SPDX-License-Identifier: GPL-2.0
/* Compares the objects of a history with the kernel's dumps. */
#include <errno.h>
#include <inttypes.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"
#include "decode/neigh.h"
#include "decode/sysctl.h"
#include "net/presence.h"
#include "net/rtnl.h"

/*
 * @asked: the kernel was asked
 * @refused: the kernel did not answer
 * @seen: the kernel has the object
 * @unannounced: the kernel has the object but has not announced it yet
 */
struct presence_object {
	struct idmap_node node;
	struct history_object *of;
	bool asked, refused, seen, unannounced;
};

static void presence_drop(struct presence *p)
{
	idmap_drop(&p->map, NULL, NULL);
	free(p->objects);
	changes_free(&p->changes);
	*p = (struct presence){ 0 };
}

int presence_begin(struct presence *p, struct history_object *const *all, size_t n)
{
	size_t i;

	*p = (struct presence){ .objects = calloc(n, sizeof(*p->objects)), .n = n };
	for (i = 0; p->objects && i < n; i++) {
		p->objects[i].of = all[i];
		if (idmap_add(&p->map, &p->objects[i].node, &all[i]->is.node.id, true))
			break;
	}
	if (i == n)
		return 0;
	presence_drop(p);
	return -ENOMEM;
}

/*
 * Returns whether @obj is the route of @ev. The kernel joins IPv6 routes, and then has their
 * nexthops in another order than the journal.
 */
static bool is_route(const struct multipath_object *obj, const struct event *ev)
{
	struct event was;

	if (obj->path == event_path(ev))
		return true;
	return multipath_joins(ev) && obj->now &&
	       !event_parse(&was, obj->now, obj->now->nlmsg_len) && multipath_joins(&was);
}

/* Finds the object of @ev. Prefers one that exists by the journal. */
static struct presence_object *find_object(struct presence_object *first, const struct event *ev)
{
	struct presence_object *o, *gone = NULL;

	for (o = first; o; o = (struct presence_object *)idmap_next(&o->node)) {
		if (o->seen || !is_route(&o->of->is, ev))
			continue;
		if (o->of->is.now)
			return o;
		gone = o;
	}
	return gone;
}

/*
 * What changes without a record: a sysctl, by another one or by a change of a link; the MTU of an ipvlan and the
 * address of a macvlan in mode passthru, which follow the link below.
 */
static const struct {
	enum netjournal_kind kind;
	const char *name;
} unrecorded[] = {
	{ NETJOURNAL_KIND_LINK, "mtu" },
	{ NETJOURNAL_KIND_LINK, "address" },
	{ NETJOURNAL_KIND_SYSCTL, "value" },
};

static const char *unrecorded_name(uint32_t kind, const char *path)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(unrecorded); i++)
		if (unrecorded[i].kind == kind && !strcmp(unrecorded[i].name, path))
			return unrecorded[i].name;
	return NULL;
}

/* Returns whether the values of the two can be compared. A value that is cut, and what only a bridge says of its port, cannot. */
static bool is_comparable(const struct event *was, const struct event *is)
{
	char text[SYSCTL_VALUE_MAX];

	if (is->kind == NETJOURNAL_KIND_SYSCTL)
		return sysctl_value(was, text) && sysctl_value(is, text);
	return is->kind == NETJOURNAL_KIND_LINK && !event_is_part(was) && !event_is_part(is);
}

static char *value_text(const struct values *v, size_t at)
{
	char *text = NULL;

	if (v->list[at].type == VALUE_STRING)
		return strndup(value_string(v, at), v->list[at].len);
	return asprintf(&text, "%" PRIu64, v->list[at].number) < 0 ? NULL : text;
}

static void forget_value(struct history_object *obj)
{
	free(obj->other_value);
	obj->other_value = NULL;
}

/* If there is no memory for a value that differs, this is not told. */
static void see_value(struct presence *p, struct history_object *obj, const struct event *ev)
{
	const struct changes *c = &p->changes;
	struct event was;
	size_t i;

	forget_value(obj);
	if (!obj->is.now || event_parse(&was, obj->is.now, obj->is.now->nlmsg_len) || !is_comparable(&was, ev) ||
	    changes_find(&p->changes, &was, ev, NULL))
		return;
	for (i = 0; i < c->n && !obj->other_value; i++) {
		obj->other_name = unrecorded_name(ev->kind, c->list[i].path);
		if (obj->other_name && c->list[i].old && c->list[i].new)
			obj->other_value = value_text(&c->new, c->list[i].new);
	}
}

void presence_see(struct presence *p, const struct event *ev)
{
	struct presence_object *o;
	struct identity id, other;

	identity_of(&id, ev);
	o = find_object((struct presence_object *)idmap_find(&p->map, &id), ev);
	/* Its only record can be the announcement as an address. */
	if (!o && !fdb_is_address(&id) && fdb_other(&id, &other))
		o = find_object((struct presence_object *)idmap_find(&p->map, &other), ev);
	if (o) {
		o->seen = true;
		see_value(p, o->of, ev);
		o->unannounced = event_unannounced(ev);
	}
}

static enum history_presence presence_of(const struct presence_object *o)
{
	if (o->refused)
		return HISTORY_NOT_ASKED;
	if (!o->seen)
		return HISTORY_GONE;
	return o->unannounced && !o->of->is.now ? HISTORY_NOT_ASKED : HISTORY_PRESENT;
}

void presence_end(struct presence *p)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		p->objects[i].of->presence = presence_of(&p->objects[i]);
	presence_drop(p);
}

void presence_doubt(struct history_object *const *all, size_t n, uint64_t seq)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (all[i]->presence == HISTORY_GONE || all[i]->last_seq > seq) {
			all[i]->presence = HISTORY_NOT_ASKED;
			forget_value(all[i]);
		}
}

static int see_object(const struct event *ev, void *arg)
{
	presence_see(arg, ev);
	return 0;
}

static int on_message(const struct nlmsghdr *nlh, void *arg)
{
	struct event ev;

	return event_parse(&ev, nlh, nlh->nlmsg_len) ? 0 : event_each(&ev, see_object, arg);
}

/* Returns whether what the dump leaves out can be read, and is what the journal has. */
static bool reads_left_out(const struct kind *row)
{
	return row->read_left_out && !row->left_out;
}

/* Reads the dump of the family of @o, which also answers for other objects. */
static int ask(struct presence *p, struct netlink *rtnl, const struct selector *sel,
	       const struct presence_object *o)
{
	const struct netlink_handler h = { .message = on_message, .arg = p };
	uint8_t family = o->node.id.family;
	/* The other words of the selector may mean another object now, for example a device name. */
	const struct selector narrow = {
		.kind = sel->kind, .has_table = sel->has_table,
		.table = sel->table,
	};
	const struct kind *row = object_row(sel->kind);
	size_t i;
	int err;

	if (row->read)
		err = row->read(sel, on_message, p);
	else
		err = netlink_call(rtnl, rtnl_dump(sel->kind, family, &narrow, 0, 0), NULL, &h);

	if (!err && reads_left_out(row))
		err = row->read_left_out(sel, on_message, p);
	if (err == -ENOMEM)
		return err;
	/* A table that does not exist has no routes. */
	if (err == -ENOENT && sel->has_table)
		err = 0;
	for (i = 0; i < p->n; i++) {
		if (p->objects[i].node.id.family != family)
			continue;
		p->objects[i].asked = true;
		p->objects[i].refused = err || (row->is_left_out && !reads_left_out(row) &&
						row->is_left_out(&p->objects[i].node.id));
	}
	return !err && !row->read && rtnl->inconsistent ? -EAGAIN : 0;
}

int presence_ask(struct netlink *rtnl, const struct selector *sel,
		 struct history_object *const *all, size_t n)
{
	struct presence p;
	int err = presence_begin(&p, all, n), again = 0;
	size_t i;

	for (i = 0; err != -ENOMEM && i < n; i++) {
		err = p.objects[i].asked ? 0 : ask(&p, rtnl, sel, &p.objects[i]);
		again |= err;
	}
	if (err == -ENOMEM) {
		presence_drop(&p);
		return err;
	}
	presence_end(&p);
	/*
	 * New kernels dump without the lock under which changes are announced. They
	 * answer this request with the lock, so after it all is announced.
	 */
	netlink_call(rtnl, rtnl_get_link("lo"), NULL, NULL);
	return again;
}
