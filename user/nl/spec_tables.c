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
};

const struct spec_enum spec_kinds = { kind_names, 8 };

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
};

const struct spec_enum spec_hook_states = { hook_state_names, 6 };

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
};

const struct spec_set spec_hook = { hook_attrs, 3 };

static const struct spec_attr status_attrs[] = {
	[1] = { SPEC_NAME("instance"), SPEC_U64 },
	[2] = { SPEC_NAME("first-seq"), SPEC_U64 },
	[3] = { SPEC_NAME("next-seq"), SPEC_U64 },
	[4] = { SPEC_NAME("ring"), SPEC_NEST, .multi = true, .nest = &spec_ring },
	[5] = { SPEC_NAME("pad"), SPEC_PAD },
	[6] = { SPEC_NAME("hook"), SPEC_NEST, .multi = true, .nest = &spec_hook },
};

const struct spec_set spec_status = { status_attrs, 6 };

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
};

const struct spec_set spec_origin = { origin_attrs, 12 };

static const struct spec_attr gap_attrs[] = {
	[1] = { SPEC_NAME("first"), SPEC_U64 },
	[2] = { SPEC_NAME("last"), SPEC_U64 },
	[3] = { SPEC_NAME("reason"), SPEC_U32, .values = &spec_gap_reasons },
	[4] = { SPEC_NAME("pad"), SPEC_PAD },
};

const struct spec_set spec_gap = { gap_attrs, 4 };

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
	[13] = { SPEC_NAME("instance"), SPEC_U64 },
	[14] = { SPEC_NAME("after"), SPEC_U64 },
	[15] = { SPEC_NAME("kinds"), SPEC_U32, .flags = true, .values = &spec_kinds },
	[16] = { SPEC_NAME("bookmark"), SPEC_U64 },
	[17] = { SPEC_NAME("pad"), SPEC_PAD },
};

const struct spec_set spec_record = { record_attrs, 17 };
