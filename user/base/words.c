// SPDX-License-Identifier: GPL-2.0
/*
 * Reads numbers, sizes and ranges from words of the command line.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/words.h"

int word_digits(const char *word, unsigned int base, uint64_t *value,
		const char **end)
{
	static const char all[] = "0123456789abcdef";
	const char *p = word, *digit;

	*value = 0;
	for (; *p && (digit = memchr(all, *p, base)); p++)
		if (__builtin_mul_overflow(*value, base, value) ||
		    __builtin_add_overflow(*value, digit - all, value))
			return -ERANGE;
	*end = p;
	return p == word ? -EINVAL : 0;
}

int word_u64(const char *word, uint64_t *value)
{
	const char *end;
	int err = word_digits(word, 10, value, &end);

	if (err)
		return err;
	return *end ? -EINVAL : 0;
}

int word_u32(const char *word, uint32_t *value)
{
	uint64_t wide;
	int err = word_u64(word, &wide);

	if (err)
		return err;
	*value = wide;
	return wide > UINT32_MAX ? -ERANGE : 0;
}

int word_size(const char *word, uint64_t *bytes)
{
	static const char units[] = "KMG";
	const char *end, *unit;
	int err = word_digits(word, 10, bytes, &end);
	unsigned int shift;

	if (err || !*end)
		return err;
	unit = strchr(units, *end);
	if (!unit || end[1])
		return -EINVAL;
	shift = 10 * (unit - units + 1);
	if (*bytes > UINT64_MAX >> shift)
		return -ERANGE;
	*bytes <<= shift;
	return 0;
}

void size_text(uint64_t bytes, char *text, size_t size)
{
	static const char *const units[] = { "", "K", "M", "G" };
	unsigned int i = 0;

	while (i < 3 && bytes && !(bytes & 1023)) {
		bytes >>= 10;
		i++;
	}
	snprintf(text, size, "%" PRIu64 "%s", bytes, units[i]);
}

void size_text_about(uint64_t bytes, char *text, size_t size)
{
	static const char units[] = "KMGTPE";
	unsigned int i = 0;

	if (bytes < 1024) {
		snprintf(text, size, "%" PRIu64, bytes);
		return;
	}
	for (; bytes >= 1024 * 1024; i++)
		bytes >>= 10;
	if (bytes & 1023 && bytes < 100 * 1024)
		snprintf(text, size, "%" PRIu64 ".%" PRIu64 "%c", bytes >> 10,
			 (bytes & 1023) * 10 >> 10, units[i]);
	else
		snprintf(text, size, "%" PRIu64 "%c", bytes >> 10, units[i]);
}

int word_choice(const char *word, const char *choices)
{
	size_t len = strlen(word), n;
	int i;

	for (i = 0; ; i++) {
		n = strcspn(choices, "|");
		if (n == len && !memcmp(choices, word, n))
			return i;
		if (!choices[n])
			return -EINVAL;
		choices += n + 1;
	}
}

int word_range(const char *word, uint64_t *first, uint64_t *last)
{
	const char *end = word;
	int err;

	*first = 0;
	*last = UINT64_MAX;
	if (strncmp(word, "..", 2)) {
		err = word_digits(word, 10, first, &end);
		if (err)
			return err;
		if (!*end) {
			*last = *first;
			return 0;
		}
	}
	if (strncmp(end, "..", 2) || (!end[2] && end == word))
		return -EINVAL;
	err = end[2] ? word_u64(end + 2, last) : 0;
	if (err)
		return err;
	return *first > *last ? -EINVAL : 0;
}
