// SPDX-License-Identifier: GPL-2.0
/* The parts of security associations and policies of XFRM: prefixes, selectors, limits and others. */
#include <endian.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/util.h"
#include "decode/xfrm_parts.h"

size_t xfrm_family_len(uint16_t family)
{
	return family == AF_INET ? 4 : 16;
}

struct event_addr xfrm_address(const xfrm_address_t *a, uint16_t family, unsigned int len)
{
	struct event_addr addr = { .family = family, .len = len };

	memcpy(addr.bytes, a, xfrm_family_len(family));
	return addr;
}

void xfrm_print_prefix(struct decode *d, const char *key, const char *fmt, const struct event_addr *a)
{
	char addr[ADDR_TEXT_LEN], text[ADDR_TEXT_LEN + 8];
	size_t len = xfrm_family_len(a->family);

	addr_text(addr, 0, a->bytes, len);
	snprintf(text, sizeof(text), a->len == 8 * len ? "%s" : "%s/%u", addr, a->len);
	out_str(d->o, addr_colour(len), key, fmt, text);
}

void xfrm_print_upper(struct decode *d, const struct xfrm_selector *sel)
{
	if (sel->proto)
		out_u64(d->o, "upspec_proto", " proto %u", sel->proto);
	if (sel->sport_mask)
		out_u64(d->o, "sport", " sport %u", be16toh(sel->sport));
	if (sel->dport_mask)
		out_u64(d->o, "dport", " dport %u", be16toh(sel->dport));
	if (sel->ifindex)
		decode_ifindex(d, "dev", " dev %s", sel->ifindex);
}

void xfrm_print_selector(struct decode *d, const struct xfrm_selector *sel)
{
	unsigned int bits = 8 * xfrm_family_len(sel->family);
	struct event_addr src, dst;

	if ((!sel->prefixlen_s && !sel->prefixlen_d && !sel->proto && !sel->sport_mask && !sel->dport_mask && !sel->ifindex) ||
	    (sel->family != AF_INET && sel->family != AF_INET6) || sel->prefixlen_s > bits || sel->prefixlen_d > bits)
		return;
	src = xfrm_address(&sel->saddr, sel->family, sel->prefixlen_s);
	dst = xfrm_address(&sel->daddr, sel->family, sel->prefixlen_d);
	out_text(d->o, OUT_PLAIN, " sel");
	out_object(d->o, "sel");
	xfrm_print_prefix(d, "src", " src %s", &src);
	xfrm_print_prefix(d, "dst", " dst %s", &dst);
	xfrm_print_upper(d, sel);
	out_object_end(d->o);
}

#define LIMIT(name, member, none)							\
	{ "limit-" name, " limit " name " ", offsetof(struct xfrm_lifetime_cfg, member), none }

/* In the words of `ip xfrm`. What has no limit has the value @none. */
static const struct {
	const char *key, *text;
	size_t at;
	uint64_t none;
} limits[] = {
	LIMIT("byte-soft", soft_byte_limit, XFRM_INF),
	LIMIT("byte-hard", hard_byte_limit, XFRM_INF),
	LIMIT("packet-soft", soft_packet_limit, XFRM_INF),
	LIMIT("packet-hard", hard_packet_limit, XFRM_INF),
	LIMIT("time-soft", soft_add_expires_seconds, 0),
	LIMIT("time-hard", hard_add_expires_seconds, 0),
	LIMIT("time-use-soft", soft_use_expires_seconds, 0),
	LIMIT("time-use-hard", hard_use_expires_seconds, 0),
};

void xfrm_print_limits(struct decode *d, const struct xfrm_lifetime_cfg *life)
{
	uint64_t value;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(limits); i++) {
		memcpy(&value, (const char *)life + limits[i].at, sizeof(value));
		/* A message about a deletion can be without the object; then all are 0. */
		if (!value || value == limits[i].none)
			continue;
		out_text(d->o, OUT_PLAIN, "%s", limits[i].text);
		out_u64(d->o, limits[i].key, "%u", value);
	}
}

void xfrm_print_encap(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	static const char *const names[] = { [1] = "espinudp-nonike", [2] = "espinudp", [7] = "espintcp" };
	struct xfrm_encap_tmpl e;
	char buf[RT_NAME_LEN];

	memcpy(&e, attr_data(a), sizeof(e));
	if (!d->o->json)
		out_text(d->o, OUT_PLAIN, " encap");
	out_object(d->o, desc->key);
	out_str(d->o, OUT_PLAIN, "type", " %s",
		decode_word(names, ARRAY_SIZE(names), e.encap_type, buf));
	out_u64(d->o, "sport", " sport %u", be16toh(e.encap_sport));
	out_u64(d->o, "dport", " dport %u", be16toh(e.encap_dport));
	out_object_end(d->o);
}

void xfrm_print_mark(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	struct xfrm_mark m;

	memcpy(&m, attr_data(a), sizeof(m));
	decode_hex(d, desc->key, " mark %s", m.v);
	decode_hex(d, "mask", "/%s", m.m);
}

void xfrm_print_default(struct decode *d)
{
	static const char *const actions[] = { [XFRM_USERPOLICY_BLOCK] = "block", [XFRM_USERPOLICY_ACCEPT] = "accept" };
	struct xfrm_userpolicy_default def;
	char buf[RT_NAME_LEN];

	memcpy(&def, d->ev->hdr, sizeof(def));
	out_str(d->o, OUT_PLAIN, "in", " in %s", decode_word(actions, ARRAY_SIZE(actions), def.in, buf));
	out_str(d->o, OUT_PLAIN, "fwd", " fwd %s", decode_word(actions, ARRAY_SIZE(actions), def.fwd, buf));
	out_str(d->o, OUT_PLAIN, "out", " out %s", decode_word(actions, ARRAY_SIZE(actions), def.out, buf));
}
