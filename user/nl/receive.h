/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Receives from a netlink socket.
 */
#ifndef NL_RECEIVE_H
#define NL_RECEIVE_H

/*
 * The kernel fills 32 KiB in one receive, or as much more as one message needs.
 * A message can have a few attributes of 64 KiB.
 */
#define NETLINK_RECEIVE_MAX	(256 * 1024)

/*
 * Receives from @fd what comes next into @buf, of NETLINK_RECEIVE_MAX bytes.
 * Returns the length, 0 if it is not from the kernel, or a negative errno:
 * -EINTR after a signal that ends the tool, -EMSGSIZE if it was too long.
 */
int netlink_receive(int fd, void *buf);

#endif
