// SPDX-License-Identifier: GPL-2.0
/* Made from the kernel's specs by make generate; do not edit. */
#include "decode/genl.h"

static const char *const ethtool_module_fw_flash_status[] = {
	[0] = "started",
	[1] = "in-progress",
	[2] = "completed",
	[3] = "error",
};

static const char *const ethtool_phy_upstream_type[] = {
	[0] = "mac",
	[1] = "phy",
};

static const char *const ethtool_tcp_data_split[] = {
	[0] = "unknown",
	[1] = "disabled",
	[2] = "enabled",
};

static const struct attr_table ethtool_linkinfo_table;
static const struct attr_table ethtool_linkmodes_table;
static const struct attr_table ethtool_debug_table;
static const struct attr_table ethtool_wol_table;
static const struct attr_table ethtool_features_table;
static const struct attr_table ethtool_privflags_table;
static const struct attr_table ethtool_rings_table;
static const struct attr_table ethtool_channels_table;
static const struct attr_table ethtool_coalesce_table;
static const struct attr_table ethtool_pause_table;
static const struct attr_table ethtool_eee_table;
static const struct attr_table ethtool_cable_test_ntf_table;
static const struct attr_table ethtool_cable_test_tdr_ntf_table;
static const struct attr_table ethtool_fec_table;
static const struct attr_table ethtool_module_table;
static const struct attr_table ethtool_plca_table;
static const struct attr_table ethtool_mm_table;
static const struct attr_table ethtool_module_fw_flash_table;
static const struct attr_table ethtool_phy_table;
static const struct attr_table ethtool_pse_ntf_table;
static const struct attr_table ethtool_rss_table;
static const struct attr_table ethtool_header_table;
static const struct attr_table ethtool_bitset_table;
static const struct attr_table ethtool_profile_table;
static const struct attr_table ethtool_pause_stat_table;
static const struct attr_table ethtool_cable_nest_table;
static const struct attr_table ethtool_fec_stat_table;
static const struct attr_table ethtool_mm_stat_table;
static const struct attr_table ethtool_flow_table;
static const struct attr_table ethtool_bitset_bits_table;
static const struct attr_table ethtool_irq_moderation_table;
static const struct attr_table ethtool_cable_result_table;
static const struct attr_table ethtool_cable_fault_length_table;
static const struct attr_table ethtool_fec_hist_table;
static const struct attr_table ethtool_bitset_bit_table;

static const struct attr_desc ethtool_linkinfo_desc[] = {
	[1] = { .name = "ETHTOOL_A_LINKINFO_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_LINKINFO_PORT", .key = "port",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_LINKINFO_PHYADDR", .key = "phyaddr",
		.form = ATTR_UINT },
	[4] = { .name = "ETHTOOL_A_LINKINFO_TP_MDIX", .key = "tp-mdix",
		.form = ATTR_UINT },
	[5] = { .name = "ETHTOOL_A_LINKINFO_TP_MDIX_CTRL", .key = "tp-mdix-ctrl",
		.form = ATTR_UINT },
	[6] = { .name = "ETHTOOL_A_LINKINFO_TRANSCEIVER", .key = "transceiver",
		.form = ATTR_UINT },
};

static const struct attr_table ethtool_linkinfo_table = ATTR_TABLE(ethtool_linkinfo_desc);

static const struct attr_desc ethtool_linkmodes_desc[] = {
	[1] = { .name = "ETHTOOL_A_LINKMODES_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_LINKMODES_AUTONEG", .key = "autoneg",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_LINKMODES_OURS", .key = "ours",
		.form = ATTR_NEST, .print = genl_print_bitset, .nest = &ethtool_bitset_table },
	[4] = { .name = "ETHTOOL_A_LINKMODES_PEER", .key = "peer",
		.form = ATTR_NEST, .print = genl_print_bitset, .nest = &ethtool_bitset_table },
	[5] = { .name = "ETHTOOL_A_LINKMODES_SPEED", .key = "speed",
		.form = ATTR_UINT },
	[6] = { .name = "ETHTOOL_A_LINKMODES_DUPLEX", .key = "duplex",
		.form = ATTR_UINT },
	[7] = { .name = "ETHTOOL_A_LINKMODES_MASTER_SLAVE_CFG", .key = "master-slave-cfg",
		.form = ATTR_UINT },
	[8] = { .name = "ETHTOOL_A_LINKMODES_MASTER_SLAVE_STATE", .key = "master-slave-state",
		.form = ATTR_UINT },
	[9] = { .name = "ETHTOOL_A_LINKMODES_LANES", .key = "lanes",
		.form = ATTR_UINT },
	[10] = { .name = "ETHTOOL_A_LINKMODES_RATE_MATCHING", .key = "rate-matching",
		.form = ATTR_UINT },
};

static const struct attr_table ethtool_linkmodes_table = ATTR_TABLE(ethtool_linkmodes_desc);

static const struct attr_desc ethtool_debug_desc[] = {
	[1] = { .name = "ETHTOOL_A_DEBUG_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_DEBUG_MSGMASK", .key = "msgmask",
		.form = ATTR_NEST, .print = genl_print_bitset, .nest = &ethtool_bitset_table },
};

static const struct attr_table ethtool_debug_table = ATTR_TABLE(ethtool_debug_desc);

static const struct attr_desc ethtool_wol_desc[] = {
	[1] = { .name = "ETHTOOL_A_WOL_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_WOL_MODES", .key = "modes",
		.form = ATTR_NEST, .print = genl_print_bitset, .nest = &ethtool_bitset_table },
	[3] = { .name = "ETHTOOL_A_WOL_SOPASS", .key = "sopass",
		.form = ATTR_BIN },
};

static const struct attr_table ethtool_wol_table = ATTR_TABLE(ethtool_wol_desc);

static const struct attr_desc ethtool_features_desc[] = {
	[1] = { .name = "ETHTOOL_A_FEATURES_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_FEATURES_HW", .key = "hw",
		.form = ATTR_NEST, .print = genl_print_bitset, .nest = &ethtool_bitset_table },
	[3] = { .name = "ETHTOOL_A_FEATURES_WANTED", .key = "wanted",
		.form = ATTR_NEST, .print = genl_print_bitset, .nest = &ethtool_bitset_table },
	[4] = { .name = "ETHTOOL_A_FEATURES_ACTIVE", .key = "active",
		.form = ATTR_NEST, .print = genl_print_bitset, .nest = &ethtool_bitset_table },
	[5] = { .name = "ETHTOOL_A_FEATURES_NOCHANGE", .key = "nochange",
		.form = ATTR_NEST, .print = genl_print_bitset, .nest = &ethtool_bitset_table },
};

static const struct attr_table ethtool_features_table = ATTR_TABLE(ethtool_features_desc);

static const struct attr_desc ethtool_privflags_desc[] = {
	[1] = { .name = "ETHTOOL_A_PRIVFLAGS_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_PRIVFLAGS_FLAGS", .key = "flags",
		.form = ATTR_NEST, .print = genl_print_bitset, .nest = &ethtool_bitset_table },
};

static const struct attr_table ethtool_privflags_table = ATTR_TABLE(ethtool_privflags_desc);

static const struct attr_desc ethtool_rings_desc[] = {
	[1] = { .name = "ETHTOOL_A_RINGS_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_RINGS_RX_MAX", .key = "rx-max",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_RINGS_RX_MINI_MAX", .key = "rx-mini-max",
		.form = ATTR_UINT },
	[4] = { .name = "ETHTOOL_A_RINGS_RX_JUMBO_MAX", .key = "rx-jumbo-max",
		.form = ATTR_UINT },
	[5] = { .name = "ETHTOOL_A_RINGS_TX_MAX", .key = "tx-max",
		.form = ATTR_UINT },
	[6] = { .name = "ETHTOOL_A_RINGS_RX", .key = "rx",
		.form = ATTR_UINT },
	[7] = { .name = "ETHTOOL_A_RINGS_RX_MINI", .key = "rx-mini",
		.form = ATTR_UINT },
	[8] = { .name = "ETHTOOL_A_RINGS_RX_JUMBO", .key = "rx-jumbo",
		.form = ATTR_UINT },
	[9] = { .name = "ETHTOOL_A_RINGS_TX", .key = "tx",
		.form = ATTR_UINT },
	[10] = { .name = "ETHTOOL_A_RINGS_RX_BUF_LEN", .key = "rx-buf-len",
		.form = ATTR_UINT },
	[11] = { .name = "ETHTOOL_A_RINGS_TCP_DATA_SPLIT", .key = "tcp-data-split",
		.form = ATTR_ENUM, WORDS(ethtool_tcp_data_split) },
	[12] = { .name = "ETHTOOL_A_RINGS_CQE_SIZE", .key = "cqe-size",
		.form = ATTR_UINT },
	[13] = { .name = "ETHTOOL_A_RINGS_TX_PUSH", .key = "tx-push",
		.form = ATTR_UINT },
	[14] = { .name = "ETHTOOL_A_RINGS_RX_PUSH", .key = "rx-push",
		.form = ATTR_UINT },
	[15] = { .name = "ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN", .key = "tx-push-buf-len",
		.form = ATTR_UINT },
	[16] = { .name = "ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN_MAX", .key = "tx-push-buf-len-max",
		.form = ATTR_UINT },
	[17] = { .name = "ETHTOOL_A_RINGS_HDS_THRESH", .key = "hds-thresh",
		.form = ATTR_UINT },
	[18] = { .name = "ETHTOOL_A_RINGS_HDS_THRESH_MAX", .key = "hds-thresh-max",
		.form = ATTR_UINT },
};

static const struct attr_table ethtool_rings_table = ATTR_TABLE(ethtool_rings_desc);

static const struct attr_desc ethtool_channels_desc[] = {
	[1] = { .name = "ETHTOOL_A_CHANNELS_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_CHANNELS_RX_MAX", .key = "rx-max",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_CHANNELS_TX_MAX", .key = "tx-max",
		.form = ATTR_UINT },
	[4] = { .name = "ETHTOOL_A_CHANNELS_OTHER_MAX", .key = "other-max",
		.form = ATTR_UINT },
	[5] = { .name = "ETHTOOL_A_CHANNELS_COMBINED_MAX", .key = "combined-max",
		.form = ATTR_UINT },
	[6] = { .name = "ETHTOOL_A_CHANNELS_RX_COUNT", .key = "rx-count",
		.form = ATTR_UINT },
	[7] = { .name = "ETHTOOL_A_CHANNELS_TX_COUNT", .key = "tx-count",
		.form = ATTR_UINT },
	[8] = { .name = "ETHTOOL_A_CHANNELS_OTHER_COUNT", .key = "other-count",
		.form = ATTR_UINT },
	[9] = { .name = "ETHTOOL_A_CHANNELS_COMBINED_COUNT", .key = "combined-count",
		.form = ATTR_UINT },
};

static const struct attr_table ethtool_channels_table = ATTR_TABLE(ethtool_channels_desc);

static const struct attr_desc ethtool_coalesce_desc[] = {
	[1] = { .name = "ETHTOOL_A_COALESCE_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_COALESCE_RX_USECS", .key = "rx-usecs",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_COALESCE_RX_MAX_FRAMES", .key = "rx-max-frames",
		.form = ATTR_UINT },
	[4] = { .name = "ETHTOOL_A_COALESCE_RX_USECS_IRQ", .key = "rx-usecs-irq",
		.form = ATTR_UINT },
	[5] = { .name = "ETHTOOL_A_COALESCE_RX_MAX_FRAMES_IRQ", .key = "rx-max-frames-irq",
		.form = ATTR_UINT },
	[6] = { .name = "ETHTOOL_A_COALESCE_TX_USECS", .key = "tx-usecs",
		.form = ATTR_UINT },
	[7] = { .name = "ETHTOOL_A_COALESCE_TX_MAX_FRAMES", .key = "tx-max-frames",
		.form = ATTR_UINT },
	[8] = { .name = "ETHTOOL_A_COALESCE_TX_USECS_IRQ", .key = "tx-usecs-irq",
		.form = ATTR_UINT },
	[9] = { .name = "ETHTOOL_A_COALESCE_TX_MAX_FRAMES_IRQ", .key = "tx-max-frames-irq",
		.form = ATTR_UINT },
	[10] = { .name = "ETHTOOL_A_COALESCE_STATS_BLOCK_USECS", .key = "stats-block-usecs",
		.form = ATTR_UINT },
	[11] = { .name = "ETHTOOL_A_COALESCE_USE_ADAPTIVE_RX", .key = "use-adaptive-rx",
		.form = ATTR_UINT },
	[12] = { .name = "ETHTOOL_A_COALESCE_USE_ADAPTIVE_TX", .key = "use-adaptive-tx",
		.form = ATTR_UINT },
	[13] = { .name = "ETHTOOL_A_COALESCE_PKT_RATE_LOW", .key = "pkt-rate-low",
		.form = ATTR_UINT },
	[14] = { .name = "ETHTOOL_A_COALESCE_RX_USECS_LOW", .key = "rx-usecs-low",
		.form = ATTR_UINT },
	[15] = { .name = "ETHTOOL_A_COALESCE_RX_MAX_FRAMES_LOW", .key = "rx-max-frames-low",
		.form = ATTR_UINT },
	[16] = { .name = "ETHTOOL_A_COALESCE_TX_USECS_LOW", .key = "tx-usecs-low",
		.form = ATTR_UINT },
	[17] = { .name = "ETHTOOL_A_COALESCE_TX_MAX_FRAMES_LOW", .key = "tx-max-frames-low",
		.form = ATTR_UINT },
	[18] = { .name = "ETHTOOL_A_COALESCE_PKT_RATE_HIGH", .key = "pkt-rate-high",
		.form = ATTR_UINT },
	[19] = { .name = "ETHTOOL_A_COALESCE_RX_USECS_HIGH", .key = "rx-usecs-high",
		.form = ATTR_UINT },
	[20] = { .name = "ETHTOOL_A_COALESCE_RX_MAX_FRAMES_HIGH", .key = "rx-max-frames-high",
		.form = ATTR_UINT },
	[21] = { .name = "ETHTOOL_A_COALESCE_TX_USECS_HIGH", .key = "tx-usecs-high",
		.form = ATTR_UINT },
	[22] = { .name = "ETHTOOL_A_COALESCE_TX_MAX_FRAMES_HIGH", .key = "tx-max-frames-high",
		.form = ATTR_UINT },
	[23] = { .name = "ETHTOOL_A_COALESCE_RATE_SAMPLE_INTERVAL", .key = "rate-sample-interval",
		.form = ATTR_UINT },
	[24] = { .name = "ETHTOOL_A_COALESCE_USE_CQE_MODE_TX", .key = "use-cqe-mode-tx",
		.form = ATTR_UINT },
	[25] = { .name = "ETHTOOL_A_COALESCE_USE_CQE_MODE_RX", .key = "use-cqe-mode-rx",
		.form = ATTR_UINT },
	[26] = { .name = "ETHTOOL_A_COALESCE_TX_AGGR_MAX_BYTES", .key = "tx-aggr-max-bytes",
		.form = ATTR_UINT },
	[27] = { .name = "ETHTOOL_A_COALESCE_TX_AGGR_MAX_FRAMES", .key = "tx-aggr-max-frames",
		.form = ATTR_UINT },
	[28] = { .name = "ETHTOOL_A_COALESCE_TX_AGGR_TIME_USECS", .key = "tx-aggr-time-usecs",
		.form = ATTR_UINT },
	[29] = { .name = "ETHTOOL_A_COALESCE_RX_PROFILE", .key = "rx-profile",
		.form = ATTR_NEST, .nest = &ethtool_profile_table },
	[30] = { .name = "ETHTOOL_A_COALESCE_TX_PROFILE", .key = "tx-profile",
		.form = ATTR_NEST, .nest = &ethtool_profile_table },
	[31] = { .name = "ETHTOOL_A_COALESCE_RX_CQE_FRAMES", .key = "rx-cqe-frames",
		.form = ATTR_UINT },
	[32] = { .name = "ETHTOOL_A_COALESCE_RX_CQE_NSECS", .key = "rx-cqe-nsecs",
		.form = ATTR_UINT },
};

static const struct attr_table ethtool_coalesce_table = ATTR_TABLE(ethtool_coalesce_desc);

static const struct attr_desc ethtool_pause_desc[] = {
	[1] = { .name = "ETHTOOL_A_PAUSE_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_PAUSE_AUTONEG", .key = "autoneg",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_PAUSE_RX", .key = "rx",
		.form = ATTR_UINT },
	[4] = { .name = "ETHTOOL_A_PAUSE_TX", .key = "tx",
		.form = ATTR_UINT },
	[5] = { .name = "ETHTOOL_A_PAUSE_STATS", .key = "stats",
		.form = ATTR_NEST, .nest = &ethtool_pause_stat_table },
	[6] = { .name = "ETHTOOL_A_PAUSE_STATS_SRC", .key = "stats-src",
		.form = ATTR_UINT },
};

static const struct attr_table ethtool_pause_table = ATTR_TABLE(ethtool_pause_desc);

static const struct attr_desc ethtool_eee_desc[] = {
	[1] = { .name = "ETHTOOL_A_EEE_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_EEE_MODES_OURS", .key = "modes-ours",
		.form = ATTR_NEST, .print = genl_print_bitset, .nest = &ethtool_bitset_table },
	[3] = { .name = "ETHTOOL_A_EEE_MODES_PEER", .key = "modes-peer",
		.form = ATTR_NEST, .print = genl_print_bitset, .nest = &ethtool_bitset_table },
	[4] = { .name = "ETHTOOL_A_EEE_ACTIVE", .key = "active",
		.form = ATTR_UINT },
	[5] = { .name = "ETHTOOL_A_EEE_ENABLED", .key = "enabled",
		.form = ATTR_UINT },
	[6] = { .name = "ETHTOOL_A_EEE_TX_LPI_ENABLED", .key = "tx-lpi-enabled",
		.form = ATTR_UINT },
	[7] = { .name = "ETHTOOL_A_EEE_TX_LPI_TIMER", .key = "tx-lpi-timer",
		.form = ATTR_UINT },
};

static const struct attr_table ethtool_eee_table = ATTR_TABLE(ethtool_eee_desc);

static const struct attr_desc ethtool_cable_test_ntf_desc[] = {
	[1] = { .name = "ETHTOOL_A_CABLE_TEST_NTF_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_CABLE_TEST_NTF_STATUS", .key = "status",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_CABLE_TEST_NTF_NEST", .key = "nest",
		.form = ATTR_NEST, .nest = &ethtool_cable_nest_table },
};

static const struct attr_table ethtool_cable_test_ntf_table = ATTR_TABLE(ethtool_cable_test_ntf_desc);

static const struct attr_desc ethtool_cable_test_tdr_ntf_desc[] = {
	[1] = { .name = "ETHTOOL_A_CABLE_TEST_TDR_NTF_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_CABLE_TEST_TDR_NTF_STATUS", .key = "status",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_CABLE_TEST_TDR_NTF_NEST", .key = "nest",
		.form = ATTR_NEST, .nest = &ethtool_cable_nest_table },
};

static const struct attr_table ethtool_cable_test_tdr_ntf_table = ATTR_TABLE(ethtool_cable_test_tdr_ntf_desc);

static const struct attr_desc ethtool_fec_desc[] = {
	[1] = { .name = "ETHTOOL_A_FEC_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_FEC_MODES", .key = "modes",
		.form = ATTR_NEST, .print = genl_print_bitset, .nest = &ethtool_bitset_table },
	[3] = { .name = "ETHTOOL_A_FEC_AUTO", .key = "auto",
		.form = ATTR_UINT },
	[4] = { .name = "ETHTOOL_A_FEC_ACTIVE", .key = "active",
		.form = ATTR_UINT },
	[5] = { .name = "ETHTOOL_A_FEC_STATS", .key = "stats",
		.form = ATTR_NEST, .nest = &ethtool_fec_stat_table },
};

static const struct attr_table ethtool_fec_table = ATTR_TABLE(ethtool_fec_desc);

static const struct attr_desc ethtool_module_desc[] = {
	[1] = { .name = "ETHTOOL_A_MODULE_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_MODULE_POWER_MODE_POLICY", .key = "power-mode-policy",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_MODULE_POWER_MODE", .key = "power-mode",
		.form = ATTR_UINT },
};

static const struct attr_table ethtool_module_table = ATTR_TABLE(ethtool_module_desc);

static const struct attr_desc ethtool_plca_desc[] = {
	[1] = { .name = "ETHTOOL_A_PLCA_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_PLCA_VERSION", .key = "version",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_PLCA_ENABLED", .key = "enabled",
		.form = ATTR_UINT },
	[4] = { .name = "ETHTOOL_A_PLCA_STATUS", .key = "status",
		.form = ATTR_UINT },
	[5] = { .name = "ETHTOOL_A_PLCA_NODE_CNT", .key = "node-cnt",
		.form = ATTR_UINT },
	[6] = { .name = "ETHTOOL_A_PLCA_NODE_ID", .key = "node-id",
		.form = ATTR_UINT },
	[7] = { .name = "ETHTOOL_A_PLCA_TO_TMR", .key = "to-tmr",
		.form = ATTR_UINT },
	[8] = { .name = "ETHTOOL_A_PLCA_BURST_CNT", .key = "burst-cnt",
		.form = ATTR_UINT },
	[9] = { .name = "ETHTOOL_A_PLCA_BURST_TMR", .key = "burst-tmr",
		.form = ATTR_UINT },
};

static const struct attr_table ethtool_plca_table = ATTR_TABLE(ethtool_plca_desc);

static const struct attr_desc ethtool_mm_desc[] = {
	[1] = { .name = "ETHTOOL_A_MM_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_MM_PMAC_ENABLED", .key = "pmac-enabled",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_MM_TX_ENABLED", .key = "tx-enabled",
		.form = ATTR_UINT },
	[4] = { .name = "ETHTOOL_A_MM_TX_ACTIVE", .key = "tx-active",
		.form = ATTR_UINT },
	[5] = { .name = "ETHTOOL_A_MM_TX_MIN_FRAG_SIZE", .key = "tx-min-frag-size",
		.form = ATTR_UINT },
	[6] = { .name = "ETHTOOL_A_MM_RX_MIN_FRAG_SIZE", .key = "rx-min-frag-size",
		.form = ATTR_UINT },
	[7] = { .name = "ETHTOOL_A_MM_VERIFY_ENABLED", .key = "verify-enabled",
		.form = ATTR_UINT },
	[8] = { .name = "ETHTOOL_A_MM_VERIFY_STATUS", .key = "verify-status",
		.form = ATTR_UINT },
	[9] = { .name = "ETHTOOL_A_MM_VERIFY_TIME", .key = "verify-time",
		.form = ATTR_UINT },
	[10] = { .name = "ETHTOOL_A_MM_MAX_VERIFY_TIME", .key = "max-verify-time",
		.form = ATTR_UINT },
	[11] = { .name = "ETHTOOL_A_MM_STATS", .key = "stats",
		.form = ATTR_NEST, .nest = &ethtool_mm_stat_table },
};

static const struct attr_table ethtool_mm_table = ATTR_TABLE(ethtool_mm_desc);

static const struct attr_desc ethtool_module_fw_flash_desc[] = {
	[1] = { .name = "ETHTOOL_A_MODULE_FW_FLASH_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_MODULE_FW_FLASH_FILE_NAME", .key = "file-name",
		.form = ATTR_STR },
	[3] = { .name = "ETHTOOL_A_MODULE_FW_FLASH_PASSWORD", .key = "password",
		.form = ATTR_UINT },
	[4] = { .name = "ETHTOOL_A_MODULE_FW_FLASH_STATUS", .key = "status",
		.form = ATTR_ENUM, WORDS(ethtool_module_fw_flash_status) },
	[5] = { .name = "ETHTOOL_A_MODULE_FW_FLASH_STATUS_MSG", .key = "status-msg",
		.form = ATTR_STR },
	[6] = { .name = "ETHTOOL_A_MODULE_FW_FLASH_DONE", .key = "done",
		.form = ATTR_UINT },
	[7] = { .name = "ETHTOOL_A_MODULE_FW_FLASH_TOTAL", .key = "total",
		.form = ATTR_UINT },
};

static const struct attr_table ethtool_module_fw_flash_table = ATTR_TABLE(ethtool_module_fw_flash_desc);

static const struct attr_desc ethtool_phy_desc[] = {
	[1] = { .name = "ETHTOOL_A_PHY_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_PHY_INDEX", .key = "index",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_PHY_DRVNAME", .key = "drvname",
		.form = ATTR_STR },
	[4] = { .name = "ETHTOOL_A_PHY_NAME", .key = "name",
		.form = ATTR_STR },
	[5] = { .name = "ETHTOOL_A_PHY_UPSTREAM_TYPE", .key = "upstream-type",
		.form = ATTR_ENUM, WORDS(ethtool_phy_upstream_type) },
	[6] = { .name = "ETHTOOL_A_PHY_UPSTREAM_INDEX", .key = "upstream-index",
		.form = ATTR_UINT },
	[7] = { .name = "ETHTOOL_A_PHY_UPSTREAM_SFP_NAME", .key = "upstream-sfp-name",
		.form = ATTR_STR },
	[8] = { .name = "ETHTOOL_A_PHY_DOWNSTREAM_SFP_NAME", .key = "downstream-sfp-name",
		.form = ATTR_STR },
};

static const struct attr_table ethtool_phy_table = ATTR_TABLE(ethtool_phy_desc);

static const struct attr_desc ethtool_pse_ntf_desc[] = {
	[1] = { .name = "ETHTOOL_A_PSE_NTF_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_PSE_NTF_EVENTS", .key = "events",
		.form = ATTR_UINT },
};

static const struct attr_table ethtool_pse_ntf_table = ATTR_TABLE(ethtool_pse_ntf_desc);

static const struct attr_desc ethtool_rss_desc[] = {
	[1] = { .name = "ETHTOOL_A_RSS_HEADER", .key = "header",
		.form = ATTR_NEST, .nest = &ethtool_header_table },
	[2] = { .name = "ETHTOOL_A_RSS_CONTEXT", .key = "context",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_RSS_HFUNC", .key = "hfunc",
		.form = ATTR_UINT },
	[4] = { .name = "ETHTOOL_A_RSS_INDIR", .key = "indir",
		.form = ATTR_BIN },
	[5] = { .name = "ETHTOOL_A_RSS_HKEY", .key = "hkey",
		.form = ATTR_BIN },
	[6] = { .name = "ETHTOOL_A_RSS_INPUT_XFRM", .key = "input-xfrm",
		.form = ATTR_UINT },
	[7] = { .name = "ETHTOOL_A_RSS_START_CONTEXT", .key = "start-context",
		.form = ATTR_UINT },
	[8] = { .name = "ETHTOOL_A_RSS_FLOW_HASH", .key = "flow-hash",
		.form = ATTR_NEST, .nest = &ethtool_flow_table },
};

static const struct attr_table ethtool_rss_table = ATTR_TABLE(ethtool_rss_desc);

static const struct attr_desc ethtool_header_desc[] = {
	[1] = { .name = "ETHTOOL_A_HEADER_DEV_INDEX", .key = "dev-index",
		.form = ATTR_UINT },
	[2] = { .name = "ETHTOOL_A_HEADER_DEV_NAME", .key = "dev-name",
		.form = ATTR_STR },
	[3] = { .name = "ETHTOOL_A_HEADER_FLAGS", .key = "flags",
		.form = ATTR_UINT },
	[4] = { .name = "ETHTOOL_A_HEADER_PHY_INDEX", .key = "phy-index",
		.form = ATTR_UINT },
};

static const struct attr_table ethtool_header_table = ATTR_TABLE(ethtool_header_desc);

static const struct attr_desc ethtool_bitset_desc[] = {
	[1] = { .name = "ETHTOOL_A_BITSET_NOMASK", .key = "nomask",
		.form = ATTR_FLAG },
	[2] = { .name = "ETHTOOL_A_BITSET_SIZE", .key = "size",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_BITSET_BITS", .key = "bits",
		.form = ATTR_NEST, .nest = &ethtool_bitset_bits_table },
	[4] = { .name = "ETHTOOL_A_BITSET_VALUE", .key = "value",
		.form = ATTR_BIN },
	[5] = { .name = "ETHTOOL_A_BITSET_MASK", .key = "mask",
		.form = ATTR_BIN },
};

static const struct attr_table ethtool_bitset_table = ATTR_TABLE(ethtool_bitset_desc);

static const struct attr_desc ethtool_profile_desc[] = {
	[1] = { .name = "ETHTOOL_A_PROFILE_IRQ_MODERATION", .key = "irq-moderation",
		.form = ATTR_NEST, .nest = &ethtool_irq_moderation_table, .flags = ATTR_REPEAT },
};

static const struct attr_table ethtool_profile_table = ATTR_TABLE(ethtool_profile_desc);

static const struct attr_desc ethtool_pause_stat_desc[] = {
	[1] = { .name = "ETHTOOL_A_PAUSE_STAT_PAD", .key = "pad",
		.form = ATTR_PAD },
	[2] = { .name = "ETHTOOL_A_PAUSE_STAT_TX_FRAMES", .key = "tx-frames",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_PAUSE_STAT_RX_FRAMES", .key = "rx-frames",
		.form = ATTR_UINT },
	[4] = { .name = "ETHTOOL_A_PAUSE_STAT_TX_PAUSE_STORM_EVENTS", .key = "tx-pause-storm-events",
		.form = ATTR_UINT },
};

static const struct attr_table ethtool_pause_stat_table = ATTR_TABLE(ethtool_pause_stat_desc);

static const struct attr_desc ethtool_cable_nest_desc[] = {
	[1] = { .name = "ETHTOOL_A_CABLE_NEST_RESULT", .key = "result",
		.form = ATTR_NEST, .nest = &ethtool_cable_result_table },
	[2] = { .name = "ETHTOOL_A_CABLE_NEST_FAULT_LENGTH", .key = "fault-length",
		.form = ATTR_NEST, .nest = &ethtool_cable_fault_length_table },
};

static const struct attr_table ethtool_cable_nest_table = ATTR_TABLE(ethtool_cable_nest_desc);

static const struct attr_desc ethtool_fec_stat_desc[] = {
	[1] = { .name = "ETHTOOL_A_FEC_STAT_PAD", .key = "pad",
		.form = ATTR_PAD },
	[2] = { .name = "ETHTOOL_A_FEC_STAT_CORRECTED", .key = "corrected",
		.form = ATTR_BIN },
	[3] = { .name = "ETHTOOL_A_FEC_STAT_UNCORR", .key = "uncorr",
		.form = ATTR_BIN },
	[4] = { .name = "ETHTOOL_A_FEC_STAT_CORR_BITS", .key = "corr-bits",
		.form = ATTR_BIN },
	[5] = { .name = "ETHTOOL_A_FEC_STAT_HIST", .key = "hist",
		.form = ATTR_NEST, .nest = &ethtool_fec_hist_table, .flags = ATTR_REPEAT },
};

static const struct attr_table ethtool_fec_stat_table = ATTR_TABLE(ethtool_fec_stat_desc);

static const struct attr_desc ethtool_mm_stat_desc[] = {
	[1] = { .name = "ETHTOOL_A_MM_STAT_PAD", .key = "pad",
		.form = ATTR_PAD },
	[2] = { .name = "ETHTOOL_A_MM_STAT_REASSEMBLY_ERRORS", .key = "reassembly-errors",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_MM_STAT_SMD_ERRORS", .key = "smd-errors",
		.form = ATTR_UINT },
	[4] = { .name = "ETHTOOL_A_MM_STAT_REASSEMBLY_OK", .key = "reassembly-ok",
		.form = ATTR_UINT },
	[5] = { .name = "ETHTOOL_A_MM_STAT_RX_FRAG_COUNT", .key = "rx-frag-count",
		.form = ATTR_UINT },
	[6] = { .name = "ETHTOOL_A_MM_STAT_TX_FRAG_COUNT", .key = "tx-frag-count",
		.form = ATTR_UINT },
	[7] = { .name = "ETHTOOL_A_MM_STAT_HOLD_COUNT", .key = "hold-count",
		.form = ATTR_UINT },
};

static const struct attr_table ethtool_mm_stat_table = ATTR_TABLE(ethtool_mm_stat_desc);

static const struct attr_desc ethtool_flow_desc[] = {
	[1] = { .name = "ETHTOOL_A_FLOW_ETHER", .key = "ether",
		.form = ATTR_UINT },
	[2] = { .name = "ETHTOOL_A_FLOW_IP4", .key = "ip4",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_FLOW_IP6", .key = "ip6",
		.form = ATTR_UINT },
	[4] = { .name = "ETHTOOL_A_FLOW_TCP4", .key = "tcp4",
		.form = ATTR_UINT },
	[5] = { .name = "ETHTOOL_A_FLOW_TCP6", .key = "tcp6",
		.form = ATTR_UINT },
	[6] = { .name = "ETHTOOL_A_FLOW_UDP4", .key = "udp4",
		.form = ATTR_UINT },
	[7] = { .name = "ETHTOOL_A_FLOW_UDP6", .key = "udp6",
		.form = ATTR_UINT },
	[8] = { .name = "ETHTOOL_A_FLOW_SCTP4", .key = "sctp4",
		.form = ATTR_UINT },
	[9] = { .name = "ETHTOOL_A_FLOW_SCTP6", .key = "sctp6",
		.form = ATTR_UINT },
	[10] = { .name = "ETHTOOL_A_FLOW_AH4", .key = "ah4",
		.form = ATTR_UINT },
	[11] = { .name = "ETHTOOL_A_FLOW_AH6", .key = "ah6",
		.form = ATTR_UINT },
	[12] = { .name = "ETHTOOL_A_FLOW_ESP4", .key = "esp4",
		.form = ATTR_UINT },
	[13] = { .name = "ETHTOOL_A_FLOW_ESP6", .key = "esp6",
		.form = ATTR_UINT },
	[14] = { .name = "ETHTOOL_A_FLOW_AH_ESP4", .key = "ah-esp4",
		.form = ATTR_UINT },
	[15] = { .name = "ETHTOOL_A_FLOW_AH_ESP6", .key = "ah-esp6",
		.form = ATTR_UINT },
	[16] = { .name = "ETHTOOL_A_FLOW_GTPU4", .key = "gtpu4",
		.form = ATTR_UINT },
	[17] = { .name = "ETHTOOL_A_FLOW_GTPU6", .key = "gtpu6",
		.form = ATTR_UINT },
	[18] = { .name = "ETHTOOL_A_FLOW_GTPC4", .key = "gtpc4",
		.form = ATTR_UINT },
	[19] = { .name = "ETHTOOL_A_FLOW_GTPC6", .key = "gtpc6",
		.form = ATTR_UINT },
	[20] = { .name = "ETHTOOL_A_FLOW_GTPC_TEID4", .key = "gtpc-teid4",
		.form = ATTR_UINT },
	[21] = { .name = "ETHTOOL_A_FLOW_GTPC_TEID6", .key = "gtpc-teid6",
		.form = ATTR_UINT },
	[22] = { .name = "ETHTOOL_A_FLOW_GTPU_EH4", .key = "gtpu-eh4",
		.form = ATTR_UINT },
	[23] = { .name = "ETHTOOL_A_FLOW_GTPU_EH6", .key = "gtpu-eh6",
		.form = ATTR_UINT },
	[24] = { .name = "ETHTOOL_A_FLOW_GTPU_UL4", .key = "gtpu-ul4",
		.form = ATTR_UINT },
	[25] = { .name = "ETHTOOL_A_FLOW_GTPU_UL6", .key = "gtpu-ul6",
		.form = ATTR_UINT },
	[26] = { .name = "ETHTOOL_A_FLOW_GTPU_DL4", .key = "gtpu-dl4",
		.form = ATTR_UINT },
	[27] = { .name = "ETHTOOL_A_FLOW_GTPU_DL6", .key = "gtpu-dl6",
		.form = ATTR_UINT },
};

static const struct attr_table ethtool_flow_table = ATTR_TABLE(ethtool_flow_desc);

static const struct attr_desc ethtool_bitset_bits_desc[] = {
	[1] = { .name = "ETHTOOL_A_BITSET_BITS_BIT", .key = "bit",
		.form = ATTR_NEST, .nest = &ethtool_bitset_bit_table, .flags = ATTR_REPEAT },
};

static const struct attr_table ethtool_bitset_bits_table = ATTR_TABLE(ethtool_bitset_bits_desc);

static const struct attr_desc ethtool_irq_moderation_desc[] = {
	[1] = { .name = "ETHTOOL_A_IRQ_MODERATION_USEC", .key = "usec",
		.form = ATTR_UINT },
	[2] = { .name = "ETHTOOL_A_IRQ_MODERATION_PKTS", .key = "pkts",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_IRQ_MODERATION_COMPS", .key = "comps",
		.form = ATTR_UINT },
};

static const struct attr_table ethtool_irq_moderation_table = ATTR_TABLE(ethtool_irq_moderation_desc);

static const struct attr_desc ethtool_cable_result_desc[] = {
	[1] = { .name = "ETHTOOL_A_CABLE_RESULT_PAIR", .key = "pair",
		.form = ATTR_UINT },
	[2] = { .name = "ETHTOOL_A_CABLE_RESULT_CODE", .key = "code",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_CABLE_RESULT_SRC", .key = "src",
		.form = ATTR_UINT },
};

static const struct attr_table ethtool_cable_result_table = ATTR_TABLE(ethtool_cable_result_desc);

static const struct attr_desc ethtool_cable_fault_length_desc[] = {
	[1] = { .name = "ETHTOOL_A_CABLE_FAULT_LENGTH_PAIR", .key = "pair",
		.form = ATTR_UINT },
	[2] = { .name = "ETHTOOL_A_CABLE_FAULT_LENGTH_CM", .key = "cm",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_CABLE_FAULT_LENGTH_SRC", .key = "src",
		.form = ATTR_UINT },
};

static const struct attr_table ethtool_cable_fault_length_table = ATTR_TABLE(ethtool_cable_fault_length_desc);

static const struct attr_desc ethtool_fec_hist_desc[] = {
	[1] = { .name = "ETHTOOL_A_FEC_HIST_PAD", .key = "pad",
		.form = ATTR_PAD },
	[2] = { .name = "ETHTOOL_A_FEC_HIST_BIN_LOW", .key = "bin-low",
		.form = ATTR_UINT },
	[3] = { .name = "ETHTOOL_A_FEC_HIST_BIN_HIGH", .key = "bin-high",
		.form = ATTR_UINT },
	[4] = { .name = "ETHTOOL_A_FEC_HIST_BIN_VAL", .key = "bin-val",
		.form = ATTR_UINT },
	[5] = { .name = "ETHTOOL_A_FEC_HIST_BIN_VAL_PER_LANE", .key = "bin-val-per-lane",
		.form = ATTR_BIN },
};

static const struct attr_table ethtool_fec_hist_table = ATTR_TABLE(ethtool_fec_hist_desc);

static const struct attr_desc ethtool_bitset_bit_desc[] = {
	[1] = { .name = "ETHTOOL_A_BITSET_BIT_INDEX", .key = "index",
		.form = ATTR_UINT },
	[2] = { .name = "ETHTOOL_A_BITSET_BIT_NAME", .key = "name",
		.form = ATTR_STR },
	[3] = { .name = "ETHTOOL_A_BITSET_BIT_VALUE", .key = "value",
		.form = ATTR_FLAG },
};

static const struct attr_table ethtool_bitset_bit_table = ATTR_TABLE(ethtool_bitset_bit_desc);

const struct genl_op genl_ethtool_ops[] = {
	{ 3, "linkinfo", &ethtool_linkinfo_table },
	{ 5, "linkmodes", &ethtool_linkmodes_table },
	{ 8, "debug", &ethtool_debug_table },
	{ 10, "wol", &ethtool_wol_table },
	{ 13, "features", &ethtool_features_table },
	{ 15, "privflags", &ethtool_privflags_table },
	{ 17, "rings", &ethtool_rings_table },
	{ 19, "channels", &ethtool_channels_table },
	{ 21, "coalesce", &ethtool_coalesce_table },
	{ 23, "pause", &ethtool_pause_table },
	{ 25, "eee", &ethtool_eee_table },
	{ 27, "cable-test", &ethtool_cable_test_ntf_table },
	{ 28, "cable-test-tdr", &ethtool_cable_test_tdr_ntf_table },
	{ 31, "fec", &ethtool_fec_table },
	{ 36, "module", &ethtool_module_table },
	{ 41, "plca", &ethtool_plca_table },
	{ 43, "mm", &ethtool_mm_table },
	{ 44, "module-fw-flash", &ethtool_module_fw_flash_table },
	{ 46, "phy", &ethtool_phy_table },
	{ 49, "pse", &ethtool_pse_ntf_table },
	{ 50, "rss", &ethtool_rss_table },
	{ 52, "rss-create", &ethtool_rss_table },
	{ 53, "rss-delete", &ethtool_rss_table },
	{ 0, NULL, NULL }
};

static const struct attr_table wireguard_wgdevice_table;
static const struct attr_table wireguard_wgpeer_table;
static const struct attr_table wireguard_wgallowedip_table;

static const struct attr_desc wireguard_wgdevice_desc[] = {
	[1] = { .name = "WGDEVICE_A_IFINDEX", .key = "ifindex",
		.form = ATTR_UINT },
	[2] = { .name = "WGDEVICE_A_IFNAME", .key = "ifname",
		.form = ATTR_STR },
	[3] = { .name = "WGDEVICE_A_PRIVATE_KEY", .key = "private-key",
		.form = ATTR_FN, .print = genl_print_key },
	[4] = { .name = "WGDEVICE_A_PUBLIC_KEY", .key = "public-key",
		.form = ATTR_FN, .print = genl_print_key },
	[5] = { .name = "WGDEVICE_A_FLAGS", .key = "flags",
		.form = ATTR_UINT },
	[6] = { .name = "WGDEVICE_A_LISTEN_PORT", .key = "listen-port",
		.form = ATTR_UINT },
	[7] = { .name = "WGDEVICE_A_FWMARK", .key = "fwmark",
		.form = ATTR_UINT },
	[8] = { .name = "WGDEVICE_A_PEERS", .key = "peers",
		.form = ATTR_LIST, .nest = &wireguard_wgpeer_table },
};

static const struct attr_table wireguard_wgdevice_table = ATTR_TABLE(wireguard_wgdevice_desc);

static const struct attr_desc wireguard_wgpeer_desc[] = {
	[1] = { .name = "WGPEER_A_PUBLIC_KEY", .key = "public-key",
		.form = ATTR_FN, .print = genl_print_key },
	[2] = { .name = "WGPEER_A_PRESHARED_KEY", .key = "preshared-key",
		.form = ATTR_FN, .print = genl_print_key },
	[3] = { .name = "WGPEER_A_FLAGS", .key = "flags",
		.form = ATTR_UINT },
	[4] = { .name = "WGPEER_A_ENDPOINT", .key = "endpoint",
		.form = ATTR_FN, .min = 16, .print = genl_print_endpoint },
	[5] = { .name = "WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL", .key = "persistent-keepalive-interval",
		.form = ATTR_UINT },
	[6] = { .name = "WGPEER_A_LAST_HANDSHAKE_TIME", .key = "last-handshake-time",
		.form = ATTR_BIN },
	[7] = { .name = "WGPEER_A_RX_BYTES", .key = "rx-bytes",
		.form = ATTR_UINT },
	[8] = { .name = "WGPEER_A_TX_BYTES", .key = "tx-bytes",
		.form = ATTR_UINT },
	[9] = { .name = "WGPEER_A_ALLOWEDIPS", .key = "allowedips",
		.form = ATTR_LIST, .nest = &wireguard_wgallowedip_table },
	[10] = { .name = "WGPEER_A_PROTOCOL_VERSION", .key = "protocol-version",
		.form = ATTR_UINT },
};

static const struct attr_table wireguard_wgpeer_table = ATTR_TABLE(wireguard_wgpeer_desc);

static const struct attr_desc wireguard_wgallowedip_desc[] = {
	[1] = { .name = "WGALLOWEDIP_A_FAMILY", .key = "family",
		.form = ATTR_UINT },
	[2] = { .name = "WGALLOWEDIP_A_IPADDR", .key = "ipaddr",
		.form = ATTR_ADDR },
	[3] = { .name = "WGALLOWEDIP_A_CIDR_MASK", .key = "cidr-mask",
		.form = ATTR_UINT },
	[4] = { .name = "WGALLOWEDIP_A_FLAGS", .key = "flags",
		.form = ATTR_UINT },
};

static const struct attr_table wireguard_wgallowedip_table = ATTR_TABLE(wireguard_wgallowedip_desc);

const struct genl_op genl_wireguard_ops[] = {
	{ 1, "set-device", &wireguard_wgdevice_table },
	{ 0, NULL, NULL }
};

static const struct attr_table mptcp_pm_endpoint_table;
static const struct attr_table mptcp_pm_attr_table;
static const struct attr_table mptcp_pm_address_table;

static const struct attr_desc mptcp_pm_endpoint_desc[] = {
	[1] = { .name = "MPTCP_PM_ENDPOINT_ADDR", .key = "addr",
		.form = ATTR_NEST, .nest = &mptcp_pm_address_table },
};

static const struct attr_table mptcp_pm_endpoint_table = ATTR_TABLE(mptcp_pm_endpoint_desc);

static const struct attr_desc mptcp_pm_attr_desc[] = {
	[1] = { .name = "MPTCP_PM_ATTR_ADDR", .key = "addr",
		.form = ATTR_NEST, .nest = &mptcp_pm_address_table },
	[2] = { .name = "MPTCP_PM_ATTR_RCV_ADD_ADDRS", .key = "rcv-add-addrs",
		.form = ATTR_UINT },
	[3] = { .name = "MPTCP_PM_ATTR_SUBFLOWS", .key = "subflows",
		.form = ATTR_UINT },
	[4] = { .name = "MPTCP_PM_ATTR_TOKEN", .key = "token",
		.form = ATTR_UINT },
	[5] = { .name = "MPTCP_PM_ATTR_LOC_ID", .key = "loc-id",
		.form = ATTR_UINT },
	[6] = { .name = "MPTCP_PM_ATTR_ADDR_REMOTE", .key = "addr-remote",
		.form = ATTR_NEST, .nest = &mptcp_pm_address_table },
};

static const struct attr_table mptcp_pm_attr_table = ATTR_TABLE(mptcp_pm_attr_desc);

static const struct attr_desc mptcp_pm_address_desc[] = {
	[1] = { .name = "MPTCP_PM_ADDR_ATTR_FAMILY", .key = "family",
		.form = ATTR_UINT },
	[2] = { .name = "MPTCP_PM_ADDR_ATTR_ID", .key = "id",
		.form = ATTR_UINT },
	[3] = { .name = "MPTCP_PM_ADDR_ATTR_ADDR4", .key = "addr4",
		.form = ATTR_ADDR },
	[4] = { .name = "MPTCP_PM_ADDR_ATTR_ADDR6", .key = "addr6",
		.form = ATTR_ADDR },
	[5] = { .name = "MPTCP_PM_ADDR_ATTR_PORT", .key = "port",
		.form = ATTR_UINT },
	[6] = { .name = "MPTCP_PM_ADDR_ATTR_FLAGS", .key = "flags",
		.form = ATTR_UINT },
	[7] = { .name = "MPTCP_PM_ADDR_ATTR_IF_IDX", .key = "if-idx",
		.form = ATTR_IFINDEX },
};

static const struct attr_table mptcp_pm_address_table = ATTR_TABLE(mptcp_pm_address_desc);

const struct genl_op genl_mptcp_pm_ops[] = {
	{ 1, "add-addr", &mptcp_pm_endpoint_table },
	{ 2, "del-addr", &mptcp_pm_endpoint_table },
	{ 3, "get-addr", &mptcp_pm_attr_table },
	{ 4, "flush-addrs", &mptcp_pm_endpoint_table },
	{ 5, "set-limits", &mptcp_pm_attr_table },
	{ 6, "get-limits", &mptcp_pm_attr_table },
	{ 7, "set-flags", &mptcp_pm_attr_table },
	{ 8, "announce", &mptcp_pm_attr_table },
	{ 9, "remove", &mptcp_pm_attr_table },
	{ 10, "subflow-create", &mptcp_pm_attr_table },
	{ 11, "subflow-destroy", &mptcp_pm_attr_table },
	{ 0, NULL, NULL }
};

static const struct attr_table team_team_table;
static const struct attr_table team_item_option_table;
static const struct attr_table team_item_port_table;
static const struct attr_table team_attr_option_table;
static const struct attr_table team_attr_port_table;

static const struct attr_desc team_team_desc[] = {
	[1] = { .name = "TEAM_ATTR_TEAM_IFINDEX", .key = "team-ifindex",
		.form = ATTR_UINT },
	[2] = { .name = "TEAM_ATTR_LIST_OPTION", .key = "list-option",
		.form = ATTR_NEST, .nest = &team_item_option_table },
	[3] = { .name = "TEAM_ATTR_LIST_PORT", .key = "list-port",
		.form = ATTR_NEST, .nest = &team_item_port_table },
};

static const struct attr_table team_team_table = ATTR_TABLE(team_team_desc);

static const struct attr_desc team_item_option_desc[] = {
	[1] = { .name = "TEAM_ATTR_ITEM_OPTION", .key = "option",
		.form = ATTR_NEST, .nest = &team_attr_option_table, .flags = ATTR_REPEAT },
};

static const struct attr_table team_item_option_table = ATTR_TABLE(team_item_option_desc);

static const struct attr_desc team_item_port_desc[] = {
	[1] = { .name = "TEAM_ATTR_ITEM_PORT", .key = "port",
		.form = ATTR_NEST, .nest = &team_attr_port_table, .flags = ATTR_REPEAT },
};

static const struct attr_table team_item_port_table = ATTR_TABLE(team_item_port_desc);

static const struct attr_desc team_attr_option_desc[] = {
	[1] = { .name = "TEAM_ATTR_OPTION_NAME", .key = "name",
		.form = ATTR_STR },
	[2] = { .name = "TEAM_ATTR_OPTION_CHANGED", .key = "changed",
		.form = ATTR_FLAG },
	[3] = { .name = "TEAM_ATTR_OPTION_TYPE", .key = "type",
		.form = ATTR_UINT },
	[4] = { .name = "TEAM_ATTR_OPTION_DATA", .key = "data",
		.form = ATTR_FN, .print = genl_print_value, .n = 3 },
	[5] = { .name = "TEAM_ATTR_OPTION_REMOVED", .key = "removed",
		.form = ATTR_FLAG },
	[6] = { .name = "TEAM_ATTR_OPTION_PORT_IFINDEX", .key = "port-ifindex",
		.form = ATTR_UINT },
	[7] = { .name = "TEAM_ATTR_OPTION_ARRAY_INDEX", .key = "array-index",
		.form = ATTR_UINT },
};

static const struct attr_table team_attr_option_table = ATTR_TABLE(team_attr_option_desc);

static const struct attr_desc team_attr_port_desc[] = {
	[1] = { .name = "TEAM_ATTR_PORT_IFINDEX", .key = "ifindex",
		.form = ATTR_UINT },
	[2] = { .name = "TEAM_ATTR_PORT_CHANGED", .key = "changed",
		.form = ATTR_FLAG },
	[3] = { .name = "TEAM_ATTR_PORT_LINKUP", .key = "linkup",
		.form = ATTR_FLAG },
	[4] = { .name = "TEAM_ATTR_PORT_SPEED", .key = "speed",
		.form = ATTR_UINT },
	[5] = { .name = "TEAM_ATTR_PORT_DUPLEX", .key = "duplex",
		.form = ATTR_UINT },
	[6] = { .name = "TEAM_ATTR_PORT_REMOVED", .key = "removed",
		.form = ATTR_FLAG },
};

static const struct attr_table team_attr_port_table = ATTR_TABLE(team_attr_port_desc);

const struct genl_op genl_team_ops[] = {
	{ 0, "noop", &team_team_table },
	{ 1, "options-set", &team_team_table },
	{ 2, "options-get", &team_team_table },
	{ 3, "port-list-get", &team_team_table },
	{ 0, NULL, NULL }
};

static const char *const devlink_dpipe_action_type[] = {
	[0] = "field-modify",
};

static const char *const devlink_dpipe_field_mapping_type[] = {
	[0] = "none",
	[1] = "ifindex",
};

static const char *const devlink_dpipe_header_id[] = {
	[0] = "ethernet",
	[1] = "ipv4",
	[2] = "ipv6",
};

static const char *const devlink_dpipe_match_type[] = {
	[0] = "field-exact",
};

static const char *const devlink_eswitch_encap_mode[] = {
	[0] = "none",
	[1] = "basic",
};

static const char *const devlink_eswitch_inline_mode[] = {
	[0] = "none",
	[1] = "link",
	[2] = "network",
	[3] = "transport",
};

static const char *const devlink_eswitch_mode[] = {
	[0] = "legacy",
	[1] = "switchdev",
	[2] = "switchdev-inactive",
};

static const char *const devlink_param_cmode[] = {
	[0] = "runtime",
	[1] = "driverinit",
	[2] = "permanent",
};

static const char *const devlink_port_flavour[] = {
	[0] = "physical",
	[1] = "cpu",
	[2] = "dsa",
	[3] = "pci-pf",
	[4] = "pci-vf",
	[5] = "virtual",
	[6] = "unused",
	[7] = "pci-sf",
};

static const char *const devlink_port_fn_opstate[] = {
	[0] = "detached",
	[1] = "attached",
};

static const char *const devlink_port_fn_state[] = {
	[0] = "inactive",
	[1] = "active",
};

static const char *const devlink_port_type[] = {
	[0] = "notset",
	[1] = "auto",
	[2] = "eth",
	[3] = "ib",
};

static const char *const devlink_rate_type[] = {
	[0] = "leaf",
	[1] = "node",
};

static const char *const devlink_reload_action[] = {
	[1] = "driver-reinit",
	[2] = "fw-activate",
};

static const char *const devlink_resource_unit[] = {
	[0] = "entry",
};

static const char *const devlink_sb_pool_type[] = {
	[0] = "ingress",
	[1] = "egress",
};

static const char *const devlink_sb_threshold_type[] = {
	[0] = "static",
	[1] = "dynamic",
};

static const char *const devlink_trap_action[] = {
	[0] = "drop",
	[1] = "trap",
	[2] = "mirror",
};

static const char *const devlink_trap_type[] = {
	[0] = "drop",
	[1] = "exception",
	[2] = "control",
};

static const struct attr_table devlink_devlink_table;
static const struct attr_table devlink_dl_attr_stats_table;
static const struct attr_table devlink_dl_trap_metadata_table;
static const struct attr_table devlink_dl_port_function_table;
static const struct attr_table devlink_dl_selftest_id_table;
static const struct attr_table devlink_dl_rate_tc_bws_table;

static const struct attr_desc devlink_devlink_desc[] = {
	[1] = { .name = "DEVLINK_ATTR_BUS_NAME", .key = "bus-name",
		.form = ATTR_STR },
	[2] = { .name = "DEVLINK_ATTR_DEV_NAME", .key = "dev-name",
		.form = ATTR_STR },
	[3] = { .name = "DEVLINK_ATTR_PORT_INDEX", .key = "port-index",
		.form = ATTR_UINT },
	[4] = { .name = "DEVLINK_ATTR_PORT_TYPE", .key = "port-type",
		.form = ATTR_ENUM, WORDS(devlink_port_type) },
	[5] = { .name = "DEVLINK_ATTR_PORT_DESIRED_TYPE", .key = "port-desired-type",
		.form = ATTR_UINT },
	[6] = { .name = "DEVLINK_ATTR_PORT_NETDEV_IFINDEX", .key = "port-netdev-ifindex",
		.form = ATTR_UINT },
	[7] = { .name = "DEVLINK_ATTR_PORT_NETDEV_NAME", .key = "port-netdev-name",
		.form = ATTR_STR },
	[8] = { .name = "DEVLINK_ATTR_PORT_IBDEV_NAME", .key = "port-ibdev-name",
		.form = ATTR_STR },
	[9] = { .name = "DEVLINK_ATTR_PORT_SPLIT_COUNT", .key = "port-split-count",
		.form = ATTR_UINT },
	[10] = { .name = "DEVLINK_ATTR_PORT_SPLIT_GROUP", .key = "port-split-group",
		.form = ATTR_UINT },
	[11] = { .name = "DEVLINK_ATTR_SB_INDEX", .key = "sb-index",
		.form = ATTR_UINT },
	[12] = { .name = "DEVLINK_ATTR_SB_SIZE", .key = "sb-size",
		.form = ATTR_UINT },
	[13] = { .name = "DEVLINK_ATTR_SB_INGRESS_POOL_COUNT", .key = "sb-ingress-pool-count",
		.form = ATTR_UINT },
	[14] = { .name = "DEVLINK_ATTR_SB_EGRESS_POOL_COUNT", .key = "sb-egress-pool-count",
		.form = ATTR_UINT },
	[15] = { .name = "DEVLINK_ATTR_SB_INGRESS_TC_COUNT", .key = "sb-ingress-tc-count",
		.form = ATTR_UINT },
	[16] = { .name = "DEVLINK_ATTR_SB_EGRESS_TC_COUNT", .key = "sb-egress-tc-count",
		.form = ATTR_UINT },
	[17] = { .name = "DEVLINK_ATTR_SB_POOL_INDEX", .key = "sb-pool-index",
		.form = ATTR_UINT },
	[18] = { .name = "DEVLINK_ATTR_SB_POOL_TYPE", .key = "sb-pool-type",
		.form = ATTR_ENUM, WORDS(devlink_sb_pool_type) },
	[19] = { .name = "DEVLINK_ATTR_SB_POOL_SIZE", .key = "sb-pool-size",
		.form = ATTR_UINT },
	[20] = { .name = "DEVLINK_ATTR_SB_POOL_THRESHOLD_TYPE", .key = "sb-pool-threshold-type",
		.form = ATTR_ENUM, WORDS(devlink_sb_threshold_type) },
	[21] = { .name = "DEVLINK_ATTR_SB_THRESHOLD", .key = "sb-threshold",
		.form = ATTR_UINT },
	[22] = { .name = "DEVLINK_ATTR_SB_TC_INDEX", .key = "sb-tc-index",
		.form = ATTR_UINT },
	[23] = { .name = "DEVLINK_ATTR_SB_OCC_CUR", .key = "sb-occ-cur",
		.form = ATTR_UINT },
	[24] = { .name = "DEVLINK_ATTR_SB_OCC_MAX", .key = "sb-occ-max",
		.form = ATTR_UINT },
	[25] = { .name = "DEVLINK_ATTR_ESWITCH_MODE", .key = "eswitch-mode",
		.form = ATTR_ENUM, WORDS(devlink_eswitch_mode) },
	[26] = { .name = "DEVLINK_ATTR_ESWITCH_INLINE_MODE", .key = "eswitch-inline-mode",
		.form = ATTR_ENUM, WORDS(devlink_eswitch_inline_mode) },
	[27] = { .name = "DEVLINK_ATTR_DPIPE_TABLES", .key = "dpipe-tables",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[28] = { .name = "DEVLINK_ATTR_DPIPE_TABLE", .key = "dpipe-table",
		.form = ATTR_NEST, .nest = &devlink_devlink_table, .flags = ATTR_REPEAT },
	[29] = { .name = "DEVLINK_ATTR_DPIPE_TABLE_NAME", .key = "dpipe-table-name",
		.form = ATTR_STR },
	[30] = { .name = "DEVLINK_ATTR_DPIPE_TABLE_SIZE", .key = "dpipe-table-size",
		.form = ATTR_UINT },
	[31] = { .name = "DEVLINK_ATTR_DPIPE_TABLE_MATCHES", .key = "dpipe-table-matches",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[32] = { .name = "DEVLINK_ATTR_DPIPE_TABLE_ACTIONS", .key = "dpipe-table-actions",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[33] = { .name = "DEVLINK_ATTR_DPIPE_TABLE_COUNTERS_ENABLED", .key = "dpipe-table-counters-enabled",
		.form = ATTR_UINT },
	[34] = { .name = "DEVLINK_ATTR_DPIPE_ENTRIES", .key = "dpipe-entries",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[35] = { .name = "DEVLINK_ATTR_DPIPE_ENTRY", .key = "dpipe-entry",
		.form = ATTR_NEST, .nest = &devlink_devlink_table, .flags = ATTR_REPEAT },
	[36] = { .name = "DEVLINK_ATTR_DPIPE_ENTRY_INDEX", .key = "dpipe-entry-index",
		.form = ATTR_UINT },
	[37] = { .name = "DEVLINK_ATTR_DPIPE_ENTRY_MATCH_VALUES", .key = "dpipe-entry-match-values",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[38] = { .name = "DEVLINK_ATTR_DPIPE_ENTRY_ACTION_VALUES", .key = "dpipe-entry-action-values",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[39] = { .name = "DEVLINK_ATTR_DPIPE_ENTRY_COUNTER", .key = "dpipe-entry-counter",
		.form = ATTR_UINT },
	[40] = { .name = "DEVLINK_ATTR_DPIPE_MATCH", .key = "dpipe-match",
		.form = ATTR_NEST, .nest = &devlink_devlink_table, .flags = ATTR_REPEAT },
	[41] = { .name = "DEVLINK_ATTR_DPIPE_MATCH_VALUE", .key = "dpipe-match-value",
		.form = ATTR_NEST, .nest = &devlink_devlink_table, .flags = ATTR_REPEAT },
	[42] = { .name = "DEVLINK_ATTR_DPIPE_MATCH_TYPE", .key = "dpipe-match-type",
		.form = ATTR_ENUM, WORDS(devlink_dpipe_match_type) },
	[43] = { .name = "DEVLINK_ATTR_DPIPE_ACTION", .key = "dpipe-action",
		.form = ATTR_NEST, .nest = &devlink_devlink_table, .flags = ATTR_REPEAT },
	[44] = { .name = "DEVLINK_ATTR_DPIPE_ACTION_VALUE", .key = "dpipe-action-value",
		.form = ATTR_NEST, .nest = &devlink_devlink_table, .flags = ATTR_REPEAT },
	[45] = { .name = "DEVLINK_ATTR_DPIPE_ACTION_TYPE", .key = "dpipe-action-type",
		.form = ATTR_ENUM, WORDS(devlink_dpipe_action_type) },
	[46] = { .name = "DEVLINK_ATTR_DPIPE_VALUE", .key = "dpipe-value",
		.form = ATTR_BIN },
	[47] = { .name = "DEVLINK_ATTR_DPIPE_VALUE_MASK", .key = "dpipe-value-mask",
		.form = ATTR_BIN },
	[48] = { .name = "DEVLINK_ATTR_DPIPE_VALUE_MAPPING", .key = "dpipe-value-mapping",
		.form = ATTR_UINT },
	[49] = { .name = "DEVLINK_ATTR_DPIPE_HEADERS", .key = "dpipe-headers",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[50] = { .name = "DEVLINK_ATTR_DPIPE_HEADER", .key = "dpipe-header",
		.form = ATTR_NEST, .nest = &devlink_devlink_table, .flags = ATTR_REPEAT },
	[51] = { .name = "DEVLINK_ATTR_DPIPE_HEADER_NAME", .key = "dpipe-header-name",
		.form = ATTR_STR },
	[52] = { .name = "DEVLINK_ATTR_DPIPE_HEADER_ID", .key = "dpipe-header-id",
		.form = ATTR_ENUM, WORDS(devlink_dpipe_header_id) },
	[53] = { .name = "DEVLINK_ATTR_DPIPE_HEADER_FIELDS", .key = "dpipe-header-fields",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[54] = { .name = "DEVLINK_ATTR_DPIPE_HEADER_GLOBAL", .key = "dpipe-header-global",
		.form = ATTR_UINT },
	[55] = { .name = "DEVLINK_ATTR_DPIPE_HEADER_INDEX", .key = "dpipe-header-index",
		.form = ATTR_UINT },
	[56] = { .name = "DEVLINK_ATTR_DPIPE_FIELD", .key = "dpipe-field",
		.form = ATTR_NEST, .nest = &devlink_devlink_table, .flags = ATTR_REPEAT },
	[57] = { .name = "DEVLINK_ATTR_DPIPE_FIELD_NAME", .key = "dpipe-field-name",
		.form = ATTR_STR },
	[58] = { .name = "DEVLINK_ATTR_DPIPE_FIELD_ID", .key = "dpipe-field-id",
		.form = ATTR_UINT },
	[59] = { .name = "DEVLINK_ATTR_DPIPE_FIELD_BITWIDTH", .key = "dpipe-field-bitwidth",
		.form = ATTR_UINT },
	[60] = { .name = "DEVLINK_ATTR_DPIPE_FIELD_MAPPING_TYPE", .key = "dpipe-field-mapping-type",
		.form = ATTR_ENUM, WORDS(devlink_dpipe_field_mapping_type) },
	[61] = { .name = "DEVLINK_ATTR_PAD", .key = "pad",
		.form = ATTR_PAD },
	[62] = { .name = "DEVLINK_ATTR_ESWITCH_ENCAP_MODE", .key = "eswitch-encap-mode",
		.form = ATTR_ENUM, WORDS(devlink_eswitch_encap_mode) },
	[63] = { .name = "DEVLINK_ATTR_RESOURCE_LIST", .key = "resource-list",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[64] = { .name = "DEVLINK_ATTR_RESOURCE", .key = "resource",
		.form = ATTR_NEST, .nest = &devlink_devlink_table, .flags = ATTR_REPEAT },
	[65] = { .name = "DEVLINK_ATTR_RESOURCE_NAME", .key = "resource-name",
		.form = ATTR_STR },
	[66] = { .name = "DEVLINK_ATTR_RESOURCE_ID", .key = "resource-id",
		.form = ATTR_UINT },
	[67] = { .name = "DEVLINK_ATTR_RESOURCE_SIZE", .key = "resource-size",
		.form = ATTR_UINT },
	[68] = { .name = "DEVLINK_ATTR_RESOURCE_SIZE_NEW", .key = "resource-size-new",
		.form = ATTR_UINT },
	[69] = { .name = "DEVLINK_ATTR_RESOURCE_SIZE_VALID", .key = "resource-size-valid",
		.form = ATTR_UINT },
	[70] = { .name = "DEVLINK_ATTR_RESOURCE_SIZE_MIN", .key = "resource-size-min",
		.form = ATTR_UINT },
	[71] = { .name = "DEVLINK_ATTR_RESOURCE_SIZE_MAX", .key = "resource-size-max",
		.form = ATTR_UINT },
	[72] = { .name = "DEVLINK_ATTR_RESOURCE_SIZE_GRAN", .key = "resource-size-gran",
		.form = ATTR_UINT },
	[73] = { .name = "DEVLINK_ATTR_RESOURCE_UNIT", .key = "resource-unit",
		.form = ATTR_ENUM, WORDS(devlink_resource_unit) },
	[74] = { .name = "DEVLINK_ATTR_RESOURCE_OCC", .key = "resource-occ",
		.form = ATTR_UINT },
	[75] = { .name = "DEVLINK_ATTR_DPIPE_TABLE_RESOURCE_ID", .key = "dpipe-table-resource-id",
		.form = ATTR_UINT },
	[76] = { .name = "DEVLINK_ATTR_DPIPE_TABLE_RESOURCE_UNITS", .key = "dpipe-table-resource-units",
		.form = ATTR_UINT },
	[77] = { .name = "DEVLINK_ATTR_PORT_FLAVOUR", .key = "port-flavour",
		.form = ATTR_ENUM, WORDS(devlink_port_flavour) },
	[78] = { .name = "DEVLINK_ATTR_PORT_NUMBER", .key = "port-number",
		.form = ATTR_UINT },
	[79] = { .name = "DEVLINK_ATTR_PORT_SPLIT_SUBPORT_NUMBER", .key = "port-split-subport-number",
		.form = ATTR_UINT },
	[80] = { .name = "DEVLINK_ATTR_PARAM", .key = "param",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[81] = { .name = "DEVLINK_ATTR_PARAM_NAME", .key = "param-name",
		.form = ATTR_STR },
	[82] = { .name = "DEVLINK_ATTR_PARAM_GENERIC", .key = "param-generic",
		.form = ATTR_FLAG },
	[83] = { .name = "DEVLINK_ATTR_PARAM_TYPE", .key = "param-type",
		.form = ATTR_UINT },
	[87] = { .name = "DEVLINK_ATTR_PARAM_VALUE_CMODE", .key = "param-value-cmode",
		.form = ATTR_ENUM, WORDS(devlink_param_cmode) },
	[88] = { .name = "DEVLINK_ATTR_REGION_NAME", .key = "region-name",
		.form = ATTR_STR },
	[89] = { .name = "DEVLINK_ATTR_REGION_SIZE", .key = "region-size",
		.form = ATTR_UINT },
	[90] = { .name = "DEVLINK_ATTR_REGION_SNAPSHOTS", .key = "region-snapshots",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[91] = { .name = "DEVLINK_ATTR_REGION_SNAPSHOT", .key = "region-snapshot",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[92] = { .name = "DEVLINK_ATTR_REGION_SNAPSHOT_ID", .key = "region-snapshot-id",
		.form = ATTR_UINT },
	[93] = { .name = "DEVLINK_ATTR_REGION_CHUNKS", .key = "region-chunks",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[94] = { .name = "DEVLINK_ATTR_REGION_CHUNK", .key = "region-chunk",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[95] = { .name = "DEVLINK_ATTR_REGION_CHUNK_DATA", .key = "region-chunk-data",
		.form = ATTR_BIN },
	[96] = { .name = "DEVLINK_ATTR_REGION_CHUNK_ADDR", .key = "region-chunk-addr",
		.form = ATTR_UINT },
	[97] = { .name = "DEVLINK_ATTR_REGION_CHUNK_LEN", .key = "region-chunk-len",
		.form = ATTR_UINT },
	[98] = { .name = "DEVLINK_ATTR_INFO_DRIVER_NAME", .key = "info-driver-name",
		.form = ATTR_STR },
	[99] = { .name = "DEVLINK_ATTR_INFO_SERIAL_NUMBER", .key = "info-serial-number",
		.form = ATTR_STR },
	[100] = { .name = "DEVLINK_ATTR_INFO_VERSION_FIXED", .key = "info-version-fixed",
		.form = ATTR_NEST, .nest = &devlink_devlink_table, .flags = ATTR_REPEAT },
	[101] = { .name = "DEVLINK_ATTR_INFO_VERSION_RUNNING", .key = "info-version-running",
		.form = ATTR_NEST, .nest = &devlink_devlink_table, .flags = ATTR_REPEAT },
	[102] = { .name = "DEVLINK_ATTR_INFO_VERSION_STORED", .key = "info-version-stored",
		.form = ATTR_NEST, .nest = &devlink_devlink_table, .flags = ATTR_REPEAT },
	[103] = { .name = "DEVLINK_ATTR_INFO_VERSION_NAME", .key = "info-version-name",
		.form = ATTR_STR },
	[104] = { .name = "DEVLINK_ATTR_INFO_VERSION_VALUE", .key = "info-version-value",
		.form = ATTR_STR },
	[105] = { .name = "DEVLINK_ATTR_SB_POOL_CELL_SIZE", .key = "sb-pool-cell-size",
		.form = ATTR_UINT },
	[106] = { .name = "DEVLINK_ATTR_FMSG", .key = "fmsg",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[107] = { .name = "DEVLINK_ATTR_FMSG_OBJ_NEST_START", .key = "fmsg-obj-nest-start",
		.form = ATTR_FLAG },
	[108] = { .name = "DEVLINK_ATTR_FMSG_PAIR_NEST_START", .key = "fmsg-pair-nest-start",
		.form = ATTR_FLAG },
	[109] = { .name = "DEVLINK_ATTR_FMSG_ARR_NEST_START", .key = "fmsg-arr-nest-start",
		.form = ATTR_FLAG },
	[110] = { .name = "DEVLINK_ATTR_FMSG_NEST_END", .key = "fmsg-nest-end",
		.form = ATTR_FLAG },
	[111] = { .name = "DEVLINK_ATTR_FMSG_OBJ_NAME", .key = "fmsg-obj-name",
		.form = ATTR_STR },
	[112] = { .name = "DEVLINK_ATTR_FMSG_OBJ_VALUE_TYPE", .key = "fmsg-obj-value-type",
		.form = ATTR_UINT },
	[114] = { .name = "DEVLINK_ATTR_HEALTH_REPORTER", .key = "health-reporter",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[115] = { .name = "DEVLINK_ATTR_HEALTH_REPORTER_NAME", .key = "health-reporter-name",
		.form = ATTR_STR },
	[116] = { .name = "DEVLINK_ATTR_HEALTH_REPORTER_STATE", .key = "health-reporter-state",
		.form = ATTR_UINT },
	[117] = { .name = "DEVLINK_ATTR_HEALTH_REPORTER_ERR_COUNT", .key = "health-reporter-err-count",
		.form = ATTR_UINT },
	[118] = { .name = "DEVLINK_ATTR_HEALTH_REPORTER_RECOVER_COUNT", .key = "health-reporter-recover-count",
		.form = ATTR_UINT },
	[119] = { .name = "DEVLINK_ATTR_HEALTH_REPORTER_DUMP_TS", .key = "health-reporter-dump-ts",
		.form = ATTR_UINT },
	[120] = { .name = "DEVLINK_ATTR_HEALTH_REPORTER_GRACEFUL_PERIOD", .key = "health-reporter-graceful-period",
		.form = ATTR_UINT },
	[121] = { .name = "DEVLINK_ATTR_HEALTH_REPORTER_AUTO_RECOVER", .key = "health-reporter-auto-recover",
		.form = ATTR_UINT },
	[122] = { .name = "DEVLINK_ATTR_FLASH_UPDATE_FILE_NAME", .key = "flash-update-file-name",
		.form = ATTR_STR },
	[123] = { .name = "DEVLINK_ATTR_FLASH_UPDATE_COMPONENT", .key = "flash-update-component",
		.form = ATTR_STR },
	[124] = { .name = "DEVLINK_ATTR_FLASH_UPDATE_STATUS_MSG", .key = "flash-update-status-msg",
		.form = ATTR_STR },
	[125] = { .name = "DEVLINK_ATTR_FLASH_UPDATE_STATUS_DONE", .key = "flash-update-status-done",
		.form = ATTR_UINT },
	[126] = { .name = "DEVLINK_ATTR_FLASH_UPDATE_STATUS_TOTAL", .key = "flash-update-status-total",
		.form = ATTR_UINT },
	[127] = { .name = "DEVLINK_ATTR_PORT_PCI_PF_NUMBER", .key = "port-pci-pf-number",
		.form = ATTR_UINT },
	[128] = { .name = "DEVLINK_ATTR_PORT_PCI_VF_NUMBER", .key = "port-pci-vf-number",
		.form = ATTR_UINT },
	[129] = { .name = "DEVLINK_ATTR_STATS", .key = "stats",
		.form = ATTR_NEST, .nest = &devlink_dl_attr_stats_table },
	[130] = { .name = "DEVLINK_ATTR_TRAP_NAME", .key = "trap-name",
		.form = ATTR_STR },
	[131] = { .name = "DEVLINK_ATTR_TRAP_ACTION", .key = "trap-action",
		.form = ATTR_ENUM, WORDS(devlink_trap_action) },
	[132] = { .name = "DEVLINK_ATTR_TRAP_TYPE", .key = "trap-type",
		.form = ATTR_ENUM, WORDS(devlink_trap_type) },
	[133] = { .name = "DEVLINK_ATTR_TRAP_GENERIC", .key = "trap-generic",
		.form = ATTR_FLAG },
	[134] = { .name = "DEVLINK_ATTR_TRAP_METADATA", .key = "trap-metadata",
		.form = ATTR_NEST, .nest = &devlink_dl_trap_metadata_table },
	[135] = { .name = "DEVLINK_ATTR_TRAP_GROUP_NAME", .key = "trap-group-name",
		.form = ATTR_STR },
	[136] = { .name = "DEVLINK_ATTR_RELOAD_FAILED", .key = "reload-failed",
		.form = ATTR_UINT },
	[137] = { .name = "DEVLINK_ATTR_HEALTH_REPORTER_DUMP_TS_NS", .key = "health-reporter-dump-ts-ns",
		.form = ATTR_UINT },
	[138] = { .name = "DEVLINK_ATTR_NETNS_FD", .key = "netns-fd",
		.form = ATTR_UINT },
	[139] = { .name = "DEVLINK_ATTR_NETNS_PID", .key = "netns-pid",
		.form = ATTR_UINT },
	[140] = { .name = "DEVLINK_ATTR_NETNS_ID", .key = "netns-id",
		.form = ATTR_UINT },
	[141] = { .name = "DEVLINK_ATTR_HEALTH_REPORTER_AUTO_DUMP", .key = "health-reporter-auto-dump",
		.form = ATTR_UINT },
	[142] = { .name = "DEVLINK_ATTR_TRAP_POLICER_ID", .key = "trap-policer-id",
		.form = ATTR_UINT },
	[143] = { .name = "DEVLINK_ATTR_TRAP_POLICER_RATE", .key = "trap-policer-rate",
		.form = ATTR_UINT },
	[144] = { .name = "DEVLINK_ATTR_TRAP_POLICER_BURST", .key = "trap-policer-burst",
		.form = ATTR_UINT },
	[145] = { .name = "DEVLINK_ATTR_PORT_FUNCTION", .key = "port-function",
		.form = ATTR_NEST, .nest = &devlink_dl_port_function_table },
	[146] = { .name = "DEVLINK_ATTR_INFO_BOARD_SERIAL_NUMBER", .key = "info-board-serial-number",
		.form = ATTR_STR },
	[147] = { .name = "DEVLINK_ATTR_PORT_LANES", .key = "port-lanes",
		.form = ATTR_UINT },
	[148] = { .name = "DEVLINK_ATTR_PORT_SPLITTABLE", .key = "port-splittable",
		.form = ATTR_UINT },
	[149] = { .name = "DEVLINK_ATTR_PORT_EXTERNAL", .key = "port-external",
		.form = ATTR_UINT },
	[150] = { .name = "DEVLINK_ATTR_PORT_CONTROLLER_NUMBER", .key = "port-controller-number",
		.form = ATTR_UINT },
	[151] = { .name = "DEVLINK_ATTR_FLASH_UPDATE_STATUS_TIMEOUT", .key = "flash-update-status-timeout",
		.form = ATTR_UINT },
	[152] = { .name = "DEVLINK_ATTR_FLASH_UPDATE_OVERWRITE_MASK", .key = "flash-update-overwrite-mask",
		.form = ATTR_BIN },
	[153] = { .name = "DEVLINK_ATTR_RELOAD_ACTION", .key = "reload-action",
		.form = ATTR_ENUM, WORDS(devlink_reload_action) },
	[154] = { .name = "DEVLINK_ATTR_RELOAD_ACTIONS_PERFORMED", .key = "reload-actions-performed",
		.form = ATTR_BIN },
	[155] = { .name = "DEVLINK_ATTR_RELOAD_LIMITS", .key = "reload-limits",
		.form = ATTR_BIN },
	[156] = { .name = "DEVLINK_ATTR_DEV_STATS", .key = "dev-stats",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[157] = { .name = "DEVLINK_ATTR_RELOAD_STATS", .key = "reload-stats",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[158] = { .name = "DEVLINK_ATTR_RELOAD_STATS_ENTRY", .key = "reload-stats-entry",
		.form = ATTR_NEST, .nest = &devlink_devlink_table, .flags = ATTR_REPEAT },
	[159] = { .name = "DEVLINK_ATTR_RELOAD_STATS_LIMIT", .key = "reload-stats-limit",
		.form = ATTR_UINT },
	[160] = { .name = "DEVLINK_ATTR_RELOAD_STATS_VALUE", .key = "reload-stats-value",
		.form = ATTR_UINT },
	[161] = { .name = "DEVLINK_ATTR_REMOTE_RELOAD_STATS", .key = "remote-reload-stats",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[162] = { .name = "DEVLINK_ATTR_RELOAD_ACTION_INFO", .key = "reload-action-info",
		.form = ATTR_NEST, .nest = &devlink_devlink_table, .flags = ATTR_REPEAT },
	[163] = { .name = "DEVLINK_ATTR_RELOAD_ACTION_STATS", .key = "reload-action-stats",
		.form = ATTR_NEST, .nest = &devlink_devlink_table, .flags = ATTR_REPEAT },
	[164] = { .name = "DEVLINK_ATTR_PORT_PCI_SF_NUMBER", .key = "port-pci-sf-number",
		.form = ATTR_UINT },
	[165] = { .name = "DEVLINK_ATTR_RATE_TYPE", .key = "rate-type",
		.form = ATTR_ENUM, WORDS(devlink_rate_type) },
	[166] = { .name = "DEVLINK_ATTR_RATE_TX_SHARE", .key = "rate-tx-share",
		.form = ATTR_UINT },
	[167] = { .name = "DEVLINK_ATTR_RATE_TX_MAX", .key = "rate-tx-max",
		.form = ATTR_UINT },
	[168] = { .name = "DEVLINK_ATTR_RATE_NODE_NAME", .key = "rate-node-name",
		.form = ATTR_STR },
	[169] = { .name = "DEVLINK_ATTR_RATE_PARENT_NODE_NAME", .key = "rate-parent-node-name",
		.form = ATTR_STR },
	[170] = { .name = "DEVLINK_ATTR_REGION_MAX_SNAPSHOTS", .key = "region-max-snapshots",
		.form = ATTR_UINT },
	[171] = { .name = "DEVLINK_ATTR_LINECARD_INDEX", .key = "linecard-index",
		.form = ATTR_UINT },
	[172] = { .name = "DEVLINK_ATTR_LINECARD_STATE", .key = "linecard-state",
		.form = ATTR_UINT },
	[173] = { .name = "DEVLINK_ATTR_LINECARD_TYPE", .key = "linecard-type",
		.form = ATTR_STR },
	[174] = { .name = "DEVLINK_ATTR_LINECARD_SUPPORTED_TYPES", .key = "linecard-supported-types",
		.form = ATTR_NEST, .nest = &devlink_devlink_table },
	[176] = { .name = "DEVLINK_ATTR_SELFTESTS", .key = "selftests",
		.form = ATTR_NEST, .nest = &devlink_dl_selftest_id_table },
	[177] = { .name = "DEVLINK_ATTR_RATE_TX_PRIORITY", .key = "rate-tx-priority",
		.form = ATTR_UINT },
	[178] = { .name = "DEVLINK_ATTR_RATE_TX_WEIGHT", .key = "rate-tx-weight",
		.form = ATTR_UINT },
	[179] = { .name = "DEVLINK_ATTR_REGION_DIRECT", .key = "region-direct",
		.form = ATTR_FLAG },
	[180] = { .name = "DEVLINK_ATTR_RATE_TC_BWS", .key = "rate-tc-bws",
		.form = ATTR_NEST, .nest = &devlink_dl_rate_tc_bws_table, .flags = ATTR_REPEAT },
	[181] = { .name = "DEVLINK_ATTR_HEALTH_REPORTER_BURST_PERIOD", .key = "health-reporter-burst-period",
		.form = ATTR_UINT },
	[183] = { .name = "DEVLINK_ATTR_PARAM_RESET_DEFAULT", .key = "param-reset-default",
		.form = ATTR_FLAG },
	[184] = { .name = "DEVLINK_ATTR_INDEX", .key = "index",
		.form = ATTR_UINT },
	[185] = { .name = "DEVLINK_ATTR_RESOURCE_SCOPE_MASK", .key = "resource-scope-mask",
		.form = ATTR_UINT },
	[86] = { .name = "DEVLINK_ATTR_PARAM_VALUE_DATA", .key = "param-value-data",
		.form = ATTR_FN, .print = genl_print_value, .n = 83 },
};

static const struct attr_table devlink_devlink_table = ATTR_TABLE(devlink_devlink_desc);

static const struct attr_desc devlink_dl_attr_stats_desc[] = {
	[0] = { .name = "DEVLINK_ATTR_STATS_RX_PACKETS", .key = "stats-rx-packets",
		.form = ATTR_UINT },
	[1] = { .name = "DEVLINK_ATTR_STATS_RX_BYTES", .key = "stats-rx-bytes",
		.form = ATTR_UINT },
	[2] = { .name = "DEVLINK_ATTR_STATS_RX_DROPPED", .key = "stats-rx-dropped",
		.form = ATTR_UINT },
};

static const struct attr_table devlink_dl_attr_stats_table = ATTR_TABLE(devlink_dl_attr_stats_desc);

static const struct attr_desc devlink_dl_trap_metadata_desc[] = {
	[0] = { .name = "DEVLINK_ATTR_TRAP_METADATA_TYPE_IN_PORT", .key = "trap-metadata-type-in-port",
		.form = ATTR_FLAG },
	[1] = { .name = "DEVLINK_ATTR_TRAP_METADATA_TYPE_FA_COOKIE", .key = "trap-metadata-type-fa-cookie",
		.form = ATTR_FLAG },
};

static const struct attr_table devlink_dl_trap_metadata_table = ATTR_TABLE(devlink_dl_trap_metadata_desc);

static const struct attr_desc devlink_dl_port_function_desc[] = {
	[1] = { .name = "DEVLINK_PORT_FN_ATTR_HW_ADDR", .key = "hw-addr",
		.form = ATTR_BIN },
	[2] = { .name = "DEVLINK_PORT_FN_ATTR_STATE", .key = "state",
		.form = ATTR_ENUM, WORDS(devlink_port_fn_state) },
	[3] = { .name = "DEVLINK_PORT_FN_ATTR_OPSTATE", .key = "opstate",
		.form = ATTR_ENUM, WORDS(devlink_port_fn_opstate) },
	[4] = { .name = "DEVLINK_PORT_FN_ATTR_CAPS", .key = "caps",
		.form = ATTR_BIN },
};

static const struct attr_table devlink_dl_port_function_table = ATTR_TABLE(devlink_dl_port_function_desc);

static const struct attr_desc devlink_dl_selftest_id_desc[] = {
	[1] = { .name = "DEVLINK_ATTR_SELFTEST_ID_FLASH", .key = "flash",
		.form = ATTR_FLAG },
};

static const struct attr_table devlink_dl_selftest_id_table = ATTR_TABLE(devlink_dl_selftest_id_desc);

static const struct attr_desc devlink_dl_rate_tc_bws_desc[] = {
	[1] = { .name = "DEVLINK_RATE_TC_ATTR_INDEX", .key = "index",
		.form = ATTR_UINT },
	[2] = { .name = "DEVLINK_RATE_TC_ATTR_BW", .key = "bw",
		.form = ATTR_UINT },
};

static const struct attr_table devlink_dl_rate_tc_bws_table = ATTR_TABLE(devlink_dl_rate_tc_bws_desc);

const struct genl_op genl_devlink_ops[] = {
	{ 1, "get", &devlink_devlink_table },
	{ 5, "port-get", &devlink_devlink_table },
	{ 6, "port-set", &devlink_devlink_table },
	{ 7, "port-new", &devlink_devlink_table },
	{ 8, "port-del", &devlink_devlink_table },
	{ 9, "port-split", &devlink_devlink_table },
	{ 10, "port-unsplit", &devlink_devlink_table },
	{ 11, "sb-get", &devlink_devlink_table },
	{ 15, "sb-pool-get", &devlink_devlink_table },
	{ 16, "sb-pool-set", &devlink_devlink_table },
	{ 19, "sb-port-pool-get", &devlink_devlink_table },
	{ 20, "sb-port-pool-set", &devlink_devlink_table },
	{ 23, "sb-tc-pool-bind-get", &devlink_devlink_table },
	{ 24, "sb-tc-pool-bind-set", &devlink_devlink_table },
	{ 27, "sb-occ-snapshot", &devlink_devlink_table },
	{ 28, "sb-occ-max-clear", &devlink_devlink_table },
	{ 29, "eswitch-get", &devlink_devlink_table },
	{ 30, "eswitch-set", &devlink_devlink_table },
	{ 31, "dpipe-table-get", &devlink_devlink_table },
	{ 32, "dpipe-entries-get", &devlink_devlink_table },
	{ 33, "dpipe-headers-get", &devlink_devlink_table },
	{ 34, "dpipe-table-counters-set", &devlink_devlink_table },
	{ 35, "resource-set", &devlink_devlink_table },
	{ 36, "resource-dump", &devlink_devlink_table },
	{ 37, "reload", &devlink_devlink_table },
	{ 38, "param-get", &devlink_devlink_table },
	{ 39, "param-set", &devlink_devlink_table },
	{ 42, "region-get", &devlink_devlink_table },
	{ 44, "region-new", &devlink_devlink_table },
	{ 45, "region-del", &devlink_devlink_table },
	{ 47, "port-param-get", &devlink_devlink_table },
	{ 48, "port-param-set", &devlink_devlink_table },
	{ 51, "info-get", &devlink_devlink_table },
	{ 52, "health-reporter-get", &devlink_devlink_table },
	{ 53, "health-reporter-set", &devlink_devlink_table },
	{ 54, "health-reporter-recover", &devlink_devlink_table },
	{ 55, "health-reporter-diagnose", &devlink_devlink_table },
	{ 57, "health-reporter-dump-clear", &devlink_devlink_table },
	{ 58, "flash-update", &devlink_devlink_table },
	{ 61, "trap-get", &devlink_devlink_table },
	{ 62, "trap-set", &devlink_devlink_table },
	{ 65, "trap-group-get", &devlink_devlink_table },
	{ 66, "trap-group-set", &devlink_devlink_table },
	{ 69, "trap-policer-get", &devlink_devlink_table },
	{ 70, "trap-policer-set", &devlink_devlink_table },
	{ 73, "health-reporter-test", &devlink_devlink_table },
	{ 74, "rate-get", &devlink_devlink_table },
	{ 75, "rate-set", &devlink_devlink_table },
	{ 76, "rate-new", &devlink_devlink_table },
	{ 77, "rate-del", &devlink_devlink_table },
	{ 78, "linecard-get", &devlink_devlink_table },
	{ 79, "linecard-set", &devlink_devlink_table },
	{ 82, "selftests-get", &devlink_devlink_table },
	{ 83, "selftests-run", &devlink_devlink_table },
	{ 84, "notify-filter-set", &devlink_devlink_table },
	{ 0, NULL, NULL }
};
