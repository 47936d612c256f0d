// SPDX-License-Identifier: GPL-2.0
/* Decodes neighbour entries. Forwarding entries of bridges have the same form; see fdb.c. */
#include <errno.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "decode/neigh.h"
#include "decode/select.h"
#include "decode/rtnew.h"

const struct bit_name neigh_states[8] = {
	{ NUD_INCOMPLETE, "INCOMPLETE" },
	{ NUD_REACHABLE, "REACHABLE" },
	{ NUD_STALE, "STALE" },
	{ NUD_DELAY, "DELAY" },
	{ NUD_PROBE, "PROBE" },
	{ NUD_FAILED, "FAILED" },
	{ NUD_NOARP, "NOARP" },
	{ NUD_PERMANENT, "PERMANENT" },
};

/* A mask of NUD_* and, for entries in none of them, this bit; "all" is every bit. */
#define STATE_NONE	0x10000U

static uint32_t neigh_state_number(const char *word)
{
	size_t i;

	if (!strcasecmp(word, "all"))
		return UINT32_MAX;
	if (!strcasecmp(word, "none"))
		return STATE_NONE;
	for (i = 0; i < ARRAY_SIZE(neigh_states); i++)
		if (!strcasecmp(neigh_states[i].name, word))
			return neigh_states[i].bit;
	return 0;
}

/* Members of their own, as in `ip -j neigh` ... */
static const struct bit_name flags[] = {
	{ NTF_ROUTER, "router" },
	{ NTF_PROXY, "proxy" },
	{ NTF_EXT_LEARNED, "extern_learn" },
	{ NTF_OFFLOADED, "offload" },
};

/* ... and the others in one array. */
static const struct bit_name other_flags[] = {
	{ NTF_USE, "use" },
	{ NTF_SELF, "self" },
	{ NTF_MASTER, "master" },
	{ NTF_STICKY, "sticky" },
};

static const struct bit_name ext_flags[] = {
	{ NTF_EXT_MANAGED, "managed" },
	{ NTF_EXT_LOCKED, "locked" },
	{ NTF_EXT_EXT_VALIDATED, "extern_valid" },
};

static void print_cacheinfo(struct decode *d, const struct attr_desc *desc,
			    const uint8_t *a)
{
	struct nda_cacheinfo ci;

	(void)desc;
	memcpy(&ci, attr_data(a), sizeof(ci));
	if (ci.ndm_refcnt)
		out_u64(d->o, "refcnt", " ref %u", ci.ndm_refcnt);
	out_u64(d->o, "used", " used %u", ci.ndm_used / 100);
	out_u64(d->o, "confirmed", "/%u", ci.ndm_confirmed / 100);
	out_u64(d->o, "updated", "/%u", ci.ndm_updated / 100);
}

static const struct attr_desc fdb_ext_desc[] = {
	/* NFEA_* of linux/neighbour.h */
	ATTR(NFEA_ACTIVITY_NOTIFY, UINT, .key = "activity_notify"),
	ATTR(NFEA_DONT_REFRESH, FLAG, .key = "norefresh"),
};

static const struct attr_table fdb_ext_table = ATTR_TABLE(fdb_ext_desc);

static const struct attr_desc neigh_desc[] = {
	ATTR(NDA_DST, ADDR),
	ATTR(NDA_LLADDR, LLADDR),
	ATTR(NDA_CACHEINFO, FN, .key = "cacheinfo", .flags = ATTR_DETAIL,
	     .min = sizeof(struct nda_cacheinfo), .print = print_cacheinfo),
	ATTR(NDA_PROBES, UINT, .key = "probes", .flags = ATTR_QUIET0),
	ATTR(NDA_VLAN, UINT, .key = "vlan"),
	ATTR(NDA_PORT, BE, .key = "port"),
	ATTR(NDA_VNI, UINT, .key = "vni"),
	ATTR(NDA_IFINDEX, IFINDEX, .key = "viaIf", .label = "via"),
	ATTR(NDA_MASTER, IFINDEX, .key = "master"),
	ATTR(NDA_LINK_NETNSID, INT, .key = "linkNetNsId",
	     .label = "link-netnsid"),
	ATTR(NDA_SRC_VNI, UINT, .key = "src_vni"),
	ATTR(NDA_PROTOCOL, PROTO, .key = "protocol", .label = "proto",
	     .flags = ATTR_NOZERO),
	ATTR(NDA_NH_ID, UINT, .key = "nhid"),
	ATTR(NDA_FDB_EXT_ATTRS, NEST, .key = "ext_attrs", .flags = ATTR_FLAT,
	     .nest = &fdb_ext_table),
	ATTR(NDA_FLAGS_EXT, HEX, .min = 4),
	ATTR(NDA_NDM_STATE_MASK, HEX),
	ATTR(NDA_NDM_FLAGS_MASK, HEX),
};

const struct attr_table neigh_table = ATTR_TABLE(neigh_desc);

int neigh_parse(struct event *ev)
{
	const uint8_t *dst = ev->attr[NDA_DST];
	struct ndmsg m;

	memcpy(&m, ev->hdr, sizeof(m));
	ev->ifindex = m.ndm_ifindex;
	if (dst) {
		ev->dst.family = attr_len(dst) == 4 ? AF_INET : AF_INET6;
		ev->dst.len = attr_len(dst) * 8;
		memcpy(ev->dst.bytes, attr_data(dst), attr_len(dst));
	}
	return 0;
}

/* Prints each flag as its own member. Returns the flags without a name. */
static uint32_t print_flags(struct decode *d, const struct bit_name *bits,
			    size_t n, uint32_t value)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (!(value & bits[i].bit))
			continue;
		value &= ~bits[i].bit;
		out_null(d->o, bits[i].name, NULL);
		out_str(d->o, OUT_PLAIN, NULL, " %s", bits[i].name);
	}
	return value;
}

static void neigh_name(struct decode *d)
{
	const uint8_t *dst = d->ev->attr[NDA_DST];

	if (dst)
		decode_addr_value(d, "dst", "%s", 0, attr_data(dst), attr_len(dst));
	else
		out_text(d->o, OUT_PLAIN, "*");
}

static void neigh_print(struct decode *d)
{
	const struct event *ev = d->ev;
	const uint8_t *const *tb = ev->attr;
	const uint8_t *lladdr = tb[NDA_LLADDR];
	char buf[RT_NAME_LEN];
	struct out *o = d->o;
	struct ndmsg m;
	uint32_t rest;

	memcpy(&m, ev->hdr, sizeof(m));
	out_str(o, OUT_PLAIN, "family", NULL, family_name(ev->family, buf));
	neigh_name(d);
	decode_column(d);
	if (ev->ifindex)
		decode_ifindex(d, "dev", " dev %s", ev->ifindex);
	if (lladdr)
		decode_lladdr(d, "lladdr", " lladdr %s", attr_data(lladdr),
			      attr_len(lladdr));
	rest = print_flags(d, flags, ARRAY_SIZE(flags), m.ndm_flags);
	if (rest)
		decode_bits(d, "flags", false, other_flags, ARRAY_SIZE(other_flags),
			    rest);
	if (tb[NDA_FLAGS_EXT]) {
		rest = print_flags(d, ext_flags, ARRAY_SIZE(ext_flags),
				   attr_uint(tb[NDA_FLAGS_EXT]));
		if (rest)
			decode_hex(d, "flags_ext", " flags_ext %s", rest);
	}
	if (m.ndm_state)
		decode_bits(d, "state", false, neigh_states, ARRAY_SIZE(neigh_states),
			    m.ndm_state);
	decode_message(d);
}

void neigh_dump_header(struct decode *d)
{
	char buf[RT_NAME_LEN];
	struct out *o = d->o;
	struct ndmsg m;

	memcpy(&m, d->ev->hdr, sizeof(m));
	out_str(o, OUT_PLAIN, "family", " family %s",
		family_name(m.ndm_family, buf));
	out_u64(o, "ifindex", " ifindex %u", (uint32_t)m.ndm_ifindex);
	decode_ifindex(d, "dev", " (%s)", m.ndm_ifindex);
	decode_hex(d, "state", " state %s", m.ndm_state);
	decode_hex(d, "flags", " flags %s", m.ndm_flags);
	out_u64(o, "type", " type %u", m.ndm_type);
}

/* Selecting */

/* Reads a state of neighbours, or "all". The word may come more than once. */
static int select_neigh_state(const struct selector_input *in, const char *word)
{
	uint32_t state = neigh_state_number(word);

	if (!state)
		return selector_bad(in, "\"%s\" is not a state of a neighbour", word);
	in->sel->states |= state;
	return 0;
}

static int select_neigh(const struct selector_input *in, const char *word)
{
	bool has_len;

	in->sel->has_dst = true;
	in->sel->mode = SELECTOR_HOST;
	if (select_addr(in, word, &in->sel->dst, &has_len))
		return -EINVAL;
	if (has_len)
		return selector_bad(in, "\"%s\" is a prefix, not an address", word);
	return 0;
}

static const struct selector_word neigh_words[] = {
	{ "to", "PREFIX", select_within },
	{ "dev", "DEV", select_ifname, SELECTOR_MEMBER(dev) },
	{ "state", "STATE", select_neigh_state },
	{ "nud", "STATE", select_neigh_state, .alias = true },
	{ "master", "DEV", select_ifname, SELECTOR_MEMBER(master) },
	{ "proxy", NULL, select_true, SELECTOR_MEMBER(proxy) },
	{ "lladdr", "LLADDR", select_lladdr },
	{ "proto", "PROTO", select_proto },
	{ "protocol", "PROTO", select_proto, .alias = true },
	{ NULL }
};

static bool is_neigh_dev(const struct selector *sel, const struct event *ev,
			 const struct event_names *names)
{
	return selector_is_dev(sel->dev, ev->ifindex, names) ||
	       selector_is_dev_attr(sel->dev, ev->attr[NDA_MASTER], names);
}

static uint32_t neigh_proto(const struct event *ev)
{
	const uint8_t *proto = ev->attr[NDA_PROTOCOL];

	return proto ? attr_uint(proto) : 0;
}

static bool is_neigh_state(const struct selector *sel, const struct event *ev)
{
	struct ndmsg m;

	memcpy(&m, ev->hdr, sizeof(m));
	if (sel->proxy != !!(m.ndm_flags & NTF_PROXY) && (sel->proxy || sel->states))
		return false;
	if (sel->or_extern && m.ndm_flags & NTF_EXT_LEARNED)
		return true;
	return !sel->states || sel->proxy || (m.ndm_state & sel->states) ||
	       (!m.ndm_state && (sel->states & STATE_NONE));
}

static bool is_own_neigh(const struct selector *sel, const struct event *ev,
			 const struct event_names *names)
{
	(void)names;
	return is_neigh_state(sel, ev);
}

void identify_neigh(struct identity *id, const struct event *ev)
{
	struct ndmsg m;

	memcpy(&m, ev->hdr, sizeof(m));
	id->family = ev->family;
	id->ifindex = ev->ifindex;
	id->dst = ev->dst;
	id->flags = m.ndm_flags & NTF_PROXY;
}

const struct decoder decode_neigh = {
	DECODER_TYPES(NEIGH),
	.hdr_len = sizeof(struct ndmsg),
	.table = &neigh_table,
	.parse = neigh_parse,
	.name = neigh_name,
	.print = neigh_print,
	.dump_header = neigh_dump_header,
};

/* Leave out entries in the state NOARP, except those that a routing daemon made. */
static void set_neigh_defaults(struct selector *sel)
{
	if (sel->states)
		return;
	sel->states = 0xff & ~NUD_NOARP;
	sel->or_extern = true;
}

const struct kind_selector select_neighbours = {
	.name = "ADDRESS",
	.parse = select_neigh,
	.missing = "an address",
	.words = neigh_words,
	.remark = "without a state, noarp only with extern_learn",
	.set_defaults = set_neigh_defaults,
	.is_dst = selector_is_host,
	.marked = true,
	.is_dev = is_neigh_dev,
	.lladdr = NDA_LLADDR,
	.proto = neigh_proto,
	.is_own = is_own_neigh,
};
