// SPDX-License-Identifier: GPL-2.0
/*
 * Virtual functions of a device, and their ports.
 */
#include <linux/if_link.h>

#include "decode/link/linkinfo.h"

static void print_vf_mac(struct decode *d, const struct attr_desc *desc,
			 const uint8_t *a)
{
	struct ifla_vf_mac m;

	memcpy(&m, attr_data(a), sizeof(m));
	out_u64(d->o, "vf", " %u", m.vf);
	decode_lladdr(d, desc->key, " mac %s", m.mac, 6);
}

static void print_vf_vlan(struct decode *d, const struct attr_desc *desc,
			  const uint8_t *a)
{
	struct ifla_vf_vlan v;

	memcpy(&v, attr_data(a), sizeof(v));
	if (v.vlan)
		out_u64(d->o, desc->key, " vlan %u", v.vlan);
	if (v.qos)
		out_u64(d->o, "qos", " qos %u", v.qos);
}

static void print_vf_rate(struct decode *d, const struct attr_desc *desc,
			  const uint8_t *a)
{
	struct ifla_vf_rate r;

	memcpy(&r, attr_data(a), sizeof(r));
	out_object(d->o, desc->key);
	out_u64(d->o, "max_tx", r.max_tx_rate ? " max_tx_rate %uMbps" : NULL,
		r.max_tx_rate);
	out_u64(d->o, "min_tx", r.min_tx_rate ? " min_tx_rate %uMbps" : NULL,
		r.min_tx_rate);
	out_object_end(d->o);
}

/* Each of these attributes is the number of a function and a setting, both u32. */
static void print_vf_switch(struct decode *d, const struct attr_desc *desc,
			    const uint8_t *a)
{
	uint32_t setting;

	memcpy(&setting, attr_data(a) + 4, sizeof(setting));
	if (setting == UINT32_MAX)
		return;
	out_bool(d->o, desc->key, NULL, setting);
	out_str(d->o, OUT_PLAIN, NULL, " %s", desc->label);
	out_str(d->o, OUT_PLAIN, NULL, " %s", setting ? "on" : "off");
}

static void print_vf_state(struct decode *d, const struct attr_desc *desc,
			   const uint8_t *a)
{
	static const char *const states[] = {
		[IFLA_VF_LINK_STATE_AUTO] = "auto",
		[IFLA_VF_LINK_STATE_ENABLE] = "enable",
		[IFLA_VF_LINK_STATE_DISABLE] = "disable",
	};
	char buf[RT_NAME_LEN];
	uint32_t setting;

	memcpy(&setting, attr_data(a) + 4, sizeof(setting));
	out_str(d->o, OUT_PLAIN, desc->key, " link-state %s",
		decode_word(states, ARRAY_SIZE(states), setting, buf));
}

static const struct attr_desc vf_desc[] = {
	ATTR(IFLA_VF_MAC, FN, .key = "address",
	     .min = sizeof(struct ifla_vf_mac), .print = print_vf_mac),
	ATTR(IFLA_VF_VLAN, FN, .key = "vlan",
	     .min = sizeof(struct ifla_vf_vlan), .print = print_vf_vlan),
	ATTR(IFLA_VF_TX_RATE, BIN),
	ATTR(IFLA_VF_SPOOFCHK, FN, .key = "spoofchk", .label = "spoof checking",
	     .min = 8, .print = print_vf_switch),
	ATTR(IFLA_VF_LINK_STATE, FN, .key = "link_state", .min = 8,
	     .print = print_vf_state),
	ATTR(IFLA_VF_RATE, FN, .key = "rate",
	     .min = sizeof(struct ifla_vf_rate), .print = print_vf_rate),
	ATTR(IFLA_VF_RSS_QUERY_EN, FN, .key = "query_rss_en",
	     .label = "query_rss", .min = 8, .print = print_vf_switch),
	ATTR(IFLA_VF_STATS, BIN),
	ATTR(IFLA_VF_TRUST, FN, .key = "trust", .label = "trust", .min = 8,
	     .print = print_vf_switch),
	ATTR(IFLA_VF_IB_NODE_GUID, BIN),
	ATTR(IFLA_VF_IB_PORT_GUID, BIN),
	ATTR(IFLA_VF_VLAN_LIST, BIN),
	ATTR(IFLA_VF_BROADCAST, LLADDR, .key = "broadcast", .label = "brd",
	     .flags = ATTR_DETAIL),
};

const struct attr_table vf_table = ATTR_TABLE(vf_desc);

static const struct attr_desc port_desc[] = {
	ATTR(IFLA_PORT_VF, UINT),
	ATTR(IFLA_PORT_PROFILE, STR),
	ATTR(IFLA_PORT_VSI_TYPE, BIN),
	ATTR(IFLA_PORT_INSTANCE_UUID, BIN),
	ATTR(IFLA_PORT_HOST_UUID, BIN),
	ATTR(IFLA_PORT_REQUEST, UINT),
	ATTR(IFLA_PORT_RESPONSE, UINT),
};

const struct attr_table port_table = ATTR_TABLE(port_desc);
