// SPDX-License-Identifier: GPL-2.0
/*
 * The state: the machine has one set of channels, like a piece of hardware.
 * The family exists in the initial network namespace only, so a container can
 * neither see nor set them.
 */
#include <net/net_namespace.h>

#include "state.h"

static struct example_state machine_state;

/* A driver of hardware finds and starts its device here. */
static int state_init(void)
{
	machine_state.net = &init_net;
	machine_state.generation = 1;
	mutex_init(&machine_state.lock);
	return 0;
}

static void state_exit(void)
{
	mutex_destroy(&machine_state.lock);
}

const struct example_part example_state_part = {
	.init = state_init,
	.exit = state_exit,
};

struct example_state *example_state_get(struct net *net,
					struct netlink_ext_ack *extack)
{
	return &machine_state;
}

void example_state_put(struct example_state *state)
{
}
