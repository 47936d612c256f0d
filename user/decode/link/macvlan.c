// SPDX-License-Identifier: GPL-2.0
/*
 * IFLA_LINKINFO: Devices that share another: macvlan, macvtap, ipvlan, ipvtap.
 */
#include <linux/if_link.h>

#include "decode/link/linkinfo.h"
#include "decode/rtnew.h"

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

/* Prints each bit as its own member. */
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

const struct attr_table macvlan_table = ATTR_TABLE(macvlan_desc);

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

const struct attr_table ipvlan_table = ATTR_TABLE(ipvlan_desc);
