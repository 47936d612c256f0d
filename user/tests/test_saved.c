// SPDX-License-Identifier: GPL-2.0
/* How present objects differ from a saved list. */
#include <errno.h>
#include <linux/nexthop.h>
#include <stdlib.h>

#include "base/util.h"
#include "decode/kind.h"
#include "decoded.h"
#include "net/saved.h"
#include "rtmsg.h"
#include "tap.h"

static const struct event_names names = { .ifname = decoded_ifname };
static struct saved saved;
static struct saved_change changes[SAVED_CHANGES_MAX];

static int parse(const char *text, enum netjournal_kind kind)
{
	saved_drop(&saved);
	memset(&saved, 0, sizeof(saved));
	return saved_parse(&saved, text, strlen(text), kind);
}

/* Compares the object in @msg, which is freed. */
static int compare(struct nl_msg *msg)
{
	struct event ev;
	int n;

	rtmsg_parse(&ev, msg);
	n = saved_compare(&saved, &ev, &names, changes);
	nlmsg_free(msg);
	return n;
}

static struct nl_msg *route(const char *dst, const char *gateway)
{
	return rtmsg_via(RTM_NEWROUTE, 0, dst, strchr(dst, ':') ? 48 : 16, gateway);
}

static struct nl_msg *link_of_kind(const char *kind)
{
	struct nl_msg *msg = rtmsg_link(RTM_NEWLINK, 2, "d0", IFF_UP | IFF_RUNNING, 1400);
	struct nlattr *info = nla_nest_start(msg, IFLA_LINKINFO);

	nla_put_string(msg, IFLA_INFO_KIND, kind);
	nla_nest_end(msg, info);
	return msg;
}

static void test_routes(void)
{
	is_num(parse("[{\"dst\":\"10.1.0.0/16\",\"gateway\":\"10.0.0.1\",\"dev\":\"d0\",\"flags\":[]},{},"
		     "{\"dst\":\"10.2.0.0/16\",\"gateway\":\"10.0.0.1\",\"dev\":\"d0\"}]", 0), 0, "a list of `ip -j`");
	is_num(saved.kind, NETJOURNAL_KIND_ROUTE, "of routes");
	is_num(saved.n, 2, "an empty object is none");
	is_num(saved.family, AF_INET, "its family");
	is_num(compare(route("10.2.0.0", "10.0.0.1")), 0, "a route that is the same");
	is_num(compare(route("10.1.0.0", "10.0.0.9")), 1, "a route that differs");
	is_str(changes[0].name, "gateway", "in its gateway");
	is_num(compare(route("10.1.0.0", "10.0.0.1")), -1, "one that is found only once");
	is_num(compare(route("10.3.0.0", "10.0.0.1")), -1, "a route that is new");
	ok(saved.objects[0].seen && saved.objects[1].seen, "none is gone");
	is_num(parse("[{\"dst\":\"2001:db8::/48\",\"dev\":\"d0\",\"table\":\"100\"}]", 0), 0, "IPv6");
	ok(saved.family == AF_INET6 && saved.all_tables, "its family and table");
	is_num(compare(route("2001:db8::", "fe80::1")), -1, "the same prefix in another table");
	is_num(parse("[{\"family\":\"inet\",\"dst\":\"10.1.0.0/16\"}]", 0), 0, "a list of `list -j`");
	is_num(saved.family, 0, "it has both families");
}

static void test_others(void)
{
	const struct ifaddrmsg ifa = { .ifa_family = AF_INET, .ifa_prefixlen = 24, .ifa_index = 2 };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWADDR, 0, &ifa, sizeof(ifa));

	rtmsg_addr(msg, IFA_LOCAL, "10.0.0.1");
	is_num(parse("[{\"ifname\":\"d0\",\"addr_info\":[{\"local\":\"10.0.0.1\",\"prefixlen\":24}]},"
		     "{\"ifname\":\"d1\",\"addr_info\":[]}]", 0), 0, "addresses inside links");
	is_num(saved.kind, NETJOURNAL_KIND_ADDR, "their kind");
	is_num(compare(msg), 0, "an address on its link");
	is_num(parse("[{\"ifname\":\"d0\",\"flags\":[\"UP\"],\"mtu\":1500}]", 0), 0, "links");
	is_num(compare(rtmsg_link(RTM_NEWLINK, 2, "d0", IFF_UP | IFF_RUNNING, 1400)), 1, "a link that differs");
	is_str(changes[0].name, "mtu", "in its MTU");
	is_num(parse("[{\"ifname\":\"d0\",\"flags\":[\"UP\"],\"mtu\":1400,"
		     "\"linkinfo\":{\"info_kind\":\"dummy\",\"gc_timer\":1.5}}]", 0), 0, "nested members");
	is_num(compare(link_of_kind("bridge")), 1, "a nested member differs");
	is_str(changes[0].name, "linkinfo.info_kind", "its path; a timer does not count");
}

/* Kinds that are known by what their lists look like. */
static void test_kinds(void)
{
	static const struct {
		const char *list;
		enum netjournal_kind kind;
		size_t n;
	} lists[] = {
		{ "[{\"ifname\":\"p1\",\"vlans\":[{\"vlan\":1},{\"vlan\":10,\"vlanEnd\":12}]}]", NETJOURNAL_KIND_VLAN, 4 },
		{ "[{\"vlan\":1,\"dev\":\"p1\"}]", NETJOURNAL_KIND_VLAN, 1 },
		{ "[{\"mac\":\"02:00:00:00:00:09\",\"ifname\":\"p1\",\"state\":\"static\"}]", NETJOURNAL_KIND_FDB, 1 },
		{ "[{\"mac\":\"02:00:00:00:00:09\",\"dev\":\"x0\",\"dst\":\"10.0.0.1\",\"state\":\"permanent\"}]",
		  NETJOURNAL_KIND_FDB, 1 },
		{ "[{\"mdb\":[{\"dev\":\"br0\",\"port\":\"p1\",\"grp\":\"239.1.1.1\"}],\"router\":{}}]",
		  NETJOURNAL_KIND_MDB, 1 },
		{ "[{\"kind\":\"htb\",\"handle\":\"1:\",\"dev\":\"d0\",\"root\":true}]", NETJOURNAL_KIND_TC, 1 },
		{ "[{\"name\":\"net.ipv4.ip_forward\",\"value\":\"0\"}]", NETJOURNAL_KIND_SYSCTL, 1 },
		{ "[{\"dst\":\"100\",\"to\":\"200\",\"dev\":\"d0\"}]", NETJOURNAL_KIND_MPLS, 1 },
		{ "[{\"dst\":\"239.1.1.1\",\"src\":\"10.0.0.1\",\"iif\":\"d0\",\"state\":\"resolved\"}]",
		  NETJOURNAL_KIND_MROUTE, 1 },
		{ "[{\"object\":\"policy\",\"dir\":\"out\",\"src\":\"10.0.0.0/8\",\"dst\":\"10.1.0.0/16\"}]",
		  NETJOURNAL_KIND_XFRM, 1 },
		{ "[{\"dst\":\"10.0.0.8\",\"dev\":\"d0\",\"state\":[\"REACHABLE\"]}]", NETJOURNAL_KIND_NEIGH, 1 },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lists); i++) {
		is_num(parse(lists[i].list, 0), 0, object_row(lists[i].kind)->name);
		is_num(saved.kind, lists[i].kind, "its kind");
		is_num(saved.n, lists[i].n, "its objects");
	}
	ok(saved_is_learned(&saved, &saved.objects[0]), "a neighbour that was learned");
	parse("[{\"dst\":\"10.0.0.8\",\"dev\":\"d0\",\"state\":[\"PERMANENT\"]}]", 0);
	ok(!saved_is_learned(&saved, &saved.objects[0]), "one that was configured");
	is_num(parse("[{\"name\":\"blue\"}]", 0), -EINVAL, "a list of namespaces");
	is_num(parse("[{\"ifname\":\"p1\",\"vlans\":7}]", 0), -EINVAL, "VLANs that are no list");
	is_num(parse("[{\"ifname\":\"p1\",\"vlans\":[7]}]", 0), -EINVAL, "a VLAN that is no object");
	is_num(parse("[{\"ifname\":\"p1\",\"vlans\":[{\"vlan\":1,\"vlanEnd\":99999999}]}]", 0), 0, "a range that is too long");
	is_num(saved.n, 4095, "has an end");
}

/* What an object of a list lacks, and what was there before. */
static void test_lacks(void)
{
	const char *list = "[{\"dst\":\"10.1.0.0/16\",\"dev\":\"d0\",\"flags\":[]},"
			   "{\"dst\":\"10.2.0.0/16\",\"gateway\":\"10.0.0.1\"}]";
	struct nl_msg *msg = route("10.2.0.0", "10.0.0.1");
	struct event ev;

	parse(list, 0);
	is_num(compare(route("10.1.0.0", "10.0.0.1")), 1, "a route that had no gateway");
	ok(!strcmp(changes[0].name, "gateway") && !changes[0].old && changes[0].new, "the new gateway");
	rtmsg_parse(&ev, msg);
	ok(saved_find(&saved, &ev, &names) == &saved.objects[1], "a record about what is gone");
	is_str(saved_main_key(&saved), "dst", "the member that names it");
	nlmsg_free(msg);
	msg = route("10.1.0.0", "10.0.0.1");
	rtmsg_parse(&ev, msg);
	ok(!saved_find(&saved, &ev, &names), "a record about what is there");
	nlmsg_free(msg);
}

/* A nexthop group with an idle timer of 120 s. */
static struct nl_msg *resilient_group(void)
{
	const struct nhmsg hdr = { .nh_family = AF_UNSPEC };
	const struct nexthop_grp legs[] = { { .id = 1 } };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWNEXTHOP, 0, &hdr, sizeof(hdr));
	struct nlattr *nest;

	nla_put_u32(msg, NHA_ID, 21);
	nla_put(msg, NHA_GROUP, sizeof(legs), legs);
	nla_put_u16(msg, NHA_GROUP_TYPE, NEXTHOP_GRP_TYPE_RES);
	nest = nla_nest_start(msg, NHA_RES_GROUP);
	nla_put_u32(msg, NHA_RES_GROUP_IDLE_TIMER, 12000);
	nla_nest_end(msg, nest);
	return msg;
}

/* A route with a metric that is locked. */
static struct nl_msg *route_with_mtu(uint32_t mtu)
{
	struct nl_msg *msg = route("10.1.0.0", "10.0.0.1");
	struct nlattr *nest = nla_nest_start(msg, RTA_METRICS);

	nla_put_u32(msg, RTAX_LOCK, 1 << RTAX_MTU);
	nla_put_u32(msg, RTAX_MTU, mtu);
	nla_nest_end(msg, nest);
	return msg;
}

/* What `ip` prints otherwise, or beside what it was asked for. */
static void test_words_of_ip(void)
{
	parse("[{\"ifname\":\"d0\",\"flags\":[\"UP\",\"M-DOWN\"],\"mtu\":1400}]", 0);
	is_num(compare(rtmsg_link(RTM_NEWLINK, 2, "d0", IFF_UP | IFF_RUNNING, 1400)), 0, "a flag that `ip` has made up");
	parse("[{\"ifname\":\"d0\",\"flags\":[\"UP\",\"M-DOWN\"],\"mtu\":1400}]", 0);
	is_num(compare(rtmsg_link(RTM_NEWLINK, 2, "d0", IFF_UP | IFF_RUNNING | IFF_NOARP, 1400)), 1, "a flag beside it");
	parse("[{\"id\":21,\"group\":[{\"id\":1}],\"resilient_args\":{\"idle_timer\":120}}]", 0);
	is_num(compare(resilient_group()), 0, "a number without its hundredths");
	parse("[{\"id\":21,\"group\":[{\"id\":1}],\"resilient_args\":{\"idle_timer\":120.00}}]", 0);
	is_num(compare(resilient_group()), 0, "a number with them");
	parse("[{\"id\":21,\"group\":[{\"id\":1}],\"resilient_args\":{\"idle_timer\":120.5}}]", 0);
	is_num(compare(resilient_group()), 1, "another number");
	is_num(parse("[{\"dst\":\"10.1.0.0/16\",\"dev\":\"d0\"},{\"dst\":\"101\",\"dev\":\"d0\",\"protocol\":\"boot\"},"
		     "{\"type\":\"multicast\",\"dst\":\"239.1.1.1\",\"from\":\"10.0.0.4\",\"table\":\"default\"}]",
		     NETJOURNAL_KIND_ROUTE), 0, "routes of MPLS and of multicast beside others");
	is_num(saved.n, 1, "are left out");
	parse("[{\"id\":21,\"group\":[{\"id\":1}],\"encap\":\"ip\",\"id\":7,\"dst\":\"10.0.0.1\",\"flags\":[]}]",
	      NETJOURNAL_KIND_NEXTHOP);
	is_num(compare(resilient_group()), 1, "the members of an encapsulation among the others");
	is_str(changes[0].name, "encap", "it is gone");
	parse("[{\"dst\":\"10.1.0.0/16\",\"encap\":\"ip\",\"id\":3,\"dst\":\"10.9.9.3\",\"tos\":0,"
	      "\"gateway\":\"10.0.0.1\",\"dev\":\"d0\"}]", 0);
	is_num(compare(route("10.1.0.0", "10.0.0.1")), 1, "its TOS is not that of the route");
	is_num(parse("[{\"id\":5,\"encap\":\"mpls\",\"dst\":\"100\",\"dev\":\"d0\"}]", NETJOURNAL_KIND_NEXTHOP), 0,
	       "a nexthop that looks like a route");
	parse("[{\"dst\":\"default\",\"dev\":\"d0\"},"
	      "{\"dst\":\"default\",\"dev\":\"d0\",\"metric\":1024,\"pref\":\"medium\"}]", 0);
	ok(!saved.family && saved.objects[0].family == AF_INET && saved.objects[1].family == AF_INET6, "both families");
	parse("[{\"dst\":\"10.1.0.0/16\",\"gateway\":\"10.0.0.1\",\"dev\":\"d0\",\"metrics\":[{\"mtu\":1300}]}]", 0);
	is_num(compare(route_with_mtu(1300)), 0, "a lock of a metric, which `ip` does not print");
	parse("[{\"dst\":\"10.1.0.0/16\",\"gateway\":\"10.0.0.1\",\"dev\":\"d0\",\"metrics\":[{\"mtu\":1300}]}]", 0);
	is_num(compare(route_with_mtu(1400)), 1, "another metric");
	is_num(parse("[{\"priority\":0,\"src\":\"all\",\"table\":\"local\"}]", 0), 0, "rules without an address");
	ok(saved.no_family, "their family is not known");
	is_num(saved_unseen(&saved), 1, "none was seen yet");
	parse("[{\"priority\":0,\"src\":\"all\",\"table\":\"local\"},{\"priority\":1,\"src\":\"10.0.0.0\",\"srclen\":8}]", 0);
	ok(!saved.no_family && saved.family == AF_INET, "with one, it is known");
}

static void test_errors(void)
{
	is_num(parse("default via 10.0.0.1", 0), -EINVAL, "no JSON");
	is_str(saved.error, "line 1 is no JSON", "no JSON: the line");
	is_num(parse("[{\"dst\":\"10.0.0.0/8\"}]", NETJOURNAL_KIND_LINK), -EINVAL, "routes, where links are asked for");
	is_str(saved.error, "it has objects of the kind route, not link", "which kind it has");
	is_num(parse("[{\"ifname\":\"d0\",\"flags\":[],\"mtu\":1,\"addr_info\":[]}]", NETJOURNAL_KIND_LINK), 0,
	       "links of `ip -j addr`");
	is_num(parse("{}", 0), -EINVAL, "no list");
	is_num(parse("[1]", 0), -EINVAL, "no objects");
	is_num(parse("[{\"a\":1}]", 0), -EINVAL, "other objects");
	is_num(parse("[{\"addr_info\":[]}]", 0), -EINVAL, "addresses of no link");
	is_num(parse("[]", 0), -EINVAL, "an empty list of unknown kind");
	is_num(parse("[]", NETJOURNAL_KIND_ROUTE), 0, "an empty list of a kind");
	is_num(saved_read(&saved, "/", 0), -EISDIR, "a directory");
	is_str(saved.error, "Is a directory", "a directory: it is called one");
	is_num(compare(route("10.3.0.0", "10.0.0.1")), -1, "everything is new");
}

int main(void)
{
	test_routes();
	test_others();
	test_kinds();
	test_lacks();
	test_words_of_ip();
	test_errors();
	saved_drop(&saved);
	return tap_done();
}
