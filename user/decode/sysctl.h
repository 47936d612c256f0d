/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names of sysctls.
 */
#ifndef NETJOURNAL_DECODE_SYSCTL_H
#define NETJOURNAL_DECODE_SYSCTL_H

#include <net/if.h>
#include <stdbool.h>

#include "decode/selector.h"

/*
 * Makes the path in /proc/sys of a name. As in sysctl(8), the first separator decides: in
 * net.ipv4.conf.eth0/10.rp_filter it is the dot, and a slash stands for a dot. The path is cut
 * if it is too long.
 */
void sysctl_path(char path[SYSCTL_PATH_MAX], const char *name);

/* Copies the value of the event, with blanks between numbers. Returns false if there is none, or if it is cut. */
bool sysctl_value(const struct event *ev, char text[SYSCTL_VALUE_MAX]);

/* Returns whether the event is a write that has kept the value of a sysctl. */
bool sysctl_is_same(const struct event *ev);

/* Returns whether the event is about the second name of a sysctl: about net/ipv4/ip_forward. */
bool sysctl_is_alias(const struct event *ev);

/*
 * If the sysctl of the event has two names: writes the message that @ev would be with the other one. Returns its length, or
 * 0 if there is one name. @to: room for SYSCTL_RENAMED_MAX bytes
 */
#define SYSCTL_RENAMED_MAX	1024
size_t sysctl_by_other_name(const struct event *ev, struct nlmsghdr *to);

/* Writes the name of the device whose sysctl the event is about. Returns false if it is no sysctl of a device. */
bool sysctl_device(const struct event *ev, char dev[IFNAMSIZ]);

#endif
