// SPDX-License-Identifier: GPL-2.0
/* Finds a message that has come before. See echoes.h. */
#include <stdlib.h>
#include <string.h>

#include "net/echoes.h"

#define ENTRIES	65536	/* a power of two */

/* Of the header, type and flags count. */
static struct echo *entry_of(const struct echoes *e, const struct nlmsghdr *nlh)
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
	return &e->entries[hash >> 32 & (ENTRIES - 1)];
}

const struct echo *echoes_find(const struct echoes *e, const struct nlmsghdr *nlh, size_t len)
{
	const struct echo *entry;
	const struct nlmsghdr *was;

	if (!e->entries || len < sizeof(*nlh) || nlh->nlmsg_len != len)
		return NULL;
	entry = entry_of(e, nlh);
	was = entry->nlh;
	if (!was || was->nlmsg_len != len || was->nlmsg_type != nlh->nlmsg_type ||
	    was->nlmsg_flags != nlh->nlmsg_flags || memcmp(was + 1, nlh + 1, len - sizeof(*nlh)))
		return NULL;
	return entry;
}

void echoes_add(struct echoes *e, const struct echo *entry)
{
	if (!e->entries)
		e->entries = calloc(ENTRIES, sizeof(*e->entries));
	if (e->entries)
		*entry_of(e, entry->nlh) = *entry;
}

void echoes_remove(struct echoes *e, const struct nlmsghdr *nlh)
{
	struct echo *entry;

	if (!e->entries)
		return;
	entry = entry_of(e, nlh);
	if (entry->nlh == nlh)
		entry->nlh = NULL;
}

void echoes_drop(struct echoes *e)
{
	free(e->entries);
	e->entries = NULL;
}
