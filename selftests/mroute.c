// SPDX-License-Identifier: GPL-2.0
/*
 * Multicast routes, which no program of the shell can make: they are recorded, and root of a container, which has its own
 * user and network namespaces, sees its own and not the host's. (container.sh tests this of the other kinds.)
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/mroute.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"
#include "wait.h"

#define HOST		"239.1.1.41"
#define CONTAINER	"239.1.1.42"

/* Makes the device d0 and a route of @group over it. Returns the socket that holds the route, or -errno. */
static int route_make(const char *group)
{
	struct vifctl vif = { .vifc_flags = VIFF_USE_IFINDEX, .vifc_threshold = 1 };
	struct mfcctl mfc = { .mfcc_parent = 0, .mfcc_ttls = { 1 } };
	int fd, on = 1;

	run("ip link add d0 type dummy && ip link set d0 up");
	vif.vifc_lcl_ifindex = if_nametoindex("d0");
	inet_pton(AF_INET, "10.0.0.5", &mfc.mfcc_origin);
	inet_pton(AF_INET, group, &mfc.mfcc_mcastgrp);
	fd = socket(AF_INET, SOCK_RAW, IPPROTO_IGMP);
	if (fd < 0 || setsockopt(fd, IPPROTO_IP, MRT_INIT, &on, sizeof(on)) ||
	    setsockopt(fd, IPPROTO_IP, MRT_ADD_VIF, &vif, sizeof(vif)) ||
	    setsockopt(fd, IPPROTO_IP, MRT_ADD_MFC, &mfc, sizeof(mfc)))
		return -errno;
	return fd;
}

/* Returns how many records the journal of this namespace has about @group; -1 if it cannot be read. */
static int records_of(const char *group)
{
	struct in_addr wanted;
	struct recs recs;
	int n = 0;

	inet_pton(AF_INET, group, &wanted);
	if (recs_read(&recs, 0, KINDS(MROUTE)))
		return -1;
	for (size_t i = 0; i < recs.n; i++) {
		const struct nlattr *dst = rec_attr(&recs.rec[i], sizeof(struct rtmsg), RTA_DST);

		n += dst && nl_len(dst) == sizeof(wanted) && !memcmp(nl_data(dst), &wanted, sizeof(wanted));
	}
	recs_free(&recs);
	return n;
}

/* What the container's root does. Returns 0 if all is right, otherwise what is wrong. */
static int be_container(void)
{
	if (new_userns())
		return 1;
	new_netns();
	if (route_make(CONTAINER) < 0)
		return 2;
	if (records_of(CONTAINER) != 1)
		return 3;
	return records_of(HOST) ? 4 : 0;
}

TEST(container)
{
	int fd, status;
	pid_t pid;

	new_netns();
	fd = route_make(HOST);
	ASSERT_LE(0, fd);
	EXPECT_EQ(1, records_of(HOST));
	pid = fork();
	if (!pid)
		_exit(be_container());
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, status) {
		TH_LOG("the container: %d", WEXITSTATUS(status));
	}
	EXPECT_EQ(0, records_of(CONTAINER));
	/* The routes go with the socket that holds them. */
	close(fd);
	for (uint64_t end = 0; records_of(HOST) != 2 && wait_more(&end);)
		;
	EXPECT_EQ(2, records_of(HOST));
}

/* They have families of their own, and still they are of IPv4. */
TEST(family)
{
	int fd;

	new_netns();
	run("netjournal watch -4 mroute >/tmp/mroute.watch & "
	    "until grep -q poll /proc/$!/wchan; do sleep 0.1; done; echo $! >/tmp/mroute.pid");
	fd = route_make(HOST);
	ASSERT_LE(0, fd);
	EXPECT_EQ(0, try_run("netjournal list -4 mroute | grep -q " HOST));
	EXPECT_NE(0, try_run("netjournal list -6 mroute | grep -q " HOST));
	EXPECT_EQ(0, try_run("for i in $(seq 100); do grep -q " HOST " /tmp/mroute.watch && exit; sleep 0.1; done; exit 1"));
	run("kill $(cat /tmp/mroute.pid)");
	close(fd);
}

TEST_HARNESS_MAIN
