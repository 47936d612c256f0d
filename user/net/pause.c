// SPDX-License-Identifier: GPL-2.0
/* Finds records that switch a kind on or off. */
#include <netlink/attr.h>

#include "net/pause.h"

bool pause_in_config(const struct record *rec, uint32_t kind)
{
	const struct nlattr *attrs = nla_data(rec->config);
	int len = nla_len(rec->config);
	const struct nlattr *nla = nla_find(attrs, len, NETJOURNAL_A_RING_KIND);

	return nla && nla_get_u32(nla) == kind &&
	       nla_find(attrs, len, NETJOURNAL_A_RING_ENABLED);
}
