// SPDX-License-Identifier: GPL-2.0
/*
 * IFLA_LINKINFO: Bonds and their ports.
 */
#include <linux/if_bonding.h>
#include <linux/if_link.h>

#include "decode/link/linkinfo.h"
#include "decode/rtnew.h"

static const char *const off_on[] = { "off", "on" };
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

const struct attr_table bond_table = ATTR_TABLE(bond_desc);

static const char *const slave_states[] = { "ACTIVE", "BACKUP" };
static const char *const mii_states[] = {
	"UP", "GOING_DOWN", "DOWN", "GOING_BACK",
};

static const char *const churn_states[] = { "MONITOR", "CHURN", "NO_CHURN" };

/* Prints the LACP state of a port: the number, and the names of its bits. */
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

const struct attr_table bond_slave_table = ATTR_TABLE(bond_slave_desc);
