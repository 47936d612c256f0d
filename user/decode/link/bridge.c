// SPDX-License-Identifier: GPL-2.0
/*
 * IFLA_LINKINFO: VLANs, and bridges and their ports.
 */
#include <linux/if_bridge.h>
#include <linux/if_ether.h>
#include <linux/if_link.h>
#include <linux/if_vlan.h>
#include <stdio.h>

#include "decode/link/linkinfo.h"
#include "decode/rtnew.h"

static void print_ethertype(struct decode *d, const struct attr_desc *desc,
			    const uint8_t *a)
{
	unsigned int type = attr_be(a);
	char buf[16];

	if (type == ETH_P_8021Q)
		snprintf(buf, sizeof(buf), "802.1Q");
	else if (type == ETH_P_8021AD)
		snprintf(buf, sizeof(buf), "802.1ad");
	else
		snprintf(buf, sizeof(buf), "[%u]", type);
	out_str(d->o, OUT_PLAIN, NULL, " %s",
		desc->label ? desc->label : desc->key);
	out_str(d->o, OUT_PLAIN, desc->key, " %s", buf);
}

/* VLAN */

static void print_vlan_flags(struct decode *d, const struct attr_desc *desc,
			     const uint8_t *a)
{
	static const struct bit_name names[] = {
		{ VLAN_FLAG_REORDER_HDR, "REORDER_HDR" },
		{ VLAN_FLAG_GVRP, "GVRP" },
		{ VLAN_FLAG_MVRP, "MVRP" },
		{ VLAN_FLAG_LOOSE_BINDING, "LOOSE_BINDING" },
		{ VLAN_FLAG_BRIDGE_BINDING, "BRIDGE_BINDING" },
	};
	struct ifla_vlan_flags f;

	memcpy(&f, attr_data(a), sizeof(f));
	decode_bits(d, desc->key, true, names, ARRAY_SIZE(names), f.flags);
}

static void print_qos(struct decode *d, const struct attr_desc *desc,
		      const uint8_t *a)
{
	struct ifla_vlan_qos_mapping m;

	(void)desc;
	memcpy(&m, attr_data(a), sizeof(m));
	out_object(d->o, NULL);
	out_u64(d->o, "from", " %u", m.from);
	out_u64(d->o, "to", ":%u", m.to);
	out_object_end(d->o);
}

static const struct attr_desc qos_desc[] = {
	ATTR(IFLA_VLAN_QOS_MAPPING, FN, .key = "qos", .flags = ATTR_REPEAT,
	     .min = sizeof(struct ifla_vlan_qos_mapping), .print = print_qos),
};

static const struct attr_table qos_table = ATTR_TABLE(qos_desc);

static void print_qos_map(struct decode *d, const struct attr_desc *desc,
			  const uint8_t *a)
{
	struct attr_iter it = attr_iter_nested(a);
	const uint8_t *m;

	out_str(d->o, OUT_PLAIN, NULL, " %s {", desc->label);
	out_array(d->o, desc->key);
	while ((m = attr_next(&it)))
		if (attr_fits(&qos_desc[IFLA_VLAN_QOS_MAPPING], m))
			print_qos(d, desc, m);
	out_array_end(d->o);
	out_text(d->o, OUT_PLAIN, " }");
}

static const struct attr_desc vlan_desc[] = {
	ATTR(IFLA_VLAN_ID, UINT, .key = "id"),
	ATTR(IFLA_VLAN_FLAGS, FN, .key = "flags",
	     .min = sizeof(struct ifla_vlan_flags), .print = print_vlan_flags),
	ATTR(IFLA_VLAN_EGRESS_QOS, NEST, .key = "egress_qos",
	     .label = "egress-qos-map", .nest = &qos_table,
	     .print = print_qos_map),
	ATTR(IFLA_VLAN_INGRESS_QOS, NEST, .key = "ingress_qos",
	     .label = "ingress-qos-map", .nest = &qos_table,
	     .print = print_qos_map),
	ATTR(IFLA_VLAN_PROTOCOL, FN, .key = "protocol", .min = 2,
	     .print = print_ethertype),
};

const struct attr_table vlan_table = ATTR_TABLE(vlan_desc);

/* Bridges and their ports */

static void print_bridge_id(struct decode *d, const struct attr_desc *desc,
			    const uint8_t *a)
{
	const uint8_t *b = attr_data(a);
	char buf[32];

	snprintf(buf, sizeof(buf), "%02x%02x.%x:%x:%x:%x:%x:%x", b[0], b[1],
		 b[2], b[3], b[4], b[5], b[6], b[7]);
	out_str(d->o, OUT_PLAIN, NULL, " %s",
		desc->label ? desc->label : desc->key);
	out_str(d->o, OUT_PLAIN, desc->key, " %s", buf);
}

static void print_boolopts(struct decode *d, const struct attr_desc *desc,
			   const uint8_t *a)
{
	static const struct bit_name names[] = {
		/* enum br_boolopt_id */
		{ 1 << 0, "no_linklocal_learn" },
		{ 1 << 1, "mcast_vlan_snooping" },
		{ 1 << 2, "mst_enabled" },
		{ 1 << 3, "mdb_offload_fail_notification" },
		{ 1 << 4, "fdb_local_vlan_0" },
	};
	struct br_boolopt_multi m;
	size_t i;

	memcpy(&m, attr_data(a), sizeof(m));
	for (i = 0; i < ARRAY_SIZE(names); i++) {
		if (!(m.optmask & names[i].bit))
			continue;
		m.optmask &= ~names[i].bit;
		out_str(d->o, OUT_PLAIN, NULL, " %s", names[i].name);
		out_u64(d->o, names[i].name, " %u",
			!!(m.optval & names[i].bit));
	}
	if (m.optmask & m.optval)
		decode_hex(d, desc->key, " boolopts %s", m.optmask & m.optval);
}

static const struct attr_desc querier_desc[] = {
	ATTR(BRIDGE_QUERIER_IP_ADDRESS, ADDR, .key = "mcast_querier_ipv4_addr"),
	ATTR(BRIDGE_QUERIER_IP_PORT, UINT, .key = "mcast_querier_ipv4_port"),
	ATTR(BRIDGE_QUERIER_IP_OTHER_TIMER, UINT,
	     .key = "mcast_querier_ipv4_other_timer"),
	ATTR(BRIDGE_QUERIER_PAD, PAD),
	ATTR(BRIDGE_QUERIER_IPV6_ADDRESS, ADDR,
	     .key = "mcast_querier_ipv6_addr"),
	ATTR(BRIDGE_QUERIER_IPV6_PORT, UINT, .key = "mcast_querier_ipv6_port"),
	ATTR(BRIDGE_QUERIER_IPV6_OTHER_TIMER, UINT,
	     .key = "mcast_querier_ipv6_other_timer"),
};

static const struct attr_table querier_table = ATTR_TABLE(querier_desc);

/* Prints one nest as two objects, as ip does. */
static void print_querier(struct decode *d, const struct attr_desc *desc,
			  const uint8_t *nest)
{
	static const struct {
		const char *key;
		unsigned int first;
	} halves[] = {
		{ "mcast_querier_state_ipv4", BRIDGE_QUERIER_IP_ADDRESS },
		{ "mcast_querier_state_ipv6", BRIDGE_QUERIER_IPV6_ADDRESS },
	};
	struct attr_iter it = attr_iter_nested(nest);
	const struct attr_desc *member;
	const char *outer = d->joined;
	const uint8_t *a;
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(halves); i++) {
		out_object(d->o, halves[i].key);
		for (j = 0; j < 3; j++) {
			member = &querier_desc[halves[i].first + j];
			a = attr_find(it, halves[i].first + j);
			if (!a || !attr_fits(member, a))
				continue;
			out_str(d->o, OUT_PLAIN, NULL, " %s", member->key);
			if (j)
				out_u64(d->o, member->key, " %u", attr_uint(a));
			else
				decode_addr_value(d, member->key, " %s", 0,
						  attr_data(a), attr_len(a));
		}
		out_object_end(d->o);
	}
	d->joined = desc->key;
	decode_unknown(d, &querier_table, it);
	d->joined = outer;
}

static const char *const stp_modes[] = { "auto", "user", "kernel" };

static const struct attr_desc bridge_desc[] = {
	ATTR(IFLA_BR_FORWARD_DELAY, UINT, .key = "forward_delay", DETAIL),
	ATTR(IFLA_BR_HELLO_TIME, UINT, .key = "hello_time", DETAIL),
	ATTR(IFLA_BR_MAX_AGE, UINT, .key = "max_age", DETAIL),
	ATTR(IFLA_BR_AGEING_TIME, UINT, .key = "ageing_time", DETAIL),
	ATTR(IFLA_BR_STP_STATE, UINT, .key = "stp_state"),
	ATTR(IFLA_BR_PRIORITY, UINT, .key = "priority"),
	ATTR(IFLA_BR_VLAN_FILTERING, UINT, .key = "vlan_filtering"),
	ATTR(IFLA_BR_VLAN_PROTOCOL, FN, .key = "vlan_protocol", DETAIL,
	     .min = 2, .print = print_ethertype),
	ATTR(IFLA_BR_GROUP_FWD_MASK, HEX, .key = "group_fwd_mask", QUIET0),
	ATTR(IFLA_BR_ROOT_ID, FN, .key = "root_id", .label = "designated_root",
	     DETAIL, .min = 8, .print = print_bridge_id),
	ATTR(IFLA_BR_BRIDGE_ID, FN, .key = "bridge_id", DETAIL, .min = 8,
	     .print = print_bridge_id),
	ATTR(IFLA_BR_ROOT_PORT, UINT, .key = "root_port", DETAIL),
	ATTR(IFLA_BR_ROOT_PATH_COST, UINT, .key = "root_path_cost", DETAIL),
	ATTR(IFLA_BR_TOPOLOGY_CHANGE, UINT, .key = "topology_change", DETAIL),
	ATTR(IFLA_BR_TOPOLOGY_CHANGE_DETECTED, UINT,
	     .key = "topology_change_detected", DETAIL),
	ATTR(IFLA_BR_HELLO_TIMER, CLOCK, .key = "hello_timer", DETAIL),
	ATTR(IFLA_BR_TCN_TIMER, CLOCK, .key = "tcn_timer", DETAIL),
	ATTR(IFLA_BR_TOPOLOGY_CHANGE_TIMER, CLOCK,
	     .key = "topology_change_timer", DETAIL),
	ATTR(IFLA_BR_GC_TIMER, CLOCK, .key = "gc_timer", DETAIL),
	ATTR(IFLA_BR_GROUP_ADDR, LLADDR, .key = "group_addr",
	     .label = "group_address", DETAIL),
	ATTR(IFLA_BR_FDB_FLUSH, FLAG),
	ATTR(IFLA_BR_MCAST_ROUTER, UINT, .key = "mcast_router", DETAIL),
	ATTR(IFLA_BR_MCAST_SNOOPING, UINT, .key = "mcast_snooping", DETAIL),
	ATTR(IFLA_BR_MCAST_QUERY_USE_IFADDR, UINT,
	     .key = "mcast_query_use_ifaddr", DETAIL),
	ATTR(IFLA_BR_MCAST_QUERIER, UINT, .key = "mcast_querier", DETAIL),
	ATTR(IFLA_BR_MCAST_HASH_ELASTICITY, UINT,
	     .key = "mcast_hash_elasticity", DETAIL),
	ATTR(IFLA_BR_MCAST_HASH_MAX, UINT, .key = "mcast_hash_max", DETAIL),
	ATTR(IFLA_BR_MCAST_LAST_MEMBER_CNT, UINT,
	     .key = "mcast_last_member_cnt",
	     .label = "mcast_last_member_count", DETAIL),
	ATTR(IFLA_BR_MCAST_STARTUP_QUERY_CNT, UINT,
	     .key = "mcast_startup_query_cnt",
	     .label = "mcast_startup_query_count", DETAIL),
	ATTR(IFLA_BR_MCAST_LAST_MEMBER_INTVL, UINT,
	     .key = "mcast_last_member_intvl",
	     .label = "mcast_last_member_interval", DETAIL),
	ATTR(IFLA_BR_MCAST_MEMBERSHIP_INTVL, UINT,
	     .key = "mcast_membership_intvl",
	     .label = "mcast_membership_interval", DETAIL),
	ATTR(IFLA_BR_MCAST_QUERIER_INTVL, UINT, .key = "mcast_querier_intvl",
	     .label = "mcast_querier_interval", DETAIL),
	ATTR(IFLA_BR_MCAST_QUERY_INTVL, UINT, .key = "mcast_query_intvl",
	     .label = "mcast_query_interval", DETAIL),
	ATTR(IFLA_BR_MCAST_QUERY_RESPONSE_INTVL, UINT,
	     .key = "mcast_query_response_intvl",
	     .label = "mcast_query_response_interval", DETAIL),
	ATTR(IFLA_BR_MCAST_STARTUP_QUERY_INTVL, UINT,
	     .key = "mcast_startup_query_intvl",
	     .label = "mcast_startup_query_interval", DETAIL),
	ATTR(IFLA_BR_NF_CALL_IPTABLES, UINT, .key = "nf_call_iptables",
	     DETAIL),
	ATTR(IFLA_BR_NF_CALL_IP6TABLES, UINT, .key = "nf_call_ip6tables",
	     DETAIL),
	ATTR(IFLA_BR_NF_CALL_ARPTABLES, UINT, .key = "nf_call_arptables",
	     DETAIL),
	ATTR(IFLA_BR_VLAN_DEFAULT_PVID, UINT, .key = "vlan_default_pvid",
	     DETAIL),
	ATTR(IFLA_BR_PAD, PAD),
	ATTR(IFLA_BR_VLAN_STATS_ENABLED, UINT, .key = "vlan_stats_enabled",
	     DETAIL),
	ATTR(IFLA_BR_MCAST_STATS_ENABLED, UINT, .key = "mcast_stats_enabled",
	     DETAIL),
	ATTR(IFLA_BR_MCAST_IGMP_VERSION, UINT, .key = "mcast_igmp_version",
	     DETAIL),
	ATTR(IFLA_BR_MCAST_MLD_VERSION, UINT, .key = "mcast_mld_version",
	     DETAIL),
	ATTR(IFLA_BR_VLAN_STATS_PER_PORT, UINT, .key = "vlan_stats_per_port",
	     DETAIL),
	ATTR(IFLA_BR_MULTI_BOOLOPT, FN, .key = "boolopts", DETAIL,
	     .min = sizeof(struct br_boolopt_multi), .print = print_boolopts),
	ATTR(IFLA_BR_MCAST_QUERIER_STATE, NEST, .key = "mcast_querier_state",
	     DETAIL, .nest = &querier_table, .print = print_querier),
	ATTR(IFLA_BR_FDB_N_LEARNED, UINT, .key = "fdb_n_learned", DETAIL),
	ATTR(IFLA_BR_FDB_MAX_LEARNED, UINT, .key = "fdb_max_learned", DETAIL),
	ATTR(IFLA_BR_STP_MODE, ENUM, .key = "stp_mode", DETAIL,
	     WORDS(stp_modes)),
};

const struct attr_table bridge_table = ATTR_TABLE(bridge_desc);

static const char *const port_states[] = {
	[BR_STATE_DISABLED] = "disabled", [BR_STATE_LISTENING] = "listening",
	[BR_STATE_LEARNING] = "learning",
	[BR_STATE_FORWARDING] = "forwarding",
	[BR_STATE_BLOCKING] = "blocking",
};

static const struct attr_desc bridge_port_desc[] = {
	ATTR(IFLA_BRPORT_STATE, ENUM, .key = "state", WORDS(port_states)),
	ATTR(IFLA_BRPORT_PRIORITY, UINT, .key = "priority"),
	ATTR(IFLA_BRPORT_COST, UINT, .key = "cost"),
	ATTR(IFLA_BRPORT_MODE, ONOFF, .key = "hairpin", QUIET0),
	ATTR(IFLA_BRPORT_GUARD, ONOFF, .key = "guard", QUIET0),
	ATTR(IFLA_BRPORT_PROTECT, ONOFF, .key = "root_block", QUIET0),
	ATTR(IFLA_BRPORT_FAST_LEAVE, ONOFF, .key = "fastleave", QUIET0),
	ATTR(IFLA_BRPORT_LEARNING, ONOFF, .key = "learning", DETAIL),
	ATTR(IFLA_BRPORT_UNICAST_FLOOD, ONOFF, .key = "flood", DETAIL),
	ATTR(IFLA_BRPORT_PROXYARP, ONOFF, .key = "proxy_arp", QUIET0),
	ATTR(IFLA_BRPORT_LEARNING_SYNC, ONOFF),
	ATTR(IFLA_BRPORT_PROXYARP_WIFI, ONOFF, .key = "proxy_arp_wifi",
	     QUIET0),
	ATTR(IFLA_BRPORT_ROOT_ID, FN, .key = "root_id",
	     .label = "designated_root", DETAIL, .min = 8,
	     .print = print_bridge_id),
	ATTR(IFLA_BRPORT_BRIDGE_ID, FN, .key = "bridge_id",
	     .label = "designated_bridge", DETAIL, .min = 8,
	     .print = print_bridge_id),
	ATTR(IFLA_BRPORT_DESIGNATED_PORT, UINT, .key = "designated_port",
	     DETAIL),
	ATTR(IFLA_BRPORT_DESIGNATED_COST, UINT, .key = "designated_cost",
	     DETAIL),
	ATTR(IFLA_BRPORT_ID, HEX, .key = "id", .label = "port_id", DETAIL),
	ATTR(IFLA_BRPORT_NO, HEX, .key = "no", .label = "port_no", DETAIL),
	ATTR(IFLA_BRPORT_TOPOLOGY_CHANGE_ACK, UINT,
	     .key = "topology_change_ack", DETAIL),
	ATTR(IFLA_BRPORT_CONFIG_PENDING, UINT, .key = "config_pending",
	     DETAIL),
	ATTR(IFLA_BRPORT_MESSAGE_AGE_TIMER, CLOCK, .key = "message_age_timer",
	     DETAIL),
	ATTR(IFLA_BRPORT_FORWARD_DELAY_TIMER, CLOCK,
	     .key = "forward_delay_timer", DETAIL),
	ATTR(IFLA_BRPORT_HOLD_TIMER, CLOCK, .key = "hold_timer", DETAIL),
	ATTR(IFLA_BRPORT_FLUSH, FLAG),
	ATTR(IFLA_BRPORT_MULTICAST_ROUTER, UINT, .key = "multicast_router",
	     .label = "mcast_router", DETAIL),
	ATTR(IFLA_BRPORT_PAD, PAD),
	ATTR(IFLA_BRPORT_MCAST_FLOOD, ONOFF, .key = "mcast_flood", DETAIL),
	ATTR(IFLA_BRPORT_MCAST_TO_UCAST, ONOFF, .key = "mcast_to_unicast",
	     QUIET0),
	ATTR(IFLA_BRPORT_VLAN_TUNNEL, ONOFF, .key = "vlan_tunnel", QUIET0),
	ATTR(IFLA_BRPORT_BCAST_FLOOD, ONOFF, .key = "bcast_flood", DETAIL),
	ATTR(IFLA_BRPORT_GROUP_FWD_MASK, HEX, .key = "group_fwd_mask", QUIET0),
	ATTR(IFLA_BRPORT_NEIGH_SUPPRESS, ONOFF, .key = "neigh_suppress",
	     QUIET0),
	ATTR(IFLA_BRPORT_ISOLATED, ONOFF, .key = "isolated", QUIET0),
	ATTR(IFLA_BRPORT_BACKUP_PORT, IFINDEX, .key = "backup_port"),
	ATTR(IFLA_BRPORT_MRP_RING_OPEN, ONOFF, .key = "mrp_ring_open", QUIET0),
	ATTR(IFLA_BRPORT_MRP_IN_OPEN, ONOFF, .key = "mrp_in_open", QUIET0),
	ATTR(IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT, UINT,
	     .key = "mcast_eht_hosts_limit", DETAIL),
	ATTR(IFLA_BRPORT_MCAST_EHT_HOSTS_CNT, UINT,
	     .key = "mcast_eht_hosts_cnt", DETAIL),
	ATTR(IFLA_BRPORT_LOCKED, ONOFF, .key = "locked", QUIET0),
	ATTR(IFLA_BRPORT_MAB, ONOFF, .key = "mab", QUIET0),
	ATTR(IFLA_BRPORT_MCAST_N_GROUPS, UINT, .key = "mcast_n_groups",
	     DETAIL),
	ATTR(IFLA_BRPORT_MCAST_MAX_GROUPS, UINT, .key = "mcast_max_groups",
	     DETAIL),
	ATTR(IFLA_BRPORT_NEIGH_VLAN_SUPPRESS, ONOFF,
	     .key = "neigh_vlan_suppress", QUIET0),
	ATTR(IFLA_BRPORT_BACKUP_NHID, UINT, .key = "backup_nhid", NOZERO),
	ATTR(IFLA_BRPORT_NEIGH_FORWARD_GRAT, ONOFF,
	     .key = "neigh_forward_grat", QUIET0),
};

const struct attr_table bridge_port_table = ATTR_TABLE(bridge_port_desc);
