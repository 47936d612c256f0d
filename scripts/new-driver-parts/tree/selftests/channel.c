// SPDX-License-Identifier: GPL-2.0
/*
 * Channels: what is set comes back, moves, is recorded and announced, and what
 * is wrong is refused with a reason.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "nl.h"

#define CHANNELS	8	/* by default */

struct channel {
	uint32_t index, target, level;
	uint64_t changes;
	char label[NETJOURNAL_LABEL_LEN_MAX + 1];
};

struct channels {
	uint32_t n;
	bool interrupted;
	struct channel at[NETJOURNAL_CHANNEL_MAX + 1];
};

static void take(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *tb[NETJOURNAL_A_CHANNEL_MAX + 1];
	struct channels *channels = arg;
	struct channel *c = &channels->at[channels->n++];

	if (channels->n > NETJOURNAL_CHANNEL_MAX + 1)
		abort();
	nl_parse(tb, NETJOURNAL_A_CHANNEL_MAX, (char *)NLMSG_DATA(nlh) + GENL_HDRLEN,
		 NLMSG_PAYLOAD(nlh, GENL_HDRLEN));
	memset(c, 0, sizeof(*c));
	c->index = nl_u32(tb[NETJOURNAL_A_CHANNEL_INDEX]);
	c->target = nl_u32(tb[NETJOURNAL_A_CHANNEL_TARGET]);
	c->level = nl_u32(tb[NETJOURNAL_A_CHANNEL_LEVEL]);
	c->changes = nl_u64(tb[NETJOURNAL_A_CHANNEL_CHANGES]);
	nl_str(c->label, sizeof(c->label), tb[NETJOURNAL_A_CHANNEL_LABEL]);
	channels->interrupted |= nlh->nlmsg_flags & NLM_F_DUMP_INTR;
}

static int read_one(uint32_t index, struct channel *c)
{
	struct nl_req *req = malloc(sizeof(*req));
	struct channels *channels = calloc(1, sizeof(*channels));
	int err;

	nj_begin(req, NETJOURNAL_CMD_CHANNEL_GET, 0);
	nl_put_u32(req, NETJOURNAL_A_CHANNEL_INDEX, index);
	err = nj_talk(req, take, channels);
	if (!err && channels->n != 1)
		err = -EBADMSG;
	*c = channels->at[0];
	free(channels);
	free(req);
	return err;
}

static int read_all(struct channels *channels)
{
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	memset(channels, 0, sizeof(*channels));
	nj_begin(req, NETJOURNAL_CMD_CHANNEL_GET, NLM_F_DUMP);
	err = nj_talk(req, take, channels);
	free(req);
	return err;
}

/* @label NULL and @target -1: as it is */
static int set(uint32_t index, const char *label, int target)
{
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	nj_begin(req, NETJOURNAL_CMD_CHANNEL_SET, 0);
	nl_put_u32(req, NETJOURNAL_A_CHANNEL_INDEX, index);
	if (label)
		nl_put_str(req, NETJOURNAL_A_CHANNEL_LABEL, label);
	if (target >= 0)
		nl_put_u32(req, NETJOURNAL_A_CHANNEL_TARGET, target);
	err = nj_talk(req, NULL, NULL);
	free(req);
	return err;
}

static bool settles(uint32_t index, uint32_t level)
{
	struct channel c;

	for (int i = 0; i < 500; i++) {
		if (!read_one(index, &c) && c.level == level)
			return true;
		usleep(10000);
	}
	return false;
}

FIXTURE(channel) {
	struct recs recs;
};

FIXTURE_SETUP(channel)
{
	memset(&self->recs, 0, sizeof(self->recs));
	new_netns_quiet();
}

FIXTURE_TEARDOWN(channel)
{
	recs_free(&self->recs);
}

TEST_F(channel, read)
{
	struct channel c;

	ASSERT_EQ(0, read_one(CHANNELS - 1, &c));
	EXPECT_EQ(CHANNELS - 1, c.index);
	EXPECT_EQ(0, c.target);
	EXPECT_EQ(0, c.level);
	EXPECT_EQ(0, c.changes);
	EXPECT_STREQ("", c.label);
}

TEST_F(channel, dump)
{
	struct channels *channels = malloc(sizeof(*channels));

	ASSERT_EQ(0, set(3, "pump", -1));
	ASSERT_EQ(0, read_all(channels));
	ASSERT_EQ(CHANNELS, channels->n);
	for (uint32_t i = 0; i < CHANNELS; i++) {
		EXPECT_EQ(i, channels->at[i].index);
		EXPECT_STREQ(i == 3 ? "pump" : "", channels->at[i].label);
	}
	EXPECT_FALSE(channels->interrupted);
	free(channels);
}

TEST_F(channel, set)
{
	struct channel c;

	ASSERT_EQ(0, set(2, "0123456789abcde", -1));
	ASSERT_EQ(0, set(2, NULL, NETJOURNAL_LEVEL_MAX));
	ASSERT_EQ(0, read_one(2, &c));
	EXPECT_STREQ("0123456789abcde", c.label);
	EXPECT_EQ(NETJOURNAL_LEVEL_MAX, c.target);
	EXPECT_EQ(2, c.changes);
	ASSERT_EQ(0, set(2, "", 0));
	ASSERT_EQ(0, read_one(2, &c));
	EXPECT_STREQ("", c.label);
	EXPECT_EQ(0, c.target);
}

/* Up and down, by itself, with one record at the end of each way. */
TEST_F(channel, settles)
{
	ASSERT_EQ(0, set(1, NULL, 1050));
	EXPECT_TRUE(settles(1, 1050));
	ASSERT_EQ(0, set(1, NULL, 20));
	EXPECT_TRUE(settles(1, 20));
	ASSERT_EQ(0, recs_read(&self->recs, 0, CHURN_KINDS));
	ASSERT_EQ(4, self->recs.n);
	for (int i = 0; i < 4; i++) {
		const struct rec *rec = &self->recs.rec[i];

		EXPECT_EQ(NETJOURNAL_KIND_CHANNEL, rec->kind);
		EXPECT_EQ(i % 2 ? NETJOURNAL_EVENT_SETTLED : NETJOURNAL_EVENT_SET, rec->event);
		EXPECT_EQ(1, rec->channel);
		EXPECT_EQ(i < 2 ? 1050 : 20, rec->target);
		EXPECT_EQ(1 + i / 2, rec->changes);
	}
	EXPECT_EQ(0, self->recs.rec[0].level);
	EXPECT_EQ(1050, self->recs.rec[1].level);
	EXPECT_EQ(1050, self->recs.rec[2].level);
	EXPECT_EQ(20, self->recs.rec[3].level);
}

TEST_F(channel, record_names_the_task)
{
	prctl(PR_SET_NAME, "setter");
	ASSERT_EQ(0, set(0, "mine", -1));
	ASSERT_EQ(0, recs_read(&self->recs, 0, CHURN_KINDS));
	ASSERT_EQ(1, self->recs.n);
	EXPECT_EQ(NETJOURNAL_CONTEXT_REQUEST, self->recs.rec[0].context);
	EXPECT_EQ(getpid(), self->recs.rec[0].pid);
	EXPECT_STREQ("setter", self->recs.rec[0].comm);
	EXPECT_STREQ("mine", self->recs.rec[0].label);
}

/* What the device does by itself is nobody's request. */
TEST_F(channel, record_names_the_thread)
{
	ASSERT_EQ(0, set(0, NULL, 1));
	ASSERT_TRUE(settles(0, 1));
	ASSERT_EQ(0, recs_read(&self->recs, 0, CHURN_KINDS));
	ASSERT_EQ(2, self->recs.n);
	EXPECT_EQ(NETJOURNAL_CONTEXT_KTHREAD, self->recs.rec[1].context);
	EXPECT_EQ(0, strncmp("kworker", self->recs.rec[1].comm, 7));
	EXPECT_FALSE(self->recs.rec[1].has_uid);
}

TEST_F(channel, group)
{
	struct nl_req *buf = malloc(sizeof(*buf));
	struct rec rec;
	struct nl nl;

	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	ASSERT_EQ(0, nj_join(&nl, NETJOURNAL_MCGRP_CHANNEL));
	ASSERT_EQ(0, note_add("for another group", NULL));
	ASSERT_EQ(0, set(5, "heard", 100));
	for (int i = 0; i < 2; i++) {
		ASSERT_LT(0, nl_wait(&nl, buf, 5000));
		rec_parse(&rec, &buf->nlh);
		EXPECT_EQ(NETJOURNAL_KIND_CHANNEL, rec.kind);
		EXPECT_EQ(i ? NETJOURNAL_EVENT_SETTLED : NETJOURNAL_EVENT_SET, rec.event);
		EXPECT_EQ(5, rec.channel);
		EXPECT_STREQ("heard", rec.label);
	}
	nl_close(&nl);
	free(buf);
}

TEST_F(channel, namespaces_are_apart)
{
	uint64_t before = journal_last();
	int status;
	pid_t pid;

	pid = fork();
	if (!pid) {
		struct channel c;

		new_netns_quiet();
		_exit(set(0, "theirs", 7) || !settles(0, 7) || read_one(0, &c) ||
		      strcmp(c.label, "theirs"));
	}
	waitpid(pid, &status, 0);
	ASSERT_EQ(0, status);
	EXPECT_EQ(before, journal_last());
	EXPECT_TRUE(settles(0, 0));
}

/* @type -1: the kernel has no attribute to name. */
static int refused(struct nl_req *req, int err, int type, int miss, const char *text)
{
	struct nl nl;
	int bad;

	if (nl_open(&nl, NETLINK_GENERIC))
		abort();
	bad = nl_talk(&nl, req, NULL, NULL) != err || nl.bad_type != type ||
	      nl.miss_type != miss || !*nl.text || (text && strcmp(nl.text, text));
	if (bad)
		printf("# \"%s\" about %d, missing %d\n", nl.text, nl.bad_type, nl.miss_type);
	nl_close(&nl);
	return bad;
}

#define A(name)	NETJOURNAL_A_CHANNEL_##name

static int refusals(void)
{
	struct nl_req *req = malloc(sizeof(*req));
	int bad = 0;

	nj_begin(req, NETJOURNAL_CMD_CHANNEL_GET, 0);
	bad += refused(req, -EINVAL, -1, A(INDEX), "index is missing");

	nj_begin(req, NETJOURNAL_CMD_CHANNEL_GET, 0);
	nl_put_u32(req, A(INDEX), CHANNELS);
	bad += refused(req, -ENOENT, A(INDEX), -1, "there is no such channel");

	nj_begin(req, NETJOURNAL_CMD_CHANNEL_GET, 0);
	nl_put_u32(req, A(INDEX), NETJOURNAL_CHANNEL_MAX + 1);
	bad += refused(req, -ERANGE, A(INDEX), -1, NULL);

	nj_begin(req, NETJOURNAL_CMD_CHANNEL_GET, 0);
	nl_put_u64(req, A(INDEX), 0);
	bad += refused(req, -EINVAL, A(INDEX), -1, NULL);

	nj_begin(req, NETJOURNAL_CMD_CHANNEL_GET, 0);
	nl_put_u32(req, A(TARGET), 0);
	bad += refused(req, -EINVAL, A(TARGET), -1, NULL);

	nj_begin(req, NETJOURNAL_CMD_CHANNEL_SET, 0);
	nl_put_u32(req, A(TARGET), 0);
	bad += refused(req, -EINVAL, -1, A(INDEX), "index is missing");

	nj_begin(req, NETJOURNAL_CMD_CHANNEL_SET, 0);
	nl_put_u32(req, A(INDEX), 0);
	bad += refused(req, -EINVAL, -1, -1, "neither label nor target is given");

	nj_begin(req, NETJOURNAL_CMD_CHANNEL_SET, 0);
	nl_put_u32(req, A(INDEX), 0);
	nl_put_u32(req, A(TARGET), NETJOURNAL_LEVEL_MAX + 1);
	bad += refused(req, -ERANGE, A(TARGET), -1, NULL);

	nj_begin(req, NETJOURNAL_CMD_CHANNEL_SET, 0);
	nl_put_u32(req, A(INDEX), 0);
	nl_put_str(req, A(LABEL), "0123456789abcdef");
	bad += refused(req, -EINVAL, A(LABEL), -1, NULL);

	nj_begin(req, NETJOURNAL_CMD_CHANNEL_SET, 0);
	nl_put_u32(req, A(INDEX), 0);
	nl_put_u32(req, A(LEVEL), 5);
	bad += refused(req, -EINVAL, A(LEVEL), -1, NULL);

	free(req);
	return bad;
}

TEST_F(channel, refusals)
{
	EXPECT_EQ(0, refusals());
}

TEST_F(channel, refusals_change_nothing)
{
	uint64_t before = journal_last();
	struct channel c;

	refusals();
	EXPECT_EQ(before, journal_last());
	ASSERT_EQ(0, read_one(0, &c));
	EXPECT_EQ(0, c.changes);
}

/* From here on the module goes and comes. */

static int load(const char *params)
{
	return try_run("rmmod netjournal && modprobe netjournal %s", params);
}

TEST_F(channel, moving_at_unload)
{
	for (int i = 0; i < 5; i++) {
		for (uint32_t c = 0; c < CHANNELS; c++)
			ASSERT_EQ(0, set(c, NULL, NETJOURNAL_LEVEL_MAX));
		usleep(3000 * i);
		ASSERT_EQ(0, load(""));
	}
}

TEST_F(channel, namespace_goes_while_moving)
{
	for (int i = 0; i < 5; i++) {
		for (uint32_t c = 0; c < CHANNELS; c++)
			ASSERT_EQ(0, set(c, NULL, NETJOURNAL_LEVEL_MAX));
		usleep(3000 * i);
		new_netns_quiet();
	}
}

TEST_F(channel, number_of_channels)
{
	struct channels *channels = malloc(sizeof(*channels));

	EXPECT_NE(0, load("channels=0"));
	EXPECT_NE(0, try_run("modprobe netjournal channels=257"));
	ASSERT_EQ(0, try_run("modprobe netjournal channels=1"));
	ASSERT_EQ(0, read_all(channels));
	EXPECT_EQ(1, channels->n);
	EXPECT_EQ(-ENOENT, set(1, "none", -1));
	ASSERT_EQ(0, load(""));
	free(channels);
}

/* A dump that does not fit into one message: whole, and flagged if changed meanwhile. */
TEST_F(channel, dump_in_parts)
{
	struct channels *channels = malloc(sizeof(*channels));
	struct nl_req *req = malloc(sizeof(*req)), *buf = malloc(sizeof(*buf));
	struct nl nl;

	ASSERT_EQ(0, load("channels=256"));
	ASSERT_EQ(0, read_all(channels));
	EXPECT_EQ(256, channels->n);
	EXPECT_FALSE(channels->interrupted);
	for (uint32_t i = 0; i < channels->n; i++)
		EXPECT_EQ(i, channels->at[i].index);

	memset(channels, 0, sizeof(*channels));
	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	nj_begin(req, NETJOURNAL_CMD_CHANNEL_GET, NLM_F_DUMP);
	ASSERT_EQ(req->nlh.nlmsg_len, send(nl.fd, req->buf, req->nlh.nlmsg_len, 0));
	for (bool done = false; !done;) {
		/* Little room: the kernel makes its messages no larger. */
		int len = recv(nl.fd, buf, 4096, 0);

		ASSERT_LT(0, len);
		for (struct nlmsghdr *nlh = &buf->nlh; NLMSG_OK(nlh, len); nlh = NLMSG_NEXT(nlh, len)) {
			if (nlh->nlmsg_type == NLMSG_DONE)
				done = true;
			else
				take(nlh, channels);
		}
		if (!done)
			ASSERT_EQ(0, set(0, "changed", -1));
	}
	EXPECT_EQ(256, channels->n);
	EXPECT_TRUE(channels->interrupted);
	nl_close(&nl);
	ASSERT_EQ(0, load(""));
	free(req);
	free(buf);
	free(channels);
}

TEST_HARNESS_MAIN
