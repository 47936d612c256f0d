// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "noter.h"

/* Runs before main(), which reads the arguments of the harness. */
__attribute__((constructor)) static void note_program(int argc, char **argv)
{
	if (argc > 2 && !strcmp(argv[1], "--note"))
		_exit(note_add(argv[2], NULL) ? 1 : 0);
	if (argc > 1 && !strcmp(argv[1], "--wait")) {
		int status = 1;

		wait(&status);
		_exit(status != 0);
	}
}

const struct rec *last_note(struct recs *recs, uint64_t after)
{
	if (recs_read_again(recs, after, KINDS(NOTE)) || !recs->n)
		return NULL;
	return &recs->rec[recs->n - 1];
}

pid_t run_self(char *const argv[])
{
	pid_t pid = fork();
	int status;

	if (!pid) {
		execv("/proc/self/exe", argv);
		_exit(1);
	}
	if (waitpid(pid, &status, 0) != pid || status)
		abort();
	return pid;
}

bool note_process(struct process *process, struct recs *recs, uint64_t after)
{
	const struct rec *rec = last_note(recs, after);

	return rec && rec->process && !process_get(process, rec->process) && !process->partial;
}

int become_container(void)
{
	int status;
	pid_t pid;

	if (new_userns() || unshare(CLONE_NEWNET | CLONE_NEWPID | CLONE_NEWCGROUP))
		return -errno;
	/* Only a child is in the new PID namespace. */
	pid = fork();
	if (pid) {
		waitpid(pid, &status, 0);
		_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 255);
	}
	return 0;
}

int in_child(int (*test)(bool), bool arg)
{
	pid_t pid = fork();
	int status;

	if (!pid)
		_exit(test(arg));
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
