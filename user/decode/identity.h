/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What tells one network object from another, so that two messages about the
 * same one can be brought together.
 */
#ifndef NETJOURNAL_IDENTITY_H
#define NETJOURNAL_IDENTITY_H

#include "decode/event.h"

/* Unused members, and padding, are 0: identities are compared as bytes. */
struct identity {
	uint8_t kind;		/* enum netjournal_kind */
	uint8_t family;
	uint8_t tos;		/* route */
	uint8_t flags;		/* neigh: that it is a proxy */
	uint32_t ifindex;
	uint32_t table;
	uint32_t priority;
	uint32_t id;
	uint32_t rest;		/* rule, forwarding entry: a hash of all else */
	struct event_addr dst;
	struct event_addr from;	/* route: the source prefix; addr: the peer */
};

/*
 * Fills @id. Links are told by their index whatever their name; routes by what
 * the kernel looks them up by, so that a replaced route is the same object, and
 * so are routes that were appended: event_path() tells them apart.
 */
void identity_of(struct identity *id, const struct event *ev);
uint32_t identity_hash(const struct identity *id);
bool identity_same(const struct identity *a, const struct identity *b);

/*
 * A hash of where a route leads: its type, gateways and devices. What changes
 * by itself (flags, counters) is not in it. 0 for other kinds.
 */
uint32_t event_path(const struct event *ev);

/* For the functions of kinds that fill an identity. */

/* An address, of which @a may be NULL, with a prefix of @len bits. */
void identity_put_addr(struct event_addr *to, const uint8_t *a, unsigned int len);
/* A hash of all attributes, in whatever order they come. */
uint32_t identity_hash_attrs(const struct event *ev);
/* A hash of those of the @n types, as far as they are there. */
uint32_t identity_hash_some(const struct event *ev, const uint8_t *types, size_t n);
/* Such a hash with more bytes. */
uint32_t identity_hash_more(uint32_t h, const void *data, size_t len);

#endif
