// SPDX-License-Identifier: GPL-2.0
/*
 * Decodes network devices. The attributes of a type of device (bridge, bond, ...) are
 * in linkinfo.c.
 */
#include <errno.h>
#include <linux/if.h>
#include <linux/if_arp.h>
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <strings.h>
#include <sys/socket.h>

#include "decode/link/linkinfo.h"
#include "decode/rtnew.h"

/* In the order of `ip`. IFF_RUNNING is not printed; NO-CARRIER means that it is missing. */
const struct bit_name link_flags[18] = {
	{ IFF_LOOPBACK, "LOOPBACK" },
	{ IFF_BROADCAST, "BROADCAST" },
	{ IFF_POINTOPOINT, "POINTOPOINT" },
	{ IFF_MULTICAST, "MULTICAST" },
	{ IFF_NOARP, "NOARP" },
	{ IFF_ALLMULTI, "ALLMULTI" },
	{ IFF_PROMISC, "PROMISC" },
	{ IFF_MASTER, "MASTER" },
	{ IFF_SLAVE, "SLAVE" },
	{ IFF_DEBUG, "DEBUG" },
	{ IFF_DYNAMIC, "DYNAMIC" },
	{ IFF_AUTOMEDIA, "AUTOMEDIA" },
	{ IFF_PORTSEL, "PORTSEL" },
	{ IFF_NOTRAILERS, "NOTRAILERS" },
	{ IFF_UP, "UP" },
	{ IFF_LOWER_UP, "LOWER_UP" },
	{ IFF_DORMANT, "DORMANT" },
	{ IFF_ECHO, "ECHO" },
};

static const char *const oper_states[] = {
	"UNKNOWN", "NOTPRESENT", "DOWN", "LOWERLAYERDOWN", "TESTING",
	"DORMANT", "UP",
};

#define OPER_DOWN	2
#define OPER_UP		6

const char *link_oper_state(const char *word)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(oper_states); i++)
		if (!strcasecmp(oper_states[i], word))
			return oper_states[i];
	return NULL;
}

uint32_t link_oper_number(const char *word)
{
	uint32_t i;

	for (i = 0; i < ARRAY_SIZE(oper_states); i++)
		if (!strcmp(oper_states[i], word))
			return i;
	return 0;
}

const char *link_oper_state_of(const struct event *ev)
{
	const uint8_t *a = ev->attr[IFLA_OPERSTATE];
	uint64_t state = a ? attr_uint(a) : 0;

	return state < ARRAY_SIZE(oper_states) ? oper_states[state] : "";
}

static const char *const link_modes[] = { "DEFAULT", "DORMANT" };

static const char *const link_events[] = {
	[IFLA_EVENT_NONE] = "NONE",
	[IFLA_EVENT_REBOOT] = "REBOOT",
	[IFLA_EVENT_FEATURES] = "FEATURE CHANGE",
	[IFLA_EVENT_BONDING_FAILOVER] = "BONDING FAILOVER",
	[IFLA_EVENT_NOTIFY_PEERS] = "NOTIFY PEERS",
	[IFLA_EVENT_IGMP_RESEND] = "RESEND IGMP",
	[IFLA_EVENT_BONDING_OPTIONS] = "BONDING OPTION",
};

/* Names of ARPHRD_*. The others are printed by number. */
static const struct bit_name link_types[] = {
	{ ARPHRD_ETHER, "ether" }, { ARPHRD_EETHER, "eether" },
	{ ARPHRD_AX25, "ax25" }, { ARPHRD_IEEE802, "ieee802" },
	{ ARPHRD_ARCNET, "arcnet" }, { ARPHRD_ATM, "atm" },
	{ ARPHRD_IEEE1394, "ieee1394" }, { ARPHRD_INFINIBAND, "infiniband" },
	{ ARPHRD_SLIP, "slip" }, { ARPHRD_X25, "x25" },
	{ ARPHRD_CAN, "can" }, { ARPHRD_PPP, "ppp" }, { ARPHRD_HDLC, "hdlc" },
	{ ARPHRD_RAWHDLC, "rawhdlc" }, { ARPHRD_TUNNEL, "ipip" },
	{ ARPHRD_TUNNEL6, "tunnel6" }, { ARPHRD_LOOPBACK, "loopback" },
	{ ARPHRD_SIT, "sit" }, { ARPHRD_IPGRE, "gre" },
	{ ARPHRD_PIMREG, "pimreg" }, { ARPHRD_IEEE80211, "ieee802.11" },
	{ ARPHRD_IEEE80211_PRISM, "ieee802.11/prism" },
	{ ARPHRD_IEEE80211_RADIOTAP, "ieee802.11/radiotap" },
	{ ARPHRD_IEEE802154, "ieee802.15.4" },
	{ ARPHRD_IEEE802154_MONITOR, "ieee802.15.4/monitor" },
	{ ARPHRD_PHONET, "phonet" }, { ARPHRD_PHONET_PIPE, "phonet_pipe" },
	{ ARPHRD_CAIF, "caif" }, { ARPHRD_IP6GRE, "gre6" },
	{ ARPHRD_NETLINK, "netlink" }, { ARPHRD_6LOWPAN, "6lowpan" },
	{ ARPHRD_NONE, "none" }, { ARPHRD_VOID, "void" },
};

static const char *const xdp_modes[] = {
	[XDP_ATTACHED_NONE] = "none", [XDP_ATTACHED_DRV] = "xdp",
	[XDP_ATTACHED_SKB] = "xdpgeneric", [XDP_ATTACHED_HW] = "xdpoffload",
	[XDP_ATTACHED_MULTI] = "xdpmulti",
};

static const struct attr_desc xdp_desc[] = {
	ATTR(IFLA_XDP_FD, INT),
	ATTR(IFLA_XDP_ATTACHED, ENUM, WORDS(xdp_modes)),
	ATTR(IFLA_XDP_FLAGS, HEX),
	ATTR(IFLA_XDP_PROG_ID, UINT, .key = "prog_id", .label = "prog"),
	ATTR(IFLA_XDP_DRV_PROG_ID, UINT, .key = "drv_prog_id",
	     .flags = ATTR_DETAIL),
	ATTR(IFLA_XDP_SKB_PROG_ID, UINT, .key = "skb_prog_id",
	     .flags = ATTR_DETAIL),
	ATTR(IFLA_XDP_HW_PROG_ID, UINT, .key = "hw_prog_id",
	     .flags = ATTR_DETAIL),
	ATTR(IFLA_XDP_EXPECTED_FD, INT),
};

static const struct attr_table xdp_table = ATTR_TABLE(xdp_desc);

static void print_xdp(struct decode *d, const struct attr_desc *desc,
		      const uint8_t *a)
{
	const uint8_t *mode = attr_find(attr_iter_nested(a), IFLA_XDP_ATTACHED);
	char buf[RT_NAME_LEN];

	if (!mode || attr_len(mode) != 1 || *attr_data(mode) == XDP_ATTACHED_NONE)
		return;
	out_object(d->o, desc->key);
	out_u64(d->o, "mode", NULL, *attr_data(mode));
	out_str(d->o, OUT_PLAIN, NULL, " %s",
		decode_word(xdp_modes, ARRAY_SIZE(xdp_modes), *attr_data(mode),
			    buf));
	decode_attrs(d, &xdp_table, attr_iter_nested(a));
	out_object_end(d->o);
}

static void print_down_reasons(struct decode *d, const struct attr_desc *desc,
			       const uint8_t *a)
{
	const char *fmt = " %s";
	uint64_t reasons = attr_uint(a);
	unsigned int bit;

	if (!reasons)
		return;
	out_str(d->o, OUT_PLAIN, NULL, " %s", desc->label);
	out_array(d->o, desc->key);
	for (bit = 0; bit < 32; bit++) {
		if (!(reasons & 1U << bit))
			continue;
		decode_name(d, RT_DOWN_REASONS, NULL, fmt, bit);
		fmt = ",%s";
	}
	out_array_end(d->o);
}

static const struct attr_desc proto_down_desc[] = {
	ATTR(IFLA_PROTO_DOWN_REASON_MASK, HEX),
	ATTR(IFLA_PROTO_DOWN_REASON_VALUE, HEX, .key = "proto_down_reason",
	     .label = "protodown_reason", .print = print_down_reasons),
};

static const struct attr_table proto_down_table = ATTR_TABLE(proto_down_desc);

static const struct attr_desc prop_desc[] = {
	ATTR(IFLA_ALT_IFNAME, STR, .key = "altnames", .label = "altname",
	     .flags = ATTR_REPEAT),
};

static const struct attr_table prop_table = ATTR_TABLE(prop_desc);

static void print_proto_down(struct decode *d, const struct attr_desc *desc,
			     const uint8_t *a)
{
	if (!attr_uint(a))
		return;
	out_bool(d->o, desc->key, " protodown on", true);
}

/* An attribute with a key is printed from the table, and any other by link_print(). */
static const struct attr_desc link_desc[] = {
	ATTR(IFLA_ADDRESS, LLADDR),
	ATTR(IFLA_BROADCAST, LLADDR),
	ATTR(IFLA_IFNAME, STR),
	ATTR(IFLA_MTU, UINT),
	ATTR(IFLA_LINK, UINT, .min = 4),
	ATTR(IFLA_QDISC, STR),
	ATTR(IFLA_STATS, BIN),
	ATTR(IFLA_COST, BIN),
	ATTR(IFLA_PRIORITY, BIN),
	ATTR(IFLA_MASTER, IFINDEX),
	ATTR(IFLA_WIRELESS, BIN),
	ATTR(IFLA_PROTINFO, NEST, .key = "protinfo", .flags = ATTR_FLAT,
	     .pick = pick_protinfo),
	ATTR(IFLA_TXQLEN, UINT),
	ATTR(IFLA_MAP, BIN),
	ATTR(IFLA_WEIGHT, UINT),
	ATTR(IFLA_OPERSTATE, ENUM, WORDS(oper_states)),
	ATTR(IFLA_LINKMODE, ENUM, WORDS(link_modes)),
	ATTR(IFLA_LINKINFO, NEST, .key = "linkinfo", .nest = &linkinfo_table),
	ATTR(IFLA_NET_NS_PID, UINT),
	ATTR(IFLA_IFALIAS, STR, .key = "ifalias", .label = "alias"),
	ATTR(IFLA_NUM_VF, UINT),
	ATTR(IFLA_VFINFO_LIST, LIST, .key = "vfinfo_list", .label = "vf",
	     .nest = &vf_table),
	ATTR(IFLA_STATS64, BIN),
	ATTR(IFLA_VF_PORTS, LIST, .nest = &port_table),
	ATTR(IFLA_PORT_SELF, NEST, .nest = &port_table),
	ATTR(IFLA_AF_SPEC, NEST, .key = "af_spec", .flags = ATTR_FLAT,
	     .pick = pick_af_spec),
	ATTR(IFLA_GROUP, UINT),
	ATTR(IFLA_NET_NS_FD, INT),
	ATTR(IFLA_EXT_MASK, HEX),
	ATTR(IFLA_PROMISCUITY, UINT, .key = "promiscuity",
	     .flags = ATTR_QUIET0),
	ATTR(IFLA_NUM_TX_QUEUES, UINT, .key = "num_tx_queues",
	     .label = "numtxqueues", .flags = ATTR_DETAIL),
	ATTR(IFLA_NUM_RX_QUEUES, UINT, .key = "num_rx_queues",
	     .label = "numrxqueues", .flags = ATTR_DETAIL),
	ATTR(IFLA_CARRIER, UINT),
	ATTR(IFLA_PHYS_PORT_ID, BIN, .key = "phys_port_id", .label = "portid"),
	ATTR(IFLA_CARRIER_CHANGES, UINT),
	ATTR(IFLA_PHYS_SWITCH_ID, BIN, .key = "phys_switch_id",
	     .label = "switchid"),
	ATTR(IFLA_LINK_NETNSID, INT, .min = 4),
	ATTR(IFLA_PHYS_PORT_NAME, STR, .key = "phys_port_name",
	     .label = "portname"),
	ATTR(IFLA_PROTO_DOWN, UINT, .key = "proto_down",
	     .print = print_proto_down),
	ATTR(IFLA_GSO_MAX_SEGS, UINT, .key = "gso_max_segs",
	     .flags = ATTR_DETAIL),
	ATTR(IFLA_GSO_MAX_SIZE, UINT, .key = "gso_max_size",
	     .flags = ATTR_DETAIL),
	ATTR(IFLA_PAD, PAD),
	ATTR(IFLA_XDP, NEST, .key = "xdp", .nest = &xdp_table,
	     .print = print_xdp),
	ATTR(IFLA_EVENT, ENUM, .key = "event", WORDS(link_events)),
	ATTR(IFLA_NEW_NETNSID, INT, .key = "new_netnsid",
	     .label = "new-netnsid"),
	ATTR(IFLA_TARGET_NETNSID, INT, .key = "target_netnsid",
	     .label = "target-netnsid"),
	ATTR(IFLA_CARRIER_UP_COUNT, UINT),
	ATTR(IFLA_CARRIER_DOWN_COUNT, UINT),
	ATTR(IFLA_NEW_IFINDEX, INT, .key = "new_ifindex",
	     .label = "new-ifindex"),
	ATTR(IFLA_MIN_MTU, UINT, .key = "min_mtu", .label = "minmtu",
	     .flags = ATTR_DETAIL),
	ATTR(IFLA_MAX_MTU, UINT, .key = "max_mtu", .label = "maxmtu",
	     .flags = ATTR_DETAIL),
	ATTR(IFLA_PROP_LIST, NEST, .key = "props", .flags = ATTR_FLAT,
	     .nest = &prop_table),
	ATTR(IFLA_ALT_IFNAME, STR),
	ATTR(IFLA_PERM_ADDRESS, LLADDR),
	ATTR(IFLA_PROTO_DOWN_REASON, NEST, .key = "proto_down_reason",
	     .flags = ATTR_FLAT, .nest = &proto_down_table),
	ATTR(IFLA_PARENT_DEV_NAME, STR, .key = "parentdev",
	     .flags = ATTR_DETAIL),
	ATTR(IFLA_PARENT_DEV_BUS_NAME, STR, .key = "parentbus",
	     .flags = ATTR_DETAIL),
	ATTR(IFLA_GRO_MAX_SIZE, UINT, .key = "gro_max_size",
	     .flags = ATTR_DETAIL),
	ATTR(IFLA_TSO_MAX_SIZE, UINT, .key = "tso_max_size",
	     .flags = ATTR_DETAIL),
	ATTR(IFLA_TSO_MAX_SEGS, UINT, .key = "tso_max_segs",
	     .flags = ATTR_DETAIL),
	ATTR(IFLA_ALLMULTI, UINT, .key = "allmulti", .flags = ATTR_QUIET0),
	ATTR(IFLA_DEVLINK_PORT, BIN),
	ATTR(IFLA_GSO_IPV4_MAX_SIZE, UINT, .key = "gso_ipv4_max_size",
	     .flags = ATTR_DETAIL),
	ATTR(IFLA_GRO_IPV4_MAX_SIZE, UINT, .key = "gro_ipv4_max_size",
	     .flags = ATTR_DETAIL),
	ATTR(IFLA_DPLL_PIN, BIN),
	ATTR(IFLA_MAX_PACING_OFFLOAD_HORIZON, UINT,
	     .key = "max_pacing_offload_horizon", .flags = ATTR_DETAIL),
	ATTR(IFLA_NETNS_IMMUTABLE, BOOL, .key = "netns-immutable",
	     .flags = ATTR_NOZERO | ATTR_DETAIL),
	ATTR(IFLA_HEADROOM, UINT, .key = "headroom", .flags = ATTR_DETAIL),
	ATTR(IFLA_TAILROOM, UINT, .key = "tailroom", .flags = ATTR_DETAIL),
};

static const struct attr_table link_table = ATTR_TABLE(link_desc);

_Static_assert(ARRAY_SIZE(link_desc) <= EVENT_ATTRS,
	       "struct event holds every attribute of a link");

static struct ifinfomsg link_header(const struct event *ev)
{
	struct ifinfomsg m;

	memcpy(&m, ev->hdr, sizeof(m));
	return m;
}

const char *event_link_state(const struct event *ev)
{
	unsigned int flags = link_header(ev).ifi_flags;

	if (!(flags & IFF_UP))
		return "DOWN";
	return flags & IFF_RUNNING ? "RUNNING" : "UP (no carrier)";
}

static int link_parse(struct event *ev)
{
	const uint8_t *name = ev->attr[IFLA_IFNAME];

	ev->ifindex = link_header(ev).ifi_index;
	if (name && memchr(attr_data(name), '\0', attr_len(name)))
		ev->ifname = (const char *)attr_data(name);
	return 0;
}

/* Prints NAME or NAME@LINK. JSON has the link as its own member. */
static void print_name(struct decode *d)
{
	const uint8_t *const *tb = d->ev->attr;
	uint32_t link = tb[IFLA_LINK] ? attr_uint(tb[IFLA_LINK]) : 0;
	struct out *o = d->o;

	if (tb[IFLA_IFNAME])
		decode_str(d, OUT_NAME, "ifname", "%s", tb[IFLA_IFNAME]);
	else
		decode_ifindex(d, "ifname", "%s", d->ev->ifindex);
	if (!tb[IFLA_LINK])
		return;
	if (!link) {
		out_null(o, "link", "@NONE");
	} else if (tb[IFLA_LINK_NETNSID]) {
		/* This index belongs to another namespace. */
		out_u64(o, "link_index", NULL, link);
		out_u64(o, NULL, "@if%u", link);
	} else {
		decode_ifindex(d, "link", "@%s", link);
	}
}

static void print_flags(struct decode *d, uint32_t flags)
{
	const char *fmt = "%s";
	struct out *o = d->o;
	size_t i;

	out_text(o, OUT_PLAIN, " <");
	out_array(o, "flags");
	if ((flags & IFF_UP) && !(flags & IFF_RUNNING)) {
		out_str(o, OUT_PLAIN, NULL, fmt, "NO-CARRIER");
		fmt = ",%s";
	}
	flags &= ~IFF_RUNNING;
	for (i = 0; i < ARRAY_SIZE(link_flags); i++) {
		if (!(flags & link_flags[i].bit))
			continue;
		flags &= ~link_flags[i].bit;
		out_str(o, OUT_PLAIN, NULL, fmt, link_flags[i].name);
		fmt = ",%s";
	}
	if (flags)
		decode_hex(d, NULL, fmt, flags);
	out_array_end(o);
	out_text(o, OUT_PLAIN, ">");
}

static void print_operstate(struct decode *d, uint64_t state)
{
	enum out_colour c = OUT_PLAIN;

	if (state == OPER_UP)
		c = OUT_ADD;
	else if (state == OPER_DOWN)
		c = OUT_DEL;

	if (state < ARRAY_SIZE(oper_states))
		out_str(d->o, c, "operstate", " state %s", oper_states[state]);
	else
		out_u64(d->o, "operstate_index", " state %u", state);
}

static void print_link_type(struct decode *d, uint16_t type)
{
	char buf[16];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(link_types); i++) {
		if (link_types[i].bit == type) {
			out_str(d->o, OUT_PLAIN, "link_type", " link/%s",
				link_types[i].name);
			return;
		}
	}
	snprintf(buf, sizeof(buf), "[%u]", type);
	out_str(d->o, OUT_PLAIN, "link_type", " link/%s", buf);
}

static void print_lladdr(struct decode *d, const char *key, const char *fmt,
			 const uint8_t *a)
{
	decode_lladdr(d, key, fmt, attr_data(a), attr_len(a));
}

static void print_addresses(struct decode *d, unsigned int flags)
{
	const uint8_t *const *tb = d->ev->attr;
	const uint8_t *addr = tb[IFLA_ADDRESS], *perm = tb[IFLA_PERM_ADDRESS];

	if (addr)
		print_lladdr(d, "address", " %s", addr);
	if (tb[IFLA_BROADCAST] && (flags & IFF_POINTOPOINT)) {
		out_bool(d->o, "link_pointtopoint", NULL, true);
		print_lladdr(d, "broadcast", " peer %s", tb[IFLA_BROADCAST]);
	} else if (tb[IFLA_BROADCAST]) {
		print_lladdr(d, "broadcast", " brd %s", tb[IFLA_BROADCAST]);
	}
	if (perm && (!addr || attr_len(addr) != attr_len(perm) ||
		     memcmp(attr_data(addr), attr_data(perm), attr_len(perm))))
		print_lladdr(d, "permaddr", " permaddr %s", perm);
}

static void print_netnsid(struct decode *d, int32_t id)
{
	out_s64(d->o, "link_netnsid", NULL, id);
	if (id >= 0)
		out_s64(d->o, NULL, " link-netnsid %d", id);
	else
		out_text(d->o, OUT_PLAIN, " link-netnsid unknown");
}

/*
 * Prints the family if the message is about the device as a port, and not about the device
 * itself.
 */
static void print_family(struct decode *d)
{
	char buf[RT_NAME_LEN];

	if (d->ev->family != AF_UNSPEC)
		out_str(d->o, OUT_PLAIN, NULL, " (%s)", family_name(d->ev->family, buf));
}

static void link_name(struct decode *d)
{
	const uint8_t *name = d->ev->attr[IFLA_IFNAME];

	if (name)
		decode_str(d, OUT_NAME, NULL, "%s", name);
	else
		decode_ifindex(d, NULL, "%s", d->ev->ifindex);
}

/* "dummy", "vlan"; "" for a device that is of no kind */
static void print_info_kind(struct decode *d)
{
	const uint8_t *info = d->ev->attr[IFLA_LINKINFO], *kind;

	kind = info ? attr_find(attr_iter_nested(info), IFLA_INFO_KIND) : NULL;
	if (kind)
		decode_str(d, OUT_PLAIN, NULL, " %s", kind);
}

/* The VLANs of a port: " vlan 1 10-20" */
static void print_vlans(struct decode *d, const uint8_t *spec)
{
	struct attr_iter it = attr_iter_nested(spec);
	struct bridge_vlan_info v;
	const char *before = " vlan ";
	const uint8_t *a;

	while ((a = attr_next(&it))) {
		if (attr_type(a) != IFLA_BRIDGE_VLAN_INFO || attr_len(a) < sizeof(v))
			continue;
		memcpy(&v, attr_data(a), sizeof(v));
		out_text(d->o, OUT_PLAIN, "%s%u", before, v.vid);
		before = v.flags & BRIDGE_VLAN_INFO_RANGE_BEGIN ? "-" : " ";
	}
}

static void link_brief(struct decode *d)
{
	const uint8_t *const *tb = d->ev->attr;

	print_name(d);
	print_family(d);
	print_info_kind(d);
	if (d->ev->family == AF_UNSPEC)
		out_str(d->o, OUT_PLAIN, NULL, " %s", event_link_state(d->ev));
	if (tb[IFLA_MTU])
		out_u64(d->o, NULL, " mtu %u", attr_uint(tb[IFLA_MTU]));
	if (tb[IFLA_MASTER])
		decode_ifindex(d, NULL, " master %s", attr_u32(tb[IFLA_MASTER]));
	if (d->ev->family == AF_BRIDGE && tb[IFLA_AF_SPEC])
		print_vlans(d, tb[IFLA_AF_SPEC]);
	else if (tb[IFLA_ADDRESS] && attr_len(tb[IFLA_ADDRESS]))
		print_lladdr(d, NULL, " %s", tb[IFLA_ADDRESS]);
}

static void link_print(struct decode *d)
{
	const struct event *ev = d->ev;
	const uint8_t *const *tb = ev->attr;
	bool all = d->o->json || d->details;
	struct ifinfomsg m = link_header(ev);
	struct out *o = d->o;
	char buf[RT_NAME_LEN];

	out_u64(o, "ifindex", NULL, ev->ifindex);
	out_str(o, OUT_PLAIN, "family", NULL, family_name(ev->family, buf));
	print_name(d);
	print_family(d);
	decode_column(d);
	print_flags(d, m.ifi_flags);
	if (tb[IFLA_MTU])
		out_u64(o, "mtu", " mtu %u", attr_uint(tb[IFLA_MTU]));
	if (tb[IFLA_QDISC])
		decode_str(d, OUT_PLAIN, "qdisc", " qdisc %s", tb[IFLA_QDISC]);
	if (tb[IFLA_MASTER])
		decode_ifindex(d, "master", " master %s",
			       attr_u32(tb[IFLA_MASTER]));
	if (tb[IFLA_OPERSTATE])
		print_operstate(d, attr_uint(tb[IFLA_OPERSTATE]));
	if (tb[IFLA_LINKMODE] && (all || attr_uint(tb[IFLA_LINKMODE])))
		out_str(o, OUT_PLAIN, "linkmode", " mode %s",
			decode_word(link_modes, ARRAY_SIZE(link_modes),
				    attr_uint(tb[IFLA_LINKMODE]), buf));
	if (tb[IFLA_GROUP] && (all || attr_uint(tb[IFLA_GROUP])))
		decode_name(d, RT_GROUPS, "group", " group %s",
			    attr_uint(tb[IFLA_GROUP]));
	if (tb[IFLA_TXQLEN] && all && attr_uint(tb[IFLA_TXQLEN]))
		out_u64(o, "txqlen", " qlen %u", attr_uint(tb[IFLA_TXQLEN]));
	print_link_type(d, m.ifi_type);
	print_addresses(d, m.ifi_flags);
	if (tb[IFLA_LINK_NETNSID])
		print_netnsid(d, attr_uint(tb[IFLA_LINK_NETNSID]));
	decode_message(d);
}

static void dump_header(struct decode *d)
{
	struct ifinfomsg m = link_header(d->ev);
	char buf[RT_NAME_LEN];
	struct out *o = d->o;

	out_str(o, OUT_PLAIN, "family", " family %s",
		family_name(m.ifi_family, buf));
	out_u64(o, "type", " type %u", m.ifi_type);
	out_u64(o, "index", " index %u", (uint32_t)m.ifi_index);
	decode_hex(d, "flags", " flags %s", m.ifi_flags);
	decode_hex(d, "change", " change %s", m.ifi_change);
}

void identify_link(struct identity *id, const struct event *ev)
{
	/* A bridge announces its ports with its own family, but they are the same devices. */
	id->ifindex = ev->ifindex;
}

const struct decoder decode_link = {
	DECODER_TYPES(LINK),
	.hdr_len = sizeof(struct ifinfomsg),
	.table = &link_table,
	.parse = link_parse,
	.name = link_name,
	.print = link_print,
	.brief = link_brief,
	.dump_header = dump_header,
};
