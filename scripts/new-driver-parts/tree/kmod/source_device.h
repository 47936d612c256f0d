/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The device: some channels that are told a target and move towards it. It
 * stands where hardware would. Here is what the rest of the module asks of it;
 * messages are channel_ops.c's business.
 */
#ifndef NJ_SOURCE_DEVICE_H
#define NJ_SOURCE_DEVICE_H

#include <linux/netjournal.h>
#include <linux/types.h>

#include "sources.h"

struct net;

extern const struct nj_source nj_source_device;

/**
 * struct nj_channel - one channel, as it is at one moment
 * @label: what its owner calls it; may be empty
 * @target: where it is to go
 * @level: where it is
 * @changes: how often it was set
 */
struct nj_channel {
	char label[NETJOURNAL_LABEL_LEN_MAX + 1];
	u32 target;
	u32 level;
	u64 changes;
};

/**
 * struct nj_channel_change - what of a channel is to be set
 * @label: NULL: as it is
 * @target: NULL: as it is
 */
struct nj_channel_change {
	const char *label;
	const u32 *target;
};

/**
 * nj_device_channels - how many channels there are
 *
 * Context: any. Return: a number from 1 to NETJOURNAL_CHANNEL_MAX + 1,
 * which does not change while the module is loaded.
 */
u32 nj_device_channels(void);

/**
 * nj_device_read - look at a channel
 * @net: whose device
 * @index: which channel, below nj_device_channels()
 * @channel: filled
 *
 * Context: may sleep. Return: the device's generation, which is another one
 * after each change; never 0.
 */
u32 nj_device_read(const struct net *net, u32 index, struct nj_channel *channel);

/**
 * nj_device_set - set a channel
 * @net: whose device
 * @index: which channel, below nj_device_channels()
 * @change: what to set; within the limits of the spec
 * @port_id: netlink port of the request
 *
 * Context: may sleep; runs in the task that asked for it, whom the record names.
 */
void nj_device_set(const struct net *net, u32 index,
		   const struct nj_channel_change *change, u32 port_id);

#endif
