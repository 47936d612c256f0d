// SPDX-License-Identifier: GPL-2.0
/*
 * Prints the policy of an attribute as words and as JSON.
 */
#include <inttypes.h>
#include <netlink/attr.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/util.h"
#include "nl/policy.h"

/* Indexed by enum netlink_attribute_type. Debian 12's headers lack the last ones. */
static const char *const types[] = {
	[NL_ATTR_TYPE_INVALID]		= "invalid",
	[NL_ATTR_TYPE_FLAG]		= "flag",
	[NL_ATTR_TYPE_U8]		= "u8",
	[NL_ATTR_TYPE_U16]		= "u16",
	[NL_ATTR_TYPE_U32]		= "u32",
	[NL_ATTR_TYPE_U64]		= "u64",
	[NL_ATTR_TYPE_S8]		= "s8",
	[NL_ATTR_TYPE_S16]		= "s16",
	[NL_ATTR_TYPE_S32]		= "s32",
	[NL_ATTR_TYPE_S64]		= "s64",
	[NL_ATTR_TYPE_BINARY]		= "binary",
	[NL_ATTR_TYPE_STRING]		= "string",
	[NL_ATTR_TYPE_NUL_STRING]	= "nul-string",
	[NL_ATTR_TYPE_NESTED]		= "nested",
	[NL_ATTR_TYPE_NESTED_ARRAY]	= "nested-array",
	[NL_ATTR_TYPE_BITFIELD32]	= "bitfield32",
	[16]				= "sint",
	[17]				= "uint",
};

enum form { SIGNED, UNSIGNED, MASK };

static const struct {
	int attr;
	const char *name;
	enum form form;
} limits[] = {
	{ NL_POLICY_TYPE_ATTR_MIN_VALUE_S, "min", SIGNED },
	{ NL_POLICY_TYPE_ATTR_MAX_VALUE_S, "max", SIGNED },
	{ NL_POLICY_TYPE_ATTR_MIN_VALUE_U, "min", UNSIGNED },
	{ NL_POLICY_TYPE_ATTR_MAX_VALUE_U, "max", UNSIGNED },
	{ NL_POLICY_TYPE_ATTR_MIN_LENGTH, "min-length", UNSIGNED },
	{ NL_POLICY_TYPE_ATTR_MAX_LENGTH, "max-length", UNSIGNED },
	{ NL_POLICY_TYPE_ATTR_MASK, "mask", MASK },
	{ NL_POLICY_TYPE_ATTR_BITFIELD32_MASK, "mask", MASK },
	{ NL_POLICY_TYPE_ATTR_POLICY_IDX, "policy", UNSIGNED },
	{ NL_POLICY_TYPE_ATTR_POLICY_MAXTYPE, "maxattr", UNSIGNED },
};

#define LIMITS	(ARRAY_SIZE(limits))

static bool read_number(const struct nlattr *nla, int attr, uint64_t *value)
{
	const struct nlattr *found = nla_find(nla_data(nla), nla_len(nla), attr);

	if (found && nla_len(found) == sizeof(uint32_t))
		*value = nla_get_u32(found);
	else if (found && nla_len(found) == sizeof(uint64_t))
		*value = nla_get_u64(found);
	else
		return false;
	return true;
}

static const char *type_name(const struct nlattr *nla, uint64_t *type)
{
	if (!read_number(nla, NL_POLICY_TYPE_ATTR_TYPE, type) ||
	    *type >= ARRAY_SIZE(types))
		return "?";
	return types[*type];
}

/* Returns whether the value is a limit that every attribute of this type has. */
static bool is_natural(uint64_t type, int attr, uint64_t value)
{
	static const uint64_t max[] = {
		[NL_ATTR_TYPE_U8] = UINT8_MAX, [NL_ATTR_TYPE_U16] = UINT16_MAX,
		[NL_ATTR_TYPE_U32] = UINT32_MAX, [NL_ATTR_TYPE_U64] = UINT64_MAX,
		[NL_ATTR_TYPE_S8] = INT8_MAX, [NL_ATTR_TYPE_S16] = INT16_MAX,
		[NL_ATTR_TYPE_S32] = INT32_MAX, [NL_ATTR_TYPE_S64] = INT64_MAX,
		[16] = INT64_MAX, [17] = UINT64_MAX,
	};

	if (type >= ARRAY_SIZE(max))
		return false;
	switch (attr) {
	case NL_POLICY_TYPE_ATTR_MIN_VALUE_U:
		return !value;
	case NL_POLICY_TYPE_ATTR_MAX_VALUE_U:
	case NL_POLICY_TYPE_ATTR_MAX_VALUE_S:
		return value == max[type];
	case NL_POLICY_TYPE_ATTR_MIN_VALUE_S:
		return value == ~max[type];
	default:
		return false;
	}
}

void policy_text(const struct nlattr *nla, char *text, size_t size)
{
	uint64_t type = 0, value;
	size_t i, len;

	len = snprintf(text, size, "%s", type_name(nla, &type));
	for (i = 0; i < LIMITS && len < size; i++) {
		if (!read_number(nla, limits[i].attr, &value) ||
		    is_natural(type, limits[i].attr, value))
			continue;
		if (limits[i].form == SIGNED)
			len += snprintf(text + len, size - len, " %s %" PRId64,
					limits[i].name, (int64_t)value);
		else
			len += snprintf(text + len, size - len,
					limits[i].form == MASK ? " %s 0x%" PRIx64 :
					" %s %" PRIu64, limits[i].name, value);
	}
}

static bool length_rule(const struct nlattr *nla, char *text, size_t size)
{
	uint64_t min, max;
	bool has_min = read_number(nla, NL_POLICY_TYPE_ATTR_MIN_LENGTH, &min) && min;
	bool has_max = read_number(nla, NL_POLICY_TYPE_ATTR_MAX_LENGTH, &max);

	if (has_min && has_max && min == max)
		snprintf(text, size, "must have %" PRIu64 " bytes", min);
	else if (has_max)
		snprintf(text, size, "must have at most %" PRIu64 " bytes", max);
	else if (has_min)
		snprintf(text, size, "must have at least %" PRIu64 " bytes", min);
	return has_min || has_max;
}

static bool number_rule(const struct nlattr *nla, uint64_t type, char *text, size_t size)
{
	uint64_t min, max, mask;
	bool has_min = read_number(nla, NL_POLICY_TYPE_ATTR_MIN_VALUE_U, &min) &&
		       !is_natural(type, NL_POLICY_TYPE_ATTR_MIN_VALUE_U, min);
	bool has_max = read_number(nla, NL_POLICY_TYPE_ATTR_MAX_VALUE_U, &max) &&
		       !is_natural(type, NL_POLICY_TYPE_ATTR_MAX_VALUE_U, max);

	if (has_min && has_max)
		snprintf(text, size, "must be from %" PRIu64 " to %" PRIu64, min, max);
	else if (has_max)
		snprintf(text, size, "must be at most %" PRIu64, max);
	else if (has_min)
		snprintf(text, size, "must be at least %" PRIu64, min);
	else if (read_number(nla, NL_POLICY_TYPE_ATTR_MASK, &mask))
		snprintf(text, size, "must have no other bits than 0x%" PRIx64, mask);
	else
		return false;
	return true;
}

bool policy_rule(const struct nlattr *nla, char *text, size_t size)
{
	uint64_t type = 0;

	read_number(nla, NL_POLICY_TYPE_ATTR_TYPE, &type);
	return number_rule(nla, type, text, size) || length_rule(nla, text, size);
}

void policy_json(const struct nlattr *nla, struct out *o)
{
	uint64_t type = 0, value;
	size_t i;

	out_str(o, OUT_PLAIN, "type", NULL, type_name(nla, &type));
	for (i = 0; i < LIMITS; i++) {
		if (!read_number(nla, limits[i].attr, &value))
			continue;
		if (limits[i].form == SIGNED)
			out_s64(o, limits[i].name, NULL, value);
		else
			out_u64(o, limits[i].name, NULL, value);
	}
}
