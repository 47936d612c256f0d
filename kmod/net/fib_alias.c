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
#include "trie.h"

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

/* What a walk does with each route. */
struct walk {
	const struct net *net;
	void (*take)(const struct nj_route4 *route, void *arg);
	void *arg;
};

/*
 * Takes the routes of a leaf. Each route must point back to the pointer that led to
 * it, so the list has an end.
 */
static bool walk_leaf(u32 key, const void *list, void *arg)
{
	struct hlist_node *const *from = list;
	const struct walk *walk = arg;
	struct nj_route4 route;
	struct fib_alias alias;
	struct hlist_node *at;

	if (get_kernel_nofault(at, from))
		return false;
	while (at) {
		if (get_kernel_nofault(alias, container_of(at, struct fib_alias,
							   fa_list)) ||
		    alias.fa_list.pprev != from ||
		    !nj_fib_alias_read(walk->net, key, &alias, &route))
			return false;
		walk->take(&route, walk->arg);
		from = &at->next;
		at = alias.fa_list.next;
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

int nj_fib_walk(const struct net *net,
		void (*take)(const struct nj_route4 *route, void *arg),
		void *arg)
{
	struct walk walk = { .net = net, .take = take, .arg = arg };
	const struct fib_table *table;
	unsigned int i;
	int err;

	for (i = 0; i < FIB_TABLE_HASHSZ; i++)
		hlist_for_each_entry(table, &net->ipv4.fib_table_hash[i],
				     tb_hlist) {
			if (is_alias(table))
				continue;
			err = nj_trie_walk(table->tb_data, walk_leaf, &walk);
			if (err)
				return err;
		}
	return 0;
}
