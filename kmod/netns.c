// SPDX-License-Identifier: GPL-2.0
/*
 * The journal of each network namespace.
 *
 * The kernel allocates a struct nj_journal with each network namespace. When
 * the module is loaded, it allocates one for each existing namespace. It frees
 * the journal when all parts of the namespace have ended. ended.c keeps its content.
 */
#include <net/net_namespace.h>
#include <net/netns/generic.h>

#include "ended.h"
#include "journal.h"
#include "netns.h"

static unsigned int netns_id __read_mostly;

struct nj_journal *nj_netns_journal(const struct net *net)
{
	return net_generic(net, netns_id);
}

/*
 * A namespace that is being made may have no journal yet, or one that is not
 * initialised. When the namespace ends, the journal stops keeping records. Its
 * memory stays until nobody can send a message any more.
 */
struct nj_journal *nj_netns_hear(const struct net *net)
{
	struct nj_journal *journal = NULL;
	const struct net_generic *ng;

	/*
	 * This runs for each change. rcu_read_lock_sched() protects as well as
	 * rcu_read_lock(), and costs less.
	 */
	rcu_read_lock_sched();
	ng = rcu_dereference_sched(net->gen);
	if (netns_id < ng->s.len)
		journal = ng->ptr[netns_id];
	rcu_read_unlock_sched();
	/* Pairs with nj_journal_init(), which sets net last. */
	return journal && smp_load_acquire(&journal->net) ? journal : NULL;
}

static int __net_init netns_init(struct net *net)
{
	nj_journal_init(nj_netns_journal(net), net);
	return 0;
}

/* After this, the kernel waits for an RCU grace period before it calls netns_exit(). */
static void __net_exit netns_pre_exit(struct net *net)
{
	nj_process_store_detach(&nj_netns_journal(net)->processes);
}

static void __net_exit netns_exit(struct net *net)
{
	struct nj_journal *journal = nj_netns_journal(net);

	/* It is alive if the module is unloaded, or if it could not be made. */
	if (!check_net(net))
		nj_ended_keep(net, journal);
	nj_journal_destroy(journal);
}

static struct pernet_operations netns_ops = {
	.init = netns_init,
	.pre_exit = netns_pre_exit,
	.exit = netns_exit,
	.id = &netns_id,
	.size = sizeof(struct nj_journal),
};

const struct nj_part nj_journal_part = {
	.exit = nj_ended_drop_all,
	.netns = &netns_ops,
};
