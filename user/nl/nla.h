/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads attributes and messages without a call of a library. A million records have thirty million
 * attributes.
 */
#ifndef NL_NLA_H
#define NL_NLA_H

#include <linux/netlink.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static inline const void *nla_bytes(const struct nlattr *nla)
{
	return (const char *)nla + NLA_HDRLEN;
}

static inline int nla_size(const struct nlattr *nla)
{
	return nla->nla_len - NLA_HDRLEN;
}

static inline int nla_kind(const struct nlattr *nla)
{
	return nla->nla_type & NLA_TYPE_MASK;
}

static inline uint64_t nla_number64(const struct nlattr *nla)
{
	uint64_t value;

	memcpy(&value, nla_bytes(nla), sizeof(value));
	return value;
}

static inline uint32_t nla_number32(const struct nlattr *nla)
{
	uint32_t value;

	memcpy(&value, nla_bytes(nla), sizeof(value));
	return value;
}

/* Returns whether there is an attribute at @nla, where @rem bytes remain. */
static inline bool nla_here(const struct nlattr *nla, int rem)
{
	return rem >= NLA_HDRLEN && nla->nla_len >= NLA_HDRLEN && nla->nla_len <= rem;
}

/* Returns whether there is a message at @nlh, where @rem bytes remain. */
static inline bool message_here(const struct nlmsghdr *nlh, int rem)
{
	return rem >= NLMSG_HDRLEN && nlh->nlmsg_len >= NLMSG_HDRLEN && nlh->nlmsg_len <= (uint32_t)rem;
}

/* Returns where the next message begins, and counts @rem down. */
static inline struct nlmsghdr *message_after(const struct nlmsghdr *nlh, int *rem)
{
	int size = NLMSG_ALIGN(nlh->nlmsg_len);

	*rem -= size;
	return (struct nlmsghdr *)((char *)nlh + size);
}

/* Returns where the next attribute begins, and counts @rem down. */
static inline const struct nlattr *nla_after(const struct nlattr *nla, int *rem)
{
	int size = NLA_ALIGN(nla->nla_len);

	*rem -= size;
	return (const void *)((const char *)nla + size);
}

#endif
