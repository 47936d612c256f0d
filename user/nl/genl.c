// SPDX-License-Identifier: GPL-2.0
/* Builds requests of generic netlink. */
#include <netlink/genl/genl.h>

#include "nl/genl.h"

struct nl_msg *genl_request(int family, int cmd, int version, int flags)
{
	struct nl_msg *msg = nlmsg_alloc();

	/* netlink_call() sets the port and the sequence number. */
	if (msg && !genlmsg_put(msg, NL_AUTO_PORT, NL_AUTO_SEQ, family, 0, NLM_F_REQUEST | flags,
				cmd, version)) {
		nlmsg_free(msg);
		msg = NULL;
	}
	return msg;
}
