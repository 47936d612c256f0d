/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Links that move to another network namespace.
 */
#ifndef NJ_MOVES_H
#define NJ_MOVES_H

#include <linux/if.h>
#include <linux/netjournal.h>

#include "ear.h"
#include "nlbuf.h"

struct net;
struct nlmsghdr;

/* Most bytes of the attributes of a move. */
#define NJ_MOVE_LEN	(2 * NJ_ATTR_SIZE(sizeof(u32)) + \
			 NJ_ATTR_SIZE(sizeof(u64)) + NJ_ATTR_SIZE(IFNAMSIZ))

/**
 * struct nj_move - the other side of a link that moves
 * @type: type of the attribute for the record; 0: the link does not move
 * @len: bytes in @attrs
 * @attrs: attributes (NETJOURNAL_A_MOVE_*)
 */
struct nj_move {
	u16 type;
	u32 len;
	u8 attrs[NJ_MOVE_LEN] __aligned(NLA_ALIGNTO);
};

/**
 * nj_move_get - find out whether an announcement is a part of a move
 * @move: filled
 * @net: the namespace of the announcement
 * @nlh: the message about a link, with its struct ifinfomsg
 *
 * Context: the task that makes the announcement, in its order.
 */
void nj_move_get(struct nj_move *move, const struct net *net,
		 const struct nlmsghdr *nlh);

extern struct nj_hook nj_hook_move;

#endif
