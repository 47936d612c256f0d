// SPDX-License-Identifier: GPL-2.0
/*
 * By what the records of network objects are searched in a store. A prefix is the range of its addresses.
 * Before each address comes a byte that tells IPv4 from IPv6.
 */
#include <string.h>
#include <sys/socket.h>

#include "base/out.h"
#include "decode/kind.h"
#include "net/columns.h"
#include "net/domain_net.h"

/* Writes the first and the last address of a prefix. Returns their length, or 0 for another family. */
static size_t range_of(uint8_t family, const struct event_addr *prefix, unsigned int len, uint8_t *low,
		       uint8_t *high)
{
	size_t n = family == AF_INET ? 4 : family == AF_INET6 ? 16 : 0, i;

	if (!n)
		return 0;
	low[0] = n == 4 ? 4 : 6;
	high[0] = low[0];
	for (i = 0; i < n; i++) {
		unsigned int bits = len > 8 * i ? len - 8 * i : 0;
		uint8_t mask = bits >= 8 ? 0xff : (uint8_t)~(0xff >> bits);

		low[1 + i] = prefix->bytes[i] & mask;
		high[1 + i] = low[1 + i] | (uint8_t)~mask;
	}
	return 1 + n;
}

/* An address is searched by itself, whatever the length of its prefix. */
static unsigned int searched_len(enum netjournal_kind kind, const struct event_addr *a)
{
	return kind == NETJOURNAL_KIND_ROUTE || kind == NETJOURNAL_KIND_RULE ? a->len : 128;
}

static const char *device_of(const struct event *ev, const struct event_names *names)
{
	if (ev->kind == NETJOURNAL_KIND_LINK && ev->ifname)
		return ev->ifname;
	return ev->ifindex ? names->ifname(names->arg, ev->ifindex) : NULL;
}

void domain_index(struct domain *d, const struct record *rec, struct domain_index *index)
{
	static struct out text;
	const struct event *ev = domain_event(d, rec);
	const struct event_names *names;
	uint8_t family;

	*index = (struct domain_index){ 0 };
	if (!ev)
		return;
	names = domain_names(d, rec->seq);
	text.len = 0;
	event_name(&text, ev, names);
	text.buf[text.len < sizeof(text.buf) ? text.len : sizeof(text.buf) - 1] = '\0';
	index->action = domain_sign(d, rec);
	index->object = text.buf;
	index->device = device_of(ev, names);
	/* A route without a prefix is a default route. */
	family = ev->dst.family || ev->kind != NETJOURNAL_KIND_ROUTE ? ev->dst.family : ev->family;
	index->len = range_of(family, &ev->dst, searched_len(ev->kind, &ev->dst), index->low, index->high);
}

void columns_narrow(struct archive_narrow *narrow, const struct selector *sel)
{
	static const uint8_t families[] = { AF_INET, AF_INET6 };
	static const enum archive_scope scopes[] = {
		[SELECTOR_EXACT] = ARCHIVE_EXACT, [SELECTOR_HOST] = ARCHIVE_AROUND,
		[SELECTOR_ROOT] = ARCHIVE_INSIDE, [SELECTOR_MATCH] = ARCHIVE_AROUND,
	};
	uint8_t family = sel->dst.family ? sel->dst.family : sel->family;
	size_t i;

	*narrow = (struct archive_narrow){ .kind = sel->kind };
	/* The records of the other kinds are few, and a link can have had another name. */
	if (!sel->has_dst || !(kinds_with(KIND_MANY) & 1u << sel->kind))
		return;
	narrow->scope = scopes[sel->mode];
	for (i = 0; i < sizeof(families); i++) {
		struct archive_range *range = &narrow->ranges[narrow->n];

		if (family && family != families[i])
			continue;
		range->len = range_of(families[i], &sel->dst, searched_len(sel->kind, &sel->dst), range->low,
				      range->high);
		narrow->n += range->len != 0;
	}
	if (!narrow->n)
		narrow->scope = ARCHIVE_ALL;
}
