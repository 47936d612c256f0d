/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What family.c takes from what is recorded.
 */
#ifndef NJ_NET_MODULE_H
#define NJ_NET_MODULE_H

/* Operations beside those of the journal, as rows of family.c's table: none. */
#define NJ_MORE_OPS

#endif
