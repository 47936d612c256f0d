// SPDX-License-Identifier: GPL-2.0
/*
 * Strings in text and in JSON: what is no printable UTF-8 is escaped.
 */
#include "base/out_put.h"

static const char hex_digits[] = "0123456789abcdef";

unsigned int out_utf8_len(const unsigned char *s, const unsigned char *end)
{
	unsigned char low = 0x80, high = 0xbf;
	unsigned int n, i;

	if (s[0] >= 0xc2 && s[0] <= 0xdf)
		n = 2;
	else if (s[0] >= 0xe0 && s[0] <= 0xef)
		n = 3;
	else if (s[0] >= 0xf0 && s[0] <= 0xf4)
		n = 4;
	else
		return 0;

	if (s[0] == 0xe0)
		low = 0xa0;
	else if (s[0] == 0xed)
		high = 0x9f;
	else if (s[0] == 0xf0)
		low = 0x90;
	else if (s[0] == 0xf4)
		high = 0x8f;

	if ((size_t)(end - s) < n || s[1] < low || s[1] > high)
		return 0;
	for (i = 2; i < n; i++)
		if (s[i] < 0x80 || s[i] > 0xbf)
			return 0;
	return n;
}

/* Characters that need no escape in text and in JSON: ASCII except controls, " and \. */
static const bool plain[256] = {
	[' '] = true, ['!'] = true, ['#' ... '['] = true, [']' ... '~'] = true,
};

bool out_is_plain(const char *value, size_t len)
{
	size_t i = 0;

	while (i < len && plain[(unsigned char)value[i]])
		i++;
	return i == len;
}

static void put_escaped_json(struct out *o, unsigned char c)
{
	static const char shorts[] = "\"\"\\\\\bb\ff\nn\rr\tt";
	char esc[6] = "\\u00";
	const char *p;

	for (p = shorts; *p; p += 2) {
		if (*p == (char)c) {
			out_put_char(o, '\\');
			out_put_char(o, p[1]);
			return;
		}
	}
	if (c >= 0x80) {
		out_put(o, "\\ufffd", 6);
		return;
	}
	esc[4] = hex_digits[c >> 4];
	esc[5] = hex_digits[c & 15];
	out_put(o, esc, 6);
}

static void put_escaped_text(struct out *o, unsigned char c)
{
	char esc[4] = { '\\', 'x', hex_digits[c >> 4], hex_digits[c & 15] };

	if (c == '\\')
		out_put(o, "\\\\", 2);
	else if (c == '"')
		out_put_char(o, '"');
	else
		out_put(o, esc, 4);
}

/* Prints the escape of a control character from U+0080 to U+009F. */
static void put_escaped_c1(struct out *o, unsigned char c)
{
	const char esc[6] = {
		'\\', 'u', '0', '0', hex_digits[c >> 4], hex_digits[c & 15],
	};

	if (o->json) {
		out_put(o, esc, sizeof(esc));
	} else {
		put_escaped_text(o, 0xc2);
		put_escaped_text(o, c);
	}
}

void out_put_escaped(struct out *o, const char *value, size_t len)
{
	const unsigned char *s = (const unsigned char *)value, *end = s + len;
	const unsigned char *start;
	unsigned int n;

	while (s < end) {
		for (start = s; s < end && plain[*s]; s++)
			;
		out_put(o, (const char *)start, s - start);
		if (s == end)
			break;

		n = out_utf8_len(s, end);
		/* A terminal treats U+0080 to U+009F as control characters. */
		if (n == 2 && s[0] == 0xc2 && s[1] < 0xa0) {
			put_escaped_c1(o, s[1]);
			s += n;
		} else if (n) {
			out_put(o, (const char *)s, n);
			s += n;
		} else if (o->json) {
			put_escaped_json(o, *s++);
		} else {
			put_escaped_text(o, *s++);
		}
	}
}
