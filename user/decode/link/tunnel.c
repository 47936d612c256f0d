// SPDX-License-Identifier: GPL-2.0
/*
 * IFLA_LINKINFO: Tunnels in IP: GRE, IP in IP, sit, VTI; and XFRM.
 */
#include <linux/if_link.h>
#include <linux/if_tunnel.h>
#include <linux/ip6_tunnel.h>
#include <netinet/in.h>
#include <stdio.h>

#include "decode/link/linkinfo.h"

/* Prints an end of a tunnel. Zero means any address. */
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

/*
 * Prints four attributes as one object, which says how the tunnel is wrapped in UDP.
 * The attributes have no keys in the table, because their numbers differ between kinds.
 */
static void print_tunnel_encap(struct decode *d, const struct attr_desc *desc,
			       const uint8_t *a)
{
	static const char *const types[] = {
		[TUNNEL_ENCAP_FOU] = "fou", [TUNNEL_ENCAP_GUE] = "gue",
		[TUNNEL_ENCAP_MPLS] = "mpls",
	};
	/* In both numberings the other three attributes follow the type. */
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

/* The kernel always sends a key. It is used only if the flags of its direction say so. */
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

/* Prints the other GRE options of a direction. */
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

/* Prints IP6_TNL_F_*. IPv4 tunnels have other bits in this attribute. */
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

/* Prints the traffic class and the flow label, unless they are those of the inner packet. */
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

/* GRE over IPv4 and over IPv6 have the same attributes, but not all have the same meaning. */
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

const struct attr_table gre_table = ATTR_TABLE(gre_desc);

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

const struct attr_table gre6_table = ATTR_TABLE(gre6_desc);

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

/* Prints a prefix of 6rd. Its length is the attribute whose number is higher by two. */
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

const struct attr_table iptun_table = ATTR_TABLE(iptun_desc);

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

const struct attr_table ip6tnl_table = ATTR_TABLE(ip6tnl_desc);

static const struct attr_desc vti_desc[] = {
	ATTR(IFLA_VTI_LINK, IFINDEX, .key = "link", .label = "dev", NOZERO),
	ATTR(IFLA_VTI_IKEY, ADDR, .key = "ikey", NOZERO),
	ATTR(IFLA_VTI_OKEY, ADDR, .key = "okey", NOZERO),
	ATTR(IFLA_VTI_LOCAL, ADDR, .key = "local", .print = print_endpoint),
	ATTR(IFLA_VTI_REMOTE, ADDR, .key = "remote", .print = print_endpoint),
	ATTR(IFLA_VTI_FWMARK, HEX, .key = "fwmark", NOZERO),
};

const struct attr_table vti_table = ATTR_TABLE(vti_desc);

static const struct attr_desc xfrm_desc[] = {
	ATTR(IFLA_XFRM_LINK, IFINDEX),
	ATTR(IFLA_XFRM_IF_ID, HEX, .key = "if_id", NOZERO),
	ATTR(IFLA_XFRM_COLLECT_METADATA, FLAG, .key = "external"),
};

const struct attr_table xfrm_table = ATTR_TABLE(xfrm_desc);
