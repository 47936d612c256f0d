/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the journal takes from this driver.
 */
#ifndef EXAMPLE_MODULE_H
#define EXAMPLE_MODULE_H

/* The kinds that have a part that is much: none. */
#define EXAMPLE_KINDS_FULL	0

/* Attributes of the status besides those of the journal: none. */
#define example_more_status_size()	0
#define example_more_status(skb)	((void)(skb), 0)

/* The bytes of the ring of a kind, if most rings in the namespace have @size. */
#define example_ring_size_of(kind, size)	((void)(kind), (size))

#endif
