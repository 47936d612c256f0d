// SPDX-License-Identifier: GPL-2.0
/* Tells of the objects that an event changes. See parts.h. */
#include <errno.h>
#include <stdlib.h>

#include "decode/kind.h"
#include "decode/neigh.h"
#include "decode/vlan.h"
#include "decode/xfrm.h"
#include "net/multipath.h"
#include "net/parts.h"

bool part_is_of(const struct event *part, const struct event *ev)
{
	return part->kind != NETJOURNAL_KIND_VLAN || (part->id >= ev->id && part->id <= ev->id_end);
}

bool part_is_double(const struct identity *id, const struct idmap *objects)
{
	struct identity other;

	return fdb_is_address(id) && fdb_other(id, &other) && idmap_find(objects, &other);
}

/* Returns the message about the VLAN that is no longer the PVID of the device of @ev, or NULL. */
static const struct nlmsghdr *find_former_pvid(const struct event *ev, const struct idmap *objects)
{
	const struct idmap_node *node;
	const struct nlmsghdr *now;
	struct event other;

	for (node = idmap_walk(objects, NULL); node; node = idmap_walk(objects, node)) {
		now = ((const struct multipath_object *)node)->now;
		if (now && node->id.kind == ev->kind && node->id.ifindex == ev->ifindex &&
		    !event_parse(&other, now, now->nlmsg_len) && vlan_is_pvid(&other) &&
		    !part_is_of(&other, ev))
			return now;
	}
	return NULL;
}

/* Tells that the VLAN of the message @former has lost the PVID. */
static int tell_former(const struct nlmsghdr *former, event_object *each, void *arg)
{
	struct nlmsghdr *now = event_copy_message(former);
	struct event ev;
	int err = 0;

	if (!now)
		return -ENOMEM;
	vlan_clear_pvid(now);
	if (!event_parse(&ev, now, now->nlmsg_len))
		err = each(&ev, arg);
	free(now);
	return err;
}

static bool also_deletes(const struct event *ev, const struct event *other)
{
	return ev->kind == NETJOURNAL_KIND_TC ? tc_deletes(ev, other) : xfrm_flushes(ev, other);
}

/* Tells that each known object is gone that @ev deletes without a message of its own. */
static int tell_flushed(const struct event *ev, const struct idmap *objects, event_object *each, void *arg)
{
	const struct idmap_node *node = idmap_walk(objects, NULL), *next;
	const struct nlmsghdr *now;
	struct event gone;
	int err = 0;

	for (; !err && node; node = next) {
		next = idmap_walk(objects, node);
		now = ((const struct multipath_object *)node)->now;
		if (!now || event_parse(&gone, now, now->nlmsg_len) || !also_deletes(ev, &gone))
			continue;
		gone.del = true;
		err = each(&gone, arg);
	}
	return err;
}

int parts_each(const struct event *ev, const struct idmap *objects, event_object *each, void *arg)
{
	const struct nlmsghdr *former = NULL;
	int err = 0;

	if (ev->kind == NETJOURNAL_KIND_VLAN && !ev->del && vlan_is_pvid(ev))
		former = find_former_pvid(ev, objects);
	if (former)
		err = tell_former(former, each, arg);
	if (ev->kind == NETJOURNAL_KIND_XFRM || (ev->kind == NETJOURNAL_KIND_TC && ev->del))
		err = tell_flushed(ev, objects, each, arg);
	return err ? err : event_each(ev, each, arg);
}
