// SPDX-License-Identifier: GPL-2.0
/* Made from the kernel's specs by make generate; do not edit. */
#include "decode/tc.h"

static const char *const tc_dualpi2_drop_early[] = {
	[0] = "drop-dequeue",
	[1] = "drop-enqueue",
};

static const char *const tc_dualpi2_drop_overload[] = {
	[0] = "overflow",
	[1] = "drop",
};

static const char *const tc_dualpi2_ecn_mask[] = {
	[1] = "l4s-ect",
	[2] = "cla-ect",
	[3] = "any-ect",
};

static const char *const tc_dualpi2_split_gso[] = {
	[0] = "no-split-gso",
	[1] = "split-gso",
};

static const struct attr_table tc_act_bpf_attrs_table;
static const struct attr_table tc_act_connmark_attrs_table;
static const struct attr_table tc_act_csum_attrs_table;
static const struct attr_table tc_act_ct_attrs_table;
static const struct attr_table tc_act_ctinfo_attrs_table;
static const struct attr_table tc_act_gact_attrs_table;
static const struct attr_table tc_act_gate_attrs_table;
static const struct attr_table tc_act_ife_attrs_table;
static const struct attr_table tc_act_mirred_attrs_table;
static const struct attr_table tc_act_mpls_attrs_table;
static const struct attr_table tc_act_nat_attrs_table;
static const struct attr_table tc_act_pedit_attrs_table;
static const struct attr_table tc_police_attrs_table;
static const struct attr_table tc_act_sample_attrs_table;
static const struct attr_table tc_act_simple_attrs_table;
static const struct attr_table tc_act_skbedit_attrs_table;
static const struct attr_table tc_act_skbmod_attrs_table;
static const struct attr_table tc_act_tunnel_key_attrs_table;
static const struct attr_table tc_act_vlan_attrs_table;
static const struct attr_table tc_basic_attrs_table;
static const struct attr_table tc_bpf_attrs_table;
static const struct attr_table tc_cake_attrs_table;
static const struct attr_table tc_cbs_attrs_table;
static const struct attr_table tc_cgroup_attrs_table;
static const struct attr_table tc_choke_attrs_table;
static const struct attr_table tc_codel_attrs_table;
static const struct attr_table tc_drr_attrs_table;
static const struct attr_table tc_dualpi2_attrs_table;
static const struct attr_table tc_etf_attrs_table;
static const struct attr_table tc_ets_attrs_table;
static const struct attr_table tc_flow_attrs_table;
static const struct attr_table tc_flower_attrs_table;
static const struct attr_table tc_fq_attrs_table;
static const struct attr_table tc_fq_codel_attrs_table;
static const struct attr_table tc_fq_pie_attrs_table;
static const struct attr_table tc_fw_attrs_table;
static const struct attr_table tc_gred_attrs_table;
static const struct attr_table tc_hhf_attrs_table;
static const struct attr_table tc_htb_attrs_table;
static const struct attr_table tc_matchall_attrs_table;
static const struct attr_table tc_netem_attrs_table;
static const struct attr_table tc_pie_attrs_table;
static const struct attr_table tc_qfq_attrs_table;
static const struct attr_table tc_red_attrs_table;
static const struct attr_table tc_route_attrs_table;
static const struct attr_table tc_taprio_attrs_table;
static const struct attr_table tc_tbf_attrs_table;
static const struct attr_table tc_u32_attrs_table;
static const struct attr_table tc_ematch_attrs_table;
static const struct attr_table tc_act_attrs_table;
static const struct attr_table tc_flower_key_enc_opts_attrs_table;
static const struct attr_table tc_flower_key_mpls_opt_attrs_table;
static const struct attr_table tc_flower_key_cfm_attrs_table;
static const struct attr_table tc_tca_gred_vq_list_attrs_table;
static const struct attr_table tc_netem_loss_attrs_table;
static const struct attr_table tc_taprio_sched_entry_list_table;
static const struct attr_table tc_taprio_sched_entry_table;
static const struct attr_table tc_taprio_tc_entry_attrs_table;
static const struct attr_table tc_tca_stats_attrs_table;
static const struct attr_table tc_flower_key_enc_opt_geneve_attrs_table;
static const struct attr_table tc_flower_key_enc_opt_vxlan_attrs_table;
static const struct attr_table tc_flower_key_enc_opt_erspan_attrs_table;
static const struct attr_table tc_flower_key_enc_opt_gtp_attrs_table;
static const struct attr_table tc_tca_gred_vq_entry_attrs_table;

static const struct attr_desc tc_act_bpf_attrs_desc[] = {
	[1] = { .name = "TCA_ACT_BPF_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_ACT_BPF_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_ACT_BPF_OPS_LEN", .key = "ops-len",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_ACT_BPF_OPS", .key = "ops",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[5] = { .name = "TCA_ACT_BPF_FD", .key = "fd",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_ACT_BPF_NAME", .key = "name",
		.form = ATTR_STR },
	[7] = { .name = "TCA_ACT_BPF_PAD", .key = "pad",
		.form = ATTR_PAD },
	[8] = { .name = "TCA_ACT_BPF_TAG", .key = "tag",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[9] = { .name = "TCA_ACT_BPF_ID", .key = "id",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
};

static const struct attr_table tc_act_bpf_attrs_table = ATTR_TABLE(tc_act_bpf_attrs_desc);

static const struct attr_desc tc_act_connmark_attrs_desc[] = {
	[1] = { .name = "TCA_CONNMARK_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_CONNMARK_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_CONNMARK_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_act_connmark_attrs_table = ATTR_TABLE(tc_act_connmark_attrs_desc);

static const struct attr_desc tc_act_csum_attrs_desc[] = {
	[1] = { .name = "TCA_CSUM_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_CSUM_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_CSUM_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_act_csum_attrs_table = ATTR_TABLE(tc_act_csum_attrs_desc);

static const struct attr_desc tc_act_ct_attrs_desc[] = {
	[1] = { .name = "TCA_CT_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_CT_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_CT_ACTION", .key = "action",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_CT_ZONE", .key = "zone",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_CT_MARK", .key = "mark",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_CT_MARK_MASK", .key = "mark-mask",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_CT_LABELS", .key = "labels",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[8] = { .name = "TCA_CT_LABELS_MASK", .key = "labels-mask",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[9] = { .name = "TCA_CT_NAT_IPV4_MIN", .key = "nat-ipv4-min",
		.form = ATTR_BE },
	[10] = { .name = "TCA_CT_NAT_IPV4_MAX", .key = "nat-ipv4-max",
		.form = ATTR_BE },
	[11] = { .name = "TCA_CT_NAT_IPV6_MIN", .key = "nat-ipv6-min",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[12] = { .name = "TCA_CT_NAT_IPV6_MAX", .key = "nat-ipv6-max",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[13] = { .name = "TCA_CT_NAT_PORT_MIN", .key = "nat-port-min",
		.form = ATTR_BE },
	[14] = { .name = "TCA_CT_NAT_PORT_MAX", .key = "nat-port-max",
		.form = ATTR_BE },
	[15] = { .name = "TCA_CT_PAD", .key = "pad",
		.form = ATTR_PAD },
	[16] = { .name = "TCA_CT_HELPER_NAME", .key = "helper-name",
		.form = ATTR_STR },
	[17] = { .name = "TCA_CT_HELPER_FAMILY", .key = "helper-family",
		.form = ATTR_UINT },
	[18] = { .name = "TCA_CT_HELPER_PROTO", .key = "helper-proto",
		.form = ATTR_UINT },
};

static const struct attr_table tc_act_ct_attrs_table = ATTR_TABLE(tc_act_ct_attrs_desc);

static const struct attr_desc tc_act_ctinfo_attrs_desc[] = {
	[1] = { .name = "TCA_CTINFO_PAD", .key = "pad",
		.form = ATTR_PAD },
	[2] = { .name = "TCA_CTINFO_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_CTINFO_ACT", .key = "act",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[4] = { .name = "TCA_CTINFO_ZONE", .key = "zone",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_CTINFO_PARMS_DSCP_MASK", .key = "parms-dscp-mask",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_CTINFO_PARMS_DSCP_STATEMASK", .key = "parms-dscp-statemask",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_CTINFO_PARMS_CPMARK_MASK", .key = "parms-cpmark-mask",
		.form = ATTR_UINT },
	[8] = { .name = "TCA_CTINFO_STATS_DSCP_SET", .key = "stats-dscp-set",
		.form = ATTR_UINT },
	[9] = { .name = "TCA_CTINFO_STATS_DSCP_ERROR", .key = "stats-dscp-error",
		.form = ATTR_UINT },
	[10] = { .name = "TCA_CTINFO_STATS_CPMARK_SET", .key = "stats-cpmark-set",
		.form = ATTR_UINT },
};

static const struct attr_table tc_act_ctinfo_attrs_table = ATTR_TABLE(tc_act_ctinfo_attrs_desc);

static const struct attr_desc tc_act_gact_attrs_desc[] = {
	[1] = { .name = "TCA_GACT_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_GACT_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_GACT_PROB", .key = "prob",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[4] = { .name = "TCA_GACT_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_act_gact_attrs_table = ATTR_TABLE(tc_act_gact_attrs_desc);

static const struct attr_desc tc_act_gate_attrs_desc[] = {
	[1] = { .name = "TCA_GATE_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_GATE_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_GATE_PAD", .key = "pad",
		.form = ATTR_PAD },
	[4] = { .name = "TCA_GATE_PRIORITY", .key = "priority",
		.form = ATTR_INT },
	[5] = { .name = "TCA_GATE_ENTRY_LIST", .key = "entry-list",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[6] = { .name = "TCA_GATE_BASE_TIME", .key = "base-time",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_GATE_CYCLE_TIME", .key = "cycle-time",
		.form = ATTR_UINT },
	[8] = { .name = "TCA_GATE_CYCLE_TIME_EXT", .key = "cycle-time-ext",
		.form = ATTR_UINT },
	[9] = { .name = "TCA_GATE_FLAGS", .key = "flags",
		.form = ATTR_UINT },
	[10] = { .name = "TCA_GATE_CLOCKID", .key = "clockid",
		.form = ATTR_INT },
};

static const struct attr_table tc_act_gate_attrs_table = ATTR_TABLE(tc_act_gate_attrs_desc);

static const struct attr_desc tc_act_ife_attrs_desc[] = {
	[1] = { .name = "TCA_IFE_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_IFE_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_IFE_DMAC", .key = "dmac",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[4] = { .name = "TCA_IFE_SMAC", .key = "smac",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[5] = { .name = "TCA_IFE_TYPE", .key = "type",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_IFE_METALST", .key = "metalst",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[7] = { .name = "TCA_IFE_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_act_ife_attrs_table = ATTR_TABLE(tc_act_ife_attrs_desc);

static const struct attr_desc tc_act_mirred_attrs_desc[] = {
	[1] = { .name = "TCA_MIRRED_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_MIRRED_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_MIRRED_PAD", .key = "pad",
		.form = ATTR_PAD },
	[4] = { .name = "TCA_MIRRED_BLOCKID", .key = "blockid",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
};

static const struct attr_table tc_act_mirred_attrs_table = ATTR_TABLE(tc_act_mirred_attrs_desc);

static const struct attr_desc tc_act_mpls_attrs_desc[] = {
	[1] = { .name = "TCA_MPLS_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_MPLS_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_MPLS_PAD", .key = "pad",
		.form = ATTR_PAD },
	[4] = { .name = "TCA_MPLS_PROTO", .key = "proto",
		.form = ATTR_BE },
	[5] = { .name = "TCA_MPLS_LABEL", .key = "label",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_MPLS_TC", .key = "tc",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_MPLS_TTL", .key = "ttl",
		.form = ATTR_UINT },
	[8] = { .name = "TCA_MPLS_BOS", .key = "bos",
		.form = ATTR_UINT },
};

static const struct attr_table tc_act_mpls_attrs_table = ATTR_TABLE(tc_act_mpls_attrs_desc);

static const struct attr_desc tc_act_nat_attrs_desc[] = {
	[1] = { .name = "TCA_NAT_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_NAT_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_NAT_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_act_nat_attrs_table = ATTR_TABLE(tc_act_nat_attrs_desc);

static const struct attr_desc tc_act_pedit_attrs_desc[] = {
	[1] = { .name = "TCA_PEDIT_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_PEDIT_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_PEDIT_PAD", .key = "pad",
		.form = ATTR_PAD },
	[4] = { .name = "TCA_PEDIT_PARMS_EX", .key = "parms-ex",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[5] = { .name = "TCA_PEDIT_KEYS_EX", .key = "keys-ex",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[6] = { .name = "TCA_PEDIT_KEY_EX", .key = "key-ex",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
};

static const struct attr_table tc_act_pedit_attrs_table = ATTR_TABLE(tc_act_pedit_attrs_desc);

static const struct attr_desc tc_police_attrs_desc[] = {
	[1] = { .name = "TCA_POLICE_TBF", .key = "tbf",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_POLICE_RATE", .key = "rate",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_POLICE_PEAKRATE", .key = "peakrate",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[4] = { .name = "TCA_POLICE_AVRATE", .key = "avrate",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_POLICE_RESULT", .key = "result",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_POLICE_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[7] = { .name = "TCA_POLICE_PAD", .key = "pad",
		.form = ATTR_PAD },
	[8] = { .name = "TCA_POLICE_RATE64", .key = "rate64",
		.form = ATTR_UINT },
	[9] = { .name = "TCA_POLICE_PEAKRATE64", .key = "peakrate64",
		.form = ATTR_UINT },
	[10] = { .name = "TCA_POLICE_PKTRATE64", .key = "pktrate64",
		.form = ATTR_UINT },
	[11] = { .name = "TCA_POLICE_PKTBURST64", .key = "pktburst64",
		.form = ATTR_UINT },
};

static const struct attr_table tc_police_attrs_table = ATTR_TABLE(tc_police_attrs_desc);

static const struct attr_desc tc_act_sample_attrs_desc[] = {
	[1] = { .name = "TCA_SAMPLE_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_SAMPLE_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_SAMPLE_RATE", .key = "rate",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_SAMPLE_TRUNC_SIZE", .key = "trunc-size",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_SAMPLE_PSAMPLE_GROUP", .key = "psample-group",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_SAMPLE_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_act_sample_attrs_table = ATTR_TABLE(tc_act_sample_attrs_desc);

static const struct attr_desc tc_act_simple_attrs_desc[] = {
	[1] = { .name = "TCA_DEF_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_DEF_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_DEF_DATA", .key = "data",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[4] = { .name = "TCA_DEF_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_act_simple_attrs_table = ATTR_TABLE(tc_act_simple_attrs_desc);

static const struct attr_desc tc_act_skbedit_attrs_desc[] = {
	[1] = { .name = "TCA_SKBEDIT_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_SKBEDIT_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_SKBEDIT_PRIORITY", .key = "priority",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_SKBEDIT_QUEUE_MAPPING", .key = "queue-mapping",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_SKBEDIT_MARK", .key = "mark",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_SKBEDIT_PAD", .key = "pad",
		.form = ATTR_PAD },
	[7] = { .name = "TCA_SKBEDIT_PTYPE", .key = "ptype",
		.form = ATTR_UINT },
	[8] = { .name = "TCA_SKBEDIT_MASK", .key = "mask",
		.form = ATTR_UINT },
	[9] = { .name = "TCA_SKBEDIT_FLAGS", .key = "flags",
		.form = ATTR_UINT },
	[10] = { .name = "TCA_SKBEDIT_QUEUE_MAPPING_MAX", .key = "queue-mapping-max",
		.form = ATTR_UINT },
};

static const struct attr_table tc_act_skbedit_attrs_table = ATTR_TABLE(tc_act_skbedit_attrs_desc);

static const struct attr_desc tc_act_skbmod_attrs_desc[] = {
	[1] = { .name = "TCA_SKBMOD_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_SKBMOD_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_SKBMOD_DMAC", .key = "dmac",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[4] = { .name = "TCA_SKBMOD_SMAC", .key = "smac",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[5] = { .name = "TCA_SKBMOD_ETYPE", .key = "etype",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[6] = { .name = "TCA_SKBMOD_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_act_skbmod_attrs_table = ATTR_TABLE(tc_act_skbmod_attrs_desc);

static const struct attr_desc tc_act_tunnel_key_attrs_desc[] = {
	[1] = { .name = "TCA_TUNNEL_KEY_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_TUNNEL_KEY_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_TUNNEL_KEY_ENC_IPV4_SRC", .key = "enc-ipv4-src",
		.form = ATTR_BE },
	[4] = { .name = "TCA_TUNNEL_KEY_ENC_IPV4_DST", .key = "enc-ipv4-dst",
		.form = ATTR_BE },
	[5] = { .name = "TCA_TUNNEL_KEY_ENC_IPV6_SRC", .key = "enc-ipv6-src",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[6] = { .name = "TCA_TUNNEL_KEY_ENC_IPV6_DST", .key = "enc-ipv6-dst",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[7] = { .name = "TCA_TUNNEL_KEY_ENC_KEY_ID", .key = "enc-key-id",
		.form = ATTR_BE },
	[8] = { .name = "TCA_TUNNEL_KEY_PAD", .key = "pad",
		.form = ATTR_PAD },
	[9] = { .name = "TCA_TUNNEL_KEY_ENC_DST_PORT", .key = "enc-dst-port",
		.form = ATTR_BE },
	[10] = { .name = "TCA_TUNNEL_KEY_NO_CSUM", .key = "no-csum",
		.form = ATTR_UINT },
	[11] = { .name = "TCA_TUNNEL_KEY_ENC_OPTS", .key = "enc-opts",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[12] = { .name = "TCA_TUNNEL_KEY_ENC_TOS", .key = "enc-tos",
		.form = ATTR_UINT },
	[13] = { .name = "TCA_TUNNEL_KEY_ENC_TTL", .key = "enc-ttl",
		.form = ATTR_UINT },
	[14] = { .name = "TCA_TUNNEL_KEY_NO_FRAG", .key = "no-frag",
		.form = ATTR_FLAG },
};

static const struct attr_table tc_act_tunnel_key_attrs_table = ATTR_TABLE(tc_act_tunnel_key_attrs_desc);

static const struct attr_desc tc_act_vlan_attrs_desc[] = {
	[1] = { .name = "TCA_VLAN_TM", .key = "tm",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_VLAN_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_VLAN_PUSH_VLAN_ID", .key = "push-vlan-id",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_VLAN_PUSH_VLAN_PROTOCOL", .key = "push-vlan-protocol",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_VLAN_PAD", .key = "pad",
		.form = ATTR_PAD },
	[6] = { .name = "TCA_VLAN_PUSH_VLAN_PRIORITY", .key = "push-vlan-priority",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_VLAN_PUSH_ETH_DST", .key = "push-eth-dst",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[8] = { .name = "TCA_VLAN_PUSH_ETH_SRC", .key = "push-eth-src",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
};

static const struct attr_table tc_act_vlan_attrs_table = ATTR_TABLE(tc_act_vlan_attrs_desc);

static const struct attr_desc tc_basic_attrs_desc[] = {
	[1] = { .name = "TCA_BASIC_CLASSID", .key = "classid",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_BASIC_EMATCHES", .key = "ematches",
		.form = ATTR_NEST, .nest = &tc_ematch_attrs_table },
	[3] = { .name = "TCA_BASIC_ACT", .key = "act",
		.form = ATTR_LIST, .nest = &tc_act_attrs_table },
	[4] = { .name = "TCA_BASIC_POLICE", .key = "police",
		.form = ATTR_NEST, .nest = &tc_police_attrs_table },
	[5] = { .name = "TCA_BASIC_PCNT", .key = "pcnt",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[6] = { .name = "TCA_BASIC_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_basic_attrs_table = ATTR_TABLE(tc_basic_attrs_desc);

static const struct attr_desc tc_bpf_attrs_desc[] = {
	[1] = { .name = "TCA_BPF_ACT", .key = "act",
		.form = ATTR_LIST, .nest = &tc_act_attrs_table },
	[2] = { .name = "TCA_BPF_POLICE", .key = "police",
		.form = ATTR_NEST, .nest = &tc_police_attrs_table },
	[3] = { .name = "TCA_BPF_CLASSID", .key = "classid",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_BPF_OPS_LEN", .key = "ops-len",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_BPF_OPS", .key = "ops",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[6] = { .name = "TCA_BPF_FD", .key = "fd",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_BPF_NAME", .key = "name",
		.form = ATTR_STR },
	[8] = { .name = "TCA_BPF_FLAGS", .key = "flags",
		.form = ATTR_UINT },
	[9] = { .name = "TCA_BPF_FLAGS_GEN", .key = "flags-gen",
		.form = ATTR_UINT },
	[10] = { .name = "TCA_BPF_TAG", .key = "tag",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[11] = { .name = "TCA_BPF_ID", .key = "id",
		.form = ATTR_UINT },
};

static const struct attr_table tc_bpf_attrs_table = ATTR_TABLE(tc_bpf_attrs_desc);

static const struct attr_desc tc_cake_attrs_desc[] = {
	[1] = { .name = "TCA_CAKE_PAD", .key = "pad",
		.form = ATTR_PAD },
	[2] = { .name = "TCA_CAKE_BASE_RATE64", .key = "base-rate64",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_CAKE_DIFFSERV_MODE", .key = "diffserv-mode",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_CAKE_ATM", .key = "atm",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_CAKE_FLOW_MODE", .key = "flow-mode",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_CAKE_OVERHEAD", .key = "overhead",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_CAKE_RTT", .key = "rtt",
		.form = ATTR_UINT },
	[8] = { .name = "TCA_CAKE_TARGET", .key = "target",
		.form = ATTR_UINT },
	[9] = { .name = "TCA_CAKE_AUTORATE", .key = "autorate",
		.form = ATTR_UINT },
	[10] = { .name = "TCA_CAKE_MEMORY", .key = "memory",
		.form = ATTR_UINT },
	[11] = { .name = "TCA_CAKE_NAT", .key = "nat",
		.form = ATTR_UINT },
	[12] = { .name = "TCA_CAKE_RAW", .key = "raw",
		.form = ATTR_UINT },
	[13] = { .name = "TCA_CAKE_WASH", .key = "wash",
		.form = ATTR_UINT },
	[14] = { .name = "TCA_CAKE_MPU", .key = "mpu",
		.form = ATTR_UINT },
	[15] = { .name = "TCA_CAKE_INGRESS", .key = "ingress",
		.form = ATTR_UINT },
	[16] = { .name = "TCA_CAKE_ACK_FILTER", .key = "ack-filter",
		.form = ATTR_UINT },
	[17] = { .name = "TCA_CAKE_SPLIT_GSO", .key = "split-gso",
		.form = ATTR_UINT },
	[18] = { .name = "TCA_CAKE_FWMARK", .key = "fwmark",
		.form = ATTR_UINT },
};

static const struct attr_table tc_cake_attrs_table = ATTR_TABLE(tc_cake_attrs_desc);

static const struct attr_desc tc_cbs_attrs_desc[] = {
	[1] = { .name = "TCA_CBS_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
};

static const struct attr_table tc_cbs_attrs_table = ATTR_TABLE(tc_cbs_attrs_desc);

static const struct attr_desc tc_cgroup_attrs_desc[] = {
	[1] = { .name = "TCA_CGROUP_ACT", .key = "act",
		.form = ATTR_LIST, .nest = &tc_act_attrs_table },
	[2] = { .name = "TCA_CGROUP_POLICE", .key = "police",
		.form = ATTR_NEST, .nest = &tc_police_attrs_table },
	[3] = { .name = "TCA_CGROUP_EMATCHES", .key = "ematches",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
};

static const struct attr_table tc_cgroup_attrs_table = ATTR_TABLE(tc_cgroup_attrs_desc);

static const struct attr_desc tc_choke_attrs_desc[] = {
	[1] = { .name = "TCA_CHOKE_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_CHOKE_STAB", .key = "stab",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_CHOKE_MAX_P", .key = "max-p",
		.form = ATTR_UINT },
};

static const struct attr_table tc_choke_attrs_table = ATTR_TABLE(tc_choke_attrs_desc);

static const struct attr_desc tc_codel_attrs_desc[] = {
	[1] = { .name = "TCA_CODEL_TARGET", .key = "target",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_CODEL_LIMIT", .key = "limit",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_CODEL_INTERVAL", .key = "interval",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_CODEL_ECN", .key = "ecn",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_CODEL_CE_THRESHOLD", .key = "ce-threshold",
		.form = ATTR_UINT },
};

static const struct attr_table tc_codel_attrs_table = ATTR_TABLE(tc_codel_attrs_desc);

static const struct attr_desc tc_drr_attrs_desc[] = {
	[1] = { .name = "TCA_DRR_QUANTUM", .key = "quantum",
		.form = ATTR_UINT },
};

static const struct attr_table tc_drr_attrs_table = ATTR_TABLE(tc_drr_attrs_desc);

static const struct attr_desc tc_dualpi2_attrs_desc[] = {
	[1] = { .name = "TCA_DUALPI2_LIMIT", .key = "limit",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_DUALPI2_MEMORY_LIMIT", .key = "memory-limit",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_DUALPI2_TARGET", .key = "target",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_DUALPI2_TUPDATE", .key = "tupdate",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_DUALPI2_ALPHA", .key = "alpha",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_DUALPI2_BETA", .key = "beta",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_DUALPI2_STEP_THRESH_PKTS", .key = "step-thresh-pkts",
		.form = ATTR_UINT },
	[8] = { .name = "TCA_DUALPI2_STEP_THRESH_US", .key = "step-thresh-us",
		.form = ATTR_UINT },
	[9] = { .name = "TCA_DUALPI2_MIN_QLEN_STEP", .key = "min-qlen-step",
		.form = ATTR_UINT },
	[10] = { .name = "TCA_DUALPI2_COUPLING", .key = "coupling",
		.form = ATTR_UINT },
	[11] = { .name = "TCA_DUALPI2_DROP_OVERLOAD", .key = "drop-overload",
		.form = ATTR_ENUM, WORDS(tc_dualpi2_drop_overload) },
	[12] = { .name = "TCA_DUALPI2_DROP_EARLY", .key = "drop-early",
		.form = ATTR_ENUM, WORDS(tc_dualpi2_drop_early) },
	[13] = { .name = "TCA_DUALPI2_C_PROTECTION", .key = "c-protection",
		.form = ATTR_UINT },
	[14] = { .name = "TCA_DUALPI2_ECN_MASK", .key = "ecn-mask",
		.form = ATTR_ENUM, WORDS(tc_dualpi2_ecn_mask) },
	[15] = { .name = "TCA_DUALPI2_SPLIT_GSO", .key = "split-gso",
		.form = ATTR_ENUM, WORDS(tc_dualpi2_split_gso) },
};

static const struct attr_table tc_dualpi2_attrs_table = ATTR_TABLE(tc_dualpi2_attrs_desc);

static const struct attr_desc tc_etf_attrs_desc[] = {
	[1] = { .name = "TCA_ETF_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
};

static const struct attr_table tc_etf_attrs_table = ATTR_TABLE(tc_etf_attrs_desc);

static const struct attr_desc tc_ets_attrs_desc[] = {
	[1] = { .name = "TCA_ETS_NBANDS", .key = "nbands",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_ETS_NSTRICT", .key = "nstrict",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_ETS_QUANTA", .key = "quanta",
		.form = ATTR_NEST, .nest = &tc_ets_attrs_table },
	[4] = { .name = "TCA_ETS_QUANTA_BAND", .key = "quanta-band",
		.form = ATTR_UINT, .flags = ATTR_REPEAT },
	[5] = { .name = "TCA_ETS_PRIOMAP", .key = "priomap",
		.form = ATTR_NEST, .nest = &tc_ets_attrs_table },
	[6] = { .name = "TCA_ETS_PRIOMAP_BAND", .key = "priomap-band",
		.form = ATTR_UINT, .flags = ATTR_REPEAT },
};

static const struct attr_table tc_ets_attrs_table = ATTR_TABLE(tc_ets_attrs_desc);

static const struct attr_desc tc_flow_attrs_desc[] = {
	[1] = { .name = "TCA_FLOW_KEYS", .key = "keys",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_FLOW_MODE", .key = "mode",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_FLOW_BASECLASS", .key = "baseclass",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_FLOW_RSHIFT", .key = "rshift",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_FLOW_ADDEND", .key = "addend",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_FLOW_MASK", .key = "mask",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_FLOW_XOR", .key = "xor",
		.form = ATTR_UINT },
	[8] = { .name = "TCA_FLOW_DIVISOR", .key = "divisor",
		.form = ATTR_UINT },
	[9] = { .name = "TCA_FLOW_ACT", .key = "act",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[10] = { .name = "TCA_FLOW_POLICE", .key = "police",
		.form = ATTR_NEST, .nest = &tc_police_attrs_table },
	[11] = { .name = "TCA_FLOW_EMATCHES", .key = "ematches",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[12] = { .name = "TCA_FLOW_PERTURB", .key = "perturb",
		.form = ATTR_UINT },
};

static const struct attr_table tc_flow_attrs_table = ATTR_TABLE(tc_flow_attrs_desc);

static const struct attr_desc tc_flower_attrs_desc[] = {
	[1] = { .name = "TCA_FLOWER_CLASSID", .key = "classid",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_FLOWER_INDEV", .key = "indev",
		.form = ATTR_STR },
	[3] = { .name = "TCA_FLOWER_ACT", .key = "act",
		.form = ATTR_LIST, .nest = &tc_act_attrs_table },
	[4] = { .name = "TCA_FLOWER_KEY_ETH_DST", .key = "key-eth-dst",
		.form = ATTR_LLADDR },
	[5] = { .name = "TCA_FLOWER_KEY_ETH_DST_MASK", .key = "key-eth-dst-mask",
		.form = ATTR_LLADDR },
	[6] = { .name = "TCA_FLOWER_KEY_ETH_SRC", .key = "key-eth-src",
		.form = ATTR_LLADDR },
	[7] = { .name = "TCA_FLOWER_KEY_ETH_SRC_MASK", .key = "key-eth-src-mask",
		.form = ATTR_LLADDR },
	[8] = { .name = "TCA_FLOWER_KEY_ETH_TYPE", .key = "key-eth-type",
		.form = ATTR_BE },
	[9] = { .name = "TCA_FLOWER_KEY_IP_PROTO", .key = "key-ip-proto",
		.form = ATTR_UINT },
	[10] = { .name = "TCA_FLOWER_KEY_IPV4_SRC", .key = "key-ipv4-src",
		.form = ATTR_ADDR, .min = 4 },
	[11] = { .name = "TCA_FLOWER_KEY_IPV4_SRC_MASK", .key = "key-ipv4-src-mask",
		.form = ATTR_ADDR, .min = 4 },
	[12] = { .name = "TCA_FLOWER_KEY_IPV4_DST", .key = "key-ipv4-dst",
		.form = ATTR_ADDR, .min = 4 },
	[13] = { .name = "TCA_FLOWER_KEY_IPV4_DST_MASK", .key = "key-ipv4-dst-mask",
		.form = ATTR_ADDR, .min = 4 },
	[14] = { .name = "TCA_FLOWER_KEY_IPV6_SRC", .key = "key-ipv6-src",
		.form = ATTR_ADDR },
	[15] = { .name = "TCA_FLOWER_KEY_IPV6_SRC_MASK", .key = "key-ipv6-src-mask",
		.form = ATTR_ADDR },
	[16] = { .name = "TCA_FLOWER_KEY_IPV6_DST", .key = "key-ipv6-dst",
		.form = ATTR_ADDR },
	[17] = { .name = "TCA_FLOWER_KEY_IPV6_DST_MASK", .key = "key-ipv6-dst-mask",
		.form = ATTR_ADDR },
	[18] = { .name = "TCA_FLOWER_KEY_TCP_SRC", .key = "key-tcp-src",
		.form = ATTR_BE },
	[19] = { .name = "TCA_FLOWER_KEY_TCP_DST", .key = "key-tcp-dst",
		.form = ATTR_BE },
	[20] = { .name = "TCA_FLOWER_KEY_UDP_SRC", .key = "key-udp-src",
		.form = ATTR_BE },
	[21] = { .name = "TCA_FLOWER_KEY_UDP_DST", .key = "key-udp-dst",
		.form = ATTR_BE },
	[22] = { .name = "TCA_FLOWER_FLAGS", .key = "flags",
		.form = ATTR_UINT },
	[23] = { .name = "TCA_FLOWER_KEY_VLAN_ID", .key = "key-vlan-id",
		.form = ATTR_BE },
	[24] = { .name = "TCA_FLOWER_KEY_VLAN_PRIO", .key = "key-vlan-prio",
		.form = ATTR_UINT },
	[25] = { .name = "TCA_FLOWER_KEY_VLAN_ETH_TYPE", .key = "key-vlan-eth-type",
		.form = ATTR_BE },
	[26] = { .name = "TCA_FLOWER_KEY_ENC_KEY_ID", .key = "key-enc-key-id",
		.form = ATTR_BE },
	[27] = { .name = "TCA_FLOWER_KEY_ENC_IPV4_SRC", .key = "key-enc-ipv4-src",
		.form = ATTR_ADDR, .min = 4 },
	[28] = { .name = "TCA_FLOWER_KEY_ENC_IPV4_SRC_MASK", .key = "key-enc-ipv4-src-mask",
		.form = ATTR_ADDR, .min = 4 },
	[29] = { .name = "TCA_FLOWER_KEY_ENC_IPV4_DST", .key = "key-enc-ipv4-dst",
		.form = ATTR_ADDR, .min = 4 },
	[30] = { .name = "TCA_FLOWER_KEY_ENC_IPV4_DST_MASK", .key = "key-enc-ipv4-dst-mask",
		.form = ATTR_ADDR, .min = 4 },
	[31] = { .name = "TCA_FLOWER_KEY_ENC_IPV6_SRC", .key = "key-enc-ipv6-src",
		.form = ATTR_ADDR },
	[32] = { .name = "TCA_FLOWER_KEY_ENC_IPV6_SRC_MASK", .key = "key-enc-ipv6-src-mask",
		.form = ATTR_ADDR },
	[33] = { .name = "TCA_FLOWER_KEY_ENC_IPV6_DST", .key = "key-enc-ipv6-dst",
		.form = ATTR_ADDR },
	[34] = { .name = "TCA_FLOWER_KEY_ENC_IPV6_DST_MASK", .key = "key-enc-ipv6-dst-mask",
		.form = ATTR_ADDR },
	[35] = { .name = "TCA_FLOWER_KEY_TCP_SRC_MASK", .key = "key-tcp-src-mask",
		.form = ATTR_BE },
	[36] = { .name = "TCA_FLOWER_KEY_TCP_DST_MASK", .key = "key-tcp-dst-mask",
		.form = ATTR_BE },
	[37] = { .name = "TCA_FLOWER_KEY_UDP_SRC_MASK", .key = "key-udp-src-mask",
		.form = ATTR_BE },
	[38] = { .name = "TCA_FLOWER_KEY_UDP_DST_MASK", .key = "key-udp-dst-mask",
		.form = ATTR_BE },
	[39] = { .name = "TCA_FLOWER_KEY_SCTP_SRC_MASK", .key = "key-sctp-src-mask",
		.form = ATTR_BE },
	[40] = { .name = "TCA_FLOWER_KEY_SCTP_DST_MASK", .key = "key-sctp-dst-mask",
		.form = ATTR_BE },
	[41] = { .name = "TCA_FLOWER_KEY_SCTP_SRC", .key = "key-sctp-src",
		.form = ATTR_BE },
	[42] = { .name = "TCA_FLOWER_KEY_SCTP_DST", .key = "key-sctp-dst",
		.form = ATTR_BE },
	[43] = { .name = "TCA_FLOWER_KEY_ENC_UDP_SRC_PORT", .key = "key-enc-udp-src-port",
		.form = ATTR_BE },
	[44] = { .name = "TCA_FLOWER_KEY_ENC_UDP_SRC_PORT_MASK", .key = "key-enc-udp-src-port-mask",
		.form = ATTR_BE },
	[45] = { .name = "TCA_FLOWER_KEY_ENC_UDP_DST_PORT", .key = "key-enc-udp-dst-port",
		.form = ATTR_BE },
	[46] = { .name = "TCA_FLOWER_KEY_ENC_UDP_DST_PORT_MASK", .key = "key-enc-udp-dst-port-mask",
		.form = ATTR_BE },
	[47] = { .name = "TCA_FLOWER_KEY_FLAGS", .key = "key-flags",
		.form = ATTR_BE },
	[48] = { .name = "TCA_FLOWER_KEY_FLAGS_MASK", .key = "key-flags-mask",
		.form = ATTR_BE },
	[49] = { .name = "TCA_FLOWER_KEY_ICMPV4_CODE", .key = "key-icmpv4-code",
		.form = ATTR_UINT },
	[50] = { .name = "TCA_FLOWER_KEY_ICMPV4_CODE_MASK", .key = "key-icmpv4-code-mask",
		.form = ATTR_UINT },
	[51] = { .name = "TCA_FLOWER_KEY_ICMPV4_TYPE", .key = "key-icmpv4-type",
		.form = ATTR_UINT },
	[52] = { .name = "TCA_FLOWER_KEY_ICMPV4_TYPE_MASK", .key = "key-icmpv4-type-mask",
		.form = ATTR_UINT },
	[53] = { .name = "TCA_FLOWER_KEY_ICMPV6_CODE", .key = "key-icmpv6-code",
		.form = ATTR_UINT },
	[54] = { .name = "TCA_FLOWER_KEY_ICMPV6_CODE_MASK", .key = "key-icmpv6-code-mask",
		.form = ATTR_UINT },
	[55] = { .name = "TCA_FLOWER_KEY_ICMPV6_TYPE", .key = "key-icmpv6-type",
		.form = ATTR_UINT },
	[56] = { .name = "TCA_FLOWER_KEY_ICMPV6_TYPE_MASK", .key = "key-icmpv6-type-mask",
		.form = ATTR_UINT },
	[57] = { .name = "TCA_FLOWER_KEY_ARP_SIP", .key = "key-arp-sip",
		.form = ATTR_BE },
	[58] = { .name = "TCA_FLOWER_KEY_ARP_SIP_MASK", .key = "key-arp-sip-mask",
		.form = ATTR_BE },
	[59] = { .name = "TCA_FLOWER_KEY_ARP_TIP", .key = "key-arp-tip",
		.form = ATTR_BE },
	[60] = { .name = "TCA_FLOWER_KEY_ARP_TIP_MASK", .key = "key-arp-tip-mask",
		.form = ATTR_BE },
	[61] = { .name = "TCA_FLOWER_KEY_ARP_OP", .key = "key-arp-op",
		.form = ATTR_UINT },
	[62] = { .name = "TCA_FLOWER_KEY_ARP_OP_MASK", .key = "key-arp-op-mask",
		.form = ATTR_UINT },
	[63] = { .name = "TCA_FLOWER_KEY_ARP_SHA", .key = "key-arp-sha",
		.form = ATTR_LLADDR },
	[64] = { .name = "TCA_FLOWER_KEY_ARP_SHA_MASK", .key = "key-arp-sha-mask",
		.form = ATTR_LLADDR },
	[65] = { .name = "TCA_FLOWER_KEY_ARP_THA", .key = "key-arp-tha",
		.form = ATTR_LLADDR },
	[66] = { .name = "TCA_FLOWER_KEY_ARP_THA_MASK", .key = "key-arp-tha-mask",
		.form = ATTR_LLADDR },
	[67] = { .name = "TCA_FLOWER_KEY_MPLS_TTL", .key = "key-mpls-ttl",
		.form = ATTR_UINT },
	[68] = { .name = "TCA_FLOWER_KEY_MPLS_BOS", .key = "key-mpls-bos",
		.form = ATTR_UINT },
	[69] = { .name = "TCA_FLOWER_KEY_MPLS_TC", .key = "key-mpls-tc",
		.form = ATTR_UINT },
	[70] = { .name = "TCA_FLOWER_KEY_MPLS_LABEL", .key = "key-mpls-label",
		.form = ATTR_BE },
	[71] = { .name = "TCA_FLOWER_KEY_TCP_FLAGS", .key = "key-tcp-flags",
		.form = ATTR_BE },
	[72] = { .name = "TCA_FLOWER_KEY_TCP_FLAGS_MASK", .key = "key-tcp-flags-mask",
		.form = ATTR_BE },
	[73] = { .name = "TCA_FLOWER_KEY_IP_TOS", .key = "key-ip-tos",
		.form = ATTR_UINT },
	[74] = { .name = "TCA_FLOWER_KEY_IP_TOS_MASK", .key = "key-ip-tos-mask",
		.form = ATTR_UINT },
	[75] = { .name = "TCA_FLOWER_KEY_IP_TTL", .key = "key-ip-ttl",
		.form = ATTR_UINT },
	[76] = { .name = "TCA_FLOWER_KEY_IP_TTL_MASK", .key = "key-ip-ttl-mask",
		.form = ATTR_UINT },
	[77] = { .name = "TCA_FLOWER_KEY_CVLAN_ID", .key = "key-cvlan-id",
		.form = ATTR_BE },
	[78] = { .name = "TCA_FLOWER_KEY_CVLAN_PRIO", .key = "key-cvlan-prio",
		.form = ATTR_UINT },
	[79] = { .name = "TCA_FLOWER_KEY_CVLAN_ETH_TYPE", .key = "key-cvlan-eth-type",
		.form = ATTR_BE },
	[80] = { .name = "TCA_FLOWER_KEY_ENC_IP_TOS", .key = "key-enc-ip-tos",
		.form = ATTR_UINT },
	[81] = { .name = "TCA_FLOWER_KEY_ENC_IP_TOS_MASK", .key = "key-enc-ip-tos-mask",
		.form = ATTR_UINT },
	[82] = { .name = "TCA_FLOWER_KEY_ENC_IP_TTL", .key = "key-enc-ip-ttl",
		.form = ATTR_UINT },
	[83] = { .name = "TCA_FLOWER_KEY_ENC_IP_TTL_MASK", .key = "key-enc-ip-ttl-mask",
		.form = ATTR_UINT },
	[84] = { .name = "TCA_FLOWER_KEY_ENC_OPTS", .key = "key-enc-opts",
		.form = ATTR_NEST, .nest = &tc_flower_key_enc_opts_attrs_table },
	[85] = { .name = "TCA_FLOWER_KEY_ENC_OPTS_MASK", .key = "key-enc-opts-mask",
		.form = ATTR_NEST, .nest = &tc_flower_key_enc_opts_attrs_table },
	[86] = { .name = "TCA_FLOWER_IN_HW_COUNT", .key = "in-hw-count",
		.form = ATTR_UINT },
	[87] = { .name = "TCA_FLOWER_KEY_PORT_SRC_MIN", .key = "key-port-src-min",
		.form = ATTR_BE },
	[88] = { .name = "TCA_FLOWER_KEY_PORT_SRC_MAX", .key = "key-port-src-max",
		.form = ATTR_BE },
	[89] = { .name = "TCA_FLOWER_KEY_PORT_DST_MIN", .key = "key-port-dst-min",
		.form = ATTR_BE },
	[90] = { .name = "TCA_FLOWER_KEY_PORT_DST_MAX", .key = "key-port-dst-max",
		.form = ATTR_BE },
	[91] = { .name = "TCA_FLOWER_KEY_CT_STATE", .key = "key-ct-state",
		.form = ATTR_UINT },
	[92] = { .name = "TCA_FLOWER_KEY_CT_STATE_MASK", .key = "key-ct-state-mask",
		.form = ATTR_UINT },
	[93] = { .name = "TCA_FLOWER_KEY_CT_ZONE", .key = "key-ct-zone",
		.form = ATTR_UINT },
	[94] = { .name = "TCA_FLOWER_KEY_CT_ZONE_MASK", .key = "key-ct-zone-mask",
		.form = ATTR_UINT },
	[95] = { .name = "TCA_FLOWER_KEY_CT_MARK", .key = "key-ct-mark",
		.form = ATTR_UINT },
	[96] = { .name = "TCA_FLOWER_KEY_CT_MARK_MASK", .key = "key-ct-mark-mask",
		.form = ATTR_UINT },
	[97] = { .name = "TCA_FLOWER_KEY_CT_LABELS", .key = "key-ct-labels",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[98] = { .name = "TCA_FLOWER_KEY_CT_LABELS_MASK", .key = "key-ct-labels-mask",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[99] = { .name = "TCA_FLOWER_KEY_MPLS_OPTS", .key = "key-mpls-opts",
		.form = ATTR_NEST, .nest = &tc_flower_key_mpls_opt_attrs_table },
	[100] = { .name = "TCA_FLOWER_KEY_HASH", .key = "key-hash",
		.form = ATTR_UINT },
	[101] = { .name = "TCA_FLOWER_KEY_HASH_MASK", .key = "key-hash-mask",
		.form = ATTR_UINT },
	[102] = { .name = "TCA_FLOWER_KEY_NUM_OF_VLANS", .key = "key-num-of-vlans",
		.form = ATTR_UINT },
	[103] = { .name = "TCA_FLOWER_KEY_PPPOE_SID", .key = "key-pppoe-sid",
		.form = ATTR_BE },
	[104] = { .name = "TCA_FLOWER_KEY_PPP_PROTO", .key = "key-ppp-proto",
		.form = ATTR_BE },
	[105] = { .name = "TCA_FLOWER_KEY_L2TPV3_SID", .key = "key-l2tpv3-sid",
		.form = ATTR_BE },
	[106] = { .name = "TCA_FLOWER_L2_MISS", .key = "l2-miss",
		.form = ATTR_UINT },
	[107] = { .name = "TCA_FLOWER_KEY_CFM", .key = "key-cfm",
		.form = ATTR_NEST, .nest = &tc_flower_key_cfm_attrs_table },
	[108] = { .name = "TCA_FLOWER_KEY_SPI", .key = "key-spi",
		.form = ATTR_BE },
	[109] = { .name = "TCA_FLOWER_KEY_SPI_MASK", .key = "key-spi-mask",
		.form = ATTR_BE },
	[110] = { .name = "TCA_FLOWER_KEY_ENC_FLAGS", .key = "key-enc-flags",
		.form = ATTR_BE },
	[111] = { .name = "TCA_FLOWER_KEY_ENC_FLAGS_MASK", .key = "key-enc-flags-mask",
		.form = ATTR_BE },
};

static const struct attr_table tc_flower_attrs_table = ATTR_TABLE(tc_flower_attrs_desc);

static const struct attr_desc tc_fq_attrs_desc[] = {
	[1] = { .name = "TCA_FQ_PLIMIT", .key = "plimit",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_FQ_FLOW_PLIMIT", .key = "flow-plimit",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_FQ_QUANTUM", .key = "quantum",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_FQ_INITIAL_QUANTUM", .key = "initial-quantum",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_FQ_RATE_ENABLE", .key = "rate-enable",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_FQ_FLOW_DEFAULT_RATE", .key = "flow-default-rate",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_FQ_FLOW_MAX_RATE", .key = "flow-max-rate",
		.form = ATTR_UINT },
	[8] = { .name = "TCA_FQ_BUCKETS_LOG", .key = "buckets-log",
		.form = ATTR_UINT },
	[9] = { .name = "TCA_FQ_FLOW_REFILL_DELAY", .key = "flow-refill-delay",
		.form = ATTR_UINT },
	[10] = { .name = "TCA_FQ_ORPHAN_MASK", .key = "orphan-mask",
		.form = ATTR_UINT },
	[11] = { .name = "TCA_FQ_LOW_RATE_THRESHOLD", .key = "low-rate-threshold",
		.form = ATTR_UINT },
	[12] = { .name = "TCA_FQ_CE_THRESHOLD", .key = "ce-threshold",
		.form = ATTR_UINT },
	[13] = { .name = "TCA_FQ_TIMER_SLACK", .key = "timer-slack",
		.form = ATTR_UINT },
	[14] = { .name = "TCA_FQ_HORIZON", .key = "horizon",
		.form = ATTR_UINT },
	[15] = { .name = "TCA_FQ_HORIZON_DROP", .key = "horizon-drop",
		.form = ATTR_UINT },
	[16] = { .name = "TCA_FQ_PRIOMAP", .key = "priomap",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[17] = { .name = "TCA_FQ_WEIGHTS", .key = "weights",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
};

static const struct attr_table tc_fq_attrs_table = ATTR_TABLE(tc_fq_attrs_desc);

static const struct attr_desc tc_fq_codel_attrs_desc[] = {
	[1] = { .name = "TCA_FQ_CODEL_TARGET", .key = "target",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_FQ_CODEL_LIMIT", .key = "limit",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_FQ_CODEL_INTERVAL", .key = "interval",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_FQ_CODEL_ECN", .key = "ecn",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_FQ_CODEL_FLOWS", .key = "flows",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_FQ_CODEL_QUANTUM", .key = "quantum",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_FQ_CODEL_CE_THRESHOLD", .key = "ce-threshold",
		.form = ATTR_UINT },
	[8] = { .name = "TCA_FQ_CODEL_DROP_BATCH_SIZE", .key = "drop-batch-size",
		.form = ATTR_UINT },
	[9] = { .name = "TCA_FQ_CODEL_MEMORY_LIMIT", .key = "memory-limit",
		.form = ATTR_UINT },
	[10] = { .name = "TCA_FQ_CODEL_CE_THRESHOLD_SELECTOR", .key = "ce-threshold-selector",
		.form = ATTR_UINT },
	[11] = { .name = "TCA_FQ_CODEL_CE_THRESHOLD_MASK", .key = "ce-threshold-mask",
		.form = ATTR_UINT },
};

static const struct attr_table tc_fq_codel_attrs_table = ATTR_TABLE(tc_fq_codel_attrs_desc);

static const struct attr_desc tc_fq_pie_attrs_desc[] = {
	[1] = { .name = "TCA_FQ_PIE_LIMIT", .key = "limit",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_FQ_PIE_FLOWS", .key = "flows",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_FQ_PIE_TARGET", .key = "target",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_FQ_PIE_TUPDATE", .key = "tupdate",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_FQ_PIE_ALPHA", .key = "alpha",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_FQ_PIE_BETA", .key = "beta",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_FQ_PIE_QUANTUM", .key = "quantum",
		.form = ATTR_UINT },
	[8] = { .name = "TCA_FQ_PIE_MEMORY_LIMIT", .key = "memory-limit",
		.form = ATTR_UINT },
	[9] = { .name = "TCA_FQ_PIE_ECN_PROB", .key = "ecn-prob",
		.form = ATTR_UINT },
	[10] = { .name = "TCA_FQ_PIE_ECN", .key = "ecn",
		.form = ATTR_UINT },
	[11] = { .name = "TCA_FQ_PIE_BYTEMODE", .key = "bytemode",
		.form = ATTR_UINT },
	[12] = { .name = "TCA_FQ_PIE_DQ_RATE_ESTIMATOR", .key = "dq-rate-estimator",
		.form = ATTR_UINT },
};

static const struct attr_table tc_fq_pie_attrs_table = ATTR_TABLE(tc_fq_pie_attrs_desc);

static const struct attr_desc tc_fw_attrs_desc[] = {
	[1] = { .name = "TCA_FW_CLASSID", .key = "classid",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_FW_POLICE", .key = "police",
		.form = ATTR_NEST, .nest = &tc_police_attrs_table },
	[3] = { .name = "TCA_FW_INDEV", .key = "indev",
		.form = ATTR_STR },
	[4] = { .name = "TCA_FW_ACT", .key = "act",
		.form = ATTR_LIST, .nest = &tc_act_attrs_table },
	[5] = { .name = "TCA_FW_MASK", .key = "mask",
		.form = ATTR_UINT },
};

static const struct attr_table tc_fw_attrs_table = ATTR_TABLE(tc_fw_attrs_desc);

static const struct attr_desc tc_gred_attrs_desc[] = {
	[1] = { .name = "TCA_GRED_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_GRED_STAB", .key = "stab",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_GRED_DPS", .key = "dps",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[4] = { .name = "TCA_GRED_MAX_P", .key = "max-p",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[5] = { .name = "TCA_GRED_LIMIT", .key = "limit",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_GRED_VQ_LIST", .key = "vq-list",
		.form = ATTR_NEST, .nest = &tc_tca_gred_vq_list_attrs_table },
};

static const struct attr_table tc_gred_attrs_table = ATTR_TABLE(tc_gred_attrs_desc);

static const struct attr_desc tc_hhf_attrs_desc[] = {
	[1] = { .name = "TCA_HHF_BACKLOG_LIMIT", .key = "backlog-limit",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_HHF_QUANTUM", .key = "quantum",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_HHF_HH_FLOWS_LIMIT", .key = "hh-flows-limit",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_HHF_RESET_TIMEOUT", .key = "reset-timeout",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_HHF_ADMIT_BYTES", .key = "admit-bytes",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_HHF_EVICT_TIMEOUT", .key = "evict-timeout",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_HHF_NON_HH_WEIGHT", .key = "non-hh-weight",
		.form = ATTR_UINT },
};

static const struct attr_table tc_hhf_attrs_table = ATTR_TABLE(tc_hhf_attrs_desc);

static const struct attr_desc tc_htb_attrs_desc[] = {
	[1] = { .name = "TCA_HTB_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_HTB_INIT", .key = "init",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_HTB_CTAB", .key = "ctab",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[4] = { .name = "TCA_HTB_RTAB", .key = "rtab",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[5] = { .name = "TCA_HTB_DIRECT_QLEN", .key = "direct-qlen",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_HTB_RATE64", .key = "rate64",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_HTB_CEIL64", .key = "ceil64",
		.form = ATTR_UINT },
	[8] = { .name = "TCA_HTB_PAD", .key = "pad",
		.form = ATTR_PAD },
	[9] = { .name = "TCA_HTB_OFFLOAD", .key = "offload",
		.form = ATTR_FLAG },
};

static const struct attr_table tc_htb_attrs_table = ATTR_TABLE(tc_htb_attrs_desc);

static const struct attr_desc tc_matchall_attrs_desc[] = {
	[1] = { .name = "TCA_MATCHALL_CLASSID", .key = "classid",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_MATCHALL_ACT", .key = "act",
		.form = ATTR_LIST, .nest = &tc_act_attrs_table },
	[3] = { .name = "TCA_MATCHALL_FLAGS", .key = "flags",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_MATCHALL_PCNT", .key = "pcnt",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[5] = { .name = "TCA_MATCHALL_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_matchall_attrs_table = ATTR_TABLE(tc_matchall_attrs_desc);

static const struct attr_desc tc_netem_attrs_desc[] = {
	[1] = { .name = "TCA_NETEM_CORR", .key = "corr",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_NETEM_DELAY_DIST", .key = "delay-dist",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_NETEM_REORDER", .key = "reorder",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[4] = { .name = "TCA_NETEM_CORRUPT", .key = "corrupt",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[5] = { .name = "TCA_NETEM_LOSS", .key = "loss",
		.form = ATTR_NEST, .nest = &tc_netem_loss_attrs_table },
	[6] = { .name = "TCA_NETEM_RATE", .key = "rate",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[7] = { .name = "TCA_NETEM_ECN", .key = "ecn",
		.form = ATTR_UINT },
	[8] = { .name = "TCA_NETEM_RATE64", .key = "rate64",
		.form = ATTR_UINT },
	[9] = { .name = "TCA_NETEM_PAD", .key = "pad",
		.form = ATTR_UINT },
	[10] = { .name = "TCA_NETEM_LATENCY64", .key = "latency64",
		.form = ATTR_INT },
	[11] = { .name = "TCA_NETEM_JITTER64", .key = "jitter64",
		.form = ATTR_INT },
	[12] = { .name = "TCA_NETEM_SLOT", .key = "slot",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[13] = { .name = "TCA_NETEM_SLOT_DIST", .key = "slot-dist",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[14] = { .name = "TCA_NETEM_PRNG_SEED", .key = "prng-seed",
		.form = ATTR_UINT },
};

static const struct attr_table tc_netem_attrs_table = ATTR_TABLE(tc_netem_attrs_desc);

static const struct attr_desc tc_pie_attrs_desc[] = {
	[1] = { .name = "TCA_PIE_TARGET", .key = "target",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_PIE_LIMIT", .key = "limit",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_PIE_TUPDATE", .key = "tupdate",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_PIE_ALPHA", .key = "alpha",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_PIE_BETA", .key = "beta",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_PIE_ECN", .key = "ecn",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_PIE_BYTEMODE", .key = "bytemode",
		.form = ATTR_UINT },
	[8] = { .name = "TCA_PIE_DQ_RATE_ESTIMATOR", .key = "dq-rate-estimator",
		.form = ATTR_UINT },
};

static const struct attr_table tc_pie_attrs_table = ATTR_TABLE(tc_pie_attrs_desc);

static const struct attr_desc tc_qfq_attrs_desc[] = {
	[1] = { .name = "TCA_QFQ_WEIGHT", .key = "weight",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_QFQ_LMAX", .key = "lmax",
		.form = ATTR_UINT },
};

static const struct attr_table tc_qfq_attrs_table = ATTR_TABLE(tc_qfq_attrs_desc);

static const struct attr_desc tc_red_attrs_desc[] = {
	[1] = { .name = "TCA_RED_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_RED_STAB", .key = "stab",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_RED_MAX_P", .key = "max-p",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_RED_FLAGS", .key = "flags",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[5] = { .name = "TCA_RED_EARLY_DROP_BLOCK", .key = "early-drop-block",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_RED_MARK_BLOCK", .key = "mark-block",
		.form = ATTR_UINT },
};

static const struct attr_table tc_red_attrs_table = ATTR_TABLE(tc_red_attrs_desc);

static const struct attr_desc tc_route_attrs_desc[] = {
	[1] = { .name = "TCA_ROUTE4_CLASSID", .key = "classid",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_ROUTE4_TO", .key = "to",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_ROUTE4_FROM", .key = "from",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_ROUTE4_IIF", .key = "iif",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_ROUTE4_POLICE", .key = "police",
		.form = ATTR_NEST, .nest = &tc_police_attrs_table },
	[6] = { .name = "TCA_ROUTE4_ACT", .key = "act",
		.form = ATTR_LIST, .nest = &tc_act_attrs_table },
};

static const struct attr_table tc_route_attrs_table = ATTR_TABLE(tc_route_attrs_desc);

static const struct attr_desc tc_taprio_attrs_desc[] = {
	[1] = { .name = "TCA_TAPRIO_ATTR_PRIOMAP", .key = "priomap",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST", .key = "sched-entry-list",
		.form = ATTR_NEST, .nest = &tc_taprio_sched_entry_list_table },
	[3] = { .name = "TCA_TAPRIO_ATTR_SCHED_BASE_TIME", .key = "sched-base-time",
		.form = ATTR_INT },
	[4] = { .name = "TCA_TAPRIO_ATTR_SCHED_SINGLE_ENTRY", .key = "sched-single-entry",
		.form = ATTR_NEST, .nest = &tc_taprio_sched_entry_table },
	[5] = { .name = "TCA_TAPRIO_ATTR_SCHED_CLOCKID", .key = "sched-clockid",
		.form = ATTR_INT },
	[6] = { .name = "TCA_TAPRIO_ATTR_PAD", .key = "pad",
		.form = ATTR_PAD },
	[7] = { .name = "TCA_TAPRIO_ATTR_ADMIN_SCHED", .key = "admin-sched",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[8] = { .name = "TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME", .key = "sched-cycle-time",
		.form = ATTR_INT },
	[9] = { .name = "TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME_EXTENSION", .key = "sched-cycle-time-extension",
		.form = ATTR_INT },
	[10] = { .name = "TCA_TAPRIO_ATTR_FLAGS", .key = "flags",
		.form = ATTR_UINT },
	[11] = { .name = "TCA_TAPRIO_ATTR_TXTIME_DELAY", .key = "txtime-delay",
		.form = ATTR_UINT },
	[12] = { .name = "TCA_TAPRIO_ATTR_TC_ENTRY", .key = "tc-entry",
		.form = ATTR_NEST, .nest = &tc_taprio_tc_entry_attrs_table },
};

static const struct attr_table tc_taprio_attrs_table = ATTR_TABLE(tc_taprio_attrs_desc);

static const struct attr_desc tc_tbf_attrs_desc[] = {
	[1] = { .name = "TCA_TBF_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_TBF_RTAB", .key = "rtab",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_TBF_PTAB", .key = "ptab",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[4] = { .name = "TCA_TBF_RATE64", .key = "rate64",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_TBF_PRATE64", .key = "prate64",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_TBF_BURST", .key = "burst",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_TBF_PBURST", .key = "pburst",
		.form = ATTR_UINT },
	[8] = { .name = "TCA_TBF_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_tbf_attrs_table = ATTR_TABLE(tc_tbf_attrs_desc);

static const struct attr_desc tc_u32_attrs_desc[] = {
	[1] = { .name = "TCA_U32_CLASSID", .key = "classid",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_U32_HASH", .key = "hash",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_U32_LINK", .key = "link",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_U32_DIVISOR", .key = "divisor",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_U32_SEL", .key = "sel",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[6] = { .name = "TCA_U32_POLICE", .key = "police",
		.form = ATTR_NEST, .nest = &tc_police_attrs_table },
	[7] = { .name = "TCA_U32_ACT", .key = "act",
		.form = ATTR_LIST, .nest = &tc_act_attrs_table },
	[8] = { .name = "TCA_U32_INDEV", .key = "indev",
		.form = ATTR_STR },
	[9] = { .name = "TCA_U32_PCNT", .key = "pcnt",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[10] = { .name = "TCA_U32_MARK", .key = "mark",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[11] = { .name = "TCA_U32_FLAGS", .key = "flags",
		.form = ATTR_UINT },
	[12] = { .name = "TCA_U32_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_u32_attrs_table = ATTR_TABLE(tc_u32_attrs_desc);

static const struct attr_desc tc_ematch_attrs_desc[] = {
	[1] = { .name = "TCA_EMATCH_TREE_HDR", .key = "tree-hdr",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_EMATCH_TREE_LIST", .key = "tree-list",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
};

static const struct attr_table tc_ematch_attrs_table = ATTR_TABLE(tc_ematch_attrs_desc);

static const struct attr_desc tc_act_attrs_desc[] = {
	[1] = { .name = "TCA_ACT_KIND", .key = "kind",
		.form = ATTR_STR },
	[2] = { .name = "TCA_ACT_OPTIONS", .key = "options",
		.form = ATTR_NEST, .pick = tc_pick_action },
	[3] = { .name = "TCA_ACT_INDEX", .key = "index",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_ACT_STATS", .key = "stats",
		.form = ATTR_NEST, .nest = &tc_tca_stats_attrs_table },
	[5] = { .name = "TCA_ACT_PAD", .key = "pad",
		.form = ATTR_PAD },
	[6] = { .name = "TCA_ACT_COOKIE", .key = "cookie",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[7] = { .name = "TCA_ACT_FLAGS", .key = "flags",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[8] = { .name = "TCA_ACT_HW_STATS", .key = "hw-stats",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[9] = { .name = "TCA_ACT_USED_HW_STATS", .key = "used-hw-stats",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[10] = { .name = "TCA_ACT_IN_HW_COUNT", .key = "in-hw-count",
		.form = ATTR_UINT },
};

static const struct attr_table tc_act_attrs_table = ATTR_TABLE(tc_act_attrs_desc);

static const struct attr_desc tc_flower_key_enc_opts_attrs_desc[] = {
	[1] = { .name = "TCA_FLOWER_KEY_ENC_OPTS_GENEVE", .key = "geneve",
		.form = ATTR_NEST, .nest = &tc_flower_key_enc_opt_geneve_attrs_table },
	[2] = { .name = "TCA_FLOWER_KEY_ENC_OPTS_VXLAN", .key = "vxlan",
		.form = ATTR_NEST, .nest = &tc_flower_key_enc_opt_vxlan_attrs_table },
	[3] = { .name = "TCA_FLOWER_KEY_ENC_OPTS_ERSPAN", .key = "erspan",
		.form = ATTR_NEST, .nest = &tc_flower_key_enc_opt_erspan_attrs_table },
	[4] = { .name = "TCA_FLOWER_KEY_ENC_OPTS_GTP", .key = "gtp",
		.form = ATTR_NEST, .nest = &tc_flower_key_enc_opt_gtp_attrs_table },
};

static const struct attr_table tc_flower_key_enc_opts_attrs_table = ATTR_TABLE(tc_flower_key_enc_opts_attrs_desc);

static const struct attr_desc tc_flower_key_mpls_opt_attrs_desc[] = {
	[1] = { .name = "TCA_FLOWER_KEY_MPLS_OPT_LSE_DEPTH", .key = "lse-depth",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_FLOWER_KEY_MPLS_OPT_LSE_TTL", .key = "lse-ttl",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_FLOWER_KEY_MPLS_OPT_LSE_BOS", .key = "lse-bos",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_FLOWER_KEY_MPLS_OPT_LSE_TC", .key = "lse-tc",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_FLOWER_KEY_MPLS_OPT_LSE_LABEL", .key = "lse-label",
		.form = ATTR_UINT },
};

static const struct attr_table tc_flower_key_mpls_opt_attrs_table = ATTR_TABLE(tc_flower_key_mpls_opt_attrs_desc);

static const struct attr_desc tc_flower_key_cfm_attrs_desc[] = {
	[1] = { .name = "TCA_FLOWER_KEY_CFM_MD_LEVEL", .key = "md-level",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_FLOWER_KEY_CFM_OPCODE", .key = "opcode",
		.form = ATTR_UINT },
};

static const struct attr_table tc_flower_key_cfm_attrs_table = ATTR_TABLE(tc_flower_key_cfm_attrs_desc);

static const struct attr_desc tc_tca_gred_vq_list_attrs_desc[] = {
	[1] = { .name = "TCA_GRED_VQ_ENTRY", .key = "entry",
		.form = ATTR_NEST, .nest = &tc_tca_gred_vq_entry_attrs_table, .flags = ATTR_REPEAT },
};

static const struct attr_table tc_tca_gred_vq_list_attrs_table = ATTR_TABLE(tc_tca_gred_vq_list_attrs_desc);

static const struct attr_desc tc_netem_loss_attrs_desc[] = {
	[1] = { .name = "NETEM_LOSS_GI", .key = "gi",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "NETEM_LOSS_GE", .key = "ge",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
};

static const struct attr_table tc_netem_loss_attrs_table = ATTR_TABLE(tc_netem_loss_attrs_desc);

static const struct attr_desc tc_taprio_sched_entry_list_desc[] = {
	[1] = { .name = "TCA_TAPRIO_SCHED_ENTRY", .key = "entry",
		.form = ATTR_NEST, .nest = &tc_taprio_sched_entry_table, .flags = ATTR_REPEAT },
};

static const struct attr_table tc_taprio_sched_entry_list_table = ATTR_TABLE(tc_taprio_sched_entry_list_desc);

static const struct attr_desc tc_taprio_sched_entry_desc[] = {
	[1] = { .name = "TCA_TAPRIO_SCHED_ENTRY_INDEX", .key = "index",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_TAPRIO_SCHED_ENTRY_CMD", .key = "cmd",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_TAPRIO_SCHED_ENTRY_GATE_MASK", .key = "gate-mask",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_TAPRIO_SCHED_ENTRY_INTERVAL", .key = "interval",
		.form = ATTR_UINT },
};

static const struct attr_table tc_taprio_sched_entry_table = ATTR_TABLE(tc_taprio_sched_entry_desc);

static const struct attr_desc tc_taprio_tc_entry_attrs_desc[] = {
	[1] = { .name = "TCA_TAPRIO_TC_ENTRY_INDEX", .key = "index",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_TAPRIO_TC_ENTRY_MAX_SDU", .key = "max-sdu",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_TAPRIO_TC_ENTRY_FP", .key = "fp",
		.form = ATTR_UINT },
};

static const struct attr_table tc_taprio_tc_entry_attrs_table = ATTR_TABLE(tc_taprio_tc_entry_attrs_desc);

static const struct attr_desc tc_tca_stats_attrs_desc[] = {
	[1] = { .name = "TCA_STATS_BASIC", .key = "basic",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_STATS_RATE_EST", .key = "rate-est",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_STATS_QUEUE", .key = "queue",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[4] = { .name = "TCA_STATS_APP", .key = "app",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[5] = { .name = "TCA_STATS_RATE_EST64", .key = "rate-est64",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[6] = { .name = "TCA_STATS_PAD", .key = "pad",
		.form = ATTR_PAD },
	[7] = { .name = "TCA_STATS_BASIC_HW", .key = "basic-hw",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[8] = { .name = "TCA_STATS_PKT64", .key = "pkt64",
		.form = ATTR_UINT },
};

static const struct attr_table tc_tca_stats_attrs_table = ATTR_TABLE(tc_tca_stats_attrs_desc);

static const struct attr_desc tc_flower_key_enc_opt_geneve_attrs_desc[] = {
	[1] = { .name = "TCA_FLOWER_KEY_ENC_OPT_GENEVE_CLASS", .key = "class",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_FLOWER_KEY_ENC_OPT_GENEVE_TYPE", .key = "type",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_FLOWER_KEY_ENC_OPT_GENEVE_DATA", .key = "data",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
};

static const struct attr_table tc_flower_key_enc_opt_geneve_attrs_table = ATTR_TABLE(tc_flower_key_enc_opt_geneve_attrs_desc);

static const struct attr_desc tc_flower_key_enc_opt_vxlan_attrs_desc[] = {
	[1] = { .name = "TCA_FLOWER_KEY_ENC_OPT_VXLAN_GBP", .key = "gbp",
		.form = ATTR_UINT },
};

static const struct attr_table tc_flower_key_enc_opt_vxlan_attrs_table = ATTR_TABLE(tc_flower_key_enc_opt_vxlan_attrs_desc);

static const struct attr_desc tc_flower_key_enc_opt_erspan_attrs_desc[] = {
	[1] = { .name = "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_VER", .key = "ver",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_INDEX", .key = "index",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_DIR", .key = "dir",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_HWID", .key = "hwid",
		.form = ATTR_UINT },
};

static const struct attr_table tc_flower_key_enc_opt_erspan_attrs_table = ATTR_TABLE(tc_flower_key_enc_opt_erspan_attrs_desc);

static const struct attr_desc tc_flower_key_enc_opt_gtp_attrs_desc[] = {
	[1] = { .name = "TCA_FLOWER_KEY_ENC_OPT_GTP_PDU_TYPE", .key = "pdu-type",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_FLOWER_KEY_ENC_OPT_GTP_QFI", .key = "qfi",
		.form = ATTR_UINT },
};

static const struct attr_table tc_flower_key_enc_opt_gtp_attrs_table = ATTR_TABLE(tc_flower_key_enc_opt_gtp_attrs_desc);

static const struct attr_desc tc_tca_gred_vq_entry_attrs_desc[] = {
	[1] = { .name = "TCA_GRED_VQ_PAD", .key = "pad",
		.form = ATTR_PAD },
	[2] = { .name = "TCA_GRED_VQ_DP", .key = "dp",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_GRED_VQ_STAT_BYTES", .key = "stat-bytes",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_GRED_VQ_STAT_PACKETS", .key = "stat-packets",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_GRED_VQ_STAT_BACKLOG", .key = "stat-backlog",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_GRED_VQ_STAT_PROB_DROP", .key = "stat-prob-drop",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_GRED_VQ_STAT_PROB_MARK", .key = "stat-prob-mark",
		.form = ATTR_UINT },
	[8] = { .name = "TCA_GRED_VQ_STAT_FORCED_DROP", .key = "stat-forced-drop",
		.form = ATTR_UINT },
	[9] = { .name = "TCA_GRED_VQ_STAT_FORCED_MARK", .key = "stat-forced-mark",
		.form = ATTR_UINT },
	[10] = { .name = "TCA_GRED_VQ_STAT_PDROP", .key = "stat-pdrop",
		.form = ATTR_UINT },
	[11] = { .name = "TCA_GRED_VQ_STAT_OTHER", .key = "stat-other",
		.form = ATTR_UINT },
	[12] = { .name = "TCA_GRED_VQ_FLAGS", .key = "flags",
		.form = ATTR_UINT },
};

static const struct attr_table tc_tca_gred_vq_entry_attrs_table = ATTR_TABLE(tc_tca_gred_vq_entry_attrs_desc);

const struct tc_kind tc_action_kinds[] = {
	{ "bpf", &tc_act_bpf_attrs_table },
	{ "connmark", &tc_act_connmark_attrs_table },
	{ "csum", &tc_act_csum_attrs_table },
	{ "ct", &tc_act_ct_attrs_table },
	{ "ctinfo", &tc_act_ctinfo_attrs_table },
	{ "gact", &tc_act_gact_attrs_table },
	{ "gate", &tc_act_gate_attrs_table },
	{ "ife", &tc_act_ife_attrs_table },
	{ "mirred", &tc_act_mirred_attrs_table },
	{ "mpls", &tc_act_mpls_attrs_table },
	{ "nat", &tc_act_nat_attrs_table },
	{ "pedit", &tc_act_pedit_attrs_table },
	{ "police", &tc_police_attrs_table },
	{ "sample", &tc_act_sample_attrs_table },
	{ "simple", &tc_act_simple_attrs_table },
	{ "skbedit", &tc_act_skbedit_attrs_table },
	{ "skbmod", &tc_act_skbmod_attrs_table },
	{ "tunnel_key", &tc_act_tunnel_key_attrs_table },
	{ "vlan", &tc_act_vlan_attrs_table },
	{ NULL, NULL }
};

const struct tc_kind tc_kinds[] = {
	{ "basic", &tc_basic_attrs_table },
	{ "bpf", &tc_bpf_attrs_table },
	{ "cake", &tc_cake_attrs_table },
	{ "cbs", &tc_cbs_attrs_table },
	{ "cgroup", &tc_cgroup_attrs_table },
	{ "choke", &tc_choke_attrs_table },
	{ "codel", &tc_codel_attrs_table },
	{ "drr", &tc_drr_attrs_table },
	{ "dualpi2", &tc_dualpi2_attrs_table },
	{ "etf", &tc_etf_attrs_table },
	{ "ets", &tc_ets_attrs_table },
	{ "flow", &tc_flow_attrs_table },
	{ "flower", &tc_flower_attrs_table },
	{ "fq", &tc_fq_attrs_table },
	{ "fq_codel", &tc_fq_codel_attrs_table },
	{ "fq_pie", &tc_fq_pie_attrs_table },
	{ "fw", &tc_fw_attrs_table },
	{ "gred", &tc_gred_attrs_table },
	{ "hhf", &tc_hhf_attrs_table },
	{ "htb", &tc_htb_attrs_table },
	{ "matchall", &tc_matchall_attrs_table },
	{ "netem", &tc_netem_attrs_table },
	{ "pie", &tc_pie_attrs_table },
	{ "qfq", &tc_qfq_attrs_table },
	{ "red", &tc_red_attrs_table },
	{ "route", &tc_route_attrs_table },
	{ "taprio", &tc_taprio_attrs_table },
	{ "tbf", &tc_tbf_attrs_table },
	{ "u32", &tc_u32_attrs_table },
	{ NULL, NULL }
};
