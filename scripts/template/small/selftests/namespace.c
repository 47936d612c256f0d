// SPDX-License-Identifier: GPL-2.0
/*
 * Tests network namespaces: each has its own channels and events.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include "channel.h"
#include "kselftest_harness.h"

/* Does something in the namespace @fd, and comes back. */
static int set_there(int fd, uint32_t index, int64_t level)
{
	int here = open("/proc/self/ns/net", O_RDONLY), err;

	if (here < 0 || setns(fd, CLONE_NEWNET))
		return -errno;
	err = channel_set(index, NULL, level);
	if (setns(here, CLONE_NEWNET))
		return -errno;
	close(here);
	return err;
}

TEST(state_of_its_own)
{
	struct channel channel;
	int other;

	new_netns();
	other = open("/proc/self/ns/net", O_RDONLY);
	ASSERT_LE(0, other);
	new_netns();
	ASSERT_EQ(0, set_there(other, 1, 7));
	ASSERT_EQ(0, channel_get(1, &channel));
	EXPECT_EQ(0, channel.changes);
	ASSERT_EQ(0, setns(other, CLONE_NEWNET));
	ASSERT_EQ(0, channel_get(1, &channel));
	EXPECT_EQ(7, channel.level);
	close(other);
}

TEST(events_of_its_own)
{
	static struct nl_req buf;
	struct nl nl;
	int other;

	new_netns();
	other = open("/proc/self/ns/net", O_RDONLY);
	new_netns();
	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	ASSERT_EQ(0, family_join(&nl, EXAMPLE_MCGRP_CHANNEL));
	ASSERT_EQ(0, set_there(other, 1, 7));
	EXPECT_EQ(-EAGAIN, nl_wait(&nl, &buf, 100));
	ASSERT_EQ(0, channel_set(1, NULL, 8));
	EXPECT_LT(0, nl_wait(&nl, &buf, 2000));
	nl_close(&nl);
	close(other);
}

/* A namespace that is older than the module has channels too. */
TEST(early)
{
	EXPECT_EQ(0, try_run(MODULE " -n early set 2 level 5"));
	EXPECT_EQ(0, try_run(MODULE " -n early get 2 | grep -q 'level 5'"));
}

TEST_HARNESS_MAIN
