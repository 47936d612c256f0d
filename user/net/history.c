// SPDX-License-Identifier: GPL-2.0
/*
 * The lives of network objects.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "net/domain_net.h"
#include "net/history.h"

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
	free(obj->is.now);
	free(obj);
}

void history_drop(struct history *h)
{
	idmap_drop(&h->objects, free_object, h);
}

static struct history_object *add_object(struct history *h,
					 const struct event *ev,
					 const struct identity *id)
{
	/* The kernel puts a route before others to its prefix, unless it is appended. */
	bool last = ev->nlh->nlmsg_flags & NLM_F_APPEND;
	struct history_object *obj = calloc(1, sizeof(*obj) +
					    h->slots * sizeof(obj->records[0]));

	if (!obj || idmap_add(&h->objects, &obj->is.node, id, last)) {
		free(obj);
		return NULL;
	}
	obj->is.path = event_path(ev);
	return obj;
}

/*
 * Returns what the event with @sign did to @obj. @now is the object after the event. A new
 * life begins when an object appears that did not exist.
 */
static enum history_action action_of(struct history_object *obj, char sign,
				     const void *now)
{
	int i;

	if (!now)
		return HISTORY_DELETED;
	if (obj->is.now)
		return HISTORY_CHANGED;
	for (i = 0; i < HISTORY_ACTIONS; i++)
		record_copy_drop(&obj->records[i]);
	return sign == '+' ? HISTORY_ADDED : HISTORY_CHANGED;
}

/* Keeps @rec. @now is the object after it, or NULL if it is gone. Takes over @now. */
static int change_object(const struct history *h, struct history_object *obj,
			 const struct record *rec, const struct event *ev,
			 struct nlmsghdr *now)
{
	size_t slot = h->lines ? obj->count % h->slots :
		      (size_t)action_of(obj, event_sign(ev), now);
	struct event rest;

	free(obj->is.now);
	obj->is.now = now;
	if (now && !ev->del)
		obj->is.path = event_path(ev);
	else if (now && !event_parse(&rest, now, now->nlmsg_len))
		obj->is.path = event_path(&rest);
	obj->last_seq = rec->seq;
	obj->count++;
	return record_copy_set(&obj->records[slot], rec);
}

int history_add(struct history *h, const struct record *rec,
		const struct event *ev, bool wanted)
{
	struct nlmsghdr *now = NULL;
	struct history_object *obj;
	struct identity id;

	identity_of(&id, ev);
	obj = (struct history_object *)multipath_find(&h->objects, &id, ev);
	if (!obj)
		obj = (struct history_object *)multipath_losing(&h->objects, &id,
								ev, &now);
	if (!obj && errno == ENOMEM)
		return -ENOMEM;
	/*
	 * A link may have had another name before, so all links are kept. Other objects are
	 * kept only if they are wanted.
	 */
	if (!obj && !wanted && ev->kind != NETJOURNAL_KIND_LINK)
		return 0;
	if (!obj)
		obj = add_object(h, ev, &id);
	if (obj && !ev->del)
		now = malloc(ev->nlh->nlmsg_len);
	if (!obj || (!ev->del && !now))
		return -ENOMEM;
	if (!ev->del)
		memcpy(now, ev->nlh, ev->nlh->nlmsg_len);
	obj->wanted |= wanted;
	return change_object(h, obj, rec, ev, now);
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
		if (((struct history_object *)node)->wanted)
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
