// SPDX-License-Identifier: GPL-2.0
/* Decodes nexthop objects and groups of them. */
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "decode/select.h"
#include "decode/rtnew.h"

static const char *const group_types[] = {
	[NEXTHOP_GRP_TYPE_MPATH] = "mpath",
	[NEXTHOP_GRP_TYPE_RES] = "resilient",
};

static const struct attr_desc res_group_desc[] = {
	ATTR(NHA_RES_GROUP_PAD, PAD),
	ATTR(NHA_RES_GROUP_BUCKETS, UINT, .key = "buckets"),
	ATTR(NHA_RES_GROUP_IDLE_TIMER, CLOCK, .key = "idle_timer"),
	ATTR(NHA_RES_GROUP_UNBALANCED_TIMER, CLOCK, .key = "unbalanced_timer"),
	ATTR(NHA_RES_GROUP_UNBALANCED_TIME, CLOCK, .key = "unbalanced_time",
	     .flags = ATTR_DETAIL),
};

static const struct attr_table res_group_table = ATTR_TABLE(res_group_desc);

static const struct attr_desc res_bucket_desc[] = {
	ATTR(NHA_RES_BUCKET_PAD, PAD),
	ATTR(NHA_RES_BUCKET_INDEX, UINT, .key = "index"),
	ATTR(NHA_RES_BUCKET_IDLE_TIME, CLOCK, .key = "idle_time"),
	ATTR(NHA_RES_BUCKET_NH_ID, UINT, .key = "nhid"),
};

static const struct attr_table res_bucket_table = ATTR_TABLE(res_bucket_desc);

static const struct attr_desc stats_desc[] = {
	ATTR(NHA_GROUP_STATS_ENTRY_ID, UINT, .key = "id"),
	ATTR(NHA_GROUP_STATS_ENTRY_PACKETS, UINT, .key = "packets"),
	ATTR(NHA_GROUP_STATS_ENTRY_PACKETS_HW, UINT, .key = "packets_hw"),
};

static const struct attr_table stats_table = ATTR_TABLE(stats_desc);

static void print_group(struct decode *d, const struct attr_desc *desc,
			const uint8_t *a)
{
	const uint8_t *pos = attr_data(a), *end = pos + attr_len(a);
	const char *fmt = " group %u";
	struct nexthop_grp g;
	unsigned int weight;

	out_array(d->o, desc->key);
	for (; (size_t)(end - pos) >= sizeof(g); pos += sizeof(g)) {
		memcpy(&g, pos, sizeof(g));
		out_object(d->o, NULL);
		out_u64(d->o, "id", fmt, g.id);
		/* The second byte of the weight was reserved before 6.12. */
		weight = ((pos[5] << 8) | g.weight) + 1;
		if (weight > 1)
			out_u64(d->o, "weight", ",%u", weight);
		out_object_end(d->o);
		fmt = "/%u";
	}
	out_array_end(d->o);
	if (pos < end) {
		out_u64(d->o, NULL, " [%u bytes]", end - pos);
		out_hex(d->o, "trailing_bytes", NULL, pos, end - pos);
	}
}

static const struct attr_table *pick_encap(const struct decode *d)
{
	return encap_table(attr_find(d->siblings, NHA_ENCAP_TYPE));
}

static const struct attr_desc nexthop_desc[] = {
	ATTR(NHA_ID, UINT, .min = 4),
	ATTR(NHA_GROUP, FN, .key = "group", .min = sizeof(struct nexthop_grp),
	     .print = print_group),
	ATTR(NHA_GROUP_TYPE, ENUM, .key = "type", .flags = ATTR_NOZERO,
	     WORDS(group_types)),
	ATTR(NHA_BLACKHOLE, FLAG),
	ATTR(NHA_OIF, IFINDEX),
	ATTR(NHA_GATEWAY, ADDR),
	ATTR(NHA_ENCAP_TYPE, UINT, .min = 2),
	ATTR(NHA_ENCAP, NEST, .pick = pick_encap),
	ATTR(NHA_GROUPS, FLAG),
	ATTR(NHA_MASTER, IFINDEX),
	ATTR(NHA_FDB, NULL, .key = "fdb"),
	ATTR(NHA_RES_GROUP, NEST, .key = "resilient_args",
	     .nest = &res_group_table),
	ATTR(NHA_RES_BUCKET, NEST, .key = "bucket", .nest = &res_bucket_table),
	ATTR(NHA_OP_FLAGS, HEX),
	ATTR(NHA_GROUP_STATS, LIST, .key = "group_stats", .label = "stats",
	     .flags = ATTR_DETAIL, .nest = &stats_table),
	ATTR(NHA_HW_STATS_ENABLE, ONOFF, .key = "hw_stats",
	     .flags = ATTR_DETAIL),
	ATTR(NHA_HW_STATS_USED, ONOFF, .key = "hw_stats_used",
	     .flags = ATTR_DETAIL),
};

static const struct attr_table nexthop_table = ATTR_TABLE(nexthop_desc);

static int nexthop_parse(struct event *ev)
{
	const uint8_t *const *tb = ev->attr;

	if (tb[NHA_ID])
		ev->id = attr_uint(tb[NHA_ID]);
	if (tb[NHA_OIF])
		ev->ifindex = attr_u32(tb[NHA_OIF]);
	return 0;
}

static void nexthop_name(struct decode *d)
{
	out_u64(d->o, "id", "id %u", d->ev->id);
}

static void nexthop_print(struct decode *d)
{
	const struct event *ev = d->ev;
	const uint8_t *const *tb = ev->attr;
	bool all = d->o->json || d->details;
	struct out *o = d->o;
	struct nhmsg m;

	memcpy(&m, ev->hdr, sizeof(m));
	nexthop_name(d);
	decode_column(d);
	decode_encap(d, tb[NHA_ENCAP_TYPE], tb[NHA_ENCAP]);
	if (tb[NHA_GATEWAY])
		decode_gateway(d, ev->family, tb[NHA_GATEWAY]);
	if (tb[NHA_OIF])
		decode_ifindex(d, "dev", " dev %s", ev->ifindex);
	if (tb[NHA_BLACKHOLE])
		out_null(o, "blackhole", " blackhole");
	decode_message(d);
	if (all || m.nh_scope != RT_SCOPE_UNIVERSE)
		decode_name(d, RT_SCOPES, "scope", " scope %s", m.nh_scope);
	if (all || m.nh_protocol != RTPROT_UNSPEC)
		decode_name(d, RT_PROTOS, "protocol", " proto %s",
			    m.nh_protocol);
	decode_rt_flags(d, m.nh_flags);
}

static void dump_header(struct decode *d)
{
	char buf[RT_NAME_LEN];
	struct out *o = d->o;
	struct nhmsg m;

	memcpy(&m, d->ev->hdr, sizeof(m));
	out_str(o, OUT_PLAIN, "family", " family %s",
		family_name(m.nh_family, buf));
	decode_name(d, RT_SCOPES, "scope", " scope %s", m.nh_scope);
	decode_name(d, RT_PROTOS, "protocol", " protocol %s", m.nh_protocol);
	decode_hex(d, "flags", " flags %s", m.nh_flags);
}

/* Selecting */

static const struct selector_word nexthop_words[] = {
	{ "id", "ID", select_id, .alias = true },
	{ "dev", "DEV", select_ifname, SELECTOR_MEMBER(dev) },
	{ "via", "ADDRESS", select_via },
	{ "groups", NULL, select_true, SELECTOR_MEMBER(groups) },
	{ "fdb", NULL, select_true, SELECTOR_MEMBER(fdb) },
	{ "proto", "PROTO", select_proto },
	{ "protocol", "PROTO", select_proto, .alias = true },
	{ NULL }
};

static bool is_nexthop_via(const struct selector *sel, const struct event *ev)
{
	const uint8_t *gateway = ev->attr[NHA_GATEWAY];

	return gateway &&
	       selector_is_gateway(sel, attr_data(gateway), attr_len(gateway));
}

static uint32_t nexthop_proto(const struct event *ev)
{
	struct nhmsg m;

	memcpy(&m, ev->hdr, sizeof(m));
	return m.nh_protocol;
}

static bool is_own_nexthop(const struct selector *sel, const struct event *ev,
			   const struct event_names *names)
{
	(void)names;
	return (!sel->groups || ev->attr[NHA_GROUP]) &&
	       (!sel->fdb || ev->attr[NHA_FDB]);
}

void identify_nexthop(struct identity *id, const struct event *ev)
{
	id->id = ev->id;
}

const struct decoder decode_nexthop = {
	DECODER_TYPES(NEXTHOP),
	.hdr_len = sizeof(struct nhmsg),
	.table = &nexthop_table,
	.parse = nexthop_parse,
	.name = nexthop_name,
	.print = nexthop_print,
	.dump_header = dump_header,
};

const struct kind_selector select_nexthops = {
	.name = "ID",
	.parse = select_id,
	.missing = "the id of a nexthop",
	.words = nexthop_words,
	.is_via = is_nexthop_via,
	.proto = nexthop_proto,
	.is_own = is_own_nexthop,
};
