// SPDX-License-Identifier: GPL-2.0
/*
 * The journal records changes of every kind, in every namespace, and each change once.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/mroute.h>
#include <linux/pkt_sched.h>
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
	/* addrgenmode none: otherwise an IPv6 address would come later, after duplicate address detection. */
	run("ip link add d0 type dummy && ip link set d0 addrgenmode none && ip link set d0 up && ip addr add 10.0.0.1/24 dev d0");
	self->before = journal_last();
}

FIXTURE_TEARDOWN(capture)
{
	recs_free(&self->recs);
}

/* Returns the number of records of @type after the fixture's mark, and the last of them. */
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
	/* Statistics are cut out. The attributes after them remain. */
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
	/*
	 * A kworker announces the address when it may be used. That somebody asked for the address is
	 * recorded before.
	 */
	for (int i = 0; i < 300 && COUNT(RTM_NEWADDR) < 2; i++)
		usleep(100000);
	run("ip addr del 2001:db8::1/64 dev d0");
	EXPECT_EQ(2, COUNT(RTM_NEWADDR));
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

TEST_F(capture, fdb_is_no_neigh)
{
	struct rec *rec;

	run("ip link add br0 type bridge && ip link set d0 master br0");
	self->before = journal_last();
	run("bridge fdb add 02:00:00:00:00:01 dev d0 master static");
	ASSERT_LE(1, count(&self->recs, self->before, RTM_NEWNEIGH, &rec));
	EXPECT_EQ(NETJOURNAL_KIND_FDB, rec->kind);
}

TEST_F(capture, nexthop)
{
	run("ip nexthop add id 7 via 10.0.0.2 dev d0 && ip nexthop del id 7");
	EXPECT_EQ(1, COUNT(RTM_NEWNEXTHOP));
	EXPECT_EQ(1, COUNT(RTM_DELNEXTHOP));
}

/* Returns a socket that has made d0 and d1 interfaces of multicast routing, or -1. */
static int open_mroutes(void)
{
	int fd = socket(AF_INET, SOCK_RAW, IPPROTO_IGMP), one = 1;
	struct vifctl vif = { .vifc_flags = VIFF_USE_IFINDEX, .vifc_threshold = 1 };
	char name[] = "d0";

	if (fd < 0 || setsockopt(fd, IPPROTO_IP, MRT_INIT, &one, sizeof(one)))
		return -1;
	for (; vif.vifc_vifi < 2; vif.vifc_vifi++, name[1]++) {
		vif.vifc_lcl_ifindex = if_nametoindex(name);
		if (setsockopt(fd, IPPROTO_IP, MRT_ADD_VIF, &vif, sizeof(vif)))
			return -1;
	}
	return fd;
}

/* Sets or deletes the route of (10.0.0.5, 239.1.1.1). @op: MRT_ADD_MFC or MRT_DEL_MFC */
static int set_mroute(int fd, int op, unsigned char ttl)
{
	struct mfcctl mfc = {
		.mfcc_origin.s_addr = inet_addr("10.0.0.5"),
		.mfcc_mcastgrp.s_addr = inet_addr("239.1.1.1"),
		.mfcc_ttls = { 0, ttl },
	};

	return setsockopt(fd, IPPROTO_IP, op, &mfc, sizeof(mfc));
}

/* Sends a packet to a group that has no route. The kernel asks the daemon for one. */
static void ask_for_mroute(const char *group)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(9) };
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	inet_pton(AF_INET, group, &to.sin_addr);
	sendto(fd, "x", 1, 0, (struct sockaddr *)&to, sizeof(to));
	close(fd);
}

TEST_F(capture, mroute)
{
	struct rec *rec;
	int fd;

	run("ip link add d1 type dummy && ip link set d1 up && ip addr add 10.0.1.1/24 dev d1 && ip route add 239.0.0.0/8 dev d0");
	fd = open_mroutes();
	ASSERT_LE(0, fd);
	self->before = journal_last();
	EXPECT_EQ(0, set_mroute(fd, MRT_ADD_MFC, 1));
	EXPECT_EQ(0, set_mroute(fd, MRT_ADD_MFC, 3));
	ASSERT_EQ(2, LAST(RTM_NEWROUTE, &rec));
	EXPECT_EQ(NETJOURNAL_KIND_MROUTE, rec->kind);
	EXPECT_EQ(0, try_run("netjournal blame mroute 239.1.1.1 | grep -q '^mroute (10.0.0.5, 239.1.1.1).*: present'"));
	EXPECT_EQ(0, try_run("netjournal log mroute | grep -q '~ (10.0.0.5, 239.1.1.1).*capture'"));
	EXPECT_EQ(0, try_run("netjournal -j list mroute | grep -q '\"src\":\"10.0.0.5\",\"dst\":\"239.1.1.1\","
			     "\"iif\":\"d0\",\"multipath\":..\"oif\":\"d1\",\"ttl\":3'"));

	/* What a packet asks for is recorded on demand. */
	ask_for_mroute("239.9.9.8");
	EXPECT_EQ(0, try_run("netjournal list mroute unresolved | grep -q 239.9.9.8"));
	EXPECT_EQ(2, COUNT(RTM_NEWROUTE));
	run("netjournal config mroute full");
	ask_for_mroute("239.9.9.9");
	EXPECT_EQ(3, COUNT(RTM_NEWROUTE));
	run("netjournal config mroute on");

	EXPECT_EQ(0, set_mroute(fd, MRT_DEL_MFC, 0));
	/* What a packet has asked for can have expired while everything was recorded. */
	ASSERT_LE(1, LAST(RTM_DELROUTE, &rec));
	EXPECT_EQ(NETJOURNAL_KIND_MROUTE, rec->kind);
	EXPECT_NE(NULL, rec_attr(rec, sizeof(struct rtmsg), RTA_IIF));
	close(fd);
}

/* Asks for the qdisc at the root of d0. Every user may, and the kernel announces the answer. */
static int ask_for_qdisc(void)
{
	const struct tcmsg hdr = { .tcm_ifindex = if_nametoindex("d0"), .tcm_parent = TC_H_ROOT };
	static struct nl_req req;
	struct nl nl;
	int err = nl_open(&nl, NETLINK_ROUTE);

	nl_begin(&req, RTM_GETQDISC, NLM_F_REQUEST);
	nl_append(&req, &hdr, sizeof(hdr));
	if (!err)
		err = nl_talk(&nl, &req, NULL, NULL);
	nl_close(&nl);
	return err;
}

/* Changes a qdisc, and is refused. Returns how many records there are of it. */
static int change_qdiscs(struct recs *recs, struct rec **last)
{
	uint64_t before = journal_last();

	run("tc qdisc change dev d0 root handle 1: pfifo limit 9");
	try_run("tc qdisc change dev d0 root handle 1: fq 2>/dev/null");
	try_run("tc qdisc add dev d0 parent 1:1 pfifo 2>/dev/null");
	return count(recs, before, RTM_NEWQDISC, last);
}

TEST_F(capture, qdisc)
{
	struct rec *rec;
	struct nl nl;

	run("tc qdisc add dev d0 root handle 1: pfifo limit 7");
	ASSERT_EQ(1, LAST(RTM_NEWQDISC, &rec));
	EXPECT_EQ(NETJOURNAL_KIND_TC, rec->kind);
	EXPECT_FALSE(rec->domain.silent);
	EXPECT_NE(0, rec->domain.msg.nlmsg_pid);
	EXPECT_NE(NULL, rec_attr(rec, sizeof(struct tcmsg), TCA_OPTIONS));
	EXPECT_EQ(0, COUNT(RTM_DELQDISC));
	EXPECT_EQ(1, change_qdiscs(&self->recs, &rec));

	/* Nothing has changed. */
	EXPECT_EQ(0, ask_for_qdisc());
	EXPECT_EQ(2, COUNT(RTM_NEWQDISC));

	/* If somebody listens, newer kernels announce the change, too. */
	ASSERT_EQ(0, nl_open(&nl, NETLINK_ROUTE));
	ASSERT_EQ(0, nl_join(&nl, RTNLGRP_TC));
	EXPECT_EQ(1, change_qdiscs(&self->recs, &rec));
	EXPECT_EQ(0, ask_for_qdisc());
	EXPECT_EQ(3, COUNT(RTM_NEWQDISC));
	nl_close(&nl);

	run("tc qdisc replace dev d0 root handle 2: fq_codel");
	EXPECT_EQ(4, COUNT(RTM_NEWQDISC));
	EXPECT_EQ(0, COUNT(RTM_DELQDISC));
	run("tc qdisc del dev d0 root");
	ASSERT_EQ(1, LAST(RTM_DELQDISC, &rec));
	EXPECT_FALSE(rec->domain.silent);

	/* It goes with its device. */
	run("tc qdisc add dev d0 clsact && ip link del d0");
	ASSERT_EQ(2, LAST(RTM_DELQDISC, &rec));
	EXPECT_TRUE(rec->domain.silent);
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

/* The journal of a new namespace begins with its loopback device. */
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

/* Changes in one namespace are not in the journal of another. */
TEST_F(capture, namespaces_are_apart)
{
	struct ring_status before, after;

	ASSERT_EQ(0, ring_status(&before, NETJOURNAL_KIND_LINK));
	run("unshare -n sh -c 'ip link add d5 type dummy && ip link del d5'");
	ASSERT_EQ(0, ring_status(&after, NETJOURNAL_KIND_LINK));
	EXPECT_EQ(before.records, after.records);
}

/* Root can send messages to the groups of rtnetlink. They are no announcements and are not recorded. */
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
	/* The message was really sent to the group. */
	ASSERT_LT(0, recv(listener.fd, buf, sizeof(buf), MSG_DONTWAIT));
	EXPECT_EQ(self->before, journal_last());
	/* The next real change is recorded. */
	run("ip route add 10.20.0.0/16 via 10.0.0.2");
	recs_read(&self->recs, self->before, KINDS(ROUTE));
	ASSERT_EQ(1, self->recs.n);
	EXPECT_EQ(NETJOURNAL_CONTEXT_REQUEST, self->recs.rec[0].context);
	nl_close(&nl);
	nl_close(&listener);
	free(req);
}

/* A record names the record before it of the same kind, and its time is not earlier. */
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
