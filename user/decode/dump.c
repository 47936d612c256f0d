// SPDX-License-Identifier: GPL-2.0
/*
 * Dumps every attribute of a message, known or not.
 */
#include "decode/decode.h"

static void dump_indent(struct out *o, unsigned int depth)
{
	out_text(o, OUT_PLAIN, "\n");
	while (depth--)
		out_text(o, OUT_PLAIN, "  ");
}

static void dump_attrs(struct decode *d, const struct attr_table *t,
		       struct attr_iter it, const char *key, unsigned int depth);

static void dump_list(struct decode *d, const struct attr_desc *desc,
		      const uint8_t *list, unsigned int depth)
{
	struct attr_iter it = attr_iter_nested(list);
	struct out *o = d->o;
	const uint8_t *a;

	out_array(o, "list");
	while ((a = attr_next(&it))) {
		dump_indent(o, depth);
		out_object(o, NULL);
		out_u64(o, "type", "%u", attr_type(a));
		if (desc->form == ATTR_ADDRS)
			decode_addr_value(d, "value", " %s", 0, attr_data(a),
					  attr_len(a));
		else
			dump_attrs(d, desc->nest, attr_iter_nested(a), "attrs",
				   depth + 1);
		out_object_end(o);
	}
	out_array_end(o);
}

static void dump_nexthops(struct decode *d, const struct attr_desc *desc,
			  const uint8_t *list, unsigned int depth)
{
	const uint8_t *pos = attr_data(list), *end = pos + attr_len(list);
	struct rtnexthop nh;
	struct out *o = d->o;

	out_array(o, "nexthops");
	while (pos < end && nexthop_next(&nh, pos, end)) {
		dump_indent(o, depth);
		out_text(o, OUT_PLAIN, "rtnexthop");
		out_object(o, NULL);
		out_u64(o, "ifindex", " ifindex %u", (uint32_t)nh.rtnh_ifindex);
		decode_ifindex(d, "dev", " (%s)", nh.rtnh_ifindex);
		out_u64(o, "hops", " hops %u", nh.rtnh_hops);
		decode_hex(d, "flags", " flags %s", nh.rtnh_flags);
		dump_attrs(d, desc->nest,
			   attr_iter(pos + sizeof(nh), nh.rtnh_len - sizeof(nh)),
			   "attrs", depth + 1);
		out_object_end(o);
		pos += nexthop_step(&nh, pos, end);
	}
	out_array_end(o);
	if (pos < end) {
		dump_indent(o, depth);
		out_hex(o, "trailing_bytes", "bytes %s", pos, end - pos);
	}
}

static void dump_one(struct decode *d, const struct attr_desc *desc,
		     const uint8_t *a, unsigned int depth)
{
	struct out *o = d->o;

	if (!desc) {
		out_hex(o, "hex", attr_len(a) ? ": %s" : NULL, attr_data(a),
			attr_len(a));
		return;
	}
	switch (desc->form) {
	case ATTR_NEST:
		dump_attrs(d, decode_nested(d, desc), attr_iter_nested(a),
			   "attrs", depth + 1);
		return;
	case ATTR_STRUCT:
		out_object(o, "value");
		decode_fields(d, desc->fields, attr_data(a), attr_len(a));
		out_object_end(o);
		return;
	case ATTR_LIST:
	case ATTR_ADDRS:
		dump_list(d, desc, a, depth + 1);
		return;
	case ATTR_NEXTHOPS:
		dump_nexthops(d, desc, a, depth + 1);
		return;
	case ATTR_FN:
		/* A repeated attribute prints an element, any other one prints members. */
		if (desc->flags & ATTR_REPEAT)
			out_array(o, "value");
		else
			out_object(o, "value");
		desc->print(d, desc, a);
		if (desc->flags & ATTR_REPEAT)
			out_array_end(o);
		else
			out_object_end(o);
		return;
	}
	decode_scalar(d, desc, a, "value");
}

static void dump_attrs(struct decode *d, const struct attr_table *t,
		       struct attr_iter it, const char *key, unsigned int depth)
{
	struct attr_iter all = it;
	const struct attr_desc *desc;
	struct out *o = d->o;
	const uint8_t *a;

	out_array(o, key);
	while ((a = attr_next(&it))) {
		desc = attr_desc(t, attr_type(a));
		if (desc && !attr_fits(desc, a))
			desc = NULL;
		dump_indent(o, depth);
		out_object(o, NULL);
		if (desc)
			out_str(o, OUT_PLAIN, "name", "%s", desc->name);
		out_u64(o, "type", desc ? NULL : "attr %u", attr_type(a));
		out_u64(o, "len", desc ? NULL : " len %u", attr_len(a));
		d->siblings = all;
		dump_one(d, desc, a, depth);
		out_object_end(o);
	}
	out_array_end(o);
	if (attr_rest(&it)) {
		dump_indent(o, depth);
		out_hex(o, "trailing_bytes", "bytes %s", it.pos, attr_rest(&it));
	}
}

void decode_dump(struct decode *d, const struct attr_table *t,
		 struct attr_iter it)
{
	dump_attrs(d, t, it, "attrs", 1);
}
