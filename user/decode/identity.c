// SPDX-License-Identifier: GPL-2.0
/* Builds the identity of a network object. */
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>

#include "decode/decode.h"

#define HASH_START	2166136261u

/* FNV-1a */
static uint32_t hash_bytes(uint32_t h, const void *data, size_t len)
{
	const uint8_t *p = data;

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
	kind_row(ev->kind)->identify(id, ev);
}

uint32_t identity_hash(const struct identity *id)
{
	return hash_bytes(HASH_START, id, sizeof(*id));
}

bool identity_same(const struct identity *a, const struct identity *b)
{
	return !memcmp(a, b, sizeof(*a));
}

static uint32_t hash_hop(uint32_t h, uint32_t ifindex, const uint8_t *gateway,
			 const uint8_t *via)
{
	h = hash_bytes(h, &ifindex, sizeof(ifindex));
	return hash_attr(hash_attr(h, gateway), via);
}

uint32_t event_path(const struct event *ev)
{
	const uint8_t *const *tb = ev->attr;
	const uint8_t *pos, *end;
	struct rtnexthop nh;
	struct attr_iter it;
	struct rtmsg r;
	uint32_t h;

	if (ev->kind != NETJOURNAL_KIND_ROUTE)
		return 0;
	memcpy(&r, ev->hdr, sizeof(r));
	h = hash_bytes(HASH_START, &r.rtm_type, sizeof(r.rtm_type));
	/* A nexthop object can change without the route, so its id is the path. */
	if (tb[RTA_NH_ID])
		return hash_attr(h, tb[RTA_NH_ID]);
	if (!tb[RTA_MULTIPATH])
		return hash_hop(h, ev->ifindex, tb[RTA_GATEWAY], tb[RTA_VIA]);

	pos = attr_data(tb[RTA_MULTIPATH]);
	end = pos + attr_len(tb[RTA_MULTIPATH]);
	while (pos < end && nexthop_next(&nh, pos, end)) {
		it = attr_iter(pos + sizeof(nh), nh.rtnh_len - sizeof(nh));
		h = hash_bytes(h, &nh.rtnh_hops, sizeof(nh.rtnh_hops));
		h = hash_hop(h, nh.rtnh_ifindex, attr_find(it, RTA_GATEWAY),
			     attr_find(it, RTA_VIA));
		pos += nexthop_step(&nh, pos, end);
	}
	return h;
}
