// SPDX-License-Identifier: GPL-2.0
/*
 * A walk over all IPv6 routes. See fib6_walk.h, and fib6_walk_continue(), which is
 * not exported.
 */
#include <linux/kernel.h>
#include <linux/rculist.h>
#include <linux/spinlock.h>
#include <net/ip6_fib.h>
#include <net/net_namespace.h>

#include "fib6_walk.h"

/*
 * Returns the first node below @fn that comes after @after. @after is such a node,
 * or NULL.
 */
static struct fib6_node *node_below(const struct fib6_node *fn,
				    const struct fib6_node *after)
{
	struct fib6_node *const below[] = {
		FIB6_SUBTREE(fn),
		rcu_dereference_raw(fn->left),
		rcu_dereference_raw(fn->right),
	};
	bool passed = !after;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(below); i++) {
		if (passed && below[i])
			return below[i];
		passed |= below[i] && below[i] == after;
	}
	return NULL;
}

/*
 * Returns the next node of the tree below @root. A node comes before the nodes
 * below it.
 */
static struct fib6_node *node_next(struct fib6_node *fn,
				   const struct fib6_node *root)
{
	struct fib6_node *next = node_below(fn, NULL);

	while (!next && fn != root) {
		struct fib6_node *parent = rcu_dereference_raw(fn->parent);

		next = node_below(parent, fn);
		fn = parent;
	}
	return next;
}

static void table_walk(struct fib6_table *table,
		       void (*take)(const struct fib6_node *fn, void *arg),
		       void *arg)
{
	struct fib6_node *fn;

	spin_lock_bh(&table->tb6_lock);
	for (fn = &table->tb6_root; fn; fn = node_next(fn, &table->tb6_root))
		if (fn->fn_flags & RTN_RTINFO)
			take(fn, arg);
	spin_unlock_bh(&table->tb6_lock);
}

void nj_fib6_walk(const struct net *net,
		  void (*take)(const struct fib6_node *fn, void *arg),
		  void *arg)
{
	struct fib6_table *table;
	unsigned int i;

	rcu_read_lock();
	for (i = 0; i < FIB6_TABLE_HASHSZ; i++)
		hlist_for_each_entry_rcu(table, &net->ipv6.fib_table_hash[i],
					 tb6_hlist)
			table_walk(table, take, arg);
	rcu_read_unlock();
}
