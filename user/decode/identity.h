/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The identity of a network object. Two messages about the same object have the same
 * identity.
 */
#ifndef NETJOURNAL_IDENTITY_H
#define NETJOURNAL_IDENTITY_H

#include "decode/event.h"

/* Unused members and padding are 0, because identities are compared as bytes. */
struct identity {
	uint8_t kind;		/* enum netjournal_kind */
	uint8_t family;
	uint8_t tos;		/* route */
	uint8_t flags;		/* neigh: whether it is a proxy */
	uint32_t ifindex;
	uint32_t table;
	uint32_t priority;
	uint32_t id;
	uint32_t rest;		/* rule, forwarding entry: a hash of everything else */
	struct event_addr dst;
	struct event_addr from;	/* route: the source prefix; addr: the peer */
};

/*
 * Fills @id. The identity of a link is its index, whatever its name. The identity of a
 * route is the key by which the kernel finds it, so a replaced route is the same object.
 * Routes with the same key also have the same identity; event_path() tells them apart.
 */
void identity_of(struct identity *id, const struct event *ev);
uint32_t identity_hash(const struct identity *id);
bool identity_same(const struct identity *a, const struct identity *b);

/*
 * Returns a hash of everything by which the kernel tells routes with the same key apart: where
 * the route leads and, for IPv4, also its protocol, scope, source address and metrics. Leaves
 * out what the kernel changes by itself. Returns 0 for other kinds.
 */
uint32_t event_path(const struct event *ev);

/* Helpers for the functions that fill the identity of a kind. */

/* Stores an address with a prefix of @len bits. @a may be NULL. */
void identity_put_addr(struct event_addr *to, const uint8_t *a, unsigned int len);
/* Returns a hash of all attributes, which does not depend on their order. */
uint32_t identity_hash_attrs(const struct event *ev);
/* Returns a hash of the attributes of these @n types, as far as they exist. */
uint32_t identity_hash_some(const struct event *ev, const uint8_t *types, size_t n);
/* Adds more bytes to a hash. */
uint32_t identity_hash_more(uint32_t h, const void *data, size_t len);

#endif
