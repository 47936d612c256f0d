// SPDX-License-Identifier: GPL-2.0
/*
 * The origin of requests. A request has the right label, whoever makes it, and no
 * process is named that must stay unknown.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"

FIXTURE(origin) {
	struct recs recs;
	uint64_t before;
};

FIXTURE_SETUP(origin)
{
	memset(&self->recs, 0, sizeof(self->recs));
	new_netns_quiet();
	self->before = journal_last();
}

FIXTURE_TEARDOWN(origin)
{
	recs_free(&self->recs);
}

/* Returns the last record that churn() made after @after. */
static const struct rec *churned(struct recs *recs, uint64_t after)
{
	recs_free(recs);
	if (recs_read(recs, after, CHURN_KINDS) || !recs->n)
		return NULL;
	return &recs->rec[recs->n - 1];
}

static uint32_t netns_inum(void)
{
	struct stat st;

	return stat("/proc/self/ns/net", &st) ? 0 : st.st_ino;
}

TEST_F(origin, request)
{
	const struct rec *rec;
	struct churn churn;
	uint32_t port;

	ASSERT_EQ(0, prctl(PR_SET_NAME, "the writer"));
	churn_open(&churn);
	port = churn.nl.port;
	churn_over(&churn, 100, 1);
	churn_close(&churn);
	rec = churned(&self->recs, self->before);
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
	churn(100, 1);
	return NULL;
}

TEST_F(origin, thread_and_leader)
{
	const struct rec *rec;
	uint32_t tid = 0;
	pthread_t t;

	prctl(PR_SET_NAME, "the leader");
	ASSERT_EQ(0, pthread_create(&t, NULL, thread, &tid));
	pthread_join(t, NULL);
	rec = churned(&self->recs, self->before);
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(getpid(), rec->pid);
	EXPECT_EQ(tid, rec->tid);
	EXPECT_STREQ("a thread", rec->comm);
	EXPECT_STREQ("the leader", rec->leader);
}

TEST_F(origin, parents)
{
	const struct rec *rec;
	pid_t parent;
	int status;

	prctl(PR_SET_NAME, "grandparent");
	parent = fork();
	if (!parent) {
		prctl(PR_SET_NAME, "parent");
		if (!fork()) {
			prctl(PR_SET_NAME, "child");
			churn(100, 1);
			_exit(0);
		}
		wait(&status);
		_exit(status != 0);
	}
	waitpid(parent, &status, 0);
	ASSERT_EQ(0, status);
	rec = churned(&self->recs, self->before);
	ASSERT_NE(NULL, rec);
	EXPECT_STREQ("child", rec->comm);
	ASSERT_LE(2, rec->n_parents);
	EXPECT_STREQ("parent", rec->parents[0].comm);
	EXPECT_EQ(parent, rec->parents[0].pid);
	EXPECT_STREQ("grandparent", rec->parents[1].comm);
	EXPECT_EQ(getpid(), rec->parents[1].pid);
}

/* A daemon's parent has ended, so the record names init. */
TEST_F(origin, daemon)
{
	const struct rec *rec;
	int done[2];
	char c;

	ASSERT_EQ(0, pipe(done));
	if (!fork()) {
		setsid();
		if (fork())
			_exit(0);
		prctl(PR_SET_NAME, "a daemon");
		while (getppid() != 1)
			usleep(1000);
		churn(100, 1);
		_exit(write(done[1], "x", 1) != 1);
	}
	wait(NULL);
	close(done[1]);
	ASSERT_EQ(1, read(done[0], &c, 1));
	rec = churned(&self->recs, self->before);
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
		/* Changing the user id has dropped the effective capabilities. */
		struct { uint32_t version; int pid; } hdr = { 0x20080522, 0 };
		struct { uint32_t e, p, i; } data[2];

		if (syscall(SYS_capget, &hdr, data))
			_exit(3);
		data[0].e = data[0].p;
		data[1].e = data[1].p;
		if (syscall(SYS_capset, &hdr, data))
			_exit(4);
		churn(100, 1);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	ASSERT_EQ(0, status);
	rec = churned(&self->recs, self->before);
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(1234, rec->uid);
	EXPECT_TRUE(rec->has_loginuid);
	EXPECT_EQ(1000, rec->loginuid);
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
 * A new user namespace owns the network namespace. Root of the host is outside and is
 * not named. A process inside is named, with the ids that it has inside.
 */
TEST(outside_and_inside_user_namespace)
{
	int ready[2], go[2], status;
	struct recs recs = {};
	const struct rec *rec;
	char path[64], c;
	uint64_t before;
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
			churn(100, 1);
			_exit(0);
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
	quiet();

	before = journal_last();
	churn(100, 1);
	rec = churned(&recs, before);
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(NETJOURNAL_CONTEXT_OUTSIDE, rec->context);
	EXPECT_FALSE(rec->has_pid);
	EXPECT_FALSE(rec->has_comm);
	EXPECT_FALSE(rec->has_uid);
	EXPECT_EQ(0, rec->n_parents);
	EXPECT_EQ(0, rec->netns);

	before = journal_last();
	ASSERT_EQ(1, write(go[1], "x", 1));
	ASSERT_EQ(1, read(ready[0], &c, 1));
	rec = churned(&recs, before);
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(NETJOURNAL_CONTEXT_REQUEST, rec->context);
	EXPECT_STREQ("insider", rec->comm);
	EXPECT_EQ(1, rec->pid);
	EXPECT_EQ(0, rec->uid);
	/* Its parent is in another PID namespace and has no id here. */
	EXPECT_EQ(0, rec->n_parents);
	ASSERT_EQ(1, write(go[1], "x", 1));
	waitpid(pid, &status, 0);
	EXPECT_EQ(0, status);
	recs_free(&recs);
}

/* A task uses a socket of one network namespace after it has entered another. */
TEST_F(origin, actor_of_other_netns)
{
	int here = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
	const struct rec *rec;
	struct churn churn;
	uint32_t elsewhere;

	churn_open(&churn);
	ASSERT_EQ(0, unshare(CLONE_NEWNET));
	elsewhere = netns_inum();
	churn_over(&churn, 100, 1);
	churn_close(&churn);
	ASSERT_EQ(0, setns(here, CLONE_NEWNET));
	rec = churned(&self->recs, self->before);
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(getpid(), rec->pid);
	EXPECT_EQ(elsewhere, rec->netns);
	EXPECT_NE(netns_inum(), rec->netns);
	close(here);
}

TEST_HARNESS_MAIN
