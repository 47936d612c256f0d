/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Output that is kept as values instead of text or JSON. The values are a list, in
 * which the members of an object or array follow it. An output that was made with
 * out_init_values() fills the list.
 *
 * A value is named by its index in the list. Index 0 is the outermost object, so 0
 * also stands for no value.
 */
#ifndef BASE_VALUES_H
#define BASE_VALUES_H

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
 * @negative: the number is less than 0; strings: it is the text of a number with a fraction
 * @inside: objects, arrays: how many values of the list are inside it
 * @outer: the object or array that it is in
 * @key: where its name begins in the text; an element of an array has an empty name
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

/* Must be all zero before the first use. Keeps its memory for the next use. */
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
/* Returns 0, or -ENOMEM if values are missing from the list. */
int values_error(const struct values *v);

static inline const char *value_key(const struct values *v, size_t at)
{
	return v->text + v->list[at].key;
}

/* A NUL follows the string, which can also contain some. */
static inline const char *value_string(const struct values *v, size_t at)
{
	return v->text + v->list[at].number;
}

/* Returns whether the value is a string, and the same as @text. */
bool value_is_text(const struct values *v, size_t at, const char *text);

/* Returns the index after @at and everything inside it. */
static inline size_t value_next(const struct values *v, size_t at)
{
	return at + 1 + v->list[at].inside;
}

/* Returns the member of @object with the name @key, or 0. */
size_t value_member(const struct values *v, size_t object, const char *key);
/* Returns whether two values of two lists are equal. */
bool value_same(const struct values *a, size_t at, const struct values *b, size_t bt);
/* Prints the value as JSON. */
void value_print(struct out *o, const char *key, const struct values *v, size_t at);

/* The output calls these. @key is NULL for an element of an array. */
void values_open(struct values *v, const char *key, enum value_type type);
void values_close(struct values *v);
void values_number(struct values *v, const char *key, enum value_type type,
		   uint64_t number, bool negative);
/* Adds a string of @len bytes, which the caller fills. Returns NULL if there is no memory. */
char *values_string(struct values *v, const char *key, size_t len);

#endif
