/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A hash table by the identity of network objects. The table grows. Several nodes can have
 * the same identity, and keep their order.
 *
 * A node is a member of the caller's struct, best the first one. The caller owns that
 * struct. A map that is all zero is empty.
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

/* Returns the first node with this identity, or NULL. */
struct idmap_node *idmap_find(const struct idmap *map, const struct identity *id);
/* Returns the next node with the identity of @node, or NULL. */
struct idmap_node *idmap_next(const struct idmap_node *node);

/*
 * Adds @node before the nodes with the same identity, or after them if @last is true.
 * Returns 0, or -ENOMEM if nothing was done.
 */
int idmap_add(struct idmap *map, struct idmap_node *node,
	      const struct identity *id, bool last);
/* Moves @node before or after the others with its identity. */
void idmap_move(struct idmap *map, struct idmap_node *node, bool last);
void idmap_remove(struct idmap *map, struct idmap_node *node);

/*
 * Walks over all nodes. Returns the first node for NULL, and NULL after the last one.
 * Nodes with the same identity come in the order of idmap_next(); otherwise there is no
 * order. @node may be removed when its successor is known.
 */
struct idmap_node *idmap_walk(const struct idmap *map,
			      const struct idmap_node *node);

/* Empties the map, and hands each node to @give, which may be NULL. */
void idmap_drop(struct idmap *map, void (*give)(struct idmap_node *node, void *arg),
		void *arg);

#endif
