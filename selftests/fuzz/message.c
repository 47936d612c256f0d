// SPDX-License-Identifier: GPL-2.0
/*
 * Makes and changes requests for a generic netlink family of which only the policies are
 * known. See message.h.
 */
#include <stdlib.h>
#include <string.h>

#include "message.h"

#define DEPTH	4	/* of nests */
/* Nests in a request may lack the flag NLA_F_NESTED, and other attributes may have it. */
#define TYPE(nla)	((nla)->nla_type & NLA_TYPE_MASK)

bool heard_attrs(struct heard *heard, bool nested, const void *attrs, size_t len)
{
	const char *at = attrs, *end = at + len;

	while (at < end) {
		const struct nlattr *nla = (const void *)at;
		int type;

		if (end - at < NLA_HDRLEN || nla->nla_len < NLA_HDRLEN ||
		    nla->nla_len > end - at)
			return false;
		at += NLA_ALIGN(nla->nla_len);
		if (nla->nla_type & NLA_F_NESTED) {
			if (!heard_attrs(heard, true, nl_data(nla), nl_len(nla)))
				return false;
			continue;
		}
		type = TYPE(nla);
		if (type < NL_ATTRS && (nl_len(nla) == 4 || nl_len(nla) == 8)) {
			struct heard_numbers *h = &heard->numbers[nested][nl_len(nla) == 8][type];

			h->values[h->n++ % HEARD] = nl_u32(nla) | nl_u64(nla);
		}
	}
	return true;
}

/* Making */

static bool room_for(const struct message *m, size_t len)
{
	return m->len + NLA_ALIGN(len) <= sizeof(m->bytes);
}

static bool put(struct message *m, uint16_t type, const void *data, size_t len)
{
	struct nlattr nla = { .nla_type = type, .nla_len = NLA_HDRLEN + len };
	uint8_t *to = m->bytes + m->len;

	if (!room_for(m, NLA_HDRLEN + len))
		return false;
	memset(to, 0, NLA_ALIGN(NLA_HDRLEN + len));
	memcpy(to, &nla, sizeof(nla));
	if (len)
		memcpy(to + NLA_HDRLEN, data, len);
	m->len += NLA_ALIGN(NLA_HDRLEN + len);
	return true;
}

/* Returns a number that is likely to be at a limit. */
static uint64_t edge(struct random *r)
{
	uint64_t value = 1ull << random_below(r, 64);

	switch (random_below(r, 6)) {
	case 0:
		return value - 1;
	case 1:
		return -value;
	case 2:
		return random_below(r, 20);
	case 3:
		return random_u64(r) >> random_below(r, 64);
	default:
		return value;
	}
}

static bool heard_value(struct maker *maker, bool nested, size_t len, int type, uint64_t *value)
{
	const struct heard_numbers *h;

	if (type >= NL_ATTRS || (len != 4 && len != 8))
		return false;
	h = &maker->heard.numbers[nested][len == 8][type];
	if (!h->n)
		return false;
	*value = h->values[random_below(&maker->random, h->n < HEARD ? h->n : HEARD)];
	return true;
}

static uint64_t number(struct maker *maker, bool nested, size_t len, int type,
		       const struct nl_policy *p)
{
	struct random *r = &maker->random;
	uint64_t value, span = p->max - p->min;

	if (random_percent(r, 50) && heard_value(maker, nested, len, type, &value)) {
		switch (random_below(r, 8)) {
		case 0:
			value++;
			break;
		case 1:
			value--;
			break;
		case 2:
			value *= 2;
			break;
		case 3:
			value /= 2;
			break;
		}
	} else if (random_percent(r, 20)) {
		value = random_percent(r, 50) ? p->min : p->max;
	} else {
		value = edge(r);
	}
	if (p->mask)
		return value & p->mask;
	if (p->max && value - p->min > span)
		value = p->min + (span + 1 ? value % (span + 1) : value);
	return value;
}

/* Writes text that is usually valid UTF-8 without control characters. */
static size_t text(struct random *r, char *to, size_t len)
{
	static const char *const pieces[] = { "a", "Z", "0", " ", "/", "%s", "é", "€", "😀", "\"" };
	size_t n = 0;

	while (n < len) {
		const char *piece = pieces[random_below(r, sizeof(pieces) / sizeof(pieces[0]))];
		size_t add = strlen(piece);

		if (n + add > len)
			piece = "x", add = 1;
		memcpy(to + n, piece, add);
		n += add;
	}
	return n;
}

static size_t length(struct random *r, const struct nl_policy *p)
{
	size_t max = p->max_len ? p->max_len : 64;

	if (max > 1500)
		max = 1500;
	switch (random_below(r, 8)) {
	case 0:
		return max;
	case 1:
		return p->min_len;
	default:
		max = max < 40 ? max : 40;
		return p->min_len + (max > p->min_len ? random_below(r, max - p->min_len + 1) : 0);
	}
}

static void make_attrs(struct maker *maker, struct message *m, int policy, int depth);

static void make_attr(struct maker *maker, struct message *m, int type, const struct nl_policy *p,
		      int depth)
{
	static const uint8_t sizes[] = {
		[NL_ATTR_TYPE_U8] = 1, [NL_ATTR_TYPE_U16] = 2, [NL_ATTR_TYPE_U32] = 4,
		[NL_ATTR_TYPE_U64] = 8, [NL_ATTR_TYPE_S8] = 1, [NL_ATTR_TYPE_S16] = 2,
		[NL_ATTR_TYPE_S32] = 4, [NL_ATTR_TYPE_S64] = 8, [NL_ATTR_TYPE_BITFIELD32] = 8,
		[16] = 8, [17] = 8,	/* sint, uint: newer than the headers */
	};
	struct random *r = &maker->random;
	struct nlattr *nest;
	char bytes[1536];
	uint64_t value;
	size_t len, i;

	switch (p->type) {
	case NL_ATTR_TYPE_FLAG:
		put(m, type, NULL, 0);
		break;
	case NL_ATTR_TYPE_NESTED:
	case NL_ATTR_TYPE_NESTED_ARRAY:
		nest = (void *)(m->bytes + m->len);
		if (depth == DEPTH || !put(m, type | NLA_F_NESTED, NULL, 0))
			break;
		for (i = p->type == NL_ATTR_TYPE_NESTED ? 0 : 1 + random_below(r, 3); i; i--) {
			struct nlattr *entry = (void *)(m->bytes + m->len);

			if (!put(m, i | NLA_F_NESTED, NULL, 0))
				break;
			make_attrs(maker, m, p->nested, depth + 1);
			entry->nla_len = m->bytes + m->len - (uint8_t *)entry;
		}
		if (p->type == NL_ATTR_TYPE_NESTED)
			make_attrs(maker, m, p->nested, depth + 1);
		nest->nla_len = m->bytes + m->len - (uint8_t *)nest;
		break;
	case NL_ATTR_TYPE_STRING:
	case NL_ATTR_TYPE_NUL_STRING:
		len = text(r, bytes, length(r, p));
		bytes[len] = 0;
		put(m, type, bytes, len + 1);
		break;
	case NL_ATTR_TYPE_BITFIELD32:
		value = random_u64(r);
		value &= p->mask << 32 | p->mask;
		value &= value >> 32 | ~0u << 31 << 1;
		put(m, type, &value, sizeof(value));
		break;
	case NL_ATTR_TYPE_BINARY:
		len = length(r, p);
		for (i = 0; i < len; i++)
			bytes[i] = random_u64(r);
		put(m, type, bytes, len);
		break;
	default:
		if (p->type >= sizeof(sizes))
			break;
		len = sizes[p->type];
		value = number(maker, depth, len, type, p);
		put(m, type, &value, len);
	}
}

/* Adds some of the attributes in the policy, in any order. */
static void make_attrs(struct maker *maker, struct message *m, int policy, int depth)
{
	static const uint8_t shares[] = { 0, 30, 50, 80, 100, 100 };
	uint32_t share = shares[random_below(&maker->random, sizeof(shares))];
	uint32_t first = random_below(&maker->random, NL_ATTRS);
	bool one = random_percent(&maker->random, 30);

	if (policy < 0 || policy >= NL_OPS)
		return;
	for (uint32_t i = 0; i < NL_ATTRS; i++) {
		int type = (first + i) % NL_ATTRS;
		const struct nl_policy *p = &maker->policies->attrs[policy][type];

		if (!p->type || (!one && !random_percent(&maker->random, share)))
			continue;
		make_attr(maker, m, type, p, depth);
		if (one)
			break;
	}
}

void message_make(struct maker *maker, struct message *m)
{
	struct random *r = &maker->random;
	uint32_t cmd = 0, rarest = UINT32_MAX;
	struct genlmsghdr genl = { .version = maker->family->version };
	int tries = random_percent(r, 50) ? 3 : 1;
	bool dump = false;

	while (tries--) {
		uint32_t op = random_below(r, maker->family->n_ops);
		uint32_t flags = maker->family->ops[op].flags, done;
		bool d = flags & GENL_CMD_CAP_DUMP;

		if (d && (flags & GENL_CMD_CAP_DO))
			d = random_percent(r, 50);
		done = maker->done[maker->family->ops[op].cmd][d];
		if (done < rarest) {
			rarest = done;
			cmd = maker->family->ops[op].cmd;
			dump = d;
		}
	}
	genl.cmd = cmd;
	m->flags = NLM_F_REQUEST | (dump ? NLM_F_DUMP : 0) | (random_percent(r, 90) ? NLM_F_ACK : 0);
	memcpy(m->bytes, &genl, sizeof(genl));
	m->len = sizeof(genl);
	make_attrs(maker, m, (dump ? maker->policies->dump_policy : maker->policies->do_policy)[cmd], 0);
}

/* Changing */

/* The positions of the attributes of a message. */
struct place {
	uint16_t at;
	int8_t parent;	/* index, -1 */
};

#define PLACES	64

struct places {
	int n;
	struct place place[PLACES];
};

static void places_find(struct places *places, const struct message *m, size_t at, size_t end,
			int parent, int depth)
{
	while (at + NLA_HDRLEN <= end && places->n < PLACES) {
		const struct nlattr *nla = (const void *)(m->bytes + at);
		int self = places->n;

		if (nla->nla_len < NLA_HDRLEN || at + nla->nla_len > end)
			return;
		places->place[places->n++] = (struct place){ .at = at, .parent = parent };
		if ((nla->nla_type & NLA_F_NESTED) && depth < DEPTH)
			places_find(places, m, at + NLA_HDRLEN, at + nla->nla_len, self, depth + 1);
		at += NLA_ALIGN(nla->nla_len);
	}
}

static struct nlattr *attr_at(struct message *m, const struct places *places, int i)
{
	return (void *)(m->bytes + places->place[i].at);
}

/* Returns the bytes that attribute @i takes, up to the end of the message. */
static size_t attr_room(struct message *m, const struct places *places, int i)
{
	size_t at = places->place[i].at, room = NLA_ALIGN(attr_at(m, places, i)->nla_len);

	return at + room > m->len ? m->len - at : room;
}

/* Replaces @old bytes with @len bytes, and adjusts the lengths of the nests around @i. */
static bool replace(struct message *m, const struct places *places, int i, size_t at, size_t old,
		    const void *with, size_t len)
{
	if (at + old > m->len || m->len - old + len > sizeof(m->bytes))
		return false;
	memmove(m->bytes + at + len, m->bytes + at + old, m->len - at - old);
	if (len)
		memcpy(m->bytes + at, with, len);
	m->len += len - old;
	for (i = i < 0 ? -1 : places->place[i].parent; i >= 0; i = places->place[i].parent)
		attr_at(m, places, i)->nla_len += len - old;
	return true;
}

static void change_size(struct maker *maker, struct message *m, const struct places *places, int i)
{
	static const uint16_t sizes[] = { 0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 255, 1024, 1025, 2000 };
	struct random *r = &maker->random;
	size_t room = attr_room(m, places, i), len;
	uint8_t bytes[2048] = {};
	struct nlattr nla;

	memcpy(bytes, attr_at(m, places, i), room);
	memcpy(&nla, bytes, sizeof(nla));
	if (random_percent(r, 50))
		len = nla.nla_len + random_below(r, 9) - 4;
	else
		len = NLA_HDRLEN + sizes[random_below(r, sizeof(sizes) / sizeof(sizes[0]))];
	if (len < NLA_HDRLEN || NLA_ALIGN(len) > sizeof(bytes))
		return;
	for (size_t at = room; at < len; at++)
		bytes[at] = random_percent(r, 20) ? random_u64(r) : 'x';
	/* The bytes behind the end are 0. */
	memset(bytes + len, 0, NLA_ALIGN(len) - len);
	nla.nla_len = len;
	memcpy(bytes, &nla, sizeof(nla));
	replace(m, places, i, places->place[i].at, room, bytes, NLA_ALIGN(len));
}

static void change_value(struct maker *maker, struct message *m, const struct places *places, int i)
{
	struct nlattr *nla = attr_at(m, places, i);
	struct random *r = &maker->random;
	size_t len = nl_len(nla);
	uint64_t value = edge(r);

	if (len == 1 || len == 2 || len == 4 || len == 8)
		memcpy((char *)nla + NLA_HDRLEN, &value, len);
	else if (len)
		((uint8_t *)nla)[NLA_HDRLEN + random_below(r, len)] = value;
}

static void change_type(struct maker *maker, struct nlattr *nla)
{
	static const uint16_t types[] = { 0, 31, 63, 64, 255, 256, 1000, 0x3fff };
	struct random *r = &maker->random;

	switch (random_below(r, 4)) {
	case 0:
		nla->nla_type ^= NLA_F_NESTED;
		break;
	case 1:
		nla->nla_type ^= NLA_F_NET_BYTEORDER;
		break;
	case 2:
		nla->nla_type = types[random_below(r, sizeof(types) / sizeof(types[0]))];
		break;
	default:
		nla->nla_type += 1 + random_below(r, 20) - 10;
	}
}

static void change_length_only(struct maker *maker, struct nlattr *nla)
{
	static const uint16_t lens[] = { 0, 1, 3, 4, 5, 6, 7, 8, 12, 100, 32767, 65535 };
	struct random *r = &maker->random;

	if (random_percent(r, 50))
		nla->nla_len += 1 + random_below(r, 8) - 4;
	else
		nla->nla_len = lens[random_below(r, sizeof(lens) / sizeof(lens[0]))];
}

static void change_header(struct maker *maker, struct message *m)
{
	static const uint16_t flags[] = {
		NLM_F_ROOT, NLM_F_MATCH, NLM_F_ATOMIC, NLM_F_ECHO, NLM_F_ACK, NLM_F_MULTI,
		NLM_F_DUMP, NLM_F_DUMP_INTR, NLM_F_REQUEST, 0x8000,
	};
	struct genlmsghdr *genl = (void *)m->bytes;
	struct random *r = &maker->random;

	switch (random_below(r, 5)) {
	case 0:
		genl->cmd = random_percent(r, 70) ?
			    maker->family->ops[random_below(r, maker->family->n_ops)].cmd :
			    random_u64(r);
		break;
	case 1:
		genl->version = random_below(r, 4);
		break;
	case 2:
		genl->reserved = random_u64(r);
		break;
	default:
		m->flags ^= flags[random_below(r, sizeof(flags) / sizeof(flags[0]))];
	}
}

/* Inserts an attribute of another message, before attribute @i or at the end. */
static void splice(struct maker *maker, struct message *m, const struct places *places, int i,
		   const struct message *other)
{
	static struct message copy;
	struct places from = {};
	int which;

	copy = *other;
	places_find(&from, &copy, GENL_HDRLEN, copy.len, -1, 0);
	if (!from.n)
		return;
	which = random_below(&maker->random, from.n);
	replace(m, places, i, i < 0 ? m->len : places->place[i].at, 0,
		copy.bytes + from.place[which].at, attr_room(&copy, &from, which));
}

void message_mutate(struct maker *maker, struct message *m, const struct message *other)
{
	struct random *r = &maker->random;
	struct places places = {};
	uint32_t what = random_below(r, 100);
	struct message copy;
	int i;

	places_find(&places, m, GENL_HDRLEN, m->len, -1, 0);
	if (what < 10 || !places.n) {
		if (random_percent(r, 60))
			change_header(maker, m);
		else
			splice(maker, m, &places, -1, other);
		return;
	}
	i = random_below(r, places.n);
	if (what < 30) {
		change_value(maker, m, &places, i);
	} else if (what < 42) {
		change_size(maker, m, &places, i);
	} else if (what < 52) {
		change_type(maker, attr_at(m, &places, i));
	} else if (what < 60) {
		change_length_only(maker, attr_at(m, &places, i));
	} else if (what < 70) {
		replace(m, &places, i, places.place[i].at, attr_room(m, &places, i), NULL, 0);
	} else if (what < 78) {
		/* Twice. */
		copy = *m;
		replace(m, &places, i, places.place[i].at, 0, copy.bytes + places.place[i].at,
			attr_room(m, &places, i));
	} else if (what < 88) {
		splice(maker, m, &places, i, other);
	} else if (what < 92) {
		m->len -= random_below(r, m->len);
	} else if (what < 95) {
		uint64_t junk = random_u64(r);

		replace(m, &places, -1, m->len, 0, &junk, 1 + random_below(r, 8));
	} else {
		m->bytes[random_below(r, m->len)] = random_u64(r);
	}
}

void message_refresh(struct maker *maker, struct message *m)
{
	struct places places = {};

	places_find(&places, m, GENL_HDRLEN, m->len, -1, 0);
	for (int i = 0; i < places.n; i++) {
		struct nlattr *nla = attr_at(m, &places, i);
		uint64_t value;

		if (heard_value(maker, places.place[i].parent >= 0, nl_len(nla), TYPE(nla), &value))
			memcpy((char *)nla + NLA_HDRLEN, &value, nl_len(nla));
	}
}
