/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Nexthop objects that go or shrink without being announced.
 */
#ifndef NJ_SILENT_NEXTHOP_H
#define NJ_SILENT_NEXTHOP_H

#include "ear.h"

/* Hears of each nexthop object that goes. */
extern struct nj_hook nj_hook_nexthop;

#endif
