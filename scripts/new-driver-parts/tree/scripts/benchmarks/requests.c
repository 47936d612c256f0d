// SPDX-License-Identifier: GPL-2.0
/*
 * How long requests take: scripts/bench runs it in a virtual machine, with the
 * module loaded. Prints a line for each sort of request: its name, the median
 * time of one in ns, and how many times that of the cheapest it is. All sorts
 * are measured in turn, round by round, so that what else the machine does hits
 * them alike.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "nl.h"

#define ROUNDS	15
#define TIMES	300	/* requests of a sort in a round */

static struct nl nl;
static uint16_t family;

static void talk(struct nl_req *req)
{
	if (nl_talk(&nl, req, NULL, NULL))
		abort();
}

/* A family that only looks a name up: the cost of netlink itself. */
static void ask_nlctrl(struct nl_req *req)
{
	nl_begin_genl(req, GENL_ID_CTRL, CTRL_CMD_GETFAMILY, 0);
	nl_put_str(req, CTRL_ATTR_FAMILY_NAME, "nlctrl");
	talk(req);
}

static void get(struct nl_req *req)
{
	nl_begin_genl(req, family, NETJOURNAL_CMD_CHANNEL_GET, 0);
	nl_put_u32(req, NETJOURNAL_A_CHANNEL_INDEX, 1);
	talk(req);
}

static void dump(struct nl_req *req)
{
	nl_begin_genl(req, family, NETJOURNAL_CMD_CHANNEL_GET, NLM_F_DUMP);
	talk(req);
}

static void set(struct nl_req *req)
{
	nl_begin_genl(req, family, NETJOURNAL_CMD_CHANNEL_SET, 0);
	nl_put_u32(req, NETJOURNAL_A_CHANNEL_INDEX, 1);
	nl_put_str(req, NETJOURNAL_A_CHANNEL_LABEL, "benchmark");
	talk(req);
}

static void record_off(void)
{
	if (config_set(NETJOURNAL_KIND_CHANNEL, 0, 0))
		abort();
}

static void record_on(void)
{
	if (config_set(NETJOURNAL_KIND_CHANNEL, 0, 1))
		abort();
}

static const struct {
	const char *name;
	void (*before)(void);
	void (*request)(struct nl_req *req);
} sorts[] = {
	{ "nlctrl: a family by name", NULL, ask_nlctrl },
	{ "channel-get", NULL, get },
	{ "channel-get, a dump of all", NULL, dump },
	{ "channel-set, not recorded", record_off, set },
	{ "channel-set, recorded", record_on, set },
};

#define SORTS	(sizeof(sorts) / sizeof(sorts[0]))

static int compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

int main(void)
{
	static double ns[SORTS][ROUNDS];
	struct nl_req *req = malloc(sizeof(*req));
	struct timespec begin, end;
	struct nl_family f;
	double least = 0;

	if (nl_family(&f, NETJOURNAL_FAMILY_NAME) || nl_open(&nl, NETLINK_GENERIC))
		abort();
	family = f.id;
	for (int round = 0; round < ROUNDS; round++) {
		for (size_t i = 0; i < SORTS; i++) {
			if (sorts[i].before)
				sorts[i].before();
			clock_gettime(CLOCK_MONOTONIC, &begin);
			for (int n = 0; n < TIMES; n++)
				sorts[i].request(req);
			clock_gettime(CLOCK_MONOTONIC, &end);
			ns[i][round] = ((end.tv_sec - begin.tv_sec) * 1e9 +
					(end.tv_nsec - begin.tv_nsec)) / TIMES;
		}
	}
	for (size_t i = 0; i < SORTS; i++) {
		qsort(ns[i], ROUNDS, sizeof(ns[i][0]), compare);
		if (!i || ns[i][ROUNDS / 2] < least)
			least = ns[i][ROUNDS / 2];
	}
	for (size_t i = 0; i < SORTS; i++)
		printf("%-28s %8.0f ns  %5.2f\n", sorts[i].name, ns[i][ROUNDS / 2],
		       ns[i][ROUNDS / 2] / least);
	free(req);
	return 0;
}
