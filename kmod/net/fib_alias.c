// SPDX-License-Identifier: GPL-2.0
/*
 * Reads the kernel's own structures of the IPv4 routing tables.
 */
#include <linux/inet.h>
#include <linux/rtnetlink.h>
#include <linux/uaccess.h>
#include <net/ip_fib.h>
#include <net/net_namespace.h>

#include "fib_alias.h"

/* A node of a table: a leaf with the routes to some prefixes, or an array. */
struct key_vector {
	u32 key;
	u8 pos;
	u8 bits;	/* 0: a leaf */
	u8 slen;
	union {
		struct hlist_head leaf;
		DECLARE_FLEX_ARRAY(struct key_vector __rcu *, tnode);
	};
};

/*
 * The structure itself is valid memory. Its pointer may lead anywhere, so the
 * function checks it.
 */
bool nj_fib_alias_read(const struct net *net, u32 key,
		       const struct fib_alias *alias, struct nj_route4 *route)
{
	u8 slen = alias->fa_slen;
	struct net *fib_net;

	if (slen > 32 || alias->fa_type > RTN_MAX || !alias->tb_id)
		return false;
	if (slen && key & (U32_MAX >> (32 - slen)))
		return false;
	if (get_kernel_nofault(fib_net, &alias->fa_info->fib_net) ||
	    fib_net != net)
		return false;
	*route = (struct nj_route4){
		.tb_id = alias->tb_id,
		.dst = key,
		.dst_len = 32 - slen,
		.dscp = alias->fa_dscp,
		.type = alias->fa_type,
		.fi = alias->fa_info,
	};
	return true;
}

/* A walk, with the arrays from the root down to its present place. */
struct walk {
	const struct net *net;
	void (*take)(const struct nj_route4 *route, void *arg);
	void *arg;
	unsigned int depth;
	struct step {
		const struct key_vector *node;
		unsigned long next;
	} path[33];
};

/*
 * One walk for all callers, because the stack is small. RTNL serialises walks.
 */
static struct walk the_walk;

static bool walk_leaf(const struct walk *walk, const struct key_vector *leaf)
{
	const struct fib_alias *alias;
	struct nj_route4 route;

	hlist_for_each_entry(alias, &leaf->leaf, fa_list) {
		if (!nj_fib_alias_read(walk->net, leaf->key, alias, &route))
			return false;
		walk->take(&route, walk->arg);
	}
	return true;
}

/* Enters an array. */
static bool walk_enter(struct walk *walk, const struct key_vector *node)
{
	if (walk->depth == ARRAY_SIZE(walk->path) ||
	    node->pos + node->bits > 32)
		return false;
	walk->path[walk->depth++] = (struct step){ .node = node };
	return true;
}

static bool walk_node(struct walk *walk, const struct key_vector *node)
{
	return node->bits ? walk_enter(walk, node) : walk_leaf(walk, node);
}

static bool walk_table(struct walk *walk, const struct fib_table *table)
{
	/* The root has one child. */
	const struct key_vector *root = (void *)table->tb_data, *node;
	struct step *step;

	walk->depth = 0;
	node = rtnl_dereference(root->tnode[0]);
	if (node && !walk_node(walk, node))
		return false;
	while (walk->depth) {
		step = &walk->path[walk->depth - 1];
		if (step->next >> step->node->bits) {
			walk->depth--;
			continue;
		}
		node = rtnl_dereference(step->node->tnode[step->next++]);
		if (node && !walk_node(walk, node))
			return false;
	}
	return true;
}

/*
 * The tables local and main can be one table. One of them is then an alias of
 * the other.
 */
static bool is_alias(const struct fib_table *table)
{
	return table->tb_data != table->__data;
}

bool nj_fib_walk(const struct net *net,
		 void (*take)(const struct nj_route4 *route, void *arg),
		 void *arg)
{
	const struct fib_table *table;
	unsigned int i;

	the_walk.net = net;
	the_walk.take = take;
	the_walk.arg = arg;
	for (i = 0; i < FIB_TABLE_HASHSZ; i++)
		hlist_for_each_entry(table, &net->ipv4.fib_table_hash[i],
				     tb_hlist)
			if (!is_alias(table) && !walk_table(&the_walk, table))
				return false;
	return true;
}
