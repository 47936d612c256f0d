/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Details of processes, made in memory for unit tests. A command line is a string with
 * its NULs, as "ip\0link\0".
 */
#ifndef NETJOURNAL_TEST_PROCESS_BUILD_H
#define NETJOURNAL_TEST_PROCESS_BUILD_H

#include <linux/netjournal.h>
#include <netlink/attr.h>
#include <netlink/msg.h>

#include "journal/process.h"

#define LINE(text)	text, sizeof(text) - 1

static inline struct nl_msg *process_begin(uint64_t id, uint32_t pid, const char *cmdline,
					   int len)
{
	struct nl_msg *msg = nlmsg_alloc();

	nla_put_u64(msg, NETJOURNAL_A_PROCESS_ID, id);
	nla_put_u32(msg, NETJOURNAL_A_PROCESS_PID, pid);
	if (cmdline)
		nla_put(msg, NETJOURNAL_A_PROCESS_CMDLINE, len, cmdline);
	return msg;
}

static inline void process_ancestor(struct nl_msg *msg, uint32_t pid, const char *comm,
				    const char *cmdline, int len)
{
	struct nlattr *nest = nla_nest_start(msg, NETJOURNAL_A_PROCESS_ANCESTOR | NLA_F_NESTED);

	nla_put_u32(msg, NETJOURNAL_A_ANCESTOR_PID, pid);
	nla_put_string(msg, NETJOURNAL_A_ANCESTOR_COMM, comm);
	if (cmdline)
		nla_put(msg, NETJOURNAL_A_ANCESTOR_CMDLINE, len, cmdline);
	nla_nest_end(msg, nest);
}

static inline struct process *process_end(struct nl_msg *msg)
{
	struct nlmsghdr *nlh = nlmsg_hdr(msg);
	struct process *p = process_new(nlmsg_attrdata(nlh, 0), nlmsg_attrlen(nlh, 0));

	nlmsg_free(msg);
	return p;
}

#endif
