// SPDX-License-Identifier: GPL-2.0
/*
 * Records changes of links that are down: an alias, a group, an alternative name,
 * options of the link's type and the like. The kernel announces them only if the
 * link is up.
 *
 * The hook comes after the change and before the announcement, so it records what
 * is there.
 */
#include <linux/netdevice.h>
#include <net/net_namespace.h>

#include "altnames.h"
#include "compat.h"
#include "link_message.h"
#include "silent.h"
#include "silent_link.h"

void nj_silent_link_record(const struct net *net, struct net_device *dev,
			   struct nj_hook *hook)
{
	size_t names_size;

	if (nj_altnames_size(dev, &names_size))
		nj_silent_record(net, NETJOURNAL_KIND_LINK,
				 nj_link_message(dev, names_size));
	else
		nj_hook_distrust(hook);
}

/* netif_state_change(dev) */
static void notrace hear_link(struct ftrace_regs *fregs)
{
	struct net_device *dev = (void *)nj_ftrace_arg(fregs, 0);
	struct net *net = dev_net(dev);

	if (dev->flags & IFF_UP || dev->reg_state != NETREG_REGISTERED ||
	    READ_ONCE(nj_hook_link.state) != NETJOURNAL_HOOK_STATE_ON ||
	    !nj_silent_wanted(net, NETJOURNAL_KIND_LINK))
		return;
	nj_silent_link_record(net, dev, &nj_hook_link);
}

struct nj_hook nj_hook_link = {
	.function = NJ_STATE_CHANGE_FUNCTION,
	.unseen = "changes of links that are down",
	.kinds = BIT(NETJOURNAL_KIND_LINK),
	.hear = hear_link,
};
