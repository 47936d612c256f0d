// SPDX-License-Identifier: GPL-2.0
/* Unit tests of fights.c: what counts as a fight, and whose it is. */
#include <linux/if_link.h>
#include <stdlib.h>

#include "build.h"
#include "net/fights.h"
#include "rtmsg.h"
#include "tap.h"

static struct fights fights;
static struct domain *domain;
static uint64_t seq;
static const struct fight *begun;

static void begin(void)
{
	fights_drop(&fights);
	domain_free(domain);
	domain = domain_new();
	if (!domain)
		abort();
	seq = 0;
}

/* Who makes the next changes; NULL: that is not known. */
static const struct process *process;

/* @name made @message, which is freed; NULL: a thread of the kernel. */
static void take(const char *name, uint32_t kind, struct nl_msg *message)
{
	struct nl_msg *msg = build_begin(++seq, kind);
	struct record rec;

	build_origin(msg, name ? NETJOURNAL_CONTEXT_REQUEST : NETJOURNAL_CONTEXT_KTHREAD,
		     name ? name : "kworker", NULL);
	build_message(msg, message);
	if (build_parse(msg, &rec))
		abort();
	domain_learn(domain, &rec);
	if (domain_follow(domain, &rec) || fights_take(&fights, domain, &rec, process, &begun))
		abort();
	nlmsg_free(msg);
}

static void take_mtu(const char *name, uint32_t mtu)
{
	take(name, NETJOURNAL_KIND_LINK, rtmsg_link(RTM_NEWLINK, 7000, "d0", 0, mtu));
}

static void take_flags(const char *name, unsigned int flags)
{
	take(name, NETJOURNAL_KIND_LINK, rtmsg_link(RTM_NEWLINK, 7000, "d0", flags, 1500));
}

static void take_route(const char *name, int type)
{
	take(name, NETJOURNAL_KIND_ROUTE, rtmsg_via(type, 0, "10.9.0.0", 16, "10.0.0.1"));
}

static size_t count(void)
{
	size_t n;

	free(fights_list(&fights, &n));
	return n;
}

/* "link d0 mtu: 3 by a (1500) and b (1400)" of the first one */
static const char *first(void)
{
	static char text[512];
	const struct fight **all;
	size_t n;

	all = fights_list(&fights, &n);
	snprintf(text, sizeof(text), "none");
	if (n)
		snprintf(text, sizeof(text), "%s %s: %d by %s (%s) and %s (%s)", all[0]->object,
			 all[0]->name, (int)all[0]->times, all[0]->other.name, all[0]->other.value,
			 all[0]->last.name, all[0]->last.value);
	free(all);
	return text;
}

static void test_property(void)
{
	begin();
	take_mtu("a", 1500);
	take_mtu("b", 1400);
	take_mtu("a", 1500);
	take_mtu("b", 1400);
	ok(!begun && !count(), "three changes are no fight");
	take_mtu("a", 1500);
	ok(begun && begun->times == 4, "a fight begins when each has made two");
	is_str(first(), "d0 mtu: 4 by b (1400) and a (1500)", "between two");
	take_mtu("b", 1400);
	ok(!begun, "it goes on");
	is_str(first(), "d0 mtu: 5 by a (1500) and b (1400)", "and is counted");
	take_mtu("b", 1300);
	take_mtu("a", 1400);
	take_mtu("b", 1300);
	is_str(first(), "d0 mtu: 5 by a (1400) and b (1300)", "three changes after its end");
}

static void test_third(void)
{
	begin();
	take_mtu("c", 1300);
	take_mtu("c", 1500);
	take_mtu("a", 1400);
	take_mtu("b", 1500);
	take_mtu("a", 1400);
	ok(!begun && !count(), "what somebody else set before does not count");
	take_mtu("b", 1500);
	is_str(first(), "d0 mtu: 4 by a (1400) and b (1500)", "only the changes of the two do");
	take_mtu("c", 1400);
	is_str(first(), "d0 mtu: 5 by b (1500) and c (1400)", "a third one can join in");
}

static void test_not(void)
{
	int i;

	begin();
	for (i = 0; i < 6; i++)
		take_mtu("a", i % 2 ? 1500 : 1400);
	is_num(count(), 0, "one alone does not fight");
	begin();
	for (i = 0; i < 6; i++)
		take_mtu(i % 2 ? "a" : "b", 1400 + i);
	is_num(count(), 0, "nor those who set other values each time");
	begin();
	for (i = 0; i < 6; i++)
		take_mtu(i % 2 ? "a" : NULL, i % 2 ? 1500 : 1400);
	is_num(count(), 0, "nor the kernel");
	begin();
	for (i = 0; i < 6; i++)
		take_flags(i % 2 ? "a" : "b", i % 2 ? IFF_UP : IFF_UP | IFF_RUNNING | IFF_LOWER_UP);
	is_num(count(), 0, "nor do carriers");
}

static void test_presence(void)
{
	int i;

	begin();
	for (i = 0; i < 4; i++)
		take_route(i % 2 ? "deleter" : "adder", i % 2 ? RTM_DELROUTE : RTM_NEWROUTE);
	ok(strstr(first(), "10.9.0.0/16") &&
	   strstr(first(), " presence: 4 by adder (adds) and deleter (deletes)"), "an object comes and goes");
}

/* Adds the routes to so many other prefixes. */
static void take_others(unsigned int n)
{
	static unsigned int other;
	char prefix[24];

	while (n--) {
		snprintf(prefix, sizeof(prefix), "10.%u.%u.0", 10 + other / 256, other % 256);
		other++;
		take("a", NETJOURNAL_KIND_ROUTE, rtmsg_via(RTM_NEWROUTE, 0, prefix, 24, "10.0.0.1"));
	}
}

static void test_memory(void)
{
	int i;

	fights.max = 8;
	begin();
	for (i = 0; i < 4; i++) {
		take_route(i % 2 ? "b" : "a", i % 2 ? RTM_DELROUTE : RTM_NEWROUTE);
		take_others(3);
	}
	is_num(count(), 1, "a limit: what was changed last is remembered");
	begin();
	for (i = 0; i < 4; i++) {
		take_route(i % 2 ? "b" : "a", i % 2 ? RTM_DELROUTE : RTM_NEWROUTE);
		take_others(8);
	}
	is_num(count(), 0, "a limit: what was changed long ago is forgotten");
	take_others(100);
	ok(fights.objects.n + fights.older.n <= 8, "a limit: no more is remembered");
	fights.max = 0;
}

static void test_state(void)
{
	int i;

	begin();
	for (i = 0; i < 5; i++)
		take_flags(i % 2 ? "a" : "b", i % 2 ? IFF_UP : 0);
	is_str(first(), "d0 up or down: 4 by a (up) and b (down)", "a link goes up and down");
	/* Two properties of one object. */
	for (i = 0; i < 8; i++)
		take_mtu(i % 2 ? "a" : "b", i % 2 ? 1500 : 1400);
	is_num(count(), 2, "two fights about one object");
	ok(!!strstr(first(), "mtu: "), "the one with more changes comes first");
}

static void take_alias(const char *name, const char *alias)
{
	struct nl_msg *link = rtmsg_link(RTM_NEWLINK, 7000, "d0", 0, 1500);

	nla_put_string(link, IFLA_IFALIAS, alias);
	take(name, NETJOURNAL_KIND_LINK, link);
}

static void test_long(void)
{
	int i;

	begin();
	for (i = 0; i < 5; i++)
		take_alias(i % 2 ? "a" : "b", i % 2 ? "0123456789012345678901234567890" : "01234567890123456789012345678901");
	is_str(first(), "d0 ifalias: 4 by a (0123456789012345678901234567890) and b (0123456789012345678901234567...)",
	       "a long value ends with dots");
}

/* One process changes a property back and forth, and is of another unit each time; @partial: it is not all known. */
static void take_units(bool partial)
{
	struct process p = { .known = true, .partial = partial };
	int i;

	begin();
	process = &p;
	for (i = 0; i < 6; i++) {
		snprintf(p.names.unit, sizeof(p.names.unit), "%s.service", i % 2 ? "a" : "b");
		take_mtu("manager", i % 2 ? 1500 : 1400);
	}
	process = NULL;
}

static void test_actor(void)
{
	take_units(false);
	is_num(count(), 0, "what is known of a process does not change");
	take_units(true);
	is_num(count(), 1, "but more can become known of it");
}

int main(void)
{
	test_property();
	test_third();
	test_not();
	test_presence();
	test_state();
	test_long();
	test_memory();
	test_actor();
	fights_drop(&fights);
	domain_free(domain);
	return tap_done();
}
