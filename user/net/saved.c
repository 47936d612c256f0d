// SPDX-License-Identifier: GPL-2.0
/* Compares saved lists with present objects. See saved.h. */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "base/json_read.h"
#include "base/util.h"
#include "decode/kind.h"
#include "net/changes.h"
#include "net/saved.h"

#define FILE_MAX	(512u << 20)
#define MARKS_MAX	3
#define KEYS_MAX	9
#define TOLD_MAX	8
#define VLAN_MAX	4095

/*
 * A kind: by which members its objects are recognised, and by which an object is found again.
 *
 * @marks: all must be there
 * @told: what every program prints if the object has it, so an object without it had none
 * @inside: the member with the objects themselves; NULL: it is one
 * @family: the beginning of the name of the family, if the object has one; NULL: of any
 * @unlike: a member that only objects of another kind have; NULL: none
 * @some: a list usually has some of the objects, so one that is not there is not new
 */
static const struct saved_kind {
	enum netjournal_kind kind;
	const char *marks[MARKS_MAX];
	const char *keys[KEYS_MAX];
	const char *told[TOLD_MAX];
	const char *inside;
	const char *family, *unlike;
	bool some;
} kinds[] = {
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

static bool is_text(const struct values *v, size_t at, const char *text)
{
	return v->list[at].type == VALUE_STRING && v->list[at].len == strlen(text) &&
	       !memcmp(value_string(v, at), text, strlen(text));
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

/* Returns the row of what the object looks like, or NULL. */
static const struct saved_kind *row_of(const struct values *v, size_t object)
{
	const struct saved_kind *row;
	size_t i;

	for (row = kinds; row < kinds + ARRAY_SIZE(kinds); row++) {
		if (is_unlike(v, object, row))
			continue;
		for (i = 0; i < MARKS_MAX; i++)
			if (row->marks[i] && !value_member(v, object, row->marks[i]))
				break;
		if (i == MARKS_MAX)
			return row;
	}
	return NULL;
}

/* Returns whether the route is one of IPv6 or IPv4 multicast. The kernel lists them with the other routes of all tables. */
static bool is_mroute(const struct values *v, size_t object)
{
	size_t type = value_member(v, object, "type");

	return type && is_text(v, type, "multicast") && value_member(v, object, "from");
}

/* Returns whether the list of routes that is read has this object of another kind. */
static bool is_beside(const struct saved *s, size_t at, const struct saved_kind *row)
{
	return s->kind == NETJOURNAL_KIND_ROUTE &&
	       (row->kind == NETJOURNAL_KIND_MPLS || (row->kind == s->kind && is_mroute(&s->values, at)));
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
	s->all_tables |= table && !is_text(&s->values, table, "main");
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
	for (; !err && first <= last && first <= VLAN_MAX; first++) {
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
	row = row_of(&s->values, at);
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

/* Returns whether an address in an object has the character @c. */
static bool has_address(const struct saved *s, char c)
{
	static const char *const keys[] = { "dst", "gateway", "src", "from", "prefsrc", "host" };
	const struct values *v = &s->values;
	size_t at, i;

	for (at = 1; at < v->n; at++)
		for (i = 0; i < ARRAY_SIZE(keys); i++)
			if (v->list[at].type == VALUE_STRING && !strcmp(value_key(v, at), keys[i]) &&
			    memchr(value_string(v, at), c, v->list[at].len))
				return true;
	return false;
}

/* Finds out which family the list has, if it does not say so. */
static void find_family(struct saved *s)
{
	if ((s->kind != NETJOURNAL_KIND_ROUTE && s->kind != NETJOURNAL_KIND_RULE) || !s->n ||
	    value_member(&s->values, s->objects[0].at, "family"))
		return;
	if (!has_address(s, ':'))
		s->family = AF_INET;
	else if (!has_address(s, '.'))
		s->family = AF_INET6;
	s->no_family = s->kind == NETJOURNAL_KIND_RULE && s->family == AF_INET && !has_address(s, '.');
}

void saved_begin(struct saved *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		s->objects[i].seen = false;
	s->next = 0;
}

size_t saved_unseen(const struct saved *s)
{
	size_t i, n = 0;

	for (i = 0; i < s->n; i++)
		n += !s->objects[i].seen;
	return n;
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
		n = fread(text + len, 1, max - len, f);
		len += n;
	} while (len == max);
	if (!err && ferror(f))
		err = -EIO;
	fclose(f);
	err = err ? fail(s, err, "%s", strerror(-err)) : saved_parse(s, text, len, kind);
	free(text);
	return err;
}

/* Returns whether the flags are the same. M-DOWN is what `ip` has seen of another link. */
static bool is_same_flags(const struct saved *s, size_t old, size_t new)
{
	const size_t old_end = value_next(&s->values, old), new_end = value_next(&s->now, new);

	for (old++, new++; old < old_end; old++) {
		if (is_text(&s->values, old, "M-DOWN"))
			continue;
		if (new == new_end || !value_same(&s->values, old, &s->now, new++))
			return false;
	}
	return new == new_end;
}

/* Returns whether a number, which is the text of one if it has a fraction, has as many hundredths. */
static bool has_hundredths(const struct saved *s, size_t old, uint64_t hundredths)
{
	const struct value *a = &s->values.list[old];

	if (a->type == VALUE_NUMBER)
		return !a->negative && a->number <= UINT64_MAX / 100 && 100 * a->number == hundredths;
	return a->type == VALUE_STRING && (uint64_t)(100 * strtod(value_string(&s->values, old), NULL) + 0.5) == hundredths;
}

/* Returns whether two values are equal, for which a number and its text are the same. */
static bool is_same(const struct saved *s, size_t old, size_t new)
{
	const struct value *a = &s->values.list[old], *b = &s->now.list[new];
	char text[24];

	if (b->type == VALUE_HUNDREDTHS)
		return has_hundredths(s, old, b->number);
	if (a->type == VALUE_ARRAY && b->type == VALUE_ARRAY && !strcmp(value_key(&s->values, old), "flags"))
		return is_same_flags(s, old, new);
	if (a->type == VALUE_NUMBER && b->type == VALUE_STRING) {
		snprintf(text, sizeof(text), "%" PRIu64, a->number);
		return is_text(&s->now, new, text);
	}
	if (a->type == VALUE_STRING && b->type == VALUE_NUMBER) {
		snprintf(text, sizeof(text), "%" PRIu64, b->number);
		return is_text(&s->values, old, text);
	}
	return value_same(&s->values, old, &s->now, new);
}

/* Returns whether the saved object and the one in hand have the same key. */
static bool has_key(const struct saved *s, const struct saved_object *o, const char *key)
{
	size_t old = value_member(&s->values, o->at, key), new = value_member(&s->now, 0, key);

	if (!old && !strcmp(key, "dev")) {
		if (o->dev)
			return new && is_text(&s->now, new, o->dev);
		/* `bridge` calls it so. */
		old = value_member(&s->values, o->at, "ifname");
	}
	if (o->vlan && !strcmp(key, "vlan"))
		return new && s->now.list[new].number == o->vlan;
	/* `ip` leaves the main table out. */
	if (!old && new && !strcmp(key, "table"))
		return is_text(&s->now, new, "main");
	if (!old || !new)
		return !old && (!new || !strcmp(key, "metric") || !strcmp(key, "tos"));
	return is_same(s, old, new);
}

static const struct saved_kind *row_of_kind(enum netjournal_kind kind)
{
	const struct saved_kind *row = kinds;

	while (row->kind != kind)
		row++;
	return row;
}

static bool is_it(const struct saved *s, const struct saved_object *o)
{
	const struct saved_kind *row = row_of_kind(s->kind);
	size_t i;

	for (i = 0; i < KEYS_MAX && row->keys[i]; i++)
		if (!has_key(s, o, row->keys[i]))
			return false;
	return true;
}

/* Both lists are in the kernel's order, so it is most often the next one. */
static struct saved_object *find_object(struct saved *s)
{
	struct saved_object *o;
	size_t i;

	for (i = 0; i < s->n; i++) {
		o = &s->objects[(s->next + i) % s->n];
		if (o->seen || !is_it(s, o))
			continue;
		s->next = o - s->objects + 1;
		return o;
	}
	return NULL;
}

static int add_change(struct saved_change *changes, int n, const char *name, size_t old, size_t new)
{
	if (n == SAVED_CHANGES_MAX)
		return n;
	changes[n] = (struct saved_change){ .old = old, .new = new };
	snprintf(changes[n].name, sizeof(changes[n].name), "%s", name);
	return n + 1;
}

/* An empty array is as good as none. */
static bool is_empty(const struct value *v)
{
	return v->type == VALUE_ARRAY && !v->inside;
}

/* Returns whether some other program has the member, and this one does not, or calls it otherwise. */
static bool is_foreign(const struct saved *s, const char *key)
{
	return !strcmp(key, "index") || (s->kind != NETJOURNAL_KIND_LINK && !strcmp(key, "ifname"));
}

static int compare_members(struct saved *s, const char *above, size_t old, size_t new, struct saved_change *changes,
			   int n);

/* Compares a member. Returns how many differences there are then. @new: 0 if the present object lacks it. */
static int compare_member(struct saved *s, const char *above, size_t old, size_t new, struct saved_change *changes,
			  int n)
{
	const char *key = value_key(&s->values, old);
	char name[CHANGE_PATH_MAX];

	/* `ip` prints some members in two ways, and this program does not. Of null nothing is known. */
	if (changes_is_volatile(key) || s->values.list[old].type == VALUE_NULL || (!new && (*above || is_foreign(s, key) || is_empty(&s->values.list[old]))))
		return n;
	snprintf(name, sizeof(name), "%s%s%s", above, *above ? "." : "", key);
	if (new && s->values.list[old].type == VALUE_OBJECT && s->now.list[new].type == VALUE_OBJECT)
		return compare_members(s, name, old, new, changes, n);
	if (new && is_same(s, old, new))
		return n;
	return add_change(changes, n, name, old, new);
}

static int compare_members(struct saved *s, const char *above, size_t old, size_t new, struct saved_change *changes,
			   int n)
{
	const struct values *v = &s->values;
	size_t at, end = value_next(v, old);

	for (at = old + 1; at < end; at = value_next(v, at))
		n = compare_member(s, above, at, value_member(&s->now, new, value_key(v, at)), changes, n);
	return n;
}

/* The members that the saved object would have had. */
static int compare_told(struct saved *s, const struct saved_object *o, struct saved_change *changes, int n)
{
	const struct saved_kind *row = row_of_kind(s->kind);
	size_t i, new;

	for (i = 0; i < TOLD_MAX && row->told[i]; i++) {
		new = value_member(&s->now, 0, row->told[i]);
		if (new && !is_empty(&s->now.list[new]) && !value_member(&s->values, o->at, row->told[i]))
			n = add_change(changes, n, row->told[i], 0, new);
	}
	return n;
}

/* Reads the members of the object in hand. */
static int read_now(struct saved *s, const struct event *ev, const struct event_names *names)
{
	struct out out;

	out_init_values(&out, &s->now);
	out_object(&out, NULL);
	event_print(&out, ev, names);
	out_object_end(&out);
	return values_error(&s->now);
}

int saved_compare(struct saved *s, const struct event *ev, const struct event_names *names,
		  struct saved_change changes[SAVED_CHANGES_MAX])
{
	struct saved_object *o;

	if (read_now(s, ev, names))
		return -ENOMEM;
	o = find_object(s);
	if (!o)
		return row_of_kind(s->kind)->some ? 0 : -1;
	o->seen = true;
	return compare_told(s, o, changes, compare_members(s, "", o->at, 0, changes, 0));
}

struct saved_object *saved_find(struct saved *s, const struct event *ev, const struct event_names *names)
{
	return read_now(s, ev, names) ? NULL : find_object(s);
}

/* Returns whether the string @at, or one in the array @at, is @text, in capital letters or not. */
static bool has_text(const struct values *v, size_t at, const char *text)
{
	size_t end = value_next(v, at);

	for (; at < end; at++)
		if (v->list[at].type == VALUE_STRING && !strcasecmp(value_string(v, at), text))
			return true;
	return false;
}

bool saved_is_learned(const struct saved *s, const struct saved_object *o)
{
	static const char *const configured[] = { "permanent", "noarp", "static" };
	size_t state = value_member(&s->values, o->at, "state"), i;

	if (!state || !(1u << s->kind & (1u << NETJOURNAL_KIND_NEIGH | 1u << NETJOURNAL_KIND_FDB | 1u << NETJOURNAL_KIND_MDB)))
		return false;
	for (i = 0; i < ARRAY_SIZE(configured); i++)
		if (has_text(&s->values, state, configured[i]))
			return false;
	return true;
}

const char *saved_main_key(const struct saved *s)
{
	return row_of_kind(s->kind)->keys[0];
}

void saved_drop(struct saved *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		record_copy_drop(&s->objects[i].deleter);
	values_free(&s->values);
	values_free(&s->now);
	free(s->objects);
}
