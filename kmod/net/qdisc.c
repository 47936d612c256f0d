// SPDX-License-Identifier: GPL-2.0
/*
 * Records qdiscs of devices: which one is where, and with which options.
 *
 * Linux 6.1 announces each qdisc that a task asks for. Later kernels do it only if
 * somebody listens. They look for listeners when the change is done, so the hook on
 * netlink_has_listeners() comes at the same moment as the announcement. The messages are
 * made here, because an announcement can also be the answer to a question that every user
 * may ask.
 *
 * Other qdiscs come and go with no announcement: those that a device gets by default, the
 * children of a qdisc that goes, all of a device that goes. They pass qdisc_hash_add() and
 * qdisc_hash_del().
 *
 * "noqueue" by default stands for a device without a queue, such as a bridge, and is not
 * recorded.
 *
 * Everything here runs with RTNL.
 */
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <linux/skbuff.h>
#include <linux/string.h>
#include <net/net_namespace.h>
#include <net/netlink.h>
#include <net/pkt_sched.h>
#include <net/sch_generic.h>
#include <net/sock.h>

#include "act.h"
#include "compat.h"
#include "journal.h"
#include "netns.h"
#include "qdisc.h"
#include "qdisc_message.h"
#include "record.h"
#include "request.h"
#include "silent.h"

/**
 * struct asked - what a task is doing with a qdisc
 * @task: the task; NULL: nothing. Others than the task only compare it with themselves
 * @act: its act; 0: not known. @old and @new are not read in another act, because they may be gone
 * @portid: netlink port of its request
 * @seq: number of its request
 * @tcm: which qdisc is changed, if not @graft
 * @graft: whether one qdisc takes the place of another one
 * @old: the one that was there, or NULL; for @graft
 * @new: the one that will be there, or NULL; for @graft
 */
struct asked {
	struct task_struct *task;
	u64 act;
	u32 portid;
	u32 seq;
	struct tcmsg tcm;
	bool graft;
	struct Qdisc *old, *new;
};

/* Under RTNL, but for @task. */
static struct asked asked;

/* Whether @asked is what the running task is doing now. */
static bool asked_by_current(void)
{
	return READ_ONCE(asked.task) == current && asked.act == nj_act_now();
}

/* The last qdisc that is recorded to be gone or replaced. It passes qdisc_hash_del(), too. */
static struct Qdisc *replaced;

static bool is_default_noqueue(const struct Qdisc *q)
{
	return !q->handle && !strcmp(q->ops->id, "noqueue");
}

/* Whether the kernel shows the qdisc, which is attached, and it is recorded. */
static bool is_shown(const struct Qdisc *q)
{
	return q && !(q->flags & (TCQ_F_BUILTIN | TCQ_F_INVISIBLE)) &&
	       !is_default_noqueue(q);
}

static struct Qdisc *ingress_of(struct net_device *dev)
{
	return dev_ingress_queue(dev) ?
	       rtnl_dereference(dev_ingress_queue(dev)->qdisc_sleeping) : NULL;
}

/* Returns what is attached to a class of @parent; NULL: there is no such class. */
static struct Qdisc *leaf_of(struct Qdisc *parent, u32 classid)
{
	const struct Qdisc_class_ops *ops = parent->ops->cl_ops;
	unsigned long class;

	if (!ops || !ops->find || !ops->leaf)
		return NULL;
	class = ops->find(parent, classid);
	return class ? ops->leaf(parent, class) : NULL;
}

/* The kernel shows, and people name, a qdisc by its handle; 0 is the handle of all by default. */
static struct Qdisc *find_by_handle(struct net_device *dev, u32 handle)
{
	struct Qdisc *q = rtnl_dereference(dev->qdisc);

	if (q->handle == handle)
		return q;
	hash_for_each_possible(dev->qdisc_hash, q, hash, handle)
		if (q->handle == handle)
			return q;
	q = ingress_of(dev);
	return q && q->handle == handle ? q : NULL;
}

static struct Qdisc *find_by_place(struct net_device *dev, u32 place)
{
	struct Qdisc *parent;

	if (place == TC_H_ROOT)
		return rtnl_dereference(dev->qdisc);
	if (place == TC_H_INGRESS)
		return ingress_of(dev);
	parent = find_by_handle(dev, TC_H_MAJ(place));
	return parent ? leaf_of(parent, place) : NULL;
}

/* Returns the qdisc that the running task has changed. */
static struct Qdisc *find_changed(const struct net *net)
{
	struct net_device *dev = __dev_get_by_index((struct net *)net,
						    asked.tcm.tcm_ifindex);

	if (!dev)
		return NULL;
	return asked.tcm.tcm_handle ? find_by_handle(dev, asked.tcm.tcm_handle) :
				      find_by_place(dev, asked.tcm.tcm_parent);
}

static void asked_record(const struct net *net, struct Qdisc *q, u16 type, u16 flags)
{
	struct nj_journal *journal = nj_netns_hear(net);
	const struct nlmsghdr hdr = {
		.nlmsg_type = type, .nlmsg_flags = flags,
		.nlmsg_seq = asked.seq, .nlmsg_pid = asked.portid,
	};
	struct kvec whole;
	struct sk_buff *skb;

	if (!journal || !nj_journal_keeps(journal, NETJOURNAL_KIND_TC))
		return;
	skb = nj_qdisc_message(q, &hdr, true);
	if (!skb) {
		nj_journal_lose(journal, NETJOURNAL_KIND_TC, 1);
		return;
	}
	whole = (struct kvec){ .iov_base = skb->data, .iov_len = skb->len };
	nj_record(journal, NETJOURNAL_KIND_TC, nlmsg_hdr(skb), &whole, 1, NULL);
	nlmsg_free(skb);
}

/* Another qdisc in its place is the same object, which has changed. */
static void graft_record(const struct net *net)
{
	const bool was = is_shown(asked.old);

	if (asked.old != asked.new)
		replaced = asked.old;
	if (is_shown(asked.new))
		asked_record(net, asked.new, RTM_NEWQDISC, was ? NLM_F_REPLACE : NLM_F_CREATE);
	else if (was)
		asked_record(net, asked.old, RTM_DELQDISC, 0);
}

static void change_record(const struct net *net)
{
	struct Qdisc *q = find_changed(net);

	if (is_shown(q))
		asked_record(net, q, RTM_NEWQDISC, NLM_F_REPLACE);
}

/* The change that the running task has asked for is done. */
static void asked_done(const struct net *net)
{
	if (!asked_by_current())
		return;
	if (asked.graft)
		graft_record(net);
	else
		change_record(net);
	WRITE_ONCE(asked.task, NULL);
}

void nj_qdisc_announced(const struct sock *ssk)
{
	const struct net *net = sock_net(ssk);

	if (ssk == READ_ONCE(net->rtnl))
		asked_done(net);
}

void nj_qdisc_forget(void)
{
	if (READ_ONCE(asked.task) == current)
		cmpxchg(&asked.task, current, NULL);
}

void nj_qdisc_acknowledged(const struct net *net)
{
	struct nj_journal *journal;

	if (!asked_by_current())
		return;
	nj_qdisc_forget();
	journal = nj_netns_hear(net);
	if (journal)
		nj_journal_lose(journal, NETJOURNAL_KIND_TC, 1);
}

/* Without the hook on requests, what a task asked for before would not be forgotten. */
static void asked_begin(const struct sk_buff *skb, const struct nlmsghdr *nlh)
{
	asked.portid = NETLINK_CB(skb).portid;
	asked.seq = nlh->nlmsg_seq;
	asked.act = nj_act_now();
	if (READ_ONCE(nj_hook_request.state) == NETJOURNAL_HOOK_STATE_ON)
		WRITE_ONCE(asked.task, current);
}

/* tc_modify_qdisc(skb, nlh, extack); if it attaches a qdisc, hear_graft() follows */
static void notrace hear_change(struct ftrace_regs *fregs)
{
	const struct sk_buff *skb = (void *)nj_ftrace_arg(fregs, 0);
	const struct nlmsghdr *nlh = (void *)nj_ftrace_arg(fregs, 1);

	if (nlmsg_len(nlh) < sizeof(asked.tcm))
		return;
	asked.graft = false;
	asked.tcm = *(struct tcmsg *)nlmsg_data(nlh);
	asked_begin(skb, nlh);
}

static bool is_ingress(u32 place)
{
	return place != TC_H_ROOT && TC_H_MAJ(place) == TC_H_MAJ(TC_H_INGRESS);
}

/* qdisc_graft(dev, parent, skb, nlh, classid, new, ...), before it can fail */
static void notrace hear_graft(struct ftrace_regs *fregs)
{
	struct net_device *dev = (void *)nj_ftrace_arg(fregs, 0);
	struct Qdisc *parent = (void *)nj_ftrace_arg(fregs, 1);
	const struct sk_buff *skb = (void *)nj_ftrace_arg(fregs, 2);
	const struct nlmsghdr *nlh = (void *)nj_ftrace_arg(fregs, 3);
	u32 place = nj_ftrace_arg(fregs, 4);

	asked.graft = true;
	asked.new = (void *)nj_ftrace_arg(fregs, 5);
	if (parent)
		asked.old = leaf_of(parent, place);
	else
		asked.old = is_ingress(place) ? ingress_of(dev) :
						rtnl_dereference(dev->qdisc);
	asked_begin(skb, nlh);
}

static void silent_record(const struct Qdisc *q, u16 type)
{
	const struct net *net = dev_net(qdisc_dev(q));
	const struct nlmsghdr hdr = { .nlmsg_type = type };

	if (nj_silent_admit(net, NETJOURNAL_KIND_TC))
		nj_silent_record(net, NETJOURNAL_KIND_TC,
				 nj_qdisc_message((struct Qdisc *)q, &hdr,
						  type == RTM_NEWQDISC));
}

/* qdisc_hash_add(q, invisible); a qdisc that somebody has asked for has a handle */
static void notrace hear_add(struct ftrace_regs *fregs)
{
	const struct Qdisc *q = (void *)nj_ftrace_arg(fregs, 0);

	if (!(bool)nj_ftrace_arg(fregs, 1) && !q->handle && is_shown(q))
		silent_record(q, RTM_NEWQDISC);
}

/* Whether the kernel shows the qdisc until now. */
static bool was_attached(const struct Qdisc *q)
{
	if (q->flags & TCQ_F_INGRESS)
		return true;
	if (q->parent == TC_H_ROOT)
		return rcu_access_pointer(qdisc_dev(q)->qdisc) == q;
	return hash_hashed((struct hlist_node *)&q->hash);
}

/* Whether the qdisc goes because the running task could not attach it. */
static bool was_refused(const struct Qdisc *q)
{
	return asked_by_current() && asked.graft && asked.new == q;
}

/* qdisc_hash_del(q) */
static void notrace hear_del(struct ftrace_regs *fregs)
{
	const struct Qdisc *q = (void *)nj_ftrace_arg(fregs, 0);

	if (q == replaced)
		replaced = NULL;
	else if (was_refused(q))
		nj_qdisc_forget();
	else if (is_shown(q) && was_attached(q))
		silent_record(q, RTM_DELQDISC);
}

#ifdef NJ_HAVE_BROADCAST_FILTERED
/* netlink_has_listeners(ssk, group); the journal asks, too, for a group of its own */
static void notrace hear_done(struct ftrace_regs *fregs)
{
	const struct sock *ssk = (void *)nj_ftrace_arg(fregs, 0);

	if ((unsigned int)nj_ftrace_arg(fregs, 1) == RTNLGRP_TC &&
	    ssk->sk_protocol == NETLINK_ROUTE)
		nj_qdisc_announced(ssk);
}

struct nj_hook nj_hook_qdisc_done = {
	.function = "netlink_has_listeners",
	.address = netlink_has_listeners,
	.unseen = "qdiscs that somebody sets, unless somebody listens",
	.kinds = BIT(NETJOURNAL_KIND_TC),
	.hear = hear_done,
};
#endif

struct nj_hook nj_hook_qdisc_change = {
	.function = "tc_modify_qdisc",
	.unseen = "changes of the options of qdiscs",
	.kinds = BIT(NETJOURNAL_KIND_TC),
	.hear = hear_change,
};

struct nj_hook nj_hook_qdisc_graft = {
	.function = "qdisc_graft",
	.unseen = "qdiscs that somebody adds, replaces or deletes",
	.kinds = BIT(NETJOURNAL_KIND_TC),
	.hear = hear_graft,
};

struct nj_hook nj_hook_qdisc_add = {
	.function = "qdisc_hash_add",
	.address = qdisc_hash_add,
	.unseen = "qdiscs that devices get by default",
	.kinds = BIT(NETJOURNAL_KIND_TC),
	.hear = hear_add,
};

struct nj_hook nj_hook_qdisc_del = {
	.function = "qdisc_hash_del",
	.address = qdisc_hash_del,
	.unseen = "qdiscs that go with their device or their parent",
	.kinds = BIT(NETJOURNAL_KIND_TC),
	.hear = hear_del,
};
