// SPDX-License-Identifier: GPL-2.0
/*
 * RTM_* messages as events: which kind of object a message is about, and the
 * entry points of the decoder. What differs between the kinds is in decode_*.c.
 */
#include <errno.h>
#include <string.h>

#include "decode/decode.h"

static const struct decoder *const decoders[] = {
	[NETJOURNAL_KIND_LINK]		= &decode_link,
	[NETJOURNAL_KIND_ADDR]		= &decode_addr,
	[NETJOURNAL_KIND_ROUTE]		= &decode_route,
	[NETJOURNAL_KIND_RULE]		= &decode_rule,
	[NETJOURNAL_KIND_NEIGH]		= &decode_neigh,
	[NETJOURNAL_KIND_NEXTHOP]	= &decode_nexthop,
};

static const char *const kind_names[] = {
	[NETJOURNAL_KIND_NOTE]		= "note",
	[NETJOURNAL_KIND_CONFIG]	= "config",
	[NETJOURNAL_KIND_LINK]		= "link",
	[NETJOURNAL_KIND_ADDR]		= "addr",
	[NETJOURNAL_KIND_ROUTE]		= "route",
	[NETJOURNAL_KIND_RULE]		= "rule",
	[NETJOURNAL_KIND_NEIGH]		= "neigh",
	[NETJOURNAL_KIND_NEXTHOP]	= "nexthop",
};

const char *event_kind_name(enum netjournal_kind kind)
{
	return (size_t)kind < ARRAY_SIZE(kind_names) ? kind_names[kind] : NULL;
}

enum netjournal_kind event_kind_by_name(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(kind_names); i++)
		if (kind_names[i] && !strcmp(kind_names[i], name))
			return i;
	return 0;
}

int event_parse(struct event *ev, const struct nlmsghdr *nlh, size_t len)
{
	const uint8_t *msg = (const uint8_t *)nlh;
	const struct decoder *dec;
	struct attr_iter it;
	struct nlmsghdr h;
	size_t i, hdr_len;

	if (len < sizeof(h))
		return -EINVAL;
	memcpy(&h, msg, sizeof(h));
	if (h.nlmsg_len < sizeof(h) || h.nlmsg_len > len)
		return -EINVAL;

	for (i = NETJOURNAL_KIND_LINK; i < ARRAY_SIZE(decoders); i++) {
		dec = decoders[i];
		if (h.nlmsg_type == dec->new_type || h.nlmsg_type == dec->del_type)
			break;
	}
	if (i == ARRAY_SIZE(decoders))
		return -ENOMSG;
	hdr_len = NLMSG_ALIGN(dec->hdr_len);
	if (h.nlmsg_len - sizeof(h) < dec->hdr_len)
		return -EINVAL;
	if (h.nlmsg_len - sizeof(h) < hdr_len)
		hdr_len = dec->hdr_len;

	memset(ev, 0, offsetof(struct event, attr));
	ev->kind = i;
	ev->del = h.nlmsg_type == dec->del_type;
	ev->nlh = nlh;
	ev->decoder = dec;
	ev->hdr = msg + sizeof(h);
	ev->family = *ev->hdr;
	ev->attrs = ev->hdr + hdr_len;
	ev->attrs_len = h.nlmsg_len - sizeof(h) - hdr_len;

	it = attr_iter(ev->attrs, ev->attrs_len);
	ev->odd = attr_sort(dec->table, it, ev->attr);
	if (ev->odd) {
		while (attr_next(&it))
			;
		if (attr_rest(&it))
			return -EINVAL;
	}
	return dec->parse(ev);
}

static struct decode decode_init(struct out *o, const struct event *ev,
				 const struct event_names *names)
{
	return (struct decode){
		.o = o, .ev = ev, .names = names,
		.details = names && names->details,
		.start = out_mark(o),
	};
}

void event_print(struct out *o, const struct event *ev,
		 const struct event_names *names)
{
	struct decode d = decode_init(o, ev, names);

	ev->decoder->print(&d);
}

void event_dump(struct out *o, const struct event *ev,
		const struct event_names *names)
{
	struct decode d = decode_init(o, ev, names);
	struct nlmsghdr h;

	memcpy(&h, ev->hdr - sizeof(h), sizeof(h));
	out_str(o, OUT_PLAIN, "message", "%s",
		ev->del ? ev->decoder->del_name : ev->decoder->new_name);
	decode_hex(&d, "flags", " flags %s", h.nlmsg_flags);
	out_u64(o, "nlmsg_seq", " seq %u", h.nlmsg_seq);
	out_u64(o, "port_id", " port %u", h.nlmsg_pid);
	out_text(o, OUT_PLAIN, "\n ");
	out_object(o, "header");
	ev->decoder->dump_header(&d);
	out_object_end(o);
	decode_dump(&d, ev->decoder->table, attr_iter(ev->attrs, ev->attrs_len));
}
