// SPDX-License-Identifier: GPL-2.0
/* Reads MPLS routes, multicast routes, policies of XFRM, and sysctls. See object.h. */
#include <ctype.h>
#include <linux/mroute.h>
#include <linux/netjournal.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>

#include "build.h"
#include "netlink.h"

/* Whether a leg works is not announced. */
void parse_mpls(struct objects *list, const struct nlmsghdr *nlh)
{
	const struct rtmsg *rtm = NLMSG_DATA(nlh);

	if (rtm->rtm_family != AF_MPLS)
		return;
	build_begin(OBJECT_MPLS);
	build_field(&built.core, "proto", rtm->rtm_protocol);
	build_field(&built.core, "type", rtm->rtm_type);
	build_message(nlh, sizeof(*rtm));
	if (built.legs)
		build_legs();
	else
		build_field(&built.via, "oif", built.oif);
	text_clear(&built.state);
	build_end(list);
}

/*
 * A packet can ask for a route that nobody has set. The devices are known only while the interfaces of
 * the daemon are there, whose coming and going is not announced.
 */
void parse_mroute(struct objects *list, const struct nlmsghdr *nlh)
{
	const struct rtmsg *rtm = NLMSG_DATA(nlh);

	if (rtm->rtm_family != RTNL_FAMILY_IPMR && rtm->rtm_family != RTNL_FAMILY_IP6MR)
		return;
	build_begin(OBJECT_MROUTE);
	built.object.absent = rtm->rtm_flags & RTNH_F_UNRESOLVED;
	build_field(&built.slot, "family", rtm->rtm_family);
	build_field(&built.core, "proto", rtm->rtm_protocol);
	build_message(nlh, sizeof(*rtm));
	if (built.legs)
		build_legs();
	if (message_attr(nlh, sizeof(*rtm), RTA_IIF))
		text_str(&built.maybe, built.via.s);
	text_clear(&built.via);
	text_clear(&built.state);
	build_end(list);
}

/* @hdrlen: of the message; that of a deletion is not @info */
static void put_policy(struct objects *list, const struct xfrm_userpolicy_info *info,
		       const struct nlmsghdr *nlh, size_t hdrlen)
{
	build_begin(OBJECT_POLICY);
	build_field(&built.slot, "dir", info->dir);
	build_bytes(&built.slot, "selector", &info->sel, sizeof(info->sel));
	build_field(&built.core, "index", info->index);
	build_field(&built.core, "priority", info->priority);
	build_field(&built.core, "action", info->action);
	build_field(&built.core, "flags", info->flags);
	build_field(&built.core, "share", info->share);
	build_bytes(&built.core, "limits", &info->lft, sizeof(info->lft));
	build_message(nlh, hdrlen);
	build_end(list);
}

void parse_policy(struct objects *list, const struct nlmsghdr *nlh)
{
	const struct nlattr *info;

	if (nlh->nlmsg_type == XFRM_TYPE(FLUSHPOLICY)) {
		build_begin(OBJECT_POLICY);
		built.object.all = true;
		build_end(list);
	} else if (is_deletion(nlh)) {
		info = message_attr(nlh, sizeof(struct xfrm_userpolicy_id), XFRMA_POLICY);
		if (info)
			put_policy(list, nl_data(info), nlh, sizeof(struct xfrm_userpolicy_id));
	} else {
		put_policy(list, NLMSG_DATA(nlh), nlh, sizeof(struct xfrm_userpolicy_info));
	}
}

/* Adds a text as one word. The kernel separates the numbers of some values with tabs. */
static void put_text(struct text *text, const char *s, size_t len)
{
	for (size_t i = 0; i < len && s[i]; i++)
		text_add(text, isspace(s[i]) ? "_" : s + i, 1);
}

void object_sysctl(struct objects *list, const char *path, const char *value, size_t len)
{
	build_begin(OBJECT_SYSCTL);
	/* One sysctl has two names. */
	if (!strcmp(path, "net/ipv4/ip_forward"))
		path = "net/ipv4/conf/all/forwarding";
	text_str(&built.slot, path);
	put_text(&built.core, value, len);
	build_end(list);
}

/* The value is missing if it is a secret. */
void parse_sysctl(struct objects *list, const struct nlmsghdr *nlh)
{
	const struct nlattr *value = message_attr(nlh, 4, NETJOURNAL_A_SYSCTL_VALUE);
	char path[128];

	nl_str(path, sizeof(path), message_attr(nlh, 4, NETJOURNAL_A_SYSCTL_PATH));
	if (value)
		object_sysctl(list, path, nl_data(value), nl_len(value));
}
