// SPDX-License-Identifier: GPL-2.0
/*
 * What a user without privileges can make the module do: it overwrites only what is about that, and the user
 * cannot forge a record.
 */
#define _GNU_SOURCE
#include <netinet/in.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "become.h"
#include "domain.h"
#include "process.h"

FIXTURE(exhaust) {
};

FIXTURE_VARIANT(exhaust) {
	int (*become)(void);
};

FIXTURE_VARIANT_ADD(exhaust, as_user) { .become = become_user };
FIXTURE_VARIANT_ADD(exhaust, as_userns_root) { .become = become_userns_root };

FIXTURE_SETUP(exhaust)
{
}

FIXTURE_TEARDOWN(exhaust)
{
}

static void read_rings(struct __test_metadata *_metadata, struct ring_status *rings)
{
	for (uint32_t kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		ASSERT_EQ(0, ring_status(&rings[kind], kind));
}

/* Expects that records of this kind were overwritten within its ring, and that no other ring has changed. */
static void expect_only(struct __test_metadata *_metadata, uint32_t changed, const struct ring_status *before)
{
	struct ring_status st;

	for (uint32_t kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		ASSERT_EQ(0, ring_status(&st, kind));
		if (kind == changed) {
			EXPECT_LT(0, st.overwritten);
			EXPECT_GE(st.size, st.used);
		} else {
			EXPECT_EQ(before[kind].records, st.records);
			EXPECT_EQ(before[kind].used, st.used);
			EXPECT_EQ(0, st.overwritten + st.lost);
		}
	}
}

/* Sends packets to absent neighbours. The kernel makes entries for them, which then fail. */
static void look_for_neighbours(unsigned int n)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(9) };
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	for (unsigned int i = 0; i < n; i++) {
		to.sin_addr.s_addr = htonl(0x0a800002 + i);
		sendto(fd, "", 1, 0, (struct sockaddr *)&to, sizeof(to));
		if (i % 128 == 127)
			usleep(30000);
	}
	close(fd);
}

/*
 * A user without privileges can make the kernel create neighbour entries, and so
 * overwrite the history of neighbours. The user can overwrite no other kind, and use no
 * more memory than that ring may have.
 */
TEST_F_TIMEOUT(exhaust, neighbours_only, 120)
{
	struct ring_status before[NETJOURNAL_KIND_MAX + 1];
	int status;
	pid_t pid;

	new_netns_quiet();
	run("ip link add v0 type veth peer name v1 && ip link set v0 up && ip link set v1 up");
	run("ip addr add 10.128.0.1/16 dev v0");
	run("cd /proc/sys/net/ipv4/neigh/v0 && echo 1 >mcast_solicit && echo 10 >retrans_time_ms");
	/* The devices need some time to come up. */
	usleep(200000);
	ASSERT_EQ(0, config_set(NETJOURNAL_KIND_NEIGH, NETJOURNAL_RING_SIZE_MIN, -1));
	ASSERT_EQ(0, note_add("kept", NULL));
	read_rings(_metadata, before);
	pid = fork();
	if (!pid) {
		if (variant->become())
			_exit(1);
		look_for_neighbours(1000);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	ASSERT_EQ(0, status);
	expect_only(_metadata, NETJOURNAL_KIND_NEIGH, before);
}

#define FLOOD	300	/* namespaces; their records are more than the smallest ring holds */

/*
 * The same user can make many namespaces. Their records overwrite only each other, and the details of
 * the processes that made them displace no details of a privileged process.
 */
TEST_F_TIMEOUT(exhaust, spaces_only, 120)
{
	struct ring_status before[NETJOURNAL_KIND_MAX + 1];
	struct store_status store;
	struct process process;
	struct rec rec;
	uint64_t seq;
	int status;
	pid_t pid;

	new_netns_quiet();
	ASSERT_EQ(0, config_set(NETJOURNAL_KIND_NETNS, NETJOURNAL_RING_SIZE_MIN, -1));
	ASSERT_EQ(0, note_add("kept", &seq));
	ASSERT_EQ(0, rec_get(&rec, seq));
	read_rings(_metadata, before);
	pid = fork();
	if (!pid) {
		if (variant->become())
			_exit(1);
		for (int i = 0; i < FLOOD; i++) {
			pid = fork();
			if (!pid)
				_exit(unshare(CLONE_NEWUSER | CLONE_NEWNET) ? 1 : 0);
			if (waitpid(pid, &status, 0) != pid || status)
				_exit(1);
		}
		_exit(0);
	}
	waitpid(pid, &status, 0);
	ASSERT_EQ(0, status);
	expect_only(_metadata, NETJOURNAL_KIND_NETNS, before);
	ASSERT_EQ(0, store_status(&store));
	EXPECT_LT(0, store.forgotten);
	EXPECT_GT(store.size / 2, store.used);
	EXPECT_EQ(0, process_get(&process, rec.process));
}

/* Sends a command that changes something, without @missing in its flags. The kernel only acknowledges it. */
static int send_unheard(uint16_t type, uint8_t cmd, uint16_t missing)
{
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	nl_begin_genl(req, type, cmd, 0);
	req->nlh.nlmsg_flags &= ~missing;
	err = nl_talk_once(req, NULL, NULL);
	free(req);
	return err;
}

/*
 * The kernel acknowledges a message that is no request, and a control message, to every user, and carries out
 * neither. So the journal must not say that somebody has changed something.
 */
TEST_F(exhaust, no_forged_requests)
{
	struct nl_family mptcp;
	struct ring_status st;
	int status;
	pid_t pid;

	new_netns_quiet();
	/* A debug kernel lacks it. */
	if (nl_family_there(&mptcp, "mptcp_pm"))
		mptcp.id = 0;
	pid = fork();
	if (!pid) {
		if (variant->become())
			_exit(1);
		/* MPTCP_PM_CMD_FLUSH_ADDRS. The number 1 is a change in each family that may be absent. */
		_exit(send_unheard(mptcp.id, 4, NLM_F_REQUEST) || send_unheard(NLMSG_NOOP, 1, 0) ||
		      send_unheard(0, 1, 0) ? 2 : 0);
	}
	waitpid(pid, &status, 0);
	ASSERT_EQ(0, status);
	ASSERT_EQ(0, ring_status(&st, NETJOURNAL_KIND_REQUEST));
	EXPECT_EQ(0, st.records + st.lost);
}

TEST_HARNESS_MAIN
