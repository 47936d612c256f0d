// SPDX-License-Identifier: GPL-2.0
/* Keeps output as values. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/out.h"
#include "base/values.h"

void values_clear(struct values *v)
{
	v->n = 0;
	v->text_len = 0;
	v->open = 0;
	v->failed = false;
}

void values_free(struct values *v)
{
	free(v->list);
	free(v->text);
	memset(v, 0, sizeof(*v));
}

int values_error(const struct values *v)
{
	return v->failed ? -ENOMEM : 0;
}

static bool make_room(struct values *v, size_t text)
{
	size_t max = 2 * (v->text_len + text) + 256;
	struct value *list;
	char *grown;

	if (v->n == v->max) {
		list = reallocarray(v->list, 2 * v->max + 64, sizeof(*list));
		if (!list)
			return false;
		v->list = list;
		v->max = 2 * v->max + 64;
	}
	if (v->text_max - v->text_len < text) {
		grown = realloc(v->text, max);
		if (!grown)
			return false;
		v->text = grown;
		v->text_max = max;
	}
	return true;
}

/* Adds a value with room for @len bytes of text. Returns NULL if there is no memory. */
static struct value *add_value(struct values *v, const char *key,
			       enum value_type type, size_t len)
{
	size_t key_len = key ? strlen(key) : 0, outer;
	struct value *value;

	/* A NUL follows the key, and one the string. */
	if (!make_room(v, key_len + 1 + len + 1)) {
		v->failed = true;
		return NULL;
	}
	for (outer = v->open; v->n; outer = v->list[outer].outer) {
		v->list[outer].inside++;
		if (!outer)
			break;
	}
	value = &v->list[v->n++];
	*value = (struct value){
		.type = type, .outer = v->open, .key = v->text_len, .len = len,
	};
	memcpy(v->text + v->text_len, key ? key : "", key_len);
	v->text[v->text_len + key_len] = '\0';
	v->text_len += key_len + 1;
	return value;
}

void values_open(struct values *v, const char *key, enum value_type type)
{
	struct value *value = add_value(v, key, type, 0);

	if (value)
		v->open = value - v->list;
}

void values_close(struct values *v)
{
	if (!v->failed)
		v->open = v->list[v->open].outer;
}

void values_number(struct values *v, const char *key, enum value_type type,
		   uint64_t number, bool negative)
{
	struct value *value = add_value(v, key, type, 0);

	if (!value)
		return;
	value->number = number;
	value->negative = negative;
}

char *values_string(struct values *v, const char *key, size_t len)
{
	struct value *value = add_value(v, key, VALUE_STRING, len);

	if (!value)
		return NULL;
	value->number = v->text_len;
	v->text[v->text_len + len] = '\0';
	v->text_len += len + 1;
	return v->text + value->number;
}

size_t value_member(const struct values *v, size_t object, const char *key)
{
	size_t at, end = value_next(v, object);

	for (at = object + 1; at < end; at = value_next(v, at))
		if (!strcmp(value_key(v, at), key))
			return at;
	return 0;
}

static bool same_one(const struct values *a, const struct value *x,
		     const struct values *b, const struct value *y)
{
	if (x->type != y->type || x->inside != y->inside || x->len != y->len)
		return false;
	if (x->type == VALUE_STRING)
		return !memcmp(a->text + x->number, b->text + y->number, x->len);
	return x->number == y->number && x->negative == y->negative;
}

bool value_is_text(const struct values *v, size_t at, const char *text)
{
	return v->list[at].type == VALUE_STRING && v->list[at].len == strlen(text) &&
	       !memcmp(value_string(v, at), text, strlen(text));
}

bool value_same(const struct values *a, size_t at, const struct values *b, size_t bt)
{
	size_t i;

	for (i = 0; i <= a->list[at].inside; i++) {
		if (!same_one(a, &a->list[at + i], b, &b->list[bt + i]))
			return false;
		if (i && strcmp(value_key(a, at + i), value_key(b, bt + i)))
			return false;
	}
	return true;
}

static void print_inside(struct out *o, const struct values *v, size_t at)
{
	bool array = v->list[at].type == VALUE_ARRAY;
	size_t end = value_next(v, at);

	for (at++; at < end; at = value_next(v, at))
		value_print(o, array ? NULL : value_key(v, at), v, at);
}

void value_print(struct out *o, const char *key, const struct values *v, size_t at)
{
	const struct value *value = &v->list[at];

	switch (value->type) {
	case VALUE_NULL:
		out_null(o, key, NULL);
		break;
	case VALUE_BOOL:
		out_bool(o, key, NULL, value->number);
		break;
	case VALUE_NUMBER:
		if (value->negative)
			out_s64(o, key, NULL, (int64_t)-value->number);
		else
			out_u64(o, key, NULL, value->number);
		break;
	case VALUE_HUNDREDTHS:
		out_hundredths(o, key, NULL, value->number);
		break;
	case VALUE_STRING:
		if (value->negative) {
			out_fraction(o, key, value_string(v, at));
			break;
		}
		out_string(o, OUT_PLAIN, key, NULL, value_string(v, at), value->len,
			   true);
		break;
	case VALUE_OBJECT:
		out_object(o, key);
		print_inside(o, v, at);
		out_object_end(o);
		break;
	case VALUE_ARRAY:
		out_array(o, key);
		print_inside(o, v, at);
		out_array_end(o);
		break;
	}
}
