// SPDX-License-Identifier: GPL-2.0
/* Builds requests of generic netlink, and reads numbers. */
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

uint64_t genl_number(const struct nlattr *attrs, int len, int type)
{
	const struct nlattr *nla = nla_find(attrs, len, type);

	if (nla && nla_len(nla) == sizeof(uint32_t))
		return nla_get_u32(nla);
	return nla && nla_len(nla) == sizeof(uint64_t) ? nla_get_u64(nla) : 0;
}

uint64_t genl_nest_number(const struct nlattr *nest, int type)
{
	return genl_number(nla_data(nest), nla_len(nest), type);
}
