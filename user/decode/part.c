// SPDX-License-Identifier: GPL-2.0
/* Makes messages about one object each. See part.h. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "decode/attr.h"
#include "decode/part.h"

static size_t header_len(const struct part *p)
{
	return p->whole->attrs - (const uint8_t *)p->whole->nlh;
}

int part_open(struct part *p, const struct event *whole)
{
	struct nlmsghdr h;

	memcpy(&h, whole->nlh, sizeof(h));
	*p = (struct part){ .whole = whole, .size = NLMSG_ALIGN(h.nlmsg_len) + PART_MORE };
	p->buf = malloc(p->size);
	return p->buf ? 0 : -ENOMEM;
}

void part_begin(struct part *p, uint16_t type)
{
	memcpy(p->buf, p->whole->nlh, header_len(p));
	memcpy(p->buf + offsetof(struct nlmsghdr, nlmsg_type), &type, sizeof(type));
	p->len = header_len(p);
	p->full = false;
}

void part_bytes(struct part *p, const void *data, size_t len)
{
	size_t whole = NLA_ALIGN(len);

	if (p->full || p->size - p->len < whole) {
		p->full = true;
		return;
	}
	memcpy(p->buf + p->len, data, len);
	memset(p->buf + p->len + len, 0, whole - len);
	p->len += whole;
}

void part_put(struct part *p, uint16_t type, const void *data, size_t len)
{
	const struct nlattr a = { .nla_type = type, .nla_len = NLA_HDRLEN + len };

	part_bytes(p, &a, sizeof(a));
	part_bytes(p, data, len);
}

void part_copy(struct part *p, const uint8_t *attr)
{
	part_bytes(p, attr, attr_raw_len(attr));
}

size_t part_nest(struct part *p, uint16_t type)
{
	size_t nest = p->len;

	part_put(p, type | NLA_F_NESTED, "", 0);
	return nest;
}

void part_nest_end(struct part *p, size_t nest)
{
	struct nlattr a;

	if (p->full)
		return;
	memcpy(&a, p->buf + nest, sizeof(a));
	a.nla_len = p->len - nest;
	memcpy(p->buf + nest, &a, sizeof(a));
}

int part_tell(struct part *p, event_object *each, void *arg)
{
	struct nlmsghdr h;
	struct event ev;

	if (p->full)
		return -EBADMSG;
	memcpy(&h, p->buf, sizeof(h));
	h.nlmsg_len = p->len;
	memcpy(p->buf, &h, sizeof(h));
	if (event_parse(&ev, (struct nlmsghdr *)p->buf, p->len))
		return -EBADMSG;
	return each(&ev, arg);
}

void part_close(struct part *p)
{
	free(p->buf);
}
