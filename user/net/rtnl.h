/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests over rtnetlink for all objects of a kind, or for the selected ones.
 */
#ifndef NETJOURNAL_RTNL_H
#define NETJOURNAL_RTNL_H

#include <netlink/msg.h>
#include <sys/socket.h>

#include "decode/selector.h"
#include "decode/kind.h"

/* Returns NULL if the kernel cannot be asked for objects of @kind. */
const struct rtnl_kind *rtnl_kind(enum netjournal_kind kind);
/* Returns all kinds that rtnetlink announces, as a mask of bits 1 << kind. */
uint32_t rtnl_kinds(void);

/*
 * Builds a request for a dump of the objects of @kind and @family that @sel selects, or of
 * all if it is NULL. The kernel can select only in part, so the caller must select again.
 * Statistics are left out. @ifindex, @master: the present devices of the selector; 0: none.
 * Returns NULL if there is no memory.
 */
struct nl_msg *rtnl_dump(enum netjournal_kind kind, uint8_t family,
			 const struct selector *sel, uint32_t ifindex,
			 uint32_t master);

/*
 * What a request selects. @sel may be NULL. The devices are the present devices of the
 * selector; 0: none.
 */
struct rtnl_wish {
	const struct selector *sel;
	uint32_t ifindex, master;
};

/* Write the selection of a kind into a request, after the header at @hdr. See struct rtnl_kind. */
int rtnl_fill_link(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish);
int rtnl_fill_addr(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish);
int rtnl_fill_route(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish);
int rtnl_fill_neigh(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish);
int rtnl_fill_nexthop(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish);
int rtnl_fill_vlan(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish);

/* Returns the family of IP to which a family of multicast routes belongs; any other family as it is. */
uint8_t rtnl_ip_family(uint8_t family);

/* Builds a request for the link with the name or alternative name @name. */
struct nl_msg *rtnl_get_link(const char *name);

#endif
