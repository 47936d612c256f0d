// SPDX-License-Identifier: GPL-2.0
/*
 * The origin of changes without a request. Changes by ioctls, sysfs, kernel threads and
 * soft interrupts have the right label. See origin.c.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/rtnetlink.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/icmp6.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"
#include "wait.h"

FIXTURE(origin) {
	struct recs recs;
	uint64_t before;
};

FIXTURE_SETUP(origin)
{
	memset(&self->recs, 0, sizeof(self->recs));
	new_netns();
	run("ip link add d0 type dummy && ip link set d0 up && ip addr add 10.0.0.1/24 dev d0");
	self->before = journal_last();
}

FIXTURE_TEARDOWN(origin)
{
	recs_free(&self->recs);
}

/*
 * Waits some seconds for a record after @after with a message of @type about the
 * interface @ifname, or about any if that is NULL. Returns the last one.
 */
static const struct rec *find(struct recs *recs, uint64_t after, int type, const char *ifname)
{
	for (uint64_t end = 0; wait_more(&end);) {
		const struct rec *found = NULL;

		recs_free(recs);
		if (recs_read(recs, after, KINDS_ALL))
			return NULL;
		for (size_t i = 0; i < recs->n; i++) {
			const struct rec *rec = &recs->rec[i];
			uint32_t index = ifname ? if_nametoindex(ifname) : 0;
			const uint32_t *at = NLMSG_DATA(&rec->domain.msg);

			if (!rec->domain.msg_len || rec->domain.msg.nlmsg_type != type)
				continue;
			/* The index is the second word of ifinfomsg and of ifaddrmsg. */
			if (index && at[1] != index)
				continue;
			found = rec;
		}
		if (found)
			return found;
	}
	return NULL;
}

/* Returns the last record of a route to @prefix. */
static const struct rec *find_route6(struct recs *recs, uint64_t after, const char *prefix)
{
	const struct rec *found = NULL;
	struct in6_addr addr;

	inet_pton(AF_INET6, prefix, &addr);
	recs_free(recs);
	if (recs_read(recs, after, KINDS(ROUTE)))
		return NULL;
	for (size_t i = 0; i < recs->n; i++) {
		const struct nlattr *dst = rec_attr(&recs->rec[i], sizeof(struct rtmsg), RTA_DST);

		if (dst && nl_len(dst) == sizeof(addr) && !memcmp(nl_data(dst), &addr, sizeof(addr)))
			found = &recs->rec[i];
	}
	return found;
}

TEST_F(origin, ioctl_ifconfig)
{
	const struct rec *rec;

	run("ifconfig d0 mtu 1300");
	rec = find(&self->recs, self->before, RTM_NEWLINK, "d0");
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(NETJOURNAL_CONTEXT_TASK, rec->context);
	EXPECT_STREQ("ifconfig", rec->comm);
	EXPECT_EQ(0, rec->port_id);
}

TEST_F(origin, ioctl_route)
{
	const struct rec *rec;

	run("route add -net 10.7.0.0/16 dev d0");
	rec = find(&self->recs, self->before, RTM_NEWROUTE, NULL);
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(NETJOURNAL_CONTEXT_TASK, rec->context);
	EXPECT_STREQ("route", rec->comm);
}

TEST_F(origin, sysfs)
{
	const struct rec *rec;
	FILE *f;

	ASSERT_EQ(0, unshare(CLONE_NEWNS));
	ASSERT_EQ(0, mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL));
	/* A sysfs shows the network namespace of the task that mounted it. */
	ASSERT_EQ(0, mount("sysfs", "/sys", "sysfs", 0, NULL));
	prctl(PR_SET_NAME, "sysfs writer");
	f = fopen("/sys/class/net/d0/mtu", "w");
	ASSERT_NE(NULL, f);
	fprintf(f, "1400\n");
	ASSERT_EQ(0, fclose(f));
	rec = find(&self->recs, self->before, RTM_NEWLINK, "d0");
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(NETJOURNAL_CONTEXT_TASK, rec->context);
	EXPECT_STREQ("sysfs writer", rec->comm);
	EXPECT_EQ(getpid(), rec->pid);
}

TEST_F(origin, kworker_carrier)
{
	const struct rec *rec;

	run("ip link add v0 type veth peer name v1 && ip link set v0 up && ip link set v1 up");
	sleep(2);	/* ignore the record that the carrier comes */
	self->before = journal_last();
	/* When v1 goes down, v0 loses its carrier, and a kworker announces that. */
	run("ip link set v1 down");
	rec = find(&self->recs, self->before, RTM_NEWLINK, "v0");
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(NETJOURNAL_CONTEXT_KTHREAD, rec->context);
	EXPECT_EQ(0, strncmp(rec->comm, "kworker/", 8));
	EXPECT_FALSE(rec->has_uid);
	EXPECT_EQ(0, rec->n_parents);
}

TEST_F(origin, kworker_address_expiry4)
{
	const struct rec *rec;

	run("ip addr add 10.5.0.1/24 dev d0 valid_lft 1 preferred_lft 1");
	rec = find(&self->recs, self->before, RTM_DELADDR, "d0");
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(NETJOURNAL_CONTEXT_KTHREAD, rec->context);
}

TEST_F(origin, kworker_address_expiry6)
{
	const struct rec *rec;

	run("ip addr add 2001:db8::5/64 dev d0 valid_lft 1 preferred_lft 1 nodad");
	rec = find(&self->recs, self->before, RTM_DELADDR, "d0");
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(NETJOURNAL_CONTEXT_KTHREAD, rec->context);
}

/* Sends a router advertisement of 2001:db8:aa::/64 from v1. */
static int send_ra(void)
{
	struct {
		struct nd_router_advert ra;
		struct nd_opt_prefix_info pi;
	} msg = {
		.ra.nd_ra_type = ND_ROUTER_ADVERT,
		.ra.nd_ra_router_lifetime = htons(1800),
		.pi = {
			.nd_opt_pi_type = ND_OPT_PREFIX_INFORMATION,
			.nd_opt_pi_len = 4,
			.nd_opt_pi_prefix_len = 64,
			.nd_opt_pi_flags_reserved = ND_OPT_PI_FLAG_ONLINK | ND_OPT_PI_FLAG_AUTO,
			.nd_opt_pi_valid_time = htonl(3600),
			.nd_opt_pi_preferred_time = htonl(1800),
		},
	};
	struct sockaddr_in6 to = { .sin6_family = AF_INET6 };
	int fd = socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6), hops = 255;

	inet_pton(AF_INET6, "2001:db8:aa::", &msg.pi.nd_opt_pi_prefix);
	inet_pton(AF_INET6, "ff02::1", &to.sin6_addr);
	to.sin6_scope_id = if_nametoindex("v1");
	if (fd < 0 || setsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, &hops, sizeof(hops)))
		return -1;
	if (sendto(fd, &msg, sizeof(msg), 0, (struct sockaddr *)&to, sizeof(to)) < 0)
		return -1;
	close(fd);
	return 0;
}

TEST_F(origin, softirq_router_advertisement)
{
	const struct rec *rec;
	int mine = open("/proc/self/ns/net", O_RDONLY), ready[2];
	char c;
	pid_t pid;

	run("ip link add v0 type veth peer name v1");
	run("sysctl -qw net.ipv6.conf.v0.accept_ra=2");
	ASSERT_EQ(0, pipe(ready));
	pid = fork();
	if (!pid) {
		if (unshare(CLONE_NEWNET) || write(ready[1], "x", 1) != 1)
			_exit(1);
		while (!if_nametoindex("v1"))
			usleep(1000);
		run("ip link set v1 addrgenmode none; ip link set v1 up");
		run("ip addr add fe80::1/64 dev v1 nodad");
		/* Until it is killed. */
		while (!send_ra())
			usleep(100000);
		_exit(2);
	}
	ASSERT_EQ(1, read(ready[0], &c, 1));
	run("ip link set v1 netns %d && ip link set v0 up", pid);
	self->before = journal_last();
	/* The address is announced later, by the kworker that looks for duplicates. */
	rec = NULL;
	for (uint64_t end = 0; !rec && wait_more(&end);)
		rec = find_route6(&self->recs, self->before, "2001:db8:aa::");
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	ASSERT_EQ(0, setns(mine, CLONE_NEWNET));
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(NETJOURNAL_CONTEXT_SOFTIRQ, rec->context);
	EXPECT_FALSE(rec->has_pid);
	EXPECT_FALSE(rec->has_comm);
	EXPECT_FALSE(rec->has_uid);
	EXPECT_EQ(0, rec->n_parents);
}

TEST_HARNESS_MAIN
