/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Links that become Ethernet devices again without an announcement.
 */
#ifndef NJ_SILENT_TYPE_H
#define NJ_SILENT_TYPE_H

#include "ear.h"

/* Hears of each link that becomes an Ethernet device. */
extern struct nj_hook nj_hook_type;

#endif
