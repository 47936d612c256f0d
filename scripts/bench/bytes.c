// SPDX-License-Identifier: GPL-2.0
/*
 * Measures the memory of a record in its ring, and of an idle namespace.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../selftests/lib/journal.h"
#include "bench.h"

#define NAMESPACES	300
#define TIMES		3

static void bytes_of(const char *name, uint32_t kind, const char *command)
{
	struct ring_status before, after;
	uint64_t last = journal_last(), message = 0;
	struct recs recs;

	if (ring_status(&before, kind))
		abort();
	run("%s", command);
	if (ring_status(&after, kind) || recs_read(&recs, last, 1u << kind))
		abort();
	for (size_t i = 0; i < recs.n; i++)
		message += recs.rec[i].domain.msg_len;
	sample("bytes", name, "bytes of ring a record",
	       (double)(after.used - before.used) / (after.records - before.records));
	sample("bytes", name, "bytes of message a record", (double)message / recs.n);
	recs_free(&recs);
}

static unsigned long free_kb(void)
{
	unsigned long value = 0;
	char line[128];
	FILE *f;

	run("sync; echo 3 >/proc/sys/vm/drop_caches; sleep 0.3; echo 3 >/proc/sys/vm/drop_caches");
	f = fopen("/proc/meminfo", "r");
	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "MemFree: %lu", &value) == 1)
			break;
	if (f)
		fclose(f);
	return value;
}

/* Waits until no more memory becomes free, because the kernel destroys namespaces later. */
static unsigned long settled_kb(void)
{
	unsigned long now = free_kb(), before;

	do {
		before = now;
		run("sleep 4");
		now = free_kb();
	} while (now > before + 100);
	return now;
}

/* The first round leaves half-filled slabs, which later rounds fill. */
static void bytes_of_namespace(const char *name)
{
	unsigned long before;

	for (int i = 0; i <= TIMES; i++) {
		run("ip netns add first && ip netns del first");
		before = settled_kb();
		run("i=0; while [ $i -lt %d ]; do ip netns add b$i; i=$((i + 1)); done",
		    NAMESPACES);
		before -= free_kb();
		if (i)
			sample("bytes", name, "bytes", 1024.0 * before / NAMESPACES);
		run("i=0; while [ $i -lt %d ]; do ip netns del b$i; i=$((i + 1)); done",
		    NAMESPACES);
	}
}

void bench_bytes(void)
{
	module_load();
	bytes_of("route", NETJOURNAL_KIND_ROUTE,
		 "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do for v in add del; do j=0; while [ $j -lt 250 ]; do echo route $v 10.7.$i.$j/32 via 10.255.0.2; j=$((j + 1)); done | ip -batch -; done; done");
	bytes_of("link", NETJOURNAL_KIND_LINK,
		 "i=0; while [ $i -lt 400 ]; do echo link add b$i type dummy; i=$((i + 1)); done | ip -batch -; i=0; while [ $i -lt 400 ]; do echo link del b$i; i=$((i + 1)); done | ip -batch -");
	bytes_of("addr", NETJOURNAL_KIND_ADDR,
		 "for v in add del; do i=0; while [ $i -lt 2000 ]; do echo addr $v 10.8.$((i / 250)).$((i % 250))/32 dev d0; i=$((i + 1)); done | ip -batch -; done");
	module_unload();
	bytes_of_namespace("namespace, bare");
	module_load();
	bytes_of_namespace("namespace, netjournal");
	module_unload();
}
