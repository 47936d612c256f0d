/* SPDX-License-Identifier: GPL-2.0 */
/* Messages of generic netlink, whatever the family. */
#ifndef NL_GENL_H
#define NL_GENL_H

#include <linux/genetlink.h>

#include "nl/netlink.h"

/* A request without attributes, or NULL if there is no memory. */
struct nl_msg *genl_request(int family, int cmd, int version, int flags);

/*
 * The attributes of a generic netlink message without a family header. Inline, as all of this is for
 * a million of records; genlmsg_attrdata() would be a call for each.
 */
static inline const struct nlattr *genl_attrs(const struct nlmsghdr *nlh)
{
	return (const void *)((const char *)nlh + NLMSG_HDRLEN + GENL_HDRLEN);
}

/* Their length; 0 if the message is too short to have any. */
static inline int genl_attrs_len(const struct nlmsghdr *nlh)
{
	int len = (int)nlh->nlmsg_len - NLMSG_HDRLEN - (int)GENL_HDRLEN;

	return len > 0 ? len : 0;
}

static inline const struct genlmsghdr *genl_header(const struct nlmsghdr *nlh)
{
	return (const void *)((const char *)nlh + NLMSG_HDRLEN);
}

#endif
