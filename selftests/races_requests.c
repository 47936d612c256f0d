// SPDX-License-Identifier: GPL-2.0
/*
 * Random requests at the same time, and readers that are killed. See races.c for what chooses.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "fixture_races.h"
#include "wait.h"

#define REQUESTS	4000	/* of each process */
#define KILLS		300

/* All requests at once, in one namespace */

static const uint64_t sizes[] = {
	NETJOURNAL_RING_SIZE_MIN, NETJOURNAL_RING_SIZE_MIN + 1, 3 * NETJOURNAL_RING_SIZE_MIN,
	1 << 17, 1 << 20,
};

static uint32_t some_kind(void)
{
	return 1 + below(NETJOURNAL_KIND_MAX);
}

/* Checks that a dump from the beginning has no hole. */
static int do_dump(void)
{
	struct recs recs;
	int err = recs_read(&recs, 0, KINDS_ALL) ?: recs_holes(&recs, 0) ? -EILSEQ : 0;

	recs_free(&recs);
	return err;
}

static int do_dump_after(void)
{
	uint64_t last = journal_last(), after = last > 50 ? last - below(50) : 0;
	struct recs recs;
	int err = recs_read(&recs, after, KINDS_ALL);

	if (!err && (recs_holes(&recs, after) || recs.bookmark < last))
		err = -EILSEQ;
	recs_free(&recs);
	return err;
}

static int do_leave_dump(void)
{
	static char buf[NL_BUF];
	struct nl nl;
	int err = dump_begin(&nl);

	if (err)
		return err;
	for (uint32_t i = below(3); i; i--)
		nl_wait(&nl, buf, 0);
	nl_close(&nl);
	return 0;
}

static int do_note(void)
{
	int err = note_add("a note among many", NULL);

	return err == -EOPNOTSUPP ? 0 : err;	/* the kind is not enabled at the moment */
}

static int do_resize(void)
{
	return config_set(some_kind(), sizes[below(sizeof(sizes) / sizeof(sizes[0]))], -1);
}

static int do_enable(void)
{
	return config_set(some_kind(), 0, below(2));
}

static int do_clear(void)
{
	return journal_clear(below(3) ? 1u << some_kind() : 0);
}

static int do_status(void)
{
	struct ring_status st;
	int err = ring_status(&st, some_kind());

	if (!err && (st.used > st.size || st.first_seq > st.next_seq))
		err = -EILSEQ;
	return err;
}

static int do_get(void)
{
	uint64_t last = journal_last(), seq = last - below(last < 100 ? last + 1 : 100);
	struct rec rec;
	int err = rec_get(&rec, seq);

	if (!err && rec.seq != seq)
		return -EILSEQ;
	return err == -ENOENT ? 0 : err;
}

static int do_listen(void)
{
	static char buf[NL_BUF];
	struct nl_family family;
	struct nl nl;
	int err = nl_family(&family, NETJOURNAL_FAMILY_NAME) ?: nl_open(&nl, NETLINK_GENERIC);

	if (err)
		return err;
	for (uint32_t i = 0; !err && i < family.n_groups; i++)
		if (below(2))
			err = nl_join(&nl, family.groups[i].id);
	for (uint32_t i = below(5); i; i--)
		nl_wait(&nl, buf, 1);
	nl_close(&nl);
	return err;
}

static const struct {
	const char *name;
	int (*make)(void);
	unsigned int often;
} requests[] = {
	{ "dump", do_dump, 2 },
	{ "dump after", do_dump_after, 4 },
	{ "leave dump", do_leave_dump, 4 },
	{ "note", do_note, 8 },
	{ "resize", do_resize, 6 },
	{ "enable", do_enable, 4 },
	{ "clear", do_clear, 1 },
	{ "status", do_status, 4 },
	{ "get", do_get, 4 },
	{ "listen", do_listen, 4 },
};

static void requester(uint32_t n)
{
	unsigned int all = 0;

	for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]); i++)
		all += requests[i].often;
	while (n--) {
		unsigned int pick = below(all), i = 0;
		int err;

		while (pick >= requests[i].often)
			pick -= requests[i++].often;
		err = requests[i].make();
		if (err) {
			printf("# %s: %s, with %u to go\n", requests[i].name, strerror(-err), n);
			exit(1);
		}
	}
}

/* Makes all requests at once while records are written. */
TEST_F_TIMEOUT(races, requests, 1500)
{
	unsigned int n = percent_of(REQUESTS);
	int status;

	new_netns_quiet();
	crew_add(&self->crew, churner, 100);
	crew_add(&self->crew, churner, 101);
	for (int i = 0; i < 4; i++)
		crew_add(&self->crew, requester, n);
	while (self->crew.n > 2) {
		pid_t pid = self->crew.pids[--self->crew.n];

		ASSERT_EQ(pid, waitpid(pid, &status, 0));
		EXPECT_EQ(0, status) TH_LOG("process %u", self->crew.n);
	}
	EXPECT_EQ(0, crew_stop(&self->crew));
	EXPECT_EQ(0, do_dump());
	printf("# %u requests\n", 4 * n);
	for (uint32_t kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		ASSERT_EQ(0, config_set(kind, 0, 1));
}

/* Readers that are killed */

static void slow_reader(uint32_t unused)
{
	static char buf[NL_BUF];
	struct nl nl;

	for (;;) {
		if (dump_begin(&nl))
			exit(1);
		while (nl_wait(&nl, buf, 0) > 0 &&
		       ((struct nlmsghdr *)buf)->nlmsg_type != NLMSG_DONE)
			usleep(below(300));
		nl_close(&nl);
	}
}

/* A dump whose reader is killed leaves nothing behind. */
TEST_F_TIMEOUT(races, killed_readers, 600)
{
	unsigned int n = percent_of(KILLS);
	int users;

	new_netns_quiet();
	churn(100, 1500);
	for (unsigned int i = 0; i < n; i++) {
		for (int j = 0; j < 3; j++)
			crew_add(&self->crew, slow_reader, 0);
		usleep(below(20000));
		EXPECT_EQ(0, crew_stop(&self->crew));
	}
	for (uint64_t end = 0; module_users() && wait_more(&end);)
		;
	users = module_users();
	EXPECT_EQ(0, users);
	EXPECT_EQ(0, module_unload_soon());
	EXPECT_EQ(0, module_load(""));
	printf("# killed %u\n", 3 * n);
}

TEST_HARNESS_MAIN
