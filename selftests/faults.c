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
#include <linux/fib_rules.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"
#include "fault.h"
#include "journal_told.h"
#include "wait.h"

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

	faults_sock_open(&nl, NETLINK_ROUTE);
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

/*
 * Returns the first kind of which more objects have changed from @a to @b than the
 * journal reports, or 0. Waits a little for late reports. With @lost_before, a lost change
 * counts as reported if there is also a gap.
 */
static int kept_quiet(const struct counts *a, struct counts *b, struct told *told,
		      uint64_t after, const int *lost_before)
{
	int kind = NETJOURNAL_KIND_MAX;

	for (uint64_t end = 0; kind && wait_more(&end);) {
		count_all(b);
		journal_tells(told, after, lost_before);
		for (kind = NETJOURNAL_KIND_MAX; kind; kind--)
			if (abs(b->n[kind] - a->n[kind]) >
			    told->records[kind] + told->lost[kind] ||
			    (told->lost[kind] && !told->gaps[kind]))
				break;
	}
	return kind;
}

/* A listener to all groups, which must notice if it was not notified. */
struct listener {
	struct nl nl;
	uint64_t seen[NETJOURNAL_KIND_MAX + 1];
	int told, noticed;
};

static void listener_open(struct listener *l)
{
	int room = 4 << 20;

	memset(l, 0, sizeof(*l));
	if (nl_open(&l->nl, NETLINK_GENERIC) || nj_join_all(&l->nl))
		abort();
	setsockopt(l->nl.fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room));
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
	new_netns();
	run("ip link add d0 type dummy && ip link set d0 addrgenmode none && ip link set d0 up");
	run("ip addr add 10.0.0.1/24 dev d0");
	run("ip link add d1 type dummy && ip link set d1 addrgenmode none");
	run("ip addr add 10.1.0.1/24 dev d1");
	link_down_restore();
	self->req = malloc(sizeof(*self->req));
	faults_sock_open(&self->nl, NETLINK_ROUTE);
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
		fault_arm(nth);
		err = nl_talk(&self->nl, self->req, NULL, NULL);
		hit = fault_disarm();
		/* If the kernel could not build a reply, it reports that, or sends nothing. */
		nl_close(&self->nl);
		faults_sock_open(&self->nl, NETLINK_ROUTE);

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

	run("for i in $(seq %d); do echo route add 10.30.$i.0/24 dev d0 metric 1; done | ip -batch -",
	    HIDDEN);
	/* These allocations are the first ones that the module makes. */
	for (unsigned int nth = 1; nth <= 6; nth++) {
		uint64_t before;
		int kind;

		hidden_restore();
		before = journal_last();
		count_all(&c0);
		lost_ever(lost_before);
		link_down(self->req, true);
		ASSERT_EQ(0, faults_only_module());
		fault_arm(nth);
		EXPECT_EQ(0, nl_talk(&self->nl, self->req, NULL, NULL));
		EXPECT_TRUE(fault_disarm());
		ASSERT_EQ(0, faults_anywhere());
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

/* The ring has a chunk by now. If it gets no other chunk, it overwrites an old one, and nothing is lost. */
TEST_F_TIMEOUT(faults, no_new_chunk, 300)
{
	int lost_before[NETJOURNAL_KIND_MAX + 1], lost[NETJOURNAL_KIND_MAX + 1], hits = 0;

	lost_ever(lost_before);
	ASSERT_EQ(0, faults_only_module());
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
		fault_arm(1);
		EXPECT_EQ(0, nl_talk(&self->nl, self->req, NULL, NULL));
		hits += fault_disarm();
	}
	ASSERT_EQ(0, faults_anywhere());
	lost_ever(lost);
	EXPECT_LT(0, hits);
	EXPECT_EQ(lost_before[NETJOURNAL_KIND_ROUTE], lost[NETJOURNAL_KIND_ROUTE]);
	run("netjournal log -n 1 route | grep -q '10.31.%u.0/24'", HIDDEN - 1);
}

TEST_HARNESS_MAIN
