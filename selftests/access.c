// SPDX-License-Identifier: GPL-2.0
/*
 * Who may do what. Every sort of user tries every operation and every group.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "become.h"
#include "domain.h"
#include "process.h"

#define PARAMS	"/sys/module/netjournal/parameters/"

/* @seq: the number of a record in the journal */
static int try_op(uint8_t cmd, uint16_t flags, uint64_t seq)
{
	struct nl_req *req = malloc(sizeof(*req));
	struct rec rec;
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
	case NETJOURNAL_CMD_PROCESS_GET:
		if (!flags)
			nl_put_u64(req, NETJOURNAL_A_PROCESS_ID,
				   rec_get(&rec, seq) || !rec.process ? 1 : rec.process);
		break;
	case NETJOURNAL_CMD_CLEAR:
		nl_put_u32(req, NETJOURNAL_A_RECORD_KINDS, CHURN_KINDS);
		break;
	}
	err = nl_talk_once(req, NULL, NULL);
	free(req);
	return err;
}

static int try_join(uint32_t group)
{
	struct nl nl;
	int err = nl_open(&nl, NETLINK_GENERIC);

	if (!err) {
		err = nl_join(&nl, group);
		nl_close(&nl);
	}
	return err;
}

static const struct {
	uint8_t cmd;
	uint16_t flags;
	bool writes;
} ops[] = {
	{ NETJOURNAL_CMD_STATUS_GET, 0, false },
	{ NETJOURNAL_CMD_RECORD_GET, 0, false },
	{ NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP, false },
	{ NETJOURNAL_CMD_NOTE_ADD, 0, true },
	{ NETJOURNAL_CMD_CONFIG_SET, 0, true },
	{ NETJOURNAL_CMD_PROCESS_GET, 0, false },
	{ NETJOURNAL_CMD_PROCESS_GET, NLM_F_DUMP, false },
	{ NETJOURNAL_CMD_CLEAR, 0, true },
};

/* More of those in become.h. */

static int set_caps(uint64_t caps)
{
	struct __user_cap_header_struct hdr = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2] = {
		{ .effective = caps, .permitted = caps },
		{ .effective = caps >> 32, .permitted = caps >> 32 },
	};

	return syscall(SYS_capset, &hdr, data) ? -errno : 0;
}

static int become_host_root(void)
{
	return 0;
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

static int become_user_container_root(void)
{
	return become_user() ?: become_container_root();
}

/* Becomes root in a user namespace below the owner of the network namespace. */
static int become_nested_userns_root(void)
{
	return become_container_root() ?: new_userns();
}

/* Becomes the host's root in the network of a container. */
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
	bool own_net;		/* the process is in another network namespace then */
	int err;		/* the result of each operation and of joining each group */
};

#define WHO(name, own, error)						\
FIXTURE_VARIANT_ADD(as, name) { .become = become_##name, .own_net = (own), .err = (error) }

WHO(host_root, false, 0);
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

static void try_ops(struct __test_metadata *_metadata, bool writes, int err, uint64_t seq)
{
	for (size_t i = 0; i < ARRAY_SIZE(ops); i++) {
		if (ops[i].writes != writes)
			continue;
		EXPECT_EQ(err, try_op(ops[i].cmd, ops[i].flags, seq)) {
			printf("# command %d, flags %#x\n", ops[i].cmd, ops[i].flags);
		}
	}
}

TEST_F(as, read)
{
	struct recs recs;

	try_ops(_metadata, false, variant->err, self->seq);
	if (!variant->own_net || variant->err)
		return;
	/* It reads its whole journal, and no other. */
	ASSERT_EQ(0, recs_read(&recs, 0, KINDS(NOTE)));
	ASSERT_EQ(1, recs.n);
	EXPECT_EQ(self->seq, recs.rec[0].seq);
	EXPECT_STREQ("first", recs.rec[0].note);
	recs_free(&recs);
}

TEST_F(as, write)
{
	try_ops(_metadata, true, variant->err, self->seq);
}

TEST_F(as, subscribe)
{
	struct nl_family family;

	ASSERT_EQ(0, nl_family_there(&family, NETJOURNAL_FAMILY_NAME));
	ASSERT_LT(NETJOURNAL_KIND_MAX, family.n_groups);
	for (uint32_t i = 0; i < family.n_groups; i++)
		EXPECT_EQ(variant->err, try_join(family.groups[i].id));
}

/* A user who gets a socket from a privileged process gets no privilege. */
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

/* A refused clear or note does not change the journal. */
TEST(refusal_changes_nothing)
{
	int (*const become[])(void) = { become_user, become_userns_root };
	uint64_t before = journal_last();
	int status;
	pid_t pid;

	for (size_t who = 0; who < ARRAY_SIZE(become); who++) {
		pid = fork();
		if (!pid) {
			if (become[who]())
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
	{ "ended_memory_max", 0644 },
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

/* This user is root in a container and an ordinary user on the host. */
TEST(parameters_as_container_root)
{
	ASSERT_EQ(0, become_user_container_root());
	for (size_t i = 0; i < ARRAY_SIZE(params); i++)
		EXPECT_EQ(-EACCES, param_open(params[i].name));
}

TEST_HARNESS_MAIN
