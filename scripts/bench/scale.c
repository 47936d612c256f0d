// SPDX-License-Identifier: GPL-2.0
/*
 * Measures what the module costs on a large machine: with many network namespaces,
 * with somebody else who listens, and with many routes.
 */
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../selftests/lib/journal.h"
#include "bench.h"
#include "count.h"

#define VETH_ROUTES	16000
#define VETH_TIMES	10	/* pairs that a round deletes */

static const char *const who[] = { "bare", "netjournal" };

/* Runs @measure without the module and with it. The order alternates. */
static void compare(unsigned int round, void (*measure)(const char *name, unsigned int n),
		    unsigned int n)
{
	for (int i = 0; i < 2; i++) {
		int with = i ^ (round & 1);

		if (with)
			module_load();
		warm_up();
		/*
		 * Work of others that comes later, like freeing memory, must not be counted here.
		 */
		settle();
		measure(who[with], n);
		if (with)
			module_unload();
	}
}

static void change_by_crowd(const char *name, unsigned int n)
{
	char text[64];

	snprintf(text, sizeof(text), "%s, %u namespace%s", name, n, n == 1 ? "" : "s");
	sample("namespaces", text, "ns", batches_run());
}

void bench_namespaces(void)
{
	const unsigned int numbers[] = { 1, namespaces / 2, namespaces };
	struct crowd crowd;

	batches_write();
	batches_run();
	for (int i = 0; i < 3; i++) {
		crowd_make(&crowd, numbers[i] - 1);
		settle();
		for (unsigned int r = 0; r < rounds; r++)
			compare(r, change_by_crowd, numbers[i]);
		crowd_end(&crowd);
		settle();
	}
}

/* A socket that joins the group of IPv4 routes, with room for all messages of a round. */
static void listener_open(struct nl *nl)
{
	const int room = 256 << 20;

	if (nl_open(nl, NETLINK_ROUTE) ||
	    setsockopt(nl->fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room)) ||
	    nl_join(nl, RTNLGRP_IPV4_ROUTE))
		abort();
}

static void change_with_listener(const char *name, unsigned int n)
{
	static const struct { const char *event, *what; } counted[] = {
		{ "nj_bench/clone", "clones a change" },
		{ "skb/kfree_skb", "events skb:kfree_skb a change" },
	};
	struct count count;
	char text[64];
	struct nl nl;

	snprintf(text, sizeof(text), "%s, a listener", name);
	listener_open(&nl);
	sample("namespaces", text, "ns", batches_run());
	nl_close(&nl);

	/* Counting costs time, so it is not a part of the measurement. */
	run("echo 'p:nj_bench/clone skb_clone' >>" TRACING "/kprobe_events");
	for (int i = 0; i < 2; i++) {
		listener_open(&nl);
		count_begin(&count, counted[i].event);
		batches_run();
		sample("namespaces", text, counted[i].what,
		       (double)count_end(&count) / (2 * changes));
		nl_close(&nl);
	}
	run("echo '-:nj_bench/clone' >>" TRACING "/kprobe_events");
}

void bench_listener(void)
{
	batches_write();
	batches_run();
	for (unsigned int r = 0; r < rounds; r++)
		compare(r, change_with_listener, 0);
}

static void make_and_delete(const char *name, unsigned int n)
{
	struct crowd crowd;
	uint64_t begin;
	char text[64];

	crowd_make(&crowd, 10);
	crowd_end(&crowd);
	settle();
	begin = work_ns();
	crowd_make(&crowd, n);
	crowd_end(&crowd);
	snprintf(text, sizeof(text), "%s, %u namespaces", name, n);
	sample("large", text, "ns for making and deleting one", (double)(settle() - begin) / n);
}

void bench_making(void)
{
	/* The first namespaces that a machine makes take more memory than later ones. */
	make_and_delete("first", 10);
	for (unsigned int r = 0; r < (rounds + 4) / 5; r++)
		compare(r, make_and_delete, namespaces / 2);
}

static void delete_veth(const char *name, unsigned int n)
{
	uint64_t begin, sum = 0;
	struct nl_req req;
	char text[64];
	struct nl nl;

	if (nl_open(&nl, NETLINK_ROUTE))
		abort();
	/* The first one is not counted. */
	for (int i = 0; i <= VETH_TIMES; i++) {
		struct ifinfomsg ifi = { 0 };

		run("ip link add v0 type veth peer name v1 && ip link set v0 up && ip link set v1 up && ip addr add 10.254.0.1/24 dev v0");
		settle();
		ifi.ifi_index = if_nametoindex("v0");
		nl_begin(&req, RTM_DELLINK, 0);
		nl_append(&req, &ifi, sizeof(ifi));
		begin = work_ns();
		if (nl_talk(&nl, &req, NULL, NULL))
			abort();
		if (i)
			sum += work_ns() - begin;
	}
	nl_close(&nl);
	snprintf(text, sizeof(text), "%s, %u routes", name, n);
	sample("large", text, "ns for deleting a veth pair", (double)sum / VETH_TIMES);
}

void bench_veth(void)
{
	routes_change(RTM_NEWROUTE, 0, VETH_ROUTES);
	for (unsigned int r = 0; r < rounds; r++)
		compare(r, delete_veth, VETH_ROUTES);
	routes_change(RTM_DELROUTE, 0, VETH_ROUTES);
}
