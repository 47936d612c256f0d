// SPDX-License-Identifier: GPL-2.0
/*
 * Several processes make many changes at once, while the tool follows. One follower is read as fast
 * as possible, one slowly, and one is stopped. Afterwards every change must be accounted for: each
 * follower has printed it, or a gap that covers it, and the number of records is the number of
 * changes. `ip monitor` runs at the same time, and the test prints what it missed.
 *
 * There are 40,000 changes, or 8 seconds of them. selftest.percent=N makes more or less.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"
#include "seen.h"

#define WRITERS		4
#define LISTENER_BUF	(256 << 20)

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec / 1e9;
}

/* The tool as a follower, and the process that reads its output. */
struct follower {
	const char *name;
	pid_t pid, keeper;
	char path[64];
};

static pid_t spawn(int out, const char *const *argv)
{
	pid_t pid = fork();

	if (pid)
		return pid;
	dup2(out, 1);
	execvp(argv[0], (char **)argv);
	_exit(127);
}

/*
 * Reads the output of the tool and keeps only what the test needs, because a million lines are
 * large. A slow reader reads some lines every 10 ms, and all lines after SIGUSR1.
 */
static volatile sig_atomic_t hurry;
static void on_usr1(int sig)
{
	hurry = 1;
}

static void keep_numbers(int in, const char *path, bool slowly)
{
	FILE *from = fdopen(in, "r"), *to = fopen(path, "w");
	uint64_t first, last, seq, n = 0;
	char *line = NULL;
	size_t room = 0;

	if (!from || !to)
		_exit(1);
	while (getline(&line, &room, from) > 0) {
		if (seen_number(line, "\"first\":", &first) &&
		    seen_number(line, "\"last\":", &last))
			fprintf(to, "\"first\":%" PRIu64 ",\"last\":%" PRIu64 "\n", first, last);
		else if (seen_number(line, "\"seq\":", &seq))
			fprintf(to, "\"seq\":%" PRIu64 "\n", seq);
		else
			fprintf(to, "%s", line);
		fflush(to);
		if (slowly && !hurry && !(n++ % 8))
			usleep(10000);
	}
	_exit(fclose(to) ? 1 : 0);
}

static void follow(struct follower *f, const char *name, bool slowly, const char *kind)
{
	const char *const argv[] = { "netjournal", "log", "-f", "-j", "-n", "0", kind, NULL };
	int pipes[2];

	memset(f, 0, sizeof(*f));
	f->name = name;
	snprintf(f->path, sizeof(f->path), "/tmp/storm.%s", name);
	if (pipe2(pipes, O_CLOEXEC))
		abort();
	fcntl(pipes[1], F_SETPIPE_SZ, slowly ? 4096 : 1 << 20);
	f->pid = spawn(pipes[1], argv);
	f->keeper = fork();
	if (!f->keeper) {
		signal(SIGUSR1, on_usr1);
		close(pipes[1]);
		keep_numbers(pipes[0], f->path, slowly);
	}
	close(pipes[0]);
	close(pipes[1]);
}

static off_t size_of(const char *path)
{
	int fd = open(path, O_RDONLY);
	off_t size = lseek(fd, 0, SEEK_END);

	close(fd);
	return size;
}

static bool is_complete(const char *path, uint64_t base, uint64_t last)
{
	struct seen seen;
	bool complete;

	seen_read(&seen, path, base, last);
	complete = !seen_missing(&seen);
	seen_free(&seen);
	return complete;
}

/*
 * Waits until the follower has printed everything and no more comes, or long enough for a
 * slow machine. Ends the follower, and returns its exit status.
 */
static int follow_end(struct follower *f, uint64_t base, uint64_t last)
{
	off_t size = -1, before;
	int status, quiet = 0;

	kill(f->pid, SIGCONT);
	kill(f->keeper, SIGUSR1);
	do {
		before = size;
		usleep(1500000);
		size = size_of(f->path);
		quiet = size == before ? quiet + 1 : 0;
	} while (!quiet || (quiet < 30 && !is_complete(f->path, base, last)));
	kill(f->pid, SIGINT);
	waitpid(f->pid, &status, 0);
	waitpid(f->keeper, NULL, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* A socket that receives everything that rtnetlink announces, and counts it. */
struct listener {
	pid_t pid;
	struct counts {
		uint64_t of[NETJOURNAL_KIND_MAX + 1];
		uint64_t overruns;
		volatile int ready, stop;
	} *counts;	/* shared */
};

static uint32_t kind_of(const struct nlmsghdr *nlh)
{
	switch (nlh->nlmsg_type) {
	case RTM_NEWLINK:
	case RTM_DELLINK:
		return NETJOURNAL_KIND_LINK;
	case RTM_NEWADDR:
	case RTM_DELADDR:
		return NETJOURNAL_KIND_ADDR;
	case RTM_NEWROUTE:
	case RTM_DELROUTE:
		return NETJOURNAL_KIND_ROUTE;
	case RTM_NEWNEIGH:
	case RTM_DELNEIGH:
		return NETJOURNAL_KIND_NEIGH;
	default:
		return 0;
	}
}

static void listener_run(struct counts *counts)
{
	static const int groups[] = {
		RTNLGRP_LINK, RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV4_ROUTE, RTNLGRP_NEIGH,
		RTNLGRP_IPV6_ROUTE, RTNLGRP_IPV6_IFADDR,
	};
	static char buf[NL_BUF];
	int size = LISTENER_BUF, len;
	struct nlmsghdr *nlh;
	struct nl nl;

	if (nl_open(&nl, NETLINK_ROUTE))
		_exit(1);
	setsockopt(nl.fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size));
	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
		if (nl_join(&nl, groups[i]))
			_exit(1);
	counts->ready = 1;
	for (;;) {
		len = nl_wait(&nl, buf, 200);
		if (len == -EAGAIN && counts->stop)
			_exit(0);
		counts->overruns += len == -ENOBUFS;
		for (nlh = (void *)buf; len > 0 && NLMSG_OK(nlh, len); nlh = NLMSG_NEXT(nlh, len))
			counts->of[kind_of(nlh)]++;
	}
}

static void listener_start(struct listener *l)
{
	l->counts = mmap(NULL, sizeof(*l->counts), PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (l->counts == MAP_FAILED)
		abort();
	l->pid = fork();
	if (!l->pid)
		listener_run(l->counts);
	while (!l->counts->ready)
		usleep(10000);
}

static void listener_stop(struct listener *l)
{
	l->counts->stop = 1;
	waitpid(l->pid, NULL, 0);
}

static uint64_t count_lines(const char *path)
{
	char *line = NULL;
	size_t room = 0;
	uint64_t n = 0;
	FILE *f = fopen(path, "r");

	while (f && getline(&line, &room, f) > 0)
		n += line[0] != ' ';
	if (f)
		fclose(f);
	free(line);
	return n;
}

static pid_t monitor_start(const char *path)
{
	static const char *const argv[] = { "ip", "monitor", "route", NULL };
	int out = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
	pid_t pid = spawn(out, argv);

	close(out);
	return pid;
}

/* Returns how many records of a kind were made since @before. */
static uint64_t recorded(const struct ring_status *before, uint32_t kind, uint64_t *lost)
{
	struct ring_status now;

	if (ring_status(&now, kind))
		abort();
	*lost = now.lost - before->lost;
	return now.records + now.overwritten - before->records - before->overwritten;
}

/* Builds one change of a route of @table in @buf, without an ack. Returns its length. */
static size_t route4(char *buf, int type, uint32_t table, uint32_t n, uint32_t oif)
{
	struct nl_req *req = (void *)buf;
	struct rtmsg rtm = {
		.rtm_family = AF_INET, .rtm_dst_len = 32, .rtm_protocol = RTPROT_STATIC,
		.rtm_scope = RT_SCOPE_LINK, .rtm_type = RTN_UNICAST,
	};
	uint32_t dst = htonl(0x0b000000 + n);

	nl_begin(req, type, type == RTM_NEWROUTE ? NLM_F_CREATE | NLM_F_EXCL : 0);
	memcpy(NLMSG_DATA(&req->nlh), &rtm, sizeof(rtm));
	req->nlh.nlmsg_len = NLMSG_LENGTH(sizeof(rtm));
	nl_put(req, RTA_DST, &dst, sizeof(dst));
	nl_put_u32(req, RTA_TABLE, table);
	nl_put_u32(req, RTA_OIF, oif);
	return NLMSG_ALIGN(req->nlh.nlmsg_len);
}

/* Adds and deletes @n routes, with some dozens in one send. */
static int writer(uint32_t table, uint32_t n)
{
	uint32_t oif = if_nametoindex("d0");
	char *buf = malloc(64 << 10);
	struct nl nl;

	if (!buf || nl_open(&nl, NETLINK_ROUTE))
		return 1;
	for (uint32_t i = 0; i < n; i += 50) {
		for (int type = RTM_NEWROUTE; type <= RTM_DELROUTE; type++) {
			size_t len = 0;

			for (uint32_t j = i; j < n && j < i + 50; j++)
				len += route4(buf + len, type, table, j, oif);
			if (send(nl.fd, buf, len, 0) != (ssize_t)len)
				return 1;
		}
	}
	nl_close(&nl);
	free(buf);
	return 0;
}

#define FOLLOWERS	3
#define MONITOR		"/tmp/storm.monitor"

FIXTURE(storm)
{
	struct follower followers[FOLLOWERS];
	pid_t monitor;
	uint64_t monitor_lines;	/* before the storm */
	unsigned int size;
};

FIXTURE_SETUP(storm)
{
	self->size = percent_of(40000);	/* changes in all */
	new_netns_quiet();
}

FIXTURE_TEARDOWN(storm)
{
}

/* Returns whether each follower has printed something, so that it misses no later change. */
static bool all_follow(const FIXTURE_DATA(storm) *self)
{
	for (int i = 0; i < FOLLOWERS; i++)
		if (size_of(self->followers[i].path) <= 0)
			return false;
	return size_of(MONITOR) > 0;
}

static void followers_start(FIXTURE_DATA(storm) *self, const char *kind)
{
	follow(&self->followers[0], "fast", false, kind);
	follow(&self->followers[1], "slow", true, kind);
	follow(&self->followers[2], "stopped", false, kind);
	self->monitor = monitor_start(MONITOR);
	do {
		churn(99, 1);
		usleep(200000);
	} while (!all_follow(self));
	/* Wait for messages that are still on their way. */
	usleep(1000000);
	self->monitor_lines = count_lines(MONITOR);
	kill(self->followers[2].pid, SIGSTOP);
}

/* Each change was printed or is in a gap. The exit status of the follower must agree. */
static void followers_check(struct __test_metadata *_metadata, FIXTURE_DATA(storm) *self,
			    uint64_t base, uint64_t last)
{
	struct seen seen;
	int status;

	for (int i = 0; i < FOLLOWERS; i++) {
		struct follower *f = &self->followers[i];

		status = follow_end(f, base, last);
		seen_read(&seen, f->path, base, last);
		printf("# %s follower: %llu records, %llu gaps of %llu, status %d\n", f->name,
		       (unsigned long long)seen.records, (unsigned long long)seen.gaps,
		       (unsigned long long)seen.in_gaps, status);
		EXPECT_EQ(0, seen_missing(&seen));
		EXPECT_EQ(0, seen.twice);
		EXPECT_EQ(0, seen.backwards);
		EXPECT_EQ(seen.gaps ? 3 : 0, status);
		seen_free(&seen);
		unlink(f->path);
	}
}

/* Only routes change, so the sequence numbers count the changes. */
TEST_F_TIMEOUT(storm, routes, 1500)
{
	unsigned int each = self->size / WRITERS / 2;
	struct ring_status before;
	uint64_t base, last, n, lost, lines;
	double begin;
	int status;

	/* The ring is so small that slow followers are overtaken. */
	ASSERT_EQ(0, config_set(NETJOURNAL_KIND_ROUTE, self->size * 40, -1));
	followers_start(self, "route");
	ASSERT_EQ(0, ring_status(&before, NETJOURNAL_KIND_ROUTE));
	base = journal_last();
	begin = now();
	for (int w = 0; w < WRITERS; w++) {
		if (!fork())
			_exit(writer(1000 + w, each));
	}
	for (int w = 0; w < WRITERS; w++) {
		ASSERT_LT(0, wait(&status));
		ASSERT_EQ(0, status);
	}
	last = journal_last();
	printf("# %u changes in %.1f s\n", 2 * each * WRITERS, now() - begin);

	n = recorded(&before, NETJOURNAL_KIND_ROUTE, &lost);
	EXPECT_EQ(2 * each * WRITERS, n + lost);
	EXPECT_EQ(2 * each * WRITERS, last - base);
	followers_check(_metadata, self, base, last);

	kill(self->monitor, SIGKILL);
	waitpid(self->monitor, NULL, 0);
	lines = count_lines(MONITOR) - self->monitor_lines;
	printf("# ip monitor: %llu lines, %lld changes missing\n", (unsigned long long)lines,
	       (long long)(2 * each * WRITERS) - (long long)lines);
	unlink(MONITOR);
}

/* Repeats a shell command until it is told to stop. */
static pid_t repeat(const char *command)
{
	pid_t pid = fork();

	if (pid)
		return pid;
	for (;;)
		if (try_run("%s", command))
			_exit(1);
}

static void end(struct __test_metadata *_metadata, pid_t pid)
{
	int status;

	/* The process still runs; it would have ended if a command had failed. */
	EXPECT_EQ(0, waitpid(pid, &status, WNOHANG));
	kill(pid, SIGTERM);
	waitpid(pid, &status, 0);
}

/* Sends packets to unused addresses. The kernel marks their entries as failed in a timer. */
static pid_t neighbours_churn(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(9) };
	pid_t pid = fork();
	int fd;

	if (pid)
		return pid;
	fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	for (uint32_t i = 0;; i++) {
		to.sin_addr.s_addr = htonl(0x0afe0000 | (i & 0x3ff) | 0x400);
		sendto(fd, "", 1, 0, (void *)&to, sizeof(to));
		if (i % 16 == 15)
			usleep(2000);
	}
}

/* Counts the records of @kind that are silent, and those from a soft interrupt. */
static void count_kind(const struct recs *recs, uint32_t kind, uint64_t *silent, uint64_t *softirq)
{
	*silent = 0;
	*softirq = 0;
	for (size_t r = 0; r < recs->n; r++) {
		*silent += recs->rec[r].kind == kind && recs->rec[r].domain.silent;
		*softirq += recs->rec[r].kind == kind &&
			    recs->rec[r].context == NETJOURNAL_CONTEXT_SOFTIRQ;
	}
}

/* Returns whether every sort of change that the storm makes has been recorded. */
static bool has_all(uint64_t base)
{
	uint64_t silent, fails, none;
	struct recs recs;

	if (recs_read(&recs, base, KINDS_ALL))
		return false;
	count_kind(&recs, NETJOURNAL_KIND_ROUTE, &silent, &none);
	count_kind(&recs, NETJOURNAL_KIND_NEIGH, &none, &fails);
	recs_free(&recs);
	return silent && fails;
}

/* All kinds change at once. The journal must have what an independent listener received. */
TEST_F_TIMEOUT(storm, all_kinds, 1500)
{
	static const uint32_t kinds[] = {
		NETJOURNAL_KIND_LINK, NETJOURNAL_KIND_ADDR, NETJOURNAL_KIND_ROUTE,
		NETJOURNAL_KIND_NEIGH,
	};
	struct ring_status before[NETJOURNAL_KIND_MAX + 1];
	/* Long enough to make each sort of change a few times. */
	unsigned int seconds = percent_of(8) < 3 ? 3 : percent_of(8) > 60 ? 60 : percent_of(8);
	uint64_t n[NETJOURNAL_KIND_MAX + 1], lost[NETJOURNAL_KIND_MAX + 1];
	struct recs recs = { 0 };
	struct listener listener;
	struct counts heard;
	uint64_t base, last;
	pid_t pids[6];
	int i = 0;

	run("for i in 1 2 3; do ip link add s$i type dummy && ip link set s$i up; done; ip link add v0 type veth peer name v1 && ip link set v0 up && ip link set v1 up && ip addr add 10.254.0.1/16 dev v0");
	run("cd /proc/sys/net/ipv4/neigh/v0 && echo 10 >retrans_time_ms && echo 1 >mcast_solicit");
	sleep(2);
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		ASSERT_EQ(0, config_set(kinds[k], 32 << 20, -1));
		ASSERT_EQ(0, ring_status(&before[kinds[k]], kinds[k]));
	}
	listener_start(&listener);
	followers_start(self, NULL);
	base = journal_last();

	pids[i++] = repeat("ip route add 10.5.0.0/16 dev s1 && ip link set s1 down && ip link set s1 up");
	pids[i++] = repeat("for a in 1 2 3 4; do ip addr add 10.1.0.$a/24 dev s2; done; ip addr flush dev s2");
	pids[i++] = repeat("ip link add s9 type dummy && ip link set s9 up && ip link del s9");
	pids[i++] = repeat("unshare -n sh -c 'ip link set lo up; ip link add x type dummy; ip link set x up; ip addr add 10.0.0.1/8 dev x'");
	pids[i++] = repeat("ip route add 10.2.0.0/16 dev s3; ip route add 10.3.0.0/16 dev s3 metric 5; ip route flush dev s3");
	pids[i++] = neighbours_churn();
	sleep(seconds);
	for (int j = 0; j < 120 && !has_all(base); j++)
		sleep(1);
	while (i--)
		end(_metadata, pids[i]);
	/*
	 * Wait until timers and ending namespaces are done. Later the kernel drops the failed
	 * neighbours. So read everything between two moments in which nothing happened.
	 */
	do {
		last = journal_last();
		sleep(3);
		recs_free(&recs);
		ASSERT_EQ(0, recs_read(&recs, base, KINDS_ALL));
		for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
			n[kinds[k]] = recorded(&before[kinds[k]], kinds[k], &lost[kinds[k]]);
		heard = *listener.counts;
	} while (last != journal_last());
	listener_stop(&listener);
	ASSERT_EQ(0, heard.overruns);

	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		uint32_t kind = kinds[k];
		uint64_t silent, softirq;

		count_kind(&recs, kind, &silent, &softirq);
		printf("# kind %u: %llu recorded, %llu of them silent, %llu in softirq; %llu announced\n",
		       kind, (unsigned long long)n[kind], (unsigned long long)silent,
		       (unsigned long long)softirq, (unsigned long long)heard.of[kind]);
		EXPECT_EQ(0, lost[kind]);
		EXPECT_EQ(heard.of[kind], n[kind] - silent);
		EXPECT_LT(0, n[kind]);
		if (kind == NETJOURNAL_KIND_NEIGH)
			EXPECT_LT(0, softirq);
		if (kind == NETJOURNAL_KIND_ROUTE)
			EXPECT_LT(0, silent);
	}
	recs_free(&recs);
	followers_check(_metadata, self, base, last);
	kill(self->monitor, SIGKILL);
	waitpid(self->monitor, NULL, 0);
	unlink(MONITOR);
}

TEST_HARNESS_MAIN
