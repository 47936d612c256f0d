// SPDX-License-Identifier: GPL-2.0
/*
 * One event changes thousands of objects, and the kernel announces none of these changes. A user
 * without privileges can make such an event in a network namespace of his own, and holds RTNL
 * during the event. The module makes messages only until the budget of the namespace is spent. Each
 * further change counts as lost, and no change is missing in the count.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"
#include "wait.h"

#define NOBODY		65534
#define LEGS		200
#define PATIENCE_MS	60000

FIXTURE(burst) {
	struct nl nl;
	struct nl_req req;
	struct recs recs;
};

FIXTURE_SETUP(burst)
{
	memset(self, 0, sizeof(*self));
	/* A user cannot make the kernel load this module, so load it now. */
	ASSERT_EQ(0, try_run("modprobe dummy"));
}

FIXTURE_TEARDOWN(burst)
{
	nl_close(&self->nl);
	recs_free(&self->recs);
}

static void make_devices(void)
{
	run("for d in d0 d1; do ip link add $d type dummy && ip link set $d addrgenmode none up; done");
	run("ip addr add 10.0.0.1/24 dev d0 && ip addr add 2001:db8::1/64 dev d0 nodad");
	run("ip addr add 10.1.0.1/24 dev d1 && ip addr add 2001:db8:1::1/64 dev d1 nodad");
}

/* Becomes a user without privileges, in namespaces of his own. Returns 0, or an error. */
static int become_user(void)
{
	int err;

	/* Otherwise root keeps owning the files of this process in /proc. */
	if (setgid(NOBODY) || setuid(NOBODY) || prctl(PR_SET_DUMPABLE, 1))
		return -errno;
	err = new_userns();
	if (err)
		return err;
	new_netns();
	make_devices();
	return 0;
}

/* Puts @n legs into the request: one over the device @other, and all others over @dev. */
static void put_legs(struct nl_req *req, int n, const char *dev, const char *other)
{
	struct rtnexthop legs[LEGS] = {};

	for (int i = 0; i < n; i++) {
		legs[i].rtnh_len = sizeof(legs[i]);
		legs[i].rtnh_ifindex = if_nametoindex(i ? dev : other);
	}
	nl_put(req, RTA_MULTIPATH, legs, n * sizeof(legs[0]));
}

/* Adds @n IPv4 routes with the same @legs legs, which the kernel keeps once for all routes. */
static int add_routes(struct nl *nl, struct nl_req *req, int n, int legs, const char *other)
{
	struct rtmsg rtm = {
		.rtm_family = AF_INET, .rtm_dst_len = 32, .rtm_table = RT_TABLE_MAIN,
		.rtm_type = RTN_UNICAST, .rtm_scope = RT_SCOPE_LINK, .rtm_protocol = RTPROT_STATIC,
	};

	for (int i = 0; i < n; i++) {
		uint32_t dst = htonl(0x0b000000 + i);
		int err;

		nl_begin(req, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL);
		nl_append(req, &rtm, sizeof(rtm));
		nl_put(req, RTA_DST, &dst, sizeof(dst));
		put_legs(req, legs, "d0", other);
		err = nl_talk(nl, req, NULL, NULL);
		if (err)
			return err;
	}
	return 0;
}

/* Pipes a batch into ip. The shell makes it, so that no file of the user remains. */
#define BATCH(commands)		"{ " commands "; } | ip -batch -"
#define BATCH_IPV6(commands)	"{ " commands "; } | ip -6 -batch -"

/* Sets the variable group to 100 nexthop objects, of which the first is over d1. ip has room for no more. */
#define GROUP	"echo nexthop add id 1 via 10.1.0.2 dev d1; group=1; " \
		"for i in $(seq 2 100); do echo nexthop add id $i via 10.0.0.2 dev d0; group=$group/$i; done; "

/* Every way in which one event makes many silent changes. */
static const struct way {
	const char *name;
	uint32_t kind;
	int n;			/* changes */
	int legs;		/* of each of the @n routes to make; 0: the command @setup makes the objects */
	const char *other;	/* the device of one leg */
	const char *setup;
	const char *event;
} ways[] = {
	{ "legs of IPv4 routes lose their carrier", NETJOURNAL_KIND_ROUTE, 300, LEGS, "d1",
	  NULL, "ip link set d1 carrier off" },
	{ "legs of IPv4 routes die", NETJOURNAL_KIND_ROUTE, 300, LEGS, "d1",
	  NULL, "ip link set d1 down" },
	{ "IPv4 routes go", NETJOURNAL_KIND_ROUTE, 300, LEGS, "d0",
	  NULL, "ip link set d0 down" },
	{ "IPv4 routes with a nexthop object go", NETJOURNAL_KIND_ROUTE, 1000, 0, NULL,
	  BATCH(GROUP "echo nexthop add id 999 group $group; "
		"for i in $(seq 0 999); do echo route add 11.0.$((i / 256)).$((i % 256)) nhid 999; done"),
	  "ip nexthop del id 999" },
	{ "IPv6 routes go", NETJOURNAL_KIND_ROUTE, 6000, 0, NULL,
	  "echo 0 >/proc/sys/net/ipv4/nexthop_compat_mode && "
	  BATCH_IPV6("echo nexthop add id 7 dev d1; for i in $(seq 0 5999); do echo route add 2001:db8:9::$i nhid 7 "
		"mtu 1400 advmss 1300 hoplimit 9 initcwnd 8 initrwnd 7 rto_min 6 congctl reno; done"),
	  "ip nexthop del id 7" },
	{ "legs of IPv6 routes lose their carrier", NETJOURNAL_KIND_ROUTE, 6000, 0, NULL,
	  BATCH_IPV6("for i in $(seq 0 5999); do echo route add 2001:db8:9::$i "
		"nexthop via 2001:db8::2 nexthop via 2001:db8:1::2; done"),
	  "ip link set d1 carrier off" },
	{ "groups of nexthop objects shrink", NETJOURNAL_KIND_NEXTHOP, 1500, 0, NULL,
	  BATCH(GROUP "for i in $(seq 1001 2500); do echo nexthop add id $i group $group; done"),
	  "ip link set d1 down" },
	{ "rules lose their device", NETJOURNAL_KIND_RULE, 6000, 0, NULL,
	  BATCH("for i in $(seq 6000); do echo rule add iif d1 from 10.5.0.0/16 to 10.6.0.0/16 fwmark 5/7 ipproto tcp "
		"sport 7-9 dport 80-90 uidrange 0-0 tun_id 77 lookup $i; done"),
	  "ip link del d1" },
};

#define N_WAYS	(sizeof(ways) / sizeof(ways[0]))

/* Makes the objects of a way. Returns 0, or an error. */
static int way_prepare(const struct way *way, struct nl *nl, struct nl_req *req)
{
	if (way->legs)
		return add_routes(nl, req, way->n, way->legs, way->other);
	return try_run("%s", way->setup);
}

static uint64_t count_all(const struct ring_status *st)
{
	return st->records + st->overwritten + st->lost;
}

/*
 * Waits until all changes of the event are counted. A worker of the kernel handles a change of the
 * carrier later.
 */
static uint64_t wait_for_changes(const struct way *way, const struct ring_status *before, struct ring_status *after)
{
	for (uint64_t end = 0; wait_more(&end);) {
		if (ring_status(after, way->kind))
			abort();
		if (count_all(after) - count_all(before) >= way->n)
			break;
	}
	return count_all(after) - count_all(before);
}

/* The budget pays for the first changes only. */
TEST_F_TIMEOUT(burst, each_way_of_a_user, 900)
{
	for (size_t i = 0; i < N_WAYS; i++) {
		const struct way *way = &ways[i];
		struct ring_status before, after;
		struct timespec begin, end;
		uint64_t lost, all;

		if (i)
			new_netns(), make_devices();
		else
			ASSERT_EQ(0, become_user());
		nl_close(&self->nl);
		ASSERT_EQ(0, nl_open(&self->nl, NETLINK_ROUTE));
		ASSERT_EQ(0, way_prepare(way, &self->nl, &self->req)) TH_LOG("%s", way->name);
		/* With the smallest ring, the budget is the smallest, too. */
		ASSERT_EQ(0, config_set(way->kind, NETJOURNAL_RING_SIZE_MIN, -1));
		ASSERT_EQ(0, ring_status(&before, way->kind));
		clock_gettime(CLOCK_MONOTONIC, &begin);
		run("%s", way->event);
		clock_gettime(CLOCK_MONOTONIC, &end);
		all = wait_for_changes(way, &before, &after);
		lost = after.lost - before.lost;
		TH_LOG("%s: %lu changes, %lu of them lost, in %ld s", way->name, all, lost, end.tv_sec - begin.tv_sec);
		/* The budget of a second comes back each second: a machine on which the event lasts long may lose nothing. */
		if (end.tv_sec - begin.tv_sec <= 1)
			EXPECT_LE(1, lost);
		EXPECT_GT(all, lost);
		/* The addresses of the device have some routes, too. */
		EXPECT_LE(way->n, all);
		EXPECT_GE(way->n + 20, all);
		/* Readers see a gap. */
		recs_free(&self->recs);
		ASSERT_EQ(0, recs_read(&self->recs, before.next_seq - 1, 1u << way->kind));
		EXPECT_EQ(0, recs_holes(&self->recs, before.next_seq - 1));
	}
}

/* The budget comes back. */
TEST_F_TIMEOUT(burst, is_over, 300)
{
	struct ring_status before, after;
	bool lost = true;

	ASSERT_EQ(0, become_user());
	ASSERT_EQ(0, nl_open(&self->nl, NETLINK_ROUTE));
	ASSERT_EQ(0, add_routes(&self->nl, &self->req, 300, LEGS, "d0"));
	ASSERT_EQ(0, config_set(NETJOURNAL_KIND_ROUTE, NETJOURNAL_RING_SIZE_MIN, -1));
	run("ip link set d0 down");
	for (int ms = 0; lost && ms < PATIENCE_MS; ms += 200) {
		usleep(200000);
		run("ip link set d1 up && ip addr replace 10.1.0.1/24 dev d1");
		ASSERT_EQ(0, ring_status(&before, NETJOURNAL_KIND_ROUTE));
		run("ip link set d1 down");
		ASSERT_EQ(0, ring_status(&after, NETJOURNAL_KIND_ROUTE));
		lost = after.lost != before.lost;
	}
	EXPECT_FALSE(lost);
}

/* What happens in ordinary namespaces is within the budget. */
TEST_F_TIMEOUT(burst, an_ordinary_event, 300)
{
	struct ring_status before, after;

	ASSERT_EQ(0, become_user());
	run("for i in $(seq 0 2999); do echo route add 11.0.$((i / 256)).$((i %% 256)) via 10.0.0.2; done | ip -batch -");
	ASSERT_EQ(0, ring_status(&before, NETJOURNAL_KIND_ROUTE));
	run("ip link set d0 down");
	ASSERT_EQ(0, ring_status(&after, NETJOURNAL_KIND_ROUTE));
	EXPECT_LE(3000, count_all(&after) - count_all(&before));
	EXPECT_EQ(0, after.lost);
}

TEST_HARNESS_MAIN
