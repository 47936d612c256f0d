// SPDX-License-Identifier: GPL-2.0
/*
 * Decodes what a commit changed in a table of nftables, and that a table of the older
 * iptables was replaced. The module makes these messages, in the form that
 * uapi/netjournal.yaml describes. net/nfts.c makes others of the same form about the
 * tables that there are.
 */
#include <errno.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "decode/select.h"

/* In text, a record with at most so many changes shows each of them. Others show counts. */
#define CHANGES_SHOWN	4

static const char *const objects[] = {
	[NETJOURNAL_NFT_OBJECT_TABLE] = "table", [NETJOURNAL_NFT_OBJECT_CHAIN] = "chain",
	[NETJOURNAL_NFT_OBJECT_RULE] = "rule", [NETJOURNAL_NFT_OBJECT_SET] = "set",
	[NETJOURNAL_NFT_OBJECT_ELEMENT] = "element",
	[NETJOURNAL_NFT_OBJECT_OBJECT] = "object",
	[NETJOURNAL_NFT_OBJECT_FLOWTABLE] = "flowtable",
};

static const char *const actions[] = {
	[NETJOURNAL_NFT_ACTION_SET] = "set", [NETJOURNAL_NFT_ACTION_DELETED] = "deleted",
};

/* As `nft` calls them. */
static const char *const families[] = {
	[NFPROTO_INET] = "inet", [NFPROTO_IPV4] = "ip", [NFPROTO_ARP] = "arp",
	[NFPROTO_NETDEV] = "netdev", [NFPROTO_BRIDGE] = "bridge", [NFPROTO_IPV6] = "ip6",
};

static const char *const policies[] = { [NF_DROP] = "drop", [NF_ACCEPT] = "accept" };

static const char *const inet_hooks[] = {
	[NF_INET_PRE_ROUTING] = "prerouting", [NF_INET_LOCAL_IN] = "input",
	[NF_INET_FORWARD] = "forward", [NF_INET_LOCAL_OUT] = "output",
	[NF_INET_POST_ROUTING] = "postrouting", [NF_INET_INGRESS] = "ingress",
};

static const char *const arp_hooks[] = { "input", "output", "forward" };
static const char *const netdev_hooks[] = { "ingress", "egress" };

/* Returns the name of a hook, which is another one in each family. */
static const char *hook_name(uint8_t family, uint64_t hook, char buf[RT_NAME_LEN])
{
	if (family == NFPROTO_ARP)
		return decode_word(arp_hooks, ARRAY_SIZE(arp_hooks), hook, buf);
	if (family == NFPROTO_NETDEV)
		return decode_word(netdev_hooks, ARRAY_SIZE(netdev_hooks), hook, buf);
	return decode_word(inet_hooks, ARRAY_SIZE(inet_hooks), hook, buf);
}

static void print_hook(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	char buf[RT_NAME_LEN];

	out_str(d->o, OUT_PLAIN, desc->key, " hook %s",
		hook_name(d->ev->family, attr_uint(a), buf));
}

static const struct attr_desc change_desc[] = {
	ATTR(NETJOURNAL_A_NFT_CHANGE_OBJECT, ENUM, .key = "object", WORDS(objects)),
	ATTR(NETJOURNAL_A_NFT_CHANGE_ACTION, ENUM, .key = "action", WORDS(actions)),
	ATTR(NETJOURNAL_A_NFT_CHANGE_NAME, STR, .key = "name"),
	ATTR(NETJOURNAL_A_NFT_CHANGE_HANDLE, UINT, .key = "handle", .min = 8),
	ATTR(NETJOURNAL_A_NFT_CHANGE_COMMENT, STR, .key = "comment"),
	ATTR(NETJOURNAL_A_NFT_CHANGE_EXPRESSIONS, STR, .key = "expressions"),
	ATTR(NETJOURNAL_A_NFT_CHANGE_NUMBER, UINT, .key = "number"),
	ATTR(NETJOURNAL_A_NFT_CHANGE_HOOK, FN, .key = "hook", .min = 4, .print = print_hook),
	ATTR(NETJOURNAL_A_NFT_CHANGE_PRIORITY, INT, .key = "prio"),
	ATTR(NETJOURNAL_A_NFT_CHANGE_POLICY, ENUM, .key = "policy", WORDS(policies)),
	ATTR(NETJOURNAL_A_NFT_CHANGE_PAD, PAD),
};

static const struct attr_table change_table = ATTR_TABLE(change_desc);

static const struct attr_desc count_desc[] = {
	ATTR(NETJOURNAL_A_NFT_COUNT_OBJECT, ENUM, .key = "object", WORDS(objects)),
	ATTR(NETJOURNAL_A_NFT_COUNT_ACTION, ENUM, .key = "action", WORDS(actions)),
	ATTR(NETJOURNAL_A_NFT_COUNT_NUMBER, UINT, .key = "number"),
};

static const struct attr_table count_table = ATTR_TABLE(count_desc);

static const struct attr_desc nft_desc[] = {
	ATTR(NETJOURNAL_A_NFT_TABLE_NAME, STR, .key = "table"),
	ATTR(NETJOURNAL_A_NFT_TABLE_GENERATION, UINT, .key = "generation"),
	ATTR(NETJOURNAL_A_NFT_TABLE_COUNT, NEST, .key = "counts", .flags = ATTR_REPEAT,
	     .nest = &count_table),
	ATTR(NETJOURNAL_A_NFT_TABLE_CHANGE, NEST, .key = "changes", .flags = ATTR_REPEAT,
	     .nest = &change_table),
	ATTR(NETJOURNAL_A_NFT_TABLE_UNLISTED, UINT, .key = "unlisted"),
	ATTR(NETJOURNAL_A_NFT_TABLE_XTABLES, FLAG, .key = "xtables"),
	ATTR(NETJOURNAL_A_NFT_TABLE_ENTRIES, UINT, .key = "entries"),
	ATTR(NETJOURNAL_A_NFT_TABLE_ENTRIES_BEFORE, UINT, .key = "entries_before"),
};

static const struct attr_table nft_table = ATTR_TABLE(nft_desc);

static int nft_parse(struct event *ev)
{
	return ev->attr[NETJOURNAL_A_NFT_TABLE_NAME] ? 0 : -EINVAL;
}

static const char *nft_family(const struct event *ev, char buf[RT_NAME_LEN])
{
	return decode_word(families, ARRAY_SIZE(families), ev->family, buf);
}

static void nft_name(struct decode *d)
{
	const uint8_t *const *tb = d->ev->attr;
	char buf[RT_NAME_LEN];

	out_str(d->o, OUT_PLAIN, NULL, "%s", nft_family(d->ev, buf));
	decode_str(d, OUT_NAME, NULL, " %s", tb[NETJOURNAL_A_NFT_TABLE_NAME]);
	if (tb[NETJOURNAL_A_NFT_TABLE_XTABLES])
		out_text(d->o, OUT_PLAIN, " of iptables-legacy");
}

/* The attribute of a nest, or NULL if it is missing or does not fit its table. */
static const uint8_t *member(const struct attr_table *t, const uint8_t *nest, unsigned int type)
{
	const uint8_t *a = attr_find(attr_iter_nested(nest), type);

	return a && attr_fits(attr_desc(t, type), a) ? a : NULL;
}

static uint64_t member_uint(const struct attr_table *t, const uint8_t *nest, unsigned int type)
{
	const uint8_t *a = member(t, nest, type);

	return a ? attr_uint(a) : 0;
}

static void print_object(struct decode *d, uint64_t object, uint64_t action)
{
	bool deleted = action == NETJOURNAL_NFT_ACTION_DELETED;
	char buf[RT_NAME_LEN];

	out_text(d->o, deleted ? OUT_DEL : OUT_ADD, deleted ? "-" : "+");
	out_str(d->o, OUT_PLAIN, NULL, "%s",
		decode_word(objects, ARRAY_SIZE(objects), object, buf));
}

/* Text: "input hook input priority 0 policy drop". */
static void print_named(struct decode *d, const uint8_t *change)
{
	const struct attr_table *t = &change_table;
	const uint8_t *a;
	char buf[RT_NAME_LEN];

	a = member(t, change, NETJOURNAL_A_NFT_CHANGE_NAME);
	if (a)
		decode_str(d, OUT_NAME, NULL, " %s", a);
	a = member(t, change, NETJOURNAL_A_NFT_CHANGE_HOOK);
	if (a)
		print_hook(d, &change_desc[NETJOURNAL_A_NFT_CHANGE_HOOK], a);
	a = member(t, change, NETJOURNAL_A_NFT_CHANGE_PRIORITY);
	if (a)
		out_s64(d->o, NULL, " priority %d", attr_int(a));
	a = member(t, change, NETJOURNAL_A_NFT_CHANGE_POLICY);
	if (a)
		out_str(d->o, OUT_PLAIN, NULL, " policy %s",
			decode_word(policies, ARRAY_SIZE(policies), attr_uint(a), buf));
}

/* Text: "+rule input handle 7 (ct counter immediate)". */
static void print_change(struct decode *d, const uint8_t *change)
{
	const struct attr_table *t = &change_table;
	const uint8_t *a;

	print_object(d, member_uint(t, change, NETJOURNAL_A_NFT_CHANGE_OBJECT),
		     member_uint(t, change, NETJOURNAL_A_NFT_CHANGE_ACTION));
	print_named(d, change);
	a = member(t, change, NETJOURNAL_A_NFT_CHANGE_NUMBER);
	if (a && attr_uint(a) != 1)
		out_u64(d->o, NULL, " (%u)", attr_uint(a));
	a = member(t, change, NETJOURNAL_A_NFT_CHANGE_EXPRESSIONS);
	if (a)
		decode_str(d, OUT_DIM, NULL, " (%s)", a);
	a = member(t, change, NETJOURNAL_A_NFT_CHANGE_COMMENT);
	if (a)
		decode_str(d, OUT_PLAIN, NULL, " \"%s\"", a);
	a = member(t, change, NETJOURNAL_A_NFT_CHANGE_HANDLE);
	if (a && member_uint(t, change, NETJOURNAL_A_NFT_CHANGE_OBJECT) ==
	    NETJOURNAL_NFT_OBJECT_RULE)
		out_u64(d->o, NULL, " handle %u", attr_uint(a));
}

/* Text: "+12 rules". */
static void print_count(struct decode *d, const uint8_t *count)
{
	uint64_t object = member_uint(&count_table, count, NETJOURNAL_A_NFT_COUNT_OBJECT);
	uint64_t action = member_uint(&count_table, count, NETJOURNAL_A_NFT_COUNT_ACTION);
	uint64_t number = member_uint(&count_table, count, NETJOURNAL_A_NFT_COUNT_NUMBER);
	bool deleted = action == NETJOURNAL_NFT_ACTION_DELETED;
	char buf[RT_NAME_LEN];

	out_u64(d->o, NULL, deleted ? "-%u" : "+%u", number);
	out_str(d->o, OUT_PLAIN, NULL, " %s",
		decode_word(objects, ARRAY_SIZE(objects), object, buf));
	if (number != 1)
		out_text(d->o, OUT_PLAIN, "s");
}

/* Calls @print for the attributes of @type, with a separator between them. */
static void print_all(struct decode *d, unsigned int type,
		      void (*print)(struct decode *d, const uint8_t *a))
{
	struct attr_iter it = attr_iter(d->ev->attrs, d->ev->attrs_len);
	const char *before = ": ";
	const uint8_t *a;

	while ((a = attr_next(&it))) {
		if (attr_type(a) != type)
			continue;
		out_text(d->o, OUT_PLAIN, "%s", before);
		print(d, a);
		before = ", ";
	}
}

static unsigned int count_changes(const struct event *ev)
{
	struct attr_iter it = attr_iter(ev->attrs, ev->attrs_len);
	const uint8_t *a;
	unsigned int n = 0;

	while ((a = attr_next(&it)))
		n += attr_type(a) == NETJOURNAL_A_NFT_TABLE_CHANGE;
	return n;
}

/* Returns whether the message is about how the table is, and not about what was done to it. */
static bool is_state(const struct event *ev)
{
	return !ev->attr[NETJOURNAL_A_NFT_TABLE_GENERATION] && !ev->attr[NETJOURNAL_A_NFT_TABLE_ENTRIES];
}

/* Returns the next chain that has a hook, or that has none; or NULL. */
static const uint8_t *next_chain(struct attr_iter *it, bool hooked)
{
	const uint8_t *a;

	while ((a = attr_next(it)))
		if (attr_type(a) == NETJOURNAL_A_NFT_TABLE_CHANGE &&
		    hooked == !!member(&change_table, a, NETJOURNAL_A_NFT_CHANGE_HOOK))
			return a;
	return NULL;
}

/* Text: "chain input hook input priority 0 policy drop, 3 without hook". */
static void print_chains_text(struct decode *d)
{
	struct attr_iter hooked = attr_iter(d->ev->attrs, d->ev->attrs_len), other = hooked;
	const char *before = " ";
	unsigned int n = 0, shown = 0;
	const uint8_t *a;

	while ((a = next_chain(&hooked, true)) || (a = next_chain(&other, false))) {
		if (!d->details && !member(&change_table, a, NETJOURNAL_A_NFT_CHANGE_HOOK)) {
			n++;
			continue;
		}
		out_text(d->o, OUT_PLAIN, "%schain", before);
		print_named(d, a);
		before = ", ";
		shown++;
	}
	if (n)
		out_u64(d->o, NULL, shown ? ", %u without hook" : " %u chains without hook", n);
	else if (!shown)
		out_text(d->o, OUT_PLAIN, " no chains");
}

static void print_chains_json(struct decode *d)
{
	struct attr_iter it = attr_iter(d->ev->attrs, d->ev->attrs_len);
	const uint8_t *a;

	out_array(d->o, "chains");
	while ((a = attr_next(&it))) {
		if (attr_type(a) != NETJOURNAL_A_NFT_TABLE_CHANGE)
			continue;
		out_object(d->o, NULL);
		decode_attrs(d, &change_table, attr_iter_nested(a));
		out_object_end(d->o);
	}
	out_array_end(d->o);
}

/* A table as it is. */
static void print_state(struct decode *d)
{
	const uint8_t *const *tb = d->ev->attr;
	char buf[RT_NAME_LEN];

	if (!d->o->json) {
		nft_name(d);
		decode_column(d);
		if (!tb[NETJOURNAL_A_NFT_TABLE_XTABLES])
			print_chains_text(d);
		return;
	}
	out_str(d->o, OUT_PLAIN, "family", NULL, nft_family(d->ev, buf));
	decode_str(d, OUT_NAME, "table", NULL, tb[NETJOURNAL_A_NFT_TABLE_NAME]);
	if (tb[NETJOURNAL_A_NFT_TABLE_XTABLES])
		out_bool(d->o, "xtables", NULL, true);
	else
		print_chains_json(d);
}

static void print_entries(struct decode *d)
{
	const uint8_t *before = d->ev->attr[NETJOURNAL_A_NFT_TABLE_ENTRIES_BEFORE];
	const uint8_t *now = d->ev->attr[NETJOURNAL_A_NFT_TABLE_ENTRIES];

	out_text(d->o, OUT_PLAIN, ": all entries replaced");
	if (before && now) {
		out_u64(d->o, NULL, ", %u", attr_uint(before));
		out_u64(d->o, NULL, " -> %u", attr_uint(now));
	}
}

static void print_text(struct decode *d)
{
	const uint8_t *const *tb = d->ev->attr;

	nft_name(d);
	decode_column(d);
	if (tb[NETJOURNAL_A_NFT_TABLE_XTABLES])
		print_entries(d);
	else if (d->details || (count_changes(d->ev) <= CHANGES_SHOWN &&
				!tb[NETJOURNAL_A_NFT_TABLE_UNLISTED]))
		print_all(d, NETJOURNAL_A_NFT_TABLE_CHANGE, print_change);
	else
		print_all(d, NETJOURNAL_A_NFT_TABLE_COUNT, print_count);
	if (tb[NETJOURNAL_A_NFT_TABLE_GENERATION] && d->details)
		out_u64(d->o, NULL, " generation %u",
			attr_uint(tb[NETJOURNAL_A_NFT_TABLE_GENERATION]));
	if (d->ev->odd)
		decode_unknown(d, &nft_table, attr_iter(d->ev->attrs, d->ev->attrs_len));
}

static void nft_print(struct decode *d)
{
	char buf[RT_NAME_LEN];

	if (is_state(d->ev)) {
		print_state(d);
		return;
	}
	if (!d->o->json) {
		print_text(d);
		return;
	}
	out_str(d->o, OUT_PLAIN, "family", NULL, nft_family(d->ev, buf));
	decode_message(d);
}

static void dump_header(struct decode *d)
{
	char buf[RT_NAME_LEN];

	out_str(d->o, OUT_PLAIN, "family", " family %s", nft_family(d->ev, buf));
}

/* Selecting */

static int select_ignore(const struct selector_input *in, const char *word)
{
	(void)in;
	(void)word;
	return 0;
}

static int select_family(const struct selector_input *in, const char *word)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(families); i++)
		if (families[i] && !strcmp(families[i], word))
			in->sel->family = i;
	return 0;
}

static int select_table_name(const struct selector_input *in, const char *word)
{
	if (!*word || strlen(word) >= in->size)
		return selector_bad(in, "\"%s\" is not the name of a table", word);
	strcpy(in->member, word);
	return 0;
}

static int select_chain(const struct selector_input *in, const char *word)
{
	if (!*word || strlen(word) >= in->size)
		return selector_bad(in, "\"%s\" is not the name of a chain", word);
	strcpy(in->member, word);
	return 0;
}

static const struct selector_word nft_words[] = {
	{ "table", NULL, select_ignore },
	{ "inet", NULL, select_family },
	{ "ip", NULL, select_family },
	{ "ip6", NULL, select_family },
	{ "arp", NULL, select_family },
	{ "bridge", NULL, select_family },
	{ "netdev", NULL, select_family },
	{ "chain", "CHAIN", select_chain, SELECTOR_MEMBER(chain) },
	{ NULL }
};

/* The name of the table is in @sel->dev, as that of a link is. */
static bool is_table(const struct selector *sel, const struct event *ev,
		     const struct event_names *names)
{
	(void)names;
	return selector_is_name(sel->dev, ev->attr[NETJOURNAL_A_NFT_TABLE_NAME]);
}

/* Whether the change is about this chain or one of its rules. A chain in a state is no change of an object. */
static bool is_in_chain(const uint8_t *change, const char *chain)
{
	uint64_t object = member_uint(&change_table, change, NETJOURNAL_A_NFT_CHANGE_OBJECT);
	bool is_state = !attr_find(attr_iter_nested(change), NETJOURNAL_A_NFT_CHANGE_OBJECT);

	return (is_state || object == NETJOURNAL_NFT_OBJECT_CHAIN || object == NETJOURNAL_NFT_OBJECT_RULE) &&
	       selector_is_name(chain, member(&change_table, change,
					      NETJOURNAL_A_NFT_CHANGE_NAME));
}

static bool is_own_nft(const struct selector *sel, const struct event *ev,
		       const struct event_names *names)
{
	struct attr_iter it = attr_iter(ev->attrs, ev->attrs_len);
	const uint8_t *a;

	(void)names;
	/* A change that is not listed can be about the chain. */
	if (!sel->chain[0] || ev->attr[NETJOURNAL_A_NFT_TABLE_UNLISTED])
		return true;
	while ((a = attr_next(&it)))
		if (attr_type(a) == NETJOURNAL_A_NFT_TABLE_CHANGE && is_in_chain(a, sel->chain))
			return true;
	return false;
}

void identify_nft(struct identity *id, const struct event *ev)
{
	static const uint8_t name[] = {
		NETJOURNAL_A_NFT_TABLE_NAME, NETJOURNAL_A_NFT_TABLE_XTABLES,
	};

	id->family = ev->family;
	id->rest = identity_hash_some(ev, name, ARRAY_SIZE(name));
}

const struct decoder decode_nft = {
	.new_name = "NFT_MSG_NEWTABLE", .new_type = NETLINK_NETFILTER << 8 | NFT_MSG_NEWTABLE,
	.del_name = "NFT_MSG_DELTABLE", .del_type = NETLINK_NETFILTER << 8 | NFT_MSG_DELTABLE,
	.hdr_len = sizeof(struct nfgenmsg),
	.table = &nft_table,
	.parse = nft_parse,
	.name = nft_name,
	.print = nft_print,
	.dump_header = dump_header,
};

const struct kind_selector select_nft = {
	.name = "NAME",
	.parse = select_table_name,
	.missing = "a table",
	.words = nft_words,
	.is_dev = is_table,
	.is_own = is_own_nft,
};
