// SPDX-License-Identifier: GPL-2.0
/* Messages that come again, and what a span takes of them without parsing them. */
#include <linux/if.h>
#include <stdlib.h>

#include "build.h"
#include "net/domain_net.h"
#include "net/span.h"
#include "rtmsg.h"
#include "tap.h"

static struct domain *domain;
static struct span span;
static uint64_t seq;

/* Takes a record, after the moment if it is one of the part. Returns whether it was taken as a repetition. */
static bool take(struct nl_msg *message, bool inside)
{
	struct nl_msg *msg = build_begin(++seq, NETJOURNAL_KIND_ROUTE);
	const struct event *ev;
	struct record rec;
	bool again;
	int err = 0;

	nlmsg_hdr(message)->nlmsg_seq = seq;
	build_message(msg, message);
	if (build_parse(msg, &rec))
		abort();
	again = inside && span_take_again(&span, &rec, &err);
	ev = again ? NULL : domain_event(domain, &rec);
	if (err || (ev && span_take(&span, &rec, ev, domain_sign(domain, &rec), inside)))
		abort();
	nlmsg_free(msg);
	return again;
}

static bool add(const char *gateway, int flags)
{
	return take(rtmsg_via(RTM_NEWROUTE, NLM_F_CREATE | flags, "10.1.0.0", 16, gateway), true);
}

static bool del(const char *gateway)
{
	return take(rtmsg_via(RTM_DELROUTE, 0, "10.1.0.0", 16, gateway), true);
}

static void begin(void)
{
	span_drop(&span);
	domain_free(domain);
	domain = domain_new();
	span = (struct span){ .keep_records = true };
	seq = 0;
	take(rtmsg_via(RTM_NEWROUTE, NLM_F_CREATE, "10.1.0.0", 16, "10.0.0.1"), false);
}

static void test_flapping(void)
{
	struct span_object *obj;
	struct record last;

	begin();
	ok(!del("10.0.0.1") && !add("10.0.0.1", 0), "the first of each is parsed");
	ok(del("10.0.0.1"), "a deletion comes again");
	obj = span_walk(&span, NULL);
	ok(obj && obj->before == SPAN_PRESENT && !obj->is.now && !obj->left, "the route is gone");
	ok(add("10.0.0.1", 0), "a route comes again");
	ok(obj->is.now && obj->left == obj->is.now && obj->then, "the route is there");
	ok(record_copy_get(&obj->last, &last) && last.seq == seq, "its last record is known");
}

static void test_others(void)
{
	begin();
	del("10.0.0.1");
	ok(!add("10.0.0.2", 0), "another gateway: another message");
	ok(!del("10.0.0.2") && !add("10.0.0.2", 0), "about another route");
	begin();
	add("10.0.0.2", NLM_F_REPLACE);
	ok(!add("10.0.0.2", NLM_F_REPLACE), "a route that replaces another one is parsed");
	begin();
	del("10.0.0.1");
	add("10.0.0.1", 0);
	add("10.0.0.2", NLM_F_APPEND);
	ok(!del("10.0.0.1"), "two routes have the same key: each message is parsed");
}

static void test_cache(void)
{
	struct nl_msg *a = rtmsg_via(RTM_NEWROUTE, 0, "10.1.0.0", 16, "10.0.0.1");
	struct nl_msg *b = rtmsg_via(RTM_NEWROUTE, 0, "10.1.0.0", 16, "10.0.0.2");
	const struct nlmsghdr *nlh = nlmsg_hdr(a), *other = nlmsg_hdr(b);
	struct echoes e = { 0 };

	ok(!echoes_find(&e, nlh, nlh->nlmsg_len), "an empty cache");
	echoes_remove(&e, nlh);
	echoes_add(&e, &(struct echo){ nlh, &e, 5 });
	ok(echoes_find(&e, nlh, nlh->nlmsg_len) && echoes_find(&e, nlh, nlh->nlmsg_len)->path == 5, "a message");
	ok(!echoes_find(&e, other, other->nlmsg_len), "another message");
	ok(!echoes_find(&e, nlh, nlh->nlmsg_len - 4) && !echoes_find(&e, nlh, 4), "a message that was cut off");
	echoes_remove(&e, nlh);
	ok(!echoes_find(&e, nlh, nlh->nlmsg_len), "a message that was removed");
	echoes_drop(&e);
	nlmsg_free(a);
	nlmsg_free(b);
}

int main(void)
{
	test_flapping();
	test_others();
	test_cache();
	span_drop(&span);
	domain_free(domain);
	return tap_done();
}
