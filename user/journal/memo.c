// SPDX-License-Identifier: GPL-2.0
/* Remembers some of the numbers that keys have. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "journal/memo.h"

/* FNV-1a. Keys that fall together only cost time. */
static uint64_t hash_of(const void *key, size_t len)
{
	const unsigned char *bytes = key;
	uint64_t hash = 0xcbf29ce484222325;

	while (len--)
		hash = (hash ^ *bytes++) * 0x100000001b3;
	return hash ^ hash >> 29;
}

int memo_init(struct memo *m, size_t slots)
{
	m->slot = calloc(slots, sizeof(*m->slot));
	m->slots = m->slot ? slots : 0;
	return m->slot ? 0 : -ENOMEM;
}

void memo_clear(struct memo *m)
{
	size_t i;

	for (i = 0; i < m->slots; i++) {
		free(m->slot[i].key);
		m->slot[i] = (struct memo_slot){ 0 };
	}
}

void memo_free(struct memo *m)
{
	memo_clear(m);
	free(m->slot);
	*m = (struct memo){ 0 };
}

static struct memo_slot *slot_of(const struct memo *m, uint64_t hash)
{
	return &m->slot[hash & (m->slots - 1)];
}

static int is_key(const struct memo_slot *slot, uint64_t hash, const void *key, size_t len)
{
	return slot->number && slot->hash == hash && slot->len == len && !memcmp(slot->key, key, len);
}

int64_t memo_find(const struct memo *m, const void *key, size_t len)
{
	uint64_t hash = hash_of(key, len);
	const struct memo_slot *slot = slot_of(m, hash);

	return is_key(slot, hash, key, len) ? slot->number : 0;
}

void memo_add(struct memo *m, const void *key, size_t len, int64_t number)
{
	uint64_t hash = hash_of(key, len);
	struct memo_slot *slot = slot_of(m, hash);
	void *copy = malloc(len ? len : 1);

	if (!copy)
		return;
	memcpy(copy, key, len);
	free(slot->key);
	*slot = (struct memo_slot){ .hash = hash, .number = number, .len = len, .key = copy };
}

void memo_remove(struct memo *m, const void *key, size_t len)
{
	uint64_t hash = hash_of(key, len);
	struct memo_slot *slot = slot_of(m, hash);

	if (!is_key(slot, hash, key, len))
		return;
	free(slot->key);
	*slot = (struct memo_slot){ 0 };
}
