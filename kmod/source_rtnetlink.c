// SPDX-License-Identifier: GPL-2.0
/*
 * The source that hears what the kernel announces over rtnetlink.
 *
 * A socket in the kernel joins the groups, and its sk_data_ready takes each
 * message out at once. netlink calls sk_data_ready from the task that makes the
 * change, after it has queued the message, so that the running task is the one
 * that did it. Callers hold RTNL or are in a soft interrupt, often with locks:
 * nothing here sleeps.
 *
 * Whose message is it? Queueing and the call are two steps, so where changes
 * are made in parallel one task's call can find another task's message. Each
 * message has one call, so the number of messages that were queued so far less
 * the number of calls is how many tasks are between the two steps. If it is one,
 * it is the running task, and a single message in the queue is its own. If not,
 * the message is charged to the one task that is known to use the port in it,
 * or to nobody.
 *
 * Lifetime: a tap owns its socket. sock_release() waits for broadcasts to end,
 * and the socket is connected to the kernel, so that no unicast from user space
 * reaches it (netlink_getsockbyportid()).
 */
#include <linux/if_link.h>
#include <linux/net.h>
#include <linux/netlink.h>
#include <linux/nsproxy.h>
#include <linux/rtnetlink.h>
#include <linux/skbuff.h>
#include <linux/slab.h>
#include <linux/workqueue.h>
#include <net/net_namespace.h>
#include <net/netlink.h>
#include <net/sock.h>

#include "compat.h"
#include "journal.h"
#include "origin.h"
#include "source_ports.h"
#include "source_rtnetlink.h"

/* The most attributes that are cut from one message. */
#define NJ_CUTS_MAX	((NJ_ATTR_PIECES - 2) / 2)

struct tap_def {
	u32 kinds;	/* mask */
	u32 groups;	/* as in struct sockaddr_nl */
};

#define GROUP(name)	(1u << (RTNLGRP_##name - 1))

/*
 * The initial namespace has a socket for each kind, so that changes of different
 * kinds, made at once, leave no doubt.
 */
static const struct tap_def tap_each[] = {
	{ BIT(NETJOURNAL_KIND_LINK), GROUP(LINK) },
	{ BIT(NETJOURNAL_KIND_ADDR), GROUP(IPV4_IFADDR) | GROUP(IPV6_IFADDR) },
	{ BIT(NETJOURNAL_KIND_ROUTE), GROUP(IPV4_ROUTE) | GROUP(IPV6_ROUTE) },
	{ BIT(NETJOURNAL_KIND_RULE), GROUP(IPV4_RULE) | GROUP(IPV6_RULE) },
	{ BIT(NETJOURNAL_KIND_NEIGH), GROUP(NEIGH) },
	{ BIT(NETJOURNAL_KIND_NEXTHOP), GROUP(NEXTHOP) },
};

/*
 * Other namespaces have one socket for all: every rtnetlink message of any
 * namespace is compared with every socket of all (netlink_broadcast_filtered()),
 * and a host can have thousands of namespaces.
 */
static const struct tap_def tap_all[] = {
	{
		BIT(NETJOURNAL_KIND_LINK) | BIT(NETJOURNAL_KIND_ADDR) |
		BIT(NETJOURNAL_KIND_ROUTE) | BIT(NETJOURNAL_KIND_RULE) |
		BIT(NETJOURNAL_KIND_NEIGH) | BIT(NETJOURNAL_KIND_NEXTHOP),
		GROUP(LINK) | GROUP(IPV4_IFADDR) | GROUP(IPV6_IFADDR) |
		GROUP(IPV4_ROUTE) | GROUP(IPV6_ROUTE) | GROUP(IPV4_RULE) |
		GROUP(IPV6_RULE) | GROUP(NEIGH) | GROUP(NEXTHOP),
	},
};

/**
 * struct tap - what hears some kinds
 * @sock: owned
 * @sk: the same; held, since @lost_work may run until after @sock is released
 * @journal: where the records go; outlives the tap
 * @kinds: mask of the kinds that it hears
 * @lock: keeps the messages in order; protects the next two
 * @consumed: messages taken from the queue
 * @calls: calls of sk_data_ready
 * @reports: calls of sk_error_report
 * @lost_told: losses that the journal has been told of; under @lock
 * @lost_work: tells of losses after which no message comes
 */
struct tap {
	struct socket *sock;
	struct sock *sk;
	struct nj_journal *journal;
	u32 kinds;
	spinlock_t lock;	/* see above */
	u64 consumed;
	u64 calls;
	atomic_t reports;
	u32 lost_told;
	struct work_struct lost_work;
};

struct taps {
	struct nj_journal *journal;
	unsigned int n;
	struct tap tap[];
};

/* The kind that a message is about, 0 if it is no change of any. */
static u32 message_kind(const struct nlmsghdr *nlh)
{
	switch (nlh->nlmsg_type) {
	case RTM_NEWLINK:
	case RTM_DELLINK:
		return NETJOURNAL_KIND_LINK;
	case RTM_NEWADDR:
	case RTM_DELADDR:
		return NETJOURNAL_KIND_ADDR;
	case RTM_NEWROUTE:
	case RTM_DELROUTE:
		return NETJOURNAL_KIND_ROUTE;
	case RTM_NEWRULE:
	case RTM_DELRULE:
		return NETJOURNAL_KIND_RULE;
	case RTM_NEWNEIGH:
	case RTM_DELNEIGH:
		/* The forwarding database of bridges and VXLAN is no neighbour. */
		if (nlmsg_len(nlh) < sizeof(struct rtgenmsg) ||
		    ((struct rtgenmsg *)nlmsg_data(nlh))->rtgen_family ==
		    AF_BRIDGE)
			return 0;
		return NETJOURNAL_KIND_NEIGH;
	case RTM_NEWNEXTHOP:
	case RTM_DELNEXTHOP:
	case RTM_NEWNEXTHOPBUCKET:
	case RTM_DELNEXTHOPBUCKET:
		return NETJOURNAL_KIND_NEXTHOP;
	default:
		return 0;
	}
}

/*
 * Statistics are most of a link message and no part of its configuration. The
 * list of virtual functions goes only where the message would be too large.
 */
static bool link_attr_is_cut(const struct nlattr *nla, bool large)
{
	switch (nla_type(nla)) {
	case IFLA_STATS:
	case IFLA_STATS64:
		return true;
	case IFLA_VFINFO_LIST:
		return large;
	default:
		return false;
	}
}

static void attr_add_piece(struct nj_attr *attr, const void *begin,
			   const void *end)
{
	if (begin == end)
		return;
	attr->pieces[attr->n_pieces].iov_base = (void *)begin;
	attr->pieces[attr->n_pieces].iov_len = end - begin;
	attr->n_pieces++;
}

/*
 * Makes the attribute that holds the message at @nlh. @hdr is space for a
 * message header of its own, for where the length changes.
 */
static void message_attr(struct nj_attr *attr, const struct nlmsghdr *nlh,
			 struct nlmsghdr *hdr)
{
	const void *end = (void *)nlh + nlh->nlmsg_len;
	const void *begin = nlh + 1;
	const struct nlattr *nla;
	unsigned int cuts = 0;
	int rem;

	attr->type = NETJOURNAL_A_RECORD_MESSAGE;
	attr->n_pieces = 0;
	*hdr = *nlh;
	attr_add_piece(attr, hdr, hdr + 1);

	if (message_kind(nlh) == NETJOURNAL_KIND_LINK &&
	    nlmsg_len(nlh) >= sizeof(struct ifinfomsg)) {
		bool large = nlh->nlmsg_len > NJ_PAYLOAD_MAX;

		nlmsg_for_each_attr(nla, nlh, sizeof(struct ifinfomsg), rem) {
			if (!link_attr_is_cut(nla, large))
				continue;
			attr_add_piece(attr, begin, nla);
			begin = min((void *)nla + nla_total_size(nla_len(nla)),
				    (void *)end);
			hdr->nlmsg_len -= begin - (void *)nla;
			if (++cuts == NJ_CUTS_MAX)
				break;
		}
	}
	attr_add_piece(attr, begin, end);
}

/* Tells the journal of the losses that it does not know of. */
static void tap_tell_lost(struct tap *tap)
{
	/*
	 * netlink counts each message that it could not deliver, and reports
	 * the first; a message that could not be made is only reported. The
	 * larger number is the least that is missing.
	 */
	u32 lost = max_t(u32, nj_sk_drops(tap->sk),
			 atomic_read(&tap->reports));
	u32 kind;

	lockdep_assert_held(&tap->lock);
	if (lost == tap->lost_told)
		return;
	/* Which kind it was is not known where there are several. */
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		if (tap->kinds & BIT(kind))
			nj_journal_lose(tap->journal, kind,
					lost - tap->lost_told);
	tap->lost_told = lost;
}

static void tap_lost_work(struct work_struct *work)
{
	struct tap *tap = container_of(work, struct tap, lost_work);

	spin_lock_bh(&tap->lock);
	tap_tell_lost(tap);
	spin_unlock_bh(&tap->lock);
}

/*
 * Called when a message for this socket could not be made, copied or queued.
 * The caller may hold nl_table_lock (netlink_set_err()), so nothing is sent
 * from here.
 *
 * netlink then marks the socket as congested and gives it nothing more until a
 * recvmsg() finds the queue empty, which never happens here. Asking to be
 * spared the error clears the mark too; asking for it again at once keeps the
 * reports coming. Neither sleeps (netlink_setsockopt()).
 */
static void tap_error_report(struct sock *sk)
{
	struct tap *tap = sk->sk_user_data;
	int on = 1, off = 0;

	atomic_inc(&tap->reports);
	tap->sock->ops->setsockopt(tap->sock, SOL_NETLINK, NETLINK_NO_ENOBUFS,
				   KERNEL_SOCKPTR(&on), sizeof(on));
	tap->sock->ops->setsockopt(tap->sock, SOL_NETLINK, NETLINK_NO_ENOBUFS,
				   KERNEL_SOCKPTR(&off), sizeof(off));
	WRITE_ONCE(sk->sk_err, 0);
	schedule_work(&tap->lost_work);
}

static void tap_origin(struct nj_origin *origin, const struct net *net,
		       u32 port_id, bool certain)
{
	if (!certain) {
		if (!port_id || !nj_ports_find(net, port_id, origin))
			nj_origin_uncertain(origin, port_id);
		return;
	}
	nj_origin_current(origin, net, port_id);
	/* The number of a socket of another namespace may have an owner here too. */
	if (origin->context == NETJOURNAL_CONTEXT_REQUEST &&
	    current->nsproxy && current->nsproxy->net_ns == net)
		nj_ports_seen(net, port_id, origin);
}

static void tap_record(struct tap *tap, const struct sk_buff *skb, bool certain)
{
	const struct nlmsghdr *nlh = (struct nlmsghdr *)skb->data;
	struct nj_origin origin;
	struct nlmsghdr hdr;
	struct nj_attr attr;
	u32 kind;

	/* Root can send to the groups too; only the kernel has port 0. */
	if (NETLINK_CB((struct sk_buff *)skb).portid)
		return;
	if (!nlmsg_ok(nlh, skb->len))
		return;
	kind = message_kind(nlh);
	if (!kind || !(tap->kinds & BIT(kind)))
		return;
	tap_origin(&origin, tap->journal->net, nlh->nlmsg_pid, certain);
	message_attr(&attr, nlh, &hdr);
	nj_journal_add(tap->journal, kind, &origin, &attr, 1);
}

static void tap_data_ready(struct sock *sk)
{
	struct tap *tap = sk->sk_user_data;
	struct sk_buff_head queue;
	unsigned long flags;
	struct sk_buff *skb;
	bool certain;
	u64 queued;

	__skb_queue_head_init(&queue);

	spin_lock_bh(&tap->lock);
	spin_lock_irqsave(&sk->sk_receive_queue.lock, flags);
	skb_queue_splice_init(&sk->sk_receive_queue, &queue);
	spin_unlock_irqrestore(&sk->sk_receive_queue.lock, flags);
	queued = tap->consumed + skb_queue_len(&queue);
	certain = queued - tap->calls == 1 && skb_queue_len(&queue) == 1;
	tap->calls++;
	tap->consumed = queued;
	tap_tell_lost(tap);
	skb_queue_walk(&queue, skb)
		tap_record(tap, skb, certain);
	spin_unlock_bh(&tap->lock);

	__skb_queue_purge(&queue);
}

static void tap_close(struct tap *tap)
{
	/* A report can queue the work until the socket is released. */
	sock_release(tap->sock);
	cancel_work_sync(&tap->lost_work);
	sock_put(tap->sk);
}

static int tap_open(struct tap *tap, const struct tap_def *def,
		    struct nj_journal *journal)
{
	struct sockaddr_nl addr = {
		.nl_family = AF_NETLINK,
		.nl_groups = def->groups,
	};
	struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };
	struct sock *sk;
	int err;

	tap->journal = journal;
	tap->kinds = def->kinds;
	spin_lock_init(&tap->lock);
	INIT_WORK(&tap->lost_work, tap_lost_work);

	err = sock_create_kern(journal->net, AF_NETLINK, SOCK_RAW,
			       NETLINK_ROUTE, &tap->sock);
	if (err)
		return err;
	sk = tap->sock->sk;
	sock_hold(sk);
	tap->sk = sk;
	sk->sk_user_data = tap;
	sk->sk_data_ready = tap_data_ready;
	sk->sk_error_report = tap_error_report;

	err = kernel_bind(tap->sock, nj_sockaddr(&addr), sizeof(addr));
	if (!err)
		err = kernel_connect(tap->sock, nj_sockaddr(&kernel),
				     sizeof(kernel), 0);
	if (err)
		tap_close(tap);
	return err;
}

static void rtnetlink_stop(void *state)
{
	struct taps *taps = state;
	unsigned int i;

	for (i = 0; i < taps->n; i++)
		tap_close(&taps->tap[i]);
	nj_ports_forget(taps->journal->net);
	kfree(taps);
}

static void *rtnetlink_start(struct nj_journal *journal)
{
	bool initial = net_eq(journal->net, &init_net);
	const struct tap_def *defs = initial ? tap_each : tap_all;
	unsigned int n = initial ? ARRAY_SIZE(tap_each) : ARRAY_SIZE(tap_all);
	struct taps *taps = kzalloc(struct_size(taps, tap, n), GFP_KERNEL);
	int err;

	if (!taps)
		return ERR_PTR(-ENOMEM);
	taps->journal = journal;
	for (; taps->n < n; taps->n++) {
		err = tap_open(&taps->tap[taps->n], &defs[taps->n], journal);
		if (err) {
			rtnetlink_stop(taps);
			return ERR_PTR(err);
		}
	}
	return taps;
}

const struct nj_source nj_source_rtnetlink = {
	.init = nj_ports_init,
	.exit = nj_ports_exit,
	.start = rtnetlink_start,
	.stop = rtnetlink_stop,
};
