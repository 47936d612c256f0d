// SPDX-License-Identifier: GPL-2.0
/*
 * The output: one call prints text for people or JSON for programs. Lists of a
 * million lines are printed here. So this file converts numbers itself, allocates
 * nothing, and uses the FILE once for each line.
 */
#include <endian.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/out.h"
#include "base/out_put.h"
#include "base/values.h"

#define DEPTH_MAX	63

static const char *const colours[] = {
	[OUT_NAME]	= "\033[36m",
	[OUT_VALUE]	= "\033[35m",
	[OUT_OTHER_VALUE]	= "\033[34;1m",
	[OUT_ID]	= "\033[33m",
	[OUT_ADD]	= "\033[32m",
	[OUT_DEL]	= "\033[31m",
	[OUT_WHO]	= "\033[1m",
	[OUT_WARN]	= "\033[31;1m",
	[OUT_DIM]	= "\033[2m",
};

static const char hex_digits[] = "0123456789abcdef";

void out_init(struct out *o, FILE *file, bool json, bool colour)
{
	o->file = file;
	o->json = json;
	o->values = NULL;
	o->colour = colour && !json;
	o->depth = 0;
	o->comma = 0;
	o->array = 0;
	o->len = 0;
	o->flushes = 0;
}

void out_init_values(struct out *o, struct values *values)
{
	out_init(o, NULL, true, false);
	o->values = values;
	values_clear(values);
}

bool out_want_colour(FILE *file)
{
	const char *no = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	if (no && *no)
		return false;
	if (!term || !strcmp(term, "dumb"))
		return false;
	return isatty(fileno(file)) == 1;
}

void out_flush(struct out *o)
{
	if (o->len)
		fwrite_unlocked(o->buf, 1, o->len, o->file);
	o->len = 0;
	o->flushes++;
}

/*
 * Copies @s up to the first @stop or the end, and returns that position. These
 * texts are short, so a loop is faster than memcpy().
 */
static const char *put_until(struct out *o, const char *s, char stop)
{
	char *p = o->buf + o->len, *end = o->buf + sizeof(o->buf);

	for (; *s && *s != stop; s++) {
		if (p == end) {
			o->len = sizeof(o->buf);
			out_flush(o);
			p = o->buf;
		}
		*p++ = *s;
	}
	o->len = p - o->buf;
	return s;
}

/* Prints the text after the conversion. A line feed at its end flushes the line. */
static void put_rest(struct out *o, const char *s)
{
	if (!*s)
		return;
	s = put_until(o, s, '\0');
	if (s[-1] == '\n')
		out_flush(o);
}

/* Writes eight digits, which are computed all at once: first pairs of them, then each. */
static void put_8_digits(char *to, uint32_t v)
{
	uint64_t x = v / 10000 | (uint64_t)(v % 10000) << 32, tens;

	tens = (x * 10486 >> 20) & 0x7f0000007f;
	x = tens | (x - 100 * tens) << 16;
	tens = (x * 103 >> 10) & 0x000f000f000f000f;
	x = htole64((tens | (x - 10 * tens) << 8) + 0x3030303030303030);
	memcpy(to, &x, sizeof(x));
}

static char *format_u64(char *end, uint64_t v)
{
	static const char pairs[] =
		"00010203040506070809" "10111213141516171819"
		"20212223242526272829" "30313233343536373839"
		"40414243444546474849" "50515253545556575859"
		"60616263646566676869" "70717273747576777879"
		"80818283848586878889" "90919293949596979899";
	uint32_t rest;

	for (; v >= 100000000; v /= 100000000) {
		end -= 8;
		put_8_digits(end, v % 100000000);
	}
	for (rest = v; rest >= 100; rest /= 100) {
		end -= 2;
		memcpy(end, pairs + 2 * (rest % 100), 2);
	}
	if (rest >= 10) {
		end -= 2;
		memcpy(end, pairs + 2 * rest, 2);
	} else {
		*--end = '0' + rest;
	}
	return end;
}

static char *format_hex(char *end, uint64_t v)
{
	do {
		*--end = hex_digits[v & 15];
		v >>= 4;
	} while (v);
	return end;
}

/* The one conversion of a format. */
struct conv {
	unsigned int width;
	bool left, zero, alt;
	char type;		/* 0: the format has no conversion */
};

/* Reads the conversion at @p and returns the position after it. */
static const char *conv_parse(struct conv *c, const char *p)
{
	*c = (struct conv){ 0 };
	if (!*p)
		return p;
	for (p++; *p == '-' || *p == '0' || *p == '#'; p++) {
		c->left |= *p == '-';
		c->zero |= *p == '0';
		c->alt |= *p == '#';
	}
	for (; *p >= '0' && *p <= '9'; p++)
		if (c->width < 256)
			c->width = c->width * 10 + (*p - '0');
	while (*p == 'l' || *p == 'h' || *p == 'z')
		p++;
	c->type = *p;
	return *p ? p + 1 : p;
}

static void put_padding(struct out *o, const struct conv *c, size_t len, bool left,
			char with)
{
	if (c->left != left)
		return;
	for (; len < c->width; len++)
		out_put_char(o, with);
}

/* Returns the number of columns on a terminal, assuming one for each character. */
static size_t count_columns(const char *s, size_t len)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++)
		n += ((unsigned char)s[i] & 0xc0) != 0x80;
	return n;
}

static void colour_start(struct out *o, enum out_colour c)
{
	if (o->colour && c != OUT_PLAIN)
		out_put(o, colours[c], strlen(colours[c]));
}

static void colour_end(struct out *o, enum out_colour c)
{
	if (o->colour && c != OUT_PLAIN)
		out_put(o, "\033[0m", 4);
}

static void text_number(struct out *o, const char *fmt, uint64_t v, bool neg)
{
	char digits[24], *end = digits + sizeof(digits), *s;
	size_t len, sign = 0;
	struct conv c;

	fmt = conv_parse(&c, put_until(o, fmt, '%'));
	if (c.type == 'x') {
		s = format_hex(end, v);
		if (c.alt && v) {
			*--s = 'x';
			*--s = '0';
			sign = 2;
		}
	} else {
		s = format_u64(end, v);
		if (neg) {
			*--s = '-';
			sign = 1;
		}
	}
	len = end - s;
	if (c.type && c.zero && !c.left) {
		out_put(o, s, sign);
		put_padding(o, &c, len, false, '0');
		out_put(o, s + sign, len - sign);
	} else if (c.type) {
		put_padding(o, &c, len, false, ' ');
		out_put(o, s, len);
		put_padding(o, &c, len, true, ' ');
	}
	put_rest(o, fmt);
}

static void json_open(struct out *o, const char *key, bool array)
{
	if (!o->json || o->depth == DEPTH_MAX)
		return;
	/* The first one is at the top level. */
	if (o->depth)
		out_json_item(o, key);
	if (o->values)
		values_open(o->values, key, array ? VALUE_ARRAY : VALUE_OBJECT);
	else
		out_put_char(o, array ? '[' : '{');
	o->depth++;
	o->comma &= ~(1ULL << o->depth);
	if (array)
		o->array |= 1ULL << o->depth;
	else
		o->array &= ~(1ULL << o->depth);
}

static void json_close(struct out *o, char c)
{
	if (!o->json || !o->depth)
		return;
	o->depth--;
	if (o->values)
		values_close(o->values);
	else
		out_put_char(o, c);
}

void out_object(struct out *o, const char *key)
{
	json_open(o, key, false);
}

void out_object_end(struct out *o)
{
	json_close(o, '}');
}

void out_array(struct out *o, const char *key)
{
	json_open(o, key, true);
}

void out_array_end(struct out *o)
{
	json_close(o, ']');
}

void out_line_end(struct out *o)
{
	if (!o->json || o->values || o->depth)
		return;
	out_put_char(o, '\n');
	out_flush(o);
}

/* Prints @value with a format that the compiler did not split. */
static void format_string(struct out *o, enum out_colour colour, const char *fmt,
			  const char *value, size_t len)
{
	struct conv c;
	size_t cols;

	fmt = conv_parse(&c, put_until(o, fmt, '%'));
	if (c.type) {
		cols = c.width ? count_columns(value, len) : 0;
		put_padding(o, &c, cols, false, ' ');
		colour_start(o, colour);
		out_put_escaped(o, value, len);
		colour_end(o, colour);
		put_padding(o, &c, cols, true, ' ');
	}
	put_rest(o, fmt);
}

static inline void put_after(struct out *o, const struct out_fmt *f)
{
	if (!f->after_len)
		return;
	out_put(o, f->after, f->after_len);
	if (f->after[f->after_len - 1] == '\n')
		out_flush(o);
}

#define DIGITS_MAX	24	/* of a number, with a sign */
#define DIGITS_SIZE	(2 * DIGITS_MAX)

/* Prints @len digits at @s. Needs no loop, because DIGITS_MAX bytes can be read at @s. */
static void put_digits(struct out *o, const char *s, size_t len)
{
	if (sizeof(o->buf) - o->len < DIGITS_MAX)
		out_flush(o);
	memcpy(o->buf + o->len, s, DIGITS_MAX);
	o->len += len;
}

void out_text_string(struct out *o, enum out_colour c, const struct out_fmt *f,
		     const char *value, size_t len, bool escape)
{
	if (f->whole) {
		format_string(o, c, f->whole, value, len);
		return;
	}
	colour_start(o, c);
	if (escape)
		out_put_escaped(o, value, len);
	else
		out_put(o, value, len);
	colour_end(o, c);
	put_after(o, f);
}

void out_text_number(struct out *o, const struct out_fmt *f, uint64_t value)
{
	char digits[DIGITS_SIZE], *end = digits + DIGITS_MAX, *s;

	if (f->whole) {
		text_number(o, f->whole, value, false);
		return;
	}
	s = format_u64(end, value);
	put_digits(o, s, end - s);
	put_after(o, f);
}

static void keep_string(struct out *o, const char *value, size_t len)
{
	char *to = values_string(o->values, o->key, len);

	if (to)
		memcpy(to, value, len);
}

void out_json_string(struct out *o, const char *value, size_t len, bool escape)
{
	char *p;

	if (o->values) {
		keep_string(o, value, len);
		return;
	}
	if (len + 2 <= sizeof(o->buf) - o->len && (!escape || out_is_plain(value, len))) {
		p = o->buf + o->len;
		*p++ = '"';
		memcpy(p, value, len);
		p[len] = '"';
		o->len += len + 2;
		return;
	}
	out_put_char(o, '"');
	if (escape)
		out_put_escaped(o, value, len);
	else
		out_put(o, value, len);
	out_put_char(o, '"');
}

void out_json_number(struct out *o, uint64_t value, bool negative)
{
	char digits[DIGITS_SIZE], *end = digits + DIGITS_MAX, *s;

	if (o->values) {
		values_number(o->values, o->key, VALUE_NUMBER, value, negative);
		return;
	}
	s = format_u64(end, value);
	if (negative)
		*--s = '-';
	put_digits(o, s, end - s);
}

void out_s64(struct out *o, const char *key, const char *fmt, int64_t value)
{
	bool neg = value < 0;
	uint64_t v = neg ? -(uint64_t)value : (uint64_t)value;

	if (!o->json && fmt)
		text_number(o, fmt, v, neg);
	else if (o->json && out_json_item(o, key))
		out_json_number(o, v, neg);
}

/* A value that JSON writes as @text. */
static void put_literal(struct out *o, enum value_type type, uint64_t value,
			const char *text)
{
	if (o->values)
		values_number(o->values, o->key, type, value, false);
	else
		out_put(o, text, strlen(text));
}

void out_hundredths(struct out *o, const char *key, const char *fmt,
		    uint64_t value)
{
	char buf[24];

	snprintf(buf, sizeof(buf), "%llu.%02u",
		 (unsigned long long)value / 100, (unsigned int)(value % 100));
	if (!o->json)
		out_str(o, OUT_PLAIN, NULL, fmt, buf);
	else if (out_json_item(o, key))
		put_literal(o, VALUE_HUNDREDTHS, value, buf);
}

void out_bool(struct out *o, const char *key, const char *text, bool value)
{
	if (o->json) {
		if (out_json_item(o, key))
			put_literal(o, VALUE_BOOL, value, value ? "true" : "false");
	} else if (value && text) {
		put_rest(o, text);
	}
}

void out_null(struct out *o, const char *key, const char *text)
{
	if (o->json) {
		if (out_json_item(o, key))
			put_literal(o, VALUE_NULL, 0, "null");
	} else if (text) {
		put_rest(o, text);
	}
}

void out_json(struct out *o, const char *key, const char *json, size_t len)
{
	if (o->json && !o->values && out_json_item(o, key))
		out_put(o, json, len);
}

void out_fraction(struct out *o, const char *key, const char *text)
{
	size_t len = strlen(text);
	char *kept;

	if (!o->json || !out_json_item(o, key))
		return;
	if (!o->values) {
		out_put(o, text, len);
		return;
	}
	kept = values_string(o->values, o->key, len);
	if (!kept)
		return;
	memcpy(kept, text, len);
	o->values->list[o->values->n - 1].negative = true;
}

static char *format_bytes(char *to, const unsigned char *bytes, size_t len)
{
	for (; len; len--, bytes++) {
		*to++ = hex_digits[*bytes >> 4];
		*to++ = hex_digits[*bytes & 15];
	}
	return to;
}

static void put_bytes(struct out *o, const unsigned char *bytes, size_t len)
{
	char digits[64], *end;
	size_t n;

	for (; len; len -= n, bytes += n) {
		n = len < sizeof(digits) / 2 ? len : sizeof(digits) / 2;
		end = format_bytes(digits, bytes, n);
		out_put(o, digits, end - digits);
	}
}

static void json_bytes(struct out *o, const unsigned char *bytes, size_t len)
{
	char *to = o->values ? values_string(o->values, o->key, 2 * len) : NULL;

	if (to)
		format_bytes(to, bytes, len);
	if (o->values)
		return;
	out_put_char(o, '"');
	put_bytes(o, bytes, len);
	out_put_char(o, '"');
}

void out_hex(struct out *o, const char *key, const char *fmt,
	     const void *bytes, size_t len)
{
	struct conv c;

	if (o->json) {
		if (out_json_item(o, key))
			json_bytes(o, bytes, len);
	} else if (fmt) {
		fmt = conv_parse(&c, put_until(o, fmt, '%'));
		put_bytes(o, bytes, len);
		put_rest(o, fmt);
	}
}

void out_text(struct out *o, enum out_colour colour, const char *fmt, ...)
{
	char line[1024], *start, *p;
	va_list ap;
	int len;

	if (o->json)
		return;
	if (colour == OUT_PLAIN && !strchr(fmt, '%')) {
		put_rest(o, fmt);
		return;
	}

	va_start(ap, fmt);
	len = vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	if (len < 0)
		return;
	if ((size_t)len >= sizeof(line))
		len = sizeof(line) - 1;

	colour_start(o, colour);
	for (p = line; p < line + len; ) {
		for (start = p; *p && *p != '\n' && *p != '\t'; p++)
			;
		out_put_escaped(o, start, p - start);
		if (p < line + len)
			out_put_char(o, *p++);
	}
	colour_end(o, colour);
	if (len && line[len - 1] == '\n')
		out_flush(o);
}
