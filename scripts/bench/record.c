// SPDX-License-Identifier: GPL-2.0
/*
 * Measures what recording costs a process that makes changes: `ip -batch` with the
 * module and with other ways to observe changes, and with several writers, followers
 * and ring sizes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../selftests/lib/journal.h"
#include "bench.h"
#include "count.h"

static void batch_write(const char *path, const char *verb)
{
	FILE *f = fopen(path, "w");

	if (!f)
		abort();
	for (unsigned int i = 0; i < changes; i++)
		fprintf(f, "route %s 10.%u.%u.%u/32 via 10.255.0.2\n", verb, i >> 16,
			i >> 8 & 255, i & 255);
	if (fclose(f))
		abort();
}

void batches_write(void)
{
	batch_write("/tmp/add", "add");
	batch_write("/tmp/del", "del");
}

double batches_run(void)
{
	uint64_t ns = timed("ip -batch /tmp/add && ip -batch /tmp/del");

	return (double)ns / (2 * changes);
}

static pid_t reader;

static void monitor_begin(void)
{
	reader = start(-1, "exec ip monitor route");
	usleep(200000);
}

static void reader_end(void)
{
	stop(reader);
}

static void module_follow_begin(void)
{
	module_load();
	reader = start(-1, "exec netjournal log -f -n 0");
	usleep(300000);
}

static void module_follow_end(void)
{
	stop(reader);
	module_unload();
}

static void kprobe_begin(void)
{
	run("echo 'p:nj_bench rtnl_notify' >" TRACING "/kprobe_events && echo 1 >" TRACING
	    "/events/kprobes/nj_bench/enable");
	reader = start(-1, "exec cat " TRACING "/trace_pipe");
	usleep(200000);
}

static void kprobe_end(void)
{
	stop(reader);
	run("echo 0 >" TRACING "/events/kprobes/nj_bench/enable; echo >" TRACING
	    "/kprobe_events; echo >" TRACING "/trace");
}

static void audit_begin(void)
{
	reader = start(-1, "exec auditd -n -c /etc/audit");
	usleep(500000);
	run("auditctl -b 65536 >/dev/null && auditctl -e 1 >/dev/null && auditctl -a always,exit -F arch=b64 -S sendmsg >/dev/null");
}

static void audit_end(void)
{
	run("auditctl -D >/dev/null; auditctl -e 0 >/dev/null");
	stop(reader);
	run("rm -f /var/log/audit/*");
}

static void nothing(void)
{
}

struct way {
	const char *name;
	void (*begin)(void);
	void (*end)(void);
	const char *needs;	/* a file without which it is left out */
};

/* Each round measures all cases, in an order that alternates. */
static void ways_run(const char *row, const struct way *ways, int n)
{
	for (unsigned int r = 0; r < rounds; r++) {
		for (int i = 0; i < n; i++) {
			const struct way *way = &ways[r % 2 ? n - 1 - i : i];

			if (way->needs && access(way->needs, F_OK))
				continue;
			way->begin();
			warm_up();
			settle();
			sample(row, way->name, "ns", batches_run());
			way->end();
		}
	}
}

void bench_record(void)
{
	static const struct way ways[] = {
		{ "bare", nothing, nothing, NULL },
		{ "netjournal", module_load, module_unload, NULL },
		{ "netjournal, log -f", module_follow_begin, module_follow_end, NULL },
		{ "ip monitor", monitor_begin, reader_end, NULL },
		{ "kprobe", kprobe_begin, kprobe_end, TRACING "/kprobe_events" },
	};
	/* The last case, because auditing slows tasks down for good once it was on. */
	static const struct way audit[] = {
		{ "auditd", audit_begin, audit_end, "/usr/sbin/auditctl" },
	};

	batches_write();
	batches_run();
	ways_run("record", ways, sizeof(ways) / sizeof(ways[0]));
	ways_run("record", audit, 1);
}

/* Runs several processes at once, each with its own routes. Returns ns for each change. */
static double writers_run(int writers, uint32_t n)
{
	uint64_t begin = now_ns();
	pid_t pids[4];
	int status;

	for (int w = 0; w < writers; w++) {
		pids[w] = fork();
		if (pids[w])
			continue;
		routes_change(RTM_NEWROUTE, w << 18, n);
		routes_change(RTM_DELROUTE, w << 18, n);
		_exit(0);
	}
	for (int w = 0; w < writers; w++)
		if (waitpid(pids[w], &status, 0) < 0 || status)
			abort();
	return (double)(now_ns() - begin) / (2.0 * writers * n);
}

void bench_writers(void)
{
	static const int numbers[] = { 1, 2, 4 };
	char name[64];

	for (unsigned int r = 0; r < (rounds + 2) / 3; r++) {
		for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
			for (int with = 0; with < 2; with++) {
				bool on = with ^ (r & 1);

				snprintf(name, sizeof(name), "%s, %d writer%s",
					 on ? "netjournal" : "bare", numbers[i],
					 numbers[i] == 1 ? "" : "s");
				if (on)
					module_load();
				sample("writers", name, "ns", writers_run(numbers[i], changes));
				if (on)
					module_unload();
			}
		}
	}
}

/* Fills the ring, so that each record overwrites another one. A ring of 1 GiB is not filled. */
void bench_rings(void)
{
	static const struct { const char *name; uint64_t size; } sizes[] = {
		{ "64 KiB", 64 << 10 }, { "1 MiB", 1 << 20 }, { "16 MiB", 16 << 20 },
		{ "256 MiB", 256 << 20 }, { "1 GiB", 1 << 30 },
	};

	for (unsigned int r = 0; r < (rounds + 4) / 5; r++) {
		for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
			run("modprobe netjournal ring_size_max=%d", 1 << 30);
			if (config_set(NETJOURNAL_KIND_ROUTE, sizes[i].size, -1))
				abort();
			if (sizes[i].size <= 16 << 20)
				writers_run(1, 60000);
			sample("rings", sizes[i].name, "ns", writers_run(1, changes));
			/* Read only the newest record of a full ring. */
			sample("rings", sizes[i].name, "ns for log -n 1",
			       timed("netjournal log -n 1 note config"));
			module_unload();
		}
	}
}
