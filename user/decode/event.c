// SPDX-License-Identifier: GPL-2.0
/*
 * Turns RTM_* messages into events, and has the entry points of the decoder. Each kind
 * of object has its own file.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "decode/decode.h"

/* The types of a kind whose decoder has no table of them; the last one has no name. */
static struct message_type plain_types[NETJOURNAL_KIND_MAX + 1][3];
/* The kinds that can have messages of a type, as masks of bits 1 << kind. See place_of_type(). */
static uint32_t kinds_of_type[256];

/* The high byte of a type is the subsystem. */
static uint8_t place_of_type(uint16_t type)
{
	return type ^ type >> 8 << 5;
}

static const struct message_type *types_of_kind(unsigned int kind)
{
	const struct decoder *dec = kind_table[kind].decoder;

	return dec->types ? dec->types : plain_types[kind];
}

/* A kind without deletions has no name for them. */
static void fill_plain_types(struct message_type *to, const struct decoder *dec)
{
	to[0] = (struct message_type){ dec->new_name, dec->new_type, dec->hdr_len };
	to[1] = (struct message_type){ dec->del_name, dec->del_type, dec->hdr_len, .del = true };
}

/* Every message is looked up, so the program makes these tables once, when it starts. */
static __attribute__((constructor)) void index_types(void)
{
	const struct message_type *row;
	unsigned int kind;

	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		if (!kind_table[kind].decoder)
			continue;
		fill_plain_types(plain_types[kind], kind_table[kind].decoder);
		for (row = types_of_kind(kind); row->name; row++)
			kinds_of_type[place_of_type(row->type)] |= 1u << kind;
	}
}

/* Returns the type of messages about @kind with this number, or NULL. */
static const struct message_type *find_type(unsigned int kind, uint16_t type)
{
	const struct message_type *row = types_of_kind(kind);

	while (row->name && row->type != type)
		row++;
	return row->name ? row : NULL;
}

static bool has_family(const struct decoder *dec, uint8_t family)
{
	return family && (family == dec->families[0] || family == dec->families[1]);
}

/*
 * Returns the kind of object that messages of @type and @family describe, or 0. Sets @mt
 * for it. A kind that names the family comes before a kind that names none.
 */
static enum netjournal_kind kind_of_message(uint16_t type, uint8_t family,
					    const struct message_type **mt)
{
	uint32_t kinds = kinds_of_type[place_of_type(type)];
	const struct message_type *row;
	enum netjournal_kind any = 0;
	const struct decoder *dec;
	unsigned int kind;

	for (; kinds; kinds &= kinds - 1) {
		kind = __builtin_ctz(kinds);
		dec = kind_table[kind].decoder;
		if (dec->families[0] && !has_family(dec, family))
			continue;
		row = find_type(kind, type);
		if (!row)
			continue;
		*mt = row;
		if (dec->families[0])
			return kind;
		any = kind;
	}
	return any;
}

int event_parse(struct event *ev, const struct nlmsghdr *nlh, size_t len)
{
	const uint8_t *msg = (const uint8_t *)nlh;
	const struct decoder *dec;
	struct attr_iter it;
	const struct message_type *mt;
	struct nlmsghdr h;
	enum netjournal_kind kind;
	size_t hdr_len;

	if (len < sizeof(h))
		return -EINVAL;
	memcpy(&h, msg, sizeof(h));
	if (h.nlmsg_len < sizeof(h) || h.nlmsg_len > len)
		return -EINVAL;

	/* The family is the first byte of each header. */
	kind = kind_of_message(h.nlmsg_type, h.nlmsg_len > sizeof(h) ? msg[sizeof(h)] : 0, &mt);
	if (!kind)
		return -ENOMSG;
	dec = kind_table[kind].decoder;
	hdr_len = NLMSG_ALIGN(mt->hdr_len);
	if (h.nlmsg_len - sizeof(h) < mt->hdr_len)
		return -EINVAL;
	if (h.nlmsg_len - sizeof(h) < hdr_len)
		hdr_len = mt->hdr_len;

	memset(ev, 0, offsetof(struct event, attr));
	ev->kind = kind;
	ev->del = mt->del;
	ev->change = mt->change;
	ev->nlh = nlh;
	ev->decoder = dec;
	ev->type_name = mt->name;
	ev->hdr = msg + sizeof(h);
	ev->family = hdr_len ? *ev->hdr : 0;
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

int event_each(const struct event *ev, event_object *each, void *arg)
{
	return ev->decoder->split ? ev->decoder->split(ev, each, arg) : each(ev, arg);
}

static int count_object(const struct event *ev, void *arg)
{
	size_t *n = arg;

	(void)ev;
	(*n)++;
	return 0;
}

size_t event_count(const struct event *ev)
{
	size_t n = 0;

	return event_each(ev, count_object, &n) ? 0 : n;
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
		ev->type_name);
	decode_hex(&d, "flags", " flags %s", h.nlmsg_flags);
	out_u64(o, "nlmsg_seq", " seq %u", h.nlmsg_seq);
	out_u64(o, "port_id", " port %u", h.nlmsg_pid);
	out_text(o, OUT_PLAIN, "\n ");
	out_object(o, "header");
	ev->decoder->dump_header(&d);
	out_object_end(o);
	decode_dump(&d, ev->decoder->attrs ? ev->decoder->attrs(ev) : ev->decoder->table,
		    attr_iter(ev->attrs, ev->attrs_len));
}

struct nlmsghdr *event_copy_message(const struct nlmsghdr *nlh)
{
	struct nlmsghdr *copy = malloc(nlh->nlmsg_len);

	if (copy)
		memcpy(copy, nlh, nlh->nlmsg_len);
	return copy;
}
