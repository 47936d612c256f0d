/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records for tests of a history. They are about a link, and about routes to 10.9.0.0/16.
 */
#ifndef TESTS_LIVES_H
#define TESTS_LIVES_H

#include <stdlib.h>

#include "build.h"
#include "net/domain_net.h"
#include "net/history.h"
#include "rtmsg.h"

/* Adds a record of @msg, which is freed. @silent: the kernel did not announce it. */
static inline int add_record(struct history *h, uint64_t seq, struct nl_msg *msg, enum history_wish wish,
			     bool silent)
{
	struct nl_msg *attrs = nlmsg_alloc();
	struct nlmsghdr *nlh = nlmsg_hdr(msg);
	struct record rec;
	struct event ev;
	int err;

	rtmsg_parse(&ev, msg);
	nla_put_u64(attrs, NETJOURNAL_A_RECORD_SEQ, seq);
	nla_put_u32(attrs, NETJOURNAL_A_RECORD_KIND, ev.kind);
	nla_put(attrs, NETJOURNAL_A_RECORD_MESSAGE, nlh->nlmsg_len, nlh);
	if (silent)
		nla_put_flag(attrs, NETJOURNAL_A_RECORD_SILENT);
	if (build_parse(attrs, &rec))
		abort();
	err = history_add(h, &rec, &ev, event_sign(&ev), wish);
	nlmsg_free(attrs);
	nlmsg_free(msg);
	return err;
}

static inline int add(struct history *h, uint64_t seq, struct nl_msg *msg, bool wanted)
{
	return add_record(h, seq, msg, wanted ? HISTORY_WANTED : HISTORY_OTHER, false);
}

static inline int add_near(struct history *h, uint64_t seq, struct nl_msg *msg)
{
	return add_record(h, seq, msg, HISTORY_NEAR, false);
}

static inline struct nl_msg *link_msg(int type, int ifindex, const char *name, bool new)
{
	struct nl_msg *msg = rtmsg_link(type, ifindex, name, 0, 1500);
	struct ifinfomsg *ifi = nlmsg_data(nlmsg_hdr(msg));

	ifi->ifi_change = new ? ~0u : 0;
	return msg;
}

static inline struct nl_msg *route_msg(int type, int flags, const char *gateway)
{
	return rtmsg_via(type, flags, "10.9.0.0", 16, gateway);
}

#endif
