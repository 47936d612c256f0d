/* SPDX-License-Identifier: GPL-2.0 */
/* The state of the journal as metrics for Prometheus. */
#ifndef NETJOURNAL_METRICS_H
#define NETJOURNAL_METRICS_H

#include <linux/netlink.h>
#include <stdio.h>

/* Prints the reply of status-get in the text format. */
void metrics_print(FILE *file, const struct nlmsghdr *nlh);

#endif
