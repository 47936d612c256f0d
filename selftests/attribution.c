// SPDX-License-Identifier: GPL-2.0
/*
 * Writers with known names change routes at once on several CPUs. Each writer uses its
 * own table, so the table of a record shows who really made the change. Each record
 * must name that writer.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"

#define WRITERS		3
#define ROUTES		12000	/* each writer adds and deletes as many */
#define TABLE		1000
#define RING		(48u << 20)

/* Builds one change of an IPv6 route of @table, without an ack. */
static size_t route6(char *buf, int type, uint32_t table, uint32_t n, uint32_t oif)
{
	struct nl_req *req = (void *)buf;
	struct rtmsg rtm = {
		.rtm_family = AF_INET6, .rtm_dst_len = 128, .rtm_protocol = RTPROT_STATIC,
		.rtm_scope = RT_SCOPE_UNIVERSE, .rtm_type = RTN_UNICAST,
	};
	struct in6_addr dst;

	inet_pton(AF_INET6, "2001:db8::", &dst);
	dst.s6_addr[8] = table;
	memcpy(&dst.s6_addr[12], &n, 4);
	nl_begin(req, type, type == RTM_NEWROUTE ? NLM_F_CREATE | NLM_F_EXCL : 0);
	memcpy(NLMSG_DATA(&req->nlh), &rtm, sizeof(rtm));
	req->nlh.nlmsg_len = NLMSG_LENGTH(sizeof(rtm));
	nl_put(req, RTA_DST, &dst, sizeof(dst));
	nl_put_u32(req, RTA_TABLE, table);
	nl_put_u32(req, RTA_OIF, oif);
	return req->nlh.nlmsg_len;
}

/* Makes the changes over @sockets sockets, one after the other. */
static int writer(int w, int routes, int sockets)
{
	uint32_t oif = if_nametoindex("d0");
	char name[16];
	struct nl nl;
	char *buf = malloc(NL_BUF);

	snprintf(name, sizeof(name), "writer%d", w);
	prctl(PR_SET_NAME, name);
	for (int s = 0; s < sockets; s++) {
		if (nl_open(&nl, NETLINK_ROUTE))
			return 1;
		for (int n = 0; n < routes / sockets; n++) {
			size_t len = route6(buf, RTM_NEWROUTE, TABLE + w, n, oif);

			if (send(nl.fd, buf, len, 0) < 0)
				return 2;
			len = route6(buf, RTM_DELROUTE, TABLE + w, n, oif);
			if (send(nl.fd, buf, len, 0) < 0)
				return 3;
		}
		nl_close(&nl);
	}
	return 0;
}

struct verdict {
	int records, wrong, gaps;
};

static void judge(struct verdict *v, uint64_t after)
{
	struct recs recs;

	memset(v, 0, sizeof(*v));
	if (recs_read(&recs, after, KINDS(ROUTE)))
		return;
	for (size_t i = 0; i < recs.n; i++) {
		const struct rec *rec = &recs.rec[i];
		uint32_t table = nl_u32(rec_attr(rec, sizeof(struct rtmsg), RTA_TABLE));
		char name[16];

		if (rec->is_gap) {
			v->gaps++;
			continue;
		}
		if (table < TABLE || table >= TABLE + WRITERS)
			continue;
		v->records++;
		snprintf(name, sizeof(name), "writer%u", table - TABLE);
		if (rec->context != NETJOURNAL_CONTEXT_REQUEST ||
		    strcmp(rec->comm, name))
			v->wrong++;
	}
	recs_free(&recs);
}

static void storm(struct verdict *v, int routes, int sockets)
{
	uint64_t before;
	int status;

	new_netns();
	run("ip link add d0 type dummy && ip link set d0 up");
	if (config_set(NETJOURNAL_KIND_ROUTE, RING, -1))
		abort();
	before = journal_last();
	for (int w = 0; w < WRITERS; w++) {
		pid_t pid = fork();

		if (!pid)
			_exit(writer(w, routes, sockets));
	}
	for (int w = 0; w < WRITERS; w++)
		if (wait(&status) < 0 || status)
			abort();
	judge(v, before);
	printf("# %d records, %d wrong, %d gaps\n", v->records, v->wrong, v->gaps);
}

/* The fixture is needed only for a longer time-out: emulated machines take a minute. */
FIXTURE(attribution) {};
FIXTURE_SETUP(attribution) {}
FIXTURE_TEARDOWN(attribution) {}

/* Many changes over one socket, like `ip -batch` and routing daemons. */
TEST_F_TIMEOUT(attribution, long_lived_writers, 300)
{
	int routes = percent_of(ROUTES);
	struct verdict v;

	storm(&v, routes, 1);
	EXPECT_EQ(2 * WRITERS * routes, v.records);
	EXPECT_EQ(0, v.gaps);
	EXPECT_EQ(0, v.wrong);
}

/* A new socket for a few changes, like scripts that run `ip`. */
TEST_F_TIMEOUT(attribution, short_lived_sockets, 300)
{
	int sockets = percent_of(ROUTES / 4);
	struct verdict v;

	storm(&v, 4 * sockets, sockets);
	EXPECT_EQ(2 * WRITERS * 4 * sockets, v.records);
	EXPECT_EQ(0, v.gaps);
	EXPECT_EQ(0, v.wrong);
}

TEST_HARNESS_MAIN
