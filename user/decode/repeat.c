// SPDX-License-Identifier: GPL-2.0
/*
 * Prints a message again. See repeat.h.
 */
#include <string.h>

#include "base/out_put.h"
#include "decode/repeat.h"

static uint32_t body_len(const struct event *ev)
{
	return ev->attrs + ev->attrs_len - ev->hdr;
}

/* Returns whether the messages are equal but for the value at @r->at. */
static bool body_is_same(const struct repeat *r, const struct event *ev,
			 const uint8_t *but)
{
	uint32_t at = but ? attr_data(but) - ev->hdr : 0;
	uint32_t len = but ? attr_len(but) : 0, rest = at + len;

	return r->len && r->len == body_len(ev) && r->at == at &&
	       r->differs == len && !memcmp(r->bytes, ev->hdr, at) &&
	       !memcmp(r->bytes + rest, ev->hdr + rest, r->len - rest);
}

static bool output_is_same(const struct repeat *r, const struct decode *d)
{
	return r->json == d->o->json && r->colour == d->o->colour &&
	       r->details == d->details && !d->o->values;
}

static bool dev_is_same(const struct repeat *r, const struct decode *d)
{
	char buf[RT_NAME_LEN];

	return !d->ev->ifindex || !strcmp(r->dev, ifindex_name(d, d->ev->ifindex, buf));
}

bool repeat_before(const struct repeat *r, struct decode *d, const uint8_t *but)
{
	if (!body_is_same(r, d->ev, but) || !output_is_same(r, d) || !dev_is_same(r, d))
		return false;
	out_put_again(d->o, r->before, r->before_len);
	return true;
}

void repeat_after(const struct repeat *r, struct decode *d)
{
	out_put_again(d->o, r->after, r->after_len);
}

void repeat_keep(struct repeat *r, struct decode *d, const uint8_t *but, struct out_mark begin,
		 struct out_mark value, struct out_mark after)
{
	const struct event *ev = d->ev;
	char buf[RT_NAME_LEN] = "";
	const char *text = out_since(d->o, begin, &r->after_len);
	const char *dev = ev->ifindex ? ifindex_name(d, ev->ifindex, buf) : buf;

	r->len = 0;
	r->before_len = value.len - begin.len;
	r->after_len = d->o->len - after.len;
	if (!text || r->before_len > sizeof(r->before) || r->after_len > sizeof(r->after) ||
	    d->o->values || body_len(ev) > sizeof(r->bytes) || strlen(dev) >= sizeof(r->dev))
		return;
	r->json = d->o->json;
	r->colour = d->o->colour;
	r->details = d->details;
	r->at = but ? attr_data(but) - ev->hdr : 0;
	r->differs = but ? attr_len(but) : 0;
	r->len = body_len(ev);
	memcpy(r->bytes, ev->hdr, r->len);
	memcpy(r->before, text, r->before_len);
	memcpy(r->after, text + (after.len - begin.len), r->after_len);
	strcpy(r->dev, dev);
}
