// SPDX-License-Identifier: GPL-2.0
/*
 * Failing allocations in requests to the module. Lets each allocation of a request fail, one after the
 * other. Afterwards the request is done, or refused and without any effect, and the module still works.
 * Needs a kernel with CONFIG_FAILSLAB (scripts/machine/debug-kernel), and is skipped on others.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kselftest_harness.h"
#include "domain.h"
#include "fault.h"
#include "journal_told.h"

FIXTURE(faults_family) {
	struct nl listener;
	struct nl_req *req;
};

FIXTURE_SETUP(faults_family)
{
	if (faults_set_up())
		SKIP(return, "this kernel makes no faults");
	new_netns_quiet();
	self->req = malloc(sizeof(*self->req));
	/* With a listener, a request also makes notifications. */
	ASSERT_EQ(0, nl_open(&self->listener, NETLINK_GENERIC));
	ASSERT_EQ(0, nj_join_all(&self->listener));
}

FIXTURE_TEARDOWN(faults_family)
{
}

/*
 * Lets each allocation of a request to the module fail. @make builds the request. @check
 * checks what it did. It gets the error in the reply: 0, -ENOMEM if the request was
 * refused, or another one if the reply was lost.
 */
static void family_sweep(struct __test_metadata *_metadata, FIXTURE_DATA(faults_family) *self,
			 void (*make)(struct nl_req *req),
			 void (*take)(const struct nlmsghdr *nlh, void *arg), void *arg,
			 void (*check)(struct __test_metadata *_metadata, unsigned int nth,
				       int err, uint64_t before))
{
	int failed = 0;

	for (unsigned int nth = 1; nth < FAULTS_MAX; nth++) {
		uint64_t before = journal_last(), seq = 0;
		struct rec rec;
		struct nl nl;
		bool hit;
		int err;

		faults_sock_open(&nl, NETLINK_GENERIC);
		make(self->req);
		fault_arm(nth);
		err = nl_talk(&nl, self->req, take, arg);
		hit = fault_disarm();
		nl_close(&nl);
		EXPECT_TRUE(!err || err == -ENOMEM || err == -ENOBUFS) {
			TH_LOG("fault %u: %s", nth, strerror(-err));
		}
		failed += err != 0;
		check(_metadata, nth, err, before);
		/* It still works. */
		ASSERT_EQ(0, note_add("still here", &seq));
		ASSERT_EQ(0, rec_get(&rec, seq));
		EXPECT_STREQ("still here", rec.note);
		if (!hit) {
			EXPECT_EQ(0, err);
			EXPECT_LT(1, nth);
			printf("# %u faults: %d refused\n", nth - 1, failed);
			return;
		}
	}
	ASSERT_FALSE(true) TH_LOG("no end of faults");
}

static void check_nothing(struct __test_metadata *_metadata, unsigned int nth, int err,
			  uint64_t before)
{
}

static void make_status(struct nl_req *req)
{
	nj_begin(req, NETJOURNAL_CMD_STATUS_GET, 0);
}

TEST_F_TIMEOUT(faults_family, status_get, 300)
{
	family_sweep(_metadata, self, make_status, NULL, NULL, check_nothing);
}

static void make_get(struct nl_req *req)
{
	uint64_t seq;

	if (note_add("to be got", &seq))
		abort();
	nj_begin(req, NETJOURNAL_CMD_RECORD_GET, 0);
	nl_put_u64(req, NETJOURNAL_A_RECORD_SEQ, seq);
}

TEST_F_TIMEOUT(faults_family, record_get, 300)
{
	family_sweep(_metadata, self, make_get, NULL, NULL, check_nothing);
}

static void make_dump(struct nl_req *req)
{
	nj_begin(req, NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP);
	nl_put_u32(req, NETJOURNAL_A_RECORD_KINDS, KINDS(ROUTE));
}

static struct { uint32_t n, bookmarks; } dumped;

static void dump_take(const struct nlmsghdr *nlh, void *arg)
{
	struct rec rec;

	rec_parse(&rec, nlh);
	if (rec.bookmark)
		dumped.bookmarks++;
	else
		dumped.n++;
}

static uint32_t dump_full;

/* A dump without an error is complete. */
static void check_dump(struct __test_metadata *_metadata, unsigned int nth, int err,
		       uint64_t before)
{
	if (!err) {
		EXPECT_EQ(1, dumped.bookmarks) TH_LOG("fault %u: no bookmark", nth);
		EXPECT_EQ(dump_full, dumped.n) TH_LOG("fault %u", nth);
	}
	memset(&dumped, 0, sizeof(dumped));
}

TEST_F_TIMEOUT(faults_family, dump, 300)
{
	struct recs recs;

	/* Enough for several messages. */
	churn(100, 300);
	ASSERT_EQ(0, recs_read(&recs, 0, KINDS(ROUTE)));
	dump_full = recs.n;
	recs_free(&recs);
	EXPECT_LE(600, dump_full);
	family_sweep(_metadata, self, make_dump, dump_take, NULL, check_dump);
}

static void make_note(struct nl_req *req)
{
	nj_begin(req, NETJOURNAL_CMD_NOTE_ADD, 0);
	nl_put_str(req, NETJOURNAL_A_RECORD_NOTE, "a note with a fault");
}

static void check_note(struct __test_metadata *_metadata, unsigned int nth, int err,
		       uint64_t before)
{
	struct told told;

	journal_tells(&told, before, NULL);
	if (!err)
		EXPECT_EQ(1, told.records[NETJOURNAL_KIND_NOTE]) {
			TH_LOG("fault %u: accepted and not there (%d gaps)", nth,
			       told.gaps[NETJOURNAL_KIND_NOTE]);
		}
	if (err == -ENOMEM)
		EXPECT_EQ(0, told.records[NETJOURNAL_KIND_NOTE]) {
			TH_LOG("fault %u: refused and there", nth);
		}
}

TEST_F_TIMEOUT(faults_family, note_add, 300)
{
	family_sweep(_metadata, self, make_note, NULL, NULL, check_note);
}

/* The ring is empty, so that it needs memory for the note. */
static void make_first_note(struct nl_req *req)
{
	if (journal_clear(KINDS_ALL))
		abort();
	make_note(req);
}

static void check_first_note(struct __test_metadata *_metadata, unsigned int nth, int err,
			     uint64_t before)
{
	struct told told;

	journal_tells(&told, journal_last() - 1, NULL);
	if (!err)
		EXPECT_EQ(1, told.records[NETJOURNAL_KIND_NOTE]) {
			TH_LOG("fault %u: accepted and not there (%d gaps)", nth,
			       told.gaps[NETJOURNAL_KIND_NOTE]);
		}
}

TEST_F_TIMEOUT(faults_family, first_note_add, 300)
{
	family_sweep(_metadata, self, make_first_note, NULL, NULL, check_first_note);
}

/* The record of the change may be lost. A gap reports that. */
static int told_of_config(const struct told *told)
{
	return told->records[NETJOURNAL_KIND_CONFIG] + told->gaps[NETJOURNAL_KIND_CONFIG];
}

static uint64_t size_before;

static void make_resize(struct nl_req *req)
{
	struct ring_status st;
	size_t nest;

	if (ring_status(&st, NETJOURNAL_KIND_ROUTE))
		abort();
	size_before = st.size;
	nj_begin(req, NETJOURNAL_CMD_CONFIG_SET, 0);
	nest = nl_nest(req, NETJOURNAL_A_RECORD_CONFIG);
	nl_put_u32(req, NETJOURNAL_A_RING_KIND, NETJOURNAL_KIND_ROUTE);
	nl_put_u64(req, NETJOURNAL_A_RING_SIZE, size_before == 65536 ? 131072 : 65536);
	nl_nest_end(req, nest);
}

static void check_resize(struct __test_metadata *_metadata, unsigned int nth, int err,
			 uint64_t before)
{
	struct ring_status st;
	struct told told;

	ASSERT_EQ(0, ring_status(&st, NETJOURNAL_KIND_ROUTE));
	journal_tells(&told, before, NULL);
	EXPECT_EQ(st.size != size_before, told_of_config(&told)) {
		TH_LOG("fault %u (error %d)", nth, err);
	}
	if (!err)
		EXPECT_NE(size_before, st.size);
	if (err == -ENOMEM)
		EXPECT_EQ(size_before, st.size) TH_LOG("fault %u: refused and done", nth);
}

TEST_F_TIMEOUT(faults_family, config_set_size, 300)
{
	family_sweep(_metadata, self, make_resize, NULL, NULL, check_resize);
}

static void make_stop(struct nl_req *req)
{
	size_t nest;

	if (config_set(NETJOURNAL_KIND_ROUTE, 65536, 1))
		abort();
	nj_begin(req, NETJOURNAL_CMD_CONFIG_SET, 0);
	nest = nl_nest(req, NETJOURNAL_A_RECORD_CONFIG);
	nl_put_u32(req, NETJOURNAL_A_RING_KIND, NETJOURNAL_KIND_ROUTE);
	nl_put_u64(req, NETJOURNAL_A_RING_SIZE, 131072);
	nl_put_u32(req, NETJOURNAL_A_RING_ENABLED, 0);
	nl_nest_end(req, nest);
}

/* make_stop() itself makes one record. */
static void check_stop(struct __test_metadata *_metadata, unsigned int nth, int err,
		       uint64_t before)
{
	struct ring_status st;
	struct told told;

	ASSERT_EQ(0, ring_status(&st, NETJOURNAL_KIND_ROUTE));
	journal_tells(&told, before, NULL);
	EXPECT_EQ(!st.enabled, st.size == 131072) {
		TH_LOG("fault %u (error %d): half of it done", nth, err);
	}
	EXPECT_EQ(1 + !st.enabled, told_of_config(&told)) {
		TH_LOG("fault %u (error %d): enabled %u", nth, err, st.enabled);
	}
	if (err == -ENOMEM)
		EXPECT_EQ(1, st.enabled);
}

TEST_F_TIMEOUT(faults_family, config_set_enabled, 300)
{
	family_sweep(_metadata, self, make_stop, NULL, NULL, check_stop);
}

static void make_clear(struct nl_req *req)
{
	if (note_add("to be cleared", NULL))
		abort();
	nj_begin(req, NETJOURNAL_CMD_CLEAR, 0);
	nl_put_u32(req, NETJOURNAL_A_RECORD_KINDS, KINDS(NOTE) | KINDS(LINK));
}

static void check_clear(struct __test_metadata *_metadata, unsigned int nth, int err,
			uint64_t before)
{
	struct told told;
	bool cleared;

	journal_tells(&told, before, NULL);
	cleared = !told.records[NETJOURNAL_KIND_NOTE];
	EXPECT_EQ(cleared, told_of_config(&told)) {
		TH_LOG("fault %u (error %d)", nth, err);
	}
	if (!err)
		EXPECT_TRUE(cleared);
	if (err == -ENOMEM)
		EXPECT_FALSE(cleared) TH_LOG("fault %u: refused and done", nth);
}

TEST_F_TIMEOUT(faults_family, clear, 300)
{
	family_sweep(_metadata, self, make_clear, NULL, NULL, check_clear);
}

TEST_HARNESS_MAIN
