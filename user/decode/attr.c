// SPDX-License-Identifier: GPL-2.0
/*
 * Netlink attributes by the tables that describe them.
 */
#include <string.h>

#include "decode/decode.h"

static bool is_number(unsigned int len)
{
	return len == 1 || len == 2 || len == 4 || len == 8;
}

uint64_t attr_uint(const uint8_t *a)
{
	const uint8_t *data = attr_data(a);
	uint64_t u64;

	switch (attr_len(a)) {
	case 1:
		return *data;
	case 2:
		return attr_u16(a);
	case 4:
		return attr_u32(a);
	case 8:
		memcpy(&u64, data, sizeof(u64));
		return u64;
	}
	return 0;
}

int64_t attr_int(const uint8_t *a)
{
	uint64_t v = attr_uint(a);

	switch (attr_len(a)) {
	case 1:
		return (int8_t)v;
	case 2:
		return (int16_t)v;
	case 4:
		return (int32_t)v;
	}
	return v;
}

uint64_t attr_be(const uint8_t *a)
{
	const uint8_t *data = attr_data(a);
	unsigned int i, len = attr_len(a);
	uint64_t v = 0;

	for (i = 0; i < len && i < 8; i++)
		v = v << 8 | data[i];
	return v;
}

const struct attr_desc *attr_desc(const struct attr_table *t, unsigned int type)
{
	if (!t || type >= t->count || !t->desc[type].name)
		return NULL;
	return &t->desc[type];
}

bool attr_fits(const struct attr_desc *desc, const uint8_t *a)
{
	unsigned int len = attr_len(a);

	switch (desc->form) {
	case ATTR_UINT:
	case ATTR_INT:
	case ATTR_BE:
	case ATTR_HEX:
	case ATTR_BE_HEX:
	case ATTR_BOOL:
	case ATTR_ONOFF:
	case ATTR_ENUM:
	case ATTR_CLOCK:
		return is_number(len) && len >= desc->min;
	case ATTR_IFINDEX:
	case ATTR_TABLE:
		return len == 4;
	case ATTR_PROTO:
		return len == 1;
	case ATTR_ADDR:
		return len == 4 || len == 16;
	case ATTR_LLADDR:
		return len >= 1 && len <= 32;
	}
	return len >= desc->min;
}

bool attr_sort(const struct attr_table *t, struct attr_iter it,
	       const uint8_t **tb)
{
	const struct attr_desc *desc;
	const uint8_t *a;
	bool left = false;

	memset(tb, 0, t->count * sizeof(*tb));
	while ((a = attr_next(&it))) {
		unsigned int type = attr_type(a);

		desc = attr_desc(t, type);
		if (!desc || tb[type] || !attr_fits(desc, a))
			left = true;
		else
			tb[type] = a;
	}
	return left || attr_rest(&it);
}
