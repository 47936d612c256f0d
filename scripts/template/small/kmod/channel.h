/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The object: channels with a label and a level, and the functions that read
 * and set them. Nothing here knows netlink.
 */
#ifndef EXAMPLE_CHANNEL_H
#define EXAMPLE_CHANNEL_H

#include <linux/example.h>
#include <linux/types.h>

struct example_state;

/**
 * struct example_channel - one channel, as it is at one moment
 * @label: a name for people; may be empty
 * @level: the value that was set
 * @changes: how many times the channel was set
 */
struct example_channel {
	char label[EXAMPLE_LABEL_LEN_MAX + 1];
	u32 level;
	u64 changes;
};

/**
 * struct example_change - the settings of a channel to change
 * @label: NULL: no change
 * @level: NULL: no change
 */
struct example_change {
	const char *label;
	const u32 *level;
};

/**
 * example_channel_read - look at a channel
 * @state: where it is
 * @index: which channel, below EXAMPLE_CHANNELS
 * @channel: filled
 *
 * Context: may sleep. Return: the generation of the state, which is another one
 * after each change and never 0.
 */
u32 example_channel_read(struct example_state *state, u32 index,
			 struct example_channel *channel);

/**
 * example_channel_set - set a channel and announce it
 * @state: where it is
 * @index: which channel, below EXAMPLE_CHANNELS
 * @change: what to set; the caller has checked the limits of the spec
 *
 * Context: may sleep.
 */
void example_channel_set(struct example_state *state, u32 index,
			 const struct example_change *change);

#endif
