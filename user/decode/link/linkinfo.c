// SPDX-License-Identifier: GPL-2.0
/*
 * What the kinds of network devices say of themselves in IFLA_LINKINFO: for
 * each kind a table, and another for the ports of those that have ports.
 *
 * Text has what tells devices apart; what is a default on most machines is
 * marked as detail.
 */
#include <linux/amt.h>
#include <linux/can/netlink.h>
#include <linux/if_bonding.h>
#include <linux/if_bridge.h>
#include <linux/if_ether.h>
#include <linux/if_link.h>
#include <linux/if_tunnel.h>
#include <linux/if_tun.h>
#include <linux/if_vlan.h>
#include <linux/ip6_tunnel.h>
#include <linux/veth.h>
#include <netinet/in.h>
#include <stdio.h>

#include "decode/link/linkinfo.h"
#include "decode/rtnew.h"

#define DETAIL	.flags = ATTR_DETAIL
#define NOZERO	.flags = ATTR_NOZERO
#define QUIET0	.flags = ATTR_QUIET0

/* Values that several kinds have */

static const char *const off_on[] = { "off", "on" };

/* An end of a tunnel: zero is any. */
static void print_endpoint(struct decode *d, const struct attr_desc *desc,
			   const uint8_t *a)
{
	static const uint8_t zero[16];
	unsigned int len = attr_len(a);

	out_str(d->o, OUT_PLAIN, NULL, " %s", desc->key);
	if (!memcmp(attr_data(a), zero, len < 16 ? len : 16))
		out_str(d->o, OUT_PLAIN, desc->key, " %s", "any");
	else
		decode_addr_value(d, desc->key, " %s", 0, attr_data(a), len);
}

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




static const char *const df_words[] = { "unset", "set", "inherit" };

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
static const struct attr_table vlan_table = ATTR_TABLE(vlan_desc);

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

/* One nest, of which ip makes two objects. */
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
static const struct attr_table bridge_table = ATTR_TABLE(bridge_desc);

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

/* Bonds and their ports */

static const char *const bond_modes[] = {
	"balance-rr", "active-backup", "balance-xor", "broadcast", "802.3ad",
	"balance-tlb", "balance-alb",
};
static const char *const arp_validates[] = {
	"none", "active", "backup", "all", "filter", "filter_active",
	"filter_backup",
};
static const char *const any_all[] = { "any", "all" };
static const char *const reselects[] = { "always", "better", "failure" };
static const char *const fail_over_macs[] = { "none", "active", "follow" };
static const char *const hash_policies[] = {
	"layer2", "layer3+4", "layer2+3", "encap2+3", "encap3+4",
	"vlan+srcmac",
};
static const char *const lacp_rates[] = { "slow", "fast" };
static const char *const ad_selects[] = {
	"stable", "bandwidth", "count", "actor_port_prio",
};

static const struct attr_desc ad_info_desc[] = {
	ATTR(IFLA_BOND_AD_INFO_AGGREGATOR, UINT, .key = "aggregator",
	     .label = "ad_aggregator"),
	ATTR(IFLA_BOND_AD_INFO_NUM_PORTS, UINT, .key = "num_ports",
	     .label = "ad_num_ports"),
	ATTR(IFLA_BOND_AD_INFO_ACTOR_KEY, UINT, .key = "actor_key",
	     .label = "ad_actor_key"),
	ATTR(IFLA_BOND_AD_INFO_PARTNER_KEY, UINT, .key = "partner_key",
	     .label = "ad_partner_key"),
	ATTR(IFLA_BOND_AD_INFO_PARTNER_MAC, LLADDR, .key = "partner_mac",
	     .label = "ad_partner_mac"),
};
static const struct attr_table ad_info_table = ATTR_TABLE(ad_info_desc);

static const struct attr_desc bond_desc[] = {
	ATTR(IFLA_BOND_MODE, ENUM, .key = "mode", WORDS(bond_modes)),
	ATTR(IFLA_BOND_ACTIVE_SLAVE, IFINDEX, .key = "active_slave",
	     NOZERO),
	ATTR(IFLA_BOND_MIIMON, UINT, .key = "miimon"),
	ATTR(IFLA_BOND_UPDELAY, UINT, .key = "updelay", QUIET0),
	ATTR(IFLA_BOND_DOWNDELAY, UINT, .key = "downdelay", QUIET0),
	ATTR(IFLA_BOND_USE_CARRIER, UINT, .key = "use_carrier", DETAIL),
	ATTR(IFLA_BOND_ARP_INTERVAL, UINT, .key = "arp_interval", QUIET0),
	ATTR(IFLA_BOND_ARP_IP_TARGET, ADDRS, .key = "arp_ip_target"),
	ATTR(IFLA_BOND_ARP_VALIDATE, ENUM, .key = "arp_validate", QUIET0,
	     WORDS(arp_validates)),
	ATTR(IFLA_BOND_ARP_ALL_TARGETS, ENUM, .key = "arp_all_targets",
	     DETAIL, WORDS(any_all)),
	ATTR(IFLA_BOND_PRIMARY, IFINDEX, .key = "primary", NOZERO),
	ATTR(IFLA_BOND_PRIMARY_RESELECT, ENUM, .key = "primary_reselect",
	     DETAIL, WORDS(reselects)),
	ATTR(IFLA_BOND_FAIL_OVER_MAC, ENUM, .key = "fail_over_mac", DETAIL,
	     WORDS(fail_over_macs)),
	ATTR(IFLA_BOND_XMIT_HASH_POLICY, ENUM, .key = "xmit_hash_policy",
	     WORDS(hash_policies)),
	ATTR(IFLA_BOND_RESEND_IGMP, UINT, .key = "resend_igmp", DETAIL),
	ATTR(IFLA_BOND_NUM_PEER_NOTIF, UINT, .key = "num_peer_notif",
	     .label = "num_grat_arp", DETAIL),
	ATTR(IFLA_BOND_ALL_SLAVES_ACTIVE, UINT, .key = "all_slaves_active",
	     DETAIL),
	ATTR(IFLA_BOND_MIN_LINKS, UINT, .key = "min_links", QUIET0),
	ATTR(IFLA_BOND_LP_INTERVAL, UINT, .key = "lp_interval", DETAIL),
	ATTR(IFLA_BOND_PACKETS_PER_SLAVE, UINT, .key = "packets_per_slave",
	     DETAIL),
	ATTR(IFLA_BOND_AD_LACP_RATE, ENUM, .key = "ad_lacp_rate",
	     .label = "lacp_rate", DETAIL, WORDS(lacp_rates)),
	ATTR(IFLA_BOND_AD_SELECT, ENUM, .key = "ad_select", DETAIL,
	     WORDS(ad_selects)),
	ATTR(IFLA_BOND_AD_INFO, NEST, .key = "ad_info",
	     .nest = &ad_info_table),
	ATTR(IFLA_BOND_AD_ACTOR_SYS_PRIO, UINT, .key = "ad_actor_sys_prio",
	     DETAIL),
	ATTR(IFLA_BOND_AD_USER_PORT_KEY, UINT, .key = "ad_user_port_key",
	     DETAIL),
	ATTR(IFLA_BOND_AD_ACTOR_SYSTEM, LLADDR, .key = "ad_actor_system",
	     DETAIL),
	ATTR(IFLA_BOND_TLB_DYNAMIC_LB, UINT, .key = "tlb_dynamic_lb", DETAIL),
	ATTR(IFLA_BOND_PEER_NOTIF_DELAY, UINT, .key = "peer_notify_delay",
	     QUIET0),
	ATTR(IFLA_BOND_AD_LACP_ACTIVE, ENUM, .key = "ad_lacp_active",
	     .label = "lacp_active", DETAIL, WORDS(off_on)),
	ATTR(IFLA_BOND_MISSED_MAX, UINT, .key = "arp_missed_max", DETAIL),
	ATTR(IFLA_BOND_NS_IP6_TARGET, ADDRS, .key = "ns_ip6_target"),
	ATTR(IFLA_BOND_COUPLED_CONTROL, ONOFF, .key = "coupled_control",
	     DETAIL),
	ATTR(IFLA_BOND_BROADCAST_NEIGH, ONOFF, .key = "broadcast_neighbor",
	     DETAIL),
	ATTR(IFLA_BOND_LACP_STRICT, ONOFF, .key = "lacp_strict", DETAIL),
};
static const struct attr_table bond_table = ATTR_TABLE(bond_desc);

static const char *const slave_states[] = { "ACTIVE", "BACKUP" };
static const char *const mii_states[] = {
	"UP", "GOING_DOWN", "DOWN", "GOING_BACK",
};
static const char *const churn_states[] = { "MONITOR", "CHURN", "NO_CHURN" };

/* A port's state of LACP: the number, and the names of its bits. */
static void print_oper_state(struct decode *d, const struct attr_desc *desc,
			     const uint8_t *a)
{
	static const struct bit_name names[] = {
		{ LACP_STATE_LACP_ACTIVITY, "active" },
		{ LACP_STATE_LACP_TIMEOUT, "short_timeout" },
		{ LACP_STATE_AGGREGATION, "aggregating" },
		{ LACP_STATE_SYNCHRONIZATION, "in_sync" },
		{ LACP_STATE_COLLECTING, "collecting" },
		{ LACP_STATE_DISTRIBUTING, "distributing" },
		{ LACP_STATE_DEFAULTED, "defaulted" },
		{ LACP_STATE_EXPIRED, "expired" },
	};
	uint64_t state = attr_uint(a);

	out_str(d->o, OUT_PLAIN, NULL, " %s", desc->key);
	out_u64(d->o, desc->key, " %u", state);
	decode_bits(d, desc->label, true, names, ARRAY_SIZE(names), state);
}

static const struct attr_desc bond_slave_desc[] = {
	ATTR(IFLA_BOND_SLAVE_STATE, ENUM, .key = "state", WORDS(slave_states)),
	ATTR(IFLA_BOND_SLAVE_MII_STATUS, ENUM, .key = "mii_status",
	     WORDS(mii_states)),
	ATTR(IFLA_BOND_SLAVE_LINK_FAILURE_COUNT, UINT,
	     .key = "link_failure_count"),
	ATTR(IFLA_BOND_SLAVE_PERM_HWADDR, LLADDR, .key = "perm_hwaddr"),
	ATTR(IFLA_BOND_SLAVE_QUEUE_ID, UINT, .key = "queue_id", DETAIL),
	ATTR(IFLA_BOND_SLAVE_AD_AGGREGATOR_ID, UINT,
	     .key = "ad_aggregator_id"),
	ATTR(IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE, FN, .min = 1,
	     .key = "ad_actor_oper_port_state",
	     .label = "ad_actor_oper_port_state_str",
	     .print = print_oper_state),
	ATTR(IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE, FN, .min = 1,
	     .key = "ad_partner_oper_port_state",
	     .label = "ad_partner_oper_port_state_str",
	     .print = print_oper_state),
	ATTR(IFLA_BOND_SLAVE_PRIO, INT, .key = "prio", DETAIL),
	ATTR(IFLA_BOND_SLAVE_ACTOR_PORT_PRIO, UINT, .key = "actor_port_prio",
	     DETAIL),
	ATTR(IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE, ENUM,
	     .key = "churn_actor_state", DETAIL, WORDS(churn_states)),
	ATTR(IFLA_BOND_SLAVE_AD_CHURN_PARTNER_STATE, ENUM,
	     .key = "churn_partner_state", DETAIL, WORDS(churn_states)),
};
static const struct attr_table bond_slave_table = ATTR_TABLE(bond_slave_desc);

/* VRF */

static const struct attr_desc vrf_desc[] = {
	ATTR(IFLA_VRF_TABLE, UINT, .key = "table"),
};
static const struct attr_table vrf_table = ATTR_TABLE(vrf_desc);

static const struct attr_desc vrf_port_desc[] = {
	ATTR(IFLA_VRF_PORT_TABLE, UINT, .key = "table"),
};
static const struct attr_table vrf_port_table = ATTR_TABLE(vrf_port_desc);

/* VXLAN */

/* The other end of a tunnel, or the group if it is a multicast address. */
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
static const struct attr_table vxlan_table = ATTR_TABLE(vxlan_desc);

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
static const struct attr_table geneve_table = ATTR_TABLE(geneve_desc);

/* macvlan, macvtap, ipvlan, ipvtap */

static void print_macvlan_mode(struct decode *d, const struct attr_desc *desc,
			       const uint8_t *a)
{
	static const struct bit_name names[] = {
		{ MACVLAN_MODE_PRIVATE, "private" },
		{ MACVLAN_MODE_VEPA, "vepa" },
		{ MACVLAN_MODE_BRIDGE, "bridge" },
		{ MACVLAN_MODE_PASSTHRU, "passthru" },
		{ MACVLAN_MODE_SOURCE, "source" },
	};
	const char *name = "unknown";
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (names[i].bit == attr_uint(a))
			name = names[i].name;
	out_str(d->o, OUT_PLAIN, desc->key, " mode %s", name);
}

/* Bits that are each a member of their own. */
static void print_flag_members(struct decode *d, const char *key,
			       const struct bit_name *names, size_t n,
			       uint32_t flags)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (!(flags & names[i].bit))
			continue;
		flags &= ~names[i].bit;
		out_bool(d->o, names[i].name, NULL, true);
		out_str(d->o, OUT_PLAIN, NULL, " %s", names[i].name);
	}
	if (flags)
		decode_hex(d, key, " flags %s", flags);
}

static void print_macvlan_flags(struct decode *d, const struct attr_desc *desc,
				const uint8_t *a)
{
	static const struct bit_name names[] = {
		{ MACVLAN_FLAG_NOPROMISC, "nopromisc" },
		{ MACVLAN_FLAG_NODST, "nodst" },
	};

	print_flag_members(d, desc->key, names, ARRAY_SIZE(names),
			   attr_u16(a));
}

static const struct attr_desc macaddr_desc[] = {
	ATTR(IFLA_MACVLAN_MACADDR, LLADDR, .key = "macaddr_data", .label = "",
	     .flags = ATTR_REPEAT),
};
static const struct attr_table macaddr_table = ATTR_TABLE(macaddr_desc);

static const struct attr_desc macvlan_desc[] = {
	ATTR(IFLA_MACVLAN_MODE, FN, .key = "mode", .min = 4,
	     .print = print_macvlan_mode),
	ATTR(IFLA_MACVLAN_FLAGS, FN, .key = "flags", .min = 2,
	     .print = print_macvlan_flags),
	ATTR(IFLA_MACVLAN_MACADDR_MODE, UINT),
	ATTR(IFLA_MACVLAN_MACADDR, LLADDR),
	ATTR(IFLA_MACVLAN_MACADDR_DATA, NEST, .key = "macaddr_data",
	     .flags = ATTR_FLAT, .nest = &macaddr_table),
	ATTR(IFLA_MACVLAN_MACADDR_COUNT, UINT, .key = "macaddr_count",
	     .label = "remotes", NOZERO),
	ATTR(IFLA_MACVLAN_BC_QUEUE_LEN, UINT, .key = "bcqueuelen", DETAIL),
	ATTR(IFLA_MACVLAN_BC_QUEUE_LEN_USED, UINT, .key = "usedbcqueuelen",
	     DETAIL),
	ATTR(IFLA_MACVLAN_BC_CUTOFF, INT, .key = "bclim", DETAIL),
};
static const struct attr_table macvlan_table = ATTR_TABLE(macvlan_desc);

static const char *const ipvlan_modes[] = { "l2", "l3", "l3s" };

static void print_ipvlan_flags(struct decode *d, const struct attr_desc *desc,
			       const uint8_t *a)
{
	static const struct bit_name names[] = {
		{ IPVLAN_F_PRIVATE, "private" }, { IPVLAN_F_VEPA, "vepa" },
	};
	uint16_t flags = attr_u16(a);

	if (!flags) {
		out_bool(d->o, "bridge", NULL, true);
		out_text(d->o, OUT_PLAIN, " bridge");
	}
	print_flag_members(d, desc->key, names, ARRAY_SIZE(names), flags);
}

static const struct attr_desc ipvlan_desc[] = {
	ATTR(IFLA_IPVLAN_MODE, ENUM, .key = "mode", WORDS(ipvlan_modes)),
	ATTR(IFLA_IPVLAN_FLAGS, FN, .key = "flags", .min = 2,
	     .print = print_ipvlan_flags),
};
static const struct attr_table ipvlan_table = ATTR_TABLE(ipvlan_desc);

/* Tunnels: GRE, IP in IP, sit, VTI, XFRM */

/*
 * Four attributes are one object: how the tunnel is wrapped in UDP. They are
 * not in this table by their own keys, since they differ between the kinds.
 */
static void print_tunnel_encap(struct decode *d, const struct attr_desc *desc,
			       const uint8_t *a)
{
	static const char *const types[] = {
		[TUNNEL_ENCAP_FOU] = "fou", [TUNNEL_ENCAP_GUE] = "gue",
		[TUNNEL_ENCAP_MPLS] = "mpls",
	};
	/* The other three follow the type in both numberings. */
	const uint8_t *flags = attr_find(d->siblings, attr_type(a) + 1);
	const uint8_t *sport = attr_find(d->siblings, attr_type(a) + 2);
	const uint8_t *dport = attr_find(d->siblings, attr_type(a) + 3);
	char buf[RT_NAME_LEN];
	uint16_t bits = flags && attr_len(flags) == 2 ? attr_u16(flags) : 0;

	out_object(d->o, desc->key);
	out_str(d->o, OUT_PLAIN, "type", " encap %s",
		decode_word(types, ARRAY_SIZE(types), attr_uint(a), buf));
	if (sport)
		out_u64(d->o, "sport", " encap-sport %u", attr_be(sport));
	if (dport)
		out_u64(d->o, "dport", " encap-dport %u", attr_be(dport));
	out_bool(d->o, "csum", " encap-csum", bits & TUNNEL_ENCAP_FLAG_CSUM);
	out_bool(d->o, "csum6", " encap-csum6", bits & TUNNEL_ENCAP_FLAG_CSUM6);
	out_bool(d->o, "remcsum", " encap-remcsum",
		 bits & TUNNEL_ENCAP_FLAG_REMCSUM);
	out_object_end(d->o);
}

/* A key is there always and used only if the flags of its direction say so. */
static void print_gre_key(struct decode *d, const struct attr_desc *desc,
			  const uint8_t *a)
{
	bool in = attr_type(a) == IFLA_GRE_IKEY;
	const uint8_t *flags = attr_find(d->siblings, in ? IFLA_GRE_IFLAGS :
							   IFLA_GRE_OFLAGS);

	if (!flags || !(attr_be(flags) & ntohs(GRE_KEY)))
		return;
	out_str(d->o, OUT_PLAIN, NULL, " %s", desc->key);
	decode_addr_value(d, desc->key, " %s", 0, attr_data(a), attr_len(a));
}

/* Which other options of GRE a direction has. */
static void print_gre_flags(struct decode *d, const struct attr_desc *desc,
			    const uint8_t *a)
{
	bool in = attr_type(a) == IFLA_GRE_IFLAGS;
	uint16_t flags;

	(void)desc;
	memcpy(&flags, attr_data(a), sizeof(flags));
	if (flags & GRE_SEQ)
		out_bool(d->o, in ? "iseq" : "oseq", in ? " iseq" : " oseq",
			 true);
	if (flags & GRE_CSUM)
		out_bool(d->o, in ? "icsum" : "ocsum",
			 in ? " icsum" : " ocsum", true);
}

/* IP6_TNL_F_*; IPv4 tunnels have other bits in their own place. */
static void print_tnl6_flags(struct decode *d, const struct attr_desc *desc,
			     const uint8_t *a)
{
	static const struct {
		uint32_t bit;
		const char *key, *text;
	} names[] = {
		{ IP6_TNL_F_IGN_ENCAP_LIMIT, "ip6_tnl_f_ign_encap_limit",
		  " encaplimit none" },
		{ IP6_TNL_F_USE_ORIG_TCLASS, "ip6_tnl_f_use_orig_tclass",
		  " tclass inherit" },
		{ IP6_TNL_F_USE_ORIG_FLOWLABEL,
		  "ip6_tnl_f_use_orig_flowlabel", " flowlabel inherit" },
		{ IP6_TNL_F_RCV_DSCP_COPY, "ip6_tnl_f_rcv_dscp_copy",
		  " dscp inherit" },
		{ IP6_TNL_F_MIP6_DEV, "ip6_tnl_f_mip6_dev", " mip6" },
		{ IP6_TNL_F_ALLOW_LOCAL_REMOTE, "ip6_tnl_f_allow_local_remote",
		  " allow-localremote" },
		{ IP6_TNL_F_USE_ORIG_FWMARK, "ip6_tnl_f_use_orig_fwmark",
		  " fwmark inherit" },
	};
	uint32_t flags = attr_uint(a);
	size_t i;

	(void)desc;
	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (flags & names[i].bit)
			out_bool(d->o, names[i].key, names[i].text, true);
}

/* The traffic class and the flow label, unless the inner ones are taken. */
static void print_flowinfo(struct decode *d, const struct attr_desc *desc,
			   const uint8_t *a)
{
	const uint8_t *f = attr_find(d->siblings, attr_type(a) + 1);
	uint32_t info = attr_be(a);
	uint32_t flags = f && attr_len(f) == 4 ? attr_u32(f) : 0;
	char buf[16];

	(void)desc;
	if (!(flags & IP6_TNL_F_USE_ORIG_TCLASS)) {
		snprintf(buf, sizeof(buf), "0x%02x", info >> 20 & 0xff);
		out_str(d->o, OUT_PLAIN, "tclass", " tclass %s", buf);
	}
	if (!(flags & IP6_TNL_F_USE_ORIG_FLOWLABEL)) {
		snprintf(buf, sizeof(buf), "0x%05x", info & 0xfffff);
		out_str(d->o, OUT_PLAIN, "flowlabel", " flowlabel %s", buf);
	}
}

static const char *const erspan_dirs[] = { "ingress", "egress" };

/* GRE over IPv4 and over IPv6 share their attributes, not all meanings. */
#define GRE_COMMON							\
	ATTR(IFLA_GRE_LINK, IFINDEX, .key = "link", .label = "dev",	\
	     NOZERO),							\
	ATTR(IFLA_GRE_IFLAGS, FN, .key = "iflags", .min = 2,		\
	     .print = print_gre_flags),					\
	ATTR(IFLA_GRE_OFLAGS, FN, .key = "oflags", .min = 2,		\
	     .print = print_gre_flags),					\
	ATTR(IFLA_GRE_IKEY, ADDR, .key = "ikey",			\
	     .print = print_gre_key),					\
	ATTR(IFLA_GRE_OKEY, ADDR, .key = "okey",			\
	     .print = print_gre_key),					\
	ATTR(IFLA_GRE_LOCAL, ADDR, .key = "local",			\
	     .print = print_endpoint),					\
	ATTR(IFLA_GRE_REMOTE, ADDR, .key = "remote",			\
	     .print = print_endpoint),					\
	ATTR(IFLA_GRE_TOS, HEX, .key = "tos", NOZERO),			\
	ATTR(IFLA_GRE_ENCAP_TYPE, UINT, .key = "encap", NOZERO,		\
	     .print = print_tunnel_encap),				\
	ATTR(IFLA_GRE_ENCAP_FLAGS, HEX),				\
	ATTR(IFLA_GRE_ENCAP_SPORT, BE),					\
	ATTR(IFLA_GRE_ENCAP_DPORT, BE),					\
	ATTR(IFLA_GRE_COLLECT_METADATA, FLAG, .key = "external"),	\
	ATTR(IFLA_GRE_FWMARK, HEX, .key = "fwmark", NOZERO),		\
	ATTR(IFLA_GRE_ERSPAN_INDEX, UINT, .key = "erspan_index"),	\
	ATTR(IFLA_GRE_ERSPAN_VER, UINT, .key = "erspan_ver"),		\
	ATTR(IFLA_GRE_ERSPAN_DIR, ENUM, .key = "erspan_dir",		\
	     WORDS(erspan_dirs)),					\
	ATTR(IFLA_GRE_ERSPAN_HWID, HEX, .key = "erspan_hwid")

static const struct attr_desc gre_desc[] = {
	GRE_COMMON,
	ATTR(IFLA_GRE_TTL, UINT, .key = "ttl", QUIET0),
	ATTR(IFLA_GRE_PMTUDISC, BOOL, .key = "pmtudisc", DETAIL),
	ATTR(IFLA_GRE_ENCAP_LIMIT, UINT),
	ATTR(IFLA_GRE_FLOWINFO, BE_HEX),
	ATTR(IFLA_GRE_FLAGS, HEX),
	ATTR(IFLA_GRE_IGNORE_DF, BOOL, .key = "ignore_df",
	     .label = "ignore-df", NOZERO),
};
static const struct attr_table gre_table = ATTR_TABLE(gre_desc);

static const struct attr_desc gre6_desc[] = {
	GRE_COMMON,
	ATTR(IFLA_GRE_TTL, UINT, .key = "ttl", .label = "hoplimit", QUIET0),
	ATTR(IFLA_GRE_PMTUDISC, BOOL),
	ATTR(IFLA_GRE_ENCAP_LIMIT, UINT, .key = "encap_limit",
	     .label = "encaplimit", DETAIL),
	ATTR(IFLA_GRE_FLOWINFO, FN, .key = "flowinfo", DETAIL, .min = 4,
	     .print = print_flowinfo),
	ATTR(IFLA_GRE_FLAGS, FN, .key = "flags", .min = 4,
	     .print = print_tnl6_flags),
	ATTR(IFLA_GRE_IGNORE_DF, BOOL),
};
static const struct attr_table gre6_table = ATTR_TABLE(gre6_desc);

static void print_tnl_proto(struct decode *d, const struct attr_desc *desc,
			    const uint8_t *a)
{
	static const struct {
		uint8_t proto;
		const char *ip4, *ip6;
	} names[] = {
		{ 0, "any", "any" },
		{ IPPROTO_IPIP, "ipip", "ipip6" },
		{ IPPROTO_IPV6, "ip6ip", "ip6ip6" },
		{ IPPROTO_MPLS, "mplsip", "mplsip6" },
	};
	bool ip6 = desc->n == 6;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (names[i].proto == attr_uint(a))
			out_str(d->o, OUT_PLAIN, desc->key, " proto %s",
				ip6 ? names[i].ip6 : names[i].ip4);
}

static void print_iptun_flags(struct decode *d, const struct attr_desc *desc,
			      const uint8_t *a)
{
	(void)desc;
	if (attr_u16(a) & SIT_ISATAP)
		out_bool(d->o, "isatap", " isatap", true);
}

/* A prefix of 6rd, whose length is another attribute two further on. */
static void print_6rd(struct decode *d, const struct attr_desc *desc,
		      const uint8_t *a)
{
	const uint8_t *len = attr_find(d->siblings, attr_type(a) + 2);
	bool relay = attr_type(a) == IFLA_IPTUN_6RD_RELAY_PREFIX;

	if (!len || !attr_uint(len))
		return;
	decode_addr_value(d, desc->key,
			  relay ? " 6rd-relay_prefix %s" : " 6rd-prefix %s", 0,
			  attr_data(a), attr_len(a));
	out_u64(d->o, relay ? "relay_prefixlen" : "prefixlen", "/%u",
		attr_uint(len));
}

#define IPTUN_COMMON(family)						\
	ATTR(IFLA_IPTUN_LINK, IFINDEX, .key = "link", .label = "dev",	\
	     NOZERO),							\
	ATTR(IFLA_IPTUN_LOCAL, ADDR, .key = "local",			\
	     .print = print_endpoint),					\
	ATTR(IFLA_IPTUN_REMOTE, ADDR, .key = "remote",			\
	     .print = print_endpoint),					\
	ATTR(IFLA_IPTUN_TOS, HEX, .key = "tos", NOZERO),		\
	ATTR(IFLA_IPTUN_PROTO, UINT, .key = "proto", .n = (family),	\
	     .print = print_tnl_proto),					\
	ATTR(IFLA_IPTUN_ENCAP_TYPE, UINT, .key = "encap", NOZERO,	\
	     .print = print_tunnel_encap),				\
	ATTR(IFLA_IPTUN_ENCAP_FLAGS, HEX),				\
	ATTR(IFLA_IPTUN_ENCAP_SPORT, BE),				\
	ATTR(IFLA_IPTUN_ENCAP_DPORT, BE),				\
	ATTR(IFLA_IPTUN_COLLECT_METADATA, FLAG, .key = "external"),	\
	ATTR(IFLA_IPTUN_FWMARK, HEX, .key = "fwmark", NOZERO)

static const struct attr_desc iptun_desc[] = {
	IPTUN_COMMON(4),
	ATTR(IFLA_IPTUN_TTL, UINT, .key = "ttl", QUIET0),
	ATTR(IFLA_IPTUN_ENCAP_LIMIT, UINT),
	ATTR(IFLA_IPTUN_FLOWINFO, BE_HEX),
	ATTR(IFLA_IPTUN_FLAGS, FN, .key = "flags", .min = 2,
	     .print = print_iptun_flags),
	ATTR(IFLA_IPTUN_PMTUDISC, BOOL, .key = "pmtudisc", DETAIL),
	ATTR(IFLA_IPTUN_6RD_PREFIX, ADDR, .key = "prefix", .print = print_6rd),
	ATTR(IFLA_IPTUN_6RD_RELAY_PREFIX, ADDR, .key = "relay_prefix", NOZERO,
	     .print = print_6rd),
	ATTR(IFLA_IPTUN_6RD_PREFIXLEN, UINT),
	ATTR(IFLA_IPTUN_6RD_RELAY_PREFIXLEN, UINT),
};
static const struct attr_table iptun_table = ATTR_TABLE(iptun_desc);

static const struct attr_desc ip6tnl_desc[] = {
	IPTUN_COMMON(6),
	ATTR(IFLA_IPTUN_TTL, UINT, .key = "ttl", .label = "hoplimit", QUIET0),
	ATTR(IFLA_IPTUN_ENCAP_LIMIT, UINT, .key = "encap_limit",
	     .label = "encaplimit", DETAIL),
	ATTR(IFLA_IPTUN_FLOWINFO, FN, .key = "flowinfo", DETAIL, .min = 4,
	     .print = print_flowinfo),
	ATTR(IFLA_IPTUN_FLAGS, FN, .key = "flags", .min = 4,
	     .print = print_tnl6_flags),
	ATTR(IFLA_IPTUN_PMTUDISC, BOOL),
};
static const struct attr_table ip6tnl_table = ATTR_TABLE(ip6tnl_desc);

static const struct attr_desc vti_desc[] = {
	ATTR(IFLA_VTI_LINK, IFINDEX, .key = "link", .label = "dev", NOZERO),
	ATTR(IFLA_VTI_IKEY, ADDR, .key = "ikey", NOZERO),
	ATTR(IFLA_VTI_OKEY, ADDR, .key = "okey", NOZERO),
	ATTR(IFLA_VTI_LOCAL, ADDR, .key = "local", .print = print_endpoint),
	ATTR(IFLA_VTI_REMOTE, ADDR, .key = "remote", .print = print_endpoint),
	ATTR(IFLA_VTI_FWMARK, HEX, .key = "fwmark", NOZERO),
};
static const struct attr_table vti_table = ATTR_TABLE(vti_desc);

static const struct attr_desc xfrm_desc[] = {
	ATTR(IFLA_XFRM_LINK, IFINDEX),
	ATTR(IFLA_XFRM_IF_ID, HEX, .key = "if_id", NOZERO),
	ATTR(IFLA_XFRM_COLLECT_METADATA, FLAG, .key = "external"),
};
static const struct attr_table xfrm_table = ATTR_TABLE(xfrm_desc);

/* tun and tap */

static const char *const tun_types[] = { [IFF_TUN] = "tun", [IFF_TAP] = "tap" };

static const struct attr_desc tun_desc[] = {
	ATTR(IFLA_TUN_OWNER, UINT, .key = "user"),
	ATTR(IFLA_TUN_GROUP, UINT, .key = "group"),
	ATTR(IFLA_TUN_TYPE, ENUM, .key = "type", WORDS(tun_types)),
	ATTR(IFLA_TUN_PI, ONOFF, .key = "pi"),
	ATTR(IFLA_TUN_VNET_HDR, ONOFF, .key = "vnet_hdr"),
	ATTR(IFLA_TUN_PERSIST, ONOFF, .key = "persist"),
	ATTR(IFLA_TUN_MULTI_QUEUE, BOOL, .key = "multi_queue"),
	ATTR(IFLA_TUN_NUM_QUEUES, UINT, .key = "numqueues", DETAIL),
	ATTR(IFLA_TUN_NUM_DISABLED_QUEUES, UINT, .key = "numdisabled", DETAIL),
};
static const struct attr_table tun_table = ATTR_TABLE(tun_desc);

/* MACsec */

static void print_sci(struct decode *d, const struct attr_desc *desc,
		      const uint8_t *a)
{
	out_hex(d->o, desc->key, " sci %s", attr_data(a), attr_len(a));
}

static void print_cipher(struct decode *d, const struct attr_desc *desc,
			 const uint8_t *a)
{
	/* MACSEC_CIPHER_ID_*, and the default id that older kernels use. */
	static const struct {
		uint64_t id;
		const char *name;
	} names[] = {
		{ 0x0080020001000001ULL, "GCM-AES-128" },
		{ 0x0080C20001000001ULL, "GCM-AES-128" },
		{ 0x0080C20001000002ULL, "GCM-AES-256" },
		{ 0x0080C20001000003ULL, "GCM-AES-XPN-128" },
		{ 0x0080C20001000004ULL, "GCM-AES-XPN-256" },
	};
	const char *name = "(unknown)";
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (names[i].id == attr_uint(a))
			name = names[i].name;
	out_str(d->o, OUT_PLAIN, desc->key, " cipher %s", name);
}

static const char *const validations[] = { "disabled", "check", "strict" };
static const char *const offloads[] = { "off", "phy", "mac" };

static const struct attr_desc macsec_desc[] = {
	ATTR(IFLA_MACSEC_SCI, FN, .key = "sci", .min = 8, .print = print_sci),
	ATTR(IFLA_MACSEC_PORT, BE),
	ATTR(IFLA_MACSEC_ICV_LEN, UINT, .key = "icv_len", .label = "icvlen",
	     DETAIL),
	ATTR(IFLA_MACSEC_CIPHER_SUITE, UINT, .key = "cipher_suite",
	     .print = print_cipher),
	ATTR(IFLA_MACSEC_WINDOW, UINT, .key = "window"),
	ATTR(IFLA_MACSEC_ENCODING_SA, UINT, .key = "encoding_sa",
	     .label = "encodingsa"),
	ATTR(IFLA_MACSEC_ENCRYPT, ONOFF, .key = "encrypt"),
	ATTR(IFLA_MACSEC_PROTECT, ONOFF, .key = "protect"),
	ATTR(IFLA_MACSEC_INC_SCI, ONOFF, .key = "inc_sci", .label = "send_sci",
	     DETAIL),
	ATTR(IFLA_MACSEC_ES, ONOFF, .key = "es", .label = "end_station",
	     DETAIL),
	ATTR(IFLA_MACSEC_SCB, ONOFF, .key = "scb", DETAIL),
	ATTR(IFLA_MACSEC_REPLAY_PROTECT, ONOFF, .key = "replay_protect",
	     .label = "replay"),
	ATTR(IFLA_MACSEC_VALIDATION, ENUM, .key = "validation",
	     .label = "validate", WORDS(validations)),
	ATTR(IFLA_MACSEC_PAD, PAD),
	ATTR(IFLA_MACSEC_OFFLOAD, ENUM, .key = "offload", WORDS(offloads)),
};
static const struct attr_table macsec_table = ATTR_TABLE(macsec_desc);

/* Smaller ones */

static const struct attr_desc hsr_desc[] = {
	ATTR(IFLA_HSR_SLAVE1, IFINDEX, .key = "slave1"),
	ATTR(IFLA_HSR_SLAVE2, IFINDEX, .key = "slave2"),
	ATTR(IFLA_HSR_MULTICAST_SPEC, UINT),
	ATTR(IFLA_HSR_SUPERVISION_ADDR, LLADDR, .key = "supervision_addr",
	     .label = "supervision"),
	ATTR(IFLA_HSR_SEQ_NR, UINT, .key = "seq_nr", .label = "sequence",
	     DETAIL),
	ATTR(IFLA_HSR_VERSION, UINT, .key = "version"),
	ATTR(IFLA_HSR_PROTOCOL, UINT, .key = "proto"),
	ATTR(IFLA_HSR_INTERLINK, IFINDEX, .key = "interlink"),
};
static const struct attr_table hsr_table = ATTR_TABLE(hsr_desc);

static const char *const gtp_roles[] = { "ggsn", "sgsn" };

static const struct attr_desc gtp_desc[] = {
	ATTR(IFLA_GTP_PDP_HASHSIZE, UINT, .key = "hsize"),
	ATTR(IFLA_GTP_ROLE, ENUM, .key = "role", WORDS(gtp_roles)),
	ATTR(IFLA_GTP_RESTART_COUNT, UINT, .key = "restart_count"),
	ATTR(IFLA_GTP_LOCAL, ADDR, .key = "local"),
	ATTR(IFLA_GTP_LOCAL6, ADDR, .key = "local6", .label = "local"),
};
static const struct attr_table gtp_table = ATTR_TABLE(gtp_desc);

static const struct attr_desc bareudp_desc[] = {
	ATTR(IFLA_BAREUDP_PORT, BE, .key = "dstport"),
	ATTR(IFLA_BAREUDP_ETHERTYPE, BE_HEX, .key = "ethertype"),
	ATTR(IFLA_BAREUDP_SRCPORT_MIN, UINT, .key = "srcportmin"),
	ATTR(IFLA_BAREUDP_MULTIPROTO_MODE, FLAG, .key = "multiproto"),
};
static const struct attr_table bareudp_table = ATTR_TABLE(bareudp_desc);

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
static const struct attr_table amt_table = ATTR_TABLE(amt_desc);

static const char *const ipoib_modes[] = { "datagram", "connected" };

static const struct attr_desc ipoib_desc[] = {
	ATTR(IFLA_IPOIB_PKEY, HEX, .key = "key", .label = "pkey"),
	ATTR(IFLA_IPOIB_MODE, ENUM, .key = "mode", WORDS(ipoib_modes)),
	ATTR(IFLA_IPOIB_UMCAST, HEX, .key = "umcast"),
};
static const struct attr_table ipoib_table = ATTR_TABLE(ipoib_desc);

static const struct attr_desc rmnet_desc[] = {
	ATTR(IFLA_RMNET_MUX_ID, UINT, .key = "mux_id"),
	ATTR(IFLA_RMNET_FLAGS, BIN),
};
static const struct attr_table rmnet_table = ATTR_TABLE(rmnet_desc);

static const struct attr_desc dsa_desc[] = {
	ATTR(IFLA_DSA_MASTER, IFINDEX, .key = "conduit"),
};
static const struct attr_table dsa_table = ATTR_TABLE(dsa_desc);

static const char *const ovpn_modes[] = { "p2p", "mp" };

static const struct attr_desc ovpn_desc[] = {
	ATTR(IFLA_OVPN_MODE, ENUM, .key = "mode", WORDS(ovpn_modes)),
};
static const struct attr_table ovpn_table = ATTR_TABLE(ovpn_desc);

/* CAN */

static const char *const can_states[] = {
	"ERROR-ACTIVE", "ERROR-WARNING", "ERROR-PASSIVE", "BUS-OFF", "STOPPED",
	"SLEEPING",
};

static const struct bit_name can_modes[] = {
	{ CAN_CTRLMODE_LOOPBACK, "LOOPBACK" },
	{ CAN_CTRLMODE_LISTENONLY, "LISTEN-ONLY" },
	{ CAN_CTRLMODE_3_SAMPLES, "TRIPLE-SAMPLING" },
	{ CAN_CTRLMODE_ONE_SHOT, "ONE-SHOT" },
	{ CAN_CTRLMODE_BERR_REPORTING, "BERR-REPORTING" },
	{ CAN_CTRLMODE_FD, "FD" },
	{ CAN_CTRLMODE_PRESUME_ACK, "PRESUME-ACK" },
	{ CAN_CTRLMODE_FD_NON_ISO, "FD-NON-ISO" },
	{ CAN_CTRLMODE_CC_LEN8_DLC, "CC-LEN8-DLC" },
	{ CAN_CTRLMODE_TDC_AUTO, "TDC-AUTO" },
	{ CAN_CTRLMODE_TDC_MANUAL, "TDC-MANUAL" },
};

static void print_can_mode(struct decode *d, const struct attr_desc *desc,
			   const uint8_t *a)
{
	struct can_ctrlmode m;

	memcpy(&m, attr_data(a), sizeof(m));
	if (m.flags)
		decode_bits(d, desc->key, true, can_modes,
			    ARRAY_SIZE(can_modes), m.flags);
}

static void print_can_supported(struct decode *d, const struct attr_desc *desc,
				const uint8_t *a)
{
	if (d->o->json || d->details)
		decode_bits(d, desc->key, true, can_modes,
			    ARRAY_SIZE(can_modes), attr_uint(a));
}

static const struct attr_desc can_mode_desc[] = {
	ATTR(IFLA_CAN_CTRLMODE_SUPPORTED, UINT, .key = "ctrlmode_supported",
	     .print = print_can_supported),
};
static const struct attr_table can_mode_table = ATTR_TABLE(can_mode_desc);

static void print_can_bitrates(struct decode *d, const struct attr_desc *desc,
			       const uint8_t *a)
{
	unsigned int i, len = attr_len(a);
	const char *fmt = " %u";
	uint32_t rate;

	if (!d->o->json && !d->details)
		return;
	out_str(d->o, OUT_PLAIN, NULL, " %s", desc->key);
	out_array(d->o, desc->key);
	for (i = 0; i + sizeof(rate) <= len; i += sizeof(rate)) {
		memcpy(&rate, attr_data(a) + i, sizeof(rate));
		out_u64(d->o, NULL, fmt, rate);
		fmt = ",%u";
	}
	out_array_end(d->o);
}

static void print_can_timing(struct decode *d, const struct attr_desc *desc,
			     const uint8_t *a)
{
	struct can_bittiming t;
	char point[16];

	memcpy(&t, attr_data(a), sizeof(t));
	snprintf(point, sizeof(point), "%u.%03u", t.sample_point / 1000,
		 t.sample_point % 1000);
	out_object(d->o, desc->key);
	out_str(d->o, OUT_PLAIN, NULL, " %s", desc->label);
	out_u64(d->o, "bitrate", " %u", t.bitrate);
	out_str(d->o, OUT_PLAIN, "sample_point", " sample-point %s", point);
	out_u64(d->o, "tq", NULL, t.tq);
	out_u64(d->o, "prop_seg", NULL, t.prop_seg);
	out_u64(d->o, "phase_seg1", NULL, t.phase_seg1);
	out_u64(d->o, "phase_seg2", NULL, t.phase_seg2);
	out_u64(d->o, "sjw", NULL, t.sjw);
	out_u64(d->o, "brp", NULL, t.brp);
	out_object_end(d->o);
}

static void print_can_errors(struct decode *d, const struct attr_desc *desc,
			     const uint8_t *a)
{
	struct can_berr_counter c;

	memcpy(&c, attr_data(a), sizeof(c));
	out_object(d->o, desc->key);
	out_text(d->o, OUT_PLAIN, " berr-counter");
	out_u64(d->o, "tx", " tx %u", c.txerr);
	out_u64(d->o, "rx", " rx %u", c.rxerr);
	out_object_end(d->o);
}

static const struct attr_desc can_desc[] = {
	ATTR(IFLA_CAN_BITTIMING, FN, .key = "bittiming", .label = "bitrate",
	     .min = sizeof(struct can_bittiming), .print = print_can_timing),
	ATTR(IFLA_CAN_BITTIMING_CONST, BIN),
	ATTR(IFLA_CAN_CLOCK, UINT, .key = "clock", DETAIL),
	ATTR(IFLA_CAN_STATE, ENUM, .key = "state", WORDS(can_states)),
	ATTR(IFLA_CAN_CTRLMODE, FN, .key = "ctrlmode",
	     .min = sizeof(struct can_ctrlmode), .print = print_can_mode),
	ATTR(IFLA_CAN_RESTART_MS, UINT, .key = "restart_ms",
	     .label = "restart-ms", QUIET0),
	ATTR(IFLA_CAN_RESTART, FLAG),
	ATTR(IFLA_CAN_BERR_COUNTER, FN, .key = "berr_counter",
	     .min = sizeof(struct can_berr_counter), .print = print_can_errors),
	ATTR(IFLA_CAN_DATA_BITTIMING, FN, .key = "data_bittiming",
	     .label = "dbitrate", .min = sizeof(struct can_bittiming),
	     .print = print_can_timing),
	ATTR(IFLA_CAN_DATA_BITTIMING_CONST, BIN),
	ATTR(IFLA_CAN_TERMINATION, UINT, .key = "termination"),
	ATTR(IFLA_CAN_TERMINATION_CONST, BIN),
	ATTR(IFLA_CAN_BITRATE_CONST, FN, .key = "bitrate_const",
	     .print = print_can_bitrates),
	ATTR(IFLA_CAN_DATA_BITRATE_CONST, FN, .key = "data_bitrate_const",
	     .print = print_can_bitrates),
	ATTR(IFLA_CAN_BITRATE_MAX, UINT),
	ATTR(IFLA_CAN_TDC, BIN),
	ATTR(IFLA_CAN_CTRLMODE_EXT, NEST, .key = "ctrlmode_ext",
	     .flags = ATTR_FLAT, .nest = &can_mode_table),
};
static const struct attr_table can_table = ATTR_TABLE(can_desc);

static const char *const netkit_modes[] = { "l2", "l3" };
static const char *const netkit_policies[] = { "forward", NULL, "blackhole" };
static const char *const netkit_scrubs[] = { "none", "default" };
static const char *const netkit_pairings[] = { "pair", "single" };
static const char *const netkit_types[] = { "peer", "primary" };

static const struct attr_desc netkit_desc[] = {
	ATTR(IFLA_NETKIT_PRIMARY, ENUM, .key = "type", WORDS(netkit_types)),
	ATTR(IFLA_NETKIT_POLICY, ENUM, .key = "policy",
	     WORDS(netkit_policies)),
	ATTR(IFLA_NETKIT_PEER_POLICY, ENUM, .key = "peer_policy",
	     .label = "peer policy", WORDS(netkit_policies)),
	ATTR(IFLA_NETKIT_MODE, ENUM, .key = "mode", WORDS(netkit_modes)),
	ATTR(IFLA_NETKIT_SCRUB, ENUM, .key = "scrub", DETAIL,
	     WORDS(netkit_scrubs)),
	ATTR(IFLA_NETKIT_PEER_SCRUB, ENUM, .key = "peer_scrub",
	     .label = "peer scrub", DETAIL, WORDS(netkit_scrubs)),
	ATTR(IFLA_NETKIT_HEADROOM, UINT, .key = "headroom", DETAIL),
	ATTR(IFLA_NETKIT_TAILROOM, UINT, .key = "tailroom", DETAIL),
	ATTR(IFLA_NETKIT_PAIRING, ENUM, .key = "pairing", DETAIL,
	     WORDS(netkit_pairings)),
};
static const struct attr_table netkit_table = ATTR_TABLE(netkit_desc);

/* Kinds not listed have no options, or none that are known. */
static const struct {
	const char *name;
	const struct attr_table *data, *port;
} kinds[] = {
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

static const struct attr_table *find_kind(struct attr_iter siblings,
					  unsigned int type, bool port)
{
	const uint8_t *name = attr_find(siblings, type);
	size_t i, len;

	if (!name)
		return NULL;
	len = strnlen((const char *)attr_data(name), attr_len(name));
	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		if (strlen(kinds[i].name) == len &&
		    !memcmp(kinds[i].name, attr_data(name), len))
			return port ? kinds[i].port : kinds[i].data;
	return NULL;
}

static const struct attr_table *pick_data(const struct decode *d)
{
	return find_kind(d->siblings, IFLA_INFO_KIND, false);
}

static const struct attr_table *pick_slave_data(const struct decode *d)
{
	return find_kind(d->siblings, IFLA_INFO_SLAVE_KIND, true);
}

static void print_slave_kind(struct decode *d, const struct attr_desc *desc,
			     const uint8_t *a)
{
	decode_str(d, OUT_PLAIN, desc->key, " %s_slave", a);
}

static const struct attr_desc linkinfo_desc[] = {
	ATTR(IFLA_INFO_KIND, STR, .key = "info_kind", .label = ""),
	ATTR(IFLA_INFO_DATA, NEST, .key = "info_data", .pick = pick_data),
	ATTR(IFLA_INFO_XSTATS, BIN),
	ATTR(IFLA_INFO_SLAVE_KIND, STR, .key = "info_slave_kind",
	     .print = print_slave_kind),
	ATTR(IFLA_INFO_SLAVE_DATA, NEST, .key = "info_slave_data",
	     .pick = pick_slave_data),
};
const struct attr_table linkinfo_table = ATTR_TABLE(linkinfo_desc);
