// SPDX-License-Identifier: GPL-2.0
/*
 * Whether an event is about an object that a selector means.
 */
#include <fnmatch.h>
#include <linux/fib_rules.h>
#include <linux/if.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <stdio.h>

#include "decode/decode.h"
#include "decode/selector.h"

static bool same_bits(const uint8_t *a, const uint8_t *b, unsigned int bits)
{
	unsigned int bytes = bits / 8, rest = bits % 8;

	if (memcmp(a, b, bytes))
		return false;
	return !rest || !((a[bytes] ^ b[bytes]) >> (8 - rest));
}

/*
 * @host: @a is the address of a host; its length, if it is shorter, is that of
 * the network that the host is in.
 */
static bool addr_matches(const struct event_addr *want, enum selector_mode mode,
			 const struct event_addr *a, bool host)
{
	unsigned int bits = a->family == AF_INET ? 32 : 128;
	unsigned int len = host ? bits : a->len;

	/* "default", of either family; rules have no family without prefix. */
	if (!want->family) {
		if (mode == SELECTOR_ROOT)
			return true;
		return !a->family || !a->len;
	}
	if (want->family != a->family)
		return false;
	switch (mode) {
	case SELECTOR_EXACT:
		return want->len == a->len &&
		       same_bits(want->bytes, a->bytes, len);
	case SELECTOR_HOST:
		return same_bits(want->bytes, a->bytes, bits);
	case SELECTOR_ROOT:
		return len >= want->len &&
		       same_bits(want->bytes, a->bytes, want->len);
	case SELECTOR_MATCH:
		return len <= want->len &&
		       same_bits(want->bytes, a->bytes, len);
	}
	return false;
}

static bool dst_matches(const struct selector *sel, const struct event *ev)
{
	bool host;

	switch (ev->kind) {
	case NETJOURNAL_KIND_ADDR:
	case NETJOURNAL_KIND_NEIGH:
	case NETJOURNAL_KIND_ROUTE:
		if (!ev->dst.family)
			return false;
		/*
		 * A filter for 10.0.0.0/24 takes 10.0.0.5/24 with it; who asks
		 * for an address by its own name means that one.
		 */
		host = ev->kind != NETJOURNAL_KIND_ROUTE &&
		       (sel->mode != SELECTOR_EXACT || sel->kind);
		return addr_matches(&sel->dst, sel->mode, &ev->dst, host);
	case NETJOURNAL_KIND_RULE:
		if (addr_matches(&sel->dst, sel->mode, &ev->dst, false))
			return true;
		/* `rule from P` means from; a filter for P means either. */
		return !sel->kind && ev->to.family &&
		       addr_matches(&sel->dst, sel->mode, &ev->to, false);
	default:
		return false;
	}
}

static bool is_name(const char *want, const uint8_t *a)
{
	size_t len;

	if (!a)
		return false;
	len = strnlen((const char *)attr_data(a), attr_len(a));
	return len == strlen(want) && !memcmp(want, attr_data(a), len);
}

/* By the name that it has or had, or as "if5". */
static bool is_dev(const char *want, uint32_t ifindex,
		   const struct event_names *names)
{
	const char *name = NULL;
	char number[16];

	if (!ifindex)
		return false;
	if (names && names->ifname)
		name = names->ifname(names->arg, ifindex);
	if (name && !strcmp(name, want))
		return true;
	snprintf(number, sizeof(number), "if%u", ifindex);
	return !strcmp(number, want);
}

static bool is_dev_attr(const char *want, const uint8_t *a,
			const struct event_names *names)
{
	return a && is_dev(want, attr_uint(a), names);
}

static bool link_is(const struct selector *sel, const struct event *ev,
		    const struct event_names *names)
{
	const uint8_t *props = ev->attr[IFLA_PROP_LIST], *a;
	struct attr_iter it;

	if (ev->attr[IFLA_IFNAME] ? is_name(sel->dev, ev->attr[IFLA_IFNAME]) :
	    is_dev(sel->dev, ev->ifindex, names))
		return true;
	if (props) {
		it = attr_iter_nested(props);
		while ((a = attr_next(&it)))
			if (attr_type(a) == IFLA_ALT_IFNAME &&
			    is_name(sel->dev, a))
				return true;
	}
	if (sel->own_dev)
		return false;
	return is_dev_attr(sel->dev, ev->attr[IFLA_MASTER], names) ||
	       (!ev->attr[IFLA_LINK_NETNSID] &&
		is_dev_attr(sel->dev, ev->attr[IFLA_LINK], names));
}

/* Calls @match for each nexthop of a multipath route; true if one matches. */
static bool any_hop(const struct selector *sel, const uint8_t *multipath,
		    const struct event_names *names,
		    bool (*match)(const struct selector *sel, uint32_t ifindex,
				  struct attr_iter attrs,
				  const struct event_names *names))
{
	const uint8_t *pos, *end;
	struct rtnexthop nh;

	if (!multipath)
		return false;
	pos = attr_data(multipath);
	end = pos + attr_len(multipath);
	while (pos < end && nexthop_next(&nh, pos, end)) {
		if (match(sel, nh.rtnh_ifindex,
			  attr_iter(pos + sizeof(nh), nh.rtnh_len - sizeof(nh)),
			  names))
			return true;
		pos += nexthop_step(&nh, pos, end);
	}
	return false;
}

static bool hop_is_dev(const struct selector *sel, uint32_t ifindex,
		       struct attr_iter attrs, const struct event_names *names)
{
	(void)attrs;
	return is_dev(sel->dev, ifindex, names);
}

static bool dev_matches(const struct selector *sel, const struct event *ev,
			const struct event_names *names)
{
	const uint8_t *const *tb = ev->attr;

	switch (ev->kind) {
	case NETJOURNAL_KIND_LINK:
		return link_is(sel, ev, names);
	case NETJOURNAL_KIND_RULE:
		return is_name(sel->dev, tb[FRA_IIFNAME]) ||
		       is_name(sel->dev, tb[FRA_OIFNAME]);
	case NETJOURNAL_KIND_ROUTE:
		return is_dev(sel->dev, ev->ifindex, names) ||
		       is_dev_attr(sel->dev, tb[RTA_IIF], names) ||
		       any_hop(sel, tb[RTA_MULTIPATH], names, hop_is_dev);
	case NETJOURNAL_KIND_NEIGH:
		return is_dev(sel->dev, ev->ifindex, names) ||
		       is_dev_attr(sel->dev, tb[NDA_MASTER], names);
	default:
		return is_dev(sel->dev, ev->ifindex, names);
	}
}

static bool is_gateway(const struct selector *sel, const uint8_t *data,
		       size_t len)
{
	size_t want = sel->via.family == AF_INET ? 4 : 16;

	return len == want && !memcmp(data, sel->via.bytes, len);
}

static bool hop_is_via(const struct selector *sel, uint32_t ifindex,
		       struct attr_iter attrs, const struct event_names *names)
{
	const uint8_t *gw = attr_find(attrs, RTA_GATEWAY);
	const uint8_t *via = attr_find(attrs, RTA_VIA);

	(void)ifindex;
	(void)names;
	/* struct rtvia: the family, then the address. */
	return (gw && is_gateway(sel, attr_data(gw), attr_len(gw))) ||
	       (via && attr_len(via) > 2 &&
		is_gateway(sel, attr_data(via) + 2, attr_len(via) - 2));
}

static bool via_matches(const struct selector *sel, const struct event *ev)
{
	const uint8_t *gw;

	if (ev->kind == NETJOURNAL_KIND_NEXTHOP) {
		gw = ev->attr[NHA_GATEWAY];
		return gw && is_gateway(sel, attr_data(gw), attr_len(gw));
	}
	if (ev->kind != NETJOURNAL_KIND_ROUTE)
		return false;
	return hop_is_via(sel, 0, attr_iter(ev->attrs, ev->attrs_len), NULL) ||
	       any_hop(sel, ev->attr[RTA_MULTIPATH], NULL, hop_is_via);
}

static bool fwmark_matches(const struct selector *sel, const struct event *ev)
{
	const uint8_t *mark = ev->attr[FRA_FWMARK];
	const uint8_t *mask = ev->attr[FRA_FWMASK];

	return (mark ? attr_uint(mark) : 0) == sel->fwmark &&
	       (!sel->has_fwmask ||
		(mask ? attr_uint(mask) : UINT32_MAX) == sel->fwmask);
}

static bool lladdr_matches(const struct selector *sel, const struct event *ev)
{
	const uint8_t *a = ev->attr[NDA_LLADDR];

	return a && attr_len(a) == sel->lladdr_len &&
	       !memcmp(attr_data(a), sel->lladdr, sel->lladdr_len);
}

/* A number that is in the header or in an attribute, of whatever kind. */
static uint32_t proto_of(const struct event *ev)
{
	const uint8_t *a = NULL;
	struct rtmsg r;
	struct nhmsg n;

	switch (ev->kind) {
	case NETJOURNAL_KIND_ROUTE:
		memcpy(&r, ev->hdr, sizeof(r));
		return r.rtm_protocol;
	case NETJOURNAL_KIND_NEXTHOP:
		memcpy(&n, ev->hdr, sizeof(n));
		return n.nh_protocol;
	case NETJOURNAL_KIND_ADDR:
		a = ev->attr[IFA_PROTO];
		break;
	case NETJOURNAL_KIND_RULE:
		a = ev->attr[FRA_PROTOCOL];
		break;
	case NETJOURNAL_KIND_NEIGH:
		a = ev->attr[NDA_PROTOCOL];
		break;
	default:
		break;
	}
	return a ? attr_uint(a) : 0;
}

static bool link_type_matches(const struct selector *sel, const uint8_t *info)
{
	size_t len = strlen(sel->link_type);
	char master[sizeof(sel->link_type)];
	struct attr_iter it;

	if (!info)
		return false;
	it = attr_iter_nested(info);
	if (is_name(sel->link_type, attr_find(it, IFLA_INFO_KIND)))
		return true;
	if (len <= 6 || strcmp(sel->link_type + len - 6, "_slave"))
		return false;
	memcpy(master, sel->link_type, len - 6);
	master[len - 6] = '\0';
	return is_name(master, attr_find(it, IFLA_INFO_SLAVE_KIND));
}

static bool link_matches(const struct selector *sel, const struct event *ev,
			 const struct event_names *names)
{
	const uint8_t *const *tb = ev->attr;
	struct ifinfomsg ifi;

	memcpy(&ifi, ev->hdr, sizeof(ifi));
	if (sel->up && !(ifi.ifi_flags & IFF_UP))
		return false;
	if (sel->no_master && tb[IFLA_MASTER])
		return false;
	if (sel->master[0] && !is_dev_attr(sel->master, tb[IFLA_MASTER], names))
		return false;
	if (sel->has_group && (tb[IFLA_GROUP] ? attr_uint(tb[IFLA_GROUP]) : 0) !=
	    sel->group)
		return false;
	if (sel->oper_state && strcmp(sel->oper_state, link_oper_state_of(ev)))
		return false;
	return !sel->link_type[0] ||
	       link_type_matches(sel, tb[IFLA_LINKINFO]);
}

/* An IPv6 address has no label: its device's name is taken for it, as by `ip`. */
static bool label_matches(const struct selector *sel, const struct event *ev,
			  const struct event_names *names)
{
	const uint8_t *label = ev->attr[IFA_LABEL];
	const char *name = NULL;
	char text[16] = "";

	if (label && attr_len(label) > sizeof(text))
		return false;
	if (label)
		memcpy(text, attr_data(label), attr_len(label));
	else if (names && names->ifname)
		name = names->ifname(names->arg, ev->ifindex);
	text[sizeof(text) - 1] = '\0';
	return (label || name) && !fnmatch(sel->label, name ? name : text, 0);
}

static bool addr_flags_match(const struct selector *sel, const struct event *ev,
			     const struct event_names *names)
{
	const uint8_t *f = ev->attr[IFA_FLAGS];
	struct ifaddrmsg m;

	memcpy(&m, ev->hdr, sizeof(m));
	if (sel->has_scope && m.ifa_scope != sel->scope)
		return false;
	if (((f ? attr_uint(f) : m.ifa_flags) & sel->flags.mask) !=
	    sel->flags.want)
		return false;
	return !sel->label[0] || label_matches(sel, ev, names);
}

static bool route_matches(const struct selector *sel, const struct event *ev)
{
	struct rtmsg r;

	memcpy(&r, ev->hdr, sizeof(r));
	return (!sel->has_type || r.rtm_type == sel->type) &&
	       (!sel->has_scope || r.rtm_scope == sel->scope);
}

static bool neigh_matches(const struct selector *sel, const struct event *ev)
{
	struct ndmsg m;

	memcpy(&m, ev->hdr, sizeof(m));
	if (sel->proxy != !!(m.ndm_flags & NTF_PROXY) && (sel->proxy || sel->states))
		return false;
	if (sel->or_extern && m.ndm_flags & NTF_EXT_LEARNED)
		return true;
	return !sel->states || sel->proxy || (m.ndm_state & sel->states) ||
	       (!m.ndm_state && (sel->states & NEIGH_STATE_NONE));
}

/* What only one kind of object has, if it was asked for by its own words. */
static bool own_matches(const struct selector *sel, const struct event *ev,
			const struct event_names *names)
{
	switch (sel->kind) {
	case NETJOURNAL_KIND_LINK:
		return link_matches(sel, ev, names);
	case NETJOURNAL_KIND_ADDR:
		return addr_flags_match(sel, ev, names);
	case NETJOURNAL_KIND_ROUTE:
		return route_matches(sel, ev);
	case NETJOURNAL_KIND_NEIGH:
		return neigh_matches(sel, ev);
	case NETJOURNAL_KIND_NEXTHOP:
		return (!sel->groups || ev->attr[NHA_GROUP]) &&
		       (!sel->fdb || ev->attr[NHA_FDB]);
	default:
		return true;
	}
}

bool selector_match(const struct selector *sel, const struct event *ev,
		    const struct event_names *names)
{
	bool rule = ev->kind == NETJOURNAL_KIND_RULE;

	if (sel->kind && sel->kind != ev->kind)
		return false;
	if (sel->family && sel->family != ev->family)
		return false;
	if (sel->has_table && sel->table != ev->table)
		return false;
	if (sel->has_priority && sel->priority != ev->priority)
		return false;
	if (sel->has_id && sel->id != ev->id)
		return false;
	if (sel->has_proto && sel->proto != proto_of(ev))
		return false;
	if (sel->has_dst && !dst_matches(sel, ev))
		return false;
	if (sel->has_to &&
	    !(rule && addr_matches(&sel->to, sel->mode, &ev->to, false)))
		return false;
	if (sel->has_via && !via_matches(sel, ev))
		return false;
	if (sel->has_fwmark && !(rule && fwmark_matches(sel, ev)))
		return false;
	if (sel->iif[0] && !(rule && is_name(sel->iif, ev->attr[FRA_IIFNAME])))
		return false;
	if (sel->oif[0] && !(rule && is_name(sel->oif, ev->attr[FRA_OIFNAME])))
		return false;
	if (sel->lladdr_len && !(ev->kind == NETJOURNAL_KIND_NEIGH &&
				 lladdr_matches(sel, ev)))
		return false;
	if (sel->dev[0] && !dev_matches(sel, ev, names))
		return false;
	return own_matches(sel, ev, names);
}

bool selector_link(const struct selector *sel, struct selector *link)
{
	if (sel->kind == NETJOURNAL_KIND_LINK ||
	    !(sel->up || sel->master[0] || sel->link_type[0]))
		return false;
	memset(link, 0, sizeof(*link));
	link->kind = NETJOURNAL_KIND_LINK;
	link->up = sel->up;
	strcpy(link->master, sel->master);
	strcpy(link->link_type, sel->link_type);
	return true;
}
