/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The source that hears of IPv4 routes that go without an announcement.
 */
#ifndef NJ_SOURCE_FIB_H
#define NJ_SOURCE_FIB_H

#include "sources.h"

extern const struct nj_source nj_source_fib;

#endif
