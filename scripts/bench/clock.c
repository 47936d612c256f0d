// SPDX-License-Identifier: GPL-2.0
/*
 * The clock of the measurements, and how they wait until the machine has nothing to do.
 *
 * On a machine with several processors the clock tells the time. On a machine with one processor it
 * tells the work, because it stops while the processor is idle. For this, a process runs whenever
 * no other process can run, and the clock leaves out the time of this process.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/sysinfo.h>
#include <time.h>
#include <unistd.h>

#include "bench.h"

/* The machine has nothing to do if it is idle for nine tenths of this time. */
#define QUIET_NS	50000000u

static pid_t filler;

static uint64_t read_clock(clockid_t id)
{
	struct timespec ts;

	if (clock_gettime(id, &ts))
		abort();
	return ts.tv_sec * 1000000000ull + ts.tv_nsec;
}

uint64_t now_ns(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

void clock_start(void)
{
	const struct sched_param param = { 0 };

	if (get_nprocs() > 1)
		return;
	filler = fork();
	if (filler)
		return;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (sched_setscheduler(0, SCHED_IDLE, &param))
		_exit(1);
	for (;;)
		;
}

void clock_stop(void)
{
	if (filler)
		stop(filler);
	filler = 0;
}

static uint64_t filler_ns(void)
{
	clockid_t id;

	if (!filler)
		return 0;
	if (clock_getcpuclockid(filler, &id))
		abort();
	return read_clock(id);
}

uint64_t work_ns(void)
{
	return now_ns() - filler_ns();
}

/* The idle time of all processors together. */
static uint64_t idle_ns(void)
{
	unsigned long long idle = 0, iowait = 0;
	FILE *f = fopen("/proc/stat", "r");

	if (!f || fscanf(f, "cpu %*u %*u %*u %llu %llu", &idle, &iowait) != 2)
		abort();
	fclose(f);
	return (idle + iowait) * (1000000000ull / sysconf(_SC_CLK_TCK)) + filler_ns();
}

uint64_t settle(void)
{
	uint64_t begin, wall, idle;

	do {
		begin = work_ns();
		wall = now_ns();
		idle = idle_ns();
		usleep(QUIET_NS / 1000);
		idle = idle_ns() - idle;
		wall = now_ns() - wall;
	} while (idle < wall / 10 * 9 * get_nprocs());
	return begin;
}
