/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Follows multicast groups. Hands on every message in the order in which the
 * kernel sent it, and reports a loss.
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
 * Waits, and hands each message to @handler. If the handler returns a value
 * other than 0, ends and returns it. @n must have joined a group, and must not
 * be used for anything else. Returns 0 after a signal that ends the program,
 * -EPIPE if nobody reads the standard output any more, or another negative errno
 * with the text in @n->error. -ENOBUFS means that messages were lost, because
 * the program was too slow or the kernel had no memory; call this again to
 * continue.
 */
int follow(struct netlink *n, const struct netlink_handler *handler);

#endif
