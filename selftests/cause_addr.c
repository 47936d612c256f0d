// SPDX-License-Identifier: GPL-2.0
/*
 * Causes at addresses: what goes and comes with an address, and which addresses the kernel makes.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"
#include "fixture_cause.h"
#include "wait.h"

/* Routes come and go with an address. */
TEST_F(cause, address)
{
	const struct rec *addr;

	for (int i = 0; i < 2; i++) {
		self->before = journal_last();
		run("ip addr %s 10.3.0.1/24 dev d0", i ? "del" : "add");
		READ();
		addr = addr_record(&self->recs, i ? RTM_DELADDR : RTM_NEWADDR, "10.3.0.1");
		ASSERT_NE(NULL, addr);
		EXPECT_EQ(0, addr->domain.cause.event);
		EXPECT_LT(2, self->recs.n);
		for (size_t j = 0; j < self->recs.n; j++)
			if (self->recs.rec[j].kind == NETJOURNAL_KIND_ROUTE) {
				EXPECT_TRUE(cause_is(&self->recs.rec[j], i ? EVENT(ADDR_REMOVED) : EVENT(ADDR_ADDED),
						     self->d0, addr->seq));
				EXPECT_TRUE(cause_names(&self->recs.rec[j], "10.3.0.1"));
			}
	}
}

TEST_F(cause, address6)
{
	const struct rec *addr;
	int routes = 0;

	run("sysctl -qw net.ipv6.conf.d0.disable_ipv6=0");
	journal_settle();
	for (int i = 0; i < 2; i++) {
		self->before = journal_last();
		run("ip addr %s 2001:db8::1/64 dev d0", i ? "del" : "add");
		journal_settle();
		READ();
		for (size_t j = 0; j < self->recs.n; j++)
			if (self->recs.rec[j].kind == NETJOURNAL_KIND_ROUTE) {
				routes++;
				EXPECT_EQ(i ? EVENT(ADDR_REMOVED) : EVENT(ADDR_ADDED),
					  self->recs.rec[j].domain.cause.event);
				EXPECT_TRUE(cause_names(&self->recs.rec[j], "2001:db8::1"));
			}
	}
	addr = addr_record(&self->recs, RTM_DELADDR, "2001:db8::1");
	ASSERT_NE(NULL, addr);
	EXPECT_EQ(0, addr->domain.cause.event);
	EXPECT_LT(2, routes);
}

/* A secondary address goes with its primary. Its record comes before that of the primary. */
TEST_F(cause, secondary)
{
	const struct rec *rec;

	run("ip addr add 10.0.0.2/24 dev d0 && ip addr add 10.9.0.1/24 dev d0");
	self->before = journal_last();
	run("ip addr del 10.0.0.1/24 dev d0");
	READ();
	rec = addr_record(&self->recs, RTM_DELADDR, "10.0.0.2");
	ASSERT_NE(NULL, rec);
	EXPECT_TRUE(cause_is(rec, EVENT(ADDR_REMOVED), self->d0, 0));
	EXPECT_TRUE(cause_names(rec, "10.0.0.1"));
	rec = addr_record(&self->recs, RTM_DELADDR, "10.0.0.1");
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(0, rec->domain.cause.event);
	/* In a request of its own it has no cause. */
	run("ip addr add 10.9.0.2/24 dev d0");
	self->before = journal_last();
	run("ip addr del 10.9.0.2/24 dev d0");
	READ();
	rec = addr_record(&self->recs, RTM_DELADDR, "10.9.0.2");
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(0, rec->domain.cause.event);
}

/* The kernel can be told to make a secondary address the primary one instead. */
TEST_F(cause, promoted)
{
	const struct rec *rec, *primary;

	run("sysctl -qw net.ipv4.conf.d0.promote_secondaries=1 && ip addr add 10.0.0.2/24 dev d0");
	self->before = journal_last();
	run("ip addr del 10.0.0.1/24 dev d0");
	READ();
	primary = addr_record(&self->recs, RTM_DELADDR, "10.0.0.1");
	rec = addr_record(&self->recs, RTM_NEWADDR, "10.0.0.2");
	ASSERT_NE(NULL, primary);
	ASSERT_NE(NULL, rec);
	EXPECT_TRUE(cause_is(rec, EVENT(ADDR_REMOVED), self->d0, primary->seq));
}

/* An ioctl that sets an address removes the former one first. The new one does not follow from that. */
TEST_F(cause, address_by_ioctl)
{
	const struct rec *rec;

	run("ifconfig d0 10.7.0.1 netmask 255.255.255.0");
	self->before = journal_last();
	run("ifconfig d0 10.8.0.1 netmask 255.255.255.0");
	READ();
	rec = addr_record(&self->recs, RTM_NEWADDR, "10.8.0.1");
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(0, rec->domain.cause.event);
	EXPECT_NE(NULL, addr_record(&self->recs, RTM_DELADDR, "10.7.0.1"));
}

/* Waits for the last record about the address by a kernel thread. */
static const struct rec *wait_work(struct recs *recs, uint64_t after, const char *address)
{
	for (uint64_t end = 0; wait_more(&end);) {
		if (recs_read_again(recs, after, KINDS(ADDR)))
			return NULL;
		for (size_t i = recs->n; i--;)
			if (is_about_addr(&recs->rec[i], RTM_NEWADDR, address) &&
			    recs->rec[i].context == NETJOURNAL_CONTEXT_KTHREAD)
				return &recs->rec[i];
	}
	return NULL;
}

/* A work item finishes what somebody has asked for. The kernel announces an address without DAD only then. */
TEST_F(cause, dad)
{
	static const char *const options[] = { "", "nodad" };

	run("ip link add v0 type veth peer name v1 && sysctl -qw net.ipv6.conf.v0.disable_ipv6=0 && "
	    "ip link set v1 up && ip link set v0 addrgenmode none up");
	journal_settle();
	for (size_t i = 0; i < ARRAY_SIZE(options); i++) {
		const struct rec *finished, *asked = NULL;

		self->before = journal_last();
		run("ip addr add 2001:db8::%zu/64 dev v0 %s", i + 1, options[i]);
		finished = wait_work(&self->recs, self->before, i ? "2001:db8::2" : "2001:db8::1");
		ASSERT_NE(NULL, finished);
		EXPECT_EQ(EVENT(DAD), finished->domain.cause.event);
		EXPECT_FALSE(finished->domain.cause.guess);
		for (size_t j = 0; j < self->recs.n; j++)
			if (self->recs.rec[j].seq == finished->domain.cause.seq)
				asked = &self->recs.rec[j];
		ASSERT_NE(NULL, asked);
		EXPECT_STREQ("ip", asked->comm);
		EXPECT_EQ(i == 1, asked->domain.silent);
		EXPECT_EQ(asked, &self->recs.rec[0]);
		EXPECT_EQ(0, asked->domain.cause.event);
	}
}

/* Nobody asked for the link-local address but whoever set the device up. */
TEST_F(cause, link_local)
{
	const struct rec *asked = NULL;

	run("ip link add v0 type veth peer name v1 && sysctl -qw net.ipv6.conf.v0.disable_ipv6=0 && "
	    "ip link set v1 up");
	self->before = journal_settle();
	run("ip link set v0 up");
	for (uint64_t end = 0; !asked && wait_more(&end);) {
		READ();
		for (size_t i = 0; i < self->recs.n && !asked; i++)
			if (self->recs.rec[i].kind == NETJOURNAL_KIND_ADDR && self->recs.rec[i].domain.silent)
				asked = &self->recs.rec[i];
	}
	ASSERT_NE(NULL, asked);
	/* This depends on whether the carrier comes before, or by a work item. */
	EXPECT_TRUE(asked->domain.cause.event == EVENT(LINK_UP) ||
		    asked->domain.cause.event == EVENT(LINK_STATE));
	EXPECT_EQ(if_nametoindex("v0"), asked->domain.cause.ifindex);
}

/* Makes a network namespace that ends when this process kills its only process. Returns the process. */

TEST_HARNESS_MAIN
