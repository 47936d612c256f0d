// SPDX-License-Identifier: GPL-2.0
/*
 * A user without privileges cannot use up the memory of the machine. The test makes
 * network namespaces as such a user, changes many routes in each, and ends. The kernel
 * must free the memory that it used for them.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "run.h"

#define BATCH		"/tmp/memory.batch"
#define NOBODY		65534
#define ROUTES		8000
#define ROUNDS		4
/* Three rounds that leak 192 bytes for each route would exceed this. */
#define GROWTH_MAX_KB	4096
#define PATIENCE_MS	30000

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

/* Changes routes as a user in new namespaces, which end with this process. Returns the exit status. */
static int change_routes_as_user(void)
{
	/* Otherwise root keeps owning the files of this process in /proc. */
	if (setgid(NOBODY) || setuid(NOBODY) || prctl(PR_SET_DUMPABLE, 1) ||
	    new_userns() || unshare(CLONE_NEWNET))
		return 1;
	execlp("ip", "ip", "-batch", BATCH, NULL);
	return 1;
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

FIXTURE_SETUP(memory)
{
	/* A user cannot make the kernel load this module, so load it now. */
	ASSERT_EQ(0, try_run("modprobe dummy"));
	write_batch();
}

FIXTURE_TEARDOWN(memory)
{
	unlink(BATCH);
}

TEST_F_TIMEOUT(memory, routes_of_a_user, 300)
{
	long first = 0;

	for (int round = 0; round < ROUNDS; round++) {
		int status;
		pid_t pid = fork();

		ASSERT_LE(0, pid);
		if (!pid)
			_exit(change_routes_as_user());
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
