// SPDX-License-Identifier: GPL-2.0
/*
 * Races `netjournal list` against a writer. Whatever changes while the kernel is asked,
 * the list must show the routes of one sequence number, and say which.
 *
 * The writer makes its changes in a known order, and nothing else happens in the
 * namespace. So the cursor of the list gives the number of changes before it, and with
 * that the state of each route.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"

#define TABLE		100
#define RING		(63u << 20)
#define FIRST		0x14000000u	/* 20.0.0.0 */

/* The change that the writer makes to each route. */
enum change { ADD, DELETE, REPLACE };

struct race {
	enum change change;
	uint32_t routes;
	uint32_t step;		/* coprime to @routes: the order of the changes */
	uint32_t oif[2];
	uint64_t base;		/* the last record before the changes */
	volatile unsigned int *lists;	/* lists taken, shared with the writer; NULL: do not wait */
};

/* Returns the route of change number @k. */
static uint32_t nth(const struct race *r, uint64_t k)
{
	return k * r->step % r->routes;
}

/* Builds a change of one IPv4 host route over @oif, without an ack. */
static size_t put_route(char *buf, uint16_t type, uint16_t flags, uint32_t n, uint32_t oif)
{
	struct nl_req *req = (void *)buf;
	struct rtmsg rtm = {
		.rtm_family = AF_INET, .rtm_dst_len = 32, .rtm_protocol = RTPROT_STATIC,
		.rtm_scope = RT_SCOPE_LINK, .rtm_type = RTN_UNICAST, .rtm_table = TABLE,
	};
	uint32_t dst = __builtin_bswap32(FIRST + n);

	nl_begin(req, type, flags);
	memcpy(NLMSG_DATA(&req->nlh), &rtm, sizeof(rtm));
	req->nlh.nlmsg_len = NLMSG_LENGTH(sizeof(rtm));
	nl_put(req, RTA_DST, &dst, sizeof(dst));
	nl_put_u32(req, RTA_OIF, oif);
	return req->nlh.nlmsg_len;
}

/*
 * Waits until a list has been taken that began later. The first list that ends
 * now may have begun before.
 */
static void wait_for_list(const struct race *r)
{
	unsigned int before = *r->lists;

	while (*r->lists - before < 2)
		usleep(1000);
}

/* Makes all changes. One send has many, because the list would win each race otherwise. */
static int write_all(const struct race *r, enum change change)
{
	static const struct { uint16_t type, flags; int oif; } ways[] = {
		[ADD]	  = { RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, 0 },
		[DELETE]  = { RTM_DELROUTE, 0, 0 },
		[REPLACE] = { RTM_NEWROUTE, NLM_F_REPLACE, 1 },
	};
	char *one = malloc(NL_BUF), batch[8192];
	size_t len = 0;
	struct nl nl;

	if (!one || nl_open(&nl, NETLINK_ROUTE))
		return 1;
	for (uint64_t k = 0; k < r->routes; k++) {
		size_t n = put_route(one, ways[change].type, ways[change].flags,
				     nth(r, k), r->oif[ways[change].oif]);

		if (len + n > sizeof(batch) || k == r->routes / 2) {
			if (send(nl.fd, batch, len, 0) < 0)
				return 2;
			len = 0;
		}
		if (k == r->routes / 2 && r->lists)
			wait_for_list(r);
		memcpy(batch + len, one, n);
		len += NLMSG_ALIGN(n);
	}
	if (send(nl.fd, batch, len, 0) < 0)
		return 2;
	nl_close(&nl);
	free(one);
	return 0;
}

/*
 * Lists the routes. Sets @seen of each route to 0, or 1 + the index of its device.
 * Returns the exit status of the program, or -1.
 */
static int take_list(const struct race *r, unsigned char *seen, uint64_t *seq, uint32_t *twice)
{
	FILE *f = popen("netjournal list route -4 table 100 --show-cursor", "r");
	unsigned int a, b, c, d;
	unsigned long long inst;
	char line[512], dev[16];
	int status;

	memset(seen, 0, r->routes);
	*seq = 0;
	*twice = 0;
	while (f && fgets(line, sizeof(line), f)) {
		unsigned long long at;
		uint32_t n;

		if (sscanf(line, "-- cursor: %llx:%llu", &inst, &at) == 2)
			*seq = at;
		if (sscanf(line, "%u.%u.%u.%u dev %15s", &a, &b, &c, &d, dev) != 5)
			continue;
		n = (a << 24 | b << 16 | c << 8 | d) - FIRST;
		if (n >= r->routes)
			return -1;
		*twice += seen[n] != 0;
		seen[n] = 1 + !strcmp(dev, "d1");
	}
	status = f ? pclose(f) : -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Returns how many routes differ from their state after @made changes. */
static uint32_t count_wrong(const struct race *r, const unsigned char *seen, uint64_t made)
{
	unsigned char before = r->change != ADD;
	unsigned char after[] = { [ADD] = 1, [DELETE] = 0, [REPLACE] = 2 };
	uint32_t wrong = 0;

	for (uint64_t k = 0; k < r->routes; k++)
		wrong += seen[nth(r, k)] != (k < made ? after[r->change] : before);
	return wrong;
}

struct verdict {
	int lists, raced, wrong, failed;
};

/* Lists the routes again and again while the writer works. */
static void race(struct verdict *v, enum change change, uint32_t routes)
{
	struct race r = { .change = change, .routes = routes, .step = 7919 };
	unsigned char *seen = malloc(routes);
	uint32_t twice, wrong;
	int status, rc;
	uint64_t seq, made;
	pid_t pid, gone = 0;

	memset(v, 0, sizeof(*v));
	new_netns_quiet();
	run("ip link add d1 type dummy && ip link set d1 up");
	r.oif[0] = if_nametoindex("d0");
	r.oif[1] = if_nametoindex("d1");
	if (!seen || config_set(NETJOURNAL_KIND_ROUTE, RING, -1))
		abort();
	if (change != ADD && write_all(&r, ADD))
		abort();
	r.base = journal_last();

	/* However slow lists are, one of them sees a half of the changes. */
	r.lists = mmap(NULL, sizeof(*r.lists), PROT_READ | PROT_WRITE,
		       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (r.lists == MAP_FAILED)
		abort();
	pid = fork();
	if (!pid)
		_exit(write_all(&r, change));
	while (!gone) {
		gone = waitpid(pid, &status, WNOHANG);
		rc = take_list(&r, seen, &seq, &twice);
		v->lists++;
		++*r.lists;
		if (rc || seq < r.base) {
			printf("# list: exit status %d, cursor %llu\n", rc, (unsigned long long)seq);
			v->failed++;
			continue;
		}
		made = seq - r.base;
		wrong = count_wrong(&r, seen, made);
		v->raced += made > 0 && made < routes;
		v->wrong += wrong || twice;
		printf("# after %llu of %u changes: %u wrong, %u twice\n",
		       (unsigned long long)made, routes, wrong, twice);
	}
	if (status)
		abort();
	munmap((void *)r.lists, sizeof(*r.lists));
	free(seen);
}

/* The fixture is needed only for a longer time-out: emulated machines are slow. */
FIXTURE(snapshot) {};
FIXTURE_SETUP(snapshot) {}
FIXTURE_TEARDOWN(snapshot) {}

#define RACE(change, routes) do {					\
	struct verdict v;						\
									\
	race(&v, change, routes);					\
	EXPECT_EQ(0, v.failed);						\
	EXPECT_EQ(0, v.wrong);						\
	EXPECT_LT(0, v.raced);						\
} while (0)

TEST_F_TIMEOUT(snapshot, mass_deletion, 300)
{
	RACE(DELETE, percent_of(100000));
}

TEST_F_TIMEOUT(snapshot, mass_addition, 300)
{
	RACE(ADD, 5000 + percent_of(15000));
}

TEST_F_TIMEOUT(snapshot, mass_replacement, 300)
{
	RACE(REPLACE, 5000 + percent_of(15000));
}

TEST_HARNESS_MAIN
