/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A hash table of things by the identity of the network object that they are
 * about. It grows, several may have one identity, and those keep their order.
 *
 * A node is a member of what is kept, best the first one, and belongs to the
 * caller; so does what it is in. All zero is an empty map.
 */
#ifndef NETJOURNAL_IDMAP_H
#define NETJOURNAL_IDMAP_H

#include <stdbool.h>

#include "decode/identity.h"

struct idmap_node {
	struct idmap_node *next;
	uint32_t hash;
	struct identity id;
};

struct idmap {
	struct idmap_node **buckets;
	uint32_t n_buckets;	/* 0 or a power of two */
	uint32_t n;		/* nodes */
};

/* The first with this identity, or NULL. */
struct idmap_node *idmap_find(const struct idmap *map, const struct identity *id);
/* The next one with the identity of @node, or NULL. */
struct idmap_node *idmap_next(const struct idmap_node *node);

/*
 * Adds @node before those with the same identity, or behind them with @last.
 * Returns 0, or -ENOMEM and has done nothing.
 */
int idmap_add(struct idmap *map, struct idmap_node *node,
	      const struct identity *id, bool last);
void idmap_remove(struct idmap *map, struct idmap_node *node);

/*
 * All nodes one after another, in no order but that of idmap_next(): the first
 * for NULL, and NULL after the last. @node may be removed once its successor is
 * known.
 */
struct idmap_node *idmap_walk(const struct idmap *map,
			      const struct idmap_node *node);

/* Removes all, handing each to @give, which may be NULL; then the map is empty. */
void idmap_drop(struct idmap *map, void (*give)(struct idmap_node *node, void *arg),
		void *arg);

#endif
