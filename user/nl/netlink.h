/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests over any netlink protocol. One call makes a "do" or a dump, and explains
 * errors in a text for people.
 *
 * Sockets, messages and attributes come from libnl. This file receives by itself,
 * because libnl 3.7 turns ENOBUFS into "out of memory", shows no extended ACK,
 * restarts interrupted dumps for ever and copies each message.
 */
#ifndef NL_NETLINK_H
#define NL_NETLINK_H

#include <linux/netlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <netlink/socket.h>
#include <stdbool.h>

#include "nl/receive.h"
#include "nl/spec.h"

/*
 * @inconsistent: the last dump was flagged NLM_F_DUMP_INTR
 * @error: why the last call failed
 */
struct netlink {
	struct nl_sock *sock;
	bool inconsistent;
	char error[512];
	char buf[NETLINK_RECEIVE_MAX] __attribute__((aligned(NLMSG_ALIGNTO)));
};

/*
 * Handles the replies. @part is called with the bytes of one receive, @message for
 * each reply, and @batch after the replies of one receive. @part and @batch may be
 * NULL. If one returns a value other than 0, the call ends and returns it, and the
 * remaining replies are never read.
 */
struct netlink_handler {
	void (*part)(const void *buf, int len, void *arg);
	int (*message)(const struct nlmsghdr *nlh, void *arg);
	int (*batch)(void *arg);
	void *arg;
};

/*
 * Opens a socket of @protocol (NETLINK_GENERIC and its like) with strict
 * checking. Returns 0 or a negative errno with the text in @n->error.
 */
int netlink_open(struct netlink *n, int protocol);
void netlink_close(struct netlink *n);

/*
 * Sends @msg and frees it. Hands the replies to @handler until the kernel
 * acknowledges the request or the dump ends. @set has the names of the request's
 * attributes after the generic netlink header, for errors; it may be NULL. Returns
 * 0 or a negative errno with the text in @n->error. A NULL @msg is -ENOMEM, so
 * callers need not check whether the message could be built.
 */
int netlink_call(struct netlink *n, struct nl_msg *msg,
		 const struct spec_set *set,
		 const struct netlink_handler *handler);

#endif
