/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads netlink attributes into the members of a struct, by a table.
 */
#ifndef NETJOURNAL_FIELDS_H
#define NETJOURNAL_FIELDS_H

#include <linux/netlink.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "nl/nla.h"

/*
 * The member of a struct that gets the value of an attribute. Tables of fields are
 * indexed by attribute type. Strings and nests are not copied; the member points into
 * the message.
 */
struct field {
	enum { F_NONE, F_U32, F_U64, F_STRING, F_ATTR } type;
	size_t offset;
};

#define FIELD(t, s, m)	{ .type = (t), .offset = offsetof(struct s, m) }

static inline bool take_field(void *to, const struct field *field,
			      const struct nlattr *nla)
{
	void *member = (char *)to + field->offset;

	switch (field->type) {
	case F_U32:
		if (nla->nla_len != NLA_HDRLEN + sizeof(uint32_t))
			return false;
		memcpy(member, nla_bytes(nla), sizeof(uint32_t));
		return true;
	case F_U64:
		if (nla->nla_len != NLA_HDRLEN + sizeof(uint64_t))
			return false;
		memcpy(member, nla_bytes(nla), sizeof(uint64_t));
		return true;
	case F_STRING:
		if (!memchr(nla_bytes(nla), '\0', nla_size(nla)))
			return false;
		*(const char **)member = nla_bytes(nla);
		return true;
	case F_ATTR:
		*(const struct nlattr **)member = nla;
		return true;
	default:
		return true;
	}
}

/* Takes no value of attributes beyond the table, because the core does not know them. */
static inline bool take_all(void *to, const struct field *fields, int max,
			    const void *attrs, int len, uint64_t *seen)
{
	const struct nlattr *nla = attrs;
	uint64_t types = *seen;

	for (; nla_here(nla, len); nla = nla_after(nla, &len)) {
		int type = nla_kind(nla);

		if (type <= max && !take_field(to, &fields[type], nla))
			return false;
		if (type < 64)
			types |= 1ull << type;
	}
	*seen = types;
	return true;
}

#define TAKE_ALL(to, fields, attrs, len, seen) \
	take_all(to, fields, sizeof(fields) / sizeof((fields)[0]) - 1, attrs, \
		 len, seen)

#endif
