/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A nexthop object as a message of rtnetlink.
 */
#ifndef NJ_NEXTHOP_MESSAGE_H
#define NJ_NEXTHOP_MESSAGE_H

#include <linux/types.h>

struct nexthop;
struct sk_buff;

/**
 * nj_nexthop_message - make a message about a nexthop object
 * @type: RTM_NEWNEXTHOP or RTM_DELNEXTHOP
 * @nh: the object
 * @without: a member that a group no longer has; NULL: show all members
 *
 * Context: RTNL is held; does not sleep.
 * Return: the message, owned by the caller, or NULL if there is no memory.
 */
struct sk_buff *nj_nexthop_message(int type, const struct nexthop *nh,
				   const struct nexthop *without);

#endif
