// SPDX-License-Identifier: GPL-2.0
/*
 * What a container sees of the processes that made its records.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "module.h"
#include "fixture_process.h"

/* A container with a PID namespace but no user namespace does not see the host's processes. */
TEST_F(process, hidden_by_a_pid_namespace)
{
	struct process process;
	int status;
	pid_t pid;

	run_self((char *[]){ "me", "--note", "text", NULL });
	ASSERT_TRUE(note_process(&self->process, &self->recs, self->before));
	pid = fork();
	if (!pid) {
		uint64_t ids[4];

		if (unshare(CLONE_NEWPID))
			_exit(1);
		pid = fork();
		if (!pid)
			_exit(process_get(&process, self->process.id) != -EPERM ||
			      process_ids(ids, 4) != -EPERM);
		_exit(waitpid(pid, &status, 0) != pid || status);
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, status);
}

/*
 * In a child: adds a note in a container from a child of its own, and returns whether the journal of
 * the container shows as much as it should.
 */
static int container_shows(bool cmdlines)
{
	struct process process;
	struct recs recs = {};

	if (become_container())
		return 1;
	run_self((char *[]){ "me", "--note", "text", NULL });
	if (!note_process(&process, &recs, 0))
		return 2;
	/* The first process of the container is the last ancestor that it can see. */
	if (process.task.pid != 2 || process.n_ancestors != 1 || process.ancestors[0].pid != 1)
		return 3;
	if (process.has_session)
		return 4;
	if (process.cgroup[0] && strcmp(process.cgroup, "/"))
		return 5;
	if (cmdlines ? !cmdline_is(&process.task, "me --note text") : process.task.cmdline_len)
		return 6;
	if (!cmdlines == !!process.ancestors[0].cmdline_len)
		return 7;
	return 0;
}

/* A container sees nothing of the host, and command lines only if the host wants that. */
TEST_F(process, container)
{
	EXPECT_EQ(0, in_child(container_shows, false));
	run("echo 2 >" CMDLINE);
	EXPECT_EQ(0, in_child(container_shows, true));
}

/*
 * A process that enters the namespaces of users and networks, but not the PID namespace: the
 * container does not see the process in /proc, and so neither its path nor its command line.
 */
static int host_process_shows(bool unused)
{
	struct process process;
	struct recs recs = {};

	if (new_userns() || unshare(CLONE_NEWNET))
		return 1;
	run_self((char *[]){ "me", "--note", "text", NULL });
	if (!note_process(&process, &recs, 0))
		return 2;
	if (process.task.exe[0] || process.task.cmdline_len)
		return 3;
	for (int i = 0; i < process.n_ancestors; i++)
		if (process.ancestors[i].exe[0] || process.ancestors[i].cmdline_len)
			return 4;
	return 0;
}

TEST_F(process, host_process)
{
	run("echo 2 >" CMDLINE);
	EXPECT_EQ(0, in_child(host_process_shows, false));
}

/* The cgroup that the process is in, as the container calls it. */
static int cgroup_shows(const char *cgroup)
{
	struct process process;
	struct recs recs = {};

	return note_add("text", NULL) || !note_process(&process, &recs, 0) || strcmp(process.cgroup, cgroup);
}

/* The root of the container's cgroups is the one in which the container was made. */
static int container_cgroup_shows(bool unused)
{
	if (write_file(CGROUPS "/outer/cgroup.procs", "0") || become_container())
		return 1;
	if (cgroup_shows("/"))
		return 2;
	if (write_file(CGROUPS "/outer/inner/cgroup.procs", "0"))
		return 3;
	return cgroup_shows("/inner") ? 4 : 0;
}

TEST_F(process, container_cgroup)
{
	run("mkdir -p " CGROUPS "/outer/inner");
	EXPECT_EQ(0, in_child(container_cgroup_shows, false));
	run("rmdir " CGROUPS "/outer/inner " CGROUPS "/outer");
}

/* The path of an executable that is outside the root of the process is not shown in a container. */
static int outside_root_shows(bool shown)
{
	struct process process;
	struct recs recs = {};

	/* The program stays outside the new root. */
	if (become_container() || unshare(CLONE_NEWNS) ||
	    mount("none", "/tmp", "tmpfs", 0, NULL) || chroot("/tmp") || chdir("/"))
		return 1;
	if (note_add("text", NULL) || !note_process(&process, &recs, 0))
		return 2;
	return process.task.exe[0] != '\0';
}

TEST_F(process, path_outside_root)
{
	EXPECT_EQ(0, in_child(outside_root_shows, false));
}

TEST_HARNESS_MAIN
