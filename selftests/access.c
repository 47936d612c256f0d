// SPDX-License-Identifier: GPL-2.0
/*
 * Who may do what. Every sort of user tries every operation and every group. Also tests
 * the limits on memory that a container cannot lift.
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

/* Turn this process into another user for good. Return 0 or -errno. */

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
	/* Otherwise root keeps owning the files of this process in /proc. */
	return prctl(PR_SET_DUMPABLE, 1) ? -errno : 0;
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

/* Becomes root in a container that uses the host's network. */
static int become_userns_root(void)
{
	return new_userns();
}

/* Becomes root in a container with its own network. */
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

/* This user is root in a container and an ordinary user on the host. */
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

/* Runs @what in a child, because a process cannot leave a container again. */
static int in_child(int (*what)(void))
{
	int line, status;
	pid_t pid = fork();

	if (!pid) {
		line = what();
		if (line)
			printf("# line %d\n", line);
		fflush(stdout);
		_exit(line != 0);
	}
	waitpid(pid, &status, 0);
	return status;
}

/* Runs as root of a container, who is also the host's root user. Returns the line of a failure, or 0. */
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
	/* The mode of the file permits the write, but the module refuses it. */
	fd = open(PARAMS "ring_size_max", O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return __LINE__;
	if (write(fd, "200000", 6) >= 0)
		errno = 0;
	close(fd);
	return errno == EPERM ? 0 : __LINE__;
}

TEST_F(bounds, ring_size_max)
{
	param_set("ring_size_max", 100000);
	EXPECT_EQ(0, in_child(ring_size_max_binds_container));
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

/* The size has an upper limit of 1 GiB, and a lower limit that works. */
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

/* Returns the memory that the rings of this namespace use. */
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

#define MEMORY_MAX	300000
#define MANY_NETNS	8

/* As root of a container, makes namespace after namespace and fills each. */
static int fill_namespaces(void)
{
	uint64_t sum = 0, most = 0, now;

	if (become_container_root())
		return __LINE__;
	for (int i = 0; i < MANY_NETNS; i++) {
		/* It lives as long as there is a file. */
		new_netns_quiet();
		if (open("/proc/self/ns/net", O_RDONLY) < 0)
			return __LINE__;
		if (config_set(CHURN_KIND, 1 << 20, -1))
			return __LINE__;
		churn(100, 500);
		now = used();
		sum += now;
		if (now > most)
			most = now;
	}
	printf("# %llu bytes in %d namespaces, at most %llu in one\n",
	       (unsigned long long)sum, MANY_NETNS, (unsigned long long)most);
	return sum <= MEMORY_MAX && most > MEMORY_MAX / 4 ? 0 : __LINE__;
}

/*
 * Root of a container can use up the memory that containers share, and no more, even by
 * making many namespaces. The journal of the host continues.
 */
TEST_F_TIMEOUT(bounds, exhaust_as_container_root, 120)
{
	struct rec rec;
	uint64_t seq;

	param_set("ring_size_max", 1 << 20);
	param_set("netns_memory_max", MEMORY_MAX);
	EXPECT_EQ(0, in_child(fill_namespaces));
	ASSERT_EQ(0, note_add("the host's", &seq));
	EXPECT_EQ(0, rec_get(&rec, seq));
}

/* A namespace that takes as much as it can leaves memory for later namespaces. */
TEST_F_TIMEOUT(bounds, newcomers_are_recorded, 120)
{
	struct ring_status st;
	uint64_t taken = 0;

	param_set("ring_size_max", 16 << 20);
	param_set("netns_memory_max", MEMORY_MAX);
	new_netns_quiet();
	for (uint32_t kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		ASSERT_EQ(0, config_set(kind, 16 << 20, -1));
	for (int tries = 0; tries < 50; tries++) {
		/* A worker takes down the namespaces of former tests, and frees their memory. */
		churn(100, 1500);
		taken = used();
		if (taken > MEMORY_MAX / 3)
			break;
		usleep(100000);
	}
	EXPECT_GE(MEMORY_MAX / 2, taken);
	EXPECT_LT(MEMORY_MAX / 3, taken);

	/* Two namespaces, each of which takes half of the memory that is free for it. */
	for (int i = 0; i < 2; i++) {
		/* It lives as long as there is a file. */
		ASSERT_LE(0, open("/proc/self/ns/net", O_RDONLY));
		new_netns_quiet();
		churn(100, 50);
		ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
		EXPECT_EQ(0, st.lost);
		EXPECT_EQ(0, st.overwritten);
		EXPECT_LE(50, st.records);
	}
}

static void become_the_user(uid_t uid)
{
	/* Otherwise root keeps owning the files of this process in /proc. */
	if (setgid(uid) || setuid(uid) || prctl(PR_SET_DUMPABLE, 1) || new_userns())
		abort();
}

/* As a user without privileges, fills namespace after namespace, and keeps them. Writes to @fd when all are full. */
static void fill_as_user(uid_t uid, int fd)
{
	become_the_user(uid);
	for (int i = 0; i < MANY_NETNS; i++) {
		new_netns_quiet();
		if (open("/proc/self/ns/net", O_RDONLY) < 0 || config_set(CHURN_KIND, 1 << 20, -1))
			abort();
		churn(100, 500);
	}
	if (write(fd, "", 1) != 1)
		abort();
	pause();
}

/* Runs as another user than the one who has filled his namespaces. Returns the line of a failure, or 0. */
static int later_user(void)
{
	struct ring_status st;

	become_the_user(65533);
	new_netns_quiet();
	churn(100, 50);
	if (ring_status(&st, CHURN_KIND) || st.lost || st.overwritten || st.records < 50)
		return __LINE__;
	return 0;
}

/* A user who makes many namespaces, and fills each, leaves memory for the namespaces of other users. */
TEST_F_TIMEOUT(bounds, users_share, 120)
{
	int fds[2], tries, failed = -1;
	char byte;
	pid_t pid;

	param_set("ring_size_max", 1 << 20);
	param_set("netns_memory_max", MEMORY_MAX);
	ASSERT_EQ(0, pipe(fds));
	pid = fork();
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		close(fds[0]);
		fill_as_user(65534, fds[1]);
	}
	close(fds[1]);
	EXPECT_EQ(1, read(fds[0], &byte, 1));
	/* A worker takes down the namespaces of former tests, and frees their memory. */
	for (tries = 0; failed && tries < 20; tries++) {
		failed = in_child(later_user);
		usleep(failed ? 200000 : 0);
	}
	EXPECT_EQ(0, failed);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	close(fds[0]);
}

/* Root of the host lifts both limits, and then takes more memory. */
TEST_F_TIMEOUT(bounds, exhaust_as_host_root, 120)
{
	param_set("netns_memory_max", MEMORY_MAX / 4);
	param_set("ring_size_max", 100000);
	new_netns_quiet();
	EXPECT_EQ(-ERANGE, config_set(CHURN_KIND, 2 << 20, -1));
	param_set("ring_size_max", 2 << 20);
	ASSERT_EQ(0, config_set(CHURN_KIND, 2 << 20, -1));
	churn(100, 1500);
	EXPECT_GE(MEMORY_MAX / 4, used());
	param_set("netns_memory_max", 4 << 20);
	churn(100, 2000);
	EXPECT_LT(MEMORY_MAX, used());
}

#define CGROUP	"/sys/fs/cgroup/selftest-"

/*
 * Returns the bytes of slab memory that are charged to a cgroup. The kernel adds them
 * up only every two seconds (see mem_cgroup_flush_stats()), so call settle_charges()
 * first.
 */
static long long charged(const char *cgroup)
{
	char path[128], name[64];
	long long value, found = -1;
	FILE *f;

	snprintf(path, sizeof(path), CGROUP "%s/memory.stat", cgroup);
	f = fopen(path, "r");
	if (!f)
		abort();
	while (fscanf(f, "%63s %lld", name, &value) == 2)
		if (!strcmp(name, "slab"))
			found = value;
	fclose(f);
	return found;
}

static void settle_charges(void)
{
	sleep(3);
}

static void enter_cgroup(const char *path)
{
	FILE *f = fopen(path, "w");

	if (!f || fprintf(f, "0\n") < 0 || fclose(f))
		abort();
}

/*
 * Ring memory is charged to the cgroup of the task that makes the changes, whoever owns
 * the namespace. It is no longer charged when the records are gone.
 */
TEST_F_TIMEOUT(bounds, cgroup_is_charged, 120)
{
	long long maker, changer;
	struct ring_status st;
	int status;
	pid_t pid;

	if (access("/sys/fs/cgroup/cgroup.subtree_control", W_OK) ||
	    try_run("echo +memory >/sys/fs/cgroup/cgroup.subtree_control"))
		SKIP(return, "no cgroups that count memory");
	run("mkdir " CGROUP "maker " CGROUP "changer");
	enter_cgroup(CGROUP "maker/cgroup.procs");
	new_netns_quiet();
	ASSERT_EQ(0, config_set(CHURN_KIND, 1 << 20, -1));
	settle_charges();
	maker = charged("maker");
	changer = charged("changer");
	pid = fork();
	if (!pid) {
		enter_cgroup(CGROUP "changer/cgroup.procs");
		churn(100, 3000);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	ASSERT_EQ(0, status);
	ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
	settle_charges();
	maker = charged("maker") - maker;
	changer = charged("changer") - changer;
	printf("# %llu bytes in the ring; charged: changer %lld, maker %lld\n",
	       (unsigned long long)st.used, changer, maker);
	EXPECT_LT(300000, st.used);
	EXPECT_LE((long long)st.used, changer);
	EXPECT_GT((long long)st.used / 4, maker);

	changer = charged("changer");
	ASSERT_EQ(0, journal_clear(CHURN_KINDS));
	settle_charges();
	changer -= charged("changer");
	EXPECT_LE((long long)st.used * 9 / 10, changer);

	enter_cgroup("/sys/fs/cgroup/cgroup.procs");
	/* They have no tasks any more. Memory that the kernel frees late may still be charged to them. */
	run("rmdir " CGROUP "maker " CGROUP "changer");
}

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
	struct ring_status before[NETJOURNAL_KIND_MAX + 1], st;
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
	for (uint32_t kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		ASSERT_EQ(0, ring_status(&before[kind], kind));
	pid = fork();
	if (!pid) {
		if (variant->become())
			_exit(1);
		look_for_neighbours(1000);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	ASSERT_EQ(0, status);
	for (uint32_t kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		ASSERT_EQ(0, ring_status(&st, kind));
		if (kind == NETJOURNAL_KIND_NEIGH) {
			EXPECT_LT(0, st.overwritten);
			EXPECT_GE(st.size, st.used);
		} else {
			EXPECT_EQ(before[kind].records, st.records);
			EXPECT_EQ(before[kind].used, st.used);
			EXPECT_EQ(0, st.overwritten + st.lost);
		}
	}
}

#define FLOOD	300	/* namespaces; their records are more than the smallest ring holds */

/*
 * The same user can make many namespaces. Their records overwrite only each other, and the details of
 * the processes that made them displace no details of a privileged process.
 */
TEST_F_TIMEOUT(exhaust, spaces_only, 120)
{
	struct ring_status before[NETJOURNAL_KIND_MAX + 1], st;
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
	for (uint32_t kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		ASSERT_EQ(0, ring_status(&before[kind], kind));
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
	for (uint32_t kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		ASSERT_EQ(0, ring_status(&st, kind));
		if (kind == NETJOURNAL_KIND_NETNS) {
			EXPECT_LT(0, st.overwritten);
			EXPECT_GE(st.size, st.used);
		} else {
			EXPECT_EQ(before[kind].records, st.records);
			EXPECT_EQ(0, st.overwritten + st.lost);
		}
	}
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

#define NETNS	4
#define CHANGES	2500	/* more changes than a ring of the default size holds */

/*
 * Namespaces share a limit. When it is reached, a namespace overwrites its own oldest
 * records, even if its ring is smaller than its size.
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
	/* In the last namespace, which got little memory. */
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

/* If no record can be overwritten, a new record is lost, and a gap says so. */
TEST_F(bounds, no_memory_is_told)
{
	struct ring_status st;
	struct recs recs;
	struct rec rec;
	uint64_t seq;

	new_netns_quiet();
	param_set("netns_memory_max", 0);
	/* The writer gets an error too. */
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
		/* When there is memory again, the gap stays before the next record. */
		param_set("netns_memory_max", self->netns_memory_max);
		ASSERT_EQ(0, note_add("kept", NULL));
	}
}

/* The limit does not apply to the initial namespace. */
TEST_F(bounds, initial_namespace_is_exempt)
{
	struct rec rec;
	uint64_t seq;

	param_set("netns_memory_max", 0);
	ASSERT_EQ(0, note_add("kept", &seq));
	ASSERT_EQ(0, rec_get(&rec, seq));
	EXPECT_STREQ("kept", rec.note);
}

/* The memory of a namespace is free again when the namespace ends, or after clear. */
TEST_F_TIMEOUT(bounds, memory_comes_back, 120)
{
	struct ring_status st;

	new_netns_quiet();
	/* Enough memory for one full namespace, but not for two. */
	param_set("netns_memory_max", 300000);
	for (int i = 0; i < 6; i++) {
		ASSERT_EQ(0, journal_clear(0));
		churn(100, 600);
		ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
		ASSERT_LT(100000, st.used);
	}
	for (int i = 0; i < 6; i++) {
		ASSERT_EQ(0, setns(self->own, CLONE_NEWNET));
		new_netns_quiet();
		for (int tries = 0; tries < 50; tries++) {
			/* A worker of the kernel takes down namespaces. */
			churn(100, 600);
			ASSERT_EQ(0, ring_status(&st, CHURN_KIND));
			if (st.used > 100000)
				break;
			usleep(100000);
		}
		ASSERT_LT(100000, st.used);
	}
}

TEST_HARNESS_MAIN
