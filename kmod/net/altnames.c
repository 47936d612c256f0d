// SPDX-License-Identifier: GPL-2.0
/*
 * Reads the alternative names of a link. See altnames.h.
 */
#include <linux/if_link.h>
#include <linux/list.h>
#include <linux/netdevice.h>
#include <linux/skbuff.h>
#include <net/netlink.h>

#include "altnames.h"

/* A name of a link: the beginning of the kernel's structure. */
struct netdev_name_node {
	struct hlist_node hlist;
	struct list_head list;
	struct net_device *dev;
	const char *name;
};

/* The first name is that of the link itself. The list has the others. */
static bool first_is_known(const struct net_device *dev)
{
	const struct netdev_name_node *first = dev->name_node;

	return first && first->dev == dev && first->name == dev->name;
}

bool nj_altnames_size(const struct net_device *dev, size_t *size)
{
	const struct netdev_name_node *node;

	if (!first_is_known(dev))
		return false;
	*size = nla_total_size(0);
	list_for_each_entry(node, &dev->name_node->list, list) {
		if (node->dev != dev)
			return false;
		*size += nla_total_size(ALTIFNAMSIZ);
	}
	return true;
}

int nj_altnames_put(struct sk_buff *skb, const struct net_device *dev)
{
	const struct netdev_name_node *node;
	struct nlattr *nest;

	if (list_empty(&dev->name_node->list))
		return 0;
	nest = nla_nest_start(skb, IFLA_PROP_LIST);
	if (!nest)
		return -EMSGSIZE;
	list_for_each_entry(node, &dev->name_node->list, list)
		if (nla_put_string(skb, IFLA_ALT_IFNAME, node->name))
			return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}
