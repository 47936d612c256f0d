// SPDX-License-Identifier: GPL-2.0
/*
 * The families of generic netlink that are recorded: ethtool, which announces what
 * changes, and families that announce nothing or not everything.
 *
 * The tables below say which attributes are secrets. Each was written with the
 * attributes up to the given maximum in view.
 */
#include <linux/kernel.h>
#include <linux/devlink.h>
#include <linux/ethtool_netlink.h>
#include <linux/if_macsec.h>
#include <linux/if_team.h>
#include <linux/l2tp.h>
#include <linux/mptcp.h>
#include <linux/netjournal.h>
#include <linux/wireguard.h>

#include "genl_families.h"
#include "redact.h"

/* Everything is kept. */
static const struct nj_redaction open_redaction = { .max = U16_MAX };

/* Wireguard: the private key of the device, and the preshared keys of the peers. */
static const struct nj_redacted wireguard_peer_secrets[] = {
	{ WGPEER_A_PRESHARED_KEY, 0 },
};

static const struct nj_redaction wireguard_peer = {
	.max = WGPEER_A_PROTOCOL_VERSION, .n = ARRAY_SIZE(wireguard_peer_secrets),
	.attrs = wireguard_peer_secrets,
};

static const struct nj_redaction wireguard_peers = { .elements = &wireguard_peer };

static const struct nj_redacted wireguard_secrets[] = {
	{ WGDEVICE_A_PRIVATE_KEY, 0 },
	{ WGDEVICE_A_PEERS, 0, &wireguard_peers },
};

static const struct nj_redaction wireguard_redaction = {
	.max = WGDEVICE_A_PEERS, .n = ARRAY_SIZE(wireguard_secrets),
	.attrs = wireguard_secrets,
};

static const u8 wireguard_commands[] = { WG_CMD_SET_DEVICE };

/* MACsec: the key and the salt of an association. */
static const struct nj_redacted macsec_sa_secrets[] = {
	{ MACSEC_SA_ATTR_KEY, 0 },
	{ MACSEC_SA_ATTR_SALT, 0 },
};

static const struct nj_redaction macsec_sa = {
	.max = MACSEC_SA_ATTR_SALT, .n = ARRAY_SIZE(macsec_sa_secrets),
	.attrs = macsec_sa_secrets,
};

static const struct nj_redacted macsec_secrets[] = {
	{ MACSEC_ATTR_SA_CONFIG, 0, &macsec_sa },
};

static const struct nj_redaction macsec_redaction = {
	.max = MACSEC_ATTR_OFFLOAD, .n = ARRAY_SIZE(macsec_secrets),
	.attrs = macsec_secrets,
};

static const u8 macsec_commands[] = {
	MACSEC_CMD_ADD_RXSC, MACSEC_CMD_DEL_RXSC, MACSEC_CMD_UPD_RXSC,
	MACSEC_CMD_ADD_TXSA, MACSEC_CMD_DEL_TXSA, MACSEC_CMD_UPD_TXSA,
	MACSEC_CMD_ADD_RXSA, MACSEC_CMD_DEL_RXSA, MACSEC_CMD_UPD_RXSA,
	MACSEC_CMD_UPD_OFFLOAD,
};

/* L2TP: the cookies by which each end knows packets of the other. */
static const struct nj_redacted l2tp_secrets[] = {
	{ L2TP_ATTR_COOKIE, 0 },
	{ L2TP_ATTR_PEER_COOKIE, 0 },
};

static const struct nj_redaction l2tp_redaction = {
	.max = L2TP_ATTR_PAD, .n = ARRAY_SIZE(l2tp_secrets), .attrs = l2tp_secrets,
};

static const u8 l2tp_commands[] = {
	L2TP_CMD_TUNNEL_CREATE, L2TP_CMD_TUNNEL_DELETE, L2TP_CMD_TUNNEL_MODIFY,
	L2TP_CMD_SESSION_CREATE, L2TP_CMD_SESSION_DELETE, L2TP_CMD_SESSION_MODIFY,
};

static const u8 mptcp_commands[] = {
	MPTCP_PM_CMD_ADD_ADDR, MPTCP_PM_CMD_DEL_ADDR, MPTCP_PM_CMD_FLUSH_ADDRS,
	MPTCP_PM_CMD_SET_LIMITS, MPTCP_PM_CMD_SET_FLAGS,
};

static const u8 team_commands[] = { TEAM_CMD_OPTIONS_SET };

static const u8 devlink_commands[] = {
	DEVLINK_CMD_PORT_SET, DEVLINK_CMD_PORT_NEW, DEVLINK_CMD_PORT_DEL,
	DEVLINK_CMD_PORT_SPLIT, DEVLINK_CMD_PORT_UNSPLIT,
	DEVLINK_CMD_SB_POOL_SET, DEVLINK_CMD_SB_PORT_POOL_SET,
	DEVLINK_CMD_SB_TC_POOL_BIND_SET, DEVLINK_CMD_ESWITCH_SET,
	DEVLINK_CMD_DPIPE_TABLE_COUNTERS_SET, DEVLINK_CMD_RESOURCE_SET,
	DEVLINK_CMD_RELOAD, DEVLINK_CMD_PARAM_SET, DEVLINK_CMD_PORT_PARAM_SET,
	DEVLINK_CMD_HEALTH_REPORTER_SET, DEVLINK_CMD_FLASH_UPDATE,
	DEVLINK_CMD_TRAP_SET, DEVLINK_CMD_TRAP_GROUP_SET,
	DEVLINK_CMD_TRAP_POLICER_SET, DEVLINK_CMD_RATE_SET,
	DEVLINK_CMD_RATE_NEW, DEVLINK_CMD_RATE_DEL, DEVLINK_CMD_LINECARD_SET,
};

struct nj_genl_family nj_genl_families[] = {
	{ .name = ETHTOOL_GENL_NAME, .number = NETJOURNAL_GENL_FAMILY_ETHTOOL,
	  .group = ETHTOOL_MCGRP_MONITOR_NAME, .redaction = &open_redaction },
	{ .name = WG_GENL_NAME, .number = NETJOURNAL_GENL_FAMILY_WIREGUARD,
	  .commands = wireguard_commands, .n_commands = ARRAY_SIZE(wireguard_commands),
	  .redaction = &wireguard_redaction },
	{ .name = MACSEC_GENL_NAME, .number = NETJOURNAL_GENL_FAMILY_MACSEC,
	  .commands = macsec_commands, .n_commands = ARRAY_SIZE(macsec_commands),
	  .redaction = &macsec_redaction },
	{ .name = L2TP_GENL_NAME, .number = NETJOURNAL_GENL_FAMILY_L2TP,
	  .commands = l2tp_commands, .n_commands = ARRAY_SIZE(l2tp_commands),
	  .redaction = &l2tp_redaction },
	{ .name = MPTCP_PM_NAME, .number = NETJOURNAL_GENL_FAMILY_MPTCP_PM,
	  .commands = mptcp_commands, .n_commands = ARRAY_SIZE(mptcp_commands),
	  .redaction = &open_redaction },
	{ .name = TEAM_GENL_NAME, .number = NETJOURNAL_GENL_FAMILY_TEAM,
	  .commands = team_commands, .n_commands = ARRAY_SIZE(team_commands),
	  .redaction = &open_redaction },
	{ .name = DEVLINK_GENL_NAME, .number = NETJOURNAL_GENL_FAMILY_DEVLINK,
	  .commands = devlink_commands, .n_commands = ARRAY_SIZE(devlink_commands),
	  .redaction = &open_redaction },
	{ }
};
