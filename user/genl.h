/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests to generic netlink families, whatever the family: one call for a
 * "do" and for a dump, with errors as a text that people can use.
 *
 * Sockets, messages and attributes are libnl's. Receiving is done here, because
 * libnl 3.7 turns ENOBUFS into "out of memory", shows no extended ACK, restarts
 * interrupted dumps for ever and copies each message.
 */
#ifndef NETJOURNAL_GENL_H
#define NETJOURNAL_GENL_H

#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <netlink/socket.h>
#include <stdbool.h>

#include "spec.h"

/* The kernel never fills more than this in one receive. */
#define GENL_RECEIVE_MAX	32768

struct genl {
	struct nl_sock *sock;
	bool inconsistent;	/* the last dump was flagged NLM_F_DUMP_INTR */
	char error[512];	/* why the last call failed */
	char buf[GENL_RECEIVE_MAX] __attribute__((aligned(NLMSG_ALIGNTO)));
};

/*
 * What to do with the replies. @message is called for each, @batch after all
 * that came with one receive; either may be NULL. A value other than 0 ends the
 * call, which returns it; the rest of the replies is never read.
 */
struct genl_handler {
	int (*message)(const struct nlmsghdr *nlh, void *arg);
	int (*batch)(void *arg);
	void *arg;
};

/* Opens a socket. Returns 0 or a negative errno with the text in @g->error. */
int genl_open(struct genl *g);
void genl_close(struct genl *g);

/* A request without attributes, or NULL if there is no memory. */
struct nl_msg *genl_request(int family, int cmd, int version, int flags);

/*
 * Sends @msg, which is freed, and hands the replies to @handler until the kernel
 * has acknowledged or the dump is done. @set names the request's attributes in
 * errors. Returns 0 or a negative errno with the text in @g->error. A NULL @msg
 * is -ENOMEM, so that the result of building one need not be looked at.
 */
int genl_call(struct genl *g, struct nl_msg *msg, const struct spec_set *set,
	      const struct genl_handler *handler);

/* The attributes of a generic netlink message without a family header. */
static inline const struct nlattr *genl_attrs(const struct nlmsghdr *nlh)
{
	return (const void *)((const char *)nlh + NLMSG_HDRLEN + GENL_HDRLEN);
}

/* Their length; 0 if the message is too short to have any. */
static inline int genl_attrs_len(const struct nlmsghdr *nlh)
{
	int len = (int)nlh->nlmsg_len - NLMSG_HDRLEN - (int)GENL_HDRLEN;

	return len > 0 ? len : 0;
}

static inline const struct genlmsghdr *genl_header(const struct nlmsghdr *nlh)
{
	return (const void *)((const char *)nlh + NLMSG_HDRLEN);
}

#endif
