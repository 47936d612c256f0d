// SPDX-License-Identifier: GPL-2.0
/*
 * The journal and what only networking has: a group for each kind, and records that
 * are large.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>

#include "kselftest_harness.h"
#include "domain.h"

#define RING_MIN	NETJOURNAL_RING_SIZE_MIN

FIXTURE(journal_net) {
	struct recs recs;
	uint64_t before;
};

FIXTURE_SETUP(journal_net)
{
	memset(&self->recs, 0, sizeof(self->recs));
	new_netns_quiet();
	run("ip addr add 10.0.0.1/24 dev d0");
	self->before = journal_last();
}

FIXTURE_TEARDOWN(journal_net)
{
	recs_free(&self->recs);
}

TEST_F(journal_net, every_group)
{
	static const struct {
		const char *group, *command;
	} kinds[] = {
		[NETJOURNAL_KIND_LINK] = { NETJOURNAL_MCGRP_LINK, "ip link set d0 mtu 1400" },
		[NETJOURNAL_KIND_ADDR] = { NETJOURNAL_MCGRP_ADDR, "ip addr add 10.1.0.1/24 dev d0" },
		[NETJOURNAL_KIND_ROUTE] = { NETJOURNAL_MCGRP_ROUTE, "ip route add 10.9.0.0/16 dev d0" },
		[NETJOURNAL_KIND_RULE] = { NETJOURNAL_MCGRP_RULE, "ip rule add pref 9 lookup 9" },
		[NETJOURNAL_KIND_NEIGH] = { NETJOURNAL_MCGRP_NEIGH,
			"ip neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev d0" },
		[NETJOURNAL_KIND_NEXTHOP] = { NETJOURNAL_MCGRP_NEXTHOP,
			"ip nexthop add id 1 blackhole" },
	};

	for (uint32_t kind = NETJOURNAL_KIND_LINK; kind < ARRAY_SIZE(kinds); kind++) {
		int mine, others;
		struct nl nl;

		ASSERT_EQ(0, journal_subscribe(&nl, kinds[kind].group));
		run("%s", kinds[kind].command);
		journal_drain(&nl, kind, &mine, &others);
		EXPECT_LE(1, mine);
		EXPECT_EQ(0, others);
		nl_close(&nl);
	}
}

/* Adds a multipath route with @hops nexthops, and copies the kernel's announcement into @said. */
static int big_route(int hops, struct nl_req *said)
{
	struct rtmsg rtm = {
		.rtm_family = AF_INET, .rtm_dst_len = 16, .rtm_protocol = RTPROT_STATIC,
		.rtm_table = RT_TABLE_MAIN, .rtm_type = RTN_UNICAST,
	};
	struct nl_req *req = malloc(sizeof(*req));
	uint32_t dst = htonl(0x0b010000);
	struct nl nl, listener;
	size_t nest;
	int err;

	if (nl_open(&nl, NETLINK_ROUTE) || nl_open(&listener, NETLINK_ROUTE) ||
	    nl_join(&listener, RTNLGRP_IPV4_ROUTE))
		abort();
	nl_begin(req, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL);
	memcpy(NLMSG_DATA(&req->nlh), &rtm, sizeof(rtm));
	req->nlh.nlmsg_len = NLMSG_LENGTH(sizeof(rtm));
	nl_put(req, RTA_DST, &dst, sizeof(dst));
	nest = req->nlh.nlmsg_len;
	nl_put(req, RTA_MULTIPATH, NULL, 0);
	for (int i = 0; i < hops; i++) {
		struct rtnexthop nh = {
			.rtnh_len = sizeof(nh) + NLA_HDRLEN + 4, .rtnh_ifindex = if_nametoindex("d0"),
		};

		memcpy(req->buf + req->nlh.nlmsg_len, &nh, sizeof(nh));
		req->nlh.nlmsg_len += sizeof(nh);
		nl_put_u32(req, RTA_GATEWAY, htonl(0x0a000002 + i));
	}
	nl_nest_end(req, nest);
	err = nl_talk(&nl, req, NULL, NULL);
	if (!err)
		err = nl_wait(&listener, said, 1000) > 0 ? 0 : -EAGAIN;
	nl_close(&nl);
	nl_close(&listener);
	free(req);
	return err;
}

struct whole {
	size_t len;
	char bytes[NL_BUF];
};

static void take_message(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *tb[NETJOURNAL_A_RECORD_MAX + 1];
	struct whole *whole = arg;

	nl_parse(tb, NETJOURNAL_A_RECORD_MAX, (char *)NLMSG_DATA(nlh) + GENL_HDRLEN,
		 NLMSG_PAYLOAD(nlh, GENL_HDRLEN));
	if (!tb[NETJOURNAL_A_RECORD_MESSAGE])
		return;
	whole->len = nl_len(tb[NETJOURNAL_A_RECORD_MESSAGE]);
	memcpy(whole->bytes, nl_data(tb[NETJOURNAL_A_RECORD_MESSAGE]), whole->len);
}

TEST_F(journal_net, large_record)
{
	struct nl_req *said = malloc(sizeof(*said)), *req = malloc(sizeof(*req));
	struct whole *whole = calloc(1, sizeof(*whole));

	/* The smallest ring can keep it too. */
	ASSERT_EQ(0, config_set(CHURN_KIND, RING_MIN, -1));
	self->before = journal_last();
	run("ip addr flush dev d0 && ip addr add 10.0.0.1/16 dev d0");
	ASSERT_EQ(0, big_route(1000, said));
	ASSERT_LT(16000, said->nlh.nlmsg_len);
	nj_begin(req, NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP);
	nl_put_u64(req, NETJOURNAL_A_RECORD_AFTER, journal_last() - 1);
	ASSERT_EQ(0, nl_talk_once(req, take_message, whole));
	ASSERT_EQ(said->nlh.nlmsg_len, whole->len);
	EXPECT_EQ(0, memcmp(said->buf, whole->bytes, whole->len));
	nj_begin(req, NETJOURNAL_CMD_RECORD_GET, 0);
	nl_put_u64(req, NETJOURNAL_A_RECORD_SEQ, journal_last());
	memset(whole, 0, sizeof(*whole));
	ASSERT_EQ(0, nl_talk_once(req, take_message, whole));
	EXPECT_EQ(said->nlh.nlmsg_len, whole->len);
	free(said);
	free(req);
	free(whole);
}

/* Writes large and small records in turn, so that chunks of both sizes are overwritten. */
TEST_F(journal_net, large_records_overwrite)
{
	struct nl_req *said = malloc(sizeof(*said));
	struct ring_status st;

	ASSERT_EQ(0, config_set(CHURN_KIND, RING_MIN, -1));
	run("ip addr flush dev d0 && ip addr add 10.0.0.1/16 dev d0");
	for (int i = 0; i < 30; i++) {
		ASSERT_EQ(0, big_route(200 + 25 * i, said));
		run("ip route del 11.1.0.0/16");
		churn(100, 7 * (i % 5));
		ASSERT_EQ(0, recs_read_again(&self->recs, 0, CHURN_KINDS));
		EXPECT_EQ(0, recs_holes(&self->recs, 0));
		EXPECT_EQ(journal_last(), self->recs.rec[self->recs.n - 1].seq);
		ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
		EXPECT_GE(RING_MIN, st.used);
		EXPECT_EQ(0, st.lost);
	}
	free(said);
}

/* A record that is too large is reported as lost once. The next record is kept. */
TEST_F(journal_net, too_large_record)
{
	struct nl_req *said = malloc(sizeof(*said));
	struct ring_status st;
	struct rec ntf;
	struct nl nl;

	run("ip addr flush dev d0 && ip addr add 10.0.0.1/16 dev d0");
	self->before = journal_last();
	ASSERT_EQ(0, journal_subscribe(&nl, CHURN_GROUP));
	ASSERT_EQ(0, big_route(1500, said));
	ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
	EXPECT_EQ(1, st.lost);
	ASSERT_EQ(0, journal_wait_rec(&nl, &ntf));
	for (int i = 0; i < 2; i++) {
		ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS_ALL));
		ASSERT_EQ(1 + 2 * i, self->recs.n);
		EXPECT_TRUE(self->recs.rec[0].is_gap);
		EXPECT_EQ(NETJOURNAL_GAP_REASON_LOST, self->recs.rec[0].reason);
		EXPECT_EQ(CHURN_KIND, self->recs.rec[0].kind);
		EXPECT_EQ(self->before + 1, self->recs.rec[0].first);
		EXPECT_EQ(self->before + 1, self->recs.rec[0].last);
		EXPECT_EQ(0, recs_holes(&self->recs, self->before));
		EXPECT_TRUE(rec_same(ntf, &self->recs.rec[0]));
		churn(100, 1);
	}
	nl_close(&nl);
	free(said);
}

TEST_HARNESS_MAIN
