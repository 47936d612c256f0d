/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The multicast groups: one for each kind, and one for the details of processes.
 * make generate writes kinds.c.
 */
#ifndef NJ_KINDS_H
#define NJ_KINDS_H

#include <linux/netjournal.h>
#include <net/genetlink.h>

/* See message.h. */
extern const struct genl_multicast_group nj_groups[NETJOURNAL_KIND_MAX + 1];

#endif
