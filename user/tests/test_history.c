// SPDX-License-Identifier: GPL-2.0
/*
 * The lives of objects, as records of links and routes tell them.
 */
#include <stdlib.h>

#include "build.h"
#include "net/history.h"
#include "rtmsg.h"
#include "tap.h"

/* Adds a record of @msg, which is freed. */
static int add(struct history *h, uint64_t seq, struct nl_msg *msg, bool wanted)
{
	struct nl_msg *attrs = nlmsg_alloc();
	struct nlmsghdr *nlh = nlmsg_hdr(msg);
	struct record rec;
	struct event ev;
	int err;

	rtmsg_parse(&ev, msg);
	nla_put_u64(attrs, NETJOURNAL_A_RECORD_SEQ, seq);
	nla_put_u32(attrs, NETJOURNAL_A_RECORD_KIND, ev.kind);
	nla_put(attrs, NETJOURNAL_A_RECORD_MESSAGE, nlh->nlmsg_len, nlh);
	if (build_parse(attrs, &rec))
		abort();
	err = history_add(h, &rec, &ev, wanted);
	nlmsg_free(attrs);
	nlmsg_free(msg);
	return err;
}

static struct nl_msg *link_msg(int type, int ifindex, const char *name, bool new)
{
	struct nl_msg *msg = rtmsg_link(type, ifindex, name, 0, 1500);
	struct ifinfomsg *ifi = nlmsg_data(nlmsg_hdr(msg));

	ifi->ifi_change = new ? ~0u : 0;
	return msg;
}

static struct nl_msg *route_msg(int type, int flags, const char *gateway)
{
	return rtmsg_via(type, flags, "10.9.0.0", 16, gateway);
}

/* "deleted 5 changed 4 added 1 ;" for each wanted object, the newest first. */
static const char *lives(struct history *h)
{
	static const char *const names[] = { "deleted", "changed", "added" };
	static char text[512];
	struct history_object **all;
	struct record rec;
	size_t n, i, len = 0;
	int action;

	text[0] = '\0';
	all = history_wanted(h, &n);
	for (i = 0; i < n; i++) {
		for (action = 0; action < HISTORY_ACTIONS; action++)
			if (history_by_action(all[i], action, &rec))
				len += snprintf(text + len, sizeof(text) - len, "%s %d ",
						names[action], (int)rec.seq);
		len += snprintf(text + len, sizeof(text) - len, "%s;",
				all[i]->is.now ? "present" : "gone");
	}
	free(all);
	history_drop(h);
	return text;
}

static void test_life(void)
{
	struct history h;

	history_init(&h, 0);
	is_str(lives(&h), "", "nothing is known at first");

	add(&h, 1, link_msg(RTM_NEWLINK, 7, "a", true), true);
	add(&h, 2, link_msg(RTM_NEWLINK, 7, "a", false), true);
	add(&h, 3, link_msg(RTM_NEWLINK, 7, "a", false), true);
	is_str(lives(&h), "changed 3 added 1 present;", "the last change counts");

	add(&h, 1, link_msg(RTM_NEWLINK, 7, "a", true), true);
	add(&h, 2, link_msg(RTM_DELLINK, 7, "a", false), true);
	is_str(lives(&h), "deleted 2 added 1 gone;", "a whole life");

	add(&h, 1, link_msg(RTM_NEWLINK, 7, "a", true), true);
	add(&h, 2, link_msg(RTM_NEWLINK, 7, "a", false), true);
	add(&h, 3, link_msg(RTM_DELLINK, 7, "a", false), true);
	add(&h, 4, link_msg(RTM_NEWLINK, 7, "a", true), true);
	is_str(lives(&h), "added 4 present;", "a new life begins with nothing");

	add(&h, 3, link_msg(RTM_NEWLINK, 7, "a", false), true);
	is_str(lives(&h), "changed 3 present;", "it was there before the journal");

	add(&h, 1, link_msg(RTM_NEWLINK, 7, "a", true), false);
	add(&h, 2, link_msg(RTM_NEWLINK, 8, "b", true), true);
	add(&h, 3, link_msg(RTM_NEWLINK, 9, "c", true), false);
	add(&h, 4, link_msg(RTM_NEWLINK, 7, "b", false), true);
	is_str(lives(&h), "changed 4 added 1 present;added 2 present;",
	       "a link that was renamed is known from its start, the newest first");
}

static void test_routes(void)
{
	struct history h;

	history_init(&h, 0);
	add(&h, 1, route_msg(RTM_NEWROUTE, 0, "10.0.0.1"), true);
	add(&h, 2, route_msg(RTM_NEWROUTE, NLM_F_APPEND, "10.0.0.2"), true);
	add(&h, 3, route_msg(RTM_DELROUTE, 0, "10.0.0.1"), true);
	is_str(lives(&h), "deleted 3 added 1 gone;added 2 present;",
	       "routes that lead elsewhere are different objects");

	add(&h, 1, route_msg(RTM_NEWROUTE, 0, "10.0.0.1"), true);
	add(&h, 2, route_msg(RTM_NEWROUTE, NLM_F_REPLACE, "10.0.0.2"), true);
	is_str(lives(&h), "changed 2 added 1 present;",
	       "unless one takes the place of the other");

	add(&h, 1, route_msg(RTM_NEWROUTE, 0, "10.0.0.1"), false);
	add(&h, 2, route_msg(RTM_NEWROUTE, NLM_F_APPEND, "10.0.0.2"), true);
	add(&h, 3, route_msg(RTM_DELROUTE, 0, "10.0.0.1"), false);
	is_num(h.objects.n, 1, "of routes that are not wanted nothing is kept");
	is_str(lives(&h), "added 2 present;", "but of the others");
}

/* A route over two gateways loses one, which the kernel calls a deletion. */
static void test_losing(void)
{
	static const char *const both[] = { "2001:db8::1", "2001:db8::2", NULL };
	struct history h;

	history_init(&h, 0);
	add(&h, 1, rtmsg_multi(RTM_NEWROUTE, 0, "2001:db8:9::", 48, both), true);
	add(&h, 2, rtmsg_via(RTM_DELROUTE, 0, "2001:db8:9::", 48, "2001:db8::2"), true);
	add(&h, 3, rtmsg_via(RTM_DELROUTE, 0, "2001:db8:9::", 48, "2001:db8::1"), true);
	is_str(lives(&h), "deleted 3 changed 2 added 1 gone;",
	       "a route changes when it loses one gateway, and goes with the last");
}

static void test_lines(void)
{
	struct history_object **all;
	struct record rec;
	struct history h;
	char text[64];
	size_t n, len = 0;
	uint64_t i;

	history_init(&h, 3);
	for (i = 1; i <= 5; i++)
		add(&h, i, link_msg(RTM_NEWLINK, 7, "a", i == 1), true);
	all = history_wanted(&h, &n);
	is_num(n, 1, "one object");
	is_num(all[0]->count, 5, "of so many records");
	for (i = 0; history_by_age(&h, all[0], i, &rec); i++)
		len += snprintf(text + len, sizeof(text) - len, "%d ", (int)rec.seq);
	is_str(text, "5 4 3 ", "the last ones are kept");
	is_num(history_oldest(&h, all[0]), 3, "the oldest of them");
	free(all);
	history_drop(&h);
}

int main(void)
{
	test_life();
	test_routes();
	test_losing();
	test_lines();
	return tap_done();
}
