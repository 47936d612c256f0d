// SPDX-License-Identifier: GPL-2.0
/*
 * The journal as a reader sees it. Everything that was written is read back, or is
 * reported as missing.
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

/* Notes */

TEST_F(journal, note_round_trip)
{
	struct nl_req *req = malloc(sizeof(*req));
	struct ring_status st;
	struct rec rec;
	uint64_t seq;

	prctl(PR_SET_NAME, "note writer");
	ASSERT_EQ(0, note_add("maintenance begins", &seq));
	EXPECT_EQ(self->before + 1, seq);
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS_ALL));
	ASSERT_EQ(1, self->recs.n);
	rec = self->recs.rec[0];
	EXPECT_EQ(seq, rec.seq);
	EXPECT_EQ(NETJOURNAL_KIND_NOTE, rec.kind);
	EXPECT_STREQ("maintenance begins", rec.note);
	EXPECT_EQ(NETJOURNAL_CONTEXT_REQUEST, rec.context);
	EXPECT_EQ(getpid(), rec.pid);
	EXPECT_STREQ("note writer", rec.comm);
	EXPECT_EQ(0, rec.uid);
	EXPECT_TRUE(rec.has_uid);
	ASSERT_EQ(0, ring_status(&st, NETJOURNAL_KIND_NOTE));
	EXPECT_EQ(st.instance, self->recs.instance);
	EXPECT_EQ(1, st.records);
	free(req);
}

static void take_rec(const struct nlmsghdr *nlh, void *arg)
{
	rec_parse(arg, nlh);
}

TEST_F(journal, note_reply)
{
	struct nl_req *req = malloc(sizeof(*req));
	struct ring_status st;
	struct rec reply = {};

	nj_begin(req, NETJOURNAL_CMD_NOTE_ADD, 0);
	nl_put_str(req, NETJOURNAL_A_RECORD_NOTE, "text");
	ASSERT_EQ(0, nl_talk_once(req, take_rec, &reply));
	ASSERT_EQ(0, ring_status(&st, NETJOURNAL_KIND_NOTE));
	EXPECT_EQ(st.instance, reply.instance);
	EXPECT_EQ(st.next_seq - 1, reply.seq);
	free(req);
}

TEST_F(journal, note_to_subscriber)
{
	struct rec rec;
	struct nl nl;

	ASSERT_EQ(0, journal_subscribe(&nl, NETJOURNAL_MCGRP_NOTE));
	ASSERT_EQ(0, note_add("hear this", NULL));
	ASSERT_EQ(0, journal_wait_rec(&nl, &rec));
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS(NOTE)));
	ASSERT_EQ(1, self->recs.n);
	EXPECT_EQ(self->recs.instance, rec.instance);
	EXPECT_TRUE(rec_same(rec, &self->recs.rec[0]));
	EXPECT_STREQ("hear this", rec.note);
	nl_close(&nl);
}

TEST_F(journal, note_to_other_process)
{
	struct rec rec = {};
	int pipes[2];
	struct nl nl;
	pid_t pid;

	ASSERT_EQ(0, pipe(pipes));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid) {
		if (journal_subscribe(&nl, NETJOURNAL_MCGRP_NOTE))
			_exit(1);
		/* "I listen", and then what was heard. */
		if (write(pipes[1], "", 1) != 1 || journal_wait_rec(&nl, &rec) ||
		    write(pipes[1], &rec, sizeof(rec)) != sizeof(rec))
			_exit(2);
		_exit(0);
	}
	ASSERT_EQ(1, read(pipes[0], &rec, 1));
	ASSERT_EQ(0, note_add("to the other", NULL));
	close(pipes[1]);
	ASSERT_EQ(sizeof(rec), read(pipes[0], &rec, sizeof(rec)));
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS(NOTE)));
	ASSERT_EQ(1, self->recs.n);
	EXPECT_TRUE(rec_same(rec, &self->recs.rec[0]));
	EXPECT_EQ(getpid(), rec.pid);
	waitpid(pid, NULL, 0);
}

/* Groups */

TEST_F(journal, group_of_one_kind)
{
	int mine, others;
	struct nl nl;

	ASSERT_EQ(0, journal_subscribe(&nl, CHURN_GROUP));
	ASSERT_EQ(0, note_add("text", NULL));
	churn(100, 1);
	ASSERT_EQ(0, config_set(CHURN_KIND, 65536, -1));
	journal_drain(&nl, CHURN_KIND, &mine, &others);
	EXPECT_EQ(2, mine);
	EXPECT_EQ(0, others);
	nl_close(&nl);
}

TEST_F(journal, group_of_one_namespace)
{
	int mine, others;
	struct nl nl;
	pid_t pid;

	ASSERT_EQ(0, journal_subscribe(&nl, CHURN_GROUP));
	pid = fork();
	if (!pid) {
		new_netns_quiet();
		churn(100, 1);
		_exit(journal_last() ? 0 : 1);
	}
	waitpid(pid, &mine, 0);
	ASSERT_EQ(0, mine);
	journal_drain(&nl, CHURN_KIND, &mine, &others);
	EXPECT_EQ(0, mine + others);
	nl_close(&nl);
}

/* The notifications are equal to the records of the dump, in the same order. */
TEST_F(journal, subscriber_and_dump_agree)
{
	struct rec rec;
	struct nl nl;

	ASSERT_EQ(0, journal_subscribe(&nl, CHURN_GROUP));
	churn(100, 20);
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, CHURN_KINDS));
	ASSERT_EQ(40, self->recs.n);
	for (size_t i = 0; i < self->recs.n; i++) {
		ASSERT_EQ(0, journal_wait_rec(&nl, &rec));
		EXPECT_TRUE(rec_same(rec, &self->recs.rec[i]));
	}
	nl_close(&nl);
}

/* The kernel tells a subscriber that it was too slow, and the dump still has all records. */
TEST_F(journal, subscriber_overrun)
{
	int size = 4096, err;
	uint64_t seen = self->before;
	struct nl_req *buf = malloc(sizeof(*buf));
	struct rec rec;
	struct nl nl;

	ASSERT_EQ(0, journal_subscribe(&nl, CHURN_GROUP));
	setsockopt(nl.fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
	churn(100, 100);
	do {
		err = nl_wait(&nl, buf, 0);
		if (err > 0) {
			rec_parse(&rec, &buf->nlh);
			seen = rec.seq;
		}
	} while (err > 0);
	EXPECT_EQ(-ENOBUFS, err);
	ASSERT_EQ(0, recs_read_again(&self->recs, seen, CHURN_KINDS));
	EXPECT_EQ(0, recs_holes(&self->recs, seen));
	EXPECT_EQ(0, recs_gaps(&self->recs));
	EXPECT_EQ(self->before + 200, self->recs.bookmark);
	EXPECT_EQ(self->before + 200 - seen, self->recs.n);
	nl_close(&nl);
	free(buf);
}

/* config-set */

TEST_F(journal, config_is_recorded)
{
	struct rec rec;

	prctl(PR_SET_NAME, "tuner");
	ASSERT_EQ(0, config_set(CHURN_KIND, 65536, 1));
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS_ALL));
	ASSERT_EQ(1, self->recs.n);
	rec = self->recs.rec[0];
	EXPECT_EQ(NETJOURNAL_KIND_CONFIG, rec.kind);
	EXPECT_TRUE(rec.has_config);
	EXPECT_EQ(CHURN_KIND, rec.config_kind);
	EXPECT_EQ(65536, rec.config_size);
	EXPECT_EQ(1, rec.config_enabled);
	EXPECT_EQ(getpid(), rec.pid);
	EXPECT_STREQ("tuner", rec.comm);
}

/* A request that repeats an attribute a thousand times is recorded like any other. */
TEST_F(journal, config_with_repetitions)
{
	struct nl_req *req = malloc(sizeof(*req));
	size_t nest;

	nj_begin(req, NETJOURNAL_CMD_CONFIG_SET, 0);
	nest = nl_nest(req, NETJOURNAL_A_RECORD_CONFIG);
	for (int i = 0; i < 3000; i++)
		nl_put_u32(req, NETJOURNAL_A_RING_ENABLED, 1);
	nl_put_u32(req, NETJOURNAL_A_RING_KIND, CHURN_KIND);
	nl_put_u32(req, NETJOURNAL_A_RING_ENABLED, 0);
	nl_nest_end(req, nest);
	ASSERT_EQ(0, nl_talk_once(req, NULL, NULL));
	free(req);
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS_ALL));
	ASSERT_EQ(1, self->recs.n);
	EXPECT_FALSE(self->recs.rec[0].is_gap);
	EXPECT_EQ(CHURN_KIND, self->recs.rec[0].config_kind);
	EXPECT_EQ(0, self->recs.rec[0].config_enabled);
	EXPECT_EQ(getpid(), self->recs.rec[0].pid);
}

TEST_F(journal, config_is_in_force)
{
	struct ring_status st;

	ASSERT_EQ(0, config_set(CHURN_KIND, 65536, 0));
	ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
	EXPECT_EQ(65536, st.size);
	EXPECT_EQ(0, st.enabled);
	ASSERT_EQ(0, ring_status(&st, NETJOURNAL_KIND_NOTE));
	EXPECT_NE(65536, st.size);
	EXPECT_EQ(1, st.enabled);
	/* A setting that is not in the request stays. */
	ASSERT_EQ(0, config_set(CHURN_KIND, 0, 1));
	ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
	EXPECT_EQ(65536, st.size);
	EXPECT_EQ(1, st.enabled);
	ASSERT_EQ(0, config_set(CHURN_KIND, 131072, -1));
	ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
	EXPECT_EQ(131072, st.size);
	EXPECT_EQ(1, st.enabled);
}

static int wait_status(struct nl *nl, uint64_t *next_seq)
{
	const struct nlattr *tb[NETJOURNAL_A_STATUS_MAX + 1];
	struct nl_req *buf = malloc(sizeof(*buf));
	int got = journal_wait(nl, NETJOURNAL_CMD_STATUS_NTF, buf);

	if (got >= 0) {
		nl_parse(tb, NETJOURNAL_A_STATUS_MAX, (char *)NLMSG_DATA(&buf->nlh) + GENL_HDRLEN,
			 NLMSG_PAYLOAD(&buf->nlh, GENL_HDRLEN));
		*next_seq = nl_u64(tb[NETJOURNAL_A_STATUS_NEXT_SEQ]);
	}
	free(buf);
	return got < 0 ? got : 0;
}

TEST_F(journal, status_is_notified)
{
	uint64_t next_seq;
	struct nl nl;

	ASSERT_EQ(0, journal_subscribe(&nl, NETJOURNAL_MCGRP_CONFIG));
	ASSERT_EQ(0, config_set(CHURN_KIND, 65536, -1));
	ASSERT_EQ(0, wait_status(&nl, &next_seq));
	EXPECT_EQ(self->before + 2, next_seq);
	ASSERT_EQ(0, journal_clear(CHURN_KINDS));
	ASSERT_EQ(0, wait_status(&nl, &next_seq));
	EXPECT_EQ(self->before + 3, next_seq);
	nl_close(&nl);
}

/* A change of a kind that is off makes no record and uses no sequence number. */
TEST_F(journal, disabled_kind)
{
	struct ring_status st;
	uint64_t off;

	churn(100, 1);
	ASSERT_EQ(0, config_set(CHURN_KIND, 0, 0));
	off = journal_last();
	churn(100, 10);
	EXPECT_EQ(off, journal_last());
	ASSERT_EQ(0, config_set(CHURN_KIND, 0, 1));
	churn(100, 1);
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, CHURN_KINDS));
	ASSERT_EQ(4, self->recs.n);
	EXPECT_EQ(0, recs_holes(&self->recs, self->before));
	EXPECT_EQ(off + 2, self->recs.rec[2].seq);
	ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
	EXPECT_EQ(0, st.lost);
}

TEST_F(journal, disabled_kind_leaves_others)
{
	uint64_t before;

	ASSERT_EQ(0, config_set(CHURN_KIND, 0, 0));
	before = journal_last();
	churn(100, 1);
	ASSERT_EQ(0, note_add("text", NULL));
	ASSERT_EQ(0, recs_read_again(&self->recs, before, KINDS_ALL));
	ASSERT_EQ(1, self->recs.n);
	EXPECT_EQ(NETJOURNAL_KIND_NOTE, self->recs.rec[0].kind);
}

TEST_F(journal, disabled_notes_are_refused)
{
	ASSERT_EQ(0, config_set(NETJOURNAL_KIND_NOTE, 0, 0));
	EXPECT_EQ(-EOPNOTSUPP, note_add("text", NULL));
	ASSERT_EQ(0, config_set(NETJOURNAL_KIND_NOTE, 0, 1));
	EXPECT_EQ(0, note_add("text", NULL));
}

/* The last record of kind config says who switched that kind off. */
TEST_F(journal, who_disabled_config)
{
	ASSERT_EQ(0, config_set(NETJOURNAL_KIND_CONFIG, 0, 0));
	EXPECT_EQ(self->before + 1, journal_last());
	ASSERT_EQ(0, config_set(CHURN_KIND, 65536, -1));
	EXPECT_EQ(self->before + 1, journal_last());
	ASSERT_EQ(0, config_set(NETJOURNAL_KIND_CONFIG, 0, 1));
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS(CONFIG)));
	ASSERT_EQ(2, self->recs.n);
	EXPECT_EQ(0, self->recs.rec[0].config_enabled);
	EXPECT_EQ(1, self->recs.rec[1].config_enabled);
}

/* clear */

TEST_F(journal, clear_all)
{
	struct ring_status st;
	uint64_t last;
	struct rec rec;

	churn(100, 10);
	last = journal_last();
	prctl(PR_SET_NAME, "cleaner");
	ASSERT_EQ(0, journal_clear(0));
	ASSERT_EQ(0, recs_read_again(&self->recs, last, KINDS_ALL));
	ASSERT_EQ(1, self->recs.n);
	rec = self->recs.rec[0];
	EXPECT_EQ(last + 1, rec.seq);
	EXPECT_EQ(NETJOURNAL_KIND_CONFIG, rec.kind);
	EXPECT_EQ(KINDS_ALL, rec.cleared);
	EXPECT_STREQ("cleaner", rec.comm);
	ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
	EXPECT_EQ(last + 1, st.first_seq);
	EXPECT_EQ(last + 2, st.next_seq);
	EXPECT_EQ(0, st.records);
	EXPECT_EQ(0, st.used);
	EXPECT_EQ(-ENOENT, rec_get(&rec, last));
}

/* Clearing is recorded even if the kind config was switched off before. */
TEST_F(journal, clear_with_config_disabled)
{
	ASSERT_EQ(0, config_set(NETJOURNAL_KIND_CONFIG, 0, 0));
	ASSERT_EQ(0, journal_clear(0));
	ASSERT_EQ(0, recs_read_again(&self->recs, journal_last() - 1, KINDS(CONFIG)));
	ASSERT_EQ(1, self->recs.n);
	EXPECT_EQ(KINDS_ALL, self->recs.rec[0].cleared);
	EXPECT_EQ(getpid(), self->recs.rec[0].pid);
}

/* A reader with an old cursor gets a gap for each kind that had records. */
TEST_F(journal, clear_is_a_gap)
{
	uint64_t last;

	ASSERT_EQ(0, note_add("before", &self->before));
	churn(100, 10);
	last = journal_last();
	ASSERT_EQ(0, journal_clear(0));
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, CHURN_KINDS));
	ASSERT_EQ(1, self->recs.n);
	EXPECT_TRUE(self->recs.rec[0].is_gap);
	EXPECT_EQ(self->before + 1, self->recs.rec[0].first);
	EXPECT_EQ(last, self->recs.rec[0].last);
	EXPECT_EQ(NETJOURNAL_GAP_REASON_CLEARED, self->recs.rec[0].reason);
	EXPECT_EQ(CHURN_KIND, self->recs.rec[0].kind);
	/* No note was written after the cursor. */
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS(NOTE)));
	EXPECT_EQ(0, self->recs.n);
	/* A note was written after the start. */
	ASSERT_EQ(0, recs_read_again(&self->recs, 0, KINDS(NOTE)));
	ASSERT_EQ(1, self->recs.n);
	EXPECT_EQ(NETJOURNAL_GAP_REASON_CLEARED, self->recs.rec[0].reason);
}

TEST_F(journal, clear_one_kind)
{
	ASSERT_EQ(0, note_add("stays", NULL));
	churn(100, 10);
	ASSERT_EQ(0, journal_clear(CHURN_KINDS));
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS(NOTE) | KINDS(CONFIG)));
	ASSERT_EQ(2, self->recs.n);
	EXPECT_STREQ("stays", self->recs.rec[0].note);
	EXPECT_EQ(CHURN_KINDS, self->recs.rec[1].cleared);
	/* The journal continues without a hole. */
	churn(100, 1);
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, CHURN_KINDS));
	ASSERT_EQ(3, self->recs.n);
	EXPECT_EQ(0, recs_holes(&self->recs, self->before));
}

/* Overwriting */

TEST_F(journal, overwritten)
{
	struct ring_status st;
	uint64_t made;

	ASSERT_EQ(0, config_set(CHURN_KIND, RING_MIN, -1));
	ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
	made = st.records;
	churn(100, MANY);
	made += 2 * MANY;
	ASSERT_EQ(0, recs_read_again(&self->recs, 0, CHURN_KINDS));
	ASSERT_LT(2, self->recs.n);
	EXPECT_TRUE(self->recs.rec[0].is_gap);
	EXPECT_EQ(1, self->recs.rec[0].first);
	EXPECT_EQ(self->recs.rec[1].prev_seq, self->recs.rec[0].last);
	EXPECT_EQ(NETJOURNAL_GAP_REASON_OVERWRITTEN, self->recs.rec[0].reason);
	EXPECT_EQ(1, recs_gaps(&self->recs));
	EXPECT_EQ(0, recs_holes(&self->recs, 0));
	EXPECT_EQ(journal_last(), self->recs.rec[self->recs.n - 1].seq);
	ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
	EXPECT_EQ(self->recs.n - 1, st.records);
	EXPECT_EQ(made, st.records + st.overwritten);
	EXPECT_GE(RING_MIN, st.used);
	EXPECT_EQ(0, st.lost);
}

/* A reader whose cursor is after the oldest remaining record has missed nothing. */
TEST_F(journal, overwritten_before_cursor)
{
	ASSERT_EQ(0, config_set(CHURN_KIND, RING_MIN, -1));
	churn(100, MANY);
	ASSERT_EQ(0, recs_read_again(&self->recs, journal_last() - 10, CHURN_KINDS));
	EXPECT_EQ(10, self->recs.n);
	EXPECT_EQ(0, recs_gaps(&self->recs));
}

/* Many records of one kind never overwrite records of another kind. */
TEST_F(journal, other_kinds_stay)
{
	const uint32_t others = KINDS_ALL & ~CHURN_KINDS & ~KINDS(CONFIG);
	struct recs before;

	for (int i = 0; i < 4; i++)
		ASSERT_EQ(0, note_add("stays", NULL));
	ASSERT_EQ(0, config_set(CHURN_KIND, RING_MIN, -1));
	ASSERT_EQ(0, recs_read(&before, 0, others));
	churn(100, MANY);
	ASSERT_EQ(0, recs_read_again(&self->recs, 0, others));
	ASSERT_LT(3, before.n);
	ASSERT_EQ(before.n, self->recs.n);
	EXPECT_EQ(0, memcmp(before.rec, self->recs.rec, before.n * sizeof(*before.rec)));
	EXPECT_EQ(0, recs_gaps(&self->recs));
	recs_free(&before);
}

/* Dumps */

TEST_F(journal, filter)
{
	ASSERT_EQ(0, note_add("one", NULL));
	churn(100, 3);
	ASSERT_EQ(0, note_add("two", NULL));
	ASSERT_EQ(0, config_set(CHURN_KIND, 65536, -1));
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS(NOTE) | KINDS(CONFIG)));
	ASSERT_EQ(3, self->recs.n);
	EXPECT_EQ(NETJOURNAL_KIND_NOTE, self->recs.rec[0].kind);
	EXPECT_EQ(NETJOURNAL_KIND_NOTE, self->recs.rec[1].kind);
	EXPECT_EQ(NETJOURNAL_KIND_CONFIG, self->recs.rec[2].kind);
	EXPECT_EQ(journal_last(), self->recs.bookmark);
}

/* A dump ends with a bookmark, even if no record matched. */
TEST_F(journal, bookmark)
{
	struct ring_status st;

	churn(100, 3);
	ASSERT_EQ(0, ring_status(&st, NETJOURNAL_KIND_NOTE));
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS(CONFIG)));
	EXPECT_EQ(0, self->recs.n);
	EXPECT_EQ(st.next_seq - 1, self->recs.bookmark);
	EXPECT_EQ(st.instance, self->recs.instance);
	ASSERT_EQ(0, recs_read_again(&self->recs, st.next_seq - 1, KINDS_ALL));
	EXPECT_EQ(0, self->recs.n);
	EXPECT_EQ(st.next_seq - 1, self->recs.bookmark);
	ASSERT_EQ(0, recs_read_again(&self->recs, 0, 0));
	EXPECT_EQ(0, self->recs.n);
	EXPECT_EQ(st.next_seq - 1, self->recs.bookmark);
}

/* Reading the log in parts gives the same records as reading it at once. */
TEST_F(journal, resumed_dump)
{
	struct recs part;
	size_t n = 0;

	churn(100, 100);
	ASSERT_EQ(0, note_add("text", NULL));
	ASSERT_EQ(0, config_set(CHURN_KIND, 65536, 1));
	ASSERT_EQ(0, recs_read_again(&self->recs, 0, KINDS_ALL));
	for (uint64_t after = 0; after < self->recs.bookmark; after++) {
		ASSERT_EQ(0, recs_read(&part, after, KINDS_ALL));
		ASSERT_EQ(self->recs.n - n, part.n);
		ASSERT_TRUE(rec_same(part.rec[0], &self->recs.rec[n]));
		n++;
		recs_free(&part);
	}
	EXPECT_EQ(self->recs.n, n);
}

TEST_F(journal, record_get)
{
	struct rec rec;

	churn(100, 3);
	ASSERT_EQ(0, note_add("text", NULL));
	ASSERT_EQ(0, config_set(CHURN_KIND, 65536, 1));
	ASSERT_EQ(0, recs_read_again(&self->recs, 0, KINDS_ALL));
	ASSERT_EQ(journal_last(), self->recs.n);
	for (size_t i = 0; i < self->recs.n; i++) {
		ASSERT_EQ(0, rec_get(&rec, self->recs.rec[i].seq));
		EXPECT_EQ(self->recs.instance, rec.instance);
		EXPECT_TRUE(rec_same(rec, &self->recs.rec[i]));
	}
}

TEST_F(journal, record_get_of_overwritten)
{
	struct rec rec;

	ASSERT_EQ(0, config_set(CHURN_KIND, RING_MIN, -1));
	churn(100, MANY);
	EXPECT_EQ(-ENOENT, rec_get(&rec, self->before + 2));
	EXPECT_EQ(0, rec_get(&rec, journal_last()));
}

TEST_HARNESS_MAIN
