// SPDX-License-Identifier: GPL-2.0
/*
 * Announcements of the values of sysctls of devices (RTM_NEWNETCONF).
 *
 * The kernel announces few of them: forwarding, rp_filter and the like. It announces
 * a value after a write, and what follows from the write for other devices. For a new
 * device it announces all values in one message, which is not recorded: they are
 * defaults. A value that the running task writes is recorded when the write has
 * ended. MPLS has only one value, so its messages about new devices look like those
 * about writes. Nothing follows from such a write, so these messages are ignored.
 */
#include <linux/kernel.h>
#include <linux/netconf.h>
#include <linux/netdevice.h>
#include <linux/rcupdate.h>
#include <linux/socket.h>
#include <linux/string.h>
#include <net/net_namespace.h>
#include <net/netlink.h>

#include "journal.h"
#include "netconf.h"
#include "sysctl.h"

#define PATH_SIZE	96

/* An attribute since 6.17. */
#define NETCONF_FORCE_FORWARDING	10

/* The names of the files, by NETCONFA_*. */
static const char *const files[] = {
	[NETCONFA_FORWARDING] = "forwarding",
	[NETCONFA_RP_FILTER] = "rp_filter",
	[NETCONFA_MC_FORWARDING] = "mc_forwarding",
	[NETCONFA_PROXY_NEIGH] = "proxy_arp",
	[NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN] = "ignore_routes_with_linkdown",
	[NETCONFA_BC_FORWARDING] = "bc_forwarding",
	[NETCONF_FORCE_FORWARDING] = "force_forwarding",
};

static const char *family_dir(u8 family)
{
	switch (family) {
	case AF_INET:
		return "ipv4";
	case AF_INET6:
		return "ipv6";
	default:
		return NULL;
	}
}

static void put_file(char *to, size_t size, u8 family, u16 type)
{
	const char *file = type < ARRAY_SIZE(files) ? files[type] : NULL;

	if (type == NETCONFA_PROXY_NEIGH && family == AF_INET6)
		file = "proxy_ndp";
	if (file)
		strscpy(to, file, size);
	else
		snprintf(to, size, "netconf-%u", type);
}

/* @to: IFNAMSIZ bytes. Returns false if there is no such device any more. */
static bool put_dev_name(char *to, const struct net *net, int ifindex)
{
	const struct net_device *dev;

	if (ifindex == NETCONFA_IFINDEX_ALL ||
	    ifindex == NETCONFA_IFINDEX_DEFAULT) {
		strscpy(to, ifindex == NETCONFA_IFINDEX_ALL ? "all" : "default",
			IFNAMSIZ);
		return true;
	}
	rcu_read_lock();
	dev = dev_get_by_index_rcu((struct net *)net, ifindex);
	if (dev)
		strscpy(to, dev->name, IFNAMSIZ);
	rcu_read_unlock();
	return dev;
}

static void value_record(struct nj_journal *journal, u8 family, int ifindex,
			 const struct nlattr *nla)
{
	char path[PATH_SIZE], value[16], device[IFNAMSIZ], file[40];
	struct nj_sysctl_change change = {
		.path = path, .value = value, .announced = true,
	};
	const char *dir = family_dir(family);
	enum nj_sysctl_writing writing;

	if (!dir || nla_len(nla) != sizeof(s32) ||
	    !put_dev_name(device, journal->net, ifindex))
		return;
	put_file(file, sizeof(file), family, nla_type(nla));
	snprintf(path, sizeof(path), "net/%s/conf/%s/%s", dir, device, file);
	snprintf(value, sizeof(value), "%d", nla_get_s32(nla));
	writing = nj_sysctl_writing(path);
	if (writing == NJ_SYSCTL_THIS)
		return;
	change.consequence = writing == NJ_SYSCTL_ANOTHER;
	nj_sysctl_record(journal, &change);
}

void nj_netconf_announced(struct nj_journal *journal,
			  const struct nlmsghdr *nlh)
{
	const struct netconfmsg *msg = nlmsg_data(nlh);
	const struct nlattr *nla, *ifindex = NULL, *value = NULL;
	unsigned int n = 0;
	int rem;

	if (nlmsg_len(nlh) < NLMSG_ALIGN(sizeof(*msg)))
		return;
	nlmsg_for_each_attr(nla, nlh, sizeof(*msg), rem) {
		if (nla_type(nla) == NETCONFA_IFINDEX) {
			ifindex = nla;
			continue;
		}
		value = nla;
		n++;
	}
	if (n == 1 && ifindex && nla_len(ifindex) == sizeof(s32))
		value_record(journal, msg->ncm_family, nla_get_s32(ifindex),
			     value);
}
