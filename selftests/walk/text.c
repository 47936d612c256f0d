// SPDX-License-Identifier: GPL-2.0
/*
 * A string that grows. See text.h.
 */
#include <stdlib.h>
#include <string.h>

#include "text.h"

/* Makes room for @len more bytes and a NUL. */
static void text_reserve(struct text *text, size_t len)
{
	if (text->len + len < text->room)
		return;
	text->room = 2 * (text->len + len) + 64;
	text->s = realloc(text->s, text->room);
	if (!text->s)
		abort();
}

void text_cut(struct text *text, size_t len)
{
	text->len = len;
	text->s[len] = 0;
}

void text_clear(struct text *text)
{
	text_reserve(text, 1);
	text_cut(text, 0);
}

void text_add(struct text *text, const char *s, size_t len)
{
	text_reserve(text, len);
	memcpy(text->s + text->len, s, len);
	text->len += len;
	text->s[text->len] = 0;
}

void text_str(struct text *text, const char *s)
{
	text_add(text, s, strlen(s));
}

void text_number(struct text *text, uint32_t value)
{
	char buf[10];
	size_t at = sizeof(buf);

	do {
		buf[--at] = '0' + value % 10;
		value /= 10;
	} while (value);
	text_add(text, buf + at, sizeof(buf) - at);
}

void text_hex(struct text *text, const void *data, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *byte = data;

	text_reserve(text, 2 * len);
	for (size_t i = 0; i < len; i++) {
		text->s[text->len++] = digits[byte[i] >> 4];
		text->s[text->len++] = digits[byte[i] & 15];
	}
	text->s[text->len] = 0;
}

void text_free(struct text *text)
{
	free(text->s);
	memset(text, 0, sizeof(*text));
}
