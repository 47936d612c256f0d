// SPDX-License-Identifier: GPL-2.0
/*
 * Reads the output of a follower. See seen.h.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "seen.h"

static bool seen_set(struct seen *s, uint64_t seq)
{
	uint64_t i = seq - s->base - 1;
	bool before;

	if (seq <= s->base || seq > s->last)
		return false;
	before = s->bits[i / 8] & 1 << i % 8;
	s->bits[i / 8] |= 1 << i % 8;
	return before;
}

uint64_t seen_missing(const struct seen *s)
{
	uint64_t n = 0;

	for (uint64_t i = 0; i < s->last - s->base; i++)
		n += !(s->bits[i / 8] & 1 << i % 8);
	return n;
}

bool seen_number(const char *line, const char *key, uint64_t *value)
{
	const char *at = strstr(line, key);

	if (at)
		*value = strtoull(at + strlen(key), NULL, 10);
	return at;
}

/* Reads one line of `log -j`. Gaps come first, so a number in a gap no longer counts as a record. */
static void seen_line(struct seen *s, const char *line, uint64_t *newest)
{
	uint64_t seq, first, last;

	if (seen_number(line, "\"first\":", &first) && seen_number(line, "\"last\":", &last)) {
		s->gaps++;
		for (seq = first; seq <= last && seq <= s->last; seq++) {
			if (seq <= s->base)
				continue;
			s->in_gaps += !seen_set(s, seq);
		}
	} else if (seen_number(line, "\"seq\":", &seq) && seq > s->base && seq <= s->last) {
		s->records++;
		s->twice += seen_set(s, seq);
		s->backwards += seq <= *newest;
		*newest = seq;
	}
}

void seen_read(struct seen *s, const char *path, uint64_t base, uint64_t last)
{
	uint64_t newest = 0;
	char *line = NULL;
	size_t room = 0;
	FILE *f = fopen(path, "r");

	memset(s, 0, sizeof(*s));
	s->base = base;
	s->last = last;
	s->bits = calloc((last - base) / 8 + 1, 1);
	if (!f || !s->bits)
		abort();
	while (getline(&line, &room, f) > 0)
		seen_line(s, line, &newest);
	fclose(f);
	free(line);
}

void seen_free(struct seen *s)
{
	free(s->bits);
}
