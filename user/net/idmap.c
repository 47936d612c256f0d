// SPDX-License-Identifier: GPL-2.0
/* A hash table by identity. */
#include <errno.h>
#include <stdlib.h>

#include "net/idmap.h"

#define BUCKETS_MIN	64

static struct idmap_node **bucket_of(const struct idmap *map, uint32_t hash)
{
	return &map->buckets[hash & (map->n_buckets - 1)];
}

/* Returns the link to a node with this identity, or the end of the bucket. */
static struct idmap_node **find_at(struct idmap_node **at, uint32_t hash,
				   const struct identity *id)
{
	while (*at && ((*at)->hash != hash || !identity_same(&(*at)->id, id)))
		at = &(*at)->next;
	return at;
}

struct idmap_node *idmap_find(const struct idmap *map, const struct identity *id)
{
	uint32_t hash = identity_hash(id);

	return map->n_buckets ? *find_at(bucket_of(map, hash), hash, id) : NULL;
}

struct idmap_node *idmap_next(const struct idmap_node *node)
{
	struct idmap_node *next = node->next;

	return *find_at(&next, node->hash, &node->id);
}

/* Makes the table larger. Nodes with the same identity stay in order. */
static bool grow_buckets(struct idmap *map)
{
	struct idmap more = {
		.n_buckets = map->n_buckets ? 2 * map->n_buckets : BUCKETS_MIN,
		.n = map->n,
	};
	struct idmap_node *node, **at;
	uint32_t i;

	more.buckets = calloc(more.n_buckets, sizeof(struct idmap_node *));
	if (!more.buckets)
		return false;
	for (i = 0; i < map->n_buckets; i++) {
		while ((node = map->buckets[i])) {
			map->buckets[i] = node->next;
			for (at = bucket_of(&more, node->hash); *at; )
				at = &(*at)->next;
			node->next = NULL;
			*at = node;
		}
	}
	free(map->buckets);
	*map = more;
	return true;
}

static void put_node(struct idmap *map, struct idmap_node *node, bool last)
{
	struct idmap_node **at = bucket_of(map, node->hash);

	while (last && *at)
		at = &(*at)->next;
	node->next = *at;
	*at = node;
	map->n++;
}

int idmap_add(struct idmap *map, struct idmap_node *node,
	      const struct identity *id, bool last)
{
	/* A table that cannot grow only becomes slow. */
	if (map->n >= map->n_buckets && !grow_buckets(map) && !map->n_buckets)
		return -ENOMEM;
	node->id = *id;
	node->hash = identity_hash(id);
	put_node(map, node, last);
	return 0;
}

void idmap_move(struct idmap *map, struct idmap_node *node, bool last)
{
	idmap_remove(map, node);
	put_node(map, node, last);
}

void idmap_remove(struct idmap *map, struct idmap_node *node)
{
	struct idmap_node **at = bucket_of(map, node->hash);

	while (*at != node)
		at = &(*at)->next;
	*at = node->next;
	map->n--;
}

struct idmap_node *idmap_walk(const struct idmap *map,
			      const struct idmap_node *node)
{
	uint32_t i = 0;

	if (node && node->next)
		return node->next;
	if (node)
		i = (node->hash & (map->n_buckets - 1)) + 1;
	while (i < map->n_buckets && !map->buckets[i])
		i++;
	return i < map->n_buckets ? map->buckets[i] : NULL;
}

void idmap_drop(struct idmap *map, void (*give)(struct idmap_node *node, void *arg),
		void *arg)
{
	struct idmap_node *node, *next;

	for (node = idmap_walk(map, NULL); node && give; node = next) {
		next = idmap_walk(map, node);
		give(node, arg);
	}
	free(map->buckets);
	*map = (struct idmap){ 0 };
}
