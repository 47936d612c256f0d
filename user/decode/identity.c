// SPDX-License-Identifier: GPL-2.0
/* Builds the identity of a network object. */
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>

#include "decode/decode.h"

#define HASH_START	2166136261u

/* Mixes eight bytes at a time, then four, and the rest like FNV-1a. */
static uint32_t hash_bytes(uint32_t h, const void *data, size_t len)
{
	const uint8_t *p = data;
	uint64_t mix = h, word;
	uint32_t half;

	for (; len >= sizeof(word); len -= sizeof(word), p += sizeof(word)) {
		memcpy(&word, p, sizeof(word));
		mix = (mix ^ word) * 0x9e3779b97f4a7c15u;
		mix ^= mix >> 32;
	}
	h = mix;
	if (len >= sizeof(half)) {
		memcpy(&half, p, sizeof(half));
		h = (h ^ half) * 0x9e3779b1u;
		h ^= h >> 15;
		p += sizeof(half);
		len -= sizeof(half);
	}
	while (len--)
		h = (h ^ *p++) * 16777619u;
	return h;
}

static uint32_t hash_attr(uint32_t h, const uint8_t *a)
{
	uint16_t type;

	if (!a)
		return h;
	type = attr_type(a);
	h = hash_bytes(h, &type, sizeof(type));
	return hash_bytes(h, attr_data(a), attr_len(a));
}

void identity_put_addr(struct event_addr *to, const uint8_t *a, unsigned int len)
{
	if (!a || attr_len(a) > sizeof(to->bytes))
		return;
	to->family = attr_len(a) == 4 ? AF_INET : AF_INET6;
	to->len = len;
	memcpy(to->bytes, attr_data(a), attr_len(a));
}

uint32_t identity_hash_attrs(const struct event *ev)
{
	struct attr_iter it = attr_iter(ev->attrs, ev->attrs_len);
	const uint8_t *a;
	uint32_t sum = 0;

	while ((a = attr_next(&it)))
		sum += hash_attr(HASH_START, a);
	return sum;
}

uint32_t identity_hash_some(const struct event *ev, const uint8_t *types, size_t n)
{
	uint32_t h = HASH_START;

	while (n--)
		h = hash_attr(h, ev->attr[*types++]);
	return h;
}

uint32_t identity_hash_more(uint32_t h, const void *data, size_t len)
{
	return hash_bytes(h, data, len);
}

void identity_of(struct identity *id, const struct event *ev)
{
	memset(id, 0, sizeof(*id));
	id->kind = ev->kind;
	object_row(ev->kind)->identify(id, ev);
}

uint32_t identity_hash(const struct identity *id)
{
	return hash_bytes(HASH_START, id, sizeof(*id));
}

bool identity_same(const struct identity *a, const struct identity *b)
{
	return !memcmp(a, b, sizeof(*a));
}

/* Attributes by which the kernel tells routes apart, and nexthops of a route. */
static const uint8_t more_of_route4[] = { RTA_PREFSRC, RTA_METRICS };
static const uint8_t more_of_hop[] = {
	RTA_GATEWAY, RTA_VIA, RTA_ENCAP_TYPE, RTA_ENCAP, RTA_FLOW,
};

/* @tb: the attributes of the nexthop, or of the route if it has one nexthop. */
static uint32_t hash_hop(uint32_t h, uint32_t ifindex, uint32_t flags, const uint8_t *const *tb)
{
	size_t i;

	/* The kernel changes the other flags by itself. */
	flags &= RTNH_F_ONLINK;
	h = hash_bytes(h, &ifindex, sizeof(ifindex));
	h = hash_bytes(h, &flags, sizeof(flags));
	for (i = 0; i < ARRAY_SIZE(more_of_hop); i++)
		h = hash_attr(h, tb[more_of_hop[i]]);
	return h;
}

static uint32_t hash_hops(uint32_t h, const uint8_t *multipath)
{
	const uint8_t *pos = attr_data(multipath), *end = pos + attr_len(multipath), *a;
	const uint8_t *tb[RTA_MAX + 1];
	struct rtnexthop nh;
	struct attr_iter it;

	while (pos < end && nexthop_next(&nh, pos, end)) {
		memset(tb, 0, sizeof(tb));
		it = attr_iter(pos + sizeof(nh), nh.rtnh_len - sizeof(nh));
		while ((a = attr_next(&it)))
			if (attr_type(a) <= RTA_MAX)
				tb[attr_type(a)] = a;
		h = hash_bytes(h, &nh.rtnh_hops, sizeof(nh.rtnh_hops));
		h = hash_hop(h, nh.rtnh_ifindex, nh.rtnh_flags, tb);
		pos += nexthop_step(&nh, pos, end);
	}
	return h;
}

/*
 * Hashes what the kernel compares beside the nexthops. For IPv4 see fib_find_info(). The kernel
 * tells IPv6 routes apart by their nexthops alone (see rt6_duplicate_nexthop()), and it changes
 * the other attributes without an announcement.
 */
static uint32_t hash_route(const struct event *ev, const struct rtmsg *r)
{
	uint32_t h = HASH_START;

	if (ev->family == AF_INET6)
		return ev->attr[RTA_NH_ID] ? h : hash_bytes(h, &r->rtm_type, sizeof(r->rtm_type));
	h = identity_hash_some(ev, more_of_route4, ARRAY_SIZE(more_of_route4));
	h = hash_bytes(h, &r->rtm_type, sizeof(r->rtm_type));
	h = hash_bytes(h, &r->rtm_protocol, sizeof(r->rtm_protocol));
	return hash_bytes(h, &r->rtm_scope, sizeof(r->rtm_scope));
}

uint32_t event_path(const struct event *ev)
{
	const uint8_t *const *tb = ev->attr;
	struct rtmsg r;
	uint32_t h;

	if (ev->kind != NETJOURNAL_KIND_ROUTE)
		return 0;
	memcpy(&r, ev->hdr, sizeof(r));
	h = hash_route(ev, &r);
	/* A nexthop object can change without the route, so only its id counts. */
	if (tb[RTA_NH_ID])
		return hash_attr(h, tb[RTA_NH_ID]);
	if (tb[RTA_MULTIPATH])
		return hash_hops(h, tb[RTA_MULTIPATH]);
	return hash_hop(h, ev->ifindex, r.rtm_flags, tb);
}
