// SPDX-License-Identifier: GPL-2.0
/*
 * The state of a network namespace according to its announcements. See model.h.
 *
 * A model is always sorted by kind and slot. So the objects that a message can be about are next to
 * each other: below, "the slot" is the objects [at, at + n).
 */
#define _GNU_SOURCE
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"

/* The kernel has no IPv6 on a device with less. */
#define IPV6_MIN_MTU	1280

static int compare_slots(const struct object *a, const struct object *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return strcmp(a->slot, b->slot);
}

struct slot {
	size_t at, n;
};

/* Returns the position at which the slot of @object is, or would be. */
static struct slot find_slot(const struct objects *model, const struct object *object)
{
	size_t low = 0, high = model->n;
	struct slot slot;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (compare_slots(model->object[mid], object) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	slot.at = low;
	for (slot.n = 0; low + slot.n < model->n; slot.n++)
		if (compare_slots(model->object[low + slot.n], object))
			break;
	return slot;
}

/* Inserts one object after the other, because this keeps the order within a slot. */
void objects_sort(struct objects *list)
{
	struct objects sorted = {};

	for (size_t i = 0; i < list->n; i++) {
		struct slot slot = find_slot(&sorted, list->object[i]);

		objects_insert(&sorted, slot.at + slot.n, list->object[i]);
	}
	free(list->object);
	*list = sorted;
}

static void replace_at(struct objects *model, size_t at, const struct object *object)
{
	object_free(model->object[at]);
	model->object[at] = object_copy(object);
}

static void add_at(struct objects *model, size_t at, const struct object *object)
{
	objects_insert(model, at, object_copy(object));
}

static bool is_same(const struct object *a, const struct object *b)
{
	return !strcmp(a->core, b->core) && !strcmp(a->via, b->via);
}

/*
 * Returns whether both are the same route, whose nexthop object has changed. Only the id of the
 * nexthop object belongs to the route itself.
 */
static bool is_same_but_nexthop(const struct object *a, const struct object *b)
{
	return a->nh_id && a->nh_id == b->nh_id && !strcmp(a->core, b->core);
}

/* Returns the position in the slot of the object that is equal to @object, or -1. */
static ssize_t find_same(const struct objects *model, struct slot slot, const struct object *object)
{
	for (size_t i = 0; i < slot.n; i++)
		if (is_same(model->object[slot.at + i], object))
			return slot.at + i;
	for (size_t i = 0; i < slot.n; i++)
		if (is_same_but_nexthop(model->object[slot.at + i], object))
			return slot.at + i;
	return -1;
}

/* Adds an object to a slot that has room for only one. */
static void add_single(struct objects *model, struct slot slot, const struct object *object,
		       uint16_t flags)
{
	if (object->absent) {
		if (slot.n)
			objects_remove(model, slot.at);
	} else if (slot.n) {
		replace_at(model, slot.at, object);
	} else {
		add_at(model, slot.at, object);
	}
}

/* Rules with the same preference keep the order in which they were made. */
static void add_rule(struct objects *model, struct slot slot, const struct object *object,
		     uint16_t flags)
{
	ssize_t same = find_same(model, slot, object);

	if (same >= 0)
		replace_at(model, same, object);
	else
		add_at(model, slot.at + slot.n, object);
}

/*
 * See fib_table_insert(): REPLACE replaces the first route of the slot. A route that is not appended
 * comes first.
 */
static void add_route4(struct objects *model, struct slot slot, const struct object *object,
		       uint16_t flags)
{
	ssize_t same = find_same(model, slot, object);

	if (same >= 0)
		replace_at(model, same, object);
	else if (flags & NLM_F_REPLACE && slot.n)
		replace_at(model, slot.at, object);
	else
		add_at(model, flags & NLM_F_APPEND ? slot.at + slot.n : slot.at, object);
}

/*
 * See fib6_add_rt2node(). A route with a gateway replaces all legs with a gateway. A route without
 * one replaces the first route without one. If there is none of its sort, it replaces the first
 * route of all, with all its legs if that is a multipath route.
 */
static void drop_route6(struct objects *model, struct slot *slot, const struct object *object)
{
	bool all = object->ecmp;
	size_t at = slot->at;

	for (; at < slot->at + slot->n; at++)
		if (model->object[at]->ecmp == object->ecmp)
			break;
	if (at == slot->at + slot->n) {
		at = slot->at;
		all = slot->n && model->object[at]->ecmp;
	}
	if (!slot->n)
		return;
	if (!all) {
		objects_remove(model, at);
		slot->n--;
		return;
	}
	for (at = slot->at + slot->n; at-- > slot->at;) {
		if (!model->object[at]->ecmp)
			continue;
		objects_remove(model, at);
		slot->n--;
	}
}

static void add_route6(struct objects *model, struct slot slot, const struct object *object,
		       uint16_t flags)
{
	ssize_t same = find_same(model, slot, object);

	if (same >= 0)
		replace_at(model, same, object);
	else
		add_at(model, slot.at + slot.n, object);
}

/* A device has one PVID. The kernel does not announce that another VLAN is no longer it. */
static void add_vlan(struct objects *model, struct slot slot, const struct object *object,
		     uint16_t flags)
{
	size_t dev = strcspn(object->slot, " ") + 1;

	for (size_t i = 0; object->pvid && i < model->n; i++)
		if (model->object[i]->kind == object->kind && !strncmp(model->object[i]->slot, object->slot, dev))
			model->object[i]->pvid = false;
	add_single(model, slot, object, flags);
}

/* A record about a table of nftables has additions and deletions. */
static void add_nft(struct objects *model, struct slot slot, const struct object *object,
		    uint16_t flags)
{
	if (!object->gone)
		add_single(model, slot, object, flags);
	else if (slot.n)
		objects_remove(model, slot.at);
}

/*
 * Forgets the sysctls whose path begins with @begin, then has any word if @any is set, and then goes
 * on with @end.
 */
static void forget_sysctls(struct objects *model, const char *begin, bool any, const char *end)
{
	size_t len = strlen(begin);

	for (size_t i = model->n; i-- > 0;) {
		const char *path = model->object[i]->slot;

		if (model->object[i]->kind != OBJECT_SYSCTL || strncmp(path, begin, len))
			continue;
		path += len + (any ? strcspn(path + len, "/") : 0);
		if (!strncmp(path, end, strlen(end)))
			objects_remove(model, i);
	}
}

/* A multicast route does not tell when one of its devices goes. */
static void forget_mroute_devices(struct objects *model)
{
	for (size_t i = 0; i < model->n; i++)
		if (model->object[i]->kind == OBJECT_MROUTE)
			*model->object[i]->maybe = 0;
}

/* The mode of addresses, which is a sysctl, is also a property of the link; this is not announced. */
static void forget_modes(struct objects *model, const char *path)
{
	static const char begin[] = "net/ipv6/conf/";
	const char *name = path + sizeof(begin) - 1;
	size_t len = strcspn(name, "/");

	if (strncmp(path, begin, sizeof(begin) - 1) || strcmp(name + len, "/addr_gen_mode"))
		return;
	for (size_t i = 0; i < model->n; i++) {
		struct object *link = model->object[i];

		if (link->kind == OBJECT_LINK &&
		    (!strncmp(name, "all/", 4) || (strlen(link->name) == len && !strncmp(name, link->name, len))))
			*link->maybe = 0;
	}
}

/*
 * These writes also set other sysctls, which is not recorded: of each device, where `blame` shows the
 * sysctl of all, of new devices, and another one of all.
 */
static void add_sysctl(struct objects *model, struct slot slot, const struct object *object,
		       uint16_t flags)
{
	static const struct {
		const char *path, *begin, *end;
		bool any;
	} others[] = {
		{ "net/ipv6/conf/all/disable_ipv6", "net/ipv6/conf/", "/disable_ipv6", true },
		{ "net/ipv6/conf/all/addr_gen_mode", "net/ipv6/conf/", "/addr_gen_mode", true },
		{ "net/ipv6/conf/all/ignore_routes_with_linkdown",
		  "net/ipv6/conf/default/ignore_routes_with_linkdown", "", false },
		{ "net/ipv4/conf/all/forwarding", "net/ipv4/conf/all/accept_redirects", "", false },
	};

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (!strcmp(object->slot, others[i].path))
			forget_sysctls(model, others[i].begin, others[i].any, others[i].end);
	forget_modes(model, object->slot);
	add_single(model, find_slot(model, object), object, flags);
}

/*
 * The sysctls of a device go with the device, and with its name. Those of IPv6 also go, and come back
 * as defaults, if its MTU is too small for IPv6. A change of the link can set the mode of addresses, which is
 * also a sysctl. @now: NULL if the device is gone
 */
static void link_sysctls(struct objects *model, const char *name, const struct object *now)
{
	static const char *const dirs[] = {
		"net/ipv6/conf/", "net/ipv6/neigh/", "net/ipv4/conf/", "net/ipv4/neigh/", "net/mpls/conf/",
	};
	bool same = now && !strcmp(now->name, name);
	char path[64];

	snprintf(path, sizeof(path), "net/ipv6/conf/%s", name);
	forget_sysctls(model, path, false, "/addr_gen_mode");
	if (same && now->mtu >= IPV6_MIN_MTU)
		return;
	for (size_t i = 0; i < (same ? 2 : sizeof(dirs) / sizeof(dirs[0])); i++) {
		snprintf(path, sizeof(path), "%s%s", dirs[i], name);
		forget_sysctls(model, path, false, "/");
	}
}

/* The link went, perhaps to another namespace. See attrs.c. */
static void forget_lower(struct objects *model, const struct object *gone)
{
	for (size_t i = 0; i < model->n; i++)
		if (model->object[i]->kind == OBJECT_LINK && model->object[i]->lower == gone->index)
			*model->object[i]->maybe = 0;
}

/* Call this before the message about a link changes the model. */
static void take_link(struct objects *model, const struct object *told, bool gone)
{
	struct slot slot = find_slot(model, told);
	char name[sizeof(told->name)];

	memcpy(name, slot.n ? model->object[slot.at]->name : told->name, sizeof(name));
	link_sysctls(model, name, gone ? NULL : told);
	if (gone) {
		forget_mroute_devices(model);
		forget_lower(model, told);
	}
}

static void (*const adds[OBJECT_KINDS])(struct objects *model, struct slot slot,
					const struct object *object, uint16_t flags) = {
	[OBJECT_LINK] = add_single,
	[OBJECT_ADDR4] = add_single,
	[OBJECT_ADDR6] = add_single,
	[OBJECT_ROUTE4] = add_route4,
	[OBJECT_ROUTE6] = add_route6,
	[OBJECT_RULE] = add_rule,
	[OBJECT_NEIGH] = add_single,
	[OBJECT_NEXTHOP] = add_single,
	[OBJECT_FDB] = add_single,
	[OBJECT_VLAN] = add_vlan,
	[OBJECT_MDB] = add_single,
	[OBJECT_MPLS] = add_single,
	[OBJECT_MROUTE] = add_single,
	[OBJECT_POLICY] = add_single,
	[OBJECT_SYSCTL] = add_sysctl,
	[OBJECT_NFT] = add_nft,
};

static bool has_slot_alone(enum object_kind kind)
{
	return adds[kind] == add_single || adds[kind] == add_vlan;
}

/* Whether the sign of a record about it is compared; see signs.h. */
static bool has_sign(enum object_kind kind)
{
	return has_slot_alone(kind) && kind < OBJECT_FDB && kind != OBJECT_NEIGH;
}

static void remove_all(struct objects *model, enum object_kind kind)
{
	for (size_t i = model->n; i-- > 0;)
		if (model->object[i]->kind == kind)
			objects_remove(model, i);
}

static char *apply_del(struct objects *model, const struct object *object)
{
	struct slot slot = find_slot(model, object);
	ssize_t at = slot.n ? (ssize_t)slot.at : -1;
	char *wrong = NULL;

	if (!has_slot_alone(object->kind))
		at = find_same(model, slot, object);
	if (at >= 0)
		objects_remove(model, at);
	else if (!object->absent && !object->tentative &&
		 asprintf(&wrong, "%s is gone, and was not there: %s %s %s",
			  object_kind_names[object->kind], object->slot, object->core,
			  object->via) < 0)
		abort();
	return wrong;
}

/*
 * What a message says of the legs of an IPv6 route is true of one of them: the announcement has the new
 * one, a dump the first one. See rt6_fill_node(). If the others differ, or may differ, it says nothing.
 */
static void forget_other_legs(const struct objects *model, struct slot slot, const struct objects *told)
{
	bool same = true;

	for (size_t i = 0; i < slot.n; i++)
		if (model->object[slot.at + i]->ecmp)
			same &= !strcmp(model->object[slot.at + i]->maybe, told->object[0]->maybe);
	for (size_t i = 0; !same && i < told->n; i++)
		*told->object[i]->maybe = 0;
}

/* If a message has several legs of an IPv6 route, the first leg decides what is replaced. */
static void apply_add(struct objects *model, const struct objects *told, uint16_t flags)
{
	const struct object *first = told->object[0];
	struct slot slot = find_slot(model, first);

	if (first->kind == OBJECT_ROUTE6 && told->n > 1 && !(flags & NLM_F_REPLACE))
		forget_other_legs(model, slot, told);
	if (first->kind == OBJECT_ROUTE6 && flags & NLM_F_REPLACE &&
	    find_same(model, slot, first) < 0)
		drop_route6(model, &slot, first);
	for (size_t i = 0; i < told->n; i++)
		adds[first->kind](model, find_slot(model, told->object[i]), told->object[i], flags);
}

char model_sign(const struct objects *model, const struct nlmsghdr *nlh)
{
	struct objects told = {};
	char sign = 0;

	objects_parse(&told, nlh);
	if (told.n && has_sign(told.object[0]->kind))
		sign = find_slot(model, told.object[0]).n ? '~' : '+';
	if (sign && is_deletion(nlh))
		sign = '-';
	objects_free(&told);
	return sign;
}

/* A message of a bridge about a port has the options of its link. */
static void take_port(struct objects *model, const struct nlmsghdr *nlh)
{
	struct objects told = {};
	struct slot slot;

	object_parse_port(&told, nlh);
	slot = told.n ? find_slot(model, told.object[0]) : (struct slot){};
	if (slot.n) {
		struct object *now = object_with_options(model->object[slot.at], told.object[0]);

		object_free(model->object[slot.at]);
		model->object[slot.at] = now;
	}
	objects_free(&told);
}

char *model_apply(struct objects *model, const struct nlmsghdr *nlh)
{
	struct objects told = {};
	char *wrong = NULL;

	take_port(model, nlh);
	objects_parse(&told, nlh);
	if (told.n && told.object[0]->kind == OBJECT_LINK)
		take_link(model, told.object[0], is_deletion(nlh));
	if (told.n && told.object[0]->all)
		remove_all(model, told.object[0]->kind);
	else if (told.n && !is_deletion(nlh))
		apply_add(model, &told, nlh->nlmsg_flags);
	for (size_t i = 0; is_deletion(nlh) && i < told.n; i++) {
		char *more = apply_del(model, told.object[i]);

		if (wrong)
			free(more);
		else
			wrong = more;
	}
	objects_free(&told);
	return wrong;
}
