// SPDX-License-Identifier: GPL-2.0
/*
 * The journals of network namespaces that have ended: what is kept, who may read it, and
 * how much memory it uses.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"

#define PARAM		"/sys/module/" MODULE "/parameters/ended_memory_max"
#define MEMORY_MAX	400000
#define MANY		10
#define CHANGES		400	/* that fill some chunks of a ring */
#define PATIENCE_MS	60000

/* What the module says about the journal of an ended namespace. */
struct ended {
	uint64_t cookie, inode, instance, first, next, records, used, time;
};

static uint64_t number(const struct nlattr *nla)
{
	return nla && nl_len(nla) == sizeof(uint32_t) ? nl_u32(nla) : nl_u64(nla);
}

static void ended_parse(struct ended *e, const struct nlmsghdr *nlh)
{
	const struct nlattr *tb[NETJOURNAL_A_ENDED_MAX + 1];

	nl_parse(tb, NETJOURNAL_A_ENDED_MAX, (char *)NLMSG_DATA(nlh) + GENL_HDRLEN,
		 nlh->nlmsg_len - NLMSG_HDRLEN - GENL_HDRLEN);
	e->cookie = number(tb[NETJOURNAL_A_ENDED_COOKIE]);
	e->inode = number(tb[NETJOURNAL_A_ENDED_INODE]);
	e->instance = number(tb[NETJOURNAL_A_ENDED_INSTANCE]);
	e->first = number(tb[NETJOURNAL_A_ENDED_FIRST_SEQ]);
	e->next = number(tb[NETJOURNAL_A_ENDED_NEXT_SEQ]);
	e->records = number(tb[NETJOURNAL_A_ENDED_RECORDS]);
	e->used = number(tb[NETJOURNAL_A_ENDED_USED]);
	e->time = number(tb[NETJOURNAL_A_ENDED_TIME]);
}

static void ended_take(const struct nlmsghdr *nlh, void *arg)
{
	ended_parse(arg, nlh);
}

/* Returns 0 or -errno. */
static int ended_get(uint64_t cookie, struct ended *e)
{
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	memset(e, 0, sizeof(*e));
	nj_begin(req, NETJOURNAL_CMD_ENDED_GET, 0);
	nl_put_u64(req, NETJOURNAL_A_ENDED_COOKIE, cookie);
	err = nl_talk_once(req, ended_take, e);
	free(req);
	return err;
}

struct ended_sum {
	uint64_t n, used, last_time, disorder;
};

static void sum_take(const struct nlmsghdr *nlh, void *arg)
{
	struct ended_sum *sum = arg;
	struct ended e;

	ended_parse(&e, nlh);
	sum->n++;
	sum->used += e.used;
	sum->disorder += e.time < sum->last_time;
	sum->last_time = e.time;
}

/* Adds up all ended namespaces. Returns 0 or -errno. */
static int ended_add_up(struct ended_sum *sum)
{
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	memset(sum, 0, sizeof(*sum));
	nj_begin(req, NETJOURNAL_CMD_ENDED_GET, NLM_F_DUMP);
	err = nl_talk_once(req, sum_take, sum);
	free(req);
	return err;
}

struct store {
	uint64_t size, used, journals, dropped, dropped_records;
	bool there;
};

static void store_take(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *tb[NETJOURNAL_A_STATUS_MAX + 1];
	const struct nlattr *st[NETJOURNAL_A_ENDED_STORE_MAX + 1], *nest;
	struct store *store = arg;

	nl_parse(tb, NETJOURNAL_A_STATUS_MAX, (char *)NLMSG_DATA(nlh) + GENL_HDRLEN,
		 nlh->nlmsg_len - NLMSG_HDRLEN - GENL_HDRLEN);
	nest = tb[NETJOURNAL_A_STATUS_ENDED_STORE];
	store->there = nest;
	if (!nest)
		return;
	nl_parse(st, NETJOURNAL_A_ENDED_STORE_MAX, nl_data(nest), nl_len(nest));
	store->size = nl_u64(st[NETJOURNAL_A_ENDED_STORE_SIZE]);
	store->used = nl_u64(st[NETJOURNAL_A_ENDED_STORE_USED]);
	store->journals = nl_u64(st[NETJOURNAL_A_ENDED_STORE_JOURNALS]);
	store->dropped = nl_u64(st[NETJOURNAL_A_ENDED_STORE_DROPPED]);
	store->dropped_records = nl_u64(st[NETJOURNAL_A_ENDED_STORE_DROPPED_RECORDS]);
}

static int store_get(struct store *store)
{
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	memset(store, 0, sizeof(*store));
	nj_begin(req, NETJOURNAL_CMD_STATUS_GET, 0);
	err = nl_talk_once(req, store_take, store);
	free(req);
	return err;
}

static void memory_max(uint64_t bytes)
{
	run("echo %llu >" PARAM, (unsigned long long)bytes);
}

/* A namespace that has ended, as its last process knew it. */
struct dead {
	uint64_t cookie, instance, inode, last, note;
	uint32_t pid;
};

/* Becomes root in a user namespace of user @uid; 0: stays root of the host. */
static void become(uid_t uid)
{
	if (!uid)
		return;
	/* Otherwise root keeps owning the files of this process in /proc. */
	if (setgid(uid) || setuid(uid) || prctl(PR_SET_DUMPABLE, 1) || new_userns())
		abort();
}

static void live(uid_t uid, unsigned int changes, int fd)
{
	struct dead dead = { .pid = getpid() };
	struct ring_status st;
	struct stat file;
	socklen_t len = sizeof(dead.cookie);
	int sock;

	become(uid);
	new_netns_quiet();
	sock = socket(AF_INET, SOCK_DGRAM, 0);
	if (getsockopt(sock, SOL_SOCKET, SO_NETNS_COOKIE, &dead.cookie, &len) ||
	    stat("/proc/self/ns/net", &file))
		abort();
	dead.inode = file.st_ino;
	if (changes && config_set(CHURN_KIND, 1 << 20, -1))
		abort();
	churn(100, changes);
	if (note_add("of the dead", &dead.note) || ring_status(&st, CHURN_KIND))
		abort();
	dead.instance = st.instance;
	dead.last = journal_last();
	if (write(fd, &dead, sizeof(dead)) != sizeof(dead))
		abort();
}

/* Makes a namespace as user @uid, with @changes and a note, and lets it end. Waits until its journal is kept. */
static int make_dead(uid_t uid, unsigned int changes, struct dead *dead)
{
	int fds[2], status, ms = 0, err;
	struct ended e;
	pid_t pid;

	if (pipe(fds))
		abort();
	pid = fork();
	if (!pid) {
		live(uid, changes, fds[1]);
		_exit(0);
	}
	if (read(fds[0], dead, sizeof(*dead)) != sizeof(*dead))
		abort();
	close(fds[0]);
	close(fds[1]);
	waitpid(pid, &status, 0);
	while ((err = ended_get(dead->cookie, &e)) == -ENOENT && ms < PATIENCE_MS) {
		usleep(20000);
		ms += 20;
	}
	return err;
}

/* Like recs_read(), of an ended namespace. */
static int recs_read_ended(struct recs *recs, uint64_t cookie, uint32_t kinds)
{
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	nj_begin(req, NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP);
	nl_put_u64(req, NETJOURNAL_A_RECORD_ENDED, cookie);
	nl_put_u32(req, NETJOURNAL_A_RECORD_KINDS, kinds);
	err = recs_ask(recs, req);
	free(req);
	return err;
}

struct found {
	uint32_t pid;
	int n, of_pid;
};

static void find_process(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *tb[NETJOURNAL_A_PROCESS_MAX + 1];
	struct found *found = arg;

	nl_parse(tb, NETJOURNAL_A_PROCESS_MAX, (char *)NLMSG_DATA(nlh) + GENL_HDRLEN,
		 nlh->nlmsg_len - NLMSG_HDRLEN - GENL_HDRLEN);
	found->n++;
	found->of_pid += nl_u32(tb[NETJOURNAL_A_PROCESS_PID]) == found->pid &&
			 !tb[NETJOURNAL_A_PROCESS_PARTIAL];
}

/* The requests about an ended namespace. */
static const struct {
	uint8_t cmd;
	uint16_t flags, attr, seq, id;
} asks[] = {
	{ NETJOURNAL_CMD_ENDED_GET, 0, .attr = NETJOURNAL_A_ENDED_COOKIE },
	{ NETJOURNAL_CMD_ENDED_GET, NLM_F_DUMP, .attr = 0 },
	{ NETJOURNAL_CMD_RECORD_GET, 0, .attr = NETJOURNAL_A_RECORD_ENDED, .seq = NETJOURNAL_A_RECORD_SEQ },
	{ NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP, .attr = NETJOURNAL_A_RECORD_ENDED },
	{ NETJOURNAL_CMD_PROCESS_GET, 0, .attr = NETJOURNAL_A_PROCESS_ENDED, .id = NETJOURNAL_A_PROCESS_ID },
	{ NETJOURNAL_CMD_PROCESS_GET, NLM_F_DUMP, .attr = NETJOURNAL_A_PROCESS_ENDED },
};

static int ask(size_t i, const struct dead *dead, void (*take)(const struct nlmsghdr *nlh, void *arg), void *arg)
{
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	nj_begin(req, asks[i].cmd, asks[i].flags);
	if (asks[i].attr)
		nl_put_u64(req, asks[i].attr, dead->cookie);
	if (asks[i].seq)
		nl_put_u64(req, asks[i].seq, dead->note);
	if (asks[i].id)
		nl_put_u64(req, asks[i].id, 1);
	err = nl_talk_once(req, take, arg);
	free(req);
	return err;
}

static void take_rec(const struct nlmsghdr *nlh, void *arg)
{
	rec_parse(arg, nlh);
}

FIXTURE(ended) {
};

FIXTURE_SETUP(ended)
{
	memory_max(32 << 20);
}

FIXTURE_TEARDOWN(ended)
{
	memory_max(32 << 20);
}

TEST_F(ended, readable)
{
	struct recs recs;
	struct found found = {};
	struct dead dead;
	struct ended e;
	struct rec rec;
	int notes = 0;

	ASSERT_EQ(0, make_dead(0, CHANGES, &dead));
	ASSERT_EQ(0, ended_get(dead.cookie, &e));
	EXPECT_EQ(dead.cookie, e.cookie);
	EXPECT_EQ(dead.inode, e.inode);
	EXPECT_EQ(dead.instance, e.instance);
	EXPECT_EQ(1, e.first);
	EXPECT_LT(dead.last, e.next);
	EXPECT_LT(CHANGES, e.records);

	ASSERT_EQ(0, recs_read_ended(&recs, dead.cookie, KINDS_ALL));
	EXPECT_EQ(e.records, recs.n);
	EXPECT_EQ(0, recs_holes(&recs, 0));
	EXPECT_EQ(e.next - 1, recs.bookmark);
	EXPECT_EQ(dead.instance, recs.instance);
	for (size_t i = 0; i < recs.n; i++) {
		notes += recs.rec[i].seq == dead.note && !strcmp("of the dead", recs.rec[i].note);
		EXPECT_GE(e.time, recs.rec[i].time);
	}
	EXPECT_EQ(1, notes);
	recs_free(&recs);

	ASSERT_EQ(0, ask(2, &dead, take_rec, &rec));
	EXPECT_STREQ("of the dead", rec.note);

	found.pid = dead.pid;
	ASSERT_EQ(0, ask(5, &dead, find_process, &found));
	EXPECT_LT(1, found.n);
	EXPECT_EQ(1, found.of_pid);
}

/* What a namespace did that was hardly used takes little memory. */
TEST_F(ended, small)
{
	struct ended_sum sum;
	struct store store;
	struct dead dead;
	struct ended e;

	ASSERT_EQ(0, make_dead(0, 0, &dead));
	ASSERT_EQ(0, ended_get(dead.cookie, &e));
	printf("# %llu bytes\n", (unsigned long long)e.used);
	EXPECT_GT(65536, e.used);
	/* Other namespaces may end meanwhile. */
	do {
		ASSERT_EQ(0, store_get(&store));
		ASSERT_EQ(0, ended_add_up(&sum));
	} while (sum.n != store.journals);
	EXPECT_EQ(sum.used, store.used);
	EXPECT_EQ(0, sum.disorder);
	EXPECT_EQ(32 << 20, store.size);
}

TEST_F(ended, bad_requests)
{
	struct nl_req *req = malloc(sizeof(*req));
	struct dead dead, unknown;
	struct nl nl;

	ASSERT_EQ(0, make_dead(0, 0, &dead));
	unknown = dead;
	unknown.cookie = ~0ull;
	for (size_t i = 0; i < ARRAY_SIZE(asks); i++)
		EXPECT_EQ(asks[i].attr ? -ENOENT : 0, ask(i, &unknown, NULL, NULL));
	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	nj_begin(req, NETJOURNAL_CMD_ENDED_GET, 0);
	EXPECT_EQ(-EINVAL, nl_talk(&nl, req, NULL, NULL));
	EXPECT_EQ(NETJOURNAL_A_ENDED_COOKIE, nl.miss_type);
	nj_begin(req, NETJOURNAL_CMD_ENDED_GET, NLM_F_DUMP);
	nl_put_u64(req, NETJOURNAL_A_ENDED_COOKIE, dead.cookie);
	EXPECT_EQ(-EINVAL, nl_talk(&nl, req, NULL, NULL));
	nj_begin(req, NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP);
	nl_put_u64(req, NETJOURNAL_A_RECORD_ENDED, dead.cookie);
	nl_put_u64(req, NETJOURNAL_A_RECORD_INSTANCE, dead.instance + 1);
	EXPECT_EQ(-ESTALE, nl_talk(&nl, req, NULL, NULL));
	nl_close(&nl);
	free(req);
}

/* The oldest go first, and the memory is bounded. */
TEST_F_TIMEOUT(ended, bounded, 200)
{
	struct store store, before;
	struct dead dead[MANY];
	struct ended e;

	memory_max(0);
	memory_max(MEMORY_MAX);
	ASSERT_EQ(0, store_get(&before));
	for (int i = 0; i < MANY; i++) {
		ASSERT_EQ(0, make_dead(0, CHANGES, &dead[i]));
		ASSERT_EQ(0, store_get(&store));
		ASSERT_GE(MEMORY_MAX, store.used);
	}
	EXPECT_LT(MEMORY_MAX / 2, store.used);
	EXPECT_LT(before.dropped, store.dropped);
	EXPECT_LT(before.dropped_records + CHANGES, store.dropped_records);
	EXPECT_EQ(-ENOENT, ended_get(dead[0].cookie, &e));
	for (int i = 1, gone = 1; i < MANY; i++) {
		bool is_gone = ended_get(dead[i].cookie, &e) == -ENOENT;

		EXPECT_TRUE(gone || !is_gone);
		gone = is_gone;
	}
}

/* One journal cannot take all the memory. Its oldest records are a gap. */
TEST_F_TIMEOUT(ended, one_is_bounded, 200)
{
	struct dead small, large;
	struct recs recs;
	struct ended e;

	memory_max(0);
	memory_max(MEMORY_MAX);
	ASSERT_EQ(0, make_dead(0, 0, &small));
	ASSERT_EQ(0, make_dead(0, 10 * CHANGES, &large));
	EXPECT_EQ(0, ended_get(small.cookie, &e));
	ASSERT_EQ(0, ended_get(large.cookie, &e));
	EXPECT_GT(MEMORY_MAX / 2, e.used);
	ASSERT_EQ(0, recs_read_ended(&recs, large.cookie, CHURN_KINDS));
	ASSERT_LT(1, recs.n);
	EXPECT_TRUE(recs.rec[0].is_gap);
	EXPECT_EQ(NETJOURNAL_GAP_REASON_OVERWRITTEN, recs.rec[0].reason);
	EXPECT_EQ(0, recs_holes(&recs, 0));
	recs_free(&recs);
}

/* A user who makes and ends many namespaces displaces his own only, and what exceeds a fair part. */
TEST_F_TIMEOUT(ended, users_share, 300)
{
	struct dead host, user, other;
	struct store store;
	struct ended e;

	memory_max(0);
	memory_max(MEMORY_MAX);
	ASSERT_EQ(0, make_dead(0, CHANGES, &host));
	ASSERT_EQ(0, make_dead(65533, 0, &user));
	for (int i = 0; i < MANY; i++) {
		ASSERT_EQ(0, make_dead(65534, CHANGES, &other));
		ASSERT_EQ(0, ended_get(host.cookie, &e));
		ASSERT_EQ(0, ended_get(user.cookie, &e));
	}
	ASSERT_EQ(0, store_get(&store));
	EXPECT_GE(MEMORY_MAX, store.used);
}

TEST_F_TIMEOUT(ended, off, 100)
{
	struct store store, before;
	struct dead dead, unkept;
	struct ended e;
	int status, fds[2];

	ASSERT_EQ(0, make_dead(0, 0, &dead));
	memory_max(0);
	EXPECT_EQ(-ENOENT, ended_get(dead.cookie, &e));
	ASSERT_EQ(0, store_get(&before));
	EXPECT_EQ(0, before.used);
	EXPECT_EQ(0, before.journals);
	ASSERT_EQ(0, pipe(fds));
	if (!fork()) {
		live(0, 0, fds[1]);
		_exit(0);
	}
	ASSERT_EQ(sizeof(unkept), read(fds[0], &unkept, sizeof(unkept)));
	wait(&status);
	do {
		usleep(20000);
		ASSERT_EQ(0, store_get(&store));
	} while (store.dropped == before.dropped);
	EXPECT_EQ(0, store.journals);
	EXPECT_EQ(-ENOENT, ended_get(unkept.cookie, &e));
}

/* A dump goes on when its journal is dropped. */
TEST_F_TIMEOUT(ended, dropped_while_read, 100)
{
	struct nl_req *req = malloc(sizeof(*req)), *buf = malloc(sizeof(*buf));
	struct dead dead;
	struct ended e;
	struct nl nl;
	int got;

	ASSERT_EQ(0, make_dead(0, 3 * CHANGES, &dead));
	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	nj_begin(req, NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP);
	nl_put_u64(req, NETJOURNAL_A_RECORD_ENDED, dead.cookie);
	ASSERT_EQ(req->nlh.nlmsg_len, send(nl.fd, req, req->nlh.nlmsg_len, 0));
	ASSERT_LT(0, nl_wait(&nl, buf, 10000));
	memory_max(0);
	ASSERT_EQ(-ENOENT, ended_get(dead.cookie, &e));
	do {
		got = nl_wait(&nl, buf, 10000);
		ASSERT_LT(0, got);
	} while (buf->nlh.nlmsg_type != NLMSG_DONE);
	EXPECT_EQ(0, *(int *)NLMSG_DATA(&buf->nlh));
	nl_close(&nl);
	free(req);
	free(buf);
}

/* Who may ask. Turn this process into another user for good. Return 0 or -errno. */

static int become_host_root(void)
{
	return 0;
}

static int become_user(void)
{
	return setgid(1000) || setuid(1000) || prctl(PR_SET_DUMPABLE, 1) ? -errno : 0;
}

static int become_userns_root(void)
{
	return new_userns();
}

/* Becomes root of a container, who is also the host's root user. */
static int become_container_root(void)
{
	return new_userns() ?: unshare(CLONE_NEWNET) ? -errno : 0;
}

static int become_user_container_root(void)
{
	return become_user() ?: become_container_root();
}

/* The host's root, in another network. */
static int become_elsewhere(void)
{
	return unshare(CLONE_NEWNET) ? -errno : 0;
}

FIXTURE(who) {
	struct dead dead;
};

FIXTURE_VARIANT(who) {
	int (*become)(void);
	int err;
};

#define WHO(name, error) \
FIXTURE_VARIANT_ADD(who, name) { .become = become_##name, .err = (error) }

WHO(host_root, 0);
WHO(user, -EPERM);
WHO(userns_root, -EPERM);
WHO(container_root, -EPERM);
WHO(user_container_root, -EPERM);
WHO(elsewhere, -EPERM);

FIXTURE_SETUP(who)
{
	ASSERT_EQ(0, make_dead(0, 0, &self->dead));
	ASSERT_EQ(0, variant->become());
}

FIXTURE_TEARDOWN(who)
{
}

TEST_F(who, ask)
{
	struct store store;

	for (size_t i = 0; i < ARRAY_SIZE(asks); i++) {
		EXPECT_EQ(variant->err, ask(i, &self->dead, NULL, NULL)) {
			printf("# command %d, flags %#x\n", asks[i].cmd, asks[i].flags);
		}
	}
	/* Who reads the status of another namespace learns nothing about ended ones. */
	if (!store_get(&store))
		EXPECT_EQ(!variant->err, store.there);
}

TEST_HARNESS_MAIN
