// SPDX-License-Identifier: GPL-2.0
/* Multicast databases of bridges, and multicast routes. */
#include <errno.h>
#include <linux/if_bridge.h>
#include <linux/if_ether.h>
#include <sys/socket.h>

#include "decode/identity.h"
#include "decode/kind.h"
#include "decode/select.h"
#include "decodes.h"
#include "net/birth.h"
#include "rtmsg.h"
#include "selects.h"
#include "tap.h"

static struct nl_msg *message_begin(int type)
{
	const struct br_port_msg hdr = { .family = type == RTM_GETMDB ? 0 : AF_BRIDGE, .ifindex = 3 };

	return rtmsg_begin(type, 0, &hdr, sizeof(hdr));
}

/* Begins an entry of the port v1; nla_nest_end() ends it. */
static struct nlattr *put_info(struct nl_msg *msg, const char *group, uint8_t state, uint16_t vid)
{
	struct br_mdb_entry e = { .ifindex = 4, .state = state, .vid = vid };
	struct nlattr *info = nla_nest_start(msg, MDBA_MDB_ENTRY_INFO);

	if (!strcmp(group, "l2"))
		memcpy(e.addr.u.mac_addr, "\1\2\3\4\5\6", 6);
	else if (strchr(group, ':'))
		inet_pton(AF_INET6, group, &e.addr.u.ip6);
	else
		inet_pton(AF_INET, group, &e.addr.u.ip4);
	if (strcmp(group, "l2"))
		e.addr.proto = htons(strchr(group, ':') ? ETH_P_IPV6 : ETH_P_IP);
	nlmsg_append(msg, &e, sizeof(e), NLMSG_ALIGNTO);
	nla_put_u32(msg, MDBA_MDB_EATTR_TIMER, state == MDB_PERMANENT ? 0 : 25987);
	return info;
}

static void put_entry(struct nl_msg *msg, const char *group, uint8_t state, uint16_t vid, const char *source)
{
	struct nlattr *entry = nla_nest_start(msg, MDBA_MDB_ENTRY);
	struct nlattr *info = put_info(msg, group, state, vid);

	if (source)
		rtmsg_addr(msg, MDBA_MDB_EATTR_SOURCE, source);
	nla_nest_end(msg, info);
	nla_nest_end(msg, entry);
}

static struct nl_msg *message(int type, const char *group, uint8_t state, uint16_t vid, const char *source)
{
	struct nl_msg *msg = message_begin(type);
	struct nlattr *mdb = nla_nest_start(msg, MDBA_MDB);

	put_entry(msg, group, state, vid, source);
	nla_nest_end(msg, mdb);
	return msg;
}

static struct nl_msg *router(int type)
{
	struct nl_msg *msg = message_begin(type);
	struct nlattr *nest = nla_nest_start(msg, MDBA_ROUTER);

	nla_put_u32(msg, MDBA_ROUTER_PORT, 5);
	nla_nest_end(msg, nest);
	return msg;
}

static void test_decode(void)
{
	decodes(message(RTM_NEWMDB, "239.1.1.1", MDB_PERMANENT, 10, NULL), DECODED_TEXT,
		"239.1.1.1 dev br0 port v1 permanent vid 10", "a group");
	decodes(message(RTM_DELMDB, "ff1e::1", MDB_TEMPORARY, 0, "2001:db8::1"), DECODED_TEXT,
		"ff1e::1 dev br0 port v1 temp src 2001:db8::1", "a group and a source");
	decodes(message(RTM_NEWMDB, "l2", MDB_PERMANENT, 0, NULL), DECODED_JSON,
		"{\"grp\":\"01:02:03:04:05:06\",\"dev\":\"br0\",\"port\":\"v1\",\"state\":\"permanent\",\"timer\":0.00}",
		"a group of link-layer addresses");
	decodes(router(RTM_NEWMDB), DECODED_TEXT, "router dev br0 port v0", "a port of a router");
}

static void test_dump(void)
{
	struct nl_msg *dump = message_begin(RTM_GETMDB), *empty = message_begin(RTM_NEWMDB), *one;
	struct nl_msg *gone = message_begin(RTM_GETMDB), *more = message_begin(RTM_GETMDB);
	struct nlattr *nest = nla_nest_start(dump, MDBA_MDB), *entry;
	struct identity a, b;
	char text[DECODED_ROOM] = "";
	struct event ev;

	entry = nla_nest_start(dump, MDBA_MDB_ENTRY);
	nla_nest_end(dump, put_info(dump, "239.1.1.1", MDB_PERMANENT, 0));
	nla_nest_end(dump, put_info(dump, "239.1.1.2", MDB_TEMPORARY, 0));
	nla_nest_end(dump, entry);
	put_entry(dump, "ff1e::1", MDB_PERMANENT, 0, NULL);
	nla_nest_end(dump, nest);
	nest = nla_nest_start(dump, MDBA_ROUTER);
	nla_put_u32(dump, MDBA_ROUTER_PORT, 5);
	nla_nest_end(dump, nest);
	rtmsg_parse(&ev, dump);
	is_num(event_each(&ev, decoded_add, text), 0, "a dump");
	is_str(text, "239.1.1.1 dev br0 port v1 permanent; 239.1.1.2 dev br0 port v1 temp; "
	       "ff1e::1 dev br0 port v1 permanent; router dev br0 port v0", "has these entries");

	text[0] = '\0';
	rtmsg_parse(&ev, empty);
	ok(!event_each(&ev, decoded_add, text) && !*text, "a bridge without snooping");
	nla_put(empty, MDBA_MDB, 0, "");
	rtmsg_parse(&ev, empty);
	ok(!event_each(&ev, decoded_add, text) && !*text, "a bridge without an entry");
	nest = nla_nest_start(gone, MDBA_MDB);
	nla_put(gone, MDBA_MDB_ENTRY, 0, "");
	nla_put(gone, MDBA_MDB_ENTRY, 0, "");
	nla_nest_end(gone, nest);
	rtmsg_parse(&ev, gone);
	ok(!event_each(&ev, decoded_add, text) && !*text, "groups that go");
	nest = nla_nest_start(more, MDBA_MDB);
	nla_put(more, MDBA_MDB_ENTRY, 0, "");
	put_entry(more, "239.1.1.1", MDB_PERMANENT, 0, NULL);
	nla_nest_end(more, nest);
	rtmsg_parse(&ev, more);
	ok(!event_each(&ev, decoded_add, text), "a group after them");
	is_str(text, "239.1.1.1 dev br0 port v1 permanent", "is there");

	one = message(RTM_GETMDB, "239.1.1.1", MDB_PERMANENT, 0, NULL);
	rtmsg_parse(&ev, one);
	identity_of(&a, &ev);
	nlmsg_free(one);
	one = message(RTM_DELMDB, "239.1.1.1", MDB_PERMANENT, 0, NULL);
	rtmsg_parse(&ev, one);
	identity_of(&b, &ev);
	ok(identity_same(&a, &b), "an announcement is about the same object");
	nlmsg_free(one);
	one = message(RTM_DELMDB, "239.1.1.1", MDB_PERMANENT, 0, "10.0.0.9");
	rtmsg_parse(&ev, one);
	identity_of(&b, &ev);
	ok(!identity_same(&a, &b), "with a source it is another one");
	nlmsg_free(one);
	nlmsg_free(dump);
	nlmsg_free(empty);
	nlmsg_free(gone);
	nlmsg_free(more);
}

static bool is_learned(struct nl_msg *msg)
{
	struct event ev;
	bool learned;

	rtmsg_parse(&ev, msg);
	learned = event_is_learned(&ev);
	nlmsg_free(msg);
	return learned;
}

static void test_malformed(void)
{
	struct nl_msg *msg = message_begin(RTM_NEWMDB);
	struct nlattr *mdb, *entry;
	struct event ev;

	mdb = nla_nest_start(msg, MDBA_MDB);
	entry = nla_nest_start(msg, MDBA_MDB_ENTRY);
	nla_put(msg, MDBA_MDB_ENTRY_INFO, 12, "0123456789ab");
	nla_nest_end(msg, entry);
	nla_nest_end(msg, mdb);
	is_num(event_parse(&ev, nlmsg_hdr(msg), nlmsg_hdr(msg)->nlmsg_len), -EINVAL, "an entry that is too short");
	nlmsg_free(msg);
}

/* A route of (10.0.0.5, @group) from v1 to br0 with this threshold. */
static struct nl_msg *mroute(int type, const char *group, uint32_t flags, uint8_t ttl)
{
	bool v6 = strchr(group, ':');
	const struct rtmsg hdr = {
		.rtm_family = v6 ? RTNL_FAMILY_IP6MR : RTNL_FAMILY_IPMR, .rtm_flags = flags,
		.rtm_table = v6 ? RT_TABLE_MAIN : RT_TABLE_DEFAULT, .rtm_type = RTN_MULTICAST,
	};
	struct nl_msg *msg = rtmsg_begin(type, 0, &hdr, sizeof(hdr));
	struct rtnexthop nh = { .rtnh_len = sizeof(nh), .rtnh_hops = ttl, .rtnh_ifindex = 3 };

	rtmsg_addr(msg, RTA_SRC, v6 ? "2001:db8::5" : "10.0.0.5");
	rtmsg_addr(msg, RTA_DST, group);
	if (flags & RTNH_F_UNRESOLVED)
		return msg;
	nla_put_u32(msg, RTA_IIF, 4);
	nla_put(msg, RTA_MULTIPATH, sizeof(nh), &nh);
	return msg;
}

static void test_mroute(void)
{
	decodes(mroute(RTM_NEWROUTE, "239.1.1.1", 0, 1), DECODED_TEXT, "(10.0.0.5, 239.1.1.1) iif v1 oif br0", "a route");
	decodes(mroute(RTM_NEWROUTE, "239.1.1.1", 0, 7), DECODED_JSON,
		"{\"family\":\"inet\",\"src\":\"10.0.0.5\",\"dst\":\"239.1.1.1\",\"iif\":\"v1\","
		"\"multipath\":[{\"oif\":\"br0\",\"ttl\":7}],\"state\":\"resolved\",\"table\":\"default\"}", "JSON");
	decodes(mroute(RTM_NEWROUTE, "ff1e::1", 0, 7), DECODED_TEXT,
		"(2001:db8::5, ff1e::1) iif v1 oif br0 ttl 7", "IPv6");
	decodes(mroute(RTM_NEWROUTE, "239.1.1.1", RTNH_F_UNRESOLVED, 0), DECODED_TEXT,
		"(10.0.0.5, 239.1.1.1) unresolved", "what a packet asks for");
}

static void test_learned(void)
{
	ok(!is_learned(message(RTM_NEWMDB, "239.1.1.1", MDB_PERMANENT, 0, NULL)), "a permanent entry");
	ok(is_learned(message(RTM_NEWMDB, "239.1.1.1", MDB_TEMPORARY, 0, NULL)), "a temporary entry");
	ok(is_learned(router(RTM_DELMDB)), "a port of a router");
	ok(!is_learned(mroute(RTM_NEWROUTE, "239.1.1.1", 0, 1)), "a multicast route");
	ok(is_learned(mroute(RTM_DELROUTE, "239.1.1.1", RTNH_F_UNRESOLVED, 0)), "one that nobody has set");
}

int main(void)
{
	struct selector sel;
	char err[256], *bad[] = { "239.1.1.0/24" };

	test_decode();
	test_dump();
	test_malformed();
	test_mroute();
	test_learned();
	selects(NETJOURNAL_KIND_MDB, message(RTM_NEWMDB, "239.1.1.1", MDB_PERMANENT, 10, "10.0.0.9"),
		(const char *const[]){
			"239.1.1.1", "!239.1.1.2", "grp 239.1.1.1 dev br0", "dev v1", "port v1", "!port br0", "vid 10",
			"!vid 11", "src 10.0.0.9", "!src 10.0.0.8", "permanent", "!temp", "!01:02:03:04:05:06", NULL });
	selects(NETJOURNAL_KIND_MDB, message(RTM_NEWMDB, "l2", MDB_PERMANENT, 0, NULL),
		(const char *const[]){ "01:02:03:04:05:06", "!01:02:03:04:05:07", "!239.1.1.1", NULL });
	selects(NETJOURNAL_KIND_MROUTE, mroute(RTM_NEWROUTE, "239.1.1.1", 0, 1),
		(const char *const[]){
			"239.1.1.1", "from 10.0.0.5", "!from 10.0.0.6", "iif v1", "!iif br0", "dev br0", "!dev v0",
			"!unresolved", "table default", "!table 5", NULL });
	ok(selector_parse(&sel, NETJOURNAL_KIND_MDB, 1, bad, err, sizeof(err)), "a prefix is no group");
	return tap_done();
}
