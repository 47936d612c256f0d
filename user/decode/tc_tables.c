// SPDX-License-Identifier: GPL-2.0
/* Made from the kernel's specs by make generate; do not edit. */
#include "decode/tc_kernel.h"

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

static const struct field tc_tc_fifo_qopt_fields[] = {
	FIELD("limit", struct tc_fifo_qopt, limit, UINT),
	{ NULL }
};

static const struct field tc_tc_hfsc_qopt_fields[] = {
	FIELD("defcls", struct tc_hfsc_qopt, defcls, UINT),
	{ NULL }
};

static const struct field tc_tc_mqprio_qopt_fields[] = {
	FIELD("num-tc", struct tc_mqprio_qopt, num_tc, UINT),
	FIELD("prio-tc-map", struct tc_mqprio_qopt, prio_tc_map, BIN),
	FIELD("hw", struct tc_mqprio_qopt, hw, UINT),
	FIELD("count", struct tc_mqprio_qopt, count, BIN),
	FIELD("offset", struct tc_mqprio_qopt, offset, BIN),
	{ NULL }
};

static const struct field tc_tc_multiq_qopt_fields[] = {
	FIELD("bands", struct tc_multiq_qopt, bands, UINT),
	FIELD("max-bands", struct tc_multiq_qopt, max_bands, UINT),
	{ NULL }
};

static const struct field tc_tc_netem_qopt_fields[] = {
	FIELD("latency", struct tc_netem_qopt, latency, UINT),
	FIELD("limit", struct tc_netem_qopt, limit, UINT),
	FIELD("loss", struct tc_netem_qopt, loss, UINT),
	FIELD("gap", struct tc_netem_qopt, gap, UINT),
	FIELD("duplicate", struct tc_netem_qopt, duplicate, UINT),
	FIELD("jitter", struct tc_netem_qopt, jitter, UINT),
	{ NULL }
};

static const struct field tc_tc_prio_qopt_fields[] = {
	FIELD("bands", struct tc_prio_qopt, bands, UINT),
	FIELD("priomap", struct tc_prio_qopt, priomap, BIN),
	{ NULL }
};

static const struct field tc_tc_plug_qopt_fields[] = {
	FIELD("action", struct tc_plug_qopt, action, INT),
	FIELD("limit", struct tc_plug_qopt, limit, UINT),
	{ NULL }
};

static const struct field tc_tc_sfq_qopt_fields[] = {
	FIELD("quantum", struct tc_sfq_qopt, quantum, UINT),
	FIELD("perturb-period", struct tc_sfq_qopt, perturb_period, INT),
	FIELD("limit", struct tc_sfq_qopt, limit, UINT),
	FIELD("divisor", struct tc_sfq_qopt, divisor, UINT),
	FIELD("flows", struct tc_sfq_qopt, flows, UINT),
	{ NULL }
};

static const struct field tc_tc_sfqred_stats_fields[] = {
	FIELD("prob-drop", struct tc_sfqred_stats, prob_drop, UINT),
	FIELD("forced-drop", struct tc_sfqred_stats, forced_drop, UINT),
	FIELD("prob-mark", struct tc_sfqred_stats, prob_mark, UINT),
	FIELD("forced-mark", struct tc_sfqred_stats, forced_mark, UINT),
	FIELD("prob-mark-head", struct tc_sfqred_stats, prob_mark_head, UINT),
	FIELD("forced-mark-head", struct tc_sfqred_stats, forced_mark_head, UINT),
	{ NULL }
};

static const struct field tc_tc_sfq_qopt_v1_fields[] = {
	FIELD("v0", struct tc_sfq_qopt_v1, v0, STRUCT, .fields = tc_tc_sfq_qopt_fields),
	FIELD("depth", struct tc_sfq_qopt_v1, depth, UINT),
	FIELD("headdrop", struct tc_sfq_qopt_v1, headdrop, UINT),
	FIELD("limit", struct tc_sfq_qopt_v1, limit, UINT),
	FIELD("qth-min", struct tc_sfq_qopt_v1, qth_min, UINT),
	FIELD("qth-max", struct tc_sfq_qopt_v1, qth_max, UINT),
	FIELD("Wlog", struct tc_sfq_qopt_v1, Wlog, UINT),
	FIELD("Plog", struct tc_sfq_qopt_v1, Plog, UINT),
	FIELD("Scell-log", struct tc_sfq_qopt_v1, Scell_log, UINT),
	FIELD("flags", struct tc_sfq_qopt_v1, flags, UINT),
	FIELD("max-P", struct tc_sfq_qopt_v1, max_P, UINT),
	FIELD("stats", struct tc_sfq_qopt_v1, stats, STRUCT, .fields = tc_tc_sfqred_stats_fields),
	{ NULL }
};

static const struct field tc_tcf_t_fields[] = {
	FIELD("install", struct tcf_t, install, UINT),
	FIELD("lastuse", struct tcf_t, lastuse, UINT),
	FIELD("expires", struct tcf_t, expires, UINT),
	FIELD("firstuse", struct tcf_t, firstuse, UINT),
	{ NULL }
};

static const struct field tc_tc_act_bpf_fields[] = {
	FIELD("index", struct tc_act_bpf, index, UINT),
	FIELD("capab", struct tc_act_bpf, capab, UINT),
	FIELD("action", struct tc_act_bpf, action, INT),
	FIELD("refcnt", struct tc_act_bpf, refcnt, INT),
	FIELD("bindcnt", struct tc_act_bpf, bindcnt, INT),
	{ NULL }
};

static const struct field tc_tc_connmark_fields[] = {
	FIELD("index", struct tc_connmark, index, UINT),
	FIELD("capab", struct tc_connmark, capab, UINT),
	FIELD("action", struct tc_connmark, action, INT),
	FIELD("refcnt", struct tc_connmark, refcnt, INT),
	FIELD("bindcnt", struct tc_connmark, bindcnt, INT),
	FIELD("zone", struct tc_connmark, zone, UINT),
	{ NULL }
};

static const struct field tc_tc_csum_fields[] = {
	FIELD("index", struct tc_csum, index, UINT),
	FIELD("capab", struct tc_csum, capab, UINT),
	FIELD("action", struct tc_csum, action, INT),
	FIELD("refcnt", struct tc_csum, refcnt, INT),
	FIELD("bindcnt", struct tc_csum, bindcnt, INT),
	FIELD("update_flags", struct tc_csum, update_flags, UINT),
	{ NULL }
};

static const struct field tc_tc_ct_fields[] = {
	FIELD("index", struct tc_ct, index, UINT),
	FIELD("capab", struct tc_ct, capab, UINT),
	FIELD("action", struct tc_ct, action, INT),
	FIELD("refcnt", struct tc_ct, refcnt, INT),
	FIELD("bindcnt", struct tc_ct, bindcnt, INT),
	{ NULL }
};

static const struct field tc_tc_gact_fields[] = {
	FIELD("index", struct tc_gact, index, UINT),
	FIELD("capab", struct tc_gact, capab, UINT),
	FIELD("action", struct tc_gact, action, INT),
	FIELD("refcnt", struct tc_gact, refcnt, INT),
	FIELD("bindcnt", struct tc_gact, bindcnt, INT),
	{ NULL }
};

static const struct field tc_tc_gact_p_fields[] = {
	FIELD("ptype", struct tc_gact_p, ptype, UINT),
	FIELD("pval", struct tc_gact_p, pval, UINT),
	FIELD("paction", struct tc_gact_p, paction, INT),
	{ NULL }
};

static const struct field tc_tc_gate_fields[] = {
	FIELD("index", struct tc_gate, index, UINT),
	FIELD("capab", struct tc_gate, capab, UINT),
	FIELD("action", struct tc_gate, action, INT),
	FIELD("refcnt", struct tc_gate, refcnt, INT),
	FIELD("bindcnt", struct tc_gate, bindcnt, INT),
	{ NULL }
};

static const struct field tc_tc_ife_fields[] = {
	FIELD("index", struct tc_ife, index, UINT),
	FIELD("capab", struct tc_ife, capab, UINT),
	FIELD("action", struct tc_ife, action, INT),
	FIELD("refcnt", struct tc_ife, refcnt, INT),
	FIELD("bindcnt", struct tc_ife, bindcnt, INT),
	FIELD("flags", struct tc_ife, flags, UINT),
	{ NULL }
};

static const struct field tc_tc_mirred_fields[] = {
	FIELD("index", struct tc_mirred, index, UINT),
	FIELD("capab", struct tc_mirred, capab, UINT),
	FIELD("action", struct tc_mirred, action, INT),
	FIELD("refcnt", struct tc_mirred, refcnt, INT),
	FIELD("bindcnt", struct tc_mirred, bindcnt, INT),
	FIELD("eaction", struct tc_mirred, eaction, UINT),
	FIELD("ifindex", struct tc_mirred, ifindex, UINT),
	{ NULL }
};

static const struct field tc_tc_mpls_fields[] = {
	FIELD("index", struct tc_mpls, index, UINT),
	FIELD("capab", struct tc_mpls, capab, UINT),
	FIELD("action", struct tc_mpls, action, INT),
	FIELD("refcnt", struct tc_mpls, refcnt, INT),
	FIELD("bindcnt", struct tc_mpls, bindcnt, INT),
	FIELD("m-action", struct tc_mpls, m_action, INT),
	{ NULL }
};

static const struct field tc_tc_nat_fields[] = {
	FIELD("index", struct tc_nat, index, UINT),
	FIELD("capab", struct tc_nat, capab, UINT),
	FIELD("action", struct tc_nat, action, INT),
	FIELD("refcnt", struct tc_nat, refcnt, INT),
	FIELD("bindcnt", struct tc_nat, bindcnt, INT),
	FIELD("old_addr", struct tc_nat, old_addr, UINT),
	FIELD("new_addr", struct tc_nat, new_addr, UINT),
	FIELD("mask", struct tc_nat, mask, UINT),
	FIELD("flags", struct tc_nat, flags, UINT),
	{ NULL }
};

static const struct field tc_tc_pedit_key_fields[] = {
	FIELD("mask", struct tc_pedit_key, mask, UINT),
	FIELD("val", struct tc_pedit_key, val, UINT),
	FIELD("off", struct tc_pedit_key, off, UINT),
	FIELD("at", struct tc_pedit_key, at, UINT),
	FIELD("offmask", struct tc_pedit_key, offmask, UINT),
	FIELD("shift", struct tc_pedit_key, shift, UINT),
	{ NULL }
};

static const struct field tc_tc_pedit_sel_fields[] = {
	FIELD("index", struct tc_pedit_sel, index, UINT),
	FIELD("capab", struct tc_pedit_sel, capab, UINT),
	FIELD("action", struct tc_pedit_sel, action, INT),
	FIELD("refcnt", struct tc_pedit_sel, refcnt, INT),
	FIELD("bindcnt", struct tc_pedit_sel, bindcnt, INT),
	FIELD("nkeys", struct tc_pedit_sel, nkeys, UINT),
	FIELD("flags", struct tc_pedit_sel, flags, UINT),
	FIELDS_OF("keys", struct tc_pedit_sel, keys, struct tc_pedit_key, tc_tc_pedit_key_fields),
	{ NULL }
};

static const struct field tc_tc_ratespec_fields[] = {
	FIELD("cell-log", struct tc_ratespec, cell_log, UINT),
	FIELD("linklayer", struct tc_ratespec, linklayer, UINT),
	FIELD("overhead", struct tc_ratespec, overhead, UINT),
	FIELD("cell-align", struct tc_ratespec, cell_align, UINT),
	FIELD("mpu", struct tc_ratespec, mpu, UINT),
	FIELD("rate", struct tc_ratespec, rate, UINT),
	{ NULL }
};

static const struct field tc_tc_police_fields[] = {
	FIELD("index", struct tc_police, index, UINT),
	FIELD("action", struct tc_police, action, INT),
	FIELD("limit", struct tc_police, limit, UINT),
	FIELD("burst", struct tc_police, burst, UINT),
	FIELD("mtu", struct tc_police, mtu, UINT),
	FIELD("rate", struct tc_police, rate, STRUCT, .fields = tc_tc_ratespec_fields),
	FIELD("peakrate", struct tc_police, peakrate, STRUCT, .fields = tc_tc_ratespec_fields),
	FIELD("refcnt", struct tc_police, refcnt, INT),
	FIELD("bindcnt", struct tc_police, bindcnt, INT),
	FIELD("capab", struct tc_police, capab, UINT),
	{ NULL }
};

static const struct field tc_tc_defact_fields[] = {
	FIELD("index", struct tc_defact, index, UINT),
	FIELD("capab", struct tc_defact, capab, UINT),
	FIELD("action", struct tc_defact, action, INT),
	FIELD("refcnt", struct tc_defact, refcnt, INT),
	FIELD("bindcnt", struct tc_defact, bindcnt, INT),
	{ NULL }
};

static const struct field tc_tc_skbedit_fields[] = {
	FIELD("index", struct tc_skbedit, index, UINT),
	FIELD("capab", struct tc_skbedit, capab, UINT),
	FIELD("action", struct tc_skbedit, action, INT),
	FIELD("refcnt", struct tc_skbedit, refcnt, INT),
	FIELD("bindcnt", struct tc_skbedit, bindcnt, INT),
	{ NULL }
};

static const struct field tc_tc_skbmod_fields[] = {
	FIELD("index", struct tc_skbmod, index, UINT),
	FIELD("capab", struct tc_skbmod, capab, UINT),
	FIELD("action", struct tc_skbmod, action, INT),
	FIELD("refcnt", struct tc_skbmod, refcnt, INT),
	FIELD("bindcnt", struct tc_skbmod, bindcnt, INT),
	FIELD("flags", struct tc_skbmod, flags, UINT),
	{ NULL }
};

static const struct field tc_tc_tunnel_key_fields[] = {
	FIELD("index", struct tc_tunnel_key, index, UINT),
	FIELD("capab", struct tc_tunnel_key, capab, UINT),
	FIELD("action", struct tc_tunnel_key, action, INT),
	FIELD("refcnt", struct tc_tunnel_key, refcnt, INT),
	FIELD("bindcnt", struct tc_tunnel_key, bindcnt, INT),
	FIELD("t_action", struct tc_tunnel_key, t_action, UINT),
	{ NULL }
};

static const struct field tc_tc_vlan_fields[] = {
	FIELD("index", struct tc_vlan, index, UINT),
	FIELD("capab", struct tc_vlan, capab, UINT),
	FIELD("action", struct tc_vlan, action, INT),
	FIELD("refcnt", struct tc_vlan, refcnt, INT),
	FIELD("bindcnt", struct tc_vlan, bindcnt, INT),
	FIELD("v-action", struct tc_vlan, v_action, INT),
	{ NULL }
};

static const struct field tc_tc_basic_pcnt_fields[] = {
	FIELD("rcnt", struct tc_basic_pcnt, rcnt, UINT),
	FIELD("rhit", struct tc_basic_pcnt, rhit, UINT),
	{ NULL }
};

static const struct field tc_tc_cbs_qopt_fields[] = {
	FIELD("offload", struct tc_cbs_qopt, offload, UINT),
	FIELD("hicredit", struct tc_cbs_qopt, hicredit, INT),
	FIELD("locredit", struct tc_cbs_qopt, locredit, INT),
	FIELD("idleslope", struct tc_cbs_qopt, idleslope, INT),
	FIELD("sendslope", struct tc_cbs_qopt, sendslope, INT),
	{ NULL }
};

static const struct field tc_tc_red_qopt_fields[] = {
	FIELD("limit", struct tc_red_qopt, limit, UINT),
	FIELD("qth-min", struct tc_red_qopt, qth_min, UINT),
	FIELD("qth-max", struct tc_red_qopt, qth_max, UINT),
	FIELD("Wlog", struct tc_red_qopt, Wlog, UINT),
	FIELD("Plog", struct tc_red_qopt, Plog, UINT),
	FIELD("Scell-log", struct tc_red_qopt, Scell_log, UINT),
	FIELD("flags", struct tc_red_qopt, flags, UINT),
	{ NULL }
};

static const struct field tc_tc_etf_qopt_fields[] = {
	FIELD("delta", struct tc_etf_qopt, delta, INT),
	FIELD("clockid", struct tc_etf_qopt, clockid, INT),
	FIELD("flags", struct tc_etf_qopt, flags, INT),
	{ NULL }
};

static const struct field tc_tc_gred_sopt_fields[] = {
	FIELD("DPs", struct tc_gred_sopt, DPs, UINT),
	FIELD("def-DP", struct tc_gred_sopt, def_DP, UINT),
	FIELD("grio", struct tc_gred_sopt, grio, UINT),
	FIELD("flags", struct tc_gred_sopt, flags, UINT),
	{ NULL }
};

static const struct field tc_tc_service_curve_fields[] = {
	FIELD("m1", struct tc_service_curve, m1, UINT),
	FIELD("d", struct tc_service_curve, d, UINT),
	FIELD("m2", struct tc_service_curve, m2, UINT),
	{ NULL }
};

static const struct field tc_tc_htb_opt_fields[] = {
	FIELD("rate", struct tc_htb_opt, rate, STRUCT, .fields = tc_tc_ratespec_fields),
	FIELD("ceil", struct tc_htb_opt, ceil, STRUCT, .fields = tc_tc_ratespec_fields),
	FIELD("buffer", struct tc_htb_opt, buffer, UINT),
	FIELD("cbuffer", struct tc_htb_opt, cbuffer, UINT),
	FIELD("quantum", struct tc_htb_opt, quantum, UINT),
	FIELD("level", struct tc_htb_opt, level, UINT),
	FIELD("prio", struct tc_htb_opt, prio, UINT),
	{ NULL }
};

static const struct field tc_tc_htb_glob_fields[] = {
	FIELD("version", struct tc_htb_glob, version, UINT),
	FIELD("rate2quantum", struct tc_htb_glob, rate2quantum, UINT),
	FIELD("defcls", struct tc_htb_glob, defcls, UINT),
	FIELD("debug", struct tc_htb_glob, debug, UINT),
	FIELD("direct-pkts", struct tc_htb_glob, direct_pkts, UINT),
	{ NULL }
};

static const struct field tc_tc_matchall_pcnt_fields[] = {
	FIELD("rhit", struct tc_matchall_pcnt, rhit, UINT),
	{ NULL }
};

static const struct field tc_tc_netem_corr_fields[] = {
	FIELD("delay-corr", struct tc_netem_corr, delay_corr, UINT),
	FIELD("loss-corr", struct tc_netem_corr, loss_corr, UINT),
	FIELD("dup-corr", struct tc_netem_corr, dup_corr, UINT),
	{ NULL }
};

static const struct field tc_tc_netem_reorder_fields[] = {
	FIELD("probability", struct tc_netem_reorder, probability, UINT),
	FIELD("correlation", struct tc_netem_reorder, correlation, UINT),
	{ NULL }
};

static const struct field tc_tc_netem_corrupt_fields[] = {
	FIELD("probability", struct tc_netem_corrupt, probability, UINT),
	FIELD("correlation", struct tc_netem_corrupt, correlation, UINT),
	{ NULL }
};

static const struct field tc_tc_netem_rate_fields[] = {
	FIELD("rate", struct tc_netem_rate, rate, UINT),
	FIELD("packet-overhead", struct tc_netem_rate, packet_overhead, INT),
	FIELD("cell-size", struct tc_netem_rate, cell_size, UINT),
	FIELD("cell-overhead", struct tc_netem_rate, cell_overhead, INT),
	{ NULL }
};

static const struct field tc_tc_netem_slot_fields[] = {
	FIELD("min-delay", struct tc_netem_slot, min_delay, INT),
	FIELD("max-delay", struct tc_netem_slot, max_delay, INT),
	FIELD("max-packets", struct tc_netem_slot, max_packets, INT),
	FIELD("max-bytes", struct tc_netem_slot, max_bytes, INT),
	FIELD("dist-delay", struct tc_netem_slot, dist_delay, INT),
	FIELD("dist-jitter", struct tc_netem_slot, dist_jitter, INT),
	{ NULL }
};

static const struct field tc_tc_tbf_qopt_fields[] = {
	FIELD("rate", struct tc_tbf_qopt, rate, STRUCT, .fields = tc_tc_ratespec_fields),
	FIELD("peakrate", struct tc_tbf_qopt, peakrate, STRUCT, .fields = tc_tc_ratespec_fields),
	FIELD("limit", struct tc_tbf_qopt, limit, UINT),
	FIELD("buffer", struct tc_tbf_qopt, buffer, UINT),
	FIELD("mtu", struct tc_tbf_qopt, mtu, UINT),
	{ NULL }
};

static const struct field tc_tc_u32_key_fields[] = {
	FIELD("mask", struct tc_u32_key, mask, BE),
	FIELD("val", struct tc_u32_key, val, BE),
	FIELD("off", struct tc_u32_key, off, INT),
	FIELD("offmask", struct tc_u32_key, offmask, INT),
	{ NULL }
};

static const struct field tc_tc_u32_sel_fields[] = {
	FIELD("flags", struct tc_u32_sel, flags, UINT),
	FIELD("offshift", struct tc_u32_sel, offshift, UINT),
	FIELD("nkeys", struct tc_u32_sel, nkeys, UINT),
	FIELD("offmask", struct tc_u32_sel, offmask, BE),
	FIELD("off", struct tc_u32_sel, off, UINT),
	FIELD("offoff", struct tc_u32_sel, offoff, INT),
	FIELD("hoff", struct tc_u32_sel, hoff, INT),
	FIELD("hmask", struct tc_u32_sel, hmask, BE),
	FIELDS_OF("keys", struct tc_u32_sel, keys, struct tc_u32_key, tc_tc_u32_key_fields),
	{ NULL }
};

static const struct field tc_tc_u32_pcnt_fields[] = {
	FIELD("rcnt", struct tc_u32_pcnt, rcnt, UINT),
	FIELD("rhit", struct tc_u32_pcnt, rhit, UINT),
	FIELDS_OF("kcnts", struct tc_u32_pcnt, kcnts, __u64, NULL),
	{ NULL }
};

static const struct field tc_tc_u32_mark_fields[] = {
	FIELD("val", struct tc_u32_mark, val, UINT),
	FIELD("mask", struct tc_u32_mark, mask, UINT),
	FIELD("success", struct tc_u32_mark, success, UINT),
	{ NULL }
};

static const struct field tc_tcf_ematch_tree_hdr_fields[] = {
	FIELD("nmatches", struct tcf_ematch_tree_hdr, nmatches, UINT),
	FIELD("progid", struct tcf_ematch_tree_hdr, progid, UINT),
	{ NULL }
};

static const struct field tc_tc_netem_gimodel_fields[] = {
	FIELD("p13", struct tc_netem_gimodel, p13, UINT),
	FIELD("p31", struct tc_netem_gimodel, p31, UINT),
	FIELD("p32", struct tc_netem_gimodel, p32, UINT),
	FIELD("p14", struct tc_netem_gimodel, p14, UINT),
	FIELD("p23", struct tc_netem_gimodel, p23, UINT),
	{ NULL }
};

static const struct field tc_tc_netem_gemodel_fields[] = {
	FIELD("p", struct tc_netem_gemodel, p, UINT),
	FIELD("r", struct tc_netem_gemodel, r, UINT),
	FIELD("h", struct tc_netem_gemodel, h, UINT),
	FIELD("k1", struct tc_netem_gemodel, k1, UINT),
	{ NULL }
};

static const struct field tc_gnet_stats_basic_fields[] = {
	FIELD("bytes", struct gnet_stats_basic, bytes, UINT),
	FIELD("packets", struct gnet_stats_basic, packets, UINT),
	{ NULL }
};

static const struct field tc_gnet_stats_rate_est_fields[] = {
	FIELD("bps", struct gnet_stats_rate_est, bps, UINT),
	FIELD("pps", struct gnet_stats_rate_est, pps, UINT),
	{ NULL }
};

static const struct field tc_gnet_stats_queue_fields[] = {
	FIELD("qlen", struct gnet_stats_queue, qlen, UINT),
	FIELD("backlog", struct gnet_stats_queue, backlog, UINT),
	FIELD("drops", struct gnet_stats_queue, drops, UINT),
	FIELD("requeues", struct gnet_stats_queue, requeues, UINT),
	FIELD("overlimits", struct gnet_stats_queue, overlimits, UINT),
	{ NULL }
};

static const struct field tc_gnet_stats_rate_est64_fields[] = {
	FIELD("bps", struct gnet_stats_rate_est64, bps, UINT),
	FIELD("pps", struct gnet_stats_rate_est64, pps, UINT),
	{ NULL }
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
static const struct attr_table tc_hfsc_attrs_table;
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
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_ACT_BPF_PARMS", .key = "parms",
		.form = ATTR_STRUCT, .fields = tc_tc_act_bpf_fields, .print = tc_print_parms },
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
		.form = ATTR_STRUCT, .fields = tc_tc_connmark_fields, .print = tc_print_parms },
	[2] = { .name = "TCA_CONNMARK_TM", .key = "tm",
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_CONNMARK_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_act_connmark_attrs_table = ATTR_TABLE(tc_act_connmark_attrs_desc);

static const struct attr_desc tc_act_csum_attrs_desc[] = {
	[1] = { .name = "TCA_CSUM_PARMS", .key = "parms",
		.form = ATTR_STRUCT, .fields = tc_tc_csum_fields, .print = tc_print_parms },
	[2] = { .name = "TCA_CSUM_TM", .key = "tm",
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_CSUM_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_act_csum_attrs_table = ATTR_TABLE(tc_act_csum_attrs_desc);

static const struct attr_desc tc_act_ct_attrs_desc[] = {
	[1] = { .name = "TCA_CT_PARMS", .key = "parms",
		.form = ATTR_STRUCT, .fields = tc_tc_ct_fields, .print = tc_print_parms },
	[2] = { .name = "TCA_CT_TM", .key = "tm",
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_CT_ACTION", .key = "action",
		.form = ATTR_UINT, .print = tc_print_ct_action },
	[4] = { .name = "TCA_CT_ZONE", .key = "zone",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_CT_MARK", .key = "mark",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_CT_MARK_MASK", .key = "mark-mask",
		.form = ATTR_HEX },
	[7] = { .name = "TCA_CT_LABELS", .key = "labels",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[8] = { .name = "TCA_CT_LABELS_MASK", .key = "labels-mask",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[9] = { .name = "TCA_CT_NAT_IPV4_MIN", .key = "nat-ipv4-min",
		.form = ATTR_ADDR, .min = 4 },
	[10] = { .name = "TCA_CT_NAT_IPV4_MAX", .key = "nat-ipv4-max",
		.form = ATTR_ADDR, .min = 4 },
	[11] = { .name = "TCA_CT_NAT_IPV6_MIN", .key = "nat-ipv6-min",
		.form = ATTR_ADDR, .min = 16 },
	[12] = { .name = "TCA_CT_NAT_IPV6_MAX", .key = "nat-ipv6-max",
		.form = ATTR_ADDR, .min = 16 },
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
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
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
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_GACT_PARMS", .key = "parms",
		.form = ATTR_STRUCT, .fields = tc_tc_gact_fields, .print = tc_print_parms },
	[3] = { .name = "TCA_GACT_PROB",
		.form = ATTR_STRUCT, .fields = tc_tc_gact_p_fields },
	[4] = { .name = "TCA_GACT_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_act_gact_attrs_table = ATTR_TABLE(tc_act_gact_attrs_desc);

static const struct attr_desc tc_act_gate_attrs_desc[] = {
	[1] = { .name = "TCA_GATE_TM", .key = "tm",
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_GATE_PARMS", .key = "parms",
		.form = ATTR_STRUCT, .fields = tc_tc_gate_fields, .print = tc_print_parms },
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
		.form = ATTR_STRUCT, .fields = tc_tc_ife_fields, .print = tc_print_parms },
	[2] = { .name = "TCA_IFE_TM", .key = "tm",
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
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
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_MIRRED_PARMS", .key = "parms",
		.form = ATTR_STRUCT, .fields = tc_tc_mirred_fields, .print = tc_print_parms },
	[3] = { .name = "TCA_MIRRED_PAD", .key = "pad",
		.form = ATTR_PAD },
	[4] = { .name = "TCA_MIRRED_BLOCKID", .key = "blockid",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
};

static const struct attr_table tc_act_mirred_attrs_table = ATTR_TABLE(tc_act_mirred_attrs_desc);

static const struct attr_desc tc_act_mpls_attrs_desc[] = {
	[1] = { .name = "TCA_MPLS_TM", .key = "tm",
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_MPLS_PARMS", .key = "parms",
		.form = ATTR_STRUCT, .fields = tc_tc_mpls_fields, .print = tc_print_parms },
	[3] = { .name = "TCA_MPLS_PAD", .key = "pad",
		.form = ATTR_PAD },
	[4] = { .name = "TCA_MPLS_PROTO", .key = "proto",
		.form = ATTR_BE, .print = tc_print_protocol },
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
		.form = ATTR_STRUCT, .fields = tc_tc_nat_fields, .print = tc_print_parms },
	[2] = { .name = "TCA_NAT_TM", .key = "tm",
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_NAT_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_act_nat_attrs_table = ATTR_TABLE(tc_act_nat_attrs_desc);

static const struct attr_desc tc_act_pedit_attrs_desc[] = {
	[1] = { .name = "TCA_PEDIT_TM", .key = "tm",
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_PEDIT_PARMS", .key = "parms",
		.form = ATTR_STRUCT, .fields = tc_tc_pedit_sel_fields, .print = tc_print_parms },
	[3] = { .name = "TCA_PEDIT_PAD", .key = "pad",
		.form = ATTR_PAD },
	[4] = { .name = "TCA_PEDIT_PARMS_EX", .key = "parms-ex",
		.form = ATTR_STRUCT, .fields = tc_tc_pedit_sel_fields, .print = tc_print_parms },
	[5] = { .name = "TCA_PEDIT_KEYS_EX", .key = "keys-ex",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[6] = { .name = "TCA_PEDIT_KEY_EX", .key = "key-ex",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
};

static const struct attr_table tc_act_pedit_attrs_table = ATTR_TABLE(tc_act_pedit_attrs_desc);

static const struct attr_desc tc_police_attrs_desc[] = {
	[1] = { .name = "TCA_POLICE_TBF", .key = "tbf",
		.form = ATTR_STRUCT, .fields = tc_tc_police_fields, .print = tc_print_police },
	[2] = { .name = "TCA_POLICE_RATE",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_POLICE_PEAKRATE",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[4] = { .name = "TCA_POLICE_AVRATE",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_POLICE_RESULT",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_POLICE_TM", .key = "tm",
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
	[7] = { .name = "TCA_POLICE_PAD", .key = "pad",
		.form = ATTR_PAD },
	[8] = { .name = "TCA_POLICE_RATE64",
		.form = ATTR_UINT },
	[9] = { .name = "TCA_POLICE_PEAKRATE64",
		.form = ATTR_UINT },
	[10] = { .name = "TCA_POLICE_PKTRATE64",
		.form = ATTR_UINT },
	[11] = { .name = "TCA_POLICE_PKTBURST64",
		.form = ATTR_UINT },
};

static const struct attr_table tc_police_attrs_table = ATTR_TABLE(tc_police_attrs_desc);

static const struct attr_desc tc_act_sample_attrs_desc[] = {
	[1] = { .name = "TCA_SAMPLE_TM", .key = "tm",
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_SAMPLE_PARMS", .key = "parms",
		.form = ATTR_STRUCT, .fields = tc_tc_gact_fields, .print = tc_print_parms },
	[3] = { .name = "TCA_SAMPLE_RATE", .key = "rate",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_SAMPLE_TRUNC_SIZE", .key = "trunc_size",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_SAMPLE_PSAMPLE_GROUP", .key = "group",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_SAMPLE_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_act_sample_attrs_table = ATTR_TABLE(tc_act_sample_attrs_desc);

static const struct attr_desc tc_act_simple_attrs_desc[] = {
	[1] = { .name = "TCA_DEF_TM", .key = "tm",
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_DEF_PARMS", .key = "parms",
		.form = ATTR_STRUCT, .fields = tc_tc_defact_fields, .print = tc_print_parms },
	[3] = { .name = "TCA_DEF_DATA", .key = "sdata",
		.form = ATTR_STR },
	[4] = { .name = "TCA_DEF_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_act_simple_attrs_table = ATTR_TABLE(tc_act_simple_attrs_desc);

static const struct attr_desc tc_act_skbedit_attrs_desc[] = {
	[1] = { .name = "TCA_SKBEDIT_TM", .key = "tm",
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_SKBEDIT_PARMS", .key = "parms",
		.form = ATTR_STRUCT, .fields = tc_tc_skbedit_fields, .print = tc_print_parms },
	[3] = { .name = "TCA_SKBEDIT_PRIORITY", .key = "priority",
		.form = ATTR_UINT, .print = tc_print_classid },
	[4] = { .name = "TCA_SKBEDIT_QUEUE_MAPPING", .key = "queue_mapping",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_SKBEDIT_MARK", .key = "mark",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_SKBEDIT_PAD", .key = "pad",
		.form = ATTR_PAD },
	[7] = { .name = "TCA_SKBEDIT_PTYPE", .key = "ptype",
		.form = ATTR_UINT, .print = tc_print_ptype },
	[8] = { .name = "TCA_SKBEDIT_MASK", .key = "mask",
		.form = ATTR_HEX },
	[9] = { .name = "TCA_SKBEDIT_FLAGS", .key = "flags",
		.form = ATTR_UINT },
	[10] = { .name = "TCA_SKBEDIT_QUEUE_MAPPING_MAX", .key = "queue-mapping-max",
		.form = ATTR_UINT },
};

static const struct attr_table tc_act_skbedit_attrs_table = ATTR_TABLE(tc_act_skbedit_attrs_desc);

static const struct attr_desc tc_act_skbmod_attrs_desc[] = {
	[1] = { .name = "TCA_SKBMOD_TM", .key = "tm",
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_SKBMOD_PARMS", .key = "parms",
		.form = ATTR_STRUCT, .fields = tc_tc_skbmod_fields, .print = tc_print_parms },
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
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_TUNNEL_KEY_PARMS", .key = "parms",
		.form = ATTR_STRUCT, .fields = tc_tc_tunnel_key_fields, .print = tc_print_parms },
	[3] = { .name = "TCA_TUNNEL_KEY_ENC_IPV4_SRC", .key = "src_ip",
		.form = ATTR_ADDR, .min = 4 },
	[4] = { .name = "TCA_TUNNEL_KEY_ENC_IPV4_DST", .key = "dst_ip",
		.form = ATTR_ADDR, .min = 4 },
	[5] = { .name = "TCA_TUNNEL_KEY_ENC_IPV6_SRC", .key = "src_ip",
		.form = ATTR_ADDR, .min = 16, .print = tc_print_tunnel_addr6 },
	[6] = { .name = "TCA_TUNNEL_KEY_ENC_IPV6_DST", .key = "dst_ip",
		.form = ATTR_ADDR, .min = 16, .print = tc_print_tunnel_addr6 },
	[7] = { .name = "TCA_TUNNEL_KEY_ENC_KEY_ID", .key = "key_id",
		.form = ATTR_BE },
	[8] = { .name = "TCA_TUNNEL_KEY_PAD", .key = "pad",
		.form = ATTR_PAD },
	[9] = { .name = "TCA_TUNNEL_KEY_ENC_DST_PORT", .key = "dst_port",
		.form = ATTR_BE },
	[10] = { .name = "TCA_TUNNEL_KEY_NO_CSUM", .key = "no-csum",
		.form = ATTR_UINT },
	[11] = { .name = "TCA_TUNNEL_KEY_ENC_OPTS", .key = "enc-opts",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[12] = { .name = "TCA_TUNNEL_KEY_ENC_TOS", .key = "tos",
		.form = ATTR_UINT },
	[13] = { .name = "TCA_TUNNEL_KEY_ENC_TTL", .key = "ttl",
		.form = ATTR_UINT },
	[14] = { .name = "TCA_TUNNEL_KEY_NO_FRAG", .key = "no-frag",
		.form = ATTR_FLAG },
};

static const struct attr_table tc_act_tunnel_key_attrs_table = ATTR_TABLE(tc_act_tunnel_key_attrs_desc);

static const struct attr_desc tc_act_vlan_attrs_desc[] = {
	[1] = { .name = "TCA_VLAN_TM", .key = "tm",
		.form = ATTR_STRUCT, .fields = tc_tcf_t_fields, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_VLAN_PARMS", .key = "parms",
		.form = ATTR_STRUCT, .fields = tc_tc_vlan_fields, .print = tc_print_parms },
	[3] = { .name = "TCA_VLAN_PUSH_VLAN_ID", .key = "id",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_VLAN_PUSH_VLAN_PROTOCOL", .key = "protocol",
		.form = ATTR_UINT, .print = tc_print_protocol },
	[5] = { .name = "TCA_VLAN_PAD", .key = "pad",
		.form = ATTR_PAD },
	[6] = { .name = "TCA_VLAN_PUSH_VLAN_PRIORITY", .key = "priority",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_VLAN_PUSH_ETH_DST", .key = "dst_mac",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[8] = { .name = "TCA_VLAN_PUSH_ETH_SRC", .key = "src_mac",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
};

static const struct attr_table tc_act_vlan_attrs_table = ATTR_TABLE(tc_act_vlan_attrs_desc);

static const struct attr_desc tc_basic_attrs_desc[] = {
	[1] = { .name = "TCA_BASIC_CLASSID", .key = "classid",
		.form = ATTR_UINT, .print = tc_print_classid },
	[2] = { .name = "TCA_BASIC_EMATCHES", .key = "ematches",
		.form = ATTR_NEST, .nest = &tc_ematch_attrs_table, .print = tc_print_nest },
	[3] = { .name = "TCA_BASIC_ACT", .key = "act",
		.form = ATTR_LIST, .nest = &tc_act_attrs_table, .print = tc_print_actions },
	[4] = { .name = "TCA_BASIC_POLICE", .key = "police",
		.form = ATTR_NEST, .nest = &tc_police_attrs_table, .print = tc_print_nest },
	[5] = { .name = "TCA_BASIC_PCNT", .key = "pcnt",
		.form = ATTR_STRUCT, .fields = tc_tc_basic_pcnt_fields, .flags = ATTR_DETAIL },
	[6] = { .name = "TCA_BASIC_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_basic_attrs_table = ATTR_TABLE(tc_basic_attrs_desc);

static const struct attr_desc tc_bpf_attrs_desc[] = {
	[1] = { .name = "TCA_BPF_ACT", .key = "act",
		.form = ATTR_LIST, .nest = &tc_act_attrs_table, .print = tc_print_actions },
	[2] = { .name = "TCA_BPF_POLICE", .key = "police",
		.form = ATTR_NEST, .nest = &tc_police_attrs_table, .print = tc_print_nest },
	[3] = { .name = "TCA_BPF_CLASSID", .key = "classid",
		.form = ATTR_UINT, .print = tc_print_classid },
	[4] = { .name = "TCA_BPF_OPS_LEN", .key = "ops-len",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_BPF_OPS", .key = "ops",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[6] = { .name = "TCA_BPF_FD", .key = "fd",
		.form = ATTR_UINT },
	[7] = { .name = "TCA_BPF_NAME", .key = "name",
		.form = ATTR_STR },
	[8] = { .name = "TCA_BPF_FLAGS", .key = "flags",
		.form = ATTR_UINT, .print = tc_print_cls_flags },
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
		.form = ATTR_STRUCT, .fields = tc_tc_cbs_qopt_fields },
};

static const struct attr_table tc_cbs_attrs_table = ATTR_TABLE(tc_cbs_attrs_desc);

static const struct attr_desc tc_cgroup_attrs_desc[] = {
	[1] = { .name = "TCA_CGROUP_ACT", .key = "act",
		.form = ATTR_LIST, .nest = &tc_act_attrs_table, .print = tc_print_actions },
	[2] = { .name = "TCA_CGROUP_POLICE", .key = "police",
		.form = ATTR_NEST, .nest = &tc_police_attrs_table, .print = tc_print_nest },
	[3] = { .name = "TCA_CGROUP_EMATCHES", .key = "ematches",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
};

static const struct attr_table tc_cgroup_attrs_table = ATTR_TABLE(tc_cgroup_attrs_desc);

static const struct attr_desc tc_choke_attrs_desc[] = {
	[1] = { .name = "TCA_CHOKE_PARMS", .key = "parms",
		.form = ATTR_STRUCT, .fields = tc_tc_red_qopt_fields },
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
		.form = ATTR_STRUCT, .fields = tc_tc_etf_qopt_fields },
};

static const struct attr_table tc_etf_attrs_table = ATTR_TABLE(tc_etf_attrs_desc);

static const struct attr_desc tc_ets_attrs_desc[] = {
	[1] = { .name = "TCA_ETS_NBANDS", .key = "nbands",
		.form = ATTR_UINT },
	[2] = { .name = "TCA_ETS_NSTRICT", .key = "nstrict",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_ETS_QUANTA", .key = "quanta",
		.form = ATTR_NEST, .nest = &tc_ets_attrs_table, .print = tc_print_nest },
	[4] = { .name = "TCA_ETS_QUANTA_BAND", .key = "quanta-band",
		.form = ATTR_UINT, .flags = ATTR_REPEAT },
	[5] = { .name = "TCA_ETS_PRIOMAP", .key = "priomap",
		.form = ATTR_NEST, .nest = &tc_ets_attrs_table, .print = tc_print_nest },
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
		.form = ATTR_NEST, .nest = &tc_police_attrs_table, .print = tc_print_nest },
	[11] = { .name = "TCA_FLOW_EMATCHES", .key = "ematches",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[12] = { .name = "TCA_FLOW_PERTURB", .key = "perturb",
		.form = ATTR_UINT },
};

static const struct attr_table tc_flow_attrs_table = ATTR_TABLE(tc_flow_attrs_desc);

static const struct attr_desc tc_flower_attrs_desc[] = {
	[1] = { .name = "TCA_FLOWER_CLASSID", .key = "classid",
		.form = ATTR_UINT, .print = tc_print_classid },
	[2] = { .name = "TCA_FLOWER_INDEV", .key = "indev",
		.form = ATTR_STR },
	[3] = { .name = "TCA_FLOWER_ACT", .key = "act",
		.form = ATTR_LIST, .nest = &tc_act_attrs_table, .print = tc_print_actions },
	[4] = { .name = "TCA_FLOWER_KEY_ETH_DST", .key = "dst_mac",
		.form = ATTR_LLADDR, .print = tc_print_flower_key, .n = 5 },
	[5] = { .name = "TCA_FLOWER_KEY_ETH_DST_MASK",
		.form = ATTR_LLADDR },
	[6] = { .name = "TCA_FLOWER_KEY_ETH_SRC", .key = "src_mac",
		.form = ATTR_LLADDR, .print = tc_print_flower_key, .n = 7 },
	[7] = { .name = "TCA_FLOWER_KEY_ETH_SRC_MASK",
		.form = ATTR_LLADDR },
	[8] = { .name = "TCA_FLOWER_KEY_ETH_TYPE", .key = "eth_type",
		.form = ATTR_BE, .print = tc_print_flower_key },
	[9] = { .name = "TCA_FLOWER_KEY_IP_PROTO", .key = "ip_proto",
		.form = ATTR_UINT, .print = tc_print_flower_key },
	[10] = { .name = "TCA_FLOWER_KEY_IPV4_SRC", .key = "src_ip",
		.form = ATTR_ADDR, .min = 4, .print = tc_print_flower_key, .n = 11 },
	[11] = { .name = "TCA_FLOWER_KEY_IPV4_SRC_MASK",
		.form = ATTR_ADDR, .min = 4 },
	[12] = { .name = "TCA_FLOWER_KEY_IPV4_DST", .key = "dst_ip",
		.form = ATTR_ADDR, .min = 4, .print = tc_print_flower_key, .n = 13 },
	[13] = { .name = "TCA_FLOWER_KEY_IPV4_DST_MASK",
		.form = ATTR_ADDR, .min = 4 },
	[14] = { .name = "TCA_FLOWER_KEY_IPV6_SRC", .key = "src_ip",
		.form = ATTR_ADDR, .print = tc_print_flower_key, .n = 15 },
	[15] = { .name = "TCA_FLOWER_KEY_IPV6_SRC_MASK",
		.form = ATTR_ADDR },
	[16] = { .name = "TCA_FLOWER_KEY_IPV6_DST", .key = "dst_ip",
		.form = ATTR_ADDR, .print = tc_print_flower_key, .n = 17 },
	[17] = { .name = "TCA_FLOWER_KEY_IPV6_DST_MASK",
		.form = ATTR_ADDR },
	[18] = { .name = "TCA_FLOWER_KEY_TCP_SRC", .key = "src_port",
		.form = ATTR_BE, .print = tc_print_flower_key, .n = 35 },
	[19] = { .name = "TCA_FLOWER_KEY_TCP_DST", .key = "dst_port",
		.form = ATTR_BE, .print = tc_print_flower_key, .n = 36 },
	[20] = { .name = "TCA_FLOWER_KEY_UDP_SRC", .key = "src_port",
		.form = ATTR_BE, .print = tc_print_flower_key, .n = 37 },
	[21] = { .name = "TCA_FLOWER_KEY_UDP_DST", .key = "dst_port",
		.form = ATTR_BE, .print = tc_print_flower_key, .n = 38 },
	[22] = { .name = "TCA_FLOWER_FLAGS", .key = "flags",
		.form = ATTR_UINT, .print = tc_print_cls_flags },
	[23] = { .name = "TCA_FLOWER_KEY_VLAN_ID", .key = "vlan_id",
		.form = ATTR_UINT, .print = tc_print_flower_key },
	[24] = { .name = "TCA_FLOWER_KEY_VLAN_PRIO", .key = "vlan_prio",
		.form = ATTR_UINT, .print = tc_print_flower_key },
	[25] = { .name = "TCA_FLOWER_KEY_VLAN_ETH_TYPE", .key = "vlan_ethtype",
		.form = ATTR_BE, .print = tc_print_flower_key },
	[26] = { .name = "TCA_FLOWER_KEY_ENC_KEY_ID", .key = "enc_key_id",
		.form = ATTR_BE, .print = tc_print_flower_key },
	[27] = { .name = "TCA_FLOWER_KEY_ENC_IPV4_SRC", .key = "enc_src_ip",
		.form = ATTR_ADDR, .min = 4, .print = tc_print_flower_key, .n = 28 },
	[28] = { .name = "TCA_FLOWER_KEY_ENC_IPV4_SRC_MASK",
		.form = ATTR_ADDR, .min = 4 },
	[29] = { .name = "TCA_FLOWER_KEY_ENC_IPV4_DST", .key = "enc_dst_ip",
		.form = ATTR_ADDR, .min = 4, .print = tc_print_flower_key, .n = 30 },
	[30] = { .name = "TCA_FLOWER_KEY_ENC_IPV4_DST_MASK",
		.form = ATTR_ADDR, .min = 4 },
	[31] = { .name = "TCA_FLOWER_KEY_ENC_IPV6_SRC", .key = "enc_src_ip",
		.form = ATTR_ADDR, .print = tc_print_flower_key, .n = 32 },
	[32] = { .name = "TCA_FLOWER_KEY_ENC_IPV6_SRC_MASK",
		.form = ATTR_ADDR },
	[33] = { .name = "TCA_FLOWER_KEY_ENC_IPV6_DST", .key = "enc_dst_ip",
		.form = ATTR_ADDR, .print = tc_print_flower_key, .n = 34 },
	[34] = { .name = "TCA_FLOWER_KEY_ENC_IPV6_DST_MASK",
		.form = ATTR_ADDR },
	[35] = { .name = "TCA_FLOWER_KEY_TCP_SRC_MASK",
		.form = ATTR_BE },
	[36] = { .name = "TCA_FLOWER_KEY_TCP_DST_MASK",
		.form = ATTR_BE },
	[37] = { .name = "TCA_FLOWER_KEY_UDP_SRC_MASK",
		.form = ATTR_BE },
	[38] = { .name = "TCA_FLOWER_KEY_UDP_DST_MASK",
		.form = ATTR_BE },
	[39] = { .name = "TCA_FLOWER_KEY_SCTP_SRC_MASK",
		.form = ATTR_BE },
	[40] = { .name = "TCA_FLOWER_KEY_SCTP_DST_MASK",
		.form = ATTR_BE },
	[41] = { .name = "TCA_FLOWER_KEY_SCTP_SRC", .key = "src_port",
		.form = ATTR_BE, .print = tc_print_flower_key, .n = 39 },
	[42] = { .name = "TCA_FLOWER_KEY_SCTP_DST", .key = "dst_port",
		.form = ATTR_BE, .print = tc_print_flower_key, .n = 40 },
	[43] = { .name = "TCA_FLOWER_KEY_ENC_UDP_SRC_PORT", .key = "enc_src_port",
		.form = ATTR_BE, .print = tc_print_flower_key, .n = 44 },
	[44] = { .name = "TCA_FLOWER_KEY_ENC_UDP_SRC_PORT_MASK",
		.form = ATTR_BE },
	[45] = { .name = "TCA_FLOWER_KEY_ENC_UDP_DST_PORT", .key = "enc_dst_port",
		.form = ATTR_BE, .print = tc_print_flower_key, .n = 46 },
	[46] = { .name = "TCA_FLOWER_KEY_ENC_UDP_DST_PORT_MASK",
		.form = ATTR_BE },
	[47] = { .name = "TCA_FLOWER_KEY_FLAGS", .key = "ip_flags",
		.form = ATTR_BE, .print = tc_print_flower_key, .n = 48 },
	[48] = { .name = "TCA_FLOWER_KEY_FLAGS_MASK",
		.form = ATTR_BE },
	[49] = { .name = "TCA_FLOWER_KEY_ICMPV4_CODE", .key = "icmp_code",
		.form = ATTR_UINT, .print = tc_print_flower_key, .n = 50 },
	[50] = { .name = "TCA_FLOWER_KEY_ICMPV4_CODE_MASK",
		.form = ATTR_UINT },
	[51] = { .name = "TCA_FLOWER_KEY_ICMPV4_TYPE", .key = "icmp_type",
		.form = ATTR_UINT, .print = tc_print_flower_key, .n = 52 },
	[52] = { .name = "TCA_FLOWER_KEY_ICMPV4_TYPE_MASK",
		.form = ATTR_UINT },
	[53] = { .name = "TCA_FLOWER_KEY_ICMPV6_CODE", .key = "icmp_code",
		.form = ATTR_UINT, .print = tc_print_flower_key, .n = 54 },
	[54] = { .name = "TCA_FLOWER_KEY_ICMPV6_CODE_MASK",
		.form = ATTR_UINT },
	[55] = { .name = "TCA_FLOWER_KEY_ICMPV6_TYPE", .key = "icmp_type",
		.form = ATTR_UINT, .print = tc_print_flower_key, .n = 56 },
	[56] = { .name = "TCA_FLOWER_KEY_ICMPV6_TYPE_MASK",
		.form = ATTR_UINT },
	[57] = { .name = "TCA_FLOWER_KEY_ARP_SIP", .key = "arp_sip",
		.form = ATTR_ADDR, .min = 4, .print = tc_print_flower_key, .n = 58 },
	[58] = { .name = "TCA_FLOWER_KEY_ARP_SIP_MASK",
		.form = ATTR_ADDR, .min = 4 },
	[59] = { .name = "TCA_FLOWER_KEY_ARP_TIP", .key = "arp_tip",
		.form = ATTR_ADDR, .min = 4, .print = tc_print_flower_key, .n = 60 },
	[60] = { .name = "TCA_FLOWER_KEY_ARP_TIP_MASK",
		.form = ATTR_ADDR, .min = 4 },
	[61] = { .name = "TCA_FLOWER_KEY_ARP_OP", .key = "arp_op",
		.form = ATTR_UINT, .print = tc_print_flower_key, .n = 62 },
	[62] = { .name = "TCA_FLOWER_KEY_ARP_OP_MASK",
		.form = ATTR_UINT },
	[63] = { .name = "TCA_FLOWER_KEY_ARP_SHA", .key = "arp_sha",
		.form = ATTR_LLADDR, .print = tc_print_flower_key, .n = 64 },
	[64] = { .name = "TCA_FLOWER_KEY_ARP_SHA_MASK",
		.form = ATTR_LLADDR },
	[65] = { .name = "TCA_FLOWER_KEY_ARP_THA", .key = "arp_tha",
		.form = ATTR_LLADDR, .print = tc_print_flower_key, .n = 66 },
	[66] = { .name = "TCA_FLOWER_KEY_ARP_THA_MASK",
		.form = ATTR_LLADDR },
	[67] = { .name = "TCA_FLOWER_KEY_MPLS_TTL", .key = "mpls_ttl",
		.form = ATTR_UINT, .print = tc_print_flower_key },
	[68] = { .name = "TCA_FLOWER_KEY_MPLS_BOS", .key = "mpls_bos",
		.form = ATTR_UINT, .print = tc_print_flower_key },
	[69] = { .name = "TCA_FLOWER_KEY_MPLS_TC", .key = "mpls_tc",
		.form = ATTR_UINT, .print = tc_print_flower_key },
	[70] = { .name = "TCA_FLOWER_KEY_MPLS_LABEL", .key = "mpls_label",
		.form = ATTR_UINT, .print = tc_print_flower_key },
	[71] = { .name = "TCA_FLOWER_KEY_TCP_FLAGS", .key = "tcp_flags",
		.form = ATTR_BE, .print = tc_print_flower_key, .n = 72 },
	[72] = { .name = "TCA_FLOWER_KEY_TCP_FLAGS_MASK",
		.form = ATTR_BE },
	[73] = { .name = "TCA_FLOWER_KEY_IP_TOS", .key = "ip_tos",
		.form = ATTR_UINT, .print = tc_print_flower_key, .n = 74 },
	[74] = { .name = "TCA_FLOWER_KEY_IP_TOS_MASK",
		.form = ATTR_UINT },
	[75] = { .name = "TCA_FLOWER_KEY_IP_TTL", .key = "ip_ttl",
		.form = ATTR_UINT, .print = tc_print_flower_key, .n = 76 },
	[76] = { .name = "TCA_FLOWER_KEY_IP_TTL_MASK",
		.form = ATTR_UINT },
	[77] = { .name = "TCA_FLOWER_KEY_CVLAN_ID", .key = "cvlan_id",
		.form = ATTR_UINT, .print = tc_print_flower_key },
	[78] = { .name = "TCA_FLOWER_KEY_CVLAN_PRIO", .key = "cvlan_prio",
		.form = ATTR_UINT, .print = tc_print_flower_key },
	[79] = { .name = "TCA_FLOWER_KEY_CVLAN_ETH_TYPE", .key = "cvlan_ethtype",
		.form = ATTR_BE, .print = tc_print_flower_key },
	[80] = { .name = "TCA_FLOWER_KEY_ENC_IP_TOS", .key = "enc_tos",
		.form = ATTR_UINT, .print = tc_print_flower_key, .n = 81 },
	[81] = { .name = "TCA_FLOWER_KEY_ENC_IP_TOS_MASK",
		.form = ATTR_UINT },
	[82] = { .name = "TCA_FLOWER_KEY_ENC_IP_TTL", .key = "enc_ttl",
		.form = ATTR_UINT, .print = tc_print_flower_key, .n = 83 },
	[83] = { .name = "TCA_FLOWER_KEY_ENC_IP_TTL_MASK",
		.form = ATTR_UINT },
	[84] = { .name = "TCA_FLOWER_KEY_ENC_OPTS", .key = "enc_opts",
		.form = ATTR_NEST, .nest = &tc_flower_key_enc_opts_attrs_table, .print = tc_print_nest },
	[85] = { .name = "TCA_FLOWER_KEY_ENC_OPTS_MASK",
		.form = ATTR_NEST, .nest = &tc_flower_key_enc_opts_attrs_table, .print = tc_print_nest },
	[86] = { .name = "TCA_FLOWER_IN_HW_COUNT", .key = "in-hw-count",
		.form = ATTR_UINT, .flags = ATTR_DETAIL },
	[87] = { .name = "TCA_FLOWER_KEY_PORT_SRC_MIN", .key = "src_port_min",
		.form = ATTR_BE, .print = tc_print_flower_key },
	[88] = { .name = "TCA_FLOWER_KEY_PORT_SRC_MAX", .key = "src_port_max",
		.form = ATTR_BE, .print = tc_print_flower_key },
	[89] = { .name = "TCA_FLOWER_KEY_PORT_DST_MIN", .key = "dst_port_min",
		.form = ATTR_BE, .print = tc_print_flower_key },
	[90] = { .name = "TCA_FLOWER_KEY_PORT_DST_MAX", .key = "dst_port_max",
		.form = ATTR_BE, .print = tc_print_flower_key },
	[91] = { .name = "TCA_FLOWER_KEY_CT_STATE", .key = "ct_state",
		.form = ATTR_UINT, .print = tc_print_flower_key, .n = 92 },
	[92] = { .name = "TCA_FLOWER_KEY_CT_STATE_MASK",
		.form = ATTR_UINT },
	[93] = { .name = "TCA_FLOWER_KEY_CT_ZONE", .key = "ct_zone",
		.form = ATTR_UINT, .print = tc_print_flower_key, .n = 94 },
	[94] = { .name = "TCA_FLOWER_KEY_CT_ZONE_MASK",
		.form = ATTR_UINT },
	[95] = { .name = "TCA_FLOWER_KEY_CT_MARK", .key = "ct_mark",
		.form = ATTR_UINT, .print = tc_print_flower_key, .n = 96 },
	[96] = { .name = "TCA_FLOWER_KEY_CT_MARK_MASK",
		.form = ATTR_UINT },
	[97] = { .name = "TCA_FLOWER_KEY_CT_LABELS", .key = "ct_labels",
		.form = ATTR_BIN, .print = tc_print_flower_key, .n = 98 },
	[98] = { .name = "TCA_FLOWER_KEY_CT_LABELS_MASK",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[99] = { .name = "TCA_FLOWER_KEY_MPLS_OPTS", .key = "mpls_opts",
		.form = ATTR_NEST, .nest = &tc_flower_key_mpls_opt_attrs_table, .print = tc_print_nest },
	[100] = { .name = "TCA_FLOWER_KEY_HASH", .key = "hash",
		.form = ATTR_UINT, .print = tc_print_flower_key, .n = 101 },
	[101] = { .name = "TCA_FLOWER_KEY_HASH_MASK",
		.form = ATTR_UINT },
	[102] = { .name = "TCA_FLOWER_KEY_NUM_OF_VLANS", .key = "num_of_vlans",
		.form = ATTR_UINT, .print = tc_print_flower_key },
	[103] = { .name = "TCA_FLOWER_KEY_PPPOE_SID", .key = "pppoe_sid",
		.form = ATTR_BE, .print = tc_print_flower_key },
	[104] = { .name = "TCA_FLOWER_KEY_PPP_PROTO", .key = "ppp_proto",
		.form = ATTR_BE, .print = tc_print_flower_key },
	[105] = { .name = "TCA_FLOWER_KEY_L2TPV3_SID", .key = "l2tpv3_sid",
		.form = ATTR_BE, .print = tc_print_flower_key },
	[106] = { .name = "TCA_FLOWER_L2_MISS", .key = "l2-miss",
		.form = ATTR_UINT },
	[107] = { .name = "TCA_FLOWER_KEY_CFM", .key = "cfm",
		.form = ATTR_NEST, .nest = &tc_flower_key_cfm_attrs_table, .print = tc_print_nest },
	[108] = { .name = "TCA_FLOWER_KEY_SPI", .key = "spi",
		.form = ATTR_BE, .print = tc_print_flower_key, .n = 109 },
	[109] = { .name = "TCA_FLOWER_KEY_SPI_MASK",
		.form = ATTR_BE },
	[110] = { .name = "TCA_FLOWER_KEY_ENC_FLAGS", .key = "enc_flags",
		.form = ATTR_BE, .print = tc_print_flower_key, .n = 111 },
	[111] = { .name = "TCA_FLOWER_KEY_ENC_FLAGS_MASK",
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
		.form = ATTR_STRUCT, .fields = tc_tc_prio_qopt_fields },
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
		.form = ATTR_UINT, .print = tc_print_classid },
	[2] = { .name = "TCA_FW_POLICE", .key = "police",
		.form = ATTR_NEST, .nest = &tc_police_attrs_table, .print = tc_print_nest },
	[3] = { .name = "TCA_FW_INDEV", .key = "indev",
		.form = ATTR_STR },
	[4] = { .name = "TCA_FW_ACT", .key = "act",
		.form = ATTR_LIST, .nest = &tc_act_attrs_table, .print = tc_print_actions },
	[5] = { .name = "TCA_FW_MASK", .key = "mask",
		.form = ATTR_HEX },
};

static const struct attr_table tc_fw_attrs_table = ATTR_TABLE(tc_fw_attrs_desc);

static const struct attr_desc tc_gred_attrs_desc[] = {
	[1] = { .name = "TCA_GRED_PARMS", .key = "parms",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[2] = { .name = "TCA_GRED_STAB", .key = "stab",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_GRED_DPS", .key = "dps",
		.form = ATTR_STRUCT, .fields = tc_tc_gred_sopt_fields },
	[4] = { .name = "TCA_GRED_MAX_P", .key = "max-p",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[5] = { .name = "TCA_GRED_LIMIT", .key = "limit",
		.form = ATTR_UINT },
	[6] = { .name = "TCA_GRED_VQ_LIST", .key = "vq-list",
		.form = ATTR_NEST, .nest = &tc_tca_gred_vq_list_attrs_table, .print = tc_print_nest },
};

static const struct attr_table tc_gred_attrs_table = ATTR_TABLE(tc_gred_attrs_desc);

static const struct attr_desc tc_hfsc_attrs_desc[] = {
	[1] = { .name = "TC_A_HFSC_ATTRS_RSC", .key = "rsc",
		.form = ATTR_STRUCT, .fields = tc_tc_service_curve_fields, .print = tc_print_curve },
	[2] = { .name = "TC_A_HFSC_ATTRS_FSC", .key = "fsc",
		.form = ATTR_STRUCT, .fields = tc_tc_service_curve_fields, .print = tc_print_curve },
	[3] = { .name = "TC_A_HFSC_ATTRS_USC", .key = "usc",
		.form = ATTR_STRUCT, .fields = tc_tc_service_curve_fields, .print = tc_print_curve },
};

static const struct attr_table tc_hfsc_attrs_table = ATTR_TABLE(tc_hfsc_attrs_desc);

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
		.form = ATTR_STRUCT, .fields = tc_tc_htb_opt_fields },
	[2] = { .name = "TCA_HTB_INIT", .key = "init",
		.form = ATTR_STRUCT, .fields = tc_tc_htb_glob_fields },
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
		.form = ATTR_UINT, .print = tc_print_classid },
	[2] = { .name = "TCA_MATCHALL_ACT", .key = "act",
		.form = ATTR_LIST, .nest = &tc_act_attrs_table, .print = tc_print_actions },
	[3] = { .name = "TCA_MATCHALL_FLAGS", .key = "flags",
		.form = ATTR_UINT, .print = tc_print_cls_flags },
	[4] = { .name = "TCA_MATCHALL_PCNT", .key = "pcnt",
		.form = ATTR_STRUCT, .fields = tc_tc_matchall_pcnt_fields, .flags = ATTR_DETAIL },
	[5] = { .name = "TCA_MATCHALL_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_matchall_attrs_table = ATTR_TABLE(tc_matchall_attrs_desc);

static const struct attr_desc tc_netem_attrs_desc[] = {
	[1] = { .name = "TCA_NETEM_CORR", .key = "corr",
		.form = ATTR_STRUCT, .fields = tc_tc_netem_corr_fields },
	[2] = { .name = "TCA_NETEM_DELAY_DIST", .key = "delay-dist",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[3] = { .name = "TCA_NETEM_REORDER", .key = "reorder",
		.form = ATTR_STRUCT, .fields = tc_tc_netem_reorder_fields },
	[4] = { .name = "TCA_NETEM_CORRUPT", .key = "corrupt",
		.form = ATTR_STRUCT, .fields = tc_tc_netem_corrupt_fields },
	[5] = { .name = "TCA_NETEM_LOSS", .key = "loss",
		.form = ATTR_NEST, .nest = &tc_netem_loss_attrs_table, .print = tc_print_nest },
	[6] = { .name = "TCA_NETEM_RATE", .key = "rate",
		.form = ATTR_STRUCT, .fields = tc_tc_netem_rate_fields },
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
		.form = ATTR_STRUCT, .fields = tc_tc_netem_slot_fields },
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
		.form = ATTR_STRUCT, .fields = tc_tc_red_qopt_fields },
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
		.form = ATTR_UINT, .print = tc_print_classid },
	[2] = { .name = "TCA_ROUTE4_TO", .key = "to",
		.form = ATTR_UINT },
	[3] = { .name = "TCA_ROUTE4_FROM", .key = "from",
		.form = ATTR_UINT },
	[4] = { .name = "TCA_ROUTE4_IIF", .key = "iif",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_ROUTE4_POLICE", .key = "police",
		.form = ATTR_NEST, .nest = &tc_police_attrs_table, .print = tc_print_nest },
	[6] = { .name = "TCA_ROUTE4_ACT", .key = "act",
		.form = ATTR_LIST, .nest = &tc_act_attrs_table, .print = tc_print_actions },
};

static const struct attr_table tc_route_attrs_table = ATTR_TABLE(tc_route_attrs_desc);

static const struct attr_desc tc_taprio_attrs_desc[] = {
	[1] = { .name = "TCA_TAPRIO_ATTR_PRIOMAP", .key = "priomap",
		.form = ATTR_STRUCT, .fields = tc_tc_mqprio_qopt_fields },
	[2] = { .name = "TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST", .key = "sched-entry-list",
		.form = ATTR_NEST, .nest = &tc_taprio_sched_entry_list_table, .print = tc_print_nest },
	[3] = { .name = "TCA_TAPRIO_ATTR_SCHED_BASE_TIME", .key = "sched-base-time",
		.form = ATTR_INT },
	[4] = { .name = "TCA_TAPRIO_ATTR_SCHED_SINGLE_ENTRY", .key = "sched-single-entry",
		.form = ATTR_NEST, .nest = &tc_taprio_sched_entry_table, .print = tc_print_nest },
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
		.form = ATTR_NEST, .nest = &tc_taprio_tc_entry_attrs_table, .print = tc_print_nest },
};

static const struct attr_table tc_taprio_attrs_table = ATTR_TABLE(tc_taprio_attrs_desc);

static const struct attr_desc tc_tbf_attrs_desc[] = {
	[1] = { .name = "TCA_TBF_PARMS", .key = "parms",
		.form = ATTR_STRUCT, .fields = tc_tc_tbf_qopt_fields },
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
	[1] = { .name = "TCA_U32_CLASSID", .key = "flowid",
		.form = ATTR_UINT, .print = tc_print_classid },
	[2] = { .name = "TCA_U32_HASH", .key = "hash",
		.form = ATTR_UINT, .print = tc_print_u32_hash },
	[3] = { .name = "TCA_U32_LINK", .key = "link",
		.form = ATTR_UINT, .print = tc_print_u32_handle },
	[4] = { .name = "TCA_U32_DIVISOR", .key = "ht_divisor",
		.form = ATTR_UINT },
	[5] = { .name = "TCA_U32_SEL", .key = "sel",
		.form = ATTR_STRUCT, .fields = tc_tc_u32_sel_fields, .print = tc_print_u32_sel },
	[6] = { .name = "TCA_U32_POLICE", .key = "police",
		.form = ATTR_NEST, .nest = &tc_police_attrs_table, .print = tc_print_nest },
	[7] = { .name = "TCA_U32_ACT", .key = "act",
		.form = ATTR_LIST, .nest = &tc_act_attrs_table, .print = tc_print_actions },
	[8] = { .name = "TCA_U32_INDEV", .key = "indev",
		.form = ATTR_STR },
	[9] = { .name = "TCA_U32_PCNT", .key = "pcnt",
		.form = ATTR_STRUCT, .fields = tc_tc_u32_pcnt_fields, .flags = ATTR_DETAIL },
	[10] = { .name = "TCA_U32_MARK", .key = "mark",
		.form = ATTR_STRUCT, .fields = tc_tc_u32_mark_fields },
	[11] = { .name = "TCA_U32_FLAGS", .key = "flags",
		.form = ATTR_UINT, .print = tc_print_cls_flags },
	[12] = { .name = "TCA_U32_PAD", .key = "pad",
		.form = ATTR_PAD },
};

static const struct attr_table tc_u32_attrs_table = ATTR_TABLE(tc_u32_attrs_desc);

static const struct attr_desc tc_ematch_attrs_desc[] = {
	[1] = { .name = "TCA_EMATCH_TREE_HDR", .key = "tree-hdr",
		.form = ATTR_STRUCT, .fields = tc_tcf_ematch_tree_hdr_fields },
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
		.form = ATTR_NEST, .nest = &tc_tca_stats_attrs_table, .print = tc_print_nest, .flags = ATTR_DETAIL },
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
		.form = ATTR_UINT, .flags = ATTR_DETAIL },
};

static const struct attr_table tc_act_attrs_table = ATTR_TABLE(tc_act_attrs_desc);

static const struct attr_desc tc_flower_key_enc_opts_attrs_desc[] = {
	[1] = { .name = "TCA_FLOWER_KEY_ENC_OPTS_GENEVE", .key = "geneve",
		.form = ATTR_NEST, .nest = &tc_flower_key_enc_opt_geneve_attrs_table, .print = tc_print_nest },
	[2] = { .name = "TCA_FLOWER_KEY_ENC_OPTS_VXLAN", .key = "vxlan",
		.form = ATTR_NEST, .nest = &tc_flower_key_enc_opt_vxlan_attrs_table, .print = tc_print_nest },
	[3] = { .name = "TCA_FLOWER_KEY_ENC_OPTS_ERSPAN", .key = "erspan",
		.form = ATTR_NEST, .nest = &tc_flower_key_enc_opt_erspan_attrs_table, .print = tc_print_nest },
	[4] = { .name = "TCA_FLOWER_KEY_ENC_OPTS_GTP", .key = "gtp",
		.form = ATTR_NEST, .nest = &tc_flower_key_enc_opt_gtp_attrs_table, .print = tc_print_nest },
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
		.form = ATTR_NEST, .nest = &tc_tca_gred_vq_entry_attrs_table, .print = tc_print_nest, .flags = ATTR_REPEAT },
};

static const struct attr_table tc_tca_gred_vq_list_attrs_table = ATTR_TABLE(tc_tca_gred_vq_list_attrs_desc);

static const struct attr_desc tc_netem_loss_attrs_desc[] = {
	[1] = { .name = "NETEM_LOSS_GI", .key = "gi",
		.form = ATTR_STRUCT, .fields = tc_tc_netem_gimodel_fields },
	[2] = { .name = "NETEM_LOSS_GE", .key = "ge",
		.form = ATTR_STRUCT, .fields = tc_tc_netem_gemodel_fields },
};

static const struct attr_table tc_netem_loss_attrs_table = ATTR_TABLE(tc_netem_loss_attrs_desc);

static const struct attr_desc tc_taprio_sched_entry_list_desc[] = {
	[1] = { .name = "TCA_TAPRIO_SCHED_ENTRY", .key = "entry",
		.form = ATTR_NEST, .nest = &tc_taprio_sched_entry_table, .print = tc_print_nest, .flags = ATTR_REPEAT },
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
		.form = ATTR_STRUCT, .fields = tc_gnet_stats_basic_fields },
	[2] = { .name = "TCA_STATS_RATE_EST", .key = "rate-est",
		.form = ATTR_STRUCT, .fields = tc_gnet_stats_rate_est_fields },
	[3] = { .name = "TCA_STATS_QUEUE", .key = "queue",
		.form = ATTR_STRUCT, .fields = tc_gnet_stats_queue_fields },
	[4] = { .name = "TCA_STATS_APP", .key = "app",
		.form = ATTR_BIN, .flags = ATTR_DETAIL },
	[5] = { .name = "TCA_STATS_RATE_EST64", .key = "rate-est64",
		.form = ATTR_STRUCT, .fields = tc_gnet_stats_rate_est64_fields },
	[6] = { .name = "TCA_STATS_PAD", .key = "pad",
		.form = ATTR_PAD },
	[7] = { .name = "TCA_STATS_BASIC_HW", .key = "basic-hw",
		.form = ATTR_STRUCT, .fields = tc_gnet_stats_basic_fields },
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
	{ NULL }
};

const struct tc_kind tc_kinds[] = {
	{ "basic", &tc_basic_attrs_table },
	{ "bpf", &tc_bpf_attrs_table },
	{ "bfifo", NULL, tc_tc_fifo_qopt_fields, sizeof(struct tc_fifo_qopt) },
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
	{ "hfsc", &tc_hfsc_attrs_table, tc_tc_hfsc_qopt_fields, sizeof(struct tc_hfsc_qopt) },
	{ "hhf", &tc_hhf_attrs_table },
	{ "htb", &tc_htb_attrs_table },
	{ "matchall", &tc_matchall_attrs_table },
	{ "mqprio", NULL, tc_tc_mqprio_qopt_fields, sizeof(struct tc_mqprio_qopt) },
	{ "multiq", NULL, tc_tc_multiq_qopt_fields, sizeof(struct tc_multiq_qopt) },
	{ "netem", &tc_netem_attrs_table, tc_tc_netem_qopt_fields, sizeof(struct tc_netem_qopt) },
	{ "pfifo", NULL, tc_tc_fifo_qopt_fields, sizeof(struct tc_fifo_qopt) },
	{ "pfifo_fast", NULL, tc_tc_prio_qopt_fields, sizeof(struct tc_prio_qopt) },
	{ "pfifo_head_drop", NULL, tc_tc_fifo_qopt_fields, sizeof(struct tc_fifo_qopt) },
	{ "pie", &tc_pie_attrs_table },
	{ "plug", NULL, tc_tc_plug_qopt_fields, sizeof(struct tc_plug_qopt) },
	{ "prio", NULL, tc_tc_prio_qopt_fields, sizeof(struct tc_prio_qopt) },
	{ "qfq", &tc_qfq_attrs_table },
	{ "red", &tc_red_attrs_table },
	{ "route", &tc_route_attrs_table },
	{ "sfq", NULL, tc_tc_sfq_qopt_v1_fields, sizeof(struct tc_sfq_qopt_v1) },
	{ "taprio", &tc_taprio_attrs_table },
	{ "tbf", &tc_tbf_attrs_table },
	{ "u32", &tc_u32_attrs_table },
	{ NULL }
};
