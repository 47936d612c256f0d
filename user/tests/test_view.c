// SPDX-License-Identifier: GPL-2.0
/* Unit tests of view.c and multipath.c: what is known after events and dumps. */
#include <stdlib.h>

#include "decoded.h"
#include "net/view.h"
#include "rtmsg.h"
#include "tap.h"

static struct view *v;

static int (*hand_over)(struct view *v, const struct event *ev) = view_event;

/* Hands over @msg, which is freed. */
static void take(struct nl_msg *msg)
{
	struct event ev;

	rtmsg_parse(&ev, msg);
	if (hand_over(v, &ev))
		abort();
	nlmsg_free(msg);
}

static void put(FILE *f, const struct nlmsghdr *nlh)
{
	struct event ev;
	char *text;

	if (!nlh) {
		fputs("none", f);
	} else if (event_parse(&ev, nlh, nlh->nlmsg_len)) {
		fputs("malformed", f);
	} else {
		text = decoded(&ev, DECODED_TEXT);
		fputs(text, f);
		free(text);
	}
}

/* All that changed must be @want: "old => new; ..." */
static void changed(const char *want, const char *name)
{
	struct view_change change;
	const char *between = "";
	char *text;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	while (view_next(v, &change)) {
		fputs(between, f);
		put(f, change.old);
		fputs(" => ", f);
		put(f, change.new);
		between = "; ";
	}
	fclose(f);
	is_str(text, want, name);
	free(text);
}

static int count(const struct nlmsghdr *nlh, void *arg)
{
	(void)nlh;
	++*(int *)arg;
	return 0;
}

static int size(void)
{
	int n = 0;

	view_all(v, count, &n);
	return n;
}

static struct nl_msg *link_msg(int type, uint32_t mtu)
{
	return rtmsg_link(type, 2, "d0", 0, mtu);
}

#define LINK(mtu)	"d0 <> mtu " #mtu " link/[0]"

static struct nl_msg *via(int type, int flags, const char *gateway)
{
	return rtmsg_via(type, flags, strchr(gateway, ':') ? "fd05::" : "10.5.0.0",
			 16, gateway);
}

#define VIA4(gw)	"10.5.0.0/16 via " gw " dev d0"
#define VIA6(gw)	"fd05::/16 via " gw " dev d0"

static void test_links(void)
{
	take(link_msg(RTM_NEWLINK, 1500));
	changed("none => " LINK(1500), "a link comes");
	take(link_msg(RTM_NEWLINK, 1400));
	changed(LINK(1500) " => " LINK(1400), "a link changes");
	take(link_msg(RTM_NEWLINK, 1300));
	take(link_msg(RTM_NEWLINK, 1200));
	changed(LINK(1400) " => " LINK(1200), "twice before it is asked");
	take(link_msg(RTM_DELLINK, 1200));
	changed(LINK(1200) " => none", "a link goes");
	take(link_msg(RTM_NEWLINK, 1500));
	take(link_msg(RTM_DELLINK, 1500));
	changed("", "came and went");
	is_num(size(), 0, "nothing is left");
	take(link_msg(RTM_DELLINK, 1500));
	changed("", "the unknown goes");
}

static void test_routes4(void)
{
	take(via(RTM_NEWROUTE, NLM_F_EXCL, "10.0.0.1"));
	changed("none => " VIA4("10.0.0.1"), "a route comes");
	take(via(RTM_NEWROUTE, NLM_F_REPLACE, "10.0.0.2"));
	changed(VIA4("10.0.0.1") " => " VIA4("10.0.0.2"), "a route is replaced");
	take(via(RTM_NEWROUTE, NLM_F_APPEND, "10.0.0.3"));
	changed("none => " VIA4("10.0.0.3"), "a route is appended");
	take(via(RTM_NEWROUTE, NLM_F_REPLACE, "10.0.0.4"));
	changed(VIA4("10.0.0.2") " => " VIA4("10.0.0.4"), "the first one is replaced");
	take(via(RTM_DELROUTE, 0, "10.0.0.3"));
	changed(VIA4("10.0.0.3") " => none", "the appended one goes");
	take(via(RTM_NEWROUTE, 0, "10.0.0.5"));
	take(via(RTM_NEWROUTE, NLM_F_REPLACE, "10.0.0.6"));
	changed("none => " VIA4("10.0.0.6"), "one is put before it and replaced");
	take(via(RTM_NEWROUTE, NLM_F_APPEND, "10.0.0.7"));
	changed("none => " VIA4("10.0.0.7"), "another one is appended");
	take(via(RTM_DELROUTE, 0, "10.0.0.6"));
	take(via(RTM_NEWROUTE, NLM_F_APPEND, "10.0.0.6"));
	take(via(RTM_NEWROUTE, NLM_F_REPLACE, "10.0.0.8"));
	changed(VIA4("10.0.0.6") " => " VIA4("10.0.0.6") "; "
		VIA4("10.0.0.4") " => " VIA4("10.0.0.8"), "one that comes again is the last");
	view_forget(v, ~0u);
}

static void test_routes6(void)
{
	static const char *const two[] = { "fd00::1", "fd00::2", NULL };
	static const char *const three[] = { "fd00::1", "fd00::2", "fd00::3", NULL };
	static const char *const other_order[] = { "fd00::2", "fd00::1", NULL };

#define HOP(gw)	" nexthop via " gw " dev d0 weight 1"
#define MULTI2	"fd05::/16" HOP("fd00::1") HOP("fd00::2")
#define MULTI3	MULTI2 HOP("fd00::3")
	take(via(RTM_NEWROUTE, NLM_F_EXCL, "fd00::1"));
	changed("none => " VIA6("fd00::1"), "IPv6: a route comes");
	take(rtmsg_multi(RTM_NEWROUTE, NLM_F_APPEND, "fd05::", 16, two));
	changed(VIA6("fd00::1") " => " MULTI2, "IPv6: a nexthop joins it");
	take(rtmsg_multi(RTM_NEWROUTE, NLM_F_APPEND, "fd05::", 16, three));
	changed(MULTI2 " => " MULTI3, "IPv6: and one more");
	take(via(RTM_DELROUTE, 0, "fd00::3"));
	changed(MULTI3 " => " MULTI2, "IPv6: a nexthop goes");
	take(via(RTM_DELROUTE, 0, "fd00::9"));
	changed("", "IPv6: an unknown nexthop goes");
	take(via(RTM_DELROUTE, 0, "fd00::1"));
	changed(MULTI2 " => " VIA6("fd00::2"), "IPv6: one is left");
	take(via(RTM_NEWROUTE, NLM_F_REPLACE, "fd00::7"));
	changed(VIA6("fd00::2") " => " VIA6("fd00::7"), "IPv6: it is replaced");
	take(via(RTM_DELROUTE, 0, "fd00::7"));
	changed(VIA6("fd00::7") " => none", "IPv6: the last goes");
	take(rtmsg_multi(RTM_NEWROUTE, NLM_F_EXCL, "fd05::", 16, two));
	take(rtmsg_multi(RTM_DELROUTE, 0, "fd05::", 16, other_order));
	changed("", "IPv6: all go at once, told in another order");
	is_num(size(), 0, "IPv6: nothing is left");
}

/* Hands over the messages of a dump. */
static void dump(struct nl_msg *a, struct nl_msg *b)
{
	view_dump(v);
	hand_over = view_dumped;
	if (a)
		take(a);
	if (b)
		take(b);
	hand_over = view_event;
}

static void test_dumps(void)
{
	take(link_msg(RTM_NEWLINK, 1500));
	take(rtmsg_link(RTM_NEWLINK, 3, "br0", 0, 1500));
	take(via(RTM_NEWROUTE, 0, "10.0.0.1"));
	changed("none => " LINK(1500) "; none => br0 <> mtu 1500 link/[0]; none => " VIA4("10.0.0.1"),
		"in order");
	dump(link_msg(RTM_NEWLINK, 1400), NULL);
	changed(LINK(1500) " => " LINK(1400), "a dump finds a change");
	view_dump_end(v, NETJOURNAL_KIND_LINK, 0);
	changed("br0 <> mtu 1500 link/[0] => none", "and what is gone, of its kind only");
	is_num(size(), 2, "the rest stays");

	view_dump(v);
	take(link_msg(RTM_NEWLINK, 1300));
	take(rtmsg_link(RTM_NEWLINK, 4, "v1", 0, 1500));
	hand_over = view_dumped;
	take(link_msg(RTM_NEWLINK, 1400));
	hand_over = view_event;
	view_dump_end(v, NETJOURNAL_KIND_LINK, 0);
	changed(LINK(1400) " => " LINK(1300) "; none => v1 <> mtu 1500 link/[0]",
		"events are newer than a dump");

	view_dump(v);
	take(link_msg(RTM_DELLINK, 1300));
	hand_over = view_dumped;
	take(link_msg(RTM_NEWLINK, 1300));
	hand_over = view_event;
	changed(LINK(1300) " => none", "also that something is gone");
	view_dump_end(v, NETJOURNAL_KIND_LINK, AF_BRIDGE);
	changed("", "ports of bridges are apart");

	dump(via(RTM_NEWROUTE, NLM_F_MULTI, "10.0.0.2"),
	     via(RTM_NEWROUTE, NLM_F_MULTI, "10.0.0.3"));
	view_dump_end(v, NETJOURNAL_KIND_ROUTE, AF_INET);
	changed(VIA4("10.0.0.1") " => " VIA4("10.0.0.2") "; none => " VIA4("10.0.0.3"),
		"a dump finds that a route was replaced");
	dump(via(RTM_NEWROUTE, NLM_F_MULTI, "10.0.0.2"), NULL);
	view_dump_end(v, NETJOURNAL_KIND_ROUTE, AF_INET);
	changed(VIA4("10.0.0.3") " => none", "a dump finds that a route is gone");

	view_forget(v, 1u << NETJOURNAL_KIND_LINK);
	is_num(size(), 1, "a kind is forgotten");
	view_forget(v, 1u << NETJOURNAL_KIND_ROUTE);
}

static void test_many(void)
{
	struct view_change change;
	char name[16];
	int i, n = 0;

	for (i = 1; i <= 5000; i++) {
		snprintf(name, sizeof(name), "d%d", i);
		take(rtmsg_link(RTM_NEWLINK, i, name, 0, 1500));
	}
	while (view_next(v, &change))
		n += !change.old;
	is_num(n, 5000, "many come");
	for (i = 1; i <= 5000; i++) {
		snprintf(name, sizeof(name), "d%d", i);
		take(rtmsg_link(RTM_NEWLINK, i, name, 0, 1400));
	}
	for (n = 0; view_next(v, &change); )
		n += change.old && change.new;
	is_num(n, 5000, "each is found again");
	is_num(size(), 5000, "and there once");
}

int main(void)
{
	v = view_new();
	test_links();
	test_routes4();
	test_routes6();
	test_dumps();
	test_many();
	view_free(v);
	return tap_done();
}
