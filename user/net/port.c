// SPDX-License-Identifier: GPL-2.0
/*
 * What a message about a port of a bridge says of its link. The message about the link has the same options, with the same
 * numbers, in IFLA_INFO_SLAVE_DATA (br_port_fill_attrs() makes both).
 */
#include <linux/if_link.h>
#include <string.h>
#include <sys/socket.h>

#include "decode/attr.h"
#include "decode/part.h"
#include "net/port.h"

static bool is_port(const struct event *link)
{
	const uint8_t *info = link->attr[IFLA_LINKINFO], *kind;

	kind = info ? attr_find(attr_iter_nested(info), IFLA_INFO_SLAVE_KIND) : NULL;
	return kind && attr_len(kind) == sizeof("bridge") && !memcmp(attr_data(kind), "bridge", sizeof("bridge"));
}

/* Writes @info, with these options. */
static void put_linkinfo(struct part *p, const uint8_t *info, const uint8_t *options)
{
	struct attr_iter it = attr_iter_nested(info);
	size_t nest = part_nest(p, IFLA_LINKINFO);
	const uint8_t *a;

	while ((a = attr_next(&it)))
		if (attr_type(a) == IFLA_INFO_SLAVE_DATA)
			part_put(p, IFLA_INFO_SLAVE_DATA | NLA_F_NESTED, attr_data(options), attr_len(options));
		else
			part_copy(p, a);
	part_nest_end(p, nest);
}

int port_tell(const struct nlmsghdr *link, const struct event *ev, event_object each, void *arg)
{
	const uint8_t *options = ev->attr[IFLA_PROTINFO], *a;
	struct event before;
	struct attr_iter it;
	struct part p;
	int err;

	if (ev->del || ev->family != AF_BRIDGE || !options || event_parse(&before, link, link->nlmsg_len) ||
	    !is_port(&before))
		return 0;
	err = part_open(&p, &before);
	if (err)
		return err;
	part_begin(&p, link->nlmsg_type);
	it = attr_iter(before.attrs, before.attrs_len);
	while ((a = attr_next(&it)))
		if (attr_type(a) == IFLA_LINKINFO)
			put_linkinfo(&p, a, options);
		else
			part_copy(&p, a);
	if (!p.full && (p.len != link->nlmsg_len ||
			memcmp(p.buf + NLMSG_HDRLEN, (const char *)link + NLMSG_HDRLEN, p.len - NLMSG_HDRLEN)))
		err = part_tell(&p, each, arg);
	part_close(&p);
	return err;
}
