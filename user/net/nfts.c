// SPDX-License-Identifier: GPL-2.0
/* Reads the tables of nftables and their chains, and the names of the tables of the older iptables. */
#include <endian.h>
#include <errno.h>
#include <netinet/in.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netjournal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"
#include "decode/attr.h"
#include "net/nfts.h"
#include "nl/netlink.h"

/* A chain takes at most so many bytes of a message: its name, its comment and some numbers. */
#define CHAIN_BYTES	1024
#define TRIES		5

/* @name: as long as the kernel has it */
struct table {
	uint8_t family;
	char name[NFT_NAME_MAXLEN];
};

/*
 * The kernel dumps tables, and then the chains of all tables in the order of the tables.
 *
 * @msg: the message about the table @at, to which its chains are added; NULL: it has none yet
 */
struct reading {
	struct table *tables;
	size_t n, max, at;
	struct nl_msg *msg;
	int (*each)(const struct nlmsghdr *nlh, void *arg);
	void *arg;
};

static struct attr_iter attrs_of(const struct nlmsghdr *nlh)
{
	size_t hdr = NLMSG_SPACE(sizeof(struct nfgenmsg));

	return attr_iter((const uint8_t *)nlh + hdr, nlh->nlmsg_len > hdr ? nlh->nlmsg_len - hdr : 0);
}

/* Sets the table that a message is about. @type: of the attribute with its name. Returns false if there is none. */
static bool table_get(struct table *table, const struct nlmsghdr *nlh, unsigned int type)
{
	const uint8_t *name = attr_find(attrs_of(nlh), type);

	if (!name || nlh->nlmsg_len < NLMSG_SPACE(sizeof(struct nfgenmsg)))
		return false;
	table->family = ((const struct nfgenmsg *)NLMSG_DATA(nlh))->nfgen_family;
	snprintf(table->name, sizeof(table->name), "%.*s", (int)attr_len(name), (const char *)attr_data(name));
	return true;
}

static bool table_same(const struct table *a, const struct table *b)
{
	return a->family == b->family && !strcmp(a->name, b->name);
}

static int on_table(const struct nlmsghdr *nlh, void *arg)
{
	struct reading *r = arg;
	size_t max = r->max ? 2 * r->max : 16;
	struct table *more;

	if (r->n == r->max) {
		more = reallocarray(r->tables, max, sizeof(*more));
		if (!more)
			return -ENOMEM;
		r->tables = more;
		r->max = max;
	}
	r->n += table_get(&r->tables[r->n], nlh, NFTA_TABLE_NAME);
	return 0;
}

static struct nl_msg *message_new(const struct table *table)
{
	const struct nfgenmsg nfg = { .nfgen_family = table->family };
	struct nl_msg *msg = nlmsg_alloc_simple(NETLINK_NETFILTER << 8 | NFT_MSG_NEWTABLE, 0);

	if (msg && !nlmsg_append(msg, (void *)&nfg, sizeof(nfg), NLMSG_ALIGNTO) &&
	    !nla_put_string(msg, NETJOURNAL_A_NFT_TABLE_NAME, table->name))
		return msg;
	nlmsg_free(msg);
	return NULL;
}

/* Hands out the table @r->at, which is complete. */
static int table_end(struct reading *r)
{
	struct nl_msg *msg = r->msg ? r->msg : message_new(&r->tables[r->at]);
	int err = msg ? r->each(nlmsg_hdr(msg), r->arg) : -ENOMEM;

	nlmsg_free(msg);
	r->msg = NULL;
	r->at++;
	return err;
}

static uint32_t be32_of(const uint8_t *a)
{
	uint32_t value = 0;

	if (attr_len(a) == sizeof(value))
		memcpy(&value, attr_data(a), sizeof(value));
	return be32toh(value);
}

static int hook_put(struct nl_msg *msg, const uint8_t *hook)
{
	const uint8_t *number = attr_find(attr_iter_nested(hook), NFTA_HOOK_HOOKNUM);
	const uint8_t *priority = attr_find(attr_iter_nested(hook), NFTA_HOOK_PRIORITY);

	if (number && nla_put_u32(msg, NETJOURNAL_A_NFT_CHANGE_HOOK, be32_of(number)))
		return -ENOMEM;
	return priority && nla_put_s32(msg, NETJOURNAL_A_NFT_CHANGE_PRIORITY, be32_of(priority)) ? -ENOMEM : 0;
}

/* Adds a chain to the message about its table. */
static int chain_put(struct nl_msg *msg, struct attr_iter it)
{
	const uint8_t *name = attr_find(it, NFTA_CHAIN_NAME), *hook = attr_find(it, NFTA_CHAIN_HOOK);
	const uint8_t *policy = attr_find(it, NFTA_CHAIN_POLICY), *handle = attr_find(it, NFTA_CHAIN_HANDLE);
	struct nlattr *nest = nla_nest_start(msg, NETJOURNAL_A_NFT_TABLE_CHANGE);
	uint64_t number;

	if (!nest || (name && nla_put(msg, NETJOURNAL_A_NFT_CHANGE_NAME, attr_len(name), attr_data(name))))
		return -ENOMEM;
	if (handle && attr_len(handle) == sizeof(number)) {
		memcpy(&number, attr_data(handle), sizeof(number));
		if (nla_put_u64(msg, NETJOURNAL_A_NFT_CHANGE_HANDLE, be64toh(number)))
			return -ENOMEM;
	}
	if (hook && hook_put(msg, hook))
		return -ENOMEM;
	if (policy && nla_put_u32(msg, NETJOURNAL_A_NFT_CHANGE_POLICY, be32_of(policy)))
		return -ENOMEM;
	nla_nest_end(msg, nest);
	return 0;
}

static int on_chain(const struct nlmsghdr *nlh, void *arg)
{
	struct reading *r = arg;
	struct table table;
	size_t len;
	int err = 0;

	if (!table_get(&table, nlh, NFTA_CHAIN_TABLE))
		return 0;
	while (!err && r->at < r->n && !table_same(&table, &r->tables[r->at]))
		err = table_end(r);
	/* The chain of a table that came between the two dumps. */
	if (err || r->at == r->n)
		return err;
	if (!r->msg)
		r->msg = message_new(&table);
	if (!r->msg)
		return -ENOMEM;
	len = nlmsg_hdr(r->msg)->nlmsg_len + CHAIN_BYTES;
	if (len > nlmsg_get_max_size(r->msg) && nlmsg_expand(r->msg, 2 * len))
		return -ENOMEM;
	return chain_put(r->msg, attrs_of(nlh));
}

static int dump_read(struct netlink *n, uint8_t get, const struct netlink_handler *h)
{
	const struct nfgenmsg nfg = { .nfgen_family = NFPROTO_UNSPEC };
	struct nl_msg *msg = nlmsg_alloc_simple(NFNL_SUBSYS_NFTABLES << 8 | get, NLM_F_REQUEST | NLM_F_DUMP);

	if (msg && nlmsg_append(msg, (void *)&nfg, sizeof(nfg), NLMSG_ALIGNTO)) {
		nlmsg_free(msg);
		msg = NULL;
	}
	return netlink_call(n, msg, NULL, h);
}

/* Reads the tables, until that was not interrupted by a commit. */
static int tables_read(struct netlink *n, struct reading *r)
{
	const struct netlink_handler h = { .message = on_table, .arg = r };
	int err, tries = TRIES;

	do {
		r->n = 0;
		err = dump_read(n, NFT_MSG_GETTABLE, &h);
	} while (!err && n->inconsistent && --tries);
	/* The kernel lacks nftables: it has no tables. */
	return err == -EINVAL ? 0 : err;
}

static int chains_read(struct netlink *n, struct reading *r)
{
	const struct netlink_handler h = { .message = on_chain, .arg = r };
	int err = r->n ? dump_read(n, NFT_MSG_GETCHAIN, &h) : 0;

	while (!err && r->at < r->n)
		err = table_end(r);
	nlmsg_free(r->msg);
	return err;
}

static int nftables_read(struct reading *r)
{
	struct netlink *n = calloc(1, sizeof(*n));
	int err = n ? netlink_open(n, NETLINK_NETFILTER) : -ENOMEM;

	if (!err)
		err = tables_read(n, r);
	if (!err)
		err = chains_read(n, r);
	if (n)
		netlink_close(n);
	free(n);
	free(r->tables);
	return err == -EPROTONOSUPPORT ? 0 : err;
}

/* Reads the names of the tables of one family of the older iptables. */
static int names_read(const struct reading *r, const char *path, struct table *table)
{
	FILE *f = fopen(path, "re");
	struct nl_msg *msg;
	int err = 0;

	while (f && !err && fgets(table->name, sizeof(table->name), f)) {
		table->name[strcspn(table->name, "\n")] = '\0';
		msg = message_new(table);
		err = msg && !nla_put_flag(msg, NETJOURNAL_A_NFT_TABLE_XTABLES) ?
		      r->each(nlmsg_hdr(msg), r->arg) : -ENOMEM;
		nlmsg_free(msg);
	}
	if (f)
		fclose(f);
	return err;
}

int nfts_read(const struct selector *sel, int (*each)(const struct nlmsghdr *nlh, void *arg), void *arg)
{
	static const struct {
		const char *path;
		uint8_t family;
	} older[] = {
		{ "/proc/net/ip_tables_names", NFPROTO_IPV4 },
		{ "/proc/net/ip6_tables_names", NFPROTO_IPV6 },
		{ "/proc/net/arp_tables_names", NFPROTO_ARP },
	};
	struct reading r = { .each = each, .arg = arg };
	int err = nftables_read(&r);
	struct table table;
	size_t i;

	(void)sel;
	for (i = 0; !err && i < ARRAY_SIZE(older); i++) {
		table.family = older[i].family;
		err = names_read(&r, older[i].path, &table);
	}
	return err;
}
