/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a message of rtnetlink says is there: a link, an address, a route, a rule,
 * a neighbour, a nexthop. Each is kept as four texts, so that two of them can be
 * compared attribute by attribute and printed. Knows nothing of the journal.
 */
#ifndef WALK_OBJECT_H
#define WALK_OBJECT_H

#include <linux/netlink.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the kernel calls the same thing in two families has two kinds here: the rules differ. */
enum object_kind {
	OBJECT_LINK,
	OBJECT_ADDR4,
	OBJECT_ADDR6,
	OBJECT_ROUTE4,
	OBJECT_ROUTE6,
	OBJECT_RULE,
	OBJECT_NEIGH,
	OBJECT_NEXTHOP,
	OBJECT_KINDS
};

extern const char *const object_kind_names[OBJECT_KINDS];

/*
 * Objects of one kind in the same slot stand in each other's place: a link has
 * its slot to itself, and routes to a prefix with the same metric share one, in
 * an order. @via is what a nexthop object decides of a route. @state is what the
 * kernel changes by itself: whether a leg is dead, whether there is carrier.
 */
struct object {
	enum object_kind kind;
	char *slot, *core, *via, *state, *untold, *maybe;
	bool down;		/* link: it is */
	bool tentative;		/* IPv6 address: not yet announced, if the kernel made it */
	bool absent;		/* neighbour: an entry that is no configuration */
	bool ecmp;		/* IPv6 route: one leg, which others can join */
	int weight;		/* IPv6 route: of the leg; -1: the message does not tell */
	uint32_t nh_id;		/* route: its nexthop object, 0 if none */
};

struct objects {
	struct object **object;
	size_t n, room;
};

void objects_add(struct objects *list, struct object *object);
/* Puts @object before what is at @at. */
void objects_insert(struct objects *list, size_t at, struct object *object);
void objects_remove(struct objects *list, size_t at);
void objects_free(struct objects *list);
struct object *object_copy(const struct object *object);
void object_free(struct object *object);

/*
 * Appends what @nlh tells of: nothing, one object, or of an IPv6 route one for
 * each leg. A message that says that an object is gone tells of the object.
 */
void objects_parse(struct objects *list, const struct nlmsghdr *nlh);

#endif
