/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Is this text one valid JSON value? A checker for tests, strict as RFC 8259
 * is, with UTF-8 in strings; it also refuses an object that has a member twice.
 */
#ifndef NETJOURNAL_TEST_JSON_CHECK_H
#define NETJOURNAL_TEST_JSON_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define JSON_KEYS_MAX	256

static const char *json_value(const char *p, const char *end);

static inline const char *json_word(const char *p, const char *end,
				    const char *word)
{
	size_t len = strlen(word);

	if ((size_t)(end - p) < len || memcmp(p, word, len))
		return NULL;
	return p + len;
}

static inline bool json_digit(const char *p, const char *end)
{
	return p < end && *p >= '0' && *p <= '9';
}

static inline const char *json_digits(const char *p, const char *end)
{
	if (!json_digit(p, end))
		return NULL;
	while (json_digit(p, end))
		p++;
	return p;
}

static inline const char *json_number(const char *p, const char *end)
{
	if (p < end && *p == '-')
		p++;
	if (p < end && *p == '0')
		p++;
	else
		p = json_digits(p, end);
	if (p && p < end && *p == '.')
		p = json_digits(p + 1, end);
	if (p && p < end && (*p == 'e' || *p == 'E')) {
		p++;
		if (p < end && (*p == '+' || *p == '-'))
			p++;
		p = json_digits(p, end);
	}
	return p;
}

/* One character of UTF-8 beyond ASCII. */
static inline const char *json_utf8(const char *p, const char *end)
{
	const unsigned char *s = (const unsigned char *)p;
	unsigned int n = 2 + (s[0] >= 0xe0) + (s[0] >= 0xf0), i;
	unsigned long code = s[0] & (0xff >> (n + 1));

	if (s[0] < 0xc2 || s[0] > 0xf4 || (size_t)(end - p) < n)
		return NULL;
	for (i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return NULL;
		code = code << 6 | (s[i] & 0x3f);
	}
	if ((n == 3 && (code < 0x800 || (code >= 0xd800 && code < 0xe000))) ||
	    (n == 4 && (code < 0x10000 || code > 0x10ffff)))
		return NULL;
	return p + n;
}

static inline const char *json_string(const char *p, const char *end)
{
	int i;

	if (p == end || *p++ != '"')
		return NULL;
	while (p && p < end && *p != '"') {
		if ((unsigned char)*p < 0x20)
			return NULL;
		if ((unsigned char)*p >= 0x80) {
			p = json_utf8(p, end);
		} else if (*p != '\\') {
			p++;
		} else if (end - p >= 6 && p[1] == 'u') {
			for (i = 2; i < 6; i++)
				if (!strchr("0123456789abcdefABCDEF", p[i]))
					return NULL;
			p += 6;
		} else if (end - p >= 2 && strchr("\"\\/bfnrt", p[1])) {
			p += 2;
		} else {
			return NULL;
		}
	}
	return p && p < end ? p + 1 : NULL;
}

static inline const char *json_object(const char *p, const char *end)
{
	struct { const char *s; size_t len; } keys[JSON_KEYS_MAX];
	size_t n = 0, i;

	if (++p < end && *p == '}')
		return p + 1;
	for (;;) {
		const char *key = p;

		p = json_string(p, end);
		if (!p || n == JSON_KEYS_MAX)
			return NULL;
		keys[n].s = key;
		keys[n].len = p - key;
		for (i = 0; i < n; i++)
			if (keys[i].len == keys[n].len &&
			    !memcmp(keys[i].s, key, keys[n].len))
				return NULL;
		n++;
		if (p == end || *p++ != ':')
			return NULL;
		p = json_value(p, end);
		if (!p || p == end)
			return NULL;
		if (*p == '}')
			return p + 1;
		if (*p++ != ',')
			return NULL;
	}
}

static inline const char *json_array(const char *p, const char *end)
{
	if (++p < end && *p == ']')
		return p + 1;
	for (;;) {
		p = json_value(p, end);
		if (!p || p == end)
			return NULL;
		if (*p == ']')
			return p + 1;
		if (*p++ != ',')
			return NULL;
	}
}

static inline const char *json_value(const char *p, const char *end)
{
	if (p == end)
		return NULL;
	switch (*p) {
	case '{':
		return json_object(p, end);
	case '[':
		return json_array(p, end);
	case '"':
		return json_string(p, end);
	case 't':
		return json_word(p, end, "true");
	case 'f':
		return json_word(p, end, "false");
	case 'n':
		return json_word(p, end, "null");
	}
	return json_number(p, end);
}

/* One value and a line feed, as a line of a stream. */
static inline bool json_line_is_valid(const char *text, size_t len)
{
	const char *end = json_value(text, text + len);

	return end && end == text + len - 1 && *end == '\n';
}

#endif
