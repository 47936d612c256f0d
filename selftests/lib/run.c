// SPDX-License-Identifier: GPL-2.0
/*
 * Commands, namespaces and settings. See run.h.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "run.h"

unsigned long cmdline_number(const char *word, unsigned long otherwise)
{
	char text[4096] = "", *at;
	FILE *f = fopen("/proc/cmdline", "r");

	if (!f || !fgets(text, sizeof(text), f))
		abort();
	fclose(f);
	at = strstr(text, word);
	return at ? strtoul(at + strlen(word), NULL, 0) : otherwise;
}

unsigned int percent_of(unsigned int n)
{
	return (uint64_t)n * cmdline_number("selftest.percent=", 100) / 100 ?: 1;
}

static int vrun(const char *fmt, va_list ap)
{
	char *cmd;
	int status;

	if (vasprintf(&cmd, fmt, ap) < 0)
		abort();
	status = system(cmd);
	if (status)
		printf("# status %#x of: %s\n", status, cmd);
	free(cmd);
	return status;
}

int try_run(const char *fmt, ...)
{
	va_list ap;
	int status;

	va_start(ap, fmt);
	status = vrun(fmt, ap);
	va_end(ap);
	return status;
}

void run(const char *fmt, ...)
{
	va_list ap;
	int status;

	va_start(ap, fmt);
	status = vrun(fmt, ap);
	va_end(ap);
	if (status)
		abort();
}

/* Runs no program, because nearly every test calls this. */
void new_netns(void)
{
	struct ifreq lo = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	int err, fd;

	err = unshare(CLONE_NEWNET);
	fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (err || fd < 0 || ioctl(fd, SIOCSIFFLAGS, &lo)) {
		perror("a new network namespace");
		abort();
	}
	close(fd);
}

int write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	int err = 0;

	if (fd < 0)
		return -errno;
	if (write(fd, text, strlen(text)) < 0)
		err = -errno;
	close(fd);
	return err;
}

int new_userns(void)
{
	char uid_map[32], gid_map[32];
	int err;

	snprintf(uid_map, sizeof(uid_map), "0 %d 1", geteuid());
	snprintf(gid_map, sizeof(gid_map), "0 %d 1", getegid());
	if (unshare(CLONE_NEWUSER))
		return -errno;
	err = write_file("/proc/self/setgroups", "deny");
	if (!err)
		err = write_file("/proc/self/uid_map", uid_map);
	if (!err)
		err = write_file("/proc/self/gid_map", gid_map);
	return err;
}
