// SPDX-License-Identifier: GPL-2.0
/*
 * The domain of the journal's records: the event of the record in hand.
 */
#include <stdlib.h>

#include "build.h"
#include "net/domain_net.h"
#include "rtmsg.h"
#include "tap.h"

/* A record of @msg, which is freed. */
static struct nl_msg *record_of(struct nl_msg *msg, uint64_t seq)
{
	struct nl_msg *attrs = build_begin(seq, NETJOURNAL_KIND_LINK);
	struct nlmsghdr *nlh = nlmsg_hdr(msg);

	nla_put(attrs, NETJOURNAL_A_RECORD_MESSAGE, nlh->nlmsg_len, nlh);
	nlmsg_free(msg);
	return attrs;
}

static void test_event(struct domain *d)
{
	struct nl_msg *msg = record_of(rtmsg_link(RTM_NEWLINK, 7, "old", 0, 0), 1);
	const struct event *ev;
	struct record rec;

	build_parse(msg, &rec);
	ev = domain_event(d, &rec);
	ok(ev && ev->ifindex == 7 && !strcmp(ev->ifname, "old"), "an event");
	/* If it were taken apart again it would have the other number. */
	((struct ifinfomsg *)(void *)ev->hdr)->ifi_index = 8;
	ev = domain_event(d, &rec);
	ok(ev && ev->ifindex == 7, "the record in hand is taken apart once");
	build_parse(msg, &rec);
	ev = domain_event(d, &rec);
	ok(ev && ev->ifindex == 8, "the next one is another, also at the same place");
	nlmsg_free(msg);
}

static void test_not_understood(struct domain *d)
{
	struct nl_msg *msg = nlmsg_alloc_simple(4711, 0);
	struct record rec;

	msg = record_of(msg, 2);
	build_parse(msg, &rec);
	ok(!domain_event(d, &rec), "a message of another type is not understood");
	ok(!domain_event(d, &rec), "and stays so");
	nlmsg_free(msg);

	msg = build_begin(3, NETJOURNAL_KIND_NOTE);
	build_parse(msg, &rec);
	ok(!domain_event(d, &rec), "a note has no message");
	nlmsg_free(msg);
}

static void test_silent(void)
{
	struct nl_msg *msg = record_of(rtmsg_link(RTM_DELLINK, 7, "d0", 0, 0), 4);
	struct record rec;

	build_parse(msg, &rec);
	ok(!record_is_silent(&rec), "a record of what was announced");
	nla_put_flag(msg, NETJOURNAL_A_RECORD_SILENT);
	build_parse(msg, &rec);
	ok(record_is_silent(&rec), "a record of what was not");
	nlmsg_free(msg);
}

static void test_learn(struct domain *d)
{
	struct nl_msg *msg = record_of(rtmsg_link(RTM_NEWLINK, 99, "then", 0, 0), 5);
	const struct event_names *names;
	struct record rec;

	build_parse(msg, &rec);
	domain_learn(d, &rec);
	names = domain_names(d, 6);
	is_str(names->ifname(names->arg, 99), "then", "a name is learned");
	domain_forget(d);
	names = domain_names(d, 6);
	ok(!names->ifname(names->arg, 99), "and forgotten");
	nlmsg_free(msg);
}

int main(void)
{
	struct domain *d = domain_new();

	if (!d)
		abort();
	test_event(d);
	test_not_understood(d);
	test_silent();
	test_learn(d);
	domain_free(d);
	return tap_done();
}
