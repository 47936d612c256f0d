// SPDX-License-Identifier: GPL-2.0
/*
 * IPv4 routes that the kernel removes without announcing it. Each is recorded once and
 * marked as silent, with the message that the kernel would have sent.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"
#include "wait.h"

FIXTURE(silent_route4) {
	struct recs recs;
	uint64_t before;
};

FIXTURE_SETUP(silent_route4)
{
	memset(&self->recs, 0, sizeof(self->recs));
	new_netns();
	run("ip link add d0 type dummy && ip link set d0 addrgenmode none && ip link set d0 up && ip addr add 10.0.0.1/24 dev d0");
	self->before = journal_last();
}

FIXTURE_TEARDOWN(silent_route4)
{
	recs_free(&self->recs);
}

static int silent(struct recs *recs, uint64_t after, struct rec **last)
{
	int n = 0;

	recs_free(recs);
	if (recs_read(recs, after, KINDS(ROUTE)))
		return -1;
	for (size_t i = 0; i < recs->n; i++) {
		if (!recs->rec[i].domain.silent)
			continue;
		n++;
		*last = &recs->rec[i];
	}
	return n;
}

/* Makes a second device, with its own subnet. */
static void second_device(void)
{
	run("ip link add d1 type dummy && ip link set d1 up && ip addr add 10.1.0.1/24 dev d1");
}

static struct rec *find_del(struct recs *recs, const char *prefix, int len, int *n)
{
	struct rec *found = NULL;
	struct in_addr dst;

	inet_pton(AF_INET, prefix, &dst);
	*n = 0;
	for (size_t i = 0; i < recs->n; i++) {
		const struct rtmsg *rtm = NLMSG_DATA(&recs->rec[i].domain.msg);
		const struct nlattr *nla;

		if (recs->rec[i].domain.msg.nlmsg_type != RTM_DELROUTE || rtm->rtm_family != AF_INET ||
		    rtm->rtm_dst_len != len)
			continue;
		nla = rec_attr(&recs->rec[i], sizeof(*rtm), RTA_DST);
		if (len && (!nla || memcmp(nl_data(nla), &dst, 4)))
			continue;
		found = &recs->rec[i];
		++*n;
	}
	return found;
}

TEST_F(silent_route4, on_link_down)
{
	const struct nlattr *gw, *oif, *prio;
	struct rec *rec = NULL;
	struct in_addr via;
	int n;

	run("ip route add 10.20.0.0/16 via 10.0.0.2 metric 7");
	self->before = journal_last();
	run("ip link set d0 down");
	EXPECT_LE(1, silent(&self->recs, self->before, &rec));
	rec = find_del(&self->recs, "10.20.0.0", 16, &n);
	ASSERT_EQ(1, n);
	EXPECT_TRUE(rec->domain.silent);
	EXPECT_EQ(NETJOURNAL_CONTEXT_TASK, rec->context);
	EXPECT_STREQ("ip", rec->comm);
	inet_pton(AF_INET, "10.0.0.2", &via);
	gw = rec_attr(rec, sizeof(struct rtmsg), RTA_GATEWAY);
	oif = rec_attr(rec, sizeof(struct rtmsg), RTA_OIF);
	prio = rec_attr(rec, sizeof(struct rtmsg), RTA_PRIORITY);
	ASSERT_NE(NULL, gw);
	EXPECT_EQ(0, memcmp(nl_data(gw), &via, 4));
	EXPECT_EQ(if_nametoindex("d0"), nl_u32(oif));
	EXPECT_EQ(7, nl_u32(prio));
	/* The route of the subnet went too, and so did the broadcast and local routes. */
	find_del(&self->recs, "10.0.0.0", 24, &n);
	EXPECT_EQ(1, n);
}

TEST_F(silent_route4, on_last_address_removed)
{
	struct rec *rec;
	int n;

	run("ip route add 10.20.0.0/16 via 10.0.0.2");
	self->before = journal_last();
	run("ip addr del 10.0.0.1/24 dev d0");
	silent(&self->recs, self->before, &rec);
	rec = find_del(&self->recs, "10.20.0.0", 16, &n);
	ASSERT_EQ(1, n);
	EXPECT_TRUE(rec->domain.silent);
}

TEST_F(silent_route4, on_nexthop_removed)
{
	struct rec *rec;
	int n;

	run("ip nexthop add id 7 via 10.0.0.2 dev d0 && ip route add 10.20.0.0/16 nhid 7");
	self->before = journal_last();
	run("ip nexthop del id 7");
	silent(&self->recs, self->before, &rec);
	rec = find_del(&self->recs, "10.20.0.0", 16, &n);
	ASSERT_EQ(1, n);
	EXPECT_TRUE(rec->domain.silent);
	EXPECT_EQ(7, nl_u32(rec_attr(rec, sizeof(struct rtmsg), RTA_NH_ID)));
}

TEST_F(silent_route4, on_device_removed)
{
	struct rec *rec;
	int n;

	run("ip route add 10.20.0.0/16 via 10.0.0.2 table 99");
	self->before = journal_last();
	run("ip link del d0");
	silent(&self->recs, self->before, &rec);
	rec = find_del(&self->recs, "10.20.0.0", 16, &n);
	ASSERT_EQ(1, n);
	EXPECT_TRUE(rec->domain.silent);
	EXPECT_EQ(99, nl_u32(rec_attr(rec, sizeof(struct rtmsg), RTA_TABLE)));
}

TEST_F(silent_route4, multipath)
{
	const struct nlattr *mp;
	struct rec *rec;
	int n;

	second_device();
	run("ip route add 10.20.0.0/16 nexthop via 10.0.0.2 weight 3 nexthop via 10.1.0.2");
	self->before = journal_last();
	run("ip link set d0 down && ip link set d1 down");
	silent(&self->recs, self->before, &rec);
	rec = find_del(&self->recs, "10.20.0.0", 16, &n);
	ASSERT_EQ(1, n);
	EXPECT_TRUE(rec->domain.silent);
	mp = rec_attr(rec, sizeof(struct rtmsg), RTA_MULTIPATH);
	ASSERT_NE(NULL, mp);
	EXPECT_EQ(2, ((struct rtnexthop *)nl_data(mp))->rtnh_hops);
}

/* The message of a silent deletion is the one that the kernel would have made, whatever attributes the route has. */
TEST_F(silent_route4, as_announced)
{
	static const char *const routes[] = {
		"10.20.0.0/16 dev d0",
		"10.20.0.0/16 dev d0 table 1000 proto static metric 9 tos 0x10 src 10.0.0.1",
		"10.20.0.0/16 via 10.0.0.2 dev d0 mtu 1400 advmss 1300 congctl reno realms 5",
		"10.20.0.0/16 via 192.0.2.1 dev d0 onlink",
		"10.20.0.0/16 via inet6 fe80::9 dev d0",
		"10.20.0.0/16 encap ip id 7 dst 10.9.9.9 ttl 5 via 10.0.0.2 dev d0",
		"10.20.0.0/16 nexthop via 10.0.0.2 dev d0 weight 3 realms 6 nexthop via inet6 fe80::9 dev d0 onlink",
		"10.20.0.0/16 nexthop encap ip id 8 dst 10.9.9.8 via 10.0.0.2 dev d0 nexthop via 10.0.0.3 dev d0",
		"10.20.0.0/16 nhid 7",
	};

	for (size_t i = 0; i < sizeof(routes) / sizeof(routes[0]); i++) {
		struct rec *rec, announced;
		int n;

		run("ip nexthop add id 7 via 10.0.0.2 dev d0");
		self->before = journal_last();
		run("ip route add %s; ip route del %s", routes[i], routes[i]);
		EXPECT_EQ(0, silent(&self->recs, self->before, &rec));
		rec = find_del(&self->recs, "10.20.0.0", 16, &n);
		ASSERT_EQ(1, n) TH_LOG("%s", routes[i]);
		announced = *rec;

		run("ip route add %s", routes[i]);
		self->before = journal_last();
		run("ip link set d0 down");
		silent(&self->recs, self->before, &rec);
		rec = find_del(&self->recs, "10.20.0.0", 16, &n);
		ASSERT_EQ(1, n) TH_LOG("%s", routes[i]);
		EXPECT_TRUE(rec->domain.silent);
		ASSERT_EQ(announced.domain.msg_len, rec->domain.msg_len) TH_LOG("%s", routes[i]);
		EXPECT_EQ(0, memcmp(NLMSG_DATA(&announced.domain.msg), NLMSG_DATA(&rec->domain.msg),
				    rec->domain.msg_len - NLMSG_HDRLEN)) {
			TH_LOG("%s", routes[i]);
		}
		run("ip link set d0 up");
	}
}

/* Of two routes to one prefix the first one goes. */
TEST_F(silent_route4, first_of_two)
{
	struct rec *rec;
	int n;

	second_device();
	run("ip route add default via 10.0.0.2 metric 100");
	run("ip route add default via 10.1.0.2 metric 200");
	self->before = journal_last();
	run("ip link set d0 down");
	silent(&self->recs, self->before, &rec);
	rec = find_del(&self->recs, "0.0.0.0", 0, &n);
	ASSERT_EQ(1, n);
	EXPECT_TRUE(rec->domain.silent);
	EXPECT_EQ(100, nl_u32(rec_attr(rec, sizeof(struct rtmsg), RTA_PRIORITY)));
}

/* Of two routes to one prefix the second one goes. */
TEST_F(silent_route4, second_of_two)
{
	struct rec *rec;
	int n;

	second_device();
	run("ip route add default via 10.0.0.2 metric 100");
	run("ip route add default via 10.1.0.2 metric 200");
	self->before = journal_last();
	run("ip link set d1 down");
	silent(&self->recs, self->before, &rec);
	rec = find_del(&self->recs, "0.0.0.0", 0, &n);
	ASSERT_EQ(1, n);
	EXPECT_TRUE(rec->domain.silent);
	EXPECT_STREQ("ip", rec->comm);
	EXPECT_EQ(200, nl_u32(rec_attr(rec, sizeof(struct rtmsg), RTA_PRIORITY)));
}

TEST_F(silent_route4, second_by_address)
{
	struct rec *rec;
	int n;

	second_device();
	run("ip route add 10.0.0.0/8 via 10.0.0.2 metric 100");
	run("ip route add 10.0.0.0/8 via 10.1.0.2 metric 200");
	/* This route begins at the same address as the prefix. */
	run("ip route add 10.0.0.0/30 via 10.1.0.2");
	self->before = journal_last();
	run("ip addr del 10.1.0.1/24 dev d1");
	silent(&self->recs, self->before, &rec);
	rec = find_del(&self->recs, "10.0.0.0", 8, &n);
	ASSERT_EQ(1, n);
	EXPECT_EQ(200, nl_u32(rec_attr(rec, sizeof(struct rtmsg), RTA_PRIORITY)));
}

/*
 * When a device goes down, the devices on top of it go down too, one event inside the
 * other. The routes of both must be recorded.
 */
TEST_F(silent_route4, second_under_vlan)
{
	struct rec *rec;
	int n = 0;

	if (try_run("ip link add link d0 name d0.5 type vlan id 5"))
		SKIP(return, "no VLANs");
	run("ip link set d0.5 up && ip addr add 10.5.0.1/24 dev d0.5");
	second_device();
	run("ip route add 10.20.0.0/16 via 10.1.0.2 metric 1");
	run("ip route add 10.20.0.0/16 via 10.0.0.2 metric 2");
	run("ip route add 10.20.0.0/16 via 10.5.0.2 metric 3");
	self->before = journal_last();
	run("ip link set d0 down");
	/* Since Linux 7.2, a work item takes the VLAN down. */
	for (uint64_t end = 0; n < 2 && wait_more(&end);) {
		silent(&self->recs, self->before, &rec);
		find_del(&self->recs, "10.20.0.0", 16, &n);
	}
	for (size_t i = 0; i < self->recs.n; i++) {
		const struct rec *r = &self->recs.rec[i];
		uint32_t metric = nl_u32(rec_attr(r, sizeof(struct rtmsg), RTA_PRIORITY));

		if (metric == 2 || metric == 3)
			EXPECT_TRUE(r->domain.silent);
	}
	EXPECT_EQ(2, n);
}

/* Both routes go at once, and each has its own record. */
TEST_F(silent_route4, both_of_two)
{
	struct rec *rec;
	int n;

	run("ip route add default via 10.0.0.2 metric 100");
	run("ip route add default via 10.0.0.3 metric 200");
	self->before = journal_last();
	run("ip link set d0 down");
	silent(&self->recs, self->before, &rec);
	find_del(&self->recs, "0.0.0.0", 0, &n);
	EXPECT_EQ(2, n);
}

/* While there are no rules, the tables local and main are one. A route of main is still not one of local. */
TEST_F(silent_route4, but_not_the_local_one)
{
	const struct rtmsg *rtm;
	struct rec *rec;
	int n;

	second_device();
	run("ip addr add 10.20.0.5/32 dev d0 && ip route add 10.20.0.5/32 via 10.1.0.2");
	self->before = journal_last();
	run("ip link set d1 down");
	silent(&self->recs, self->before, &rec);
	rec = find_del(&self->recs, "10.20.0.5", 32, &n);
	ASSERT_EQ(1, n);
	rtm = NLMSG_DATA(&rec->domain.msg);
	EXPECT_EQ(RT_TABLE_MAIN, rtm->rtm_table);
}

/* A route that is replaced or deleted by request is not recorded as silent. */
TEST_F(silent_route4, announced_are_not_silent)
{
	struct rec *rec;

	self->before = journal_last();
	run("ip route add default via 10.0.0.2 metric 200");
	run("ip route add default via 10.0.0.3 metric 100");
	run("ip route replace default via 10.0.0.4 metric 100");
	run("ip route del default metric 100 && ip route del default metric 200");
	EXPECT_EQ(0, silent(&self->recs, self->before, &rec));
}

/* Newer kernels announce a route whose preferred source address goes. */
TEST_F(silent_route4, preferred_source_removed_once)
{
	struct rec *rec;
	int n;

	run("ip addr add 10.0.0.77/24 dev d0");
	run("ip route add 10.20.0.0/16 via 10.0.0.2 src 10.0.0.77");
	self->before = journal_last();
	run("ip addr del 10.0.0.77/24 dev d0");
	silent(&self->recs, self->before, &rec);
	find_del(&self->recs, "10.20.0.0", 16, &n);
	EXPECT_EQ(1, n);
}

/*
 * The kernel marks a route without a nexthop as dead when its source address goes, and 6.1 keeps it.
 * Whoever deletes it later makes an announced change.
 */
TEST_F(silent_route4, blackhole_with_a_source_once)
{
	int n;

	run("ip addr add 10.0.0.77/24 dev d0");
	run("ip route add blackhole 10.20.0.0/16 src 10.0.0.77 && ip route add 10.21.0.0/16 via 10.0.0.2");
	self->before = journal_last();
	run("ip addr del 10.0.0.77/24 dev d0");
	try_run("ip route del 10.20.0.0/16");
	run("ip route del 10.21.0.0/16");
	ASSERT_EQ(0, recs_read(&self->recs, self->before, KINDS(ROUTE)));
	find_del(&self->recs, "10.20.0.0", 16, &n);
	EXPECT_EQ(1, n);
	/* The module still trusts the structures that it reads. */
	self->before = journal_last();
	run("ip route add 10.21.0.0/16 via 10.0.0.2 && ip link set d0 down");
	recs_free(&self->recs);
	ASSERT_EQ(0, recs_read(&self->recs, self->before, KINDS(ROUTE)));
	find_del(&self->recs, "10.21.0.0", 16, &n);
	EXPECT_EQ(1, n);
}

/* Each route that `ip route` shows before and not after has exactly one deletion. */
TEST_F(silent_route4, matches_route_dump)
{
	char line[512];
	int gone = 0;
	FILE *f;

	run("for i in $(seq 1 50); do echo route add 10.$((100 + i / 8)).$i.0/24 via 10.0.0.2; done | ip -batch -");
	run("ip route show table all | sort >/tmp/routes.before");
	self->before = journal_last();
	run("ip link set d0 down");
	run("ip route show table all | sort >/tmp/routes.after");
	f = popen("sort /tmp/routes.before /tmp/routes.after /tmp/routes.after | uniq -u", "r");
	while (fgets(line, sizeof(line), f))
		gone += !strchr(line, ':');
	pclose(f);
	EXPECT_LE(50, gone);
	recs_read(&self->recs, self->before, KINDS(ROUTE));
	for (size_t i = 0; i < self->recs.n; i++) {
		const struct rtmsg *rtm = NLMSG_DATA(&self->recs.rec[i].domain.msg);

		if (self->recs.rec[i].domain.msg.nlmsg_type == RTM_DELROUTE && rtm->rtm_family == AF_INET)
			gone--;
	}
	EXPECT_EQ(0, gone);
}

/* An unreachable route stays between two others, and the route behind it goes. */
TEST_F(silent_route4, behind_an_unreachable_one)
{
	struct rec *rec;
	int n;

	second_device();
	run("ip route add 10.20.0.0/16 via 10.1.0.2 metric 1");
	run("ip route add unreachable 10.20.0.0/16 metric 5");
	run("ip route add 10.20.0.0/16 via 10.0.0.2 metric 10");
	self->before = journal_last();
	run("ip link set d0 down");
	silent(&self->recs, self->before, &rec);
	rec = find_del(&self->recs, "10.20.0.0", 16, &n);
	ASSERT_EQ(1, n);
	EXPECT_TRUE(rec->domain.silent);
	EXPECT_EQ(10, nl_u32(rec_attr(rec, sizeof(struct rtmsg), RTA_PRIORITY)));
}

/* A multipath route that keeps a leg stays, and the route before it goes. */
TEST_F(silent_route4, before_a_multipath_one)
{
	struct rec *rec;
	int n;

	second_device();
	run("ip route add 10.20.0.0/16 metric 9 nexthop via 10.0.0.2 nexthop via 10.1.0.2");
	run("ip route add 10.20.0.0/16 via 10.0.0.2 metric 5");
	self->before = journal_last();
	run("ip link set d0 down");
	silent(&self->recs, self->before, &rec);
	rec = find_del(&self->recs, "10.20.0.0", 16, &n);
	ASSERT_EQ(1, n);
	EXPECT_TRUE(rec->domain.silent);
	EXPECT_EQ(5, nl_u32(rec_attr(rec, sizeof(struct rtmsg), RTA_PRIORITY)));
}

TEST_F(silent_route4, device_enters_a_vrf)
{
	struct rec *rec;
	int n;

	if (try_run("ip link add vrf0 type vrf table 1005"))
		SKIP(return, "no VRF");
	run("ip link set vrf0 up");
	second_device();
	run("ip route add 10.20.0.0/16 via 10.1.0.2 metric 1");
	run("ip route add 10.20.0.0/16 via 10.0.0.2 metric 2");
	self->before = journal_last();
	run("ip link set d0 master vrf0");
	silent(&self->recs, self->before, &rec);
	rec = find_del(&self->recs, "10.20.0.0", 16, &n);
	ASSERT_EQ(1, n);
	EXPECT_TRUE(rec->domain.silent);
	EXPECT_EQ(2, nl_u32(rec_attr(rec, sizeof(struct rtmsg), RTA_PRIORITY)));
	/* The route of the subnet went from the main table. */
	find_del(&self->recs, "10.0.0.0", 24, &n);
	EXPECT_EQ(1, n);
}

TEST_F(silent_route4, address_on_two_devices)
{
	struct rec *rec;
	int n;

	run("ip link add d1 type dummy && ip link set d1 up && ip addr add 10.0.0.1/24 dev d1");
	self->before = journal_last();
	run("ip link set d0 down");
	silent(&self->recs, self->before, &rec);
	rec = find_del(&self->recs, "10.0.0.0", 24, &n);
	ASSERT_EQ(1, n);
	EXPECT_TRUE(rec->domain.silent);
	EXPECT_EQ(if_nametoindex("d0"), nl_u32(rec_attr(rec, sizeof(struct rtmsg), RTA_OIF)));
}

/* A leg of a route that stays dies and revives with its device: a change of the route each time. */
TEST_F(silent_route4, leg_dies_and_revives)
{
	int n;

	second_device();
	run("ip route add 10.20.0.0/16 nexthop via 10.0.0.2 nexthop via 10.1.0.2");
	self->before = journal_last();
	run("ip link set d0 down");
	EXPECT_EQ(RTNH_F_DEAD | RTNH_F_LINKDOWN, leg_flags(&self->recs, self->before, "d0", &n));
	EXPECT_EQ(1, n);
	EXPECT_EQ(0, leg_flags(&self->recs, self->before, "d1", &n));
	find_del(&self->recs, "10.20.0.0", 16, &n);
	EXPECT_EQ(0, n);
	self->before = journal_last();
	run("ip link set d0 up && ip addr replace 10.0.0.1/24 dev d0");
	EXPECT_EQ(0, leg_flags(&self->recs, self->before, "d0", &n));
	EXPECT_EQ(1, n);
	/* With the last leg the route goes. */
	self->before = journal_last();
	run("ip link set d0 down");
	run("ip link set d1 down");
	leg_flags(&self->recs, self->before, "d0", &n);
	EXPECT_EQ(1, n);
	find_del(&self->recs, "10.20.0.0", 16, &n);
	EXPECT_EQ(1, n);
}

/* A removed device takes the whole route along. */
TEST_F(silent_route4, leg_is_removed)
{
	int n;

	second_device();
	run("ip route add 10.20.0.0/16 nexthop via 10.0.0.2 nexthop via 10.1.0.2");
	self->before = journal_last();
	run("ip link del d0");
	leg_flags(&self->recs, self->before, "d0", &n);
	find_del(&self->recs, "10.20.0.0", 16, &n);
	EXPECT_EQ(1, n);
}

TEST_F(silent_route4, leg_loses_its_carrier)
{
	int n, flags = -1;

	run("ip link add v0 type veth peer name v1 && ip link set v0 up && ip link set v1 up && ip addr add 10.3.0.1/24 dev v0");
	run("ip route add 10.20.0.0/16 nexthop via 10.0.0.2 nexthop via 10.3.0.2");
	self->before = journal_last();
	run("ip link set v1 down");
	for (uint64_t end = 0; flags < 0 && wait_more(&end);)
		flags = leg_flags(&self->recs, self->before, "v0", &n);
	EXPECT_EQ(RTNH_F_LINKDOWN, flags);
	EXPECT_EQ(1, n);
}

/* Multipath routes that existed before the module was loaded, in several tables, beside many other routes. */
TEST_F(silent_route4, legs_among_many_routes)
{
	int n, legs = 0;

	second_device();
	run("for i in $(seq 1 300); do echo route add 11.$((i / 8)).$((i %% 200)).0/24 via 10.0.0.2; done | ip -batch -");
	run("for i in $(seq 1 20); do echo route add 10.20.0.0/16 table $i metric 7 nexthop via 10.0.0.2 nexthop via 10.1.0.2; done | ip -batch -");
	self->before = journal_last();
	run("ip link set d1 down");
	leg_flags(&self->recs, self->before, "d1", &legs);
	EXPECT_EQ(20, legs);
	find_del(&self->recs, "10.20.0.0", 16, &n);
	EXPECT_EQ(0, n);
}

/* Without nexthop_compat_mode a route has only the id of its nexthop object, and a blackhole has its type. */
TEST_F(silent_route4, nexthop_without_compatibility)
{
	static const char *const nexthops[] = { "via 10.0.0.2 dev d0", "blackhole" };

	run("echo 0 >/proc/sys/net/ipv4/nexthop_compat_mode");
	for (size_t i = 0; i < sizeof(nexthops) / sizeof(nexthops[0]); i++) {
		struct rec *rec, announced;
		int n;

		run("ip nexthop add id 7 %s && ip route add 10.20.0.0/16 nhid 7", nexthops[i]);
		self->before = journal_last();
		run("ip route del 10.20.0.0/16 nhid 7");
		EXPECT_EQ(0, silent(&self->recs, self->before, &rec));
		rec = find_del(&self->recs, "10.20.0.0", 16, &n);
		ASSERT_EQ(1, n);
		announced = *rec;

		run("ip route add 10.20.0.0/16 nhid 7");
		self->before = journal_last();
		run("ip nexthop del id 7");
		EXPECT_EQ(1, silent(&self->recs, self->before, &rec));
		ASSERT_EQ(announced.domain.msg_len, rec->domain.msg_len);
		EXPECT_EQ(0, memcmp(NLMSG_DATA(&announced.domain.msg), NLMSG_DATA(&rec->domain.msg),
				    rec->domain.msg_len - NLMSG_HDRLEN));
	}
}

TEST_HARNESS_MAIN
