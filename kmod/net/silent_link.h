/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Changes of links that are down, which the kernel does not announce.
 */
#ifndef NJ_SILENT_LINK_H
#define NJ_SILENT_LINK_H

#include "ear.h"

/* Hears of each link whose configuration has changed. */
extern struct nj_hook nj_hook_link;

#endif
