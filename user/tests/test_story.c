// SPDX-License-Identifier: GPL-2.0
/* Unit tests of story.c and story_tell.c: what is told of a record, and what is proven. */
#include <linux/if_link.h>
#include <linux/nexthop.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "build.h"
#include "net/story.h"
#include "rtmsg.h"
#include "tap.h"

#define UP	(IFF_UP | IFF_RUNNING | IFF_LOWER_UP)
#define MAX	16

/* The records of a journal. */
static struct nl_msg *records[MAX];
static size_t n;
static bool cable;	/* the devices are its two ends */

static void add(uint64_t act, uint32_t context, bool silent, uint32_t kind, struct nl_msg *message)
{
	struct nl_msg *msg = build_begin(n + 1, kind);
	struct nlattr *nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_ORIGIN | NLA_F_NESTED);

	nla_put_u32(msg, NETJOURNAL_A_ORIGIN_CONTEXT, context);
	nla_put_string(msg, NETJOURNAL_A_ORIGIN_COMM, "ip");
	nla_put_u32(msg, NETJOURNAL_A_ORIGIN_UID, 4711);
	nla_nest_end(msg, nest);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_ACT, act);
	if (silent)
		nla_put_flag(msg, NETJOURNAL_A_RECORD_SILENT);
	build_message(msg, message);
	records[n++] = msg;
}

static void add_link(uint64_t act, int type, int ifindex, unsigned int flags)
{
	struct nl_msg *msg = rtmsg_link(type, ifindex, ifindex == 2 ? "d2" : "d3", flags, 1500);

	if (cable)
		nla_put_u32(msg, IFLA_LINK, 5 - ifindex);
	add(act, NETJOURNAL_CONTEXT_TASK, false, NETJOURNAL_KIND_LINK, msg);
}

static void add_route(uint64_t act, int type, bool silent, const char *source)
{
	struct nl_msg *msg = rtmsg_via(type, 0, "10.9.0.0", 16, "10.0.0.1");

	if (source)
		rtmsg_addr(msg, RTA_PREFSRC, source);
	add(act, NETJOURNAL_CONTEXT_REQUEST, silent, NETJOURNAL_KIND_ROUTE, msg);
}

static void add_address(uint64_t act, int type, int ifindex)
{
	const struct ifaddrmsg hdr = {
		.ifa_family = AF_INET, .ifa_prefixlen = 24, .ifa_index = ifindex,
	};
	struct nl_msg *msg = rtmsg_begin(type, 0, &hdr, sizeof(hdr));

	rtmsg_addr(msg, IFA_ADDRESS, "10.0.0.5");
	rtmsg_addr(msg, IFA_LOCAL, "10.0.0.5");
	add(act, NETJOURNAL_CONTEXT_REQUEST, false, NETJOURNAL_KIND_ADDR, msg);
}

static void add_nexthop_route(uint64_t act, int type)
{
	struct nl_msg *msg = rtmsg_route(type, 0, "10.9.0.0", 16);

	nla_put_u32(msg, RTA_NH_ID, 9);
	nla_put_u32(msg, RTA_OIF, 2);
	add(act, NETJOURNAL_CONTEXT_REQUEST, type == RTM_DELROUTE, NETJOURNAL_KIND_ROUTE, msg);
}

static void add_nexthop(uint64_t act, int type)
{
	const struct nhmsg hdr = { .nh_family = AF_INET };
	struct nl_msg *msg = rtmsg_begin(type, NLM_F_CREATE, &hdr, sizeof(hdr));

	nla_put_u32(msg, NHA_ID, 9);
	add(act, NETJOURNAL_CONTEXT_REQUEST, false, NETJOURNAL_KIND_NEXTHOP, msg);
}

/* Names the cause of the last record. @seq: 0: not yet recorded */
static void add_cause(uint32_t event, uint32_t ifindex, uint64_t seq, bool guess)
{
	struct nl_msg *msg = records[n - 1];
	struct nlattr *nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_CAUSE | NLA_F_NESTED);

	nla_put_u32(msg, NETJOURNAL_A_CAUSE_EVENT, event);
	nla_put_u32(msg, NETJOURNAL_A_CAUSE_IFINDEX, ifindex);
	if (seq)
		nla_put_u64(msg, NETJOURNAL_A_CAUSE_SEQ, seq);
	if (guess)
		nla_put_flag(msg, NETJOURNAL_A_CAUSE_GUESS);
	nla_nest_end(msg, nest);
}

/* The link of the last record moves to another network namespace. */
static void add_move(void)
{
	struct nl_msg *msg = records[n - 1];
	struct nlattr *nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_MOVED_TO | NLA_F_NESTED);

	nla_put_u32(msg, NETJOURNAL_A_MOVE_INODE, 4026532177);
	nla_put_string(msg, NETJOURNAL_A_MOVE_NAME, "eth0");
	nla_nest_end(msg, nest);
}

static char text[4096];

static void on_sentence(const char *sentence, void *arg)
{
	(void)arg;
	strncat(text, sentence, sizeof(text) - strlen(text) - 1);
	strncat(text, "\n", sizeof(text) - strlen(text) - 1);
}

/* Hands the records to @take with the state before each. */
static void read_records(struct domain *d, int (*take)(struct domain *d, const struct record *rec, void *arg),
			 void *arg)
{
	struct record rec;
	size_t i;

	for (i = 0; i < n; i++) {
		if (build_parse(records[i], &rec))
			abort();
		domain_learn(d, &rec);
		if (domain_follow(d, &rec) || take(d, &rec, arg))
			abort();
	}
}

static int take_history(struct domain *d, const struct record *rec, void *arg)
{
	const struct event *ev = domain_event(d, rec);
	struct record plain = *rec;

	plain.before = NULL;
	return history_add(arg, &plain, ev, domain_sign(d, rec), HISTORY_WANTED);
}

static int take_story(struct domain *d, const struct record *rec, void *arg)
{
	(void)d;
	return story_take(arg, rec);
}

/* Returns the story of the object that the last record of @kind is about. Drops the records. */
static const char *story_of(uint32_t kind)
{
	struct processes processes = { .off = true };
	struct domain *d = domain_new();
	struct story s = { .domain = domain_new(), .processes = &processes, .day = 20261120 };
	struct history h;
	struct history_object **all;
	size_t n_all, i;

	history_init(&h, 0);
	read_records(d, take_history, &h);
	all = history_wanted(&h, &n_all);
	for (i = 0; i < n_all && all[i]->is.node.id.kind != kind; i++)
		;
	all[i]->presence = all[i]->is.now ? HISTORY_PRESENT : HISTORY_GONE;
	if (story_begin(&s, all[i]))
		abort();
	read_records(s.domain, take_story, &s);
	text[0] = '\0';
	if (story_tell(&s, all[i], on_sentence, NULL))
		abort();
	story_drop(&s);
	free(all);
	history_drop(&h);
	domain_free(s.domain);
	domain_free(d);
	while (n)
		nlmsg_free(records[--n]);
	return text;
}

/* Whether the story of an object of @kind has the line @want, which is the name of the test. */
static void tells(uint32_t kind, const char *want, const char *name)
{
	char line[512];

	snprintf(line, sizeof(line), "\n%s\n", want);
	story_of(kind);
	memmove(text + 1, text, strlen(text) + 1);
	text[0] = '\n';
	if (!ok(!!strstr(text, line), name))
		printf("# %s\n# is not in:%s", want, text);
}

static void test_asked(void)
{
	add_link(1, RTM_NEWLINK, 2, UP);
	add_route(2, RTM_NEWROUTE, false, NULL);
	add_route(3, RTM_DELROUTE, false, NULL);
	is_str(story_of(NETJOURNAL_KIND_ROUTE),
	       "10.9.0.0/16 via 10.0.0.1 dev d2 has been gone since 18:03:12.481 (#3).\n"
	       "ip (as uid 4711) asked for that.\n"
	       "In the 5 seconds before, this happened to the same device:\n"
	       "  18:03:12.481  ~ d2 RUNNING mtu 1500 (was: not known)  #1\n"
	       "  18:03:12.481  + 10.9.0.0/16 via 10.0.0.1 dev d2  #2\n"
	       "More: netjournal show 3; netjournal log -o acts -v --act 3\n", "somebody asked for it");
}

static void test_down(void)
{
	add_link(1, RTM_NEWLINK, 2, UP);
	add_route(2, RTM_NEWROUTE, false, NULL);
	add_link(3, RTM_NEWLINK, 2, 0);
	add_route(3, RTM_DELROUTE, true, NULL);
	add_link(4, RTM_NEWLINK, 2, UP);
	story_of(NETJOURNAL_KIND_ROUTE);
	ok(!!strstr(text, "\nThe kernel removed it without telling anybody because d2 went down (#3).\n"
		    "That happened inside ip (as uid 4711).\n"
		    "d2 came up again 0 ms later (#5), but nobody has added it again.\n"),
	   "the device went down in the same act");

	add_link(1, RTM_NEWLINK, 2, UP);
	add_route(2, RTM_NEWROUTE, false, NULL);
	add_link(3, RTM_NEWLINK, 2, 0);
	add_route(4, RTM_DELROUTE, true, NULL);
	tells(NETJOURNAL_KIND_ROUTE, "The kernel removed it without telling anybody.",
	      "another act proves nothing");

	add_link(1, RTM_NEWLINK, 3, UP);
	add_route(2, RTM_NEWROUTE, false, NULL);
	add_link(3, RTM_NEWLINK, 3, 0);
	add_route(3, RTM_DELROUTE, true, NULL);
	tells(NETJOURNAL_KIND_ROUTE, "The kernel removed it without telling anybody.",
	      "nor does another device");

	add_link(1, RTM_NEWLINK, 2, UP);
	add_route(2, RTM_NEWROUTE, false, NULL);
	add_link(3, RTM_NEWLINK, 2, 0);
	add_route(3, RTM_DELROUTE, true, NULL);
	add_link(3, RTM_DELLINK, 2, 0);
	tells(NETJOURNAL_KIND_ROUTE,
	      "The kernel removed it without telling anybody because d2 was deleted (#5).",
	      "the device was deleted");

	add_address(1, RTM_NEWADDR, 2);
	add_link(2, RTM_NEWLINK, 2, UP);
	add_link(3, RTM_NEWLINK, 2, 0);
	add_address(3, RTM_DELADDR, 2);
	story_of(NETJOURNAL_KIND_ADDR);
	ok(!strstr(text, "because"), "an IPv4 address does not go because its device goes down");
}

static void test_others(void)
{
	add_address(1, RTM_NEWADDR, 3);
	add_route(2, RTM_NEWROUTE, false, "10.0.0.5");
	add_address(3, RTM_DELADDR, 3);
	add_route(3, RTM_DELROUTE, false, "10.0.0.5");
	tells(NETJOURNAL_KIND_ROUTE, "The kernel removed it because the address 10.0.0.5/24 was deleted (#3).",
	      "its source address was deleted");

	add_address(1, RTM_NEWADDR, 3);
	add_route(2, RTM_NEWROUTE, false, NULL);
	add_address(3, RTM_DELADDR, 3);
	add_route(3, RTM_DELROUTE, true, NULL);
	tells(NETJOURNAL_KIND_ROUTE, "The kernel removed it without telling anybody.",
	      "an address of another device proves nothing");

	add_nexthop(1, RTM_NEWNEXTHOP);
	add_nexthop_route(2, RTM_NEWROUTE);
	add_nexthop(3, RTM_DELNEXTHOP);
	add_nexthop_route(3, RTM_DELROUTE);
	tells(NETJOURNAL_KIND_ROUTE,
	      "The kernel removed it without telling anybody because the nexthop id 9 was deleted (#3).",
	      "its nexthop was deleted");
}

static void test_guess(void)
{
	cable = true;
	add_link(1, RTM_NEWLINK, 2, UP);
	add_link(2, RTM_NEWLINK, 3, UP);
	add_link(3, RTM_NEWLINK, 3, 0);
	add_link(4, RTM_NEWLINK, 2, IFF_UP);
	story_of(NETJOURNAL_KIND_LINK);
	ok(!!strstr(text, "d2 exists. It last changed at 18:03:12.481: RUNNING -> UP (no carrier) (#4).\n"
		    "That happened probably because d3 went down (#3).\n"), "a guess is called a guess");

	add_link(1, RTM_NEWLINK, 2, UP);
	add_link(2, RTM_NEWLINK, 3, 0);
	add_link(3, RTM_NEWLINK, 3, UP);
	add_link(4, RTM_NEWLINK, 2, IFF_UP);
	story_of(NETJOURNAL_KIND_LINK);
	ok(!strstr(text, "probably"), "the other end came up, and this one lost its carrier");
}

static void test_present(void)
{
	add_route(2, RTM_NEWROUTE, false, NULL);
	story_of(NETJOURNAL_KIND_ROUTE);
	ok(!!strstr(text, " has existed since 18:03:12.481 (#1).\nip (as uid 4711) asked for that.\n"),
	   "a route that exists");

	add_link(1, RTM_NEWLINK, 2, UP);
	add(2, NETJOURNAL_CONTEXT_REQUEST, false, NETJOURNAL_KIND_LINK, rtmsg_link(RTM_NEWLINK, 2, "d2", UP, 1400));
	add(3, NETJOURNAL_CONTEXT_REQUEST, false, NETJOURNAL_KIND_LINK, rtmsg_link(RTM_NEWLINK, 2, "d4", UP, 1400));
	add(3, NETJOURNAL_CONTEXT_REQUEST, false, NETJOURNAL_KIND_LINK, rtmsg_link(RTM_NEWLINK, 2, "d4", 0, 1400));
	story_of(NETJOURNAL_KIND_LINK);
	ok(!!strstr(text, ": renamed d2 -> d4 (#3).\n"), "of the last changes of a link in one act, the first");
}

static void test_moved(void)
{
	add_link(1, RTM_NEWLINK, 2, UP);
	add_link(2, RTM_DELLINK, 2, 0);
	add_move();
	tells(NETJOURNAL_KIND_LINK, "It moved to netns 4026532177 as eth0.", "a link that moved");
}

static void test_named(void)
{
	add_link(1, RTM_NEWLINK, 2, UP);
	add_route(2, RTM_NEWROUTE, false, NULL);
	add_link(3, RTM_NEWLINK, 2, 0);
	add_cause(NETJOURNAL_CAUSE_EVENT_LINK_REMOVED, 3, 0, false);
	add_route(3, RTM_DELROUTE, true, NULL);
	add_cause(NETJOURNAL_CAUSE_EVENT_LINK_DOWN, 2, 3, false);
	add_link(4, RTM_NEWLINK, 2, UP);
	story_of(NETJOURNAL_KIND_ROUTE);
	ok(!!strstr(text, "\nThe kernel removed it without telling anybody because d2 went down (#3).\n"
		    "That, #3, happened because "), "a cause that the record names, and what is behind it");
	ok(strstr(text, " was removed.\nThat happened inside ip (as uid 4711).\n") &&
	   strstr(text, "\nd2 came up again "), "and the rest of the story");

	add_link(1, RTM_NEWLINK, 2, UP);
	add_route(2, RTM_NEWROUTE, false, NULL);
	add_route(3, RTM_DELROUTE, true, NULL);
	add_cause(NETJOURNAL_CAUSE_EVENT_LINK_REMOVED, 2, 0, false);
	add_link(3, RTM_DELLINK, 2, 0);
	story_of(NETJOURNAL_KIND_ROUTE);
	ok(!!strstr(text, "without telling anybody because d2 was removed.\n"
		    "That happened inside ip (as uid 4711).\n"), "a cause whose record comes later");

	add_link(1, RTM_NEWLINK, 2, UP);
	add_link(2, RTM_NEWLINK, 2, IFF_UP);
	add_cause(NETJOURNAL_CAUSE_EVENT_LINK_DOWN, 3, 0, true);
	story_of(NETJOURNAL_KIND_LINK);
	ok(strstr(text, "\nThat happened probably because ") && !strstr(text, "because probably"),
	   "a guess of the kernel part, called so once");

	add_link(1, RTM_NEWLINK, 2, UP);
	add_nexthop(2, RTM_NEWNEXTHOP);
	add_nexthop_route(3, RTM_NEWROUTE);
	add_link(4, RTM_NEWLINK, 2, 0);
	add_nexthop(4, RTM_DELNEXTHOP);
	add_cause(NETJOURNAL_CAUSE_EVENT_LINK_DOWN, 2, 4, false);
	add_nexthop_route(4, RTM_DELROUTE);
	add_cause(NETJOURNAL_CAUSE_EVENT_NEXTHOP_REMOVED, 0, 5, false);
	add_link(5, RTM_NEWLINK, 2, UP);
	story_of(NETJOURNAL_KIND_ROUTE);
	ok(strstr(text, " was removed (#5).\nThat, #5, happened because d2 went down (#4).\n") &&
	   strstr(text, "\nd2 came up again "), "a nexthop between the route and the device");
}

int main(void)
{
	setenv("TZ", "UTC", 1);
	test_asked();
	test_down();
	test_others();
	test_guess();
	test_named();
	test_moved();
	test_present();
	return tap_done();
}
