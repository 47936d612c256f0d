/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads objects from the messages in which the kernel announces and dumps them, and from those that
 * the module makes of sysctls and nftables. An object is a few texts, so that two objects can be
 * compared attribute by attribute, and printed.
 */
#ifndef WALK_OBJECT_H
#define WALK_OBJECT_H

#include <linux/netfilter/nf_tables.h>
#include <linux/netlink.h>
#include <linux/xfrm.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * An object that differs between families in how it is replaced has one kind for each family
 * here.
 */
enum object_kind {
	OBJECT_LINK,
	OBJECT_ADDR4,
	OBJECT_ADDR6,
	OBJECT_ROUTE4,
	OBJECT_ROUTE6,
	OBJECT_RULE,
	OBJECT_NEIGH,
	OBJECT_NEXTHOP,
	OBJECT_FDB,
	OBJECT_VLAN,
	OBJECT_MDB,
	OBJECT_MPLS,
	OBJECT_MROUTE,
	OBJECT_POLICY,
	OBJECT_SYSCTL,
	OBJECT_NFT,
	OBJECT_KINDS
};

extern const char *const object_kind_names[OBJECT_KINDS];

/*
 * Objects of one kind in the same slot can replace each other. A link has a slot for itself.
 * Routes to a prefix with the same metric share a slot, in which they have an order. @via has
 * the attributes that a nexthop object decides for a route. @state has what the kernel changes
 * by itself: whether a leg is dead, whether there is a carrier.
 */
struct object {
	enum object_kind kind;
	char *slot, *core, *via, *state, *maybe;
	bool down;		/* link: it is */
	bool tentative;		/* IPv6 address: not yet announced, if the kernel made it */
	bool absent;		/* neighbour, fdb, mdb, mroute: the entry is not configuration */
	bool gone;		/* nft: the record says so */
	bool all;		/* policies: all of them are gone */
	bool pvid;		/* VLAN: that of its device */
	char name[16];		/* link */
	uint32_t mtu;		/* link */
	uint32_t index;		/* link: its number; mdb: that of the bridge */
	uint32_t lower;		/* link: the number of the link below */
	bool ecmp;		/* IPv6 route: a leg that other legs can join */
	int weight;		/* IPv6 route: of the leg; -1: not in the message */
	uint32_t nh_id;		/* route: its nexthop object, 0 if none */
};

struct objects {
	struct object **object;
	size_t n, room;
};

/* If the message is one of a bridge about a port: adds the link, with the port's options alone. */
void object_parse_port(struct objects *list, const struct nlmsghdr *nlh);
/* Returns the link @link with the options of a port that @port has. */
struct object *object_with_options(const struct object *link, const struct object *port);

void objects_add(struct objects *list, struct object *object);
/* Inserts @object before the object at @at. */
void objects_insert(struct objects *list, size_t at, struct object *object);
void objects_remove(struct objects *list, size_t at);
void objects_free(struct objects *list);
struct object *object_copy(const struct object *object);
void object_free(struct object *object);

/* Messages of other protocols have its number in the upper byte of their type, as in records. */
#define XFRM_TYPE(name)		(NETLINK_XFRM << 8 | XFRM_MSG_##name)
#define NFT_TYPE(name)		(NETLINK_NETFILTER << 8 | NFT_MSG_##name)

/* Returns whether the type of the message says that an object is gone. */
bool is_deletion(const struct nlmsghdr *nlh);

/*
 * Appends the objects that @nlh is about: none, one, or several: one for each leg of an IPv6
 * route, for each VLAN, for each change of nftables. A deletion is about the object that is gone.
 */
void objects_parse(struct objects *list, const struct nlmsghdr *nlh);

/* Appends the object of a dump of nftables, which is not like a record. */
void objects_parse_nft(struct objects *list, const struct nlmsghdr *nlh);
/* Appends a sysctl. @path: without /proc/sys/. @value: @len bytes, which need not end with a NUL */
void object_sysctl(struct objects *list, const char *path, const char *value, size_t len);

#endif
