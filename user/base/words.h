/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads numbers, sizes and ranges from words of the command line. All functions
 * return 0, -EINVAL if the word has another form, or -ERANGE if its value is too
 * large.
 */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Reads one or more digits of base @base, 10 or 16, at @word. Sets @end to the
 * position after the last one.
 */
int word_digits(const char *word, unsigned int base, uint64_t *value,
		const char **end);

/* Digits only. */
int word_u64(const char *word, uint64_t *value);
int word_u32(const char *word, uint32_t *value);

/* Reads a number of bytes: digits, and optionally K, M or G for powers of 1024. */
int word_size(const char *word, uint64_t *bytes);

/* Writes a size exactly, as short as possible: "16M", "20000". */
void size_text(uint64_t bytes, char *text, size_t size);
/* Writes a rounded size: "1.2K". */
void size_text_about(uint64_t bytes, char *text, size_t size);

/* Returns the place of @word in @choices, such as "a|b|c", from 0; or -EINVAL. */
int word_choice(const char *word, const char *choices);

/* A range of numbers: A..B, A.., ..B, A */
int word_range(const char *word, uint64_t *first, uint64_t *last);

#endif
