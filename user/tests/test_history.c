// SPDX-License-Identifier: GPL-2.0
/*
 * The lives of objects, as records tell them.
 */
#include <linux/if_addr.h>
#include <linux/nexthop.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/util.h"
#include "lives.h"
#include "net/domain_net.h"
#include "tap.h"

/* "deleted 5 changed 4 added 1 present;" for each wanted object, the newest first. */
static const char *lives(struct history *h)
{
	static const char *const names[] = { "deleted", "changed", "added" };
	static const char *const births[] = { "before ", "", "unsure " };
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
		len += snprintf(text + len, sizeof(text) - len, "%s%s%s;",
				births[all[i]->birth],
				all[i]->is.now ? "present" : "gone",
				all[i]->former ? ", formerly" : "");
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
	is_str(lives(&h), "changed 3 before present;", "it was there before the journal");

	add_near(&h, 1, link_msg(RTM_NEWLINK, 7, "a", true));
	add(&h, 2, link_msg(RTM_NEWLINK, 8, "b", true), true);
	add_near(&h, 3, link_msg(RTM_NEWLINK, 9, "c", true));
	add(&h, 4, link_msg(RTM_NEWLINK, 7, "b", false), true);
	is_str(lives(&h), "changed 4 added 1 present;added 2 present;",
	       "a link that was renamed is known from its start, the newest first");

	add(&h, 1, link_msg(RTM_NEWLINK, 7, "a", true), true);
	add_near(&h, 2, link_msg(RTM_NEWLINK, 7, "b", false));
	add(&h, 3, link_msg(RTM_NEWLINK, 8, "a", true), true);
	is_str(lives(&h), "added 3 present;changed 2 added 1 present, formerly;",
	       "a link that had the name before");
}

static struct nl_msg *space_msg(int type, uint64_t cookie)
{
	const uint32_t header = 0;
	struct nl_msg *msg = rtmsg_begin(type, 0, &header, sizeof(header));

	nla_put_u32(msg, NETJOURNAL_A_NETNS_INODE, 7);
	nla_put_u64(msg, NETJOURNAL_A_NETNS_COOKIE, cookie);
	return msg;
}

static void test_spaces(void)
{
	struct history h;

	history_init(&h, 0);
	add(&h, 1, space_msg(NETJOURNAL_MESSAGE_NETNS_NEW, 1), true);
	add(&h, 2, space_msg(NETJOURNAL_MESSAGE_NETNS_DEL, 1), true);
	add(&h, 3, space_msg(NETJOURNAL_MESSAGE_NETNS_NEW, 2), true);
	is_str(lives(&h), "added 3 present;deleted 2 added 1 gone;",
	       "two namespaces with one inode number, one after the other");
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

	add_record(&h, 1, route_msg(RTM_NEWROUTE, 0, "10.0.0.1"), HISTORY_WANTED, true);
	is_str(lives(&h), "changed 1 before present;", "nothing is added silently");

	add(&h, 1, route_msg(RTM_NEWROUTE, 0, "10.0.0.1"), false);
	add(&h, 2, route_msg(RTM_NEWROUTE, NLM_F_APPEND, "10.0.0.2"), true);
	add(&h, 3, route_msg(RTM_DELROUTE, 0, "10.0.0.1"), false);
	is_num(h.objects.n, 1, "of routes that are not wanted nothing is kept");
	is_str(lives(&h), "added 2 present;", "but of the others");

	add_near(&h, 1, route_msg(RTM_NEWROUTE, 0, "10.0.0.1"));
	add(&h, 2, route_msg(RTM_NEWROUTE, NLM_F_APPEND, "10.0.0.2"), true);
	add_near(&h, 3, route_msg(RTM_NEWROUTE, NLM_F_REPLACE, "10.0.0.3"));
	is_str(lives(&h), "added 2 present;", "a route that is not wanted is replaced");

	add_near(&h, 1, route_msg(RTM_NEWROUTE, 0, "10.0.0.1"));
	add_near(&h, 2, route_msg(RTM_NEWROUTE, 0, "10.0.0.2"));
	add_near(&h, 3, route_msg(RTM_DELROUTE, 0, "10.0.0.2"));
	is_num(h.objects.n, 1, "when it is gone, nothing is kept");
	add(&h, 4, route_msg(RTM_NEWROUTE, NLM_F_REPLACE, "10.0.0.3"), true);
	is_str(lives(&h), "changed 4 added 1 present;", "a route is wanted since it was replaced");
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

static void change_protocol(struct nl_msg *msg)
{
	((struct rtmsg *)nlmsg_data(nlmsg_hdr(msg)))->rtm_protocol = RTPROT_KERNEL;
}

static void change_scope(struct nl_msg *msg)
{
	((struct rtmsg *)nlmsg_data(nlmsg_hdr(msg)))->rtm_scope = RT_SCOPE_LINK;
}

static void change_type(struct nl_msg *msg)
{
	((struct rtmsg *)nlmsg_data(nlmsg_hdr(msg)))->rtm_type = RTN_LOCAL;
}

static void change_onlink(struct nl_msg *msg)
{
	((struct rtmsg *)nlmsg_data(nlmsg_hdr(msg)))->rtm_flags = RTNH_F_ONLINK;
}

static void change_state(struct nl_msg *msg)
{
	((struct rtmsg *)nlmsg_data(nlmsg_hdr(msg)))->rtm_flags = RTNH_F_LINKDOWN;
}

static void change_source(struct nl_msg *msg)
{
	rtmsg_addr(msg, RTA_PREFSRC, "10.0.0.9");
}

static void change_metrics(struct nl_msg *msg)
{
	struct nlattr *metrics = nla_nest_start(msg, RTA_METRICS);

	nla_put_u32(msg, RTAX_MTU, 1400);
	nla_nest_end(msg, metrics);
}

static void change_realm(struct nl_msg *msg)
{
	nla_put_u32(msg, RTA_FLOW, 7);
}

static void change_nothing(struct nl_msg *msg)
{
	(void)msg;
}

/* Makes a route to @dst, and makes the change to it. The change leaves the key as it is. */
static struct nl_msg *changed_route(int type, int flags, const char *dst,
				    void (*change)(struct nl_msg *msg))
{
	struct nl_msg *msg = rtmsg_route(type, flags, dst, 32);

	change(msg);
	nla_put_u32(msg, RTA_OIF, 2);
	return msg;
}

/* Routes that share a key are told apart as the kernel does. */
static void test_same_key(void)
{
	static const struct {
		void (*change)(struct nl_msg *msg);
		const char *dst, *what;
		bool differ;
	} changes[] = {
		{ change_protocol, "10.9.0.0", "IPv4: the protocol", true },
		{ change_scope, "10.9.0.0", "IPv4: the scope", true },
		{ change_type, "10.9.0.0", "IPv4: the type", true },
		{ change_source, "10.9.0.0", "IPv4: the source address", true },
		{ change_metrics, "10.9.0.0", "IPv4: the metrics", true },
		{ change_onlink, "10.9.0.0", "IPv4: onlink", true },
		{ change_realm, "10.9.0.0", "IPv4: the realm", true },
		{ change_state, "10.9.0.0", "IPv4: not the carrier", false },
		{ change_nothing, "10.9.0.0", "IPv4: nothing", false },
		{ change_protocol, "2001:db8::", "IPv6: not the protocol", false },
		{ change_source, "2001:db8::", "IPv6: not the source address", false },
		{ change_metrics, "2001:db8::", "IPv6: not the metrics", false },
	};
	struct history h;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(changes); i++) {
		history_init(&h, 0);
		add(&h, 1, changed_route(RTM_NEWROUTE, NLM_F_CREATE, changes[i].dst,
					 change_nothing), true);
		add(&h, 2, changed_route(RTM_NEWROUTE, NLM_F_CREATE, changes[i].dst,
					 changes[i].change), true);
		add(&h, 3, changed_route(RTM_DELROUTE, 0, changes[i].dst, change_nothing), true);
		is_str(lives(&h), changes[i].differ ? "deleted 3 added 1 gone;added 2 present;" :
		       "deleted 3 changed 2 added 1 gone;", changes[i].what);
	}
}

static struct nl_msg *route6_over(int type, int flags, uint32_t ifindex)
{
	struct nl_msg *msg = rtmsg_route(type, flags, "2001:db8:9::", 48);

	nla_put_u32(msg, RTA_OIF, ifindex);
	return msg;
}

/* Which of several routes is replaced depends on their order. */
static void test_order(void)
{
	static const char *const both[] = { "2001:db8::1", "2001:db8::2", NULL };
	struct history h;

	history_init(&h, 0);
	add(&h, 1, route_msg(RTM_NEWROUTE, NLM_F_CREATE, "10.0.0.1"), true);
	add(&h, 2, route_msg(RTM_NEWROUTE, NLM_F_APPEND, "10.0.0.2"), true);
	add(&h, 3, route_msg(RTM_DELROUTE, 0, "10.0.0.1"), true);
	add(&h, 4, route_msg(RTM_NEWROUTE, NLM_F_APPEND, "10.0.0.1"), true);
	add(&h, 5, route_msg(RTM_NEWROUTE, NLM_F_REPLACE, "10.0.0.3"), true);
	is_str(lives(&h), "changed 5 added 2 present;added 4 present;",
	       "a route that comes again has a new place");

	add(&h, 1, route6_over(RTM_NEWROUTE, NLM_F_CREATE, 2), true);
	add(&h, 2, route6_over(RTM_NEWROUTE, NLM_F_CREATE, 3), true);
	add(&h, 3, route6_over(RTM_NEWROUTE, NLM_F_REPLACE, 4), true);
	is_str(lives(&h), "changed 3 added 1 present;added 2 present;",
	       "IPv6 puts a route behind the others");

	add(&h, 1, rtmsg_multi(RTM_NEWROUTE, NLM_F_CREATE, "2001:db8:9::", 48, both), true);
	add(&h, 2, rtmsg_route(RTM_NEWROUTE, NLM_F_REPLACE, "2001:db8:9::", 48), true);
	is_str(lives(&h), "changed 2 added 1 present;",
	       "IPv6 replaces a route of another sort if there is none of the same sort");
}

static struct nl_msg *nexthop_msg(int type, int flags)
{
	const struct nhmsg hdr = { .nh_family = AF_INET };
	struct nl_msg *msg = rtmsg_begin(type, flags, &hdr, sizeof(hdr));

	nla_put_u32(msg, NHA_ID, 5);
	return msg;
}

/* As the kernel tells of devices whose drivers change them before they are announced. */
static void test_new_links(void)
{
	struct nl_msg *port = link_msg(RTM_DELLINK, 7, "b", false);
	struct ifinfomsg *ifi = nlmsg_data(nlmsg_hdr(port));
	struct history h;

	history_init(&h, 0);
	add(&h, 1, link_msg(RTM_NEWLINK, 7, "gre1", false), true);
	add(&h, 2, link_msg(RTM_NEWLINK, 7, "gre1", true), true);
	is_str(lives(&h), "added 2 present;", "a device that changes before it is new");

	add(&h, 1, link_msg(RTM_NEWLINK, 7, "b", false), true);
	add(&h, 2, link_msg(RTM_NEWLINK, 7, "b", true), true);
	add(&h, 3, link_msg(RTM_NEWLINK, 7, "b", false), true);
	add(&h, 4, link_msg(RTM_DELLINK, 7, "b", false), true);
	is_str(lives(&h), "deleted 4 changed 3 added 2 gone;", "its whole life");

	ifi->ifi_family = AF_BRIDGE;
	add(&h, 1, link_msg(RTM_NEWLINK, 7, "b", true), true);
	add(&h, 2, port, true);
	is_str(lives(&h), "changed 2 added 1 present;",
	       "a port that leaves its bridge is still a device");
}

/* The flags of nexthops are those of the request. */
static void test_new_nexthops(void)
{
	const int create = NLM_F_REQUEST | NLM_F_CREATE;
	struct history h;

	history_init(&h, 0);
	add(&h, 1, nexthop_msg(RTM_NEWNEXTHOP, create | NLM_F_EXCL), true);
	is_str(lives(&h), "added 1 present;", "a nexthop is made");

	add(&h, 1, nexthop_msg(RTM_NEWNEXTHOP, create | NLM_F_REPLACE), true);
	is_str(lives(&h), "added 1 unsure present;", "made or replaced");

	add(&h, 1, nexthop_msg(RTM_NEWNEXTHOP, create | NLM_F_REPLACE), true);
	add(&h, 2, nexthop_msg(RTM_NEWNEXTHOP, create | NLM_F_REPLACE), true);
	is_str(lives(&h), "changed 2 added 1 unsure present;", "and replaced");

	add(&h, 1, nexthop_msg(RTM_DELNEXTHOP, NLM_F_REQUEST), true);
	add(&h, 2, nexthop_msg(RTM_NEWNEXTHOP, create | NLM_F_REPLACE), true);
	is_str(lives(&h), "added 2 present;", "new after its deletion");

	add(&h, 1, nexthop_msg(RTM_NEWNEXTHOP, NLM_F_REQUEST | NLM_F_REPLACE), true);
	is_str(lives(&h), "changed 1 before present;", "replaced");

	add(&h, 1, nexthop_msg(RTM_NEWNEXTHOP, NLM_F_REQUEST), true);
	is_str(lives(&h), "changed 1 before present;", "a group loses a member");
}

/* What the message of an address says that was made and changed at these times, in s. */
static enum birth birth_of_addr(uint32_t made, uint32_t changed, uint32_t now)
{
	const struct ifaddrmsg hdr = { .ifa_family = AF_INET, .ifa_index = 7 };
	const struct ifa_cacheinfo info = {
		.cstamp = made * 100, .tstamp = changed * 100,
	};
	struct nl_msg *msg = rtmsg_begin(RTM_NEWADDR, 0, &hdr, sizeof(hdr));
	struct event ev;
	enum birth birth;

	rtmsg_addr(msg, IFA_LOCAL, "10.0.0.1");
	nla_put(msg, IFA_CACHEINFO, sizeof(info), &info);
	rtmsg_parse(&ev, msg);
	birth = event_birth(&ev, event_sign(&ev), now * 1000000000ULL);
	nlmsg_free(msg);
	return birth;
}

static void test_new_addresses(void)
{
	is_num(birth_of_addr(100, 100, 100), BIRTH_NOW, "an address that was just made");
	is_num(birth_of_addr(100, 100, 102), BIRTH_NOW, "and was found to be unique");
	is_num(birth_of_addr(100, 101, 101), BIRTH_UNKNOWN, "and was changed soon");
	is_num(birth_of_addr(100, 900, 900), BIRTH_BEFORE, "an old one is changed");
	is_num(birth_of_addr(100, 100, 900), BIRTH_UNKNOWN,
	       "or told of again, or the machine slept");
	is_num(birth_of_addr(100, 100, 0), BIRTH_UNKNOWN, "the time is not known");
}

static void test_gone_paths(void)
{
	struct history h;

	history_init(&h, 0);
	add(&h, 1, route_msg(RTM_NEWROUTE, NLM_F_CREATE, "10.0.0.1"), true);
	add(&h, 2, route_msg(RTM_DELROUTE, 0, "10.0.0.1"), true);
	add(&h, 3, route_msg(RTM_NEWROUTE, NLM_F_CREATE, "10.0.0.2"), true);
	add(&h, 4, route_msg(RTM_NEWROUTE, NLM_F_REPLACE, "10.0.0.1"), true);
	is_str(lives(&h), "changed 4 added 3 present;deleted 2 added 1 gone;",
	       "a route is replaced by one that leads where a former one led");

	add(&h, 1, rtmsg_via(RTM_NEWROUTE, 0, "2001:db8:9::", 48, "2001:db8::2"), true);
	add(&h, 2, rtmsg_via(RTM_DELROUTE, 0, "2001:db8:9::", 48, "2001:db8::2"), true);
	add(&h, 3, rtmsg_multi(RTM_NEWROUTE, 0, "2001:db8:9::", 48,
			       (const char *[]){ "2001:db8::3", "2001:db8::2", NULL }), true);
	add(&h, 4, rtmsg_via(RTM_DELROUTE, 0, "2001:db8:9::", 48, "2001:db8::2"), true);
	is_str(lives(&h), "changed 4 added 3 present;deleted 2 added 1 gone;",
	       "a nexthop goes that was a route of its own before");
}

/* The records of the setters, the newest first. Drops the history. */
static const char *setters(struct history *h)
{
	struct history_object **all;
	const struct setter *s;
	static char text[128];
	struct record rec;
	size_t n, len = 0;

	all = history_wanted(h, &n);
	text[0] = '\0';
	for (s = n ? all[0]->setters : NULL; s; s = s->next)
		if (record_copy_get(&s->rec, &rec))
			len += snprintf(text + len, sizeof(text) - len, "%d%s ", (int)rec.seq,
					rec.before ? "" : "?");
	free(all);
	history_drop(h);
	return text;
}

static struct nl_msg *set_link(unsigned int flags, uint32_t mtu, uint32_t master)
{
	struct nl_msg *msg = rtmsg_link(RTM_NEWLINK, 7, "a", flags, mtu);

	if (master)
		nla_put_u32(msg, IFLA_MASTER, master);
	return msg;
}

static void test_setters(void)
{
	struct history h;

	history_init(&h, 0);
	add(&h, 1, link_msg(RTM_NEWLINK, 7, "a", true), true);
	is_str(setters(&h), "", "nothing was changed");

	add(&h, 1, link_msg(RTM_NEWLINK, 7, "a", true), true);
	add(&h, 2, set_link(0, 1400, 0), true);
	add(&h, 3, set_link(IFF_UP, 1400, 0), true);
	add(&h, 4, set_link(IFF_UP | IFF_RUNNING, 1400, 0), true);
	add(&h, 5, set_link(IFF_UP | IFF_RUNNING, 1400, 0), true);
	is_str(setters(&h), "4 2 ", "the last of each property");

	add(&h, 1, link_msg(RTM_NEWLINK, 7, "a", true), true);
	add(&h, 2, set_link(0, 1400, 3), true);
	add(&h, 3, set_link(0, 1300, 3), true);
	is_str(setters(&h), "3 2 ", "a record that set two, one of them for the last time");

	add(&h, 1, link_msg(RTM_NEWLINK, 7, "a", true), true);
	add(&h, 2, set_link(0, 1400, 3), true);
	add(&h, 3, set_link(0, 1300, 0), true);
	add(&h, 4, link_msg(RTM_DELLINK, 7, "a", false), true);
	is_str(setters(&h), "3 ", "of a link that is gone too");

	add(&h, 1, link_msg(RTM_NEWLINK, 7, "a", true), true);
	add(&h, 2, set_link(0, 1400, 0), true);
	add(&h, 3, link_msg(RTM_DELLINK, 7, "a", false), true);
	add(&h, 4, link_msg(RTM_NEWLINK, 7, "a", true), true);
	is_str(setters(&h), "", "a new life begins with none");

	add_near(&h, 1, link_msg(RTM_NEWLINK, 7, "other", true));
	add_near(&h, 2, rtmsg_link(RTM_NEWLINK, 7, "other", 0, 1400));
	add(&h, 3, set_link(0, 1400, 0), true);
	is_str(setters(&h), "3 2 ", "a link that had another name before");

	add(&h, 1, rtmsg_via(RTM_NEWROUTE, 0, "2001:db8:9::", 48, "2001:db8::1"), true);
	add(&h, 2, rtmsg_multi(RTM_NEWROUTE, NLM_F_APPEND, "2001:db8:9::", 48,
			       (const char *[]){ "2001:db8::1", "2001:db8::2", NULL }), true);
	add(&h, 3, rtmsg_via(RTM_DELROUTE, 0, "2001:db8:9::", 48, "2001:db8::2"), true);
	is_str(setters(&h), "3 ", "a route that has lost a nexthop");
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
	test_spaces();
	test_routes();
	test_losing();
	test_same_key();
	test_order();
	test_gone_paths();
	test_new_links();
	test_new_nexthops();
	test_new_addresses();
	test_setters();
	test_lines();
	return tap_done();
}
