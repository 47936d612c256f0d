// SPDX-License-Identifier: GPL-2.0
/* Finds a message that has come before. See echoes.h. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "net/echoes.h"

#define PAIRS	32768	/* a power of two */

/* Returns the first of the two entries that a message can have. Of the header, type and flags count. */
static struct echo *pair_of(const struct echoes *e, const struct nlmsghdr *nlh)
{
	const uint8_t *at = (const uint8_t *)nlh + sizeof(*nlh), *end = (const uint8_t *)nlh + nlh->nlmsg_len;
	uint64_t hash = (uint64_t)nlh->nlmsg_type << 16 | nlh->nlmsg_flags, word;
	uint32_t half;

	for (; end - at >= (ptrdiff_t)sizeof(word); at += sizeof(word)) {
		memcpy(&word, at, sizeof(word));
		hash = (hash ^ word) * 0x9e3779b97f4a7c15;
		hash ^= hash >> 32;
	}
	if (end - at >= (ptrdiff_t)sizeof(half)) {
		memcpy(&half, at, sizeof(half));
		hash = (hash ^ half) * 0x9e3779b97f4a7c15;
	}
	return &e->entries[2 * (hash >> 32 & (PAIRS - 1))];
}

static bool is_echo(const struct echo *entry, const struct nlmsghdr *nlh)
{
	const struct nlmsghdr *was = entry->nlh;

	return was && was->nlmsg_len == nlh->nlmsg_len && was->nlmsg_type == nlh->nlmsg_type &&
	       was->nlmsg_flags == nlh->nlmsg_flags && !memcmp(was + 1, nlh + 1, nlh->nlmsg_len - sizeof(*nlh));
}

const struct echo *echoes_find(const struct echoes *e, const struct nlmsghdr *nlh, size_t len)
{
	const struct echo *pair;

	if (!e->entries || len < sizeof(*nlh) || nlh->nlmsg_len != len)
		return NULL;
	pair = pair_of(e, nlh);
	if (is_echo(pair, nlh))
		return pair;
	return is_echo(pair + 1, nlh) ? pair + 1 : NULL;
}

void echoes_add(struct echoes *e, const struct echo *entry)
{
	struct echo *pair;

	if (!e->entries)
		e->entries = calloc(2 * PAIRS, sizeof(*e->entries));
	if (!e->entries)
		return;
	pair = pair_of(e, entry->nlh);
	/* The older one goes. */
	if (pair[0].nlh)
		pair[1] = pair[0];
	pair[0] = *entry;
}

void echoes_remove(struct echoes *e, const struct nlmsghdr *nlh)
{
	struct echo *pair;
	int i;

	if (!e->entries)
		return;
	pair = pair_of(e, nlh);
	for (i = 0; i < 2; i++)
		if (pair[i].nlh == nlh)
			pair[i].nlh = NULL;
}

void echoes_drop(struct echoes *e)
{
	free(e->entries);
	e->entries = NULL;
}
