// SPDX-License-Identifier: GPL-2.0
/*
 * Records policy rules that the kernel detaches from a device, because the
 * device goes or gets another name, or attaches to a device that appears. The
 * kernel announces neither.
 *
 * The hook comes before the change, so it records what the change will do.
 */
#include <linux/fib_rules.h>
#include <linux/netdevice.h>
#include <net/fib_rules.h>
#include <net/net_namespace.h>

#include "compat.h"
#include "rule_message.h"
#include "silent.h"
#include "silent_rule.h"

/* What an event does to the rules that name a device. */
struct change {
	const struct net_device *dev;
	bool detach;
	bool attach;	/* after @detach, by the device's present name */
};

/* The index of a rule's device after the change; -1: detached. */
static int index_after(const struct change *change, int index, const char *name)
{
	if (change->detach && index == change->dev->ifindex)
		index = -1;
	if (change->attach && index == -1 && !strcmp(change->dev->name, name))
		index = change->dev->ifindex;
	return index;
}

static void rule_change(const struct change *change, struct fib_rules_ops *ops,
			struct fib_rule *rule)
{
	int iif = index_after(change, rule->iifindex, rule->iifname);
	int oif = index_after(change, rule->oifindex, rule->oifname);
	u32 detached = 0;

	if ((iif == -1) == (rule->iifindex == -1) &&
	    (oif == -1) == (rule->oifindex == -1))
		return;
	if (iif == -1)
		detached |= FIB_RULE_IIF_DETACHED;
	if (oif == -1)
		detached |= FIB_RULE_OIF_DETACHED;
	if (nj_silent_admit(dev_net(change->dev), NETJOURNAL_KIND_RULE))
		nj_silent_record(dev_net(change->dev), NETJOURNAL_KIND_RULE,
				 nj_rule_message(ops, rule, detached));
}

static void rules_change(const struct change *change)
{
	const struct net *net = dev_net(change->dev);
	struct fib_rules_ops *ops;
	struct fib_rule *rule;

	list_for_each_entry(ops, &net->rules_ops, list)
		list_for_each_entry(rule, &ops->rules_list, list)
			rule_change(change, ops, rule);
}

/* fib_rules_event(this, event, ptr) */
static void notrace hear_rule(struct ftrace_regs *fregs)
{
	unsigned long event = nj_ftrace_arg(fregs, 1);
	const struct change change = {
		.dev = netdev_notifier_info_to_dev((void *)nj_ftrace_arg(fregs,
									 2)),
		.detach = event == NETDEV_UNREGISTER ||
			  event == NETDEV_CHANGENAME,
		.attach = event == NETDEV_REGISTER ||
			  event == NETDEV_CHANGENAME,
	};

	if ((change.detach || change.attach) &&
	    nj_silent_wanted(dev_net(change.dev), NETJOURNAL_KIND_RULE))
		rules_change(&change);
}

struct nj_hook nj_hook_rule = {
	.function = "fib_rules_event",
	.unseen = "rules that lose their device, or get it back",
	.kinds = BIT(NETJOURNAL_KIND_RULE),
	.hear = hear_rule,
};
