// SPDX-License-Identifier: GPL-2.0
/*
 * Tests that the device goes and comes, even while requests are under way.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "channel.h"
#include "kselftest_harness.h"
#include "module.h"

#define DRIVER	"/sys/bus/platform/drivers/" MODULE "/"

/* Writes the device's name into @file of the driver. Returns 0 or -errno. */
static int driver_write(const char *file)
{
	char path[128];
	int fd, err = 0;

	snprintf(path, sizeof(path), DRIVER "%s", file);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	if (write(fd, MODULE, strlen(MODULE)) < 0)
		err = -errno;
	close(fd);
	return err;
}

FIXTURE(platform) {
};

FIXTURE_SETUP(platform)
{
	place_fresh();
}

FIXTURE_TEARDOWN(platform)
{
	if (!module_loaded())
		module_load("");
	driver_write("bind");
}

TEST_F(platform, gone)
{
	struct channels channels;
	static struct nl_req req;
	struct channel channel;
	struct nl nl;

	ASSERT_EQ(0, driver_write("unbind"));
	EXPECT_EQ(-ENODEV, channel_get(1, &channel));
	EXPECT_EQ(-ENODEV, channels_get(&channels));
	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	family_begin(&req, EXAMPLE_CMD_CHANNEL_SET, 0);
	nl_put_u32(&req, EXAMPLE_A_CHANNEL_INDEX, 1);
	nl_put_u32(&req, EXAMPLE_A_CHANNEL_LEVEL, 1);
	EXPECT_EQ(-ENODEV, nl_talk(&nl, &req, NULL, NULL));
	EXPECT_STREQ("there is no device (any more)", nl.text);
	nl_close(&nl);
}

TEST_F(platform, comes_back)
{
	struct channel channel;

	ASSERT_EQ(0, channel_set(1, "old", 5));
	ASSERT_EQ(0, driver_write("unbind"));
	ASSERT_EQ(0, driver_write("bind"));
	ASSERT_EQ(0, channel_get(1, &channel));
	EXPECT_EQ(0, channel.changes);
	EXPECT_STREQ("", channel.label);
}

TEST_F(platform, unload_without_device)
{
	ASSERT_EQ(0, driver_write("unbind"));
	ASSERT_EQ(0, module_unload_soon());
	ASSERT_EQ(0, module_load(""));
}

/* Sends requests until it is killed. Each must succeed or find no device. */
static void ask_for_ever(void)
{
	struct channels channels;

	for (uint32_t i = 0;; i++) {
		int err = i % 2 ? channels_get(&channels) : channel_set(i % EXAMPLE_CHANNELS, NULL, i);

		if (err && err != -ENODEV)
			_exit(1);
	}
}

TEST_F(platform, while_asked)
{
	unsigned int times = percent_of(500);
	pid_t pids[3];
	int status;

	for (size_t i = 0; i < ARRAY_SIZE(pids); i++) {
		pids[i] = fork();
		ASSERT_LE(0, pids[i]);
		if (!pids[i])
			ask_for_ever();
	}
	for (unsigned int i = 0; i < times; i++) {
		usleep(500 * (i % 10));
		ASSERT_EQ(0, driver_write("unbind"));
		ASSERT_EQ(0, driver_write("bind"));
	}
	for (size_t i = 0; i < ARRAY_SIZE(pids); i++) {
		EXPECT_EQ(0, waitpid(pids[i], &status, WNOHANG));
		kill(pids[i], SIGKILL);
		waitpid(pids[i], &status, 0);
	}
}

TEST_HARNESS_MAIN
