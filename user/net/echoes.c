// SPDX-License-Identifier: GPL-2.0
/* Finds a message that has come before. See echoes.h. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "net/echoes.h"

#define PAIR_BITS	15

/*
 * Returns the first of the two entries that a message can have. Of the header, type and flags count. A
 * multiplication carries each bit only upward, so the highest bits know them all.
 */
static struct echo *pair_of(const struct echoes *e, const struct nlmsghdr *nlh)
{
	const uint64_t factor = 0x9e3779b97f4a7c15;
	const uint8_t *at = (const uint8_t *)nlh + sizeof(*nlh);
	uint64_t hash = (uint64_t)nlh->nlmsg_type << 16 | nlh->nlmsg_flags, word;
	size_t left = nlh->nlmsg_len - sizeof(*nlh);
	uint32_t half;

	for (; left >= sizeof(word); left -= sizeof(word), at += sizeof(word)) {
		memcpy(&word, at, sizeof(word));
		hash = (hash ^ word) * factor;
	}
	if (left >= sizeof(half)) {
		memcpy(&half, at, sizeof(half));
		hash = (hash ^ half) * factor;
	}
	return &e->entries[2 * (hash >> (64 - PAIR_BITS))];
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
		e->entries = calloc(2ul << PAIR_BITS, sizeof(*e->entries));
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
