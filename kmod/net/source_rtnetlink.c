// SPDX-License-Identifier: GPL-2.0
/*
 * The source that hears what the kernel announces over rtnetlink.
 *
 * A socket in the kernel joins the groups. netlink_broadcast() runs a socket's
 * filter on each message before it would queue it, in the task that makes the
 * change; the filter is a function of this module, which records the message,
 * and then refuses it. So the running task is the one that did it, whatever is
 * done on other CPUs at the time, and there is no queue that could overflow.
 * (sk_data_ready comes after the message was queued: it may find the message of
 * another CPU.) Callers hold RTNL or are in a soft interrupt, often with locks:
 * nothing here sleeps.
 *
 * Lifetime: a tap owns its socket. sock_release() waits for broadcasts to end,
 * and the socket is connected to the kernel, so that no unicast from user space
 * reaches it (netlink_getsockbyportid()).
 */
#include <linux/filter.h>
#include <linux/if_link.h>
#include <linux/net.h>
#include <linux/netlink.h>
#include <linux/random.h>
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
#include "source_rtnetlink.h"

/* The most attributes that are cut from one message. */
#define NJ_CUTS_MAX	3

/* What remains: a header, and what is between the cuts. */
#define NJ_PIECES_MAX	(NJ_CUTS_MAX + 2)

/* Ports tried for a socket, of two thousand million. */
#define NJ_PORTS_TRIED	16

struct tap_def {
	u32 kinds;	/* mask */
	u32 groups;	/* as in struct sockaddr_nl */
};

#define GROUP(name)	(1u << (RTNLGRP_##name - 1))

/*
 * The initial namespace has a socket for each kind: it is the socket that tells
 * of what kind a change was that could not be captured.
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
 * @reports: calls of sk_error_report
 * @lock: protects @lost_told
 * @lost_told: losses that the journal has been told of
 * @lost_work: tells of losses after which no message comes
 */
struct tap {
	struct socket *sock;
	struct sock *sk;
	struct nj_journal *journal;
	u32 kinds;
	atomic_t reports;
	spinlock_t lock;	/* see above */
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

/* A message with the pieces that are left of it. */
struct pieces {
	struct nlmsghdr hdr;
	unsigned int n;
	struct kvec piece[NJ_PIECES_MAX];
};

static void pieces_add(struct pieces *pieces, const void *begin, const void *end)
{
	if (begin == end)
		return;
	pieces->piece[pieces->n].iov_base = (void *)begin;
	pieces->piece[pieces->n].iov_len = end - begin;
	pieces->n++;
}

/* Cuts the link message at @nlh, whose length then is another. */
static void link_pieces(struct pieces *pieces, const struct nlmsghdr *nlh)
{
	const void *end = (void *)nlh + nlh->nlmsg_len;
	bool large = nlh->nlmsg_len > NJ_PAYLOAD_MAX;
	const void *begin = nlh + 1;
	const struct nlattr *nla;
	unsigned int cuts = 0;
	int rem;

	pieces->hdr = *nlh;
	pieces->n = 0;
	pieces_add(pieces, &pieces->hdr, &pieces->hdr + 1);
	nlmsg_for_each_attr(nla, nlh, sizeof(struct ifinfomsg), rem) {
		if (!link_attr_is_cut(nla, large))
			continue;
		pieces_add(pieces, begin, nla);
		begin = min((void *)nla + nla_total_size(nla_len(nla)),
			    (void *)end);
		pieces->hdr.nlmsg_len -= begin - (void *)nla;
		if (++cuts == NJ_CUTS_MAX)
			break;
	}
	pieces_add(pieces, begin, end);
}

/*
 * netlink counts each message that it could not deliver, and reports the first;
 * a message that could not be made is only reported. The larger number is the
 * least that is missing.
 */
static u32 tap_lost(struct tap *tap)
{
	return max_t(u32, nj_sk_drops(tap->sk), atomic_read(&tap->reports));
}

/* Tells the journal of the losses that it does not know of. */
static void tap_tell_lost(struct tap *tap)
{
	u32 lost, kind;

	spin_lock_bh(&tap->lock);
	lost = tap_lost(tap);
	/* Which kind it was is not known where there are several. */
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		if (tap->kinds & BIT(kind) && lost != tap->lost_told)
			nj_journal_lose(tap->journal, kind,
					lost - tap->lost_told);
	WRITE_ONCE(tap->lost_told, lost);
	spin_unlock_bh(&tap->lock);
}

static void tap_lost_work(struct work_struct *work)
{
	struct tap *tap = container_of(work, struct tap, lost_work);

	tap_tell_lost(tap);
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

/* Records the message that the pieces make; its header is the first or in it. */
static void tap_record(struct tap *tap, u32 kind, const struct kvec *pieces,
		       unsigned int n)
{
	const struct nlmsghdr *nlh = pieces->iov_base;
	const struct nj_attr attr = {
		.type = NETJOURNAL_A_RECORD_MESSAGE,
		.n_pieces = n,
		.len = nlh->nlmsg_len,
		.pieces = pieces,
	};
	const struct nj_origin *origin;

	origin = nj_origin_get(tap->journal->net, nlh->nlmsg_pid);
	nj_journal_add(tap->journal, kind, origin, &attr, 1);
	nj_origin_put(origin);
}

/* Apart, as it takes much of the stack. */
static noinline void tap_record_link(struct tap *tap, const struct nlmsghdr *nlh)
{
	struct pieces pieces;

	link_pieces(&pieces, nlh);
	tap_record(tap, NETJOURNAL_KIND_LINK, pieces.piece, pieces.n);
}

static void tap_take(struct tap *tap, struct sk_buff *skb)
{
	const struct nlmsghdr *nlh = nlmsg_hdr(skb);
	struct kvec whole;
	u32 kind;

	/* Root can send to the groups too; only the kernel has port 0. */
	if (NETLINK_CB(skb).portid)
		return;
	if (!nlmsg_ok(nlh, skb->len))
		return;
	kind = message_kind(nlh);
	if (!kind || !(tap->kinds & BIT(kind)))
		return;
	if (kind == NETJOURNAL_KIND_LINK &&
	    nlmsg_len(nlh) >= sizeof(struct ifinfomsg)) {
		tap_record_link(tap, nlh);
		return;
	}
	whole.iov_base = (void *)nlh;
	whole.iov_len = nlh->nlmsg_len;
	tap_record(tap, kind, &whole, 1);
}

/*
 * Called by sk_filter() for each message, with skb->sk set to the socket that
 * would receive it. Returns how much of it is to be queued: nothing.
 */
static unsigned int tap_filter(const void *ctx, const struct bpf_insn *insn)
{
	struct sk_buff *skb = (struct sk_buff *)ctx;
	struct tap *tap = skb->sk->sk_user_data;

	if (unlikely(tap_lost(tap) != READ_ONCE(tap->lost_told)))
		tap_tell_lost(tap);
	tap_take(tap, skb);
	return 0;
}

/*
 * A program that was never compiled from anything: sk_filter() needs the function,
 * and a place to count in while kernel.bpf_stats_enabled is set
 * (__bpf_prog_run()). All taps have it; nobody frees it.
 */
static DEFINE_PER_CPU(struct bpf_prog_stats, tap_stats);

static struct bpf_prog tap_prog = {
	.bpf_func = tap_filter,
	.stats = &tap_stats,
};

static struct sk_filter tap_sk_filter = {
	.refcnt = REFCOUNT_INIT(1),
	.prog = &tap_prog,
};

static void tap_close(struct tap *tap)
{
	/* A report can queue the work until the socket is released. */
	sock_release(tap->sock);
	cancel_work_sync(&tap->lost_work);
	/* Nobody runs it any more, and the socket must not free it. */
	RCU_INIT_POINTER(tap->sk->sk_filter, NULL);
	sock_put(tap->sk);
}

/*
 * To a port that is no process id. Left to itself netlink takes that of the
 * running task, which makes the namespace or loads the module: that task, or
 * the next one with its number, may want to have it, and would be refused.
 */
static int tap_bind(struct tap *tap, u32 groups)
{
	struct sockaddr_nl addr = {
		.nl_family = AF_NETLINK,
		.nl_groups = groups,
	};
	unsigned int tries;
	int err = -EADDRINUSE;

	for (tries = 0; err == -EADDRINUSE && tries < NJ_PORTS_TRIED; tries++) {
		addr.nl_pid = get_random_u32() | BIT(31);
		err = kernel_bind(tap->sock, nj_sockaddr(&addr), sizeof(addr));
	}
	return err;
}

static int tap_open(struct tap *tap, const struct tap_def *def,
		    struct nj_journal *journal)
{
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
	sk->sk_error_report = tap_error_report;
	/* Else a message that was made with the last memory is not shown to it. */
	sock_set_flag(sk, SOCK_MEMALLOC);
	rcu_assign_pointer(sk->sk_filter, &tap_sk_filter);

	err = tap_bind(tap, def->groups);
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
	kfree(taps);
}

static void *rtnetlink_start(struct nj_journal *journal)
{
	bool initial = net_eq(journal->net, &init_net);
	const struct tap_def *defs = initial ? tap_each : tap_all;
	unsigned int n = initial ? ARRAY_SIZE(tap_each) : ARRAY_SIZE(tap_all);
	struct taps *taps = kzalloc(struct_size(taps, tap, n),
				    GFP_KERNEL_ACCOUNT);
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
	.start = rtnetlink_start,
	.stop = rtnetlink_stop,
};
