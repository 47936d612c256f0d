/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The policy of an attribute (enum netlink_policy_type_attr), which the kernel sends
 * in a dump of policies and in errors.
 */
#ifndef NL_POLICY_H
#define NL_POLICY_H

#include <linux/netlink.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/out.h"

/*
 * Writes the policy in the nest @nla as words into @text: "u32 max 1". Leaves out
 * limits that every attribute of the type has.
 */
void policy_text(const struct nlattr *nla, char *text, size_t size);

/*
 * Writes what a value must be as the end of a sentence: "must have at most 1024 bytes". Returns
 * false if the policy says no such thing.
 */
bool policy_rule(const struct nlattr *nla, char *text, size_t size);

/* Prints the whole policy as members of the open JSON object. */
void policy_json(const struct nlattr *nla, struct out *o);

#endif
