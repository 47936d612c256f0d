/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A link as a message of rtnetlink.
 */
#ifndef NJ_LINK_MESSAGE_H
#define NJ_LINK_MESSAGE_H

#include <linux/types.h>

struct net_device;
struct sk_buff;

/**
 * nj_link_message - make the RTM_NEWLINK message of a link that is down
 * @dev: the link
 * @names_size: from nj_altnames_size()
 *
 * These attributes are left out, because only functions that may sleep or that
 * are private know them: what hardware says of itself and its ports; XDP programs
 * that a BPF link holds in a driver; sysctls of IPv6; the network of MCTP.
 *
 * Context: RTNL is held; does not sleep.
 * Return: the message, owned by the caller, or NULL if there is no memory.
 */
struct sk_buff *nj_link_message(struct net_device *dev, size_t names_size);

#endif
