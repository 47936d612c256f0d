// SPDX-License-Identifier: GPL-2.0
/*
 * What address families keep for each link: IFLA_AF_SPEC and IFLA_PROTINFO.
 */
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <sys/socket.h>

#include "decode/link/linkinfo.h"

static const struct attr_desc inet_desc[] = {
	ATTR(IFLA_INET_CONF, BIN),
};

static const struct attr_table inet_table = ATTR_TABLE(inet_desc);

static const char *const addr_gen_modes[] = {
	[IN6_ADDR_GEN_MODE_EUI64] = "eui64",
	[IN6_ADDR_GEN_MODE_NONE] = "none",
	[IN6_ADDR_GEN_MODE_STABLE_PRIVACY] = "stable_secret",
	[IN6_ADDR_GEN_MODE_RANDOM] = "random",
};

static const struct attr_desc inet6_desc[] = {
	ATTR(IFLA_INET6_FLAGS, HEX),
	ATTR(IFLA_INET6_CONF, BIN),
	ATTR(IFLA_INET6_STATS, BIN),
	ATTR(IFLA_INET6_MCAST, BIN),
	ATTR(IFLA_INET6_CACHEINFO, BIN),
	ATTR(IFLA_INET6_ICMP6STATS, BIN),
	ATTR(IFLA_INET6_TOKEN, ADDR, .key = "token", .flags = ATTR_NOZERO),
	ATTR(IFLA_INET6_ADDR_GEN_MODE, ENUM, .key = "inet6_addr_gen_mode",
	     .label = "addrgenmode", .flags = ATTR_DETAIL,
	     WORDS(addr_gen_modes)),
	ATTR(IFLA_INET6_RA_MTU, UINT, .key = "ra_mtu", .flags = ATTR_NOZERO),
};

static const struct attr_table inet6_table = ATTR_TABLE(inet6_desc);

static const struct attr_desc mctp_desc[] = {
	ATTR(IFLA_MCTP_NET, UINT, .key = "mctp_net"),
};

static const struct attr_table mctp_table = ATTR_TABLE(mctp_desc);

static const struct attr_desc af_spec_desc[] = {
	ATTR(AF_INET, NEST, .key = "inet", .flags = ATTR_FLAT,
	     .nest = &inet_table),
	ATTR(AF_INET6, NEST, .key = "inet6", .flags = ATTR_FLAT,
	     .nest = &inet6_table),
	ATTR(AF_MCTP, NEST, .key = "mctp", .flags = ATTR_FLAT,
	     .nest = &mctp_table),
};

static const struct attr_table af_spec_table = ATTR_TABLE(af_spec_desc);

static void print_bridge_vlan(struct decode *d, const struct attr_desc *desc,
			      const uint8_t *a)
{
	static const struct bit_name names[] = {
		{ BRIDGE_VLAN_INFO_MASTER, "Master" },
		{ BRIDGE_VLAN_INFO_PVID, "PVID" },
		{ BRIDGE_VLAN_INFO_UNTAGGED, "Egress Untagged" },
		{ BRIDGE_VLAN_INFO_RANGE_BEGIN, "Range Begin" },
		{ BRIDGE_VLAN_INFO_RANGE_END, "Range End" },
		{ BRIDGE_VLAN_INFO_BRENTRY, "Bridge Entry" },
		{ BRIDGE_VLAN_INFO_ONLY_OPTS, "Only Options" },
	};
	struct bridge_vlan_info v;

	(void)desc;
	memcpy(&v, attr_data(a), sizeof(v));
	out_object(d->o, NULL);
	out_u64(d->o, "vlan", " vlan %u", v.vid);
	if (v.flags)
		decode_bits(d, "flags", false, names, ARRAY_SIZE(names),
			    v.flags);
	out_object_end(d->o);
}

static const char *const bridge_modes[] = {
	[BRIDGE_MODE_VEB] = "veb", [BRIDGE_MODE_VEPA] = "vepa",
};

static const struct attr_desc bridge_spec_desc[] = {
	ATTR(IFLA_BRIDGE_FLAGS, HEX),
	ATTR(IFLA_BRIDGE_MODE, ENUM, .key = "hwmode", WORDS(bridge_modes)),
	ATTR(IFLA_BRIDGE_VLAN_INFO, FN, .key = "vlans", .flags = ATTR_REPEAT,
	     .min = sizeof(struct bridge_vlan_info),
	     .print = print_bridge_vlan),
	ATTR(IFLA_BRIDGE_VLAN_TUNNEL_INFO, BIN, .flags = ATTR_REPEAT),
};

static const struct attr_table bridge_spec_table = ATTR_TABLE(bridge_spec_desc);

const struct attr_table *pick_af_spec(const struct decode *d)
{
	return d->ev->family == AF_BRIDGE ? &bridge_spec_table : &af_spec_table;
}

const struct attr_table *pick_protinfo(const struct decode *d)
{
	if (d->ev->family == AF_INET6)
		return &inet6_table;
	if (d->ev->family == AF_BRIDGE)
		return &bridge_port_table;
	return NULL;
}
