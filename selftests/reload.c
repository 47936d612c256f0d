// SPDX-License-Identifier: GPL-2.0
/*
 * Loads and unloads the module while readers are attached and changes are made. Leaves
 * the module loaded with its default parameters, as it was found.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"
#include "module.h"

static void load(const char *parameters)
{
	run("modprobe netjournal %s", parameters);
}

static uint64_t instance(void)
{
	struct ring_status st;

	return ring_status(&st, NETJOURNAL_KIND_NOTE) ? 0 : st.instance;
}

FIXTURE(reload) {
	pid_t pids[8];
	int n_pids;
};

FIXTURE_SETUP(reload)
{
	self->n_pids = 0;
	if (!module_loaded())
		load("");
}

FIXTURE_TEARDOWN(reload)
{
	for (int i = 0; i < self->n_pids; i++) {
		kill(self->pids[i], SIGKILL);
		waitpid(self->pids[i], NULL, 0);
	}
	if (module_loaded())
		EXPECT_EQ(0, module_unload_soon());
	load("");
	EXPECT_NE(0, instance());
}

TEST_F(reload, cycle)
{
	for (int i = 0; i < percent_of(5); i++) {
		ASSERT_EQ(0, module_unload_soon());
		EXPECT_FALSE(module_loaded());
		load("");
		ASSERT_EQ(0, note_add("again", NULL));
	}
}

/* Without the module there is no family. After loading it there is a new instance. */
TEST_F(reload, family_goes_and_comes)
{
	struct nl_family before, after;
	uint64_t instance_before = instance();

	ASSERT_EQ(0, nl_family(&before, NETJOURNAL_FAMILY_NAME));
	ASSERT_EQ(0, module_unload_soon());
	load("");
	ASSERT_EQ(0, nl_family(&after, NETJOURNAL_FAMILY_NAME));
	EXPECT_NE(before.id, after.id);
	EXPECT_NE(instance_before, instance());
}

static int dump_after(uint64_t instance, uint64_t after)
{
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	nj_begin(req, NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP);
	nl_put_u64(req, NETJOURNAL_A_RECORD_INSTANCE, instance);
	nl_put_u64(req, NETJOURNAL_A_RECORD_AFTER, after);
	err = nl_talk_once(req, NULL, NULL);
	free(req);
	return err;
}

/* A cursor of the old instance is refused, even if its number exists again. */
TEST_F(reload, old_cursor)
{
	uint64_t old = instance();

	EXPECT_EQ(0, dump_after(old, 0));
	ASSERT_EQ(0, module_unload_soon());
	load("");
	EXPECT_EQ(-ESTALE, dump_after(old, 0));
	EXPECT_EQ(0, dump_after(instance(), 0));
}

/* A dump that is not read to its end keeps the module loaded until its socket is closed. */
TEST_F(reload, unread_dump)
{
	struct nl_req *req = malloc(sizeof(*req));
	char buf[NL_BUF];
	struct nl nl;

	new_netns_quiet();
	churn(100, 500);
	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	nj_begin(req, NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP);
	ASSERT_LT(0, send(nl.fd, req->buf, req->nlh.nlmsg_len, 0));
	EXPECT_EQ(-EAGAIN, module_unload());
	EXPECT_TRUE(module_loaded());
	EXPECT_LT(0, nl_wait(&nl, buf, 1000));
	EXPECT_EQ(-EAGAIN, module_unload());
	churn(100, 10);
	nl_close(&nl);
	EXPECT_EQ(0, module_unload_soon());
	free(req);
}

/* A finished dump does not keep the module, even if its messages are still in the socket. */
TEST_F(reload, unread_end_of_dump)
{
	struct nl_req *req = malloc(sizeof(*req));
	char buf[NL_BUF];
	struct nl nl;

	new_netns();
	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	nj_begin(req, NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP);
	ASSERT_LT(0, send(nl.fd, req->buf, req->nlh.nlmsg_len, 0));
	/* A short dump has one message of records, and then one with its end. */
	ASSERT_LT(0, nl_wait(&nl, buf, 1000));
	EXPECT_EQ(0, module_unload_soon());
	EXPECT_LT(0, nl_wait(&nl, buf, 1000));
	EXPECT_EQ(NLMSG_DONE, ((struct nlmsghdr *)buf)->nlmsg_type);
	nl_close(&nl);
	free(req);
}

/* A subscriber does not keep the module loaded. Its socket stays valid and can join again. */
TEST_F(reload, subscriber)
{
	struct nl_req *buf = malloc(sizeof(*buf));
	struct rec rec;
	struct nl nl;

	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	ASSERT_EQ(0, nj_join(&nl, NETJOURNAL_MCGRP_NOTE));
	ASSERT_EQ(0, nj_join(&nl, CHURN_GROUP));
	ASSERT_EQ(0, note_add("before", NULL));
	EXPECT_EQ(0, module_unload());
	/* Messages that it had not read are still there. */
	ASSERT_LT(0, nl_wait(&nl, buf, 1000));
	rec_parse(&rec, &buf->nlh);
	EXPECT_STREQ("before", rec.note);
	load("");
	/* The new family has other groups, so the socket hears nothing. */
	ASSERT_EQ(0, note_add("not heard", NULL));
	EXPECT_EQ(-EAGAIN, nl_wait(&nl, buf, 0));
	ASSERT_EQ(0, nj_join(&nl, NETJOURNAL_MCGRP_NOTE));
	ASSERT_EQ(0, note_add("after", NULL));
	ASSERT_LT(0, nl_wait(&nl, buf, 1000));
	rec_parse(&rec, &buf->nlh);
	EXPECT_STREQ("after", rec.note);
	nl_close(&nl);
	free(buf);
}

/* Makes changes in a new namespace until it is killed. */
static void storm(uint32_t table)
{
	new_netns_quiet();
	for (;;)
		churn(table, 100);
}

/* Makes and destroys namespaces until it is killed. */
static void namespaces(uint32_t unused)
{
	for (;;) {
		pid_t pid = fork();

		if (!pid) {
			new_netns();
			_exit(0);
		}
		waitpid(pid, NULL, 0);
	}
}

/* Sends requests until it is killed. The family may or may not exist. */
static void requests(uint32_t unused)
{
	struct nl_req *req = malloc(sizeof(*req));
	struct nl_family family;
	struct nl nl;

	if (nl_open(&nl, NETLINK_GENERIC))
		_exit(1);
	for (;;) {
		/* Do not ask by name, because that would load the module. */
		for (family.id = GENL_MIN_ID; family.id < GENL_MIN_ID + 64; family.id++) {
			nl_begin_genl(req, family.id, NETJOURNAL_CMD_STATUS_GET, 0);
			nl_talk(&nl, req, NULL, NULL);
		}
	}
}

static void spawn(pid_t *pids, int *n, void (*work)(uint32_t), uint32_t arg)
{
	pid_t pid = fork();

	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		work(arg);
	}
	pids[(*n)++] = pid;
}

TEST_F_TIMEOUT(reload, under_fire, 200)
{
	spawn(self->pids, &self->n_pids, storm, 100);
	spawn(self->pids, &self->n_pids, storm, 101);
	spawn(self->pids, &self->n_pids, namespaces, 0);
	for (int i = 0; i < percent_of(20); i++) {
		usleep(50000);
		ASSERT_EQ(0, module_unload_soon());
		load("");
		ASSERT_EQ(0, note_add("still here", NULL));
	}
	/* The storm is recorded in the journals of its namespaces. */
	for (int i = 0; i < 2; i++) {
		char path[64];
		int fd;

		snprintf(path, sizeof(path), "/proc/%d/ns/net", self->pids[i]);
		fd = open(path, O_RDONLY | O_CLOEXEC);
		ASSERT_LE(0, fd);
		ASSERT_EQ(0, setns(fd, CLONE_NEWNET));
		close(fd);
		for (int tries = 0; tries < 300 && !journal_last(); tries++)
			usleep(200000);
		EXPECT_LT(0, journal_last());
	}
}

TEST_F_TIMEOUT(reload, under_requests, 120)
{
	spawn(self->pids, &self->n_pids, requests, 0);
	spawn(self->pids, &self->n_pids, storm, 100);
	for (int i = 0; i < percent_of(10); i++) {
		usleep(50000);
		ASSERT_EQ(0, module_unload_soon());
		load("");
		ASSERT_EQ(0, note_add("still here", NULL));
	}
}

/* Parameters */

static uint64_t size_with(const char *parameters)
{
	struct ring_status st;

	if (module_unload_soon())
		return 0;
	load(parameters);
	return ring_status(&st, CHURN_KIND) ? 0 : st.size;
}

TEST_F(reload, ring_size_is_bounded)
{
	EXPECT_EQ(4 << 20, size_with(""));
	EXPECT_EQ(1 << 20, size_with("ring_size=1048576"));
	EXPECT_EQ(NETJOURNAL_RING_SIZE_MIN, size_with("ring_size=0"));
	EXPECT_EQ(NETJOURNAL_RING_SIZE_MIN, size_with("ring_size=1"));
	EXPECT_EQ(64 << 20, size_with("ring_size=18446744073709551615"));
	EXPECT_EQ(NETJOURNAL_RING_SIZE_MIN, size_with("ring_size_max=0"));
	EXPECT_EQ(NETJOURNAL_RING_SIZE_MIN, size_with("ring_size=18446744073709551615 ring_size_max=1"));
	ASSERT_EQ(0, note_add("works", NULL));
}

TEST_F(reload, netns_ring_size)
{
	struct ring_status st;

	EXPECT_EQ(4 << 20, size_with("netns_ring_size=100000"));
	new_netns();
	ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
	EXPECT_EQ(100000, st.size);
}

TEST_F(reload, netns_memory_max)
{
	struct ring_status st;

	EXPECT_NE(0, size_with("netns_memory_max=0"));
	new_netns();
	EXPECT_EQ(-ENOMEM, note_add("not kept", NULL));
	ASSERT_EQ(0, ring_status(&st, NETJOURNAL_KIND_NOTE));
	EXPECT_EQ(0, st.used);
	EXPECT_LT(0, st.lost);
}

/* A parameter that is not a number is refused, and leaves nothing behind. */
TEST_F(reload, bad_parameter)
{
	ASSERT_EQ(0, module_unload_soon());
	EXPECT_NE(0, try_run("modprobe netjournal ring_size=large 2>/dev/null"));
	EXPECT_FALSE(module_loaded());
	EXPECT_NE(0, try_run("modprobe netjournal ring_size=-1 2>/dev/null"));
	EXPECT_FALSE(module_loaded());
}

/* Asking for the family by its name loads the module. */
TEST_F(reload, autoload)
{
	struct nl_family family;

	ASSERT_EQ(0, module_unload_soon());
	EXPECT_EQ(0, nl_family(&family, NETJOURNAL_FAMILY_NAME));
	EXPECT_TRUE(module_loaded());
}

TEST_HARNESS_MAIN
