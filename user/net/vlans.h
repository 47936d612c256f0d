/* SPDX-License-Identifier: GPL-2.0 */
/* Reads the options of the VLANs of bridges, which have a dump of their own. */
#ifndef NETJOURNAL_VLANS_H
#define NETJOURNAL_VLANS_H

#include <linux/netlink.h>

#include "decode/selector.h"

/* Calls @each with each message, which can be about several VLANs. Returns 0, a negative errno, or what @each returned. */
int vlans_read_options(const struct selector *sel, int (*each)(const struct nlmsghdr *nlh, void *arg), void *arg);

#endif
