/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Keeps copies of messages, one after another, until all are dropped at once.
 * They stay where they are.
 */
#ifndef BASE_STORE_H
#define BASE_STORE_H

#include <stddef.h>
#include <stdint.h>

struct store_chunk;

/* All zero is an empty one. */
struct store {
	struct store_chunk *first, *last;
	size_t bytes;		/* of all messages */
};

/* Copies @len bytes. Returns the copy, aligned to 8, or NULL without memory. */
void *store_add(struct store *s, const void *data, uint32_t len);
void store_drop(struct store *s);

/*
 * Walks over the messages in the order they came: starts with a walk that is
 * all zero; returns NULL at the end.
 */
struct store_walk {
	const struct store_chunk *chunk;
	size_t at;
};

const void *store_next(const struct store *s, struct store_walk *walk,
		       uint32_t *len);

#endif
