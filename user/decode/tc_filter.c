// SPDX-License-Identifier: GPL-2.0
/* What filters of traffic control match, in the words of tc. */
#include <endian.h>
#include <linux/pkt_cls.h>
#include <linux/rtnetlink.h>
#include <net/ethernet.h>
#include <stdio.h>
#include <string.h>

#include "decode/tc.h"

#define PROTO_LEN	16

/* The protocols that tc knows by name, where they follow the header of a frame, and what flower says of them. */
static const struct {
	uint16_t proto;
	const char *name, *flower;
} protocols[] = {
	{ ETH_P_ALL, "all" }, { ETH_P_IP, "ip", "ipv4" }, { ETH_P_IPV6, "ipv6", "ipv6" }, { ETH_P_ARP, "arp", "arp" },
	{ ETH_P_8021Q, "802.1Q" }, { ETH_P_8021AD, "802.1ad" }, { ETH_P_MPLS_UC, "mpls_uc" }, { ETH_P_MPLS_MC, "mpls_mc" },
	{ ETH_P_RARP, "rarp", "rarp" }, { ETH_P_PPP_SES, "ppp_ses" }, { ETH_P_PPP_DISC, "ppp_disc" }, { ETH_P_LOOP, "loop" },
	{ ETH_P_LLDP, "LLDP" },
};

const char *tc_ether_text(uint16_t proto, char buf[TC_HANDLE_LEN])
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(protocols); i++)
		if (protocols[i].proto == proto)
			return protocols[i].name;
	snprintf(buf, TC_HANDLE_LEN, "%#x", proto);
	return buf;
}

const char *tc_u32_text(uint32_t handle, char buf[TC_HANDLE_LEN])
{
	char hash[8] = "", node[8] = "";

	if (TC_U32_HASH(handle))
		snprintf(hash, sizeof(hash), "%x", TC_U32_HASH(handle));
	if (TC_U32_NODE(handle))
		snprintf(node, sizeof(node), "%x", TC_U32_NODE(handle));
	snprintf(buf, TC_HANDLE_LEN, "%x:%s%s%s", TC_U32_USERHTID(handle), hash, *node ? ":" : "", node);
	return buf;
}

void tc_print_classid(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	char buf[TC_HANDLE_LEN];

	if (!d->o->json)
		out_text(d->o, OUT_PLAIN, " %s", desc->key);
	out_str(d->o, OUT_ID, desc->key, " %s", tc_handle_text(attr_uint(a), buf));
}

void tc_print_protocol(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	char buf[TC_HANDLE_LEN];

	if (!d->o->json)
		out_text(d->o, OUT_PLAIN, " %s", desc->key);
	out_str(d->o, OUT_PLAIN, desc->key, " %s", tc_ether_text(attr_be(a), buf));
}

/* The driver says whether the filter is in hardware. That is no configuration. */
void tc_print_cls_flags(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	static const struct bit_name asked[] = {
		{ TCA_CLS_FLAGS_SKIP_HW, "skip_hw" }, { TCA_CLS_FLAGS_SKIP_SW, "skip_sw" },
		{ TCA_CLS_FLAGS_IN_HW, "in_hw" }, { TCA_CLS_FLAGS_NOT_IN_HW, "not_in_hw" },
		{ TCA_CLS_FLAGS_VERBOSE, "verbose" },
	};
	uint32_t flags = attr_uint(a);
	size_t i;

	for (i = 0; i < ARRAY_SIZE(asked); i++) {
		if (!(flags & asked[i].bit))
			continue;
		flags &= ~asked[i].bit;
		if (d->o->json || d->details || asked[i].bit & (TCA_CLS_FLAGS_SKIP_HW | TCA_CLS_FLAGS_SKIP_SW)) {
			out_text(d->o, OUT_PLAIN, " %s", asked[i].name);
			out_bool(d->o, asked[i].name, NULL, true);
		}
	}
	if (flags)
		decode_hex(d, desc->key, " flags %s", flags);
}

/* Flower: a key, of which a mask says which bits count. */

/* Returns how many bits count if they are the first ones, or -1. */
static int prefix_of(const uint8_t *mask)
{
	const uint8_t *bytes = attr_data(mask);
	unsigned int i, n = 0, bits = 8 * attr_len(mask);

	while (n < bits && bytes[n / 8] & 0x80 >> n % 8)
		n++;
	for (i = n; i < bits; i++)
		if (bytes[i / 8] & 0x80 >> i % 8)
			return -1;
	return n;
}

static void put_label(struct decode *d, const char *key)
{
	if (!d->o->json)
		out_text(d->o, OUT_PLAIN, " %s", key);
}

/* An address: 10.0.0.0/8, 02:00:00:00:00:00/16, or with a mask that is no prefix. @mask may be NULL. */
static void print_address(struct decode *d, const char *key, const uint8_t *a, const uint8_t *mask)
{
	char text[2 * ADDR_TEXT_LEN], bits[ADDR_TEXT_LEN];
	size_t len = addr_text(text, 0, attr_data(a), attr_len(a));
	int prefix = mask ? prefix_of(mask) : (int)(8 * attr_len(a));

	if (prefix >= 0 && prefix < (int)(8 * attr_len(a)))
		snprintf(text + len, sizeof(text) - len, "/%d", prefix);
	if (prefix < 0) {
		addr_text(bits, 0, attr_data(mask), attr_len(mask));
		snprintf(text + len, sizeof(text) - len, "/%s", bits);
	}
	put_label(d, key);
	out_str(d->o, addr_colour(attr_len(a)), key, " %s", text);
}

/* A number; in JSON its mask is a member of its own. */
static void print_number(struct decode *d, const struct attr_desc *desc, const uint8_t *a, const uint8_t *mask)
{
	bool part = mask && prefix_of(mask) != (int)(8 * attr_len(mask)), big = desc->form == ATTR_BE;
	char key[40];

	put_label(d, desc->key);
	out_u64(d->o, desc->key, " %u", big ? attr_be(a) : attr_uint(a));
	if (!part)
		return;
	snprintf(key, sizeof(key), "%s_mask", desc->key);
	decode_hex(d, key, "/%s", big ? attr_be(mask) : attr_uint(mask));
}

/* Returns the name of the value of some keys, or NULL. */
static const char *name_of_value(unsigned int type, uint64_t value)
{
	static const char *const ip_protos[] = {
		[1] = "icmp", [6] = "tcp", [17] = "udp", [58] = "icmpv6", [115] = "l2tp", [132] = "sctp",
	};
	static const char *const arp_ops[] = { [1] = "request", [2] = "reply" };
	size_t i;

	switch (type) {
	case TCA_FLOWER_KEY_ETH_TYPE:
		for (i = 0; i < ARRAY_SIZE(protocols); i++)
			if (protocols[i].proto == value)
				return protocols[i].flower ? protocols[i].flower : protocols[i].name;
		return NULL;
	case TCA_FLOWER_KEY_VLAN_ETH_TYPE:
	case TCA_FLOWER_KEY_CVLAN_ETH_TYPE:
		for (i = 0; i < ARRAY_SIZE(protocols); i++)
			if (protocols[i].proto == value)
				return protocols[i].name;
		return NULL;
	case TCA_FLOWER_KEY_IP_PROTO:
		return value < ARRAY_SIZE(ip_protos) ? ip_protos[value] : NULL;
	case TCA_FLOWER_KEY_ARP_OP:
		return value < ARRAY_SIZE(arp_ops) ? arp_ops[value] : NULL;
	}
	return NULL;
}

/* Bits of which each must be set, or must not be. */
static bool print_bits(struct decode *d, const struct attr_desc *desc, const uint8_t *a, const uint8_t *mask)
{
	static const char *const ip_flags[] = { "frag", "firstfrag", "tuncsum", "tundf", "tunoam", "tuncrit" };
	static const char *const ct_states[] = { "new", "est", "rel", "trk", "inv", "rpl" };
	bool is_ct = attr_type(a) == TCA_FLOWER_KEY_CT_STATE;
	const char *const *names = is_ct ? ct_states : ip_flags;
	uint32_t set = is_ct ? attr_uint(a) : attr_be(a), care = is_ct ? attr_uint(mask) : attr_be(mask);
	const char *before = " ";
	char text[24];
	size_t i;

	/* Both have as many names. */
	if (!care || care >> ARRAY_SIZE(ct_states))
		return false;
	put_label(d, desc->key);
	out_object(d->o, desc->key);
	for (i = 0; i < ARRAY_SIZE(ct_states); i++) {
		if (!(care & 1u << i))
			continue;
		snprintf(text, sizeof(text), "%s%s%s", is_ct ? (before[0] == ' ' ? " " : "") : before,
			 is_ct ? (set & 1u << i ? "+" : "-") : (set & 1u << i ? "" : "no"), names[i]);
		out_text(d->o, OUT_PLAIN, "%s", text);
		out_bool(d->o, names[i], NULL, set & 1u << i);
		before = "/";
	}
	out_object_end(d->o);
	return true;
}

/* Keys of which a filter has one, so tc gives them the same name. */
static const uint8_t alike[][3] = {
	{ TCA_FLOWER_KEY_IPV4_SRC, TCA_FLOWER_KEY_IPV6_SRC }, { TCA_FLOWER_KEY_IPV4_DST, TCA_FLOWER_KEY_IPV6_DST },
	{ TCA_FLOWER_KEY_ENC_IPV4_SRC, TCA_FLOWER_KEY_ENC_IPV6_SRC },
	{ TCA_FLOWER_KEY_ENC_IPV4_DST, TCA_FLOWER_KEY_ENC_IPV6_DST },
	{ TCA_FLOWER_KEY_TCP_SRC, TCA_FLOWER_KEY_UDP_SRC, TCA_FLOWER_KEY_SCTP_SRC },
	{ TCA_FLOWER_KEY_TCP_DST, TCA_FLOWER_KEY_UDP_DST, TCA_FLOWER_KEY_SCTP_DST },
	{ TCA_FLOWER_KEY_ICMPV4_CODE, TCA_FLOWER_KEY_ICMPV6_CODE }, { TCA_FLOWER_KEY_ICMPV4_TYPE, TCA_FLOWER_KEY_ICMPV6_TYPE },
};

static bool is_alike(unsigned int a, unsigned int b)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(alike); i++)
		if (memchr(alike[i], a, sizeof(alike[i])) && memchr(alike[i], b, sizeof(alike[i])))
			return a != b;
	return false;
}

/* Returns whether an attribute before @a has the same name, as in no message of a kernel. */
static bool has_namesake(struct attr_iter it, const uint8_t *a)
{
	const uint8_t *other;

	while ((other = attr_next(&it)) && other != a)
		if (is_alike(attr_type(other), attr_type(a)))
			return true;
	return false;
}

static void print_flower_key(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	const uint8_t *mask = desc->n ? attr_find(d->siblings, desc->n) : NULL;
	bool big = desc->form == ATTR_BE;
	const char *name;

	if (mask && attr_len(mask) != attr_len(a))
		mask = NULL;
	if (desc->form == ATTR_ADDR || desc->form == ATTR_LLADDR) {
		print_address(d, desc->key, a, mask);
		return;
	}
	if (desc->form != ATTR_BE && desc->form != ATTR_UINT) {
		put_label(d, desc->key);
		decode_scalar(d, desc, a, desc->key);
		return;
	}
	if (mask && (attr_type(a) == TCA_FLOWER_KEY_FLAGS || attr_type(a) == TCA_FLOWER_KEY_CT_STATE) &&
	    print_bits(d, desc, a, mask))
		return;
	name = name_of_value(attr_type(a), big ? attr_be(a) : attr_uint(a));
	if (!name) {
		print_number(d, desc, a, mask);
		return;
	}
	put_label(d, desc->key);
	out_str(d->o, OUT_PLAIN, desc->key, " %s", name);
}

void tc_print_flower_key(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	struct attr_desc other = *desc;

	if (has_namesake(d->siblings, a))
		other.key = desc->name;
	print_flower_key(d, &other, a);
}

/* u32 */

void tc_print_u32_handle(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	char buf[TC_HANDLE_LEN];

	put_label(d, desc->key);
	out_str(d->o, OUT_PLAIN, desc->key, " %s", tc_u32_text(attr_uint(a), buf));
}

static void print_hex(struct decode *d, const char *key, const char *fmt, uint32_t value)
{
	char buf[16];

	snprintf(buf, sizeof(buf), "%x", value);
	out_str(d->o, OUT_PLAIN, key, fmt, buf);
}

/* The table that has the filter, and its place in it. */
void tc_print_u32_hash(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	(void)desc;
	print_hex(d, "key_ht", " key ht %s", TC_U32_USERHTID(attr_uint(a)));
	print_hex(d, "bkt", " bkt %s", TC_U32_HASH(attr_uint(a)));
}

static void print_u32_key(struct decode *d, const uint8_t *at)
{
	struct tc_u32_key key;
	char text[32];

	memcpy(&key, at, sizeof(key));
	snprintf(text, sizeof(text), " match %08x/%08x", be32toh(key.val), be32toh(key.mask));
	out_text(d->o, OUT_PLAIN, "%s", text);
	out_object(d->o, NULL);
	print_hex(d, "value", NULL, be32toh(key.val));
	print_hex(d, "mask", NULL, be32toh(key.mask));
	out_str(d->o, OUT_PLAIN, "offmask", " at %s", key.offmask ? "nexthdr+" : "");
	out_s64(d->o, "off", key.offmask ? "%d" : "%d", key.off);
	out_object_end(d->o);
}

/* Where the next table begins to look, and what chooses the place in it. */
static void print_u32_offset(struct decode *d, const struct tc_u32_sel *sel)
{
	if (sel->flags & (TC_U32_OFFSET | TC_U32_VAROFFSET))
		out_text(d->o, OUT_PLAIN, " offset");
	if (sel->flags & TC_U32_VAROFFSET) {
		print_hex(d, "offset_mask", " mask %s", be16toh(sel->offmask));
		out_u64(d->o, "offset_shift", " shift %u", sel->offshift);
		out_s64(d->o, "offset_off", " at %d", sel->offoff);
	}
	if (sel->off)
		out_u64(d->o, "plus", " plus %u", sel->off);
	if (sel->flags & TC_U32_EAT)
		out_bool(d->o, "eat", " eat", true);
	if (!sel->hmask)
		return;
	print_hex(d, "hash_mask", " hash mask %s", be32toh(sel->hmask));
	out_s64(d->o, "hash_off", " at %d", sel->hoff);
}

void tc_print_u32_sel(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	size_t len = attr_len(a), at;
	struct tc_u32_sel sel = { 0 };
	unsigned int n;

	(void)desc;
	memcpy(&sel, attr_data(a), len < sizeof(sel) ? len : sizeof(sel));
	if (sel.flags & TC_U32_TERMINAL)
		out_bool(d->o, "terminal", NULL, true);
	out_array(d->o, "match");
	for (n = 0, at = sizeof(sel); n < sel.nkeys && at + sizeof(struct tc_u32_key) <= len; n++) {
		print_u32_key(d, attr_data(a) + at);
		at += sizeof(struct tc_u32_key);
	}
	out_array_end(d->o);
	print_u32_offset(d, &sel);
}
