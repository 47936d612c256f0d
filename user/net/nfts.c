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
#include "net/socket.h"

/* A chain takes at most so many bytes of a message: its name, its comment and some numbers. */
#define CHAIN_BYTES	1024
#define TRIES		5

/*
 * @name: as long as the kernel has it
 * @msg: the message about it, to which its chains are added; NULL: it has none yet
 */
struct table {
	uint8_t family;
	char name[NFT_NAME_MAXLEN];
	struct nl_msg *msg;
};

/*
 * The kernel dumps tables, and then the chains of all tables in the order of the tables.
 *
 * @at: the table whose chains are being read
 */
struct reading {
	struct table *tables;
	size_t n, max, at;
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
	table->msg = NULL;
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
	struct table of, *table;
	size_t len;

	if (!table_get(&of, nlh, NFTA_CHAIN_TABLE))
		return 0;
	while (r->at < r->n && !table_same(&of, &r->tables[r->at]))
		r->at++;
	/* The chain of a table that came between the two dumps. */
	if (r->at == r->n)
		return 0;
	table = &r->tables[r->at];
	if (!table->msg)
		table->msg = message_new(table);
	if (!table->msg)
		return -ENOMEM;
	len = nlmsg_hdr(table->msg)->nlmsg_len + CHAIN_BYTES;
	if (len > nlmsg_get_max_size(table->msg) && nlmsg_expand(table->msg, 2 * len))
		return -ENOMEM;
	return chain_put(table->msg, attrs_of(nlh));
}

static int request_send(struct netlink *n, uint8_t get, uint16_t flags, const struct netlink_handler *h)
{
	const struct nfgenmsg nfg = { .nfgen_family = NFPROTO_UNSPEC };
	struct nl_msg *msg = nlmsg_alloc_simple(NFNL_SUBSYS_NFTABLES << 8 | get, NLM_F_REQUEST | flags);

	if (msg && nlmsg_append(msg, (void *)&nfg, sizeof(nfg), NLMSG_ALIGNTO)) {
		nlmsg_free(msg);
		msg = NULL;
	}
	return netlink_call(n, msg, NULL, h);
}

static int on_generation(const struct nlmsghdr *nlh, void *arg)
{
	const uint8_t *id = attr_find(attrs_of(nlh), NFTA_GEN_ID);

	if (id)
		*(uint32_t *)arg = be32_of(id);
	return 0;
}

/* Each commit makes another generation. */
static int generation_read(struct netlink *n, uint32_t *generation)
{
	const struct netlink_handler h = { .message = on_generation, .arg = generation };

	return request_send(n, NFT_MSG_GETGEN, 0, &h);
}

static void tables_drop(struct reading *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		nlmsg_free(r->tables[i].msg);
	r->n = 0;
	r->at = 0;
}

/* Sets @same to whether no commit came meanwhile. */
static int tables_read(struct netlink *n, struct reading *r, bool *same)
{
	const struct netlink_handler tables = { .message = on_table, .arg = r };
	const struct netlink_handler chains = { .message = on_chain, .arg = r };
	uint32_t before = 0, after = 0;
	int err = generation_read(n, &before);

	if (!err)
		err = request_send(n, NFT_MSG_GETTABLE, NLM_F_DUMP, &tables);
	if (!err && r->n)
		err = request_send(n, NFT_MSG_GETCHAIN, NLM_F_DUMP, &chains);
	if (!err)
		err = generation_read(n, &after);
	*same = before == after;
	return err;
}

static int tables_hand_out(struct reading *r)
{
	struct table *table;
	int err = 0;
	size_t i;

	for (i = 0; !err && i < r->n; i++) {
		table = &r->tables[i];
		if (!table->msg)
			table->msg = message_new(table);
		err = table->msg ? r->each(nlmsg_hdr(table->msg), r->arg) : -ENOMEM;
	}
	return err;
}

static int nftables_read(struct reading *r)
{
	bool same = false;
	int tries, err;
	struct netlink *n = socket_new(NETLINK_NETFILTER, &err);

	for (tries = TRIES; !err && !same && tries; tries--) {
		tables_drop(r);
		err = tables_read(n, r, &same);
	}
	/* The kernel lacks nftables: it has no tables. */
	if (err == -EINVAL)
		err = 0;
	else if (!err)
		err = same ? tables_hand_out(r) : -EAGAIN;
	tables_drop(r);
	socket_free(n);
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
