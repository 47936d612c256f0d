// SPDX-License-Identifier: GPL-2.0
/* What tells one network object from another. */
#include <linux/fib_rules.h>
#include <linux/if_addr.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "decode/identity.h"

#define HASH_START	2166136261u

/* FNV-1a */
static uint32_t hash(uint32_t h, const void *data, size_t len)
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
	h = hash(h, &type, sizeof(type));
	return hash(h, attr_data(a), attr_len(a));
}

static void put_addr(struct event_addr *to, const uint8_t *a, unsigned int len)
{
	if (!a || attr_len(a) > sizeof(to->bytes))
		return;
	to->family = attr_len(a) == 4 ? AF_INET : AF_INET6;
	to->len = len;
	memcpy(to->bytes, attr_data(a), attr_len(a));
}

static void identify_addr(struct identity *id, const struct event *ev)
{
	id->ifindex = ev->ifindex;
	id->dst = ev->dst;
	/* An IPv6 address has one peer at most, which can be changed. */
	if (ev->family == AF_INET)
		put_addr(&id->from, ev->attr[IFA_ADDRESS], ev->dst.len);
}

static void identify_route(struct identity *id, const struct event *ev)
{
	struct rtmsg r;

	memcpy(&r, ev->hdr, sizeof(r));
	id->table = ev->table;
	id->priority = ev->priority;
	id->tos = r.rtm_tos;
	id->dst = ev->dst;
	put_addr(&id->from, ev->attr[RTA_SRC], r.rtm_src_len);
}

/* A rule is never changed: each of its attributes tells it from others. */
static void identify_rule(struct identity *id, const struct event *ev)
{
	struct attr_iter it = attr_iter(ev->attrs, ev->attrs_len);
	struct fib_rule_hdr h;
	const uint8_t *a;
	uint32_t sum = 0;

	memcpy(&h, ev->hdr, sizeof(h));
	/* Set by the kernel while the device or the target is not there. */
	h.flags &= ~(FIB_RULE_UNRESOLVED | FIB_RULE_IIF_DETACHED |
		     FIB_RULE_OIF_DETACHED);
	/* In whatever order the attributes come. */
	while ((a = attr_next(&it)))
		sum += hash_attr(HASH_START, a);
	id->rest = hash(sum, &h, sizeof(h));
	id->table = ev->table;
	id->priority = ev->priority;
	id->dst = ev->dst;
}

static void identify_neigh(struct identity *id, const struct event *ev)
{
	static const uint8_t fdb[] = {
		NDA_LLADDR, NDA_VLAN, NDA_PORT, NDA_VNI, NDA_SRC_VNI, NDA_MASTER,
	};
	struct ndmsg m;
	size_t i;

	memcpy(&m, ev->hdr, sizeof(m));
	id->ifindex = ev->ifindex;
	id->dst = ev->dst;
	id->flags = m.ndm_flags & NTF_PROXY;
	if (ev->family != AF_BRIDGE)
		return;
	id->rest = HASH_START;
	for (i = 0; i < ARRAY_SIZE(fdb); i++)
		id->rest = hash_attr(id->rest, ev->attr[fdb[i]]);
}

void identity_of(struct identity *id, const struct event *ev)
{
	memset(id, 0, sizeof(*id));
	id->kind = ev->kind;
	id->family = ev->family;
	switch (ev->kind) {
	case NETJOURNAL_KIND_LINK:
		/* A bridge announces its ports as a family of its own. */
		id->family = 0;
		id->ifindex = ev->ifindex;
		break;
	case NETJOURNAL_KIND_ADDR:
		identify_addr(id, ev);
		break;
	case NETJOURNAL_KIND_ROUTE:
		identify_route(id, ev);
		break;
	case NETJOURNAL_KIND_RULE:
		identify_rule(id, ev);
		break;
	case NETJOURNAL_KIND_NEIGH:
		identify_neigh(id, ev);
		break;
	default:
		id->family = 0;
		id->id = ev->id;
		break;
	}
}

uint32_t identity_hash(const struct identity *id)
{
	return hash(HASH_START, id, sizeof(*id));
}

bool identity_same(const struct identity *a, const struct identity *b)
{
	return !memcmp(a, b, sizeof(*a));
}

static uint32_t hash_hop(uint32_t h, uint32_t ifindex, const uint8_t *gateway,
			 const uint8_t *via)
{
	h = hash(h, &ifindex, sizeof(ifindex));
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
	h = hash(HASH_START, &r.rtm_type, sizeof(r.rtm_type));
	/* What the nexthop object leads to may change under the route. */
	if (tb[RTA_NH_ID])
		return hash_attr(h, tb[RTA_NH_ID]);
	if (!tb[RTA_MULTIPATH])
		return hash_hop(h, ev->ifindex, tb[RTA_GATEWAY], tb[RTA_VIA]);

	pos = attr_data(tb[RTA_MULTIPATH]);
	end = pos + attr_len(tb[RTA_MULTIPATH]);
	while (pos < end && nexthop_next(&nh, pos, end)) {
		it = attr_iter(pos + sizeof(nh), nh.rtnh_len - sizeof(nh));
		h = hash(h, &nh.rtnh_hops, sizeof(nh.rtnh_hops));
		h = hash_hop(h, nh.rtnh_ifindex, attr_find(it, RTA_GATEWAY),
			     attr_find(it, RTA_VIA));
		pos += nexthop_step(&nh, pos, end);
	}
	return h;
}
