// SPDX-License-Identifier: GPL-2.0
/* Reads the options of the VLANs of bridges, which have a dump of their own. */
#include <errno.h>
#include <linux/if_bridge.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <sys/socket.h>

#include "net/socket.h"
#include "net/vlans.h"

int vlans_read_options(const struct selector *sel, int (*each)(const struct nlmsghdr *nlh, void *arg), void *arg)
{
	const struct netlink_handler h = { .message = each, .arg = arg };
	struct br_vlan_msg hdr = { .family = AF_BRIDGE };
	int err;
	struct netlink *n = socket_new(NETLINK_ROUTE, &err);
	struct nl_msg *msg = err ? NULL : nlmsg_alloc_simple(RTM_GETVLAN, NLM_F_REQUEST | NLM_F_DUMP);

	(void)sel;
	if (msg && (nlmsg_append(msg, &hdr, sizeof(hdr), NLMSG_ALIGNTO) ||
		    nla_put_u32(msg, BRIDGE_VLANDB_DUMP_FLAGS, BRIDGE_VLANDB_DUMPF_GLOBAL))) {
		nlmsg_free(msg);
		msg = NULL;
	}
	if (!err)
		err = netlink_call(n, msg, NULL, &h);
	socket_free(n);
	return err;
}
