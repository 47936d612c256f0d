// SPDX-License-Identifier: GPL-2.0
/*
 * Dumps while others write, clear the journal or change the sizes of rings.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "fixture_journal.h"
#include "wait.h"

/* Reads a dump message by message. */
struct slow {
	struct nl nl;
	struct nl_req req;
	struct recs recs;
	int err;
	int messages;
};

static void slow_begin(struct slow *slow, uint64_t after, uint32_t kinds)
{
	int size = 4096;

	memset(slow, 0, sizeof(*slow));
	if (nl_open(&slow->nl, NETLINK_GENERIC))
		abort();
	setsockopt(slow->nl.fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
	nj_begin(&slow->req, NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP);
	nl_put_u64(&slow->req, NETJOURNAL_A_RECORD_AFTER, after);
	nl_put_u32(&slow->req, NETJOURNAL_A_RECORD_KINDS, kinds);
	if (send(slow->nl.fd, slow->req.buf, slow->req.nlh.nlmsg_len, 0) < 0)
		abort();
}

/* Reads the messages of one receive. Returns false at the end, with the result in slow->err. */
static bool slow_next(struct slow *slow)
{
	static char buf[NL_BUF];
	const struct nlmsghdr *nlh = (void *)buf;
	ssize_t got = recv(slow->nl.fd, buf, sizeof(buf), 0);

	slow->messages++;
	for (; NLMSG_OK(nlh, (uint32_t)got); nlh = NLMSG_NEXT(nlh, got)) {
		struct rec *rec;

		if (nlh->nlmsg_type == NLMSG_DONE || nlh->nlmsg_type == NLMSG_ERROR) {
			memcpy(&slow->err, NLMSG_DATA(nlh), sizeof(slow->err));
			return false;
		}
		slow->recs.rec = realloc(slow->recs.rec, (slow->recs.n + 1) * sizeof(*rec));
		rec = &slow->recs.rec[slow->recs.n];
		rec_parse(rec, nlh);
		if (rec->bookmark)
			slow->recs.bookmark = rec->bookmark;
		else
			slow->recs.n++;
	}
	return got >= 0;
}

static void slow_end(struct slow *slow)
{
	nl_close(&slow->nl);
	recs_free(&slow->recs);
	free(slow);
}

/*
 * A writer overwrites records that a dump has not reached yet. The dump reports them as
 * a gap, continues, and ends at the record where it would have ended anyway.
 */
TEST_F(journal, dump_overtaken)
{
	struct slow *slow = malloc(sizeof(*slow));
	struct ring_status st;
	uint64_t last, after;

	ASSERT_EQ(0, config_set(CHURN_KIND, 131072, -1));
	churn(100, MANY);
	last = journal_last();
	ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
	after = last - st.records / 2;
	slow_begin(slow, after, CHURN_KINDS);
	ASSERT_TRUE(slow_next(slow));
	ASSERT_EQ(0, recs_gaps(&slow->recs));
	ASSERT_LT(0, slow->recs.n);
	/* Overwrite about half of the records that are still to be read. Each change makes two records. */
	churn(100, st.records * 3 / 8);
	while (slow_next(slow))
		;
	EXPECT_EQ(0, slow->err);
	EXPECT_LE(1, recs_gaps(&slow->recs));
	EXPECT_EQ(0, recs_holes(&slow->recs, after));
	EXPECT_EQ(last, slow->recs.rec[slow->recs.n - 1].seq);
	EXPECT_EQ(last, slow->recs.bookmark);
	slow_end(slow);
}

/* A writer overwrites all records that a dump has not reached yet. */
TEST_F(journal, dump_overtaken_wholly)
{
	struct slow *slow = malloc(sizeof(*slow));
	const struct rec *gap;
	uint64_t last;

	ASSERT_EQ(0, config_set(CHURN_KIND, 131072, -1));
	churn(100, MANY);
	last = journal_last();
	slow_begin(slow, last - 600, CHURN_KINDS);
	ASSERT_TRUE(slow_next(slow));
	churn(100, MANY);
	while (slow_next(slow))
		;
	EXPECT_EQ(0, slow->err);
	EXPECT_EQ(0, recs_holes(&slow->recs, last - 600));
	gap = &slow->recs.rec[slow->recs.n - 1];
	EXPECT_TRUE(gap->is_gap);
	EXPECT_EQ(last, gap->last);
	EXPECT_EQ(last, slow->recs.bookmark);
	slow_end(slow);
}

/*
 * Records that were written after a dump began, and overwritten before it ends, do not
 * belong to the dump. So it reports no gap.
 */
TEST_F(journal, dump_overtaken_after_its_end)
{
	struct slow *slow = malloc(sizeof(*slow));
	char text[1000];
	uint64_t last;

	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	ASSERT_EQ(0, config_set(NETJOURNAL_KIND_NOTE, RING_MIN, -1));
	for (int i = 0; i < 3; i++)
		ASSERT_EQ(0, note_add("before", NULL));
	churn(100, 300);
	last = journal_last();
	slow_begin(slow, self->before, KINDS_ALL);
	ASSERT_TRUE(slow_next(slow));
	ASSERT_LT(4, slow->recs.n);
	for (int i = 0; i < 100; i++)
		ASSERT_EQ(0, note_add(text, NULL));
	while (slow_next(slow))
		;
	EXPECT_EQ(0, slow->err);
	EXPECT_EQ(0, recs_gaps(&slow->recs));
	EXPECT_EQ(0, recs_holes(&slow->recs, self->before));
	EXPECT_EQ(last, slow->recs.rec[slow->recs.n - 1].seq);
	EXPECT_EQ(last, slow->recs.bookmark);
	slow_end(slow);
}

TEST_F(journal, dump_overtaken_by_clear)
{
	struct slow *slow = malloc(sizeof(*slow));
	const struct rec *gap;
	uint64_t last;

	churn(100, 300);
	last = journal_last();
	slow_begin(slow, self->before, CHURN_KINDS);
	ASSERT_TRUE(slow_next(slow));
	ASSERT_EQ(0, journal_clear(0));
	while (slow_next(slow))
		;
	EXPECT_EQ(0, slow->err);
	EXPECT_EQ(0, recs_holes(&slow->recs, self->before));
	gap = &slow->recs.rec[slow->recs.n - 1];
	EXPECT_TRUE(gap->is_gap);
	EXPECT_EQ(last, gap->last);
	EXPECT_EQ(NETJOURNAL_GAP_REASON_CLEARED, gap->reason);
	slow_end(slow);
}

/* Makes changes until it is killed. */
static pid_t churner(uint32_t who)
{
	pid_t pid = fork();

	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		for (;;)
			churn(who, 100);
	}
	return pid;
}

/* Waits until the churner has made more changes, however slow the machine is. */
static void churn_on(void)
{
	uint64_t last = journal_last();

	for (uint64_t end = 0; journal_last() < last + 20 && wait_more(&end);)
		;
}

static void stop(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

/* Dumps are correct while a writer works on the other processor. */
TEST_F(journal, dump_under_fire)
{
	pid_t pid;

	ASSERT_EQ(0, config_set(CHURN_KIND, RING_MIN, -1));
	churn(100, MANY);
	pid = churner(101);
	for (int i = 0; i < 100; i++) {
		struct slow *slow = malloc(sizeof(*slow));

		slow_begin(slow, self->before, CHURN_KINDS);
		while (slow_next(slow))
			;
		EXPECT_EQ(0, slow->err);
		EXPECT_EQ(0, recs_holes(&slow->recs, self->before));
		EXPECT_LE(1, recs_gaps(&slow->recs));
		EXPECT_LT(self->before, slow->recs.bookmark);
		slow_end(slow);
	}
	stop(pid);
}

/* Two writers of different kinds share one sequence, which has no hole. */
TEST_F(journal, writers_share_the_sequence)
{
	uint64_t last;
	pid_t pid;

	ASSERT_EQ(0, config_set(CHURN_KIND, RING_LARGE, -1));
	ASSERT_EQ(0, config_set(NETJOURNAL_KIND_NOTE, RING_LARGE, -1));
	self->before = journal_last();
	pid = churner(101);
	for (int i = 0; i < 500; i++)
		ASSERT_EQ(0, note_add("text", NULL));
	stop(pid);
	last = journal_last();
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS_ALL));
	ASSERT_EQ(last - self->before, self->recs.n);
	ASSERT_LT(600, self->recs.n);
	for (size_t i = 0; i < self->recs.n; i++)
		ASSERT_EQ(self->before + 1 + i, self->recs.rec[i].seq);
}

/* Sizes */

TEST_F(journal, shrink_keeps_the_newest)
{
	struct ring_status st;
	uint64_t last;

	churn(100, 500);
	last = journal_last();
	ASSERT_EQ(0, config_set(CHURN_KIND, RING_MIN, -1));
	ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
	EXPECT_EQ(RING_MIN, st.size);
	EXPECT_GE(RING_MIN, st.used);
	EXPECT_LT(0, st.overwritten);
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, CHURN_KINDS));
	EXPECT_EQ(1, recs_gaps(&self->recs));
	EXPECT_EQ(0, recs_holes(&self->recs, self->before));
	EXPECT_LT(100, self->recs.n);
	EXPECT_EQ(last, self->recs.rec[self->recs.n - 1].seq);
}

TEST_F(journal, grow_keeps_all)
{
	ASSERT_EQ(0, config_set(CHURN_KIND, RING_MIN, -1));
	self->before = journal_last();
	churn(100, 50);
	ASSERT_EQ(0, config_set(CHURN_KIND, 1 << 20, -1));
	churn(100, MANY);
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, CHURN_KINDS));
	EXPECT_EQ(0, recs_gaps(&self->recs));
	EXPECT_EQ(0, recs_holes(&self->recs, self->before));
	EXPECT_EQ(100 + 2 * MANY, self->recs.n);
}

/* A ring can be resized after it has wrapped, when its oldest record is in the middle. */
TEST_F(journal, resize_of_a_wrapped_ring)
{
	struct recs before;

	ASSERT_EQ(0, config_set(CHURN_KIND, RING_MIN, -1));
	for (int i = 0; i < 12; i++) {
		churn(100, 170);
		ASSERT_EQ(0, recs_read(&before, 0, CHURN_KINDS));
		ASSERT_EQ(0, config_set(CHURN_KIND, i % 2 ? RING_MIN + 1 : 65536, -1));
		ASSERT_EQ(0, recs_read_again(&self->recs, 0, CHURN_KINDS));
		EXPECT_EQ(0, recs_holes(&self->recs, 0));
		if (i % 2 == 0) {
			ASSERT_EQ(before.n, self->recs.n);
			EXPECT_EQ(0, memcmp(before.rec, self->recs.rec,
					    before.n * sizeof(*before.rec)));
		}
		EXPECT_TRUE(rec_same(before.rec[before.n - 1], &self->recs.rec[self->recs.n - 1]));
		recs_free(&before);
	}
}

TEST_F(journal, resize_under_fire)
{
	pid_t pid = churner(101);
	uint64_t made;
	struct ring_status st;

	for (int i = 0; i < 200; i++)
		ASSERT_EQ(0, config_set(CHURN_KIND, i % 2 ? RING_MIN : RING_LARGE, -1));
	churn_on();
	stop(pid);
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, CHURN_KINDS));
	EXPECT_LT(10, self->recs.n);
	EXPECT_EQ(0, recs_holes(&self->recs, self->before));
	ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
	EXPECT_EQ(RING_MIN, st.size);
	EXPECT_GE(RING_MIN, st.used);
	made = st.records + st.overwritten;
	/* The churner made all records except those of kind config. */
	ASSERT_EQ(0, recs_read_again(&self->recs, 0, KINDS_ALL & ~CHURN_KINDS));
	EXPECT_EQ(journal_last(), made + self->recs.n);
}

TEST_F(journal, clear_under_fire)
{
	pid_t pid = churner(101);

	churn_on();
	for (int i = 0; i < 200; i++)
		ASSERT_EQ(0, journal_clear(i % 2 ? 0 : CHURN_KINDS));
	churn_on();
	stop(pid);
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, CHURN_KINDS));
	EXPECT_EQ(0, recs_holes(&self->recs, self->before));
	EXPECT_EQ(NETJOURNAL_GAP_REASON_CLEARED, self->recs.rec[0].reason);
	EXPECT_LE(2, self->recs.n);
}

TEST_HARNESS_MAIN
