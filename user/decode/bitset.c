// SPDX-License-Identifier: GPL-2.0
/* Reads bitsets of ethtool, and prints the names of bits. */
#include <linux/ethtool_netlink.h>

#include "decode/attr.h"
#include "decode/bitset.h"

static const char *(*name_of)(unsigned int set, unsigned int bit);

void bitset_named_by(const char *(*namer)(unsigned int set, unsigned int bit))
{
	name_of = namer;
}

bool bitset_of(struct bitset *b, const uint8_t *a)
{
	const uint8_t *size = a ? attr_find(attr_iter_nested(a), ETHTOOL_A_BITSET_SIZE) : NULL;
	const uint8_t *value = a ? attr_find(attr_iter_nested(a), ETHTOOL_A_BITSET_VALUE) : NULL;

	if (!size || attr_len(size) != sizeof(uint32_t) || !value)
		return false;
	*b = (struct bitset){ attr_data(value), attr_u32(size) };
	return b->bits <= 8 * (attr_len(value) & ~3u);
}

/* The kernel sends words of 32 bits in the order of the machine. */
bool bitset_has(const struct bitset *b, unsigned int bit)
{
	uint32_t word;

	memcpy(&word, b->bytes + bit / 32 * sizeof(word), sizeof(word));
	return bit < b->bits && word >> bit % 32 & 1;
}

bool bitset_is_named(unsigned int set)
{
	return name_of && name_of(set, 0);
}

void bitset_put_bit(struct out *o, unsigned int set, unsigned int bit)
{
	const char *name = name_of ? name_of(set, bit) : NULL;

	if (name && *name)
		out_str(o, OUT_PLAIN, NULL, "%s", name);
	else
		out_u64(o, NULL, "bit %u", bit);
}
