// SPDX-License-Identifier: GPL-2.0
/* Reads saved lists. See saved.h. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/json_read.h"
#include "base/util.h"
#include "decode/kind.h"
#include "decode/vlan.h"
#include "net/saved_kind.h"

#define FILE_MAX	(512u << 20)

static const struct saved_kind kinds[] = {
	{ NETJOURNAL_KIND_ADDR, { "addr_info" }, { "local", "prefixlen", "dev" }, { "address", "broadcast" },
	  .inside = "addr_info" },
	{ NETJOURNAL_KIND_ADDR, { "local", "prefixlen" }, { "local", "prefixlen", "dev" }, { "address", "broadcast" } },
	{ NETJOURNAL_KIND_LINK, { "ifname", "flags", "mtu" }, { "ifname" }, { "link", "master", "ifalias", "altnames" } },
	{ NETJOURNAL_KIND_RULE, { "priority", "src" },
	  { "priority", "src", "srclen", "dst", "dstlen", "fwmark", "iif", "oif", "table" }, .unlike = "object" },
	{ NETJOURNAL_KIND_XFRM, { "object", "src", "dst" },
	  { "object", "dir", "src", "dst", "ptype", "mark", "if_id", "proto", "spi" } },
	{ NETJOURNAL_KIND_XFRM, { "object", "in", "fwd" }, { "object" } },
	{ NETJOURNAL_KIND_FDB, { "mac", "state" }, { "mac", "dev", "vlan", "master" }, { "dst" } },
	{ NETJOURNAL_KIND_NEIGH, { "dst", "state" }, { "dst", "dev" }, { "lladdr" }, .unlike = "iif" },
	{ NETJOURNAL_KIND_MROUTE, { "dst", "iif" }, { "dst", "src", "table" } },
	{ NETJOURNAL_KIND_ROUTE, { "dst" }, { "dst", "metric", "tos", "table" },
	  { "gateway", "via", "dev", "prefsrc", "nhid", "nexthops", "metrics", "encap" }, .family = "inet", .unlike = "object" },
	{ NETJOURNAL_KIND_MPLS, { "dst" }, { "dst" }, { "to", "via", "dev" }, .family = "mpls", .unlike = "object" },
	{ NETJOURNAL_KIND_NEXTHOP, { "id" }, { "id" }, { "gateway", "via", "dev", "group", "blackhole" } },
	{ NETJOURNAL_KIND_MDB, { "mdb" }, { "grp", "src", "dev", "port", "vid" }, .inside = "mdb" },
	{ NETJOURNAL_KIND_MDB, { "grp", "port" }, { "grp", "src", "dev", "port", "vid" } },
	{ NETJOURNAL_KIND_VLAN, { "vlans" }, { "vlan", "dev" }, { "flags" }, .inside = "vlans" },
	{ NETJOURNAL_KIND_VLAN, { "vlan", "dev" }, { "vlan", "dev" }, { "flags" } },
	{ NETJOURNAL_KIND_SYSCTL, { "name" }, { "name" }, .some = true },
	{ NETJOURNAL_KIND_TC, { "kind", "handle" }, { "dev", "parent", "root" } },
};

const struct saved_kind *saved_row(enum netjournal_kind kind)
{
	const struct saved_kind *row = kinds;

	while (row->kind != kind)
		row++;
	return row;
}

static int fail(struct saved *s, int err, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

static int fail(struct saved *s, int err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(s->error, sizeof(s->error), fmt, ap);
	va_end(ap);
	return err;
}

/* Says that the kind of the objects is not known. */
static int fail_kind(struct saved *s)
{
	uint32_t all = 0;
	char text[256];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		all |= 1u << kinds[i].kind;
	kinds_text(all, ", ", text, sizeof(text));
	return fail(s, -EINVAL, "it is no list of objects of one of these kinds: %s", text);
}

static bool begins_with(const struct values *v, size_t at, const char *text)
{
	return v->list[at].type == VALUE_STRING && v->list[at].len >= strlen(text) &&
	       !memcmp(value_string(v, at), text, strlen(text));
}

/* The destination of an MPLS route is a label. */
static bool is_label(const struct values *v, size_t at)
{
	return v->list[at].type == VALUE_NUMBER ||
	       (v->list[at].type == VALUE_STRING && v->list[at].len &&
		strspn(value_string(v, at), "0123456789") == v->list[at].len);
}

/* Returns whether something in the object says that it is of another kind than that of the row. */
static bool is_unlike(const struct values *v, size_t object, const struct saved_kind *row)
{
	size_t family = row->family ? value_member(v, object, "family") : 0;

	if (row->kind == NETJOURNAL_KIND_ROUTE && is_label(v, value_member(v, object, "dst")))
		return true;
	if (row->kind == NETJOURNAL_KIND_SYSCTL && !begins_with(v, value_member(v, object, "name"), "net."))
		return true;
	return (family && !begins_with(v, family, row->family)) ||
	       (row->unlike && value_member(v, object, row->unlike));
}

static bool looks_like(const struct values *v, size_t object, const struct saved_kind *row)
{
	size_t i;

	if (is_unlike(v, object, row))
		return false;
	for (i = 0; i < MARKS_MAX; i++)
		if (row->marks[i] && !value_member(v, object, row->marks[i]))
			return false;
	return true;
}

/* Returns the row of what the object looks like, or NULL. It can look like several kinds. */
static const struct saved_kind *row_of(const struct saved *s, size_t object)
{
	const struct saved_kind *row, *other = NULL;

	for (row = kinds; row < kinds + ARRAY_SIZE(kinds); row++) {
		if (!looks_like(&s->values, object, row))
			continue;
		if (!s->kind || row->kind == s->kind)
			return row;
		other = other ? other : row;
	}
	return other;
}

/* Returns whether the route is one of IPv6 or IPv4 multicast. The kernel lists them with the other routes of all tables. */
static bool is_mroute(const struct values *v, size_t object)
{
	size_t type = value_member(v, object, "type");

	return type && value_is_text(v, type, "multicast") && value_member(v, object, "from");
}

/* Returns whether the list of routes that is read has this object of another kind. */
static bool is_beside(const struct saved *s, size_t at, const struct saved_kind *row)
{
	return s->kind == NETJOURNAL_KIND_ROUTE &&
	       (row->kind == NETJOURNAL_KIND_MPLS || row->kind == NETJOURNAL_KIND_MROUTE ||
		(row->kind == s->kind && is_mroute(&s->values, at)));
}

/* `ip -j addr` prints links with their addresses. */
static bool is_wanted(const struct saved *s, const struct saved_kind *row)
{
	return !s->kind || row->kind == s->kind ||
	       (s->kind == NETJOURNAL_KIND_LINK && row->kind == NETJOURNAL_KIND_ADDR && row->inside);
}

static int add_object(struct saved *s, const struct saved_object *object)
{
	size_t max = s->max ? 2 * s->max : 64, table = value_member(&s->values, object->at, "table");
	struct saved_object *more;

	if (s->n == s->max) {
		more = reallocarray(s->objects, max, sizeof(*more));
		if (!more)
			return -ENOMEM;
		s->objects = more;
		s->max = max;
	}
	s->all_tables |= table && !value_is_text(&s->values, table, "main");
	s->objects[s->n++] = *object;
	return 0;
}

static uint64_t number_in(const struct values *v, size_t object, const char *key)
{
	size_t at = value_member(v, object, key);

	return at && v->list[at].type == VALUE_NUMBER ? v->list[at].number : 0;
}

/* Adds an object, or each VLAN of a range. */
static int add_each(struct saved *s, struct saved_object object)
{
	uint64_t last = number_in(&s->values, object.at, "vlanEnd");
	uint64_t first = number_in(&s->values, object.at, "vlan");
	int err = 0;

	if (s->kind != NETJOURNAL_KIND_VLAN || !last)
		return add_object(s, &object);
	for (; !err && first <= last && first <= VLAN_ID_MAX; first++) {
		object.vlan = first;
		err = add_object(s, &object);
	}
	return err;
}

/* The addresses inside a link of `ip -j addr`, for example. */
static int add_inside(struct saved *s, size_t outer, size_t list)
{
	size_t name = value_member(&s->values, outer, "ifname"), at, end = value_next(&s->values, list);
	struct saved_object object = { 0 };
	int err = 0;

	if (s->values.list[list].type != VALUE_ARRAY || (name && s->values.list[name].type != VALUE_STRING) ||
	    (!name && s->kind != NETJOURNAL_KIND_MDB))
		return fail_kind(s);
	object.dev = name ? value_string(&s->values, name) : NULL;
	for (at = list + 1; !err && at < end; at = value_next(&s->values, at)) {
		object.at = at;
		err = s->values.list[at].type == VALUE_OBJECT ? add_each(s, object) : fail_kind(s);
	}
	return err;
}

static int add_any(struct saved *s, size_t at)
{
	const struct saved_kind *row;

	if (s->values.list[at].type != VALUE_OBJECT)
		return fail_kind(s);
	/* `ip -j` prints empty objects for what it leaves out. */
	if (!s->values.list[at].inside)
		return 0;
	row = row_of(s, at);
	if (!row)
		return fail_kind(s);
	if (is_beside(s, at, row))
		return 0;
	if (!is_wanted(s, row))
		return fail(s, -EINVAL, "it has objects of the kind %s, not %s", object_row(row->kind)->name,
			    object_row(s->kind)->name);
	if (!s->kind)
		s->kind = row->kind;
	if (row->inside && s->kind == row->kind)
		return add_inside(s, at, value_member(&s->values, at, row->inside));
	return add_each(s, (struct saved_object){ .at = at });
}

/* Returns the family of the addresses of an object, or 0 if it has none. */
static uint8_t address_family(const struct saved *s, size_t object)
{
	static const char *const keys[] = { "src", "dst" };
	size_t i, at;

	for (i = 0; i < ARRAY_SIZE(keys); i++) {
		at = value_member(&s->values, object, keys[i]);
		if (!at || s->values.list[at].type != VALUE_STRING)
			continue;
		if (strchr(value_string(&s->values, at), ':'))
			return AF_INET6;
		if (strchr(value_string(&s->values, at), '.'))
			return AF_INET;
	}
	return 0;
}

/* Returns the family of a route of `ip`, which prints the preference of each route of IPv6, and of no other. */
static uint8_t route_family(const struct saved *s, size_t object)
{
	return value_member(&s->values, object, "pref") || address_family(s, object) == AF_INET6 ? AF_INET6 : AF_INET;
}

/* Finds out which family the list has, if it does not say so. */
static void find_family(struct saved *s)
{
	const bool rules = s->kind == NETJOURNAL_KIND_RULE;
	uint8_t family;
	size_t i;

	if ((s->kind != NETJOURNAL_KIND_ROUTE && !rules) || !s->n ||
	    value_member(&s->values, s->objects[0].at, "family"))
		return;
	for (i = 0; i < s->n; i++) {
		family = rules ? address_family(s, s->objects[i].at) : route_family(s, s->objects[i].at);
		s->objects[i].family = family;
		if (i && !rules && family != s->family)
			break;
		if (family)
			s->family = family;
	}
	/* A list of all tables has the routes of both families. */
	for (; i < s->n; i++) {
		s->family = 0;
		s->objects[i].family = route_family(s, s->objects[i].at);
	}
	s->no_family = rules && !s->family;
}

int saved_parse(struct saved *s, const char *text, size_t len, enum netjournal_kind kind)
{
	size_t line, at, end;
	int err = json_read(&s->values, text, len, &line);

	s->kind = kind;
	if (err == -EINVAL)
		return fail(s, err, "line %zu is no JSON", line);
	if (err)
		return fail(s, err, "%s", strerror(-err));
	if (s->values.list[0].type != VALUE_ARRAY)
		return fail_kind(s);
	end = value_next(&s->values, 0);
	for (at = 1; !err && at < end; at = value_next(&s->values, at))
		err = add_any(s, at);
	if (!err && !s->kind)
		return fail(s, -EINVAL, "it is empty, so the kind must be given before it");
	if (err && !s->error[0])
		fail(s, err, "%s", strerror(-err));
	find_family(s);
	return err;
}

int saved_read(struct saved *s, const char *path, enum netjournal_kind kind)
{
	size_t len = 0, max = 65536, n;
	char *text = NULL, *more;
	FILE *f = fopen(path, "re");
	int err = 0;

	if (!f)
		return fail(s, -errno, "%s", strerror(errno));
	do {
		max *= 2;
		more = max > FILE_MAX ? NULL : realloc(text, max);
		if (!more) {
			err = -ENOMEM;
			break;
		}
		text = more;
		errno = 0;
		n = fread(text + len, 1, max - len, f);
		len += n;
	} while (len == max);
	if (!err && ferror(f))
		err = errno ? -errno : -EIO;
	fclose(f);
	err = err ? fail(s, err, "%s", strerror(-err)) : saved_parse(s, text, len, kind);
	free(text);
	return err;
}
