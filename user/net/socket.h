/* SPDX-License-Identifier: GPL-2.0 */
/* A socket for one reading of what the kernel has. */
#ifndef NETJOURNAL_SOCKET_H
#define NETJOURNAL_SOCKET_H

#include "nl/netlink.h"

/*
 * Opens a socket of @protocol, which socket_free() closes. Returns NULL with a negative errno in @err, or the socket with 0.
 */
struct netlink *socket_new(int protocol, int *err);
/* @n: can be NULL */
void socket_free(struct netlink *n);

#endif
