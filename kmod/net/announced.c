// SPDX-License-Identifier: GPL-2.0
/*
 * Records what the kernel announces over rtnetlink, and hears the announcements of
 * other protocols.
 *
 * Every announcement, in every network namespace, passes one function. The hook
 * at its entry runs in the task that makes the change, whatever other CPUs do at
 * the time, and sees the message that listeners get. Callers hold RTNL or are in
 * a soft interrupt, often with locks: nothing here sleeps.
 *
 * The journal notifies its own listeners through the same function. The hook
 * skips those messages, because they come from the socket of generic netlink.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/netdevice.h>
#include <linux/netlink.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/rtnetlink.h>
#include <linux/skbuff.h>
#include <net/net_namespace.h>
#include <net/netlink.h>
#include <net/sock.h>
#include <net/vxlan.h>

#include "announced.h"
#include "compat.h"
#include "genl.h"
#include "journal.h"
#include "learned.h"
#include "module.h"
#include "moves.h"
#include "multipath.h"
#include "netconf.h"
#include "netns.h"
#include "qdisc.h"
#include "record.h"
#include "silent_route4.h"
#include "silent_source6.h"
#include "xfrm.h"

/* The most attributes that are cut from one message. */
#define NJ_CUTS_MAX	3

/* The pieces that remain: a header, and the parts between the cuts. */
#define NJ_PIECES_MAX	(NJ_CUTS_MAX + 2)

/* A group that no socket joins. nj_announced_check() sends a message to it. */
#define NJ_GROUP_NOBODY	U32_MAX

/* Whether the hook has heard a message to NJ_GROUP_NOBODY. */
static bool nobody_heard;

/* The kind that messages of a type have by themselves; 0: not recorded. */
static const u8 type_kinds[] = {
	[RTM_NEWLINK - RTM_BASE] = NETJOURNAL_KIND_LINK,
	[RTM_DELLINK - RTM_BASE] = NETJOURNAL_KIND_LINK,
	[RTM_NEWADDR - RTM_BASE] = NETJOURNAL_KIND_ADDR,
	[RTM_DELADDR - RTM_BASE] = NETJOURNAL_KIND_ADDR,
	[RTM_NEWROUTE - RTM_BASE] = NETJOURNAL_KIND_ROUTE,
	[RTM_DELROUTE - RTM_BASE] = NETJOURNAL_KIND_ROUTE,
	[RTM_NEWRULE - RTM_BASE] = NETJOURNAL_KIND_RULE,
	[RTM_DELRULE - RTM_BASE] = NETJOURNAL_KIND_RULE,
	[RTM_NEWNEIGH - RTM_BASE] = NETJOURNAL_KIND_NEIGH,
	[RTM_DELNEIGH - RTM_BASE] = NETJOURNAL_KIND_NEIGH,
	[RTM_NEWNEXTHOP - RTM_BASE] = NETJOURNAL_KIND_NEXTHOP,
	[RTM_DELNEXTHOP - RTM_BASE] = NETJOURNAL_KIND_NEXTHOP,
	[RTM_NEWNEXTHOPBUCKET - RTM_BASE] = NETJOURNAL_KIND_NEXTHOP,
	[RTM_DELNEXTHOPBUCKET - RTM_BASE] = NETJOURNAL_KIND_NEXTHOP,
	[RTM_NEWNETCONF - RTM_BASE] = NETJOURNAL_KIND_SYSCTL,
	[RTM_NEWVLAN - RTM_BASE] = NETJOURNAL_KIND_VLAN,
	[RTM_DELVLAN - RTM_BASE] = NETJOURNAL_KIND_VLAN,
	[RTM_NEWMDB - RTM_BASE] = NETJOURNAL_KIND_MDB,
	[RTM_DELMDB - RTM_BASE] = NETJOURNAL_KIND_MDB,
};

/*
 * The kinds of multicast groups. Type and group must agree, because one type can
 * go to several groups.
 */
static const u8 group_kinds[] = {
	[RTNLGRP_LINK] = NETJOURNAL_KIND_LINK,
	[RTNLGRP_IPV4_IFADDR] = NETJOURNAL_KIND_ADDR,
	[RTNLGRP_IPV6_IFADDR] = NETJOURNAL_KIND_ADDR,
	[RTNLGRP_IPV4_ROUTE] = NETJOURNAL_KIND_ROUTE,
	[RTNLGRP_IPV6_ROUTE] = NETJOURNAL_KIND_ROUTE,
	[RTNLGRP_IPV4_RULE] = NETJOURNAL_KIND_RULE,
	[RTNLGRP_IPV6_RULE] = NETJOURNAL_KIND_RULE,
	[RTNLGRP_NEIGH] = NETJOURNAL_KIND_NEIGH,
	[RTNLGRP_NEXTHOP] = NETJOURNAL_KIND_NEXTHOP,
	[RTNLGRP_IPV4_NETCONF] = NETJOURNAL_KIND_SYSCTL,
	[RTNLGRP_IPV6_NETCONF] = NETJOURNAL_KIND_SYSCTL,
	[RTNLGRP_MPLS_ROUTE] = NETJOURNAL_KIND_MPLS,
	[RTNLGRP_BRVLAN] = NETJOURNAL_KIND_VLAN,
	[RTNLGRP_MDB] = NETJOURNAL_KIND_MDB,
	[RTNLGRP_IPV4_MROUTE] = NETJOURNAL_KIND_MROUTE,
	[RTNLGRP_IPV6_MROUTE] = NETJOURNAL_KIND_MROUTE,
};

/* Routes of other sorts have the type of IP routes, but groups of their own. */
static u32 type_kind(u32 kind)
{
	return kind == NETJOURNAL_KIND_MPLS || kind == NETJOURNAL_KIND_MROUTE ?
	       NETJOURNAL_KIND_ROUTE : kind;
}

/* Whether a message to a group of @kind is about an object of this kind. */
static bool message_is(const struct nlmsghdr *nlh, u32 kind)
{
	unsigned int i = nlh->nlmsg_type - RTM_BASE;

	return i < ARRAY_SIZE(type_kinds) && type_kinds[i] == type_kind(kind);
}

static u32 group_kind(u32 group)
{
	return group < ARRAY_SIZE(group_kinds) ? group_kinds[group] : 0;
}

/*
 * An entry of the forwarding database of a bridge or a VXLAN has the type and the
 * group of a neighbour.
 */
static u32 neigh_kind(const struct nlmsghdr *nlh)
{
	const struct ndmsg *ndm = nlmsg_data(nlh);

	if (nlmsg_len(nlh) < sizeof(*ndm))
		return 0;
	return ndm->ndm_family == AF_BRIDGE ? NETJOURNAL_KIND_FDB :
					      NETJOURNAL_KIND_NEIGH;
}

/*
 * Statistics take most of a link message and are not configuration. The list of
 * virtual functions is cut only if the message would be too large with it.
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

/* A message, and the pieces of it that are recorded. */
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

/* Cuts the link message at @nlh, and adjusts its length. */
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

/* A function of its own, because the pieces take much of the stack. */
static noinline void link_record(struct nj_journal *journal,
				 const struct nlmsghdr *nlh)
{
	struct pieces pieces;
	struct nj_move move;
	struct kvec moved;
	struct nj_attr attr;

	nj_move_get(&move, journal->net, nlh);
	moved = (struct kvec){ .iov_base = move.attrs, .iov_len = move.len };
	attr = (struct nj_attr){
		.type = move.type, .n_pieces = 1, .len = move.len, .pieces = &moved,
	};
	link_pieces(&pieces, nlh);
	nj_record(journal, NETJOURNAL_KIND_LINK, nlh, pieces.piece, pieces.n,
		  move.type ? &attr : NULL);
}

static void route_announced(const struct net *net, const struct nlmsghdr *nlh)
{
	nj_route4_announced(net, nlh);
	nj_multipath_announced(net, nlh);
	nj_source6_announced(net, nlh);
}

/* A route of which nothing is known; it may have legs over any device, and any preferred source. */
static void route_lost(const struct net *net)
{
	nj_route4_announced(net, NULL);
	nj_multipath_forget(net, AF_INET);
	nj_multipath_forget(net, AF_INET6);
	nj_source6_forget(net);
}

/*
 * VXLAN announces each change of an entry itself. Before 6.14, if somebody asked
 * for the change, the kernel then also announces an address of the device
 * (rtnl_fdb_notify()), which has neither the other end nor an age. There is no
 * such address.
 */
static bool is_second_of_vxlan(const struct net *net, const struct nlmsghdr *nlh)
{
	const struct ndmsg *ndm = nlmsg_data(nlh);
	const struct net_device *dev;
	bool found;

	if (!(ndm->ndm_flags & NTF_SELF) ||
	    nlmsg_find_attr(nlh, sizeof(*ndm), NDA_CACHEINFO))
		return false;
	rcu_read_lock();
	dev = dev_get_by_index_rcu((struct net *)net, ndm->ndm_ifindex);
	found = dev && netif_is_vxlan(dev);
	rcu_read_unlock();
	return found;
}

static void announcement_record(struct nj_journal *journal, u32 kind,
				const struct sk_buff *skb)
{
	const struct nlmsghdr *nlh = nlmsg_hdr(skb);
	struct kvec whole;

	if (!nlmsg_ok(nlh, skb->len) || !message_is(nlh, kind))
		return;
	if (kind == NETJOURNAL_KIND_NEIGH)
		kind = neigh_kind(nlh);
	if (kind == NETJOURNAL_KIND_ROUTE)
		route_announced(journal->net, nlh);
	if (!kind || !nj_journal_keeps(journal, kind))
		return;
	if (NJ_KINDS_FULL & BIT(kind) && nj_is_learned(kind, nlh) &&
	    !nj_journal_keeps_full(journal, kind))
		return;
	if (kind == NETJOURNAL_KIND_FDB && is_second_of_vxlan(journal->net, nlh))
		return;
	if (kind == NETJOURNAL_KIND_SYSCTL) {
		nj_netconf_announced(journal, nlh);
		return;
	}
	if (kind == NETJOURNAL_KIND_LINK &&
	    nlmsg_len(nlh) >= sizeof(struct ifinfomsg)) {
		link_record(journal, nlh);
		return;
	}
	whole.iov_base = (void *)nlh;
	whole.iov_len = nlh->nlmsg_len;
	nj_record(journal, kind, nlh, &whole, 1, NULL);
}

/*
 * Returns the journal for messages of the socket @ssk; NULL if that is not the
 * kernel's rtnetlink socket. (Root can send to the groups too.)
 */
static struct nj_journal *sender_journal(const struct sock *ssk)
{
	const struct net *net = sock_net(ssk);

	if (ssk != READ_ONCE(net->rtnl))
		return NULL;
	return nj_netns_hear(net);
}

/* What other protocols than rtnetlink announce. */
static noinline void hear_other(const struct sock *ssk, const struct sk_buff *skb,
				u32 group)
{
	if (IS_ENABLED(CONFIG_XFRM) && ssk->sk_protocol == NETLINK_XFRM)
		nj_xfrm_announced(ssk, skb, group);
	else if (ssk->sk_protocol == NETLINK_GENERIC)
		nj_genl_announced(ssk, skb, group);
}

/* netlink_broadcast_filtered(ssk, skb, portid, group, ...) */
static void notrace hear_broadcast(unsigned long ip, unsigned long parent_ip,
				   struct ftrace_ops *ops,
				   struct ftrace_regs *fregs)
{
	const struct sock *ssk = (void *)nj_ftrace_arg(fregs, 0);
	u32 group = nj_ftrace_arg(fregs, 3);
	u32 kind = group_kind(group);
	struct nj_journal *journal;

	if (ssk->sk_protocol != NETLINK_ROUTE) {
		hear_other(ssk, (void *)nj_ftrace_arg(fregs, 1), group);
		return;
	}
	if (!kind) {
		if (unlikely(group == NJ_GROUP_NOBODY))
			WRITE_ONCE(nobody_heard, true);
		else if (IS_ENABLED(CONFIG_NET_SCHED) && group == RTNLGRP_TC)
			nj_qdisc_announced(ssk);
		return;
	}
	journal = sender_journal(ssk);
	if (journal)
		announcement_record(journal, kind,
				    (void *)nj_ftrace_arg(fregs, 1));
}

/* netlink_set_err(ssk, portid, group, code) */
static void notrace hear_set_err(struct ftrace_regs *fregs)
{
	const struct sock *ssk = (void *)nj_ftrace_arg(fregs, 0);
	u32 kind = group_kind(nj_ftrace_arg(fregs, 2));
	struct nj_journal *journal;

	if (!kind)
		return;
	journal = sender_journal(ssk);
	if (!journal)
		return;
	if (kind == NETJOURNAL_KIND_ROUTE)
		route_lost(journal->net);
	nj_journal_lose(journal, kind, 1);
	/* It can have been an entry of a forwarding database; see neigh_kind(). */
	if (kind == NETJOURNAL_KIND_NEIGH)
		nj_journal_lose(journal, NETJOURNAL_KIND_FDB, 1);
}

/*
 * In 6.1 netlink_broadcast() does the work itself. In later kernels it calls
 * netlink_broadcast_filtered().
 */
struct nj_hook nj_hook_broadcast = {
	.function = NJ_BROADCAST_FUNCTION,
	.address = NJ_BROADCAST,
	.unseen = "everything that the kernel announces",
	.required = true,
	.ops = NJ_HOOK_OPS(hear_broadcast),
};

struct nj_hook nj_hook_set_err = {
	.function = "netlink_set_err",
	.address = netlink_set_err,
	.unseen = "changes that the kernel had no memory to announce",
	.hear = hear_set_err,
};

int nj_announced_check(void)
{
	struct sk_buff *skb = nlmsg_new(0, GFP_KERNEL);

	if (!skb)
		return -ENOMEM;
	/* The kernel does not expect a message without a header. */
	nlmsg_put(skb, 0, 0, NLMSG_NOOP, 0, 0);
	nobody_heard = false;
	nlmsg_notify(init_net.rtnl, skb, 0, NJ_GROUP_NOBODY, 0, GFP_KERNEL);
	if (READ_ONCE(nobody_heard))
		return 0;
	pr_err("the hook on %s does not see the announcements of this kernel\n",
	       nj_hook_broadcast.function);
	return -EOPNOTSUPP;
}
