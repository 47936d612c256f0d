/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Receives from a netlink socket.
 */
#ifndef NL_RECEIVE_H
#define NL_RECEIVE_H

/*
 * The kernel fills 32 KiB in one receive, or more if one message needs more. A
 * message can have a few attributes of 64 KiB.
 */
#define NETLINK_RECEIVE_MAX	(256 * 1024)

/*
 * Receives the next message or messages from @fd into @buf, which has
 * NETLINK_RECEIVE_MAX bytes. Returns the length, 0 if the sender is not the kernel,
 * or a negative errno: -EINTR after a signal that ends the tool, -EMSGSIZE if the
 * message is too long.
 */
int netlink_receive(int fd, void *buf);

#endif
