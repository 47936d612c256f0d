// SPDX-License-Identifier: GPL-2.0
/*
 * Saves what the kernel announces over rtnetlink: listen DIR SPACE...
 *
 * A SPACE is a name in /run/netns, or "host" for the namespace of this process. Each gets a socket that has
 * joined the groups below, and a file DIR/SPACE.raw. For each message the file has two numbers of 32 bits, the group
 * and the length, and then the bytes of the message. The file DIR/ready appears when all sockets listen. The program
 * ends on SIGTERM, after it has saved all that has arrived. It fails if a message is lost, is too long, or is not the
 * kernel's. It uses no code of the tool, which it is there to check.
 */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#define SPACES_MAX	32
/* What can wait in a socket while this program does not run. A link takes some 4 KiB there. */
#define QUEUE		(256 << 20)

/* The groups of the kinds of the journal. */
static const int groups[] = {
	RTNLGRP_LINK, RTNLGRP_NEIGH,
	RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV4_RULE, RTNLGRP_IPV4_MROUTE,
	RTNLGRP_IPV6_IFADDR, RTNLGRP_IPV6_ROUTE, RTNLGRP_IPV6_RULE, RTNLGRP_IPV6_MROUTE,
	RTNLGRP_NEXTHOP, RTNLGRP_MPLS_ROUTE, RTNLGRP_MDB, RTNLGRP_BRVLAN,
	RTNLGRP_IPV4_NETCONF, RTNLGRP_IPV6_NETCONF,
};

struct space {
	const char *name;
	int sock;
	FILE *file;
};

static struct space spaces[SPACES_MAX];
static char message[1 << 20];

static void enter(const char *name)
{
	char path[256];
	int ns;

	if (!strcmp(name, "host"))
		return;
	snprintf(path, sizeof(path), "/run/netns/%s", name);
	ns = open(path, O_RDONLY | O_CLOEXEC);
	if (ns < 0 || setns(ns, CLONE_NEWNET))
		err(1, "%s", path);
	close(ns);
}

static void set_option(int sock, int level, int name, int value)
{
	if (setsockopt(sock, level, name, &value, sizeof(value)))
		err(1, "option %d", name);
}

static int open_socket(void)
{
	int sock = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
	struct sockaddr_nl address = { .nl_family = AF_NETLINK };
	size_t i;

	/* A socket without a port gets no announcement. */
	if (sock < 0 || bind(sock, (struct sockaddr *)&address, sizeof(address)))
		err(1, "socket");
	set_option(sock, SOL_SOCKET, SO_RCVBUFFORCE, QUEUE);
	set_option(sock, SOL_NETLINK, NETLINK_PKTINFO, 1);
	for (i = 0; i < sizeof(groups) / sizeof(*groups); i++)
		set_option(sock, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, groups[i]);
	return sock;
}

static unsigned int group_of(struct msghdr *hdr)
{
	struct cmsghdr *c = CMSG_FIRSTHDR(hdr);
	struct nl_pktinfo info;

	if (!c || c->cmsg_level != SOL_NETLINK || c->cmsg_type != NETLINK_PKTINFO)
		errx(1, "a message without a group");
	memcpy(&info, CMSG_DATA(c), sizeof(info));
	return info.group;
}

/* Saves all that has arrived. */
static void save(struct space *space)
{
	char control[CMSG_SPACE(sizeof(struct nl_pktinfo))];
	struct iovec iov = { .iov_base = message, .iov_len = sizeof(message) };
	struct sockaddr_nl from;
	struct msghdr hdr;
	unsigned int head[2];
	ssize_t len;

	for (;;) {
		hdr = (struct msghdr){
			.msg_name = &from, .msg_namelen = sizeof(from), .msg_iov = &iov, .msg_iovlen = 1,
			.msg_control = control, .msg_controllen = sizeof(control),
		};
		len = recvmsg(space->sock, &hdr, 0);
		if (len < 0 && errno == EINTR)
			continue;
		if (len < 0 && errno == EAGAIN)
			return;
		if (len < 0)
			err(1, "%s: messages are lost", space->name);
		if (hdr.msg_flags & (MSG_TRUNC | MSG_CTRUNC))
			errx(1, "%s: a message of more than %zd bytes", space->name, len);
		if (from.nl_pid)
			errx(1, "%s: a message from port %u and not from the kernel", space->name, from.nl_pid);
		head[0] = group_of(&hdr);
		head[1] = len;
		if (fwrite(head, sizeof(head), 1, space->file) != 1 || fwrite(message, len, 1, space->file) != 1)
			err(1, "%s.raw", space->name);
	}
}

static void open_space(struct space *space, const char *dir, const char *name)
{
	char path[4096];

	enter(name);
	space->name = name;
	space->sock = open_socket();
	snprintf(path, sizeof(path), "%s/%s.raw", dir, name);
	space->file = fopen(path, "w");
	if (!space->file)
		err(1, "%s", path);
}

static int open_signal(void)
{
	sigset_t set;
	int fd;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, NULL);
	fd = signalfd(-1, &set, SFD_CLOEXEC);
	if (fd < 0)
		err(1, "signalfd");
	return fd;
}

static void watch(int epoll, int fd, struct space *space)
{
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = space };

	if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event))
		err(1, "epoll_ctl");
}

/* The files are complete after each round, so that others can wait for what is in them. */
static bool save_round(int epoll)
{
	struct epoll_event events[SPACES_MAX];
	int i, n = epoll_wait(epoll, events, SPACES_MAX, -1);
	bool end = false;

	if (n < 0 && errno != EINTR)
		err(1, "epoll_wait");
	for (i = 0; i < n; i++) {
		struct space *space = events[i].data.ptr;

		if (!space) {
			end = true;
			continue;
		}
		save(space);
		if (fflush(space->file))
			err(1, "%s.raw", space->name);
	}
	return !end;
}

int main(int argc, char **argv)
{
	int epoll = epoll_create1(EPOLL_CLOEXEC), i, n = argc - 2;
	char ready[4096];
	FILE *file;

	if (n < 1 || n >= SPACES_MAX)
		errx(1, "listen DIR SPACE...");
	watch(epoll, open_signal(), NULL);
	for (i = 0; i < n; i++) {
		open_space(&spaces[i], argv[1], argv[2 + i]);
		watch(epoll, spaces[i].sock, &spaces[i]);
	}
	snprintf(ready, sizeof(ready), "%s/ready", argv[1]);
	file = fopen(ready, "w");
	if (!file || fclose(file))
		err(1, "%s", ready);
	while (save_round(epoll))
		;
	for (i = 0; i < n; i++) {
		save(&spaces[i]);
		if (fclose(spaces[i].file))
			err(1, "%s.raw", spaces[i].name);
	}
	return 0;
}
