// SPDX-License-Identifier: GPL-2.0
/* Keeps messages in large chunks of memory, each message after its length. */
#include <stdlib.h>
#include <string.h>

#include "base/store.h"

#define CHUNK_SIZE	(64 * 1024)

struct store_chunk {
	struct store_chunk *next;
	size_t used, size;
	uint8_t data[] __attribute__((aligned(8)));
};

static size_t align_len(size_t n)
{
	return (n + 7) & ~(size_t)7;
}

void *store_add(struct store *s, const void *data, uint32_t len)
{
	size_t need = align_len(sizeof(uint64_t) + len), size = CHUNK_SIZE;
	struct store_chunk *chunk = s->last;
	uint64_t head = len;
	uint8_t *at;

	if (!chunk || chunk->size - chunk->used < need) {
		if (size < need)
			size = need;
		chunk = malloc(sizeof(*chunk) + size);
		if (!chunk)
			return NULL;
		chunk->next = NULL;
		chunk->used = 0;
		chunk->size = size;
		if (s->last)
			s->last->next = chunk;
		else
			s->first = chunk;
		s->last = chunk;
	}
	at = chunk->data + chunk->used;
	memcpy(at, &head, sizeof(head));
	memcpy(at + sizeof(head), data, len);
	chunk->used += need;
	s->bytes += len;
	return at + sizeof(head);
}

void store_drop(struct store *s)
{
	struct store_chunk *chunk;

	while ((chunk = s->first)) {
		s->first = chunk->next;
		free(chunk);
	}
	s->last = NULL;
	s->bytes = 0;
}

const void *store_next(const struct store *s, struct store_walk *walk,
		       uint32_t *len)
{
	const uint8_t *at;
	uint64_t head;

	if (!walk->chunk)
		walk->chunk = s->first;
	else if (walk->at == walk->chunk->used && walk->chunk->next)
		*walk = (struct store_walk){ .chunk = walk->chunk->next };
	if (!walk->chunk || walk->at == walk->chunk->used)
		return NULL;
	at = walk->chunk->data + walk->at;
	memcpy(&head, at, sizeof(head));
	*len = head;
	walk->at += align_len(sizeof(head) + head);
	return at + sizeof(head);
}
