// SPDX-License-Identifier: GPL-2.0
/* Compares the members of two objects by name. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "decode/attr.h"
#include "net/changes.h"

/* An object that comes or goes is printed if it has at most so many members. */
#define SMALL_MAX	4

/*
 * Members that are not compared. They change with time or with traffic, which is no
 * change of the configuration, or only some messages have them.
 */
static const char *const volatile_keys[] = {
	/* addresses */
	"valid_life_time", "preferred_life_time",
	/* routes */
	"expires", "users", "used", "age", "ts", "tsage",
	/* neighbours */
	"confirmed", "updated", "refcnt", "probes",
	/* nexthops */
	"idle_time", "unbalanced_time", "group_stats",
	/* links */
	"hello_timer", "tcn_timer", "topology_change_timer", "gc_timer",
	"message_age_timer", "forward_delay_timer", "hold_timer",
	"ip_other_timer", "ip6_other_timer", "seq_nr", "fdb_n_learned",
	/* sysctls: what the record says of the change */
	"old", "announced", "consequence", "cut",
	/* links: why it is announced, where it goes, what only a dump tells */
	"event", "new_netnsid", "new_ifindex", "vfinfo_list",
	/* links: the kernel announces it as a change of the qdisc. The next record of the link is somebody else's */
	"qdisc",
	/* multicast databases */
	"timer",
	/* qdiscs */
	"direct_packets_stat",
	/* VLANs of bridges: which ones one record is about, and how many groups are learned */
	"vlan", "vlanEnd", "mcast_n_groups",
};

bool changes_is_volatile(const char *key)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(volatile_keys); i++)
		if (!strcmp(volatile_keys[i], key))
			return true;
	return false;
}

static int add_change(struct changes *c, const char *path, size_t old, size_t new)
{
	size_t max = c->max ? 2 * c->max : 16;
	struct change *list;

	if (c->n == c->max) {
		list = reallocarray(c->list, max, sizeof(*list));
		if (!list)
			return -ENOMEM;
		c->list = list;
		c->max = max;
	}
	list = &c->list[c->n++];
	strcpy(list->path, path);
	list->old = old;
	list->new = new;
	return 0;
}

static int compare_objects(struct changes *c, const char *above, size_t old,
			   size_t new);

/* Compares one member. @old or @new is 0 if the object does not have it. */
static int compare_member(struct changes *c, const char *above, size_t old,
			  size_t new)
{
	const char *key = new ? value_key(&c->new, new) : value_key(&c->old, old);
	char path[CHANGE_PATH_MAX];

	if (changes_is_volatile(key))
		return 0;
	snprintf(path, sizeof(path), "%s%s%s", above, *above ? "." : "", key);
	if (old && new && c->old.list[old].type == VALUE_OBJECT &&
	    c->new.list[new].type == VALUE_OBJECT)
		return compare_objects(c, path, old, new);
	if (old && new && value_same(&c->old, old, &c->new, new))
		return 0;
	return add_change(c, path, old, new);
}

/* Reports members that are new or differ, and then members that are gone. */
static int compare_objects(struct changes *c, const char *above, size_t old,
			   size_t new)
{
	const struct values *was = &c->old, *is = &c->new;
	size_t at, end = value_next(is, new);
	int err = 0;

	for (at = new + 1; !err && at < end; at = value_next(is, at))
		err = compare_member(c, above,
				     value_member(was, old, value_key(is, at)), at);
	end = value_next(was, old);
	for (at = old + 1; !err && at < end; at = value_next(was, at))
		if (!value_member(is, new, value_key(was, at)))
			err = compare_member(c, above, at, 0);
	return err;
}

static int decode_values(struct values *v, const struct event *ev,
			 const struct event_names *names)
{
	struct out o;

	out_init_values(&o, v);
	out_object(&o, NULL);
	event_print(&o, ev, names);
	out_object_end(&o);
	return values_error(v);
}

int changes_find(struct changes *c, const struct event *old,
		 const struct event *new, const struct event_names *names)
{
	c->n = 0;
	/* Most messages without a change are equal to the last byte. */
	if (old->attrs_len == new->attrs_len &&
	    old->attrs - old->hdr == new->attrs - new->hdr &&
	    !memcmp(old->hdr, new->hdr, old->attrs - old->hdr + old->attrs_len))
		return 0;
	if (decode_values(&c->old, old, names) || decode_values(&c->new, new, names))
		return -ENOMEM;
	return compare_objects(c, "", 0, 0);
}

void changes_free(struct changes *c)
{
	values_free(&c->old);
	values_free(&c->new);
	free(c->list);
	memset(c, 0, sizeof(*c));
}

/* "BROADCAST,UP" */
static void print_array(struct out *o, const struct values *v, size_t array)
{
	size_t at, end = value_next(v, array);

	for (at = array + 1; at < end; at = value_next(v, at)) {
		out_text(o, OUT_PLAIN, at == array + 1 ? "" : ",");
		changes_print_value(o, v, at);
	}
	if (end == array + 1)
		out_text(o, OUT_PLAIN, "none");
}

/* "(gateway 10.0.0.1 dev eth0)" */
static void print_object(struct out *o, const struct values *v, size_t object)
{
	size_t at, end = value_next(v, object);

	for (at = object + 1; at < end; at = value_next(v, at)) {
		out_text(o, OUT_PLAIN, at == object + 1 ? "(" : " ");
		out_str(o, OUT_PLAIN, NULL, "%s ", value_key(v, at));
		changes_print_value(o, v, at);
	}
	out_text(o, OUT_PLAIN, ")");
}

void changes_print_value(struct out *o, const struct values *v, size_t at)
{
	const struct value *value = &v->list[at];

	switch (value->type) {
	case VALUE_NULL:
		out_text(o, OUT_PLAIN, "null");
		break;
	case VALUE_BOOL:
		out_text(o, OUT_PLAIN, value->number ? "true" : "false");
		break;
	case VALUE_NUMBER:
		out_text(o, OUT_PLAIN, value->negative ? "-" : "");
		out_u64(o, NULL, "%u", value->number);
		break;
	case VALUE_HUNDREDTHS:
		out_hundredths(o, NULL, "%s", value->number);
		break;
	case VALUE_STRING:
		out_strn(o, OUT_PLAIN, NULL, "%s", value_string(v, at), value->len);
		break;
	case VALUE_OBJECT:
		print_object(o, v, at);
		break;
	case VALUE_ARRAY:
		print_array(o, v, at);
		break;
	}
}

/* Returns whether an object has few members, and no objects in it. */
static bool is_small(const struct values *v, size_t object)
{
	size_t at, n = 0, end = value_next(v, object);

	for (at = object + 1; at < end; at = value_next(v, at), n++)
		if (v->list[at].type == VALUE_OBJECT || v->list[at].type == VALUE_ARRAY)
			return false;
	return n <= SMALL_MAX;
}

/* Prints one side of a change. @other: the other side has a value. */
static void print_side(struct out *o, const struct values *v, size_t at, bool other)
{
	if (!at)
		out_text(o, OUT_PLAIN, "none");
	/* Null is the value of a flag that is set, and of a device that does not exist. */
	else if (v->list[at].type == VALUE_NULL)
		out_text(o, OUT_PLAIN, other ? "none" : "set");
	/* If a whole object appeared or disappeared, its members would fill lines, unless they are few. */
	else if (v->list[at].type == VALUE_OBJECT && !is_small(v, at))
		out_text(o, OUT_PLAIN, "{...}");
	else
		changes_print_value(o, v, at);
}

void changes_print_sides(struct out *o, const struct changes *c, const struct change *change)
{
	print_side(o, &c->old, change->old, change->new);
	out_text(o, OUT_PLAIN, " -> ");
	print_side(o, &c->new, change->new, change->old);
}

static void print_json(struct out *o, const struct changes *c,
		       const struct change *change)
{
	out_object(o, NULL);
	out_str(o, OUT_PLAIN, "name", NULL, change->path);
	if (change->old)
		value_print(o, "old", &c->old, change->old);
	if (change->new)
		value_print(o, "new", &c->new, change->new);
	out_object_end(o);
}

void changes_print(struct out *o, const struct changes *c)
{
	const struct change *change;

	out_array(o, "changes");
	for (change = c->list; change < c->list + c->n; change++) {
		if (o->json) {
			print_json(o, c, change);
			continue;
		}
		out_text(o, OUT_PLAIN, change == c->list ? "" : ", ");
		out_str(o, OUT_PLAIN, NULL, "%s ", change->path);
		changes_print_sides(o, c, change);
	}
	out_array_end(o);
}
