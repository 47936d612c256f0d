/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A text that grows. The walk writes thousands of attributes at each step, so
 * the functions that write one do not use printf().
 */
#ifndef WALK_TEXT_H
#define WALK_TEXT_H

#include <stddef.h>
#include <stdint.h>

struct text {
	char *s;	/* ends with a NUL once anything was added */
	size_t len, room;
};

void text_clear(struct text *text);
/* Keeps only the first @len bytes. */
void text_cut(struct text *text, size_t len);
void text_add(struct text *text, const char *s, size_t len);
void text_str(struct text *text, const char *s);
void text_number(struct text *text, uint32_t value);
void text_hex(struct text *text, const void *data, size_t len);
void text_free(struct text *text);

#endif
