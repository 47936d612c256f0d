/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IPv6 routes that the kernel removes without announcing it.
 */
#ifndef NJ_SILENT_ROUTE6_H
#define NJ_SILENT_ROUTE6_H

#include "ear.h"

/* Hears of each IPv6 route that goes. */
extern struct nj_hook nj_hook_route6;

#endif
