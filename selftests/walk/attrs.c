// SPDX-License-Identifier: GPL-2.0
/*
 * The part that each attribute plays in an object. See attrs.h.
 */
#include <linux/fib_rules.h>
#include <linux/if_addr.h>
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <linux/xfrm.h>
#include <string.h>
#include <sys/socket.h>

#include "attrs.h"

struct attr_rule {
	const char *type;	/* only for links of this type */
	uint16_t path[ATTR_DEPTH];
	enum attr_role role;
	const char *why;	/* the walk does not compare it */
};

#define SKIP(why, ...)		{ NULL, { __VA_ARGS__ }, ATTR_SKIP, why }
#define SKIP_OF(type, why, ...)	{ type, { __VA_ARGS__ }, ATTR_SKIP, why }
#define ROLE(role, ...)		{ NULL, { __VA_ARGS__ }, ATTR_##role, NULL }
/* Options of a type of link, and options of a port whose master has that type. */
#define SKIP_DATA(type, why, attr)	SKIP_OF(type, why, IFLA_LINKINFO, IFLA_INFO_DATA, attr)
#define SKIP_PORT(type, why, attr)	SKIP_OF(type, why, IFLA_LINKINFO, IFLA_INFO_SLAVE_DATA, attr)
#define SKIP_INET6(why, attr)		SKIP(why, IFLA_AF_SPEC, AF_INET6, IFLA_INET6_##attr)

/* These constants are newer than the oldest headers that this is built with. */
#define WALK_IFLA_DEVLINK_PORT		62
#define WALK_IFLA_GSO_IPV4_MAX_SIZE	63
#define WALK_IFLA_GRO_IPV4_MAX_SIZE	64
#define WALK_IFLA_DPLL_PIN		65
#define WALK_IFLA_HEADROOM		68
#define WALK_IFLA_TAILROOM		69
#define WALK_IFLA_BR_FDB_N_LEARNED	48
#define WALK_IFLA_BRPORT_MCAST_N_GROUPS	41
#define WALK_MDB_EATTR_DST		6
#define WALK_MDB_EATTR_DST_PORT		7
#define WALK_MDB_EATTR_VNI		8
#define WALK_MDB_EATTR_IFINDEX		9
#define WALK_MDB_EATTR_SRC_VNI		10
#define WALK_VLANDB_MCAST_N_GROUPS	7

#define NOT_ANNOUNCED	"follows from others, and changes of it are not announced"
#define STP		"a state of the spanning tree, which family bridge announces"
#define LACP		"a state of LACP"

static const struct attr_rule link_rules[] = {
	ROLE(STATE, IFLA_OPERSTATE),
	ROLE(STATE, IFLA_CARRIER),
	ROLE(NEST, IFLA_LINKINFO),
	ROLE(NEST, IFLA_LINKINFO, IFLA_INFO_DATA),
	ROLE(NEST, IFLA_LINKINFO, IFLA_INFO_SLAVE_DATA),
	ROLE(NEST, IFLA_AF_SPEC),
	ROLE(NEST, IFLA_AF_SPEC, AF_INET6),
	ROLE(MAYBE, IFLA_AF_SPEC, AF_INET6, IFLA_INET6_ADDR_GEN_MODE),
	ROLE(MAYBE, IFLA_AF_SPEC, AF_INET6, IFLA_INET6_TOKEN),
	SKIP("counters", IFLA_STATS),
	SKIP("counters", IFLA_STATS64),
	SKIP("counters", IFLA_LINKINFO, IFLA_INFO_XSTATS),
	SKIP("a counter", IFLA_CARRIER_CHANGES),
	SKIP("a counter", IFLA_CARRIER_UP_COUNT),
	SKIP("a counter", IFLA_CARRIER_DOWN_COUNT),
	SKIP("how many users asked for it, which is not announced", IFLA_PROMISCUITY),
	SKIP("how many users asked for it, which is not announced", IFLA_ALLMULTI),
	SKIP(NOT_ANNOUNCED, IFLA_GSO_MAX_SEGS),
	SKIP(NOT_ANNOUNCED, IFLA_GSO_MAX_SIZE),
	SKIP(NOT_ANNOUNCED, IFLA_GRO_MAX_SIZE),
	SKIP(NOT_ANNOUNCED, IFLA_TSO_MAX_SEGS),
	SKIP(NOT_ANNOUNCED, IFLA_TSO_MAX_SIZE),
	SKIP(NOT_ANNOUNCED, WALK_IFLA_GSO_IPV4_MAX_SIZE),
	SKIP(NOT_ANNOUNCED, WALK_IFLA_GRO_IPV4_MAX_SIZE),
	SKIP(NOT_ANNOUNCED, WALK_IFLA_HEADROOM),
	SKIP(NOT_ANNOUNCED, WALK_IFLA_TAILROOM),
	SKIP("of hardware", WALK_IFLA_DEVLINK_PORT),
	SKIP("of hardware", WALK_IFLA_DPLL_PIN),
	SKIP("why there is an announcement: not in dumps", IFLA_EVENT),
	SKIP("where the lower link or peer is; not announced when that one moves", IFLA_LINK_NETNSID),
	SKIP("where the link went: not in dumps", IFLA_NEW_NETNSID),
	SKIP("where the link went: not in dumps", IFLA_NEW_IFINDEX),
	SKIP("sysctls, not announced as a change of the link", IFLA_AF_SPEC, AF_INET),
	SKIP_INET6("states of the protocol, not of the link", FLAGS),
	SKIP_INET6("sysctls, not announced as a change of the link", CONF),
	SKIP_INET6("counters", STATS),
	SKIP_INET6("counters", ICMP6STATS),
	SKIP_INET6("ages", CACHEINFO),
	SKIP_INET6("learned from routers", RA_MTU),
	SKIP_OF("veth", "one end is announced before the other is there, and not again", IFLA_LINK),
	/* If the lower link moves to another namespace, it gets another number there, and this is not announced. */
	ROLE(MAYBE, IFLA_LINK),
	SKIP_OF("ipvlan", "follows the lower link, and that is not announced", IFLA_MTU),
	SKIP_OF("passthru", "follows the lower link, and that is not announced", IFLA_ADDRESS),
	SKIP_DATA("bridge", "a timer", IFLA_BR_HELLO_TIMER),
	SKIP_DATA("bridge", "a timer", IFLA_BR_TCN_TIMER),
	SKIP_DATA("bridge", "a timer", IFLA_BR_TOPOLOGY_CHANGE_TIMER),
	SKIP_DATA("bridge", "a timer", IFLA_BR_GC_TIMER),
	SKIP_DATA("bridge", "a counter", WALK_IFLA_BR_FDB_N_LEARNED),
	SKIP_DATA("bridge", STP, IFLA_BR_ROOT_ID),
	SKIP_DATA("bridge", STP, IFLA_BR_BRIDGE_ID),
	SKIP_DATA("bridge", STP, IFLA_BR_ROOT_PORT),
	SKIP_DATA("bridge", STP, IFLA_BR_ROOT_PATH_COST),
	SKIP_DATA("bridge", STP, IFLA_BR_TOPOLOGY_CHANGE),
	SKIP_DATA("bridge", STP, IFLA_BR_TOPOLOGY_CHANGE_DETECTED),
	SKIP_DATA("bridge", "a state of IGMP", IFLA_BR_MCAST_QUERIER_STATE),
	SKIP_PORT("bridge", STP, IFLA_BRPORT_STATE),
	SKIP_PORT("bridge", STP, IFLA_BRPORT_ROOT_ID),
	SKIP_PORT("bridge", STP, IFLA_BRPORT_BRIDGE_ID),
	SKIP_PORT("bridge", STP, IFLA_BRPORT_DESIGNATED_PORT),
	SKIP_PORT("bridge", STP, IFLA_BRPORT_DESIGNATED_COST),
	SKIP_PORT("bridge", STP, IFLA_BRPORT_TOPOLOGY_CHANGE_ACK),
	SKIP_PORT("bridge", STP, IFLA_BRPORT_CONFIG_PENDING),
	SKIP_PORT("bridge", "a timer", IFLA_BRPORT_MESSAGE_AGE_TIMER),
	SKIP_PORT("bridge", "a timer", IFLA_BRPORT_FORWARD_DELAY_TIMER),
	SKIP_PORT("bridge", "a timer", IFLA_BRPORT_HOLD_TIMER),
	SKIP_PORT("bridge", "a counter", IFLA_BRPORT_MCAST_EHT_HOSTS_CNT),
	SKIP_PORT("bridge", "a counter", WALK_IFLA_BRPORT_MCAST_N_GROUPS),
	SKIP_DATA("bond", LACP, IFLA_BOND_AD_INFO),
	SKIP_PORT("bond", "a counter", IFLA_BOND_SLAVE_LINK_FAILURE_COUNT),
	SKIP_PORT("bond", LACP, IFLA_BOND_SLAVE_AD_AGGREGATOR_ID),
	SKIP_PORT("bond", LACP, IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE),
	SKIP_PORT("bond", LACP, IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE),
};

static const struct attr_rule addr4_rules[] = {
	ROLE(SLOT, IFA_LOCAL),
	ROLE(SLOT, IFA_ADDRESS),
	SKIP("ages", IFA_CACHEINFO),
};

/*
 * The slot of an IPv6 address is the address alone, which is in one of two
 * attributes. One of the flags is left out; see parse_addr().
 */
static const struct attr_rule addr6_rules[] = {
	SKIP("taken apart by parse_addr()", IFA_FLAGS),
	SKIP("ages", IFA_CACHEINFO),
};

#define ROUTE_RULES							\
	ROLE(SLOT, RTA_DST),						\
	ROLE(SLOT, RTA_SRC),						\
	ROLE(SLOT, RTA_PRIORITY),					\
	ROLE(SLOT, RTA_TABLE),						\
	ROLE(VIA, RTA_OIF),						\
	ROLE(VIA, RTA_GATEWAY),						\
	ROLE(VIA, RTA_VIA),						\
	ROLE(VIA, RTA_ENCAP),						\
	ROLE(VIA, RTA_ENCAP_TYPE),					\
	ROLE(LEGS, RTA_MULTIPATH),					\
	SKIP("ages and counters", RTA_CACHEINFO)

static const struct attr_rule route4_rules[] = {
	ROUTE_RULES,
};

/*
 * A message about several legs of an IPv6 route has these attributes of one leg only; see
 * forget_other_legs(). The kernel finds out by the rest whether there is such a leg: rt6_duplicate_nexthop().
 */
static const struct attr_rule route6_rules[] = {
	ROLE(MAYBE, RTA_METRICS),
	ROLE(MAYBE, RTA_PREF),
	ROLE(MAYBE, RTA_PREFSRC),
	ROUTE_RULES,
};

static const struct attr_rule rule_rules[] = {
	ROLE(SLOT, FRA_PRIORITY),
};

static const struct attr_rule neigh_rules[] = {
	ROLE(SLOT, NDA_DST),
	SKIP("ages and counters", NDA_CACHEINFO),
	SKIP("a counter", NDA_PROBES),
};

static const struct attr_rule nexthop_rules[] = {
	ROLE(SLOT, NHA_ID),
	ROLE(NEST, NHA_RES_GROUP),
	SKIP("a time", NHA_RES_GROUP, NHA_RES_GROUP_UNBALANCED_TIME),
};

static const struct attr_rule fdb_rules[] = {
	ROLE(SLOT, NDA_LLADDR),
	ROLE(SLOT, NDA_VLAN),
	ROLE(SLOT, NDA_MASTER),
	ROLE(SLOT, NDA_DST),
	ROLE(SLOT, NDA_PORT),
	ROLE(SLOT, NDA_VNI),
	ROLE(SLOT, NDA_SRC_VNI),
	ROLE(SLOT, NDA_IFINDEX),
	SKIP("ages", NDA_CACHEINFO),
	SKIP("a number in the namespace of a lower device, if that is another one", NDA_LINK_NETNSID),
};

static const struct attr_rule vlan_rules[] = {
	SKIP("taken apart by put_vlans()", BRIDGE_VLANDB_ENTRY_INFO),
	SKIP("taken apart by put_vlans()", BRIDGE_VLANDB_ENTRY_RANGE),
	SKIP("taken apart by put_vlans()", BRIDGE_VLANDB_ENTRY_TUNNEL_INFO),
	SKIP("counters", BRIDGE_VLANDB_ENTRY_STATS),
	SKIP("a counter", WALK_VLANDB_MCAST_N_GROUPS),
	ROLE(MAYBE, BRIDGE_VLANDB_ENTRY_STATE),
	ROLE(MAYBE, BRIDGE_VLANDB_ENTRY_MCAST_ROUTER),
};

static const struct attr_rule mdb_rules[] = {
	ROLE(SLOT, MDBA_MDB_EATTR_SOURCE),
	ROLE(SLOT, WALK_MDB_EATTR_DST),
	ROLE(SLOT, WALK_MDB_EATTR_DST_PORT),
	ROLE(SLOT, WALK_MDB_EATTR_VNI),
	ROLE(SLOT, WALK_MDB_EATTR_IFINDEX),
	ROLE(SLOT, WALK_MDB_EATTR_SRC_VNI),
	SKIP("an age", MDBA_MDB_EATTR_TIMER),
};

static const struct attr_rule mroute_rules[] = {
	ROLE(SLOT, RTA_DST),
	ROLE(SLOT, RTA_SRC),
	ROLE(SLOT, RTA_TABLE),
	ROLE(VIA, RTA_IIF),
	ROLE(LEGS, RTA_MULTIPATH),
	SKIP("counters", RTA_MFC_STATS),
	SKIP("an age", RTA_EXPIRES),
};

static const struct attr_rule mpls_rules[] = {
	ROLE(SLOT, RTA_DST),
	ROLE(VIA, RTA_OIF),
	ROLE(VIA, RTA_VIA),
	ROLE(VIA, RTA_NEWDST),
	ROLE(LEGS, RTA_MULTIPATH),
};

static const struct attr_rule policy_rules[] = {
	ROLE(SLOT, XFRMA_MARK),
	ROLE(SLOT, XFRMA_IF_ID),
	ROLE(SLOT, XFRMA_POLICY_TYPE),
	SKIP("the policy itself, in a deletion", XFRMA_POLICY),
	SKIP("an age", XFRMA_LASTUSED),
};

static const struct {
	const struct attr_rule *rule;
	size_t n;
} rules_of[OBJECT_KINDS] = {
#define RULES(kind, rules)						\
	[OBJECT_##kind] = { rules, sizeof(rules) / sizeof((rules)[0]) }
	RULES(LINK, link_rules),
	RULES(ADDR4, addr4_rules),
	RULES(ADDR6, addr6_rules),
	RULES(ROUTE4, route4_rules),
	RULES(ROUTE6, route6_rules),
	RULES(RULE, rule_rules),
	RULES(NEIGH, neigh_rules),
	RULES(NEXTHOP, nexthop_rules),
	RULES(FDB, fdb_rules),
	RULES(VLAN, vlan_rules),
	RULES(MDB, mdb_rules),
	RULES(MPLS, mpls_rules),
	RULES(MROUTE, mroute_rules),
	RULES(POLICY, policy_rules),
};

enum attr_role attr_role(enum object_kind kind, const char *type, const uint16_t *path,
			 unsigned int depth)
{
	uint16_t full[ATTR_DEPTH] = {};

	memcpy(full, path, depth * sizeof(*path));
	for (size_t i = 0; i < rules_of[kind].n; i++) {
		const struct attr_rule *rule = &rules_of[kind].rule[i];

		/*
		 * This runs for every attribute of every object, so compare as little as possible.
		 */
		if (rule->path[0] == full[0] && !memcmp(rule->path, full, sizeof(full)) &&
		    (!rule->type || (type && !strcmp(rule->type, type))))
			return rule->role;
	}
	return ATTR_CORE;
}
