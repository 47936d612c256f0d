/* SPDX-License-Identifier: GPL-2.0 */
/* Internal to the decoder: the tables of network devices, by file. */
#ifndef NETJOURNAL_DECODE_LINKINFO_H
#define NETJOURNAL_DECODE_LINKINFO_H

#include "decode/decode.h"

extern const struct attr_table linkinfo_table;		/* IFLA_LINKINFO */
extern const struct attr_table vf_table;		/* one of IFLA_VFINFO_LIST */
extern const struct attr_table port_table;		/* IFLA_PORT_SELF, one of IFLA_VF_PORTS */
extern const struct attr_table bridge_port_table;	/* IFLA_BRPORT_* */

/* Return the table of IFLA_AF_SPEC and of IFLA_PROTINFO for the family of the message. */
const struct attr_table *pick_af_spec(const struct decode *d);
const struct attr_table *pick_protinfo(const struct decode *d);

/*
 * The tables of each kind or family of kinds, and of ports. Text has the attributes that
 * distinguish devices. Attributes that have their default on most machines are details.
 */
extern const struct attr_table amt_table;
extern const struct attr_table bareudp_table;
extern const struct attr_table bond_slave_table;
extern const struct attr_table bond_table;
extern const struct attr_table bridge_table;
extern const struct attr_table can_table;
extern const struct attr_table dsa_table;
extern const struct attr_table geneve_table;
extern const struct attr_table gre6_table;
extern const struct attr_table gre_table;
extern const struct attr_table gtp_table;
extern const struct attr_table hsr_table;
extern const struct attr_table ip6tnl_table;
extern const struct attr_table ipoib_table;
extern const struct attr_table iptun_table;
extern const struct attr_table ipvlan_table;
extern const struct attr_table macsec_table;
extern const struct attr_table macvlan_table;
extern const struct attr_table netkit_table;
extern const struct attr_table ovpn_table;
extern const struct attr_table rmnet_table;
extern const struct attr_table tun_table;
extern const struct attr_table vlan_table;
extern const struct attr_table vrf_port_table;
extern const struct attr_table vrf_table;
extern const struct attr_table vti_table;
extern const struct attr_table vxlan_table;
extern const struct attr_table xfrm_table;

#define DETAIL	.flags = ATTR_DETAIL
#define NOZERO	.flags = ATTR_NOZERO
#define QUIET0	.flags = ATTR_QUIET0

#endif
