// SPDX-License-Identifier: GPL-2.0
/*
 * Helpers of all measurements, and the table of rows: `bench ROW...`. See bench.h.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../selftests/lib/journal.h"
#include "bench.h"

unsigned int rounds = 15, changes = 2000, records = 1000000, namespaces = 2000, routes = 150000;
unsigned long peak_kib;

void sample(const char *row, const char *name, const char *what, double value)
{
	printf("{\"row\":\"%s\",\"case\":\"%s\",\"what\":\"%s\",\"value\":%.1f}\n", row, name,
	       what, value);
	fflush(stdout);
}

static pid_t vstart(int fd, const char *fmt, va_list ap)
{
	char cmd[512];
	pid_t pid;
	int out;

	vsnprintf(cmd, sizeof(cmd), fmt, ap);
	pid = fork();
	if (pid < 0)
		abort();
	if (pid)
		return pid;
	out = fd < 0 ? open("/dev/null", O_WRONLY) : fd;
	if (dup2(out, 1) < 0)
		_exit(126);
	execl("/bin/sh", "sh", "-c", cmd, NULL);
	_exit(127);
}

pid_t start(int fd, const char *fmt, ...)
{
	va_list ap;
	pid_t pid;

	va_start(ap, fmt);
	pid = vstart(fd, fmt, ap);
	va_end(ap);
	return pid;
}

void stop(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

uint64_t timed(const char *fmt, ...)
{
	uint64_t begin = work_ns();
	struct rusage usage = { 0 };
	int status = 0;
	va_list ap;
	pid_t pid;

	va_start(ap, fmt);
	pid = vstart(-1, fmt, ap);
	va_end(ap);
	wait4(pid, &status, 0, &usage);
	begin = work_ns() - begin;
	peak_kib = usage.ru_maxrss;
	if (status) {
		fprintf(stderr, "bench: status %x of %s\n", status, fmt);
		exit(1);
	}
	return begin;
}

void module_load(void)
{
	run("modprobe netjournal");
}

void module_unload(void)
{
	int tries = 50;

	/* A namespace or a dump that is ending may still use the module. */
	while (try_run("rmmod netjournal 2>/dev/null") && tries--)
		usleep(100000);
}

static void route_request(struct nl_req *req, int type, uint32_t dst, uint32_t oif)
{
	struct rtmsg rtm = {
		.rtm_family = AF_INET, .rtm_dst_len = 32, .rtm_table = RT_TABLE_MAIN,
		.rtm_protocol = RTPROT_STATIC, .rtm_scope = RT_SCOPE_LINK,
		.rtm_type = RTN_UNICAST,
	};
	uint32_t be = __builtin_bswap32(dst);

	if (type == RTM_DELROUTE)
		rtm.rtm_scope = RT_SCOPE_NOWHERE;
	nl_begin(req, type, type == RTM_NEWROUTE ? NLM_F_CREATE | NLM_F_EXCL : 0);
	memcpy(NLMSG_DATA(&req->nlh), &rtm, sizeof(rtm));
	req->nlh.nlmsg_len = NLMSG_LENGTH(sizeof(rtm));
	nl_put(req, RTA_DST, &be, sizeof(be));
	nl_put_u32(req, RTA_OIF, oif);
}

/* Sends many requests at once and without acks, so that only the kernel's work is measured. */
void routes_change(int type, uint32_t first, uint32_t n)
{
	static struct nl_req req;
	static char buf[16384];
	uint32_t oif = if_nametoindex("d0"), i;
	size_t len = 0;
	struct nl nl;

	if (nl_open(&nl, NETLINK_ROUTE))
		abort();
	for (i = 0; i < n; i++) {
		route_request(&req, type, (10u << 24) + first + i, oif);
		memcpy(buf + len, &req, NLMSG_ALIGN(req.nlh.nlmsg_len));
		len += NLMSG_ALIGN(req.nlh.nlmsg_len);
		if (len + 256 > sizeof(buf) || i + 1 == n) {
			if (send(nl.fd, buf, len, 0) != (ssize_t)len)
				abort();
			len = 0;
		}
	}
	nl_close(&nl);
}

void warm_up(void)
{
	routes_change(RTM_NEWROUTE, 0, 200);
	routes_change(RTM_DELROUTE, 0, 200);
}

static unsigned int number(const char *name, unsigned int value)
{
	const char *text = getenv(name);

	return text && *text ? strtoul(text, NULL, 0) : value;
}

static const struct {
	const char *name;
	void (*run)(void);
	bool works;	/* it needs the clock of work_ns() */
} rows[] = {
	{ "record", bench_record, true },
	{ "namespaces", bench_namespaces, true },
	{ "listener", bench_listener, true },
	{ "making", bench_making, true },
	{ "veth", bench_veth, true },
	{ "load", bench_load, true },
	{ "paths", bench_paths, true },
	{ "writers", bench_writers, false },
	{ "followers", bench_followers, true },
	{ "rings", bench_rings, false },
	{ "replay", bench_replay, false },
	{ "ask", bench_ask, false },
	{ "follow", bench_follow, false },
	{ "roundtrip", bench_roundtrip, false },
	{ "bytes", bench_bytes, false },
};

int main(int argc, char **argv)
{
	size_t n = sizeof(rows) / sizeof(rows[0]), i;

	rounds = number("ROUNDS", rounds);
	changes = number("CHANGES", changes);
	records = number("RECORDS", records);
	namespaces = number("NAMESPACES", namespaces);
	routes = number("ROUTES", routes);
	signal(SIGPIPE, SIG_IGN);
	run("echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6; ip link add d0 type dummy && ip link set d0 up && ip addr add 10.255.0.1/16 dev d0");
	for (int a = 1; a < argc; a++) {
		for (i = 0; i < n && strcmp(argv[a], rows[i].name); i++)
			;
		if (i == n) {
			fprintf(stderr, "bench: no row %s\n", argv[a]);
			return 1;
		}
		fprintf(stderr, "bench: %s\n", argv[a]);
		if (rows[i].works)
			clock_start();
		rows[i].run();
		clock_stop();
	}
	return 0;
}
