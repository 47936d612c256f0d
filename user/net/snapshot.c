// SPDX-License-Identifier: GPL-2.0
/*
 * Merges a dump with the changes that were made during it. Most objects did not change and
 * are passed on as they came. Changed objects are kept in slots.
 *
 * A slot is usually one object, and its last change is the present state. Several routes
 * can have the same key. The result then depends on which changes the dump had already seen.
 * Each possible number of changes is tried, and all that fit the dump must give the same
 * result.
 */
#include <errno.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "decode/identity.h"
#include "net/snapshot.h"

#define TRIED_MAX	256	/* changes of one slot */

/*
 * One object, or a change of one.
 *
 * @silent: the kernel changed the object by itself, and added nothing
 */
struct entry {
	const struct nlmsghdr *nlh;
	uint32_t path;
	bool del, multipath, silent;
};

/* In the order of the kernel. */
struct entries {
	struct entry *e;
	size_t n, max;
};

struct slot {
	struct idmap_node node;
	struct entries objects;		/* what the dump saw; then, what is there */
	struct entries changes;
	bool printed;
};

int snapshot_add(struct snapshot *s, const struct nlmsghdr *nlh)
{
	return store_add(&s->dump, nlh, nlh->nlmsg_len) ? 0 : -ENOMEM;
}

static struct slot *find_slot(const struct snapshot *s, const struct identity *id)
{
	return (struct slot *)idmap_find(&s->slots, id);
}

static struct slot *find_or_make_slot(struct snapshot *s,
				      const struct identity *id)
{
	struct slot *slot = find_slot(s, id);

	if (slot)
		return slot;
	slot = calloc(1, sizeof(*slot));
	if (slot && idmap_add(&s->slots, &slot->node, id, false)) {
		free(slot);
		return NULL;
	}
	return slot;
}

static struct entry make_entry(const struct event *ev)
{
	return (struct entry){
		.nlh = ev->nlh,
		.path = event_path(ev),
		.del = ev->del,
		.multipath = ev->kind == NETJOURNAL_KIND_ROUTE &&
			     ev->attr[RTA_MULTIPATH],
	};
}

/* Inserts @e before the entry at @at. */
static int insert_entry(struct entries *list, size_t at, const struct entry *e)
{
	size_t max = list->max ? 2 * list->max : 1;
	struct entry *more;

	if (list->n == list->max) {
		more = reallocarray(list->e, max, sizeof(*more));
		if (!more)
			return -ENOMEM;
		list->e = more;
		list->max = max;
	}
	memmove(list->e + at + 1, list->e + at, (list->n - at) * sizeof(*e));
	list->e[at] = *e;
	list->n++;
	return 0;
}

static void take_out(struct entries *list, struct entry *e)
{
	memmove(e, e + 1, (list->e + list->n - (e + 1)) * sizeof(*e));
	list->n--;
}

static struct entry *find_path(const struct entries *list, uint32_t path)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		if (list->e[i].path == path)
			return &list->e[i];
	return NULL;
}

static bool any_multipath(const struct entries *list)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		if (list->e[i].multipath)
			return true;
	return false;
}

/* The result of applying a change to a list of routes. */
enum fit {
	FITS,
	DOES_NOT_FIT,	/* the change cannot apply to these routes */
	CANNOT_TELL,
};

/* For IPv6, a deletion can also remove one path of a multipath route. */
static enum fit apply_del(struct entries *list, const struct entry *c, bool v6)
{
	struct entry *old = find_path(list, c->path);

	if (!old)
		return v6 && any_multipath(list) ? CANNOT_TELL : DOES_NOT_FIT;
	take_out(list, old);
	return FITS;
}

/*
 * For IPv4 the kernel replaces the first route (see fib_table_insert()). For IPv6 it merges
 * paths and announces the whole route. If there are several routes, the announcement does
 * not say which ones were merged.
 */
static enum fit apply_new(struct entries *list, const struct entry *c, bool v6)
{
	bool replaces = c->nlh->nlmsg_flags & NLM_F_REPLACE;
	bool last = v6 || c->nlh->nlmsg_flags & NLM_F_APPEND;
	struct entry *same = find_path(list, c->path);

	if (same && c->silent) {
		*same = *c;
		return FITS;
	}
	if (same)
		return DOES_NOT_FIT;
	if (v6 && list->n > 1 && (replaces || c->multipath))
		return CANNOT_TELL;
	if (list->n && (replaces || (v6 && c->multipath))) {
		list->e[0] = *c;
		return FITS;
	}
	return insert_entry(list, last ? list->n : 0, c) ? CANNOT_TELL : FITS;
}

/* Returns whether the dump can have been taken after the first @seen changes. */
static bool seen_fits(const struct slot *slot, size_t seen)
{
	bool v6 = slot->node.id.family == AF_INET6, there, changed = false;
	const struct entries *all = &slot->changes;
	struct entries later = { .n = 0 };
	const struct entry *c;
	size_t i;

	for (i = seen; i-- > 0; ) {
		c = &all->e[i];
		later = (struct entries){ .e = all->e + i + 1, .n = seen - i - 1 };
		there = find_path(&slot->objects, c->path);
		/* Only the last change of a path counts, and only if the path still exists. */
		if (!find_path(&later, c->path) &&
		    (c->del ? there : !there && !changed))
			return false;
		changed |= v6 || (!c->del && c->nlh->nlmsg_flags & NLM_F_REPLACE);
	}
	return true;
}

/* Computes the present routes, if the dump was taken after the first @seen changes. */
static enum fit replay_changes(const struct slot *slot, size_t seen,
			       struct entries *list)
{
	bool v6 = slot->node.id.family == AF_INET6;
	enum fit fit = FITS;
	size_t i;

	list->n = 0;
	if (!seen_fits(slot, seen))
		return DOES_NOT_FIT;
	for (i = 0; fit == FITS && i < slot->objects.n; i++)
		if (insert_entry(list, i, &slot->objects.e[i]))
			fit = CANNOT_TELL;
	for (i = seen; fit == FITS && i < slot->changes.n; i++) {
		const struct entry *c = &slot->changes.e[i];

		fit = c->del ? apply_del(list, c, v6) : apply_new(list, c, v6);
	}
	return fit;
}

static bool same_routes(const struct entries *a, const struct entries *b)
{
	size_t i;

	for (i = 0; i < a->n; i++)
		if (!find_path(b, a->e[i].path))
			return false;
	return a->n == b->n;
}

/* Resolves several routes with one key. All fitting results must be equal. */
static int resolve_several(struct slot *slot)
{
	struct entries now = { 0 }, other = { 0 };
	bool found = false, agree = true;
	enum fit fit;
	size_t seen;

	for (seen = 0; agree && seen <= slot->changes.n; seen++) {
		fit = replay_changes(slot, seen, found ? &other : &now);
		if (fit == CANNOT_TELL)
			agree = false;
		else if (fit == FITS && found)
			agree = same_routes(&now, &other);
		else if (fit == FITS)
			found = true;
	}
	free(other.e);
	if (!agree || !found) {
		free(now.e);
		return -EAGAIN;
	}
	free(slot->objects.e);
	slot->objects = now;
	return 0;
}

/* Returns whether there was never more than one object, so that the last change counts. */
static bool is_one(const struct slot *slot)
{
	bool replaces = true, same = true;
	const struct entry *c;
	size_t i;

	if (slot->node.id.kind != NETJOURNAL_KIND_ROUTE)
		return true;
	for (i = 0; i < slot->changes.n; i++) {
		c = &slot->changes.e[i];
		replaces &= !c->del && c->nlh->nlmsg_flags & NLM_F_REPLACE;
		same &= c->path == slot->changes.e[0].path;
	}
	if (slot->objects.n > 1)
		return false;
	return replaces || (same && (!slot->objects.n ||
		slot->objects.e[0].path == slot->changes.e[0].path));
}

static int resolve_slot(struct slot *slot)
{
	const struct entry *last = &slot->changes.e[slot->changes.n - 1];

	if (is_one(slot)) {
		slot->objects.n = 0;
		return last->del ? 0 : insert_entry(&slot->objects, 0, last);
	}
	return slot->changes.n > TRIED_MAX ? -EAGAIN : resolve_several(slot);
}

/* Ports of bridges are announced as links of their own family, and are no objects here. */
static bool is_object(const struct event *ev)
{
	return ev->kind != NETJOURNAL_KIND_LINK || ev->family != AF_BRIDGE;
}

static struct slot *slot_of(const struct snapshot *s, const struct event *ev)
{
	struct identity id;

	if (!s->slots.n || !is_object(ev))
		return NULL;
	identity_of(&id, ev);
	return find_slot(s, &id);
}

/* A change in hand. */
struct changed {
	struct snapshot *snapshot;
	bool silent;
};

static int change_object(const struct event *ev, void *arg)
{
	const struct changed *c = arg;
	struct snapshot *s = c->snapshot;
	struct entry e = make_entry(ev);
	struct identity id;
	struct slot *slot;

	e.silent = c->silent;
	identity_of(&id, ev);
	slot = find_or_make_slot(s, &id);
	e.nlh = store_add(&s->changes, ev->nlh, ev->nlh->nlmsg_len);
	if (!slot || !e.nlh)
		return -ENOMEM;
	return insert_entry(&slot->changes, slot->changes.n, &e);
}

int snapshot_change(struct snapshot *s, const struct event *ev, bool silent)
{
	struct changed c = { s, silent };

	return is_object(ev) ? event_each(ev, change_object, &c) : 0;
}

/* Adds the dump's messages about changed objects to the slots. */
static int fill_slots(struct snapshot *s)
{
	struct store_walk walk = { 0 };
	const struct nlmsghdr *nlh;
	struct slot *slot;
	struct event ev;
	struct entry e;
	uint32_t len;
	int err = 0;

	while (!err && (nlh = store_next(&s->dump, &walk, &len))) {
		slot = event_parse(&ev, nlh, len) ? NULL : slot_of(s, &ev);
		if (!slot)
			continue;
		e = make_entry(&ev);
		/* If routes changed during the dump, it can show the same one twice. */
		if (!find_path(&slot->objects, e.path))
			err = insert_entry(&slot->objects, slot->objects.n, &e);
	}
	return err;
}

int snapshot_resolve(struct snapshot *s)
{
	struct idmap_node *node;
	int err;

	if (!s->slots.n)
		return 0;
	err = fill_slots(s);
	for (node = idmap_walk(&s->slots, NULL); !err && node;
	     node = idmap_walk(&s->slots, node))
		err = resolve_slot((struct slot *)node);
	return err;
}

static int each_of_slot(struct slot *slot, snapshot_object object, void *arg)
{
	const struct nlmsghdr *nlh;
	struct event ev;
	size_t i;
	int err = 0;

	for (i = 0; !err && !slot->printed && i < slot->objects.n; i++) {
		nlh = slot->objects.e[i].nlh;
		/* This message could be decoded before. */
		if (!event_parse(&ev, nlh, nlh->nlmsg_len))
			err = object(nlh, &ev, arg);
	}
	slot->printed = true;
	return err;
}

int snapshot_each(struct snapshot *s, snapshot_object object, void *arg)
{
	struct store_walk walk = { 0 };
	const struct nlmsghdr *nlh;
	struct idmap_node *node;
	struct slot *slot;
	struct event ev;
	uint32_t len;
	bool known;
	int err = 0;

	while (!err && (nlh = store_next(&s->dump, &walk, &len))) {
		known = !event_parse(&ev, nlh, len);
		slot = known ? slot_of(s, &ev) : NULL;
		err = slot ? each_of_slot(slot, object, arg) :
		      object(nlh, known ? &ev : NULL, arg);
	}
	/* Objects that appeared after the dump had passed their place. */
	for (node = idmap_walk(&s->slots, NULL); !err && node;
	     node = idmap_walk(&s->slots, node))
		err = each_of_slot((struct slot *)node, object, arg);
	return err;
}

static void free_slot(struct idmap_node *node, void *arg)
{
	struct slot *slot = (struct slot *)node;

	(void)arg;
	free(slot->objects.e);
	free(slot->changes.e);
	free(slot);
}

void snapshot_drop(struct snapshot *s)
{
	idmap_drop(&s->slots, free_slot, NULL);
	store_drop(&s->dump);
	store_drop(&s->changes);
}
