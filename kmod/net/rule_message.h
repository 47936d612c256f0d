/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A policy rule as a message of rtnetlink.
 */
#ifndef NJ_RULE_MESSAGE_H
#define NJ_RULE_MESSAGE_H

#include <linux/types.h>

struct fib_rule;
struct fib_rules_ops;
struct sk_buff;

/**
 * nj_rule_message - make the RTM_NEWRULE message of a rule
 * @ops: rules of the family in the namespace
 * @rule: the rule
 * @detached: FIB_RULE_IIF_DETACHED and _OIF_DETACHED, as they are to be shown
 *
 * Context: RTNL is held; does not sleep.
 * Return: the message, owned by the caller, or NULL if there is no memory.
 */
struct sk_buff *nj_rule_message(struct fib_rules_ops *ops,
				struct fib_rule *rule, u32 detached);

#endif
