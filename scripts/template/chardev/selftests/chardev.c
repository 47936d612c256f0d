// SPDX-License-Identifier: GPL-2.0
/*
 * Tests the character device: its ioctls do and refuse the same as the family,
 * and their changes are announced in the same way.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/example_ioctl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "channel.h"
#include "kselftest_harness.h"
#include "module.h"

/* Returns 0 or -errno. */
static int call(int fd, unsigned long cmd, struct example_ioctl_channel *arg)
{
	return ioctl(fd, cmd, arg) ? -errno : 0;
}

FIXTURE(chardev) {
	int fd;
};

FIXTURE_SETUP(chardev)
{
	place_fresh();
	self->fd = open("/dev/" MODULE, O_RDWR | O_CLOEXEC);
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(chardev)
{
	close(self->fd);
}

/* Programs that are built already know the numbers, which have the size of the struct in them. */
TEST_F(chardev, numbers)
{
	EXPECT_EQ(0xc0287800, EXAMPLE_IOC_GET);
	EXPECT_EQ(0x40287801, EXAMPLE_IOC_SET);
}

TEST_F(chardev, both_ways)
{
	struct example_ioctl_channel arg = { .index = 2, .set = EXAMPLE_IOCTL_LABEL | EXAMPLE_IOCTL_LEVEL,
					     .level = 70, .label = "valve" };
	struct channel channel;

	ASSERT_EQ(0, call(self->fd, EXAMPLE_IOC_SET, &arg));
	ASSERT_EQ(0, channel_get(2, &channel));
	EXPECT_EQ(70, channel.level);
	EXPECT_STREQ("valve", channel.label);
	ASSERT_EQ(0, channel_set(2, NULL, 71));
	memset(&arg, 0, sizeof(arg));
	arg.index = 2;
	ASSERT_EQ(0, call(self->fd, EXAMPLE_IOC_GET, &arg));
	EXPECT_EQ(71, arg.level);
	EXPECT_EQ(2, arg.changes);
	EXPECT_STREQ("valve", arg.label);
}

TEST_F(chardev, announced)
{
	struct example_ioctl_channel arg = { .index = 2, .set = EXAMPLE_IOCTL_LEVEL, .level = 7 };
	static struct nl_req buf;
	struct channel channel;
	struct nl nl;

	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	ASSERT_EQ(0, family_join(&nl, EXAMPLE_MCGRP_CHANNEL));
	ASSERT_EQ(0, call(self->fd, EXAMPLE_IOC_SET, &arg));
	ASSERT_LT(0, nl_wait(&nl, &buf, 2000));
	channel_parse(&channel, &buf.nlh);
	EXPECT_EQ(7, channel.level);
	nl_close(&nl);
}

TEST_F(chardev, refusals)
{
	struct example_ioctl_channel arg = { .index = EXAMPLE_CHANNELS };
	struct channel channel;

	EXPECT_EQ(-ENOENT, call(self->fd, EXAMPLE_IOC_GET, &arg));
	arg.index = 0;
	EXPECT_EQ(-EINVAL, call(self->fd, EXAMPLE_IOC_SET, &arg));
	arg.set = 4;
	EXPECT_EQ(-EINVAL, call(self->fd, EXAMPLE_IOC_SET, &arg));
	arg.set = EXAMPLE_IOCTL_LEVEL;
	EXPECT_EQ(-EINVAL, call(self->fd, EXAMPLE_IOC_GET, &arg));
	arg.level = EXAMPLE_LEVEL_MAX + 1;
	EXPECT_EQ(-ERANGE, call(self->fd, EXAMPLE_IOC_SET, &arg));
	arg.level = 1;
	arg.reserved = 1;
	EXPECT_EQ(-EINVAL, call(self->fd, EXAMPLE_IOC_SET, &arg));
	arg.reserved = 0;
	arg.set = EXAMPLE_IOCTL_LABEL;
	memset(arg.label, 'x', sizeof(arg.label));
	EXPECT_EQ(-EINVAL, call(self->fd, EXAMPLE_IOC_SET, &arg));
	EXPECT_EQ(-ENOTTY, call(self->fd, EXAMPLE_IOC_SET + 1, &arg));
	EXPECT_EQ(-EFAULT, call(self->fd, EXAMPLE_IOC_GET, NULL));
	ASSERT_EQ(0, channel_get(0, &channel));
	EXPECT_EQ(0, channel.changes);
}

/* An open file gives no right to a process that has lost the capability. */
TEST_F(chardev, privilege)
{
	struct example_ioctl_channel arg = { .index = 0 };

	ASSERT_EQ(0, setuid(65534));
	EXPECT_EQ(-EPERM, call(self->fd, EXAMPLE_IOC_GET, &arg));
	EXPECT_GT(0, open("/dev/" MODULE, O_RDWR));
	ASSERT_EQ(0, prctl(PR_SET_DUMPABLE, 1));
	ASSERT_EQ(0, new_userns());
	EXPECT_EQ(-EPERM, call(self->fd, EXAMPLE_IOC_GET, &arg));
}

/* An open file holds the module. */
TEST_F(chardev, open_at_unload)
{
	EXPECT_EQ(-EAGAIN, module_unload());
	EXPECT_TRUE(module_loaded());
}

TEST_HARNESS_MAIN
