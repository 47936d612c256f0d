// SPDX-License-Identifier: GPL-2.0
/* Compares an event with a selector. */
#include <stdio.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "decode/kind.h"
#include "decode/select.h"

static bool same_bits(const uint8_t *a, const uint8_t *b, unsigned int bits)
{
	unsigned int bytes = bits / 8, rest = bits % 8;

	if (memcmp(a, b, bytes))
		return false;
	return !rest || !((a[bytes] ^ b[bytes]) >> (8 - rest));
}

bool selector_has_addr(const struct event_addr *want, enum selector_mode mode,
		       const struct event_addr *a, bool host)
{
	unsigned int bits = a->family == AF_INET ? 32 : 128;
	unsigned int len = host ? bits : a->len;

	/* "default" of both families. A rule without a prefix has no family. */
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

bool selector_is_host(const struct selector *sel, const struct event *ev)
{
	/*
	 * A filter for 10.0.0.0/24 also matches the address 10.0.0.5/24. A selector of an
	 * address means only that address.
	 */
	bool host = sel->mode != SELECTOR_EXACT || sel->kind;

	return ev->dst.family &&
	       selector_has_addr(&sel->dst, sel->mode, &ev->dst, host);
}

/* Returns the address whose bits all selected objects have, and sets @bits to their number. */
static struct event_addr common_address(const struct selector *sel, unsigned int *bits)
{
	const bool host = object_row(sel->kind)->selector->is_dst == selector_is_host && sel->mode == SELECTOR_EXACT;
	struct event_addr a = sel->dst;
	unsigned int all = a.family == AF_INET ? 32 : 128, i;

	if (sel->mode == SELECTOR_HOST || host)
		a.len = all;
	*bits = sel->mode == SELECTOR_ROOT ? a.len : all;
	for (i = a.len; i < all; i++)
		a.bytes[i / 8] &= ~(0x80 >> i % 8);
	return a;
}

bool selector_mark(const struct selector *sel, uint32_t *word)
{
	struct event_addr a;
	unsigned int bits, i;

	if (!sel->has_dst || !sel->dst.family || !object_row(sel->kind)->selector->marked ||
	    sel->mode == SELECTOR_MATCH)
		return false;
	a = common_address(sel, &bits);
	/* The last bits of an address tell more than the first ones, and zeros tell nothing. */
	for (i = bits / 32; i; i--) {
		memcpy(word, a.bytes + 4 * (i - 1), sizeof(*word));
		if (*word)
			return true;
	}
	return false;
}

bool selector_look(struct selector_look *look, const struct selector *sel)
{
	const uint8_t at = object_row(sel->kind)->selector->len_at;

	*look = (struct selector_look){ sel, NLMSG_HDRLEN + at, sel->mode == SELECTOR_EXACT };
	return sel->has_dst && at && (look->exact || sel->mode == SELECTOR_MATCH);
}

bool selector_has_other_bits(const struct selector *sel, const uint8_t *message, size_t len, unsigned int bits)
{
	const struct kind *row = object_row(sel->kind);
	const size_t at = NLMSG_HDRLEN + NLMSG_ALIGN(row->decoder->hdr_len), bytes = bits / 8;
	const uint8_t *a = attr_find(attr_iter(message + at, len > at ? len - at : 0), row->selector->dst);

	if (!a || attr_len(a) < (bits + 7) / 8)
		return false;
	/* The last byte tells more than the first ones. */
	return (bytes && attr_data(a)[bytes - 1] != sel->dst.bytes[bytes - 1]) ||
	       !same_bits(sel->dst.bytes, attr_data(a), bits);
}

bool selector_is_name(const char *want, const uint8_t *a)
{
	size_t len;

	if (!a)
		return false;
	len = strnlen((const char *)attr_data(a), attr_len(a));
	return len == strlen(want) && !memcmp(want, attr_data(a), len);
}

bool selector_is_dev(const char *want, uint32_t ifindex,
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

bool selector_is_dev_attr(const char *want, const uint8_t *a,
			  const struct event_names *names)
{
	return a && selector_is_dev(want, attr_uint(a), names);
}

bool selector_is_gateway(const struct selector *sel, const uint8_t *data,
			 size_t len)
{
	size_t want = sel->via.family == AF_INET ? 4 : 16;

	return len == want && !memcmp(data, sel->via.bytes, len);
}

static bool is_dev(const struct kind_selector *kind, const struct selector *sel,
		   const struct event *ev, const struct event_names *names)
{
	return kind->is_dev ? kind->is_dev(sel, ev, names) :
	       selector_is_dev(sel->dev, ev->ifindex, names);
}

static bool is_lladdr(const struct selector *sel, const uint8_t *a)
{
	return a && attr_len(a) == sel->lladdr_len &&
	       !memcmp(attr_data(a), sel->lladdr, sel->lladdr_len);
}

bool selector_is_passing(const struct selector *sel)
{
	return sel->dev[0] || sel->lladdr_len;
}

bool selector_match(const struct selector *sel, const struct event *ev,
		    const struct event_names *names)
{
	const struct kind_selector *kind = object_row(ev->kind)->selector;

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
	if (sel->has_proto && sel->proto != (kind->proto ? kind->proto(ev) : 0))
		return false;
	if (sel->has_dst && !(kind->is_dst && kind->is_dst(sel, ev)))
		return false;
	if (sel->has_via && !(kind->is_via && kind->is_via(sel, ev)))
		return false;
	if (sel->lladdr_len && !(kind->lladdr && is_lladdr(sel, ev->attr[kind->lladdr])))
		return false;
	if (sel->dev[0] && !is_dev(kind, sel, ev, names))
		return false;
	/* The words of a kind are accepted only if the kind is given. */
	return !sel->kind || !kind->is_own || kind->is_own(sel, ev, names);
}
