// SPDX-License-Identifier: GPL-2.0
/*
 * Prints and dumps attributes and their values from tables. An attribute that is not
 * in the table, is too short for its type, or comes twice is printed with its number
 * and length. No attribute is ever dropped.
 */
#include <linux/mpls.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <sys/socket.h>

#include "decode/decode.h"

#define TYPES_MAX	256	/* the largest table has fewer */

/* Writes an IPv6 address in the form of RFC 5952. */
static char *put_ip6(char *p, const uint8_t *b)
{
	static const char digits[] = "0123456789abcdef";
	int i, run, best = -1, best_len = 1;
	uint16_t w[8];

	for (i = 0; i < 8; i++)
		w[i] = b[2 * i] << 8 | b[2 * i + 1];
	for (i = 0; i < 8; i += run + 1) {
		for (run = 0; i + run < 8 && !w[i + run]; run++)
			;
		if (run > best_len) {
			best = i;
			best_len = run;
		}
	}

	for (i = 0; i < 8; i++) {
		if (i == best) {
			*p++ = ':';
			if (i + best_len == 8)
				*p++ = ':';
			i += best_len - 1;
			continue;
		}
		if (i)
			*p++ = ':';
		/* ::a.b.c.d and ::ffff:a.b.c.d */
		if (i == 6 && best == 0 &&
		    (best_len == 6 || (best_len == 5 && w[5] == 0xffff)))
			return p + sprintf(p, "%u.%u.%u.%u", b[12], b[13],
					   b[14], b[15]);
		if (w[i] >= 0x1000)
			*p++ = digits[w[i] >> 12];
		if (w[i] >= 0x100)
			*p++ = digits[w[i] >> 8 & 15];
		if (w[i] >= 0x10)
			*p++ = digits[w[i] >> 4 & 15];
		*p++ = digits[w[i] & 15];
	}
	return p;
}

static char *put_ip4(char *p, const uint8_t *b)
{
	int i;

	for (i = 0; i < 4; i++) {
		if (i)
			*p++ = '.';
		if (b[i] >= 100)
			*p++ = '0' + b[i] / 100;
		if (b[i] >= 10)
			*p++ = '0' + b[i] / 10 % 10;
		*p++ = '0' + b[i] % 10;
	}
	return p;
}

/* Writes a stack of labels: 100/200. Returns false if the stack has no end. */
static bool put_mpls(char *p, const uint8_t *b, size_t len)
{
	char *end = p + ADDR_TEXT_LEN;
	uint32_t v;

	for (; len >= 4 && end - p > 12; b += 4, len -= 4) {
		v = (uint32_t)b[0] << 24 | b[1] << 16 | b[2] << 8 | b[3];
		p += sprintf(p, "%u", v >> MPLS_LS_LABEL_SHIFT);
		if (v & MPLS_LS_S_MASK)
			return len == 4;
		*p++ = '/';
	}
	return false;
}

/* Writes bytes as 02:00:1f, as many as fit. */
static char *put_bytes(char *p, size_t room, const uint8_t *b, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	char *end = p + room;
	size_t i;

	for (i = 0; i < len && end - p > 3; i++) {
		if (i)
			*p++ = ':';
		*p++ = digits[b[i] >> 4];
		*p++ = digits[b[i] & 15];
	}
	return p;
}

size_t addr_text(char buf[ADDR_TEXT_LEN], uint8_t family, const uint8_t *bytes,
		 size_t len)
{
	char *end;

	if (family == AF_MPLS && put_mpls(buf, bytes, len))
		return strlen(buf);
	if (len == 4)
		end = put_ip4(buf, bytes);
	else if (len == 16)
		end = put_ip6(buf, bytes);
	else
		end = put_bytes(buf, ADDR_TEXT_LEN, bytes, len);
	*end = '\0';
	return end - buf;
}

void decode_lladdr(struct decode *d, const char *key, const char *fmt,
		   const uint8_t *bytes, size_t len)
{
	char buf[32 * 3 + 1];

	if (len == 4 || len == 16) {
		/* The ends of a tunnel. */
		decode_addr_value(d, key, fmt, 0, bytes, len);
		return;
	}
	out_word(d->o, OUT_ID, key, fmt, buf,
		 put_bytes(buf, sizeof(buf), bytes, len) - buf);
}

const char *ifindex_name(const struct decode *d, uint32_t ifindex,
			 char buf[RT_NAME_LEN])
{
	const char *name = NULL;

	if (d->names && d->names->ifname)
		name = d->names->ifname(d->names->arg, ifindex);
	if (name)
		return name;
	snprintf(buf, RT_NAME_LEN, "if%u", ifindex);
	return buf;
}

void decode_hex(struct decode *d, const char *key, const char *fmt, uint64_t v)
{
	char buf[24];

	snprintf(buf, sizeof(buf), "%#llx", (unsigned long long)v);
	out_str(d->o, OUT_PLAIN, key, fmt, buf);
}

void decode_str(struct decode *d, enum out_colour c, const char *key,
		const char *fmt, const uint8_t *a)
{
	out_strn(d->o, c, key, fmt, (const char *)attr_data(a), attr_len(a));
}

const char *decode_word(const char *const *words, unsigned int n, uint64_t v,
			char buf[RT_NAME_LEN])
{
	if (v < n && words[v])
		return words[v];
	snprintf(buf, RT_NAME_LEN, "%llu", (unsigned long long)(uint32_t)v);
	return buf;
}

void decode_bits(struct decode *d, const char *key, bool brackets,
		 const struct bit_name *bits, size_t n, uint32_t value)
{
	const char *fmt = brackets ? "%s" : " %s";
	size_t i;

	if (brackets)
		out_text(d->o, OUT_PLAIN, " <");
	out_array(d->o, key);
	for (i = 0; value && i < n; i++) {
		if (!(value & bits[i].bit))
			continue;
		value &= ~bits[i].bit;
		out_str(d->o, OUT_PLAIN, NULL, fmt, bits[i].name);
		if (brackets)
			fmt = ",%s";
	}
	if (value)
		decode_hex(d, NULL, fmt, value);
	out_array_end(d->o);
	if (brackets)
		out_text(d->o, OUT_PLAIN, ">");
}

const char *family_name(uint8_t family, char buf[RT_NAME_LEN])
{
	static const char *const names[] = {
		[AF_UNSPEC] = "unspec", [AF_INET] = "inet",
		[AF_INET6] = "inet6", [AF_PACKET] = "link",
		[AF_BRIDGE] = "bridge", [AF_MPLS] = "mpls",
		[RTNL_FAMILY_IPMR] = "ipmr", [RTNL_FAMILY_IP6MR] = "ip6mr",
	};

	return decode_word(names, ARRAY_SIZE(names), family, buf);
}

bool decode_scalar(struct decode *d, const struct attr_desc *desc,
		   const uint8_t *a, const char *key)
{
	char buf[RT_NAME_LEN];
	struct out *o = d->o;

	switch (desc->form) {
	case ATTR_UINT:
		out_u64(o, key, " %u", attr_uint(a));
		return true;
	case ATTR_INT:
		out_s64(o, key, " %d", attr_int(a));
		return true;
	case ATTR_BE:
		out_u64(o, key, " %u", attr_be(a));
		return true;
	case ATTR_HEX:
		decode_hex(d, key, " %s", attr_uint(a));
		return true;
	case ATTR_BE_HEX:
		decode_hex(d, key, " %s", attr_be(a));
		return true;
	case ATTR_BOOL:
	case ATTR_ONOFF:
		out_bool(o, key, " on", attr_uint(a));
		if (!o->json)
			out_bool(o, NULL, " off", !attr_uint(a));
		return true;
	case ATTR_FLAG:
		out_bool(o, key, NULL, true);
		return true;
	case ATTR_NULL:
		out_null(o, key, NULL);
		return true;
	case ATTR_STR:
		decode_str(d, OUT_PLAIN, key, " %s", a);
		return true;
	case ATTR_ADDR:
		decode_addr_value(d, key, " %s", 0, attr_data(a), attr_len(a));
		return true;
	case ATTR_LLADDR:
		decode_lladdr(d, key, " %s", attr_data(a), attr_len(a));
		return true;
	case ATTR_IFINDEX:
		decode_ifindex(d, key, " %s", attr_u32(a));
		return true;
	case ATTR_TABLE:
		decode_name(d, RT_TABLES, key, " %s", attr_u32(a));
		return true;
	case ATTR_PROTO:
		decode_name(d, RT_PROTOS, key, " %s", *attr_data(a));
		return true;
	case ATTR_ENUM:
		out_str(o, OUT_PLAIN, key, " %s",
			decode_word(desc->words, desc->n, attr_uint(a), buf));
		return true;
	case ATTR_CLOCK:
		out_hundredths(o, key, " %s", attr_uint(a));
		return true;
	case ATTR_BIN:
	case ATTR_PAD:
		out_hex(o, key, " %s", attr_data(a), attr_len(a));
		return true;
	}
	return false;
}

/* Prints a word in text only. In JSON it would become an element of the open array. */
static void put_label(struct out *o, const char *label)
{
	if (!o->json && *label)
		out_str(o, OUT_PLAIN, NULL, " %s", label);
}

static bool is_zero(const uint8_t *a)
{
	const uint8_t *data = attr_data(a);
	unsigned int i, len = attr_len(a);

	for (i = 0; i < len; i++)
		if (data[i])
			return false;
	return true;
}

static void decode_addrs(struct decode *d, const char *key, const uint8_t *list)
{
	struct attr_iter it = attr_iter_nested(list);
	const char *fmt = " %s";
	const uint8_t *a;

	out_array(d->o, key);
	while ((a = attr_next(&it))) {
		decode_addr_value(d, NULL, fmt, 0, attr_data(a), attr_len(a));
		fmt = ",%s";
	}
	out_array_end(d->o);
}

const struct attr_table *decode_nested(const struct decode *d,
				       const struct attr_desc *desc)
{
	return desc->pick ? desc->pick(d) : desc->nest;
}

static void decode_nest(struct decode *d, const struct attr_desc *desc,
			const uint8_t *a, const char *key)
{
	const struct attr_table *t = decode_nested(d, desc);
	const char *outer = d->joined;

	if (desc->flags & ATTR_FLAT) {
		d->joined = desc->key;
		decode_attrs(d, t, attr_iter_nested(a));
	} else {
		d->joined = NULL;
		out_object(d->o, key);
		decode_attrs(d, t, attr_iter_nested(a));
		out_object_end(d->o);
	}
	d->joined = outer;
}

static inline bool is_wanted(struct decode *d, const struct attr_desc *desc,
			     const uint8_t *a)
{
	bool all = d->o->json || d->details;

	if (!desc->key || (!all && (desc->flags & ATTR_DETAIL)))
		return false;
	if ((desc->flags & ATTR_NOZERO) && is_zero(a))
		return false;
	return all || !(desc->flags & ATTR_QUIET0) || !is_zero(a);
}

static void decode_one(struct decode *d, const struct attr_desc *desc,
		       const uint8_t *a, const char *key)
{
	const char *label = desc->label ? desc->label : desc->key;
	struct out *o = d->o;
	struct attr_iter it;
	const uint8_t *sub;

	if (desc->print) {
		desc->print(d, desc, a);
		return;
	}
	switch (desc->form) {
	case ATTR_BOOL:
		out_bool(o, key, NULL, attr_uint(a));
		if (attr_uint(a))
			put_label(o, label);
		return;
	case ATTR_LIST:
		out_array(o, key);
		it = attr_iter_nested(a);
		while ((sub = attr_next(&it))) {
			put_label(o, label);
			out_object(o, NULL);
			decode_attrs(d, desc->nest, attr_iter_nested(sub));
			out_object_end(o);
		}
		out_array_end(o);
		return;
	case ATTR_NEST:
		decode_nest(d, desc, a, key);
		return;
	case ATTR_STRUCT:
		put_label(o, label);
		out_object(o, key);
		decode_fields(d, desc->fields, attr_data(a), attr_len(a));
		out_object_end(o);
		return;
	}

	put_label(o, label);
	if (desc->form == ATTR_ADDRS)
		decode_addrs(d, key, a);
	else
		decode_scalar(d, desc, a, key);
}

/* Prints all attributes with the type of @first as one array. */
static void decode_repeated(struct decode *d, const struct attr_desc *desc,
			    const uint8_t *first)
{
	struct attr_iter it = d->siblings;
	const uint8_t *a;

	out_array(d->o, desc->key);
	while ((a = attr_next(&it)))
		if (attr_type(a) == attr_type(first) && attr_fits(desc, a))
			decode_one(d, desc, a, NULL);
	out_array_end(d->o);
}

/*
 * Returns the description of @a, or NULL if it must be printed as unknown. Sets
 * @again if an attribute of this type came before and may come again.
 */
static const struct attr_desc *known_desc(const struct attr_table *t,
					  const uint8_t *a, uint64_t *seen,
					  bool *again)
{
	unsigned int type = attr_type(a);
	const struct attr_desc *desc = attr_desc(t, type);
	uint64_t bit = 1ULL << type % 64;

	if (!desc || type >= TYPES_MAX || !attr_fits(desc, a))
		return NULL;
	*again = seen[type / 64] & bit;
	if (*again && !(desc->flags & ATTR_REPEAT))
		return NULL;
	seen[type / 64] |= bit;
	return desc;
}

/* Makes a key that stays unique if the members of a nest join the outer object. */
static const char *joined_key(const struct decode *d, const char *key,
			      char buf[64])
{
	if (!d->joined)
		return key;
	snprintf(buf, 64, "%s_%s", d->joined, key);
	return buf;
}

void decode_unknown(struct decode *d, const struct attr_table *t,
		    struct attr_iter it)
{
	char buf[64];
	uint64_t seen[TYPES_MAX / 64] = { 0 };
	bool first = true, again;
	struct out *o = d->o;
	const uint8_t *a;

	while ((a = attr_next(&it))) {
		if (known_desc(t, a, seen, &again))
			continue;
		if (first)
			out_array(o, joined_key(d, "unknown_attrs", buf));
		first = false;
		out_object(o, NULL);
		out_u64(o, "type", " [attr %u", attr_type(a));
		out_u64(o, "len", " len %u]", attr_len(a));
		out_hex(o, "hex", NULL, attr_data(a), attr_len(a));
		out_object_end(o);
	}
	if (!first)
		out_array_end(o);
	if (attr_rest(&it)) {
		out_u64(o, NULL, " [%u bytes]", attr_rest(&it));
		out_hex(o, joined_key(d, "trailing_bytes", buf), NULL, it.pos,
			attr_rest(&it));
	}
}

/* @all: all attributes, including @a */
static inline void decode_known(struct decode *d, const struct attr_desc *desc,
				const uint8_t *a, struct attr_iter all)
{
	if (!is_wanted(d, desc, a))
		return;
	d->siblings = all;
	if (desc->flags & ATTR_REPEAT)
		decode_repeated(d, desc, a);
	else
		decode_one(d, desc, a, desc->key);
}

void decode_attrs(struct decode *d, const struct attr_table *t,
		  struct attr_iter it)
{
	uint64_t seen[TYPES_MAX / 64] = { 0 };
	struct attr_iter all = it;
	const struct attr_desc *desc;
	bool unknown = false, again;
	const uint8_t *a;

	while ((a = attr_next(&it))) {
		desc = known_desc(t, a, seen, &again);
		if (!desc)
			unknown = true;
		else if (!again)
			decode_known(d, desc, a, all);
	}
	if (unknown || attr_rest(&it))
		decode_unknown(d, t, all);
}

void decode_message(struct decode *d)
{
	const struct attr_table *t = d->ev->decoder->table;
	struct attr_iter all = attr_iter(d->ev->attrs, d->ev->attrs_len), it = all;
	const uint8_t *a;

	/* event_parse() has usually found that all attributes are known, fit, and come once. */
	if (d->ev->odd)
		decode_attrs(d, t, all);
	else
		while ((a = attr_next(&it)))
			decode_known(d, &t->desc[attr_type(a)], a, all);
}
