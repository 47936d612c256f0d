/* SPDX-License-Identifier: GPL-2.0 */
/* Reads the classes, filters and chains of traffic control, which the kernel dumps for one device or qdisc. */
#ifndef NETJOURNAL_TCS_H
#define NETJOURNAL_TCS_H

#include <linux/netlink.h>

#include "decode/selector.h"

/* Calls @each with those of the sort that @sel asks for. Returns 0, a negative errno, or what @each returned. */
int tcs_read(const struct selector *sel, int (*each)(const struct nlmsghdr *nlh, void *arg), void *arg);

#endif
