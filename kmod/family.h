/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The generic netlink family.
 */
#ifndef NJ_FAMILY_H
#define NJ_FAMILY_H

#include "part.h"

/*
 * Opens the family to user space. Parts that requests need start before it.
 * Parts that send messages by themselves start after it, or check whether the
 * groups exist.
 */
extern const struct nj_part nj_family_part;

#endif
