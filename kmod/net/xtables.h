/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tables of the older iptables.
 */
#ifndef NJ_XTABLES_H
#define NJ_XTABLES_H

#include "ear.h"

/* Hears of each table whose entries are replaced. */
extern struct nj_hook nj_hook_xtables;

#endif
