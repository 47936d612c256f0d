/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Receives what multicast groups send, several messages in one call.
 */
#ifndef NETJOURNAL_NOTICES_H
#define NETJOURNAL_NOTICES_H

#include <linux/netlink.h>
#include <netlink/msg.h>
#include <stdbool.h>
#include <sys/socket.h>

#define NOTICES_MAX	16	/* messages in one call */
#define NOTICE_SIZE	4096	/* bytes of a message; few records need more */

/* The messages of the last call. */
struct notices {
	unsigned int want;	/* as many messages are probably there; 0 counts as 1 */
	struct mmsghdr msgs[NOTICES_MAX];
	struct iovec iov[NOTICES_MAX];
	struct sockaddr_nl from[NOTICES_MAX];
	char bytes[NOTICES_MAX][NOTICE_SIZE] __attribute__((aligned(NLMSG_ALIGNTO)));
};

/*
 * Receives from @fd what is there, and does not wait. Returns the number of messages,
 * where 0 means that the socket was empty, or a negative errno. -ENOBUFS means that
 * the kernel dropped messages. -EMSGSIZE means that a message was too long.
 */
int notices_receive(struct notices *in, int fd);

/*
 * Returns message @i, or NULL if the kernel did not send it. The kernel sends each
 * message to a group by itself.
 */
static inline const struct nlmsghdr *notices_get(const struct notices *in, int i)
{
	const struct nlmsghdr *nlh = (const void *)in->bytes[i];

	return nlmsg_ok(nlh, in->msgs[i].msg_len) ? nlh : NULL;
}

/*
 * Drops what is there. Returns whether the socket was empty at one moment; otherwise
 * messages come faster than they are dropped.
 */
bool notices_drop(struct notices *in, int fd);

/*
 * Returns whether the kernel dropped a message since the last call of any function
 * here, and before it sent the last message that was received.
 */
bool notices_lost(int fd);

#endif
