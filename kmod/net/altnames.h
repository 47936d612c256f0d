/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The alternative names of a link. The kernel keeps them in a private structure
 * (net/core/dev.h). The copy here matches Linux 5.5 and later, up to the members
 * that are read. The code checks every value that it reads through it.
 */
#ifndef NJ_ALTNAMES_H
#define NJ_ALTNAMES_H

#include <linux/types.h>

struct net_device;
struct sk_buff;

/**
 * nj_altnames_size - room that the alternative names of a link need
 * @dev: the link
 * @size: set to the number of bytes
 *
 * Context: RTNL is held. Return: false if the names have an unknown form.
 */
bool nj_altnames_size(const struct net_device *dev, size_t *size);

/**
 * nj_altnames_put - write IFLA_PROP_LIST
 * @skb: the message
 * @dev: a link for which nj_altnames_size() returns true
 *
 * Context: RTNL is held. Return: 0 or -EMSGSIZE.
 */
int nj_altnames_put(struct sk_buff *skb, const struct net_device *dev);

#endif
