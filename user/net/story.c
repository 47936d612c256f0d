// SPDX-License-Identifier: GPL-2.0
/*
 * Finds what belongs to the story of a record. The journal proves a cause if the kernel did
 * both in one act, and always does one in consequence of the other.
 */
#include <errno.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>

#include "base/timeparse.h"
#include "base/util.h"
#include "decode/attr.h"
#include "net/birth.h"
#include "net/story.h"

/* How long after the end of a cable went down, the other end can lose its carrier. */
#define PEER_NS		(2 * NS_PER_S)

/* How good a cause is. Of several, the best one is told. */
enum rank {
	RANK_NONE,
	RANK_GUESS,
	RANK_OTHER,
	RANK_DOWN,	/* the device went down */
	RANK_DEVICE,	/* the device was deleted */
	RANK_NEXTHOP,
	RANK_NAMED,	/* the record names it */
};

static bool is_up(const struct event *ev)
{
	return strcmp(event_link_state(ev), "DOWN");
}

static bool is_running(const struct event *ev)
{
	return !strcmp(event_link_state(ev), "RUNNING");
}

/* Finds out whether only the carrier of a link has changed, and which device is its other end. */
static void take_link(struct story *s, const struct record *rec, const struct event *ev)
{
	struct difference diff;

	if (!ev->attr[IFLA_LINK] || ev->attr[IFLA_LINK_NETNSID] || ev->del ||
	    !domain_difference(s->domain, rec, &diff) || !is_up(diff.old) || !is_up(ev))
		return;
	s->carrier = is_running(ev) - is_running(diff.old);
	s->peer = attr_uint(ev->attr[IFLA_LINK]);
}

static void take_point(struct story *s, const struct record *rec, const struct event *ev)
{
	s->seq = rec->seq;
	s->act = rec->act;
	s->time = rec->time;
	s->kind = rec->kind;
	s->ifindex = ev->ifindex;
	s->del = ev->del;
	s->silent = record_is_silent(rec);
	s->named = cause_of(rec, &s->named_cause);
	if (s->named && s->named_cause.address_len > sizeof(s->named_address))
		s->named_cause.address_len = 0;
	if (s->named && s->named_cause.address_len)
		s->named_cause.address = memcpy(s->named_address, s->named_cause.address,
						s->named_cause.address_len);
	s->family = ev->family;
	s->is_own = event_is_own(ev);
	s->unchecked = ev->kind == NETJOURNAL_KIND_ADDR && ev->attr[IFA_FLAGS] &&
		       attr_uint(ev->attr[IFA_FLAGS]) & IFA_F_NODAD;
	if (ev->kind == NETJOURNAL_KIND_LINK)
		take_link(s, rec, ev);
	if (ev->kind != NETJOURNAL_KIND_ROUTE)
		return;
	s->nexthop = ev->id;
	if (ev->attr[RTA_PREFSRC] && attr_len(ev->attr[RTA_PREFSRC]) <= sizeof(s->source.bytes)) {
		s->source.family = ev->family;
		memcpy(s->source.bytes, attr_data(ev->attr[RTA_PREFSRC]),
		       attr_len(ev->attr[RTA_PREFSRC]));
	}
}

/*
 * Returns the record of the last change of the configuration, or else of any change. Of the changes in one act the
 * first is told, because others follow from it: a port that leaves a bond gets its own hardware address back.
 */
static bool last_change(const struct history_object *obj, struct record *rec)
{
	const struct setter *s = obj->setters, *first = s;
	struct record older;

	if (!s || !record_copy_get(&s->rec, rec))
		return history_by_action(obj, HISTORY_CHANGED, rec);
	while (rec->act && (s = s->next) && record_copy_get(&s->rec, &older) && older.act == rec->act)
		first = s;
	return record_copy_get(&first->rec, rec);
}

int story_begin(struct story *s, const struct history_object *obj)
{
	const struct event *ev;
	struct record rec;
	bool found = false;

	if (!obj->is.now)
		found = history_by_action(obj, HISTORY_DELETED, &rec);
	if (!found)
		found = last_change(obj, &rec);
	s->is_first = !found;
	if (!found)
		found = history_by_action(obj, HISTORY_ADDED, &rec);
	ev = found ? domain_event(s->domain, &rec) : NULL;
	if (!ev)
		return -ENOENT;
	take_point(s, &rec, ev);
	return record_copy_set(&s->point, &rec);
}

/* Returns whether @ev is about the device of the told record, and not about a part of it. */
static bool is_device(const struct story *s, const struct event *ev)
{
	return ev->kind == NETJOURNAL_KIND_LINK && s->kind != NETJOURNAL_KIND_LINK &&
	       s->ifindex && ev->ifindex == s->ifindex && !event_is_part(ev);
}

/*
 * The kernel removes routes and IPv6 addresses of a device that goes down. IPv4 addresses it
 * removes only with the device.
 */
static bool goes_down(const struct story *s, const struct record *rec, const struct event *ev)
{
	struct difference diff;

	if (s->kind == NETJOURNAL_KIND_ADDR && s->family == AF_INET)
		return false;
	return domain_difference(s->domain, rec, &diff) && is_up(diff.old) && !is_up(ev);
}

static bool loses_carrier(const struct story *s, const struct record *rec,
			  const struct event *ev)
{
	struct difference diff;

	return s->kind != NETJOURNAL_KIND_ADDR && domain_difference(s->domain, rec, &diff) &&
	       is_running(diff.old) && !is_running(ev);
}

/*
 * A route goes with its source address. With the last address of a device, all IPv4 routes over
 * the device go.
 */
static bool is_address(const struct story *s, const struct record *rec, const struct event *ev)
{
	if (ev->kind != NETJOURNAL_KIND_ADDR || !ev->del || s->kind != NETJOURNAL_KIND_ROUTE ||
	    s->family != ev->family)
		return false;
	if (s->source.family)
		return !memcmp(s->source.bytes, ev->dst.bytes, sizeof(ev->dst.bytes));
	return s->silent && s->family == AF_INET && ev->ifindex == s->ifindex && rec->seq < s->seq;
}

static bool is_nexthop(const struct story *s, const struct event *ev)
{
	return ev->kind == NETJOURNAL_KIND_NEXTHOP && ev->del &&
	       s->kind == NETJOURNAL_KIND_ROUTE && s->nexthop && s->nexthop == ev->id;
}

/*
 * The carrier of the told link changed soon after the device at the other end went down or came
 * up.
 */
static bool is_peer(const struct story *s, const struct record *rec, const struct event *ev)
{
	struct difference diff;

	if (!s->carrier || ev->ifindex != s->peer || ev->kind != NETJOURNAL_KIND_LINK ||
	    event_is_part(ev) || rec->seq > s->seq || rec->time + PEER_NS < s->time)
		return false;
	if (ev->del)
		return s->carrier < 0;
	return domain_difference(s->domain, rec, &diff) && is_up(diff.old) != is_up(ev) &&
	       is_up(ev) == (s->carrier > 0);
}

/* Returns whether @rec is the record of the event that the told record names as its cause. */
static bool is_named(const struct story *s, const struct record *rec, const struct event *ev)
{
	const struct cause *c = &s->named_cause;

	if (!s->named || c->netns)
		return false;
	if (c->seq)
		return rec->seq == c->seq;
	if (rec->act != (c->act ? c->act : s->act))
		return false;
	switch (c->event) {
	case NETJOURNAL_CAUSE_EVENT_CARRIER:
		return true;
	case NETJOURNAL_CAUSE_EVENT_ADDR_REMOVED:
		return ev->kind == NETJOURNAL_KIND_ADDR && ev->del && ev->ifindex == c->ifindex &&
		       c->address && !memcmp(ev->dst.bytes, c->address, c->address_len);
	case NETJOURNAL_CAUSE_EVENT_NEXTHOP_REMOVED:
		return ev->kind == NETJOURNAL_KIND_NEXTHOP && ev->del && ev->id == c->nexthop;
	default:
		return ev->kind == NETJOURNAL_KIND_LINK && ev->ifindex == c->ifindex &&
		       !event_is_part(ev) && rec->seq > s->seq &&
		       ev->del == (c->event == NETJOURNAL_CAUSE_EVENT_LINK_REMOVED);
	}
}

/* Returns how good a cause @rec is. */
static enum rank rank_of(const struct story *s, const struct record *rec,
			 const struct event *ev)
{
	if (is_named(s, rec, ev))
		return RANK_NAMED;
	if (is_peer(s, rec, ev))
		return RANK_GUESS;
	if (!s->del || !s->act || rec->act != s->act)
		return RANK_NONE;
	if (is_nexthop(s, ev))
		return RANK_NEXTHOP;
	if (is_device(s, ev) && ev->del)
		return RANK_DEVICE;
	if (is_device(s, ev) && goes_down(s, rec, ev))
		return RANK_DOWN;
	if (is_address(s, rec, ev) || (is_device(s, ev) && loses_carrier(s, rec, ev)))
		return RANK_OTHER;
	return RANK_NONE;
}

static int take_cause(struct story *s, const struct record *rec, const struct event *ev)
{
	enum rank rank = rank_of(s, rec, ev);

	/* Of several guesses, the last one is nearest. */
	if (!rank || rank < s->rank || (rank == s->rank && rank > RANK_GUESS))
		return 0;
	s->rank = rank;
	s->guess = rank == RANK_GUESS || (rank == RANK_NAMED && s->named_cause.guess);
	return record_copy_set(&s->cause, rec);
}

static int take_before(struct story *s, const struct record *rec, const struct event *ev)
{
	if (rec->seq >= s->seq || (s->act && rec->act == s->act) || !s->ifindex ||
	    ev->ifindex != s->ifindex || domain_minor(s->domain, rec))
		return 0;
	return record_copy_set(&s->before[s->n_before++ % STORY_BEFORE_MAX], rec);
}

/* Returns whether the record of the cause has a cause of its own: that a device went down. */
static bool follows_down(const struct story *s)
{
	struct cause behind;
	struct record rec;

	return record_copy_get(&s->cause, &rec) && cause_of(&rec, &behind) &&
	       behind.event == NETJOURNAL_CAUSE_EVENT_LINK_DOWN;
}

/* Returns whether the cause is that the device went down, perhaps with a nexthop between. */
static bool went_down(const struct story *s)
{
	if (s->named && s->named_cause.event == NETJOURNAL_CAUSE_EVENT_NEXTHOP_REMOVED)
		return follows_down(s);
	if (s->named)
		return s->named_cause.event == NETJOURNAL_CAUSE_EVENT_LINK_DOWN;
	return s->rank == RANK_DOWN;
}

/* The device of something that is gone has come up again. */
static int take_since(struct story *s, const struct record *rec, const struct event *ev)
{
	struct difference diff;

	if (rec->seq < s->seq || !s->del || !went_down(s) || s->since.attrs ||
	    !is_device(s, ev) || ev->del ||
	    !domain_difference(s->domain, rec, &diff) || is_up(diff.old) || !is_up(ev))
		return 0;
	return record_copy_set(&s->since, rec);
}

int story_take(struct story *s, const struct record *rec)
{
	const struct event *ev = domain_event(s->domain, rec);
	int err;

	if (!ev || rec->is_gap || rec->seq == s->seq)
		return 0;
	err = take_cause(s, rec, ev);
	if (!err)
		err = take_before(s, rec, ev);
	return err ? err : take_since(s, rec, ev);
}

void story_drop(struct story *s)
{
	size_t i;

	record_copy_drop(&s->point);
	record_copy_drop(&s->cause);
	record_copy_drop(&s->since);
	for (i = 0; i < STORY_BEFORE_MAX; i++)
		record_copy_drop(&s->before[i]);
}
