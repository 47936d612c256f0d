/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The operations on channels, for the table in family.c.
 */
#ifndef EXAMPLE_CHANNEL_OPS_H
#define EXAMPLE_CHANNEL_OPS_H

#include <linux/example.h>
#include <net/netlink.h>

struct example_channel;
struct genl_info;
struct net;
struct netlink_callback;
struct sk_buff;

extern const struct nla_policy example_channel_get_policy[EXAMPLE_A_CHANNEL_MAX + 1];
extern const struct nla_policy example_channel_set_policy[EXAMPLE_A_CHANNEL_MAX + 1];

int example_channel_get_doit(struct sk_buff *skb, struct genl_info *info);
int example_channel_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);
int example_channel_set_doit(struct sk_buff *skb, struct genl_info *info);

/**
 * example_channel_notify - send channel-ntf to the group channel
 * @net: to which namespace
 * @index: which channel
 * @channel: the present state of the channel
 *
 * Listeners get ENOBUFS if there is no memory, so no event is lost silently.
 * Context: may sleep; called in the order of the changes.
 */
void example_channel_notify(struct net *net, u32 index,
			    const struct example_channel *channel);

#endif
