// SPDX-License-Identifier: GPL-2.0
/*
 * Races. Random operations run at the same time, and the test checks what must hold in any order. All random
 * choices come from selftest.seed=N on the kernel's command line, so a run can be repeated
 * (scripts/run-selftests --seed). Only the order of operations on two processors cannot be repeated.
 * selftest.percent=N scales the number of rounds.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "fixture_races.h"
#include "seen.h"
#include "wait.h"

#define LOADS		500
#define NAMESPACES	5000
#define HOTPLUGS	40
#define SUSPENSIONS	20

/* The most namespaces at a time, because the kernel destroys them slower than it makes them. */
#define NAMESPACES_AT_ONCE	150

/* Makes changes in a new namespace. */
static void storm(uint32_t who)
{
	new_netns_quiet();
	for (;;) {
		churn(who, 1 + below(40));
		usleep(below(5000));
	}
}

/* Begins dumps and leaves them in the middle, for a while or for ever. The module may not be loaded. */
static void leaver(uint32_t unused)
{
	static char buf[NL_BUF];
	struct nl nl;

	for (;;) {
		if (!dump_begin(&nl)) {
			for (uint32_t i = below(3); i; i--)
				nl_wait(&nl, buf, 10);
			usleep(below(10000));
			nl_close(&nl);
		}
		usleep(below(20000));
	}
}

/* Joins the groups of the journal, if there is one, and seldom reads. */
static void listener(uint32_t unused)
{
	static char buf[NL_BUF];
	struct nl_family family;
	struct nl nl;

	for (;;) {
		if (!nl_family_there(&family, NETJOURNAL_FAMILY_NAME) &&
		    !nl_open(&nl, NETLINK_GENERIC)) {
			/* The family and its groups may be gone by now. */
			for (uint32_t i = 0; i < family.n_groups; i++)
				nl_join(&nl, family.groups[i].id);
			for (uint32_t i = below(20); i; i--)
				nl_wait(&nl, buf, below(10));
			nl_close(&nl);
		}
		usleep(below(20000));
	}
}

static void namespaces(uint32_t unused)
{
	for (;;) {
		if (unshare(CLONE_NEWNET))
			exit(1);
		usleep(below(100000));
	}
}

#define FOLLOWED "/tmp/races.followed"

/* Runs the tool as a follower. Its output goes to the file FOLLOWED plus @number. */
static void follower(uint32_t number)
{
	char path[64];
	int fd;

	snprintf(path, sizeof(path), FOLLOWED "%u", number);
	fd = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0600);
	dup2(fd, 1);
	execlp("netjournal", "netjournal", "log", "-f", "-j", NULL);
	exit(127);
}

static bool printed(uint32_t number, const char *text)
{
	bool found = false;
	char *line = NULL;
	char path[64];
	size_t room = 0;
	FILE *f;

	snprintf(path, sizeof(path), FOLLOWED "%u", number);
	f = fopen(path, "r");
	while (f && !found && getline(&line, &room, f) > 0)
		found = strstr(line, text);
	if (f)
		fclose(f);
	free(line);
	return found;
}

/* Waits up to a minute for @text in the output of a follower. */
static bool followed(uint32_t number, const char *text)
{
	for (int tries = 0; tries < 300; tries++) {
		if (printed(number, text))
			return true;
		usleep(200000);
	}
	return false;
}

/* Loads and unloads the module while everything is in use. */
TEST_F_TIMEOUT(races, load_and_unload, 1500)
{
	unsigned int n = percent_of(LOADS);
	uint64_t seq;

	for (int i = 0; i < 2; i++)
		crew_add(&self->crew, follower, i);
	ASSERT_EQ(0, note_add("the first round", NULL));
	for (int i = 0; i < 2; i++)
		ASSERT_TRUE(followed(i, "the first round"));
	crew_add(&self->crew, storm, 100);
	crew_add(&self->crew, storm, 101);
	crew_add(&self->crew, leaver, 0);
	crew_add(&self->crew, leaver, 0);
	crew_add(&self->crew, listener, 0);
	crew_add(&self->crew, namespaces, 0);
	for (unsigned int i = 0; i < n; i++) {
		usleep(below(20000));
		ASSERT_EQ(0, module_unload_soon()) TH_LOG("round %u", i);
		if (!below(4))
			usleep(below(5000));
		ASSERT_EQ(0, module_load("")) TH_LOG("round %u", i);
		ASSERT_EQ(0, note_add("still here", &seq)) TH_LOG("round %u", i);
	}
	/* The followers have followed until the end. */
	ASSERT_EQ(0, note_add("the last round", NULL));
	for (int i = 0; i < 2; i++) {
		EXPECT_TRUE(followed(i, "the last round"));
		run("rm " FOLLOWED "%d", i);
	}
	EXPECT_EQ(0, crew_stop(&self->crew));
	printf("# loaded %u times\n", n);
}

/* Returns the number of network namespaces, including those that are being destroyed. */
static unsigned long namespaces_now(void)
{
	unsigned long n = 0;
	char line[512];
	FILE *f = fopen("/proc/slabinfo", "r");

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "net_namespace %lu", &n) == 1)
			break;
	if (f)
		fclose(f);
	return n;
}

/* Shared between processes: how many namespaces were made, and whether to stop. */
struct made {
	volatile unsigned int n, enough;
};

static struct made *made;

/* Makes namespaces, one after the other, and writes into the journal of each. */
static void maker(uint32_t n)
{
	while (__sync_add_and_fetch(&made->n, 1) <= n) {
		if (unshare(CLONE_NEWNET))
			exit(1);
		for (uint32_t i = below(4); i; i--)
			if (note_add("in a namespace that goes", NULL))
				exit(2);
		if (!below(16))
			while (namespaces_now() > NAMESPACES_AT_ONCE)
				usleep(10000);
	}
	made->enough = 1;
	pause();
	exit(3);
}

#define HELD	8

/* Reads the journal of another process's namespace, and keeps some of these namespaces alive for a while. */
static void visitor(uint32_t pid)
{
	static char buf[NL_BUF];
	struct nl held[HELD];
	struct recs recs;
	char path[64];
	int fd, err;

	for (int i = 0; i < HELD; i++)
		held[i].fd = -1;
	snprintf(path, sizeof(path), "/proc/%u/ns/net", pid);
	for (;;) {
		struct nl *nl = &held[below(HELD)];

		fd = open(path, O_RDONLY | O_CLOEXEC);
		if (fd < 0 || setns(fd, CLONE_NEWNET))
			exit(1);
		close(fd);
		err = recs_read(&recs, 0, KINDS_ALL);
		if (err || recs_holes(&recs, 0))
			exit(2);
		recs_free(&recs);
		if (nl->fd >= 0)
			nl_close(nl);
		if (below(2)) {
			if (dump_begin(nl))
				exit(3);
			if (below(2))
				nl_wait(nl, buf, 0);
		} else if (nl_open(nl, NETLINK_GENERIC) ||
			   nj_join(nl, NETJOURNAL_MCGRP_NOTE)) {
			exit(4);
		}
		usleep(below(3000));
	}
}

/* Makes and destroys thousands of namespaces while their journals are read. */
TEST_F_TIMEOUT(races, namespaces, 1500)
{
	unsigned long before, now = ~0ul;
	unsigned int n = percent_of(NAMESPACES);

	made = mmap(NULL, sizeof(*made), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ASSERT_NE(MAP_FAILED, made);
	run("ip netns add flush && ip netns del flush");
	before = namespaces_now();
	crew_add(&self->crew, maker, n);
	crew_add(&self->crew, maker, n);
	crew_add(&self->crew, visitor, self->crew.pids[0]);
	crew_add(&self->crew, visitor, self->crew.pids[1]);
	while (!made->enough) {
		usleep(100000);
		for (unsigned int i = 0; i < self->crew.n; i++)
			ASSERT_EQ(0, waitpid(self->crew.pids[i], NULL, WNOHANG));
	}
	EXPECT_EQ(0, crew_stop(&self->crew));
	/* The kernel frees the last namespaces only when it destroys the next one. */
	for (int i = 0; i < 5 && now > before + 1; i++) {
		run("ip netns add flush && ip netns del flush");
		for (uint64_t end = 0; now > before + 1 && wait_more(&end);)
			now = namespaces_now();
	}
	EXPECT_LE(now, before + 1);
	printf("# %u namespaces\n", n);
	munmap(made, sizeof(*made));
}

/* Processors that come and go */

#define CPU "/sys/devices/system/cpu/cpu1/online"

/* Writes notes that contain the name of their writer. */
static void noter(uint32_t cpu)
{
	char text[32];
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	snprintf(text, sizeof(text), "%d", getpid());
	prctl(PR_SET_NAME, text);
	for (;;) {
		/* When the processor goes offline, the kernel moves its processes. Move back. */
		sched_setaffinity(0, sizeof(set), &set);
		if (note_add(text, NULL))
			exit(1);
	}
}

TEST_F_TIMEOUT(races, hotplug, 900)
{
	unsigned int n = percent_of(HOTPLUGS), notes = 0;
	struct recs recs;

	if (access(CPU, W_OK))
		SKIP(return, "no " CPU);
	new_netns_quiet();
	ASSERT_EQ(0, config_set(NETJOURNAL_KIND_NOTE, 16 << 20, -1));
	for (int i = 0; i < 4; i++)
		crew_add(&self->crew, noter, i % 2);
	crew_add(&self->crew, churner, 100);
	for (unsigned int i = 0; i < 2 * n; i++) {
		usleep(below(50000));
		ASSERT_EQ(0, try_run("echo %u >" CPU, i % 2)) TH_LOG("round %u", i);
	}
	EXPECT_EQ(0, crew_stop(&self->crew));
	ASSERT_EQ(0, recs_read(&recs, 0, KINDS_ALL));
	EXPECT_EQ(0, recs_holes(&recs, 0));
	for (size_t i = 0; i < recs.n; i++) {
		const struct rec *rec = &recs.rec[i];

		if (rec->is_gap || rec->kind != NETJOURNAL_KIND_NOTE)
			continue;
		notes++;
		EXPECT_EQ(atoi(rec->note), rec->pid);
		EXPECT_STREQ(rec->note, rec->comm);
	}
	EXPECT_LT(2 * n, notes);
	recs_free(&recs);
	printf("# %u times; %u notes\n", n, notes);
}

/* A follower that was stopped while the ring wrapped reports what it missed. */
TEST_F_TIMEOUT(races, suspended_follower, 900)
{
	unsigned int n = percent_of(SUSPENSIONS), wraps = 0;
	struct ring_status st, before;
	struct seen seen;
	uint64_t base, last;
	int status;

	new_netns_quiet();
	ASSERT_EQ(0, config_set(CHURN_KIND, NETJOURNAL_RING_SIZE_MIN, -1));
	base = journal_last();
	crew_add(&self->crew, follower, 0);
	ASSERT_EQ(0, note_add("it is there", NULL));
	ASSERT_TRUE(followed(0, "it is there"));
	for (unsigned int i = 0; i < n; i++) {
		kill(self->crew.pids[0], SIGSTOP);
		ASSERT_EQ(0, ring_status(&before, CHURN_KIND));
		/* Enough changes to fill the ring up to several times, and at least once at first. */
		churn(100, i ? 1 + below(1500) : 1500);
		ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
		wraps += st.overwritten >= before.overwritten + before.records &&
			 before.records;
		kill(self->crew.pids[0], SIGCONT);
		if (below(2))
			churn(100, below(50));
		usleep(below(50000));
	}
	last = journal_last();
	ASSERT_EQ(0, note_add("it is done", NULL));
	EXPECT_TRUE(followed(0, "it is done"));
	kill(self->crew.pids[0], SIGINT);
	ASSERT_EQ(self->crew.pids[0], waitpid(self->crew.pids[0], &status, 0));
	self->crew.n = 0;
	seen_read(&seen, FOLLOWED "0", base, last);
	printf("# %u times, %u wrapped: %llu records, %llu gaps of %llu\n", n, wraps,
	       (unsigned long long)seen.records, (unsigned long long)seen.gaps,
	       (unsigned long long)seen.in_gaps);
	EXPECT_EQ(0, seen_missing(&seen));
	EXPECT_EQ(0, seen.twice);
	EXPECT_EQ(0, seen.backwards);
	EXPECT_LT(0, wraps);
	EXPECT_LT(0, seen.gaps);
	/* "Something is missing." */
	EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 3);
	seen_free(&seen);
	run("rm " FOLLOWED "0");
}

TEST_HARNESS_MAIN
