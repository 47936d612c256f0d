// SPDX-License-Identifier: GPL-2.0
/*
 * What differs between two messages: members of two JSON objects, compared by
 * name. The JSON is our own printer's, so it is valid and has no blanks.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "decode/attr.h"
#include "net/changes.h"

/*
 * Not compared: what changes as time goes by or as packets pass, which is no
 * change of the configuration, and what is in some messages only.
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
	/* links: why it is announced, where it goes, what only a dump tells */
	"event", "new_netnsid", "new_ifindex", "vfinfo_list",
};

static bool is_volatile(const struct change_value *key)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(volatile_keys); i++)
		if (strlen(volatile_keys[i]) == key->len &&
		    !memcmp(volatile_keys[i], key->text, key->len))
			return true;
	return false;
}

/* What follows the string whose first quote is at @p. */
static const char *skip_string(const char *p)
{
	for (p++; *p && *p != '"'; p++)
		if (*p == '\\' && p[1])
			p++;
	return *p ? p + 1 : p;
}

/* What follows the value at @p. */
static const char *skip_value(const char *p)
{
	unsigned int depth = 0;

	do {
		if (*p == '"') {
			p = skip_string(p);
			continue;
		}
		if (*p == '{' || *p == '[')
			depth++;
		else if ((*p == '}' || *p == ']') && depth)
			depth--;
		p++;
	} while (*p && (depth || (*p != ',' && *p != '}' && *p != ']')));
	return p;
}

/*
 * The next element of the object or array whose rest is at *@p: behind the
 * bracket or behind an element. False at its end.
 */
static bool next_element(const char **p, struct change_value *value)
{
	if (**p == ',')
		(*p)++;
	if (!**p || **p == '}' || **p == ']')
		return false;
	value->text = *p;
	*p = skip_value(*p);
	value->len = *p - value->text;
	return true;
}

/* The same for a member of an object; @key is without its quotes. */
static bool next_member(const char **p, struct change_value *key,
			struct change_value *value)
{
	if (**p == ',')
		(*p)++;
	if (**p != '"')
		return false;
	key->text = *p + 1;
	*p = skip_string(*p);
	key->len = *p - 1 - key->text;
	if (**p == ':')
		(*p)++;
	return next_element(p, value);
}

static bool find_member(const char *object, const struct change_value *key,
			struct change_value *value)
{
	struct change_value k;

	for (object++; next_member(&object, &k, value); )
		if (k.len == key->len && !memcmp(k.text, key->text, k.len))
			return true;
	return false;
}

static bool is_object(const struct change_value *v)
{
	return v->text && *v->text == '{';
}

static int add(struct changes *c, const char *path,
	       const struct change_value *old, const struct change_value *new)
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
	list->old = *old;
	list->new = *new;
	return 0;
}

static int compare(struct changes *c, const char *above, const char *old,
		   const char *new);

/* One member; @old or @new has no text where there is none. */
static int compare_member(struct changes *c, const char *above,
			  const struct change_value *key,
			  const struct change_value *old,
			  const struct change_value *new)
{
	char path[CHANGE_PATH_MAX];

	if (is_volatile(key))
		return 0;
	snprintf(path, sizeof(path), "%s%s%.*s", above, *above ? "." : "",
		 (int)key->len, key->text);
	if (is_object(old) && is_object(new))
		return compare(c, path, old->text, new->text);
	if (old->text && new->text && old->len == new->len &&
	    !memcmp(old->text, new->text, old->len))
		return 0;
	return add(c, path, old, new);
}

static int compare(struct changes *c, const char *above, const char *old,
		   const char *new)
{
	const struct change_value none = { 0 };
	struct change_value key, was, is;
	const char *p;
	int err = 0;

	for (p = new + 1; !err && next_member(&p, &key, &is); ) {
		if (!find_member(old, &key, &was))
			was = none;
		err = compare_member(c, above, &key, &was, &is);
	}
	for (p = old + 1; !err && next_member(&p, &key, &was); )
		if (!find_member(new, &key, &is))
			err = compare_member(c, above, &key, &was, &none);
	return err;
}

static char *to_json(const struct event *ev, const struct event_names *names)
{
	char *text = NULL;
	struct out o;
	size_t len;
	FILE *f;

	f = open_memstream(&text, &len);
	if (!f)
		return NULL;
	out_init(&o, f, true, false);
	out_object(&o, NULL);
	event_print(&o, ev, names);
	out_object_end(&o);
	out_flush(&o);
	if (fclose(f)) {
		free(text);
		return NULL;
	}
	return text;
}

static void forget(struct changes *c)
{
	free(c->old_text);
	free(c->new_text);
	c->old_text = NULL;
	c->new_text = NULL;
	c->n = 0;
}

int changes_find(struct changes *c, const struct event *old,
		 const struct event *new, const struct event_names *names)
{
	forget(c);
	/* Most messages that change nothing are the same to the last byte. */
	if (old->attrs_len == new->attrs_len &&
	    old->attrs - old->hdr == new->attrs - new->hdr &&
	    !memcmp(old->hdr, new->hdr, old->attrs - old->hdr + old->attrs_len))
		return 0;
	c->old_text = to_json(old, names);
	c->new_text = to_json(new, names);
	if (!c->old_text || !c->new_text)
		return -ENOMEM;
	return compare(c, "", c->old_text, c->new_text);
}

void changes_free(struct changes *c)
{
	forget(c);
	free(c->list);
	memset(c, 0, sizeof(*c));
}

/*
 * Undoes the escapes of a JSON string, which the printer makes for quotes,
 * backslashes and control characters, in place. Returns the length.
 */
static size_t unescape(char *s, size_t len)
{
	static const char shorts[] = "b\bf\fn\nr\rt\t";
	size_t from = 0, to = 0;
	const char *p;

	while (from < len) {
		char c = s[from++];

		if (c == '\\' && from < len) {
			c = s[from++];
			if (c == 'u' && len - from >= 4) {
				char hex[5] = { s[from], s[from + 1],
						s[from + 2], s[from + 3] };
				unsigned long code = strtoul(hex, NULL, 16);

				c = code < 0x80 ? code : '?';
				from += 4;
				/* U+0080 to U+009F, in UTF-8. */
				if (code >= 0x80 && code < 0xa0) {
					s[to++] = '\xc2';
					c = code;
				}
			} else {
				for (p = shorts; *p; p += 2)
					if (*p == c) {
						c = p[1];
						break;
					}
			}
		}
		s[to++] = c;
	}
	return to;
}

static void print_string(struct out *o, const struct change_value *v)
{
	char *s = strndup(v->text + 1, v->len - 2);

	if (s)
		out_strn(o, OUT_PLAIN, NULL, "%s", s, unescape(s, v->len - 2));
	free(s);
}

static void print_value(struct out *o, const struct change_value *v);

/* "BROADCAST,UP" */
static void print_array(struct out *o, const char *p)
{
	struct change_value v;
	bool first = true;

	for (p++; next_element(&p, &v); first = false) {
		out_text(o, OUT_PLAIN, first ? "" : ",");
		print_value(o, &v);
	}
	if (first)
		out_text(o, OUT_PLAIN, "none");
}

/* "(gateway 10.0.0.1 dev eth0)" */
static void print_object(struct out *o, const char *p)
{
	struct change_value key, v;
	const char *before = "(";

	for (p++; next_member(&p, &key, &v); before = " ") {
		out_text(o, OUT_PLAIN, "%s", before);
		out_strn(o, OUT_PLAIN, NULL, "%s ", key.text, key.len);
		print_value(o, &v);
	}
	out_text(o, OUT_PLAIN, ")");
}

static void print_value(struct out *o, const struct change_value *v)
{
	if (*v->text == '"')
		print_string(o, v);
	else if (*v->text == '[')
		print_array(o, v->text);
	else if (*v->text == '{')
		print_object(o, v->text);
	else
		out_strn(o, OUT_PLAIN, NULL, "%s", v->text, v->len);
}

/* One side of a change. */
static void print_side(struct out *o, const struct change_value *v,
		       const struct change_value *other)
{
	if (!v->text)
		out_text(o, OUT_PLAIN, "none");
	/* A flag that is there has this value, and a device that is not. */
	else if (*v->text == 'n')
		out_text(o, OUT_PLAIN, other->text ? "none" : "set");
	/* What came or went with all that is in it would fill lines. */
	else if (*v->text == '{')
		out_text(o, OUT_PLAIN, "{...}");
	else
		print_value(o, v);
}

static void print_json(struct out *o, const struct change *ch)
{
	out_object(o, ch->path);
	if (ch->old.text)
		out_json(o, "old", ch->old.text, ch->old.len);
	if (ch->new.text)
		out_json(o, "new", ch->new.text, ch->new.len);
	out_object_end(o);
}

void changes_print(struct out *o, const struct changes *c)
{
	const struct change *ch;

	out_object(o, "changes");
	for (ch = c->list; ch < c->list + c->n; ch++) {
		if (o->json) {
			print_json(o, ch);
			continue;
		}
		out_text(o, OUT_PLAIN, ch == c->list ? "" : ", ");
		out_str(o, OUT_PLAIN, NULL, "%s ", ch->path);
		print_side(o, &ch->old, &ch->new);
		out_text(o, OUT_PLAIN, " -> ");
		print_side(o, &ch->new, &ch->old);
	}
	out_object_end(o);
}
