// SPDX-License-Identifier: GPL-2.0
/* A socket on which rtnetlink announces changes. */
#include <errno.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/live.h"
#include "net/rtnl.h"
#include "nl/netlink.h"

/* In bytes. The kernel uses memory only for waiting messages. */
#define RECEIVE_BUFFER	(64 << 20)

static char buffer[NETLINK_RECEIVE_MAX] __attribute__((aligned(NLMSG_ALIGNTO)));

static void set_options(int fd)
{
	int size = RECEIVE_BUFFER, on = 1;

	/* With the privilege, exceed the limit for ordinary users. */
	if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size)))
		setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
	setsockopt(fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, &on, sizeof(on));
}

static int join_groups(int fd, uint32_t kinds, uint8_t family)
{
	const struct rtnl_kind *k;
	unsigned int kind;
	uint8_t own;
	int group;
	size_t i;

	for (kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++) {
		k = kinds & 1u << kind ? rtnl_kind(kind) : NULL;
		for (i = 0; k && k->groups[i]; i++) {
			group = k->groups[i];
			/* Some kinds have a group for each family. */
			own = k->groups[1] ? k->families[i] : AF_UNSPEC;
			if (own && family && rtnl_ip_family(own) != family)
				continue;
			if (setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP,
				       &group, sizeof(group)))
				return -errno;
		}
	}
	return 0;
}

int live_open(struct live *l, uint32_t kinds, uint8_t family)
{
	struct sockaddr_nl addr = { .nl_family = AF_NETLINK };
	socklen_t len = sizeof(addr);
	int err;

	memset(l, 0, sizeof(*l));
	l->fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK,
		       NETLINK_ROUTE);
	if (l->fd < 0)
		return -errno;
	set_options(l->fd);
	if (bind(l->fd, (struct sockaddr *)&addr, sizeof(addr)) ||
	    getsockname(l->fd, (struct sockaddr *)&addr, &len)) {
		err = -errno;
		goto close;
	}
	l->port = addr.nl_pid;
	err = join_groups(l->fd, kinds, family);
	if (err)
		goto close;
	return 0;
close:
	live_close(l);
	return err;
}

void live_close(struct live *l)
{
	if (l->fd >= 0)
		close(l->fd);
	l->fd = -1;
}

int live_dump(struct live *l, enum netjournal_kind kind, uint8_t family)
{
	struct nl_msg *msg = rtnl_dump(kind, family, NULL, 0, 0);
	struct nlmsghdr *nlh;
	int err = 0;

	if (!msg)
		return -ENOMEM;
	nlh = nlmsg_hdr(msg);
	nlh->nlmsg_seq = ++l->seq;
	nlh->nlmsg_pid = l->port;
	if (send(l->fd, nlh, nlh->nlmsg_len, 0) < 0)
		err = -errno;
	nlmsg_free(msg);
	return err;
}

int live_receive(struct live *l, struct nlmsghdr **nlh)
{
	int len;

	for (;;) {
		len = netlink_receive(l->fd, buffer);
		/* A message that is too long counts as lost. */
		if (len == -ENOBUFS || len == -EMSGSIZE)
			l->overrun = true;
		/* Ignore messages that do not come from the kernel. */
		else if (len)
			break;
	}
	if (len == -EAGAIN && l->overrun) {
		l->overrun = false;
		return -ENOBUFS;
	}
	*nlh = (struct nlmsghdr *)buffer;
	return len;
}

uint32_t live_lost(struct live *l)
{
	uint32_t info[SK_MEMINFO_VARS] = { 0 }, lost;
	socklen_t len = sizeof(info);

	if (getsockopt(l->fd, SOL_SOCKET, SO_MEMINFO, info, &len))
		return 0;
	lost = info[SK_MEMINFO_DROPS] - l->drops;
	l->drops = info[SK_MEMINFO_DROPS];
	return lost;
}
