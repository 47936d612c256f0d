// SPDX-License-Identifier: GPL-2.0
/*
 * Failing allocations. Lets each allocation of a request fail, one after the other
 * (/proc/self/fail-nth). Afterwards
 *  - each change is in the journal, or the journal reports it as lost,
 *  - a refused request has changed nothing,
 *  - the next change is recorded, and names the process that made it,
 *  - a listener was notified, or can see that it was not.
 * Needs a kernel with CONFIG_FAILSLAB (scripts/machine/debug-kernel), and is skipped on
 * others.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/rtnetlink.h>
#include <fcntl.h>
#include <linux/fib_rules.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/nexthop.h>
#include <net/if.h>
#include <sched.h>
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

#define FAULTS_MAX	20000	/* more allocations than any request makes */

static int write_to(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC), err = 0;

	if (fd < 0)
		return -errno;
	if (write(fd, text, strlen(text)) < 0)
		err = -errno;
	close(fd);
	return err;
}

/*
 * The kernel puts modules at addresses at most this far from the loaded module. The kernel itself is
 * elsewhere.
 */
#define MODULES_SIZE	(256ul << 20)

static unsigned long module_address(void)
{
	FILE *f = fopen("/sys/module/" MODULE "/sections/.text", "r");
	unsigned long address = 0;

	if (f && fscanf(f, "%lx", &address) != 1)
		address = 0;
	if (f)
		fclose(f);
	return address;
}

/*
 * Lets only allocations fail that have a module on their stack (CONFIG_FAULT_INJECTION_STACKTRACE_FILTER).
 * Such a kernel has no other module, so these are the module's allocations, also in functions that it
 * calls. @address: an address in the module; 0: all allocations may fail again.
 */
static int only_module(unsigned long address)
{
	static const char *const dirs[] = { "failslab", "fail_page_alloc" };
	unsigned long start = address ? address - address % MODULES_SIZE : 0;
	const struct { const char *name; unsigned long value; } files[] = {
		{ "require-start", start },
		{ "require-end", address ? start + MODULES_SIZE : ~0ul },
		{ "stacktrace-depth", address ? 32 : 0 },
	};
	char path[128], text[32];
	int err = 0;

	for (size_t i = 0; !err && i < 2 * 3; i++) {
		snprintf(path, sizeof(path), "/sys/kernel/debug/%s/%s", dirs[i / 3],
			 files[i % 3].name);
		snprintf(text, sizeof(text), "%#lx", files[i % 3].value);
		err = write_to(path, text);
	}
	/* Page allocations that may sleep can fail only now. Slab allocations can always fail. */
	return err ?: write_to("/sys/kernel/debug/fail_page_alloc/ignore-gfp-wait",
			       address ? "N" : "Y") ?:
	       write_to("/sys/kernel/debug/failslab/ignore-gfp-wait", "N");
}

/* Lets allocations that may sleep fail too, and switches off the traces in the log. */
static int faults_set_up(void)
{
	static const char dir[] = "/sys/kernel/debug";
	char path[128];

	if (only_module(0) || access("/proc/self/fail-nth", W_OK))
		return -ENOENT;
	snprintf(path, sizeof(path), "%s/failslab/verbose", dir);
	write_to(path, "0");
	snprintf(path, sizeof(path), "%s/fail_page_alloc/verbose", dir);
	write_to(path, "0");
	return 0;
}

static int nth_fd;

/* From now on this thread's @nth allocation fails. */
static void arm(unsigned int nth)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%u", nth);

	if (pwrite(nth_fd, text, len, 0) != len)
		abort();
}

/* Lets no allocation fail any more. Returns whether one failed. */
static bool disarm(void)
{
	char text[16] = "";

	if (pread(nth_fd, text, sizeof(text) - 1, 0) <= 0)
		abort();
	arm(0);
	return atoi(text) == 0;
}

static void sock_open(struct nl *nl, int protocol)
{
	struct timeval limit = { .tv_sec = 20 };

	/* A time-out, because the reply may be lost together with the error. */
	if (nl_open(nl, protocol) ||
	    setsockopt(nl->fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)))
		abort();
}

/* Requests of rtnetlink */

static void begin(struct nl_req *req, int type, const void *hdr, size_t len)
{
	nl_begin(req, type, type == RTM_NEWROUTE || type == RTM_NEWADDR || type == RTM_NEWRULE ||
		 type == RTM_NEWNEIGH || type == RTM_NEWNEXTHOP ? NLM_F_CREATE | NLM_F_EXCL : 0);
	memcpy(NLMSG_DATA(&req->nlh), hdr, len);
	req->nlh.nlmsg_len = NLMSG_SPACE(len);
}

static void put_addr(struct nl_req *req, int type, const char *text)
{
	bool v6 = strchr(text, ':');
	char addr[16];

	inet_pton(v6 ? AF_INET6 : AF_INET, text, addr);
	nl_put(req, type, addr, v6 ? 16 : 4);
}

static void route4(struct nl_req *req, bool add)
{
	struct rtmsg rtm = {
		.rtm_family = AF_INET, .rtm_dst_len = 16, .rtm_protocol = RTPROT_STATIC,
		.rtm_scope = RT_SCOPE_LINK, .rtm_type = RTN_UNICAST, .rtm_table = RT_TABLE_MAIN,
	};

	begin(req, add ? RTM_NEWROUTE : RTM_DELROUTE, &rtm, sizeof(rtm));
	put_addr(req, RTA_DST, "10.20.0.0");
	nl_put_u32(req, RTA_OIF, if_nametoindex("d0"));
}

static void route6(struct nl_req *req, bool add)
{
	struct rtmsg rtm = {
		.rtm_family = AF_INET6, .rtm_dst_len = 48, .rtm_protocol = RTPROT_STATIC,
		.rtm_scope = RT_SCOPE_UNIVERSE, .rtm_type = RTN_UNICAST,
		.rtm_table = RT_TABLE_MAIN,
	};

	begin(req, add ? RTM_NEWROUTE : RTM_DELROUTE, &rtm, sizeof(rtm));
	put_addr(req, RTA_DST, "2001:db8:20::");
	nl_put_u32(req, RTA_OIF, if_nametoindex("d0"));
}

static void addr4(struct nl_req *req, bool add)
{
	struct ifaddrmsg ifa = {
		.ifa_family = AF_INET, .ifa_prefixlen = 24, .ifa_index = if_nametoindex("d0"),
	};

	begin(req, add ? RTM_NEWADDR : RTM_DELADDR, &ifa, sizeof(ifa));
	put_addr(req, IFA_LOCAL, "10.9.0.1");
	put_addr(req, IFA_ADDRESS, "10.9.0.1");
}

static void addr6(struct nl_req *req, bool add)
{
	struct ifaddrmsg ifa = {
		.ifa_family = AF_INET6, .ifa_prefixlen = 64, .ifa_index = if_nametoindex("d0"),
		.ifa_flags = add ? IFA_F_NODAD : 0,
	};

	begin(req, add ? RTM_NEWADDR : RTM_DELADDR, &ifa, sizeof(ifa));
	put_addr(req, IFA_LOCAL, "2001:db8:9::1");
}

static void rule(struct nl_req *req, bool add)
{
	struct fib_rule_hdr hdr = { .family = AF_INET, .table = 100, .action = FR_ACT_TO_TBL };

	begin(req, add ? RTM_NEWRULE : RTM_DELRULE, &hdr, sizeof(hdr));
	nl_put_u32(req, FRA_PRIORITY, 77);
}

static void neigh(struct nl_req *req, bool add)
{
	struct ndmsg ndm = {
		.ndm_family = AF_INET, .ndm_ifindex = if_nametoindex("d0"),
		.ndm_state = NUD_PERMANENT,
	};

	begin(req, add ? RTM_NEWNEIGH : RTM_DELNEIGH, &ndm, sizeof(ndm));
	put_addr(req, NDA_DST, "10.0.0.9");
	nl_put(req, NDA_LLADDR, "\2\0\0\0\0\1", 6);
}

static void nexthop(struct nl_req *req, bool add)
{
	struct nhmsg nhm = { .nh_family = add ? AF_INET : AF_UNSPEC };

	begin(req, add ? RTM_NEWNEXTHOP : RTM_DELNEXTHOP, &nhm, sizeof(nhm));
	nl_put_u32(req, NHA_ID, 20);
	if (add)
		nl_put_u32(req, NHA_OIF, if_nametoindex("d0"));
}

static void link_new(struct nl_req *req, bool add)
{
	struct ifinfomsg ifi = { .ifi_family = AF_UNSPEC };
	size_t nest;

	begin(req, add ? RTM_NEWLINK : RTM_DELLINK, &ifi, sizeof(ifi));
	if (add)
		req->nlh.nlmsg_flags |= NLM_F_CREATE | NLM_F_EXCL;
	nl_put_str(req, IFLA_IFNAME, "d7");
	if (add) {
		nest = nl_nest(req, IFLA_LINKINFO);
		nl_put_str(req, IFLA_INFO_KIND, "dummy");
		nl_nest_end(req, nest);
	}
}

/* "Adding" takes d1 down, which removes its routes silently. */
static void link_down(struct nl_req *req, bool add)
{
	struct ifinfomsg ifi = {
		.ifi_family = AF_UNSPEC, .ifi_index = if_nametoindex("d1"),
		.ifi_change = IFF_UP, .ifi_flags = add ? 0 : IFF_UP,
	};

	begin(req, RTM_NEWLINK, &ifi, sizeof(ifi));
}

static void link_down_restore(void)
{
	run("ip link set d1 up; "
	    "for i in 1 2 3 4 5 6 7 8; do echo route replace 10.8.$i.0/24 dev d1; done | ip -batch -");
}

/* The number of objects of each kind */

struct counts {
	int n[NETJOURNAL_KIND_MAX + 1];
};

static void count_take(const struct nlmsghdr *nlh, void *arg)
{
	const struct ndmsg *ndm = NLMSG_DATA(nlh);

	/* The kernel makes and removes other entries without announcing them (multicast). */
	if (nlh->nlmsg_type == RTM_NEWNEIGH && ndm->ndm_state != NUD_PERMANENT)
		return;
	++*(int *)arg;
}

static void count_all(struct counts *c)
{
	static const struct {
		int kind, type, len;
		int families[3];
	} dumps[] = {
		{ NETJOURNAL_KIND_LINK, RTM_GETLINK, sizeof(struct ifinfomsg), { AF_UNSPEC, -1 } },
		{ NETJOURNAL_KIND_ADDR, RTM_GETADDR, sizeof(struct ifaddrmsg), { AF_INET, AF_INET6, -1 } },
		{ NETJOURNAL_KIND_ROUTE, RTM_GETROUTE, sizeof(struct rtmsg), { AF_INET, AF_INET6, -1 } },
		{ NETJOURNAL_KIND_RULE, RTM_GETRULE, sizeof(struct fib_rule_hdr), { AF_INET, AF_INET6, -1 } },
		{ NETJOURNAL_KIND_NEIGH, RTM_GETNEIGH, sizeof(struct ndmsg), { AF_INET, AF_INET6, -1 } },
		{ NETJOURNAL_KIND_NEXTHOP, RTM_GETNEXTHOP, sizeof(struct nhmsg), { AF_UNSPEC, -1 } },
	};
	struct nl_req *req = malloc(sizeof(*req));
	struct nl nl;

	sock_open(&nl, NETLINK_ROUTE);
	memset(c, 0, sizeof(*c));
	for (unsigned int i = 0; i < sizeof(dumps) / sizeof(dumps[0]); i++) {
		for (const int *family = dumps[i].families; *family >= 0; family++) {
			char hdr[32] = { *family };
			int n = 0;

			begin(req, dumps[i].type, hdr, dumps[i].len);
			req->nlh.nlmsg_flags |= NLM_F_DUMP;
			if (nl_talk(&nl, req, count_take, &n))
				abort();
			c->n[dumps[i].kind] += n;
		}
	}
	nl_close(&nl);
	free(req);
}

/* Counts until the numbers are as wanted, because the kernel does some work later (IPv6: the route of a new address). */
static void count_until(const struct counts *want, struct counts *c)
{
	for (int tries = 0; tries < 30; tries++) {
		count_all(c);
		if (!memcmp(want, c, sizeof(*c)))
			break;
		usleep(100000);
	}
}

/* The changes that the journal reports for a time */
struct told {
	int records[NETJOURNAL_KIND_MAX + 1];
	int lost[NETJOURNAL_KIND_MAX + 1];
	int gaps[NETJOURNAL_KIND_MAX + 1];
	int strange;
	uint64_t last[NETJOURNAL_KIND_MAX + 1];
};

/* Counts the lost changes of each kind, from the status, because the bounds of a gap do not say how many. */
static void lost_ever(int *lost)
{
	struct ring_status st;

	for (int kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		if (ring_status(&st, kind))
			abort();
		lost[kind] = st.lost;
	}
}

/* @lost_before: the result of lost_ever() at the beginning */
static void journal_tells(struct told *told, uint64_t after, const int *lost_before)
{
	struct recs recs;

	memset(told, 0, sizeof(*told));
	if (lost_before) {
		lost_ever(told->lost);
		for (int kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
			told->lost[kind] -= lost_before[kind];
	}
	if (recs_read(&recs, after, KINDS_ALL))
		abort();
	for (size_t i = 0; i < recs.n; i++) {
		const struct rec *rec = &recs.rec[i];

		if (!rec->is_gap) {
			told->records[rec->kind]++;
			told->last[rec->kind] = rec->seq;
		} else if (rec->reason == NETJOURNAL_GAP_REASON_LOST) {
			told->gaps[rec->kind]++;
			told->last[rec->kind] = rec->last;
		} else {
			told->strange++;
		}
	}
	recs_free(&recs);
}

/*
 * Returns the first kind of which more objects have changed from @a to @b than the
 * journal reports, or 0. Waits a little for late reports. With @lost_before, a lost change
 * counts as reported if there is also a gap.
 */
static int kept_quiet(const struct counts *a, struct counts *b, struct told *told,
		      uint64_t after, const int *lost_before)
{
	for (int tries = 0; ; tries++) {
		int kind;

		count_all(b);
		journal_tells(told, after, lost_before);
		for (kind = NETJOURNAL_KIND_MAX; kind; kind--)
			if (abs(b->n[kind] - a->n[kind]) >
			    told->records[kind] + told->lost[kind] ||
			    (told->lost[kind] && !told->gaps[kind]))
				break;
		if (!kind || tries == 30)
			return kind;
		usleep(100000);
	}
}

/* A listener to all groups, which must notice if it was not notified. */
struct listener {
	struct nl nl;
	uint64_t seen[NETJOURNAL_KIND_MAX + 1];
	int told, noticed;
};

static void listener_open(struct listener *l)
{
	struct nl_family family;
	int room = 4 << 20;

	memset(l, 0, sizeof(*l));
	if (nl_open(&l->nl, NETLINK_GENERIC) || nl_family(&family, NETJOURNAL_FAMILY_NAME))
		abort();
	setsockopt(l->nl.fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room));
	for (uint32_t i = 0; i < family.n_groups; i++)
		if (nl_join(&l->nl, family.groups[i].id))
			abort();
}

static void listener_start(struct listener *l)
{
	struct told told;

	journal_tells(&told, 0, NULL);
	memcpy(l->seen, told.last, sizeof(l->seen));
}

static void listener_drain(struct listener *l)
{
	static char buf[NL_BUF];

	for (;;) {
		ssize_t got = recv(l->nl.fd, buf, sizeof(buf), MSG_DONTWAIT);
		const struct nlmsghdr *nlh = (void *)buf;
		struct rec rec;

		if (got < 0 && errno == EAGAIN)
			return;
		if (got < 0 && errno == ENOBUFS) {
			l->noticed++;
			listener_start(l);
			continue;
		}
		if (got < 0)
			abort();
		if (((struct genlmsghdr *)NLMSG_DATA(nlh))->cmd != NETJOURNAL_CMD_RECORD_NTF)
			continue;
		rec_parse(&rec, nlh);
		l->told++;
		if (rec.is_gap) {
			if (l->seen[rec.kind] < rec.last)
				l->seen[rec.kind] = rec.last;
		} else {
			if (rec.prev_seq > l->seen[rec.kind])
				l->noticed++;
			if (l->seen[rec.kind] < rec.seq)
				l->seen[rec.kind] = rec.seq;
		}
	}
}

FIXTURE(faults) {
	struct listener listener;
	struct nl nl;
	struct nl_req *req;
	int status;
};

FIXTURE_SETUP(faults)
{
	if (faults_set_up())
		SKIP(return, "this kernel makes no faults");
	nth_fd = open("/proc/thread-self/fail-nth", O_RDWR | O_CLOEXEC);
	ASSERT_LE(0, nth_fd);
	new_netns();
	run("ip link add d0 type dummy && ip link set d0 addrgenmode none && ip link set d0 up");
	run("ip addr add 10.0.0.1/24 dev d0");
	run("ip link add d1 type dummy && ip link set d1 addrgenmode none");
	run("ip addr add 10.1.0.1/24 dev d1");
	link_down_restore();
	self->req = malloc(sizeof(*self->req));
	sock_open(&self->nl, NETLINK_ROUTE);
	listener_open(&self->listener);
	listener_start(&self->listener);
	prctl(PR_SET_NAME, "faulty");
}

FIXTURE_TEARDOWN(faults)
{
}

/* Undoes the change, if it was made, without failing allocations. */
static void undo(struct nl *nl, void (*make)(struct nl_req *req, bool add), bool add)
{
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	if (make == link_down) {
		link_down_restore();
	} else {
		make(req, !add);
		err = nl_talk(nl, req, NULL, NULL);
		if (err && err != -ENOENT && err != -ESRCH && err != -EADDRNOTAVAIL &&
		    err != -ENODEV && err != -EEXIST) {
			printf("# undoing: %s\n", strerror(-err));
			abort();
		}
	}
	free(req);
}

/*
 * Lets each allocation of the request that @make builds fail. @add: the request adds an
 * object, and deleting the object undoes it; otherwise the other way round.
 */
static void sweep(struct __test_metadata *_metadata, FIXTURE_DATA(faults) *self,
		  void (*make)(struct nl_req *req, bool add), bool add)
{
	int failed = 0, done = 0, lost = 0, told_of = 0;
	int lost_before[NETJOURNAL_KIND_MAX + 1] = {};
	struct counts base, c0, c1;
	struct told told;

	if (!add)
		undo(&self->nl, make, false);
	usleep(300000);
	listener_drain(&self->listener);
	listener_start(&self->listener);
	count_all(&base);

	for (unsigned int nth = 1; nth < FAULTS_MAX; nth++) {
		uint64_t before = journal_last(), between;
		bool hit;
		int err, kind;

		count_all(&c0);
		lost_ever(lost_before);
		make(self->req, add);
		arm(nth);
		err = nl_talk(&self->nl, self->req, NULL, NULL);
		hit = disarm();
		/* If the kernel could not build a reply, it reports that, or sends nothing. */
		nl_close(&self->nl);
		sock_open(&self->nl, NETLINK_ROUTE);

		kind = kept_quiet(&c0, &c1, &told, before, lost_before);
		EXPECT_EQ(0, kind) {
			TH_LOG("fault %u (error %d): of kind %d %d became %d; %d records, %d lost",
			       nth, err, kind, c0.n[kind], c1.n[kind], told.records[kind],
			       told.lost[kind]);
		}
		EXPECT_EQ(0, told.strange);
		failed += err != 0;
		done += err == 0;
		for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
			lost += told.lost[kind];
			told_of += told.records[kind];
		}

		/* Undo the change without a fault: it must be recorded completely. */
		between = journal_last();
		c0 = c1;
		undo(&self->nl, make, add);
		count_until(&base, &c1);
		kind = kept_quiet(&c0, &c1, &told, between, NULL);
		EXPECT_EQ(0, kind) {
			TH_LOG("after fault %u (error %d): of kind %d %d became %d; %d records, %d lost",
			       nth, err, kind, c0.n[kind], c1.n[kind], told.records[kind],
			       told.lost[kind]);
		}
		for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
			EXPECT_EQ(base.n[kind], c1.n[kind]) {
				TH_LOG("fault %u (error %d) left kind %d changed", nth, err, kind);
			}
		}
		listener_drain(&self->listener);
		for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
			if (!told.last[kind])
				continue;
			EXPECT_EQ(told.last[kind], self->listener.seen[kind]) {
				TH_LOG("fault %u: kind %d", nth, kind);
			}
		}
		if (!hit) {
			EXPECT_EQ(0, err);
			printf("# %u faults: %d refused, %d done; %d records, %d lost; listener: %d told, noticed %d\n",
			       nth - 1, failed, done - 1, told_of, lost, self->listener.told,
			       self->listener.noticed);
			EXPECT_LT(3, nth);
			return;
		}
		if (!__test_passed(_metadata) && nth > 500)
			break;
	}
	ASSERT_FALSE(true) TH_LOG("no end of faults");
}

#define SWEEP_ADD(name) \
	TEST_F_TIMEOUT(faults, name##_add, 600) { sweep(_metadata, self, name, true); }
#define SWEEP_DEL(name) \
	TEST_F_TIMEOUT(faults, name##_del, 600) { sweep(_metadata, self, name, false); }
#define SWEEP(name)	SWEEP_ADD(name) SWEEP_DEL(name)

SWEEP(route4)
SWEEP(route6)
SWEEP(addr4)
SWEEP(addr6)
SWEEP(rule)
SWEEP(neigh)
SWEEP(nexthop)
/* If making a link fails, the kernel itself prints traces (sysctl). */
SWEEP_DEL(link_new)
SWEEP_ADD(link_down)

#define HIDDEN	200	/* more than the module has room for without an allocation */

static void hidden_restore(void)
{
	run("ip link set d1 up; "
	    "for i in $(seq %d); do echo route replace 10.30.$i.0/24 dev d1 metric 2; done | ip -batch -",
	    HIDDEN);
}

/*
 * Routes that are not the first ones to their prefix go silently with their device. If there was no memory to remember
 * them, the journal says that they may be missing.
 */
TEST_F_TIMEOUT(faults, hidden_down, 300)
{
	int lost_before[NETJOURNAL_KIND_MAX + 1], lost = 0;
	struct counts c0, c1;
	struct told told;

	ASSERT_NE(0, module_address());
	run("for i in $(seq %d); do echo route add 10.30.$i.0/24 dev d0 metric 1; done | ip -batch -",
	    HIDDEN);
	/* They are the first allocations that the module makes. */
	for (unsigned int nth = 1; nth <= 6; nth++) {
		uint64_t before;
		int kind;

		hidden_restore();
		before = journal_last();
		count_all(&c0);
		lost_ever(lost_before);
		link_down(self->req, true);
		ASSERT_EQ(0, only_module(module_address()));
		arm(nth);
		EXPECT_EQ(0, nl_talk(&self->nl, self->req, NULL, NULL));
		EXPECT_TRUE(disarm());
		ASSERT_EQ(0, only_module(0));
		kind = kept_quiet(&c0, &c1, &told, before, lost_before);
		EXPECT_EQ(0, kind) {
			TH_LOG("fault %u: of kind %d %d became %d; %d records, %d lost",
			       nth, kind, c0.n[kind], c1.n[kind], told.records[kind],
			       told.lost[kind]);
		}
		lost += told.lost[NETJOURNAL_KIND_ROUTE];
	}
	EXPECT_LT(0, lost);
}

/*
 * The module has no memory to remember that routes are the first ones to their prefix. Nothing is missing yet, but a
 * silent replacement of such a route could go unseen, and the journal says so.
 */
TEST_F_TIMEOUT(faults, first_add, 300)
{
	int lost_before[NETJOURNAL_KIND_MAX + 1], lost[NETJOURNAL_KIND_MAX + 1];

	ASSERT_NE(0, module_address());
	/* The ring has a chunk by now. If it gets no other chunk, it overwrites an old one, and nothing is lost. */
	lost_ever(lost_before);
	ASSERT_EQ(0, only_module(module_address()));
	for (unsigned int i = 0; i < HIDDEN; i++) {
		struct rtmsg rtm = {
			.rtm_family = AF_INET, .rtm_dst_len = 24, .rtm_protocol = RTPROT_STATIC,
			.rtm_scope = RT_SCOPE_LINK, .rtm_type = RTN_UNICAST,
			.rtm_table = RT_TABLE_MAIN,
		};
		char text[32];

		begin(self->req, RTM_NEWROUTE, &rtm, sizeof(rtm));
		snprintf(text, sizeof(text), "10.31.%u.0", i);
		put_addr(self->req, RTA_DST, text);
		nl_put_u32(self->req, RTA_OIF, if_nametoindex("d0"));
		arm(1);
		EXPECT_EQ(0, nl_talk(&self->nl, self->req, NULL, NULL));
		disarm();
	}
	ASSERT_EQ(0, only_module(0));
	lost_ever(lost);
	EXPECT_LT(lost_before[NETJOURNAL_KIND_ROUTE], lost[NETJOURNAL_KIND_ROUTE]);
}

/*
 * Lets each allocation of a request to the module fail. @make builds the request. @check
 * checks what it did. It gets the error in the reply: 0, -ENOMEM if the request was
 * refused, or another one if the reply was lost.
 */
static void family_sweep(struct __test_metadata *_metadata, FIXTURE_DATA(faults) *self,
			 void (*make)(struct nl_req *req),
			 void (*take)(const struct nlmsghdr *nlh, void *arg), void *arg,
			 void (*check)(struct __test_metadata *_metadata, unsigned int nth,
				       int err, uint64_t before))
{
	int failed = 0;

	for (unsigned int nth = 1; nth < FAULTS_MAX; nth++) {
		uint64_t before = journal_last(), seq = 0;
		struct rec rec;
		struct nl nl;
		bool hit;
		int err;

		sock_open(&nl, NETLINK_GENERIC);
		make(self->req);
		arm(nth);
		err = nl_talk(&nl, self->req, take, arg);
		hit = disarm();
		nl_close(&nl);
		EXPECT_TRUE(!err || err == -ENOMEM || err == -ENOBUFS) {
			TH_LOG("fault %u: %s", nth, strerror(-err));
		}
		failed += err != 0;
		check(_metadata, nth, err, before);
		/* It still works. */
		ASSERT_EQ(0, note_add("still here", &seq));
		ASSERT_EQ(0, rec_get(&rec, seq));
		EXPECT_STREQ("still here", rec.note);
		if (!hit) {
			EXPECT_EQ(0, err);
			EXPECT_LT(1, nth);
			printf("# %u faults: %d refused\n", nth - 1, failed);
			return;
		}
	}
	ASSERT_FALSE(true) TH_LOG("no end of faults");
}

static void check_nothing(struct __test_metadata *_metadata, unsigned int nth, int err,
			  uint64_t before)
{
}

static void make_status(struct nl_req *req)
{
	nj_begin(req, NETJOURNAL_CMD_STATUS_GET, 0);
}

TEST_F_TIMEOUT(faults, status_get, 300)
{
	family_sweep(_metadata, self, make_status, NULL, NULL, check_nothing);
}

static void make_get(struct nl_req *req)
{
	uint64_t seq;

	if (note_add("to be got", &seq))
		abort();
	nj_begin(req, NETJOURNAL_CMD_RECORD_GET, 0);
	nl_put_u64(req, NETJOURNAL_A_RECORD_SEQ, seq);
}

TEST_F_TIMEOUT(faults, record_get, 300)
{
	family_sweep(_metadata, self, make_get, NULL, NULL, check_nothing);
}

static void make_dump(struct nl_req *req)
{
	nj_begin(req, NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP);
	nl_put_u32(req, NETJOURNAL_A_RECORD_KINDS, KINDS(ROUTE));
}

static struct { uint32_t n, bookmarks; } dumped;

static void dump_take(const struct nlmsghdr *nlh, void *arg)
{
	struct rec rec;

	rec_parse(&rec, nlh);
	if (rec.bookmark)
		dumped.bookmarks++;
	else
		dumped.n++;
}

static uint32_t dump_full;

/* A dump without an error is complete. */
static void check_dump(struct __test_metadata *_metadata, unsigned int nth, int err,
		       uint64_t before)
{
	if (!err) {
		EXPECT_EQ(1, dumped.bookmarks) TH_LOG("fault %u: no bookmark", nth);
		EXPECT_EQ(dump_full, dumped.n) TH_LOG("fault %u", nth);
	}
	memset(&dumped, 0, sizeof(dumped));
}

TEST_F_TIMEOUT(faults, dump, 300)
{
	struct recs recs;

	/* Enough for several messages. */
	churn(100, 300);
	ASSERT_EQ(0, recs_read(&recs, 0, KINDS(ROUTE)));
	dump_full = recs.n;
	recs_free(&recs);
	EXPECT_LE(600, dump_full);
	family_sweep(_metadata, self, make_dump, dump_take, NULL, check_dump);
}

static void make_note(struct nl_req *req)
{
	nj_begin(req, NETJOURNAL_CMD_NOTE_ADD, 0);
	nl_put_str(req, NETJOURNAL_A_RECORD_NOTE, "a note with a fault");
}

static void check_note(struct __test_metadata *_metadata, unsigned int nth, int err,
		       uint64_t before)
{
	struct told told;

	journal_tells(&told, before, NULL);
	if (!err)
		EXPECT_EQ(1, told.records[NETJOURNAL_KIND_NOTE]) {
			TH_LOG("fault %u: accepted and not there (%d gaps)", nth,
			       told.gaps[NETJOURNAL_KIND_NOTE]);
		}
	if (err == -ENOMEM)
		EXPECT_EQ(0, told.records[NETJOURNAL_KIND_NOTE]) {
			TH_LOG("fault %u: refused and there", nth);
		}
}

TEST_F_TIMEOUT(faults, note_add, 300)
{
	family_sweep(_metadata, self, make_note, NULL, NULL, check_note);
}

/* The ring is empty, so that it needs memory for the note. */
static void make_first_note(struct nl_req *req)
{
	if (journal_clear(KINDS_ALL))
		abort();
	make_note(req);
}

static void check_first_note(struct __test_metadata *_metadata, unsigned int nth, int err,
			     uint64_t before)
{
	struct told told;

	journal_tells(&told, journal_last() - 1, NULL);
	if (!err)
		EXPECT_EQ(1, told.records[NETJOURNAL_KIND_NOTE]) {
			TH_LOG("fault %u: accepted and not there (%d gaps)", nth,
			       told.gaps[NETJOURNAL_KIND_NOTE]);
		}
}

TEST_F_TIMEOUT(faults, first_note_add, 300)
{
	family_sweep(_metadata, self, make_first_note, NULL, NULL, check_first_note);
}

/* The record of the change may be lost. A gap reports that. */
static int told_of_config(const struct told *told)
{
	return told->records[NETJOURNAL_KIND_CONFIG] + told->gaps[NETJOURNAL_KIND_CONFIG];
}

static uint64_t size_before;

static void make_resize(struct nl_req *req)
{
	struct ring_status st;
	size_t nest;

	if (ring_status(&st, NETJOURNAL_KIND_ROUTE))
		abort();
	size_before = st.size;
	nj_begin(req, NETJOURNAL_CMD_CONFIG_SET, 0);
	nest = nl_nest(req, NETJOURNAL_A_RECORD_CONFIG);
	nl_put_u32(req, NETJOURNAL_A_RING_KIND, NETJOURNAL_KIND_ROUTE);
	nl_put_u64(req, NETJOURNAL_A_RING_SIZE, size_before == 65536 ? 131072 : 65536);
	nl_nest_end(req, nest);
}

static void check_resize(struct __test_metadata *_metadata, unsigned int nth, int err,
			 uint64_t before)
{
	struct ring_status st;
	struct told told;

	ASSERT_EQ(0, ring_status(&st, NETJOURNAL_KIND_ROUTE));
	journal_tells(&told, before, NULL);
	EXPECT_EQ(st.size != size_before, told_of_config(&told)) {
		TH_LOG("fault %u (error %d)", nth, err);
	}
	if (!err)
		EXPECT_NE(size_before, st.size);
	if (err == -ENOMEM)
		EXPECT_EQ(size_before, st.size) TH_LOG("fault %u: refused and done", nth);
}

TEST_F_TIMEOUT(faults, config_set_size, 300)
{
	family_sweep(_metadata, self, make_resize, NULL, NULL, check_resize);
}

static void make_stop(struct nl_req *req)
{
	size_t nest;

	if (config_set(NETJOURNAL_KIND_ROUTE, 65536, 1))
		abort();
	nj_begin(req, NETJOURNAL_CMD_CONFIG_SET, 0);
	nest = nl_nest(req, NETJOURNAL_A_RECORD_CONFIG);
	nl_put_u32(req, NETJOURNAL_A_RING_KIND, NETJOURNAL_KIND_ROUTE);
	nl_put_u64(req, NETJOURNAL_A_RING_SIZE, 131072);
	nl_put_u32(req, NETJOURNAL_A_RING_ENABLED, 0);
	nl_nest_end(req, nest);
}

/* make_stop() itself makes one record. */
static void check_stop(struct __test_metadata *_metadata, unsigned int nth, int err,
		       uint64_t before)
{
	struct ring_status st;
	struct told told;

	ASSERT_EQ(0, ring_status(&st, NETJOURNAL_KIND_ROUTE));
	journal_tells(&told, before, NULL);
	EXPECT_EQ(!st.enabled, st.size == 131072) {
		TH_LOG("fault %u (error %d): half of it done", nth, err);
	}
	EXPECT_EQ(1 + !st.enabled, told_of_config(&told)) {
		TH_LOG("fault %u (error %d): enabled %u", nth, err, st.enabled);
	}
	if (err == -ENOMEM)
		EXPECT_EQ(1, st.enabled);
}

TEST_F_TIMEOUT(faults, config_set_enabled, 300)
{
	family_sweep(_metadata, self, make_stop, NULL, NULL, check_stop);
}

static void make_clear(struct nl_req *req)
{
	if (note_add("to be cleared", NULL))
		abort();
	nj_begin(req, NETJOURNAL_CMD_CLEAR, 0);
	nl_put_u32(req, NETJOURNAL_A_RECORD_KINDS, KINDS(NOTE) | KINDS(LINK));
}

static void check_clear(struct __test_metadata *_metadata, unsigned int nth, int err,
			uint64_t before)
{
	struct told told;
	bool cleared;

	journal_tells(&told, before, NULL);
	cleared = !told.records[NETJOURNAL_KIND_NOTE];
	EXPECT_EQ(cleared, told_of_config(&told)) {
		TH_LOG("fault %u (error %d)", nth, err);
	}
	if (!err)
		EXPECT_TRUE(cleared);
	if (err == -ENOMEM)
		EXPECT_FALSE(cleared) TH_LOG("fault %u: refused and done", nth);
}

TEST_F_TIMEOUT(faults, clear, 300)
{
	family_sweep(_metadata, self, make_clear, NULL, NULL, check_clear);
}

/*
 * Lets allocations fail while a namespace is made and while the module is loaded. Some other code of
 * the kernel cleans up badly after a failure (fib4_rules_init() of 6.1), so only allocations with this
 * module on their stack fail.
 */

/* Runs in a child. Makes a namespace while allocation @nth fails. The exit status says how that ended. */
enum { NS_REFUSED = 10, NS_MADE, NS_MADE_WITHOUT_FAULT, NS_WRONG };

static void make_namespace(unsigned int nth)
{
	struct ring_status st;
	uint64_t seq;
	bool hit;
	int err;

	nth_fd = open("/proc/thread-self/fail-nth", O_RDWR);
	arm(nth);
	err = unshare(CLONE_NEWNET);
	hit = disarm();
	if (err)
		_exit(hit ? NS_REFUSED : NS_WRONG);
	/* If the namespace was made, its journal works. */
	if (try_run("ip link add dx type dummy") || ring_status(&st, NETJOURNAL_KIND_LINK) ||
	    !st.records || note_add("here too", &seq))
		_exit(NS_WRONG);
	_exit(hit ? NS_MADE : NS_MADE_WITHOUT_FAULT);
}

TEST_F_TIMEOUT(faults, namespace, 900)
{
	int refused = 0, status = 0;
	unsigned int nth;

	ASSERT_NE(0, module_address());
	ASSERT_EQ(0, only_module(module_address()));
	for (nth = 1; nth < FAULTS_MAX; nth++) {
		pid_t pid = fork();

		if (!pid)
			make_namespace(nth);
		ASSERT_EQ(pid, waitpid(pid, &status, 0));
		ASSERT_TRUE(WIFEXITED(status));
		ASSERT_LE(NS_REFUSED, WEXITSTATUS(status));
		ASSERT_GT(NS_WRONG, WEXITSTATUS(status)) TH_LOG("fault %u", nth);
		refused += WEXITSTATUS(status) == NS_REFUSED;
		if (WEXITSTATUS(status) == NS_MADE_WITHOUT_FAULT)
			break;
	}
	ASSERT_EQ(0, only_module(0));
	printf("# %u faults: %d refused\n", nth - 1, refused);
	/* Each ring has an allocation, and there are more. */
	EXPECT_LT(NETJOURNAL_KIND_MAX, refused);
}

TEST_F_TIMEOUT(faults, module_load, 1800)
{
	int err, refused = 0;
	struct ring_status st;
	unsigned int nth;
	bool hit;

	nl_close(&self->listener.nl);
	ASSERT_NE(0, module_address());
	ASSERT_EQ(0, only_module(module_address()));
	ASSERT_EQ(0, module_unload_soon());
	ASSERT_FALSE(module_loaded());
	for (nth = 1; nth < FAULTS_MAX; nth++) {
		arm(nth);
		err = module_load("");
		hit = disarm();
		refused += err != 0;
		if (err) {
			ASSERT_TRUE(hit) TH_LOG("%s", strerror(-err));
			ASSERT_FALSE(module_loaded()) TH_LOG("fault %u: %s", nth, strerror(-err));
			continue;
		}
		EXPECT_EQ(0, note_add("loaded", NULL)) TH_LOG("fault %u", nth);
		ASSERT_EQ(0, ring_status(&st, NETJOURNAL_KIND_ROUTE));
		run("ip route add 10.77.0.0/16 dev d0");
		run("ip route del 10.77.0.0/16 dev d0");
		EXPECT_EQ(st.next_seq + 2, journal_last() + 1) TH_LOG("fault %u", nth);
		if (!hit)
			break;
		ASSERT_EQ(0, module_unload_soon()) TH_LOG("fault %u", nth);
	}
	ASSERT_EQ(0, only_module(0));
	printf("# %u faults: %d refused\n", nth - 1, refused);
	ASSERT_TRUE(module_loaded());
	EXPECT_LT(NETJOURNAL_KIND_MAX, refused);
}

TEST_HARNESS_MAIN
