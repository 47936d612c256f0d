// SPDX-License-Identifier: GPL-2.0
/*
 * What the kernel says of objects that the journal knows.
 */
#include <linux/neighbour.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "decode/kind.h"
#include "lives.h"
#include "net/domain_net.h"
#include "net/presence.h"
#include "tap.h"

/* The kernel has the routes to the prefix over @gateways, which end with NULL. */
static const char *presences(struct history *h, const char *const *gateways)
{
	static const char *const words[] = { "not asked ", "present ", "gone " };
	static char text[64];
	struct history_object **all;
	struct presence p;
	struct nl_msg *msg;
	struct event ev;
	size_t n, i;

	all = history_wanted(h, &n);
	if (presence_begin(&p, all, n))
		abort();
	for (; *gateways; gateways++) {
		msg = route_msg(RTM_NEWROUTE, 0, *gateways);
		rtmsg_parse(&ev, msg);
		presence_see(&p, &ev);
		nlmsg_free(msg);
	}
	presence_end(&p);
	text[0] = '\0';
	for (i = 0; i < n; i++)
		strcat(text, words[all[i]->presence]);
	free(all);
	return text;
}

static void test_presence(void)
{
	static const char *const none[] = { NULL }, *const first[] = { "10.0.0.1", NULL };
	static const char *const second[] = { "10.0.0.2", NULL };
	static const char *const third[] = { "10.0.0.3", NULL };
	struct history_object **all;
	struct history h;
	size_t n;

	history_init(&h, 0);
	add(&h, 1, route_msg(RTM_NEWROUTE, 0, "10.0.0.1"), true);
	add(&h, 2, route_msg(RTM_DELROUTE, 0, "10.0.0.1"), true);
	add(&h, 3, route_msg(RTM_NEWROUTE, 0, "10.0.0.2"), true);
	is_str(presences(&h, second), "present gone ", "as the journal says");
	is_str(presences(&h, first), "gone present ", "neither is as the journal says");
	is_str(presences(&h, none), "gone gone ", "both are gone");
	is_str(presences(&h, third), "gone gone ", "another route is in its place");

	presences(&h, second);
	all = history_wanted(&h, &n);
	presence_doubt(all, n, 3);
	is_num(all[0]->presence, HISTORY_PRESENT,
	       "what was there is there, in spite of other changes");
	is_num(all[1]->presence, HISTORY_NOT_ASKED,
	       "what was not there may have been missed");
	presence_doubt(all, n, 2);
	is_num(all[0]->presence, HISTORY_NOT_ASKED, "what was changed since then is not known");
	free(all);
	history_drop(&h);
}

/* What the kernel has without telling of it is no contradiction. */
static void test_unannounced(void)
{
	const struct ndmsg hdr = {
		.ndm_family = AF_INET, .ndm_ifindex = 7, .ndm_state = NUD_INCOMPLETE,
	};
	struct nl_msg *msg = rtmsg_begin(RTM_NEWNEIGH, 0, &hdr, sizeof(hdr));
	struct ndmsg *m = nlmsg_data(nlmsg_hdr(msg));
	struct event ev;

	rtmsg_addr(msg, NDA_DST, "10.0.0.9");
	rtmsg_parse(&ev, msg);
	ok(event_unannounced(&ev), "a neighbour that is asked for");
	m->ndm_state = NUD_REACHABLE;
	ok(!event_unannounced(&ev), "one that answered");
	nlmsg_free(msg);
}

/* Returns what the kernel has of the link, if it is not what the journal has; "" if it is the same. */
static const char *other_mtu(struct history *h, unsigned int flags, uint32_t mtu)
{
	struct nl_msg *msg = rtmsg_link(RTM_NEWLINK, 7, "m0", flags, mtu);
	struct history_object **all;
	static char text[64];
	struct presence p;
	struct event ev;
	size_t n;

	all = history_wanted(h, &n);
	if (presence_begin(&p, all, n))
		abort();
	rtmsg_parse(&ev, msg);
	presence_see(&p, &ev);
	presence_end(&p);
	text[0] = '\0';
	if (all[0]->other_value)
		snprintf(text, sizeof(text), "%s %s", all[0]->other_name, all[0]->other_value);
	free(all);
	nlmsg_free(msg);
	return text;
}

static void test_other_value(void)
{
	struct history h;

	history_init(&h, 0);
	add(&h, 1, rtmsg_link(RTM_NEWLINK, 7, "m0", IFF_UP, 1500), true);
	is_str(other_mtu(&h, IFF_UP, 1400), "mtu 1400", "another MTU");
	is_str(other_mtu(&h, IFF_UP, 1500), "", "the same MTU");
	is_str(other_mtu(&h, 0, 1500), "", "what is always recorded is not compared");
	is_str(other_mtu(&h, IFF_UP, 1400), "mtu 1400", "another one again");
	history_drop(&h);
}

/* A dump of qdiscs says nothing about classes. */
static void test_left_out(void)
{
	const struct tcmsg hdr = { .tcm_ifindex = 7, .tcm_parent = 0x10000, .tcm_handle = 0x10001 };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWTCLASS, 0, &hdr, sizeof(hdr));
	struct identity id;
	struct event ev;

	rtmsg_parse(&ev, msg);
	identity_of(&id, &ev);
	ok(tc_is_left_out(&id), "a class");
	nlmsg_hdr(msg)->nlmsg_type = RTM_NEWQDISC;
	rtmsg_parse(&ev, msg);
	identity_of(&id, &ev);
	ok(!tc_is_left_out(&id), "a qdisc");
	nlmsg_free(msg);
}

int main(void)
{
	test_presence();
	test_left_out();
	test_unannounced();
	test_other_value();
	return tap_done();
}
