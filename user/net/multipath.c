// SPDX-License-Identifier: GPL-2.0
/* Handles IPv6 routes of several nexthops. */
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "net/multipath.h"

bool multipath_joins(const struct event *ev)
{
	struct rtmsg r;

	if (ev->kind != NETJOURNAL_KIND_ROUTE || ev->family != AF_INET6)
		return false;
	memcpy(&r, ev->hdr, sizeof(r));
	/* The kernel never joins routes of router advertisements. */
	return r.rtm_protocol != RTPROT_RA && !ev->attr[RTA_NH_ID] &&
	       (ev->attr[RTA_GATEWAY] || ev->attr[RTA_VIA] ||
		ev->attr[RTA_MULTIPATH]);
}

static bool is_replacement(const struct event *ev)
{
	return !ev->del && ev->nlh->nlmsg_flags & NLM_F_REPLACE;
}

/* Returns whether @ev is about the object @old, even if it leads elsewhere. See multipath_find(). */
static bool is_about(const struct event *ev, const struct nlmsghdr *old)
{
	bool replaces = is_replacement(ev);
	struct event was;

	if (ev->family != AF_INET6)
		return replaces;
	if (event_parse(&was, old, old->nlmsg_len))
		return false;
	if (!multipath_joins(ev))
		return replaces && !multipath_joins(&was);
	return multipath_joins(&was) && (!ev->del || ev->attr[RTA_MULTIPATH]);
}

static bool leads_there(const struct rtnexthop *nh, const uint8_t *pos,
			const struct event *gone)
{
	struct attr_iter it = attr_iter(pos + sizeof(*nh),
					nh->rtnh_len - sizeof(*nh));

	return (uint32_t)nh->rtnh_ifindex == gone->ifindex &&
	       attr_same(attr_find(it, RTA_GATEWAY), gone->attr[RTA_GATEWAY]) &&
	       attr_same(attr_find(it, RTA_VIA), gone->attr[RTA_VIA]) &&
	       attr_same(attr_find(it, RTA_ENCAP_TYPE), gone->attr[RTA_ENCAP_TYPE]) &&
	       attr_same(attr_find(it, RTA_ENCAP), gone->attr[RTA_ENCAP]);
}

/* A message under construction. It never becomes larger than its original. */
struct writer {
	uint8_t *start, *end;
};

static void put_bytes(struct writer *w, const void *data, size_t len)
{
	memcpy(w->end, data, len);
	memset(w->end + len, 0, NLMSG_ALIGN(len) - len);
	w->end += NLMSG_ALIGN(len);
}

static void put_attr(struct writer *w, uint16_t type, const void *data,
		     size_t len)
{
	const struct nlattr nla = { NLA_HDRLEN + len, type };

	put_bytes(w, &nla, sizeof(nla));
	put_bytes(w, data, len);
}

/* Writes the remaining nexthops, and returns their number. */
static unsigned int put_hops(struct writer *w, const uint8_t *multipath,
			     const struct event *gone, unsigned int *removed)
{
	const uint8_t *pos = attr_data(multipath);
	const uint8_t *end = pos + attr_len(multipath);
	struct rtnexthop nh;
	unsigned int left = 0;

	*removed = 0;
	while (pos < end && nexthop_next(&nh, pos, end)) {
		if (!*removed && leads_there(&nh, pos, gone)) {
			++*removed;
		} else {
			put_bytes(w, pos, nh.rtnh_len);
			left++;
		}
		pos += nexthop_step(&nh, pos, end);
	}
	return left;
}

/* Writes the single nexthop at @from as attributes of the route. */
static void put_single(struct writer *w, const uint8_t *from)
{
	struct attr_iter it;
	struct rtnexthop nh;
	const uint8_t *a;
	struct rtmsg r;
	uint32_t oif;

	memcpy(&nh, from, sizeof(nh));
	memcpy(&r, w->start + NLMSG_HDRLEN, sizeof(r));
	r.rtm_flags |= nh.rtnh_flags;
	memcpy(w->start + NLMSG_HDRLEN, &r, sizeof(r));

	it = attr_iter(from + sizeof(nh), nh.rtnh_len - sizeof(nh));
	while ((a = attr_next(&it)))
		put_bytes(w, a, attr_raw_len(a));
	oif = nh.rtnh_ifindex;
	put_attr(w, RTA_OIF, &oif, sizeof(oif));
}

struct nlmsghdr *multipath_without(const struct event *route,
				   const struct event *gone)
{
	const uint8_t *multipath = route->attr[RTA_MULTIPATH], *a;
	struct attr_iter it = attr_iter(route->attrs, route->attrs_len);
	size_t head = route->attrs - (route->hdr - NLMSG_HDRLEN), hops_len;
	unsigned int left, removed;
	struct writer w, hops;
	struct nlmsghdr h;

	errno = ENOENT;
	if (!multipath || route->kind != NETJOURNAL_KIND_ROUTE)
		return NULL;
	/* Room for the nexthops as well, and for the padding of the last attribute. */
	w.start = calloc(1, head + 2 * (route->attrs_len + 8));
	if (!w.start)
		return NULL;
	hops.start = w.start + NLMSG_ALIGN(head + route->attrs_len + 8);
	hops.end = hops.start;
	left = put_hops(&hops, multipath, gone, &removed);
	if (!removed || !left) {
		free(w.start);
		errno = ENOENT;
		return NULL;
	}

	w.end = w.start;
	put_bytes(&w, route->hdr - NLMSG_HDRLEN, head);
	while ((a = attr_next(&it)))
		if (a != multipath)
			put_bytes(&w, a, attr_raw_len(a));
	hops_len = hops.end - hops.start;
	if (left == 1)
		put_single(&w, hops.start);
	else
		put_attr(&w, RTA_MULTIPATH, hops.start, hops_len);
	memcpy(&h, w.start, sizeof(h));
	h.nlmsg_len = w.end - w.start;
	memcpy(w.start, &h, sizeof(h));
	return (struct nlmsghdr *)w.start;
}

static struct multipath_object *first_object(const struct idmap *map,
					     const struct identity *id)
{
	return (struct multipath_object *)idmap_find(map, id);
}

static struct multipath_object *next_object(const struct multipath_object *obj)
{
	return (struct multipath_object *)idmap_next(&obj->node);
}

struct multipath_object *multipath_find(const struct idmap *map,
					const struct identity *id,
					const struct event *ev, uint32_t path)
{
	struct multipath_object *obj, *first = NULL, *other = NULL, *gone = NULL;

	for (obj = first_object(map, id); obj; obj = next_object(obj)) {
		if (obj->path == path && obj->now)
			return obj;
		if (!gone && obj->path == path)
			gone = obj;
		if (!other && obj->now && is_about(ev, obj->now))
			other = obj;
		if (!first && obj->now && is_replacement(ev))
			first = obj;
	}
	/* IPv6 replaces a route of the other sort only if there is none of the same sort. */
	if (!other)
		other = first;
	/* A route that exists can get the path of one that is gone. */
	return other ? other : gone;
}

/* IPv4 puts a route before the others with its key, unless it is appended. IPv6 puts it last. */
static bool comes_last(const struct event *ev)
{
	return ev->family == AF_INET6 || ev->nlh->nlmsg_flags & (NLM_F_APPEND | NLM_F_MULTI);
}

int multipath_add(struct idmap *map, struct multipath_object *obj, const struct identity *id,
		  const struct event *ev)
{
	obj->path = event_path(ev);
	return idmap_add(map, &obj->node, id, comes_last(ev));
}

void multipath_again(struct idmap *map, struct multipath_object *obj, const struct event *ev)
{
	idmap_move(map, &obj->node, comes_last(ev));
}

struct multipath_object *multipath_losing(const struct idmap *map,
					  const struct identity *id,
					  const struct event *ev,
					  struct nlmsghdr **rest)
{
	bool joins = ev->del && multipath_joins(ev);
	struct multipath_object *obj;
	struct event was;

	errno = ENOENT;
	*rest = NULL;
	for (obj = joins ? first_object(map, id) : NULL; obj; obj = next_object(obj)) {
		if (!obj->now || event_parse(&was, obj->now, obj->now->nlmsg_len))
			continue;
		*rest = multipath_without(&was, ev);
		if (*rest || errno == ENOMEM)
			return *rest ? obj : NULL;
	}
	return NULL;
}
