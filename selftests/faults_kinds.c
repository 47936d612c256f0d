// SPDX-License-Identifier: GPL-2.0
/*
 * Failing allocations in the recording of kinds that have no message of rtnetlink about routes: sysctls, nftables,
 * XFRM, qdiscs and classes, forwarding entries, VLANs and groups of bridges, requests of generic netlink. Lets each
 * allocation of a change fail, one after the other. Afterwards
 *  - what has changed is in the journal, or the journal reports it as lost,
 *  - what has not changed is not in the journal,
 *  - the next change is recorded.
 * Needs a kernel with CONFIG_FAILSLAB (scripts/machine/debug-kernel), and is skipped on others.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_bridge.h>
#include <linux/if_ether.h>
#include <linux/mptcp.h>
#include <linux/neighbour.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>
#include <linux/xfrm.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "fault.h"
#include "journal_told.h"
#include "run.h"
#include "wait.h"

#define FORWARDING	"/proc/sys/net/ipv4/conf/d0/forwarding"
#define MAC		"\2\xaa\0\0\0\1"
#define VID		77

/*
 * A change that can be undone.
 *
 * @protocol: of the socket for @make; -1: a file
 * @make: builds the request. NULL: @write is called
 * @write: makes the change, or undoes it. Returns 0 or -errno
 * @state: returns what the change changes
 * @silent: the kernel tells nobody if it has no memory for the announcement, so only allocations of the module fail
 */
struct change {
	int kind, protocol;
	void (*make)(struct nl_req *req, bool add);
	int (*write)(struct nl *nl, bool add);
	int (*state)(void);
	bool silent;
};

/* How many objects a dump has. */

struct counting {
	bool (*is_one)(const struct nlmsghdr *nlh);
	int n;
};

static void count_one(const struct nlmsghdr *nlh, void *arg)
{
	struct counting *c = arg;

	c->n += c->is_one(nlh);
}

static int count(int protocol, int type, const void *hdr, size_t len, bool (*is_one)(const struct nlmsghdr *nlh))
{
	struct counting c = { .is_one = is_one };
	struct nl_req *req = malloc(sizeof(*req));
	struct nl nl;

	faults_sock_open(&nl, protocol);
	nl_begin(req, type, NLM_F_DUMP);
	nl_append(req, hdr, len);
	if (nl_talk(&nl, req, count_one, &c))
		abort();
	nl_close(&nl);
	free(req);
	return c.n;
}

/* Sysctls */

static int sysctl_write(struct nl *nl, bool add)
{
	return pwrite(nl->fd, add ? "1" : "0", 1, 0) == 1 ? 0 : -errno;
}

static int sysctl_state(void)
{
	char text[8] = "";
	int fd = open(FORWARDING, O_RDONLY);

	if (fd < 0 || read(fd, text, sizeof(text) - 1) < 0)
		abort();
	close(fd);
	return atoi(text);
}

/* nftables: a commit with one table. */

static void nft_message(struct nl_req *all, struct nl_req *one, int type, int flags, const char *table)
{
	const struct nfgenmsg hdr = {
		.nfgen_family = table ? NFPROTO_IPV4 : AF_UNSPEC, .res_id = table ? 0 : htons(NFNL_SUBSYS_NFTABLES),
	};

	nl_begin(one, type, flags);
	nl_append(one, &hdr, sizeof(hdr));
	if (table)
		nl_put_str(one, NFTA_TABLE_NAME, table);
	memcpy(all->buf + all->nlh.nlmsg_pid, one->buf, one->nlh.nlmsg_len);
	/* Where the next one begins; the first message is complete when it is sent. */
	all->nlh.nlmsg_pid += NLMSG_ALIGN(one->nlh.nlmsg_len);
}

/* Waits for the answer to the message about the table. */
static int nft_answer(struct nl *nl)
{
	static char buf[NL_BUF];
	const struct nlmsghdr *nlh = (void *)buf;
	int len = nl_wait(nl, buf, 5000);

	if (len < 0)
		return len;
	return nlh->nlmsg_type == NLMSG_ERROR ? ((struct nlmsgerr *)NLMSG_DATA(nlh))->error : -EPROTO;
}

static int nft_write(struct nl *nl, bool add)
{
	static struct nl_req all, one;
	size_t len;

	memset(&all, 0, sizeof(all));
	nft_message(&all, &one, NFNL_MSG_BATCH_BEGIN, 0, NULL);
	nft_message(&all, &one, NFNL_SUBSYS_NFTABLES << 8 | (add ? NFT_MSG_NEWTABLE : NFT_MSG_DELTABLE),
		    NLM_F_ACK | (add ? NLM_F_CREATE | NLM_F_EXCL : 0), "faulty");
	nft_message(&all, &one, NFNL_MSG_BATCH_END, 0, NULL);
	len = all.nlh.nlmsg_pid;
	all.nlh.nlmsg_pid = 0;
	return send(nl->fd, all.buf, len, 0) == (ssize_t)len ? nft_answer(nl) : -errno;
}

static bool is_table(const struct nlmsghdr *nlh)
{
	return nlh->nlmsg_type == (NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_NEWTABLE);
}

static int nft_state(void)
{
	const struct nfgenmsg hdr = { .nfgen_family = NFPROTO_IPV4 };

	return count(NETLINK_NETFILTER, NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_GETTABLE, &hdr, sizeof(hdr), is_table);
}

/* XFRM: a policy. */

static void xfrm_make(struct nl_req *req, bool add)
{
	struct xfrm_userpolicy_info policy = {
		.sel = { .family = AF_INET, .prefixlen_d = 24, .daddr.a4 = htonl(0x0a4d0000) },
		.lft = {
			.soft_byte_limit = XFRM_INF, .hard_byte_limit = XFRM_INF,
			.soft_packet_limit = XFRM_INF, .hard_packet_limit = XFRM_INF,
		},
		.dir = XFRM_POLICY_IN, .action = XFRM_POLICY_BLOCK,
	};
	const struct xfrm_userpolicy_id id = { .sel = policy.sel, .dir = XFRM_POLICY_IN };

	nl_begin(req, add ? XFRM_MSG_NEWPOLICY : XFRM_MSG_DELPOLICY, 0);
	if (add)
		nl_append(req, &policy, sizeof(policy));
	else
		nl_append(req, &id, sizeof(id));
}

static bool is_policy(const struct nlmsghdr *nlh)
{
	return nlh->nlmsg_type == XFRM_MSG_NEWPOLICY;
}

static int xfrm_state(void)
{
	return count(NETLINK_XFRM, XFRM_MSG_GETPOLICY, NULL, 0, is_policy);
}

/* Traffic control: a qdisc, and a class of another one. */

static void tc_begin(struct nl_req *req, int type, int flags, const char *dev, uint32_t parent, uint32_t handle)
{
	const struct tcmsg t = { .tcm_ifindex = if_nametoindex(dev), .tcm_parent = parent, .tcm_handle = handle };

	nl_begin(req, type, flags);
	nl_append(req, &t, sizeof(t));
}

static void qdisc_make(struct nl_req *req, bool add)
{
	tc_begin(req, add ? RTM_NEWQDISC : RTM_DELQDISC, add ? NLM_F_CREATE | NLM_F_EXCL : 0, "d0", TC_H_ROOT, 0x70000);
	if (add)
		nl_put_str(req, TCA_KIND, "fq_codel");
}

static bool is_qdisc(const struct nlmsghdr *nlh)
{
	return ((struct tcmsg *)NLMSG_DATA(nlh))->tcm_handle == 0x70000;
}

static int qdisc_state(void)
{
	const struct tcmsg t = { .tcm_ifindex = if_nametoindex("d0") };

	return count(NETLINK_ROUTE, RTM_GETQDISC, &t, sizeof(t), is_qdisc);
}

static void class_make(struct nl_req *req, bool add)
{
	const struct tc_htb_opt q = {
		.rate = { .rate = 125000, .linklayer = TC_LINKLAYER_ETHERNET },
		.ceil = { .rate = 125000, .linklayer = TC_LINKLAYER_ETHERNET },
		.buffer = 200000, .cbuffer = 200000, .quantum = 1500,
	};
	size_t nest;

	tc_begin(req, add ? RTM_NEWTCLASS : RTM_DELTCLASS, add ? NLM_F_CREATE | NLM_F_EXCL : 0, "d1", 0x10000, 0x10001);
	if (!add)
		return;
	nl_put_str(req, TCA_KIND, "htb");
	nest = nl_nest(req, TCA_OPTIONS);
	nl_put(req, TCA_HTB_PARMS, &q, sizeof(q));
	nl_nest_end(req, nest);
}

static bool is_class(const struct nlmsghdr *nlh)
{
	return nlh->nlmsg_type == RTM_NEWTCLASS;
}

static int class_state(void)
{
	const struct tcmsg t = { .tcm_ifindex = if_nametoindex("d1") };

	return count(NETLINK_ROUTE, RTM_GETTCLASS, &t, sizeof(t), is_class);
}

/* Bridges: an entry, a VLAN and a group of the port p1. */

static void fdb_make(struct nl_req *req, bool add)
{
	const struct ndmsg ndm = {
		.ndm_family = AF_BRIDGE, .ndm_ifindex = if_nametoindex("p1"), .ndm_state = NUD_NOARP, .ndm_flags = NTF_MASTER,
	};

	nl_begin(req, add ? RTM_NEWNEIGH : RTM_DELNEIGH, add ? NLM_F_CREATE | NLM_F_EXCL : 0);
	nl_append(req, &ndm, sizeof(ndm));
	nl_put(req, NDA_LLADDR, MAC, ETH_ALEN);
}

static bool is_entry(const struct nlmsghdr *nlh)
{
	const struct nlattr *tb[NDA_MAX + 1];
	const struct ndmsg *ndm = NLMSG_DATA(nlh);

	nl_parse(tb, NDA_MAX, (char *)ndm + NLMSG_ALIGN(sizeof(*ndm)), nlh->nlmsg_len - NLMSG_SPACE(sizeof(*ndm)));
	return tb[NDA_LLADDR] && !memcmp(nl_data(tb[NDA_LLADDR]), MAC, ETH_ALEN);
}

static int fdb_state(void)
{
	const struct ndmsg ndm = { .ndm_family = AF_BRIDGE };

	return count(NETLINK_ROUTE, RTM_GETNEIGH, &ndm, sizeof(ndm), is_entry);
}

static void vlan_make(struct nl_req *req, bool add)
{
	const struct ifinfomsg ifi = { .ifi_family = AF_BRIDGE, .ifi_index = if_nametoindex("p1") };
	const struct bridge_vlan_info info = { .vid = VID };
	size_t nest;

	nl_begin(req, add ? RTM_SETLINK : RTM_DELLINK, 0);
	nl_append(req, &ifi, sizeof(ifi));
	nest = nl_nest(req, IFLA_AF_SPEC);
	nl_put(req, IFLA_BRIDGE_VLAN_INFO, &info, sizeof(info));
	nl_nest_end(req, nest);
}

static int vlan_state(void)
{
	return !system("bridge vlan show dev p1 | grep -qw 77");
}

static void mdb_make(struct nl_req *req, bool add)
{
	const struct br_port_msg port = { .family = AF_BRIDGE, .ifindex = if_nametoindex("br0") };
	struct br_mdb_entry entry = { .ifindex = if_nametoindex("p1"), .state = MDB_PERMANENT };

	entry.addr.proto = htons(ETH_P_IP);
	entry.addr.u.ip4 = htonl(0xef010101);
	nl_begin(req, add ? RTM_NEWMDB : RTM_DELMDB, add ? NLM_F_CREATE | NLM_F_EXCL : 0);
	nl_append(req, &port, sizeof(port));
	nl_put(req, MDBA_SET_ENTRY, &entry, sizeof(entry));
}

static int mdb_state(void)
{
	return !system("bridge mdb show dev br0 | grep -qw 239.1.1.1");
}

/* A request of generic netlink: an endpoint of MPTCP. */

static void endpoint_make(struct nl_req *req, bool add)
{
	const uint32_t addr = htonl(0x0a000001);
	struct nl_family family;
	uint16_t inet = AF_INET;
	uint8_t id = 7;
	size_t nest;

	if (nl_family(&family, MPTCP_PM_NAME))
		abort();
	nl_begin_genl(req, family.id, add ? MPTCP_PM_CMD_ADD_ADDR : MPTCP_PM_CMD_DEL_ADDR, 0);
	nest = nl_nest(req, MPTCP_PM_ATTR_ADDR);
	nl_put(req, MPTCP_PM_ADDR_ATTR_FAMILY, &inet, sizeof(inet));
	nl_put(req, MPTCP_PM_ADDR_ATTR_ADDR4, &addr, sizeof(addr));
	nl_put(req, MPTCP_PM_ADDR_ATTR_ID, &id, sizeof(id));
	nl_nest_end(req, nest);
}

static int endpoint_state(void)
{
	return !system("ip mptcp endpoint | grep -qw 10.0.0.1");
}

static const struct change sysctl_change = { NETJOURNAL_KIND_SYSCTL, -1, .write = sysctl_write, .state = sysctl_state };
static const struct change nft_change = { NETJOURNAL_KIND_NFT, NETLINK_NETFILTER, .write = nft_write, .state = nft_state };
static const struct change xfrm_change = { NETJOURNAL_KIND_XFRM, NETLINK_XFRM, xfrm_make, .state = xfrm_state, .silent = true };
static const struct change qdisc_change = { NETJOURNAL_KIND_TC, NETLINK_ROUTE, qdisc_make, .state = qdisc_state };
static const struct change class_change = { NETJOURNAL_KIND_TC, NETLINK_ROUTE, class_make, .state = class_state };
static const struct change fdb_change = { NETJOURNAL_KIND_FDB, NETLINK_ROUTE, fdb_make, .state = fdb_state };
static const struct change vlan_change = { NETJOURNAL_KIND_VLAN, NETLINK_ROUTE, vlan_make, .state = vlan_state };
static const struct change mdb_change = { NETJOURNAL_KIND_MDB, NETLINK_ROUTE, mdb_make, .state = mdb_state };
static const struct change request_change = { NETJOURNAL_KIND_REQUEST, NETLINK_GENERIC, endpoint_make, .state = endpoint_state };

FIXTURE(faults_kinds) {
	struct nl_req *req;
};

FIXTURE_SETUP(faults_kinds)
{
	if (faults_set_up())
		SKIP(return, "this kernel makes no faults");
	new_netns();
	run("ip link add d0 type dummy && ip link set d0 up");
	run("ip link add d1 type dummy && ip link set d1 up && tc qdisc add dev d1 root handle 1: htb");
	run("ip link add br0 type bridge vlan_filtering 1 && ip link add p1 type dummy && ip link set p1 master br0");
	run("ip link set br0 up && ip link set p1 up");
	run("netjournal config tc full && netjournal config request on && netjournal config sysctl on");
	self->req = malloc(sizeof(*self->req));
}

FIXTURE_TEARDOWN(faults_kinds)
{
	free(self->req);
}

static void change_open(const struct change *c, struct nl *nl)
{
	if (c->protocol >= 0) {
		faults_sock_open(nl, c->protocol);
		return;
	}
	memset(nl, 0, sizeof(*nl));
	nl->fd = open(FORWARDING, O_WRONLY);
	if (nl->fd < 0)
		abort();
}

/* Makes the change; with @nth, lets this allocation fail. Sets @hit if it did. */
static int change_make(const struct change *c, struct nl_req *req, bool add, unsigned int nth, bool *hit)
{
	struct nl nl;
	int err;

	change_open(c, &nl);
	if (c->make)
		c->make(req, add);
	if (nth && c->silent && faults_only_module())
		abort();
	if (nth)
		fault_arm(nth);
	err = c->write ? c->write(&nl, add) : nl_talk(&nl, req, NULL, NULL);
	if (nth)
		*hit = fault_disarm();
	if (nth && c->silent && faults_anywhere())
		abort();
	close(nl.fd);
	return err;
}

/*
 * Returns whether the journal says that something of the kind has changed, or has been lost. A forwarding entry is
 * announced like a neighbour: if the kernel had no memory for the message, it can be either.
 */
static bool is_told(const struct change *c, struct told *told, uint64_t after, const int *lost_before)
{
	for (uint64_t end = 0; wait_more(&end);) {
		journal_tells(told, after, lost_before);
		if (told->records[c->kind] || (told->lost[c->kind] && told->gaps[c->kind]))
			return true;
	}
	return false;
}

/* Lets each allocation of the change fail. */
static void sweep(struct __test_metadata *_metadata, FIXTURE_DATA(faults_kinds) *self, const struct change *c, bool add)
{
	int lost_before[NETJOURNAL_KIND_MAX + 1], done = 0, failed = 0, lost = 0;
	struct told told;
	bool hit = true;

	if (!add)
		ASSERT_EQ(0, change_make(c, self->req, true, 0, NULL));
	for (unsigned int nth = 1; hit && nth < FAULTS_MAX; nth++) {
		uint64_t before = journal_last();
		int was = c->state(), err;

		lost_ever(lost_before);
		err = change_make(c, self->req, add, nth, &hit);
		if (c->state() != was) {
			EXPECT_TRUE(is_told(c, &told, before, lost_before)) {
				TH_LOG("fault %u (error %d): the change is not told", nth, err);
			}
			lost += told.lost[c->kind];
			done++;
			before = journal_last();
			EXPECT_EQ(0, change_make(c, self->req, !add, 0, NULL));
			EXPECT_TRUE(is_told(c, &told, before, lost_before)) {
				TH_LOG("after fault %u: the next change is not told", nth);
			}
		} else {
			journal_tells(&told, before, lost_before);
			EXPECT_EQ(0, told.records[c->kind]) {
				TH_LOG("fault %u (error %d): nothing has changed, but the journal says so", nth, err);
			}
			failed++;
		}
		EXPECT_EQ(0, told.strange);
		if (!__test_passed(_metadata) && nth > 300)
			break;
	}
	EXPECT_FALSE(hit);
	EXPECT_LT(0, done);
	printf("# %d done, %d not; %d lost\n", done, failed, lost);
}

#define SWEEP(name)										\
	TEST_F_TIMEOUT(faults_kinds, name##_add, 600) { sweep(_metadata, self, &name##_change, true); }	\
	TEST_F_TIMEOUT(faults_kinds, name##_del, 600) { sweep(_metadata, self, &name##_change, false); }

SWEEP(sysctl)
SWEEP(nft)
SWEEP(xfrm)
SWEEP(qdisc)
SWEEP(class)
SWEEP(fdb)
SWEEP(vlan)
SWEEP(mdb)
SWEEP(request)

TEST_HARNESS_MAIN
