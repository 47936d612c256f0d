/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Messages of the family, made in memory for unit tests.
 */
#ifndef NETJOURNAL_TEST_BUILD_H
#define NETJOURNAL_TEST_BUILD_H

#include <linux/netjournal.h>
#include <netlink/attr.h>
#include <netlink/msg.h>

#include "journal/record.h"

static inline struct nl_msg *build_begin(uint64_t seq, uint32_t kind)
{
	struct nl_msg *msg = nlmsg_alloc_simple(0, 0);

	nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, kind);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_SEQ, seq);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_TIME, 1795197792481000000ull + seq);
	return msg;
}

static inline void build_parent(struct nl_msg *msg, uint32_t pid,
				const char *comm)
{
	struct nlattr *nest = nla_nest_start(msg, NETJOURNAL_A_ORIGIN_PARENT |
					     NLA_F_NESTED);

	nla_put_u32(msg, NETJOURNAL_A_PARENT_PID, pid);
	nla_put_string(msg, NETJOURNAL_A_PARENT_COMM, comm);
	nla_nest_end(msg, nest);
}

/* set[4121] < sh[4119] < manager[612], by uid 0 who logged in as 1000 */
static inline void build_origin(struct nl_msg *msg, uint32_t context,
				const char *comm, const char *leader)
{
	struct nlattr *nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_ORIGIN |
					     NLA_F_NESTED);

	nla_put_u32(msg, NETJOURNAL_A_ORIGIN_CONTEXT, context);
	if (comm) {
		nla_put_u32(msg, NETJOURNAL_A_ORIGIN_PID, 4121);
		nla_put_string(msg, NETJOURNAL_A_ORIGIN_COMM, comm);
	}
	if (leader) {
		nla_put_string(msg, NETJOURNAL_A_ORIGIN_LEADER_COMM, leader);
		build_parent(msg, 4119, "sh");
		build_parent(msg, 612, "manager");
		nla_put_u32(msg, NETJOURNAL_A_ORIGIN_UID, 0);
		nla_put_u32(msg, NETJOURNAL_A_ORIGIN_LOGINUID, 1000);
	}
	nla_nest_end(msg, nest);
}

/* The change that the record is about: @message, which is freed. */
static inline void build_message(struct nl_msg *msg, struct nl_msg *message)
{
	struct nlmsghdr *nlh = nlmsg_hdr(message);

	nla_put(msg, NETJOURNAL_A_RECORD_MESSAGE, nlh->nlmsg_len, nlh);
	nlmsg_free(message);
}

static inline void build_gap(struct nl_msg *msg, uint64_t first, uint64_t last,
			     uint32_t reason)
{
	struct nlattr *nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_GAP |
					     NLA_F_NESTED);

	nla_put_u64(msg, NETJOURNAL_A_GAP_FIRST, first);
	nla_put_u64(msg, NETJOURNAL_A_GAP_LAST, last);
	nla_put_u32(msg, NETJOURNAL_A_GAP_REASON, reason);
	nla_nest_end(msg, nest);
}

static inline int build_parse(struct nl_msg *msg, struct record *rec)
{
	struct nlmsghdr *nlh = nlmsg_hdr(msg);

	return record_parse(rec, nlmsg_attrdata(nlh, 0), nlmsg_attrlen(nlh, 0));
}

#endif
