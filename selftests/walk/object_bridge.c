// SPDX-License-Identifier: GPL-2.0
/*
 * Reads the objects of bridges: entries of the forwarding database (also that of a VXLAN device),
 * VLANs, and multicast groups. See object.h.
 */
#include <linux/if_bridge.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include "attrs.h"
#include "build.h"
#include "netlink.h"

/*
 * An entry without a master and another end is in the list of addresses of a device. The kernel does
 * not announce most changes of these lists.
 */
void parse_fdb(struct objects *list, const struct nlmsghdr *nlh)
{
	const struct ndmsg *ndm = NLMSG_DATA(nlh);
	bool bridge = message_attr(nlh, sizeof(*ndm), NDA_MASTER);

	if (ndm->ndm_family != AF_BRIDGE ||
	    (!bridge && !message_attr(nlh, sizeof(*ndm), NDA_DST)))
		return;
	build_begin(OBJECT_FDB);
	built.object.absent = !(ndm->ndm_state & (NUD_PERMANENT | NUD_NOARP)) &&
			      !(ndm->ndm_flags & NTF_EXT_LEARNED);
	/*
	 * An address is at one port of a bridge. If several ports, or a port and the bridge, have the
	 * same address, their own entry silently moves from one that goes to another one.
	 */
	if (!bridge)
		build_field(&built.slot, "dev", ndm->ndm_ifindex);
	else if (!(ndm->ndm_state & NUD_PERMANENT))
		build_field(&built.core, "dev", ndm->ndm_ifindex);
	build_field(&built.core, "state", ndm->ndm_state);
	build_field(&built.core, "flags", ndm->ndm_flags);
	build_message(nlh, sizeof(*ndm));
	build_end(list);
}

/* Each VLAN of an entry is an object. The numbers of tunnels follow each other, too. */
static void put_vlans(struct objects *list, uint32_t dev, const struct nlattr *entry)
{
	const struct nlattr *tb[BRIDGE_VLANDB_ENTRY_MAX + 1];
	const struct nlattr *tunnel[BRIDGE_VLANDB_TINFO_MAX + 1] = {};
	const struct bridge_vlan_info *info;
	uint16_t path[ATTR_DEPTH], last, vid;
	uint32_t id;

	nl_parse(tb, BRIDGE_VLANDB_ENTRY_MAX, nl_data(entry), nl_len(entry));
	if (!tb[BRIDGE_VLANDB_ENTRY_INFO])
		return;
	info = nl_data(tb[BRIDGE_VLANDB_ENTRY_INFO]);
	last = tb[BRIDGE_VLANDB_ENTRY_RANGE] ? *(uint16_t *)nl_data(tb[BRIDGE_VLANDB_ENTRY_RANGE]) : info->vid;
	if (tb[BRIDGE_VLANDB_ENTRY_TUNNEL_INFO])
		nl_parse(tunnel, BRIDGE_VLANDB_TINFO_MAX, nl_data(tb[BRIDGE_VLANDB_ENTRY_TUNNEL_INFO]),
			 nl_len(tb[BRIDGE_VLANDB_ENTRY_TUNNEL_INFO]));
	for (vid = info->vid; vid <= last; vid++) {
		build_begin(OBJECT_VLAN);
		build_field(&built.slot, "dev", dev);
		build_field(&built.slot, "vid", vid);
		/* No bridge has a VLAN 0. Linux 6.12 announces that it goes if there was no PVID before. */
		built.object.absent = !vid;
		built.object.pvid = info->flags & BRIDGE_VLAN_INFO_PVID;
		build_field(&built.core, "untagged", !!(info->flags & BRIDGE_VLAN_INFO_UNTAGGED));
		id = nl_u32(tunnel[BRIDGE_VLANDB_TINFO_ID]);
		if (id)
			build_field(&built.core, "tunnel", id + vid - info->vid);
		build_attrs(nl_data(entry), nl_len(entry), path, 0);
		/* The announcement of a new range has the states of the first one. */
		if (vid != info->vid)
			text_clear(&built.maybe);
		build_end(list);
	}
}

void parse_vlan(struct objects *list, const struct nlmsghdr *nlh)
{
	const struct br_vlan_msg *bvm = NLMSG_DATA(nlh);

	nl_for_each(nla, (void *)(bvm + 1), nlh->nlmsg_len - NLMSG_LENGTH(sizeof(*bvm)))
		if ((nla->nla_type & NLA_TYPE_MASK) == BRIDGE_VLANDB_ENTRY)
			put_vlans(list, bvm->ifindex, nla);
}

/* A group of a port. The attributes follow a struct. */
static void put_group(struct objects *list, uint32_t dev, const struct nlattr *info)
{
	const struct br_mdb_entry *entry = nl_data(info);
	size_t skip = NLA_ALIGN(sizeof(*entry));
	uint16_t path[ATTR_DEPTH];

	build_begin(OBJECT_MDB);
	built.object.absent = entry->state != MDB_PERMANENT;
	built.object.index = dev;
	build_field(&built.slot, "dev", dev);
	build_field(&built.slot, "port", entry->ifindex);
	build_field(&built.slot, "vid", entry->vid);
	build_bytes(&built.slot, "group", &entry->addr, sizeof(entry->addr));
	build_field(&built.core, "flags", entry->flags);
	if (nl_len(info) > skip)
		build_attrs((char *)entry + skip, nl_len(info) - skip, path, 0);
	build_end(list);
}

/* A message about ports that lead to routers has another attribute. */
void parse_mdb(struct objects *list, const struct nlmsghdr *nlh)
{
	const struct br_port_msg *bpm = NLMSG_DATA(nlh);
	const struct nlattr *mdb = message_attr(nlh, sizeof(*bpm), MDBA_MDB);

	if (!mdb)
		return;
	nl_for_each(entry, nl_data(mdb), nl_len(mdb))
		nl_for_each(info, nl_data(entry), nl_len(entry))
			put_group(list, bpm->ifindex, info);
}
