// SPDX-License-Identifier: GPL-2.0
/* Compares saved lists with present objects. See saved.h. */
#include <errno.h>
#include <inttypes.h>
#include <net/if.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/json_read.h"
#include "base/util.h"
#include "decode/kind.h"
#include "decode/rebuild.h"
#include "net/changes.h"
#include "net/saved.h"

#define FILE_MAX	(512u << 20)
#define KEYS_MAX	9

#define NO_LIST		"it is no list of links, addresses, routes, rules, neighbours or nexthops"

/*
 * A kind: by which members its objects are recognised, and by which an object is found again.
 *
 * @marks: all must be there
 * @family: the beginning of the name of the family, if the object has one; NULL: of any
 * @unlike: a member that only objects of another kind have; NULL: none
 */
static const struct {
	enum netjournal_kind kind;
	const char *marks[3];
	const char *keys[KEYS_MAX];
	const char *family, *unlike;
} kinds[] = {
	{ NETJOURNAL_KIND_ADDR, { "addr_info" }, { "local", "prefixlen", "dev" } },
	{ NETJOURNAL_KIND_ADDR, { "local", "prefixlen" }, { "local", "prefixlen", "dev" } },
	{ NETJOURNAL_KIND_LINK, { "ifname", "flags", "mtu" }, { "ifname" } },
	{ NETJOURNAL_KIND_RULE, { "priority", "src" },
	  { "priority", "src", "srclen", "dst", "dstlen", "fwmark", "iif", "oif", "table" }, .unlike = "object" },
	{ NETJOURNAL_KIND_NEIGH, { "dst", "state" }, { "dst", "dev" } },
	{ NETJOURNAL_KIND_ROUTE, { "dst" }, { "dst", "metric", "tos", "table" }, .family = "inet", .unlike = "object" },
	{ NETJOURNAL_KIND_NEXTHOP, { "id" }, { "id" } },
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

static bool begins_with(const struct values *v, size_t at, const char *text)
{
	return v->list[at].type == VALUE_STRING && v->list[at].len >= strlen(text) &&
	       !memcmp(value_string(v, at), text, strlen(text));
}

/* Returns whether something in the object says that it is of another kind than that of the row. */
static bool is_unlike(const struct values *v, size_t object, size_t row)
{
	size_t family = kinds[row].family ? value_member(v, object, "family") : 0;

	return (family && !begins_with(v, family, kinds[row].family)) ||
	       (kinds[row].unlike && value_member(v, object, kinds[row].unlike));
}

/* Returns the row of what the object looks like, or -1. */
static int row_of(const struct values *v, size_t object)
{
	size_t row, i;

	for (row = 0; row < ARRAY_SIZE(kinds); row++) {
		if (is_unlike(v, object, row))
			continue;
		for (i = 0; i < ARRAY_SIZE(kinds[row].marks); i++)
			if (kinds[row].marks[i] && !value_member(v, object, kinds[row].marks[i]))
				break;
		if (i == ARRAY_SIZE(kinds[row].marks))
			return row;
	}
	return -1;
}

/* `ip -j addr` prints links with their addresses. */
static bool is_wanted(const struct saved *s, int row)
{
	return !s->kind || kinds[row].kind == s->kind || (s->kind == NETJOURNAL_KIND_LINK && !row);
}

static bool is_text(const struct values *v, size_t at, const char *text)
{
	return v->list[at].type == VALUE_STRING && v->list[at].len == strlen(text) &&
	       !memcmp(value_string(v, at), text, strlen(text));
}

static int add_object(struct saved *s, size_t at, const char *dev)
{
	size_t max = s->max ? 2 * s->max : 64, table = value_member(&s->values, at, "table");
	struct saved_object *more;

	if (s->n == s->max) {
		more = reallocarray(s->objects, max, sizeof(*more));
		if (!more)
			return -ENOMEM;
		s->objects = more;
		s->max = max;
	}
	s->all_tables |= table && !is_text(&s->values, table, "main");
	s->objects[s->n++] = (struct saved_object){ .at = at, .dev = dev };
	return 0;
}

/* The addresses inside a link of `ip -j addr`. */
static int add_inside(struct saved *s, size_t link, size_t list)
{
	size_t name = value_member(&s->values, link, "ifname"), at, end = value_next(&s->values, list);
	char *dev;
	int err = 0;

	if (!name || s->values.list[name].type != VALUE_STRING)
		return -EINVAL;
	dev = strndup(value_string(&s->values, name), s->values.list[name].len);
	if (!dev)
		return -ENOMEM;
	for (at = list + 1; !err && at < end; at = value_next(&s->values, at))
		err = add_object(s, at, dev);
	/* The first address owns the name. */
	if (at == list + 1)
		free(dev);
	return err;
}

static int add_any(struct saved *s, size_t at)
{
	size_t inside;
	int row;

	if (s->values.list[at].type != VALUE_OBJECT)
		return fail(s, -EINVAL, NO_LIST);
	/* `ip -j` prints empty objects for what it leaves out. */
	if (!s->values.list[at].inside)
		return 0;
	row = row_of(&s->values, at);
	if (row < 0)
		return fail(s, -EINVAL, NO_LIST);
	if (!is_wanted(s, row))
		return fail(s, -EINVAL, "it has objects of the kind %s, not %s", object_row(kinds[row].kind)->name,
			    object_row(s->kind)->name);
	inside = value_member(&s->values, at, "addr_info");
	if (!s->kind)
		s->kind = kinds[row].kind;
	if (inside && s->kind == NETJOURNAL_KIND_ADDR)
		return add_inside(s, at, inside);
	return add_object(s, at, NULL);
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
		return fail(s, -EINVAL, NO_LIST);
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

/* Returns whether two values are equal, for which a number and its text are the same. */
static bool is_same(const struct saved *s, size_t old, size_t new)
{
	const struct value *a = &s->values.list[old], *b = &s->now.list[new];
	char text[24];

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

	if (!old && o->dev && !strcmp(key, "dev"))
		return new && is_text(&s->now, new, o->dev);
	/* `ip` leaves the main table out. */
	if (!old && new && !strcmp(key, "table"))
		return is_text(&s->now, new, "main");
	if (!old || !new)
		return !old && (!new || !strcmp(key, "metric") || !strcmp(key, "tos"));
	return is_same(s, old, new);
}

static bool is_it(const struct saved *s, const struct saved_object *o)
{
	size_t row, i;

	for (row = 0; kinds[row].kind != s->kind; row++)
		;
	for (i = 0; i < KEYS_MAX && kinds[row].keys[i]; i++)
		if (!has_key(s, o, kinds[row].keys[i]))
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

static int compare_members(struct saved *s, const char *above, size_t old, size_t new, struct saved_change *changes,
			   int n);

/* Compares a member. Returns how many differences there are then. @new: 0 if the present object lacks it. */
static int compare_member(struct saved *s, const char *above, size_t old, size_t new, struct saved_change *changes,
			  int n)
{
	const char *key = value_key(&s->values, old);
	char name[CHANGE_PATH_MAX];

	/* `ip` prints some members in two ways, and this program does not. */
	if (n == SAVED_CHANGES_MAX || changes_is_volatile(key) || (!new && *above))
		return n;
	snprintf(name, sizeof(name), "%s%s%s", above, *above ? "." : "", key);
	if (new && s->values.list[old].type == VALUE_OBJECT && s->now.list[new].type == VALUE_OBJECT)
		return compare_members(s, name, old, new, changes, n);
	if (new && is_same(s, old, new))
		return n;
	changes[n] = (struct saved_change){ .old = old, .new = new };
	strcpy(changes[n].name, name);
	return n + 1;
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

int saved_compare(struct saved *s, const struct event *ev, const struct event_names *names,
		  struct saved_change changes[SAVED_CHANGES_MAX])
{
	struct saved_object *o;
	struct out out;

	out_init_values(&out, &s->now);
	out_object(&out, NULL);
	event_print(&out, ev, names);
	out_object_end(&out);
	if (values_error(&s->now))
		return -ENOMEM;
	o = find_object(s);
	if (!o)
		return -1;
	o->seen = true;
	return compare_members(s, "", o->at, 0, changes, 0);
}

static uint32_t number_of(void *arg, const char *name)
{
	(void)arg;
	return if_nametoindex(name);
}

struct nl_msg *saved_message(const struct saved *s, const struct saved_object *o)
{
	const struct rebuild r = { .v = &s->values, .event = o->at, .kind = s->kind, .del = true, .number = number_of };

	/* Without the link that it is inside, an address is not complete. */
	return o->dev ? NULL : event_rebuild(&r);
}

void saved_drop(struct saved *s)
{
	const char *last = NULL;
	size_t i;

	for (i = 0; i < s->n; i++) {
		if (s->objects[i].dev != last)
			free((char *)s->objects[i].dev);
		last = s->objects[i].dev;
	}
	values_free(&s->values);
	values_free(&s->now);
	free(s->objects);
}
