// SPDX-License-Identifier: GPL-2.0
/* Decodes IPv4 and IPv6 addresses of interfaces. */
#include <errno.h>
#include <fnmatch.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "decode/select.h"

static const struct bit_name ifa_flags[] = {
	{ IFA_F_SECONDARY, "secondary" },	/* "temporary" for IPv6 */
	{ IFA_F_NODAD, "nodad" },
	{ IFA_F_OPTIMISTIC, "optimistic" },
	{ IFA_F_DADFAILED, "dadfailed" },
	{ IFA_F_HOMEADDRESS, "home" },
	{ IFA_F_DEPRECATED, "deprecated" },
	{ IFA_F_TENTATIVE, "tentative" },
	{ IFA_F_MANAGETEMPADDR, "mngtmpaddr" },
	{ IFA_F_NOPREFIXROUTE, "noprefixroute" },
	{ IFA_F_MCAUTOJOIN, "autojoin" },
	{ IFA_F_STABLE_PRIVACY, "stable-privacy" },
};

static void print_lifetime(struct decode *d, const char *key,
			   const char *label, uint32_t seconds)
{
	out_u64(d->o, key, NULL, seconds);
	out_str(d->o, OUT_PLAIN, NULL, " %s", label);
	if (seconds == UINT32_MAX)
		out_text(d->o, OUT_PLAIN, " forever");
	else
		out_u64(d->o, NULL, " %usec", seconds);
}

/* Text mentions no lifetime if the address stays for ever. */
static void print_cacheinfo(struct decode *d, const struct attr_desc *desc,
			    const uint8_t *a)
{
	struct ifa_cacheinfo ci;

	(void)desc;
	memcpy(&ci, attr_data(a), sizeof(ci));
	if (ci.ifa_valid == UINT32_MAX && ci.ifa_prefered == UINT32_MAX &&
	    !d->o->json && !d->details)
		return;
	print_lifetime(d, "valid_life_time", "valid_lft", ci.ifa_valid);
	print_lifetime(d, "preferred_life_time", "preferred_lft",
		       ci.ifa_prefered);
}

static void print_proto(struct decode *d, const struct attr_desc *desc,
			const uint8_t *a)
{
	uint8_t proto = *attr_data(a);

	if (proto || d->o->json || d->details)
		decode_name(d, RT_ADDRPROTOS, desc->key, " proto %s", proto);
}

static const struct attr_desc addr_desc[] = {
	ATTR(IFA_ADDRESS, ADDR),
	ATTR(IFA_LOCAL, ADDR),
	ATTR(IFA_LABEL, STR),
	ATTR(IFA_BROADCAST, ADDR),
	ATTR(IFA_ANYCAST, ADDR),
	ATTR(IFA_CACHEINFO, FN, .min = sizeof(struct ifa_cacheinfo),
	     .print = print_cacheinfo),
	ATTR(IFA_MULTICAST, ADDR),
	ATTR(IFA_FLAGS, HEX, .min = 4),
	ATTR(IFA_RT_PRIORITY, UINT),
	ATTR(IFA_TARGET_NETNSID, INT),
	ATTR(IFA_PROTO, FN, .key = "protocol", .min = 1, .print = print_proto),
};

static const struct attr_table addr_table = ATTR_TABLE(addr_desc);

static int addr_parse(struct event *ev)
{
	const uint8_t *const *tb = ev->attr;
	const uint8_t *a = tb[IFA_LOCAL] ? tb[IFA_LOCAL] : tb[IFA_ADDRESS];
	struct ifaddrmsg m;

	memcpy(&m, ev->hdr, sizeof(m));
	ev->ifindex = m.ifa_index;
	if (!a)
		a = tb[IFA_ANYCAST] ? tb[IFA_ANYCAST] : tb[IFA_MULTICAST];
	if (!a)
		return 0;
	if (m.ifa_prefixlen > attr_len(a) * 8)
		return -EINVAL;
	ev->dst.family = attr_len(a) == 4 ? AF_INET : AF_INET6;
	ev->dst.len = m.ifa_prefixlen;
	memcpy(ev->dst.bytes, attr_data(a), attr_len(a));
	return 0;
}

static void print_flags(struct decode *d, uint32_t flags)
{
	struct out *o = d->o;
	const char *name;
	size_t i;

	if (!(flags & IFA_F_PERMANENT)) {
		out_bool(o, "dynamic", NULL, true);
		out_text(o, OUT_PLAIN, " dynamic");
	}
	flags &= ~IFA_F_PERMANENT;
	for (i = 0; i < ARRAY_SIZE(ifa_flags); i++) {
		if (!(flags & ifa_flags[i].bit))
			continue;
		flags &= ~ifa_flags[i].bit;
		name = ifa_flags[i].name;
		if (ifa_flags[i].bit == IFA_F_SECONDARY &&
		    d->ev->family == AF_INET6)
			name = "temporary";
		out_bool(o, name, NULL, true);
		out_str(o, OUT_PLAIN, NULL, " %s", name);
	}
	if (flags)
		decode_hex(d, "ifa_flags", " flags %s", flags);
}

/* The label is usually the name of the device, and is then not printed. */
static void print_label(struct decode *d, const uint8_t *a)
{
	const char *label = (const char *)attr_data(a), *dev;
	size_t len = strnlen(label, attr_len(a));
	char buf[RT_NAME_LEN];

	dev = ifindex_name(d, d->ev->ifindex, buf);
	if (d->o->json || len != strlen(dev) || memcmp(label, dev, len))
		decode_str(d, OUT_NAME, "label", " label %s", a);
}

static void print_addr(struct decode *d, const char *key, const char *fmt,
		       const uint8_t *a)
{
	if (a)
		decode_addr_value(d, key, fmt, 0, attr_data(a), attr_len(a));
}

static void addr_name(struct decode *d)
{
	const struct event *ev = d->ev;
	const uint8_t *const *tb = ev->attr;
	const uint8_t *local = tb[IFA_LOCAL], *address = tb[IFA_ADDRESS];
	struct out *o = d->o;
	struct ifaddrmsg m;

	memcpy(&m, ev->hdr, sizeof(m));
	if (!local) {
		local = address;
		address = NULL;
	}
	print_addr(d, "local", "%s", local);
	if (local && address && (attr_len(local) != attr_len(address) ||
				 memcmp(attr_data(local), attr_data(address), attr_len(local))))
		print_addr(d, "address", " peer %s", address);
	if (local)
		out_u64(o, "prefixlen", "/%u", m.ifa_prefixlen);
	print_addr(d, "anycast", local ? " any %s" : "any %s", tb[IFA_ANYCAST]);
	print_addr(d, "multicast", local ? " mcast %s" : "mcast %s",
		   tb[IFA_MULTICAST]);
}

static void addr_print(struct decode *d)
{
	const struct event *ev = d->ev;
	const uint8_t *const *tb = ev->attr;
	struct out *o = d->o;
	char buf[RT_NAME_LEN];
	struct ifaddrmsg m;

	memcpy(&m, ev->hdr, sizeof(m));
	out_u64(o, "index", NULL, ev->ifindex);
	out_str(o, OUT_PLAIN, "family", NULL, family_name(ev->family, buf));
	addr_name(d);
	decode_column(d);
	decode_ifindex(d, "dev", " dev %s", ev->ifindex);
	if (tb[IFA_RT_PRIORITY])
		out_u64(o, "metric", " metric %u",
			attr_uint(tb[IFA_RT_PRIORITY]));
	print_addr(d, "broadcast", " brd %s", tb[IFA_BROADCAST]);
	decode_name(d, RT_SCOPES, "scope", " scope %s", m.ifa_scope);
	print_flags(d, tb[IFA_FLAGS] ? attr_uint(tb[IFA_FLAGS]) : m.ifa_flags);
	if (tb[IFA_PROTO])
		print_proto(d, &addr_desc[IFA_PROTO], tb[IFA_PROTO]);
	if (tb[IFA_LABEL])
		print_label(d, tb[IFA_LABEL]);
	if (tb[IFA_CACHEINFO])
		print_cacheinfo(d, &addr_desc[IFA_CACHEINFO],
				tb[IFA_CACHEINFO]);
	if (ev->odd)
		decode_unknown(d, &addr_table,
			       attr_iter(ev->attrs, ev->attrs_len));
}

static void dump_header(struct decode *d)
{
	char buf[RT_NAME_LEN];
	struct out *o = d->o;
	struct ifaddrmsg m;

	memcpy(&m, d->ev->hdr, sizeof(m));
	out_str(o, OUT_PLAIN, "family", " family %s",
		family_name(m.ifa_family, buf));
	out_u64(o, "prefixlen", " prefixlen %u", m.ifa_prefixlen);
	decode_hex(d, "flags", " flags %s", m.ifa_flags);
	decode_name(d, RT_SCOPES, "scope", " scope %s", m.ifa_scope);
	out_u64(o, "index", " index %u", m.ifa_index);
	decode_ifindex(d, "dev", " (%s)", m.ifa_index);
}

/* Selecting */

static int select_flag(const struct selector_input *in, const char *word)
{
	static const struct {
		const char *word;
		uint32_t bit;
		bool unset;
	} flags[] = {
		{ "permanent", IFA_F_PERMANENT },
		{ "dynamic", IFA_F_PERMANENT, true },
		{ "primary", IFA_F_SECONDARY, true },
		{ "secondary", IFA_F_SECONDARY },
		{ "temporary", IFA_F_TEMPORARY },
		{ "tentative", IFA_F_TENTATIVE },
		{ "deprecated", IFA_F_DEPRECATED },
		{ "dadfailed", IFA_F_DADFAILED },
	};
	struct selector_flags *f = &in->sel->flags;
	size_t i = 0;

	while (strcmp(flags[i].word, word))
		i++;
	f->mask |= flags[i].bit;
	f->want &= ~flags[i].bit;
	if (!flags[i].unset)
		f->want |= flags[i].bit;
	return 0;
}

/* Reads an address. Without a prefix length it matches any length. */
static int select_address(const struct selector_input *in, const char *word)
{
	bool has_len;

	in->sel->has_dst = true;
	if (select_addr(in, word, &in->sel->dst, &has_len))
		return -EINVAL;
	in->sel->mode = has_len ? SELECTOR_EXACT : SELECTOR_HOST;
	return 0;
}

static int select_addr_proto(const struct selector_input *in, const char *word)
{
	in->sel->has_proto = true;
	return select_name(in, word, RT_ADDRPROTOS, "protocol", &in->sel->proto);
}

static const struct selector_word addr_words[] = {
	{ "dev", "DEV", select_ifname, SELECTOR_MEMBER(dev) },
	{ "to", "PREFIX", select_within },
	{ "scope", "SCOPE", select_scope },
	{ "label", "PATTERN", select_ifname, SELECTOR_MEMBER(label) },
	{ "proto", "PROTO", select_addr_proto },
	{ "protocol", "PROTO", select_addr_proto, .alias = true },
	{ "up", NULL, select_true, SELECTOR_MEMBER(up) },
	{ "master", "DEV", select_ifname, SELECTOR_MEMBER(master) },
	{ "type", "TYPE", select_link_type },
	{ "permanent", NULL, select_flag },
	{ "dynamic", NULL, select_flag },
	{ "primary", NULL, select_flag },
	{ "secondary", NULL, select_flag },
	{ "temporary", NULL, select_flag },
	{ "tentative", NULL, select_flag },
	{ "deprecated", NULL, select_flag },
	{ "dadfailed", NULL, select_flag },
	{ NULL }
};

static uint32_t addr_proto(const struct event *ev)
{
	const uint8_t *proto = ev->attr[IFA_PROTO];

	return proto ? attr_uint(proto) : 0;
}

/* An IPv6 address has no label, so the name of its device is compared, as `ip` does. */
static bool is_label(const struct selector *sel, const struct event *ev,
		     const struct event_names *names)
{
	const uint8_t *label = ev->attr[IFA_LABEL];
	const char *name = NULL;
	char text[16] = "";

	if (label && attr_len(label) > sizeof(text))
		return false;
	if (label)
		memcpy(text, attr_data(label), attr_len(label));
	else if (names && names->ifname)
		name = names->ifname(names->arg, ev->ifindex);
	text[sizeof(text) - 1] = '\0';
	return (label || name) && !fnmatch(sel->label, name ? name : text, 0);
}

static bool is_own_addr(const struct selector *sel, const struct event *ev,
			const struct event_names *names)
{
	const uint8_t *f = ev->attr[IFA_FLAGS];
	struct ifaddrmsg m;

	memcpy(&m, ev->hdr, sizeof(m));
	if (sel->has_scope && m.ifa_scope != sel->scope)
		return false;
	if (((f ? attr_uint(f) : m.ifa_flags) & sel->flags.mask) !=
	    sel->flags.want)
		return false;
	return !sel->label[0] || is_label(sel, ev, names);
}

void identify_addr(struct identity *id, const struct event *ev)
{
	id->family = ev->family;
	id->ifindex = ev->ifindex;
	id->dst = ev->dst;
	/* An IPv6 address has at most one peer, and the peer can change. */
	if (ev->family == AF_INET)
		identity_put_addr(&id->from, ev->attr[IFA_ADDRESS], ev->dst.len);
}

const struct decoder decode_addr = {
	DECODER_TYPES(ADDR),
	.hdr_len = sizeof(struct ifaddrmsg),
	.table = &addr_table,
	.parse = addr_parse,
	.name = addr_name,
	.print = addr_print,
	.dump_header = dump_header,
};

const struct kind_selector select_addresses = {
	.name = "ADDRESS",
	.parse = select_address,
	.missing = "an address",
	.words = addr_words,
	.is_dst = selector_is_host,
	.marked = true,
	.proto = addr_proto,
	.is_own = is_own_addr,
};
