// SPDX-License-Identifier: GPL-2.0
/*
 * The device: some channels that are told a target and move towards it, a step
 * at each tick. The tick is delayed work, in place of an interrupt.
 *
 * Each network namespace has a device of its own. A driver of one piece of
 * hardware has one for all, made and freed with the journal of init_net.
 *
 * Lifetime: a device is made when its namespace is, or when the module is
 * loaded, and goes with either. device_stop() waits for the tick. Requests come
 * in between only: the family is registered last and unregistered first, and a
 * namespace has no sockets when it goes.
 *
 * Locking: one mutex for each device. A record is written while it is held, so
 * that the journal has the changes in the order in which they happened.
 */
#include <linux/err.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>

#include "channel_ops.h"
#include "journal.h"
#include "origin.h"
#include "source_device.h"

static unsigned int channels = 8;
module_param(channels, uint, 0444);
MODULE_PARM_DESC(channels, "Channels of each device (default 8, at most 256)");

#define NJ_TICK_MS	10
#define NJ_STEP		100	/* how far a channel moves in a tick */

/**
 * struct nj_device - the device of one network namespace
 * @journal: where its events go; outlives the device
 * @tick: moves the channels; queued while there is one to be moved
 * @lock: protects all below
 * @generation: another one after each change; never 0
 * @channels: as many as the module's parameter says
 */
struct nj_device {
	struct nj_journal *journal;
	struct delayed_work tick;
	struct mutex lock;	/* see above */
	u32 generation;
	struct nj_channel channels[];
};

/* Per-net data: where the namespace's device is. */
struct device_net {
	struct nj_device *device;
};

static unsigned int device_net_id __read_mostly;

static struct pernet_operations device_net_ops = {
	.id = &device_net_id,
	.size = sizeof(struct device_net),
};

static struct nj_device *device_of(const struct net *net)
{
	const struct device_net *dn = net_generic(net, device_net_id);

	return dn->device;
}

/* Writes into the journal what happened to a channel. @port_id 0: no request. */
static void device_record(struct nj_device *dev, u32 index, u32 event, u32 port_id)
{
	struct sk_buff *skb = nj_channel_message(index, &dev->channels[index]);
	const struct kvec event_piece = { &event, sizeof(event) };
	const struct nj_origin *origin;
	struct kvec piece;
	const struct nj_attr attrs[] = {
		{
			.type = NETJOURNAL_A_RECORD_EVENT,
			.n_pieces = 1,
			.len = sizeof(event),
			.pieces = &event_piece,
		},
		{
			.type = NETJOURNAL_A_RECORD_CHANNEL | NLA_F_NESTED,
			.n_pieces = 1,
			.len = skb ? skb->len : 0,
			.pieces = &piece,
		},
	};

	lockdep_assert_held(&dev->lock);
	if (!skb) {
		/* No silent loss: the reader is told that something is missing. */
		nj_journal_lose(dev->journal, NETJOURNAL_KIND_CHANNEL, 1);
		return;
	}
	piece.iov_base = skb->data;
	piece.iov_len = skb->len;
	/* Nothing sleeps from here to the end of the origin's use. */
	origin = nj_origin_get(dev->journal->net, port_id);
	nj_journal_add(dev->journal, NETJOURNAL_KIND_CHANNEL, origin, attrs,
		       ARRAY_SIZE(attrs));
	nj_origin_put(origin);
	nlmsg_free(skb);
}

static void device_changed(struct nj_device *dev)
{
	lockdep_assert_held(&dev->lock);
	if (!++dev->generation)
		dev->generation = 1;
}

static bool channel_is_moving(const struct nj_channel *channel)
{
	return channel->level != channel->target;
}

static void channel_move(struct nj_channel *channel)
{
	if (channel->level < channel->target)
		channel->level += min_t(u32, NJ_STEP,
					channel->target - channel->level);
	else
		channel->level -= min_t(u32, NJ_STEP,
					channel->level - channel->target);
}

static void device_schedule(struct nj_device *dev)
{
	schedule_delayed_work(&dev->tick, msecs_to_jiffies(NJ_TICK_MS));
}

/* What an interrupt would tell: here, that a channel has come a step further. */
static void device_tick(struct work_struct *work)
{
	struct nj_device *dev = container_of(to_delayed_work(work), struct nj_device,
					  tick);
	bool more = false;
	u32 i;

	mutex_lock(&dev->lock);
	for (i = 0; i < channels; i++) {
		struct nj_channel *channel = &dev->channels[i];

		if (!channel_is_moving(channel))
			continue;
		channel_move(channel);
		device_changed(dev);
		if (channel_is_moving(channel))
			more = true;
		else
			device_record(dev, i, NETJOURNAL_EVENT_SETTLED, 0);
	}
	if (more)
		device_schedule(dev);
	mutex_unlock(&dev->lock);
}

u32 nj_device_channels(void)
{
	return channels;
}

u32 nj_device_read(const struct net *net, u32 index, struct nj_channel *channel)
{
	struct nj_device *dev = device_of(net);
	u32 generation;

	mutex_lock(&dev->lock);
	*channel = dev->channels[index];
	generation = dev->generation;
	mutex_unlock(&dev->lock);
	return generation;
}

void nj_device_set(const struct net *net, u32 index,
		   const struct nj_channel_change *change, u32 port_id)
{
	struct nj_device *dev = device_of(net);
	struct nj_channel *channel = &dev->channels[index];

	mutex_lock(&dev->lock);
	if (change->label)
		strscpy(channel->label, change->label, sizeof(channel->label));
	if (change->target)
		channel->target = *change->target;
	channel->changes++;
	device_changed(dev);
	device_record(dev, index, NETJOURNAL_EVENT_SET, port_id);
	if (channel_is_moving(channel))
		device_schedule(dev);
	mutex_unlock(&dev->lock);
}

static void *device_start(struct nj_journal *journal)
{
	struct device_net *dn = net_generic(journal->net, device_net_id);
	struct nj_device *dev;

	dev = kvzalloc(struct_size(dev, channels, channels), GFP_KERNEL_ACCOUNT);
	if (!dev)
		return ERR_PTR(-ENOMEM);
	dev->journal = journal;
	dev->generation = 1;
	mutex_init(&dev->lock);
	INIT_DELAYED_WORK(&dev->tick, device_tick);
	dn->device = dev;
	return dev;
}

static void device_stop(void *state)
{
	struct nj_device *dev = state;

	/* The tick queues itself again; this waits for it and stops that too. */
	cancel_delayed_work_sync(&dev->tick);
	mutex_destroy(&dev->lock);
	kvfree(dev);
}

static int device_init(void)
{
	if (!channels || channels > NETJOURNAL_CHANNEL_MAX + 1) {
		pr_err("netjournal: channels must be 1 to %u\n",
		       NETJOURNAL_CHANNEL_MAX + 1);
		return -EINVAL;
	}
	return register_pernet_subsys(&device_net_ops);
}

static void device_exit(void)
{
	unregister_pernet_subsys(&device_net_ops);
}

const struct nj_source nj_source_device = {
	.init = device_init,
	.exit = device_exit,
	.start = device_start,
	.stop = device_stop,
};
