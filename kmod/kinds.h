/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The multicast groups. Every kind has one; make generate writes kinds.c.
 */
#ifndef NJ_KINDS_H
#define NJ_KINDS_H

#include <linux/netjournal.h>
#include <net/genetlink.h>

/* The group of a kind has the index kind - 1. */
extern const struct genl_multicast_group nj_groups[NETJOURNAL_KIND_MAX];

#endif
