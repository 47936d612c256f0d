// SPDX-License-Identifier: GPL-2.0
/* Differences in few words, and the states that they are between. */
#include <linux/ethtool.h>
#include <linux/ethtool_netlink.h>
#include <linux/genetlink.h>
#include <linux/if_bridge.h>
#include <linux/neighbour.h>
#include <stdlib.h>

#include "base/util.h"
#include "decode/bitset.h"
#include "decoded.h"
#include "net/difference.h"
#include "net/domain_net.h"
#include "net/states.h"
#include "rtmsg.h"
#include "tap.h"

static const struct event_names names = { .ifname = decoded_ifname };

static struct states states;
static struct changes changes;

/*
 * Takes the next message, which is freed. Returns how its object differs from before, after
 * "-" if that is no change of the configuration, or "new".
 */
static const char *next(struct nl_msg *msg)
{
	struct difference diff = { .changes = &changes };
	const struct nlmsghdr *before;
	static char text[512];
	struct event old, ev;
	struct out o;
	FILE *file;

	rtmsg_parse(&ev, msg);
	if (states_take(&states, &ev, event_sign(&ev), &before))
		abort();
	strcpy(text, "new");
	if (before) {
		if (event_parse(&old, before, before->nlmsg_len) ||
		    changes_find(&changes, &old, &ev, &names))
			abort();
		diff.old = &old;
		diff.new = &ev;
		file = fmemopen(text, sizeof(text), "w");
		out_init(&o, file, false, false);
		out_text(&o, OUT_PLAIN, "%s", difference_is_any(&diff) ? "" : "-");
		difference_print(&o, &diff, &names);
		out_flush(&o);
		fclose(file);
	}
	nlmsg_free(msg);
	return text;
}

/* The announcement of a new device. */
static struct nl_msg *new_link(int ifindex, const char *name)
{
	struct nl_msg *msg = rtmsg_link(RTM_NEWLINK, ifindex, name, 0, 1500);

	((struct ifinfomsg *)nlmsg_data(nlmsg_hdr(msg)))->ifi_change = ~0u;
	return msg;
}

static struct nl_msg *with_string(struct nl_msg *msg, int attr, const char *value)
{
	nla_put_string(msg, attr, value);
	return msg;
}

static struct nl_msg *with_u32(struct nl_msg *msg, int attr, uint32_t value)
{
	nla_put_u32(msg, attr, value);
	return msg;
}

static struct nl_msg *port_named(int type, uint8_t state, const char *name)
{
	const struct ifinfomsg hdr = { .ifi_family = AF_BRIDGE, .ifi_index = 2 };
	struct nl_msg *msg = rtmsg_begin(type, 0, &hdr, sizeof(hdr));
	struct nlattr *nest;

	nla_put_string(msg, IFLA_IFNAME, name);
	nest = nla_nest_start(msg, IFLA_PROTINFO);
	nla_put_u8(msg, IFLA_BRPORT_STATE, state);
	nla_nest_end(msg, nest);
	return msg;
}

static struct nl_msg *port(int type, uint8_t state)
{
	return port_named(type, state, "d0");
}

/* A port of a bridge that has elected another root. */
static struct nl_msg *port_root(uint8_t root)
{
	const struct ifinfomsg hdr = { .ifi_family = AF_BRIDGE, .ifi_index = 2 };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWLINK, 0, &hdr, sizeof(hdr));
	struct nlattr *nest;
	const uint8_t id[8] = { 0x80, 0, 2, 0, 0, 0, 0, root };

	nla_put_string(msg, IFLA_IFNAME, "d0");
	nest = nla_nest_start(msg, IFLA_PROTINFO);
	nla_put(msg, IFLA_BRPORT_ROOT_ID, sizeof(id), id);
	nla_put(msg, IFLA_BRPORT_BRIDGE_ID, sizeof(id), id);
	nla_nest_end(msg, nest);
	return msg;
}

/* A port with up to two VLANs; 0: none. */
static struct nl_msg *port_in(uint16_t first, uint16_t second)
{
	struct nl_msg *msg = port(RTM_NEWLINK, BR_STATE_DISABLED);
	struct bridge_vlan_info info = { .vid = first };
	struct nlattr *nest = nla_nest_start(msg, IFLA_AF_SPEC);

	if (first)
		nla_put(msg, IFLA_BRIDGE_VLAN_INFO, sizeof(info), &info);
	info = (struct bridge_vlan_info){ BRIDGE_VLAN_INFO_PVID, second };
	if (second)
		nla_put(msg, IFLA_BRIDGE_VLAN_INFO, sizeof(info), &info);
	nla_nest_end(msg, nest);
	return msg;
}

/* A port with the VLANs @first to @last, the VLAN @hole not among them, if it is not 0. */
static struct nl_msg *port_range(uint16_t first, uint16_t hole, uint16_t last)
{
	const uint16_t ends[] = { first, hole ? hole - 1 : last, hole + 1, last };
	struct nl_msg *msg = port(RTM_NEWLINK, BR_STATE_DISABLED);
	struct nlattr *nest = nla_nest_start(msg, IFLA_AF_SPEC);
	struct bridge_vlan_info info;
	size_t i;

	for (i = 0; i < (hole ? 4 : 2); i++) {
		info = (struct bridge_vlan_info){
			i % 2 ? BRIDGE_VLAN_INFO_RANGE_END : BRIDGE_VLAN_INFO_RANGE_BEGIN, ends[i],
		};
		nla_put(msg, IFLA_BRIDGE_VLAN_INFO, sizeof(info), &info);
	}
	nla_nest_end(msg, nest);
	return msg;
}

/* Whether the next message says that only the carrier came or went. */
static int carrier_of(struct nl_msg *msg)
{
	const struct nlmsghdr *before;
	struct difference diff = { .changes = &changes };
	struct event old, ev;
	int carrier = 0;

	rtmsg_parse(&ev, msg);
	if (states_take(&states, &ev, event_sign(&ev), &before))
		abort();
	if (before) {
		if (event_parse(&old, before, before->nlmsg_len) ||
		    changes_find(&changes, &old, &ev, &names))
			abort();
		diff.old = &old;
		diff.new = &ev;
		carrier = difference_carrier(&diff);
	}
	nlmsg_free(msg);
	return carrier;
}

static void test_carrier(void)
{
	const unsigned int running = IFF_UP | IFF_RUNNING | IFF_LOWER_UP;

	carrier_of(rtmsg_link(RTM_NEWLINK, 9, "d9", IFF_UP, 1500));
	is_num(carrier_of(rtmsg_link(RTM_NEWLINK, 9, "d9", running, 1500)), 1, "a carrier comes");
	is_num(carrier_of(rtmsg_link(RTM_NEWLINK, 9, "d9", IFF_UP, 1500)), -1, "a carrier goes");
	is_num(carrier_of(rtmsg_link(RTM_NEWLINK, 9, "d9", running, 1400)), 0, "and more happens");
	is_num(carrier_of(rtmsg_link(RTM_NEWLINK, 9, "d9", 0, 1400)), 0, "the link goes down");
	is_num(carrier_of(rtmsg_link(RTM_NEWLINK, 9, "d9", running, 1400)), 0, "the link comes up");
}

/* A message about the features of a device, of which these are active. */
static struct nl_msg *features(uint32_t active)
{
	const struct genlmsghdr hdr = { .cmd = ETHTOOL_MSG_FEATURES_NTF };
	struct nl_msg *msg = rtmsg_begin(NETLINK_GENERIC << 8 | NETJOURNAL_GENL_FAMILY_ETHTOOL, 0, &hdr, sizeof(hdr));
	struct nlattr *nest = nla_nest_start(msg, ETHTOOL_A_FEATURES_HEADER);

	nla_put_u32(msg, ETHTOOL_A_HEADER_DEV_INDEX, 2);
	nla_put_string(msg, ETHTOOL_A_HEADER_DEV_NAME, "d0");
	nla_nest_end(msg, nest);
	nest = nla_nest_start(msg, ETHTOOL_A_FEATURES_ACTIVE);
	nla_put_u32(msg, ETHTOOL_A_BITSET_SIZE, 32);
	nla_put(msg, ETHTOOL_A_BITSET_VALUE, sizeof(active), &active);
	nla_nest_end(msg, nest);
	return msg;
}

static const char *name_of(unsigned int set, unsigned int bit)
{
	return set == ETH_SS_FEATURES && bit == 9 ? "tx-udp" : NULL;
}

static void test_features(void)
{
	next(features(0x300));
	bitset_named_by(name_of);
	is_str(next(features(0x101)), "d0 features +bit 0 -tx-udp", "features that went on and off");
	bitset_named_by(NULL);
	is_str(next(features(0x301)), "d0 features +bit 9", "nobody knows the name");
}

static void test_vlans(void)
{
	next(port_root(1));
	is_str(next(port_root(2)), "-d0 unchanged", "which bridge is the root was not set");
	next(port_in(0, 0));
	is_str(next(port_in(10, 0)), "d0 vlan +10", "the first VLAN of a port");
	is_str(next(port_in(10, 20)), "d0 vlan +20 PVID", "another one");
	is_str(next(port_in(20, 0)), "d0 vlan -10 -20 PVID +20", "other flags");
	is_str(next(port_in(0, 0)), "d0 vlan -20", "the last one");
	is_str(next(port_range(100, 0, 110)), "d0 vlan +100-110", "a range");
	is_str(next(port_range(100, 105, 110)), "d0 vlan -105", "one of a range");
	is_str(next(port_range(90, 0, 104)), "d0 vlan -106-110 +90-99", "parts of ranges");
	is_str(next(port_range(90, 0, 4095)), "d0 vlan +105-4095", "up to the last number");
	is_str(next(port_in(90, 91)), "d0 vlan -91-4095 +91 PVID", "a range becomes two VLANs");
	is_str(next(port_in(0, 0)), "d0 vlan -90 -91 PVID", "and they go");
	is_str(next(port_named(RTM_NEWLINK, BR_STATE_FORWARDING, "e0")), "e0 state disabled -> forwarding",
	       "its new name is in another record");
	next(port(RTM_DELLINK, BR_STATE_DISABLED));
}

static void test_links(void)
{
	is_str(next(new_link(2, "d0")), "new", "a new link");
	is_str(next(rtmsg_link(RTM_NEWLINK, 2, "d0", 0, 1300)), "d0 mtu 1500 -> 1300", "its MTU");
	is_str(next(rtmsg_link(RTM_NEWLINK, 2, "d0", 0, 1300)), "-d0 unchanged", "nothing");
	is_str(next(rtmsg_link(RTM_NEWLINK, 2, "d0", IFF_UP, 1300)), "d0 DOWN -> UP (no carrier)",
	       "it goes up");
	is_str(next(rtmsg_link(RTM_NEWLINK, 2, "d0", IFF_UP | IFF_RUNNING | IFF_LOWER_UP, 1300)),
	       "d0 UP (no carrier) -> RUNNING", "and gets a carrier");
	is_str(next(with_string(rtmsg_link(RTM_NEWLINK, 2, "d0", IFF_UP | IFF_RUNNING, 1300),
				IFLA_QDISC, "htb")),
	       "-d0 unchanged", "flags of the state, and a qdisc that somebody else has set");
	is_str(next(with_u32(rtmsg_link(RTM_NEWLINK, 2, "d0",
					IFF_UP | IFF_RUNNING | IFF_PROMISC, 1400),
			     IFLA_PROMISCUITY, 1)),
	       "d0 flags +PROMISC, mtu 1300 -> 1400", "other flags, and two changes");
	is_str(next(with_u32(rtmsg_link(RTM_NEWLINK, 2, "lan0", IFF_UP | IFF_RUNNING, 1400),
			     IFLA_MASTER, 3)),
	       "renamed d0 -> lan0, flags -PROMISC, master none -> br0", "a new name, and more");
	is_str(next(port(RTM_NEWLINK, BR_STATE_DISABLED)), "new", "a port is another object");
	is_str(next(port(RTM_NEWLINK, BR_STATE_FORWARDING)),
	       "d0 state disabled -> forwarding", "the state of a port");
	is_str(next(rtmsg_link(RTM_NEWLINK, 2, "lan0", 0, 1400)),
	       "lan0 RUNNING -> DOWN, master br0 -> none", "the device has not lost its state");
	next(port(RTM_DELLINK, BR_STATE_DISABLED));
	is_str(next(port(RTM_NEWLINK, BR_STATE_DISABLED)), "new", "a port again");
	is_str(next(rtmsg_link(RTM_DELLINK, 2, "lan0", 0, 1400)), "-lan0 unchanged",
	       "a link is gone as it was");
	is_str(next(rtmsg_link(RTM_NEWLINK, 2, "d0", 0, 1400)), "new", "another one");
	is_str(next(new_link(2, "d0")), "new", "which is announced as new after that");
}

static struct nl_msg *neigh(int type, const char *addr, uint16_t state, uint8_t lladdr)
{
	const struct ndmsg hdr = { .ndm_family = AF_INET, .ndm_ifindex = 2, .ndm_state = state };
	struct nl_msg *msg = rtmsg_begin(type, 0, &hdr, sizeof(hdr));
	const uint8_t bytes[] = { 2, 0, 0, 0, 0, lladdr };

	rtmsg_addr(msg, NDA_DST, addr);
	if (lladdr)
		nla_put(msg, NDA_LLADDR, sizeof(bytes), bytes);
	return msg;
}

static void test_neighbours(void)
{
	is_str(next(neigh(RTM_NEWNEIGH, "10.1.0.1", NUD_REACHABLE, 1)), "new", "a neighbour");
	is_str(next(neigh(RTM_NEWNEIGH, "10.1.0.1", NUD_STALE, 1)), "-10.1.0.1 unchanged",
	       "it is not confirmed");
	is_str(next(neigh(RTM_NEWNEIGH, "10.1.0.1", NUD_REACHABLE, 2)),
	       "10.1.0.1 lladdr 02:00:00:00:00:01 -> 02:00:00:00:00:02", "another machine");
	is_str(next(neigh(RTM_NEWNEIGH, "10.1.0.1", NUD_FAILED, 0)), "-10.1.0.1 unchanged",
	       "it does not answer");
	is_str(next(neigh(RTM_NEWNEIGH, "10.1.0.1", NUD_PERMANENT, 2)),
	       "10.1.0.1 state -REACHABLE +PERMANENT", "an administrator sets it");
	is_str(next(neigh(RTM_NEWNEIGH, "10.1.0.1", NUD_FAILED, 0)),
	       "-10.1.0.1 unchanged", "and deletes it");
	is_str(next(neigh(RTM_DELNEIGH, "10.1.0.1", NUD_FAILED, 0)),
	       "10.1.0.1 state -PERMANENT +FAILED", "its last state is the one with an address");
	is_str(next(neigh(RTM_NEWNEIGH, "10.1.0.1", NUD_REACHABLE, 1)), "new", "a neighbour again");
}

static struct nl_msg *kernel_route(const char *dst, uint8_t len, uint8_t type, uint8_t proto)
{
	struct nl_msg *msg = rtmsg_route(RTM_NEWROUTE, 0, dst, len);
	struct rtmsg *r = nlmsg_data(nlmsg_hdr(msg));

	r->rtm_type = type;
	r->rtm_protocol = proto;
	return msg;
}

static void test_routes(void)
{
	static const char *const two[] = { "fd00::1", "fd00::2", NULL };

	is_str(next(rtmsg_via(RTM_NEWROUTE, 0, "10.0.0.0", 8, "10.0.0.1")), "new", "a route");
	is_str(next(rtmsg_via(RTM_NEWROUTE, NLM_F_REPLACE, "10.0.0.0", 8, "10.0.0.2")),
	       "10.0.0.0/8 gateway 10.0.0.1 -> 10.0.0.2", "it is replaced");
	is_str(next(rtmsg_via(RTM_NEWROUTE, 0, "10.0.0.0", 8, "10.0.0.2")), "new",
	       "a route that is new is not compared");
	is_str(next(rtmsg_via(RTM_NEWROUTE, 0, "fd05::", 16, "fd00::1")), "new", "an IPv6 route");
	is_str(next(rtmsg_multi(RTM_NEWROUTE, NLM_F_APPEND, "fd05::", 16, two)),
	       "fd05::/16 nexthops none -> (gateway fd00::1 dev d0 weight 1 flags none),(gateway fd00::2 dev d0 weight 1 flags none), gateway fd00::1 -> none, dev d0 -> none",
	       "a nexthop joins it");
	next(rtmsg_via(RTM_DELROUTE, 0, "fd05::", 16, "fd00::1"));
	is_str(next(rtmsg_via(RTM_NEWROUTE, NLM_F_REPLACE, "fd05::", 16, "fd00::3")),
	       "fd05::/16 gateway fd00::2 -> fd00::3", "the one that is left is known");
}

/* A route over two nexthops, the first with @flags and @more weight. */
static struct nl_msg *hops(uint8_t flags, uint8_t more)
{
	static const char *const two[] = { "10.0.0.1", "10.0.0.2", NULL };
	struct nl_msg *msg = rtmsg_multi(RTM_NEWROUTE, NLM_F_REPLACE, "10.7.0.0", 16, two);
	struct rtnexthop *nh = nla_data(nlmsg_find_attr(nlmsg_hdr(msg), sizeof(struct rtmsg), RTA_MULTIPATH));

	nh->rtnh_flags = flags;
	nh->rtnh_hops = more;
	return msg;
}

static void test_hops(void)
{
	static const char *const other[] = { "10.0.0.3", "10.0.0.2", NULL };

	next(hops(0, 0));
	is_str(next(hops(RTNH_F_LINKDOWN, 0)), "-10.7.0.0/16 unchanged", "the link of a nexthop has no carrier");
	is_str(next(hops(RTNH_F_DEAD | RTNH_F_LINKDOWN, 0)), "10.7.0.0/16 nexthop via 10.0.0.1 dev d0 +dead",
	       "a nexthop dies");
	is_str(next(hops(0, 0)), "10.7.0.0/16 nexthop via 10.0.0.1 dev d0 -dead", "and comes back");
	is_str(next(hops(RTNH_F_ONLINK, 2)), "10.7.0.0/16 nexthop via 10.0.0.1 dev d0 weight 1 -> 3 +onlink",
	       "the weight of a nexthop, and a flag that somebody sets");
	is_str(next(rtmsg_multi(RTM_NEWROUTE, NLM_F_REPLACE, "10.7.0.0", 16, other)),
	       "10.7.0.0/16 nexthops -(gateway 10.0.0.1 dev d0 weight 3 flags onlink) +(gateway 10.0.0.3 dev d0 weight 1 flags none)",
	       "another nexthop");
}

static bool is_own(struct nl_msg *msg)
{
	struct event ev;
	bool own;

	rtmsg_parse(&ev, msg);
	own = event_is_own(&ev);
	nlmsg_free(msg);
	return own;
}

static void test_own(void)
{
	ok(is_own(kernel_route("10.0.0.1", 32, RTN_LOCAL, RTPROT_KERNEL)), "a local route");
	ok(is_own(kernel_route("10.0.0.255", 32, RTN_BROADCAST, RTPROT_KERNEL)), "a broadcast route");
	ok(is_own(kernel_route("ff00::", 8, RTN_MULTICAST, RTPROT_KERNEL)), "a multicast route");
	ok(is_own(kernel_route("fe80::", 64, RTN_UNICAST, RTPROT_KERNEL)), "a link-local route");
	ok(!is_own(kernel_route("10.0.0.0", 24, RTN_UNICAST, RTPROT_KERNEL)), "not that of a network");
	ok(!is_own(kernel_route("10.0.0.1", 32, RTN_LOCAL, RTPROT_BOOT)), "not that of somebody");
	ok(!is_own(neigh(RTM_NEWNEIGH, "10.1.0.1", NUD_REACHABLE, 1)), "not a neighbour");
	ok(is_own(neigh(RTM_NEWNEIGH, "224.0.0.22", NUD_NOARP, 1)), "but that of a group");
}

int main(void)
{
	test_links();
	test_features();
	test_vlans();
	test_carrier();
	test_neighbours();
	test_routes();
	test_hops();
	test_own();
	states_drop(&states);
	changes_free(&changes);
	return tap_done();
}
