// SPDX-License-Identifier: GPL-2.0
/*
 * The object: channels with a label and a level. A driver of hardware accesses
 * its registers here.
 */
#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/string.h>

#include "channel.h"
#include "channel_ops.h"
#include "state.h"

static void example_generation_next(struct example_state *state)
{
	lockdep_assert_held(&state->lock);
	if (!++state->generation)
		state->generation = 1;
}

u32 example_channel_read(struct example_state *state, u32 index,
			 struct example_channel *channel)
{
	u32 generation;

	mutex_lock(&state->lock);
	*channel = state->channels[index];
	generation = state->generation;
	mutex_unlock(&state->lock);
	return generation;
}

void example_channel_set(struct example_state *state, u32 index,
			 const struct example_change *change)
{
	struct example_channel *channel = &state->channels[index];

	mutex_lock(&state->lock);
	if (change->label)
		strscpy(channel->label, change->label, sizeof(channel->label));
	if (change->level)
		channel->level = *change->level;
	channel->changes++;
	example_generation_next(state);
	/* Events are sent under the lock, so that they come in the order of the changes. */
	example_channel_notify(state->net, index, channel);
	mutex_unlock(&state->lock);
}
