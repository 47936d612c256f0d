// SPDX-License-Identifier: GPL-2.0
/*
 * Prints messages of the family and names attributes, with the tables of the
 * family's spec (spec_tables.c).
 */
#include <linux/genetlink.h>
#include <netlink/attr.h>
#include <stdio.h>
#include <string.h>

#include "nl/nla.h"
#include "nl/spec.h"

static const struct spec_attr ctrl[] = {
	[CTRL_ATTR_FAMILY_ID]		= { SPEC_NAME("family-id"), SPEC_BINARY },
	[CTRL_ATTR_FAMILY_NAME]		= { SPEC_NAME("family-name"), SPEC_STRING },
};

const struct spec_set spec_ctrl = { ctrl, CTRL_ATTR_FAMILY_NAME };

const char *spec_name(const struct spec_enum *e, uint32_t value)
{
	if (value > e->max || !e->names[value])
		return "?";
	return e->names[value];
}

uint32_t spec_value(const struct spec_enum *e, const char *name)
{
	uint32_t i;

	for (i = 0; i <= e->max; i++)
		if (e->names[i] && !strcmp(e->names[i], name))
			return i;
	return 0;
}

static const struct spec_attr *spec_find(const struct spec_set *set, int type)
{
	static const struct spec_attr unknown = {
		.name = "?", .type = SPEC_UNKNOWN,
	};

	if ((unsigned int)type > set->max || !set->attrs[type].name)
		return &unknown;
	return &set->attrs[type];
}

/* Returns the type of a value. A number that does not have the length of its type is printed as bytes. */
static enum spec_type value_type(const struct spec_attr *attr,
				 const struct nlattr *nla)
{
	static const uint8_t lengths[] = {
		[SPEC_U8] = 1, [SPEC_U16] = 2, [SPEC_U32] = 4, [SPEC_U64] = 8,
		[SPEC_S8] = 1, [SPEC_S16] = 2, [SPEC_S32] = 4, [SPEC_S64] = 8,
		[SPEC_NEST] = 0,
	};
	uint8_t len = lengths[attr->type];

	if (len && len != nla_size(nla))
		return SPEC_BINARY;
	return attr->type == SPEC_UNKNOWN ? SPEC_BINARY : attr->type;
}

static void print_flags(struct out *o, const char *key,
			const struct spec_enum *values, uint32_t mask)
{
	unsigned int bit;

	out_array(o, key);
	for (bit = 0; bit < 32; bit++)
		if (mask & 1u << bit)
			out_str(o, OUT_PLAIN, NULL, "%s ", spec_name(values, bit));
	out_array_end(o);
}

/* A name of the spec needs no escape. */
static void print_name(struct out *o, const char *key, const char *name)
{
	out_word(o, OUT_PLAIN, key, "%s", name, strlen(name));
}

static void print_unsigned(struct out *o, const struct spec_attr *attr,
			   const char *key, uint32_t value)
{
	if (attr->flags)
		print_flags(o, key, attr->values, value);
	else if (attr->values)
		print_name(o, key, spec_name(attr->values, value));
	else
		out_u64(o, key, "%u", value);
}

static void print_value(struct out *o, const struct spec_attr *attr,
			const char *key, const struct nlattr *nla)
{
	const char *str;

	switch (value_type(attr, nla)) {
	case SPEC_FLAG:
		out_bool(o, key, "yes", true);
		break;
	case SPEC_U8:
		print_unsigned(o, attr, key, nla_get_u8(nla));
		break;
	case SPEC_U16:
		print_unsigned(o, attr, key, nla_get_u16(nla));
		break;
	case SPEC_U32:
		print_unsigned(o, attr, key, nla_number32(nla));
		break;
	case SPEC_U64:
		out_u64(o, key, "%u", nla_number64(nla));
		break;
	case SPEC_S8:
		out_s64(o, key, "%d", (int8_t)nla_get_u8(nla));
		break;
	case SPEC_S16:
		out_s64(o, key, "%d", (int16_t)nla_get_u16(nla));
		break;
	case SPEC_S32:
		out_s64(o, key, "%d", (int32_t)nla_get_u32(nla));
		break;
	case SPEC_S64:
		out_s64(o, key, "%d", (int64_t)nla_get_u64(nla));
		break;
	case SPEC_STRING:
		str = nla_bytes(nla);
		out_strn(o, OUT_PLAIN, key, "%s", str, strnlen(str, nla_size(nla)));
		break;
	default:
		out_hex(o, key, "%s", nla_bytes(nla), nla_size(nla));
		break;
	}
}

static void print_json(struct out *o, const struct spec_set *set,
		       const struct nlattr *attrs, int len, spec_override hook,
		       void *arg);

static void print_json_one(struct out *o, const struct spec_set *set,
			   const struct spec_attr *attr, const char *key,
			   const struct nlattr *nla, spec_override hook, void *arg)
{
	if (attr->type >= SPEC_BINARY && hook && hook(o, set, nla, arg))
		return;
	if (attr->type != SPEC_NEST) {
		print_value(o, attr, key, nla);
		return;
	}
	out_object(o, key);
	print_json(o, attr->nest, nla_bytes(nla), nla_size(nla), hook, arg);
	out_object_end(o);
}

/*
 * Prints a number directly, because most of a record is numbers. Returns false if @nla is no
 * number.
 */
static inline bool print_json_u64(struct out *o, const struct spec_attr *attr,
				  const struct nlattr *nla)
{
	if (attr->type != SPEC_U64 || nla_size(nla) != sizeof(uint64_t))
		return false;
	if (!out_json_member(o, attr->json, attr->json_len))
		return false;
	out_json_number(o, nla_number64(nla), false);
	return true;
}

/* Prints all attributes of one type as one array. */
static void print_json_multi(struct out *o, const struct spec_set *set,
			     const struct spec_attr *attr,
			     const struct nlattr *first, int rem,
			     spec_override hook, void *arg)
{
	const struct nlattr *nla = first;

	out_array(o, attr->name);
	for (; nla_here(nla, rem); nla = nla_after(nla, &rem))
		if (nla_kind(nla) == nla_kind(first))
			print_json_one(o, set, attr, NULL, nla, hook, arg);
	out_array_end(o);
}

static void print_json(struct out *o, const struct spec_set *set,
		       const struct nlattr *attrs, int len, spec_override hook,
		       void *arg)
{
	const struct nlattr *nla = attrs;
	uint64_t seen = 0;
	char number[16];
	int rem = len;

	for (; nla_here(nla, rem); nla = nla_after(nla, &rem)) {
		int type = nla_kind(nla);
		const struct spec_attr *attr = spec_find(set, type);
		const char *key = attr->name;

		if (attr->type == SPEC_PAD || print_json_u64(o, attr, nla))
			continue;
		if (attr->multi) {
			if (!(seen & 1ull << type))
				print_json_multi(o, set, attr, nla, rem, hook, arg);
			seen |= 1ull << type;
			continue;
		}
		if (attr->type == SPEC_UNKNOWN) {
			snprintf(number, sizeof(number), "%d", type);
			key = number;
		}
		print_json_one(o, set, attr, key, nla, hook, arg);
	}
}

static void print_text(struct out *o, const struct spec_set *set,
		       const struct nlattr *attrs, int len, unsigned int indent,
		       spec_override hook, void *arg)
{
	const struct nlattr *nla = attrs;
	char number[16];
	int rem = len;

	for (; nla_ok(nla, rem); nla = nla_next(nla, &rem)) {
		const struct spec_attr *attr = spec_find(set, nla_type(nla));
		const char *name = attr->name;

		if (attr->type == SPEC_PAD)
			continue;
		if (attr->type == SPEC_UNKNOWN) {
			snprintf(number, sizeof(number), "%d", nla_type(nla));
			name = number;
		}
		out_text(o, OUT_PLAIN, "%*s%-*s", (int)indent, "",
			 attr->type == SPEC_NEST ? 0 : 14 - (int)indent, name);
		if (attr->type == SPEC_NEST) {
			out_text(o, OUT_PLAIN, "\n");
			print_text(o, attr->nest, nla_data(nla), nla_len(nla),
				   indent + 2, hook, arg);
			continue;
		}
		out_text(o, OUT_PLAIN, " ");
		if (!hook || !hook(o, set, nla, arg))
			print_value(o, attr, NULL, nla);
		out_text(o, OUT_PLAIN, "\n");
	}
}

void spec_print(struct out *o, const struct spec_set *set,
		const struct nlattr *attrs, int len, unsigned int indent,
		spec_override hook, void *arg)
{
	if (o->json)
		print_json(o, set, attrs, len, hook, arg);
	else
		print_text(o, set, attrs, len, indent, hook, arg);
}

static void append_name(char *name, size_t size, const char *part)
{
	size_t len = strlen(name);

	snprintf(name + len, size - len, "%s%s", len ? "." : "", part);
}

/*
 * Walks down to the attribute at @offset and returns it. Appends its name to @name,
 * and sets @inside to the set of the attributes inside it, or NULL if it is no nest.
 */
static const struct nlattr *walk_path(const struct spec_set *set,
				      const struct nlattr *attrs, int len,
				      unsigned int offset, char *name, size_t size,
				      const struct spec_set **inside)
{
	const struct nlattr *nla = attrs;
	int rem = len;

	for (; nla_ok(nla, rem); nla = nla_next(nla, &rem)) {
		unsigned int at = (const char *)nla - (const char *)attrs;
		const struct spec_attr *attr = spec_find(set, nla_type(nla));

		if (offset < at || offset >= at + (unsigned int)nla->nla_len)
			continue;
		append_name(name, size, attr->name);
		*inside = attr->nest;
		if (offset == at)
			return nla;
		if (!attr->nest || offset < at + NLA_HDRLEN)
			return NULL;
		return walk_path(attr->nest, nla_data(nla), nla_len(nla),
			    offset - at - NLA_HDRLEN, name, size, inside);
	}
	return NULL;
}

bool spec_path(const struct spec_set *set, const struct nlattr *attrs, int len,
	       unsigned int offset, char *name, size_t size)
{
	name[0] = '\0';
	return walk_path(set, attrs, len, offset, name, size, &set);
}

bool spec_missing(const struct spec_set *set, const struct nlattr *attrs,
		  int len, int nest, unsigned int type, char *name, size_t size)
{
	name[0] = '\0';
	if (nest >= 0 && !walk_path(set, attrs, len, nest, name, size, &set))
		return false;
	if (!set)
		return false;
	append_name(name, size, spec_find(set, type)->name);
	return true;
}
