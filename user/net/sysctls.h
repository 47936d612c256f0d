/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The sysctls of networking, as messages.
 */
#ifndef NETJOURNAL_SYSCTLS_H
#define NETJOURNAL_SYSCTLS_H

#include <stdbool.h>

#include "base/nearest.h"

struct nlmsghdr;
struct selector;

/*
 * Calls @each with a message for every file in /proc/sys/net that @sel can mean; NULL: for all.
 * The messages are those of records. A file that may not be read gives a message without a
 * value. Returns 0, a negative errno, or what @each returned if that is not 0.
 */
int sysctls_read(const struct selector *sel,
		 int (*each)(const struct nlmsghdr *nlh, void *arg), void *arg);

/*
 * Returns whether there is no sysctl with the path @path, such as "net/ipv4/ip_forward". Then sets @hint to " (did you
 * mean NAME?)", or to "" if no name is near.
 */
bool sysctl_is_unknown(const char *path, char hint[NEAREST_TEXT_MAX]);

#endif
