/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The state: the machine has one set of channels.
 */
#ifndef EXAMPLE_STATE_H
#define EXAMPLE_STATE_H

#include <linux/mutex.h>
#include <linux/types.h>

#include "channel.h"
#include "part.h"

struct net;
struct netlink_ext_ack;

/* The family exists in the initial network namespace only. */
#define EXAMPLE_NETNSOK		false

/**
 * struct example_state - the channels of the machine
 * @net: the initial network namespace, to which events go
 * @lock: protects the members below
 * @generation: changes with each change of a channel; never 0
 * @channels: the channels
 */
struct example_state {
	struct net *net;
	struct mutex lock;	/* see above */
	u32 generation;
	struct example_channel channels[EXAMPLE_CHANNELS];
};

/* Makes the state on load, and frees it on unload. */
extern const struct example_part example_state_part;

/**
 * example_state_get - find the state for a request
 * @net: the namespace of the request
 * @extack: of the request, may be NULL; gets the reason if there is no state
 *
 * Context: may sleep. Return: the state, for example_state_put(); NULL if there
 * is none.
 */
struct example_state *example_state_get(struct net *net,
					struct netlink_ext_ack *extack);

/**
 * example_state_put - end the use of a state
 * @state: from example_state_get()
 *
 * Context: may sleep.
 */
void example_state_put(struct example_state *state);

#endif
