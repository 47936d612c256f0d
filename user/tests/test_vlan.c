// SPDX-License-Identifier: GPL-2.0
/* VLANs of bridges: messages about several of them, and what one takes from another. */
#include <errno.h>
#include <linux/if_bridge.h>
#include <sys/socket.h>

#include "decode/identity.h"
#include "decode/kind.h"
#include "decode/select.h"
#include "decodes.h"
#include "net/birth.h"
#include "net/parts.h"
#include "net/states.h"
#include "rtmsg.h"
#include "selects.h"
#include "tap.h"

#define P1	4	/* "v1" */

static struct nl_msg *message_begin(int type, uint32_t ifindex)
{
	const struct br_vlan_msg hdr = { .family = AF_BRIDGE, .ifindex = ifindex };

	return rtmsg_begin(type, 0, &hdr, sizeof(hdr));
}

/* Adds the VLANs @first to @last, as the kernel does. @tunnel: the number of the first one's; 0: none */
static void put_vlans(struct nl_msg *msg, uint16_t first, uint16_t last, uint16_t flags, uint32_t tunnel)
{
	const struct bridge_vlan_info info = { .flags = flags, .vid = first };
	struct nlattr *entry = nla_nest_start(msg, BRIDGE_VLANDB_ENTRY), *nest;

	nla_put(msg, BRIDGE_VLANDB_ENTRY_INFO, sizeof(info), &info);
	if (last != first)
		nla_put_u16(msg, BRIDGE_VLANDB_ENTRY_RANGE, last);
	nla_put_u8(msg, BRIDGE_VLANDB_ENTRY_STATE, 3);
	if (tunnel) {
		nest = nla_nest_start(msg, BRIDGE_VLANDB_ENTRY_TUNNEL_INFO);
		nla_put_u32(msg, BRIDGE_VLANDB_TINFO_ID, tunnel);
		nla_nest_end(msg, nest);
	}
	nla_nest_end(msg, entry);
}

static struct nl_msg *message(int type, uint16_t first, uint16_t last, uint16_t flags)
{
	struct nl_msg *msg = message_begin(type, P1);

	put_vlans(msg, first, last, flags, 0);
	return msg;
}

static struct nl_msg *global(uint16_t first, uint16_t last)
{
	struct nl_msg *msg = message_begin(RTM_NEWVLAN, 3);
	struct nlattr *nest = nla_nest_start(msg, BRIDGE_VLANDB_GLOBAL_OPTIONS);

	nla_put_u16(msg, BRIDGE_VLANDB_GOPTS_ID, first);
	if (last != first)
		nla_put_u16(msg, BRIDGE_VLANDB_GOPTS_RANGE, last);
	nla_put_u8(msg, BRIDGE_VLANDB_GOPTS_MCAST_SNOOPING, 0);
	nla_nest_end(msg, nest);
	return msg;
}

static void test_decode(void)
{
	decodes_n(message(RTM_NEWVLAN, 10, 10, BRIDGE_VLAN_INFO_PVID | BRIDGE_VLAN_INFO_UNTAGGED),
		  DECODED_TEXT, false, "10 dev v1 PVID Egress Untagged", "one");
	decodes_n(message(RTM_DELVLAN, 10, 20, 0), DECODED_TEXT, true, "10-20 dev v1 state forwarding",
		  "several");
	decodes_n(message(RTM_NEWVLAN, 10, 20, BRIDGE_VLAN_INFO_PVID), DECODED_JSON, false,
		  "{\"vlan\":10,\"vlanEnd\":20,\"dev\":\"v1\",\"flags\":[\"PVID\"],\"state\":\"forwarding\"}",
		  "JSON");
	decodes_n(message(RTM_NEWVLAN, 10, 10, BRIDGE_VLAN_INFO_BRENTRY | BRIDGE_VLAN_INFO_MASTER),
		  DECODED_TEXT, false, "10 dev v1", "flags of the form");
	decodes_n(global(10, 10), DECODED_TEXT, false, "10 dev br0 global mcast_snooping 0", "options");
}

/* Prints each object of the message, which is freed. */
static const char *objects(struct nl_msg *msg)
{
	static char text[DECODED_ROOM];
	struct event ev;

	text[0] = '\0';
	rtmsg_parse(&ev, msg);
	if (event_each(&ev, decoded_add, text))
		strcpy(text, "error");
	nlmsg_free(msg);
	return text;
}

static int stop_at_first(const struct event *ev, void *arg)
{
	(void)ev;
	++*(int *)arg;
	return -EINTR;
}

static void test_split(void)
{
	struct nl_msg *dump = message_begin(RTM_NEWVLAN, P1);
	struct event ev;
	int calls = 0;

	is_str(objects(message(RTM_NEWVLAN, 7, 7, 0)), "7 dev v1", "one is itself");
	is_str(objects(message(RTM_NEWVLAN, 7, 9, BRIDGE_VLAN_INFO_UNTAGGED)),
	       "7 dev v1 Egress Untagged; 8 dev v1 Egress Untagged; 9 dev v1 Egress Untagged", "each of several");
	put_vlans(dump, 1, 1, BRIDGE_VLAN_INFO_PVID, 0);
	put_vlans(dump, 10, 11, 0, 100);
	rtmsg_parse(&ev, dump);
	ok(event_each(&ev, stop_at_first, &calls) == -EINTR && calls == 1, "a result ends it");
	is_str(objects(dump), "1 dev v1 PVID; 10 dev v1 tunid 100; 11 dev v1 tunid 101",
	       "a dump, and the tunnels of several");
	is_str(objects(message(RTM_DELVLAN, 0, 0, 0)), "", "nobody has VLAN 0");
	is_str(objects(global(3, 4)), "3 dev br0 global mcast_snooping 0; 4 dev br0 global mcast_snooping 0",
	       "options of several");
}

static int find_stats(const struct event *ev, void *arg)
{
	if (attr_find(attr_iter_nested(ev->attr[BRIDGE_VLANDB_ENTRY]), BRIDGE_VLANDB_ENTRY_STATS))
		++*(int *)arg;
	return 0;
}

/* The kernel is asked for statistics, which are no properties. */
static void test_statistics(void)
{
	const struct bridge_vlan_info info = { .vid = 7 };
	struct nl_msg *msg = message_begin(RTM_NEWVLAN, P1);
	struct nlattr *entry = nla_nest_start(msg, BRIDGE_VLANDB_ENTRY);
	struct event ev;
	int found = 0;

	nla_put(msg, BRIDGE_VLANDB_ENTRY_INFO, sizeof(info), &info);
	nla_put_u64(msg, BRIDGE_VLANDB_ENTRY_STATS, 1);
	nla_nest_end(msg, entry);
	rtmsg_parse(&ev, msg);
	ok(!event_each(&ev, find_stats, &found) && !found, "an object has no statistics");
	is_str(objects(msg), "7 dev v1", "and has the rest");
}

static void test_malformed(void)
{
	static const struct {
		uint16_t first, last;
		const char *name;
	} bad[] = {
		{ 20, 10, "a range that ends before it begins" }, { 10, 4096, "a range that is too long" },
		{ 65535, 65535, "a number that is too large" },
	};
	struct nl_msg *msg;
	struct event ev;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		msg = message(RTM_NEWVLAN, bad[i].first, bad[i].last, 0);
		is_num(event_parse(&ev, nlmsg_hdr(msg), nlmsg_hdr(msg)->nlmsg_len), -EINVAL, bad[i].name);
		nlmsg_free(msg);
	}
	is_str(objects(message_begin(RTM_NEWVLAN, P1)), "", "in a dump, a device without VLANs");
	/* The first VLAN is good, so the message is decoded; the others are left out of its objects. */
	msg = message(RTM_NEWVLAN, 5, 5, 0);
	put_vlans(msg, 9, 3, 0, 0);
	is_str(objects(msg), "5 dev v1", "a good VLAN and a bad one");
}

static void test_identity(void)
{
	struct nl_msg *a = message(RTM_NEWVLAN, 3, 3, 0), *b = message(RTM_DELVLAN, 3, 3, BRIDGE_VLAN_INFO_PVID);
	struct nl_msg *c = global(3, 3);
	struct identity ids[3];
	struct event ev;

	rtmsg_parse(&ev, a);
	identity_of(&ids[0], &ev);
	rtmsg_parse(&ev, b);
	identity_of(&ids[1], &ev);
	rtmsg_parse(&ev, c);
	ev.ifindex = P1;
	identity_of(&ids[2], &ev);
	ok(identity_same(&ids[0], &ids[1]), "the same VLAN with other flags");
	ok(!identity_same(&ids[0], &ids[2]), "the options are another object");
	nlmsg_free(a);
	nlmsg_free(b);
	nlmsg_free(c);
}

static struct states states;

/* Takes the message, which is freed. Returns what was before. */
static const char *before(struct nl_msg *msg)
{
	const struct nlmsghdr *old;
	static char text[DECODED_ROOM];
	struct event ev;

	rtmsg_parse(&ev, msg);
	text[0] = '\0';
	if (states_take(&states, &ev, '+', &old))
		abort();
	if (!old)
		strcpy(text, "nothing");
	else if (!event_parse(&ev, old, old->nlmsg_len))
		decoded_add(&ev, text);
	nlmsg_free(msg);
	return text;
}

static void test_states(void)
{
	is_str(before(message(RTM_NEWVLAN, 10, 12, 0)), "nothing", "new ones");
	is_str(before(message(RTM_NEWVLAN, 11, 11, BRIDGE_VLAN_INFO_PVID)), "11 dev v1", "one of them");
	is_str(before(message(RTM_NEWVLAN, 10, 11, BRIDGE_VLAN_INFO_UNTAGGED)), "nothing", "two that differ");
	is_str(before(message(RTM_NEWVLAN, 10, 11, 0)), "10 dev v1 Egress Untagged", "two that are alike");
	is_str(before(message(RTM_NEWVLAN, 12, 13, 0)), "nothing", "one of two is new");
	is_str(before(message(RTM_NEWVLAN, 10, 10, BRIDGE_VLAN_INFO_PVID)), "10 dev v1", "a PVID");
	is_str(before(message(RTM_NEWVLAN, 12, 12, BRIDGE_VLAN_INFO_PVID)), "12 dev v1", "another PVID");
	is_str(before(message(RTM_NEWVLAN, 10, 10, 0)), "10 dev v1", "takes it from the first");
	is_str(before(message(RTM_DELVLAN, 12, 12, BRIDGE_VLAN_INFO_PVID)), "12 dev v1 PVID", "a deletion");
	is_str(before(message(RTM_NEWVLAN, 12, 12, 0)), "nothing", "and again");
	is_num(states.objects.n, 4, "the VLANs that exist");
	states_drop(&states);
}

static void test_select(void)
{
	char err[256], *argv[] = { "4096" };
	struct selector sel;

	selects(NETJOURNAL_KIND_VLAN, message(RTM_NEWVLAN, 10, 20, BRIDGE_VLAN_INFO_PVID), (const char *const[]){
			"!9", "10", "15 dev v1", "vid 20", "!21", "!10 dev br0", "dev v1 pvid", "!10 global", NULL });
	ok(selector_parse(&sel, NETJOURNAL_KIND_VLAN, 1, argv, err, sizeof(err)), "no VLAN has the number 4096");
}

int main(void)
{
	test_decode();
	test_split();
	test_statistics();
	test_malformed();
	test_identity();
	test_states();
	test_select();
	return tap_done();
}
