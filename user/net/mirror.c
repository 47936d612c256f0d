// SPDX-License-Identifier: GPL-2.0
/*
 * The network objects of one namespace, as they change.
 *
 * Dumps and events come over the same socket. An event that was made before a message of a
 * dump is read before it, so the dump is newer. New kernels dump without the lock for
 * changes, so there an event can be newer than the dump; the view handles that.
 */
#include <errno.h>
#include <linux/if.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>

#include "net/birth.h"
#include "net/births.h"
#include "net/linknames.h"
#include "net/mirror.h"
#include "net/rtnl.h"

#define LINKS		(1u << NETJOURNAL_KIND_LINK)

#define READS		1024	/* of one mirror_read() */
#define TRIES		3	/* of a dump that changes race with */
/* In ns. Removing the routes of a link takes time, so the mirror looks for them twice. */
#define LOOKS		2
#define LOOK_DELAY	100000000ull
#define LOOK_AGAIN	1000000000ull

enum mirror_phase mirror_next(enum mirror_phase phase, enum mirror_cause cause)
{
	static const uint8_t next[MIRROR_PHASES][MIRROR_CAUSES] = {
		/*		     loss, dumps due, dumps done */
		[MIRROR_FILL]	 = { MIRROR_REFILL, MIRROR_FILL, MIRROR_FOLLOW },
		[MIRROR_REFILL]	 = { MIRROR_REFILL, MIRROR_REFILL, MIRROR_FOLLOW },
		[MIRROR_FOLLOW]	 = { MIRROR_RECOVER, MIRROR_CHECK, MIRROR_FOLLOW },
		[MIRROR_CHECK]	 = { MIRROR_RECOVER, MIRROR_CHECK, MIRROR_FOLLOW },
		[MIRROR_RECOVER] = { MIRROR_RECOVER, MIRROR_RECOVER, MIRROR_FOLLOW },
	};

	return next[phase][cause];
}

/* Returns whether the view is being filled for the first time. */
static bool is_filling(const struct mirror *m)
{
	return m->phase == MIRROR_FILL || m->phase == MIRROR_REFILL;
}

/* Returns whether messages were lost and the dumps that replace them are not done. */
static bool is_after_loss(const struct mirror *m)
{
	return m->phase == MIRROR_REFILL || m->phase == MIRROR_RECOVER;
}

static int skip_changes(struct mirror *m)
{
	struct view_change change;

	while (view_next(m->view, &change))
		;
	return 0;
}

/* Reports what changed in the view. */
static int report_changes(struct mirror *m, bool found)
{
	struct event ev;
	struct mirror_step step = { .ev = &ev, .found = found };
	const struct nlmsghdr *nlh;
	struct view_change change;
	int err = 0;

	if (is_filling(m) || !m->wish->changes)
		return skip_changes(m);
	while (!err && view_next(m->view, &change)) {
		nlh = change.new ? change.new : change.old;
		/* The view contains only messages that could be decoded. */
		if (event_parse(&ev, nlh, nlh->nlmsg_len))
			continue;
		step.old = change.new ? change.old : NULL;
		step.gone = !change.new;
		err = m->handler->step(&step, m->arg);
	}
	return err;
}

/*
 * Plans the dumps of all objects of the kinds @wanted. Ports of bridges need a dump of
 * their own family. Nexthops come before routes, because new kernels dump routes without
 * waiting for a change that is under way.
 */
static void plan_dumps(struct mirror *m, uint32_t wanted)
{
	struct mirror_dumps *d = &m->dumps;
	const struct kind *row;
	unsigned int kind, i;
	uint8_t family;

	memset(d, 0, sizeof(*d));
	for (kind = NETJOURNAL_KIND_MAX; kind; kind--) {
		row = wanted & 1u << kind ? kind_row(kind) : NULL;
		for (i = 0; row && i < row->rtnl.n_families; i++) {
			family = row->rtnl.families[i];
			if (row->flags & KIND_MIXED && m->wish->family)
				family = m->wish->family;
			if (family && m->wish->family && rtnl_ip_family(family) != m->wish->family)
				continue;
			d->list[d->n].kind = kind;
			d->list[d->n++].family = family;
		}
		if (row && row->flags & KIND_PORTS) {
			d->list[d->n].kind = kind;
			d->list[d->n++].family = AF_BRIDGE;
		}
	}
}

static int request_dump(struct mirror *m)
{
	struct mirror_dumps *d = &m->dumps;

	d->raced = false;
	view_dump(m->view);
	return live_dump(&m->live, d->list[d->at].kind, d->list[d->at].family);
}

static bool is_dumping(const struct mirror *m)
{
	return m->dumps.at < m->dumps.n;
}

/* Dumps @kinds, now or after the present dumps. */
static int dump_kinds(struct mirror *m, uint32_t kinds)
{
	if (is_dumping(m)) {
		m->dumps.again |= kinds;
		return 0;
	}
	plan_dumps(m, kinds);
	m->doubtful &= ~kinds;
	return m->dumps.n ? request_dump(m) : 0;
}

static int report_one(const struct nlmsghdr *nlh, void *arg)
{
	struct mirror *m = arg;
	struct event ev;

	if (event_parse(&ev, nlh, nlh->nlmsg_len))
		return 0;
	return m->handler->present(&ev, m->arg);
}

static int report_present(struct mirror *m)
{
	int err = m->handler->mark(false, !m->doubtful, m->arg);

	if (!err)
		err = view_all(m->view, report_one, m);
	view_forget(m->view, m->wish->kinds & ~m->kept);
	return err;
}

/* Plans to look for silent deletions at @when, or earlier if that is planned. */
static void plan_look(struct mirror *m, uint64_t when)
{
	if (!m->look_at || m->look_at > when)
		m->look_at = when;
}

/* Ends the dumps, unless more have become due. */
static int end_dumps(struct mirror *m, uint64_t now)
{
	int err = 0;

	if (m->dumps.again)
		return dump_kinds(m, m->dumps.again);
	if (is_after_loss(m) && !m->wish->changes)
		err = report_present(m);
	if (!err && (is_after_loss(m) || (is_filling(m) && m->doubtful))) {
		err = m->handler->mark(true, !m->doubtful, m->arg);
	} else if (m->doubtful) {
		plan_look(m, now + LOOK_AGAIN);
		if (!m->looks)
			m->looks = 1;
	}
	m->phase = mirror_next(m->phase, MIRROR_DONE);
	return err;
}

/* Ends the present dump, with @error. */
static int end_dump(struct mirror *m, int error, uint64_t now)
{
	struct mirror_dumps *d = &m->dumps;
	uint8_t kind = d->list[d->at].kind, family = d->list[d->at].family;
	int err;

	/* Not every kernel has nexthops, or bridges. */
	if (error == -EOPNOTSUPP || error == -EAFNOSUPPORT)
		d->raced = false;
	else if (error)
		d->raced = true;
	else if (!d->raced)
		view_dump_end(m->view, kind, family);

	if (d->raced && ++d->tries < TRIES)
		return request_dump(m);
	if (d->raced)
		m->doubtful |= 1u << kind;
	d->tries = 0;
	d->at++;
	err = report_changes(m, true);
	if (err)
		return err;
	return is_dumping(m) ? request_dump(m) : end_dumps(m, now);
}

static bool is_wanted(const struct mirror *m, const struct event *ev)
{
	uint8_t family = m->wish->family;

	if (!(m->wish->kinds & 1u << ev->kind))
		return false;
	/* An object without a family belongs to any family. */
	return !family || ev->kind == NETJOURNAL_KIND_LINK || !ev->family ||
	       rtnl_ip_family(ev->family) == family;
}

static void learn_name(struct mirror *m, const struct event *ev)
{
	if (ev->kind != NETJOURNAL_KIND_LINK)
		return;
	if (!ev->del && ev->ifname)
		linknames_set(m->names, ev->ifindex, ev->ifname);
	/* A deletion with another family only means that the device has left its bridge. */
	else if (ev->del && ev->family == AF_UNSPEC)
		linknames_gone(m->names, ev->ifindex);
}

static int take_dumped(struct mirror *m, const struct nlmsghdr *nlh,
		       uint64_t now)
{
	uint8_t family = m->dumps.list[m->dumps.at].family;
	struct event ev;
	int error = 0;

	if (nlh->nlmsg_flags & NLM_F_DUMP_INTR)
		m->dumps.raced = true;
	if (nlh->nlmsg_type == NLMSG_DONE || nlh->nlmsg_type == NLMSG_ERROR) {
		if (nlh->nlmsg_len >= NLMSG_LENGTH(sizeof(error)))
			memcpy(&error, NLMSG_DATA(nlh), sizeof(error));
		return end_dump(m, error < 0 ? error : 0, now);
	}
	if (event_parse(&ev, nlh, nlh->nlmsg_len))
		return 0;
	learn_name(m, &ev);
	/* A kernel that lacks a family answers with all families. */
	if (!is_wanted(m, &ev) || (family && ev.family && ev.family != family))
		return 0;
	/* Only the end of the dump shows which object replaced another. */
	return view_dumped(m->view, &ev);
}

/*
 * If objects are deleted during a dump, the dump can lack objects that exist, and the
 * kernel does not always say so.
 */
static void watch_race(struct mirror *m, const struct event *ev)
{
	uint8_t family;

	if (!is_dumping(m) || ev->kind != m->dumps.list[m->dumps.at].kind)
		return;
	family = m->dumps.list[m->dumps.at].family;
	if ((!family || ev->family == family) &&
	    (ev->del || ev->nlh->nlmsg_flags & NLM_F_REPLACE))
		m->dumps.raced = true;
}

/*
 * Returns whether routes or nexthops may go silently because of this event. IPv4 routes
 * can go with a link, an address or a nexthop. Nexthops can go with a link.
 */
static bool may_silence(const struct event *ev)
{
	struct ifinfomsg ifi;

	switch (ev->kind) {
	case NETJOURNAL_KIND_LINK:
		memcpy(&ifi, NLMSG_DATA(ev->nlh), sizeof(ifi));
		if (ev->family != AF_UNSPEC)
			return false;
		if (ev->del || !(ifi.ifi_flags & IFF_UP))
			return ev->del || ifi.ifi_change & IFF_UP;
		return !(ifi.ifi_flags & (IFF_RUNNING | IFF_LOWER_UP));
	case NETJOURNAL_KIND_ADDR:
		return ev->del && ev->family == AF_INET;
	case NETJOURNAL_KIND_NEXTHOP:
		return ev->del;
	default:
		return false;
	}
}

/* The view has all objects of the kinds that are kept, unless messages were lost. */
static void learn_old(const struct mirror *m, struct mirror_step *step)
{
	const struct event *ev = step->ev;

	if (m->wish->changes || !(m->kept & 1u << ev->kind) || !view_keeps(ev) || ev->del)
		return;
	step->old = view_last(m->view, ev);
	step->new = !step->old && !is_filling(m) && !is_after_loss(m) && !event_is_part(ev);
}

static int take_event(struct mirror *m, const struct event *ev, uint64_t now)
{
	struct mirror_step step = { .ev = ev, .gone = ev->del };
	bool keep = (m->kept & 1u << ev->kind) || is_after_loss(m);
	int err;

	learn_name(m, ev);
	watch_race(m, ev);
	if (m->kept & m->silent && may_silence(ev)) {
		plan_look(m, now + LOOK_DELAY);
		m->looks = LOOKS;
	}
	if (!is_wanted(m, ev))
		return 0;
	if (is_dumping(m)) {
		err = report_changes(m, true);
		if (err)
			return err;
	}
	learn_old(m, &step);
	if (!m->wish->changes || (!view_keeps(ev) && ev->kind != NETJOURNAL_KIND_LINK)) {
		err = m->handler->step(&step, m->arg);
		if (err)
			return err;
	}
	if (keep) {
		err = view_event(m->view, ev);
		if (err)
			return err;
	}
	return report_changes(m, false);
}

/*
 * The kernel asks user space to resolve a neighbour (app_solicit). The question has the
 * form of any message about the neighbour, but nothing has changed.
 */
static int take_question(struct mirror *m, struct nlmsghdr *nlh)
{
	struct event ev;
	const struct mirror_step step = { .ev = &ev, .asked = true };

	nlh->nlmsg_type = RTM_NEWNEIGH;
	if (m->wish->changes || event_parse(&ev, nlh, nlh->nlmsg_len) ||
	    !is_wanted(m, &ev))
		return 0;
	return m->handler->step(&step, m->arg);
}

/* Handles the messages of one receive. */
static int take_messages(struct mirror *m, struct nlmsghdr *nlh, int len, uint64_t now)
{
	struct event ev;
	int err = 0;

	for (; !err && NLMSG_OK(nlh, (unsigned int)len); nlh = NLMSG_NEXT(nlh, len)) {
		if (nlh->nlmsg_pid == m->live.port && nlh->nlmsg_seq == m->live.seq) {
			if (is_dumping(m))
				err = take_dumped(m, nlh, now);
		} else if (nlh->nlmsg_type == RTM_GETNEIGH) {
			err = take_question(m, nlh);
		} else if (!event_parse(&ev, nlh, nlh->nlmsg_len)) {
			err = take_event(m, &ev, now);
		}
	}
	return err;
}

/* Handles a loss, after all messages from before it. */
static int take_loss(struct mirror *m)
{
	int err = m->handler->lost(live_lost(&m->live), m->arg);

	m->phase = mirror_next(m->phase, MIRROR_LOSS);
	/* Devices may have other names now. */
	linknames_forget(m->names);
	return err ? err : dump_kinds(m, m->wish->kinds);
}

int mirror_read(struct mirror *m, uint64_t now)
{
	struct nlmsghdr *nlh;
	int i, len, err = 0;

	for (i = 0; i < READS && !err; i++) {
		len = live_receive(&m->live, &nlh);
		if (len == -EAGAIN)
			return 0;
		if (len == -ENOBUFS)
			return take_loss(m);
		err = len < 0 ? len : take_messages(m, nlh, len, now);
	}
	return err;
}

int mirror_tick(struct mirror *m, uint64_t now)
{
	if (!m->look_at || now < m->look_at)
		return 0;
	m->looks--;
	m->look_at = m->looks ? now + LOOK_AGAIN : 0;
	m->phase = mirror_next(m->phase, MIRROR_DUE);
	return dump_kinds(m, m->doubtful ? m->kept : m->silent);
}

int mirror_open(struct mirror *m, const struct mirror_wish *wish,
		const struct mirror_handler *handler, void *arg)
{
	uint32_t kinds = wish->kinds | LINKS;
	int err;

	memset(m, 0, sizeof(*m));
	m->wish = wish;
	m->handler = handler;
	m->arg = arg;
	m->silent = kinds_with(KIND_SILENT);
	/*
	 * Without --changes, differences of links are printed too. The signs of all
	 * BIRTHS_KINDS depend on which objects exist.
	 */
	m->kept = wish->changes ? wish->kinds : wish->kinds & BIRTHS_KINDS;
	if (!wish->changes)
		m->silent &= m->kept;
	if (m->kept & m->silent)
		kinds |= 1u << NETJOURNAL_KIND_ADDR | m->silent;
	err = live_open(&m->live, kinds, wish->family);
	if (err)
		return err;
	m->names = linknames_new(m->live.fd);
	m->view = view_new();
	m->phase = m->kept ? MIRROR_FILL : MIRROR_FOLLOW;
	err = m->names && m->view ? dump_kinds(m, m->kept) : -ENOMEM;
	if (err)
		mirror_close(m);
	return err;
}

void mirror_close(struct mirror *m)
{
	linknames_free(m->names);
	view_free(m->view);
	m->names = NULL;
	m->view = NULL;
	live_close(&m->live);
}
