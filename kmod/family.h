/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The generic netlink family.
 */
#ifndef NJ_FAMILY_H
#define NJ_FAMILY_H

#include "part.h"

/*
 * Opens the family to user space. What requests need starts before it; what
 * sends messages by itself starts after it, or asks whether the groups exist.
 */
extern const struct nj_part nj_family_part;

#endif
