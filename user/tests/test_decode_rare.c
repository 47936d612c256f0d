// SPDX-License-Identifier: GPL-2.0
/*
 * The decoder on what the machine that the corpus was taken from could not have:
 * virtual functions, MACsec, CAN controllers, signed segment routing headers.
 */
#include <endian.h>
#include <linux/can/netlink.h>
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/lwtunnel.h>
#include <linux/seg6.h>
#include <linux/seg6_iptunnel.h>
#include <linux/seg6_local.h>

#include "decode/event.h"
#include "decoded.h"
#include "hex.h"
#include "json_check.h"
#include "rtmsg.h"
#include "tap.h"
/* After all headers of the kernel. */
#include "decode/rtnew.h"

static void shows(struct nl_msg *msg, enum decoded_form form, const char *want,
		  const char *name)
{
	struct event ev;
	char *text;
	size_t n;

	rtmsg_parse(&ev, msg);
	text = decoded_n(&ev, form, form == DECODED_TEXT, &n);
	if (form == DECODED_JSON) {
		if (!json_line_is_valid(text, n))
			ok(0, "valid JSON");
		text[n - 1] = '\0';
	}
	is_str(text, want, name);
	free(text);
	nlmsg_free(msg);
}

/* The text with details, and JSON. */
static void shows_both(struct nl_msg *msg, const char *text, const char *json,
		       const char *name)
{
	char more[100];

	nlmsg_get(msg);
	shows(msg, DECODED_TEXT, text, name);
	snprintf(more, sizeof(more), "%s, in JSON", name);
	shows(msg, DECODED_JSON, json, more);
}

/* What all of them begin with. */
#define LINK_TEXT	"v0 <UP> link/[0]"
#define LINK_JSON	"{\"ifindex\":5,\"family\":\"unspec\",\"ifname\":\"v0\"," \
			"\"flags\":[\"UP\"],\"link_type\":\"[0]\","
#define ROUTE_TEXT	"unicast 2001:db8::/32 "
#define ROUTE_JSON	"{\"type\":\"unicast\",\"family\":\"inet6\",\"dst\":\"2001:db8::/32\","

static struct nl_msg *link_begin(void)
{
	return rtmsg_link(RTM_NEWLINK, 5, "v0", IFF_UP | IFF_RUNNING, 0);
}

/* A link of a kind, with what @fill puts into its data. */
static struct nl_msg *link_of(const char *kind, void (*fill)(struct nl_msg *msg))
{
	struct nl_msg *msg = link_begin();
	struct nlattr *info = nla_nest_start(msg, IFLA_LINKINFO), *data;

	nla_put_string(msg, IFLA_INFO_KIND, kind);
	data = nla_nest_start(msg, IFLA_INFO_DATA);
	fill(msg);
	nla_nest_end(msg, data);
	nla_nest_end(msg, info);
	return msg;
}

static void put_vf(struct nl_msg *msg, uint32_t vf, uint32_t setting)
{
	const struct ifla_vf_mac mac = { .vf = vf, .mac = { 2, 0, 0, 0, 0, 9 } };
	const struct ifla_vf_vlan vlan = { .vf = vf, .vlan = vf * 100, .qos = vf * 3 };
	const struct ifla_vf_rate rate = {
		.vf = vf, .min_tx_rate = vf * 10, .max_tx_rate = vf * 1000,
	};
	const uint32_t pair[2] = { vf, setting };
	struct nlattr *nest = nla_nest_start(msg, IFLA_VF_INFO);

	nla_put(msg, IFLA_VF_MAC, sizeof(mac), &mac);
	nla_put(msg, IFLA_VF_VLAN, sizeof(vlan), &vlan);
	nla_put(msg, IFLA_VF_RATE, sizeof(rate), &rate);
	nla_put(msg, IFLA_VF_SPOOFCHK, sizeof(pair), pair);
	nla_put(msg, IFLA_VF_LINK_STATE, sizeof(pair), pair);
	nla_put(msg, IFLA_VF_TRUST, sizeof(pair), pair);
	nla_nest_end(msg, nest);
}

static void test_functions(void)
{
	struct nl_msg *msg = link_begin();
	struct nlattr *list = nla_nest_start(msg, IFLA_VFINFO_LIST);

	put_vf(msg, 0, 0);
	put_vf(msg, 1, 1);
	put_vf(msg, 2, UINT32_MAX);
	nla_nest_end(msg, list);
	shows_both(msg,
		   LINK_TEXT " vf 0 mac 02:00:00:00:00:09 spoof checking off link-state "
		   "auto trust off vf 1 mac 02:00:00:00:00:09 vlan 100 qos 3 "
		   "max_tx_rate 1000Mbps min_tx_rate 10Mbps spoof checking on "
		   "link-state enable trust on vf 2 mac 02:00:00:00:00:09 "
		   "vlan 200 qos 6 max_tx_rate 2000Mbps min_tx_rate 20Mbps "
		   "link-state 4294967295",
		   LINK_JSON "\"vfinfo_list\":[{\"vf\":0,"
		   "\"address\":\"02:00:00:00:00:09\",\"rate\":{\"max_tx\":0,"
		   "\"min_tx\":0},\"spoofchk\":false,\"link_state\":\"auto\","
		   "\"trust\":false},{\"vf\":1,"
		   "\"address\":\"02:00:00:00:00:09\",\"vlan\":100,\"qos\":3,"
		   "\"rate\":{\"max_tx\":1000,\"min_tx\":10},"
		   "\"spoofchk\":true,\"link_state\":\"enable\","
		   "\"trust\":true},{\"vf\":2,"
		   "\"address\":\"02:00:00:00:00:09\",\"vlan\":200,\"qos\":6,"
		   "\"rate\":{\"max_tx\":2000,\"min_tx\":20},"
		   "\"link_state\":\"4294967295\"}]}",
		   "virtual functions");
}

static void test_link(void)
{
	struct nl_msg *msg = link_begin();
	struct nlattr *nest;

	nla_put_u32(msg, IFLA_LINK_NETNSID, -1);
	nest = nla_nest_start(msg, IFLA_PROP_LIST);
	nla_put_string(msg, IFLA_ALT_IFNAME, "other");
	nla_nest_end(msg, nest);
	nest = nla_nest_start(msg, IFLA_PROTO_DOWN_REASON);
	nla_put_u32(msg, IFLA_PROTO_DOWN_REASON_VALUE, 0);
	nla_nest_end(msg, nest);
	nla_put_u8(msg, IFLA_PROTO_DOWN, 0);
	shows_both(msg,
		   LINK_TEXT " link-netnsid unknown altname other",
		   LINK_JSON "\"link_netnsid\":-1,\"altnames\":[\"other\"]}",
		   "a link whose peer is nowhere");
}

static void fill_macsec(struct nl_msg *msg)
{
	nla_put_u64(msg, IFLA_MACSEC_SCI, htobe64(0x0200000000090001ULL));
	nla_put_u64(msg, IFLA_MACSEC_CIPHER_SUITE, 0x0080C20001000002ULL);
	nla_put_u8(msg, IFLA_MACSEC_ENCRYPT, 1);
	nla_put_u8(msg, IFLA_MACSEC_VALIDATION, 2);
}

static void fill_macsec_unknown(struct nl_msg *msg)
{
	nla_put_u64(msg, IFLA_MACSEC_CIPHER_SUITE, 7);
	nla_put_u8(msg, IFLA_MACSEC_VALIDATION, 9);
}

static void fill_can(struct nl_msg *msg)
{
	const struct can_bittiming timing = {
		.bitrate = 500000, .sample_point = 875, .tq = 125, .prop_seg = 6,
		.phase_seg1 = 7, .phase_seg2 = 2, .sjw = 1, .brp = 1,
	};
	const struct can_berr_counter errors = { .txerr = 3, .rxerr = 4 };

	nla_put(msg, IFLA_CAN_BITTIMING, sizeof(timing), &timing);
	nla_put(msg, IFLA_CAN_BERR_COUNTER, sizeof(errors), &errors);
	nla_put_u32(msg, IFLA_CAN_STATE, 3);
}

static void fill_ipvlan(struct nl_msg *msg)
{
	nla_put_u16(msg, IFLA_IPVLAN_MODE, 1);
	nla_put_u16(msg, IFLA_IPVLAN_FLAGS, 0);
}

/* A switch that is not known beside one that is. */
static void fill_bridge(struct nl_msg *msg)
{
	const struct br_boolopt_multi options = {
		.optmask = 1 << 30 | 1, .optval = 1 << 30,
	};

	nla_put(msg, IFLA_BR_MULTI_BOOLOPT, sizeof(options), &options);
}

/* A port of a bond, where waiting for the other side has gone wrong, and right. */
static void test_port(void)
{
	struct nl_msg *msg = link_begin();
	struct nlattr *info = nla_nest_start(msg, IFLA_LINKINFO), *data;

	nla_put_string(msg, IFLA_INFO_SLAVE_KIND, "bond");
	data = nla_nest_start(msg, IFLA_INFO_SLAVE_DATA);
	nla_put_u8(msg, IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE, 1);
	nla_put_u8(msg, IFLA_BOND_SLAVE_AD_CHURN_PARTNER_STATE, 2);
	nla_nest_end(msg, data);
	nla_nest_end(msg, info);
	shows_both(msg,
		   LINK_TEXT " bond_slave churn_actor_state CHURN "
		   "churn_partner_state NO_CHURN",
		   LINK_JSON "\"linkinfo\":{\"info_slave_kind\":\"bond\","
		   "\"info_slave_data\":{\"churn_actor_state\":\"CHURN\","
		   "\"churn_partner_state\":\"NO_CHURN\"}}}",
		   "a port of a bond");
}

static void test_kinds(void)
{
	shows_both(link_of("macsec", fill_macsec),
		   LINK_TEXT " macsec sci 0200000000090001 cipher GCM-AES-256 encrypt "
		   "on validate strict",
		   LINK_JSON "\"linkinfo\":{\"info_kind\":\"macsec\","
		   "\"info_data\":{\"sci\":\"0200000000090001\","
		   "\"cipher_suite\":\"GCM-AES-256\",\"encrypt\":true,"
		   "\"validation\":\"strict\"}}}",
		   "macsec");
	shows_both(link_of("macsec", fill_macsec_unknown),
		   LINK_TEXT " macsec cipher (unknown) validate 9",
		   LINK_JSON "\"linkinfo\":{\"info_kind\":\"macsec\","
		   "\"info_data\":{\"cipher_suite\":\"(unknown)\","
		   "\"validation\":\"9\"}}}",
		   "macsec with an unknown cipher");
	shows_both(link_of("can", fill_can),
		   LINK_TEXT " can bitrate 500000 sample-point 0.875 berr-counter tx 3 "
		   "rx 4 state BUS-OFF",
		   LINK_JSON "\"linkinfo\":{\"info_kind\":\"can\","
		   "\"info_data\":{\"bittiming\":{\"bitrate\":500000,"
		   "\"sample_point\":\"0.875\",\"tq\":125,\"prop_seg\":6,"
		   "\"phase_seg1\":7,\"phase_seg2\":2,\"sjw\":1,\"brp\":1},"
		   "\"berr_counter\":{\"tx\":3,\"rx\":4},"
		   "\"state\":\"BUS-OFF\"}}}",
		   "can");
	shows_both(link_of("ipvlan", fill_ipvlan),
		   LINK_TEXT " ipvlan mode l3 bridge",
		   LINK_JSON "\"linkinfo\":{\"info_kind\":\"ipvlan\","
		   "\"info_data\":{\"mode\":\"l3\",\"bridge\":true}}}",
		   "ipvlan without flags");
	shows_both(link_of("bridge", fill_bridge),
		   LINK_TEXT " bridge no_linklocal_learn 0 boolopts 0x40000000",
		   LINK_JSON "\"linkinfo\":{\"info_kind\":\"bridge\","
		   "\"info_data\":{\"no_linklocal_learn\":0,"
		   "\"boolopts\":\"0x40000000\"}}}",
		   "a bridge's unknown option");
}

static struct nl_msg *encap(int type, struct nlattr **nest)
{
	struct nl_msg *msg = rtmsg_route(RTM_NEWROUTE, 0, "2001:db8::", 32);

	nla_put_u16(msg, RTA_ENCAP_TYPE, type);
	*nest = nla_nest_start(msg, RTA_ENCAP);
	return msg;
}

/* A header with one segment, and a signature if @len has room for one. */
static void make_srh(uint8_t *srh, size_t len)
{
	memset(srh, 0, len);
	srh[1] = len / 8 - 1;		/* hdrlen */
	srh[5] = SR6_FLAG1_HMAC;
	srh[8] = 0x20;
	srh[9] = 0x01;
	if (len >= 24 + 40)
		srh[len - 40 + 7] = 0x2a;	/* the key's number */
}

static void test_encaps(void)
{
	struct { uint32_t mode; uint8_t srh[24 + 40]; } seg6 = { .mode = 9 };
	struct nlattr *nest, *prog;
	struct nl_msg *msg;

	make_srh(seg6.srh, sizeof(seg6.srh));
	msg = encap(LWTUNNEL_ENCAP_SEG6, &nest);
	nla_put(msg, SEG6_IPTUNNEL_SRH, sizeof(seg6), &seg6);
	nla_nest_end(msg, nest);
	shows_both(msg,
		   ROUTE_TEXT "encap seg6 mode 9 segs 1 [ 2001:: ] hmac 0x2a table main "
		   "proto boot scope global",
		   ROUTE_JSON "\"encap\":{\"encap_type\":\"seg6\",\"mode\":\"9\","
		   "\"segs\":[\"2001::\"],\"hmac\":\"0x2a\"},"
		   "\"table\":\"main\",\"protocol\":\"boot\","
		   "\"scope\":\"global\",\"flags\":[]}",
		   "a signed header, and an unknown mode");

	make_srh(seg6.srh, 24);
	msg = encap(LWTUNNEL_ENCAP_SEG6_LOCAL, &nest);
	nla_put_u32(msg, SEG6_LOCAL_ACTION, SEG6_LOCAL_ACTION_END_B6);
	nla_put(msg, SEG6_LOCAL_SRH, 24, seg6.srh);
	prog = nla_nest_start(msg, SEG6_LOCAL_BPF);
	nla_put_u32(msg, SEG6_LOCAL_BPF_PROG, 4);
	nla_nest_end(msg, prog);
	prog = nla_nest_start(msg, SEG6_LOCAL_FLAVORS);
	nla_put_u32(msg, SEG6_LOCAL_FLV_OPERATION, 1 << SEG6_LOCAL_FLV_OP_PSP | 1 << 20);
	nla_nest_end(msg, prog);
	nla_nest_end(msg, nest);
	shows_both(msg,
		   ROUTE_TEXT "encap seg6local action End.B6 segs 1 [ 2001:: ] endpoint "
		   "flavors psp 0x100000 table main proto boot scope global",
		   ROUTE_JSON "\"encap\":{\"encap_type\":\"seg6local\","
		   "\"action\":\"End.B6\",\"srh\":{\"segs\":[\"2001::\"]},"
		   "\"endpoint\":\"<unknown>\",\"flavors\":[\"psp\","
		   "\"0x100000\"]},\"table\":\"main\",\"protocol\":\"boot\","
		   "\"scope\":\"global\",\"flags\":[]}",
		   "what a router does with segments");

	msg = encap(LWTUNNEL_ENCAP_BPF, &nest);
	prog = nla_nest_start(msg, LWT_BPF_IN);
	nla_put_string(msg, LWT_BPF_PROG_NAME, "filter.o:[in]");
	nla_nest_end(msg, prog);
	nla_nest_end(msg, nest);
	shows_both(msg,
		   ROUTE_TEXT "encap bpf in filter.o:[in] table main proto boot scope "
		   "global",
		   ROUTE_JSON "\"encap\":{\"encap_type\":\"bpf\","
		   "\"in\":\"filter.o:[in]\"},\"table\":\"main\","
		   "\"protocol\":\"boot\",\"scope\":\"global\",\"flags\":[]}",
		   "encap bpf");

	/* Without its type it is not known what is in there. */
	msg = rtmsg_route(RTM_NEWROUTE, 0, "2001:db8::", 32);
	nest = nla_nest_start(msg, RTA_ENCAP);
	nla_put_u32(msg, 1, 7);
	nla_nest_end(msg, nest);
	shows_both(msg,
		   ROUTE_TEXT "encap 0 [attr 1 len 4] table main proto boot scope global",
		   ROUTE_JSON "\"encap\":{\"encap_type\":0,"
		   "\"unknown_attrs\":[{\"type\":1,\"len\":4,"
		   "\"hex\":\"" HEX32("00", "00", "00", "07") "\"}]},\"table\":\"main\","
		   "\"protocol\":\"boot\",\"scope\":\"global\",\"flags\":[]}",
		   "an encapsulation without its type");
}

int main(void)
{
	test_functions();
	test_link();
	test_port();
	test_kinds();
	test_encaps();
	return tap_done();
}
