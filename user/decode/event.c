// SPDX-License-Identifier: GPL-2.0
/*
 * Turns RTM_* messages into events, and has the entry points of the decoder. Each kind
 * of object has its own file.
 */
#include <errno.h>
#include <string.h>

#include "decode/decode.h"

/* Returns the kind of object that messages of @type describe, or 0. */
static enum netjournal_kind kind_of_message(uint16_t type)
{
	const struct decoder *dec;
	unsigned int kind;

	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		dec = kind_table[kind].decoder;
		if (dec && (type == dec->new_type || type == dec->del_type))
			return kind;
	}
	return 0;
}

int event_parse(struct event *ev, const struct nlmsghdr *nlh, size_t len)
{
	const uint8_t *msg = (const uint8_t *)nlh;
	const struct decoder *dec;
	struct attr_iter it;
	struct nlmsghdr h;
	enum netjournal_kind kind;
	size_t hdr_len;

	if (len < sizeof(h))
		return -EINVAL;
	memcpy(&h, msg, sizeof(h));
	if (h.nlmsg_len < sizeof(h) || h.nlmsg_len > len)
		return -EINVAL;

	kind = kind_of_message(h.nlmsg_type);
	if (!kind)
		return -ENOMSG;
	dec = kind_table[kind].decoder;
	hdr_len = NLMSG_ALIGN(dec->hdr_len);
	if (h.nlmsg_len - sizeof(h) < dec->hdr_len)
		return -EINVAL;
	if (h.nlmsg_len - sizeof(h) < hdr_len)
		hdr_len = dec->hdr_len;

	memset(ev, 0, offsetof(struct event, attr));
	ev->kind = kind;
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

void event_name(struct out *o, const struct event *ev, const struct event_names *names)
{
	struct decode d = decode_init(o, ev, names);

	ev->decoder->name(&d);
}

void event_brief(struct out *o, const struct event *ev, const struct event_names *names)
{
	struct decode d = decode_init(o, ev, names);

	if (ev->decoder->brief)
		ev->decoder->brief(&d);
	else
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
