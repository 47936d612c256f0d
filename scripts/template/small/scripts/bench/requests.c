// SPDX-License-Identifier: GPL-2.0
/*
 * Measures how long requests take. Prints a line for each sort of request: its
 * name, its median time in ns, and the ratio to the cheapest one. The sorts
 * take turns within a round, so that other work on the machine affects all of
 * them equally.
 */
#include <linux/example.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "netlink.h"

#define ROUNDS	15
#define TIMES	300	/* requests of a kind in a round */

static struct nl nl;
static uint16_t family;

/* A request of nlctrl that only looks a name up: the cost of netlink itself. */
static void ask_nlctrl(struct nl_req *req)
{
	nl_begin_genl(req, GENL_ID_CTRL, CTRL_CMD_GETFAMILY, 0);
	nl_put_str(req, CTRL_ATTR_FAMILY_NAME, "nlctrl");
}

static void ask_one(struct nl_req *req)
{
	nl_begin_genl(req, family, EXAMPLE_CMD_CHANNEL_GET, 0);
	nl_put_u32(req, EXAMPLE_A_CHANNEL_INDEX, 1);
}

static void ask_all(struct nl_req *req)
{
	nl_begin_genl(req, family, EXAMPLE_CMD_CHANNEL_GET, NLM_F_DUMP);
}

static void set_one(struct nl_req *req)
{
	nl_begin_genl(req, family, EXAMPLE_CMD_CHANNEL_SET, 0);
	nl_put_u32(req, EXAMPLE_A_CHANNEL_INDEX, 1);
	nl_put_u32(req, EXAMPLE_A_CHANNEL_LEVEL, 1);
}

static const struct {
	const char *name;
	void (*make)(struct nl_req *req);
} requests[] = {
	{ "nlctrl: a family by name", ask_nlctrl },
	{ "channel-get", ask_one },
	{ "channel-get, a dump of all", ask_all },
	{ "channel-set", set_one },
};

#define REQUESTS	(sizeof(requests) / sizeof(requests[0]))

static int compare_times(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double time_of_one(size_t i)
{
	static struct nl_req req;
	struct timespec begin, end;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	for (int n = 0; n < TIMES; n++) {
		requests[i].make(&req);
		if (nl_talk(&nl, &req, NULL, NULL))
			abort();
	}
	clock_gettime(CLOCK_MONOTONIC, &end);
	return ((end.tv_sec - begin.tv_sec) * 1e9 + (end.tv_nsec - begin.tv_nsec)) / TIMES;
}

int main(void)
{
	static double ns[REQUESTS][ROUNDS];
	struct nl_family found;
	double least = 0;

	if (nl_family(&found, EXAMPLE_FAMILY_NAME) || nl_open(&nl, NETLINK_GENERIC))
		abort();
	family = found.id;
	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < REQUESTS; i++)
			ns[i][round] = time_of_one(i);
	for (size_t i = 0; i < REQUESTS; i++) {
		qsort(ns[i], ROUNDS, sizeof(ns[i][0]), compare_times);
		if (!i || ns[i][ROUNDS / 2] < least)
			least = ns[i][ROUNDS / 2];
	}
	for (size_t i = 0; i < REQUESTS; i++)
		printf("%-28s %8.0f ns  %5.2f\n", requests[i].name, ns[i][ROUNDS / 2],
		       ns[i][ROUNDS / 2] / least);
	return 0;
}
