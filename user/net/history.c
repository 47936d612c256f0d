// SPDX-License-Identifier: GPL-2.0
/*
 * The lives of network objects.
 */
#include <errno.h>
#include <linux/if_link.h>
#include <netlink/attr.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "decode/kind.h"
#include "decode/xfrm.h"
#include "net/cause.h"
#include "net/domain_net.h"
#include "net/history.h"
#include "net/parts.h"
#include "net/states.h"

void history_init(struct history *h, uint64_t lines)
{
	*h = (struct history){
		.lines = lines, .slots = lines ? lines : HISTORY_ACTIONS,
	};
}

static void free_object(struct idmap_node *node, void *arg)
{
	struct history_object *obj = (struct history_object *)node;
	const struct history *h = arg;
	size_t slot;

	for (slot = 0; slot < h->slots; slot++)
		record_copy_drop(&obj->records[slot]);
	setters_drop(&obj->setters);
	free(obj->other_value);
	free(obj->part);
	free(obj->is.now);
	free(obj);
}

void history_drop(struct history *h)
{
	idmap_drop(&h->objects, free_object, h);
	changes_free(&h->changes);
	free(h->said);
}

static struct history_object *add_object(struct history *h,
					 const struct event *ev,
					 const struct identity *id)
{
	struct history_object *obj = calloc(1, sizeof(*obj) +
					    h->slots * sizeof(obj->records[0]));

	if (!obj || multipath_add(&h->objects, &obj->is, id, ev)) {
		free(obj);
		return NULL;
	}
	return obj;
}

/* Begins a new life of @obj, and drops the records of the one before. */
static void begin_life(const struct history *h, struct history_object *obj,
		       enum birth birth)
{
	size_t slot;

	obj->birth = birth;
	setters_drop(&obj->setters);
	for (slot = 0; !h->lines && slot < h->slots; slot++)
		record_copy_drop(&obj->records[slot]);
}

/* Returns what the event did to @obj. @now is the object after the event, or NULL. */
static enum history_action action_of(const struct history *h,
				     struct history_object *obj,
				     const struct record *rec,
				     const struct event *ev, char sign, const void *now)
{
	enum birth birth;

	if (!now)
		return HISTORY_DELETED;
	/* Only a part of the device or the route is new or gone. */
	if (ev->del || event_is_part(ev))
		return HISTORY_CHANGED;
	birth = record_adds_nothing(rec) ? BIRTH_BEFORE :
		event_birth(ev, sign, record_boot_time(rec));
	/* The record of the deletion may be missing. */
	if (obj->is.now && !(ev->kind == NETJOURNAL_KIND_LINK && birth == BIRTH_NOW))
		return HISTORY_CHANGED;
	/* The object was deleted before, so it is new. */
	if (birth == BIRTH_UNKNOWN && obj->count)
		birth = BIRTH_NOW;
	begin_life(h, obj, birth);
	return birth == BIRTH_BEFORE ? HISTORY_CHANGED : HISTORY_ADDED;
}

/*
 * Fills in the state before @rec, and remembers @rec if it set a property. @now: the state
 * after it, or NULL. The message about a part of a device is compared with the one about this part
 * before it.
 */
static int compare_record(struct history *h, struct history_object *obj,
			  struct record *rec, const struct event *ev,
			  const struct nlmsghdr *now)
{
	struct difference diff = { .changes = &h->changes };
	bool part = event_is_part(ev);
	const struct nlmsghdr *before = part ? obj->part : obj->is.now;
	struct event old, new;

	if (object_row(ev->kind)->flags & KIND_ACTS || (part && ev->del))
		return 0;
	if (part)
		now = ev->nlh;
	if (states_said(ev, &h->said))
		return -ENOMEM;
	if (h->said)
		before = h->said;
	if (!before)
		return 0;
	rec->before = before;
	rec->before_len = before->nlmsg_len;
	/* Whoever has asked for an address has set it. */
	if (cause_is_dad(rec))
		return 0;
	/* An object that is not wanted yet may be later: a link gets the name that is asked for. */
	if (h->lines || !now || event_parse(&new, now, now->nlmsg_len) ||
	    event_parse(&old, before, before->nlmsg_len))
		return 0;
	diff.old = &old;
	diff.new = &new;
	if (changes_find(&h->changes, &old, &new, NULL))
		return -ENOMEM;
	return setters_take(&obj->setters, rec, &diff);
}

/* Remembers what a bridge says of the link. A port that has left its bridge has no such part. */
static int keep_part(struct history_object *obj, const struct event *ev)
{
	struct nlmsghdr *part = NULL;

	if (!event_is_part(ev))
		return 0;
	if (!ev->del) {
		part = event_copy_message(ev->nlh);
		if (!part)
			return -ENOMEM;
	}
	free(obj->part);
	obj->part = part;
	return 0;
}

/* Keeps @rec. @now is the object after it, or NULL if it is gone. Takes over @now. */
static int change_object(const struct history *h, struct history_object *obj,
			 const struct record *rec, const struct event *ev, char sign,
			 struct nlmsghdr *now)
{
	enum history_action action = action_of(h, obj, rec, ev, sign, now);
	size_t slot = h->lines ? obj->count % h->slots : (size_t)action;
	/* The record refers to the state before. */
	int err = record_copy_set(&obj->records[slot], rec);
	struct event rest;

	if (!err)
		err = keep_part(obj, ev);
	free(obj->is.now);
	obj->is.now = now;
	if (now && !ev->del)
		obj->is.path = event_path(ev);
	else if (now && !event_parse(&rest, now, now->nlmsg_len))
		obj->is.path = event_path(&rest);
	obj->last_seq = rec->seq;
	obj->count++;
	return err;
}

/* Finds the object of @ev, or returns NULL and sets errno. @rest: see multipath_losing(). */
static struct history_object *find_object(const struct history *h,
					  const struct identity *id,
					  const struct event *ev,
					  struct nlmsghdr **rest)
{
	struct multipath_object *obj = multipath_find(&h->objects, id, ev, event_path(ev));
	struct multipath_object *losing;

	errno = ENOENT;
	if (obj && (obj->now || !ev->del))
		return (struct history_object *)obj;
	/* An object that is gone cannot be deleted again. */
	losing = multipath_losing(&h->objects, id, ev, rest);
	if (!losing && errno == ENOMEM)
		return NULL;
	return (struct history_object *)(losing ? losing : obj);
}

/* Sets @now to a copy of the object after @ev, or leaves it NULL if the object is gone. */
static int what_is_left(struct nlmsghdr **now, const struct history_object *obj,
			const struct event *ev)
{
	const struct nlmsghdr *nlh = ev->nlh;

	if ((event_is_part(ev) || event_is_no_state(ev)) && obj->is.now)
		nlh = obj->is.now;
	else if (ev->del && !event_is_part(ev))
		return 0;
	*now = event_copy_message(nlh);
	return *now ? 0 : -ENOMEM;
}

/* Objects that were never wanted are kept only as long as they exist. */
static void forget_gone(struct history *h, struct history_object *obj)
{
	if (obj->wanted || obj->is.now)
		return;
	idmap_remove(&h->objects, &obj->is.node);
	free_object(&obj->is.node, h);
}

int history_add(struct history *h, const struct record *rec,
		const struct event *ev, char sign, enum history_wish wish)
{
	struct record compared;
	struct nlmsghdr *now = NULL;
	struct history_object *obj;
	struct identity id;
	int err = 0;

	identity_of(&id, ev);
	obj = find_object(h, &id, ev, &now);
	if (!obj && errno == ENOMEM)
		return -ENOMEM;
	if (!obj && wish == HISTORY_OTHER)
		return 0;
	if (!obj)
		obj = add_object(h, ev, &id);
	else if (!obj->is.now && !ev->del)
		multipath_again(&h->objects, &obj->is, ev);
	if (!obj)
		return -ENOMEM;
	obj->wanted |= wish == HISTORY_WANTED;
	obj->former = wish != HISTORY_WANTED;
	if (!now)
		err = what_is_left(&now, obj, ev);
	compared = *rec;
	if (!err)
		err = compare_record(h, obj, &compared, ev, now);
	if (!err)
		err = change_object(h, obj, &compared, ev, sign, now);
	else
		free(now);
	forget_gone(h, obj);
	return err;
}

static int newest_first(const void *a, const void *b)
{
	const struct history_object *const *x = a, *const *y = b;

	return ((*x)->last_seq < (*y)->last_seq) -
	       ((*x)->last_seq > (*y)->last_seq);
}

struct history_object **history_wanted(const struct history *h, size_t *n)
{
	struct history_object **all = calloc(h->objects.n + 1, sizeof(*all));
	struct idmap_node *node;

	*n = 0;
	if (!all)
		return NULL;
	for (node = idmap_walk(&h->objects, NULL); node;
	     node = idmap_walk(&h->objects, node))
		if (((struct history_object *)node)->wanted && !part_is_double(&node->id, &h->objects))
			all[(*n)++] = (struct history_object *)node;
	qsort(all, *n, sizeof(*all), newest_first);
	return all;
}

bool history_by_action(const struct history_object *obj,
		       enum history_action action, struct record *rec)
{
	return record_copy_get(&obj->records[action], rec);
}

bool history_by_age(const struct history *h, const struct history_object *obj,
		    uint64_t i, struct record *rec)
{
	return i < obj->count && i < h->slots &&
	       record_copy_get(&obj->records[(obj->count - 1 - i) % h->slots], rec);
}

static bool is_flush(const struct event *ev)
{
	return ev->kind == NETJOURNAL_KIND_XFRM && xfrm_is_flush(ev);
}

/* Returns whether the object went with another one, or is deleted with less than its name. */
static bool went_with(const struct history_object *obj, const struct event *ev)
{
	struct identity id;

	if (ev->kind != NETJOURNAL_KIND_TC || !ev->del)
		return false;
	identity_of(&id, ev);
	return !identity_same(&id, &obj->is.node.id);
}

/*
 * If a route lost a nexthop, its record shows the lost nexthop and not the rest of the route. If a
 * neighbour is gone, its record does not show its address. A record about several objects, or about
 * all, does not show which one is meant.
 */
const struct event *history_shown(const struct history_object *obj, const struct record *rec,
				  const struct event *ev, struct event *shown)
{
	const void *better = NULL;
	size_t len = 0;

	if (obj->is.now) {
		better = obj->is.now;
		len = obj->is.now->nlmsg_len;
	} else if (rec->kind == NETJOURNAL_KIND_NEIGH ||
		   (ev && (ev->decoder->split || is_flush(ev) || went_with(obj, ev)))) {
		better = rec->before;
		len = rec->before_len;
	}
	return better && !event_parse(shown, better, len) ? shown : ev;
}

bool history_present(const struct history_object *obj)
{
	if (obj->presence == HISTORY_NOT_ASKED)
		return obj->is.now;
	return obj->presence == HISTORY_PRESENT;
}

bool history_disagrees(const struct history_object *obj)
{
	return obj->presence == (obj->is.now ? HISTORY_GONE : HISTORY_PRESENT);
}

uint64_t history_oldest(const struct history *h, const struct history_object *obj)
{
	uint64_t seq = UINT64_MAX;
	struct record rec;
	size_t slot;

	for (slot = 0; slot < h->slots; slot++)
		if (record_copy_get(&obj->records[slot], &rec) && rec.seq < seq)
			seq = rec.seq;
	return seq;
}
