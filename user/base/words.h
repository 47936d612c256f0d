/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Words of the command line as values: numbers, sizes, ranges. Pure. All
 * return 0, -EINVAL if the word is none, or -ERANGE if it is too large.
 */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Reads digits of @base, 10 or 16, at @word, and sets @end behind the last; there
 * must be one.
 */
int word_digits(const char *word, unsigned int base, uint64_t *value,
		const char **end);

/* Digits only. */
int word_u64(const char *word, uint64_t *value);
int word_u32(const char *word, uint32_t *value);

/* A number of bytes: digits, and K, M or G for powers of 1024. */
int word_size(const char *word, uint64_t *bytes);

/* The shortest exact way to write a size: "16M", "20000". */
void size_text(uint64_t bytes, char *text, size_t size);
/* About as many: "1.2K". */
void size_text_about(uint64_t bytes, char *text, size_t size);

/* A range of numbers: A..B, A.., ..B, A */
int word_range(const char *word, uint64_t *first, uint64_t *last);

#endif
