// SPDX-License-Identifier: GPL-2.0
/*
 * The family's spec (uapi/netjournal.yaml) as tables, and what is done by them:
 * printing any message of the family and naming any attribute.
 */
#include <linux/genetlink.h>
#include <netlink/attr.h>
#include <stdio.h>
#include <string.h>

#include "spec.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))
#define ENUM(array)	{ .names = (array), .max = COUNT(array) - 1 }
#define SET(array)	{ .attrs = (array), .max = COUNT(array) - 1 }

static const char *const kinds[] = {
	[NETJOURNAL_KIND_NOTE]		= NETJOURNAL_MCGRP_NOTE,
	[NETJOURNAL_KIND_CONFIG]	= NETJOURNAL_MCGRP_CONFIG,
	/* domain: kinds */
	[NETJOURNAL_KIND_LINK]		= NETJOURNAL_MCGRP_LINK,
	[NETJOURNAL_KIND_ADDR]		= NETJOURNAL_MCGRP_ADDR,
	[NETJOURNAL_KIND_ROUTE]		= NETJOURNAL_MCGRP_ROUTE,
	[NETJOURNAL_KIND_RULE]		= NETJOURNAL_MCGRP_RULE,
	[NETJOURNAL_KIND_NEIGH]		= NETJOURNAL_MCGRP_NEIGH,
	[NETJOURNAL_KIND_NEXTHOP]	= NETJOURNAL_MCGRP_NEXTHOP,
	/* end of domain */
};
const struct spec_enum spec_kinds = ENUM(kinds);

static const char *const contexts[] = {
	[NETJOURNAL_CONTEXT_REQUEST]	= "request",
	[NETJOURNAL_CONTEXT_TASK]	= "task",
	[NETJOURNAL_CONTEXT_KTHREAD]	= "kthread",
	[NETJOURNAL_CONTEXT_SOFTIRQ]	= "softirq",
	[NETJOURNAL_CONTEXT_OUTSIDE]	= "outside",
};
const struct spec_enum spec_contexts = ENUM(contexts);

static const char *const gap_reasons[] = {
	[NETJOURNAL_GAP_REASON_OVERWRITTEN]	= "overwritten",
	[NETJOURNAL_GAP_REASON_CLEARED]		= "cleared",
	[NETJOURNAL_GAP_REASON_LOST]		= "lost",
};
const struct spec_enum spec_gap_reasons = ENUM(gap_reasons);

static const struct spec_attr ring[] = {
	[NETJOURNAL_A_RING_KIND]	= { "kind", SPEC_U32, .values = &spec_kinds },
	[NETJOURNAL_A_RING_SIZE]	= { "size", SPEC_U64 },
	[NETJOURNAL_A_RING_ENABLED]	= { "enabled", SPEC_U32 },
	[NETJOURNAL_A_RING_USED]	= { "used", SPEC_U64 },
	[NETJOURNAL_A_RING_RECORDS]	= { "records", SPEC_U64 },
	[NETJOURNAL_A_RING_OVERWRITTEN]	= { "overwritten", SPEC_U64 },
	[NETJOURNAL_A_RING_LOST]	= { "lost", SPEC_U64 },
	[NETJOURNAL_A_RING_PAD]		= { "pad", SPEC_PAD },
};
const struct spec_set spec_ring = SET(ring);

static const struct spec_attr status[] = {
	[NETJOURNAL_A_STATUS_INSTANCE]	= { "instance", SPEC_U64 },
	[NETJOURNAL_A_STATUS_FIRST_SEQ]	= { "first-seq", SPEC_U64 },
	[NETJOURNAL_A_STATUS_NEXT_SEQ]	= { "next-seq", SPEC_U64 },
	[NETJOURNAL_A_STATUS_RING]	= { "ring", SPEC_NEST, .multi = true, .nest = &spec_ring },
	[NETJOURNAL_A_STATUS_PAD]	= { "pad", SPEC_PAD },
};
const struct spec_set spec_status = SET(status);

static const struct spec_attr parent[] = {
	[NETJOURNAL_A_PARENT_PID]	= { "pid", SPEC_U32 },
	[NETJOURNAL_A_PARENT_COMM]	= { "comm", SPEC_STRING },
};
static const struct spec_set spec_parent = SET(parent);

static const struct spec_attr origin[] = {
	[NETJOURNAL_A_ORIGIN_CONTEXT]	= { "context", SPEC_U32, .values = &spec_contexts },
	[NETJOURNAL_A_ORIGIN_PID]	= { "pid", SPEC_U32 },
	[NETJOURNAL_A_ORIGIN_TID]	= { "tid", SPEC_U32 },
	[NETJOURNAL_A_ORIGIN_COMM]	= { "comm", SPEC_STRING },
	[NETJOURNAL_A_ORIGIN_LEADER_COMM] = { "leader-comm", SPEC_STRING },
	[NETJOURNAL_A_ORIGIN_PARENT]	= { "parent", SPEC_NEST, .multi = true, .nest = &spec_parent },
	[NETJOURNAL_A_ORIGIN_UID]	= { "uid", SPEC_U32 },
	[NETJOURNAL_A_ORIGIN_LOGINUID]	= { "loginuid", SPEC_U32 },
	[NETJOURNAL_A_ORIGIN_CGROUP_ID]	= { "cgroup-id", SPEC_U64 },
	[NETJOURNAL_A_ORIGIN_NETNS]	= { "netns", SPEC_U32 },
	[NETJOURNAL_A_ORIGIN_PORT_ID]	= { "port-id", SPEC_U32 },
	[NETJOURNAL_A_ORIGIN_PAD]	= { "pad", SPEC_PAD },
};
const struct spec_set spec_origin = SET(origin);

static const struct spec_attr gap[] = {
	[NETJOURNAL_A_GAP_FIRST]	= { "first", SPEC_U64 },
	[NETJOURNAL_A_GAP_LAST]		= { "last", SPEC_U64 },
	[NETJOURNAL_A_GAP_REASON]	= { "reason", SPEC_U32, .values = &spec_gap_reasons },
	[NETJOURNAL_A_GAP_PAD]		= { "pad", SPEC_PAD },
};
static const struct spec_set spec_gap = SET(gap);

/* domain: sets */
/* end of domain */

static const struct spec_attr record[] = {
	[NETJOURNAL_A_RECORD_SEQ]	= { "seq", SPEC_U64 },
	[NETJOURNAL_A_RECORD_PREV_SEQ]	= { "prev-seq", SPEC_U64 },
	[NETJOURNAL_A_RECORD_TIME]	= { "time", SPEC_U64 },
	[NETJOURNAL_A_RECORD_BOOT_TIME]	= { "boot-time", SPEC_U64 },
	[NETJOURNAL_A_RECORD_KIND]	= { "kind", SPEC_U32, .values = &spec_kinds },
	[NETJOURNAL_A_RECORD_ORIGIN]	= { "origin", SPEC_NEST, .nest = &spec_origin },
	[NETJOURNAL_A_RECORD_GAP]	= { "gap", SPEC_NEST, .nest = &spec_gap },
	[NETJOURNAL_A_RECORD_NOTE]	= { "note", SPEC_STRING },
	[NETJOURNAL_A_RECORD_CONFIG]	= { "config", SPEC_NEST, .nest = &spec_ring },
	[NETJOURNAL_A_RECORD_CLEARED]	= { "cleared", SPEC_U32, .flags = true, .values = &spec_kinds },
	/* domain: record */
	[NETJOURNAL_A_RECORD_MESSAGE]	= { "message", SPEC_BINARY },
	[NETJOURNAL_A_RECORD_SILENT]	= { "silent", SPEC_FLAG },
	/* end of domain */
	[NETJOURNAL_A_RECORD_INSTANCE]	= { "instance", SPEC_U64 },
	[NETJOURNAL_A_RECORD_AFTER]	= { "after", SPEC_U64 },
	[NETJOURNAL_A_RECORD_KINDS]	= { "kinds", SPEC_U32, .flags = true, .values = &spec_kinds },
	[NETJOURNAL_A_RECORD_BOOKMARK]	= { "bookmark", SPEC_U64 },
	[NETJOURNAL_A_RECORD_PAD]	= { "pad", SPEC_PAD },
};
const struct spec_set spec_record = SET(record);

static const struct spec_attr ctrl[] = {
	[CTRL_ATTR_FAMILY_ID]		= { "family-id", SPEC_BINARY },
	[CTRL_ATTR_FAMILY_NAME]		= { "family-name", SPEC_STRING },
};
const struct spec_set spec_ctrl = SET(ctrl);

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

/* A value shorter than its type says is shown as what it is: bytes. */
static enum spec_type value_type(const struct spec_attr *attr,
				 const struct nlattr *nla)
{
	int len = nla_len(nla);

	if (attr->type == SPEC_U32 && len != sizeof(uint32_t))
		return SPEC_BINARY;
	if (attr->type == SPEC_U64 && len != sizeof(uint64_t))
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

static void print_value(struct out *o, const struct spec_attr *attr,
			const char *key, const struct nlattr *nla)
{
	const char *str;

	switch (value_type(attr, nla)) {
	case SPEC_FLAG:
		out_bool(o, key, "yes", true);
		break;
	case SPEC_U32:
		if (attr->flags)
			print_flags(o, key, attr->values, nla_get_u32(nla));
		else if (attr->values)
			out_str(o, OUT_PLAIN, key, "%s",
				spec_name(attr->values, nla_get_u32(nla)));
		else
			out_u64(o, key, "%u", nla_get_u32(nla));
		break;
	case SPEC_U64:
		out_u64(o, key, "%u", nla_get_u64(nla));
		break;
	case SPEC_STRING:
		str = nla_data(nla);
		out_strn(o, OUT_PLAIN, key, "%s", str, strnlen(str, nla_len(nla)));
		break;
	default:
		out_hex(o, key, "%s", nla_data(nla), nla_len(nla));
		break;
	}
}

static void print_json(struct out *o, const struct spec_set *set,
		       const struct nlattr *attrs, int len, spec_hook hook,
		       void *arg);

static void print_json_one(struct out *o, const struct spec_set *set,
			   const struct spec_attr *attr, const char *key,
			   const struct nlattr *nla, spec_hook hook, void *arg)
{
	if (hook && hook(o, set, nla, arg))
		return;
	if (attr->type != SPEC_NEST) {
		print_value(o, attr, key, nla);
		return;
	}
	out_object(o, key);
	print_json(o, attr->nest, nla_data(nla), nla_len(nla), hook, arg);
	out_object_end(o);
}

/* Attributes of one number that may occur several times become one array. */
static void print_json_multi(struct out *o, const struct spec_set *set,
			     const struct spec_attr *attr,
			     const struct nlattr *first, int rem,
			     spec_hook hook, void *arg)
{
	const struct nlattr *nla = first;

	out_array(o, attr->name);
	for (; nla_ok(nla, rem); nla = nla_next(nla, &rem))
		if (nla_type(nla) == nla_type(first))
			print_json_one(o, set, attr, NULL, nla, hook, arg);
	out_array_end(o);
}

static void print_json(struct out *o, const struct spec_set *set,
		       const struct nlattr *attrs, int len, spec_hook hook,
		       void *arg)
{
	const struct nlattr *nla = attrs;
	uint64_t seen = 0;
	char number[16];
	int rem = len;

	for (; nla_ok(nla, rem); nla = nla_next(nla, &rem)) {
		int type = nla_type(nla);
		const struct spec_attr *attr = spec_find(set, type);
		const char *key = attr->name;

		if (attr->type == SPEC_PAD)
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
		       spec_hook hook, void *arg)
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
		spec_hook hook, void *arg)
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
 * Walks down to the attribute at @offset. Returns it, with its name appended to
 * @name and the set of what is inside of it in @inside (NULL: no nest).
 */
static const struct nlattr *walk(const struct spec_set *set,
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
		return walk(attr->nest, nla_data(nla), nla_len(nla),
			    offset - at - NLA_HDRLEN, name, size, inside);
	}
	return NULL;
}

bool spec_path(const struct spec_set *set, const struct nlattr *attrs, int len,
	       unsigned int offset, char *name, size_t size)
{
	name[0] = '\0';
	return walk(set, attrs, len, offset, name, size, &set) != NULL;
}

bool spec_missing(const struct spec_set *set, const struct nlattr *attrs,
		  int len, unsigned int nest, unsigned int type, char *name,
		  size_t size)
{
	name[0] = '\0';
	if (nest && !walk(set, attrs, len, nest, name, size, &set))
		return false;
	if (!set)
		return false;
	append_name(name, size, spec_find(set, type)->name);
	return true;
}
