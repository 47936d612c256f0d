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

/* What the domain prints of the next record of @msg, which is freed; "minor: " before it. */
static const char *follow(struct domain *d, struct nl_msg *msg, uint64_t seq, bool json)
{
	static char text[1024];
	struct record_copy copy = { 0 };
	FILE *file = fmemopen(text, sizeof(text), "w");
	struct record rec;
	struct out o;

	msg = record_of(msg, seq);
	build_origin(msg, NETJOURNAL_CONTEXT_TASK, "ip", "ip");
	build_parse(msg, &rec);
	if (domain_follow(d, &rec) || record_copy_set(&copy, &rec) || !record_copy_get(&copy, &rec))
		abort();
	out_init(&o, file, json, false);
	out_text(&o, OUT_PLAIN, "%s", domain_minor(d, &rec) ? "minor: " : "");
	out_object(&o, NULL);
	domain_print(d, &o, &rec);
	out_object_end(&o);
	out_flush(&o);
	fclose(file);
	record_copy_drop(&copy);
	nlmsg_free(msg);
	return text;
}

static struct nl_msg *local_route(void)
{
	struct nl_msg *msg = rtmsg_route(RTM_NEWROUTE, 0, "10.0.0.1", 32);
	struct rtmsg *r = nlmsg_data(nlmsg_hdr(msg));

	r->rtm_type = RTN_LOCAL;
	r->rtm_protocol = RTPROT_KERNEL;
	return msg;
}

/* @lladdr: the last byte of its address; 0: none */
static struct nl_msg *neighbour(int type, uint8_t lladdr)
{
	const struct ndmsg hdr = {
		.ndm_family = AF_INET, .ndm_ifindex = 7, .ndm_state = NUD_REACHABLE,
	};
	const uint8_t bytes[] = { 2, 0, 0, 0, 0, lladdr };
	struct nl_msg *msg = rtmsg_begin(type, 0, &hdr, sizeof(hdr));

	rtmsg_addr(msg, NDA_DST, "10.0.0.9");
	if (lladdr)
		nla_put(msg, NDA_LLADDR, sizeof(bytes), bytes);
	return msg;
}

static void test_follow(struct domain *d)
{
	const char *json;

	is_str(follow(d, rtmsg_link(RTM_NEWLINK, 7, "d0", 0, 1500), 1, false),
	       "~ d0 DOWN mtu 1500 (was: not known)", "the first record of an object");
	is_str(follow(d, rtmsg_link(RTM_NEWLINK, 7, "d0", 0, 1400), 2, false),
	       "~ d0 mtu 1500 -> 1400", "the next one, also from a copy");
	is_str(follow(d, rtmsg_link(RTM_NEWLINK, 7, "d0", 0, 1400), 3, false),
	       "minor: ~ d0 unchanged", "nothing has changed");
	json = follow(d, rtmsg_link(RTM_NEWLINK, 7, "d0", 0, 1300), 4, true);
	ok(!!strstr(json, "\"changes\":[{\"name\":\"mtu\",\"old\":1400,\"new\":1300}]"),
	   "in JSON");
	is_str(follow(d, local_route(), 5, false), "minor: + local 10.0.0.1 proto kernel",
	       "a route of the kernel's own");
	is_str(follow(d, rtmsg_link(RTM_DELLINK, 7, "d0", 0, 1300), 6, false),
	       "- d0 DOWN mtu 1300", "a link that is gone");
	is_str(follow(d, neighbour(RTM_NEWNEIGH, 9), 7, false), "+ 10.0.0.9 dev if7 lladdr 02:00:00:00:00:09 REACHABLE",
	       "a neighbour");
	is_str(follow(d, neighbour(RTM_NEWNEIGH, 8), 8, false),
	       "~ 10.0.0.9 lladdr 02:00:00:00:00:09 -> 02:00:00:00:00:08", "it has changed");
	is_str(follow(d, neighbour(RTM_DELNEIGH, 0), 9, false), "- 10.0.0.9 dev if7 lladdr 02:00:00:00:00:08 REACHABLE",
	       "and is gone with its last address");
	domain_forget(d);
	is_str(follow(d, rtmsg_link(RTM_NEWLINK, 7, "d0", 0, 1400), 7, false),
	       "~ d0 DOWN mtu 1400 (was: not known)", "another journal");
	domain_whole(d);
	is_str(follow(d, rtmsg_link(RTM_NEWLINK, 7, "d0", 0, 1400), 8, false),
	       "minor: ~ d0 <> mtu 1400 link/[0]", "whole states");
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
	test_follow(d);
	domain_free(d);
	return tap_done();
}
