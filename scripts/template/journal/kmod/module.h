/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the journal takes from this driver.
 */
#ifndef EXAMPLE_MODULE_H
#define EXAMPLE_MODULE_H

/* Attributes of the status besides those of the journal: none. */
#define example_more_status_size()	0
#define example_more_status(skb)	((void)(skb), 0)

#endif
