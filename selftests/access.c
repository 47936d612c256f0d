// SPDX-License-Identifier: GPL-2.0
/*
 * Who may do what: every operation and every group, by everybody who might try;
 * and the bounds on memory that a container cannot lift.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "nl.h"

#define PARAMS	"/sys/module/netjournal/parameters/"

/* @seq is one that the journal has. */
static int try_op(uint8_t cmd, uint16_t flags, uint64_t seq)
{
	struct nl_req *req = malloc(sizeof(*req));
	size_t nest;
	int err;

	nj_begin(req, cmd, flags);
	switch (cmd) {
	case NETJOURNAL_CMD_RECORD_GET:
		if (!flags)
			nl_put_u64(req, NETJOURNAL_A_RECORD_SEQ, seq);
		break;
	case NETJOURNAL_CMD_NOTE_ADD:
		nl_put_str(req, NETJOURNAL_A_RECORD_NOTE, "text");
		break;
	case NETJOURNAL_CMD_CONFIG_SET:
		nest = nl_nest(req, NETJOURNAL_A_RECORD_CONFIG);
		nl_put_u32(req, NETJOURNAL_A_RING_KIND, CHURN_KIND);
		nl_put_u32(req, NETJOURNAL_A_RING_ENABLED, 1);
		nl_nest_end(req, nest);
		break;
	case NETJOURNAL_CMD_CLEAR:
		nl_put_u32(req, NETJOURNAL_A_RECORD_KINDS, CHURN_KINDS);
		break;
	/* domain: requests */
	/* end of domain */
	}
	err = nj_talk(req, NULL, NULL);
	free(req);
	return err;
}

static int try_join(const char *group)
{
	struct nl nl;
	int err = nl_open(&nl, NETLINK_GENERIC);

	if (!err) {
		err = nj_join(&nl, group);
		nl_close(&nl);
	}
	return err;
}

static const struct {
	uint8_t cmd;
	uint16_t flags;
} ops[] = {
	{ NETJOURNAL_CMD_STATUS_GET, 0 },
	{ NETJOURNAL_CMD_RECORD_GET, 0 },
	{ NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP },
	{ NETJOURNAL_CMD_NOTE_ADD, 0 },
	{ NETJOURNAL_CMD_CONFIG_SET, 0 },
	{ NETJOURNAL_CMD_CLEAR, 0 },
	/* domain: operations */
	/* end of domain */
};

static const char *const groups[] = {
	NETJOURNAL_MCGRP_NOTE, NETJOURNAL_MCGRP_CONFIG,
	/* domain: groups */
	NETJOURNAL_MCGRP_LINK, NETJOURNAL_MCGRP_ADDR, NETJOURNAL_MCGRP_ROUTE,
	NETJOURNAL_MCGRP_RULE, NETJOURNAL_MCGRP_NEIGH, NETJOURNAL_MCGRP_NEXTHOP,
	/* end of domain */
};

/* Ways to become somebody. They change this process for good; 0 or -errno. */

static int set_caps(uint64_t caps)
{
	struct __user_cap_header_struct hdr = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2] = {
		{ .effective = caps, .permitted = caps },
		{ .effective = caps >> 32, .permitted = caps >> 32 },
	};

	return syscall(SYS_capset, &hdr, data) ? -errno : 0;
}

static int become_user(void)
{
	if (setgroups(0, NULL) || setresgid(1000, 1000, 1000) || setresuid(1000, 1000, 1000))
		return -errno;
	/* Else its files in /proc stay root's. */
	return prctl(PR_SET_DUMPABLE, 1) ? -errno : 0;
}

static int become_net_admin_only(void)
{
	if (prctl(PR_SET_KEEPCAPS, 1))
		return -errno;
	return become_user() ?: set_caps(1ull << CAP_NET_ADMIN);
}

static int become_root_without_net_admin(void)
{
	return set_caps(0x1ffffffffffull & ~(1ull << CAP_NET_ADMIN) & ~(1ull << CAP_BPF) &
			~(1ull << CAP_PERFMON) & ~(1ull << CAP_CHECKPOINT_RESTORE));
}

/* Root in a container that uses the host's network. */
static int become_userns_root(void)
{
	return new_userns();
}

/* Root in a container with a network of its own. */
static int become_container_root(void)
{
	int err = new_userns();

	if (!err && unshare(CLONE_NEWNET))
		err = -errno;
	return err;
}

static int become_user_container_root(void)
{
	return become_user() ?: become_container_root();
}

/* Root in a user namespace below the one that owns the network namespace. */
static int become_nested_userns_root(void)
{
	return become_container_root() ?: new_userns();
}

/* The host's root in a container's network. */
static int become_visitor(void)
{
	int pipes[2], fd, err = 0;
	char path[64];
	pid_t pid;

	if (pipe(pipes))
		return -errno;
	pid = fork();
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		err = become_container_root();
		if (write(pipes[1], &err, sizeof(err)) != sizeof(err))
			_exit(1);
		pause();
		_exit(0);
	}
	if (read(pipes[0], &err, sizeof(err)) != sizeof(err) || err)
		return err ?: -EIO;
	snprintf(path, sizeof(path), "/proc/%d/ns/net", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || setns(fd, CLONE_NEWNET))
		err = -errno;
	close(fd);
	return err;
}

FIXTURE(as) {
	uint64_t seq;
};

FIXTURE_VARIANT(as) {
	int (*become)(void);
	bool own_net;		/* and it is then in another network namespace */
	int err;		/* of every operation, and of joining every group */
};

#define WHO(name, own, error)						\
FIXTURE_VARIANT_ADD(as, name) { .become = become_##name, .own_net = (own), .err = (error) }

WHO(user, false, -EPERM);
WHO(net_admin_only, false, 0);
WHO(root_without_net_admin, false, -EPERM);
WHO(userns_root, false, -EPERM);
WHO(container_root, true, 0);
WHO(user_container_root, true, 0);
WHO(nested_userns_root, true, -EPERM);
WHO(visitor, true, 0);

FIXTURE_SETUP(as)
{
	ASSERT_EQ(0, note_add("before", &self->seq));
	ASSERT_EQ(0, variant->become());
	if (variant->own_net && !variant->err)
		ASSERT_EQ(0, note_add("first", &self->seq));
}

FIXTURE_TEARDOWN(as)
{
}

TEST_F(as, operations)
{
	for (size_t i = 0; i < ARRAY_SIZE(ops); i++) {
		EXPECT_EQ(variant->err, try_op(ops[i].cmd, ops[i].flags, self->seq)) {
			printf("# command %d, flags %#x\n", ops[i].cmd, ops[i].flags);
		}
	}
}

TEST_F(as, groups)
{
	for (size_t i = 0; i < ARRAY_SIZE(groups); i++)
		EXPECT_EQ(variant->err, try_join(groups[i]));
}

/* A privileged socket that is handed to somebody else is no way round. */
TEST(handed_socket)
{
	struct nl_req *req = malloc(sizeof(*req));
	struct nl nl;

	nj_begin(req, NETJOURNAL_CMD_STATUS_GET, 0);
	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	ASSERT_EQ(0, become_user());
	EXPECT_EQ(-EPERM, nl_talk(&nl, req, NULL, NULL));
	EXPECT_EQ(-EPERM, nj_join(&nl, CHURN_GROUP));
	nl_close(&nl);
	free(req);
}

/* A refused clear or note leaves the journal as it was. */
TEST(refusal_changes_nothing)
{
	uint64_t before = journal_last();
	int status;
	pid_t pid = fork();

	if (!pid) {
		if (become_user())
			_exit(1);
		for (size_t i = 0; i < ARRAY_SIZE(ops); i++)
			if (try_op(ops[i].cmd, ops[i].flags, before) != -EPERM)
				_exit(2);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	EXPECT_EQ(0, status);
	EXPECT_EQ(before, journal_last());
}

/* Parameters */

static const struct {
	const char *name;
	mode_t mode;
} params[] = {
	{ "ring_size", 0444 },
	{ "netns_ring_size", 0444 },
	{ "ring_size_max", 0644 },
	{ "netns_memory_max", 0644 },
};

static int param_open(const char *name)
{
	char path[128];
	int fd;

	snprintf(path, sizeof(path), PARAMS "%s", name);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	close(fd);
	return 0;
}

static uint64_t param_get(const char *name)
{
	unsigned long long value;
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), PARAMS "%s", name);
	f = fopen(path, "r");
	if (!f || fscanf(f, "%llu", &value) != 1)
		abort();
	fclose(f);
	return value;
}

static void param_set(const char *name, uint64_t value)
{
	run("echo %llu >" PARAMS "%s", (unsigned long long)value, name);
}

TEST(parameter_modes)
{
	for (size_t i = 0; i < ARRAY_SIZE(params); i++) {
		char path[128];
		struct stat st;

		snprintf(path, sizeof(path), PARAMS "%s", params[i].name);
		ASSERT_EQ(0, stat(path, &st));
		EXPECT_EQ(params[i].mode, st.st_mode & 07777);
		EXPECT_EQ(0, st.st_uid);
		EXPECT_EQ(0, st.st_gid);
	}
}

TEST(parameters_as_user)
{
	ASSERT_EQ(0, become_user());
	for (size_t i = 0; i < ARRAY_SIZE(params); i++)
		EXPECT_EQ(-EACCES, param_open(params[i].name));
}

/* Of a user that is root in a container, and to the host somebody. */
TEST(parameters_as_container_root)
{
	ASSERT_EQ(0, become_user_container_root());
	for (size_t i = 0; i < ARRAY_SIZE(params); i++)
		EXPECT_EQ(-EACCES, param_open(params[i].name));
}

/* Bounds */

FIXTURE(bounds) {
	uint64_t ring_size_max, netns_memory_max;
	int own;
};

FIXTURE_SETUP(bounds)
{
	self->ring_size_max = param_get("ring_size_max");
	self->netns_memory_max = param_get("netns_memory_max");
	self->own = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
	ASSERT_LE(0, self->own);
}

FIXTURE_TEARDOWN(bounds)
{
	param_set("ring_size_max", self->ring_size_max);
	param_set("netns_memory_max", self->netns_memory_max);
	close(self->own);
}

/* As root of a container, which is the host's root user here. Returns a line, or 0. */
static int ring_size_max_binds_container(void)
{
	struct ring_status st;
	int fd;

	if (become_container_root())
		return __LINE__;
	if (config_set(CHURN_KIND, 100001, -1) != -ERANGE)
		return __LINE__;
	if (config_set(CHURN_KIND, 100000, -1))
		return __LINE__;
	if (ring_status(&st, CHURN_KIND) || st.size != 100000)
		return __LINE__;
	/* The file's mode lets it in; the module does not. */
	fd = open(PARAMS "ring_size_max", O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return __LINE__;
	if (write(fd, "200000", 6) >= 0 || errno != EPERM)
		return __LINE__;
	close(fd);
	return 0;
}

TEST_F(bounds, ring_size_max)
{
	int status;
	pid_t pid;

	param_set("ring_size_max", 100000);
	/* In a child: the way back from a container is barred. */
	pid = fork();
	if (!pid) {
		int line = ring_size_max_binds_container();

		if (line)
			printf("# line %d\n", line);
		fflush(stdout);
		_exit(line != 0);
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, status);
	EXPECT_EQ(100000, param_get("ring_size_max"));
}

TEST_F(bounds, new_namespace_within_ring_size_max)
{
	struct ring_status st;

	param_set("ring_size_max", 100000);
	new_netns();
	ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
	EXPECT_EQ(100000, st.size);
}

/* Nobody gets more than 1 GiB, and nobody less than the least that works. */
TEST_F(bounds, ring_size_max_is_bounded)
{
	new_netns();
	param_set("ring_size_max", UINT64_MAX);
	EXPECT_EQ(-ERANGE, config_set(CHURN_KIND, (1 << 30) + 1, -1));
	EXPECT_EQ(0, config_set(CHURN_KIND, 1 << 30, -1));
	param_set("ring_size_max", 0);
	EXPECT_EQ(-ERANGE, config_set(CHURN_KIND, NETJOURNAL_RING_SIZE_MIN + 1, -1));
	EXPECT_EQ(0, config_set(CHURN_KIND, NETJOURNAL_RING_SIZE_MIN, -1));
}

/* What the rings of this namespace take. */
static uint64_t used(void)
{
	struct ring_status st;
	uint64_t sum = 0;

	for (uint32_t kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		if (ring_status(&st, kind))
			abort();
		sum += st.used;
	}
	return sum;
}

#define NETNS	4
#define CHANGES	2500	/* more changes than a ring of the default size holds */

/*
 * Namespaces share a bound. Where it is reached their own oldest records give
 * way, though the ring has not reached its size.
 */
TEST_F_TIMEOUT(bounds, netns_memory_max, 120)
{
	const uint64_t max = 400000;
	struct ring_status st;
	struct recs recs;
	uint64_t sum = 0;
	int ns[NETNS];

	param_set("netns_memory_max", max);
	for (int i = 0; i < NETNS; i++) {
		new_netns_quiet();
		ns[i] = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
		churn(100, i ? 300 : CHANGES);
	}
	for (int i = 0; i < NETNS; i++) {
		ASSERT_EQ(0, setns(ns[i], CLONE_NEWNET));
		churn(100, 300);
		sum += used();
	}
	EXPECT_GE(max, sum);
	EXPECT_LT(max / 2, sum);
	/* In the last one, which came too late to have much. */
	ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
	EXPECT_LT(0, st.overwritten + st.lost);
	EXPECT_GT(st.size / 2, st.used);
	ASSERT_EQ(0, recs_read(&recs, 0, CHURN_KINDS));
	ASSERT_LT(0, recs.n);
	EXPECT_TRUE(recs.rec[0].is_gap);
	EXPECT_EQ(journal_last(), recs.bookmark);
	recs_free(&recs);
	for (int i = 0; i < NETNS; i++)
		close(ns[i]);
}

/* With nothing to give way, what cannot be kept is told of. */
TEST_F(bounds, no_memory_is_told)
{
	struct ring_status st;
	struct recs recs;
	struct rec rec;
	uint64_t seq;

	new_netns_quiet();
	param_set("netns_memory_max", 0);
	/* The writer is told too. */
	EXPECT_EQ(-ENOMEM, note_add("not kept", NULL));
	seq = journal_last();
	EXPECT_EQ(-ENOENT, rec_get(&rec, seq));
	ASSERT_EQ(0, ring_status(&st, NETJOURNAL_KIND_NOTE));
	EXPECT_EQ(1, st.lost);
	EXPECT_EQ(0, st.records);
	for (int i = 0; i < 2; i++) {
		ASSERT_EQ(0, recs_read(&recs, seq - 1, KINDS(NOTE)));
		ASSERT_EQ(1 + i, recs.n);
		EXPECT_TRUE(recs.rec[0].is_gap);
		EXPECT_EQ(NETJOURNAL_GAP_REASON_LOST, recs.rec[0].reason);
		EXPECT_EQ(seq, recs.rec[0].first);
		EXPECT_EQ(seq, recs.rec[0].last);
		recs_free(&recs);
		/* With memory again, the gap keeps its place before the next record. */
		param_set("netns_memory_max", self->netns_memory_max);
		ASSERT_EQ(0, note_add("kept", NULL));
	}
}

/* The initial namespace is no part of that. */
TEST_F(bounds, initial_namespace_is_exempt)
{
	struct rec rec;
	uint64_t seq;

	param_set("netns_memory_max", 0);
	ASSERT_EQ(0, note_add("kept", &seq));
	ASSERT_EQ(0, rec_get(&rec, seq));
	EXPECT_STREQ("kept", rec.note);
}

/* A namespace that goes gives back what it had, and so does clear. */
TEST_F_TIMEOUT(bounds, memory_comes_back, 120)
{
	struct ring_status st;

	new_netns_quiet();
	/* No room for two that are filled at a time. */
	param_set("netns_memory_max", 400000);
	for (int i = 0; i < 6; i++) {
		ASSERT_EQ(0, journal_clear(0));
		churn(100, 1000);
		ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
		ASSERT_LT(200000, st.used);
	}
	for (int i = 0; i < 6; i++) {
		ASSERT_EQ(0, setns(self->own, CLONE_NEWNET));
		new_netns_quiet();
		for (int tries = 0; tries < 50; tries++) {
			/* Namespaces are taken down by a worker. */
			churn(100, 1000);
			ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
			if (st.used > 200000)
				break;
			usleep(100000);
		}
		ASSERT_LT(200000, st.used);
	}
}

TEST_HARNESS_MAIN
