/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the core takes from net/: additional operations and status attributes.
 */
#ifndef NJ_NET_MODULE_H
#define NJ_NET_MODULE_H

#include "ear.h"
#include "spaces.h"

/* The kinds that have a part that is much, which NJ_ENABLED_FULL records. */
#define NJ_KINDS_FULL	(BIT(NETJOURNAL_KIND_FDB) | \
			 BIT(NETJOURNAL_KIND_MDB) | \
			 BIT(NETJOURNAL_KIND_MROUTE) | \
			 BIT(NETJOURNAL_KIND_TC))

/* Operations besides those of the journal, as rows of family.c's table: none. */
#define NJ_MORE_OPS

/*
 * Attributes of the status besides those of the journal: the room that they
 * need, and the function that writes them.
 */
#define nj_more_status_size()	nj_ear_status_size()
#define nj_more_status(skb)	nj_ear_fill_status(skb)

/* The bytes of a ring, if most rings in the namespace have @size. */
#define nj_ring_size_of(kind, size) \
	min_t(size_t, size, (kind) == NETJOURNAL_KIND_NETNS ? \
	      NJ_SPACES_RING_SIZE : SIZE_MAX)

#endif
