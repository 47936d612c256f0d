// SPDX-License-Identifier: GPL-2.0
/*
 * Measures the cost of reading: a replay of many records, following, a round trip.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../selftests/lib/journal.h"
#include "bench.h"

#define LATENCIES	500	/* changes for each sample of latency */
#define TRIPS		2000	/* round trips for each sample */
#define BENCH_CMD	0x6e6a	/* any number without a meaning for the kernel */

double receive_all(void)
{
	static char buf[1 << 16];
	struct nl_req *req = malloc(sizeof(*req));
	uint64_t begin = now_ns();
	struct nlmsghdr *nlh;
	struct nl nl;
	ssize_t len;

	if (!req || nl_open(&nl, NETLINK_GENERIC))
		abort();
	nj_begin(req, NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP);
	nl_put_u32(req, NETJOURNAL_A_RECORD_KINDS, KINDS(ROUTE) | KINDS(LINK));
	if (send(nl.fd, req, req->nlh.nlmsg_len, 0) < 0)
		abort();
	do {
		len = recv(nl.fd, buf, sizeof(buf), 0);
		nlh = (struct nlmsghdr *)buf;
		if (len < (ssize_t)sizeof(*nlh) || nlh->nlmsg_type == NLMSG_ERROR)
			abort();
		/* The end of the dump is the last message of a datagram, or the only one. */
		while (len > (ssize_t)NLMSG_ALIGN(nlh->nlmsg_len)) {
			len -= NLMSG_ALIGN(nlh->nlmsg_len);
			nlh = (void *)((char *)nlh + NLMSG_ALIGN(nlh->nlmsg_len));
		}
	} while (nlh->nlmsg_type != NLMSG_DONE);
	nl_close(&nl);
	free(req);
	return now_ns() - begin;
}

void bench_replay(void)
{
	run("modprobe netjournal ring_size_max=%d", 1 << 30);
	if (config_set(NETJOURNAL_KIND_ROUTE, 1 << 29, -1))
		abort();
	routes_change(RTM_NEWROUTE, 0, records);
	for (unsigned int r = 0; r < (rounds + 4) / 5; r++) {
		sample("replay", "ip route show", "ns", timed("ip route show"));
		sample("replay", "log", "ns", timed("netjournal log route"));
		sample("replay", "log, nothing printed", "ns",
		       timed("netjournal log route --comm nobody"));
		sample("replay", "receive only", "ns", receive_all());
		sample("replay", "log -j", "ns", timed("netjournal log -j route"));
		sample("replay", "ip -j route show", "ns", timed("ip -j route show"));
	}
	routes_change(RTM_DELROUTE, 0, records);
	module_unload();
}

/* Reads lines until @n have come, or none comes for a while. Returns their number. */
static unsigned int read_lines(int fd, unsigned int n, uint64_t *last)
{
	static char buf[1 << 16];
	unsigned int lines = 0;
	struct timeval tv;
	fd_set set;
	ssize_t len;

	while (lines < n) {
		FD_ZERO(&set);
		FD_SET(fd, &set);
		tv = (struct timeval){ .tv_sec = 2 };
		if (select(fd + 1, &set, NULL, NULL, &tv) < 1)
			break;
		len = read(fd, buf, sizeof(buf));
		if (len <= 0)
			break;
		*last = now_ns();
		for (ssize_t i = 0; i < len; i++)
			lines += buf[i] == '\n';
	}
	return lines;
}

static int compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static void follow_one(const char *name, const char *command)
{
	static uint64_t latency[LATENCIES];
	uint64_t begin, last = 0;
	unsigned int lines, n = 4 * changes;
	int fds[2];
	pid_t pid, writer;

	if (pipe2(fds, O_CLOEXEC))
		abort();
	fcntl(fds[1], F_SETPIPE_SZ, 1 << 20);
	pid = start(fds[1], "exec %s", command);
	close(fds[1]);
	usleep(500000);

	/* One change at a time. */
	for (int i = 0; i < LATENCIES; i++) {
		begin = now_ns();
		routes_change(i % 2 ? RTM_DELROUTE : RTM_NEWROUTE, 0, 1);
		if (read_lines(fds[0], 1, &last) != 1)
			abort();
		latency[i] = last - begin;
		usleep(1000);
	}
	qsort(latency, LATENCIES, sizeof(*latency), compare);
	sample("follow", name, "ns latency median", latency[LATENCIES / 2]);
	sample("follow", name, "ns latency p99", latency[LATENCIES * 99 / 100]);

	/* As many as there come. */
	begin = now_ns();
	writer = fork();
	if (!writer) {
		routes_change(RTM_NEWROUTE, 0, n / 2);
		routes_change(RTM_DELROUTE, 0, n / 2);
		_exit(0);
	}
	lines = read_lines(fds[0], n, &last);
	waitpid(writer, NULL, 0);
	sample("follow", name, "lines per s", lines * 1e9 / (last - begin));
	sample("follow", name, "% of the changes missing", 100.0 * (n - lines) / n);
	stop(pid);
	close(fds[0]);
}

void bench_follow(void)
{
	for (unsigned int r = 0; r < (rounds + 4) / 5; r++) {
		follow_one("ip monitor", "ip monitor route");
		module_load();
		follow_one("log -f", "netjournal log -f -n 0 route");
		follow_one("log -f -j", "netjournal log -f -j -n 0 route");
		module_unload();
	}
}

static void trips_netlink(const char *name, struct nl_req *req)
{
	static char buf[1 << 16];
	uint64_t begin;
	struct nl nl;

	if (nl_open(&nl, NETLINK_GENERIC))
		abort();
	begin = now_ns();
	for (int i = 0; i < TRIPS; i++) {
		if (send(nl.fd, req, req->nlh.nlmsg_len, 0) < 0 ||
		    recv(nl.fd, buf, sizeof(buf), 0) < (ssize_t)sizeof(req->nlh) ||
		    ((struct nlmsghdr *)buf)->nlmsg_type == NLMSG_ERROR)
			abort();
	}
	sample("roundtrip", name, "ns", (double)(now_ns() - begin) / TRIPS);
	nl_close(&nl);
}

static void trips_ioctl(void)
{
	int fd = open("/dev/netjournal-bench", O_RDWR);
	uint64_t begin = now_ns(), value;

	if (fd < 0)
		return;
	for (int i = 0; i < TRIPS; i++)
		if (ioctl(fd, BENCH_CMD, &value) || value != BENCH_CMD)
			abort();
	sample("roundtrip", "ioctl", "ns", (double)(now_ns() - begin) / TRIPS);
	close(fd);
}

void bench_roundtrip(void)
{
	static struct nl_req get_family, status_get;
	struct nl_family family;
	uint16_t id;

	run("[ ! -e /root/ioctl.ko ] || insmod /root/ioctl.ko");
	module_load();
	if (nl_family(&family, NETJOURNAL_FAMILY_NAME))
		abort();
	id = family.id;
	nl_begin_genl(&get_family, GENL_ID_CTRL, CTRL_CMD_GETFAMILY, 0);
	nl_put(&get_family, CTRL_ATTR_FAMILY_ID, &id, sizeof(id));
	nj_begin(&status_get, NETJOURNAL_CMD_STATUS_GET, 0);
	for (unsigned int r = 0; r < rounds; r++) {
		trips_netlink("getfamily", &get_family);
		trips_netlink("status-get", &status_get);
		trips_ioctl();
	}
	module_unload();
	run("[ ! -e /dev/netjournal-bench ] || rmmod ioctl");
}
