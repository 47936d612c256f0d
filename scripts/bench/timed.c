// SPDX-License-Identifier: GPL-2.0
/*
 * timed FILE COMMAND...: runs the command with its output in FILE. Prints its wall time
 * and its CPU time in nanoseconds, and its peak memory in KiB. The peak is at least the
 * memory of this program at the fork, so this program is small.
 */
#include <errno.h>
#include <error.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct timespec a, b;
	struct rusage usage;
	int status, fd;
	pid_t pid;

	if (argc < 3)
		error(1, 0, "timed FILE COMMAND...");
	fd = open(argv[1], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		error(2, errno, "%s", argv[1]);
	clock_gettime(CLOCK_MONOTONIC, &a);
	pid = fork();
	if (!pid) {
		dup2(fd, STDOUT_FILENO);
		execvp(argv[2], argv + 2);
		error(127, errno, "%s", argv[2]);
	}
	if (wait4(pid, &status, 0, &usage) != pid || status)
		error(2, 0, "%s failed", argv[2]);
	clock_gettime(CLOCK_MONOTONIC, &b);
	printf("%lld %lld %ld\n",
	       (b.tv_sec - a.tv_sec) * 1000000000LL + b.tv_nsec - a.tv_nsec,
	       (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000000LL +
	       (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1000LL,
	       usage.ru_maxrss);
	return 0;
}
