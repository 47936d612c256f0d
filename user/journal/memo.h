/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Remembers some of the numbers that keys have. Its memory is bounded: a key can take the place of
 * another one.
 */
#ifndef JOURNAL_MEMO_H
#define JOURNAL_MEMO_H

#include <stddef.h>
#include <stdint.h>

struct memo_slot {
	uint64_t hash;
	int64_t number;		/* 0: the slot is empty */
	uint32_t len;
	void *key;
};

struct memo {
	size_t slots;		/* a power of 2 */
	struct memo_slot *slot;
};

/* Returns 0 or -ENOMEM. @slots is a power of 2. */
int memo_init(struct memo *m, size_t slots);
void memo_free(struct memo *m);
/* Returns the number of the key, or 0 if it is not remembered. */
int64_t memo_find(const struct memo *m, const void *key, size_t len);
/* Remembers it, if there is memory. */
void memo_add(struct memo *m, const void *key, size_t len, int64_t number);
void memo_remove(struct memo *m, const void *key, size_t len);
/* Forgets all keys. */
void memo_clear(struct memo *m);

#endif
