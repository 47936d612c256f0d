// SPDX-License-Identifier: GPL-2.0
/*
 * What the journal captures: every kind, in every namespace, each change once,
 * and the IPv4 routes that go in silence.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/rtnetlink.h>
#include <fcntl.h>
#include <linux/if_link.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"

FIXTURE(capture) {
	struct recs recs;
	uint64_t before;
};

FIXTURE_SETUP(capture)
{
	memset(&self->recs, 0, sizeof(self->recs));
	new_netns();
	/* An address of its own would come later, when no other was found to have it. */
	run("ip link add d0 type dummy && ip link set d0 addrgenmode none && ip link set d0 up && ip addr add 10.0.0.1/24 dev d0");
	self->before = journal_last();
}

FIXTURE_TEARDOWN(capture)
{
	recs_free(&self->recs);
}

/* Number of records of @type after the fixture's mark, and the last of them. */
static int count(struct recs *recs, uint64_t after, int type, struct rec **last)
{
	int n = 0;

	recs_free(recs);
	if (recs_read(recs, after, KINDS_ALL))
		return -1;
	for (size_t i = 0; i < recs->n; i++) {
		if (recs->rec[i].domain.msg.nlmsg_type != type || !recs->rec[i].domain.msg_len)
			continue;
		n++;
		if (last)
			*last = &recs->rec[i];
	}
	return n;
}

#define COUNT(type)	count(&self->recs, self->before, (type), NULL)
#define LAST(type, rec)	count(&self->recs, self->before, (type), (rec))

TEST_F(capture, link)
{
	struct rec *rec;

	run("ip link add d1 type dummy");
	EXPECT_LE(1, LAST(RTM_NEWLINK, &rec));
	ASSERT_NE(NULL, rec_attr(rec, sizeof(struct ifinfomsg), IFLA_IFNAME));
	EXPECT_STREQ("d1", nl_data(rec_attr(rec, sizeof(struct ifinfomsg), IFLA_IFNAME)));
	EXPECT_EQ(NETJOURNAL_KIND_LINK, rec->kind);
	/* Statistics are cut, and what follows them is not. */
	EXPECT_EQ(NULL, rec_attr(rec, sizeof(struct ifinfomsg), IFLA_STATS));
	EXPECT_EQ(NULL, rec_attr(rec, sizeof(struct ifinfomsg), IFLA_STATS64));
	EXPECT_NE(NULL, rec_attr(rec, sizeof(struct ifinfomsg), IFLA_LINKINFO));
	EXPECT_NE(NULL, rec_attr(rec, sizeof(struct ifinfomsg), IFLA_AF_SPEC));
	EXPECT_EQ(rec->domain.msg.nlmsg_len, rec->domain.msg_len);
	run("ip link del d1");
	EXPECT_EQ(1, COUNT(RTM_DELLINK));
}

TEST_F(capture, addr4)
{
	run("ip addr add 10.9.0.1/24 dev d0 && ip addr del 10.9.0.1/24 dev d0");
	EXPECT_EQ(1, COUNT(RTM_NEWADDR));
	EXPECT_EQ(1, COUNT(RTM_DELADDR));
}

TEST_F(capture, addr6)
{
	run("ip addr add 2001:db8::1/64 dev d0 nodad");
	/* That it may be used a kworker announces. */
	for (int i = 0; i < 300 && !COUNT(RTM_NEWADDR); i++)
		usleep(100000);
	run("ip addr del 2001:db8::1/64 dev d0");
	EXPECT_EQ(1, COUNT(RTM_NEWADDR));
	EXPECT_EQ(1, COUNT(RTM_DELADDR));
}

TEST_F(capture, route4)
{
	struct rec *rec;

	run("ip route add 10.20.0.0/16 via 10.0.0.2 && ip route del 10.20.0.0/16");
	EXPECT_EQ(1, COUNT(RTM_NEWROUTE));
	EXPECT_EQ(1, LAST(RTM_DELROUTE, &rec));
	EXPECT_EQ(NETJOURNAL_KIND_ROUTE, rec->kind);
	EXPECT_FALSE(rec->domain.silent);
}

TEST_F(capture, route4_of_other_table)
{
	run("ip route add 10.20.0.0/16 via 10.0.0.2 table 1000");
	EXPECT_EQ(1, COUNT(RTM_NEWROUTE));
}

TEST_F(capture, route6)
{
	run("ip route add 2001:db8:1::/48 dev d0 && ip route del 2001:db8:1::/48");
	EXPECT_EQ(1, COUNT(RTM_NEWROUTE));
	EXPECT_EQ(1, COUNT(RTM_DELROUTE));
}

TEST_F(capture, rule4)
{
	run("ip rule add from 10.1.0.0/16 lookup 100 && ip rule del from 10.1.0.0/16 lookup 100");
	EXPECT_EQ(1, COUNT(RTM_NEWRULE));
	EXPECT_EQ(1, COUNT(RTM_DELRULE));
}

TEST_F(capture, rule6)
{
	run("ip -6 rule add from 2001:db8::/32 lookup 100 && ip -6 rule del from 2001:db8::/32 lookup 100");
	EXPECT_EQ(1, COUNT(RTM_NEWRULE));
	EXPECT_EQ(1, COUNT(RTM_DELRULE));
}

TEST_F(capture, neigh)
{
	run("ip neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev d0");
	EXPECT_EQ(1, COUNT(RTM_NEWNEIGH));
	run("ip neigh del 10.0.0.9 dev d0");
	EXPECT_EQ(1, COUNT(RTM_DELNEIGH));
}

TEST_F(capture, neigh_but_no_fdb)
{
	run("ip link add br0 type bridge && ip link set d0 master br0");
	self->before = journal_last();
	run("bridge fdb add 02:00:00:00:00:01 dev d0 master static");
	EXPECT_EQ(0, COUNT(RTM_NEWNEIGH));
}

TEST_F(capture, nexthop)
{
	run("ip nexthop add id 7 via 10.0.0.2 dev d0 && ip nexthop del id 7");
	EXPECT_EQ(1, COUNT(RTM_NEWNEXTHOP));
	EXPECT_EQ(1, COUNT(RTM_DELNEXTHOP));
}

/* The namespace "early" was made before the module was loaded. */
TEST(namespace_from_before_load)
{
	struct recs recs = {};
	uint64_t before;
	int fd = open("/run/netns/early", O_RDONLY);

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, setns(fd, CLONE_NEWNET));
	before = journal_last();
	run("ip link add d0 type dummy");
	EXPECT_LE(1, count(&recs, before, RTM_NEWLINK, NULL));
	recs_free(&recs);
	run("ip link del d0");
}

TEST(initial_namespace)
{
	struct recs recs = {};
	uint64_t before = journal_last();

	run("ip link add cap0 type dummy && ip link del cap0");
	EXPECT_EQ(1, count(&recs, before, RTM_DELLINK, NULL));
	recs_free(&recs);
}

/* A new namespace's journal begins with its loopback device. */
TEST(new_namespace)
{
	struct recs recs = {};
	struct rec *rec;

	ASSERT_EQ(0, unshare(CLONE_NEWNET));
	ASSERT_EQ(1, count(&recs, 0, RTM_NEWLINK, &rec));
	EXPECT_STREQ("lo", nl_data(rec_attr(rec, sizeof(struct ifinfomsg), IFLA_IFNAME)));
	EXPECT_EQ(1, rec->seq);
	recs_free(&recs);
}

/* Journals are apart: what one namespace does is not in the other's. */
TEST_F(capture, namespaces_are_apart)
{
	uint64_t mine = journal_last();

	run("unshare -n sh -c 'ip link add d5 type dummy && ip link del d5'");
	EXPECT_EQ(mine, journal_last());
}

/* Silent deletions */

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

/* Beside d0 of the fixture, with a subnet of its own. */
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

TEST_F(capture, silent_on_link_down)
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
	/* The subnet's own route went too, and the broadcast and local ones. */
	find_del(&self->recs, "10.0.0.0", 24, &n);
	EXPECT_EQ(1, n);
}

TEST_F(capture, silent_on_last_address_removed)
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

TEST_F(capture, silent_on_nexthop_removed)
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

TEST_F(capture, silent_on_device_removed)
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

TEST_F(capture, silent_multipath)
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

/* The message of a silent deletion is the one that the kernel would have made, whatever the route has. */
TEST_F(capture, silent_as_announced)
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

/*
 * Two routes to one prefix, and the first goes: the FIB notifier tells of the
 * one that takes its place.
 */
TEST_F(capture, silent_first_of_two)
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

/* The second goes, and the first stays: the FIB notifier tells nothing. */
TEST_F(capture, silent_second_of_two)
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

TEST_F(capture, silent_second_by_address)
{
	struct rec *rec;
	int n;

	second_device();
	run("ip route add 10.0.0.0/8 via 10.0.0.2 metric 100");
	run("ip route add 10.0.0.0/8 via 10.1.0.2 metric 200");
	/* In the way at the first address of the prefix. */
	run("ip route add 10.0.0.0/30 via 10.1.0.2");
	self->before = journal_last();
	run("ip addr del 10.1.0.1/24 dev d1");
	silent(&self->recs, self->before, &rec);
	rec = find_del(&self->recs, "10.0.0.0", 8, &n);
	ASSERT_EQ(1, n);
	EXPECT_EQ(200, nl_u32(rec_attr(rec, sizeof(struct rtmsg), RTA_PRIORITY)));
}

/* Both go at once, each with a record of its own. */
/*
 * A device that goes down takes those on top of it along, one event within the
 * other: what has gone with the one is not forgotten for the other.
 */
TEST_F(capture, silent_second_under_vlan)
{
	struct rec *rec;
	int n;

	if (try_run("ip link add link d0 name d0.5 type vlan id 5"))
		SKIP(return, "no VLANs");
	run("ip link set d0.5 up && ip addr add 10.5.0.1/24 dev d0.5");
	second_device();
	run("ip route add 10.20.0.0/16 via 10.1.0.2 metric 1");
	run("ip route add 10.20.0.0/16 via 10.0.0.2 metric 2");
	run("ip route add 10.20.0.0/16 via 10.5.0.2 metric 3");
	self->before = journal_last();
	run("ip link set d0 down");
	silent(&self->recs, self->before, &rec);
	for (size_t i = 0; i < self->recs.n; i++) {
		const struct rec *r = &self->recs.rec[i];
		uint32_t metric = nl_u32(rec_attr(r, sizeof(struct rtmsg), RTA_PRIORITY));

		if (metric == 2 || metric == 3)
			EXPECT_TRUE(r->domain.silent);
	}
	find_del(&self->recs, "10.20.0.0", 16, &n);
	EXPECT_EQ(2, n);
}

TEST_F(capture, silent_both_of_two)
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

/* The tables local and main are one while there are no rules: a route of main is none of local. */
TEST_F(capture, silent_but_not_the_local_one)
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

/* What is replaced or deleted by request is no silent deletion. */
TEST_F(capture, announced_are_not_silent)
{
	struct rec *rec;

	self->before = journal_last();
	run("ip route add default via 10.0.0.2 metric 200");
	run("ip route add default via 10.0.0.3 metric 100");
	run("ip route replace default via 10.0.0.4 metric 100");
	run("ip route del default metric 100 && ip route del default metric 200");
	EXPECT_EQ(0, silent(&self->recs, self->before, &rec));
}

/* A route whose preferred source goes is announced by kernels that can. */
TEST_F(capture, preferred_source_removed_once)
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

/* All that `ip route` shows before and not after has one deletion each. */
TEST_F(capture, silent_matches_route_dump)
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

/* Root can send to the groups of rtnetlink; that is no announcement. */
TEST_F(capture, forged_message)
{
	struct sockaddr_nl to = { .nl_family = AF_NETLINK };
	struct rtmsg rtm = { .rtm_family = AF_INET, .rtm_dst_len = 8 };
	struct nl_req *req = malloc(sizeof(*req));
	struct nl nl, listener;
	char buf[512];

	ASSERT_EQ(0, nl_open(&nl, NETLINK_ROUTE));
	ASSERT_EQ(0, nl_open(&listener, NETLINK_ROUTE));
	ASSERT_EQ(0, nl_join(&listener, RTNLGRP_IPV4_ROUTE));
	self->before = journal_last();
	nl_begin(req, RTM_DELROUTE, 0);
	nl_put(req, 0, NULL, 0);
	memcpy(NLMSG_DATA(&req->nlh), &rtm, sizeof(rtm));
	req->nlh.nlmsg_len = NLMSG_LENGTH(sizeof(rtm));
	to.nl_groups = 1 << (RTNLGRP_IPV4_ROUTE - 1);
	sendto(nl.fd, req->buf, req->nlh.nlmsg_len, 0, (struct sockaddr *)&to, sizeof(to));
	/* It was really sent to the group. */
	ASSERT_LT(0, recv(listener.fd, buf, sizeof(buf), MSG_DONTWAIT));
	EXPECT_EQ(self->before, journal_last());
	/* And the next real change is as certain as ever. */
	run("ip route add 10.20.0.0/16 via 10.0.0.2");
	recs_read(&self->recs, self->before, KINDS(ROUTE));
	ASSERT_EQ(1, self->recs.n);
	EXPECT_EQ(NETJOURNAL_CONTEXT_REQUEST, self->recs.rec[0].context);
	nl_close(&nl);
	nl_close(&listener);
	free(req);
}

/* Records tell what came before them of their kind, and time goes forward. */
TEST_F(capture, sequence)
{
	uint64_t last[NETJOURNAL_KIND_MAX + 1] = {}, seq = 0, boot = 0;

	run("ip route add 10.20.0.0/16 via 10.0.0.2 && ip rule add pref 77 lookup 7 && ip route del 10.20.0.0/16");
	ASSERT_EQ(0, recs_read(&self->recs, 0, KINDS_ALL));
	for (size_t i = 0; i < self->recs.n; i++) {
		const struct rec *rec = &self->recs.rec[i];

		ASSERT_FALSE(rec->is_gap);
		EXPECT_EQ(seq + 1, rec->seq);
		EXPECT_EQ(last[rec->kind], rec->prev_seq);
		EXPECT_LE(boot, rec->boot_time);
		seq = rec->seq;
		last[rec->kind] = seq;
		boot = rec->boot_time;
	}
	EXPECT_EQ(seq, self->recs.bookmark);
}

TEST_HARNESS_MAIN
