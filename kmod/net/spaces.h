/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Who makes network namespaces, and who drops the last reference to them.
 */
#ifndef NJ_SPACES_H
#define NJ_SPACES_H

#include <linux/sizes.h>

#include "ear.h"
#include "part.h"

/* A user without any right can fill this ring, so it is small in all namespaces. */
#define NJ_SPACES_RING_SIZE	SZ_1M

/* Starts after the journal, and stops before it. */
extern const struct nj_part nj_spaces_part;

extern struct nj_hook nj_hook_put_net, nj_hook_netns_put;

#endif
