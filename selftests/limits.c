// SPDX-License-Identifier: GPL-2.0
/*
 * The limits on memory that a container cannot lift, and what happens at them.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "become.h"
#include "domain.h"
#include "wait.h"

#define PARAMS	"/sys/module/netjournal/parameters/"

static uint64_t param_get(const char *name)
{
	unsigned long long value;
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), PARAMS "%s", name);
	f = fopen(path, "r");
	if (!f || fscanf(f, "%llu", &value) != 1)
		abort();
	fclose(f);
	return value;
}

static void param_set(const char *name, uint64_t value)
{
	run("echo %llu >" PARAMS "%s", (unsigned long long)value, name);
}

FIXTURE(bounds) {
	uint64_t ring_size_max, netns_memory_max;
	int own;
};

FIXTURE_SETUP(bounds)
{
	self->ring_size_max = param_get("ring_size_max");
	self->netns_memory_max = param_get("netns_memory_max");
	self->own = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
	ASSERT_LE(0, self->own);
}

FIXTURE_TEARDOWN(bounds)
{
	param_set("ring_size_max", self->ring_size_max);
	param_set("netns_memory_max", self->netns_memory_max);
	close(self->own);
}

/* Runs @what in a child, because a process cannot leave a container again. */
static int in_child(int (*what)(void))
{
	int line, status;
	pid_t pid = fork();

	if (!pid) {
		line = what();
		if (line)
			printf("# line %d\n", line);
		fflush(stdout);
		_exit(line != 0);
	}
	waitpid(pid, &status, 0);
	return status;
}

/* Runs as root of a container, who is also the host's root user. Returns the line of a failure, or 0. */
static int ring_size_max_binds_container(void)
{
	struct ring_status st;
	int fd;

	if (become_container_root())
		return __LINE__;
	if (config_set(CHURN_KIND, 100001, -1) != -ERANGE)
		return __LINE__;
	if (config_set(CHURN_KIND, 100000, -1))
		return __LINE__;
	if (ring_status(&st, CHURN_KIND) || st.size != 100000)
		return __LINE__;
	/* The mode of the file permits the write, but the module refuses it. */
	fd = open(PARAMS "ring_size_max", O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return __LINE__;
	if (write(fd, "200000", 6) >= 0)
		errno = 0;
	close(fd);
	return errno == EPERM ? 0 : __LINE__;
}

TEST_F(bounds, ring_size_max)
{
	param_set("ring_size_max", 100000);
	EXPECT_EQ(0, in_child(ring_size_max_binds_container));
	EXPECT_EQ(100000, param_get("ring_size_max"));
}

TEST_F(bounds, new_namespace_within_ring_size_max)
{
	struct ring_status st;

	param_set("ring_size_max", 100000);
	new_netns();
	ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
	EXPECT_EQ(100000, st.size);
}

/* The size has an upper limit of 1 GiB, and a lower limit that works. */
TEST_F(bounds, ring_size_max_is_bounded)
{
	new_netns();
	param_set("ring_size_max", UINT64_MAX);
	EXPECT_EQ(-ERANGE, config_set(CHURN_KIND, (1 << 30) + 1, -1));
	EXPECT_EQ(0, config_set(CHURN_KIND, 1 << 30, -1));
	param_set("ring_size_max", 0);
	EXPECT_EQ(-ERANGE, config_set(CHURN_KIND, NETJOURNAL_RING_SIZE_MIN + 1, -1));
	EXPECT_EQ(0, config_set(CHURN_KIND, NETJOURNAL_RING_SIZE_MIN, -1));
}

/* Returns the memory that the rings of this namespace use. */
static uint64_t used(void)
{
	struct ring_status st;
	uint64_t sum = 0;

	for (uint32_t kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		if (ring_status(&st, kind))
			abort();
		sum += st.used;
	}
	return sum;
}

#define MEMORY_MAX	300000
#define ALMOST_HALF	(MEMORY_MAX / 20 * 9)
#define MANY_NETNS	8

/* As root of a container, makes namespace after namespace and fills each. */
static int fill_namespaces(void)
{
	uint64_t sum = 0, most = 0, now;

	if (become_container_root())
		return __LINE__;
	for (int i = 0; i < MANY_NETNS; i++) {
		/* It lives as long as there is a file. */
		new_netns_quiet();
		if (open("/proc/self/ns/net", O_RDONLY) < 0)
			return __LINE__;
		if (config_set(CHURN_KIND, 1 << 20, -1))
			return __LINE__;
		churn(100, 500);
		now = used();
		sum += now;
		if (now > most)
			most = now;
	}
	printf("# %llu bytes in %d namespaces, at most %llu in one\n",
	       (unsigned long long)sum, MANY_NETNS, (unsigned long long)most);
	return sum <= MEMORY_MAX && most > MEMORY_MAX / 4 ? 0 : __LINE__;
}

/*
 * Root of a container can use up the memory that containers share, and no more, even by
 * making many namespaces. The journal of the host continues.
 */
TEST_F_TIMEOUT(bounds, exhaust_as_container_root, 120)
{
	struct rec rec;
	uint64_t seq;

	param_set("ring_size_max", 1 << 20);
	param_set("netns_memory_max", MEMORY_MAX);
	EXPECT_EQ(0, in_child(fill_namespaces));
	ASSERT_EQ(0, note_add("the host's", &seq));
	EXPECT_EQ(0, rec_get(&rec, seq));
}

/* A namespace that takes as much as it can leaves memory for later namespaces. */
TEST_F_TIMEOUT(bounds, newcomers_are_recorded, 120)
{
	struct ring_status st;
	uint64_t taken = 0;

	param_set("ring_size_max", 16 << 20);
	param_set("netns_memory_max", MEMORY_MAX);
	new_netns_quiet();
	for (uint32_t kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		ASSERT_EQ(0, config_set(kind, 16 << 20, -1));
	/*
	 * A worker takes down the namespaces of former tests, and frees their memory. Only when all of it is free can this
	 * namespace take almost half.
	 */
	for (uint64_t end = 0; taken <= ALMOST_HALF && wait_more(&end);) {
		churn(100, 1500);
		taken = used();
	}
	printf("# took %llu bytes\n", (unsigned long long)taken);
	EXPECT_GE(MEMORY_MAX / 2, taken);
	EXPECT_LT(ALMOST_HALF, taken);

	/* Two namespaces, each of which takes half of the memory that is free for it. */
	for (int i = 0; i < 2; i++) {
		/* It lives as long as there is a file. */
		ASSERT_LE(0, open("/proc/self/ns/net", O_RDONLY));
		new_netns_quiet();
		churn(100, 50);
		ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
		EXPECT_EQ(0, st.lost);
		EXPECT_EQ(0, st.overwritten);
		EXPECT_LE(50, st.records);
	}
}

static void become_the_user(uid_t uid)
{
	/* Otherwise root keeps owning the files of this process in /proc. */
	if (setgid(uid) || setuid(uid) || prctl(PR_SET_DUMPABLE, 1) || new_userns())
		abort();
}

/* As a user without privileges, fills namespace after namespace, and keeps them. Writes to @fd when all are full. */
static void fill_as_user(uid_t uid, int fd)
{
	become_the_user(uid);
	for (int i = 0; i < MANY_NETNS; i++) {
		new_netns_quiet();
		if (open("/proc/self/ns/net", O_RDONLY) < 0 || config_set(CHURN_KIND, 1 << 20, -1))
			abort();
		churn(100, 500);
	}
	if (write(fd, "", 1) != 1)
		abort();
	pause();
}

/* Runs as another user than the one who has filled his namespaces. Returns the line of a failure, or 0. */
static int later_user(void)
{
	struct ring_status st;

	become_the_user(65533);
	new_netns_quiet();
	churn(100, 50);
	if (ring_status(&st, CHURN_KIND) || st.lost || st.overwritten || st.records < 50)
		return __LINE__;
	return 0;
}

/* A user who makes many namespaces, and fills each, leaves memory for the namespaces of other users. */
TEST_F_TIMEOUT(bounds, users_share, 120)
{
	int fds[2], failed = -1;
	char byte;
	pid_t pid;

	param_set("ring_size_max", 1 << 20);
	param_set("netns_memory_max", MEMORY_MAX);
	ASSERT_EQ(0, pipe(fds));
	pid = fork();
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		close(fds[0]);
		fill_as_user(65534, fds[1]);
	}
	close(fds[1]);
	EXPECT_EQ(1, read(fds[0], &byte, 1));
	/* A worker takes down the namespaces of former tests, and frees their memory. */
	for (uint64_t end = 0; failed && wait_more(&end);)
		failed = in_child(later_user);
	EXPECT_EQ(0, failed);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	close(fds[0]);
}

/* Root of the host lifts both limits, and then takes more memory. */
TEST_F_TIMEOUT(bounds, exhaust_as_host_root, 120)
{
	param_set("netns_memory_max", MEMORY_MAX / 4);
	param_set("ring_size_max", 100000);
	new_netns_quiet();
	EXPECT_EQ(-ERANGE, config_set(CHURN_KIND, 2 << 20, -1));
	param_set("ring_size_max", 2 << 20);
	ASSERT_EQ(0, config_set(CHURN_KIND, 2 << 20, -1));
	churn(100, 1500);
	EXPECT_GE(MEMORY_MAX / 4, used());
	param_set("netns_memory_max", 4 << 20);
	churn(100, 2000);
	EXPECT_LT(MEMORY_MAX, used());
}

#define CGROUP	"/sys/fs/cgroup/selftest-"

/*
 * Returns the bytes of slab memory that are charged to a cgroup. The kernel adds them
 * up only every two seconds (see mem_cgroup_flush_stats()), so call settle_charges()
 * first.
 */
static long long charged(const char *cgroup)
{
	char path[128], name[64];
	long long value, found = -1;
	FILE *f;

	snprintf(path, sizeof(path), CGROUP "%s/memory.stat", cgroup);
	f = fopen(path, "r");
	if (!f)
		abort();
	while (fscanf(f, "%63s %lld", name, &value) == 2)
		if (!strcmp(name, "slab"))
			found = value;
	fclose(f);
	return found;
}

static void settle_charges(void)
{
	sleep(3);
}

static void enter_cgroup(const char *path)
{
	FILE *f = fopen(path, "w");

	if (!f || fprintf(f, "0\n") < 0 || fclose(f))
		abort();
}

/*
 * Ring memory is charged to the cgroup of the task that makes the changes, whoever owns
 * the namespace. It is no longer charged when the records are gone.
 */
TEST_F_TIMEOUT(bounds, cgroup_is_charged, 120)
{
	long long maker, changer, freed = 0;
	struct ring_status st;
	int status;
	pid_t pid;

	if (access("/sys/fs/cgroup/cgroup.subtree_control", W_OK) ||
	    try_run("echo +memory >/sys/fs/cgroup/cgroup.subtree_control"))
		SKIP(return, "no cgroups that count memory");
	run("mkdir " CGROUP "maker " CGROUP "changer");
	enter_cgroup(CGROUP "maker/cgroup.procs");
	new_netns_quiet();
	ASSERT_EQ(0, config_set(CHURN_KIND, 1 << 20, -1));
	settle_charges();
	maker = charged("maker");
	changer = charged("changer");
	pid = fork();
	if (!pid) {
		enter_cgroup(CGROUP "changer/cgroup.procs");
		churn(100, 3000);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	ASSERT_EQ(0, status);
	ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
	settle_charges();
	maker = charged("maker") - maker;
	changer = charged("changer") - changer;
	printf("# %llu bytes in the ring; charged: changer %lld, maker %lld\n",
	       (unsigned long long)st.used, changer, maker);
	EXPECT_LT(300000, st.used);
	EXPECT_LE((long long)st.used, changer);
	EXPECT_GT((long long)st.used / 4, maker);

	changer = charged("changer");
	ASSERT_EQ(0, journal_clear(CHURN_KINDS));
	/* The kernel frees the memory later, and counts every two seconds. */
	for (uint64_t end = 0; freed < (long long)st.used * 9 / 10 && wait_more(&end);)
		freed = changer - charged("changer");
	EXPECT_LE((long long)st.used * 9 / 10, freed);

	enter_cgroup("/sys/fs/cgroup/cgroup.procs");
	/* They have no tasks any more. Memory that the kernel frees late may still be charged to them. */
	run("rmdir " CGROUP "maker " CGROUP "changer");
}

#define NETNS	4
#define CHANGES	2500	/* more changes than a ring of the default size holds */

/*
 * Namespaces share a limit. When it is reached, a namespace overwrites its own oldest
 * records, even if its ring is smaller than its size.
 */
TEST_F_TIMEOUT(bounds, netns_memory_max, 120)
{
	const uint64_t max = 400000;
	struct ring_status st;
	struct recs recs;
	uint64_t sum = 0;
	int ns[NETNS];

	param_set("netns_memory_max", max);
	for (int i = 0; i < NETNS; i++) {
		new_netns_quiet();
		ns[i] = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
		churn(100, i ? 300 : CHANGES);
	}
	for (int i = 0; i < NETNS; i++) {
		ASSERT_EQ(0, setns(ns[i], CLONE_NEWNET));
		churn(100, 300);
		sum += used();
	}
	EXPECT_GE(max, sum);
	EXPECT_LT(max / 2, sum);
	/* In the last namespace, which got little memory. */
	ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
	EXPECT_LT(0, st.overwritten + st.lost);
	EXPECT_GT(st.size / 2, st.used);
	ASSERT_EQ(0, recs_read(&recs, 0, CHURN_KINDS));
	ASSERT_LT(0, recs.n);
	EXPECT_TRUE(recs.rec[0].is_gap);
	EXPECT_EQ(journal_last(), recs.bookmark);
	recs_free(&recs);
	for (int i = 0; i < NETNS; i++)
		close(ns[i]);
}

/* If no record can be overwritten, a new record is lost, and a gap says so. */
TEST_F(bounds, no_memory_is_told)
{
	struct ring_status st;
	struct recs recs;
	struct rec rec;
	uint64_t seq;

	new_netns_quiet();
	param_set("netns_memory_max", 0);
	/* The writer gets an error too. */
	EXPECT_EQ(-ENOMEM, note_add("not kept", NULL));
	seq = journal_last();
	EXPECT_EQ(-ENOENT, rec_get(&rec, seq));
	ASSERT_EQ(0, ring_status(&st, NETJOURNAL_KIND_NOTE));
	EXPECT_EQ(1, st.lost);
	EXPECT_EQ(0, st.records);
	for (int i = 0; i < 2; i++) {
		ASSERT_EQ(0, recs_read(&recs, seq - 1, KINDS(NOTE)));
		ASSERT_EQ(1 + i, recs.n);
		EXPECT_TRUE(recs.rec[0].is_gap);
		EXPECT_EQ(NETJOURNAL_GAP_REASON_LOST, recs.rec[0].reason);
		EXPECT_EQ(seq, recs.rec[0].first);
		EXPECT_EQ(seq, recs.rec[0].last);
		recs_free(&recs);
		/* When there is memory again, the gap stays before the next record. */
		param_set("netns_memory_max", self->netns_memory_max);
		ASSERT_EQ(0, note_add("kept", NULL));
	}
}

/* The limit does not apply to the initial namespace. */
TEST_F(bounds, initial_namespace_is_exempt)
{
	struct rec rec;
	uint64_t seq;

	param_set("netns_memory_max", 0);
	ASSERT_EQ(0, note_add("kept", &seq));
	ASSERT_EQ(0, rec_get(&rec, seq));
	EXPECT_STREQ("kept", rec.note);
}

/* The memory of a namespace is free again when the namespace ends, or after clear. */
TEST_F_TIMEOUT(bounds, memory_comes_back, 120)
{
	struct ring_status st;

	new_netns_quiet();
	/* Enough memory for one full namespace, but not for two. */
	param_set("netns_memory_max", 300000);
	for (int i = 0; i < 12; i++) {
		if (i < 6) {
			ASSERT_EQ(0, journal_clear(0));
		} else {
			ASSERT_EQ(0, setns(self->own, CLONE_NEWNET));
			new_netns_quiet();
		}
		/* A worker takes down the namespaces of this and of former tests, and frees their memory. */
		st.used = 0;
		for (uint64_t end = 0; st.used <= 100000 && wait_more(&end);) {
			churn(100, 600);
			ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
		}
		ASSERT_LT(100000, st.used);
	}
}

TEST_HARNESS_MAIN
