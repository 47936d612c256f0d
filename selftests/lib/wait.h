/* SPDX-License-Identifier: GPL-2.0 */
/* Waiting for what the kernel or another process does later. */
#ifndef SELFTEST_WAIT_H
#define SELFTEST_WAIT_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>

/* A machine without KVM that does something else, too, can be ten times slower than usual. */
#define WAIT_MS		60000
#define WAIT_PAUSE_US	20000

/*
 * For loops that wait for something: for (uint64_t end = 0; !found && wait_more(&end);). Returns true at once the first time,
 * and then, after a pause, until WAIT_MS have passed.
 */
static inline bool wait_more(uint64_t *end)
{
	struct timespec ts;
	uint64_t now;

	if (*end)
		usleep(WAIT_PAUSE_US);
	clock_gettime(CLOCK_MONOTONIC, &ts);
	now = ts.tv_sec * 1000ull + ts.tv_nsec / 1000000;
	if (!*end)
		*end = now + WAIT_MS;
	return now < *end;
}

#endif
