// SPDX-License-Identifier: GPL-2.0
/* Decodes rules of policy routing, for IPv4 and IPv6. */
#include <errno.h>
#include <linux/fib_rules.h>
#include <linux/rtnetlink.h>
#include <netdb.h>
#include <stdio.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "decode/select.h"
#include "decode/rtnew.h"

static const char *const protocols[] = {
	[IPPROTO_ICMP] = "icmp", [IPPROTO_IGMP] = "igmp",
	[IPPROTO_IPIP] = "ipencap", [IPPROTO_TCP] = "tcp",
	[IPPROTO_UDP] = "udp", [IPPROTO_DCCP] = "dccp", [IPPROTO_IPV6] = "ipv6",
	[IPPROTO_GRE] = "gre", [IPPROTO_ESP] = "esp", [IPPROTO_AH] = "ah",
	[IPPROTO_ICMPV6] = "ipv6-icmp", [IPPROTO_SCTP] = "sctp",
	[IPPROTO_UDPLITE] = "udplite",
};

static void print_uid_range(struct decode *d, const struct attr_desc *desc,
			    const uint8_t *a)
{
	struct fib_rule_uid_range r;

	(void)desc;
	memcpy(&r, attr_data(a), sizeof(r));
	out_u64(d->o, "uid_start", " uidrange %u", r.start);
	out_u64(d->o, "uid_end", "-%u", r.end);
}

/*
 * Prints ports: one, or the first and the last. print_port_mask() prints a mask, which
 * has a meaning only for one port.
 */
static void print_ports(struct decode *d, const struct attr_desc *desc,
			const uint8_t *a)
{
	bool src = attr_type(a) == FRA_SPORT_RANGE;
	struct fib_rule_port_range r;

	memcpy(&r, attr_data(a), sizeof(r));
	out_str(d->o, OUT_PLAIN, NULL, " %s", desc->key);
	if (r.start == r.end) {
		out_u64(d->o, desc->key, " %u", r.start);
		return;
	}
	out_u64(d->o, src ? "sport_start" : "dport_start", " %u", r.start);
	out_u64(d->o, src ? "sport_end" : "dport_end", "-%u", r.end);
}

static void print_port_mask(struct decode *d, const struct attr_desc *desc,
			    const uint8_t *a)
{
	bool all = attr_u16(a) == UINT16_MAX;

	decode_hex(d, desc->key, all ? NULL : "/%s", attr_u16(a));
}

/* -1 means none. */
static void print_suppress_prefixlen(struct decode *d,
				     const struct attr_desc *desc,
				     const uint8_t *a)
{
	if (attr_u32(a) != UINT32_MAX)
		out_s64(d->o, desc->key, " suppress_prefixlength %d",
			(int32_t)attr_u32(a));
}

static void print_suppress_ifgroup(struct decode *d,
				   const struct attr_desc *desc,
				   const uint8_t *a)
{
	if (attr_u32(a) != UINT32_MAX)
		decode_name(d, RT_GROUPS, desc->key, " suppress_ifgroup %s",
			    attr_u32(a));
}

static void print_flow(struct decode *d, const struct attr_desc *desc,
		       const uint8_t *a)
{
	(void)desc;
	decode_realms(d, "flow_from", "flow_to", attr_u32(a));
}

static void print_dscp(struct decode *d, const struct attr_desc *desc,
		       const uint8_t *a)
{
	/* The file of names contains DS fields; the DSCP is their upper part. */
	unsigned int dscp = *attr_data(a);
	char buf[RT_NAME_LEN];
	const char *name = rt_name(RT_DSFIELDS, dscp << 2, buf);

	if (name == buf)
		snprintf(buf, sizeof(buf), "%u", dscp);
	out_str(d->o, OUT_PLAIN, desc->key, " dscp %s", name);
}

static const struct attr_desc rule_desc[] = {
	ATTR(FRA_DST, ADDR),
	ATTR(FRA_SRC, ADDR),
	ATTR(FRA_IIFNAME, STR),
	ATTR(FRA_GOTO, UINT),
	ATTR(FRA_PRIORITY, UINT, .min = 4),
	ATTR(FRA_FWMARK, HEX, .min = 4),
	ATTR(FRA_FLOW, FN, .key = "flow", .min = 4, .print = print_flow),
	ATTR(FRA_TUN_ID, BE, .min = 8),
	ATTR(FRA_SUPPRESS_IFGROUP, FN, .key = "suppress_ifgroup", .min = 4,
	     .print = print_suppress_ifgroup),
	ATTR(FRA_SUPPRESS_PREFIXLEN, FN, .key = "suppress_prefixlen", .min = 4,
	     .print = print_suppress_prefixlen),
	ATTR(FRA_TABLE, TABLE),
	ATTR(FRA_FWMASK, HEX, .min = 4),
	ATTR(FRA_OIFNAME, STR),
	ATTR(FRA_PAD, PAD),
	ATTR(FRA_L3MDEV, UINT),
	ATTR(FRA_UID_RANGE, FN, .key = "uid_range",
	     .min = sizeof(struct fib_rule_uid_range),
	     .print = print_uid_range),
	ATTR(FRA_PROTOCOL, PROTO),
	ATTR(FRA_IP_PROTO, ENUM, WORDS(protocols)),
	ATTR(FRA_SPORT_RANGE, FN, .key = "sport",
	     .min = sizeof(struct fib_rule_port_range), .print = print_ports),
	ATTR(FRA_DPORT_RANGE, FN, .key = "dport",
	     .min = sizeof(struct fib_rule_port_range), .print = print_ports),
	ATTR(FRA_DSCP, FN, .key = "dscp", .min = 1, .print = print_dscp),
	ATTR(FRA_FLOWLABEL, BE_HEX),
	ATTR(FRA_FLOWLABEL_MASK, BE_HEX),
	ATTR(FRA_SPORT_MASK, FN, .key = "sport_mask", .min = 2,
	     .print = print_port_mask),
	ATTR(FRA_DPORT_MASK, FN, .key = "dport_mask", .min = 2,
	     .print = print_port_mask),
	ATTR(FRA_DSCP_MASK, HEX),
};

static const struct attr_table rule_table = ATTR_TABLE(rule_desc);

static bool is_string(const uint8_t *a)
{
	return memchr(attr_data(a), '\0', attr_len(a));
}

static int parse_prefix(struct event_addr *to, const uint8_t *a, uint8_t len)
{
	unsigned int bytes = attr_len(a);

	if (len > bytes * 8)
		return -EINVAL;
	to->family = bytes == 4 ? AF_INET : AF_INET6;
	to->len = len;
	memcpy(to->bytes, attr_data(a), bytes);
	return 0;
}

static int rule_parse(struct event *ev)
{
	const uint8_t *const *tb = ev->attr;
	struct fib_rule_hdr r;
	int err = 0;

	memcpy(&r, ev->hdr, sizeof(r));
	ev->table = tb[FRA_TABLE] ? attr_u32(tb[FRA_TABLE]) : r.table;
	if (tb[FRA_PRIORITY])
		ev->priority = attr_uint(tb[FRA_PRIORITY]);
	if (tb[FRA_IIFNAME] && is_string(tb[FRA_IIFNAME]))
		ev->ifname = (const char *)attr_data(tb[FRA_IIFNAME]);
	else if (tb[FRA_OIFNAME] && is_string(tb[FRA_OIFNAME]))
		ev->ifname = (const char *)attr_data(tb[FRA_OIFNAME]);
	if (tb[FRA_SRC])
		err = parse_prefix(&ev->dst, tb[FRA_SRC], r.src_len);
	if (!err && tb[FRA_DST])
		err = parse_prefix(&ev->to, tb[FRA_DST], r.dst_len);
	return err;
}

static void print_prefix(struct decode *d, const char *key, const char *len_key,
			 const char *fmt, const uint8_t *a, uint8_t len)
{
	unsigned int full = a ? attr_len(a) * 8 : 0;

	if (a)
		decode_addr_value(d, key, fmt, 0, attr_data(a), attr_len(a));
	else
		out_str(d->o, OUT_PLAIN, key, fmt, len ? "0" : "all");
	if (len != full)
		out_u64(d->o, len_key, "/%u", len);
}

static void print_fwmark(struct decode *d, const uint8_t *mark,
			 const uint8_t *mask)
{
	decode_hex(d, "fwmark", " fwmark %s", mark ? attr_uint(mark) : 0);
	if (mask && attr_uint(mask) != UINT32_MAX)
		decode_hex(d, "fwmask", "/%s", attr_uint(mask));
}

static void print_action(struct decode *d, const struct fib_rule_hdr *r,
			 const uint8_t *target)
{
	struct out *o = d->o;
	char buf[RT_NAME_LEN];

	switch (r->action) {
	case FR_ACT_TO_TBL:
		return;
	case FR_ACT_GOTO:
		if (target)
			out_u64(o, "goto", " goto %u", attr_uint(target));
		else
			out_str(o, OUT_PLAIN, "goto", " goto %s", "none");
		if (r->flags & FIB_RULE_UNRESOLVED)
			out_null(o, "unresolved", " [unresolved]");
		return;
	case FR_ACT_NOP:
		out_null(o, "nop", " nop");
		return;
	}
	/* The other actions have the numbers of route types. */
	out_str(o, OUT_PLAIN, "action", " %s", route_type_name(r->action, buf));
}

static void print_one(struct decode *d, unsigned int type)
{
	const uint8_t *a = d->ev->attr[type];

	if (a)
		rule_desc[type].print(d, &rule_desc[type], a);
}

static void rule_name(struct decode *d)
{
	out_u64(d->o, "priority", "%u:", d->ev->priority);
}

static void rule_print(struct decode *d)
{
	const struct event *ev = d->ev;
	const uint8_t *const *tb = ev->attr;
	bool all = d->o->json || d->details;
	struct out *o = d->o;
	char buf[RT_NAME_LEN];
	struct fib_rule_hdr r;

	memcpy(&r, ev->hdr, sizeof(r));
	out_str(o, OUT_PLAIN, "family", NULL, family_name(ev->family, buf));
	rule_name(d);
	decode_column(d);
	if (r.flags & FIB_RULE_INVERT)
		out_null(o, "not", " not");
	print_prefix(d, "src", "srclen", " from %s", tb[FRA_SRC], r.src_len);
	if (tb[FRA_DST] || r.dst_len)
		print_prefix(d, "dst", "dstlen", " to %s", tb[FRA_DST],
			     r.dst_len);
	if (r.tos)
		decode_name(d, RT_DSFIELDS, "tos", " tos %s", r.tos);
	if (tb[FRA_FWMARK] || tb[FRA_FWMASK])
		print_fwmark(d, tb[FRA_FWMARK], tb[FRA_FWMASK]);
	if (tb[FRA_IIFNAME]) {
		decode_str(d, OUT_NAME, "iif", " iif %s", tb[FRA_IIFNAME]);
		if (r.flags & FIB_RULE_IIF_DETACHED)
			out_null(o, "iif_detached", " [detached]");
	}
	if (tb[FRA_OIFNAME]) {
		decode_str(d, OUT_NAME, "oif", " oif %s", tb[FRA_OIFNAME]);
		if (r.flags & FIB_RULE_OIF_DETACHED)
			out_null(o, "oif_detached", " [detached]");
	}
	if (tb[FRA_L3MDEV] && attr_uint(tb[FRA_L3MDEV]))
		out_null(o, "l3mdev", " lookup [l3mdev-table]");
	print_one(d, FRA_UID_RANGE);
	if (tb[FRA_IP_PROTO])
		out_str(o, OUT_PLAIN, "ipproto", " ipproto %s",
			decode_word(protocols, ARRAY_SIZE(protocols),
				    attr_uint(tb[FRA_IP_PROTO]), buf));
	print_one(d, FRA_SPORT_RANGE);
	print_one(d, FRA_SPORT_MASK);
	print_one(d, FRA_DPORT_RANGE);
	print_one(d, FRA_DPORT_MASK);
	if (tb[FRA_TUN_ID])
		out_u64(o, "tun_id", " tun_id %u", attr_be(tb[FRA_TUN_ID]));
	print_one(d, FRA_DSCP);
	if (tb[FRA_DSCP_MASK])
		decode_hex(d, "dscp_mask", "/%s", attr_uint(tb[FRA_DSCP_MASK]));
	if (tb[FRA_FLOWLABEL])
		decode_hex(d, "flowlabel", " flowlabel %s",
			   attr_be(tb[FRA_FLOWLABEL]));
	if (tb[FRA_FLOWLABEL_MASK])
		decode_hex(d, "flowlabel_mask", "/%s",
			   attr_be(tb[FRA_FLOWLABEL_MASK]));
	if (ev->table) {
		decode_name(d, RT_TABLES, "table", " lookup %s", ev->table);
		print_one(d, FRA_SUPPRESS_PREFIXLEN);
		print_one(d, FRA_SUPPRESS_IFGROUP);
	}
	print_one(d, FRA_FLOW);
	print_action(d, &r, tb[FRA_GOTO]);
	if (tb[FRA_PROTOCOL] &&
	    (all || (*attr_data(tb[FRA_PROTOCOL]) != RTPROT_UNSPEC &&
		     *attr_data(tb[FRA_PROTOCOL]) != RTPROT_KERNEL)))
		decode_name(d, RT_PROTOS, "protocol", " proto %s",
			    *attr_data(tb[FRA_PROTOCOL]));
	if (!tb[FRA_SRC] && !tb[FRA_DST] && ev->family != AF_INET)
		out_str(o, OUT_PLAIN, NULL, " (%s)",
			family_name(ev->family, buf));
	if (ev->odd)
		decode_unknown(d, &rule_table,
			       attr_iter(ev->attrs, ev->attrs_len));
}

static void dump_header(struct decode *d)
{
	char buf[RT_NAME_LEN];
	struct fib_rule_hdr r;
	struct out *o = d->o;

	memcpy(&r, d->ev->hdr, sizeof(r));
	out_str(o, OUT_PLAIN, "family", " family %s",
		family_name(r.family, buf));
	out_u64(o, "dst_len", " dst_len %u", r.dst_len);
	out_u64(o, "src_len", " src_len %u", r.src_len);
	decode_name(d, RT_DSFIELDS, "tos", " tos %s", r.tos);
	decode_name(d, RT_TABLES, "table", " table %s", r.table);
	out_u64(o, "action", " action %u", r.action);
	decode_hex(d, "flags", " flags %s", r.flags);
}

/* Selecting */

static int select_to(const struct selector_input *in, const char *word)
{
	in->sel->has_to = true;
	return select_route_prefix(in, word, &in->sel->to);
}

/* MARK or MARK/MASK */
static int select_fwmark(const struct selector_input *in, const char *word)
{
	const char *slash = strchr(word, '/');
	size_t n = slash ? (size_t)(slash - word) : strlen(word);
	char mark[32];

	in->sel->has_fwmark = true;
	in->sel->has_fwmask = slash;
	if (n >= sizeof(mark))
		return selector_bad(in, "\"%s\" is not a mark", word);
	memcpy(mark, word, n);
	mark[n] = '\0';
	if (!select_number(mark, &in->sel->fwmark) ||
	    (slash && !select_number(slash + 1, &in->sel->fwmask)))
		return selector_bad(in, "\"%s\" is not a mark", word);
	return 0;
}

static const struct selector_word rule_words[] = {
	{ "from", "PREFIX", select_exact },
	{ "to", "PREFIX", select_to },
	{ "iif", "DEV", select_ifname, SELECTOR_MEMBER(iif) },
	{ "oif", "DEV", select_ifname, SELECTOR_MEMBER(oif) },
	{ "fwmark", "MARK[/MASK]", select_fwmark },
	{ "table", "TABLE", select_table },
	{ "lookup", "TABLE", select_table, .alias = true },
	{ "pref", "N", select_priority },
	{ "preference", "N", select_priority, .alias = true },
	{ "priority", "N", select_priority, .alias = true },
	{ "order", "N", select_priority, .alias = true },
	{ "proto", "PROTO", select_proto },
	{ "protocol", "PROTO", select_proto, .alias = true },
	{ NULL }
};

static bool is_rule_dst(const struct selector *sel, const struct event *ev)
{
	if (selector_has_addr(&sel->dst, sel->mode, &ev->dst, false))
		return true;
	/* `rule from P` compares only "from". A filter for P compares both. */
	return !sel->kind && ev->to.family &&
	       selector_has_addr(&sel->dst, sel->mode, &ev->to, false);
}

static bool is_rule_dev(const struct selector *sel, const struct event *ev,
			const struct event_names *names)
{
	(void)names;
	return selector_is_name(sel->dev, ev->attr[FRA_IIFNAME]) ||
	       selector_is_name(sel->dev, ev->attr[FRA_OIFNAME]);
}

static uint32_t rule_proto(const struct event *ev)
{
	const uint8_t *proto = ev->attr[FRA_PROTOCOL];

	return proto ? attr_uint(proto) : 0;
}

static bool is_fwmark(const struct selector *sel, const struct event *ev)
{
	const uint8_t *mark = ev->attr[FRA_FWMARK];
	const uint8_t *mask = ev->attr[FRA_FWMASK];

	return (mark ? attr_uint(mark) : 0) == sel->fwmark &&
	       (!sel->has_fwmask ||
		(mask ? attr_uint(mask) : UINT32_MAX) == sel->fwmask);
}

static bool is_own_rule(const struct selector *sel, const struct event *ev,
			const struct event_names *names)
{
	(void)names;
	return (!sel->has_to ||
		selector_has_addr(&sel->to, sel->mode, &ev->to, false)) &&
	       (!sel->has_fwmark || is_fwmark(sel, ev)) &&
	       (!sel->iif[0] || selector_is_name(sel->iif, ev->attr[FRA_IIFNAME])) &&
	       (!sel->oif[0] || selector_is_name(sel->oif, ev->attr[FRA_OIFNAME]));
}

/* A rule never changes, so all of its attributes are its identity. */
void identify_rule(struct identity *id, const struct event *ev)
{
	struct fib_rule_hdr h;

	memcpy(&h, ev->hdr, sizeof(h));
	/* The kernel sets these flags while the device or the target is missing. */
	h.flags &= ~(FIB_RULE_UNRESOLVED | FIB_RULE_IIF_DETACHED |
		     FIB_RULE_OIF_DETACHED);
	id->family = ev->family;
	id->rest = identity_hash_more(identity_hash_attrs(ev), &h, sizeof(h));
	id->table = ev->table;
	id->priority = ev->priority;
	id->dst = ev->dst;
}

const struct decoder decode_rule = {
	DECODER_TYPES(RULE),
	.hdr_len = sizeof(struct fib_rule_hdr),
	.table = &rule_table,
	.parse = rule_parse,
	.name = rule_name,
	.print = rule_print,
	.dump_header = dump_header,
};

/* As with `ip`, a prefix selects the rules whose prefixes are inside it. */
static void set_rule_defaults(struct selector *sel)
{
	sel->mode = SELECTOR_ROOT;
}

const struct kind_selector select_rules = {
	.missing = "one of from, to, fwmark, iif, oif, lookup, pref",
	.words = rule_words,
	.set_defaults = set_rule_defaults,
	.is_dst = is_rule_dst,
	.is_dev = is_rule_dev,
	.proto = rule_proto,
	.is_own = is_own_rule,
};
