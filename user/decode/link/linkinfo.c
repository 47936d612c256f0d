// SPDX-License-Identifier: GPL-2.0
/*
 * The attributes in IFLA_LINKINFO. Each type of network device has a table, and another one
 * for its ports. The tables are in the other files, by families of types.
 */
#include <linux/if_link.h>

#include "decode/link/linkinfo.h"

/* A type that is not listed has no options, or no known ones. */
static const struct {
	const char *name;
	const struct attr_table *data, *port;
} device_types[] = {
	{ "amt", &amt_table, NULL },
	{ "bareudp", &bareudp_table, NULL },
	{ "bond", &bond_table, &bond_slave_table },
	{ "bridge", &bridge_table, &bridge_port_table },
	{ "can", &can_table, NULL },
	{ "dsa", &dsa_table, NULL },
	{ "erspan", &gre_table, NULL },
	{ "geneve", &geneve_table, NULL },
	{ "gre", &gre_table, NULL },
	{ "gretap", &gre_table, NULL },
	{ "gtp", &gtp_table, NULL },
	{ "hsr", &hsr_table, NULL },
	{ "ip6erspan", &gre6_table, NULL },
	{ "ip6gre", &gre6_table, NULL },
	{ "ip6gretap", &gre6_table, NULL },
	{ "ip6tnl", &ip6tnl_table, NULL },
	{ "ipip", &iptun_table, NULL },
	{ "ipoib", &ipoib_table, NULL },
	{ "ipvlan", &ipvlan_table, NULL },
	{ "ipvtap", &ipvlan_table, NULL },
	{ "macsec", &macsec_table, NULL },
	{ "macvlan", &macvlan_table, NULL },
	{ "macvtap", &macvlan_table, NULL },
	{ "netkit", &netkit_table, NULL },
	{ "ovpn", &ovpn_table, NULL },
	{ "rmnet", &rmnet_table, NULL },
	{ "sit", &iptun_table, NULL },
	{ "tun", &tun_table, NULL },
	{ "vlan", &vlan_table, NULL },
	{ "vrf", &vrf_table, &vrf_port_table },
	{ "vti", &vti_table, NULL },
	{ "vti6", &vti_table, NULL },
	{ "vxlan", &vxlan_table, NULL },
	{ "xfrm", &xfrm_table, NULL },
};

static const struct attr_table *find_type_table(struct attr_iter siblings,
						unsigned int type, bool port)
{
	const uint8_t *name = attr_find(siblings, type);
	size_t i, len;

	if (!name)
		return NULL;
	len = strnlen((const char *)attr_data(name), attr_len(name));
	for (i = 0; i < ARRAY_SIZE(device_types); i++)
		if (strlen(device_types[i].name) == len &&
		    !memcmp(device_types[i].name, attr_data(name), len))
			return port ? device_types[i].port : device_types[i].data;
	return NULL;
}

static const struct attr_table *pick_data(const struct decode *d)
{
	return find_type_table(d->siblings, IFLA_INFO_KIND, false);
}

static const struct attr_table *pick_slave_data(const struct decode *d)
{
	return find_type_table(d->siblings, IFLA_INFO_SLAVE_KIND, true);
}

static void print_port_type(struct decode *d, const struct attr_desc *desc,
			    const uint8_t *a)
{
	decode_str(d, OUT_PLAIN, desc->key, " %s_slave", a);
}

static const struct attr_desc linkinfo_desc[] = {
	ATTR(IFLA_INFO_KIND, STR, .key = "info_kind", .label = ""),
	ATTR(IFLA_INFO_DATA, NEST, .key = "info_data", .pick = pick_data),
	ATTR(IFLA_INFO_XSTATS, BIN),
	ATTR(IFLA_INFO_SLAVE_KIND, STR, .key = "info_slave_kind",
	     .print = print_port_type),
	ATTR(IFLA_INFO_SLAVE_DATA, NEST, .key = "info_slave_data",
	     .pick = pick_slave_data),
};

const struct attr_table linkinfo_table = ATTR_TABLE(linkinfo_desc);
