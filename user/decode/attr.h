/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads netlink attributes without trusting them. Checks every length, and copies
 * every value bytewise, because a message may be at any address. Leaves attributes
 * that do not fit to the caller.
 *
 * An attribute is represented by a pointer to its header.
 */
#ifndef NETJOURNAL_ATTR_H
#define NETJOURNAL_ATTR_H

#include <linux/netlink.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/util.h"

static inline unsigned int attr_raw_len(const uint8_t *a)
{
	uint16_t len;

	memcpy(&len, a + offsetof(struct nlattr, nla_len), sizeof(len));
	return len;
}

static inline unsigned int attr_type(const uint8_t *a)
{
	uint16_t type;

	memcpy(&type, a + offsetof(struct nlattr, nla_type), sizeof(type));
	return type & NLA_TYPE_MASK;
}

/* Returns the length of the payload of an attribute that attr_next() returned. */
static inline unsigned int attr_len(const uint8_t *a)
{
	return attr_raw_len(a) - NLA_HDRLEN;
}

static inline const uint8_t *attr_data(const uint8_t *a)
{
	return a + NLA_HDRLEN;
}

/*
 * Walks over attributes. attr_next() returns NULL at the end, or if no complete
 * attribute follows; attr_rest() is not 0 then.
 */
struct attr_iter {
	const uint8_t *pos, *end;
};

static inline struct attr_iter attr_iter(const void *data, size_t len)
{
	const uint8_t *pos = data;

	return (struct attr_iter){ .pos = pos, .end = pos + len };
}

static inline struct attr_iter attr_iter_nested(const uint8_t *a)
{
	return attr_iter(attr_data(a), attr_len(a));
}

static inline size_t attr_rest(const struct attr_iter *it)
{
	return it->end - it->pos;
}

static inline const uint8_t *attr_next(struct attr_iter *it)
{
	const uint8_t *a = it->pos;
	size_t rest = attr_rest(it), len;

	if (rest < NLA_HDRLEN)
		return NULL;
	len = attr_raw_len(a);
	if (len < NLA_HDRLEN || len > rest)
		return NULL;
	len = NLA_ALIGN(len);
	it->pos += len < rest ? len : rest;
	return a;
}

/* Returns the first attribute of @type, or NULL. */
static inline const uint8_t *attr_find(struct attr_iter it, unsigned int type)
{
	const uint8_t *a;

	while ((a = attr_next(&it)))
		if (attr_type(a) == type)
			return a;
	return NULL;
}

/* Returns whether both attributes have the same value, or neither is there. */
static inline bool attr_same(const uint8_t *a, const uint8_t *b)
{
	if (!a || !b)
		return a == b;
	return attr_len(a) == attr_len(b) && !memcmp(attr_data(a), attr_data(b), attr_len(a));
}

/* Read numbers. The caller has checked that the payload is long enough. */
static inline uint16_t attr_u16(const uint8_t *a)
{
	uint16_t v;

	memcpy(&v, attr_data(a), sizeof(v));
	return v;
}

static inline uint32_t attr_u32(const uint8_t *a)
{
	uint32_t v;

	memcpy(&v, attr_data(a), sizeof(v));
	return v;
}

/* A number of 1, 2, 4 or 8 bytes in host order, or in network order. */
uint64_t attr_uint(const uint8_t *a);
int64_t attr_int(const uint8_t *a);
uint64_t attr_be(const uint8_t *a);

#endif
