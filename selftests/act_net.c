// SPDX-License-Identifier: GPL-2.0
/*
 * Acts: tasks that make changes at once, by rtnetlink, ioctls and sysfs, and work items.
 * No record is in a wrong act.
 *
 * Each task makes the same changes again and again. So its records must come in as many acts as it
 * made requests or system calls, and the numbers of records in its acts must repeat.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/ethtool_netlink.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"
#include "wait.h"

#define LINES	10000	/* of ip -batch, also in `make test`; the other tasks make a tenth as many changes */
#define RING	(32u << 20)

FIXTURE(act) {
	struct recs recs;
	uint64_t before;
};

FIXTURE_SETUP(act)
{
	memset(&self->recs, 0, sizeof(self->recs));
	new_netns_quiet();
	run("ip addr add 10.0.0.1/24 dev d0");
	for (uint32_t kind = NETJOURNAL_KIND_LINK; kind <= NETJOURNAL_KIND_ROUTE; kind++)
		ASSERT_EQ(0, config_set(kind, RING, -1));
	self->before = journal_last();
}

FIXTURE_TEARDOWN(act)
{
	recs_free(&self->recs);
}

/* ip -batch: a route comes, a route goes. */
static int run_batch(int n)
{
	FILE *f = fopen("/tmp/act.batch", "w");

	if (!f)
		return 1;
	for (int i = 0; i < n; i++)
		fprintf(f, "route %s 10.9.%d.%d/32 dev d0\n", i & 1 ? "del" : "add", i >> 9 & 255,
			i >> 1 & 255);
	if (fclose(f))
		return 1;
	execlp("ip", "ip", "-batch", "/tmp/act.batch", NULL);
	return 1;
}

/* ioctls: a device with an address and routes goes down, and up. */
static int run_ioctl(int n)
{
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	struct ifreq ifr = { .ifr_name = "d1" };

	for (int i = 0; i < n; i++) {
		ifr.ifr_flags = i & 1 ? IFF_UP : 0;
		if (ioctl(fd, SIOCSIFFLAGS, &ifr))
			return 1;
	}
	return 0;
}

/* sysfs: a device gets another MTU. */
static int run_sysfs(int n)
{
	int fd;

	/* A sysfs shows the network namespace of the task that mounted it. */
	if (unshare(CLONE_NEWNS) || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	    mount("sysfs", "/sys", "sysfs", 0, NULL))
		return 1;
	fd = open("/sys/class/net/d2/mtu", O_WRONLY);
	if (fd < 0)
		return 1;
	for (int i = 0; i < n; i++)
		if (pwrite(fd, i & 1 ? "1500" : "1400", 4, 0) != 4)
			return 1;
	return 0;
}

/* Builds the request to add or delete an address of d3. Returns its length. */
static size_t address_request(char *buf, int type, uint32_t number)
{
	struct nl_req *req = (void *)buf;
	struct ifaddrmsg ifa = {
		.ifa_family = AF_INET, .ifa_prefixlen = 24, .ifa_index = if_nametoindex("d3"),
	};
	uint32_t address = htonl(0x0a030001 + (number << 8));

	nl_begin(req, type, type == RTM_NEWADDR ? NLM_F_CREATE | NLM_F_EXCL : 0);
	nl_append(req, &ifa, sizeof(ifa));
	nl_put(req, IFA_LOCAL, &address, sizeof(address));
	nl_put(req, IFA_ADDRESS, &address, sizeof(address));
	return NLMSG_ALIGN(req->nlh.nlmsg_len);
}

/* rtnetlink: three addresses come in one system call, and go in the next. */
static int run_requests(int n)
{
	char *buf = malloc(4 * NL_BUF);
	int failed = 0;
	struct nl nl;

	if (!buf || nl_open(&nl, NETLINK_ROUTE))
		abort();
	for (int i = 0; i < n / 3; i++) {
		size_t len = 0;

		for (int j = 0; j < 3; j++)
			len += address_request(buf + len, i & 1 ? RTM_DELADDR : RTM_NEWADDR, j);
		failed += send(nl.fd, buf, len, 0) < 0;
	}
	nl_close(&nl);
	free(buf);
	return failed != 0;
}

/* A task, and what the journal must show of the task. */
struct actor {
	int (*run)(int n);
	int acts;
	int period;	/* after so many acts, the numbers of records repeat */
	pid_t pid;
};

/* What the journal has shown of the task. */
struct seen {
	uint64_t act;		/* the last one */
	int acts;
	int records;		/* of the last act */
	int sizes[8];		/* of the first acts */
	int wrong;		/* acts with another number of records */
};

static void seen_act_ends(struct seen *seen, const struct actor *actor)
{
	int i = seen->acts - 1;

	if (i < 0)
		return;
	if (i < actor->period)
		seen->sizes[i] = seen->records;
	else if (seen->records != seen->sizes[i % actor->period])
		seen->wrong++;
}

static void seen_record(struct seen *seen, const struct actor *actor, const struct rec *rec)
{
	if (rec->act != seen->act) {
		seen_act_ends(seen, actor);
		seen->acts++;
		seen->records = 0;
		seen->act = rec->act;
	}
	seen->records++;
}

static int by_act(const void *a, const void *b)
{
	const struct rec *x = a, *y = b;

	return x->act < y->act ? -1 : x->act > y->act;
}

/* Returns how many records have no act, or share it with a record of another task. */
static int strangers(struct recs *recs)
{
	int n = 0;

	qsort(recs->rec, recs->n, sizeof(*recs->rec), by_act);
	for (size_t i = 0; i < recs->n; i++)
		n += !recs->rec[i].act ||
		     (i && recs->rec[i].act == recs->rec[i - 1].act &&
		      recs->rec[i].tid != recs->rec[i - 1].tid);
	return n;
}

static void actors_start(struct actor *actors, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		actors[i].pid = fork();
		if (!actors[i].pid)
			_exit(actors[i].run(actors[i].acts));
	}
}

static int actors_failed(size_t n)
{
	int failed = 0, status;

	while (n--)
		failed += wait(&status) < 0 || status;
	return failed;
}

TEST_F_TIMEOUT(act, tasks_at_once, 600)
{
	/* A slow debug kernel has less than a tenth of all rounds. */
	unsigned int wanted = percent_of(10 * LINES);
	int lines = wanted < LINES ? wanted : LINES, few = (lines / 60 + 1) * 6;
	struct actor actors[] = {
		{ .run = run_batch, .acts = lines, .period = 2 },
		{ .run = run_ioctl, .acts = few, .period = 2 },
		{ .run = run_sysfs, .acts = few, .period = 2 },
		{ .run = run_requests, .acts = few, .period = 6 },
	};

	for (int i = 1; i <= 3; i++)
		run("ip link add d%d type dummy && ip link set d%d up && ip addr add 10.%d.0.1/16 dev d%d",
		    i, i, i, i);
	self->before = journal_last();
	actors_start(actors, ARRAY_SIZE(actors));
	ASSERT_EQ(0, actors_failed(ARRAY_SIZE(actors)));
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS_ALL));
	for (size_t a = 0; a < ARRAY_SIZE(actors); a++) {
		struct seen seen = {};

		for (size_t i = 0; i < self->recs.n; i++) {
			ASSERT_FALSE(self->recs.rec[i].is_gap);
			if (self->recs.rec[i].pid == actors[a].pid)
				seen_record(&seen, &actors[a], &self->recs.rec[i]);
		}
		seen_act_ends(&seen, &actors[a]);
		printf("# %d acts, %d wrong; the first have %d and %d records\n", seen.acts,
		       seen.wrong, seen.sizes[0], seen.sizes[1]);
		EXPECT_EQ(actors[a].acts, seen.acts);
		EXPECT_EQ(0, seen.wrong);
	}
	EXPECT_EQ(0, strangers(&self->recs));
}

/* Waits for the last record of @type, about @ifname, that a kernel thread made after @after. */
static const struct rec *find_work(struct recs *recs, uint64_t after, int type, const char *ifname)
{
	const struct rec *found = NULL;

	for (uint64_t end = 0; !found && wait_more(&end);) {
		if (recs_read_again(recs, after, KINDS(LINK) | KINDS(ADDR)))
			return NULL;
		for (size_t i = 0; i < recs->n; i++) {
			const struct rec *rec = &recs->rec[i];
			/* The second word of ifinfomsg and of ifaddrmsg. */
			const uint32_t *message = NLMSG_DATA(&rec->domain.msg);

			if (rec->context == NETJOURNAL_CONTEXT_KTHREAD &&
			    rec->domain.msg.nlmsg_type == type &&
			    message[1] == if_nametoindex(ifname))
				found = rec;
		}
	}
	return found;
}

/* The carrier goes, and comes: two runs of the same work item. */
TEST_F(act, two_runs_of_a_work_item)
{
	uint64_t acts[4], before;
	const struct rec *rec;

	run("ip link add v0 type veth peer name v1 && ip link set v0 up && ip link set v1 up");
	sleep(2);	/* ignore the record that the carrier comes */
	for (size_t i = 0; i < ARRAY_SIZE(acts); i++) {
		before = journal_last();
		run("ip link set v1 %s", i & 1 ? "up" : "down");
		rec = find_work(&self->recs, before, RTM_NEWLINK, "v0");
		ASSERT_NE(NULL, rec);
		acts[i] = rec->act;
		EXPECT_NE(0, acts[i]);
		for (size_t j = 0; j < i; j++)
			EXPECT_NE(acts[j], acts[i]);
	}
}

/* The route to an address goes with the address, in the same run of a work item. */
TEST_F(act, one_run_of_a_work_item)
{
	const struct rec *rec;
	uint64_t act, before = journal_last();
	int routes = 0;

	run("ip addr add 10.5.0.1/24 dev d0 valid_lft 1 preferred_lft 1");
	rec = find_work(&self->recs, before, RTM_DELADDR, "d0");
	ASSERT_NE(NULL, rec);
	act = rec->act;
	EXPECT_NE(0, act);
	ASSERT_EQ(0, recs_read_again(&self->recs, rec->seq - 3, KINDS(ROUTE)));
	for (size_t i = 0; i < self->recs.n; i++)
		routes += self->recs.rec[i].act == act;
	EXPECT_LT(0, routes);
}

/* Builds the request to switch a feature of d0 on or off. Returns its length. */
static size_t feature_request(char *buf, uint16_t family, const char *feature, bool on)
{
	struct nl_req *req = (void *)buf;
	size_t header, wanted, bits, bit;

	nl_begin_genl(req, family, ETHTOOL_MSG_FEATURES_SET, 0);
	header = nl_nest(req, ETHTOOL_A_FEATURES_HEADER);
	nl_put_str(req, ETHTOOL_A_HEADER_DEV_NAME, "d0");
	nl_nest_end(req, header);
	wanted = nl_nest(req, ETHTOOL_A_FEATURES_WANTED);
	bits = nl_nest(req, ETHTOOL_A_BITSET_BITS);
	bit = nl_nest(req, ETHTOOL_A_BITSET_BITS_BIT);
	nl_put_str(req, ETHTOOL_A_BITSET_BIT_NAME, feature);
	if (on)
		nl_put(req, ETHTOOL_A_BITSET_BIT_VALUE, NULL, 0);
	nl_nest_end(req, bit);
	nl_nest_end(req, bits);
	nl_nest_end(req, wanted);
	return NLMSG_ALIGN(req->nlh.nlmsg_len);
}

/* Requests to other families are acts of their own, too. */
TEST_F(act, requests_to_another_family)
{
	char *buf = malloc(3 * NL_BUF);
	struct nl_family family;
	uint64_t acts[2] = {};
	size_t len, n = 0;
	struct nl nl;

	if (nl_family(&family, ETHTOOL_GENL_NAME))
		SKIP(return, "no ethtool over netlink");
	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	len = feature_request(buf, family.id, "tx-checksum-ip-generic", false);
	len += feature_request(buf + len, family.id, "tx-checksum-ip-generic", true);
	ASSERT_EQ(len, send(nl.fd, buf, len, 0));
	nl_close(&nl);
	free(buf);
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS(LINK)));
	for (size_t i = 0; i < self->recs.n; i++) {
		uint64_t act = self->recs.rec[i].act;

		ASSERT_NE(0, act);
		if (n && acts[n - 1] == act)
			continue;
		ASSERT_GT(2, n);
		acts[n++] = act;
	}
	EXPECT_EQ(2, n);
}

#define STRICT	"/proc/sys/kernel/sysctl_writes_strict"
#define SYSCTL	"/proc/sys/net/ipv4/conf/d0/arp_ignore"
#define PIECE	(16 * 4096)	/* bytes that sendfile() writes at once */

/* sendfile() can write a sysctl any number of times. All writes together are one record. */
TEST_F(act, writes_of_one_system_call)
{
	char *text = malloc(2 * PIECE), value = 0;
	int from, to;

	memset(text, ' ', 2 * PIECE);
	text[0] = '1';
	text[PIECE] = '2';
	from = memfd_create("values", MFD_CLOEXEC);
	ASSERT_EQ(2 * PIECE, write(from, text, 2 * PIECE));
	ASSERT_EQ(0, lseek(from, 0, SEEK_SET));
	free(text);
	/* The second piece is a value, too, and not the rest of the first one. */
	ASSERT_EQ(0, write_file(STRICT, "-1"));
	to = open(SYSCTL, O_RDWR | O_CLOEXEC);
	EXPECT_EQ(2 * PIECE, sendfile(to, from, NULL, 2 * PIECE));
	EXPECT_EQ(0, write_file(STRICT, "1"));
	EXPECT_EQ(1, pread(to, &value, 1, 0));
	EXPECT_EQ('2', value);
	close(from);
	close(to);
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS(SYSCTL)));
	EXPECT_EQ(1, self->recs.n);
}

TEST_HARNESS_MAIN
