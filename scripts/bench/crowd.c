// SPDX-License-Identifier: GPL-2.0
/*
 * Many idle network namespaces. See bench.h.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"

/* A namespace lives as long as somebody holds its file open. */
static void crowd_hold(unsigned int n, int ready, int end)
{
	const struct rlimit most = { n + 100, n + 100 };
	char c;

	if (setrlimit(RLIMIT_NOFILE, &most))
		_exit(1);
	for (unsigned int i = 0; i < n; i++)
		if (unshare(CLONE_NEWNET) || open("/proc/self/ns/net", O_RDONLY) < 0)
			_exit(1);
	if (write(ready, "", 1) != 1)
		_exit(1);
	_exit(read(end, &c, 1));
}

void crowd_make(struct crowd *crowd, unsigned int n)
{
	int ready[2], end[2];
	char c;

	if (pipe2(ready, O_CLOEXEC) || pipe2(end, O_CLOEXEC))
		abort();
	crowd->pid = fork();
	if (!crowd->pid) {
		close(end[1]);
		crowd_hold(n, ready[1], end[0]);
	}
	close(ready[1]);
	close(end[0]);
	if (read(ready[0], &c, 1) != 1)
		abort();
	close(ready[0]);
	crowd->end = end[1];
}

void crowd_end(struct crowd *crowd)
{
	int status;

	close(crowd->end);
	if (waitpid(crowd->pid, &status, 0) < 0 || status)
		abort();
}
