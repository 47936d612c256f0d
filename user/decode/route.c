// SPDX-License-Identifier: GPL-2.0
/*
 * Decodes IP routes, and prints MPLS routes; see mpls.c. A list can have a million routes, so the usual
 * attributes are printed by code and not from the table.
 */
#include <errno.h>
#include <linux/icmpv6.h>
#include <linux/ipv6_route.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "decode/repeat.h"
#include "decode/route.h"
#include "decode/rtnew.h"

static const char *const route_types[] = {
	[RTN_UNSPEC] = "none", [RTN_UNICAST] = "unicast",
	[RTN_LOCAL] = "local", [RTN_BROADCAST] = "broadcast",
	[RTN_ANYCAST] = "anycast", [RTN_MULTICAST] = "multicast",
	[RTN_BLACKHOLE] = "blackhole", [RTN_UNREACHABLE] = "unreachable",
	[RTN_PROHIBIT] = "prohibit", [RTN_THROW] = "throw",
	[RTN_NAT] = "nat", [RTN_XRESOLVE] = "xresolve",
};

const struct bit_name route_flags[12] = {
	{ RTNH_F_DEAD, "dead" },
	{ RTNH_F_ONLINK, "onlink" },
	{ RTNH_F_PERVASIVE, "pervasive" },
	{ RTNH_F_OFFLOAD, "offload" },
	{ RTNH_F_TRAP, "trap" },
	{ RTM_F_NOTIFY, "notify" },
	{ RTNH_F_LINKDOWN, "linkdown" },
	{ RTNH_F_UNRESOLVED, "unresolved" },
	{ RTM_F_CLONED, "cloned" },
	{ RTM_F_OFFLOAD, "rt_offload" },
	{ RTM_F_TRAP, "rt_trap" },
	{ RTM_F_OFFLOAD_FAILED, "rt_offload_failed" },
};

static const char *const pref_names[] = {
	[ICMPV6_ROUTER_PREF_MEDIUM] = "medium",
	[ICMPV6_ROUTER_PREF_HIGH] = "high",
	[ICMPV6_ROUTER_PREF_INVALID] = "invalid",
	[ICMPV6_ROUTER_PREF_LOW] = "low",
};

static void print_features(struct decode *d, const struct attr_desc *desc,
			   const uint8_t *a)
{
	uint32_t features = attr_u32(a);

	out_text(d->o, OUT_PLAIN, " features");
	if (features & RTAX_FEATURE_ECN)
		out_null(d->o, "ecn", " ecn");
	if (features & RTAX_FEATURE_TCP_USEC_TS)
		out_null(d->o, "tcp_usec_ts", " tcp_usec_ts");
	if (features & ~(RTAX_FEATURE_ECN | RTAX_FEATURE_TCP_USEC_TS))
		decode_hex(d, desc->key, " %s", features);
}

/* Prints times in milliseconds. The kernel stores some of them multiplied. */
static void print_time(struct decode *d, const struct attr_desc *desc,
		       const uint8_t *a)
{
	uint32_t v = attr_u32(a);

	if (attr_type(a) == RTAX_RTT)
		v /= 8;
	else if (attr_type(a) == RTAX_RTTVAR)
		v /= 4;
	out_str(d->o, OUT_PLAIN, NULL, " %s", desc->key);
	out_u64(d->o, desc->key, " %ums", v);
}

/* The kernel sends -1 if no limit was set. */
static void print_hoplimit(struct decode *d, const struct attr_desc *desc,
			   const uint8_t *a)
{
	if (attr_u32(a) != UINT32_MAX)
		out_u64(d->o, desc->key, " hoplimit %u", attr_u32(a));
}

static const struct attr_desc metrics_desc[];
static const struct attr_table metrics_table;

/* Prints which metrics must not change by themselves. */
static void print_lock(struct decode *d, const struct attr_desc *desc,
		       const uint8_t *a)
{
	const struct attr_desc *metric;
	uint32_t lock = attr_u32(a);
	unsigned int i;

	out_text(d->o, OUT_PLAIN, " lock <");
	out_array(d->o, desc->key);
	for (i = 1; i < 32; i++) {
		if (!(lock & 1U << i))
			continue;
		lock &= ~(1U << i);
		metric = attr_desc(&metrics_table, i);
		if (metric)
			out_str(d->o, OUT_PLAIN, NULL, lock ? "%s," : "%s",
				metric->key);
		else
			out_u64(d->o, NULL, lock ? "%u," : "%u", i);
	}
	out_array_end(d->o);
	out_text(d->o, OUT_PLAIN, ">");
}

static const struct attr_desc metrics_desc[] = {
	ATTR(RTAX_LOCK, FN, .key = "lock", .min = 4, .print = print_lock),
	ATTR(RTAX_MTU, UINT, .key = "mtu"),
	ATTR(RTAX_WINDOW, UINT, .key = "window"),
	ATTR(RTAX_RTT, FN, .key = "rtt", .min = 4, .print = print_time),
	ATTR(RTAX_RTTVAR, FN, .key = "rttvar", .min = 4, .print = print_time),
	ATTR(RTAX_SSTHRESH, UINT, .key = "ssthresh"),
	ATTR(RTAX_CWND, UINT, .key = "cwnd"),
	ATTR(RTAX_ADVMSS, UINT, .key = "advmss"),
	ATTR(RTAX_REORDERING, UINT, .key = "reordering"),
	ATTR(RTAX_HOPLIMIT, FN, .key = "hoplimit", .min = 4,
	     .print = print_hoplimit),
	ATTR(RTAX_INITCWND, UINT, .key = "initcwnd"),
	ATTR(RTAX_FEATURES, FN, .key = "features", .min = 4,
	     .print = print_features),
	ATTR(RTAX_RTO_MIN, FN, .key = "rto_min", .min = 4,
	     .print = print_time),
	ATTR(RTAX_INITRWND, UINT, .key = "initrwnd"),
	ATTR(RTAX_QUICKACK, UINT, .key = "quickack"),
	ATTR(RTAX_CC_ALGO, STR, .key = "congestion", .label = "congctl"),
	ATTR(RTAX_FASTOPEN_NO_COOKIE, UINT, .key = "fastopen_no_cookie"),
};

static const struct attr_table metrics_table = ATTR_TABLE(metrics_desc);

static const struct attr_table *pick_encap(const struct decode *d)
{
	return encap_table(attr_find(d->siblings, RTA_ENCAP_TYPE));
}

static void print_cacheinfo(struct decode *d, const struct attr_desc *desc,
			    const uint8_t *a)
{
	struct rta_cacheinfo ci;

	(void)desc;
	memcpy(&ci, attr_data(a), sizeof(ci));
	if (ci.rta_expires)
		out_s64(d->o, "expires", " expires %dsec",
			(int32_t)ci.rta_expires / 100);
	if (ci.rta_error)
		out_s64(d->o, "error", " error %d", (int32_t)ci.rta_error);
	if (d->details && ci.rta_clntref)
		out_u64(d->o, "users", " users %u", ci.rta_clntref);
	if (d->details && ci.rta_used)
		out_u64(d->o, "used", " used %u", ci.rta_used);
	if (d->details && ci.rta_lastuse)
		out_u64(d->o, "age", " age %usec", ci.rta_lastuse / 100);
	if (ci.rta_id)
		decode_hex(d, "ipid", " ipid %s", ci.rta_id);
	if (ci.rta_ts || ci.rta_tsage) {
		decode_hex(d, "ts", " ts %s", ci.rta_ts);
		out_u64(d->o, "tsage", " tsage %usec", ci.rta_tsage);
	}
}

static void print_via(struct decode *d, const struct attr_desc *desc,
		      const uint8_t *a)
{
	char buf[RT_NAME_LEN];
	uint16_t family;

	memcpy(&family, attr_data(a), sizeof(family));
	out_object(d->o, desc->key);
	out_str(d->o, OUT_PLAIN, "family", " via %s", family_name(family, buf));
	decode_addr_value(d, "host", " %s", family, attr_data(a) + 2,
			  attr_len(a) - 2);
	out_object_end(d->o);
}

static void print_flow(struct decode *d, const struct attr_desc *desc,
		       const uint8_t *a)
{
	out_object(d->o, desc->key);
	decode_realms(d, "from", "to", attr_u32(a));
	out_object_end(d->o);
}

/* Prints an address of the message's family, which may be MPLS. */
static void print_address(struct decode *d, const struct attr_desc *desc,
			  const uint8_t *a)
{
	decode_addr_value(d, desc->key, " %s", d->ev->family, attr_data(a),
			  attr_len(a));
}

/* The attributes of one nexthop of a multipath route. */
static const struct attr_desc hop_desc[] = {
	ATTR(RTA_GATEWAY, FN, .min = 4, .key = "gateway",
	     .print = print_address),
	ATTR(RTA_FLOW, FN, .key = "flow", .min = 4, .print = print_flow),
	ATTR(RTA_VIA, FN, .key = "via", .min = 2, .print = print_via),
	ATTR(RTA_NEWDST, FN, .min = 4, .key = "to", .print = print_address),
	ATTR(RTA_ENCAP_TYPE, UINT, .min = 2),
	ATTR(RTA_ENCAP, NEST, .pick = pick_encap),
};

static const struct attr_table hop_table = ATTR_TABLE(hop_desc);

static const struct attr_desc route_desc[] = {
	ATTR(RTA_DST, FN, .key = "dst", .min = 4, .print = print_address),
	ATTR(RTA_SRC, FN, .key = "from", .min = 4, .print = print_address),
	ATTR(RTA_IIF, IFINDEX),
	ATTR(RTA_OIF, IFINDEX),
	ATTR(RTA_GATEWAY, FN, .key = "gateway", .min = 4,
	     .print = print_address),
	ATTR(RTA_PRIORITY, UINT, .min = 4),
	ATTR(RTA_PREFSRC, ADDR),
	ATTR(RTA_METRICS, NEST, .nest = &metrics_table),
	ATTR(RTA_MULTIPATH, NEXTHOPS, .nest = &hop_table),
	ATTR(RTA_PROTOINFO, BIN),
	ATTR(RTA_FLOW, FN, .key = "flow", .min = 4, .print = print_flow),
	ATTR(RTA_CACHEINFO, FN, .key = "cacheinfo",
	     .min = sizeof(struct rta_cacheinfo), .print = print_cacheinfo),
	ATTR(RTA_TABLE, TABLE),
	ATTR(RTA_MARK, HEX),
	ATTR(RTA_MFC_STATS, BIN),
	ATTR(RTA_VIA, FN, .key = "via", .min = 2, .print = print_via),
	ATTR(RTA_NEWDST, FN, .key = "to", .min = 4, .print = print_address),
	ATTR(RTA_PREF, ENUM, WORDS(pref_names)),
	ATTR(RTA_ENCAP_TYPE, UINT, .min = 2),
	ATTR(RTA_ENCAP, NEST, .pick = pick_encap),
	ATTR(RTA_EXPIRES, UINT),
	ATTR(RTA_PAD, PAD),
	ATTR(RTA_UID, UINT),
	ATTR(RTA_TTL_PROPAGATE, ONOFF),
	ATTR(RTA_IP_PROTO, UINT),
	ATTR(RTA_SPORT, BE),
	ATTR(RTA_DPORT, BE),
	ATTR(RTA_NH_ID, UINT, .min = 4),
	ATTR(RTA_FLOWLABEL, BE_HEX),
};

const struct attr_table route_table = ATTR_TABLE(route_desc);

int route_parse(struct event *ev)
{
	const uint8_t *const *tb = ev->attr;
	unsigned int bits = ev->family == AF_INET6 ? 128 : 32, len;
	struct rtmsg r;

	memcpy(&r, ev->hdr, sizeof(r));
	ev->table = tb[RTA_TABLE] ? attr_u32(tb[RTA_TABLE]) : r.rtm_table;
	if (tb[RTA_PRIORITY])
		ev->priority = attr_uint(tb[RTA_PRIORITY]);
	if (tb[RTA_OIF])
		ev->ifindex = attr_u32(tb[RTA_OIF]);
	if (tb[RTA_NH_ID])
		ev->id = attr_uint(tb[RTA_NH_ID]);

	if (ev->family != AF_INET && ev->family != AF_INET6)
		return 0;
	ev->dst.family = ev->family;
	ev->dst.len = r.rtm_dst_len;
	if (r.rtm_dst_len > bits)
		return -EINVAL;
	if (tb[RTA_DST]) {
		len = attr_len(tb[RTA_DST]);
		if (len != bits / 8)
			return -EINVAL;
		memcpy(ev->dst.bytes, attr_data(tb[RTA_DST]), len);
	}
	return 0;
}

const char *route_type_name(uint8_t type, char buf[RT_NAME_LEN])
{
	return decode_word(route_types, ARRAY_SIZE(route_types), type, buf);
}

bool route_type_number(const char *word, uint32_t *type)
{
	for (*type = 0; *type < ARRAY_SIZE(route_types); ++*type)
		if (!strcmp(route_types[*type], word))
			return true;
	return false;
}

void decode_rt_flags(struct decode *d, uint32_t flags)
{
	if (flags || d->o->json)
		decode_bits(d, "flags", false, route_flags, ARRAY_SIZE(route_flags),
			    flags);
}

void decode_realms(struct decode *d, const char *from, const char *to,
		   uint32_t flow)
{
	if (flow >> 16) {
		decode_name(d, RT_REALMS, from, " realms %s/", flow >> 16);
		decode_name(d, RT_REALMS, to, "%s", flow & 0xffff);
	} else {
		decode_name(d, RT_REALMS, to, " realm %s", flow & 0xffff);
	}
}

void decode_gateway(struct decode *d, uint8_t family, const uint8_t *gateway)
{
	decode_addr_value(d, "gateway", " via %s", family, attr_data(gateway),
			  attr_len(gateway));
}

/* Prints a prefix with @fmt, and with its length if it is not a host. */
static inline void print_prefix(struct decode *d, const char *key, const char *fmt,
				const uint8_t *a, unsigned int bits)
{
	unsigned int len = a ? attr_len(a) : 0, full = len * 8;
	char buf[ADDR_TEXT_LEN + 8];
	size_t n;

	if (d->ev->family == AF_MPLS)
		full = 20;
	if (a)
		n = addr_text(buf, d->ev->family, attr_data(a), len);
	else
		n = stpcpy(buf, bits ? "0" : "default") - buf;
	if (a ? bits != full : bits) {
		buf[n++] = '/';
		if (bits >= 100)
			buf[n++] = '0' + bits / 100;
		if (bits >= 10)
			buf[n++] = '0' + bits / 10 % 10;
		buf[n++] = '0' + bits % 10;
	}
	out_word(d->o, addr_colour(len), key, fmt, buf, n);
}

static void print_nexthops(struct decode *d, const uint8_t *list)
{
	const uint8_t *pos = attr_data(list), *end = pos + attr_len(list);
	const uint8_t *tb[ARRAY_SIZE(hop_desc)];
	struct attr_iter it;
	struct rtnexthop nh;
	bool odd;

	out_array(d->o, "nexthops");
	while (pos < end && nexthop_next(&nh, pos, end)) {
		it = attr_iter(pos + sizeof(nh), nh.rtnh_len - sizeof(nh));
		odd = attr_sort(&hop_table, it, tb);
		out_text(d->o, OUT_PLAIN, " nexthop");
		out_object(d->o, NULL);
		decode_encap(d, tb[RTA_ENCAP_TYPE], tb[RTA_ENCAP]);
		if (tb[RTA_NEWDST])
			decode_addr_value(d, "to", " as to %s", d->ev->family,
					  attr_data(tb[RTA_NEWDST]),
					  attr_len(tb[RTA_NEWDST]));
		if (tb[RTA_GATEWAY])
			decode_gateway(d, d->ev->family, tb[RTA_GATEWAY]);
		if (tb[RTA_VIA])
			print_via(d, &hop_desc[RTA_VIA], tb[RTA_VIA]);
		if (nh.rtnh_ifindex)
			decode_ifindex(d, "dev", " dev %s", nh.rtnh_ifindex);
		out_u64(d->o, "weight", " weight %u", nh.rtnh_hops + 1);
		if (tb[RTA_FLOW])
			print_flow(d, &hop_desc[RTA_FLOW], tb[RTA_FLOW]);
		decode_rt_flags(d, nh.rtnh_flags);
		if (odd)
			decode_unknown(d, &hop_table, it);
		out_object_end(d->o);
		pos += nexthop_step(&nh, pos, end);
	}
	out_array_end(d->o);
	if (pos < end) {
		out_u64(d->o, NULL, " [%u bytes]", end - pos);
		out_hex(d->o, "trailing_bytes", NULL, pos, end - pos);
	}
}

/* Whether only the number of the nexthop object is printed. */
static bool leaves_nexthops_out(const struct decode *d)
{
	return d->names && d->names->own && d->ev->attr[RTA_NH_ID];
}

/* Prints where the route leads. */
static void print_nexthop(struct decode *d)
{
	const struct event *ev = d->ev;

	if (ev->attr[RTA_GATEWAY])
		decode_gateway(d, ev->family, ev->attr[RTA_GATEWAY]);
	if (ev->attr[RTA_VIA])
		print_via(d, &route_desc[RTA_VIA], ev->attr[RTA_VIA]);
	if (ev->attr[RTA_OIF])
		decode_ifindex(d, "dev", " dev %s", ev->ifindex);
}

/* Prints everything after the destination. */
static void print_rest(struct decode *d, const struct rtmsg *rtm)
{
	const struct event *ev = d->ev;
	const uint8_t *const *tb = ev->attr;
	struct out *o = d->o;
	char buf[RT_NAME_LEN];
	bool all = o->json || d->details, nexthops = !leaves_nexthops_out(d);

	if (tb[RTA_SRC] || rtm->rtm_src_len)
		print_prefix(d, "from", " from %s", tb[RTA_SRC], rtm->rtm_src_len);
	if (tb[RTA_NH_ID])
		out_u64(o, "nhid", " nhid %u", ev->id);
	if (tb[RTA_NEWDST])
		decode_addr_value(d, "to", " as to %s", ev->family,
				  attr_data(tb[RTA_NEWDST]),
				  attr_len(tb[RTA_NEWDST]));
	if (nexthops)
		decode_encap(d, tb[RTA_ENCAP_TYPE], tb[RTA_ENCAP]);
	if (rtm->rtm_tos)
		decode_name(d, RT_DSFIELDS, "tos", " tos %s", rtm->rtm_tos);
	if (nexthops)
		print_nexthop(d);
	if (ev->table && (all || ev->table != RT_TABLE_MAIN))
		decode_name(d, RT_TABLES, "table", " table %s", ev->table);
	if (all || rtm->rtm_protocol != RTPROT_BOOT)
		decode_name(d, RT_PROTOS, "protocol", " proto %s",
			    rtm->rtm_protocol);
	if (all || rtm->rtm_scope != RT_SCOPE_UNIVERSE)
		decode_name(d, RT_SCOPES, "scope", " scope %s", rtm->rtm_scope);
	if (tb[RTA_PREFSRC])
		decode_addr_value(d, "prefsrc", " src %s", ev->family,
				  attr_data(tb[RTA_PREFSRC]),
				  attr_len(tb[RTA_PREFSRC]));
	if (tb[RTA_PRIORITY])
		out_u64(o, "metric", " metric %u", ev->priority);
	decode_rt_flags(d, rtm->rtm_flags);

	if (tb[RTA_MARK] && attr_uint(tb[RTA_MARK])) {
		out_u64(o, "mark", NULL, attr_uint(tb[RTA_MARK]));
		decode_hex(d, NULL, " mark %s", attr_uint(tb[RTA_MARK]));
	}
	if (tb[RTA_FLOW])
		print_flow(d, &route_desc[RTA_FLOW], tb[RTA_FLOW]);
	if (tb[RTA_UID])
		out_u64(o, "uid", " uid %u", attr_uint(tb[RTA_UID]));
	if (tb[RTA_CACHEINFO])
		print_cacheinfo(d, &route_desc[RTA_CACHEINFO],
				tb[RTA_CACHEINFO]);
	if (tb[RTA_METRICS]) {
		out_array(o, "metrics");
		out_object(o, NULL);
		decode_attrs(d, &metrics_table,
			     attr_iter_nested(tb[RTA_METRICS]));
		out_object_end(o);
		out_array_end(o);
	}
	if (tb[RTA_IIF])
		decode_ifindex(d, "iif", " iif %s", attr_u32(tb[RTA_IIF]));
	if (tb[RTA_PREF] && (all || attr_uint(tb[RTA_PREF])))
		out_str(o, OUT_PLAIN, "pref", " pref %s",
			decode_word(pref_names, ARRAY_SIZE(pref_names),
				    attr_uint(tb[RTA_PREF]), buf));
	if (tb[RTA_TTL_PROPAGATE]) {
		out_bool(o, "ttl-propogate", NULL,
			 attr_uint(tb[RTA_TTL_PROPAGATE]));
		out_str(o, OUT_PLAIN, NULL, " ttl-propagate %s",
			attr_uint(tb[RTA_TTL_PROPAGATE]) ? "enabled" :
			"disabled");
	}
	if (tb[RTA_FLOWLABEL])
		decode_hex(d, "flowlabel", " flowlabel %s",
			   attr_be(tb[RTA_FLOWLABEL]));
	if (nexthops && tb[RTA_MULTIPATH])
		print_nexthops(d, tb[RTA_MULTIPATH]);
	if (ev->odd)
		decode_unknown(d, &route_table,
			       attr_iter(ev->attrs, ev->attrs_len));
}

static void print_destination(struct decode *d, const struct rtmsg *rtm)
{
	const uint8_t *dst = d->ev->attr[RTA_DST];
	char buf[RT_NAME_LEN];

	print_prefix(d, "dst", "%s", dst, rtm->rtm_dst_len);
	if (!dst && d->ev->family != AF_INET)
		out_str(d->o, OUT_PLAIN, NULL, " (%s)",
			family_name(d->ev->family, buf));
	decode_column(d);
}

static void route_name(struct decode *d)
{
	const struct event *ev = d->ev;
	struct rtmsg r;

	memcpy(&r, ev->hdr, sizeof(r));
	print_destination(d, &r);
	if (ev->table && ev->table != RT_TABLE_MAIN)
		decode_name(d, RT_TABLES, NULL, " table %s", ev->table);
	if (ev->priority && (ev->family == AF_INET || ev->priority != IP6_RT_PRIO_USER))
		out_u64(d->o, NULL, " metric %u", ev->priority);
}

/* Whether the same text can be printed again: it has no names of other devices than that of the event. */
static bool is_repeatable(const struct decode *d)
{
	const struct event *ev = d->ev;

	return !leaves_nexthops_out(d) && !ev->attr[RTA_MULTIPATH] && !ev->attr[RTA_IIF] && !ev->attr[RTA_ENCAP];
}

void route_print(struct decode *d)
{
	static _Thread_local struct repeat last;
	const uint8_t *dst = d->ev->attr[RTA_DST];
	struct out_mark begin, value, after;
	char buf[RT_NAME_LEN];
	struct out *o = d->o;
	struct rtmsg r;

	memcpy(&r, d->ev->hdr, sizeof(r));
	if (!leaves_nexthops_out(d) && repeat_before(&last, d, dst)) {
		print_destination(d, &r);
		repeat_after(&last, d);
		return;
	}
	begin = out_mark(o);
	if (o->json || d->details || r.rtm_type != RTN_UNICAST)
		out_str(o, OUT_PLAIN, "type", "%s ",
			route_type_name(r.rtm_type, buf));
	out_str(o, OUT_PLAIN, "family", NULL, family_name(d->ev->family, buf));
	value = out_mark(o);
	print_destination(d, &r);
	after = out_mark(o);
	print_rest(d, &r);
	if (is_repeatable(d))
		repeat_keep(&last, d, dst, begin, value, after);
}

void route_dump_header(struct decode *d)
{
	char buf[RT_NAME_LEN];
	struct out *o = d->o;
	struct rtmsg r;

	memcpy(&r, d->ev->hdr, sizeof(r));
	out_str(o, OUT_PLAIN, "family", " family %s",
		family_name(r.rtm_family, buf));
	out_u64(o, "dst_len", " dst_len %u", r.rtm_dst_len);
	out_u64(o, "src_len", " src_len %u", r.rtm_src_len);
	decode_name(d, RT_DSFIELDS, "tos", " tos %s", r.rtm_tos);
	decode_name(d, RT_TABLES, "table", " table %s", r.rtm_table);
	decode_name(d, RT_PROTOS, "protocol", " protocol %s", r.rtm_protocol);
	decode_name(d, RT_SCOPES, "scope", " scope %s", r.rtm_scope);
	out_str(o, OUT_PLAIN, "type", " type %s",
		route_type_name(r.rtm_type, buf));
	decode_hex(d, "flags", " flags %s", r.rtm_flags);
}

void identify_route(struct identity *id, const struct event *ev)
{
	struct rtmsg r;

	memcpy(&r, ev->hdr, sizeof(r));
	id->family = ev->family;
	id->table = ev->table;
	id->priority = ev->priority;
	id->tos = r.rtm_tos;
	id->dst = ev->dst;
	identity_put_addr(&id->from, ev->attr[RTA_SRC], r.rtm_src_len);
}

const struct decoder decode_route = {
	DECODER_TYPES(ROUTE),
	.hdr_len = sizeof(struct rtmsg),
	.table = &route_table,
	.parse = route_parse,
	.name = route_name,
	.print = route_print,
	.dump_header = route_dump_header,
};
