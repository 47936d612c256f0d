// SPDX-License-Identifier: GPL-2.0
/*
 * The list of sources, and their state in each network namespace.
 */
#include <linux/err.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>

#include "netns.h"
#include "source_fib.h"
#include "source_rtnetlink.h"
#include "sources.h"

/* Started in this order, stopped in the reverse. */
static const struct nj_source *const sources[] = {
	&nj_source_rtnetlink,
	&nj_source_fib,
};

static unsigned int states_id __read_mostly;

/* What each source keeps for a namespace; owned by the source. */
struct states {
	void *state[ARRAY_SIZE(sources)];
};

static void states_stop(struct states *states, unsigned int n)
{
	while (n--)
		sources[n]->stop(states->state[n]);
}

static int __net_init states_init(struct net *net)
{
	struct states *states = net_generic(net, states_id);
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(sources); i++) {
		states->state[i] = sources[i]->start(nj_netns_journal(net));
		if (IS_ERR(states->state[i])) {
			states_stop(states, i);
			return PTR_ERR(states->state[i]);
		}
	}
	return 0;
}

static void __net_exit states_exit(struct net *net)
{
	states_stop(net_generic(net, states_id), ARRAY_SIZE(sources));
}

static struct pernet_operations states_ops = {
	.init = states_init,
	.exit = states_exit,
	.id = &states_id,
	.size = sizeof(struct states),
};

static void sources_stop(unsigned int n)
{
	while (n--)
		if (sources[n]->exit)
			sources[n]->exit();
}

static int sources_init(void)
{
	unsigned int i;
	int err;

	for (i = 0; i < ARRAY_SIZE(sources); i++) {
		err = sources[i]->init ? sources[i]->init() : 0;
		if (err) {
			sources_stop(i);
			return err;
		}
	}
	return 0;
}

static void sources_exit(void)
{
	sources_stop(ARRAY_SIZE(sources));
}

const struct nj_part nj_sources_part = {
	.init = sources_init,
	.exit = sources_exit,
	.netns = &states_ops,
};
