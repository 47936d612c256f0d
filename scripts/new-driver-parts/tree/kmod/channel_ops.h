/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The operations on channels, for the table in family.c, and a channel as
 * attributes.
 */
#ifndef NJ_CHANNEL_OPS_H
#define NJ_CHANNEL_OPS_H

#include <linux/netjournal.h>
#include <net/netlink.h>

struct genl_info;
struct netlink_callback;
struct nj_channel;
struct sk_buff;

extern const struct nla_policy nj_channel_get_policy[NETJOURNAL_A_CHANNEL_MAX + 1];
extern const struct nla_policy nj_channel_set_policy[NETJOURNAL_A_CHANNEL_MAX + 1];

int nj_channel_get_doit(struct sk_buff *skb, struct genl_info *info);
int nj_channel_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);
int nj_channel_set_doit(struct sk_buff *skb, struct genl_info *info);

/**
 * nj_channel_message - a channel as attributes, for a record
 * @index: its number
 * @channel: what it is like
 *
 * Context: may sleep. Return: a buffer with nothing but the attributes, for
 * nlmsg_free(); NULL if there is no memory.
 */
struct sk_buff *nj_channel_message(u32 index, const struct nj_channel *channel);

#endif
