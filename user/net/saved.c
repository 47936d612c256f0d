// SPDX-License-Identifier: GPL-2.0
/* Compares saved lists with present objects. See saved.h. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/util.h"
#include "net/changes.h"
#include "net/saved_kind.h"

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

/* Returns whether the flags are the same. M-DOWN is what `ip` has seen of another link. */
static bool is_same_flags(const struct saved *s, size_t old, size_t new)
{
	const size_t old_end = value_next(&s->values, old), new_end = value_next(&s->now, new);

	for (old++, new++; old < old_end; old++) {
		if (value_is_text(&s->values, old, "M-DOWN"))
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

static bool is_same(const struct saved *s, size_t old, size_t new);

/* Returns whether a member of the present object is one that older versions of `ip` do not print. */
static bool is_unsaid(const struct saved *s, size_t new)
{
	return !strcmp(value_key(&s->now, new), "lock");
}

/* Returns whether two objects in a list are equal, in any order of their members. */
static bool is_same_object(const struct saved *s, size_t old, size_t new)
{
	const size_t old_end = value_next(&s->values, old), new_end = value_next(&s->now, new);
	size_t at, other, n = 0;

	for (at = old + 1; at < old_end; at = value_next(&s->values, at), n++) {
		other = value_member(&s->now, new, value_key(&s->values, at));
		if (!other || !is_same(s, at, other))
			return false;
	}
	for (at = new + 1; at < new_end; at = value_next(&s->now, at))
		n -= !is_unsaid(s, at) || value_member(&s->values, old, value_key(&s->now, at));
	return !n;
}

static bool is_same_list(const struct saved *s, size_t old, size_t new)
{
	const size_t old_end = value_next(&s->values, old), new_end = value_next(&s->now, new);

	for (old++, new++; old < old_end && new < new_end;
	     old = value_next(&s->values, old), new = value_next(&s->now, new))
		if (!is_same(s, old, new))
			return false;
	return old == old_end && new == new_end;
}

/* Returns whether two values are equal, for which a number and its text are the same. */
static bool is_same(const struct saved *s, size_t old, size_t new)
{
	const struct value *a = &s->values.list[old], *b = &s->now.list[new];
	char text[24];

	if (b->type == VALUE_HUNDREDTHS)
		return has_hundredths(s, old, b->number);
	if (a->type == VALUE_OBJECT && b->type == VALUE_OBJECT)
		return is_same_object(s, old, new);
	if (a->type == VALUE_ARRAY && b->type == VALUE_ARRAY)
		return strcmp(value_key(&s->values, old), "flags") ? is_same_list(s, old, new) : is_same_flags(s, old, new);
	if (a->type == VALUE_NUMBER && b->type == VALUE_STRING) {
		snprintf(text, sizeof(text), "%" PRIu64, a->number);
		return value_is_text(&s->now, new, text);
	}
	if (a->type == VALUE_STRING && b->type == VALUE_NUMBER) {
		snprintf(text, sizeof(text), "%" PRIu64, b->number);
		return value_is_text(&s->values, old, text);
	}
	return value_same(&s->values, old, &s->now, new);
}

/* Returns whether the saved object and the one in hand have the same key. */
static bool has_key(const struct saved *s, const struct saved_object *o, const char *key)
{
	size_t old = value_member(&s->values, o->at, key), new = value_member(&s->now, 0, key);

	if (!old && !strcmp(key, "dev")) {
		if (o->dev)
			return new && value_is_text(&s->now, new, o->dev);
		/* `bridge` calls it so. */
		old = value_member(&s->values, o->at, "ifname");
	}
	if (o->vlan && !strcmp(key, "vlan"))
		return new && s->now.list[new].number == o->vlan;
	/* `ip` leaves the main table out. */
	if (!old && new && !strcmp(key, "table"))
		return value_is_text(&s->now, new, "main");
	/* In older versions of `ip`, a 0 can be that of an encapsulation. */
	if (old && !new)
		return s->values.list[old].type == VALUE_NUMBER && !s->values.list[old].number;
	if (!old || !new)
		return !old && !new;
	return is_same(s, old, new);
}

static bool is_it(const struct saved *s, const struct saved_object *o)
{
	const struct saved_kind *row = saved_row(s->kind);
	size_t i;

	if (o->family && o->family != s->now_family)
		return false;
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
	if (changes_is_volatile(key) || s->values.list[old].type == VALUE_NULL)
		return n;
	if (!new && (*above || is_foreign(s, key) || is_empty(&s->values.list[old])))
		return n;
	snprintf(name, sizeof(name), "%s%s%s", above, *above ? "." : "", key);
	if (new && s->values.list[old].type == VALUE_OBJECT && s->now.list[new].type == VALUE_OBJECT)
		return compare_members(s, name, old, new, changes, n);
	if (new && is_same(s, old, new))
		return n;
	return add_change(changes, n, name, old, new);
}

/* Older versions of `ip` print the members of an encapsulation in the route itself. */
static bool is_flat_encap(const struct values *v, size_t at)
{
	return v->list[at].type == VALUE_STRING && !strcmp(value_key(v, at), "encap");
}

/* Returns the last member of the encapsulation that begins at @at. */
static size_t end_of_encap(const struct values *v, size_t at, size_t end)
{
	static const char *const after[] = { "gateway", "via", "dev", "protocol", "metric", "scope", "flags" };
	size_t i, next;

	for (next = value_next(v, at); next < end; at = next, next = value_next(v, at))
		for (i = 0; i < ARRAY_SIZE(after); i++)
			if (!strcmp(value_key(v, next), after[i]))
				return at;
	return at;
}

static int compare_members(struct saved *s, const char *above, size_t old, size_t new, struct saved_change *changes,
			   int n)
{
	const struct values *v = &s->values;
	size_t at, end = value_next(v, old), now;

	for (at = old + 1; at < end; at = value_next(v, at)) {
		now = value_member(&s->now, new, value_key(v, at));
		if (!is_flat_encap(v, at)) {
			n = compare_member(s, above, at, now, changes, n);
			continue;
		}
		if (!now)
			n = add_change(changes, n, "encap", at, 0);
		at = end_of_encap(v, at, end);
	}
	return n;
}

/* The members that the saved object would have had. */
static int compare_told(struct saved *s, const struct saved_object *o, struct saved_change *changes, int n)
{
	const struct saved_kind *row = saved_row(s->kind);
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
	s->now_family = ev->family;
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
		return saved_row(s->kind)->some ? 0 : -1;
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
	return saved_row(s->kind)->keys[0];
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
