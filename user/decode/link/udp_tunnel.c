// SPDX-License-Identifier: GPL-2.0
/*
 * IFLA_LINKINFO: Tunnels over UDP: VXLAN, Geneve, GTP, bare UDP, AMT.
 */
#include <linux/amt.h>
#include <linux/if_link.h>
#include <netinet/in.h>

#include "decode/link/linkinfo.h"
#include "decode/rtnew.h"

static const char *const df_words[] = { "unset", "set", "inherit" };

/* VXLAN */

/* Prints the other end of a tunnel, or the group if the address is multicast. */
static void print_vxlan_group(struct decode *d, const struct attr_desc *desc,
			      const uint8_t *a)
{
	static const char *const keys[2][2] = {
		{ "remote", "group" }, { "remote6", "group6" },
	};
	const uint8_t *b = attr_data(a);
	bool ip6 = attr_type(a) == IFLA_VXLAN_GROUP6;
	bool group = ip6 ? b[0] == 0xff : (b[0] & 0xf0) == 0xe0;

	(void)desc;
	decode_addr_value(d, keys[ip6][group], group ? " group %s" : " remote %s",
			  0, b, attr_len(a));
}

static void print_port_range(struct decode *d, const struct attr_desc *desc,
			     const uint8_t *a)
{
	const uint8_t *b = attr_data(a);

	out_object(d->o, desc->key);
	out_u64(d->o, "low", " srcport %u", b[0] << 8 | b[1]);
	out_u64(d->o, "high", " %u", b[2] << 8 | b[3]);
	out_object_end(d->o);
}

static const char *const label_policies[] = { "fixed", "inherit" };

static const struct attr_desc vxlan_desc[] = {
	ATTR(IFLA_VXLAN_ID, UINT, .key = "id"),
	ATTR(IFLA_VXLAN_GROUP, ADDR, .key = "group", NOZERO,
	     .print = print_vxlan_group),
	ATTR(IFLA_VXLAN_LINK, IFINDEX, .key = "link", .label = "dev", NOZERO),
	ATTR(IFLA_VXLAN_LOCAL, ADDR, .key = "local", NOZERO),
	ATTR(IFLA_VXLAN_TTL, UINT, .key = "ttl", QUIET0),
	ATTR(IFLA_VXLAN_TOS, HEX, .key = "tos", NOZERO),
	ATTR(IFLA_VXLAN_LEARNING, BOOL, .key = "learning", DETAIL),
	ATTR(IFLA_VXLAN_AGEING, UINT, .key = "ageing", DETAIL),
	ATTR(IFLA_VXLAN_LIMIT, UINT, .key = "limit", .label = "maxaddr",
	     NOZERO),
	ATTR(IFLA_VXLAN_PORT_RANGE, FN, .key = "port_range", DETAIL, .min = 4,
	     .print = print_port_range),
	ATTR(IFLA_VXLAN_PROXY, BOOL, .key = "proxy"),
	ATTR(IFLA_VXLAN_RSC, BOOL, .key = "rsc"),
	ATTR(IFLA_VXLAN_L2MISS, BOOL, .key = "l2miss"),
	ATTR(IFLA_VXLAN_L3MISS, BOOL, .key = "l3miss"),
	ATTR(IFLA_VXLAN_PORT, BE, .key = "port", .label = "dstport"),
	ATTR(IFLA_VXLAN_GROUP6, ADDR, .key = "group6", NOZERO,
	     .print = print_vxlan_group),
	ATTR(IFLA_VXLAN_LOCAL6, ADDR, .key = "local6", .label = "local",
	     NOZERO),
	ATTR(IFLA_VXLAN_UDP_CSUM, BOOL, .key = "udp_csum", DETAIL),
	ATTR(IFLA_VXLAN_UDP_ZERO_CSUM6_TX, BOOL, .key = "udp_zero_csum6_tx",
	     DETAIL),
	ATTR(IFLA_VXLAN_UDP_ZERO_CSUM6_RX, BOOL, .key = "udp_zero_csum6_rx",
	     DETAIL),
	ATTR(IFLA_VXLAN_REMCSUM_TX, BOOL, .key = "remcsum_tx", DETAIL),
	ATTR(IFLA_VXLAN_REMCSUM_RX, BOOL, .key = "remcsum_rx", DETAIL),
	ATTR(IFLA_VXLAN_GBP, NULL, .key = "gbp"),
	ATTR(IFLA_VXLAN_REMCSUM_NOPARTIAL, FLAG, .key = "remcsum_nopartial"),
	ATTR(IFLA_VXLAN_COLLECT_METADATA, BOOL, .key = "external"),
	ATTR(IFLA_VXLAN_LABEL, BE_HEX, .key = "label", .label = "flowlabel",
	     NOZERO),
	ATTR(IFLA_VXLAN_GPE, NULL, .key = "gpe"),
	ATTR(IFLA_VXLAN_TTL_INHERIT, BOOL, .key = "ttl_inherit", NOZERO,
	     .label = "ttl inherit"),
	ATTR(IFLA_VXLAN_DF, ENUM, .key = "df", QUIET0, WORDS(df_words)),
	ATTR(IFLA_VXLAN_VNIFILTER, BOOL, .key = "vnifilter"),
	ATTR(IFLA_VXLAN_LOCALBYPASS, BOOL, .key = "localbypass", DETAIL),
	ATTR(IFLA_VXLAN_LABEL_POLICY, ENUM, .key = "label_policy", NOZERO,
	     WORDS(label_policies)),
	ATTR(IFLA_VXLAN_RESERVED_BITS, BE_HEX, .key = "reserved_bits", DETAIL),
	ATTR(IFLA_VXLAN_MC_ROUTE, BOOL, .key = "mcroute", DETAIL),
};

const struct attr_table vxlan_table = ATTR_TABLE(vxlan_desc);

/* Geneve */

static const struct attr_desc geneve_desc[] = {
	ATTR(IFLA_GENEVE_ID, UINT, .key = "id"),
	ATTR(IFLA_GENEVE_REMOTE, ADDR, .key = "remote", NOZERO),
	ATTR(IFLA_GENEVE_TTL, UINT, .key = "ttl", QUIET0),
	ATTR(IFLA_GENEVE_TOS, HEX, .key = "tos", NOZERO),
	ATTR(IFLA_GENEVE_PORT, BE, .key = "port", .label = "dstport"),
	ATTR(IFLA_GENEVE_COLLECT_METADATA, FLAG, .key = "external"),
	ATTR(IFLA_GENEVE_REMOTE6, ADDR, .key = "remote6", .label = "remote",
	     NOZERO),
	ATTR(IFLA_GENEVE_UDP_CSUM, BOOL, .key = "udp_csum", DETAIL),
	ATTR(IFLA_GENEVE_UDP_ZERO_CSUM6_TX, BOOL, .key = "udp_zero_csum6_tx",
	     DETAIL),
	ATTR(IFLA_GENEVE_UDP_ZERO_CSUM6_RX, BOOL, .key = "udp_zero_csum6_rx",
	     DETAIL),
	ATTR(IFLA_GENEVE_LABEL, BE_HEX, .key = "label", .label = "flowlabel",
	     NOZERO),
	ATTR(IFLA_GENEVE_TTL_INHERIT, BOOL, .key = "ttl_inherit", NOZERO,
	     .label = "ttl inherit"),
	ATTR(IFLA_GENEVE_DF, ENUM, .key = "df", QUIET0, WORDS(df_words)),
	ATTR(IFLA_GENEVE_INNER_PROTO_INHERIT, FLAG,
	     .key = "inner_proto_inherit", .label = "innerprotoinherit"),
	ATTR(IFLA_GENEVE_PORT_RANGE, FN, .key = "port_range", DETAIL, .min = 4,
	     .print = print_port_range),
};

const struct attr_table geneve_table = ATTR_TABLE(geneve_desc);

static const char *const gtp_roles[] = { "ggsn", "sgsn" };

static const struct attr_desc gtp_desc[] = {
	ATTR(IFLA_GTP_PDP_HASHSIZE, UINT, .key = "hsize"),
	ATTR(IFLA_GTP_ROLE, ENUM, .key = "role", WORDS(gtp_roles)),
	ATTR(IFLA_GTP_RESTART_COUNT, UINT, .key = "restart_count"),
	ATTR(IFLA_GTP_LOCAL, ADDR, .key = "local"),
	ATTR(IFLA_GTP_LOCAL6, ADDR, .key = "local6", .label = "local"),
};

const struct attr_table gtp_table = ATTR_TABLE(gtp_desc);

static const struct attr_desc bareudp_desc[] = {
	ATTR(IFLA_BAREUDP_PORT, BE, .key = "dstport"),
	ATTR(IFLA_BAREUDP_ETHERTYPE, BE_HEX, .key = "ethertype"),
	ATTR(IFLA_BAREUDP_SRCPORT_MIN, UINT, .key = "srcportmin"),
	ATTR(IFLA_BAREUDP_MULTIPROTO_MODE, FLAG, .key = "multiproto"),
};

const struct attr_table bareudp_table = ATTR_TABLE(bareudp_desc);

static const char *const amt_modes[] = { "gateway", "relay" };

static const struct attr_desc amt_desc[] = {
	ATTR(IFLA_AMT_MODE, ENUM, .key = "mode", .label = "", WORDS(amt_modes)),
	ATTR(IFLA_AMT_RELAY_PORT, BE, .key = "relay_port"),
	ATTR(IFLA_AMT_GATEWAY_PORT, BE, .key = "gateway_port"),
	ATTR(IFLA_AMT_LINK, IFINDEX, .key = "link", .label = "dev"),
	ATTR(IFLA_AMT_LOCAL_IP, ADDR, .key = "local"),
	ATTR(IFLA_AMT_REMOTE_IP, ADDR, .key = "remote"),
	ATTR(IFLA_AMT_DISCOVERY_IP, ADDR, .key = "discovery"),
	ATTR(IFLA_AMT_MAX_TUNNELS, UINT, .key = "max_tunnels"),
};

const struct attr_table amt_table = ATTR_TABLE(amt_desc);
