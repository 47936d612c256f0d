/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processes that do random things until they are stopped. selftest.seed=N on the kernel's command line chooses what.
 */
#ifndef SELFTESTS_CREW_H
#define SELFTESTS_CREW_H

#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "netlink.h"

struct crew {
	pid_t pids[16];
	unsigned int n;
	struct timespec begin;
};

/* Returns a random number below @n. Each process has a sequence of its own. */
uint32_t below(uint32_t n);

void crew_begin(struct crew *crew);
/* Starts a process. @work exits with another status than 0 if it finds an error. */
void crew_add(struct crew *crew, void (*work)(uint32_t), uint32_t arg);
/* Stops the processes. Returns how many had ended before: only an error ends one. */
int crew_stop(struct crew *crew);
/* Stops what is left, and prints the seed and the time. */
void crew_end(struct crew *crew);

/* Parts of what a member does. */

/* Makes changes for ever. */
void churner(uint32_t who);
/* Begins a dump and leaves it open. Returns -ENOENT if there is no journal. */
int dump_begin(struct nl *nl);

#endif
