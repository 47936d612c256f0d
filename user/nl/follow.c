// SPDX-License-Identifier: GPL-2.0
/*
 * Follows multicast groups.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/tool.h"
#include "nl/follow.h"
#include "nl/receive.h"

int follow_join(struct netlink *n, const struct family *family, const char *name)
{
	uint32_t group = family_group(family, name);
	int err = group ? 0 : ENOENT;

	if (!err && setsockopt(nl_socket_get_fd(n->sock), SOL_NETLINK, NETLINK_ADD_MEMBERSHIP,
			       &group, sizeof(group)))
		err = errno;
	if (err)
		snprintf(n->error, sizeof(n->error), "cannot join the multicast group %s: %s%s",
			 name, strerror(err), err == EPERM ? " (CAP_NET_ADMIN is needed)" : "");
	return -err;
}

static int hand_on(const struct netlink_handler *h, struct nlmsghdr *nlh, int len)
{
	int err = 0;

	for (; !err && nlmsg_ok(nlh, len); nlh = nlmsg_next(nlh, &len))
		if (h->message)
			err = h->message(nlh, h->arg);
	if (!err && h->batch)
		err = h->batch(h->arg);
	return err;
}

int follow(struct netlink *n, const struct netlink_handler *handler)
{
	int fd = nl_socket_get_fd(n->sock), set = tool_wait_open(fd), len, err;

	err = set < 0 ? set : 0;
	while (!err) {
		err = tool_wait(set);
		len = err ? err : netlink_receive(fd, n->buf);
		err = len < 0 ? len : hand_on(handler, (void *)n->buf, len);
	}
	if (set >= 0)
		close(set);
	if (err == -EINTR)
		return 0;
	if (err < 0)
		snprintf(n->error, sizeof(n->error), "%s", err == -ENOBUFS ?
			 "events were lost" : strerror(-err));
	return err;
}
