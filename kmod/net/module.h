/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the core takes from what is recorded.
 */
#ifndef NJ_NET_MODULE_H
#define NJ_NET_MODULE_H

#include "ear.h"

/* Operations beside those of the journal, as rows of family.c's table: none. */
#define NJ_MORE_OPS

/* Attributes of the status beside those of the journal: their room, and they. */
#define nj_more_status_size()	nj_ear_status_size()
#define nj_more_status(skb)	nj_ear_fill_status(skb)

#endif
