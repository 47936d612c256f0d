// SPDX-License-Identifier: GPL-2.0
/* Makes attributes of JSON. See spec_build.h. */
#include <errno.h>
#include <netlink/attr.h>
#include <string.h>

#include "nl/spec_build.h"

static uint32_t flags_of(const struct spec_attr *attr, const struct values *v, size_t at)
{
	size_t end = value_next(v, at), i;
	uint32_t mask = 0;

	for (i = at + 1; i < end; i = value_next(v, i))
		if (v->list[i].type == VALUE_STRING)
			mask |= 1u << (spec_value(attr->values, value_string(v, i)) & 31);
	return mask & ~1u;
}

/* Reads a number, or the name of one. Returns false if it is neither. */
static bool number_of(const struct spec_attr *attr, const struct values *v, size_t at, uint64_t *number)
{
	const struct value *value = &v->list[at];

	*number = value->negative ? -value->number : value->number;
	if (value->type == VALUE_NUMBER)
		return true;
	if (attr->flags && value->type == VALUE_ARRAY)
		*number = flags_of(attr, v, at);
	else if (attr->values && value->type == VALUE_STRING)
		*number = spec_value(attr->values, value_string(v, at));
	else
		return false;
	return true;
}

static int build_nest(struct nl_msg *msg, int type, const struct spec_set *set, const struct values *v, size_t at)
{
	struct nlattr *nest = nla_nest_start(msg, type | NLA_F_NESTED);
	int err = nest ? spec_build(msg, set, v, at) : -ENOMEM;

	if (!err)
		nla_nest_end(msg, nest);
	return err;
}

static int build_value(struct nl_msg *msg, int type, const struct spec_attr *attr, const struct values *v, size_t at)
{
	static const uint8_t lengths[] = {
		[SPEC_U8] = 1, [SPEC_U16] = 2, [SPEC_U32] = 4, [SPEC_U64] = 8,
		[SPEC_S8] = 1, [SPEC_S16] = 2, [SPEC_S32] = 4, [SPEC_S64] = 8,
		[SPEC_NEST] = 0,
	};
	const struct value *value = &v->list[at];
	uint64_t number;

	switch (attr->type) {
	case SPEC_FLAG:
		return value->type == VALUE_BOOL && value->number ? nla_put_flag(msg, type) : 0;
	case SPEC_STRING:
		return value->type == VALUE_STRING ? nla_put_string(msg, type, value_string(v, at)) : 0;
	case SPEC_NEST:
		return value->type == VALUE_OBJECT ? build_nest(msg, type, attr->nest, v, at) : 0;
	default:
		if (!lengths[attr->type] || !number_of(attr, v, at, &number))
			return 0;
		if (lengths[attr->type] == 8)
			return nla_put(msg, type, 8, &number);
		if (lengths[attr->type] == 4)
			return nla_put_u32(msg, type, number);
		if (lengths[attr->type] == 2)
			return nla_put_u16(msg, type, number);
		return nla_put_u8(msg, type, number);
	}
}

static int build_attr(struct nl_msg *msg, int type, const struct spec_attr *attr, const struct values *v, size_t at)
{
	size_t end = value_next(v, at), i;
	int err = 0;

	if (!attr->multi || v->list[at].type != VALUE_ARRAY)
		return build_value(msg, type, attr, v, at);
	for (i = at + 1; i < end && !err; i = value_next(v, i))
		err = build_value(msg, type, attr, v, i);
	return err;
}

int spec_build(struct nl_msg *msg, const struct spec_set *set, const struct values *v, size_t at)
{
	unsigned int type;
	size_t member;
	int err = 0;

	for (type = 0; type <= set->max && !err; type++) {
		member = set->attrs[type].name ? value_member(v, at, set->attrs[type].name) : 0;
		if (member)
			err = build_attr(msg, type, &set->attrs[type], v, member);
	}
	return err ? -ENOMEM : 0;
}
