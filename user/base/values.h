/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a printer was told, kept as values instead of text or JSON: a list in which
 * each value follows the object or array that it is in. out_init_values() makes a
 * printer that fills one.
 *
 * A value is named by its place in the list. The first is the outermost object, so
 * 0 also stands for none.
 */
#ifndef NETJOURNAL_VALUES_H
#define NETJOURNAL_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct out;

enum value_type {
	VALUE_NULL,
	VALUE_BOOL,
	VALUE_NUMBER,
	VALUE_HUNDREDTHS,
	VALUE_STRING,
	VALUE_OBJECT,
	VALUE_ARRAY,
};

/*
 * @negative: of a number, which is then less than 0
 * @inside: objects, arrays: how many values of the list are in it
 * @outer: the object or array that it is in
 * @key: where its name is in the text; elements of arrays have an empty one
 * @number: booleans, numbers: the absolute value; strings: where the text is
 * @len: strings: their length
 */
struct value {
	enum value_type type;
	bool negative;
	size_t inside;
	size_t outer;
	size_t key;
	uint64_t number;
	size_t len;
};

/* All zero at first. Used again and again, it keeps its memory. */
struct values {
	struct value *list;
	size_t n, max;
	/* private */
	char *text;
	size_t text_len, text_max;
	size_t open;		/* the object or array that the next value is in */
	bool failed;		/* there was no memory for one of them */
};

void values_clear(struct values *v);
void values_free(struct values *v);
/* Returns 0, or -ENOMEM if the list lacks some. */
int values_error(const struct values *v);

static inline const char *value_key(const struct values *v, size_t at)
{
	return v->text + v->list[at].key;
}

static inline const char *value_string(const struct values *v, size_t at)
{
	return v->text + v->list[at].number;
}

/* The value after @at and all that is in it: beside it, or at the end. */
static inline size_t value_next(const struct values *v, size_t at)
{
	return at + 1 + v->list[at].inside;
}

/* The member of @object that has the name @key, or 0. */
size_t value_member(const struct values *v, size_t object, const char *key);
/* Whether two values, each of a list of its own, are the same. */
bool value_same(const struct values *a, size_t at, const struct values *b, size_t bt);
/* Prints the value as JSON. */
void value_print(struct out *o, const char *key, const struct values *v, size_t at);

/* For the printer. @key is NULL for an element of an array. */
void values_open(struct values *v, const char *key, enum value_type type);
void values_close(struct values *v);
void values_number(struct values *v, const char *key, enum value_type type,
		   uint64_t number, bool negative);
/* Makes a string of @len bytes, for the caller to fill. NULL: there is no memory. */
char *values_string(struct values *v, const char *key, size_t len);

#endif
