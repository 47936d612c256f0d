/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The printer: one call prints a value as text for people or as JSON for
 * programs, or keeps it as a value (values.h) to be compared. It writes to a FILE
 * only and knows nothing of netlink.
 *
 * In text mode a call prints its format and JSON keys are ignored; in JSON
 * mode it prints "key": value and formats are ignored. Control characters and
 * invalid UTF-8 in strings are escaped in both modes, so that a name can
 * neither break JSON nor drive a terminal.
 *
 * Formats are those of printf with one conversion: %s, %d, %u or %x with the
 * flags '#', '0' and '-' and a width; length modifiers are ignored.
 *
 * A line is collected in the struct and goes to the FILE when it ends (or when
 * it grows too long): whoever leaves a line unfinished calls out_flush().
 */
#ifndef BASE_OUT_H
#define BASE_OUT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum out_colour {
	OUT_PLAIN,
	/* domain: colours */
	OUT_IFNAME,
	OUT_ADDR4,
	OUT_ADDR6,
	OUT_MAC,
	/* end of domain */
	OUT_ADD,	/* something came: "+" */
	OUT_DEL,	/* something went: "-" */
	OUT_WHO,	/* process names */
	OUT_WARN,	/* gaps */
	OUT_DIM,	/* sequence numbers, times */
};

struct values;

/* @values: what JSON would have as members goes there, and nothing to the FILE. */
struct out {
	FILE *file;
	bool json;
	struct values *values;
	bool colour;
	/* private to out.c */
	unsigned int depth;
	uint64_t comma;		/* bit n: the next item at depth n needs a comma */
	uint64_t array;		/* bit n: depth n is an array */
	const char *key;	/* of the value that comes next, with @values */
	size_t len;		/* of what is in buf */
	unsigned int flushes;	/* how often it went to the FILE */
	char buf[2048];
};

/* @colour: whether to use ANSI colours; see out_want_colour(). */
void out_init(struct out *o, FILE *file, bool json, bool colour);
/* A printer that fills @values, which it empties first. */
void out_init_values(struct out *o, struct values *values);
/* Hands what was collected to the FILE; does not flush the FILE. */
void out_flush(struct out *o);
/* True if @file is a terminal and NO_COLOR is not set and TERM is not dumb. */
bool out_want_colour(FILE *file);

/*
 * JSON structure; these print nothing in text mode. @key is NULL for an
 * element of an array and at the top level.
 */
void out_object(struct out *o, const char *key);
void out_object_end(struct out *o);
void out_array(struct out *o, const char *key);
void out_array_end(struct out *o);
/* Ends a top-level object with a newline (a stream is one object a line). */
void out_line_end(struct out *o);

/*
 * What the calls below come down to. A literal format is taken apart by the
 * compiler; what is left is to copy it and the value. @escape: the value may
 * hold what must be escaped.
 */
struct out_fmt {
	const char *whole;	/* the format, if it was not taken apart */
	const char *before, *after;
	size_t before_len, after_len;
};

static inline __attribute__((always_inline))
struct out_fmt out_fmt(const char *fmt)
{
	const char *p = fmt ? __builtin_strchr(fmt, '%') : NULL;
	size_t n = p ? (size_t)(p - fmt) : 0;

	if (!__builtin_constant_p(n) || !p || (p[1] != 's' && p[1] != 'u'))
		return (struct out_fmt){ .whole = fmt };
	return (struct out_fmt){
		.before = fmt, .before_len = n,
		.after = p + 2, .after_len = __builtin_strlen(p + 2),
	};
}

void out_text_string(struct out *o, enum out_colour c, const struct out_fmt *f,
		     const char *value, size_t len, bool escape);
void out_text_number(struct out *o, const struct out_fmt *f, uint64_t value);
void out_json_string(struct out *o, const char *value, size_t len, bool escape);
void out_json_number(struct out *o, uint64_t value, bool negative);

/* Copies @len bytes, of which the compiler knows how many. */
static inline __attribute__((always_inline))
void out_copy(struct out *o, const char *s, size_t len)
{
	if (__builtin_expect(sizeof(o->buf) - o->len < len, 0))
		out_flush(o);
	memcpy(o->buf + o->len, s, len);
	o->len += len;
}

/*
 * Starts an item of JSON; false if it has no place: a member without a key, or
 * a value at the top level.
 */
static inline __attribute__((always_inline))
bool out_json_item(struct out *o, const char *key)
{
	size_t len = key ? __builtin_strlen(key) : 0;
	uint64_t bit = 1ULL << o->depth;
	char *p;

	if (!o->depth || (!key && !(o->array & bit)))
		return false;
	if (__builtin_expect(!!o->values, 0)) {
		o->key = key;
		return true;
	}
	if (__builtin_expect(sizeof(o->buf) - o->len < len + 4, 0))
		out_flush(o);
	p = o->buf + o->len;
	if (o->comma & bit)
		*p++ = ',';
	o->comma |= bit;
	if (!(o->array & bit)) {
		*p++ = '"';
		memcpy(p, key ? key : "", len);
		p += len;
		*p++ = '"';
		*p++ = ':';
	}
	o->len = p - o->buf;
	return true;
}

static inline __attribute__((always_inline))
void out_string(struct out *o, enum out_colour c, const char *key,
		const char *fmt, const char *value, size_t len, bool escape)
{
	const struct out_fmt f = out_fmt(fmt);

	if (o->json) {
		if (key ? out_json_item(o, key) : out_json_item(o, NULL))
			out_json_string(o, value, len, escape);
	} else if (fmt) {
		if (!f.whole)
			out_copy(o, f.before, f.before_len);
		out_text_string(o, c, &f, value, len, escape);
	}
}

/*
 * Values. @key may be NULL in JSON for an array element. @fmt is a printf
 * format for the one value (NULL: nothing in text mode); @key NULL and not in
 * an array: nothing in JSON mode. So key == NULL makes text only, fmt == NULL
 * makes JSON only.
 */
static inline __attribute__((always_inline))
void out_str(struct out *o, enum out_colour c, const char *key,
	     const char *fmt, const char *value)
{
	out_string(o, c, key, fmt, value, __builtin_strlen(value), true);
}

/* The same for a string of at most @len bytes that need not end with NUL. */
static inline __attribute__((always_inline))
void out_strn(struct out *o, enum out_colour c, const char *key,
	      const char *fmt, const char *value, size_t len)
{
	out_string(o, c, key, fmt, value, strnlen(value, len), true);
}

/* The same for @len bytes in which nothing has to be escaped. */
static inline __attribute__((always_inline))
void out_word(struct out *o, enum out_colour c, const char *key,
	      const char *fmt, const char *value, size_t len)
{
	const struct out_fmt f = out_fmt(fmt);
	bool ends = f.after_len && f.after[f.after_len - 1] == '\n';
	char *p = o->buf + o->len;

	/* Most of a line is such words: with no call they cost half. */
	if (!o->json && !o->colour && fmt && !f.whole && !ends &&
	    sizeof(o->buf) - o->len >= f.before_len + len + f.after_len) {
		memcpy(p, f.before, f.before_len);
		memcpy(p + f.before_len, value, len);
		memcpy(p + f.before_len + len, f.after, f.after_len);
		o->len += f.before_len + len + f.after_len;
		return;
	}
	out_string(o, c, key, fmt, value, len, false);
}

static inline __attribute__((always_inline))
void out_u64(struct out *o, const char *key, const char *fmt, uint64_t value)
{
	const struct out_fmt f = out_fmt(fmt);

	if (o->json) {
		if (key ? out_json_item(o, key) : out_json_item(o, NULL))
			out_json_number(o, value, false);
	} else if (fmt) {
		if (!f.whole)
			out_copy(o, f.before, f.before_len);
		out_text_number(o, &f, value);
	}
}

void out_s64(struct out *o, const char *key, const char *fmt, int64_t value);
/* @value / 100 with two decimals. */
void out_hundredths(struct out *o, const char *key, const char *fmt,
		    uint64_t value);
/* In text mode @text is printed if @value is true. */
void out_bool(struct out *o, const char *key, const char *text, bool value);
/* Bytes as hexadecimal digits; a string in JSON. */
void out_hex(struct out *o, const char *key, const char *fmt,
	     const void *bytes, size_t len);
void out_null(struct out *o, const char *key, const char *text);
/* A place in what is printed. */
struct out_mark {
	size_t len;
	unsigned int flushes;
};

static inline struct out_mark out_mark(const struct out *o)
{
	return (struct out_mark){ .len = o->len, .flushes = o->flushes };
}

/* What was printed since then, as long as it is in the buffer; NULL: it is not. */
static inline const char *out_since(const struct out *o, struct out_mark mark,
				    size_t *len)
{
	*len = o->len - mark.len;
	return o->flushes == mark.flushes ? o->buf + mark.len : NULL;
}

/*
 * Text only: pads with blanks what was printed since @mark, in the same line, to
 * @width columns. Colours take no room.
 */
void out_pad(struct out *o, struct out_mark mark, size_t width);
/* JSON only, no values: what this printer made before. */
void out_json(struct out *o, const char *key, const char *json, size_t len);
/* Text only; no JSON. Line feeds and tabs pass, other controls are escaped. */
void out_text(struct out *o, enum out_colour c, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* The same for a literal without conversions. */
static inline __attribute__((always_inline))
void out_lit(struct out *o, const char *text)
{
	size_t len = __builtin_strlen(text);

	if (o->json)
		return;
	out_copy(o, text, len);
	if (text[len - 1] == '\n')
		out_flush(o);
}

#endif
