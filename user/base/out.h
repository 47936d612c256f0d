/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The output: one call prints a value as text for people or as JSON for
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
 * The struct collects a line and writes it to the FILE when the line ends or grows
 * too long. Call out_flush() after a line without a line feed.
 */
#ifndef BASE_OUT_H
#define BASE_OUT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* By the role that something has in a line. */
enum out_colour {
	OUT_PLAIN,
	OUT_NAME,		/* what people call a thing */
	OUT_VALUE,		/* what it is set to */
	OUT_OTHER_VALUE,	/* a value of another sort, in another colour */
	OUT_ID,			/* what the machine calls it */
	OUT_ADD,	/* an object appeared: "+" */
	OUT_DEL,	/* an object disappeared: "-" */
	OUT_WHO,	/* process names */
	OUT_WARN,	/* gaps */
	OUT_DIM,	/* sequence numbers, times */
};

struct values;

/* @values: if not NULL, the members of the JSON are stored there, and nothing is printed */
struct out {
	FILE *file;
	bool json;
	struct values *values;
	bool colour;
	/* private to out.c */
	unsigned int depth;
	uint64_t comma;		/* bit n: the next item at depth n needs a comma */
	uint64_t array;		/* bit n: depth n is an array */
	const char *key;	/* with @values: the key of the next value */
	size_t len;		/* bytes in buf */
	unsigned int flushes;	/* how often buf was written to the FILE */
	char buf[8192];
};

/* @colour: whether to use ANSI colours; see out_want_colour(). */
void out_init(struct out *o, FILE *file, bool json, bool colour);
/* Makes an output that fills @values. Empties @values first. */
void out_init_values(struct out *o, struct values *values);
/* Writes the collected text to the FILE; does not flush the FILE. */
void out_flush(struct out *o);
/* Returns true if @file is a terminal, NO_COLOR is not set and TERM is not dumb. */
bool out_want_colour(FILE *file);

/* Returns the columns of a line on the terminal @file, or 0 if it is no terminal. */
size_t out_width(FILE *file);

/*
 * The structure of JSON. These functions print nothing in text mode. @key is NULL
 * for an element of an array and at the top level.
 */
void out_object(struct out *o, const char *key);
void out_object_end(struct out *o);
void out_array(struct out *o, const char *key);
void out_array_end(struct out *o);
/*
 * Prints the newline after a top-level object, because a stream is one object a line. Inside
 * another object it prints nothing.
 */
void out_line_end(struct out *o);

/*
 * A format, split at its conversion. The compiler splits a literal format, so that
 * the program only copies the parts and the value. @escape: the value may contain
 * characters that must be escaped.
 */
struct out_fmt {
	const char *whole;	/* the format, if it was not split */
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

/* Copies @len bytes; the compiler knows the number. */
static inline __attribute__((always_inline))
void out_copy(struct out *o, const char *s, size_t len)
{
	if (__builtin_expect(sizeof(o->buf) - o->len < len, 0))
		out_flush(o);
	memcpy(o->buf + o->len, s, len);
	o->len += len;
}

/*
 * Starts a JSON item. Returns false if the item has no place: a member without a
 * key, or a value at the top level.
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

/* Room for a key with quotes and colon. */
#define OUT_KEY_SIZE	24

/*
 * Starts a JSON member with the finished key in the first @len bytes of @key. Returns false,
 * and does nothing, if no member can stand here, or if values are kept.
 */
static inline bool out_json_member(struct out *o, const char key[OUT_KEY_SIZE], size_t len)
{
	uint64_t bit = 1ULL << o->depth;
	char *p;

	if (!o->depth || o->array & bit || o->values)
		return false;
	if (__builtin_expect(sizeof(o->buf) - o->len < OUT_KEY_SIZE + 1, 0))
		out_flush(o);
	p = o->buf + o->len;
	if (o->comma & bit)
		*p++ = ',';
	o->comma |= bit;
	/* A copy of fixed size is a few instructions. */
	memcpy(p, key, OUT_KEY_SIZE);
	o->len = p + len - o->buf;
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
 * Values. In text mode @fmt is the printf format of the value; NULL prints
 * nothing. In JSON mode a NULL @key prints an element if an array is open, and
 * otherwise nothing. So a NULL key prints text only, and a NULL format prints JSON
 * only.
 */
static inline __attribute__((always_inline))
void out_str(struct out *o, enum out_colour c, const char *key,
	     const char *fmt, const char *value)
{
	out_string(o, c, key, fmt, value, __builtin_strlen(value), true);
}

/* Prints a string of at most @len bytes that may lack a NUL. */
static inline __attribute__((always_inline))
void out_strn(struct out *o, enum out_colour c, const char *key,
	      const char *fmt, const char *value, size_t len)
{
	out_string(o, c, key, fmt, value, strnlen(value, len), true);
}

/* Prints @len bytes that need no escape. */
static inline __attribute__((always_inline))
void out_word(struct out *o, enum out_colour c, const char *key,
	      const char *fmt, const char *value, size_t len)
{
	const struct out_fmt f = out_fmt(fmt);
	bool ends = f.after_len && f.after[f.after_len - 1] == '\n';
	char *p = o->buf + o->len;

	/* Most of a line is such words. Copied here without a call they cost half. */
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
/* Prints @value / 100 with two decimals. */
void out_hundredths(struct out *o, const char *key, const char *fmt,
		    uint64_t value);
/* In text mode prints @text if @value is true. */
void out_bool(struct out *o, const char *key, const char *text, bool value);
/* Prints bytes as hexadecimal digits, in JSON as a string. */
void out_hex(struct out *o, const char *key, const char *fmt,
	     const void *bytes, size_t len);
void out_null(struct out *o, const char *key, const char *text);
/* A position in the output. */
struct out_mark {
	size_t len;
	unsigned int flushes;
};

static inline struct out_mark out_mark(const struct out *o)
{
	return (struct out_mark){ .len = o->len, .flushes = o->flushes };
}

/* Returns the text printed since @mark, or NULL if part of it has left the buffer. */
static inline const char *out_since(const struct out *o, struct out_mark mark,
				    size_t *len)
{
	*len = o->len - mark.len;
	return o->flushes == mark.flushes ? o->buf + mark.len : NULL;
}

/* Takes back the text since @mark, unless part of it has left the buffer. */
static inline void out_drop(struct out *o, struct out_mark mark)
{
	if (o->flushes == mark.flushes)
		o->len = mark.len;
}

/*
 * Text only: adds blanks until the text since @mark has @width columns. The mark
 * must be in the same line. Colours take no columns.
 */
void out_pad(struct out *o, struct out_mark mark, size_t width);
/*
 * Text only: cuts the text since @mark, which must be in the same line, to @width columns.
 * A text that was cut ends with a sign for that. Colours take no columns.
 */
void out_cut(struct out *o, struct out_mark mark, size_t width);
/* Returns the columns of the text since @mark; 0 if it has left the buffer. */
size_t out_columns(const struct out *o, struct out_mark mark);
/* Text only: takes back the blanks at the end of the text since @mark. */
void out_trim(struct out *o, struct out_mark mark);
/* Text only: prints a text in lines of at most @width columns, which end between words. A longer word is not broken. */
void out_wrap(struct out *o, const char *text, size_t width);
/* JSON only: prints a number with a fraction. As a value it is a string. */
void out_fraction(struct out *o, const char *key, const char *text);
/* JSON only, not as values: prints JSON that this output made before. */
void out_json(struct out *o, const char *key, const char *json, size_t len);
/* Text only. Prints line feeds and tabs as they are, and escapes other controls. */
void out_text(struct out *o, enum out_colour c, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Text only: prints a literal without conversions. */
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
