// SPDX-License-Identifier: GPL-2.0
/*
 * Who did it: each way to make a change is labelled for what it is, and nobody
 * is named who is not known to have made it.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/rtnetlink.h>
#include <fcntl.h>
#include <linux/if_link.h>
#include <net/if.h>
#include <netinet/icmp6.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "nl.h"

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
 * The last record with a message of @type about the interface @ifname (NULL: any)
 * that came after @after; waits for it for some seconds.
 */
static const struct rec *find(struct recs *recs, uint64_t after, int type, const char *ifname)
{
	for (int tries = 0; tries < 100; tries++) {
		const struct rec *found = NULL;

		recs_free(recs);
		if (recs_read(recs, after, KINDS_ALL))
			return NULL;
		for (size_t i = 0; i < recs->n; i++) {
			const struct rec *rec = &recs->rec[i];
			uint32_t index = ifname ? if_nametoindex(ifname) : 0;
			const uint32_t *at = NLMSG_DATA(&rec->msg);

			if (!rec->msg_len || rec->msg.nlmsg_type != type)
				continue;
			/* The index is the second word of ifinfomsg and of ifaddrmsg. */
			if (index && at[1] != index)
				continue;
			found = rec;
		}
		if (found)
			return found;
		usleep(100000);
	}
	return NULL;
}

/* The last route to @prefix. */
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

static uint32_t netns_inum(void)
{
	struct stat st;

	return stat("/proc/self/ns/net", &st) ? 0 : st.st_ino;
}

/* A request of this very thread. Returns 0 or -errno. */
static int add_route(const char *prefix, int len, uint32_t *port)
{
	struct rtmsg rtm = {
		.rtm_family = AF_INET, .rtm_dst_len = len, .rtm_table = RT_TABLE_MAIN,
		.rtm_protocol = RTPROT_STATIC, .rtm_scope = RT_SCOPE_LINK, .rtm_type = RTN_UNICAST,
	};
	struct nl_req *req = malloc(sizeof(*req));
	struct in_addr dst;
	struct nl nl;
	int err;

	inet_pton(AF_INET, prefix, &dst);
	err = nl_open(&nl, NETLINK_ROUTE);
	if (!err) {
		nl_begin(req, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL);
		memcpy(NLMSG_DATA(&req->nlh), &rtm, sizeof(rtm));
		req->nlh.nlmsg_len = NLMSG_LENGTH(sizeof(rtm));
		nl_put(req, RTA_DST, &dst, sizeof(dst));
		nl_put_u32(req, RTA_OIF, if_nametoindex("d0"));
		err = nl_talk(&nl, req, NULL, NULL);
		if (port)
			*port = nl.port;
		nl_close(&nl);
	}
	free(req);
	return err;
}

TEST_F(origin, netlink_request)
{
	const struct rec *rec;
	uint32_t port = 0;

	ASSERT_EQ(0, prctl(PR_SET_NAME, "the writer"));
	ASSERT_EQ(0, add_route("10.7.0.0", 16, &port));
	rec = find(&self->recs, self->before, RTM_NEWROUTE, NULL);
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(NETJOURNAL_CONTEXT_REQUEST, rec->context);
	EXPECT_EQ(getpid(), rec->pid);
	EXPECT_EQ(syscall(SYS_gettid), rec->tid);
	EXPECT_STREQ("the writer", rec->comm);
	EXPECT_STREQ("the writer", rec->leader);
	EXPECT_EQ(port, rec->port_id);
	EXPECT_EQ(netns_inum(), rec->netns);
	EXPECT_TRUE(rec->has_uid);
	EXPECT_EQ(0, rec->uid);
	EXPECT_LE(1, rec->n_parents);
	EXPECT_EQ(getppid(), rec->parents[0].pid);
}

static void *thread(void *arg)
{
	prctl(PR_SET_NAME, "a thread");
	*(uint32_t *)arg = syscall(SYS_gettid);
	return add_route("10.7.0.0", 16, NULL) ? arg : NULL;
}

TEST_F(origin, thread_and_leader)
{
	const struct rec *rec;
	uint32_t tid = 0;
	void *failed = NULL;
	pthread_t t;

	prctl(PR_SET_NAME, "the leader");
	ASSERT_EQ(0, pthread_create(&t, NULL, thread, &tid));
	pthread_join(t, &failed);
	ASSERT_EQ(NULL, failed);
	rec = find(&self->recs, self->before, RTM_NEWROUTE, NULL);
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(getpid(), rec->pid);
	EXPECT_EQ(tid, rec->tid);
	EXPECT_STREQ("a thread", rec->comm);
	EXPECT_STREQ("the leader", rec->leader);
}

TEST_F(origin, parents)
{
	const struct rec *rec;

	prctl(PR_SET_NAME, "grandparent");
	/* The shell must not exec the last command: it is to be the parent. */
	run("ip route add 10.7.0.0/16 dev d0; true");
	rec = find(&self->recs, self->before, RTM_NEWROUTE, NULL);
	ASSERT_NE(NULL, rec);
	EXPECT_STREQ("ip", rec->comm);
	ASSERT_LE(2, rec->n_parents);
	EXPECT_STREQ("sh", rec->parents[0].comm);
	EXPECT_STREQ("grandparent", rec->parents[1].comm);
	EXPECT_EQ(getpid(), rec->parents[1].pid);
}

/* A daemon has lost its parent: init is what is left to name. */
TEST_F(origin, daemon)
{
	const struct rec *rec;
	pid_t pid = fork();

	if (!pid) {
		setsid();
		if (fork())
			_exit(0);
		prctl(PR_SET_NAME, "a daemon");
		while (getppid() != 1)
			usleep(1000);
		_exit(add_route("10.7.0.0", 16, NULL) != 0);
	}
	waitpid(pid, NULL, 0);
	rec = find(&self->recs, self->before, RTM_NEWROUTE, NULL);
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(NETJOURNAL_CONTEXT_REQUEST, rec->context);
	EXPECT_STREQ("a daemon", rec->comm);
	ASSERT_EQ(1, rec->n_parents);
	EXPECT_EQ(1, rec->parents[0].pid);
}

TEST_F(origin, uid_and_loginuid)
{
	const struct rec *rec;
	int status;
	pid_t pid = fork();

	if (!pid) {
		FILE *f = fopen("/proc/self/loginuid", "w");

		if (!f || fprintf(f, "1000") < 0 || fclose(f))
			_exit(1);
		if (prctl(PR_SET_KEEPCAPS, 1) || setresuid(1234, 1234, 1234))
			_exit(2);
		/* The effective capabilities went with the user id. */
		struct { uint32_t version; int pid; } hdr = { 0x20080522, 0 };
		struct { uint32_t e, p, i; } data[2];

		if (syscall(SYS_capget, &hdr, data))
			_exit(3);
		data[0].e = data[0].p;
		data[1].e = data[1].p;
		if (syscall(SYS_capset, &hdr, data))
			_exit(4);
		_exit(add_route("10.7.0.0", 16, NULL) ? 5 : 0);
	}
	waitpid(pid, &status, 0);
	ASSERT_EQ(0, status);
	rec = find(&self->recs, self->before, RTM_NEWROUTE, NULL);
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(1234, rec->uid);
	EXPECT_TRUE(rec->has_loginuid);
	EXPECT_EQ(1000, rec->loginuid);
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
	/* A sysfs shows the network namespace in which it was mounted. */
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
	sleep(2);	/* the carrier coming is none of this test's */
	self->before = journal_last();
	/* v1's going down takes the carrier of v0, of which a kworker tells. */
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
		for (int i = 0; i < 50; i++) {
			if (send_ra())
				_exit(2);
			usleep(100000);
		}
		_exit(0);
	}
	ASSERT_EQ(1, read(ready[0], &c, 1));
	run("ip link set v1 netns %d && ip link set v0 up", pid);
	self->before = journal_last();
	/* The address is announced later, by the kworker that looks for duplicates. */
	rec = NULL;
	for (int i = 0; i < 50 && !rec; i++) {
		usleep(100000);
		rec = find_route6(&self->recs, self->before, "2001:db8:aa::");
	}
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

static void map_root(pid_t pid)
{
	char path[64];
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/uid_map", pid);
	f = fopen(path, "w");
	if (!f || fprintf(f, "0 5000 1") < 0 || fclose(f))
		abort();
}

/*
 * A user namespace of its own owns the network namespace. Root of the host is
 * outside and not named; who is inside is, by the numbers of the inside.
 */
TEST(outside_and_inside_user_namespace)
{
	int ready[2], go[2], status;
	struct recs recs = {};
	const struct rec *rec;
	char path[64], c;
	pid_t pid;
	int fd;

	ASSERT_EQ(0, pipe(ready));
	ASSERT_EQ(0, pipe(go));
	pid = fork();
	if (!pid) {
		if (setresgid(5000, 5000, 5000) || setresuid(5000, 5000, 5000) ||
		    prctl(PR_SET_DUMPABLE, 1) ||
		    unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWPID))
			_exit(1);
		if (write(ready[1], "x", 1) != 1 || read(go[0], &c, 1) != 1)
			_exit(2);
		if (!fork()) {
			prctl(PR_SET_NAME, "insider");
			if (setresuid(0, 0, 0))
				_exit(3);
			_exit(add_route("10.8.0.0", 16, NULL) != 0);
		}
		wait(&status);
		if (write(ready[1], "y", 1) != 1 || read(go[0], &c, 1) != 1)
			_exit(4);
		_exit(status != 0);
	}
	ASSERT_EQ(1, read(ready[0], &c, 1));
	map_root(pid);
	snprintf(path, sizeof(path), "/proc/%d/ns/net", pid);
	fd = open(path, O_RDONLY);
	ASSERT_LE(0, fd);
	ASSERT_EQ(0, setns(fd, CLONE_NEWNET));
	run("ip link add d0 type dummy && ip link set d0 up");

	rec = find(&recs, 0, RTM_NEWLINK, "d0");
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(NETJOURNAL_CONTEXT_OUTSIDE, rec->context);
	EXPECT_FALSE(rec->has_pid);
	EXPECT_FALSE(rec->has_comm);
	EXPECT_FALSE(rec->has_uid);
	EXPECT_EQ(0, rec->n_parents);
	EXPECT_EQ(0, rec->netns);

	ASSERT_EQ(1, write(go[1], "x", 1));
	ASSERT_EQ(1, read(ready[0], &c, 1));
	rec = find(&recs, 0, RTM_NEWROUTE, NULL);
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(NETJOURNAL_CONTEXT_REQUEST, rec->context);
	EXPECT_STREQ("insider", rec->comm);
	EXPECT_EQ(1, rec->pid);
	EXPECT_EQ(0, rec->uid);
	/* Its parent lives in another PID namespace and has no number here. */
	EXPECT_EQ(0, rec->n_parents);
	ASSERT_EQ(1, write(go[1], "x", 1));
	waitpid(pid, &status, 0);
	EXPECT_EQ(0, status);
	recs_free(&recs);
}

/* Namespace made by a task, changed by a task of another network namespace. */
TEST_F(origin, actor_of_other_netns)
{
	struct recs recs = {};
	const struct rec *rec;
	uint32_t home = netns_inum();

	run("ip netns add nso");
	run("ip link add v0 type veth peer name v1 netns nso");
	int fd = open("/run/netns/nso", O_RDONLY);

	ASSERT_EQ(0, setns(fd, CLONE_NEWNET));
	rec = find(&recs, 0, RTM_NEWLINK, "v1");
	ASSERT_NE(NULL, rec);
	EXPECT_STREQ("ip", rec->comm);
	EXPECT_EQ(home, rec->netns);
	recs_free(&recs);
	run("ip netns del nso");
}

TEST_HARNESS_MAIN
