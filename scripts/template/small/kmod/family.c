// SPDX-License-Identifier: GPL-2.0
/*
 * The generic netlink family: the table of operations, the groups, and how
 * events begin and end.
 *
 * Every operation has a strict policy (no .validate flags) and needs
 * CAP_NET_ADMIN in the user namespace that owns the network namespace of the
 * socket. So do the groups.
 */
#include <linux/module.h>
#include <net/genetlink.h>

#include "channel_ops.h"
#include "family.h"
#include "reply.h"
#include "state.h"

static const struct genl_ops example_ops[] = {
	{
		.cmd = EXAMPLE_CMD_CHANNEL_GET,
		.flags = GENL_UNS_ADMIN_PERM,
		.policy = example_channel_get_policy,
		.maxattr = ARRAY_SIZE(example_channel_get_policy) - 1,
		.doit = example_channel_get_doit,
		.dumpit = example_channel_get_dumpit,
	},
	{
		.cmd = EXAMPLE_CMD_CHANNEL_SET,
		.flags = GENL_UNS_ADMIN_PERM,
		.policy = example_channel_set_policy,
		.maxattr = ARRAY_SIZE(example_channel_set_policy) - 1,
		.doit = example_channel_set_doit,
	},
};

static const struct genl_multicast_group example_groups[] = {
	[EXAMPLE_GROUP_CHANNEL] = {
		.name = EXAMPLE_MCGRP_CHANNEL,
		.flags = GENL_MCAST_CAP_NET_ADMIN,
	},
};

struct genl_family example_family __ro_after_init = {
	.name = EXAMPLE_FAMILY_NAME,
	.version = EXAMPLE_FAMILY_VERSION,
	.netnsok = EXAMPLE_NETNSOK,
	.parallel_ops = true,
	.module = THIS_MODULE,
	.ops = example_ops,
	.n_ops = ARRAY_SIZE(example_ops),
	.mcgrps = example_groups,
	.n_mcgrps = ARRAY_SIZE(example_groups),
};

MODULE_ALIAS_GENL_FAMILY(EXAMPLE_FAMILY_NAME);

struct sk_buff *example_event_begin(struct net *net, enum example_group group,
				    u8 cmd, size_t size)
{
	struct sk_buff *skb;

	if (!genl_has_listeners(&example_family, net, group))
		return NULL;
	skb = genlmsg_new(size, GFP_KERNEL);
	if (!skb || !genlmsg_put(skb, 0, 0, &example_family, 0, cmd)) {
		nlmsg_free(skb);
		genl_set_err(&example_family, net, 0, group, ENOBUFS);
		return NULL;
	}
	return skb;
}

bool example_event_send(struct net *net, enum example_group group,
			struct sk_buff *skb)
{
	nlmsg_end(skb, nlmsg_hdr(skb));
	return genlmsg_multicast_netns(&example_family, net, skb, 0, group, GFP_KERNEL) != -ESRCH;
}

static int family_register(void)
{
	return genl_register_family(&example_family);
}

static void family_unregister(void)
{
	genl_unregister_family(&example_family);
}

const struct example_part example_family_part = {
	.init = family_register,
	.exit = family_unregister,
};
