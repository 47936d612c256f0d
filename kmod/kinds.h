/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kinds by name: the one list of them on the kernel's side besides the
 * enum in the uapi header.
 */
#ifndef NJ_KINDS_H
#define NJ_KINDS_H

#include <linux/netjournal.h>
#include <net/genetlink.h>

/* The multicast groups; the group of a kind has the index kind - 1. */
extern const struct genl_multicast_group nj_groups[NETJOURNAL_KIND_MAX];

#endif
