// SPDX-License-Identifier: GPL-2.0
/* Finds the longest match of an address. */
#include <errno.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "net/longest.h"

static int take_route(const struct nlmsghdr *nlh, void *arg)
{
	struct longest *l = arg;

	longest_drop(l);
	l->message = event_copy_message(nlh);
	if (!l->message)
		return -ENOMEM;
	l->found = !event_parse(&l->route, l->message, nlh->nlmsg_len);
	if (l->found)
		l->table = l->route.table;
	return 0;
}

/* Without the flag the kernel answers with the address instead of the prefix. */
static struct nl_msg *make_request(const struct event_addr *to)
{
	unsigned int bytes = to->family == AF_INET ? 4 : 16;
	struct rtmsg hdr = {
		.rtm_family = to->family, .rtm_dst_len = 8 * bytes,
		.rtm_flags = RTM_F_FIB_MATCH,
	};
	struct nl_msg *msg = nlmsg_alloc_simple(RTM_GETROUTE, NLM_F_REQUEST);

	if (msg && !nlmsg_append(msg, &hdr, sizeof(hdr), NLMSG_ALIGNTO) &&
	    !nla_put(msg, RTA_DST, bytes, to->bytes))
		return msg;
	nlmsg_free(msg);
	return NULL;
}

int longest_find(struct longest *l, struct netlink *rtnl, const struct event_addr *to)
{
	const struct netlink_handler h = { .message = take_route, .arg = l };

	*l = (struct longest){ .table = RT_TABLE_MAIN };
	/* Another error means that no route leads there. */
	return netlink_call(rtnl, make_request(to), NULL, &h) == -ENOMEM ? -ENOMEM : 0;
}

void longest_drop(struct longest *l)
{
	free(l->message);
	l->message = NULL;
	l->found = false;
}

bool longest_is(const struct longest *l, const struct history_object *obj)
{
	const struct identity *id = &obj->is.node.id;
	int than = l->found ? l->route.dst.len : -1;

	if (id->table != l->table)
		return false;
	return id->dst.len == than || (!obj->is.now && id->dst.len > than);
}
