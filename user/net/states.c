// SPDX-License-Identifier: GPL-2.0
/* Remembers the last state of each object. */
#include <errno.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/netlink.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "decode/kind.h"
#include "decode/decode.h"
#include "net/domain_net.h"
#include "net/parts.h"
#include "net/states.h"

/*
 * The identity of an object, in which a port of a bridge is another object than its
 * device, because the messages about it contain other things.
 */
static void find_identity(struct identity *id, const struct event *ev)
{
	identity_of(id, ev);
	if (ev->kind == NETJOURNAL_KIND_LINK)
		id->family = ev->family;
}

bool event_is_no_state(const struct event *ev)
{
	if (ev->del)
		return false;
	/* A wireless card announces what it does. */
	if (ev->kind == NETJOURNAL_KIND_LINK)
		return ev->attr[IFLA_WIRELESS];
	/* The value is secret, or the write was a command. */
	if (ev->kind == NETJOURNAL_KIND_SYSCTL)
		return !ev->attr[NETJOURNAL_A_SYSCTL_VALUE];
	/* The neighbour does not answer any more, so its address is missing. */
	return ev->kind == NETJOURNAL_KIND_NEIGH && !ev->attr[NDA_LLADDR];
}

/*
 * Returns whether the event is about an object that did not exist before. If so, a state that
 * is known for this identity belongs to another object, which is gone.
 */
static bool is_new(const struct event *ev, char sign, const struct multipath_object *obj)
{
	if (sign != '+' || kind_row(ev->kind)->flags & KIND_ALIKE)
		return false;
	/* An IPv6 route can join another one. */
	return ev->kind != NETJOURNAL_KIND_ROUTE || !multipath_joins(ev) ||
	       obj->path == event_path(ev);
}

/* Keeps the message @old, which is the state before this event, until the next event. */
static void keep_gone(struct states *s, struct nlmsghdr *old)
{
	free(s->gone);
	s->gone = old;
}

static void forget_object(struct states *s, struct multipath_object *obj)
{
	keep_gone(s, obj->now);
	idmap_remove(&s->objects, &obj->node);
	free(obj);
}

static struct multipath_object *add_object(struct states *s, const struct identity *id,
					   const struct event *ev)
{
	struct multipath_object *obj = calloc(1, sizeof(*obj));

	if (obj && !idmap_add(&s->objects, &obj->node, id, ev->nlh->nlmsg_flags & NLM_F_APPEND))
		return obj;
	free(obj);
	return NULL;
}

/* Replaces the state of @obj by @now, which it then owns. */
static void set_state(struct states *s, struct multipath_object *obj, struct nlmsghdr *now,
		      uint32_t path)
{
	keep_gone(s, obj->now);
	obj->now = now;
	obj->path = path;
}

/* The object is gone, or it is a route that loses one of its nexthops. */
static int take_deletion(struct states *s, struct multipath_object *obj,
			 const struct identity *id, const struct event *ev,
			 const struct nlmsghdr **before)
{
	struct nlmsghdr *rest;
	struct event left;

	if (obj) {
		*before = obj->now;
		forget_object(s, obj);
		return 0;
	}
	obj = multipath_losing(&s->objects, id, ev, &rest);
	if (!obj)
		return errno == ENOMEM ? -ENOMEM : 0;
	*before = obj->now;
	set_state(s, obj, rest, event_parse(&left, rest, rest->nlmsg_len) ? obj->path : event_path(&left));
	return 0;
}

static int take_state(struct states *s, struct multipath_object *obj,
		      const struct identity *id, const struct event *ev, char sign,
		      const struct nlmsghdr **before)
{
	struct nlmsghdr *now = event_copy_message(ev->nlh);

	if (now && !obj)
		obj = add_object(s, id, ev);
	if (!now || !obj) {
		free(now);
		return -ENOMEM;
	}
	if (obj->now && !is_new(ev, sign, obj))
		*before = obj->now;
	set_state(s, obj, now, event_path(ev));
	return 0;
}

int states_said(const struct event *ev, struct nlmsghdr **said)
{
	free(*said);
	*said = NULL;
	if (!ev->decoder->before)
		return 0;
	*said = malloc(ev->nlh->nlmsg_len);
	if (!*said)
		return -ENOMEM;
	if (!ev->decoder->before(ev, *said)) {
		free(*said);
		*said = NULL;
	}
	return 0;
}

/* Takes what happened to one object. */
static int take_object(struct states *s, const struct event *ev, char sign,
		       const struct nlmsghdr **before)
{
	struct multipath_object *obj;
	struct identity id;

	*before = NULL;
	find_identity(&id, ev);
	obj = multipath_find(&s->objects, &id, ev, event_path(ev));
	if (event_is_no_state(ev)) {
		*before = obj ? obj->now : NULL;
		return 0;
	}
	if (ev->del)
		return take_deletion(s, obj, &id, ev, before);
	return take_state(s, obj, &id, ev, sign, before);
}

/*
 * A message about several objects in hand.
 *
 * @n: how many of its objects were taken
 * @alike: they were all there before, with the state @states->said but for their numbers
 */
struct several {
	struct states *states;
	const struct event *ev;
	char sign;
	size_t n;
	bool alike;
};

/* Returns whether the states are the same but for the identity of their objects. */
static int same_states(struct changes *c, const struct nlmsghdr *a, const struct nlmsghdr *b, bool *same)
{
	struct event old, new;

	*same = false;
	if (event_parse(&old, a, a->nlmsg_len) || event_parse(&new, b, b->nlmsg_len))
		return 0;
	if (changes_find(c, &old, &new, NULL))
		return -ENOMEM;
	*same = !c->n;
	return 0;
}

static int take_one_of_several(const struct event *part, void *arg)
{
	struct several *m = arg;
	struct states *s = m->states;
	const struct nlmsghdr *before;
	int err = take_object(s, part, m->sign, &before);

	if (err || !part_is_of(part, m->ev))
		return err;
	if (!m->n++) {
		m->alike = before;
		s->said = before ? event_copy_message(before) : NULL;
		return before && !s->said ? -ENOMEM : 0;
	}
	if (!m->alike)
		return 0;
	m->alike = before;
	return before ? same_states(&s->changes, s->said, before, &m->alike) : 0;
}

static int take_several(struct states *s, const struct event *ev, char sign,
			const struct nlmsghdr **before)
{
	struct several m = { .states = s, .ev = ev, .sign = sign };
	int err;

	free(s->said);
	s->said = NULL;
	err = parts_each(ev, &s->objects, take_one_of_several, &m);
	*before = m.alike ? s->said : NULL;
	return err;
}

int states_take(struct states *s, const struct event *ev, char sign,
		const struct nlmsghdr **before)
{
	int err;

	*before = NULL;
	if (object_row(ev->kind)->flags & KIND_ACTS)
		return 0;
	if (ev->decoder->split)
		return take_several(s, ev, sign, before);
	err = take_object(s, ev, sign, before);
	if (err || ev->del || event_is_no_state(ev))
		return err;
	err = states_said(ev, &s->said);
	if (s->said)
		*before = s->said;
	return err;
}

static void free_object(struct idmap_node *node, void *arg)
{
	struct multipath_object *obj = (struct multipath_object *)node;

	(void)arg;
	free(obj->now);
	free(obj);
}

void states_drop(struct states *s)
{
	keep_gone(s, NULL);
	free(s->said);
	s->said = NULL;
	changes_free(&s->changes);
	idmap_drop(&s->objects, free_object, NULL);
}
