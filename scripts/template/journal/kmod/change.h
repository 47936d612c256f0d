/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records each change of a channel in the journal.
 */
#ifndef EXAMPLE_CHANGE_H
#define EXAMPLE_CHANGE_H

#include <linux/types.h>

#include "part.h"

struct example_channel;
struct net;
struct sk_buff;

/* Listeners hear of records while this is started, which is after the family. */
extern const struct example_part example_listening_part;

/**
 * example_change_record - write into the journal that a channel was set
 * @net: the namespace of the journal
 * @index: which channel
 * @channel: what it is now
 * @port_id: netlink port of the request; 0 if there is none
 *
 * The record names the process that runs. Without memory the journal has a gap.
 * Context: may sleep; called in the order of the changes.
 */
void example_change_record(struct net *net, u32 index,
			   const struct example_channel *channel, u32 port_id);

/**
 * example_channel_message - a channel as attributes
 * @index: which channel
 * @channel: what it is
 *
 * Context: may sleep. Return: a buffer with nothing but the attributes, for
 * nlmsg_free(); NULL if there is no memory.
 */
struct sk_buff *example_channel_message(u32 index, const struct example_channel *channel);

#endif
