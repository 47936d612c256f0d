// SPDX-License-Identifier: GPL-2.0
/* See fault.h. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fault.h"
#include "run.h"

/*
 * The kernel puts modules at addresses at most this far from the loaded module. The kernel itself is
 * elsewhere.
 */
#define MODULES_SIZE	(256ul << 20)

static unsigned long module_address(void)
{
	FILE *f = fopen("/sys/module/" MODULE "/sections/.text", "r");
	unsigned long address = 0;

	if (f && fscanf(f, "%lx", &address) != 1)
		address = 0;
	if (f)
		fclose(f);
	return address;
}

/*
 * Lets only allocations fail that have a module on their stack (CONFIG_FAULT_INJECTION_STACKTRACE_FILTER).
 * Such a kernel has no other module, so these are the module's allocations, also in functions that it
 * calls. @address: an address in the module; 0: all allocations may fail again.
 */
static int only_module(unsigned long address)
{
	static const char *const dirs[] = { "failslab", "fail_page_alloc" };
	unsigned long start = address ? address - address % MODULES_SIZE : 0;
	const struct { const char *name; unsigned long value; } files[] = {
		{ "require-start", start },
		{ "require-end", address ? start + MODULES_SIZE : ~0ul },
		{ "stacktrace-depth", address ? 32 : 0 },
	};
	char path[128], text[32];
	int err = 0;

	for (size_t i = 0; !err && i < 2 * 3; i++) {
		snprintf(path, sizeof(path), "/sys/kernel/debug/%s/%s", dirs[i / 3],
			 files[i % 3].name);
		snprintf(text, sizeof(text), "%#lx", files[i % 3].value);
		err = write_file(path, text);
	}
	/* Page allocations that may sleep can fail only now. Slab allocations can always fail. */
	return err ?: write_file("/sys/kernel/debug/fail_page_alloc/ignore-gfp-wait",
			       address ? "N" : "Y") ?:
	       write_file("/sys/kernel/debug/failslab/ignore-gfp-wait", "N");
}

int faults_only_module(void)
{
	unsigned long address = module_address();

	return address ? only_module(address) : -ENOENT;
}

int faults_anywhere(void)
{
	return only_module(0);
}

static int nth_fd;

void faults_open(void)
{
	nth_fd = open("/proc/thread-self/fail-nth", O_RDWR | O_CLOEXEC);
	if (nth_fd < 0)
		abort();
}

int faults_set_up(void)
{
	static const char dir[] = "/sys/kernel/debug";
	char path[128];

	if (only_module(0) || access("/proc/self/fail-nth", W_OK))
		return -ENOENT;
	snprintf(path, sizeof(path), "%s/failslab/verbose", dir);
	write_file(path, "0");
	snprintf(path, sizeof(path), "%s/fail_page_alloc/verbose", dir);
	write_file(path, "0");
	faults_open();
	return 0;
}

void fault_arm(unsigned int nth)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%u", nth);

	if (pwrite(nth_fd, text, len, 0) != len)
		abort();
}

bool fault_disarm(void)
{
	char text[16] = "";

	if (pread(nth_fd, text, sizeof(text) - 1, 0) <= 0)
		abort();
	fault_arm(0);
	return atoi(text) == 0;
}

void faults_sock_open(struct nl *nl, int protocol)
{
	struct timeval limit = { .tv_sec = 20 };

	if (nl_open(nl, protocol) ||
	    setsockopt(nl->fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)))
		abort();
}
