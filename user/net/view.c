// SPDX-License-Identifier: GPL-2.0
/* Keeps the last known message of each network object. */
#include <errno.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "decode/kind.h"
#include "net/idmap.h"
#include "net/multipath.h"
#include "net/parts.h"
#include "net/view.h"

/*
 * @seen: the number of the dump during which the object was last seen
 * @before: if @changed, the state before the first change; may be NULL
 */
struct object {
	struct multipath_object is;
	struct object *next_changed;
	uint32_t seen;
	bool changed;
	struct nlmsghdr *before;
};

struct view {
	struct idmap objects;
	uint32_t dump;		/* number of the last dump */
	struct object *changed, **changed_end;
	struct nlmsghdr *told;	/* by view_next(): no object holds it */
};

struct view *view_new(void)
{
	struct view *v = calloc(1, sizeof(*v));

	if (!v)
		return NULL;
	v->changed_end = &v->changed;
	return v;
}

static void forget_told(struct view *v)
{
	free(v->told);
	v->told = NULL;
}

static void free_object(struct idmap_node *node, void *arg)
{
	struct object *obj = (struct object *)node;

	(void)arg;
	free(obj->is.now);
	free(obj->before);
	free(obj);
}

void view_free(struct view *v)
{
	if (!v)
		return;
	idmap_drop(&v->objects, free_object, NULL);
	forget_told(v);
	free(v);
}

bool view_keeps(const struct event *ev)
{
	struct ndmsg m;

	switch (ev->kind) {
	case NETJOURNAL_KIND_LINK:
		/* An event of a wireless card does not describe the device. */
		return !ev->attr[IFLA_WIRELESS];
	case NETJOURNAL_KIND_NEIGH:
		/* A plain dump does not contain proxies. */
		memcpy(&m, ev->hdr, sizeof(m));
		return !(m.ndm_flags & NTF_PROXY);
	default:
		return true;
	}
}

static void identify_part(struct identity *id, const struct event *ev)
{
	identity_of(id, ev);
	/* A port of a bridge appears and disappears independently of its device. */
	if (ev->kind == NETJOURNAL_KIND_LINK)
		id->family = ev->family;
}

static struct object *first_object(const struct view *v, const struct identity *id)
{
	return (struct object *)idmap_find(&v->objects, id);
}

static struct object *next_object(const struct object *obj)
{
	return (struct object *)idmap_next(&obj->is.node);
}

/* Returns the object that @ev is about, or NULL. */
static struct object *find_object(const struct view *v, const struct event *ev,
				  const struct identity *id)
{
	return (struct object *)multipath_find(&v->objects, id, ev, event_path(ev));
}

static struct object *add_object(struct view *v, const struct event *ev,
				 const struct identity *id)
{
	struct object *obj = calloc(1, sizeof(*obj));

	if (!obj || multipath_add(&v->objects, &obj->is, id, ev)) {
		free(obj);
		return NULL;
	}
	return obj;
}

static void remove_object(struct view *v, struct object *obj)
{
	idmap_remove(&v->objects, &obj->is.node);
	free_object(&obj->is.node, NULL);
}

static bool same_payload(const struct nlmsghdr *a, const struct nlmsghdr *b)
{
	return a->nlmsg_len == b->nlmsg_len &&
	       !memcmp(a + 1, b + 1, a->nlmsg_len - sizeof(*a));
}

/* Sets the present state to @now, which is NULL if the object is gone. Takes over @now. */
static void set_now(struct view *v, struct object *obj, struct nlmsghdr *now)
{
	if (obj->changed) {
		free(obj->is.now);
	} else {
		obj->changed = true;
		obj->before = obj->is.now;
		obj->next_changed = NULL;
		*v->changed_end = obj;
		v->changed_end = &obj->next_changed;
	}
	obj->is.now = now;
}

/* An IPv6 route loses one of its nexthops. */
static int lose_hop(struct view *v, const struct event *ev,
		    const struct identity *id)
{
	struct nlmsghdr *rest;
	struct object *obj;
	struct event left;

	obj = (struct object *)multipath_losing(&v->objects, id, ev, &rest);
	if (!obj)
		return errno == ENOMEM ? -ENOMEM : 0;
	set_now(v, obj, rest);
	obj->seen = v->dump;
	if (!event_parse(&left, rest, rest->nlmsg_len))
		obj->is.path = event_path(&left);
	return 0;
}

static int take_message(struct view *v, const struct event *ev, bool dumped)
{
	struct nlmsghdr *now;
	struct identity id;
	struct object *obj;

	forget_told(v);
	identify_part(&id, ev);
	obj = find_object(v, ev, &id);
	if (ev->del) {
		if (!obj)
			return lose_hop(v, ev, &id);
		obj->seen = v->dump;
		if (obj->is.now)
			set_now(v, obj, NULL);
		return 0;
	}
	if (dumped && obj && obj->seen == v->dump)
		return 0;
	/* A dump mostly shows known states, which need no new memory. */
	if (obj && obj->is.now && same_payload(obj->is.now, ev->nlh)) {
		obj->seen = v->dump;
		return 0;
	}
	now = event_copy_message(ev->nlh);
	if (now && !obj)
		obj = add_object(v, ev, &id);
	if (!now || !obj) {
		free(now);
		return -ENOMEM;
	}
	if (obj->changed && !obj->is.now)
		multipath_again(&v->objects, &obj->is, ev);
	set_now(v, obj, now);
	obj->is.path = event_path(ev);
	obj->seen = v->dump;
	return 0;
}

const struct nlmsghdr *view_last(const struct view *v, const struct event *ev)
{
	const struct object *obj;
	struct identity id;

	identify_part(&id, ev);
	obj = find_object(v, ev, &id);
	return obj ? obj->is.now : NULL;
}

static int take_changed(const struct event *ev, void *arg)
{
	return take_message(arg, ev, false);
}

static int take_dumped(const struct event *ev, void *arg)
{
	return take_message(arg, ev, true);
}

int view_event(struct view *v, const struct event *ev)
{
	return view_keeps(ev) ? parts_each(ev, &v->objects, take_changed, v) : 0;
}

void view_dump(struct view *v)
{
	v->dump++;
}

int view_dumped(struct view *v, const struct event *ev)
{
	return view_keeps(ev) ? event_each(ev, take_dumped, v) : 0;
}

static bool in_dump(const struct object *obj, enum netjournal_kind kind,
		    uint8_t family)
{
	return obj->is.node.id.kind == kind &&
	       (object_row(kind)->flags & KIND_MIXED ||
		obj->is.node.id.family == family);
}

/*
 * Returns a route that only this dump has shown, with the prefix of @gone. The kernel has
 * most likely replaced @gone with it.
 */
static struct object *find_successor(const struct view *v, const struct object *gone)
{
	struct object *obj;

	for (obj = first_object(v, &gone->is.node.id); obj; obj = next_object(obj))
		if (obj->changed && obj->is.now && !obj->before &&
		    obj->seen == v->dump)
			return obj;
	return NULL;
}

void view_dump_end(struct view *v, enum netjournal_kind kind, uint8_t family)
{
	struct idmap_node *node, *after;
	struct object *obj, *heir;

	for (node = idmap_walk(&v->objects, NULL); node; node = after) {
		after = idmap_walk(&v->objects, node);
		obj = (struct object *)node;
		if (!obj->is.now || obj->seen == v->dump ||
		    !in_dump(obj, kind, family))
			continue;
		heir = obj->changed ? NULL : find_successor(v, obj);
		if (heir) {
			heir->before = obj->is.now;
			obj->is.now = NULL;
			remove_object(v, obj);
		} else {
			set_now(v, obj, NULL);
		}
	}
}

bool view_next(struct view *v, struct view_change *change)
{
	struct object *obj;

	forget_told(v);
	while ((obj = v->changed)) {
		v->changed = obj->next_changed;
		if (!v->changed)
			v->changed_end = &v->changed;
		obj->changed = false;
		v->told = obj->before;
		obj->before = NULL;
		change->old = v->told;
		change->new = obj->is.now;
		if (!obj->is.now)
			remove_object(v, obj);
		if (change->old || change->new)
			return true;
	}
	return false;
}

int view_all(struct view *v, int (*each)(const struct nlmsghdr *nlh, void *arg),
	     void *arg)
{
	const struct idmap_node *node;
	const struct object *obj;
	int err = 0;

	for (node = idmap_walk(&v->objects, NULL); node && !err;
	     node = idmap_walk(&v->objects, node)) {
		obj = (const struct object *)node;
		if (obj->is.now)
			err = each(obj->is.now, arg);
	}
	return err;
}

void view_forget(struct view *v, uint32_t kinds)
{
	struct idmap_node *node, *after;
	struct view_change skip;

	/* No object may be on the list of changed objects. */
	while (view_next(v, &skip))
		;
	forget_told(v);
	for (node = idmap_walk(&v->objects, NULL); node; node = after) {
		after = idmap_walk(&v->objects, node);
		if (kinds & 1u << node->id.kind)
			remove_object(v, (struct object *)node);
	}
}
