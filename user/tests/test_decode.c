// SPDX-License-Identifier: GPL-2.0
/*
 * The decoder on messages made here: shapes that the corpus does not have, and
 * what no kernel sends but a decoder must stand: attributes that are not known,
 * come twice, are too short, or end early.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/ioam6_iptunnel.h>
#include <linux/lwtunnel.h>
#include <linux/nexthop.h>
#include <linux/rpl_iptunnel.h>
#include <linux/rtnetlink.h>
#include <net/if.h>

#include "decode/decode.h"
#include "decode/rtnames.h"
#include "decoded.h"
#include "hex.h"
#include "json_check.h"
#include "nl/spec_tables.h"
#include "tap.h"

static uint8_t msg[65536] __attribute__((aligned(4)));
static size_t len;

static void begin(int type, const void *hdr, size_t hdr_len)
{
	struct nlmsghdr h = { .nlmsg_type = type, .nlmsg_seq = 7 };

	memset(msg, 0, sizeof(msg));
	memcpy(msg, &h, sizeof(h));
	memcpy(msg + sizeof(h), hdr, hdr_len);
	len = NLMSG_LENGTH(hdr_len);
}

static size_t put(int type, const void *data, size_t n)
{
	struct nlattr a = { .nla_type = type, .nla_len = NLA_HDRLEN + n };
	size_t at = len;

	memcpy(msg + len, &a, sizeof(a));
	memcpy(msg + len + sizeof(a), data, n);
	len += NLA_HDRLEN + NLA_ALIGN(n);
	return at;
}

static void put_u8(int type, uint8_t v)
{
	put(type, &v, 1);
}

static void put_u16(int type, uint16_t v)
{
	put(type, &v, 2);
}

static void put_u32(int type, uint32_t v)
{
	put(type, &v, 4);
}

static void put_str(int type, const char *s)
{
	put(type, s, strlen(s) + 1);
}

static void put_addr(int type, int family, const char *text)
{
	uint8_t bytes[16];

	inet_pton(family, text, bytes);
	put(type, bytes, family == AF_INET ? 4 : 16);
}

static size_t nest(int type)
{
	return put(type | NLA_F_NESTED, "", 0);
}

static void nest_end(size_t at)
{
	uint16_t n = len - at;

	memcpy(msg + at, &n, sizeof(n));
}

static int parse(struct event *ev)
{
	uint32_t n = len;

	memcpy(msg, &n, sizeof(n));
	return event_parse(ev, (struct nlmsghdr *)msg, len);
}

static void shows(enum decoded_form form, bool details, const char *want,
		  const char *name)
{
	struct event ev;
	char *text;
	size_t n;

	if (parse(&ev)) {
		ok(0, name);
		return;
	}
	text = decoded_n(&ev, form, details, &n);
	if (form == DECODED_JSON && !json_line_is_valid(text, n))
		ok(0, "valid JSON");
	if (form == DECODED_JSON && n)
		text[n - 1] = '\0';
	is_str(text, want, name);
	free(text);
}

static void begin_route(int family, const char *dst, int dst_len)
{
	struct rtmsg r = {
		.rtm_family = family, .rtm_dst_len = dst_len,
		.rtm_table = RT_TABLE_MAIN, .rtm_protocol = RTPROT_STATIC,
		.rtm_type = RTN_UNICAST,
	};

	begin(RTM_NEWROUTE, &r, sizeof(r));
	put_addr(RTA_DST, family, dst);
}

static void begin_link(int family)
{
	struct ifinfomsg m = {
		.ifi_family = family, .ifi_index = 5, .ifi_type = 1,
		.ifi_flags = IFF_UP | IFF_RUNNING,
	};

	begin(RTM_NEWLINK, &m, sizeof(m));
	put_str(IFLA_IFNAME, "v0");
}

static void test_parse(void)
{
	struct rtmsg r = { .rtm_family = AF_INET, .rtm_dst_len = 24 };
	struct event ev;
	uint32_t n;

	begin_route(AF_INET, "10.1.2.0", 24);
	put_u32(RTA_OIF, 4);
	put_u32(RTA_PRIORITY, 77);
	put_u32(RTA_TABLE, 1000);
	is_num(parse(&ev), 0, "a route is parsed");
	is_num(ev.kind, NETJOURNAL_KIND_ROUTE, "its kind");
	is_num(ev.family, AF_INET, "its family");
	is_num(ev.dst.len, 24, "its length");
	is_num(ev.dst.bytes[2], 2, "its prefix");
	is_num(ev.ifindex, 4, "its device");
	is_num(ev.priority, 77, "its metric");
	is_num(ev.table, 1000, "its table");
	ok(!ev.del, "it is new");
	is_num(event_parse(&ev, (void *)msg, len - 1), -EINVAL, "cut by a byte");
	is_num(event_parse(&ev, (void *)msg, 0), -EINVAL, "empty");
	n = 8;
	memcpy(msg, &n, sizeof(n));
	is_num(event_parse(&ev, (void *)msg, len), -EINVAL,
	       "a length shorter than a header");

	begin(RTM_DELROUTE, &r, sizeof(r));
	is_num(parse(&ev), 0, "a deletion");
	ok(ev.del, "is one");
	begin(RTM_GETROUTE, &r, sizeof(r));
	is_num(parse(&ev), -ENOMSG, "a request is no event");
	begin(RTM_NEWROUTE, &r, 4);
	is_num(parse(&ev), -EINVAL, "half a header");
	r.rtm_dst_len = 33;
	begin(RTM_NEWROUTE, &r, sizeof(r));
	is_num(parse(&ev), -EINVAL, "a prefix longer than an address");
	begin_route(AF_INET, "10.1.2.0", 24);
	put_addr(RTA_SRC, AF_INET6, "::1");
	is_num(parse(&ev), 0, "a source of another family is shown");
	begin_route(AF_INET, "10.1.2.0", 24);
	memset(msg + len, 1, 3);
	len += 3;
	is_num(parse(&ev), -EINVAL, "bytes after the attributes");

	begin_link(AF_UNSPEC);
	is_num(parse(&ev), 0, "a link is parsed");
	is_str(ev.ifname, "v0", "its name");
	is_num(ev.ifindex, 5, "its index");
	is_str(event_link_state(&ev), "RUNNING", "its state");
	begin_link(AF_UNSPEC);
	put(IFLA_IFNAME, "unterminated", 12);
	is_num(parse(&ev), 0, "a name twice, once without an end");
	is_str(ev.ifname, "v0", "the first counts");
}

static void test_kinds(void)
{
	unsigned int kind, n = 0, named = 0;

	is_num(kind_by_name("route"), NETJOURNAL_KIND_ROUTE, "route");
	is_num(kind_by_name("note"), 0, "a note is no network object");
	ok(!kind_row(NETJOURNAL_KIND_NOTE), "and has no row");
	ok(!kind_row(0), "nor has 0");
	ok(!kind_row(99), "nor has 99");
	for (kind = 0; kind < 32; kind++) {
		if (!kind_row(kind))
			continue;
		n++;
		named += !strcmp(kind_row(kind)->name, spec_name(&spec_kinds, kind));
	}
	ok(n > 5, "there are kinds");
	is_num(named, n, "they have the names of the spec");
	is_num(kinds_with(KIND_SILENT), 1u << NETJOURNAL_KIND_ROUTE |
	       1u << NETJOURNAL_KIND_NEXTHOP, "kinds with a flag");
}

static void test_odd(void)
{
	size_t at, in;

	begin_route(AF_INET, "10.1.2.0", 24);
	put(77, "abcdefghijkl", 12);
	put_u16(RTA_PRIORITY, 5);
	put_u32(RTA_OIF, 4);
	put_u32(RTA_OIF, 5);
	put(0x3000, "", 0);
	shows(DECODED_TEXT, false,
	      "10.1.2.0/24 dev v1 proto static [attr 77 len 12] "
	      "[attr 6 len 2] [attr 4 len 4] [attr 12288 len 0]",
	      "unknown, short and repeated attributes");
	shows(DECODED_JSON, false,
	      "{\"type\":\"unicast\",\"family\":\"inet\",\"dst\":\"10.1.2.0/24\","
	      "\"dev\":\"v1\",\"table\":\"main\",\"protocol\":\"static\","
	      "\"scope\":\"global\",\"flags\":[],\"unknown_attrs\":["
	      "{\"type\":77,\"len\":12,\"hex\":\"6162636465666768696a6b6c\"},"
	      "{\"type\":6,\"len\":2,\"hex\":\"" HEX16("00", "05") "\"},"
	      "{\"type\":4,\"len\":4,\"hex\":\"" HEX32("00", "00", "00", "05") "\"},"
	      "{\"type\":12288,\"len\":0,\"hex\":\"\"}]}", "the same in JSON");
	shows(DECODED_DUMP, false,
	      "RTM_NEWROUTE flags 0 seq 7 port 0\n"
	      "  family inet dst_len 24 src_len 0 tos default table main "
	      "protocol static scope global type unicast flags 0\n"
	      "  RTA_DST 10.1.2.0\n"
	      "  attr 77 len 12: 6162636465666768696a6b6c\n"
	      "  attr 6 len 2: " HEX16("00", "05") "\n"
	      "  RTA_OIF v1\n  RTA_OIF v0\n  attr 12288 len 0",
	      "the same in a dump");

	begin_route(AF_INET, "10.1.2.0", 24);
	at = nest(RTA_METRICS);
	put_u32(RTAX_MTU, 1400);
	put_u32(99, 1);
	memcpy(msg + len, "\x09\x00\x05\x00zzz", 7);
	len += 7;
	nest_end(at);
	len = NLMSG_ALIGN(len);
	shows(DECODED_TEXT, false,
	      "10.1.2.0/24 proto static mtu 1400 [attr 99 len 4] [7 bytes]",
	      "a nest with unknown attributes that ends early");

	begin_link(AF_UNSPEC);
	at = nest(IFLA_LINKINFO);
	put_str(IFLA_INFO_KIND, "newkind");
	in = nest(IFLA_INFO_DATA);
	put_u32(3, 9);
	nest_end(in);
	put(9, "x", 1);
	nest_end(at);
	at = nest(IFLA_AF_SPEC);
	in = nest(AF_INET6);
	put_u32(88, 1);
	nest_end(in);
	put_u32(99, 1);
	nest_end(at);
	shows(DECODED_TEXT, false,
	      "v0 <UP> link/ether newkind [attr 3 len 4] [attr 9 len 1] "
	      "[attr 88 len 4] [attr 99 len 4]", "a kind that is not known");
	shows(DECODED_JSON, false,
	      "{\"ifindex\":5,\"family\":\"unspec\",\"ifname\":\"v0\",\"flags\":[\"UP\"],"
	      "\"link_type\":\"ether\",\"linkinfo\":{\"info_kind\":\"newkind\","
	      "\"info_data\":{\"unknown_attrs\":[{\"type\":3,\"len\":4,"
	      "\"hex\":\"" HEX32("00", "00", "00", "09") "\"}]},\"unknown_attrs\":[{\"type\":9,\"len\":1,"
	      "\"hex\":\"78\"}]},\"inet6_unknown_attrs\":[{\"type\":88,\"len\":4,"
	      "\"hex\":\"" HEX32("00", "00", "00", "01") "\"}],\"af_spec_unknown_attrs\":[{\"type\":99,"
	      "\"len\":4,\"hex\":\"" HEX32("00", "00", "00", "01") "\"}]}", "no member twice");
}

static void test_names(void)
{
	begin_link(AF_UNSPEC);
	put_str(IFLA_IFALIAS, "a\033[31m\"b\xff");
	shows(DECODED_TEXT, false,
	      "v0 <UP> link/ether alias a\\x1b[31m\"b\\xff", "a hostile alias");
	shows(DECODED_JSON, false,
	      "{\"ifindex\":5,\"family\":\"unspec\",\"ifname\":\"v0\",\"flags\":[\"UP\"],"
	      "\"link_type\":\"ether\",\"ifalias\":\"a\\u001b[31m\\\"b\\ufffd\"}",
	      "and in JSON");
}

static void test_bridge_vlans(void)
{
	static const struct bridge_vlan_info vlans[] = {
		{ BRIDGE_VLAN_INFO_PVID | BRIDGE_VLAN_INFO_UNTAGGED, 1 },
		{ BRIDGE_VLAN_INFO_RANGE_BEGIN, 200 },
		{ BRIDGE_VLAN_INFO_RANGE_END, 203 },
	};
	size_t at;

	begin_link(AF_BRIDGE);
	put_u32(IFLA_MASTER, 3);
	at = nest(IFLA_AF_SPEC);
	put(IFLA_BRIDGE_VLAN_INFO, &vlans[0], 4);
	put(IFLA_BRIDGE_VLAN_INFO, &vlans[1], 4);
	put(IFLA_BRIDGE_VLAN_INFO, &vlans[2], 4);
	nest_end(at);
	shows(DECODED_TEXT, false,
	      "v0 (bridge) <UP> master br0 link/ether vlan 1 PVID Egress Untagged "
	      "vlan 200 Range Begin vlan 203 Range End", "VLANs of a port");
	shows(DECODED_JSON, false,
	      "{\"ifindex\":5,\"family\":\"bridge\",\"ifname\":\"v0\",\"flags\":[\"UP\"],"
	      "\"master\":\"br0\",\"link_type\":\"ether\",\"vlans\":["
	      "{\"vlan\":1,\"flags\":[\"PVID\",\"Egress Untagged\"]},"
	      "{\"vlan\":200,\"flags\":[\"Range Begin\"]},"
	      "{\"vlan\":203,\"flags\":[\"Range End\"]}]}", "in JSON");
}

static size_t encap(int type)
{
	begin_route(AF_INET6, "2001:db8::", 32);
	put_u16(RTA_ENCAP_TYPE, type);
	return nest(RTA_ENCAP);
}

static void test_encaps(void)
{
	static const uint8_t trace[8] = { 0, 1, 0, 3, 0x80, 0, 0, 0 };
	static const uint8_t rpl[8 + 16] = { 0, 2, 3, 1, [8] = 0x20, 1 };
	size_t at;

	at = encap(LWTUNNEL_ENCAP_IOAM6);
	put_u8(IOAM6_IPTUNNEL_MODE, IOAM6_IPTUNNEL_MODE_INLINE);
	put(IOAM6_IPTUNNEL_TRACE, trace, sizeof(trace));
	nest_end(at);
	shows(DECODED_TEXT, false,
	      "2001:db8::/32 encap ioam6 mode inline trace prealloc "
	      "type 0x800000 ns 1 size 12 proto static", "encap ioam6");

	at = encap(LWTUNNEL_ENCAP_RPL);
	put(RPL_IPTUNNEL_SRH, rpl, sizeof(rpl));
	nest_end(at);
	shows(DECODED_TEXT, false,
	      "2001:db8::/32 encap rpl segs 1 [ 2001:: ] proto static",
	      "encap rpl");

	at = encap(LWTUNNEL_ENCAP_XFRM);
	put_u32(LWT_XFRM_IF_ID, 7);
	put_u32(LWT_XFRM_LINK, 4);
	nest_end(at);
	shows(DECODED_TEXT, false,
	      "2001:db8::/32 encap xfrm if_id 7 link_dev v1 proto static",
	      "encap xfrm");

	at = encap(99);
	put_u32(1, 7);
	nest_end(at);
	shows(DECODED_TEXT, false,
	      "2001:db8::/32 encap 99 [attr 1 len 4] proto static",
	      "an encapsulation that is not known");
}

static void test_multipath(void)
{
	struct rtnexthop nh = {
		.rtnh_len = sizeof(nh), .rtnh_ifindex = 4, .rtnh_hops = 2,
	};
	size_t at, hop;
	uint16_t n;

	begin_route(AF_INET, "10.1.2.0", 24);
	at = nest(RTA_MULTIPATH);
	hop = len;
	memcpy(msg + len, &nh, sizeof(nh));
	len += sizeof(nh);
	put_addr(RTA_GATEWAY, AF_INET, "10.0.0.1");
	put_u32(66, 1);
	n = len - hop;
	memcpy(msg + hop, &n, sizeof(n));
	nh.rtnh_len = 400;
	memcpy(msg + len, &nh, sizeof(nh));
	len += sizeof(nh);
	nest_end(at);
	shows(DECODED_TEXT, false,
	      "10.1.2.0/24 proto static nexthop via 10.0.0.1 dev v1 weight 3 "
	      "[attr 66 len 4] [8 bytes]", "a nexthop that ends early");
}

static void test_nexthop(void)
{
	/* struct nexthop_grp; older headers do not name the upper half of the weight. */
	static const struct {
		uint32_t id;
		uint8_t weight, weight_high;
		uint16_t rest;
	} group[] = {
		{ .id = 1 }, { .id = 2, .weight = 0x01, .weight_high = 0x01 },
	};
	struct nhmsg m = { .nh_family = AF_UNSPEC };
	size_t at;

	begin(RTM_NEWNEXTHOP, &m, sizeof(m));
	put_u32(NHA_ID, 10);
	put(NHA_GROUP, group, sizeof(group));
	shows(DECODED_TEXT, false, "id 10 group 1/2,258", "weights of 16 bits");

	begin(RTM_NEWNEXTHOP, &m, sizeof(m));
	put_u32(NHA_ID, 10);
	put(NHA_GROUP, group, 12);
	at = nest(NHA_RES_BUCKET);
	put_u16(NHA_RES_BUCKET_INDEX, 3);
	put_u32(NHA_RES_BUCKET_NH_ID, 1);
	nest_end(at);
	shows(DECODED_JSON, false,
	      "{\"id\":10,\"group\":[{\"id\":1}],\"trailing_bytes\":\"" HEX32("00", "00", "00", "02") "\","
	      "\"bucket\":{\"index\":3,\"nhid\":1},\"scope\":\"global\","
	      "\"protocol\":\"unspec\",\"flags\":[]}", "half an entry of a group");
}

/* The addresses of ours against those of the library. */
static void test_addresses(void)
{
	static const char *const addrs[] = {
		"0.0.0.0", "1.20.255.9", "255.255.255.255", "::", "::1",
		"1::", "2001:db8::1", "2001:db8:0:1:1:1:1:1", "::ffff:1.2.3.4",
		"::1.2.3.4", "1:0:0:2:0:0:0:3", "1:0:0:2:3:0:0:4", "fe80::a:0",
		"::2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "64:ff9b::1.2.3.4",
		"ff02::1:ff00:9", "abcd:ef01:2345:6789:abcd:ef01:2345:6789",
	};
	char buf[ADDR_TEXT_LEN], want[INET6_ADDRSTRLEN];
	uint8_t bytes[16];
	uint64_t r = 1;
	bool good = true;
	size_t i, k;
	int family;

	for (i = 0; i < ARRAY_SIZE(addrs); i++) {
		family = strchr(addrs[i], ':') ? AF_INET6 : AF_INET;
		inet_pton(family, addrs[i], bytes);
		inet_ntop(family, bytes, want, sizeof(want));
		addr_text(buf, family, bytes, family == AF_INET ? 4 : 16);
		is_str(buf, want, addrs[i]);
	}
	for (i = 0; i < 200000; i++) {
		for (k = 0; k < 16; k += 2) {
			r = r * 6364136223846793005ULL + 1442695040888963407ULL;
			bytes[k] = r >> 62 ? 0 : r >> 33;
			bytes[k + 1] = r >> 60 & 3 ? 0 : r >> 41;
		}
		inet_ntop(AF_INET6, bytes, want, sizeof(want));
		good &= addr_text(buf, AF_INET6, bytes, 16) == strlen(want) &&
			!strcmp(buf, want);
	}
	ok(good, "random addresses");
}

int main(void)
{
	rt_names_folders("/nonexistent", "/nonexistent");
	test_parse();
	test_kinds();
	test_odd();
	test_names();
	test_bridge_vlans();
	test_encaps();
	test_multipath();
	test_nexthop();
	test_addresses();
	return tap_done();
}
