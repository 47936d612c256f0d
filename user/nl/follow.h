/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Follows multicast groups: every message is handed on, in the order in which
 * the kernel sent it, and a loss is reported.
 */
#ifndef NL_FOLLOW_H
#define NL_FOLLOW_H

#include "nl/family.h"
#include "nl/netlink.h"

/*
 * Joins the group @name of @family. Returns 0 or a negative errno with the text
 * in @n->error.
 */
int follow_join(struct netlink *n, const struct family *family, const char *name);

/*
 * Waits and hands what comes to @handler, until that returns another value than
 * 0, which is then returned. @n must have joined a group and be used for nothing
 * else. Returns 0 after a signal that ends the program; -EPIPE if nobody reads
 * the standard output any more; -ENOBUFS if messages were lost because the
 * program was too slow or the kernel had no memory: call it again to go on; or
 * another negative errno with the text in @n->error.
 */
int follow(struct netlink *n, const struct netlink_handler *handler);

#endif
