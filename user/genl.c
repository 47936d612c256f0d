// SPDX-License-Identifier: GPL-2.0
/* Messages of generic netlink. */
#include "genl.h"

struct nl_msg *genl_request(int family, int cmd, int version, int flags)
{
	struct genlmsghdr hdr = { .cmd = cmd, .version = version };
	struct nl_msg *msg = nlmsg_alloc_simple(family, NLM_F_REQUEST | flags);

	if (msg && nlmsg_append(msg, &hdr, sizeof(hdr), NLMSG_ALIGNTO) < 0) {
		nlmsg_free(msg);
		msg = NULL;
	}
	return msg;
}
