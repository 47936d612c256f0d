// SPDX-License-Identifier: GPL-2.0
/* Reads JSON. The text comes from a file, so it can contain anything. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_read.h"

#define DEPTH_MAX	32
#define KEY_MAX		128

struct reading {
	struct values *v;
	const char *at, *end;
	int depth;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void skip_blanks(struct reading *r)
{
	while (r->at < r->end && is_blank(*r->at))
		r->at++;
}

/* Takes @c, after blanks. Returns whether it was there. */
static bool take(struct reading *r, char c)
{
	skip_blanks(r);
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

static bool take_word(struct reading *r, const char *word)
{
	size_t len = strlen(word);

	if ((size_t)(r->end - r->at) < len || memcmp(r->at, word, len))
		return false;
	r->at += len;
	return true;
}

static char *put_utf8(char *to, unsigned int c)
{
	if (c < 0x80) {
		*to++ = c;
	} else if (c < 0x800) {
		*to++ = 0xc0 | c >> 6;
		*to++ = 0x80 | (c & 0x3f);
	} else {
		*to++ = 0xe0 | c >> 12;
		*to++ = 0x80 | (c >> 6 & 0x3f);
		*to++ = 0x80 | (c & 0x3f);
	}
	return to;
}

/* Reads the four digits of \u. Returns -1 if they are none. */
static int read_hex(struct reading *r)
{
	char digits[5] = "";
	char *stop;
	long c;

	if (r->end - r->at < 4)
		return -1;
	memcpy(digits, r->at, 4);
	c = strtol(digits, &stop, 16);
	r->at += 4;
	return *stop || c < 0 ? -1 : (int)c;
}

/* Reads the rest of an escape. Returns the new end of @to, or NULL. */
static char *read_escape(struct reading *r, char *to)
{
	static const char from[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
	const char *found;
	int c;

	if (r->at == r->end)
		return NULL;
	if (*r->at == 'u') {
		r->at++;
		c = read_hex(r);
		return c < 0 ? NULL : put_utf8(to, c);
	}
	found = *r->at ? strchr(from, *r->at) : NULL;
	if (!found)
		return NULL;
	r->at++;
	*to++ = means[found - from];
	return to;
}

/* Reads a string after its first quote into @to, which has room for what is left of the text. */
static int read_string(struct reading *r, char *to, size_t *len)
{
	char *start = to;

	while (r->at < r->end && *r->at != '"') {
		if ((unsigned char)*r->at < ' ')
			return -EINVAL;
		if (*r->at != '\\') {
			*to++ = *r->at++;
			continue;
		}
		r->at++;
		to = read_escape(r, to);
		if (!to)
			return -EINVAL;
	}
	*len = to - start;
	return take(r, '"') ? 0 : -EINVAL;
}

/* Returns the number of bytes until the quote that ends the string. */
static size_t string_size(const struct reading *r)
{
	const char *at = r->at;

	for (; at < r->end && *at != '"'; at++)
		at += *at == '\\' && at + 1 < r->end;
	return at - r->at;
}

static int add_string(struct reading *r, const char *key)
{
	size_t len = string_size(r);
	char *text = malloc(len + 1), *to;
	int err = text ? read_string(r, text, &len) : -ENOMEM;

	to = err ? NULL : values_string(r->v, key, len);
	if (to)
		memcpy(to, text, len);
	free(text);
	return err || to ? err : -ENOMEM;
}

static int add_number(struct reading *r, const char *key)
{
	const char *start = r->at;
	uint64_t number = 0;
	bool whole = true;
	char *to;

	r->at += *r->at == '-';
	for (; r->at < r->end && *r->at && strchr("0123456789.eE+-", *r->at); r->at++) {
		whole &= *r->at >= '0' && *r->at <= '9';
		number = 10 * number + (*r->at - '0');
	}
	if (r->at == start + (*start == '-'))
		return -EINVAL;
	if (whole) {
		values_number(r->v, key, VALUE_NUMBER, number, *start == '-');
		return 0;
	}
	to = values_string(r->v, key, r->at - start);
	if (to)
		memcpy(to, start, r->at - start);
	return to ? 0 : -ENOMEM;
}

static int add_value(struct reading *r, const char *key);

static int add_member(struct reading *r, bool array)
{
	char key[KEY_MAX];
	size_t len;
	int err;

	if (array)
		return add_value(r, NULL);
	if (!take(r, '"') || string_size(r) >= sizeof(key))
		return -EINVAL;
	err = read_string(r, key, &len);
	if (err)
		return err;
	key[len] = '\0';
	return take(r, ':') ? add_value(r, key) : -EINVAL;
}

static int add_inside(struct reading *r, const char *key, bool array)
{
	char close = array ? ']' : '}';
	int err = 0;

	if (++r->depth > DEPTH_MAX)
		return -EINVAL;
	values_open(r->v, key, array ? VALUE_ARRAY : VALUE_OBJECT);
	if (!take(r, close)) {
		do {
			err = add_member(r, array);
		} while (!err && take(r, ','));
		if (!err && !take(r, close))
			err = -EINVAL;
	}
	if (err)
		return err;
	values_close(r->v);
	r->depth--;
	return 0;
}

static int add_value(struct reading *r, const char *key)
{
	skip_blanks(r);
	if (r->at == r->end)
		return -EINVAL;
	if (take(r, '"'))
		return add_string(r, key);
	if (take(r, '['))
		return add_inside(r, key, true);
	if (take(r, '{'))
		return add_inside(r, key, false);
	if (take_word(r, "null"))
		values_number(r->v, key, VALUE_NULL, 0, false);
	else if (take_word(r, "true"))
		values_number(r->v, key, VALUE_BOOL, 1, false);
	else if (take_word(r, "false"))
		values_number(r->v, key, VALUE_BOOL, 0, false);
	else
		return add_number(r, key);
	return 0;
}

int json_read(struct values *v, const char *text, size_t len, size_t *line)
{
	struct reading r = { .v = v, .at = text, .end = text + len };
	const char *at;
	int err;

	values_clear(v);
	err = add_value(&r, NULL);
	skip_blanks(&r);
	if (!err && r.at != r.end)
		err = -EINVAL;
	if (!err)
		err = values_error(v);
	*line = 1;
	for (at = text; at < r.at; at++)
		*line += *at == '\n';
	return err;
}
