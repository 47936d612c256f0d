// SPDX-License-Identifier: GPL-2.0
/*
 * Tests network namespaces: only the initial one has the family.
 */
#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "channel.h"
#include "kselftest_harness.h"

TEST(no_family_elsewhere)
{
	struct nl_family family;

	ASSERT_EQ(0, nl_family(&family, EXAMPLE_FAMILY_NAME));
	new_netns();
	EXPECT_EQ(-ENOENT, nl_family(&family, EXAMPLE_FAMILY_NAME));
}

/* A process that knows the number of the family is refused too. */
TEST(no_request_elsewhere)
{
	static struct nl_req req;
	struct channel channel;
	int status;
	pid_t pid;

	family_begin(&req, EXAMPLE_CMD_CHANNEL_SET, 0);
	nl_put_u32(&req, EXAMPLE_A_CHANNEL_INDEX, 1);
	nl_put_u32(&req, EXAMPLE_A_CHANNEL_LEVEL, 77);
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid) {
		new_netns();
		_exit(nl_talk_once(&req, NULL, NULL) == -ENOENT ? 0 : 1);
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, status);
	ASSERT_EQ(0, channel_get(1, &channel));
	EXPECT_NE(77, channel.level);
}

TEST_HARNESS_MAIN
