// SPDX-License-Identifier: GPL-2.0
/*
 * Receives from a netlink socket.
 */
#include <errno.h>
#include <linux/netlink.h>
#include <sys/socket.h>

#include "base/tool.h"
#include "nl/receive.h"

int netlink_receive(int fd, void *buf)
{
	struct sockaddr_nl from = { 0 };
	struct iovec iov = { .iov_base = buf, .iov_len = NETLINK_RECEIVE_MAX };
	struct msghdr msg = {
		.msg_name = &from, .msg_namelen = sizeof(from),
		.msg_iov = &iov, .msg_iovlen = 1,
	};
	ssize_t len;

	do {
		len = recvmsg(fd, &msg, 0);
	} while (len < 0 && errno == EINTR && !tool_stop);

	if (len < 0)
		return -errno;
	if (from.nl_pid)
		return 0;
	return msg.msg_flags & MSG_TRUNC ? -EMSGSIZE : (int)len;
}
