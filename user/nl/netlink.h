/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests over netlink, whatever the protocol: one call for a "do" and for a
 * dump, with errors as a text that people can use.
 *
 * Sockets, messages and attributes are libnl's. Receiving is done here, because
 * libnl 3.7 turns ENOBUFS into "out of memory", shows no extended ACK, restarts
 * interrupted dumps for ever and copies each message.
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
 * What to do with the replies. @message is called for each, @batch after all
 * that came with one receive; either may be NULL. A value other than 0 ends the
 * call, which returns it; the rest of the replies is never read.
 */
struct netlink_handler {
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
 * Sends @msg, which is freed, and hands the replies to @handler until the kernel
 * has acknowledged or the dump is done. @set names the attributes that follow
 * the generic netlink header of the request, for errors; NULL: they have no
 * names. Returns 0 or a negative errno with the text in @n->error. A NULL @msg
 * is -ENOMEM, so that the result of building one need not be looked at.
 */
int netlink_call(struct netlink *n, struct nl_msg *msg,
		 const struct spec_set *set,
		 const struct netlink_handler *handler);

#endif
