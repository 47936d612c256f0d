// SPDX-License-Identifier: GPL-2.0
/*
 * What goes with a nexthop object. See cause_nexthop.h.
 *
 * The kernel removes an object in one function: it announces the removal, removes the
 * routes that use the object, and takes the object out of its groups. A group without
 * members is removed in the same way. The hook at the entry of this function tells
 * when an object goes, but nothing tells when the function ends. So a record must prove
 * by itself that it follows: a route names its object, and no route outlives its object.
 */
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <linux/spinlock.h>
#include <net/net_namespace.h>
#include <net/netlink.h>
#include <net/nexthop.h>

#include "act.h"
#include "cause.h"
#include "cause_nexthop.h"

/* A nexthop object that goes. */
struct gone {
	u32 id;		/* 0: there is none */
	u64 seq;	/* of its record; 0: not recorded yet */
};

/*
 * The last objects that an act has removed. One act is enough: RTNL is held.
 *
 * @act: the act; 0: there is none; read without the lock first
 * @netns: inode number of the network namespace
 * @single: the last object that is no group
 * @group: the last group
 * @group_follows: the group goes because @single was its only member
 */
static struct removal {
	u64 act;
	u32 netns;
	struct gone single;
	struct gone group;
	bool group_follows;
} removal;

/* Protects removal. Taken with interrupts off, because soft interrupts make records, too. */
static DEFINE_RAW_SPINLOCK(removal_lock);

static bool is_only_member(const struct nexthop *group, u32 id)
{
	const struct nh_group *members = rtnl_dereference(group->nh_grp);

	return id && members->num_nh == 1 && members->nh_entries[0].nh->id == id;
}

void nj_cause_remove_nexthop(const struct net *net, const struct nexthop *nh)
{
	u64 act = nj_act_now();
	unsigned long flags;

	if (!act)
		return;
	raw_spin_lock_irqsave(&removal_lock, flags);
	if (removal.act != act || removal.netns != net->ns.inum) {
		removal = (struct removal){ .netns = net->ns.inum };
		WRITE_ONCE(removal.act, act);
	}
	if (nh->is_group) {
		removal.group = (struct gone){ .id = nh->id };
		removal.group_follows = is_only_member(nh, removal.single.id);
	} else {
		removal.single = (struct gone){ .id = nh->id };
	}
	raw_spin_unlock_irqrestore(&removal_lock, flags);
}

bool nj_cause_is_nexthop(u64 act)
{
	return act && READ_ONCE(removal.act) == act;
}

/* Returns a number that an attribute of the message holds; 0: there is none. */
static u32 attr_u32(const struct nlmsghdr *nlh, int hdrlen, int type)
{
	const struct nlattr *nla;

	if (nlmsg_len(nlh) < hdrlen)
		return 0;
	nla = nlmsg_find_attr(nlh, hdrlen, type);
	return nla && nla_len(nla) == sizeof(u32) ? nla_get_u32(nla) : 0;
}

static u32 nexthop_of(const struct nj_change *change)
{
	return change->kind == NETJOURNAL_KIND_ROUTE ?
	       attr_u32(change->nlh, sizeof(struct rtmsg), RTA_NH_ID) :
	       attr_u32(change->nlh, sizeof(struct nhmsg), NHA_ID);
}

static const struct gone *gone_find(u32 id)
{
	if (!id)
		return NULL;
	if (id == removal.single.id)
		return &removal.single;
	return id == removal.group.id ? &removal.group : NULL;
}

/* Returns the object with which a route, or a group, goes or shrinks; NULL: none. */
static const struct gone *gone_before(const struct nj_change *change, u32 id)
{
	switch (change->nlh->nlmsg_type) {
	case RTM_DELROUTE:
		return gone_find(id);
	case RTM_DELNEXTHOP:
		return id && id == removal.group.id && removal.group_follows ?
		       &removal.single : NULL;
	case RTM_NEWNEXTHOP:
		/* In such an act, the kernel announces only groups that lose a member. */
		return removal.single.id ? &removal.single : NULL;
	default:
		return NULL;
	}
}

bool nj_cause_find_nexthop(const struct nj_change *change, struct nj_event *event,
			   u64 *seq)
{
	const struct gone *gone = NULL;
	u32 id = nexthop_of(change);
	unsigned long flags;

	raw_spin_lock_irqsave(&removal_lock, flags);
	if (removal.act == change->act && removal.netns == change->net->ns.inum)
		gone = gone_before(change, id);
	if (gone) {
		*event = (struct nj_event){
			.event = NETJOURNAL_CAUSE_EVENT_NEXTHOP_REMOVED,
			.netns = removal.netns,
			.nexthop = gone->id,
		};
		*seq = gone->seq;
	}
	raw_spin_unlock_irqrestore(&removal_lock, flags);
	return gone;
}

void nj_cause_nexthop_recorded(const struct nj_change *change, u64 seq)
{
	u32 id = nexthop_of(change);
	unsigned long flags;

	if (change->nlh->nlmsg_type != RTM_DELNEXTHOP || !nj_cause_is_nexthop(change->act))
		return;
	raw_spin_lock_irqsave(&removal_lock, flags);
	if (removal.act == change->act && removal.netns == change->net->ns.inum) {
		if (id == removal.single.id)
			removal.single.seq = seq;
		else if (id == removal.group.id)
			removal.group.seq = seq;
	}
	raw_spin_unlock_irqrestore(&removal_lock, flags);
}
