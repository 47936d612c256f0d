/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Made-up answers of the kernel: what is sent and received on netlink sockets is replaced
 * (the linker's --wrap, see the Makefile).
 */
#ifndef NETJOURNAL_TEST_ANSWERS_H
#define NETJOURNAL_TEST_ANSWERS_H

#include <errno.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <netlink/socket.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

/* One receive: an error, or bytes, from a port. */
static struct answer {
	int err;
	int flags;
	uint32_t from;
	int request;	/* the number of the request that it answers, from 0 */
	size_t len;
	char bytes[1024];
} answers[32];

static int n_answers, next_answer, n_requests, send_error;

int __wrap_nl_sendto(struct nl_sock *sk, void *buf, size_t size);
int __wrap_nl_sendto(struct nl_sock *sk, void *buf, size_t size)
{
	const struct nlmsghdr *request = buf;
	struct nlmsghdr *nlh;
	int i;

	(void)sk;
	(void)size;
	errno = send_error;
	if (send_error)
		return -1;
	/* They were made before the sequence number of the request was known. */
	for (i = 0; i < n_answers; i++) {
		size_t at = 0;

		while (answers[i].request == n_requests &&
		       at + NLMSG_HDRLEN <= answers[i].len) {
			nlh = (void *)(answers[i].bytes + at);
			nlh->nlmsg_seq += request->nlmsg_seq;
			nlh->nlmsg_pid = request->nlmsg_pid;
			at += NLMSG_ALIGN(nlh->nlmsg_len);
		}
	}
	n_requests++;
	return 0;
}

ssize_t __wrap_recvmsg(int fd, struct msghdr *msg, int flags);
ssize_t __wrap_recvmsg(int fd, struct msghdr *msg, int flags)
{
	const struct answer *a = &answers[next_answer++];
	struct sockaddr_nl *from = msg->msg_name;

	(void)fd;
	(void)flags;
	if (next_answer > n_answers) {
		errno = ENOTCONN;
		return -1;
	}
	errno = a->err;
	if (a->err)
		return -1;
	from->nl_pid = a->from;
	msg->msg_flags = a->flags;
	memcpy(msg->msg_iov->iov_base, a->bytes, a->len);
	return a->len;
}

static inline void answers_begin(void)
{
	memset(answers, 0, sizeof(answers));
	n_answers = 0;
	next_answer = 0;
	n_requests = 0;
	send_error = 0;
}

static inline struct answer *answers_error(int err)
{
	answers[n_answers].err = err;
	return &answers[n_answers++];
}

/* A message in a receive of its own, after @data; @seq is added to the request's. */
static inline struct nlmsghdr *answers_message(int type, int flags, const void *data, size_t len)
{
	struct answer *a = &answers[n_answers++];
	struct nlmsghdr *nlh = (void *)a->bytes;

	nlh->nlmsg_type = type;
	nlh->nlmsg_flags = flags;
	nlh->nlmsg_len = NLMSG_LENGTH(len);
	if (len)
		memcpy(NLMSG_DATA(nlh), data, len);
	a->len = NLMSG_SPACE(len);
	return nlh;
}

static inline void answers_add(struct nlmsghdr *nlh, int type, const void *data, size_t len)
{
	struct nlattr *nla = (void *)((char *)nlh + NLMSG_ALIGN(nlh->nlmsg_len));

	nla->nla_type = type;
	nla->nla_len = NLA_HDRLEN + len;
	memcpy((char *)nla + NLA_HDRLEN, data, len);
	nlh->nlmsg_len = NLMSG_ALIGN(nlh->nlmsg_len) + nla->nla_len;
	answers[n_answers - 1].len = NLMSG_ALIGN(nlh->nlmsg_len);
}

static inline void answers_add_u32(struct nlmsghdr *nlh, int type, uint32_t value)
{
	answers_add(nlh, type, &value, sizeof(value));
}

static inline int answers_end(int err)
{
	answers_message(NLMSG_DONE, 0, &err, sizeof(err));
	return err;
}

#endif
