// SPDX-License-Identifier: GPL-2.0
/*
 * A user without privileges cannot use up the memory of the machine. The test makes
 * network namespaces as such a user, makes the module work in each in every way that a
 * user can, and ends. The kernel must free the memory that it used for them.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"

#define BATCH		"/tmp/memory.batch"
#define NOBODY		65534
#define ROUTES		8000
#define ROUNDS		4
/* Three rounds that leak 192 bytes for each route would exceed this. */
#define GROWTH_MAX_KB	4096
#define PATIENCE_MS	120000

/* Returns the slab memory that the kernel cannot reclaim, in KiB. */
static long slab_kb(void)
{
	FILE *f = fopen("/proc/meminfo", "r");
	char line[128];
	long kb = -1;

	while (f && kb < 0 && fgets(line, sizeof(line), f))
		if (sscanf(line, "SUnreclaim: %ld kB", &kb) != 1)
			kb = -1;
	if (!f || kb < 0)
		abort();
	fclose(f);
	return kb;
}

static void write_batch(void)
{
	FILE *f = fopen(BATCH, "w");

	if (!f)
		abort();
	fputs("link add d0 type dummy\nlink set d0 up\naddr add 10.0.0.1/24 dev d0\n", f);
	for (int i = 0; i < ROUTES; i++)
		fprintf(f, "route add 11.0.%d.%d/32 via 10.0.0.2\n", i >> 8, i & 0xff);
	for (int i = 0; i < ROUTES; i++)
		fprintf(f, "route del 11.0.%d.%d/32 via 10.0.0.2\n", i >> 8, i & 0xff);
	fclose(f);
}

static void change_routes(void)
{
	run("ip -batch " BATCH);
}

/* Changes that the kernel does not announce. */
static void change_silently(void)
{
	run("for d in d0 d1; do ip link add $d type dummy && ip link set $d up; done");
	run("ip addr add 10.0.0.1/24 dev d0 && ip addr add 10.1.0.1/24 dev d1");
	run("for i in $(seq 500); do echo route add 11.0.$((i / 256)).$((i %% 256)) nexthop via 10.0.0.2 nexthop via 10.1.0.2; "
	    "echo nexthop add id $i via 10.1.0.$((2 + i %% 200)) dev d1; echo rule add iif d1 lookup $i; done | ip -batch -");
	for (int i = 0; i < 5; i++)
		run("ip link set d1 carrier off && ip link set d1 carrier on");
	run("ip link set d1 down && ip link del d1");
}

static void make_namespaces(void)
{
	for (int i = 0; i < 30; i++) {
		new_netns_quiet();
		churn(100, 20);
	}
}

/* Resizes and clears full rings. */
static void resize_rings(void)
{
	new_netns_quiet();
	for (int i = 0; i < 20; i++) {
		if (config_set(CHURN_KIND, i % 2 ? NETJOURNAL_RING_SIZE_MIN : 1 << 20, -1) ||
		    journal_clear(i % 3 ? 0 : CHURN_KINDS))
			abort();
		churn(100, 100);
	}
}

/* Listeners that never read. The process ends while they have messages. */
static void listen_without_reading(void)
{
	struct nl nl;

	new_netns_quiet();
	for (int i = 0; i < 20; i++)
		if (journal_subscribe(&nl, CHURN_GROUP))
			abort();
	churn(100, 300);
}

/* Dumps that nobody reads to their end. */
static void dump_without_reading(void)
{
	struct nl_req *req = malloc(sizeof(*req));
	struct nl nl;

	new_netns_quiet();
	churn(100, 300);
	for (int i = 0; i < 50; i++) {
		nj_begin(req, NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP);
		if (nl_open(&nl, NETLINK_GENERIC) || send(nl.fd, req, req->nlh.nlmsg_len, 0) < 0)
			abort();
	}
	free(req);
}

/* Does it as a user in new namespaces, which end with this process. Returns the exit status. */
static int work_as_user(void (*work)(void))
{
	/* Otherwise root keeps owning the files of this process in /proc. */
	if (setgid(NOBODY) || setuid(NOBODY) || prctl(PR_SET_DUMPABLE, 1) ||
	    new_userns() || unshare(CLONE_NEWNET))
		return 1;
	work();
	return 0;
}

/* Waits until the memory no longer shrinks. Returns how much more it is than @before, in KiB. */
static long growth_kb(long before)
{
	long growth = slab_kb() - before;

	for (int ms = 0; growth > GROWTH_MAX_KB && ms < PATIENCE_MS; ms += 100) {
		usleep(100000);
		growth = slab_kb() - before;
	}
	return growth;
}

FIXTURE(memory) {
};

FIXTURE_VARIANT(memory) {
	void (*work)(void);
};

FIXTURE_VARIANT_ADD(memory, routes) { .work = change_routes };
FIXTURE_VARIANT_ADD(memory, silent_changes) { .work = change_silently };
FIXTURE_VARIANT_ADD(memory, namespaces) { .work = make_namespaces };
FIXTURE_VARIANT_ADD(memory, rings) { .work = resize_rings };
FIXTURE_VARIANT_ADD(memory, listeners) { .work = listen_without_reading };
FIXTURE_VARIANT_ADD(memory, dumps) { .work = dump_without_reading };

FIXTURE_SETUP(memory)
{
	/* A user cannot make the kernel load this module, so load it now. */
	ASSERT_EQ(0, try_run("modprobe dummy"));
	/* What namespaces leave when they end is bounded, but at more than the test allows. */
	run("echo 0 >/sys/module/netjournal/parameters/ended_memory_max");
	write_batch();
}

FIXTURE_TEARDOWN(memory)
{
	run("echo %d >/sys/module/netjournal/parameters/ended_memory_max", 32 << 20);
	unlink(BATCH);
}

TEST_F_TIMEOUT(memory, of_a_user, 300)
{
	long first = 0;

	for (int round = 0; round < ROUNDS; round++) {
		int status;
		pid_t pid = fork();

		ASSERT_LE(0, pid);
		if (!pid)
			_exit(work_as_user(variant->work));
		ASSERT_EQ(pid, waitpid(pid, &status, 0));
		ASSERT_EQ(0, status);
		if (!round) {
			usleep(1000000);
			first = slab_kb();
		}
	}
	EXPECT_GE(GROWTH_MAX_KB, growth_kb(first));
}

TEST_HARNESS_MAIN
