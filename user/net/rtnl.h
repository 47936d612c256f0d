/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests over rtnetlink: for all objects of a kind, or for those that a selector
 * means.
 */
#ifndef NETJOURNAL_RTNL_H
#define NETJOURNAL_RTNL_H

#include <netlink/msg.h>
#include <sys/socket.h>

#include "decode/selector.h"
#include "decode/kind.h"

/* NULL if @kind is none of rtnetlink's. */
const struct rtnl_kind *rtnl_kind(enum netjournal_kind kind);
/* All of them, as a mask of bits 1 << kind. */
uint32_t rtnl_kinds(void);

/*
 * A request for a dump of all objects of @kind and @family that @sel (NULL: any)
 * means, as far as the kernel can select: who asks has to select what comes.
 * Statistics are left out. @ifindex, @master: what the selector's devices are
 * now, 0: none. NULL if there is no memory.
 */
struct nl_msg *rtnl_dump(enum netjournal_kind kind, uint8_t family,
			 const struct selector *sel, uint32_t ifindex,
			 uint32_t master);

/*
 * What a request is to select: @sel may be NULL, and the devices are what the
 * selector's are now, 0: none.
 */
struct rtnl_wish {
	const struct selector *sel;
	uint32_t ifindex, master;
};

/* How the kinds write it into a request, after the header at @hdr; see struct rtnl_kind. */
int rtnl_fill_link(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish);
int rtnl_fill_addr(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish);
int rtnl_fill_route(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish);
int rtnl_fill_neigh(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish);
int rtnl_fill_nexthop(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish);

/* A request for the one link that is called @name, now or as well. */
struct nl_msg *rtnl_get_link(const char *name);

#endif
