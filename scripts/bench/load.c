// SPDX-License-Identifier: GPL-2.0
/*
 * Measures loading and unloading the module on a large machine: how long it takes, and
 * whether others have to wait.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../selftests/lib/journal.h"
#include "bench.h"

#define CHURNERS	2
#define CHURN_ROUTES	100	/* that each churner adds and deletes again and again */

/* What the process that makes namespaces has found. */
struct made {
	volatile uint64_t longest;	/* nanoseconds for the slowest namespace */
	volatile uint64_t n;
};

/* The processor time of all processes that this one has waited for. */
static uint64_t children_ns(void)
{
	struct rusage usage;

	if (getrusage(RUSAGE_CHILDREN, &usage))
		abort();
	return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000000ull +
	       (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1000ull;
}

static pid_t churn_start(uint32_t first)
{
	pid_t pid = fork();

	if (pid)
		return pid;
	for (;;) {
		routes_change(RTM_NEWROUTE, first, CHURN_ROUTES);
		routes_change(RTM_DELROUTE, first, CHURN_ROUTES);
	}
}

static pid_t maker_start(struct made *made)
{
	pid_t pid = fork();
	uint64_t begin, took;

	if (pid)
		return pid;
	for (;;) {
		begin = now_ns();
		if (unshare(CLONE_NEWNET))
			_exit(1);
		took = now_ns() - begin;
		if (took > made->longest)
			made->longest = took;
		made->n++;
		usleep(1000);
	}
}

/* Waits until the maker has begun and ended a namespace that it makes now. */
static void maker_wait(const struct made *made)
{
	uint64_t n = made->n;

	while (made->n < n + 2)
		usleep(1000);
}

static void load_sample(const char *name)
{
	uint64_t begin = children_ns(), took = timed("modprobe netjournal");

	sample("load", name, "ns for loading", took);
	sample("load", name, "ns of processor for loading", children_ns() - begin);
}

static void load_on_router(struct made *made)
{
	uint64_t begin;
	char text[64];

	snprintf(text, sizeof(text), "%u routes that churn", routes);
	maker_wait(made);
	made->longest = 0;
	begin = now_ns();
	load_sample(text);
	maker_wait(made);
	begin = now_ns() - begin;
	sample("load", "netjournal, namespaces meanwhile", "ns for the slowest namespace",
	       made->longest);
	module_unload();
	/* The same for the same length of time, but without loading the module. */
	made->longest = 0;
	usleep(begin / 1000);
	maker_wait(made);
	sample("load", "bare, namespaces meanwhile", "ns for the slowest namespace", made->longest);
}

static void load_router(void)
{
	struct made *made = mmap(NULL, sizeof(*made), PROT_READ | PROT_WRITE,
				 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t pids[CHURNERS + 1];

	if (made == MAP_FAILED)
		abort();
	routes_change(RTM_NEWROUTE, 0, routes);
	for (int i = 0; i < CHURNERS; i++)
		pids[i] = churn_start(routes + i * CHURN_ROUTES);
	pids[CHURNERS] = maker_start(made);
	for (unsigned int r = 0; r < (rounds + 2) / 3; r++)
		load_on_router(made);
	for (int i = 0; i <= CHURNERS; i++)
		stop(pids[i]);
	routes_change(RTM_DELROUTE, 0, routes);
	munmap(made, sizeof(*made));
	settle();
}

static void load_and_unload(const char *name)
{
	uint64_t begin;

	load_sample(name);
	settle();
	begin = children_ns();
	sample("load", name, "ns for unloading", timed("rmmod netjournal"));
	sample("load", name, "ns of processor for unloading", children_ns() - begin);
}

void bench_load(void)
{
	struct crowd crowd;
	char text[64];

	for (unsigned int r = 0; r < (rounds + 2) / 3; r++)
		load_and_unload("1 namespace");
	load_router();
	snprintf(text, sizeof(text), "%u namespaces", namespaces);
	crowd_make(&crowd, namespaces - 1);
	settle();
	for (unsigned int r = 0; r < (rounds + 2) / 3; r++)
		load_and_unload(text);
	crowd_end(&crowd);
	settle();
}
