// SPDX-License-Identifier: GPL-2.0
/*
 * Measures what a change costs with several followers: all work until every follower has
 * printed it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../selftests/lib/journal.h"
#include "bench.h"

#define FOLLOWERS_MAX	64

struct follower {
	const char *name;
	const char *command;
};

/* ip monitor gets room for all messages of a round, because otherwise it would lose some. */
static const struct follower log_follow = { "log -f", "netjournal log -f -n 0 route" };
static const struct follower ip_monitor = { "ip monitor", "ip -rcvbuf 268435456 monitor route" };

static double lines_missing(int n, unsigned int wanted)
{
	unsigned long long lines = 0;
	FILE *f = popen("cat /tmp/follow.* | wc -l", "r");

	if (!f || fscanf(f, "%llu", &lines) != 1)
		abort();
	pclose(f);
	return 100.0 - 100.0 * lines / ((double)n * wanted);
}

/* Returns the nanoseconds for each change, and with @n followers the share that they missed. */
static double follow(const char *command, int n, double *missing)
{
	pid_t pids[FOLLOWERS_MAX];
	uint64_t begin, end;

	module_load();
	for (int i = 0; i < n; i++)
		pids[i] = start(-1, "exec %s >/tmp/follow.%d", command, i);
	settle();
	warm_up();
	settle();
	run("for f in /tmp/follow.*; do [ ! -e $f ] || : >$f; done");
	begin = work_ns();
	routes_change(RTM_NEWROUTE, 0, changes);
	routes_change(RTM_DELROUTE, 0, changes);
	end = settle();
	*missing = n ? lines_missing(n, 2 * changes) : 0;
	for (int i = 0; i < n; i++)
		stop(pids[i]);
	run("rm -f /tmp/follow.*");
	module_unload();
	return (double)(end - begin) / (2.0 * changes);
}

static void follow_with(const struct follower *follower, int n, double alone)
{
	double missing, ns = follow(follower->command, n, &missing);
	char text[64];

	snprintf(text, sizeof(text), "%d %s", n, follower->name);
	sample("followers", text, "ns", ns);
	sample("followers", text, "ns for each follower", (ns - alone) / n);
	sample("followers", text, "% of the changes missing", missing);
}

void bench_followers(void)
{
	static const int numbers[] = { 1, 4, 16, FOLLOWERS_MAX };
	double alone, missing;

	run("echo 268435456 >/proc/sys/net/core/rmem_max");
	for (unsigned int r = 0; r < (rounds + 4) / 5; r++) {
		alone = follow("", 0, &missing);
		sample("followers", "none", "ns", alone);
		for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
			follow_with(&ip_monitor, numbers[i], alone);
			follow_with(&log_follow, numbers[i], alone);
		}
	}
}
