// SPDX-License-Identifier: GPL-2.0
/*
 * Records a link that becomes an Ethernet device again. A bond takes the type of its
 * first port before the port has joined, and the kernel announces that. If the port
 * then cannot join, the kernel takes the type back, and does not announce that. See
 * bond_enslave().
 *
 * The hook comes before the change, so it only remembers the link. When the task leaves
 * the system call, it records the link if no port has joined.
 */
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <net/net_namespace.h>

#include "../compat.h"
#include "act.h"
#include "compat.h"
#include "journal.h"
#include "late.h"
#include "leave.h"
#include "netns.h"
#include "silent.h"
#include "silent_link.h"
#include "silent_type.h"

/**
 * struct taken_back - a link to look at later
 * @work: calls link_leave() when the task leaves the system call
 * @net: network namespace of the link, with a reference
 * @ifindex: the link
 */
struct taken_back {
	struct callback_head work;
	struct net *net;
	int ifindex;
};

/* Whoever sets the link up announces it. A port that has joined announces its master. */
static bool link_is_silent(const struct net_device *dev)
{
	return !(dev->flags & IFF_UP) && dev->reg_state == NETREG_REGISTERED &&
	       list_empty(&dev->adj_list.lower);
}

static void link_record(struct nj_journal *journal, const void *arg)
{
	const struct taken_back *taken = arg;
	struct net *net = taken->net;
	struct net_device *dev = __dev_get_by_index(net, taken->ifindex);

	if (dev && link_is_silent(dev) &&
	    nj_silent_wanted(net, NETJOURNAL_KIND_LINK))
		nj_silent_link_record(net, dev, &nj_hook_type);
}

/* The kernel calls this when the task leaves the system call. */
static void link_leave(struct callback_head *work)
{
	struct taken_back *taken = container_of(work, struct taken_back, work);

	rtnl_lock();
	nj_late_record(taken->net, link_record, taken);
	rtnl_unlock();
	put_net(taken->net);
	kfree(taken);
	nj_leave_done();
}

/* Returns false if the task cannot look at the link later. */
static bool link_remember(const struct net_device *dev)
{
	struct taken_back *taken;

	/* These do not return to user mode after the change. */
	if (current->flags & (PF_KTHREAD | NJ_PF_WORKER))
		return false;
	taken = kmalloc(sizeof(*taken), GFP_ATOMIC | __GFP_NOWARN | __GFP_ACCOUNT);
	if (!taken)
		return false;
	taken->net = get_net(dev_net(dev));
	taken->ifindex = dev->ifindex;
	/* The act is still open when the link is recorded; see sysctl.c. */
	nj_act_now();
	if (nj_leave_add(&taken->work, link_leave))
		return true;
	put_net(taken->net);
	kfree(taken);
	return false;
}

/* ether_setup(dev), also of each Ethernet device that is being made */
static void notrace hear_type(struct ftrace_regs *fregs)
{
	const struct net_device *dev = (void *)nj_ftrace_arg(fregs, 0);

	if (dev->reg_state != NETREG_REGISTERED ||
	    READ_ONCE(nj_hook_type.state) != NETJOURNAL_HOOK_STATE_ON ||
	    !nj_silent_wanted(dev_net(dev), NETJOURNAL_KIND_LINK))
		return;
	if (!link_remember(dev))
		nj_journal_lose(nj_netns_hear(dev_net(dev)), NETJOURNAL_KIND_LINK, 1);
}

struct nj_hook nj_hook_type = {
	.function = "ether_setup",
	.address = ether_setup,
	.unseen = "bonds that become Ethernet devices again, because a port could not join",
	.kinds = BIT(NETJOURNAL_KIND_LINK),
	.hear = hear_type,
};
