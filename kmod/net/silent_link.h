/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Changes of links that are down, which the kernel does not announce.
 */
#ifndef NJ_SILENT_LINK_H
#define NJ_SILENT_LINK_H

#include "ear.h"

struct net;
struct net_device;

/**
 * nj_silent_link_record - record the configuration of a link that was not announced
 * @net: network namespace of the link
 * @dev: the link
 * @hook: heard of it; distrusted if the names of the link cannot be read
 *
 * Context: RTNL is held; does not sleep.
 */
void nj_silent_link_record(const struct net *net, struct net_device *dev,
			   struct nj_hook *hook);

/* Hears of each link whose configuration has changed. */
extern struct nj_hook nj_hook_link;

#endif
