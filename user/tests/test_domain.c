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
static struct nl_msg *record_as(struct nl_msg *msg, uint64_t seq, uint32_t kind)
{
	struct nl_msg *attrs = build_begin(seq, kind);
	struct nlmsghdr *nlh = nlmsg_hdr(msg);

	nla_put(attrs, NETJOURNAL_A_RECORD_MESSAGE, nlh->nlmsg_len, nlh);
	nlmsg_free(msg);
	return attrs;
}

static struct nl_msg *record_of(struct nl_msg *msg, uint64_t seq)
{
	return record_as(msg, seq, NETJOURNAL_KIND_LINK);
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

/* A message about a link. @master 0: it is no port. */
static struct nl_msg *link_of(int ifindex, const char *name, uint32_t master)
{
	struct nl_msg *msg = rtmsg_link(RTM_NEWLINK, ifindex, name, 0, 1500);

	if (master)
		nla_put_u32(msg, IFLA_MASTER, master);
	return msg;
}

static struct nl_msg *replace_route(uint32_t oif)
{
	struct nl_msg *msg = rtmsg_route(RTM_NEWROUTE, NLM_F_REPLACE, "10.0.0.0", 8);

	nla_put_u32(msg, RTA_OIF, oif);
	return msg;
}

/*
 * Names over time: a and b swap their names over tmp, so if2 is a, tmp, b and if3 is b, a. Then
 * p is a port of m and is released, m is renamed to n, and a route moves from if2 to if3.
 */
static struct nl_msg *names_message(int seq)
{
	switch (seq) {
	case 1: return link_of(2, "a", 0);
	case 2: return link_of(3, "b", 0);
	case 3: return link_of(2, "tmp", 0);
	case 4: return link_of(3, "a", 0);
	case 5: return link_of(2, "b", 0);
	case 6: return link_of(3, "a", 0);
	case 7: return link_of(8, "m", 0);
	case 8: return link_of(9, "p", 8);
	case 9: return link_of(9, "p", 0);
	case 10: return link_of(9, "p", 0);
	case 11: return link_of(8, "n", 0);
	case 12: return replace_route(2);
	case 13: return replace_route(3);
	default: return NULL;
	}
}

/* Returns the numbers of the records that the option @dev selects, or the word @dev. */
static const char *found(const char *dev, bool word)
{
	static char text[128];
	struct domain *d = domain_new();
	struct nl_msg *msg, *attrs;
	char err[128];
	struct record rec;
	size_t len = 0;
	int seq, pass;

	text[0] = '\0';
	if (word ? domain_word(d, dev, err, sizeof(err)) :
	    domain_option(d, domain_opts[0].id, dev, err, sizeof(err)))
		abort();
	/* The journal is read once to learn from it, and once more to print it. */
	for (pass = 0; pass < 2; pass++) {
		for (seq = 1; (msg = names_message(seq)); seq++) {
			attrs = seq < 12 ? record_of(msg, seq) :
				record_as(msg, seq, NETJOURNAL_KIND_ROUTE);
			build_parse(attrs, &rec);
			if (!pass)
				domain_learn(d, &rec);
			else if (domain_follow(d, &rec))
				abort();
			else if (domain_match(d, &rec))
				len += snprintf(text + len, sizeof(text) - len, "%d ", seq);
			nlmsg_free(attrs);
		}
	}
	domain_free(d);
	return text;
}

static void test_names(void)
{
	is_str(found("a", false), "1 3 4 6 13 ", "two devices had the name");
	is_str(found("b", false), "2 4 5 12 13 ", "two others, and a route that left one of them");
	is_str(found("tmp", false), "3 5 ", "a name is found by both renames");
	is_str(found("a", true), "1 3 4 6 13 ", "as a word");
	is_str(found("m", false), "7 8 9 11 ", "the release of a port, and the rename");
	is_str(found("n", false), "11 ", "the later name has no earlier record");
	is_str(found("p", false), "8 9 10 ", "the port itself");
}

static void test_wants_before(void)
{
	struct nl_msg *msg = record_of(link_of(2, "x", 0), 1);
	struct domain *d = domain_new();
	char err[128];
	struct record rec;

	build_parse(msg, &rec);
	if (domain_option(d, domain_opts[1].id, "10.0.0.0/8", err, sizeof(err)))
		abort();
	ok(!domain_wants_before(d, &rec), "no earlier state makes a link match a prefix");
	if (domain_option(d, domain_opts[0].id, "y", err, sizeof(err)))
		abort();
	ok(domain_wants_before(d, &rec), "but it may have had another name");
	domain_free(d);
	nlmsg_free(msg);
}

/* Follows @message, which is freed. Copies the state before it, or nothing, into @before. */
static void follow_route(struct domain *d, uint64_t seq, struct nl_msg *message, char before[256])
{
	struct nl_msg *msg = record_as(message, seq, NETJOURNAL_KIND_ROUTE);
	struct record rec;

	build_parse(msg, &rec);
	if (domain_follow(d, &rec) || rec.before_len > 256)
		abort();
	memset(before, 0, 256);
	if (rec.before)
		memcpy(before, rec.before, rec.before_len);
	nlmsg_free(msg);
}

/* Two routes to one prefix are told apart by where they lead. */
static void test_paths(void)
{
	struct nl_msg *first = rtmsg_via(RTM_NEWROUTE, 0, "10.8.0.0", 16, "10.0.0.1");
	struct domain *d = domain_new();
	char added[256] = "", before[256];

	memcpy(added, nlmsg_hdr(first), nlmsg_hdr(first)->nlmsg_len);
	follow_route(d, 1, first, before);
	follow_route(d, 2, rtmsg_via(RTM_NEWROUTE, NLM_F_APPEND, "10.8.0.0", 16, "10.0.0.2"),
		     before);
	follow_route(d, 3, rtmsg_via(RTM_DELROUTE, 0, "10.8.0.0", 16, "10.0.0.1"), before);
	ok(!memcmp(before, added, sizeof(before)), "the state before is that of the same route");
	domain_free(d);
}

/* Knows no names, and counts in @arg how often it is asked. */
static bool name_none(void *arg, uint32_t number, char *text, size_t size)
{
	(void)number;
	(void)text;
	(void)size;
	++*(int *)arg;
	return false;
}

/* Asks for names that a store lacks. */
static void test_nameless(void)
{
	struct domain *d = domain_new();
	const struct event_names *names;
	int asked = 0;

	domain_elsewhere(d, name_none, &asked);
	names = domain_names(d, 1);
	ok(!names->ifname(names->arg, 7) && !names->ifname(names->arg, 7), "a device has no name");
	is_num(asked, 1, "the store is asked once");
	ok(!names->ifname(names->arg, 7 + 64) && !names->ifname(names->arg, 7), "nor have others");
	is_num(asked, 3, "which take its place");
	domain_forget(d);
	ok(!names->ifname(names->arg, 7), "nor has one of another journal");
	is_num(asked, 4, "for which the store is asked again");
	domain_free(d);
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
	test_names();
	test_wants_before();
	test_paths();
	test_nameless();
	domain_free(d);
	return tap_done();
}
