// SPDX-License-Identifier: GPL-2.0
/* Decodes multicast routes. Their messages have the header of IP routes. */
#include <errno.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "decode/mroute.h"
#include "decode/route.h"
#include "decode/select.h"

static struct rtmsg header(const struct event *ev)
{
	struct rtmsg r;

	memcpy(&r, ev->hdr, sizeof(r));
	return r;
}

static const struct attr_table no_attrs;

static const struct attr_desc mroute_desc[] = {
	ATTR(RTA_DST, ADDR),
	ATTR(RTA_SRC, ADDR),
	ATTR(RTA_IIF, IFINDEX),
	ATTR(RTA_MULTIPATH, NEXTHOPS, .nest = &no_attrs),
	ATTR(RTA_TABLE, TABLE),
	/* They change with the traffic. */
	ATTR(RTA_MFC_STATS, BIN),
	ATTR(RTA_EXPIRES, UINT),
	ATTR(RTA_PAD, PAD),
};

static const struct attr_table mroute_table = ATTR_TABLE(mroute_desc);

/* Stores an IPv4 or IPv6 address. Returns false if it is none. */
static bool put_addr(struct event_addr *to, const uint8_t *a)
{
	unsigned int len = a ? attr_len(a) : 0;

	if (len != 4 && len != 16)
		return false;
	identity_put_addr(to, a, len * 8);
	return true;
}

static int mroute_parse(struct event *ev)
{
	const uint8_t *const *tb = ev->attr;

	ev->table = tb[RTA_TABLE] ? attr_u32(tb[RTA_TABLE]) : header(ev).rtm_table;
	if (tb[RTA_IIF])
		ev->ifindex = attr_u32(tb[RTA_IIF]);
	return put_addr(&ev->dst, tb[RTA_DST]) ? 0 : -EINVAL;
}

bool mroute_is_unresolved(const struct event *ev)
{
	return header(ev).rtm_flags & RTNH_F_UNRESOLVED;
}

static void print_source(struct decode *d)
{
	const uint8_t *src = d->ev->attr[RTA_SRC];

	if (src)
		decode_addr_value(d, "src", "(%s, ", 0, attr_data(src), attr_len(src));
	else
		out_text(d->o, OUT_PLAIN, "(*, ");
}

static void print_key(struct decode *d)
{
	const uint8_t *dst = d->ev->attr[RTA_DST];

	print_source(d);
	decode_addr_value(d, "dst", "%s)", 0, attr_data(dst), attr_len(dst));
}

/* Text has only a table that is not the usual one of the family. */
static void print_table(struct decode *d, const char *key)
{
	uint32_t usual = d->ev->dst.family == AF_INET ? RT_TABLE_DEFAULT : RT_TABLE_MAIN;

	decode_name(d, RT_TABLES, key, d->ev->table == usual ? NULL : " table %s", d->ev->table);
}

static void mroute_name(struct decode *d)
{
	print_key(d);
	print_table(d, NULL);
}

static void print_outputs(struct decode *d, const uint8_t *list)
{
	const uint8_t *pos = attr_data(list), *end = pos + attr_len(list);
	struct rtnexthop nh;

	out_array(d->o, "multipath");
	while (pos < end && nexthop_next(&nh, pos, end)) {
		out_object(d->o, NULL);
		decode_ifindex(d, "oif", " oif %s", nh.rtnh_ifindex);
		out_u64(d->o, "ttl", nh.rtnh_hops > 1 ? " ttl %u" : NULL, nh.rtnh_hops);
		out_object_end(d->o);
		pos += nexthop_step(&nh, pos, end);
	}
	out_array_end(d->o);
	if (pos < end)
		out_hex(d->o, "trailing_bytes", NULL, pos, end - pos);
}

/* The members of `ip -j mroute`. */
static void mroute_print(struct decode *d)
{
	const struct event *ev = d->ev;
	bool unresolved = mroute_is_unresolved(ev);

	out_str(d->o, OUT_PLAIN, "family", NULL, ev->dst.family == AF_INET ? "inet" : "inet6");
	print_key(d);
	decode_column(d);
	if (ev->ifindex)
		decode_ifindex(d, "iif", " iif %s", ev->ifindex);
	if (ev->attr[RTA_MULTIPATH])
		print_outputs(d, ev->attr[RTA_MULTIPATH]);
	out_str(d->o, OUT_PLAIN, "state", unresolved ? " %s" : NULL, unresolved ? "unresolved" : "resolved");
	if (header(ev).rtm_flags & RTNH_F_OFFLOAD)
		out_bool(d->o, "offload", " offload", true);
	print_table(d, "table");
	if (ev->odd)
		decode_unknown(d, &mroute_table, attr_iter(ev->attrs, ev->attrs_len));
}

/* A packet and a daemon ask for the route of a source and a group, wherever it leads. */
void identify_mroute(struct identity *id, const struct event *ev)
{
	const uint8_t *src = ev->attr[RTA_SRC];

	id->family = ev->family;
	id->table = ev->table;
	id->dst = ev->dst;
	if (src)
		put_addr(&id->from, src);
}

/* Selecting */

static const struct selector_word mroute_words[] = {
	{ "to", "GROUP", select_exact, .alias = true },
	{ "from", "ADDRESS", select_via },
	{ "iif", "DEV", select_ifname, SELECTOR_MEMBER(iif) },
	{ "dev", "DEV", select_ifname, SELECTOR_MEMBER(dev) },
	{ "table", "TABLE", select_table },
	{ "unresolved", NULL, select_true, SELECTOR_MEMBER(unresolved) },
	{ NULL }
};

static bool is_mroute_source(const struct selector *sel, const struct event *ev)
{
	const uint8_t *src = ev->attr[RTA_SRC];

	return src && selector_is_gateway(sel, attr_data(src), attr_len(src));
}

/* Returns whether packets come in or go out over the device. */
static bool is_mroute_dev(const struct selector *sel, const struct event *ev,
			  const struct event_names *names)
{
	const uint8_t *list = ev->attr[RTA_MULTIPATH];
	const uint8_t *pos = list ? attr_data(list) : NULL, *end = list ? pos + attr_len(list) : NULL;
	struct rtnexthop nh;

	if (selector_is_dev(sel->dev, ev->ifindex, names))
		return true;
	while (pos < end && nexthop_next(&nh, pos, end)) {
		if (selector_is_dev(sel->dev, nh.rtnh_ifindex, names))
			return true;
		pos += nexthop_step(&nh, pos, end);
	}
	return false;
}

static bool is_own_mroute(const struct selector *sel, const struct event *ev,
			  const struct event_names *names)
{
	if (sel->unresolved && !mroute_is_unresolved(ev))
		return false;
	return !sel->iif[0] || selector_is_dev(sel->iif, ev->ifindex, names);
}

const struct decoder decode_mroute = {
	DECODER_TYPES(ROUTE),
	.families = { RTNL_FAMILY_IPMR, RTNL_FAMILY_IP6MR },
	.hdr_len = sizeof(struct rtmsg),
	.table = &mroute_table,
	.parse = mroute_parse,
	.name = mroute_name,
	.print = mroute_print,
	.dump_header = route_dump_header,
};

const struct kind_selector select_mroutes = {
	.name = "GROUP",
	.parse = select_exact,
	.missing = "a group",
	.words = mroute_words,
	.is_dst = selector_is_host,
	.is_dev = is_mroute_dev,
	.is_via = is_mroute_source,
	.is_own = is_own_mroute,
};
