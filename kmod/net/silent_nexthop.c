// SPDX-License-Identifier: GPL-2.0
/*
 * Records nexthop objects that the kernel removes because of their device or
 * its carrier, and groups that then lose a member or go as a whole. The kernel
 * announces only nexthop objects that somebody asked it to remove.
 */
#include <linux/rtnetlink.h>
#include <net/net_namespace.h>
#include <net/nexthop.h>

#include "cause_nexthop.h"
#include "compat.h"
#include "nexthop_message.h"
#include "silent.h"
#include "silent_nexthop.h"

/*
 * Records the groups that lose @nh and keep other members. A group without
 * members is removed, and the hook hears of that too.
 */
static void groups_record(const struct net *net, const struct nexthop *nh)
{
	const struct nh_grp_entry *entry;

	list_for_each_entry(entry, &nh->grp_list, nh_list) {
		const struct nexthop *group = entry->nh_parent;

		if (rtnl_dereference(group->nh_grp)->num_nh > 1 &&
		    nj_silent_admit(net, NETJOURNAL_KIND_NEXTHOP))
			nj_silent_record(net, NETJOURNAL_KIND_NEXTHOP,
					 nj_nexthop_message(RTM_NEWNEXTHOP,
							    group, nh));
	}
}

/* remove_nexthop(net, nh, nlinfo) */
static void notrace hear_nexthop(struct ftrace_regs *fregs)
{
	const struct net *net = (void *)nj_ftrace_arg(fregs, 0);
	const struct nexthop *nh = (void *)nj_ftrace_arg(fregs, 1);

	nj_cause_remove_nexthop(net, nh);
	/* If the caller passes nlinfo, the kernel announces the removal. */
	if (nj_ftrace_arg(fregs, 2))
		return;
	if (nj_silent_admit(net, NETJOURNAL_KIND_NEXTHOP))
		nj_silent_record(net, NETJOURNAL_KIND_NEXTHOP,
				 nj_nexthop_message(RTM_DELNEXTHOP, nh, NULL));
	if (!nh->is_group)
		groups_record(net, nh);
}

struct nj_hook nj_hook_nexthop = {
	.function = "remove_nexthop",
	.unseen = "nexthops that go and groups that shrink with a device; what goes with a nexthop",
	.kinds = BIT(NETJOURNAL_KIND_NEXTHOP) | BIT(NETJOURNAL_KIND_ROUTE),
	.hear = hear_nexthop,
};
