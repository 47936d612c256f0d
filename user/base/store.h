/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Keeps copies of messages until all are dropped at once. The copies never move.
 */
#ifndef BASE_STORE_H
#define BASE_STORE_H

#include <stddef.h>
#include <stdint.h>

struct store_chunk;

/* A store that is all zero is empty. */
struct store {
	struct store_chunk *first, *last;
	size_t bytes;		/* the sum of all messages */
};

/* Copies @len bytes. Returns the copy, aligned to 8, or NULL if there is no memory. */
void *store_add(struct store *s, const void *data, uint32_t len);
void store_drop(struct store *s);

/*
 * Walks over the messages in the order in which they were added. Begin with a walk
 * that is all zero. Returns the next message, or NULL at the end.
 */
struct store_walk {
	const struct store_chunk *chunk;
	size_t at;
};

const void *store_next(const struct store *s, struct store_walk *walk,
		       uint32_t *len);

#endif
