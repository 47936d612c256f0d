// SPDX-License-Identifier: GPL-2.0
/*
 * Causes: a record that follows from an event names the event. The record of the event itself, and
 * whatever else the task does, names none.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_addr.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"
#include "fixture_cause.h"
#include "wait.h"

/* What a person changes has no cause, also in the same process after an event. */
TEST_F(cause, none)
{
	run("printf 'link set d0 down\nlink set d0 up\nroute add 10.1.0.0/16 dev d0\naddr add 10.2.0.1/24 dev d0\n"
	    "route del 10.1.0.0/16 dev d0\nlink set d0 mtu 1400\nlink set d0 down\n' | ip -batch -");
	READ();
	for (size_t i = 0; i < self->recs.n; i++) {
		const struct rec *rec = &self->recs.rec[i];

		if (rec->kind != NETJOURNAL_KIND_LINK && !rec->domain.msg.nlmsg_pid)
			continue;
		EXPECT_EQ(0, rec->domain.cause.event) TH_LOG("record %zu of %zu", i, self->recs.n);
	}
	EXPECT_LT(10, self->recs.n);
}

/* Returns the nexthop object that a route uses; 0: none. */
static uint32_t nexthop_of(const struct rec *rec)
{
	const struct nlattr *nla = rec_attr(rec, sizeof(struct rtmsg), RTA_NH_ID);

	return rec->kind == NETJOURNAL_KIND_ROUTE && nla ? nl_u32(nla) : 0;
}

TEST_F(cause, link_down)
{
	int kinds[NETJOURNAL_KIND_MAX + 1] = {};
	const struct rec *link;

	run("ip route add 10.1.0.0/16 via 10.0.0.2 dev d0 && ip nexthop add id 7 via 10.0.0.3 dev d0 && "
	    "ip route add 10.2.0.0/16 nhid 7 && ip neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev d0");
	run("sysctl -qw net.ipv6.conf.d0.disable_ipv6=0 && ip addr add 2001:db8::1/64 dev d0 nodad");
	self->before = journal_settle();
	run("ip link set d0 down");
	READ();
	link = link_record(&self->recs, RTM_NEWLINK, self->d0);
	ASSERT_NE(NULL, link);
	EXPECT_EQ(0, link->domain.cause.event);
	for (size_t i = 0; i < self->recs.n; i++) {
		const struct rec *rec = &self->recs.rec[i];

		kinds[rec->kind]++;
		EXPECT_EQ(link->act, rec->act);
		if (rec->kind != NETJOURNAL_KIND_LINK && nexthop_of(rec) != 7) {
			EXPECT_TRUE(cause_is(rec, EVENT(LINK_DOWN), self->d0, link->seq)) {
				TH_LOG("record %zu of kind %u: event %u", i, rec->kind, rec->domain.cause.event);
			}
		}
	}
	EXPECT_LT(1, kinds[NETJOURNAL_KIND_ADDR]);
	EXPECT_LT(4, kinds[NETJOURNAL_KIND_ROUTE]);
	EXPECT_LT(0, kinds[NETJOURNAL_KIND_NEIGH]);
	EXPECT_EQ(1, kinds[NETJOURNAL_KIND_NEXTHOP]);
}

/* Returns the first record of @type about the nexthop object @id, or NULL. */
static const struct rec *nexthop_record(const struct recs *recs, int type, uint32_t id)
{
	for (size_t i = 0; i < recs->n; i++) {
		const struct nlattr *nla = rec_attr(&recs->rec[i], sizeof(struct nhmsg), NHA_ID);

		if (recs->rec[i].kind == NETJOURNAL_KIND_NEXTHOP && recs->rec[i].domain.msg.nlmsg_type == type &&
		    nla && nl_u32(nla) == id)
			return &recs->rec[i];
	}
	return NULL;
}

static bool cause_is_nexthop(const struct rec *rec, uint32_t id, uint64_t seq)
{
	return cause_is(rec, EVENT(NEXTHOP_REMOVED), 0, seq) && rec->domain.cause.nexthop == id;
}

/* Counts the deletions of routes that use the nexthop object @id. Returns -1 if one has not @gone as its cause. */
static int routes_of(const struct recs *recs, uint32_t id, const struct rec *gone)
{
	int n = 0;

	for (size_t i = 0; i < recs->n; i++) {
		if (nexthop_of(&recs->rec[i]) != id)
			continue;
		if (!cause_is_nexthop(&recs->rec[i], id, gone->seq))
			return -1;
		n++;
	}
	return n;
}

/*
 * Routes go with their nexthop object. A group loses the object, or goes with it, and then its routes go. The
 * sysctl makes the kernel remove IPv6 routes without announcing it.
 */
TEST_F(cause, nexthop)
{
	run("sysctl -qw net.ipv6.conf.d0.disable_ipv6=0 && ip addr add 2001:db8::1/64 dev d0 nodad");
	journal_settle();
	for (int compat = 0; compat < 2; compat++) {
		const struct rec *gone, *group, *rest;

		run("sysctl -qw net.ipv4.nexthop_compat_mode=%d", compat);
		run("ip nexthop add id 7 via 10.0.0.3 dev d0 && ip nexthop add id 8 via 10.0.0.4 dev d0 && "
		    "ip nexthop add id 17 group 7 && ip nexthop add id 18 group 7/8 && "
		    "ip nexthop add id 6 via 2001:db8::2 dev d0 && ip route add 10.1.0.0/16 nhid 7 && "
		    "ip route add 10.2.0.0/16 nhid 7 && ip route add 10.3.0.0/16 nhid 17 && "
		    "ip route add 10.4.0.0/16 nhid 18 && ip route add 2001:db8:1::/48 nhid 6 && "
		    "ip route add 10.5.0.0/16 via 10.0.0.5");
		self->before = journal_last();
		run("ip nexthop del id 7");
		READ();
		gone = nexthop_record(&self->recs, RTM_DELNEXTHOP, 7);
		group = nexthop_record(&self->recs, RTM_DELNEXTHOP, 17);
		rest = nexthop_record(&self->recs, RTM_NEWNEXTHOP, 18);
		ASSERT_TRUE(gone && group && rest);
		EXPECT_EQ(0, gone->domain.cause.event);
		EXPECT_TRUE(cause_is_nexthop(group, 7, gone->seq));
		EXPECT_TRUE(cause_is_nexthop(rest, 7, gone->seq));
		EXPECT_EQ(2, routes_of(&self->recs, 7, gone));
		EXPECT_EQ(1, routes_of(&self->recs, 17, group));
		self->before = journal_last();
		run("ip nexthop del id 6 && ip nexthop del id 18 && ip nexthop del id 8 && ip route del 10.5.0.0/16");
		READ();
		gone = nexthop_record(&self->recs, RTM_DELNEXTHOP, 6);
		group = nexthop_record(&self->recs, RTM_DELNEXTHOP, 18);
		ASSERT_TRUE(gone && group);
		EXPECT_EQ(0, group->domain.cause.event);
		EXPECT_EQ(1, routes_of(&self->recs, 6, gone));
		EXPECT_EQ(1, routes_of(&self->recs, 18, group));
		EXPECT_EQ(0, self->recs.rec[self->recs.n - 1].domain.cause.event);
	}
}

/* A nexthop object goes with its device, and its routes go with the object. */
TEST_F(cause, nexthop_of_link)
{
	const struct rec *link, *gone;

	run("ip nexthop add id 7 via 10.0.0.3 dev d0 && ip route add 10.2.0.0/16 nhid 7 && "
	    "ip route add 10.1.0.0/16 via 10.0.0.2");
	self->before = journal_last();
	run("ip link set d0 down");
	READ();
	link = link_record(&self->recs, RTM_NEWLINK, self->d0);
	gone = nexthop_record(&self->recs, RTM_DELNEXTHOP, 7);
	ASSERT_TRUE(link && gone);
	EXPECT_TRUE(cause_is(gone, EVENT(LINK_DOWN), self->d0, link->seq));
	EXPECT_EQ(1, routes_of(&self->recs, 7, gone));
}

/* The routes and the neighbours go when the device goes down, and the address and the rule when it is removed. */
TEST_F(cause, link_removed)
{
	const struct rec *link, *addr;
	int removed = 0, neighbours = 0;

	run("ip rule add iif d0 lookup 100 && ip neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev d0");
	self->before = journal_last();
	run("ip link del d0");
	READ();
	link = link_record(&self->recs, RTM_NEWLINK, self->d0);
	ASSERT_NE(NULL, link);
	addr = addr_record(&self->recs, RTM_DELADDR, "10.0.0.1");
	for (size_t i = 0; i < self->recs.n; i++) {
		const struct rec *rec = &self->recs.rec[i];

		if (rec->kind == NETJOURNAL_KIND_LINK) {
			EXPECT_EQ(0, rec->domain.cause.event);
		} else if (rec->kind == NETJOURNAL_KIND_ROUTE) {
			/* The local route stays until the address goes. */
			EXPECT_TRUE(cause_is(rec, EVENT(LINK_DOWN), self->d0, link->seq) ||
				    (addr && cause_is(rec, EVENT(ADDR_REMOVED), self->d0, addr->seq)));
		} else if (rec->kind == NETJOURNAL_KIND_NEIGH) {
			EXPECT_TRUE(cause_is(rec, EVENT(LINK_DOWN), self->d0, link->seq));
			neighbours++;
		} else {
			EXPECT_TRUE(cause_is(rec, EVENT(LINK_REMOVED), self->d0, 0));
			removed++;
		}
	}
	EXPECT_EQ(2, removed);
	EXPECT_LT(0, neighbours);
	EXPECT_NE(NULL, link_record(&self->recs, RTM_DELLINK, self->d0));
}

/* The routes come back with the device. */
TEST_F(cause, link_up)
{
	const struct rec *link;

	run("ip link set d0 down");
	self->before = journal_last();
	run("ip link set d0 up");
	READ();
	link = link_record(&self->recs, RTM_NEWLINK, self->d0);
	ASSERT_NE(NULL, link);
	EXPECT_LT(1, self->recs.n);
	for (size_t i = 0; i < self->recs.n; i++) {
		if (self->recs.rec[i].kind != NETJOURNAL_KIND_ROUTE)
			continue;
		EXPECT_TRUE(cause_is(&self->recs.rec[i], EVENT(LINK_UP), self->d0, link->seq));
	}
}

/* A device with a small MTU loses its IPv6 addresses. */
TEST_F(cause, mtu)
{
	const struct rec *rec;

	run("sysctl -qw net.ipv6.conf.d0.disable_ipv6=0 && ip addr add 2001:db8::1/64 dev d0 nodad");
	self->before = journal_settle();
	run("ip link set d0 mtu 1000");
	READ();
	rec = addr_record(&self->recs, RTM_DELADDR, "2001:db8::1");
	ASSERT_NE(NULL, rec);
	EXPECT_TRUE(cause_is(rec, EVENT(LINK_MTU), self->d0, 0));
	rec = link_record(&self->recs, RTM_NEWLINK, self->d0);
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(0, rec->domain.cause.event);
}

/* Waits until the device is down and what follows is done. Returns the first record that says that it is down. */
static const struct rec *wait_down(struct recs *recs, uint64_t after, uint32_t ifindex)
{
	int found = 0;

	for (uint64_t end = 0; wait_more(&end);) {
		if (recs_read_again(recs, after, KINDS_ALL))
			return NULL;
		for (size_t i = 0; i < recs->n; i++) {
			const struct ifinfomsg *ifm = NLMSG_DATA(&recs->rec[i].domain.msg);

			if (!is_about_link(&recs->rec[i], RTM_NEWLINK, ifindex) || ifm->ifi_flags & IFF_UP)
				continue;
			if (found++ == 12)
				return &recs->rec[i];
			break;
		}
	}
	return NULL;
}

/*
 * A device goes with the device that is below it. Since Linux 7.2, a work item takes a vlan down, and
 * nothing proves then why. It is no change of a carrier, so the module does not guess either.
 */
TEST_F(cause, device_above)
{
	bool later = !try_run("grep -qw netdev_work_sched /proc/kallsyms");
	const struct rec *rec, *below;
	int routes = 0;
	uint32_t vlan;

	run("modprobe -q 8021q; ip link add d0.5 link d0 type vlan id 5 && ip link set d0.5 up && "
	    "ip addr add 10.5.0.1/24 dev d0.5");
	self->before = journal_settle();
	vlan = if_nametoindex("d0.5");
	run("ip link set d0 down");
	rec = wait_down(&self->recs, self->before, vlan);
	ASSERT_NE(NULL, rec);
	below = link_record(&self->recs, RTM_NEWLINK, self->d0);
	ASSERT_NE(NULL, below);
	if (later) {
		EXPECT_EQ(NETJOURNAL_CONTEXT_KTHREAD, rec->context);
		EXPECT_NE(below->act, rec->act);
		EXPECT_EQ(0, rec->domain.cause.event);
	} else {
		EXPECT_EQ(below->act, rec->act);
		EXPECT_TRUE(cause_is(rec, EVENT(LINK_DOWN), self->d0, below->seq));
	}
	/* The cause of a route is the nearest event. */
	for (size_t i = 0; i < self->recs.n; i++)
		if (self->recs.rec[i].kind == NETJOURNAL_KIND_ROUTE && self->recs.rec[i].seq > rec->seq) {
			bool own = cause_is(&self->recs.rec[i], EVENT(LINK_DOWN), vlan, rec->seq);

			routes += own;
			EXPECT_TRUE(own || (!later && self->recs.rec[i].domain.cause.ifindex == self->d0));
		}
	EXPECT_LT(0, routes);
	self->before = journal_last();
	run("ip link del d0");
	READ();
	rec = link_record(&self->recs, RTM_DELLINK, vlan);
	ASSERT_NE(NULL, rec);
	EXPECT_TRUE(cause_is(rec, EVENT(LINK_REMOVED), self->d0, 0));
}

/* The other end of a veth goes with the end that somebody deletes. */
TEST_F(cause, veth)
{
	uint32_t v0, v1;
	int n = 0;

	run("ip link add v0 type veth peer name v1 && ip link set v0 up && ip link set v1 up");
	self->before = journal_settle();
	v0 = if_nametoindex("v0");
	v1 = if_nametoindex("v1");
	run("ip link del v1");
	READ();
	for (size_t i = 0; i < self->recs.n; i++) {
		const struct rec *rec = &self->recs.rec[i];

		if (is_about_link(rec, RTM_NEWLINK, v0) || is_about_link(rec, RTM_DELLINK, v0)) {
			n++;
			EXPECT_TRUE(cause_is(rec, EVENT(LINK_REMOVED), v1, 0));
			EXPECT_EQ(0, rec->domain.cause.netns);
		} else if (is_about_link(rec, RTM_DELLINK, v1)) {
			n++;
			EXPECT_EQ(0, rec->domain.cause.event);
		}
	}
	EXPECT_EQ(3, n);
}

/* A port leaves a bridge that is deleted. A port that somebody takes out has no cause. */
TEST_F(cause, port)
{
	static const char *const masters[] = { "bridge", "bond", "vrf table 100" };

	for (size_t i = 0; i < ARRAY_SIZE(masters); i++) {
		const struct rec *rec;
		uint32_t master;

		if (try_run("ip link add m0 type %s", masters[i])) {
			TH_LOG("not on this kernel: %s", masters[i]);
			continue;
		}
		master = if_nametoindex("m0");
		run("ip link set d0 down && ip link set d0 master m0");
		self->before = journal_last();
		run("ip link set d0 nomaster");
		READ();
		rec = link_record(&self->recs, RTM_NEWLINK, self->d0);
		ASSERT_NE(NULL, rec);
		EXPECT_EQ(0, rec->domain.cause.event);
		run("ip link set d0 down && ip link set d0 master m0");
		self->before = journal_last();
		run("ip link del m0");
		READ();
		rec = link_record(&self->recs, RTM_NEWLINK, self->d0);
		ASSERT_NE(NULL, rec) TH_LOG("%s", masters[i]);
		EXPECT_TRUE(cause_is(rec, EVENT(LINK_REMOVED), master, 0)) TH_LOG("%s", masters[i]);
		rec = link_record(&self->recs, RTM_DELLINK, master);
		ASSERT_NE(NULL, rec);
		EXPECT_EQ(0, rec->domain.cause.event);
	}
}

static pid_t other_netns(uint32_t *inum)
{
	char path[64];
	struct stat st;
	int ready[2];
	pid_t pid;
	char c;

	if (pipe(ready))
		return -1;
	pid = fork();
	if (!pid) {
		if (unshare(CLONE_NEWNET) || write(ready[1], "", 1) != 1)
			_exit(1);
		pause();
		_exit(0);
	}
	if (read(ready[0], &c, 1) != 1)
		return -1;
	close(ready[0]);
	close(ready[1]);
	snprintf(path, sizeof(path), "/proc/%d/ns/net", pid);
	if (stat(path, &st))
		return -1;
	*inum = st.st_ino;
	return pid;
}

/* A device whose peer is in another namespace, which ends. */
TEST_F(cause, netns_end)
{
	const struct rec *rec = NULL;
	uint32_t inum, v0;
	pid_t pid;

	pid = other_netns(&inum);
	ASSERT_LT(0, pid);
	run("ip link add v0 type veth peer name v1 netns %d && ip link set v0 up", pid);
	v0 = if_nametoindex("v0");
	self->before = journal_last();
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	for (uint64_t end = 0; !rec && wait_more(&end);) {
		READ();
		rec = link_record(&self->recs, RTM_DELLINK, v0);
	}
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(EVENT(NETNS_END), rec->domain.cause.event);
	EXPECT_FALSE(rec->domain.cause.guess);
	/* Other namespaces can end at the same time. */
	EXPECT_TRUE(!rec->domain.cause.netns || rec->domain.cause.netns == inum);
}

/* Returns the index of v1 in the network namespace of @pid, or 0. */
static uint32_t index_elsewhere(pid_t pid)
{
	uint32_t ifindex = 0;
	char command[96];
	FILE *f;

	snprintf(command, sizeof(command), "nsenter -t %d -n ip -o link show v1", pid);
	f = popen(command, "r");
	if (f && fscanf(f, "%u:", &ifindex) != 1)
		ifindex = 0;
	if (f)
		pclose(f);
	return ifindex;
}

/* A device is deleted in another namespace than that of its peer. */
TEST_F(cause, peer_elsewhere)
{
	const struct rec *rec;
	uint32_t inum, v0, v1;
	pid_t pid;

	pid = other_netns(&inum);
	ASSERT_LT(0, pid);
	/* The two have different indices. */
	run("ip link add d1 type dummy && ip link add v0 type veth peer name v1 netns %d", pid);
	v0 = if_nametoindex("v0");
	v1 = index_elsewhere(pid);
	ASSERT_NE(0, v1);
	self->before = journal_last();
	run("nsenter -t %d -n ip link del v1", pid);
	READ();
	rec = link_record(&self->recs, RTM_DELLINK, v0);
	ASSERT_NE(NULL, rec);
	EXPECT_TRUE(cause_is(rec, EVENT(LINK_REMOVED), v1, 0)) {
		TH_LOG("event %u of device %u", rec->domain.cause.event, rec->domain.cause.ifindex);
	}
	EXPECT_EQ(inum, rec->domain.cause.netns);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

/* In a user namespace of its own: what happens to the device outside. Returns 0 if it is not shown. */
static int container_sees(int ready, int go)
{
	struct recs recs = {};
	const struct rec *rec = NULL;
	char c;

	if (new_userns() || unshare(CLONE_NEWNET) || write(ready, "", 1) != 1 || read(go, &c, 1) != 1)
		return 1;
	if (recs_read(&recs, 0, KINDS(LINK)))
		return 2;
	for (size_t i = 0; i < recs.n; i++)
		if (recs.rec[i].domain.msg.nlmsg_type == RTM_DELLINK)
			rec = &recs.rec[i];
	if (!rec)
		return 3;
	if (rec->domain.cause.event != EVENT(LINK_REMOVED))
		return 4;
	return rec->domain.cause.ifindex || rec->domain.cause.netns ? 5 : 0;
}

/* A container does not learn which device outside was deleted. */
TEST_F(cause, container)
{
	int ready[2], go[2], status;
	pid_t pid;
	char c;

	ASSERT_EQ(0, pipe(ready));
	ASSERT_EQ(0, pipe(go));
	pid = fork();
	if (!pid)
		_exit(container_sees(ready[1], go[0]));
	ASSERT_EQ(1, read(ready[0], &c, 1));
	run("ip link add v0 type veth peer name v1 netns %d && ip link del v0", pid);
	ASSERT_EQ(1, write(go[1], "", 1));
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, WEXITSTATUS(status));
}

/* Somebody takes one end of a veth down. That the carrier of the other end goes because of it is a guess. */
TEST_F(cause, carrier)
{
	const struct rec *rec = NULL, *down;
	uint32_t v0;

	run("ip link add v0 type veth peer name v1 && ip link set v0 up && ip link set v1 up && "
	    "ip nexthop add id 7 dev v0 && sleep 2");
	v0 = if_nametoindex("v0");
	self->before = journal_last();
	run("ip link set v1 down");
	for (uint64_t end = 0; !rec && wait_more(&end);) {
		READ();
		for (size_t i = 0; i < self->recs.n; i++)
			if (is_about_link(&self->recs.rec[i], RTM_NEWLINK, v0) &&
			    self->recs.rec[i].context == NETJOURNAL_CONTEXT_KTHREAD)
				rec = &self->recs.rec[i];
	}
	ASSERT_NE(NULL, rec);
	down = link_record(&self->recs, RTM_NEWLINK, if_nametoindex("v1"));
	ASSERT_NE(NULL, down);
	EXPECT_EQ(EVENT(CARRIER), rec->domain.cause.event);
	EXPECT_TRUE(rec->domain.cause.guess);
	EXPECT_EQ(down->act, rec->domain.cause.act);
	/* What the work item does because of it is certain. */
	for (size_t i = 0; i < self->recs.n; i++) {
		if (self->recs.rec[i].kind != NETJOURNAL_KIND_NEXTHOP)
			continue;
		EXPECT_TRUE(cause_is(&self->recs.rec[i], EVENT(LINK_STATE), v0, 0));
	}
}

TEST_HARNESS_MAIN
