/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the core takes from net/: additional operations and status attributes.
 */
#ifndef NJ_NET_MODULE_H
#define NJ_NET_MODULE_H

#include "ear.h"

/* Operations besides those of the journal, as rows of family.c's table: none. */
#define NJ_MORE_OPS

/*
 * Attributes of the status besides those of the journal: the room that they
 * need, and the function that writes them.
 */
#define nj_more_status_size()	nj_ear_status_size()
#define nj_more_status(skb)	nj_ear_fill_status(skb)

#endif
