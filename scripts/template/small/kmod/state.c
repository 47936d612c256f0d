// SPDX-License-Identifier: GPL-2.0
/*
 * The state: each network namespace has its own channels. They are made with
 * the namespace or when the module is loaded, and end with the namespace or the
 * module.
 *
 * The socket of a request keeps its namespace alive. So the state cannot go
 * while a request uses it, and needs no reference count.
 */
#include <net/net_namespace.h>
#include <net/netns/generic.h>

#include "state.h"

static unsigned int example_net_id __read_mostly;

static int __net_init example_net_init(struct net *net)
{
	struct example_state *state = net_generic(net, example_net_id);

	state->net = net;
	state->generation = 1;
	mutex_init(&state->lock);
	return 0;
}

static void __net_exit example_net_exit(struct net *net)
{
	struct example_state *state = net_generic(net, example_net_id);

	mutex_destroy(&state->lock);
}

static struct pernet_operations example_net_ops = {
	.init = example_net_init,
	.exit = example_net_exit,
	.id = &example_net_id,
	.size = sizeof(struct example_state),
};

const struct example_part example_state_part = {
	.netns = &example_net_ops,
};

struct example_state *example_state_get(struct net *net,
					struct netlink_ext_ack *extack)
{
	return net_generic(net, example_net_id);
}

void example_state_put(struct example_state *state)
{
}
