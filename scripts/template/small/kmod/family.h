/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The generic netlink family, and its events. Replies are begun and sent by the
 * functions of reply.h.
 */
#ifndef EXAMPLE_FAMILY_H
#define EXAMPLE_FAMILY_H

#include <linux/types.h>

#include "part.h"

struct net;
struct sk_buff;

/* The multicast groups, in the order of the spec. */
enum example_group {
	EXAMPLE_GROUP_CHANNEL,
};

/*
 * Opens the family to user space. Parts that requests need start before it.
 * Parts that send events by themselves start after it.
 */
extern const struct example_part example_family_part;

/**
 * example_event_begin - begin an event, if anybody may listen
 * @net: to which namespace
 * @group: to which group
 * @cmd: EXAMPLE_CMD_*_NTF
 * @size: room for attributes, in bytes
 *
 * Context: may sleep. Return: the message, for example_event_send() or
 * nlmsg_free(); NULL if nobody listens in any namespace, or there is no memory. In the latter
 * case the listeners get ENOBUFS.
 */
struct sk_buff *example_event_begin(struct net *net, enum example_group group,
				    u8 cmd, size_t size);

/**
 * example_event_send - end an event and send it
 * @net: to which namespace
 * @group: to which group
 * @skb: from example_event_begin(); consumed
 *
 * Context: may sleep. Return: whether anybody in the namespace listens.
 */
bool example_event_send(struct net *net, enum example_group group,
			struct sk_buff *skb);

#endif
