// SPDX-License-Identifier: GPL-2.0
/*
 * Measures what questions to the journal cost, beside receiving all of its records: who changed one object, what
 * there was at an earlier moment, and what differs. The journal is about some thousand objects, which come and go.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../../selftests/lib/journal.h"
#include "bench.h"

#define OBJECTS	10000

static void ask(const char *name, const char *what, uint64_t ns)
{
	char text[96];

	snprintf(text, sizeof(text), "%s, %u records", what, records);
	sample("ask", text, name, ns);
}

static void ask_all(unsigned long long at)
{
	ask("ns", "receive only", receive_all());
	ask("ns", "blame of a route", timed("netjournal blame 10.0.7.7"));
	ask("KiB at most", "blame of a route", peak_kib);
	ask("ns", "blame of the default route", timed("netjournal blame default"));
	ask("ns", "blame of the routes to an address", timed("netjournal blame route match 10.255.0.1"));
	ask("ns", "blame of an address without a record", timed("netjournal blame 10.255.0.1"));
	ask("ns", "list --at", timed("netjournal list route --at '#%llu'", at));
	ask("KiB at most", "list --at", peak_kib);
	ask("ns", "diff", timed("netjournal diff '#%llu' || [ $? = 1 ]", at));
	ask("KiB at most", "diff", peak_kib);
}

/* The memory for another number of objects than OBJECTS. */
static void ask_about(unsigned int objects)
{
	const unsigned long long at = journal_last();
	char text[96];

	snprintf(text, sizeof(text), "list --at, %u objects", objects);
	timed("netjournal list route --at '#%llu'", at);
	sample("ask", text, "KiB at most", peak_kib);
	snprintf(text, sizeof(text), "diff, %u objects", objects);
	timed("netjournal diff '#%llu' || [ $? = 1 ]", at - objects);
	sample("ask", text, "KiB at most", peak_kib);
}

void bench_ask(void)
{
	const unsigned int all = records, parts[] = { all / 10, all };
	unsigned long long at;
	unsigned int made;

	run("modprobe netjournal ring_size_max=%d", 1 << 30);
	if (config_set(NETJOURNAL_KIND_ROUTE, 1 << 29, -1))
		abort();
	run("ip route add default dev d0");
	routes_change(RTM_NEWROUTE, 0, OBJECTS);
	made = OBJECTS;
	at = journal_last();
	for (int i = 0; i < 2; i++) {
		records = parts[i];
		for (; made < records; made += 2 * OBJECTS) {
			routes_change(RTM_DELROUTE, 0, OBJECTS);
			routes_change(RTM_NEWROUTE, 0, OBJECTS);
		}
		ask_all(at);
	}
	records = all;
	ask_about(OBJECTS);
	routes_change(RTM_NEWROUTE, OBJECTS, 3 * OBJECTS);
	ask_about(4 * OBJECTS);
	routes_change(RTM_DELROUTE, 0, 4 * OBJECTS);
	module_unload();
}
