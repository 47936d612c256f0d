/* SPDX-License-Identifier: GPL-2.0 */
/* Requests and replies of any generic netlink family. */
#ifndef NL_GENL_H
#define NL_GENL_H

#include <linux/genetlink.h>

#include "nl/netlink.h"

/* Returns a request without attributes, or NULL if there is no memory. */
struct nl_msg *genl_request(int family, int cmd, int version, int flags);

/*
 * Returns the attributes of a generic netlink message of a family without a header
 * of its own. This is inline because it runs for each of a million records.
 */
static inline const struct nlattr *genl_attrs(const struct nlmsghdr *nlh)
{
	return (const void *)((const char *)nlh + NLMSG_HDRLEN + GENL_HDRLEN);
}

/* Returns the length of the attributes, or 0 if the message is too short to have any. */
static inline int genl_attrs_len(const struct nlmsghdr *nlh)
{
	int len = (int)nlh->nlmsg_len - NLMSG_HDRLEN - (int)GENL_HDRLEN;

	return len > 0 ? len : 0;
}

/* Returns the number of 4 or 8 bytes that one of the attributes is. 0: there is none. */
uint64_t genl_number(const struct nlattr *attrs, int len, int type);
/* The same of the attributes in a nest. */
uint64_t genl_nest_number(const struct nlattr *nest, int type);

static inline const struct genlmsghdr *genl_header(const struct nlmsghdr *nlh)
{
	return (const void *)((const char *)nlh + NLMSG_HDRLEN);
}

#endif
