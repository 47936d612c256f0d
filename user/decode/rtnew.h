/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Constants of rtnetlink that are newer than the headers of Debian 12. With newer
 * headers they hide the enumerators with the same name and value, so include this file
 * after all kernel headers. Constants that are macros in the kernel's headers are not
 * defined again.
 */
#ifndef NETJOURNAL_RTNEW_H
#define NETJOURNAL_RTNEW_H

#define IFLA_DEVLINK_PORT			62
#define IFLA_GSO_IPV4_MAX_SIZE			63
#define IFLA_GRO_IPV4_MAX_SIZE			64
#define IFLA_DPLL_PIN				65
#define IFLA_MAX_PACING_OFFLOAD_HORIZON		66
#define IFLA_NETNS_IMMUTABLE			67
#define IFLA_HEADROOM				68
#define IFLA_TAILROOM				69

#define IFLA_BR_FDB_N_LEARNED			48
#define IFLA_BR_FDB_MAX_LEARNED			49
#define IFLA_BR_STP_MODE			50

#define IFLA_BRPORT_MAB				40
#define IFLA_BRPORT_MCAST_N_GROUPS		41
#define IFLA_BRPORT_MCAST_MAX_GROUPS		42
#define IFLA_BRPORT_NEIGH_VLAN_SUPPRESS		43
#define IFLA_BRPORT_BACKUP_NHID			44
#define IFLA_BRPORT_NEIGH_FORWARD_GRAT		45

#define IFLA_BOND_COUPLED_CONTROL		32
#define IFLA_BOND_BROADCAST_NEIGH		33
#define IFLA_BOND_LACP_STRICT			34
#define IFLA_BOND_SLAVE_ACTOR_PORT_PRIO		10
#define IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE	11
#define IFLA_BOND_SLAVE_AD_CHURN_PARTNER_STATE	12

#define IFLA_MACVLAN_BC_CUTOFF			9

#define IFLA_VXLAN_LOCALBYPASS			31
#define IFLA_VXLAN_LABEL_POLICY			32
#define IFLA_VXLAN_RESERVED_BITS		33
#define IFLA_VXLAN_MC_ROUTE			34

#define IFLA_GENEVE_PORT_RANGE			15

#define IFLA_HSR_INTERLINK			8

#define IFLA_GTP_LOCAL				7
#define IFLA_GTP_LOCAL6				8

#define IFLA_OVPN_MODE				1

#define IFLA_NETKIT_PRIMARY			2
#define IFLA_NETKIT_POLICY			3
#define IFLA_NETKIT_PEER_POLICY			4
#define IFLA_NETKIT_MODE			5
#define IFLA_NETKIT_SCRUB			6
#define IFLA_NETKIT_PEER_SCRUB			7
#define IFLA_NETKIT_HEADROOM			8
#define IFLA_NETKIT_TAILROOM			9
#define IFLA_NETKIT_PAIRING			10

#define RTA_FLOWLABEL				31
#ifndef RTAX_FEATURE_TCP_USEC_TS
#define RTAX_FEATURE_TCP_USEC_TS		16
#endif

#define FRA_DSCP				25
#define FRA_FLOWLABEL				26
#define FRA_FLOWLABEL_MASK			27
#define FRA_SPORT_MASK				28
#define FRA_DPORT_MASK				29
#define FRA_DSCP_MASK				30

#ifndef NTF_EXT_LOCKED
#define NTF_EXT_LOCKED				2
#endif
#ifndef NTF_EXT_EXT_VALIDATED
#define NTF_EXT_EXT_VALIDATED			4
#endif

#define NHA_OP_FLAGS				14
#define NHA_GROUP_STATS				15
#define NHA_HW_STATS_ENABLE			16
#define NHA_HW_STATS_USED			17
#define NHA_GROUP_STATS_ENTRY_ID		1
#define NHA_GROUP_STATS_ENTRY_PACKETS		2
#define NHA_GROUP_STATS_ENTRY_PACKETS_HW	3

#define SEG6_IPTUNNEL_SRC			2
#define IOAM6_IPTUNNEL_SRC			6

#endif
