/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads the output of a follower (`log -f -j`), and finds sequence numbers that are
 * missing from it.
 */
#ifndef SELFTESTS_SEEN_H
#define SELFTESTS_SEEN_H

#include <stdbool.h>
#include <stdint.h>

/* One bit for each sequence number after @base, up to @last. */
struct seen {
	uint64_t base, last;
	uint64_t records, gaps, in_gaps;
	uint64_t twice, backwards;
	unsigned char *bits;
};

/* Reads the file @path, into which a follower printed. Free with seen_free(). */
void seen_read(struct seen *s, const char *path, uint64_t base, uint64_t last);
void seen_free(struct seen *s);

/* Returns how many sequence numbers are neither in a record nor in a gap. */
uint64_t seen_missing(const struct seen *s);

/* Reads the number after @key in @line. */
bool seen_number(const char *line, const char *key, uint64_t *value);

#endif
