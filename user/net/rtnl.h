/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kinds of network objects as rtnetlink has them: how to ask for them all,
 * or for those that a selector means, and where changes of them are announced.
 */
#ifndef NETJOURNAL_RTNL_H
#define NETJOURNAL_RTNL_H

#include <netlink/msg.h>
#include <sys/socket.h>

#include "decode/event.h"

#define RTNL_FAMILIES_MAX	2

/*
 * @families: those to ask for one after another if none is wanted in
 *	particular; 0 is the end
 * @groups: multicast groups (RTNLGRP_*) that tell of changes, one for each of the
 *	families; 0 is the end
 */
struct rtnl_kind {
	uint16_t get;		/* RTM_GET* */
	uint16_t hdr_len;
	uint8_t n_families;
	uint8_t families[RTNL_FAMILIES_MAX];
	uint8_t groups[3];
};

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

/* A request for the one link that is called @name, now or as well. */
struct nl_msg *rtnl_get_link(const char *name);

#endif
