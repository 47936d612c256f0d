// SPDX-License-Identifier: GPL-2.0
/*
 * Tells what the kernel has learned from traffic, which can be much.
 */
#include <linux/if_bridge.h>
#include <linux/neighbour.h>
#include <linux/netjournal.h>
#include <linux/rtnetlink.h>
#include <net/netlink.h>

#include "learned.h"

/*
 * An entry of a forwarding database. Somebody has set the others: they are static,
 * permanent, or learned by a routing daemon.
 */
static bool fdb_is_learned(const struct nlmsghdr *nlh)
{
	const struct ndmsg *ndm = nlmsg_data(nlh);

	return nlmsg_len(nlh) >= sizeof(*ndm) &&
	       !(ndm->ndm_state & (NUD_PERMANENT | NUD_NOARP)) &&
	       !(ndm->ndm_flags & NTF_EXT_LEARNED);
}

/* An entry of a multicast database, or a port that leads to a multicast router. */
static bool mdb_is_learned(const struct nlmsghdr *nlh)
{
	const struct nlattr *nla = nlmsg_find_attr(nlh, sizeof(struct br_port_msg),
						   MDBA_MDB);
	const struct br_mdb_entry *entry;

	if (!nla)
		return nlmsg_find_attr(nlh, sizeof(struct br_port_msg),
				       MDBA_ROUTER);
	nla = nla_find_nested(nla, MDBA_MDB_ENTRY);
	if (nla)
		nla = nla_find_nested(nla, MDBA_MDB_ENTRY_INFO);
	if (!nla || nla_len(nla) < sizeof(*entry))
		return false;
	entry = nla_data(nla);
	return entry->state != MDB_PERMANENT;
}

/* A multicast route that a packet asks for, and that nobody has set yet. */
static bool mroute_is_learned(const struct nlmsghdr *nlh)
{
	const struct rtmsg *rtm = nlmsg_data(nlh);

	return nlmsg_len(nlh) >= sizeof(*rtm) &&
	       rtm->rtm_flags & RTNH_F_UNRESOLVED;
}

bool nj_is_learned(u32 kind, const struct nlmsghdr *nlh)
{
	switch (kind) {
	case NETJOURNAL_KIND_FDB:
		return fdb_is_learned(nlh);
	case NETJOURNAL_KIND_MDB:
		return mdb_is_learned(nlh);
	case NETJOURNAL_KIND_MROUTE:
		return mroute_is_learned(nlh);
	default:
		return false;
	}
}
