/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Inside the output: how bytes get into the line that an out collects.
 */
#ifndef BASE_OUT_PUT_H
#define BASE_OUT_PUT_H

#include "base/out.h"

static inline void out_put(struct out *o, const char *s, size_t len)
{
	if (__builtin_expect(len > sizeof(o->buf) - o->len, 0)) {
		out_flush(o);
		if (len > sizeof(o->buf)) {
			fwrite_unlocked(s, 1, len, o->file);
			return;
		}
	}
	memcpy(o->buf + o->len, s, len);
	o->len += len;
}

static inline void out_put_char(struct out *o, char c)
{
	if (o->len == sizeof(o->buf))
		out_flush(o);
	o->buf[o->len++] = c;
}

/* Puts text that this output made before at the same place of an object. */
static inline void out_put_again(struct out *o, const char *s, size_t len)
{
	out_put(o, s, len);
	if (len)
		o->comma |= 1ULL << o->depth;
}

/*
 * Returns the length of the valid UTF-8 sequence of more than one byte at @s, or 0. Overlong forms, surrogates and
 * characters beyond U+10FFFF are not valid.
 */
unsigned int out_utf8_len(const unsigned char *s, const unsigned char *end);

/* Returns whether no byte of the text needs an escape, in text or in JSON. */
bool out_is_plain(const char *value, size_t len);

/* Puts @len bytes of text. Escapes what must not reach a terminal, or JSON. */
void out_put_escaped(struct out *o, const char *value, size_t len);

#endif
