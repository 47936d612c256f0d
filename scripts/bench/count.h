/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counts how often a tracepoint is passed, on all processors.
 */
#ifndef COUNT_H
#define COUNT_H

#include <stdint.h>

#define TRACING		"/sys/kernel/tracing"

#define COUNT_CPUS	16

struct count {
	int fds[COUNT_CPUS];
	int n;
};

/* Begins to count the tracepoint @event, like "skb/kfree_skb". */
void count_begin(struct count *count, const char *event);
/* Returns how often the tracepoint was passed since count_begin(). */
uint64_t count_end(struct count *count);

#endif
