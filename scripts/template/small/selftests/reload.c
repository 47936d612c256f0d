// SPDX-License-Identifier: GPL-2.0
/*
 * Tests unloading and loading the module, even while requests are under way.
 */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "channel.h"
#include "kselftest_harness.h"
#include "module.h"

FIXTURE(reload) {
};

FIXTURE_SETUP(reload)
{
	if (!module_loaded())
		ASSERT_EQ(0, module_load(""));
}

FIXTURE_TEARDOWN(reload)
{
	if (!module_loaded())
		module_load("");
}

TEST_F(reload, state_is_forgotten)
{
	struct channel channel;

	ASSERT_EQ(0, channel_set(1, "here", 5));
	ASSERT_EQ(0, module_unload_soon());
	EXPECT_FALSE(module_loaded());
	ASSERT_EQ(0, module_load(""));
	ASSERT_EQ(0, channel_get(1, &channel));
	EXPECT_EQ(0, channel.changes);
}

/*
 * A listener does not keep the module loaded, and its group is gone with the
 * module.
 */
TEST_F(reload, with_listener)
{
	static struct nl_req buf;
	struct nl nl;

	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	ASSERT_EQ(0, family_join(&nl, EXAMPLE_MCGRP_CHANNEL));
	ASSERT_EQ(0, module_unload_soon());
	ASSERT_EQ(0, module_load(""));
	ASSERT_EQ(0, channel_set(1, NULL, 1));
	EXPECT_EQ(-EAGAIN, nl_wait(&nl, &buf, 100));
	nl_close(&nl);
}

/* Sends requests until it is killed. The family may be missing. */
static void ask_for_ever(void)
{
	static struct nl_req req;
	struct nl_family family;
	struct nl nl;

	if (nl_open(&nl, NETLINK_GENERIC))
		_exit(1);
	for (uint32_t i = 0;; i++) {
		if (nl_family(&family, EXAMPLE_FAMILY_NAME))
			continue;
		nl_begin_genl(&req, family.id, EXAMPLE_CMD_CHANNEL_GET, NLM_F_DUMP);
		nl_talk(&nl, &req, NULL, NULL);
		nl_begin_genl(&req, family.id, EXAMPLE_CMD_CHANNEL_SET, 0);
		nl_put_u32(&req, EXAMPLE_A_CHANNEL_INDEX, i % EXAMPLE_CHANNELS);
		nl_put_u32(&req, EXAMPLE_A_CHANNEL_LEVEL, i % EXAMPLE_LEVEL_MAX);
		nl_talk(&nl, &req, NULL, NULL);
	}
}

TEST_F(reload, while_asked)
{
	unsigned int times = percent_of(100);
	pid_t pids[3];
	int status;

	for (size_t i = 0; i < ARRAY_SIZE(pids); i++) {
		pids[i] = fork();
		if (!pids[i])
			ask_for_ever();
		ASSERT_LT(0, pids[i]);
	}
	for (unsigned int i = 0; i < times; i++) {
		usleep(1000 * (i % 10));
		/* A request may load the module by the name of the family. */
		EXPECT_EQ(0, module_loaded() ? module_unload_soon() : 0);
		if (!module_loaded())
			module_load("");
	}
	for (size_t i = 0; i < ARRAY_SIZE(pids); i++) {
		kill(pids[i], SIGKILL);
		ASSERT_EQ(pids[i], waitpid(pids[i], &status, 0));
		EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	}
}

TEST_HARNESS_MAIN
