// SPDX-License-Identifier: GPL-2.0
/*
 * Tests who may do what: every sort of user tries every operation and the group.
 */
#include <errno.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "channel.h"
#include "kselftest_harness.h"

FIXTURE(who) {
};

/*
 * @user: without any capability. @userns: as root of a user namespace. @netns: in
 * a network namespace that this user namespace owns. @allowed: whether all works.
 */
FIXTURE_VARIANT(who) {
	bool user, userns, netns;
	int allowed;
};

/* Root of the host. */
FIXTURE_VARIANT_ADD(who, host_root) { .allowed = 0 };
/* An unprivileged user. */
FIXTURE_VARIANT_ADD(who, user) { .user = true, .allowed = -EPERM };
/* Root in a user namespace, on the host's network. */
FIXTURE_VARIANT_ADD(who, userns_root) { .user = true, .userns = true, .allowed = -EPERM };
/* Root in a container with its own network namespace. */
FIXTURE_VARIANT_ADD(who, container_root) {
	.user = true, .userns = true, .netns = true, .allowed = CONTAINER_ROOT,
};

FIXTURE_SETUP(who)
{
	place_fresh();
	if (variant->user)
		ASSERT_EQ(0, setuid(65534));
	/*
	 * Otherwise root keeps owning the files of this process in /proc, and it cannot set
	 * up a user namespace.
	 */
	ASSERT_EQ(0, prctl(PR_SET_DUMPABLE, 1));
	if (variant->userns)
		ASSERT_EQ(0, new_userns());
	if (variant->netns)
		new_netns();
}

FIXTURE_TEARDOWN(who)
{
}

TEST_F(who, get)
{
	struct channel channel;

	EXPECT_EQ(variant->allowed, channel_get(1, &channel));
}

TEST_F(who, dump)
{
	struct channels channels;

	EXPECT_EQ(variant->allowed, channels_get(&channels));
}

TEST_F(who, set)
{
	EXPECT_EQ(variant->allowed, channel_set(1, "mine", 1));
}

TEST_F(who, listen)
{
	struct nl nl;

	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	EXPECT_EQ(variant->allowed, family_join(&nl, EXAMPLE_MCGRP_CHANNEL));
	nl_close(&nl);
}

TEST_HARNESS_MAIN
