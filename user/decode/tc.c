// SPDX-License-Identifier: GPL-2.0
/*
 * Decodes traffic control: the queueing disciplines (qdiscs) of devices, and what was asked for
 * their classes, filters, chains and actions.
 *
 * A qdisc is what is at a place of a device, such as its root. Another qdisc at the same place is
 * a change.
 */
#include <endian.h>
#include <errno.h>
#include <linux/pkt_cls.h>
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>
#include <net/ethernet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "decode/select.h"
#include "decode/tc.h"

/* The types of messages of an object are 4 apart. */
enum tc_sort { TC_QDISC = RTM_NEWQDISC, TC_CLASS = RTM_NEWTCLASS, TC_FILTER = RTM_NEWTFILTER,
	       TC_CHAIN = RTM_NEWCHAIN, TC_ACTION = RTM_NEWACTION };

static enum tc_sort sort_of(const struct event *ev)
{
	return event_type(ev) & ~3;
}

static struct tcmsg header(const struct event *ev)
{
	struct tcmsg t = { 0 };

	memcpy(&t, ev->hdr, sort_of(ev) == TC_ACTION ? sizeof(struct tcamsg) : sizeof(t));
	return t;
}

/* Attributes */

static void dump_options(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	(void)desc;
	tc_print_options(d, attr_find(attr_iter(d->ev->attrs, d->ev->attrs_len), TCA_KIND), a);
}

static void print_sizes(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	static const char *const layers[] = { [TC_LINKLAYER_ETHERNET] = "ethernet", [TC_LINKLAYER_ATM] = "atm" };
	const uint8_t *base = attr_find(attr_iter_nested(a), TCA_STAB_BASE);
	struct tc_sizespec s;
	char buf[RT_NAME_LEN];

	(void)desc;
	if (!base || attr_len(base) < sizeof(s))
		return;
	memcpy(&s, attr_data(base), sizeof(s));
	out_text(d->o, OUT_PLAIN, " stab");
	out_object(d->o, "stab");
	if (s.linklayer)
		out_str(d->o, OUT_PLAIN, "linklayer", " linklayer %s",
			decode_word(layers, ARRAY_SIZE(layers), s.linklayer, buf));
	if (s.overhead)
		out_s64(d->o, "overhead", " overhead %d", s.overhead);
	if (s.mpu)
		out_u64(d->o, "mpu", " mpu %u", s.mpu);
	if (s.mtu)
		out_u64(d->o, "mtu", " mtu %u", s.mtu);
	if (s.tsize)
		out_u64(d->o, "tsize", " tsize %u", s.tsize);
	out_object_end(d->o);
}

static const struct attr_desc tc_desc[] = {
	ATTR(TCA_KIND, STR),
	ATTR(TCA_OPTIONS, FN, .print = dump_options),
	/* What a dump counts. */
	ATTR(TCA_STATS, BIN),
	ATTR(TCA_XSTATS, BIN),
	ATTR(TCA_RATE, BIN),
	ATTR(TCA_FCNT, UINT),
	ATTR(TCA_STATS2, BIN),
	ATTR(TCA_STAB, FN, .print = print_sizes),
	ATTR(TCA_PAD, PAD),
	ATTR(TCA_CHAIN, UINT, .min = 4),
	ATTR(TCA_HW_OFFLOAD, UINT),
	ATTR(TCA_INGRESS_BLOCK, UINT, .key = "ingress_block"),
	ATTR(TCA_EGRESS_BLOCK, UINT, .key = "egress_block"),
	ATTR(TCA_EXT_WARN_MSG, STR),
};

static const struct attr_table tc_table = ATTR_TABLE(tc_desc);

static const struct attr_table *table_of(const struct event *ev)
{
	return sort_of(ev) == TC_ACTION ? &tc_actions_table : &tc_table;
}

static int tc_parse(struct event *ev)
{
	struct tcmsg t = header(ev);

	if (sort_of(ev) == TC_ACTION)
		return 0;
	/* A block of filters belongs to no device. */
	if ((uint32_t)t.tcm_ifindex != TCM_IFINDEX_MAGIC_BLOCK)
		ev->ifindex = t.tcm_ifindex;
	ev->id = t.tcm_handle;
	ev->table = t.tcm_parent;
	if (sort_of(ev) == TC_FILTER)
		ev->priority = t.tcm_info >> 16;
	return 0;
}

bool tc_is_unrecorded(const struct event *ev)
{
	return sort_of(ev) == TC_QDISC && !ev->id && selector_is_name("noqueue", ev->attr[TCA_KIND]);
}

/* Printing */

const char *tc_handle_text(uint32_t handle, char buf[TC_HANDLE_LEN])
{
	char minor[8] = "";

	if (handle == TC_H_ROOT)
		return "root";
	if (handle == TC_H_UNSPEC)
		return "none";
	if (TC_H_MIN(handle))
		snprintf(minor, sizeof(minor), "%x", TC_H_MIN(handle));
	if (TC_H_MAJ(handle))
		snprintf(buf, TC_HANDLE_LEN, "%x:%s", TC_H_MAJ(handle) >> 16, minor);
	else
		snprintf(buf, TC_HANDLE_LEN, ":%s", minor);
	return buf;
}

static void print_place(struct decode *d)
{
	char buf[TC_HANDLE_LEN];

	if (d->ev->table == TC_H_ROOT)
		out_bool(d->o, "root", " root", true);
	else if (d->ev->table)
		out_str(d->o, OUT_PLAIN, "parent", " parent %s", tc_handle_text(d->ev->table, buf));
}

static void print_device(struct decode *d)
{
	if (d->ev->ifindex)
		decode_ifindex(d, "dev", " dev %s", d->ev->ifindex);
	else if (sort_of(d->ev) == TC_FILTER || sort_of(d->ev) == TC_CHAIN)
		out_u64(d->o, "block", " block %u", d->ev->table);
}

static const char *sort_word(enum tc_sort sort)
{
	switch (sort) {
	case TC_CLASS:
		return "class";
	case TC_FILTER:
		return "filter";
	case TC_CHAIN:
		return "chain";
	case TC_ACTION:
		return "action";
	default:
		return "qdisc";
	}
}

static const char *sort_name(const struct event *ev)
{
	return sort_word(sort_of(ev));
}

/* The kind of the first action. */
static const uint8_t *action_attr(const struct event *ev, unsigned int type)
{
	const uint8_t *list = attr_find(attr_iter(ev->attrs, ev->attrs_len), TCA_ACT_TAB), *first;
	struct attr_iter it;

	if (!list)
		return NULL;
	it = attr_iter_nested(list);
	first = attr_next(&it);
	return first ? attr_find(attr_iter_nested(first), type) : NULL;
}

static const uint8_t *kind_of(const struct event *ev)
{
	return sort_of(ev) == TC_ACTION ? action_attr(ev, TCA_ACT_KIND) : ev->attr[TCA_KIND];
}

static void print_kind(struct decode *d, const char *key)
{
	const uint8_t *kind = kind_of(d->ev);

	if (kind)
		decode_str(d, OUT_PLAIN, key, " %s", kind);
}

static void print_filter_key(struct decode *d)
{
	uint16_t proto = be16toh(TC_H_MIN(header(d->ev).tcm_info));
	const uint8_t *chain = d->ev->attr[TCA_CHAIN];
	char buf[TC_HANDLE_LEN];

	if (d->ev->ifindex)
		print_place(d);
	if (proto)
		out_str(d->o, OUT_PLAIN, "protocol", " protocol %s", tc_ether_text(proto, buf));
	if (d->ev->priority)
		out_u64(d->o, "pref", " pref %u", d->ev->priority);
	if (chain)
		out_u64(d->o, "chain", " chain %u", attr_u32(chain));
	if (d->ev->id && selector_is_name("u32", d->ev->attr[TCA_KIND]))
		out_str(d->o, OUT_PLAIN, "fh", " fh %s", tc_u32_text(d->ev->id, buf));
	else if (d->ev->id)
		decode_hex(d, "handle", " handle %s", d->ev->id);
}

/* The name of a class, a filter, a chain or an action; in JSON its members. */
static void print_key(struct decode *d)
{
	char buf[TC_HANDLE_LEN];

	switch (sort_of(d->ev)) {
	case TC_CLASS:
		out_str(d->o, OUT_ID, "handle", " %s", tc_handle_text(d->ev->id, buf));
		break;
	case TC_FILTER:
		print_filter_key(d);
		break;
	case TC_CHAIN:
		if (d->ev->ifindex)
			print_place(d);
		out_u64(d->o, "chain", " chain %u", d->ev->attr[TCA_CHAIN] ? attr_u32(d->ev->attr[TCA_CHAIN]) : 0);
		break;
	default:
		print_place(d);
	}
}

static void tc_name(struct decode *d)
{
	out_text(d->o, OUT_PLAIN, "%s", sort_name(d->ev));
	if (sort_of(d->ev) == TC_ACTION) {
		print_kind(d, NULL);
		return;
	}
	print_device(d);
	print_key(d);
}

static void print_attrs(struct decode *d)
{
	static const uint8_t printed[] = { TCA_INGRESS_BLOCK, TCA_EGRESS_BLOCK };
	const uint8_t *a;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(printed); i++) {
		a = d->ev->attr[printed[i]];
		if (a && !d->o->json)
			out_text(d->o, OUT_PLAIN, " %s", tc_desc[printed[i]].key);
		if (a)
			decode_scalar(d, &tc_desc[printed[i]], a, tc_desc[printed[i]].key);
	}
	out_object(d->o, "options");
	if (d->ev->attr[TCA_OPTIONS])
		tc_print_options(d, d->ev->attr[TCA_KIND], d->ev->attr[TCA_OPTIONS]);
	out_object_end(d->o);
	if (d->ev->attr[TCA_STAB])
		print_sizes(d, NULL, d->ev->attr[TCA_STAB]);
	if (d->ev->odd)
		decode_unknown(d, &tc_table, attr_iter(d->ev->attrs, d->ev->attrs_len));
}

/* The members of `tc -j qdisc`. */
static void print_qdisc_json(struct decode *d)
{
	const uint8_t *offload = d->ev->attr[TCA_HW_OFFLOAD];
	char buf[TC_HANDLE_LEN];
	struct tcmsg t = header(d->ev);

	print_kind(d, "kind");
	snprintf(buf, sizeof(buf), "%x:", TC_H_MAJ(d->ev->id) >> 16);
	out_str(d->o, OUT_PLAIN, "handle", NULL, buf);
	print_device(d);
	print_place(d);
	if (t.tcm_info != 1)
		out_u64(d->o, "refcnt", NULL, t.tcm_info);
	if (offload && attr_uint(offload))
		out_bool(d->o, "offloaded", NULL, true);
	print_attrs(d);
}

static void print_qdisc_text(struct decode *d)
{
	const uint8_t *offload = d->ev->attr[TCA_HW_OFFLOAD];

	tc_name(d);
	decode_column(d);
	print_kind(d, NULL);
	if (d->ev->id)
		out_text(d->o, OUT_ID, " %x:", TC_H_MAJ(d->ev->id) >> 16);
	if (offload && attr_uint(offload))
		out_text(d->o, OUT_PLAIN, " offloaded");
	print_attrs(d);
}

static void print_action(struct decode *d)
{
	const struct event *ev = d->ev;

	out_str(d->o, OUT_PLAIN, "object", "%s", "action");
	decode_attrs(d, &tc_actions_table, attr_iter(ev->attrs, ev->attrs_len));
}

static void print_other(struct decode *d)
{
	/* The qdisc of a class. */
	uint32_t leaf = header(d->ev).tcm_info;
	char buf[TC_HANDLE_LEN];

	out_str(d->o, OUT_PLAIN, "object", "%s", sort_name(d->ev));
	print_device(d);
	print_key(d);
	decode_column(d);
	print_kind(d, sort_of(d->ev) == TC_CLASS ? "class" : "kind");
	if (sort_of(d->ev) == TC_CLASS)
		print_place(d);
	if (sort_of(d->ev) == TC_CLASS && leaf)
		out_str(d->o, OUT_PLAIN, "leaf", " leaf %s", tc_handle_text(leaf, buf));
	print_attrs(d);
}

/* A request that asks for no acknowledgment is recorded before it is carried out. */
static void print_result(struct decode *d)
{
	struct nlmsghdr h;

	memcpy(&h, d->ev->nlh, sizeof(h));
	if (h.nlmsg_flags & NLM_F_REQUEST && !(h.nlmsg_flags & NLM_F_ACK))
		out_bool(d->o, "result_unknown", " (result not known)", true);
}

static void tc_print(struct decode *d)
{
	if (sort_of(d->ev) == TC_ACTION)
		print_action(d);
	else if (sort_of(d->ev) != TC_QDISC)
		print_other(d);
	else if (d->o->json)
		print_qdisc_json(d);
	else
		print_qdisc_text(d);
	print_result(d);
}

static void tc_dump_header(struct decode *d)
{
	struct tcmsg t = header(d->ev);
	char buf[RT_NAME_LEN], handle[TC_HANDLE_LEN];

	out_str(d->o, OUT_PLAIN, "family", " family %s", family_name(t.tcm_family, buf));
	if (sort_of(d->ev) == TC_ACTION)
		return;
	out_s64(d->o, "ifindex", " ifindex %d", t.tcm_ifindex);
	if (d->ev->ifindex)
		decode_ifindex(d, "dev", " (%s)", d->ev->ifindex);
	out_str(d->o, OUT_PLAIN, "handle", " handle %s", tc_handle_text(t.tcm_handle, handle));
	out_str(d->o, OUT_PLAIN, "parent", " parent %s", tc_handle_text(t.tcm_parent, handle));
	decode_hex(d, "info", " info %s", t.tcm_info);
}

bool tc_is_left_out(const struct identity *id)
{
	return id->tos != TC_QDISC;
}

static uint32_t chain_of(const struct event *ev)
{
	return ev->attr[TCA_CHAIN] ? attr_u32(ev->attr[TCA_CHAIN]) : 0;
}

/* A filter can be deleted with its preference alone, and all filters of a chain with nothing but the chain. */
static bool deletes_filter(const struct event *del, const struct event *ev)
{
	if (del->table != ev->table || chain_of(del) != chain_of(ev))
		return false;
	if (sort_of(del) == TC_CHAIN)
		return true;
	return !del->id && (!del->priority || del->priority == ev->priority);
}

bool tc_deletes(const struct event *del, const struct event *ev)
{
	bool hangs = sort_of(ev) == TC_FILTER || sort_of(ev) == TC_CHAIN;

	if (!del->del || ev->del || del->ifindex != ev->ifindex)
		return false;
	switch (sort_of(del)) {
	case TC_QDISC:
		return ev->ifindex && ((hangs && TC_H_MAJ(ev->table) == TC_H_MAJ(del->id)) ||
				       (sort_of(ev) == TC_CLASS && TC_H_MAJ(ev->id) == TC_H_MAJ(del->id)));
	case TC_CLASS:
		return ev->ifindex && hangs && ev->table == del->id;
	case TC_FILTER:
	case TC_CHAIN:
		return sort_of(ev) == TC_FILTER && deletes_filter(del, ev);
	default:
		return false;
	}
}

void identify_tc(struct identity *id, const struct event *ev)
{
	static const uint8_t of_filter[] = { TCA_CHAIN };
	const uint8_t *a;

	id->tos = sort_of(ev);
	id->ifindex = ev->ifindex;
	switch (sort_of(ev)) {
	case TC_CLASS:
		id->id = ev->id;
		break;
	case TC_ACTION:
		a = action_attr(ev, TCA_ACT_KIND);
		if (a)
			id->rest = identity_hash_more(0, a, attr_raw_len(a));
		break;
	case TC_FILTER:
		id->id = ev->id;
		id->priority = header(ev).tcm_info;
		id->rest = identity_hash_some(ev, of_filter, ARRAY_SIZE(of_filter));
		id->table = ev->table;
		break;
	case TC_CHAIN:
		id->rest = identity_hash_some(ev, of_filter, ARRAY_SIZE(of_filter));
		id->table = ev->table;
		break;
	case TC_QDISC:
		id->table = ev->table;
	}
}

/* Selecting */

/* Reads "root", "ingress", "1:", "1:10" or ":1". */
static bool read_handle(const char *word, uint32_t *handle)
{
	unsigned long major = 0, minor = 0;
	char *end = (char *)word;

	if (!strcmp(word, "root")) {
		*handle = TC_H_ROOT;
		return true;
	}
	if (!strcmp(word, "ingress") || !strcmp(word, "clsact")) {
		*handle = TC_H_INGRESS;
		return true;
	}
	if (*word != ':')
		major = strtoul(word, &end, 16);
	if (*end != ':' || major > 0xffff)
		return false;
	word = end + 1;
	if (*word)
		minor = strtoul(word, &end, 16);
	*handle = major << 16 | minor;
	return minor <= 0xffff && (!*word || !*end);
}

static int select_handle(const struct selector_input *in, const char *word)
{
	in->sel->has_id = true;
	return read_handle(word, &in->sel->id) ? 0 : selector_bad(in, "\"%s\" is not a handle", word);
}

static int select_parent(const struct selector_input *in, const char *word)
{
	in->sel->has_table = true;
	return read_handle(word, &in->sel->table) ? 0 : selector_bad(in, "\"%s\" is not a handle", word);
}

/* One of the objects that the kernel has, besides its actions. */
static int select_sort(const struct selector_input *in, const char *word)
{
	static const enum tc_sort sorts[] = { TC_QDISC, TC_CLASS, TC_FILTER, TC_CHAIN };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(sorts) && strcmp(word, sort_word(sorts[i])); i++)
		;
	in->sel->has_type = true;
	in->sel->type = sorts[i];
	in->sel->left_out = sorts[i] != TC_QDISC;
	return 0;
}

static const struct selector_word tc_words[] = {
	{ "qdisc", NULL, select_sort },
	{ "class", NULL, select_sort },
	{ "filter", NULL, select_sort },
	{ "chain", NULL, select_sort },
	{ "dev", "DEV", select_ifname, SELECTOR_MEMBER(dev) },
	{ "kind", "KIND", select_ifname, SELECTOR_MEMBER(qdisc) },
	{ "handle", "HANDLE", select_handle },
	{ "parent", "HANDLE", select_parent },
	{ "root", NULL, select_parent },
	{ "ingress", NULL, select_parent },
	{ "clsact", NULL, select_parent, .alias = true },
	{ NULL }
};

static bool is_own_tc(const struct selector *sel, const struct event *ev, const struct event_names *names)
{
	(void)names;
	if (sel->has_type && sel->type != sort_of(ev))
		return false;
	return !sel->qdisc[0] || selector_is_name(sel->qdisc, kind_of(ev));
}

static const struct message_type tc_types[] = {
	{ "RTM_NEWQDISC", RTM_NEWQDISC, sizeof(struct tcmsg) },
	{ "RTM_DELQDISC", RTM_DELQDISC, sizeof(struct tcmsg), .del = true },
	{ "RTM_NEWTCLASS", RTM_NEWTCLASS, sizeof(struct tcmsg) },
	{ "RTM_DELTCLASS", RTM_DELTCLASS, sizeof(struct tcmsg), .del = true },
	{ "RTM_NEWTFILTER", RTM_NEWTFILTER, sizeof(struct tcmsg) },
	{ "RTM_DELTFILTER", RTM_DELTFILTER, sizeof(struct tcmsg), .del = true },
	{ "RTM_NEWCHAIN", RTM_NEWCHAIN, sizeof(struct tcmsg) },
	{ "RTM_DELCHAIN", RTM_DELCHAIN, sizeof(struct tcmsg), .del = true },
	{ "RTM_NEWACTION", RTM_NEWACTION, sizeof(struct tcamsg) },
	{ "RTM_DELACTION", RTM_DELACTION, sizeof(struct tcamsg), .del = true },
	{ NULL }
};

const struct decoder decode_tc = {
	.types = tc_types,
	.hdr_len = sizeof(struct tcmsg),
	.table = &tc_table,
	.attrs = table_of,
	.parse = tc_parse,
	.name = tc_name,
	.print = tc_print,
	.dump_header = tc_dump_header,
};

const struct kind_selector select_tc = {
	.name = "DEV",
	.parse = select_ifname,
	.missing = "a device",
	.words = tc_words,
	.is_own = is_own_tc,
};
