// SPDX-License-Identifier: GPL-2.0
/*
 * Reads tables, chains, sets and rules of nftables: from records of commits, and from the kernel's
 * dumps. What a record does not have is not compared: the content of rules and sets. See object.h.
 */
#include <endian.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netjournal.h>
#include <string.h>

#include "build.h"
#include "netlink.h"

/* A dumped object. @handle, @policy: the types of their attributes */
struct sort {
	uint8_t type;
	const char *name;
	int table, own, handle, policy;
};

static const struct sort sorts[] = {
	{ NFT_MSG_NEWTABLE, "table", NFTA_TABLE_NAME, 0, 0, 0 },
	{ NFT_MSG_NEWCHAIN, "chain", NFTA_CHAIN_TABLE, NFTA_CHAIN_NAME, 0, NFTA_CHAIN_POLICY },
	{ NFT_MSG_NEWRULE, "rule", NFTA_RULE_TABLE, NFTA_RULE_CHAIN, NFTA_RULE_HANDLE, 0 },
	{ NFT_MSG_NEWSET, "set", NFTA_SET_TABLE, NFTA_SET_NAME, 0, 0 },
};

static void put_slot(const char *table, uint8_t family, const char *sort, const char *name, uint64_t handle)
{
	build_begin(OBJECT_NFT);
	build_field(&built.slot, "family", family);
	text_str(&built.slot, " ");
	text_str(&built.slot, table);
	text_str(&built.slot, " ");
	text_str(&built.slot, sort);
	text_str(&built.slot, " ");
	text_str(&built.slot, name);
	if (handle)
		build_field(&built.slot, "handle", handle);
}

void objects_parse_nft(struct objects *list, const struct nlmsghdr *nlh)
{
	const struct nfgenmsg *nfg = NLMSG_DATA(nlh);
	char table[64], name[64];

	for (size_t i = 0; i < sizeof(sorts) / sizeof(sorts[0]); i++) {
		const struct sort *sort = &sorts[i];
		const struct nlattr *handle, *policy;

		if (nlh->nlmsg_type != (NFNL_SUBSYS_NFTABLES << 8 | sort->type))
			continue;
		nl_str(table, sizeof(table), message_attr(nlh, sizeof(*nfg), sort->table));
		nl_str(name, sizeof(name), message_attr(nlh, sizeof(*nfg), sort->own));
		handle = sort->handle ? message_attr(nlh, sizeof(*nfg), sort->handle) : NULL;
		policy = sort->policy ? message_attr(nlh, sizeof(*nfg), sort->policy) : NULL;
		put_slot(table, nfg->nfgen_family, sort->name, sort->own ? name : "",
			 handle ? be64toh(nl_u64(handle)) : 0);
		if (policy)
			build_field(&built.core, "policy", be32toh(nl_u32(policy)));
		build_end(list);
	}
}

static const char *const object_names[NETJOURNAL_NFT_OBJECT_MAX + 1] = {
	[NETJOURNAL_NFT_OBJECT_TABLE] = "table", [NETJOURNAL_NFT_OBJECT_CHAIN] = "chain",
	[NETJOURNAL_NFT_OBJECT_RULE] = "rule", [NETJOURNAL_NFT_OBJECT_SET] = "set",
};

static void put_change(struct objects *list, const char *table, uint8_t family, const struct nlattr *nest)
{
	const struct nlattr *tb[NETJOURNAL_A_NFT_CHANGE_MAX + 1];
	char name[64] = "";
	uint32_t object;

	nl_parse(tb, NETJOURNAL_A_NFT_CHANGE_MAX, nl_data(nest), nl_len(nest));
	object = nl_u32(tb[NETJOURNAL_A_NFT_CHANGE_OBJECT]);
	if (object > NETJOURNAL_NFT_OBJECT_MAX || !object_names[object])
		return;
	if (object != NETJOURNAL_NFT_OBJECT_TABLE)
		nl_str(name, sizeof(name), tb[NETJOURNAL_A_NFT_CHANGE_NAME]);
	put_slot(table, family, object_names[object], name,
		 object == NETJOURNAL_NFT_OBJECT_RULE && tb[NETJOURNAL_A_NFT_CHANGE_HANDLE] ?
		 nl_u64(tb[NETJOURNAL_A_NFT_CHANGE_HANDLE]) : 0);
	built.object.gone = nl_u32(tb[NETJOURNAL_A_NFT_CHANGE_ACTION]) == NETJOURNAL_NFT_ACTION_DELETED;
	if (tb[NETJOURNAL_A_NFT_CHANGE_POLICY])
		build_field(&built.core, "policy", nl_u32(tb[NETJOURNAL_A_NFT_CHANGE_POLICY]));
	build_end(list);
}

/* The changes are in the order of the commit. A table that is gone takes all with it. */
void parse_nft(struct objects *list, const struct nlmsghdr *nlh)
{
	const struct nfgenmsg *nfg = NLMSG_DATA(nlh);
	char table[64];

	if (message_attr(nlh, sizeof(*nfg), NETJOURNAL_A_NFT_TABLE_XTABLES))
		return;
	nl_str(table, sizeof(table), message_attr(nlh, sizeof(*nfg), NETJOURNAL_A_NFT_TABLE_NAME));
	nl_for_each(nla, (void *)(nfg + 1), nlh->nlmsg_len - NLMSG_LENGTH(sizeof(*nfg)))
		if ((nla->nla_type & NLA_TYPE_MASK) == NETJOURNAL_A_NFT_TABLE_CHANGE)
			put_change(list, table, nfg->nfgen_family, nla);
}
