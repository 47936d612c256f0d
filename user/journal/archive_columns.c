// SPDX-License-Identifier: GPL-2.0
/* Packs records into rows. */
#include <errno.h>
#include <netlink/attr.h>
#include <string.h>

#include "journal/archive_columns.h"
#include "nl/nla.h"

/* Returns whether the value of the attribute has a column. */
static bool has_column(int type)
{
	switch (type) {
	case NETJOURNAL_A_RECORD_KIND:
	case NETJOURNAL_A_RECORD_SEQ:
	case NETJOURNAL_A_RECORD_TIME:
	case NETJOURNAL_A_RECORD_ORIGIN:
	case NETJOURNAL_A_RECORD_ACT:
		return true;
	default:
		return false;
	}
}

size_t archive_pack(char *data, const struct record *rec)
{
	const struct nlattr *nla = rec->attrs;
	int rem = rec->len;
	struct nlattr head;
	size_t len = 0;

	for (; nla_ok(nla, rem); nla = nla_next(nla, &rem)) {
		size_t n = NLA_ALIGN(nla->nla_len);

		if (nla_type(nla) == NETJOURNAL_A_RECORD_INSTANCE)
			continue;
		if (has_column(nla_type(nla))) {
			head = (struct nlattr){ NLA_HDRLEN, nla->nla_type };
			memcpy(data + len, &head, NLA_HDRLEN);
			len += NLA_HDRLEN;
			continue;
		}
		memset(data + len + n - NLA_ALIGNTO, 0, NLA_ALIGNTO);
		memcpy(data + len, nla, nla->nla_len);
		len += n;
	}
	return len;
}

struct unpacked {
	char *attrs;
	size_t len, size;
};

static bool put(struct unpacked *u, uint16_t type, const void *value, size_t len)
{
	struct nlattr head = { NLA_HDRLEN + len, type };
	size_t n = NLA_ALIGN(NLA_HDRLEN + len);

	if (len > UINT16_MAX - NLA_HDRLEN || u->size - u->len < n)
		return false;
	memset(u->attrs + u->len + n - NLA_ALIGNTO, 0, NLA_ALIGNTO);
	memcpy(u->attrs + u->len, &head, NLA_HDRLEN);
	memcpy(u->attrs + u->len + NLA_HDRLEN, value, len);
	u->len += n;
	return true;
}

static bool put_column(struct unpacked *u, const struct archive_columns *c, uint16_t type)
{
	switch (type & NLA_TYPE_MASK) {
	case NETJOURNAL_A_RECORD_KIND:
		return put(u, type, &c->kind, sizeof(c->kind));
	case NETJOURNAL_A_RECORD_SEQ:
		return put(u, type, &c->seq, sizeof(c->seq));
	case NETJOURNAL_A_RECORD_TIME:
		return put(u, type, &c->time, sizeof(c->time));
	case NETJOURNAL_A_RECORD_ACT:
		return put(u, type, &c->act, sizeof(c->act));
	default:
		return !c->origin || put(u, type, c->origin, c->origin_len);
	}
}

int archive_unpack(char *attrs, size_t size, const struct archive_columns *c)
{
	struct unpacked u = { .attrs = attrs, .size = size };
	const struct nlattr *nla = c->data;
	int rem = c->data_len;
	bool fits = true;

	if (c->instance)
		fits = put(&u, NETJOURNAL_A_RECORD_INSTANCE, &c->instance, sizeof(c->instance));
	for (; fits && nla_ok(nla, rem); nla = nla_next(nla, &rem)) {
		if (has_column(nla_type(nla)))
			fits = put_column(&u, c, nla->nla_type);
		else
			fits = put(&u, nla->nla_type, nla_bytes(nla), nla_size(nla));
	}
	return fits ? (int)u.len : -EBADMSG;
}
