/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the kernel tells of an attribute's policy (enum
 * netlink_policy_type_attr), in a dump of policies or in an error.
 */
#ifndef NL_POLICY_H
#define NL_POLICY_H

#include <linux/netlink.h>
#include <stddef.h>

#include "base/out.h"

/*
 * Writes the policy in the nest @nla as words into @text: "u32 max 1". Limits
 * that the type has anyway are left out.
 */
void policy_text(const struct nlattr *nla, char *text, size_t size);

/* Prints it as members of the JSON object that is open; nothing is left out. */
void policy_json(const struct nlattr *nla, struct out *o);

#endif
