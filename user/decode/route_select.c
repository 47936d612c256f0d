// SPDX-License-Identifier: GPL-2.0
/* Selects routes. */
#include <linux/rtnetlink.h>

#include "decode/decode.h"
#include "decode/select.h"

static int select_route_type(const struct selector_input *in, const char *word)
{
	in->sel->has_type = true;
	if (!route_type_number(word, &in->sel->type))
		return selector_bad(in, "\"%s\" is not a type of route", word);
	return 0;
}

static int select_root(const struct selector_input *in, const char *word)
{
	return selector_prefix(in->sel, SELECTOR_ROOT, word, in->err, in->err_len);
}

static int select_match(const struct selector_input *in, const char *word)
{
	return selector_prefix(in->sel, SELECTOR_MATCH, word, in->err,
			       in->err_len);
}

static const struct selector_word route_words[] = {
	{ "root", "PREFIX", select_root },
	{ "match", "PREFIX", select_match },
	{ "exact", "PREFIX", select_exact },
	{ "to", "PREFIX", select_exact, .alias = true },
	{ "table", "TABLE", select_table },
	{ "dev", "DEV", select_ifname, SELECTOR_MEMBER(dev) },
	{ "oif", "DEV", select_ifname, SELECTOR_MEMBER(dev), .alias = true },
	{ "via", "ADDRESS", select_via },
	{ "proto", "PROTO", select_proto },
	{ "protocol", "PROTO", select_proto, .alias = true },
	{ "scope", "SCOPE", select_scope },
	{ "type", "TYPE", select_route_type },
	{ "metric", "N", select_priority },
	{ "preference", "N", select_priority, .alias = true },
	{ "priority", "N", select_priority, .alias = true },
	{ "nhid", "ID", select_id },
	{ NULL }
};

/* Calls @match for each nexthop of a multipath route. Returns true if one matches. */
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
	return selector_is_dev(sel->dev, ifindex, names);
}

static bool hop_is_via(const struct selector *sel, uint32_t ifindex,
		       struct attr_iter attrs, const struct event_names *names)
{
	const uint8_t *gw = attr_find(attrs, RTA_GATEWAY);
	const uint8_t *via = attr_find(attrs, RTA_VIA);

	(void)ifindex;
	(void)names;
	/* struct rtvia: the family, then the address. */
	return (gw && selector_is_gateway(sel, attr_data(gw), attr_len(gw))) ||
	       (via && attr_len(via) > 2 &&
		selector_is_gateway(sel, attr_data(via) + 2, attr_len(via) - 2));
}

static bool is_route_dst(const struct selector *sel, const struct event *ev)
{
	return ev->dst.family &&
	       selector_has_addr(&sel->dst, sel->mode, &ev->dst, false);
}

bool select_route_is_dev(const struct selector *sel, const struct event *ev,
			 const struct event_names *names)
{
	const uint8_t *const *tb = ev->attr;

	return selector_is_dev(sel->dev, ev->ifindex, names) ||
	       selector_is_dev_attr(sel->dev, tb[RTA_IIF], names) ||
	       any_hop(sel, tb[RTA_MULTIPATH], names, hop_is_dev);
}

bool select_route_is_via(const struct selector *sel, const struct event *ev)
{
	return hop_is_via(sel, 0, attr_iter(ev->attrs, ev->attrs_len), NULL) ||
	       any_hop(sel, ev->attr[RTA_MULTIPATH], NULL, hop_is_via);
}

uint32_t select_route_proto(const struct event *ev)
{
	struct rtmsg r;

	memcpy(&r, ev->hdr, sizeof(r));
	return r.rtm_protocol;
}

static bool is_own_route(const struct selector *sel, const struct event *ev,
			 const struct event_names *names)
{
	struct rtmsg r;

	(void)names;
	memcpy(&r, ev->hdr, sizeof(r));
	return (!sel->has_type || r.rtm_type == sel->type) &&
	       (!sel->has_scope || r.rtm_scope == sel->scope);
}

static void set_route_defaults(struct selector *sel)
{
	if (sel->has_table || sel->all_tables)
		return;
	sel->has_table = true;
	sel->table = RT_TABLE_MAIN;
}

const struct kind_selector select_routes = {
	.name = "PREFIX",
	.parse = select_exact,
	.missing = "a prefix or \"default\"",
	.words = route_words,
	.remark = "TABLE may be all; without a table, main",
	.set_defaults = set_route_defaults,
	.is_dst = is_route_dst,
	.marked = true,
	.len_at = offsetof(struct rtmsg, rtm_dst_len),
	.dst = RTA_DST,
	.is_dev = select_route_is_dev,
	.is_via = select_route_is_via,
	.proto = select_route_proto,
	.is_own = is_own_route,
};
