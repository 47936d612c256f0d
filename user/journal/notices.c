// SPDX-License-Identifier: GPL-2.0
/*
 * Receives what multicast groups send.
 */
#include <errno.h>

#include "base/tool.h"
#include "journal/notices.h"

/* notices_drop() drops at most as many messages as this many calls receive. */
#define DROP_CALLS	256

/* The kernel overwrites parts of the headers. */
static void prepare_headers(struct notices *in, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++) {
		in->iov[i].iov_base = in->bytes[i];
		in->iov[i].iov_len = NOTICE_SIZE;
		in->msgs[i].msg_hdr = (struct msghdr){
			.msg_name = &in->from[i], .msg_namelen = sizeof(in->from[i]),
			.msg_iov = &in->iov[i], .msg_iovlen = 1,
		};
	}
}

/*
 * Usually one message comes at a time, and looking for a second message costs as much as
 * receiving one. So this asks for several messages only while it gets as many as it asks for.
 */
static void adapt_want(struct notices *in, int n)
{
	if (n == (int)in->want)
		in->want = n < NOTICES_MAX / 4 ? 4 * n : NOTICES_MAX;
	else
		in->want = n > 0 ? n : 1;
}

int notices_receive(struct notices *in, int fd)
{
	int n, i;

	if (!in->want)
		in->want = 1;
	prepare_headers(in, in->want);
	do {
		n = recvmmsg(fd, in->msgs, in->want, MSG_DONTWAIT, NULL);
	} while (n < 0 && errno == EINTR && !tool_stop);
	adapt_want(in, n);
	if (n < 0)
		return errno == EAGAIN ? 0 : -errno;
	for (i = 0; i < n; i++) {
		/* Every user may send to a socket of generic netlink. */
		if (in->from[i].nl_pid)
			in->msgs[i].msg_len = 0;
		else if (in->msgs[i].msg_hdr.msg_flags & MSG_TRUNC)
			return -EMSGSIZE;
	}
	return n;
}

bool notices_drop(struct notices *in, int fd)
{
	int i;

	for (i = 0; i < DROP_CALLS; i++)
		if (!notices_receive(in, fd))
			return true;
	return false;
}

bool notices_lost(int fd)
{
	socklen_t len = sizeof(int);
	int err = 0;

	return getsockopt(fd, SOL_SOCKET, SO_ERROR, &err, &len) || err;
}
