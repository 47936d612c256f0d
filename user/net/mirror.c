// SPDX-License-Identifier: GPL-2.0
/*
 * The network objects of one namespace, as they change.
 *
 * Dumps come over the socket of the events, so an event that was before a dump's
 * message is read before it: what the dump has is newer, and no old news is told
 * after it. New kernels dump without the lock that changes are made under, and
 * there an event can be the newer one; the view sees to that.
 */
#include <errno.h>
#include <linux/if.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>

#include "net/linknames.h"
#include "net/mirror.h"
#include "net/rtnl.h"

#define LINKS		(1u << NETJOURNAL_KIND_LINK)
#define SILENT		(1u << NETJOURNAL_KIND_ROUTE | 1u << NETJOURNAL_KIND_NEXTHOP)

#define READS		1024	/* of one mirror_read() */
#define TRIES		3	/* of a dump that changes race with */
/* In ns. What took a link down may be at work still, so it is looked at twice. */
#define LOOK_DELAY	100000000ull
#define LOOK_AGAIN	1000000000ull

static int skip(struct mirror *m)
{
	struct view_change change;

	(void)m;
	while (view_next(m->view, &change))
		;
	return 0;
}

/* Tells what changed in the view. */
static int tell(struct mirror *m, bool found)
{
	struct mirror_step step = { .found = found };
	struct view_change change;
	int err = 0;

	if (!m->started || !m->wish->changes)
		return skip(m);
	while (!err && view_next(m->view, &change)) {
		step.nlh = change.new ? change.new : change.old;
		step.old = change.new ? change.old : NULL;
		step.gone = !change.new;
		err = m->handler->step(&step, m->arg);
	}
	return err;
}

/*
 * The dumps that tell of all objects of @kinds. Those that the kernel knows as
 * ports of a bridge are a family of their own. Nexthops come before routes, which new
 * kernels dump without waiting for a change that is under way.
 */
static void plan(struct mirror *m, uint32_t kinds)
{
	const struct rtnl_kind *k;
	unsigned int kind, i;
	uint8_t family;

	m->n_dumps = 0;
	m->dump = 0;
	m->tries = 0;
	for (kind = NETJOURNAL_KIND_MAX; kind; kind--) {
		k = kinds & 1u << kind ? rtnl_kind(kind) : NULL;
		for (i = 0; k && i < k->n_families; i++) {
			family = k->families[i];
			if (kind == NETJOURNAL_KIND_NEIGH && m->wish->family)
				family = m->wish->family;
			if (family && m->wish->family && family != m->wish->family)
				continue;
			m->dumps[m->n_dumps].kind = kind;
			m->dumps[m->n_dumps++].family = family;
		}
		if (k && kind == NETJOURNAL_KIND_LINK) {
			m->dumps[m->n_dumps].kind = kind;
			m->dumps[m->n_dumps++].family = AF_BRIDGE;
		}
	}
}

static int dump(struct mirror *m)
{
	m->raced = false;
	view_dump(m->view);
	return live_dump(&m->live, m->dumps[m->dump].kind,
			 m->dumps[m->dump].family);
}

static bool dumping(const struct mirror *m)
{
	return m->dump < m->n_dumps;
}

/* Dumps @kinds, now or after what is being dumped. */
static int dump_kinds(struct mirror *m, uint32_t kinds)
{
	if (dumping(m)) {
		m->again |= kinds;
		return 0;
	}
	plan(m, kinds);
	m->whole = true;
	return m->n_dumps ? dump(m) : 0;
}

static int present(const struct nlmsghdr *nlh, void *arg)
{
	struct mirror *m = arg;

	return m->handler->present(nlh, m->arg);
}

static int tell_present(struct mirror *m)
{
	int err = m->handler->mark(false, m->whole, m->arg);

	if (!err)
		err = view_all(m->view, present, m);
	view_forget(m->view, m->wish->kinds & ~m->kept);
	return err;
}

/* Looks at @when for what went in silence, if not before. */
static void look(struct mirror *m, uint64_t when)
{
	if (!m->look_at || m->look_at > when)
		m->look_at = when;
}

/* All dumps are done. */
static int finish(struct mirror *m, uint64_t now)
{
	uint32_t again = m->again;
	bool whole = m->whole;
	int err = 0;

	m->again = 0;
	if (again) {
		err = dump_kinds(m, again);
		/* What was in doubt is so still, unless all is dumped again. */
		m->whole = whole || !(m->wish->kinds & ~again);
		return err;
	}
	if (m->after_loss && !m->wish->changes)
		err = tell_present(m);
	if (!err && (m->after_loss || !(m->started || m->whole)))
		err = m->handler->mark(true, m->whole, m->arg);
	else if (!m->whole)
		look(m, now + LOOK_AGAIN);
	m->after_loss = false;
	m->started = true;
	return err;
}

/* A dump is done, with @error. */
static int dump_done(struct mirror *m, int error, uint64_t now)
{
	uint8_t kind = m->dumps[m->dump].kind, family = m->dumps[m->dump].family;
	int err = 0;

	/* Not every kernel has nexthops, or bridges. */
	if (error == -EOPNOTSUPP || error == -EAFNOSUPPORT)
		m->raced = false;
	else if (error)
		m->raced = true;
	else if (!m->raced)
		view_dump_end(m->view, kind, family);

	if (m->raced && ++m->tries < TRIES)
		return dump(m);
	m->whole &= !m->raced;
	m->tries = 0;
	m->dump++;
	err = tell(m, true);
	if (err)
		return err;
	return dumping(m) ? dump(m) : finish(m, now);
}

static bool is_wanted(const struct mirror *m, const struct event *ev)
{
	uint8_t family = m->wish->family;

	if (!(m->wish->kinds & 1u << ev->kind))
		return false;
	/* What has no family has to do with any. */
	return !family || ev->kind == NETJOURNAL_KIND_LINK || !ev->family ||
	       ev->family == family;
}

static void learn_name(struct mirror *m, const struct event *ev)
{
	if (ev->kind != NETJOURNAL_KIND_LINK)
		return;
	if (!ev->del && ev->ifname)
		linknames_set(m->names, ev->ifindex, ev->ifname);
	/* Else it has only left its bridge. */
	else if (ev->del && ev->family == AF_UNSPEC)
		linknames_gone(m->names, ev->ifindex);
}

static int take_dumped(struct mirror *m, const struct nlmsghdr *nlh,
		       uint64_t now)
{
	uint8_t family = m->dumps[m->dump].family;
	struct event ev;
	int error = 0;

	if (nlh->nlmsg_flags & NLM_F_DUMP_INTR)
		m->raced = true;
	if (nlh->nlmsg_type == NLMSG_DONE || nlh->nlmsg_type == NLMSG_ERROR) {
		if (nlh->nlmsg_len >= NLMSG_LENGTH(sizeof(error)))
			memcpy(&error, NLMSG_DATA(nlh), sizeof(error));
		return dump_done(m, error < 0 ? error : 0, now);
	}
	if (event_parse(&ev, nlh, nlh->nlmsg_len))
		return 0;
	learn_name(m, &ev);
	/* Where a family is not there the kernel answers for all. */
	if (!is_wanted(m, &ev) || (family && ev.family != family))
		return 0;
	/* What took the place of something is known at the end. */
	return view_dumped(m->view, &ev);
}

/*
 * A dump that deletions race with can leave out what is there, and the kernel
 * does not always say so.
 */
static void watch_race(struct mirror *m, const struct event *ev)
{
	uint8_t family;

	if (!dumping(m) || ev->kind != m->dumps[m->dump].kind)
		return;
	family = m->dumps[m->dump].family;
	if ((!family || ev->family == family) &&
	    (ev->del || ev->nlh->nlmsg_flags & NLM_F_REPLACE))
		m->raced = true;
}

/*
 * Whether routes or nexthops may go without a word because of this: IPv4 routes
 * do where a link, an address or a nexthop goes, nexthops where a link does.
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

static int take_event(struct mirror *m, const struct event *ev, uint64_t now)
{
	struct mirror_step step = { .nlh = ev->nlh, .gone = ev->del };
	bool keep = (m->kept & 1u << ev->kind) || dumping(m);
	int err = 0;

	learn_name(m, ev);
	watch_race(m, ev);
	if (m->kept & SILENT && may_silence(ev)) {
		look(m, now + LOOK_DELAY);
		m->look_again = true;
	}
	if (!is_wanted(m, ev))
		return 0;
	if (dumping(m))
		err = tell(m, true);
	if (err)
		return err;
	if (!m->wish->changes && keep && view_keeps(ev) && !ev->del)
		step.old = view_last(m->view, ev);
	if (!m->wish->changes || (!view_keeps(ev) && ev->kind != NETJOURNAL_KIND_LINK))
		err = m->handler->step(&step, m->arg);
	if (!err && keep)
		err = view_event(m->view, ev);
	return err ? err : tell(m, false);
}

/*
 * The kernel asks user space to resolve a neighbour (app_solicit): the request
 * is a message about it as any other. Nothing has changed by it.
 */
static int take_question(struct mirror *m, struct nlmsghdr *nlh)
{
	const struct mirror_step step = { .nlh = nlh, .asked = true };
	struct event ev;

	nlh->nlmsg_type = RTM_NEWNEIGH;
	if (m->wish->changes || event_parse(&ev, nlh, nlh->nlmsg_len) ||
	    !is_wanted(m, &ev))
		return 0;
	return m->handler->step(&step, m->arg);
}

/* Takes what one receive brought. */
static int take(struct mirror *m, struct nlmsghdr *nlh, int len, uint64_t now)
{
	struct event ev;
	int err = 0;

	for (; !err && NLMSG_OK(nlh, (unsigned int)len); nlh = NLMSG_NEXT(nlh, len)) {
		if (nlh->nlmsg_pid == m->live.port && nlh->nlmsg_seq == m->live.seq) {
			if (dumping(m))
				err = take_dumped(m, nlh, now);
		} else if (nlh->nlmsg_type == RTM_GETNEIGH) {
			err = take_question(m, nlh);
		} else if (!event_parse(&ev, nlh, nlh->nlmsg_len)) {
			err = take_event(m, &ev, now);
		}
	}
	return err;
}

/* The queue is empty: only now is the loss over, and its size known. */
static int take_loss(struct mirror *m)
{
	int err = m->handler->lost(live_lost(&m->live), m->arg);

	m->overrun = false;
	m->after_loss = true;
	/* Devices may have got other names. */
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
			return m->overrun ? take_loss(m) : 0;
		/* One that is too long for us is as good as lost. */
		if (len == -ENOBUFS || len == -EMSGSIZE)
			m->overrun = true;
		else
			err = len < 0 ? len : take(m, nlh, len, now);
	}
	return err;
}

int mirror_tick(struct mirror *m, uint64_t now)
{
	if (!m->look_at || now < m->look_at)
		return 0;
	m->look_at = m->look_again ? now + LOOK_AGAIN : 0;
	m->look_again = false;
	return dump_kinds(m, m->whole ? SILENT : m->kept);
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
	/* The changes of links are always told. */
	m->kept = wish->changes ? wish->kinds : wish->kinds & LINKS;
	if (m->kept & SILENT)
		kinds |= 1u << NETJOURNAL_KIND_ADDR | SILENT;
	err = live_open(&m->live, kinds, wish->family);
	if (err)
		return err;
	m->names = linknames_new(m->live.fd);
	m->view = view_new();
	err = m->names && m->view ? dump_kinds(m, m->kept) : -ENOMEM;
	m->started = !m->kept;
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
