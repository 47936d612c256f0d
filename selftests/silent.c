// SPDX-License-Identifier: GPL-2.0
/*
 * Changes to IPv6 routes, nexthop objects and rules that the kernel does not announce.
 * Each is recorded once and marked as silent, with the message that the kernel would
 * have sent. silent_route4.c tests IPv4 routes.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/fib_rules.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"
#include "wait.h"

FIXTURE(silent) {
	struct recs recs;
	uint64_t before;
};

FIXTURE_SETUP(silent)
{
	memset(&self->recs, 0, sizeof(self->recs));
	new_netns();
	run("for d in d0 d1; do ip link add $d type dummy && ip link set $d addrgenmode none up; done");
	run("ip addr add 10.0.0.1/24 dev d0 && ip addr add 10.1.0.1/24 dev d1");
	run("ip addr add 2001:db8::1/64 dev d0 nodad && ip addr add 2001:db8:1::1/64 dev d1 nodad");
	/* A kworker announces the addresses when they may be used. */
	usleep(300000);
	self->before = journal_last();
}

FIXTURE_TEARDOWN(silent)
{
	recs_free(&self->recs);
}

/* Returns the number of records of @type after @after, and the last of them. */
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
		*last = &recs->rec[i];
	}
	return n;
}

#define LAST(type, rec)	count(&self->recs, self->before, (type), &(rec))

/* Returns the number of records of @type about the IPv6 route to @prefix. */
static int count_route6(struct recs *recs, uint64_t after, int type, const char *prefix, struct rec **last)
{
	struct in6_addr dst;
	int n = 0;

	inet_pton(AF_INET6, prefix, &dst);
	recs_free(recs);
	if (recs_read(recs, after, KINDS(ROUTE)))
		return -1;
	for (size_t i = 0; i < recs->n; i++) {
		const struct nlattr *nla = rec_attr(&recs->rec[i], sizeof(struct rtmsg), RTA_DST);

		if (recs->rec[i].domain.msg.nlmsg_type != type || !nla ||
		    nl_len(nla) != sizeof(dst) || memcmp(nl_data(nla), &dst, sizeof(dst)))
			continue;
		n++;
		*last = &recs->rec[i];
	}
	return n;
}

static int count_del6(struct recs *recs, uint64_t after, const char *prefix, struct rec **last)
{
	return count_route6(recs, after, RTM_DELROUTE, prefix, last);
}

/* Returns whether two messages are equal except for their headers. */
static bool same_message(const struct rec *a, const struct rec *b)
{
	return a->domain.msg_len == b->domain.msg_len && a->domain.msg.nlmsg_type == b->domain.msg.nlmsg_type &&
	       !memcmp(NLMSG_DATA(&a->domain.msg), NLMSG_DATA(&b->domain.msg), a->domain.msg_len - NLMSG_HDRLEN);
}

static const char *const routes6[] = {
	"2001:db8:77::/48 dev d0",
	"2001:db8:77::/48 via 2001:db8::2 dev d0 metric 7 proto static table 1000",
	"2001:db8:77::/48 from 2001:db8:5::/48 via 2001:db8::2 dev d0 src 2001:db8::1",
	"2001:db8:77::/48 via fe80::9 dev d0 mtu 1400 advmss 1300 congctl reno pref high",
	"2001:db8:77::/48 via 2001:db8::2 dev d0 onlink",
	"2001:db8:77::/48 encap ip6 id 7 dst 2001:db8:9::9 hoplimit 5 via 2001:db8::2 dev d0",
};

/*
 * With skip_notify_on_dev_down the kernel removes the routes over a device silently. They are
 * recorded as if it had announced them.
 */
TEST_F(silent, route6_on_device_down)
{
	for (size_t i = 0; i < sizeof(routes6) / sizeof(routes6[0]); i++) {
		struct rec *rec = NULL, announced;

		run("echo 0 >/proc/sys/net/ipv6/route/skip_notify_on_dev_down");
		if (try_run("ip -6 route add %s", routes6[i])) {
			TH_LOG("not on this kernel: %s", routes6[i]);
			continue;
		}
		self->before = journal_last();
		run("ip link set d0 down");
		ASSERT_EQ(1, count_del6(&self->recs, self->before, "2001:db8:77::", &rec));
		EXPECT_FALSE(rec->domain.silent);
		announced = *rec;
		run("ip link set d0 up && ip addr replace 2001:db8::1/64 dev d0 nodad");

		run("echo 1 >/proc/sys/net/ipv6/route/skip_notify_on_dev_down");
		run("ip -6 route add %s", routes6[i]);
		self->before = journal_last();
		run("ip link set d0 down");
		ASSERT_EQ(1, count_del6(&self->recs, self->before, "2001:db8:77::", &rec)) TH_LOG("%s", routes6[i]);
		EXPECT_TRUE(rec->domain.silent);
		EXPECT_EQ(NETJOURNAL_CONTEXT_TASK, rec->context);
		EXPECT_STREQ("ip", rec->comm);
		EXPECT_TRUE(same_message(&announced, rec)) TH_LOG("%s", routes6[i]);
		run("ip link set d0 up && ip addr replace 2001:db8::1/64 dev d0 nodad");
	}
}

/* There is one record for each leg, because the kernel would have sent one message for each. */
TEST_F(silent, route6_of_several_legs)
{
	struct rec *rec = NULL;

	run("echo 1 >/proc/sys/net/ipv6/route/skip_notify_on_dev_down");
	run("ip -6 route add 2001:db8:77::/48 nexthop via 2001:db8::2 dev d0 nexthop via 2001:db8::3 dev d0");
	self->before = journal_last();
	run("ip link set d0 down");
	EXPECT_EQ(2, count_del6(&self->recs, self->before, "2001:db8:77::", &rec));
	EXPECT_TRUE(rec->domain.silent);
	EXPECT_EQ(NULL, rec_attr(rec, sizeof(struct rtmsg), RTA_MULTIPATH));
}

/* A request that deletes all legs at once is announced once, and is not silent. */
TEST_F(silent, route6_of_several_legs_by_request)
{
	struct rec *rec = NULL;

	run("ip -6 route add 2001:db8:77::/48 nexthop via 2001:db8::2 dev d0 nexthop via 2001:db8::3 dev d0");
	self->before = journal_last();
	run("ip -6 route del 2001:db8:77::/48");
	EXPECT_EQ(1, count_del6(&self->recs, self->before, "2001:db8:77::", &rec));
	EXPECT_FALSE(rec->domain.silent);
	EXPECT_NE(NULL, rec_attr(rec, sizeof(struct rtmsg), RTA_MULTIPATH));
}

/* Without nexthop_compat_mode, deleting a nexthop object removes its routes silently. */
TEST_F(silent, route6_with_its_nexthop)
{
	static const char *const nexthops[] = {
		"ip -6 nexthop add id 8 via 2001:db8::2 dev d0", "ip -6 nexthop add id 8 blackhole",
		"ip nexthop add id 8 group 81/82,3",
	};

	run("ip nexthop add id 81 via 2001:db8::2 dev d0 && ip -6 nexthop add id 82 via 2001:db8:1::2 dev d1");
	for (size_t i = 0; i < sizeof(nexthops) / sizeof(nexthops[0]); i++) {
		struct rec *rec = NULL, announced;

		run("echo 0 >/proc/sys/net/ipv4/nexthop_compat_mode");
		run("%s && ip -6 route add 2001:db8:77::/48 nhid 8", nexthops[i]);
		self->before = journal_last();
		run("ip -6 route del 2001:db8:77::/48 nhid 8");
		ASSERT_EQ(1, count_del6(&self->recs, self->before, "2001:db8:77::", &rec));
		announced = *rec;
		run("ip -6 route add 2001:db8:77::/48 nhid 8");
		self->before = journal_last();
		run("ip nexthop del id 8");
		ASSERT_EQ(1, count_del6(&self->recs, self->before, "2001:db8:77::", &rec)) TH_LOG("%s", nexthops[i]);
		EXPECT_TRUE(rec->domain.silent);
		EXPECT_TRUE(same_message(&announced, rec)) TH_LOG("%s", nexthops[i]);

		run("echo 1 >/proc/sys/net/ipv4/nexthop_compat_mode");
		run("%s && ip -6 route add 2001:db8:77::/48 nhid 8", nexthops[i]);
		self->before = journal_last();
		run("ip nexthop del id 8");
		ASSERT_EQ(1, count_del6(&self->recs, self->before, "2001:db8:77::", &rec)) TH_LOG("%s", nexthops[i]);
		EXPECT_FALSE(rec->domain.silent);
	}
}

/* A leg of an IPv6 route that stays dies and revives with its device: a change of the route each time. */
TEST_F(silent, leg6_dies_and_revives)
{
	int n;

	run("ip -6 route add 2001:db8:77::/48 nexthop via fe80::2 dev d0 nexthop via fe80::2 dev d1 nexthop via fe80::3 dev d1");
	run("ip -6 route add 2001:db8:78::/48 from 2001:db8:5::/48 via fe80::2 dev d1");
	self->before = journal_last();
	run("ip link set d0 down");
	EXPECT_EQ(RTNH_F_DEAD | RTNH_F_LINKDOWN, leg_flags(&self->recs, self->before, "d0", &n));
	EXPECT_EQ(1, n);
	EXPECT_EQ(0, leg_flags(&self->recs, self->before, "d1", &n));
	self->before = journal_last();
	run("ip link set d0 up");
	EXPECT_EQ(0, leg_flags(&self->recs, self->before, "d0", &n));
	EXPECT_LE(1, n);
}

TEST_F(silent, leg6_loses_its_carrier)
{
	int n, flags = -1;

	run("ip link add v0 type veth peer name v1 && ip link set v0 addrgenmode none up && ip link set v1 addrgenmode none up");
	run("ip addr add 2001:db8:3::1/64 dev v0 nodad && ip -6 route add 2001:db8:77::/48 nexthop via fe80::2 dev d0 nexthop via fe80::2 dev v0");
	self->before = journal_last();
	run("ip link set v1 down");
	for (uint64_t end = 0; flags < 0 && wait_more(&end);)
		flags = leg_flags(&self->recs, self->before, "v0", &n);
	EXPECT_EQ(RTNH_F_LINKDOWN, flags);
	EXPECT_EQ(1, n);
}

static int count_new6(struct recs *recs, uint64_t after, const char *prefix, struct rec **last)
{
	return count_route6(recs, after, RTM_NEWROUTE, prefix, last);
}

static const struct {
	const char *route;	/* to 2001:db8:77::/48 */
	bool multipath;
} sourced[] = {
	{ "via 2001:db8::2 dev d0 src 2001:db8::9 metric 7 mtu 1400", false },
	{ "src 2001:db8::9 mtu 1400 nexthop via 2001:db8::2 nexthop via 2001:db8::3", true },
};

/* The kernel announces that an address goes, and not that routes no longer have it as preferred source. */
TEST_F(silent, route6_loses_its_source)
{
	for (size_t i = 0; i < sizeof(sourced) / sizeof(sourced[0]); i++) {
		struct rec *rec = NULL;

		run("ip addr add 2001:db8::9/64 dev d0 nodad noprefixroute");
		run("ip -6 route add 2001:db8:77::/48 %s", sourced[i].route);
		self->before = journal_last();
		run("ip addr del 2001:db8::9/64 dev d0");
		ASSERT_EQ(1, count_new6(&self->recs, self->before, "2001:db8:77::", &rec)) TH_LOG("%s", sourced[i].route);
		EXPECT_TRUE(rec->domain.silent);
		EXPECT_STREQ("ip", rec->comm);
		EXPECT_EQ(NULL, rec_attr(rec, sizeof(struct rtmsg), RTA_PREFSRC));
		EXPECT_NE(NULL, rec_attr(rec, sizeof(struct rtmsg), RTA_METRICS));
		EXPECT_EQ(sourced[i].multipath, !!rec_attr(rec, sizeof(struct rtmsg), RTA_MULTIPATH));
		/* The kernel says the same. */
		run("! ip -6 route show 2001:db8:77::/48 | grep src");
		run("ip -6 route del 2001:db8:77::/48");
	}
}

/* Routes with another source, and routes whose source another device has, as far as the kernel minds. */
TEST_F(silent, route6_keeps_its_source)
{
	struct rec *rec = NULL;

	run("ip addr add 2001:db8::9/64 dev d0 nodad noprefixroute && ip addr add 2001:db8::9/64 dev d1 nodad noprefixroute");
	run("ip -6 route add 2001:db8:77::/48 via 2001:db8::2 dev d0 src 2001:db8::1");
	run("ip -6 route add 2001:db8:78::/48 via 2001:db8::2 dev d0 src 2001:db8::9");
	self->before = journal_last();
	run("ip addr del 2001:db8::9/64 dev d1");
	EXPECT_EQ(0, count_new6(&self->recs, self->before, "2001:db8:77::", &rec));
	EXPECT_EQ(0, count_new6(&self->recs, self->before, "2001:db8:78::", &rec));
	run("ip -6 route show 2001:db8:78::/48 | grep src");
}

static const char *const nexthops[] = {
	"via 10.0.0.2 dev d0", "via 10.0.0.2 dev d0 onlink protocol static", "via 2001:db8::2 dev d0", "dev d0",
	"via 2001:db8::2 dev d0 encap ip6 id 7 dst 2001:db8:9::9 hoplimit 5",
};

/* A nexthop goes when its device goes down. The message is that of a deletion by request. */
TEST_F(silent, nexthop_on_device_down)
{
	for (size_t i = 0; i < sizeof(nexthops) / sizeof(nexthops[0]); i++) {
		struct rec *rec = NULL, announced;

		run("ip nexthop add id 5 %s", nexthops[i]);
		self->before = journal_last();
		run("ip nexthop del id 5");
		ASSERT_EQ(1, LAST(RTM_DELNEXTHOP, rec));
		EXPECT_FALSE(rec->domain.silent);
		announced = *rec;
		run("ip nexthop add id 5 %s", nexthops[i]);
		self->before = journal_last();
		run("ip link set d0 down");
		ASSERT_EQ(1, LAST(RTM_DELNEXTHOP, rec)) TH_LOG("%s", nexthops[i]);
		EXPECT_TRUE(rec->domain.silent);
		EXPECT_EQ(NETJOURNAL_KIND_NEXTHOP, rec->kind);
		EXPECT_STREQ("ip", rec->comm);
		EXPECT_TRUE(same_message(&announced, rec)) TH_LOG("%s", nexthops[i]);
		run("ip link set d0 up && ip addr replace 2001:db8::1/64 dev d0 nodad");
	}
}

TEST_F(silent, nexthop_on_loss_of_carrier)
{
	struct rec *rec = NULL;

	run("ip link add v0 type veth peer name v1 && ip link set v0 up && ip link set v1 up && ip addr add 10.3.0.1/24 dev v0");
	run("ip nexthop add id 5 via 10.3.0.2 dev v0");
	self->before = journal_last();
	run("ip link set v1 down");
	for (uint64_t end = 0; !LAST(RTM_DELNEXTHOP, rec) && wait_more(&end);)
		;
	ASSERT_EQ(1, LAST(RTM_DELNEXTHOP, rec));
	EXPECT_TRUE(rec->domain.silent);
}

TEST_F(silent, nexthop_on_device_removed)
{
	struct rec *rec = NULL;

	run("ip nexthop add id 5 via 10.0.0.2 dev d0");
	self->before = journal_last();
	run("ip link del d0");
	ASSERT_EQ(1, LAST(RTM_DELNEXTHOP, rec));
	EXPECT_TRUE(rec->domain.silent);
	EXPECT_EQ(5, nl_u32(rec_attr(rec, sizeof(struct nhmsg), NHA_ID)));
}

static const char *const groups[] = {
	"group 11/12,300/13", "group 11/12,5/13 type resilient buckets 16 idle_timer 77 unbalanced_timer 0",
};

/* A group loses a member because of its device. The record is that of a deletion of the member by request. */
TEST_F(silent, group_shrinks)
{
	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
		struct rec *rec = NULL, announced;

		run("ip nexthop add id 11 via 10.0.0.2 dev d0 && ip nexthop add id 12 via 10.1.0.2 dev d1 && ip nexthop add id 13 via 10.1.0.3 dev d1");
		if (try_run("ip nexthop add id 20 %s", groups[i])) {
			/* A weight has 8 bits on older kernels. */
			run("ip nexthop add id 20 group 11/12,3/13");
		}
		self->before = journal_last();
		run("ip nexthop del id 11");
		ASSERT_EQ(1, LAST(RTM_NEWNEXTHOP, rec)) TH_LOG("%s", groups[i]);
		announced = *rec;
		run("ip nexthop add id 11 via 10.0.0.2 dev d0 && ip nexthop del id 20");
		if (try_run("ip nexthop add id 20 %s", groups[i]))
			run("ip nexthop add id 20 group 11/12,3/13");
		self->before = journal_last();
		run("ip link set d0 down");
		ASSERT_EQ(1, LAST(RTM_NEWNEXTHOP, rec)) TH_LOG("%s", groups[i]);
		EXPECT_TRUE(rec->domain.silent);
		EXPECT_EQ(20, nl_u32(rec_attr(rec, sizeof(struct nhmsg), NHA_ID)));
		EXPECT_TRUE(same_message(&announced, rec)) TH_LOG("%s", groups[i]);
		run("ip nexthop flush && ip link set d0 up");
	}
}

/* When the last member of a group goes, the group goes too. */
TEST_F(silent, group_goes)
{
	struct rec *rec = NULL;

	run("ip nexthop add id 11 via 10.0.0.2 dev d0 && ip nexthop add id 12 via 10.0.0.3 dev d0 && ip nexthop add id 20 group 11/12");
	self->before = journal_last();
	run("ip link set d0 down");
	EXPECT_EQ(3, LAST(RTM_DELNEXTHOP, rec));
	for (size_t i = 0; i < self->recs.n; i++) {
		if (self->recs.rec[i].kind == NETJOURNAL_KIND_NEXTHOP)
			EXPECT_TRUE(self->recs.rec[i].domain.silent);
	}
}

TEST_F(silent, nexthops_by_request_are_not)
{
	run("ip nexthop add id 11 via 10.0.0.2 dev d0 && ip nexthop add id 12 via 10.0.0.3 dev d0 && ip nexthop add id 20 group 11/12");
	run("ip nexthop del id 11 && ip nexthop del id 12 && ip nexthop flush");
	ASSERT_EQ(0, recs_read(&self->recs, self->before, KINDS(NEXTHOP)));
	EXPECT_LE(6, self->recs.n);
	for (size_t i = 0; i < self->recs.n; i++)
		EXPECT_FALSE(self->recs.rec[i].domain.silent);
}

/* Returns the flags of the last change of a rule. */
static uint32_t rule_flags(struct recs *recs, uint64_t after, int *n, struct rec **rec)
{
	*n = count(recs, after, RTM_NEWRULE, rec);
	return *n > 0 ? ((struct fib_rule_hdr *)NLMSG_DATA(&(*rec)->domain.msg))->flags : 0;
}

#define DETACHED	(FIB_RULE_IIF_DETACHED | FIB_RULE_OIF_DETACHED)

/* A rule that names a device is detached when the device goes, and attached when it comes back. */
TEST_F(silent, rule_and_its_device)
{
	struct rec *rec = NULL;
	int n;

	run("ip rule add pref 77 iif d0 lookup 7");
	self->before = journal_last();
	run("ip link del d0");
	EXPECT_EQ(FIB_RULE_IIF_DETACHED, rule_flags(&self->recs, self->before, &n, &rec) & DETACHED);
	ASSERT_EQ(1, n);
	EXPECT_TRUE(rec->domain.silent);
	EXPECT_EQ(NETJOURNAL_KIND_RULE, rec->kind);
	self->before = journal_last();
	run("ip link add d0 type dummy");
	EXPECT_EQ(0, rule_flags(&self->recs, self->before, &n, &rec) & DETACHED);
	ASSERT_EQ(1, n);
	EXPECT_TRUE(rec->domain.silent);
	self->before = journal_last();
	run("ip link set d0 name d9");
	EXPECT_EQ(FIB_RULE_IIF_DETACHED, rule_flags(&self->recs, self->before, &n, &rec) & DETACHED);
	ASSERT_EQ(1, n);
}

static const char *const rules[] = {
	"iif d0 lookup 7", "oif d0 fwmark 0x5/0xff lookup 1000 protocol 99 suppress_prefixlength 5",
	"from 10.5.0.0/16 to 10.6.0.0/16 tos 0x10 iif d0 uidrange 5-7 ipproto tcp sport 7-9 dport 80 lookup 7 suppress_ifgroup 3",
	"iif d0 not from 10.5.0.0/16 goto 32766", "iif d0 goto 5000", "iif d0 tun_id 77 unreachable", "oif d0 l3mdev",
};

/* When a rule is attached again, the message is that of its addition. */
TEST_F(silent, rule_as_announced)
{
	static const char *const families[] = { "-4", "-6" };

	for (size_t i = 0; i < 2 * sizeof(rules) / sizeof(rules[0]); i++) {
		const char *family = families[i % 2], *rule = rules[i / 2];
		struct rec *rec = NULL, announced;

		if (i % 2 && strstr(rule, "10.5.0.0"))
			continue;
		self->before = journal_last();
		run("ip %s rule add pref 77 %s", family, rule);
		ASSERT_EQ(1, LAST(RTM_NEWRULE, rec)) TH_LOG("%s %s", family, rule);
		announced = *rec;
		run("ip link del d0");
		self->before = journal_last();
		run("ip link add d0 type dummy");
		ASSERT_EQ(1, LAST(RTM_NEWRULE, rec)) TH_LOG("%s %s", family, rule);
		EXPECT_TRUE(rec->domain.silent);
		EXPECT_TRUE(same_message(&announced, rec)) TH_LOG("%s %s", family, rule);
		run("ip %s rule del pref 77", family);
	}
}

/* Rules that name another device, or none, do not change. */
TEST_F(silent, rules_of_others)
{
	struct rec *rec = NULL;

	run("ip rule add pref 77 iif d1 lookup 7 && ip rule add pref 78 from 10.1.0.0/16 lookup 7");
	self->before = journal_last();
	run("ip link del d0 && ip link add d0 type dummy");
	EXPECT_EQ(0, LAST(RTM_NEWRULE, rec));
}

TEST_HARNESS_MAIN
