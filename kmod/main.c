// SPDX-License-Identifier: GPL-2.0
/*
 * Load, unload, and the life of a namespace's journal.
 *
 * Order: a journal exists before its sources start and after they stop; the
 * family comes last and goes first, so that a request finds all of it.
 */
#include <linux/err.h>
#include <linux/module.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>

#include "family.h"
#include "journal.h"
#include "net.h"
#include "sources.h"

static unsigned int nj_net_id __read_mostly;

/**
 * struct nj_net - per-net data; allocated and freed by the network namespace
 * @journal: the namespace's journal
 * @sources: what each source keeps for it; owned by the source
 */
struct nj_net {
	struct nj_journal journal;
	void *sources[NJ_SOURCES];
};

struct nj_journal *nj_net_journal(const struct net *net)
{
	struct nj_net *nn = net_generic(net, nj_net_id);

	return &nn->journal;
}

static void nj_net_stop(struct nj_net *nn, unsigned int n)
{
	while (n--)
		nj_sources[n]->stop(nn->sources[n]);
}

static int __net_init nj_net_init(struct net *net)
{
	struct nj_net *nn = net_generic(net, nj_net_id);
	unsigned int i;
	int err;

	err = nj_journal_init(&nn->journal, net);
	if (err)
		return err;
	for (i = 0; i < NJ_SOURCES; i++) {
		nn->sources[i] = nj_sources[i]->start(&nn->journal);
		if (IS_ERR(nn->sources[i])) {
			nj_net_stop(nn, i);
			nj_journal_destroy(&nn->journal);
			return PTR_ERR(nn->sources[i]);
		}
	}
	return 0;
}

static void __net_exit nj_net_exit(struct net *net)
{
	struct nj_net *nn = net_generic(net, nj_net_id);

	nj_net_stop(nn, NJ_SOURCES);
	nj_journal_destroy(&nn->journal);
}

static struct pernet_operations nj_net_ops = {
	.init = nj_net_init,
	.exit = nj_net_exit,
	.id = &nj_net_id,
	.size = sizeof(struct nj_net),
};

static void nj_sources_exit(unsigned int n)
{
	while (n--)
		if (nj_sources[n]->exit)
			nj_sources[n]->exit();
}

static int __init nj_init(void)
{
	unsigned int i;
	int err;

	for (i = 0; i < NJ_SOURCES; i++) {
		err = nj_sources[i]->init ? nj_sources[i]->init() : 0;
		if (err)
			goto err_sources;
	}
	err = register_pernet_subsys(&nj_net_ops);
	if (err)
		goto err_sources;
	err = nj_family_register();
	if (err)
		goto err_pernet;
	return 0;

err_pernet:
	unregister_pernet_subsys(&nj_net_ops);
err_sources:
	nj_sources_exit(i);
	return err;
}

static void __exit nj_exit(void)
{
	nj_family_unregister();
	unregister_pernet_subsys(&nj_net_ops);
	nj_sources_exit(NJ_SOURCES);
}

module_init(nj_init);
module_exit(nj_exit);

/* domain: description */
MODULE_DESCRIPTION("A journal of network configuration changes, with who made them");
/* end of domain */
MODULE_LICENSE("GPL");
