/* SPDX-License-Identifier: GPL-2.0 */
/* Security associations and policies of XFRM, as messages without keys. */
#ifndef NETJOURNAL_XFRMS_H
#define NETJOURNAL_XFRMS_H

struct nlmsghdr;
struct selector;

/*
 * Calls @each with a message for every security association and every policy that the kernel has. The
 * messages are those of records: of an algorithm they have the name and the length of the key. Returns 0,
 * a negative errno, or what @each returned if that is not 0.
 */
int xfrms_read(const struct selector *sel, int (*each)(const struct nlmsghdr *nlh, void *arg), void *arg);

#endif
