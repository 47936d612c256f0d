/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Policy rules that change without an announcement.
 */
#ifndef NJ_SILENT_RULE_H
#define NJ_SILENT_RULE_H

#include "ear.h"

/* Hears of each device that appears, goes or gets another name. */
extern struct nj_hook nj_hook_rule;

#endif
