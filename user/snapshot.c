// SPDX-License-Identifier: GPL-2.0
/*
 * A dump and the changes that were made meanwhile. Most objects did not change
 * and are passed on as they came; those that did are kept in slots.
 *
 * A slot is most often one object. Routes to one prefix with one metric can be
 * several, told apart by where they lead: then a slot has them all, in the
 * order of the dump.
 */
#include <errno.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "identity.h"
#include "snapshot.h"


/* One object in a slot. */
struct entry {
	const struct nlmsghdr *nlh;
	uint32_t path;
	bool multipath;
};

struct snapshot_slot {
	struct snapshot_slot *next;
	struct identity id;
	struct entry *entries;
	size_t n, max;
	bool printed;
};

int snapshot_add(struct snapshot *s, const struct nlmsghdr *nlh)
{
	return store_add(&s->dump, nlh, nlh->nlmsg_len) ? 0 : -ENOMEM;
}

int snapshot_change(struct snapshot *s, const void *message, size_t len)
{
	return store_add(&s->changes, message, len) ? 0 : -ENOMEM;
}

static struct snapshot_slot *find(const struct snapshot *s,
				  const struct identity *id)
{
	struct snapshot_slot *slot;

	if (!s->n_slots)
		return NULL;
	slot = s->slots[identity_hash(id) & (s->n_slots - 1)];
	while (slot && !identity_same(&slot->id, id))
		slot = slot->next;
	return slot;
}

static struct snapshot_slot *find_or_make(struct snapshot *s,
					  const struct identity *id)
{
	struct snapshot_slot *slot = find(s, id), **at;

	if (slot)
		return slot;
	slot = calloc(1, sizeof(*slot));
	if (!slot)
		return NULL;
	slot->id = *id;
	at = &s->slots[identity_hash(id) & (s->n_slots - 1)];
	slot->next = *at;
	*at = slot;
	return slot;
}

static struct entry make_entry(const struct event *ev)
{
	return (struct entry){
		.nlh = ev->nlh,
		.path = event_path(ev),
		.multipath = ev->kind == NETJOURNAL_KIND_ROUTE &&
			     ev->attr[RTA_MULTIPATH],
	};
}

static int push(struct snapshot_slot *slot, const struct entry *e)
{
	size_t max = slot->max ? 2 * slot->max : 1;
	struct entry *more;

	if (slot->n == slot->max) {
		more = reallocarray(slot->entries, max, sizeof(*more));
		if (!more)
			return -ENOMEM;
		slot->entries = more;
		slot->max = max;
	}
	slot->entries[slot->n++] = *e;
	return 0;
}

static void pull(struct snapshot_slot *slot, struct entry *e)
{
	size_t rest = slot->entries + slot->n - (e + 1);

	memmove(e, e + 1, rest * sizeof(*e));
	slot->n--;
}

static struct entry *find_path(struct snapshot_slot *slot, uint32_t path)
{
	size_t i;

	for (i = 0; i < slot->n; i++)
		if (slot->entries[i].path == path)
			return &slot->entries[i];
	return NULL;
}

static bool any_multipath(const struct snapshot_slot *slot)
{
	size_t i;

	for (i = 0; i < slot->n; i++)
		if (slot->entries[i].multipath)
			return true;
	return false;
}

/* A route went. IPv6 takes a path out of a multipath route without more words. */
static int apply_route_del(struct snapshot_slot *slot, const struct entry *e)
{
	struct entry *old = find_path(slot, e->path);

	if (old)
		pull(slot, old);
	else if (slot->id.family == AF_INET6 && any_multipath(slot))
		return -EAGAIN;
	return 0;
}

/*
 * A route came. What was there already is the same one, announced after the dump
 * saw it. Of several, it cannot be known which one is replaced, nor which
 * became paths of an IPv6 multipath route.
 */
static int apply_route_new(struct snapshot_slot *slot, const struct entry *e,
			   bool replace)
{
	struct entry *old = find_path(slot, e->path);
	bool merges = e->multipath && slot->id.family == AF_INET6;

	if (!old && (replace || merges)) {
		if (slot->n > 1)
			return -EAGAIN;
		if (slot->n)
			old = slot->entries;
	}
	if (!old)
		return push(slot, e);
	*old = *e;
	return 0;
}

static int apply(struct snapshot_slot *slot, const struct event *ev)
{
	const struct entry e = make_entry(ev);

	if (ev->kind == NETJOURNAL_KIND_ROUTE && ev->del)
		return apply_route_del(slot, &e);
	if (ev->kind == NETJOURNAL_KIND_ROUTE)
		return apply_route_new(slot, &e,
				       ev->nlh->nlmsg_flags & NLM_F_REPLACE);
	slot->n = 0;
	return ev->del ? 0 : push(slot, &e);
}

/* Ports of bridges are announced as links of a family of their own. */
static bool parse(struct event *ev, const struct nlmsghdr *nlh, uint32_t len)
{
	return !event_parse(ev, nlh, len) &&
	       !(ev->kind == NETJOURNAL_KIND_LINK && ev->family == AF_BRIDGE);
}

/* Makes a slot for each object that changed. */
static int make_slots(struct snapshot *s)
{
	struct store_walk walk = { 0 };
	const struct nlmsghdr *nlh;
	struct identity id;
	struct event ev;
	uint32_t len;
	size_t n = 0;

	while (store_next(&s->changes, &walk, &len))
		n++;
	for (s->n_slots = 16; s->n_slots < n; s->n_slots *= 2)
		;
	s->slots = calloc(s->n_slots, sizeof(*s->slots));
	if (!s->slots) {
		s->n_slots = 0;
		return -ENOMEM;
	}
	walk = (struct store_walk){ 0 };
	while ((nlh = store_next(&s->changes, &walk, &len))) {
		if (!parse(&ev, nlh, len))
			continue;
		identity_of(&id, &ev);
		if (!find_or_make(s, &id))
			return -ENOMEM;
	}
	return 0;
}

/* What the dump saw of the objects that changed. */
static int fill_slots(struct snapshot *s)
{
	struct store_walk walk = { 0 };
	const struct nlmsghdr *nlh;
	struct snapshot_slot *slot;
	struct identity id;
	struct event ev;
	struct entry e;
	uint32_t len;
	int err = 0;

	while (!err && (nlh = store_next(&s->dump, &walk, &len))) {
		if (!parse(&ev, nlh, len))
			continue;
		identity_of(&id, &ev);
		slot = find(s, &id);
		e = make_entry(&ev);
		/* A dump that was raced can show the same one twice. */
		if (slot && !find_path(slot, e.path))
			err = push(slot, &e);
	}
	return err;
}

int snapshot_resolve(struct snapshot *s)
{
	struct store_walk walk = { 0 };
	const struct nlmsghdr *nlh;
	struct identity id;
	struct event ev;
	uint32_t len;
	int err;

	if (!s->changes.first)
		return 0;
	err = make_slots(s);
	if (!err)
		err = fill_slots(s);
	while (!err && (nlh = store_next(&s->changes, &walk, &len))) {
		if (!parse(&ev, nlh, len))
			continue;
		identity_of(&id, &ev);
		err = apply(find(s, &id), &ev);
	}
	return err;
}

static int print_slot(struct snapshot_slot *slot,
		      int (*print)(const struct nlmsghdr *nlh, void *arg),
		      void *arg)
{
	size_t i;
	int err = 0;

	for (i = 0; !err && !slot->printed && i < slot->n; i++)
		err = print(slot->entries[i].nlh, arg);
	slot->printed = true;
	return err;
}

int snapshot_each(struct snapshot *s,
		  int (*print)(const struct nlmsghdr *nlh, void *arg),
		  void *arg)
{
	struct store_walk walk = { 0 };
	const struct nlmsghdr *nlh;
	struct snapshot_slot *slot;
	struct identity id;
	struct event ev;
	uint32_t len;
	int err = 0;
	size_t i;

	while (!err && (nlh = store_next(&s->dump, &walk, &len))) {
		slot = NULL;
		if (s->n_slots && parse(&ev, nlh, len)) {
			identity_of(&id, &ev);
			slot = find(s, &id);
		}
		err = slot ? print_slot(slot, print, arg) : print(nlh, arg);
	}
	/* What came since the dump passed its place. */
	for (i = 0; i < s->n_slots; i++)
		for (slot = s->slots[i]; !err && slot; slot = slot->next)
			err = print_slot(slot, print, arg);
	return err;
}

void snapshot_drop(struct snapshot *s)
{
	struct snapshot_slot *slot;
	size_t i;

	for (i = 0; i < s->n_slots; i++) {
		while ((slot = s->slots[i])) {
			s->slots[i] = slot->next;
			free(slot->entries);
			free(slot);
		}
	}
	free(s->slots);
	s->slots = NULL;
	s->n_slots = 0;
	store_drop(&s->dump);
	store_drop(&s->changes);
}
