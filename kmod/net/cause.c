// SPDX-License-Identifier: GPL-2.0
/*
 * Causes: from which event a change follows.
 *
 * The kernel carries out an event while it holds RTNL, in one task: it calls the
 * notifiers of the event, and these make changes. Every change that the task makes
 * during the event follows from it. Events can be nested, so they are on a stack.
 * Other events have a beginning but no end that can be seen. Such an event lasts until
 * the act ends. Each event belongs to an act, and is a cause only for records of this act.
 * So an event that did not end as usual, and is still on the stack, does no harm.
 *
 * A record describes the event itself, because the record of the event often comes later.
 * If the record of the event comes first, its sequence number is a part of the cause.
 */
#include <linux/if_addr.h>
#include <linux/kernel.h>
#include <linux/rtnetlink.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <net/net_namespace.h>
#include <net/netlink.h>

#include "act.h"
#include "cause.h"
#include "cause_memory.h"
#include "cause_nexthop.h"
#include "origin.h"
#include "view.h"

/* Deeper events are left out: their records have the event around them as cause. */
#define EVENTS_MAX	8

/**
 * struct frame - an event and its record
 * @event: the event
 * @seq: the sequence number of its record; 0: not recorded yet
 */
struct frame {
	struct nj_event event;
	u64 seq;
};

/**
 * struct span - an event that lasts until the end of an act
 * @act: the act; 0: there is none; read without the lock first
 * @frame: the event
 */
struct span {
	u64 act;
	struct frame frame;
};

/* How many requests to delete a link are remembered. Newer kernels read them without RTNL. */
#define DELETING_MAX	16

/*
 * Of the other events one is enough: RTNL is held, or at most one work item runs.
 *
 * @stack_act: the act of the events on the stack; 0: there are none; read without
 *	the lock first
 * @depth: how many events are on the stack, also those that are left out
 * @stack: the events
 * @deleting: links are being deleted; by the last bits of the act
 * @deleting_addr: an IPv4 address is being deleted
 * @ending: a network namespace is being ended, or several at once
 * @last_link: the last record of a link, as an event link-up or link-down
 * @last_addr: the last record of an address, or an IPv6 address that is being added
 */
static struct causes {
	u64 stack_act;
	unsigned int depth;
	struct frame stack[EVENTS_MAX];
	struct span deleting[DELETING_MAX];
	struct span deleting_addr;
	struct span ending;
	struct span last_link;
	struct span last_addr;
} causes;

/* Protects causes. Taken with interrupts off, because tasks and soft interrupts make records. */
static DEFINE_RAW_SPINLOCK(causes_lock);

static bool event_is_link(const struct nj_event *event)
{
	return event->event <= NETJOURNAL_CAUSE_EVENT_LINK_MASTER;
}

static bool addresses_are_same(const struct nj_event *a, const struct nj_event *b)
{
	return a->address_len == b->address_len &&
	       !memcmp(a->address, b->address, a->address_len);
}

static bool objects_are_same(const struct nj_event *a, const struct nj_event *b)
{
	return a->netns == b->netns && a->ifindex == b->ifindex &&
	       addresses_are_same(a, b);
}

static bool events_are_same(const struct nj_event *a, const struct nj_event *b)
{
	return a->event == b->event && objects_are_same(a, b);
}

/* Returns the number of the record that announced the event in this act; 0: none. */
static u64 recorded_before(const struct nj_event *event, u64 act)
{
	const struct span *last = event_is_link(event) ? &causes.last_link :
							 &causes.last_addr;

	return last->act == act && events_are_same(&last->frame.event, event) ?
	       last->frame.seq : 0;
}

void nj_cause_begin(const struct nj_event *event)
{
	u64 act = nj_act_now();
	unsigned long flags;

	if (!act)
		return;
	raw_spin_lock_irqsave(&causes_lock, flags);
	if (causes.stack_act != act) {
		WRITE_ONCE(causes.stack_act, act);
		causes.depth = 0;
	}
	if (causes.depth < EVENTS_MAX)
		causes.stack[causes.depth] = (struct frame){
			.event = *event, .seq = recorded_before(event, act),
		};
	causes.depth++;
	raw_spin_unlock_irqrestore(&causes_lock, flags);
}

/*
 * Removes the event from the stack. If a notifier has refused an event, that event has
 * not ended, and is removed with the event around it.
 */
static void stack_remove(const struct nj_event *event)
{
	unsigned int depth;

	if (causes.depth > EVENTS_MAX) {
		causes.depth--;
		return;
	}
	for (depth = causes.depth; depth; depth--)
		if (events_are_same(&causes.stack[depth - 1].event, event)) {
			causes.depth = depth - 1;
			return;
		}
}

void nj_cause_end(const struct nj_event *event)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&causes_lock, flags);
	stack_remove(event);
	if (!causes.depth)
		WRITE_ONCE(causes.stack_act, 0);
	raw_spin_unlock_irqrestore(&causes_lock, flags);
}

static void span_begin(struct span *span, const struct nj_event *event, u64 act)
{
	WRITE_ONCE(span->act, act);
	span->frame = (struct frame){ .event = *event };
}

static void span_remember(struct span *span, const struct nj_event *event, u64 act)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&causes_lock, flags);
	span_begin(span, event, act);
	raw_spin_unlock_irqrestore(&causes_lock, flags);
}

static struct span *deleting_of(u64 act)
{
	return &causes.deleting[act % DELETING_MAX];
}

void nj_cause_delete_link(const struct nj_event *event)
{
	u64 act = nj_act_now();

	span_remember(deleting_of(act), event, act);
}

void nj_cause_delete_addr(const struct nj_event *event)
{
	span_remember(&causes.deleting_addr, event, nj_act_now());
}

void nj_cause_add_addr6(const struct nj_event *event)
{
	span_remember(&causes.last_addr, event, nj_act_now());
}

void nj_cause_end_netns(const struct net *net)
{
	const struct nj_event event = {
		.event = NETJOURNAL_CAUSE_EVENT_NETNS_END,
		.netns = net->ns.inum,
	};
	u64 act = nj_act_now();
	unsigned long flags;

	raw_spin_lock_irqsave(&causes_lock, flags);
	if (causes.ending.act != act)
		span_begin(&causes.ending, &event, act);
	else
		causes.ending.frame.event.netns = 0;
	raw_spin_unlock_irqrestore(&causes_lock, flags);
}

void nj_cause_carrier(const struct nj_event *event)
{
	nj_carrier_remember(event, nj_act_now());
}

/**
 * struct message - what must be known of a change
 * @object: the link or the address, as an event without its type
 * @family: AF_*
 * @kind: enum netjournal_kind
 * @type: RTM_*
 * @flags: IFF_* of a link, IFA_F_* of an address
 * @requested: the message names the socket that asked for the change
 */
struct message {
	struct nj_event object;
	u32 kind;
	u32 flags;
	u16 type;
	u8 family;
	bool requested;
};

static void message_read_addr(struct message *m, const struct nlmsghdr *nlh)
{
	const struct ifaddrmsg *ifa = nlmsg_data(nlh);
	const struct nlattr *nla, *address = NULL;
	int rem;

	m->object.ifindex = ifa->ifa_index;
	m->flags = ifa->ifa_flags;
	nlmsg_for_each_attr(nla, nlh, sizeof(*ifa), rem) {
		if (nla_type(nla) == IFA_LOCAL ||
		    (nla_type(nla) == IFA_ADDRESS && !address))
			address = nla;
		else if (nla_type(nla) == IFA_FLAGS && nla_len(nla) == sizeof(u32))
			m->flags = nla_get_u32(nla);
	}
	if (!address || nla_len(address) > sizeof(m->object.address))
		return;
	m->object.address_len = nla_len(address);
	memcpy(m->object.address, nla_data(address), nla_len(address));
}

static void message_read_route6(struct message *m, const struct nlmsghdr *nlh)
{
	const struct nlattr *oif = nlmsg_find_attr(nlh, sizeof(struct rtmsg),
						   RTA_OIF);

	if (oif && nla_len(oif) == sizeof(u32))
		m->object.ifindex = nla_get_u32(oif);
	m->requested |= ((struct rtmsg *)nlmsg_data(nlh))->rtm_protocol !=
			RTPROT_KERNEL;
}

/* Returns false if the message is none that the kernel makes. */
static bool message_read(struct message *m, const struct nj_change *change)
{
	const struct nlmsghdr *nlh = change->nlh;
	int len = nlmsg_len(nlh);

	*m = (struct message){
		.object.netns = change->net->ns.inum,
		.kind = change->kind,
		.type = nlh->nlmsg_type,
		.requested = nlh->nlmsg_pid,
	};
	if (len < sizeof(struct rtgenmsg))
		return false;
	m->family = ((struct rtgenmsg *)nlmsg_data(nlh))->rtgen_family;
	switch (change->kind) {
	case NETJOURNAL_KIND_LINK:
		if (len < sizeof(struct ifinfomsg))
			return false;
		m->object.ifindex = ((struct ifinfomsg *)nlmsg_data(nlh))->ifi_index;
		m->flags = ((struct ifinfomsg *)nlmsg_data(nlh))->ifi_flags;
		break;
	case NETJOURNAL_KIND_ADDR:
		if (len < sizeof(struct ifaddrmsg))
			return false;
		message_read_addr(m, nlh);
		break;
	case NETJOURNAL_KIND_ROUTE:
		if (len < sizeof(struct rtmsg))
			return false;
		if (m->family == AF_INET6)
			message_read_route6(m, nlh);
		break;
	}
	return true;
}

/* Whether the message is about the object of the event. */
static bool is_own(const struct message *m, const struct nj_event *event)
{
	if (m->kind == NETJOURNAL_KIND_LINK)
		return event_is_link(event) &&
		       objects_are_same(&m->object, event);
	return m->kind == NETJOURNAL_KIND_ADDR && !event_is_link(event) &&
	       objects_are_same(&m->object, event);
}

/* The innermost event that the message does not announce. */
static const struct frame *find_on_stack(const struct message *m, u64 act)
{
	unsigned int i;

	if (causes.stack_act != act)
		return NULL;
	for (i = min_t(unsigned int, causes.depth, EVENTS_MAX); i--;)
		if (!is_own(m, &causes.stack[i].event))
			return &causes.stack[i];
	return NULL;
}

/*
 * An IPv4 address that is deleted takes its secondary addresses along before it goes
 * itself. Or one of them is promoted after that, if somebody asked for the deletion.
 */
static const struct frame *find_primary(const struct message *m, u64 act)
{
	const struct span *span = &causes.deleting_addr;
	bool follows;

	if (span->act != act || m->kind != NETJOURNAL_KIND_ADDR ||
	    m->family != AF_INET || is_own(m, &span->frame.event) ||
	    m->object.ifindex != span->frame.event.ifindex)
		return NULL;
	follows = m->type == RTM_DELADDR ? !span->frame.seq :
		  span->frame.seq && m->requested;
	return follows ? &span->frame : NULL;
}

/* The kernel's own routes that come and go with an address. */
static const struct frame *find_addr(const struct message *m, u64 act)
{
	const struct span *span;

	if (m->kind != NETJOURNAL_KIND_ROUTE)
		return NULL;
	span = m->family == AF_INET ? &causes.deleting_addr : &causes.last_addr;
	if (span->act != act)
		return NULL;
	if (m->family == AF_INET)
		return &span->frame;
	return m->family == AF_INET6 && !m->requested &&
	       span->frame.event.address_len == sizeof(struct in6_addr) &&
	       span->frame.event.ifindex == m->object.ifindex ?
	       &span->frame : NULL;
}

static const struct frame *find_span(const struct span *span,
				     const struct message *m, u64 act)
{
	return span->act == act && !is_own(m, &span->frame.event) ?
	       &span->frame : NULL;
}

/* Copies the nearest event that is certain. */
static bool find_certain(const struct message *m, u64 act, struct frame *found)
{
	const struct frame *frame;
	unsigned long flags;

	raw_spin_lock_irqsave(&causes_lock, flags);
	frame = find_primary(m, act) ?: find_on_stack(m, act) ?:
		find_addr(m, act) ?: find_span(deleting_of(act), m, act) ?:
		find_span(&causes.ending, m, act);
	if (frame)
		*found = *frame;
	raw_spin_unlock_irqrestore(&causes_lock, flags);
	return frame;
}

/* Whether an event belongs to the act, or did shortly before. */
static bool act_has_events(u64 act)
{
	return act && (READ_ONCE(causes.stack_act) == act ||
		       READ_ONCE(deleting_of(act)->act) == act ||
		       READ_ONCE(causes.deleting_addr.act) == act ||
		       READ_ONCE(causes.ending.act) == act ||
		       READ_ONCE(causes.last_addr.act) == act ||
		       nj_cause_is_nexthop(act));
}

static u32 cause_write(const struct frame *frame, const struct nj_change *change,
		       u64 act, u8 *to)
{
	struct nj_attrs attrs = { .buf = to, .size = NJ_CAUSE_LEN };
	const struct nj_event *event = &frame->event;
	bool elsewhere = event->netns != change->net->ns.inum;
	/* A container must not learn of namespaces outside. */
	bool shown = !elsewhere || nj_view_is_host(change->net);

	nj_attrs_put_u32(&attrs, NETJOURNAL_A_CAUSE_EVENT, event->event);
	if (event->ifindex && shown)
		nj_attrs_put_u32(&attrs, NETJOURNAL_A_CAUSE_IFINDEX,
				 event->ifindex);
	if (event->netns && elsewhere && shown)
		nj_attrs_put_u32(&attrs, NETJOURNAL_A_CAUSE_NETNS, event->netns);
	if (event->nexthop)
		nj_attrs_put_u32(&attrs, NETJOURNAL_A_CAUSE_NEXTHOP,
				 event->nexthop);
	if (event->address_len && shown)
		nj_attrs_put(&attrs, NETJOURNAL_A_CAUSE_ADDRESS, event->address,
			     event->address_len);
	/* Each journal has its own sequence numbers. */
	if (frame->seq && !elsewhere)
		nj_attrs_put_u64(&attrs, NETJOURNAL_A_CAUSE_SEQ, frame->seq);
	if (act)
		nj_attrs_put_u64(&attrs, NETJOURNAL_A_CAUSE_ACT, act);
	if (event->event == NETJOURNAL_CAUSE_EVENT_CARRIER)
		nj_attrs_put_flag(&attrs, NETJOURNAL_A_CAUSE_GUESS);
	return attrs.len;
}

/*
 * Whether the running work item carries out changes of carriers. Others also announce
 * links: since Linux 7.2 a work item takes a vlan down.
 */
static bool is_linkwatch(void)
{
	static u64 linkwatch;	/* linkwatch_event(); 0: not met yet */
	char symbol[NJ_WORK_LEN];
	u64 func = nj_origin_work();

	if (!func || func == READ_ONCE(linkwatch))
		return func;
	snprintf(symbol, sizeof(symbol), "%ps", (void *)(unsigned long)func);
	if (strcmp(symbol, "linkwatch_event"))
		return false;
	WRITE_ONCE(linkwatch, func);
	return true;
}

/* A work item announces a link or an address that a task has changed before. */
static u32 put_earlier(const struct message *m, const struct nj_change *change,
		       u8 *to)
{
	struct frame frame = { .event = m->object };
	u64 act = 0;

	if (!(current->flags & PF_WQ_WORKER) || !change->act)
		return 0;
	if (m->kind == NETJOURNAL_KIND_LINK && m->type == RTM_NEWLINK) {
		if (!is_linkwatch())
			return 0;
		frame.event.event = NETJOURNAL_CAUSE_EVENT_CARRIER;
		act = nj_carrier_take(&frame.event);
		if (!act || act == change->act)
			return 0;
		frame.event.ifindex = 0;
	} else if (m->kind == NETJOURNAL_KIND_ADDR && m->family == AF_INET6 &&
		   m->type == RTM_NEWADDR) {
		frame.event.event = NETJOURNAL_CAUSE_EVENT_DAD;
		frame.seq = nj_asked_find(change->net, &frame.event,
					  !(m->flags & IFA_F_TENTATIVE));
		if (!frame.seq)
			return 0;
	} else {
		return 0;
	}
	return cause_write(&frame, change, act, to);
}

u32 nj_cause_put(const struct nj_change *change, u8 *to)
{
	bool may_be_earlier = change->kind == NETJOURNAL_KIND_LINK ||
			      change->kind == NETJOURNAL_KIND_ADDR;
	struct frame frame;
	struct message m;

	if (likely(!may_be_earlier && !act_has_events(change->act)))
		return 0;
	if (nj_cause_is_nexthop(change->act) &&
	    nj_cause_find_nexthop(change, &frame.event, &frame.seq))
		return cause_write(&frame, change, 0, to);
	if (!message_read(&m, change))
		return 0;
	if (act_has_events(change->act) && find_certain(&m, change->act, &frame))
		return cause_write(&frame, change, 0, to);
	return put_earlier(&m, change, to);
}

static void remember_link(const struct message *m, u64 act, u64 seq)
{
	struct span *last = &causes.last_link;

	last->act = act;
	last->frame.event = m->object;
	last->frame.event.event = m->flags & IFF_UP ?
				  NETJOURNAL_CAUSE_EVENT_LINK_UP :
				  NETJOURNAL_CAUSE_EVENT_LINK_DOWN;
	last->frame.seq = seq;
}

static void remember_addr(const struct message *m, u64 act, u64 seq)
{
	struct span *deleting = &causes.deleting_addr;
	struct span *last = &causes.last_addr;

	WRITE_ONCE(last->act, act);
	last->frame.event = m->object;
	last->frame.event.event = m->type == RTM_NEWADDR ?
				  NETJOURNAL_CAUSE_EVENT_ADDR_ADDED :
				  NETJOURNAL_CAUSE_EVENT_ADDR_REMOVED;
	last->frame.seq = seq;
	if (deleting->act == act && m->type == RTM_DELADDR &&
	    objects_are_same(&m->object, &deleting->frame.event))
		deleting->frame.seq = seq;
}

/* Whether somebody asks for an IPv6 address. A work item only finishes what others asked for. */
static bool is_question(const struct message *m)
{
	return m->family == AF_INET6 && m->type == RTM_NEWADDR &&
	       m->flags & (IFA_F_TENTATIVE | IFA_F_NODAD) &&
	       !(current->flags & PF_WQ_WORKER && !in_serving_softirq());
}

void nj_cause_recorded(const struct nj_change *change, u64 seq)
{
	unsigned long flags;
	struct message m;

	if (change->kind == NETJOURNAL_KIND_NEXTHOP) {
		nj_cause_nexthop_recorded(change, seq);
		return;
	}
	if (!message_read(&m, change))
		return;
	if (m.kind == NETJOURNAL_KIND_ADDR && is_question(&m))
		nj_asked_remember(change->net, &m.object, seq);
	if (!change->act)
		return;
	raw_spin_lock_irqsave(&causes_lock, flags);
	if (m.kind == NETJOURNAL_KIND_LINK)
		remember_link(&m, change->act, seq);
	else
		remember_addr(&m, change->act, seq);
	raw_spin_unlock_irqrestore(&causes_lock, flags);
}
