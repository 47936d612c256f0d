// SPDX-License-Identifier: GPL-2.0
/*
 * Tests questions of the kernel: answers, time-outs, and the end of a namespace
 * or the module while a question is open.
 */
#include <errno.h>
#include <time.h>
#include <unistd.h>

#include "channel.h"
#include "kselftest_harness.h"
#include "module.h"

#define A(name)	EXAMPLE_A_QUESTION_##name

struct question {
	uint64_t id, until;
	uint32_t index;
	unsigned int n;		/* how many were read */
};

/*
 * Milliseconds for an answer. No test waits for the end of the long time, however slow the
 * machine is.
 */
#define LONG_TIME	3600000
#define SHORT_TIME	50

static int raise_question(uint32_t index, uint32_t answer_time)
{
	static struct nl_req req;

	family_begin(&req, EXAMPLE_CMD_QUESTION_RAISE, 0);
	nl_put_u32(&req, A(INDEX), index);
	nl_put_u32(&req, A(ANSWER_TIME), answer_time);
	return nl_talk_once(&req, NULL, NULL);
}

static int answer_question(uint64_t id, uint32_t level)
{
	static struct nl_req req;

	family_begin(&req, EXAMPLE_CMD_QUESTION_ANSWER, 0);
	nl_put_u64(&req, A(ID), id);
	nl_put_u32(&req, A(LEVEL), level);
	return nl_talk_once(&req, NULL, NULL);
}

static void take_question(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *tb[EXAMPLE_A_QUESTION_MAX + 1];
	struct question *question = arg;

	nl_parse(tb, EXAMPLE_A_QUESTION_MAX, (char *)NLMSG_DATA(nlh) + GENL_HDRLEN,
		 NLMSG_PAYLOAD(nlh, GENL_HDRLEN));
	question->id = nl_u64(tb[A(ID)]);
	question->until = nl_u64(tb[A(UNTIL)]);
	question->index = nl_u32(tb[A(INDEX)]);
	question->n++;
}

/* Reads the open questions, and keeps the last one. */
static int open_questions(struct question *question)
{
	static struct nl_req req;

	question->n = 0;
	family_begin(&req, EXAMPLE_CMD_QUESTION_GET, NLM_F_DUMP);
	return nl_talk_once(&req, take_question, question);
}

static int wait_question(struct nl *nl, struct question *question)
{
	static struct nl_req buf;
	int len = nl_wait(nl, &buf, 60000);

	if (len > 0)
		take_question(&buf.nlh, question);
	return len < 0 ? len : 0;
}

/* Waits until the channel was set. Returns its level, or -1 after a minute. */
static int64_t wait_level(uint32_t index)
{
	struct channel channel;

	for (int i = 0; i < 6000; i++) {
		if (!channel_get(index, &channel) && channel.changes)
			return channel.level;
		usleep(10000);
	}
	return -1;
}

FIXTURE(question) {
	struct nl nl;
};

FIXTURE_SETUP(question)
{
	place_fresh();
	ASSERT_EQ(0, nl_open(&self->nl, NETLINK_GENERIC));
	ASSERT_EQ(0, family_join(&self->nl, EXAMPLE_MCGRP_QUESTION));
}

FIXTURE_TEARDOWN(question)
{
	nl_close(&self->nl);
}

TEST_F(question, answered)
{
	struct question asked = {}, open = {};
	struct timespec now;

	ASSERT_EQ(0, raise_question(3, LONG_TIME));
	ASSERT_EQ(0, wait_question(&self->nl, &asked));
	EXPECT_EQ(3, asked.index);
	clock_gettime(CLOCK_BOOTTIME, &now);
	EXPECT_LT(now.tv_sec * 1000000000ULL + now.tv_nsec, asked.until);
	ASSERT_EQ(0, open_questions(&open));
	EXPECT_EQ(1, open.n);
	EXPECT_EQ(asked.id, open.id);
	ASSERT_EQ(0, answer_question(asked.id, 50));
	EXPECT_EQ(50, wait_level(3));
	ASSERT_EQ(0, open_questions(&open));
	EXPECT_EQ(0, open.n);
	/* Only the first answer counts. */
	EXPECT_EQ(-ENOENT, answer_question(asked.id, 60));
}

TEST_F(question, time_out)
{
	struct question asked = {};

	ASSERT_EQ(0, raise_question(1, SHORT_TIME));
	ASSERT_EQ(0, wait_question(&self->nl, &asked));
	EXPECT_EQ(0, wait_level(1));
	EXPECT_EQ(-ENOENT, answer_question(asked.id, 60));
}

/* Nobody waits for an answer that cannot come. */
TEST_F(question, nobody_listens)
{
	struct nl elsewhere;

	nl_close(&self->nl);
	ASSERT_EQ(0, raise_question(1, LONG_TIME));
	EXPECT_EQ(0, wait_level(1));

	/* Somebody elsewhere does not hear the question. */
	ASSERT_EQ(0, nl_open(&elsewhere, NETLINK_GENERIC));
	ASSERT_EQ(0, family_join(&elsewhere, EXAMPLE_MCGRP_QUESTION));
	place_fresh();
	ASSERT_EQ(0, raise_question(1, LONG_TIME));
	EXPECT_EQ(0, wait_level(1));
	nl_close(&elsewhere);
	ASSERT_EQ(0, nl_open(&self->nl, NETLINK_GENERIC));
}

TEST_F(question, many)
{
	struct question asked = {};
	uint64_t last = 0;

	for (int i = 0; i < EXAMPLE_QUESTIONS_MAX; i++)
		ASSERT_EQ(0, raise_question(i % EXAMPLE_CHANNELS, LONG_TIME));
	EXPECT_EQ(-EBUSY, raise_question(0, LONG_TIME));
	for (int i = 0; i < EXAMPLE_QUESTIONS_MAX; i++) {
		ASSERT_EQ(0, wait_question(&self->nl, &asked));
		EXPECT_NE(last, asked.id);
		last = asked.id;
		EXPECT_EQ(0, answer_question(asked.id, i));
	}
}

TEST_F(question, refusals)
{
	static struct nl_req req;
	struct nl nl;

	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	family_begin(&req, EXAMPLE_CMD_QUESTION_RAISE, 0);
	EXPECT_EQ(-EINVAL, nl_talk(&nl, &req, NULL, NULL));
	EXPECT_EQ(A(INDEX), nl.miss_type);
	EXPECT_EQ(-ENOENT, raise_question(EXAMPLE_CHANNELS, LONG_TIME));
	family_begin(&req, EXAMPLE_CMD_QUESTION_ANSWER, 0);
	nl_put_u32(&req, A(LEVEL), 1);
	EXPECT_EQ(-EINVAL, nl_talk(&nl, &req, NULL, NULL));
	EXPECT_EQ(A(ID), nl.miss_type);
	family_begin(&req, EXAMPLE_CMD_QUESTION_ANSWER, 0);
	nl_put_u64(&req, A(ID), 1);
	EXPECT_EQ(-EINVAL, nl_talk(&nl, &req, NULL, NULL));
	EXPECT_EQ(A(LEVEL), nl.miss_type);
	EXPECT_EQ(-ENOENT, answer_question(12345, 1));
	EXPECT_EQ(-ERANGE, answer_question(0, 1));
	EXPECT_EQ(-ERANGE, answer_question(1, EXAMPLE_LEVEL_MAX + 1));
	nl_close(&nl);
}

/* Ends the namespace or the module, whichever has the state. */
TEST_F(question, place_goes)
{
	struct question asked = {};

	for (int i = 0; i < 5; i++) {
		ASSERT_EQ(0, raise_question(1, LONG_TIME));
		ASSERT_EQ(0, wait_question(&self->nl, &asked));
		nl_close(&self->nl);
		place_fresh();
		ASSERT_EQ(0, nl_open(&self->nl, NETLINK_GENERIC));
		ASSERT_EQ(0, family_join(&self->nl, EXAMPLE_MCGRP_QUESTION));
	}
}

/* The module does not wait for the answer. */
TEST_F(question, unload)
{
	struct question asked = {};

	ASSERT_EQ(0, raise_question(1, LONG_TIME));
	ASSERT_EQ(0, wait_question(&self->nl, &asked));
	ASSERT_EQ(0, module_unload_soon());
	ASSERT_EQ(0, module_load(""));
}

/* Answer with the tool, as a daemon would. */
TEST_F(question, tool)
{
	EXPECT_EQ(0, try_run(MODULE " questions -f -j >/tmp/questions & pid=$!\n"
			     "until grep -q poll /proc/$pid/wchan; do sleep 0.1; done\n"
			     MODULE " raise 2 3600000\n"
			     "until grep -q '\"index\":2' /tmp/questions; do sleep 0.1; done\n"
			     "id=$(sed 's/.*\"id\":\\([0-9]*\\),.*/\\1/' /tmp/questions)\n"
			     MODULE " questions | grep -q \"question $id: which level for channel 2\" || exit 1\n"
			     MODULE " answer $id 77 || exit 1\n"
			     "kill $pid; wait $pid"));
	EXPECT_EQ(77, wait_level(2));
}

TEST_HARNESS_MAIN
