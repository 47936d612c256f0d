// SPDX-License-Identifier: GPL-2.0
/*
 * Changes of links that are down, which the kernel does not announce. Each is recorded once and
 * marked as silent, with the message that the kernel would have sent.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"

FIXTURE(silent_link) {
	struct recs recs;
	uint64_t before;
};

FIXTURE_SETUP(silent_link)
{
	memset(&self->recs, 0, sizeof(self->recs));
	new_netns();
	run("ip link add d0 type dummy && ip link add d1 type dummy");
	self->before = journal_last();
}

FIXTURE_TEARDOWN(silent_link)
{
	recs_free(&self->recs);
}

/* Returns the number of records of links after @after that are silent as @silent says, and the last of them. */
static int count_links(struct recs *recs, uint64_t after, bool silent, struct rec **last)
{
	int n = 0;

	if (recs_read_again(recs, after, KINDS(LINK)))
		return -1;
	for (size_t i = 0; i < recs->n; i++) {
		if (recs->rec[i].domain.silent != silent)
			continue;
		n++;
		*last = &recs->rec[i];
	}
	return n;
}

/* The kernel's own message about a link. */
struct dumped {
	union {
		struct nlmsghdr nlh;
		char buf[16384];
	};
};

static void take_link(const struct nlmsghdr *nlh, void *arg)
{
	struct dumped *dumped = arg;

	if (nlh->nlmsg_type == RTM_NEWLINK && nlh->nlmsg_len <= sizeof(dumped->buf))
		memcpy(dumped->buf, nlh, nlh->nlmsg_len);
}

static void dump_link(struct dumped *dumped, const char *dev)
{
	struct ifinfomsg ifi = { .ifi_index = if_nametoindex(dev) };
	struct nl_req *req = malloc(sizeof(*req));
	struct nl nl;

	memset(dumped, 0, sizeof(*dumped));
	if (nl_open(&nl, NETLINK_ROUTE))
		abort();
	nl_begin(req, RTM_GETLINK, 0);
	nl_append(req, &ifi, sizeof(ifi));
	if (nl_talk(&nl, req, take_link, dumped))
		abort();
	nl_close(&nl);
	free(req);
}

/*
 * Attributes that are missing or incomplete in a record of a silent change: statistics, the
 * attributes about hardware, and the attributes of protocols, which only a private function of the
 * kernel knows in full.
 */
static const uint16_t not_compared[] = {
	IFLA_STATS, IFLA_STATS64, IFLA_AF_SPEC, 62 /* IFLA_DEVLINK_PORT */, 65 /* IFLA_DPLL_PIN */,
};

static bool is_compared(int type)
{
	for (size_t i = 0; i < sizeof(not_compared) / sizeof(not_compared[0]); i++)
		if (not_compared[i] == type)
			return false;
	return true;
}

/* Returns how many attributes of the kernel's message the record does not have, or has with other values. */
static int differences(const struct dumped *dumped, const struct rec *rec)
{
	const char *attrs = (const char *)NLMSG_DATA(&dumped->nlh) + sizeof(struct ifinfomsg);
	int n = 0;

	nl_for_each(nla, (const void *)attrs, dumped->nlh.nlmsg_len - (attrs - dumped->buf)) {
		const struct nlattr *mine = rec_attr(rec, sizeof(struct ifinfomsg), nla->nla_type & NLA_TYPE_MASK);

		if (!is_compared(nla->nla_type & NLA_TYPE_MASK) ||
		    (mine && mine->nla_len == nla->nla_len && !memcmp(mine, nla, nla->nla_len)))
			continue;
		fprintf(stderr, "# attribute %d is %s\n", nla->nla_type & NLA_TYPE_MASK,
			mine ? "different" : "missing");
		n++;
	}
	return n;
}

static bool same_header(const struct dumped *dumped, const struct rec *rec)
{
	return !memcmp(NLMSG_DATA(&dumped->nlh), NLMSG_DATA(&rec->domain.msg), sizeof(struct ifinfomsg));
}

static const struct {
	const char *make;	/* before the change, "" if nothing */
	const char *dev;
	const char *change;
} changes[] = {
	{ "", "d0", "ip link set d0 alias 'a text'" },
	{ "", "d0", "ip link set d0 group 7" },
	{ "", "d0", "ip link property add dev d0 altname another altname third" },
	{ "ip link property add dev d0 altname another", "d0", "ip link property del dev d0 altname another" },
	{ "", "d0", "ip link set d0 mode dormant" },
	{ "", "d0", "ip link set d0 addrgenmode none" },
	{ "ip link set d0 promisc on && ip link set d0 allmulticast on", "d0", "ip link set d0 alias text" },
	{ "ip link add v0 type vrf table 7 && ip link set d0 master v0", "d0", "ip link set d0 group 5" },
	{ "ip link add o0 type bond", "o0", "ip link set o0 type bond mode active-backup" },
	{ "ip link add o0 type bond && ip link set d0 master o0 && ip link set d0 down", "d0",
	  "ip link set d0 type bond_slave queue_id 3" },
	{ "ip link add b0 type bridge", "b0", "ip link set b0 type bridge mcast_snooping 0" },
	{ "ip link add b0 type bridge && ip link set d0 master b0", "d0", "ip link set d0 type bridge_slave hairpin on" },
	{ "ip link add link d0 name l0 type vlan id 5", "l0", "ip link set l0 type vlan loose_binding on" },
	{ "ip link add link d0 name m0 type macvlan", "m0", "ip link set m0 protodown on" },
	{ "ip link add e0 type veth peer name e1", "e0", "ip link set e0 alias text" },
	{ "ip link add x0 type vxlan id 7 dstport 4789 remote 10.0.0.1", "x0", "ip link set x0 type vxlan ageing 77" },
	/* The bond takes the type of the tunnel, which cannot have its address, and becomes an Ethernet device again. */
	{ "ip link add o0 type bond && ip link add g0 type gre local 10.0.0.1 remote 10.0.0.2", "o0",
	  "! ip link set g0 master o0" },
};

/* The record says the same about the link as the kernel does after the change. */
TEST_F(silent_link, as_dumped)
{
	struct dumped *dumped = malloc(sizeof(*dumped));

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		struct rec *rec = NULL;

		new_netns();
		run("ip link add d0 type dummy");
		if (*changes[i].make && try_run("%s", changes[i].make)) {
			TH_LOG("not on this kernel: %s", changes[i].make);
			continue;
		}
		self->before = journal_last();
		run("%s", changes[i].change);
		ASSERT_EQ(1, count_links(&self->recs, self->before, true, &rec)) TH_LOG("%s", changes[i].change);
		EXPECT_STREQ("ip", rec->comm);
		EXPECT_EQ(NETJOURNAL_CONTEXT_TASK, rec->context);
		EXPECT_EQ(NETJOURNAL_KIND_LINK, rec->kind);
		dump_link(dumped, changes[i].dev);
		EXPECT_TRUE(same_header(dumped, rec)) TH_LOG("%s", changes[i].change);
		EXPECT_EQ(0, differences(dumped, rec)) TH_LOG("%s", changes[i].change);
	}
	free(dumped);
}

/* The other end is in a namespace that has a number here. */
TEST_F(silent_link, other_end_elsewhere)
{
	struct dumped *dumped = malloc(sizeof(*dumped));
	struct rec *rec = NULL;

	run("ip netns add elsewhere && ip link add e0 type veth peer name e1 netns elsewhere");
	self->before = journal_last();
	run("ip link set e0 alias text");
	EXPECT_EQ(1, count_links(&self->recs, self->before, true, &rec));
	dump_link(dumped, "e0");
	EXPECT_EQ(0, differences(dumped, rec));
	EXPECT_NE(NULL, rec_attr(rec, sizeof(struct ifinfomsg), IFLA_LINK_NETNSID));
	run("ip netns del elsewhere");
	free(dumped);
}

/* The kernel announces changes of a link that is up. */
TEST_F(silent_link, not_of_links_that_are_up)
{
	struct rec *rec = NULL;

	run("ip link set d0 up");
	self->before = journal_last();
	run("ip link set d0 alias text && ip link set d0 group 7 && ip link property add dev d0 altname another");
	EXPECT_EQ(0, count_links(&self->recs, self->before, true, &rec));
	EXPECT_EQ(3, count_links(&self->recs, self->before, false, &rec));
}

/* Listeners get no message about a silent change. */
TEST_F(silent_link, listeners_hear_nothing)
{
	struct rec *rec = NULL;
	char buf[NL_BUF];
	struct nl nl;

	ASSERT_EQ(0, nl_open(&nl, NETLINK_ROUTE));
	ASSERT_EQ(0, nl_join(&nl, RTNLGRP_LINK));
	ASSERT_EQ(0, nl_join(&nl, RTNLGRP_NSID));
	run("ip link set d0 alias text");
	EXPECT_EQ(-EAGAIN, nl_wait(&nl, buf, 0));
	EXPECT_EQ(1, count_links(&self->recs, self->before, true, &rec));
	nl_close(&nl);
}

TEST_HARNESS_MAIN
