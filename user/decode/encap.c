// SPDX-License-Identifier: GPL-2.0
/* Decodes lightweight tunnels: the encapsulations of routes and nexthops. */
#include <linux/ila.h>
#include <linux/ioam6.h>
#include <linux/ioam6_iptunnel.h>
#include <linux/lwtunnel.h>
#include <linux/mpls_iptunnel.h>
#include <linux/rpl.h>
#include <linux/rpl_iptunnel.h>
#include <linux/seg6_iptunnel.h>
#include <linux/seg6_local.h>
#include <stdio.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "decode/rtnew.h"

static void print_mpls_dst(struct decode *d, const struct attr_desc *desc,
			   const uint8_t *a)
{
	decode_addr_value(d, desc->key, " %s", AF_MPLS, attr_data(a),
			  attr_len(a));
}

static const struct attr_desc mpls_desc[] = {
	ATTR(MPLS_IPTUNNEL_DST, FN, .key = "dst", .print = print_mpls_dst),
	ATTR(MPLS_IPTUNNEL_TTL, UINT, .key = "ttl"),
};

static const struct attr_table mpls_table = ATTR_TABLE(mpls_desc);

/* Options of the tunnels that a route can carry. */
static const struct attr_desc geneve_desc[] = {
	ATTR(LWTUNNEL_IP_OPT_GENEVE_CLASS, BE, .key = "class"),
	ATTR(LWTUNNEL_IP_OPT_GENEVE_TYPE, UINT, .key = "type"),
	ATTR(LWTUNNEL_IP_OPT_GENEVE_DATA, BIN, .key = "data"),
};

static const struct attr_table geneve_table = ATTR_TABLE(geneve_desc);

static const struct attr_desc vxlan_desc[] = {
	ATTR(LWTUNNEL_IP_OPT_VXLAN_GBP, UINT, .key = "gbp"),
};

static const struct attr_table vxlan_table = ATTR_TABLE(vxlan_desc);

static const struct attr_desc erspan_desc[] = {
	ATTR(LWTUNNEL_IP_OPT_ERSPAN_VER, UINT, .key = "ver"),
	ATTR(LWTUNNEL_IP_OPT_ERSPAN_INDEX, BE, .key = "index"),
	ATTR(LWTUNNEL_IP_OPT_ERSPAN_DIR, UINT, .key = "dir"),
	ATTR(LWTUNNEL_IP_OPT_ERSPAN_HWID, UINT, .key = "hwid"),
};

static const struct attr_table erspan_table = ATTR_TABLE(erspan_desc);

/* Prints options as an array of objects. A type that comes again starts the next object. */
static void print_opts(struct decode *d, const struct attr_desc *desc,
		       const uint8_t *a)
{
	struct attr_iter it = attr_iter_nested(a), one = it;
	unsigned int last;
	const uint8_t *sub;

	out_str(d->o, OUT_PLAIN, NULL, " %s", desc->key);
	out_array(d->o, desc->key);
	while (attr_rest(&one)) {
		last = 0;
		it.pos = one.pos;
		while ((sub = attr_next(&it)) && attr_type(sub) > last)
			last = attr_type(sub);
		one.end = sub && sub != one.pos ? sub : it.end;
		out_object(d->o, NULL);
		decode_attrs(d, desc->nest, one);
		out_object_end(d->o);
		one.pos = one.end;
		one.end = it.end;
	}
	out_array_end(d->o);
}

static const struct attr_desc ip_opts_desc[] = {
	ATTR(LWTUNNEL_IP_OPTS_GENEVE, FN, .key = "geneve_opts",
	     .print = print_opts, .nest = &geneve_table),
	ATTR(LWTUNNEL_IP_OPTS_VXLAN, FN, .key = "vxlan_opts",
	     .print = print_opts, .nest = &vxlan_table),
	ATTR(LWTUNNEL_IP_OPTS_ERSPAN, FN, .key = "erspan_opts",
	     .print = print_opts, .nest = &erspan_table),
};

static const struct attr_table ip_opts_table = ATTR_TABLE(ip_opts_desc);

/* Bits that say which options exist. They are not printed, because the options are. */
#define OPTION_BITS	0xd800

/* Prints TUNNEL_* of linux/if_tunnel.h, each as its own member. */
static void print_ip_flags(struct decode *d, const struct attr_desc *desc,
			   const uint8_t *a)
{
	static const struct bit_name names[] = {
		{ 0x04, "key" }, { 0x01, "csum" }, { 0x08, "seq" },
	};
	uint32_t flags = attr_be(a) & ~OPTION_BITS;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		if (!(flags & names[i].bit))
			continue;
		flags &= ~names[i].bit;
		out_bool(d->o, names[i].name, NULL, true);
		out_str(d->o, OUT_PLAIN, NULL, " %s", names[i].name);
	}
	if (flags)
		decode_hex(d, desc->key, " flags %s", flags);
}

static const struct attr_desc ip_desc[] = {
	ATTR(LWTUNNEL_IP_ID, BE, .key = "id"),
	ATTR(LWTUNNEL_IP_DST, ADDR, .key = "dst"),
	ATTR(LWTUNNEL_IP_SRC, ADDR, .key = "src",
	     .flags = ATTR_QUIET0),
	ATTR(LWTUNNEL_IP_TTL, UINT, .key = "ttl",
	     .flags = ATTR_QUIET0),
	ATTR(LWTUNNEL_IP_TOS, UINT, .key = "tos",
	     .flags = ATTR_QUIET0),
	ATTR(LWTUNNEL_IP_FLAGS, FN, .key = "flags", .min = 2,
	     .print = print_ip_flags),
	ATTR(LWTUNNEL_IP_PAD, PAD),
	ATTR(LWTUNNEL_IP_OPTS, NEST, .key = "opts", .flags = ATTR_FLAT,
	     .nest = &ip_opts_table),
};

static const struct attr_table ip_table = ATTR_TABLE(ip_desc);

static const struct attr_desc ip6_desc[] = {
	ATTR(LWTUNNEL_IP6_ID, BE, .key = "id"),
	ATTR(LWTUNNEL_IP6_DST, ADDR, .key = "dst"),
	ATTR(LWTUNNEL_IP6_SRC, ADDR, .key = "src",
	     .flags = ATTR_QUIET0),
	ATTR(LWTUNNEL_IP6_HOPLIMIT, UINT, .key = "hoplimit",
	     .flags = ATTR_QUIET0),
	ATTR(LWTUNNEL_IP6_TC, UINT, .key = "tc",
	     .flags = ATTR_QUIET0),
	ATTR(LWTUNNEL_IP6_FLAGS, FN, .key = "flags", .min = 2,
	     .print = print_ip_flags),
	ATTR(LWTUNNEL_IP6_PAD, PAD),
	ATTR(LWTUNNEL_IP6_OPTS, NEST, .key = "opts", .flags = ATTR_FLAT,
	     .nest = &ip_opts_table),
};

static const struct attr_table ip6_table = ATTR_TABLE(ip6_desc);

static void print_locator(struct decode *d, const struct attr_desc *desc,
			  const uint8_t *a)
{
	const uint8_t *b = attr_data(a);
	char buf[24];

	snprintf(buf, sizeof(buf), "%x:%x:%x:%x", b[0] << 8 | b[1],
		 b[2] << 8 | b[3], b[4] << 8 | b[5], b[6] << 8 | b[7]);
	out_str(d->o, OUT_PLAIN, desc->key, " %s", buf);
}

static const char *const ila_csum_modes[] = {
	[ILA_CSUM_ADJUST_TRANSPORT] = "adj-transport",
	[ILA_CSUM_NEUTRAL_MAP] = "neutral-map",
	[ILA_CSUM_NO_ACTION] = "no-action",
	[ILA_CSUM_NEUTRAL_MAP_AUTO] = "neutral-map-auto",
};

static const char *const ila_ident_types[] = {
	[ILA_ATYPE_IID] = "iid", [ILA_ATYPE_LUID] = "luid",
	[ILA_ATYPE_VIRT_V4] = "virt-v4",
	[ILA_ATYPE_VIRT_UNI_V6] = "virt-uni-v6",
	[ILA_ATYPE_VIRT_MULTI_V6] = "virt-multi-v6",
	[ILA_ATYPE_NONLOCAL_ADDR] = "nonlocal-addr",
	[ILA_ATYPE_USE_FORMAT] = "use-format",
};

static const char *const ila_hook_types[] = {
	[ILA_HOOK_ROUTE_OUTPUT] = "output", [ILA_HOOK_ROUTE_INPUT] = "input",
};

static const struct attr_desc ila_desc[] = {
	ATTR(ILA_ATTR_LOCATOR, FN, .key = "locator", .min = 8,
	     .print = print_locator),
	ATTR(ILA_ATTR_PAD, PAD),
	ATTR(ILA_ATTR_CSUM_MODE, ENUM, .key = "csum_mode",
	     .label = "csum-mode", WORDS(ila_csum_modes)),
	ATTR(ILA_ATTR_IDENT_TYPE, ENUM, .key = "ident_type",
	     .label = "ident-type", WORDS(ila_ident_types)),
	ATTR(ILA_ATTR_HOOK_TYPE, ENUM, .key = "hook_type",
	     .label = "hook-type", WORDS(ila_hook_types)),
};

static const struct attr_table ila_table = ATTR_TABLE(ila_desc);

static void print_segs(struct decode *d, unsigned int n, const uint8_t *segs)
{
	out_u64(d->o, NULL, " segs %u [", n);
	out_array(d->o, "segs");
	while (n--)
		decode_addr_value(d, NULL, " %s", AF_INET6, segs + 16 * n, 16);
	out_array_end(d->o);
	out_text(d->o, OUT_PLAIN, " ]");
}

/* Prints a segment routing header of @len bytes, with the segments that are complete. */
static void print_srh(struct decode *d, const uint8_t *data, size_t len)
{
	unsigned int n, offset;
	struct ipv6_sr_hdr srh;
	uint32_t key;

	memcpy(&srh, data, sizeof(srh));
	n = srh.first_segment + 1;
	if (n > (len - sizeof(srh)) / 16)
		n = (len - sizeof(srh)) / 16;
	print_segs(d, n, data + sizeof(srh));

	/* The last 40 bytes are a TLV: type, length, reserved, key id. */
	offset = (srh.hdrlen + 1) * 8;
	if ((srh.flags & SR6_FLAG1_HMAC) && offset >= 48 && offset <= len) {
		data += offset - 40;
		key = (uint32_t)data[4] << 24 | data[5] << 16 | data[6] << 8 |
		      data[7];
		decode_hex(d, "hmac", " hmac %s", key);
	}
}

static void print_seg6(struct decode *d, const struct attr_desc *desc,
		       const uint8_t *a)
{
	static const char *const modes[] = {
		[SEG6_IPTUN_MODE_INLINE] = "inline",
		[SEG6_IPTUN_MODE_ENCAP] = "encap",
		[SEG6_IPTUN_MODE_L2ENCAP] = "l2encap",
		[SEG6_IPTUN_MODE_ENCAP_RED] = "encap.red",
		[SEG6_IPTUN_MODE_L2ENCAP_RED] = "l2encap.red",
	};
	char buf[RT_NAME_LEN];

	out_str(d->o, OUT_PLAIN, desc->key, " mode %s",
		decode_word(modes, ARRAY_SIZE(modes), attr_u32(a), buf));
	print_srh(d, attr_data(a) + 4, attr_len(a) - 4);
}

static const struct attr_desc seg6_desc[] = {
	ATTR(SEG6_IPTUNNEL_SRH, FN, .key = "mode",
	     .min = 4 + sizeof(struct ipv6_sr_hdr), .print = print_seg6),
	ATTR(SEG6_IPTUNNEL_SRC, ADDR, .key = "tunsrc"),
};

static const struct attr_table seg6_table = ATTR_TABLE(seg6_desc);

/* Prints a program as its name. */
static void print_prog(struct decode *d, const struct attr_desc *desc,
		       const uint8_t *a)
{
	const uint8_t *name = attr_find(attr_iter_nested(a), LWT_BPF_PROG_NAME);

	out_str(d->o, OUT_PLAIN, NULL, " %s", desc->key);
	if (name)
		decode_str(d, OUT_PLAIN, desc->key, " %s", name);
	else
		out_str(d->o, OUT_PLAIN, desc->key, NULL, "<unknown>");
}

static const struct attr_desc bpf_desc[] = {
	ATTR(LWT_BPF_IN, FN, .key = "in", .print = print_prog),
	ATTR(LWT_BPF_OUT, FN, .key = "out", .print = print_prog),
	ATTR(LWT_BPF_XMIT, FN, .key = "xmit", .print = print_prog),
	ATTR(LWT_BPF_XMIT_HEADROOM, UINT, .key = "headroom"),
};

static const struct attr_table bpf_table = ATTR_TABLE(bpf_desc);

static void print_local_srh(struct decode *d, const struct attr_desc *desc,
			    const uint8_t *a)
{
	out_object(d->o, desc->key);
	print_srh(d, attr_data(a), attr_len(a));
	out_object_end(d->o);
}

static const struct attr_desc counters_desc[] = {
	ATTR(SEG6_LOCAL_CNT_PAD, PAD),
	ATTR(SEG6_LOCAL_CNT_PACKETS, UINT, .key = "packets"),
	ATTR(SEG6_LOCAL_CNT_BYTES, UINT, .key = "bytes"),
	ATTR(SEG6_LOCAL_CNT_ERRORS, UINT, .key = "errors"),
};

static const struct attr_table counters_table = ATTR_TABLE(counters_desc);

static void print_flavors(struct decode *d, const struct attr_desc *desc,
			  const uint8_t *a)
{
	static const struct bit_name flavors[] = {
		{ 1 << SEG6_LOCAL_FLV_OP_PSP, "psp" },
		{ 1 << SEG6_LOCAL_FLV_OP_USP, "usp" },
		{ 1 << SEG6_LOCAL_FLV_OP_USD, "usd" },
		{ 1 << SEG6_LOCAL_FLV_OP_NEXT_CSID, "next-csid" },
	};

	out_text(d->o, OUT_PLAIN, " flavors");
	decode_bits(d, desc->key, false, flavors, ARRAY_SIZE(flavors),
		    attr_u32(a));
}

static const struct attr_desc flavors_desc[] = {
	ATTR(SEG6_LOCAL_FLV_OPERATION, FN, .key = "flavors", .min = 4,
	     .print = print_flavors),
	ATTR(SEG6_LOCAL_FLV_LCBLOCK_BITS, UINT, .key = "lblen"),
	ATTR(SEG6_LOCAL_FLV_LCNODE_FN_BITS, UINT, .key = "nflen"),
};

static const struct attr_table flavors_table = ATTR_TABLE(flavors_desc);

static const char *const local_actions[] = {
	[SEG6_LOCAL_ACTION_END] = "End",
	[SEG6_LOCAL_ACTION_END_X] = "End.X",
	[SEG6_LOCAL_ACTION_END_T] = "End.T",
	[SEG6_LOCAL_ACTION_END_DX2] = "End.DX2",
	[SEG6_LOCAL_ACTION_END_DX6] = "End.DX6",
	[SEG6_LOCAL_ACTION_END_DX4] = "End.DX4",
	[SEG6_LOCAL_ACTION_END_DT6] = "End.DT6",
	[SEG6_LOCAL_ACTION_END_DT4] = "End.DT4",
	[SEG6_LOCAL_ACTION_END_B6] = "End.B6",
	[SEG6_LOCAL_ACTION_END_B6_ENCAP] = "End.B6.Encaps",
	[SEG6_LOCAL_ACTION_END_BM] = "End.BM",
	[SEG6_LOCAL_ACTION_END_S] = "End.S",
	[SEG6_LOCAL_ACTION_END_AS] = "End.AS",
	[SEG6_LOCAL_ACTION_END_AM] = "End.AM",
	[SEG6_LOCAL_ACTION_END_BPF] = "End.BPF",
	[SEG6_LOCAL_ACTION_END_DT46] = "End.DT46",
};

static const struct attr_desc seg6_local_desc[] = {
	ATTR(SEG6_LOCAL_ACTION, ENUM, .key = "action", WORDS(local_actions)),
	ATTR(SEG6_LOCAL_SRH, FN, .key = "srh",
	     .min = sizeof(struct ipv6_sr_hdr), .print = print_local_srh),
	ATTR(SEG6_LOCAL_TABLE, TABLE, .key = "table"),
	ATTR(SEG6_LOCAL_NH4, ADDR, .key = "nh4"),
	ATTR(SEG6_LOCAL_NH6, ADDR, .key = "nh6"),
	ATTR(SEG6_LOCAL_IIF, IFINDEX, .key = "iif"),
	ATTR(SEG6_LOCAL_OIF, IFINDEX, .key = "oif"),
	ATTR(SEG6_LOCAL_BPF, FN, .key = "endpoint", .print = print_prog),
	ATTR(SEG6_LOCAL_VRFTABLE, TABLE, .key = "vrftable"),
	ATTR(SEG6_LOCAL_COUNTERS, NEST, .key = "stats64",
	     .flags = ATTR_DETAIL, .nest = &counters_table),
	ATTR(SEG6_LOCAL_FLAVORS, NEST, .key = "flavors", .flags = ATTR_FLAT,
	     .nest = &flavors_table),
};

static const struct attr_table seg6_local_table = ATTR_TABLE(seg6_local_desc);

static void print_rpl(struct decode *d, const struct attr_desc *desc,
		      const uint8_t *a)
{
	struct ipv6_rpl_sr_hdr srh;
	unsigned int n;

	(void)desc;
	memcpy(&srh, attr_data(a), sizeof(srh));
	n = (attr_len(a) - sizeof(srh)) / 16;
	print_segs(d, srh.segments_left < n ? srh.segments_left : n,
		   attr_data(a) + sizeof(srh));
}

static const struct attr_desc rpl_desc[] = {
	ATTR(RPL_IPTUNNEL_SRH, FN, .key = "segs",
	     .min = sizeof(struct ipv6_rpl_sr_hdr), .print = print_rpl),
};

static const struct attr_table rpl_table = ATTR_TABLE(rpl_desc);

static const char *const ioam6_modes[] = {
	[IOAM6_IPTUNNEL_MODE_INLINE] = "inline",
	[IOAM6_IPTUNNEL_MODE_ENCAP] = "encap",
	[IOAM6_IPTUNNEL_MODE_AUTO] = "auto",
};

static void print_ioam6_trace(struct decode *d, const struct attr_desc *desc,
			      const uint8_t *a)
{
	/* Namespace, node length, remaining length, type of 24 bits. */
	const uint8_t *b = attr_data(a);
	char buf[16];

	out_null(d->o, desc->key, " trace");
	out_null(d->o, "prealloc", " prealloc");
	snprintf(buf, sizeof(buf), "%#08x",
		 (unsigned int)b[4] << 16 | b[5] << 8 | b[6]);
	out_str(d->o, OUT_PLAIN, "type", " type %s", buf);
	out_u64(d->o, "ns", " ns %u", b[0] << 8 | b[1]);
	out_u64(d->o, "size", " size %u", (b[3] & 0x7f) * 4);
}

static const struct attr_desc ioam6_desc[] = {
	ATTR(IOAM6_IPTUNNEL_MODE, ENUM, .key = "mode", WORDS(ioam6_modes)),
	ATTR(IOAM6_IPTUNNEL_DST, ADDR, .key = "tundst"),
	ATTR(IOAM6_IPTUNNEL_TRACE, FN, .key = "trace", .min = 8,
	     .print = print_ioam6_trace),
	ATTR(IOAM6_IPTUNNEL_FREQ_K, UINT, .key = "freqk"),
	ATTR(IOAM6_IPTUNNEL_FREQ_N, UINT, .key = "freqn"),
	ATTR(IOAM6_IPTUNNEL_SRC, ADDR, .key = "tunsrc"),
};

static const struct attr_table ioam6_table = ATTR_TABLE(ioam6_desc);

static const struct attr_desc xfrm_desc[] = {
	ATTR(LWT_XFRM_IF_ID, UINT, .key = "if_id"),
	ATTR(LWT_XFRM_LINK, IFINDEX, .key = "link_dev"),
};

static const struct attr_table xfrm_table = ATTR_TABLE(xfrm_desc);

static const struct {
	const char *name;
	const struct attr_table *table;
} encaps[] = {
	[LWTUNNEL_ENCAP_MPLS]		= { "mpls", &mpls_table },
	[LWTUNNEL_ENCAP_IP]		= { "ip", &ip_table },
	[LWTUNNEL_ENCAP_ILA]		= { "ila", &ila_table },
	[LWTUNNEL_ENCAP_IP6]		= { "ip6", &ip6_table },
	[LWTUNNEL_ENCAP_SEG6]		= { "seg6", &seg6_table },
	[LWTUNNEL_ENCAP_BPF]		= { "bpf", &bpf_table },
	[LWTUNNEL_ENCAP_SEG6_LOCAL]	= { "seg6local", &seg6_local_table },
	[LWTUNNEL_ENCAP_RPL]		= { "rpl", &rpl_table },
	[LWTUNNEL_ENCAP_IOAM6]		= { "ioam6", &ioam6_table },
	[LWTUNNEL_ENCAP_XFRM]		= { "xfrm", &xfrm_table },
};

const struct attr_table *encap_table(const uint8_t *type)
{
	unsigned int i = type && attr_len(type) == 2 ? attr_u16(type) : 0;

	return i < ARRAY_SIZE(encaps) ? encaps[i].table : NULL;
}

void decode_encap(struct decode *d, const uint8_t *type, const uint8_t *encap)
{
	unsigned int i = type ? attr_u16(type) : 0;

	if (!encap)
		return;
	out_object(d->o, "encap");
	if (i < ARRAY_SIZE(encaps) && encaps[i].name)
		out_str(d->o, OUT_PLAIN, "encap_type", " encap %s",
			encaps[i].name);
	else
		out_u64(d->o, "encap_type", " encap %u", i);
	decode_attrs(d, encap_table(type), attr_iter_nested(encap));
	out_object_end(d->o);
}
