// SPDX-License-Identifier: GPL-2.0
/* Made from uapi/netjournal.yaml by make generate; do not edit. */
#include "nl/spec_tables.h"

static const char *const kind_names[] = {
	[1] = "note",
	[2] = "config",
	[3] = "link",
	[4] = "addr",
	[5] = "route",
	[6] = "rule",
	[7] = "neigh",
	[8] = "nexthop",
	[9] = "netns",
	[10] = "nft",
	[11] = "xfrm",
	[12] = "ethtool",
	[13] = "request",
	[14] = "sysctl",
	[15] = "fdb",
	[16] = "mpls",
	[17] = "vlan",
	[18] = "mdb",
	[19] = "mroute",
	[20] = "tc",
};

const struct spec_enum spec_kinds = { kind_names, 20 };

static const char *const context_names[] = {
	[1] = "request",
	[2] = "task",
	[3] = "kthread",
	[4] = "softirq",
	[5] = "outside",
};

const struct spec_enum spec_contexts = { context_names, 5 };

static const char *const gap_reason_names[] = {
	[1] = "overwritten",
	[2] = "cleared",
	[3] = "lost",
};

const struct spec_enum spec_gap_reasons = { gap_reason_names, 3 };

static const char *const hook_state_names[] = {
	[1] = "on",
	[2] = "off",
	[3] = "absent",
	[4] = "refused",
	[5] = "distrusted",
	[6] = "unneeded",
	[7] = "unloaded",
};

const struct spec_enum spec_hook_states = { hook_state_names, 7 };

static const char *const genl_family_names[] = {
	[1] = "ethtool",
	[2] = "wireguard",
	[3] = "macsec",
	[4] = "l2tp",
	[5] = "mptcp-pm",
	[6] = "team",
	[7] = "devlink",
};

const struct spec_enum spec_genl_familys = { genl_family_names, 7 };

static const char *const nft_object_names[] = {
	[1] = "table",
	[2] = "chain",
	[3] = "rule",
	[4] = "set",
	[5] = "element",
	[6] = "object",
	[7] = "flowtable",
};

const struct spec_enum spec_nft_objects = { nft_object_names, 7 };

static const char *const nft_action_names[] = {
	[1] = "set",
	[2] = "deleted",
};

const struct spec_enum spec_nft_actions = { nft_action_names, 2 };

static const char *const cause_event_names[] = {
	[1] = "link-down",
	[2] = "link-up",
	[3] = "link-removed",
	[4] = "link-added",
	[5] = "link-state",
	[6] = "link-mtu",
	[7] = "link-lladdr",
	[8] = "link-name",
	[9] = "link-master",
	[10] = "addr-added",
	[11] = "addr-removed",
	[12] = "dad",
	[13] = "netns-end",
	[14] = "carrier",
	[15] = "nexthop-removed",
};

const struct spec_enum spec_cause_events = { cause_event_names, 15 };

static const struct spec_attr ring_attrs[] = {
	[1] = { SPEC_NAME("kind"), SPEC_U32, .values = &spec_kinds },
	[2] = { SPEC_NAME("size"), SPEC_U64 },
	[3] = { SPEC_NAME("enabled"), SPEC_U32 },
	[4] = { SPEC_NAME("used"), SPEC_U64 },
	[5] = { SPEC_NAME("records"), SPEC_U64 },
	[6] = { SPEC_NAME("overwritten"), SPEC_U64 },
	[7] = { SPEC_NAME("lost"), SPEC_U64 },
	[8] = { SPEC_NAME("pad"), SPEC_PAD },
};

const struct spec_set spec_ring = { ring_attrs, 8 };

static const struct spec_attr hook_attrs[] = {
	[1] = { SPEC_NAME("function"), SPEC_STRING },
	[2] = { SPEC_NAME("state"), SPEC_U32, .values = &spec_hook_states },
	[3] = { SPEC_NAME("unseen"), SPEC_STRING },
	[4] = { SPEC_NAME("kinds"), SPEC_U32 },
};

const struct spec_set spec_hook = { hook_attrs, 4 };

static const struct spec_attr process_store_attrs[] = {
	[1] = { SPEC_NAME("size"), SPEC_U64 },
	[2] = { SPEC_NAME("used"), SPEC_U64 },
	[3] = { SPEC_NAME("processes"), SPEC_U64 },
	[4] = { SPEC_NAME("forgotten"), SPEC_U64 },
	[5] = { SPEC_NAME("pad"), SPEC_PAD },
};

const struct spec_set spec_process_store = { process_store_attrs, 5 };

static const struct spec_attr ended_store_attrs[] = {
	[1] = { SPEC_NAME("size"), SPEC_U64 },
	[2] = { SPEC_NAME("used"), SPEC_U64 },
	[3] = { SPEC_NAME("journals"), SPEC_U64 },
	[4] = { SPEC_NAME("dropped"), SPEC_U64 },
	[5] = { SPEC_NAME("dropped-records"), SPEC_U64 },
	[6] = { SPEC_NAME("pad"), SPEC_PAD },
};

const struct spec_set spec_ended_store = { ended_store_attrs, 6 };

static const struct spec_attr ended_attrs[] = {
	[1] = { SPEC_NAME("cookie"), SPEC_U64 },
	[2] = { SPEC_NAME("inode"), SPEC_U32 },
	[3] = { SPEC_NAME("instance"), SPEC_U64 },
	[4] = { SPEC_NAME("first-seq"), SPEC_U64 },
	[5] = { SPEC_NAME("next-seq"), SPEC_U64 },
	[6] = { SPEC_NAME("records"), SPEC_U64 },
	[7] = { SPEC_NAME("used"), SPEC_U64 },
	[8] = { SPEC_NAME("time"), SPEC_U64 },
	[9] = { SPEC_NAME("pad"), SPEC_PAD },
};

const struct spec_set spec_ended = { ended_attrs, 9 };

static const struct spec_attr status_attrs[] = {
	[1] = { SPEC_NAME("instance"), SPEC_U64 },
	[2] = { SPEC_NAME("first-seq"), SPEC_U64 },
	[3] = { SPEC_NAME("next-seq"), SPEC_U64 },
	[4] = { SPEC_NAME("ring"), SPEC_NEST, .multi = true, .nest = &spec_ring },
	[5] = { SPEC_NAME("pad"), SPEC_PAD },
	[6] = { SPEC_NAME("hook"), SPEC_NEST, .multi = true, .nest = &spec_hook },
	[7] = { SPEC_NAME("process-store"), SPEC_NEST, .nest = &spec_process_store },
	[8] = { SPEC_NAME("ended-store"), SPEC_NEST, .nest = &spec_ended_store },
};

const struct spec_set spec_status = { status_attrs, 8 };

static const struct spec_attr parent_attrs[] = {
	[1] = { SPEC_NAME("pid"), SPEC_U32 },
	[2] = { SPEC_NAME("comm"), SPEC_STRING },
};

const struct spec_set spec_parent = { parent_attrs, 2 };

static const struct spec_attr origin_attrs[] = {
	[1] = { SPEC_NAME("context"), SPEC_U32, .values = &spec_contexts },
	[2] = { SPEC_NAME("pid"), SPEC_U32 },
	[3] = { SPEC_NAME("tid"), SPEC_U32 },
	[4] = { SPEC_NAME("comm"), SPEC_STRING },
	[5] = { SPEC_NAME("leader-comm"), SPEC_STRING },
	[6] = { SPEC_NAME("parent"), SPEC_NEST, .multi = true, .nest = &spec_parent },
	[7] = { SPEC_NAME("uid"), SPEC_U32 },
	[8] = { SPEC_NAME("loginuid"), SPEC_U32 },
	[9] = { SPEC_NAME("cgroup-id"), SPEC_U64 },
	[10] = { SPEC_NAME("netns"), SPEC_U32 },
	[11] = { SPEC_NAME("port-id"), SPEC_U32 },
	[12] = { SPEC_NAME("pad"), SPEC_PAD },
	[13] = { SPEC_NAME("process"), SPEC_U64 },
	[14] = { SPEC_NAME("work"), SPEC_STRING },
	[15] = { SPEC_NAME("io-uring"), SPEC_FLAG },
};

const struct spec_set spec_origin = { origin_attrs, 15 };

static const struct spec_attr gap_attrs[] = {
	[1] = { SPEC_NAME("first"), SPEC_U64 },
	[2] = { SPEC_NAME("last"), SPEC_U64 },
	[3] = { SPEC_NAME("reason"), SPEC_U32, .values = &spec_gap_reasons },
	[4] = { SPEC_NAME("pad"), SPEC_PAD },
};

const struct spec_set spec_gap = { gap_attrs, 4 };

static const struct spec_attr ancestor_attrs[] = {
	[1] = { SPEC_NAME("pid"), SPEC_U32 },
	[2] = { SPEC_NAME("start-time"), SPEC_U64 },
	[3] = { SPEC_NAME("comm"), SPEC_STRING },
	[4] = { SPEC_NAME("exe"), SPEC_STRING },
	[5] = { SPEC_NAME("cmdline"), SPEC_BINARY },
	[6] = { SPEC_NAME("cmdline-cut"), SPEC_FLAG },
	[7] = { SPEC_NAME("pad"), SPEC_PAD },
};

const struct spec_set spec_ancestor = { ancestor_attrs, 7 };

static const struct spec_attr process_attrs[] = {
	[1] = { SPEC_NAME("id"), SPEC_U64 },
	[2] = { SPEC_NAME("instance"), SPEC_U64 },
	[3] = { SPEC_NAME("pid"), SPEC_U32 },
	[4] = { SPEC_NAME("start-time"), SPEC_U64 },
	[5] = { SPEC_NAME("comm"), SPEC_STRING },
	[6] = { SPEC_NAME("loginuid"), SPEC_U32 },
	[7] = { SPEC_NAME("session"), SPEC_U32 },
	[8] = { SPEC_NAME("cgroup"), SPEC_STRING },
	[9] = { SPEC_NAME("exe"), SPEC_STRING },
	[10] = { SPEC_NAME("cmdline"), SPEC_BINARY },
	[11] = { SPEC_NAME("cmdline-cut"), SPEC_FLAG },
	[12] = { SPEC_NAME("ancestor"), SPEC_NEST, .multi = true, .nest = &spec_ancestor },
	[13] = { SPEC_NAME("partial"), SPEC_FLAG },
	[14] = { SPEC_NAME("pad"), SPEC_PAD },
	[15] = { SPEC_NAME("ended"), SPEC_U64 },
};

const struct spec_set spec_process = { process_attrs, 15 };

static const struct spec_attr netns_attrs[] = {
	[1] = { SPEC_NAME("inode"), SPEC_U32 },
	[2] = { SPEC_NAME("cookie"), SPEC_U64 },
};

const struct spec_set spec_netns = { netns_attrs, 2 };

static const struct spec_attr move_attrs[] = {
	[1] = { SPEC_NAME("inode"), SPEC_U32 },
	[2] = { SPEC_NAME("cookie"), SPEC_U64 },
	[3] = { SPEC_NAME("ifindex"), SPEC_U32 },
	[4] = { SPEC_NAME("name"), SPEC_STRING },
};

const struct spec_set spec_move = { move_attrs, 4 };

static const struct spec_attr nft_change_attrs[] = {
	[1] = { SPEC_NAME("object"), SPEC_U32, .values = &spec_nft_objects },
	[2] = { SPEC_NAME("action"), SPEC_U32, .values = &spec_nft_actions },
	[3] = { SPEC_NAME("name"), SPEC_STRING },
	[4] = { SPEC_NAME("handle"), SPEC_U64 },
	[5] = { SPEC_NAME("comment"), SPEC_STRING },
	[6] = { SPEC_NAME("expressions"), SPEC_STRING },
	[7] = { SPEC_NAME("number"), SPEC_U32 },
	[8] = { SPEC_NAME("hook"), SPEC_U32 },
	[9] = { SPEC_NAME("priority"), SPEC_S32 },
	[10] = { SPEC_NAME("policy"), SPEC_U32 },
	[11] = { SPEC_NAME("pad"), SPEC_PAD },
};

const struct spec_set spec_nft_change = { nft_change_attrs, 11 };

static const struct spec_attr nft_count_attrs[] = {
	[1] = { SPEC_NAME("object"), SPEC_U32, .values = &spec_nft_objects },
	[2] = { SPEC_NAME("action"), SPEC_U32, .values = &spec_nft_actions },
	[3] = { SPEC_NAME("number"), SPEC_U32 },
};

const struct spec_set spec_nft_count = { nft_count_attrs, 3 };

static const struct spec_attr nft_table_attrs[] = {
	[1] = { SPEC_NAME("name"), SPEC_STRING },
	[2] = { SPEC_NAME("generation"), SPEC_U32 },
	[3] = { SPEC_NAME("count"), SPEC_NEST, .multi = true, .nest = &spec_nft_count },
	[4] = { SPEC_NAME("change"), SPEC_NEST, .multi = true, .nest = &spec_nft_change },
	[5] = { SPEC_NAME("unlisted"), SPEC_U32 },
	[6] = { SPEC_NAME("xtables"), SPEC_FLAG },
	[7] = { SPEC_NAME("entries"), SPEC_U32 },
	[8] = { SPEC_NAME("entries-before"), SPEC_U32 },
};

const struct spec_set spec_nft_table = { nft_table_attrs, 8 };

static const struct spec_attr cause_attrs[] = {
	[1] = { SPEC_NAME("event"), SPEC_U32, .values = &spec_cause_events },
	[2] = { SPEC_NAME("ifindex"), SPEC_U32 },
	[3] = { SPEC_NAME("netns"), SPEC_U32 },
	[4] = { SPEC_NAME("address"), SPEC_BINARY },
	[5] = { SPEC_NAME("seq"), SPEC_U64 },
	[6] = { SPEC_NAME("act"), SPEC_U64 },
	[7] = { SPEC_NAME("guess"), SPEC_FLAG },
	[8] = { SPEC_NAME("pad"), SPEC_PAD },
	[9] = { SPEC_NAME("nexthop"), SPEC_U32 },
};

const struct spec_set spec_cause = { cause_attrs, 9 };

static const struct spec_attr sysctl_attrs[] = {
	[1] = { SPEC_NAME("path"), SPEC_STRING },
	[2] = { SPEC_NAME("value"), SPEC_STRING },
	[3] = { SPEC_NAME("old"), SPEC_STRING },
	[4] = { SPEC_NAME("cut"), SPEC_FLAG },
	[5] = { SPEC_NAME("announced"), SPEC_FLAG },
	[6] = { SPEC_NAME("consequence"), SPEC_FLAG },
};

const struct spec_set spec_sysctl = { sysctl_attrs, 6 };

static const struct spec_attr record_attrs[] = {
	[1] = { SPEC_NAME("seq"), SPEC_U64 },
	[2] = { SPEC_NAME("prev-seq"), SPEC_U64 },
	[3] = { SPEC_NAME("time"), SPEC_U64 },
	[4] = { SPEC_NAME("boot-time"), SPEC_U64 },
	[5] = { SPEC_NAME("kind"), SPEC_U32, .values = &spec_kinds },
	[6] = { SPEC_NAME("origin"), SPEC_NEST, .nest = &spec_origin },
	[7] = { SPEC_NAME("gap"), SPEC_NEST, .nest = &spec_gap },
	[8] = { SPEC_NAME("note"), SPEC_STRING },
	[9] = { SPEC_NAME("config"), SPEC_NEST, .nest = &spec_ring },
	[10] = { SPEC_NAME("cleared"), SPEC_U32, .flags = true, .values = &spec_kinds },
	[11] = { SPEC_NAME("message"), SPEC_BINARY },
	[12] = { SPEC_NAME("silent"), SPEC_FLAG },
	[13] = { SPEC_NAME("moved-to"), SPEC_NEST, .nest = &spec_move },
	[14] = { SPEC_NAME("moved-from"), SPEC_NEST, .nest = &spec_move },
	[15] = { SPEC_NAME("instance"), SPEC_U64 },
	[16] = { SPEC_NAME("after"), SPEC_U64 },
	[17] = { SPEC_NAME("kinds"), SPEC_U32, .flags = true, .values = &spec_kinds },
	[18] = { SPEC_NAME("bookmark"), SPEC_U64 },
	[19] = { SPEC_NAME("pad"), SPEC_PAD },
	[20] = { SPEC_NAME("act"), SPEC_U64 },
	[21] = { SPEC_NAME("cause"), SPEC_NEST, .nest = &spec_cause },
	[22] = { SPEC_NAME("ended"), SPEC_U64 },
};

const struct spec_set spec_record = { record_attrs, 22 };
