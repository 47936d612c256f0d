// SPDX-License-Identifier: GPL-2.0
/*
 * IFLA_LINKINFO: types with few attributes: VRF, tun and tap, MACsec, netkit, and more.
 */
#include <linux/if_ether.h>
#include <linux/if_link.h>
#include <linux/if_tun.h>
#include <stdio.h>

#include "decode/link/linkinfo.h"
#include "decode/rtnew.h"

/* VRF */

static const struct attr_desc vrf_desc[] = {
	ATTR(IFLA_VRF_TABLE, UINT, .key = "table"),
};

const struct attr_table vrf_table = ATTR_TABLE(vrf_desc);

static const struct attr_desc vrf_port_desc[] = {
	ATTR(IFLA_VRF_PORT_TABLE, UINT, .key = "table"),
};

const struct attr_table vrf_port_table = ATTR_TABLE(vrf_port_desc);

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

const struct attr_table tun_table = ATTR_TABLE(tun_desc);

/* MACsec */

static void print_sci(struct decode *d, const struct attr_desc *desc,
		      const uint8_t *a)
{
	out_hex(d->o, desc->key, " sci %s", attr_data(a), attr_len(a));
}

static void print_cipher(struct decode *d, const struct attr_desc *desc,
			 const uint8_t *a)
{
	/* MACSEC_CIPHER_ID_*, and the default id of older kernels. */
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

const struct attr_table macsec_table = ATTR_TABLE(macsec_desc);

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

const struct attr_table netkit_table = ATTR_TABLE(netkit_desc);

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

const struct attr_table hsr_table = ATTR_TABLE(hsr_desc);

static const char *const ipoib_modes[] = { "datagram", "connected" };

static const struct attr_desc ipoib_desc[] = {
	ATTR(IFLA_IPOIB_PKEY, HEX, .key = "key", .label = "pkey"),
	ATTR(IFLA_IPOIB_MODE, ENUM, .key = "mode", WORDS(ipoib_modes)),
	ATTR(IFLA_IPOIB_UMCAST, HEX, .key = "umcast"),
};

const struct attr_table ipoib_table = ATTR_TABLE(ipoib_desc);

static const struct attr_desc rmnet_desc[] = {
	ATTR(IFLA_RMNET_MUX_ID, UINT, .key = "mux_id"),
	ATTR(IFLA_RMNET_FLAGS, BIN),
};

const struct attr_table rmnet_table = ATTR_TABLE(rmnet_desc);

static const struct attr_desc dsa_desc[] = {
	ATTR(IFLA_DSA_MASTER, IFINDEX, .key = "conduit"),
};

const struct attr_table dsa_table = ATTR_TABLE(dsa_desc);

static const char *const ovpn_modes[] = { "p2p", "mp" };

static const struct attr_desc ovpn_desc[] = {
	ATTR(IFLA_OVPN_MODE, ENUM, .key = "mode", WORDS(ovpn_modes)),
};

const struct attr_table ovpn_table = ATTR_TABLE(ovpn_desc);
