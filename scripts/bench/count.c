// SPDX-License-Identifier: GPL-2.0
/*
 * Counts how often a tracepoint is passed. See count.h.
 */
#include <linux/perf_event.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <unistd.h>

#include "count.h"

static unsigned int event_id(const char *event)
{
	unsigned int id;
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), TRACING "/events/%s/id", event);
	f = fopen(path, "r");
	if (!f || fscanf(f, "%u", &id) != 1)
		abort();
	fclose(f);
	return id;
}

void count_begin(struct count *count, const char *event)
{
	struct perf_event_attr attr = {
		.type = PERF_TYPE_TRACEPOINT, .size = sizeof(attr),
		.config = event_id(event),
	};

	count->n = get_nprocs();
	if (count->n > COUNT_CPUS)
		abort();
	for (int i = 0; i < count->n; i++) {
		count->fds[i] = syscall(SYS_perf_event_open, &attr, -1, i, -1, 0);
		if (count->fds[i] < 0)
			abort();
	}
}

uint64_t count_end(struct count *count)
{
	uint64_t sum = 0, n;

	for (int i = 0; i < count->n; i++) {
		if (read(count->fds[i], &n, sizeof(n)) != sizeof(n))
			abort();
		sum += n;
		close(count->fds[i]);
	}
	return sum;
}
