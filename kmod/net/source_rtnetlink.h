/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The source that hears what the kernel announces over rtnetlink.
 */
#ifndef NJ_SOURCE_RTNETLINK_H
#define NJ_SOURCE_RTNETLINK_H

#include "sources.h"

extern const struct nj_source nj_source_rtnetlink;

#endif
