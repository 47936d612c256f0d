// SPDX-License-Identifier: GPL-2.0
/*
 * The details of processes: who made a record, with what command line, and whose child it was.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "module.h"
#include "fixture_process.h"

TEST_F(process, command_line)
{
	pid_t pid = run_self((char *[]){ "me too", "--note", "text", "", "-x", NULL });
	const char cmdline[] = "me too\0--note\0text\0\0-x";

	ASSERT_TRUE(note_process(&self->process, &self->recs, self->before));
	EXPECT_EQ(pid, self->process.task.pid);
	EXPECT_EQ(sizeof(cmdline), self->process.task.cmdline_len);
	EXPECT_EQ(0, memcmp(cmdline, self->process.task.cmdline, sizeof(cmdline)));
	EXPECT_FALSE(self->process.task.cmdline_cut);
}

TEST_F(process, long_command_line)
{
	char word[2000];

	memset(word, 'x', sizeof(word));
	word[sizeof(word) - 1] = '\0';
	run_self((char *[]){ "me", "--note", "text", word, NULL });
	ASSERT_TRUE(note_process(&self->process, &self->recs, self->before));
	EXPECT_EQ(NETJOURNAL_CMDLINE_LEN_MAX, self->process.task.cmdline_len);
	EXPECT_EQ(0, memcmp("me\0--note\0text\0xxx", self->process.task.cmdline, 18));
	EXPECT_TRUE(self->process.task.cmdline_cut);
}

/* Reads field 22 of /proc/PID/stat: when the process started, in clock ticks. */
static unsigned long long started(pid_t pid)
{
	unsigned long long ticks = 0;
	char path[64];
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	f = fopen(path, "r");
	if (f) {
		if (fscanf(f, "%*d (%*[^)]) %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
			   &ticks) != 1)
			ticks = 0;
		fclose(f);
	}
	return ticks;
}

TEST_F(process, executable_and_start)
{
	unsigned long long tick = 1000000000 / sysconf(_SC_CLK_TCK);

	ASSERT_EQ(0, note_add("text", NULL));
	ASSERT_TRUE(note_process(&self->process, &self->recs, self->before));
	EXPECT_STREQ(self->self, self->process.task.exe);
	EXPECT_EQ(getpid(), self->process.task.pid);
	EXPECT_EQ(started(getpid()), self->process.task.start_time / tick);
}

/* The child's ancestor is this process, with its command line and executable. */
TEST_F(process, ancestors)
{
	char cmdline[NETJOURNAL_ANCESTOR_CMDLINE_LEN_MAX + 1];
	const struct task_details *ancestor;
	FILE *f = fopen("/proc/self/cmdline", "r");
	size_t len = fread(cmdline, 1, sizeof(cmdline), f);

	fclose(f);
	run_self((char *[]){ "me", "--note", "text", NULL });
	ASSERT_TRUE(note_process(&self->process, &self->recs, self->before));
	ASSERT_LT(1, self->process.n_ancestors);
	ancestor = &self->process.ancestors[0];
	EXPECT_EQ(getpid(), ancestor->pid);
	EXPECT_STREQ(self->self, ancestor->exe);
	EXPECT_EQ(len, ancestor->cmdline_len);
	EXPECT_EQ(0, memcmp(cmdline, ancestor->cmdline, ancestor->cmdline_len));
	EXPECT_NE(0, ancestor->start_time);
	EXPECT_EQ(getppid(), self->process.ancestors[1].pid);
}

/* A chain of more processes than are kept: those at its end are left out. */
TEST_F(process, many_ancestors)
{
	pid_t pids[NETJOURNAL_ANCESTORS_MAX + 2];
	int n = 0, status;

	for (n = 0; n < (int)ARRAY_SIZE(pids); n++) {
		pids[n] = getpid();
		if (fork()) {
			wait(&status);
			if (n)
				_exit(0);
			break;
		}
	}
	if (n == (int)ARRAY_SIZE(pids))
		_exit(note_add("text", NULL) ? 1 : 0);
	ASSERT_TRUE(note_process(&self->process, &self->recs, self->before));
	EXPECT_EQ(NETJOURNAL_ANCESTORS_MAX, self->process.n_ancestors);
	EXPECT_STREQ(self->process.task.comm, self->process.ancestors[7].comm);
}

/* The same process has the same id. Another program has another, with the same process id. */
TEST_F(process, exec_between_two_records)
{
	uint64_t ids[3];
	pid_t pid = fork();
	int status;

	if (!pid) {
		if (!note_add("one", NULL) && !note_add("two", NULL))
			execl("/proc/self/exe", "other", "--note", "three", NULL);
		_exit(1);
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	ASSERT_EQ(0, status);
	ASSERT_NE(NULL, last_note(&self->recs, self->before));
	ASSERT_EQ(3, self->recs.n);
	for (int i = 0; i < 3; i++) {
		ids[i] = self->recs.rec[i].process;
		ASSERT_EQ(0, process_get(&self->process, ids[i]));
		EXPECT_EQ(pid, self->process.task.pid);
	}
	EXPECT_EQ(ids[0], ids[1]);
	EXPECT_LT(ids[1], ids[2]);
	EXPECT_TRUE(cmdline_is(&self->process.task, "other --note three"));
	ASSERT_EQ(0, process_get(&self->process, ids[0]));
	EXPECT_FALSE(cmdline_is(&self->process.task, "other --note three"));
}

/*
 * Executes OTHER, and loses a lock and then closes many files. The kernel does this when the process
 * has the memory of the other program already.
 */
#define OTHER	"/tmp/other"
#define LOCK	"/tmp/lock"

static void exec_slowly(void)
{
	const struct rlimit limit = { .rlim_cur = 20000, .rlim_max = 20000 };
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int file = open(LOCK, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (setrlimit(RLIMIT_NOFILE, &limit) || fcntl(file, F_SETLK, &lock))
		_exit(1);
	if (!fork())
		/* Until the parent has lost the lock. */
		_exit(fcntl(file, F_SETLKW, &lock) || note_add("text", NULL));
	for (int i = 0; i < 15000; i++)
		fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, file + 1);
	execl(OTHER, OTHER, "--wait", NULL);
	_exit(1);
}

/* An ancestor that is inside execve() does not get the path of the other program with its old name. */
TEST_F(process, ancestor_in_exec)
{
	const struct task_details *ancestor = &self->process.ancestors[0];
	const char *name = strrchr(self->self, '/') + 1;
	int status, inside = 0;

	run("cp %s " OTHER, self->self);
	for (int i = 0; i < 10; i++) {
		pid_t pid = fork();

		if (!pid)
			exec_slowly();
		ASSERT_EQ(pid, waitpid(pid, &status, 0));
		ASSERT_EQ(0, status);
		ASSERT_TRUE(note_process(&self->process, &self->recs, self->before));
		ASSERT_LT(0, self->process.n_ancestors);
		ASSERT_EQ(pid, ancestor->pid);
		if (strcmp(name, ancestor->comm))
			continue;
		inside++;
		EXPECT_STRNE(OTHER, ancestor->exe);
		EXPECT_FALSE(cmdline_is(ancestor, OTHER " --wait"));
	}
	printf("# %d of 10 records inside execve()\n", inside);
	unlink(OTHER);
	unlink(LOCK);
}

/* The child borrows the memory of this process until it ends. */
static pid_t vfork_note(void)
{
	pid_t pid = vfork();

	if (!pid) {
		note_add("child", NULL);
		_exit(0);
	}
	return pid;
}

/* A child that has its parent's memory is a process of its own, with its parent's command line. */
TEST_F(process, vfork_child)
{
	struct process mine;
	pid_t pid;
	int status;

	ASSERT_EQ(0, note_add("parent", NULL));
	ASSERT_TRUE(note_process(&mine, &self->recs, self->before));
	pid = vfork_note();
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	ASSERT_TRUE(note_process(&self->process, &self->recs, self->before));
	EXPECT_NE(mine.id, self->process.id);
	EXPECT_EQ(pid, self->process.task.pid);
	EXPECT_EQ(mine.task.cmdline_len, self->process.task.cmdline_len);
	EXPECT_EQ(mine.task.pid, self->process.ancestors[0].pid);
}

static void *thread_note(void *arg)
{
	prctl(PR_SET_NAME, "a thread");
	note_add("thread", NULL);
	return NULL;
}

/* Traces a process that waits for a byte from @go, until the process ends. */
static void trace(pid_t pid, int go)
{
	int status;

	if (ptrace(PTRACE_ATTACH, pid, NULL, NULL) || waitpid(pid, &status, __WALL) != pid ||
	    write(go, "x", 1) != 1)
		_exit(1);
	do {
		if (ptrace(PTRACE_SYSCALL, pid, NULL, NULL) || waitpid(pid, &status, __WALL) != pid)
			_exit(2);
	} while (!WIFEXITED(status));
	_exit(status != 0);
}

/*
 * A process that another one traces is stopped in each system call. Its parent is still the process that made
 * it, and not the tracer.
 */
TEST_F(process, traced)
{
	int go[2], status;
	pid_t pid, tracer;
	char c;

	ASSERT_EQ(0, pipe(go));
	pid = fork();
	if (!pid)
		_exit(read(go[0], &c, 1) != 1 || note_add("text", NULL));
	tracer = fork();
	if (!tracer)
		trace(pid, go[1]);
	ASSERT_EQ(tracer, waitpid(tracer, &status, 0));
	ASSERT_EQ(0, status);
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	ASSERT_TRUE(note_process(&self->process, &self->recs, self->before));
	EXPECT_EQ(pid, self->recs.rec[0].pid);
	EXPECT_NE(0, self->recs.rec[0].act);
	EXPECT_EQ(pid, self->process.task.pid);
	EXPECT_NE(0, self->process.task.cmdline_len);
	EXPECT_STREQ(self->self, self->process.task.exe);
	ASSERT_LT(0, self->process.n_ancestors);
	EXPECT_EQ(getpid(), self->process.ancestors[0].pid);
}

/* A process that moves between cgroups: each record has the cgroup of its time. */
TEST_F(process, other_cgroup)
{
	static const char *const cgroups[] = { "/first", "/second", "/first" };
	uint64_t ids[ARRAY_SIZE(cgroups)];
	char path[64];
	int status;
	pid_t pid;

	run("mkdir -p " CGROUPS "/first " CGROUPS "/second");
	pid = fork();
	if (!pid) {
		for (size_t i = 0; i < ARRAY_SIZE(cgroups); i++) {
			snprintf(path, sizeof(path), CGROUPS "%s/cgroup.procs", cgroups[i]);
			if (write_file(path, "0") || note_add("text", NULL))
				_exit(1);
		}
		_exit(0);
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	run("rmdir " CGROUPS "/first " CGROUPS "/second");
	ASSERT_EQ(0, status);
	ASSERT_NE(NULL, last_note(&self->recs, self->before));
	ASSERT_EQ(ARRAY_SIZE(cgroups), self->recs.n);
	for (size_t i = 0; i < ARRAY_SIZE(cgroups); i++) {
		ids[i] = self->recs.rec[i].process;
		ASSERT_EQ(0, process_get(&self->process, ids[i]));
		EXPECT_EQ(pid, self->process.task.pid);
		EXPECT_STREQ(cgroups[i], self->process.cgroup);
	}
	/* The details are stored once for each cgroup. */
	EXPECT_EQ(ids[0], ids[2]);
}

/* In a child, which logs in: the login user and the session are those that audit has. */
static int session_shows(bool logged_in)
{
	unsigned int session = 0;
	struct process process;
	struct recs recs = {};
	FILE *f;

	if (logged_in && write_file("/proc/self/loginuid", "1000"))
		return 1;
	f = fopen("/proc/self/sessionid", "r");
	if (!f || fscanf(f, "%u", &session) != 1 || fclose(f))
		return 2;
	if (note_add("text", NULL) || !note_process(&process, &recs, 0))
		return 3;
	if (process.has_loginuid != logged_in || process.has_session != logged_in)
		return 4;
	if (logged_in && (process.loginuid != 1000 || process.session != session))
		return 5;
	return 0;
}

/* A thread with a name of its own belongs to its process. */
TEST_F(process, thread)
{
	pthread_t thread;
	uint64_t id;

	ASSERT_EQ(0, note_add("process", NULL));
	id = last_note(&self->recs, self->before)->process;
	ASSERT_EQ(0, pthread_create(&thread, NULL, thread_note, NULL));
	pthread_join(thread, NULL);
	ASSERT_TRUE(note_process(&self->process, &self->recs, self->before));
	EXPECT_STREQ("a thread", self->recs.rec[1].comm);
	EXPECT_EQ(id, self->process.id);
	EXPECT_STREQ(self->recs.rec[1].leader, self->process.task.comm);
}

/* The notification has the id, and then nothing of the process is missing. */
TEST_F(process, notification)
{
	struct process told;
	struct nl nl;

	ASSERT_EQ(0, journal_subscribe(&nl, NETJOURNAL_MCGRP_PROCESS));
	run_self((char *[]){ "me", "--note", "text", NULL });
	ASSERT_EQ(0, process_wait(&nl, &told));
	ASSERT_TRUE(note_process(&self->process, &self->recs, self->before));
	EXPECT_EQ(self->process.id, told.id);
	EXPECT_FALSE(told.task.pid);
	EXPECT_FALSE(self->process.partial);
	/* One for each process. */
	EXPECT_EQ(-EAGAIN, process_wait(&nl, &told));
	nl_close(&nl);
}

TEST_F(process, dump)
{
	uint64_t ids[40];
	int n;

	for (int i = 0; i < 30; i++)
		run_self((char *[]){ "me", "--note", "text", NULL });
	n = process_ids(ids, ARRAY_SIZE(ids));
	/* Before these processes come the processes that made the namespace. */
	ASSERT_LE(30, n);
	ASSERT_GE(ARRAY_SIZE(ids), n);
	ASSERT_NE(NULL, last_note(&self->recs, self->before));
	for (int i = 0; i < 30; i++)
		EXPECT_EQ(self->recs.rec[i].process, ids[n - 30 + i]);
	for (int i = 1; i < n; i++)
		EXPECT_LT(ids[i - 1], ids[i]);
}

TEST_F(process, clear)
{
	uint64_t id;

	ASSERT_EQ(0, note_add("text", NULL));
	id = last_note(&self->recs, self->before)->process;
	ASSERT_EQ(0, journal_clear(KINDS(NOTE)));
	EXPECT_EQ(0, process_get(&self->process, id));
	ASSERT_EQ(0, journal_clear(0));
	EXPECT_EQ(-ENOENT, process_get(&self->process, id));
	/* The next record of the same process has an id whose details can be read. */
	ASSERT_EQ(0, note_add("text", NULL));
	EXPECT_TRUE(note_process(&self->process, &self->recs, self->before));
	EXPECT_LT(id, self->process.id);
}

TEST_F(process, unknown)
{
	EXPECT_EQ(-ENOENT, process_get(&self->process, 0));
	EXPECT_EQ(-ENOENT, process_get(&self->process, 1000000));
}

/* Command lines can be switched off. */
TEST_F(process, no_command_lines)
{
	run("echo 0 >" CMDLINE);
	run_self((char *[]){ "me", "--note", "text", NULL });
	ASSERT_TRUE(note_process(&self->process, &self->recs, self->before));
	EXPECT_EQ(0, self->process.task.cmdline_len);
	EXPECT_EQ(0, self->process.ancestors[0].cmdline_len);
	EXPECT_STREQ(self->self, self->process.task.exe);
	EXPECT_NE(0, try_run("echo 3 >" CMDLINE " 2>/dev/null"));
}

/* A process has a login user and a session after somebody has logged in. */
TEST_F(process, session)
{
	EXPECT_EQ(0, in_child(session_shows, false));
	EXPECT_EQ(0, in_child(session_shows, true));
}

/* Many processes of a user: the oldest are forgotten, and the memory has a bound. */
static int many_processes(bool unused)
{
	struct store_status status;
	struct process process;
	struct recs recs = {};
	int n = 400, child;

	if (become_container())
		return 1;
	for (int i = 0; i < n; i++) {
		pid_t pid = fork();

		if (!pid)
			_exit(note_add("text", NULL) ? 1 : 0);
		if (waitpid(pid, &child, 0) != pid || child)
			return 2;
	}
	if (store_status(&status) || !status.size || status.used > status.size)
		return 3;
	/* The process that made the namespace may have a record, and has been forgotten, too. */
	if (status.processes + status.forgotten < n ||
	    status.processes + status.forgotten > n + 1)
		return 4;
	if (!last_note(&recs, 0) || recs.n != n)
		return 5;
	/* Every record has an id. The details of the newest ids can be read. */
	for (int i = 0; i < n; i++)
		if (process_get(&process, recs.rec[i].process) !=
		    (i < n - (int)status.processes ? -ENOENT : 0))
			return 6;
	return 0;
}

TEST_F_TIMEOUT(process, many, 120)
{
	EXPECT_EQ(0, in_child(many_processes, false));
}

/* A process that makes records all the time is not forgotten, however many others come. */
TEST_F_TIMEOUT(process, in_use, 120)
{
	uint64_t id = 0;
	int status;

	for (int i = 0; i < 300; i++) {
		pid_t pid = fork();

		if (!pid)
			_exit(note_add("other", NULL) ? 1 : 0);
		ASSERT_EQ(pid, waitpid(pid, &status, 0));
		ASSERT_EQ(0, note_add("mine", NULL));
		ASSERT_TRUE(note_process(&self->process, &self->recs, self->before));
		if (!id)
			id = self->process.id;
		ASSERT_EQ(id, self->process.id);
	}
	ASSERT_EQ(-ENOENT, process_get(&self->process, self->recs.rec[0].process));
}

TEST_HARNESS_MAIN
