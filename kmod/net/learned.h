/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What comes and goes with the traffic.
 */
#ifndef NJ_LEARNED_H
#define NJ_LEARNED_H

#include <linux/types.h>

struct nlmsghdr;

/**
 * nj_is_learned - whether nobody has set the object of a message
 * @kind: enum netjournal_kind
 * @nlh: the whole message
 *
 * Such objects are recorded only if everything of their kind is. A message in a form
 * that is not known is about no such object.
 *
 * Context: any.
 */
bool nj_is_learned(u32 kind, const struct nlmsghdr *nlh);

#endif
