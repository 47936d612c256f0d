// SPDX-License-Identifier: GPL-2.0
/*
 * The journal of each network namespace.
 *
 * The kernel allocates a struct nj_journal with each network namespace, and on
 * load for each that exists, and frees it after the namespace's last user.
 */
#include <net/net_namespace.h>
#include <net/netns/generic.h>

#include "journal.h"
#include "netns.h"

static unsigned int netns_id __read_mostly;

struct nj_journal *nj_netns_journal(const struct net *net)
{
	return net_generic(net, netns_id);
}

/*
 * A namespace that is being made has no pointer for this module yet, or a
 * journal that is not initialised. After its end the journal stays, and records
 * nothing, until nobody is left who could send a message: the kernel frees it
 * when all parts of the namespace have ended.
 */
struct nj_journal *nj_netns_hear(const struct net *net)
{
	struct nj_journal *journal = NULL;
	const struct net_generic *ng;

	rcu_read_lock();
	ng = rcu_dereference(net->gen);
	if (netns_id < ng->s.len)
		journal = ng->ptr[netns_id];
	rcu_read_unlock();
	/* Set after everything else; pairs with nj_journal_init(). */
	return journal && smp_load_acquire(&journal->net) ? journal : NULL;
}

static int __net_init netns_init(struct net *net)
{
	nj_journal_init(nj_netns_journal(net), net);
	return 0;
}

static void __net_exit netns_exit(struct net *net)
{
	nj_journal_destroy(nj_netns_journal(net));
}

static struct pernet_operations netns_ops = {
	.init = netns_init,
	.exit = netns_exit,
	.id = &netns_id,
	.size = sizeof(struct nj_journal),
};

const struct nj_part nj_journal_part = {
	.netns = &netns_ops,
};
