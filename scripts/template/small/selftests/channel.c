// SPDX-License-Identifier: GPL-2.0
/*
 * Tests channels: what can be read and set, what is refused and why, and the
 * event.
 */
#include <errno.h>

#include "channel.h"
#include "kselftest_harness.h"

#define A(name)	EXAMPLE_A_CHANNEL_##name

FIXTURE(channel) {
};

FIXTURE_SETUP(channel)
{
	place_fresh();
}

FIXTURE_TEARDOWN(channel)
{
}

TEST_F(channel, at_first)
{
	struct channels channels;

	ASSERT_EQ(0, channels_get(&channels));
	ASSERT_EQ(EXAMPLE_CHANNELS, channels.n);
	EXPECT_FALSE(channels.interrupted);
	for (uint32_t i = 0; i < channels.n; i++) {
		EXPECT_EQ(i, channels.at[i].index);
		EXPECT_EQ(0, channels.at[i].level);
		EXPECT_EQ(0, channels.at[i].changes);
		EXPECT_STREQ("", channels.at[i].label);
	}
}

TEST_F(channel, set_and_get)
{
	struct channel channel;

	ASSERT_EQ(0, channel_set(3, "valve", 40));
	ASSERT_EQ(0, channel_get(3, &channel));
	EXPECT_EQ(3, channel.index);
	EXPECT_EQ(40, channel.level);
	EXPECT_EQ(1, channel.changes);
	EXPECT_STREQ("valve", channel.label);
	/* A setting that is not in the request stays as it is. */
	ASSERT_EQ(0, channel_set(3, NULL, EXAMPLE_LEVEL_MAX));
	ASSERT_EQ(0, channel_set(3, "012345678901234", -1));
	ASSERT_EQ(0, channel_get(3, &channel));
	EXPECT_EQ(EXAMPLE_LEVEL_MAX, channel.level);
	EXPECT_EQ(3, channel.changes);
	EXPECT_STREQ("012345678901234", channel.label);
	/* The other channels stay as they are, too. */
	ASSERT_EQ(0, channel_get(2, &channel));
	EXPECT_EQ(0, channel.changes);
}

/* A request, and how it must be refused. */
struct refusal {
	uint8_t cmd;
	uint16_t flags;
	int index;		/* negative: not given */
	int64_t level;
	const char *label;
	int err;
	int bad, missing;	/* types of attributes, -1: none */
	const char *text;	/* NULL: the text is the kernel's own */
};

#define GET	EXAMPLE_CMD_CHANNEL_GET
#define SET	EXAMPLE_CMD_CHANNEL_SET

static const struct refusal refusals[] = {
	{ GET, 0, -1, -1, NULL, -EINVAL, -1, A(INDEX), "index is missing" },
	{ GET, 0, EXAMPLE_CHANNELS, -1, NULL, -ENOENT, A(INDEX), -1, "there is no such channel" },
	{ GET, 0, 0, 5, NULL, -EINVAL, A(LEVEL), -1, NULL },
	{ GET, NLM_F_DUMP, 0, -1, NULL, -EINVAL, A(INDEX), -1, "a dump takes no index" },
	{ SET, 0, -1, 5, NULL, -EINVAL, -1, A(INDEX), "index is missing" },
	{ SET, 0, EXAMPLE_CHANNELS, 5, NULL, -ENOENT, A(INDEX), -1, "there is no such channel" },
	{ SET, 0, 0, -1, NULL, -EINVAL, -1, -1, "neither label nor level is given" },
	{ SET, 0, 0, EXAMPLE_LEVEL_MAX + 1, NULL, -ERANGE, A(LEVEL), -1, NULL },
	{ SET, 0, 0, -1, "0123456789012345", -EINVAL, A(LABEL), -1, NULL },
};

static int refuse(const struct refusal *r, struct nl *nl)
{
	static struct nl_req req;

	family_begin(&req, r->cmd, r->flags);
	if (r->index >= 0)
		nl_put_u32(&req, A(INDEX), r->index);
	if (r->level >= 0)
		nl_put_u32(&req, A(LEVEL), r->level);
	if (r->label)
		nl_put_str(&req, A(LABEL), r->label);
	return nl_talk(nl, &req, NULL, NULL);
}

TEST_F(channel, refusals)
{
	struct channel channel;
	struct nl nl;

	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	for (size_t i = 0; i < ARRAY_SIZE(refusals); i++) {
		const struct refusal *r = &refusals[i];

		TH_LOG("refusal %zu", i);
		EXPECT_EQ(r->err, refuse(r, &nl));
		/* 6.1 names no attribute when a dump is refused. */
		if (!(r->flags & NLM_F_DUMP) || nl.bad_type >= 0)
			EXPECT_EQ(r->bad, nl.bad_type);
		EXPECT_EQ(r->missing, nl.miss_type);
		if (r->text)
			EXPECT_STREQ(r->text, nl.text);
	}
	nl_close(&nl);
	/* Nothing was changed. */
	ASSERT_EQ(0, channel_get(0, &channel));
	EXPECT_EQ(0, channel.changes);
}

/* Attributes that the policy does not know, and lengths that are wrong. */
TEST_F(channel, strict)
{
	static struct nl_req req;
	struct nl nl;

	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	family_begin(&req, GET, 0);
	nl_put_u64(&req, A(INDEX), 0);
	EXPECT_EQ(-EINVAL, nl_talk(&nl, &req, NULL, NULL));
	EXPECT_EQ(A(INDEX), nl.bad_type);
	family_begin(&req, GET, 0);
	nl_put_u32(&req, EXAMPLE_A_CHANNEL_MAX + 1, 0);
	EXPECT_EQ(-EINVAL, nl_talk(&nl, &req, NULL, NULL));
	family_begin(&req, 200, 0);
	EXPECT_EQ(-EOPNOTSUPP, nl_talk(&nl, &req, NULL, NULL));
	nl_close(&nl);
}

/* Waits for an event. Returns 0 or -errno. */
static int event_wait(struct nl *nl, struct channel *channel)
{
	static struct nl_req buf;
	const struct genlmsghdr *genl = NLMSG_DATA(&buf.nlh);
	int len = nl_wait(nl, &buf, 2000);

	if (len < 0)
		return len;
	if (genl->cmd != EXAMPLE_CMD_CHANNEL_NTF)
		return -EBADMSG;
	channel_parse(channel, &buf.nlh);
	return 0;
}

TEST_F(channel, event)
{
	static struct nl_req buf;
	struct channel channel;
	struct nl nl;

	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	ASSERT_EQ(0, family_join(&nl, EXAMPLE_MCGRP_CHANNEL));
	for (uint32_t i = 0; i < 20; i++)
		ASSERT_EQ(0, channel_set(i % 2, "pump", i));
	for (uint32_t i = 0; i < 20; i++) {
		ASSERT_EQ(0, event_wait(&nl, &channel));
		EXPECT_EQ(i % 2, channel.index);
		EXPECT_EQ(i, channel.level);
		EXPECT_EQ(i / 2 + 1, channel.changes);
		EXPECT_STREQ("pump", channel.label);
	}
	/* Neither a read nor a refusal is an event. */
	ASSERT_EQ(0, channel_get(0, &channel));
	EXPECT_EQ(-ENOENT, channel_set(EXAMPLE_CHANNELS, NULL, 1));
	EXPECT_EQ(-EAGAIN, nl_wait(&nl, &buf, 100));
	nl_close(&nl);
}

/* A listener that does not read learns that it lost events. */
TEST_F(channel, event_lost)
{
	static struct nl_req buf;
	struct nl nl;
	int err;

	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	ASSERT_EQ(0, family_join(&nl, EXAMPLE_MCGRP_CHANNEL));
	for (int i = 0; i < 2000; i++)
		ASSERT_EQ(0, channel_set(0, NULL, i));
	do {
		err = nl_wait(&nl, &buf, 0);
	} while (err > 0);
	EXPECT_EQ(-ENOBUFS, err);
	nl_close(&nl);
}

TEST_HARNESS_MAIN
