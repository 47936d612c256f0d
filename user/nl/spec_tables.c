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
	[1] = { "kind", SPEC_U32, .values = &spec_kinds },
	[2] = { "size", SPEC_U64 },
	[3] = { "enabled", SPEC_U32 },
	[4] = { "used", SPEC_U64 },
	[5] = { "records", SPEC_U64 },
	[6] = { "overwritten", SPEC_U64 },
	[7] = { "lost", SPEC_U64 },
	[8] = { "pad", SPEC_PAD },
};

const struct spec_set spec_ring = { ring_attrs, 8 };

static const struct spec_attr hook_attrs[] = {
	[1] = { "function", SPEC_STRING },
	[2] = { "state", SPEC_U32, .values = &spec_hook_states },
	[3] = { "unseen", SPEC_STRING },
};

const struct spec_set spec_hook = { hook_attrs, 3 };

static const struct spec_attr status_attrs[] = {
	[1] = { "instance", SPEC_U64 },
	[2] = { "first-seq", SPEC_U64 },
	[3] = { "next-seq", SPEC_U64 },
	[4] = { "ring", SPEC_NEST, .multi = true, .nest = &spec_ring },
	[5] = { "pad", SPEC_PAD },
	[6] = { "hook", SPEC_NEST, .multi = true, .nest = &spec_hook },
};

const struct spec_set spec_status = { status_attrs, 6 };

static const struct spec_attr parent_attrs[] = {
	[1] = { "pid", SPEC_U32 },
	[2] = { "comm", SPEC_STRING },
};

const struct spec_set spec_parent = { parent_attrs, 2 };

static const struct spec_attr origin_attrs[] = {
	[1] = { "context", SPEC_U32, .values = &spec_contexts },
	[2] = { "pid", SPEC_U32 },
	[3] = { "tid", SPEC_U32 },
	[4] = { "comm", SPEC_STRING },
	[5] = { "leader-comm", SPEC_STRING },
	[6] = { "parent", SPEC_NEST, .multi = true, .nest = &spec_parent },
	[7] = { "uid", SPEC_U32 },
	[8] = { "loginuid", SPEC_U32 },
	[9] = { "cgroup-id", SPEC_U64 },
	[10] = { "netns", SPEC_U32 },
	[11] = { "port-id", SPEC_U32 },
	[12] = { "pad", SPEC_PAD },
};

const struct spec_set spec_origin = { origin_attrs, 12 };

static const struct spec_attr gap_attrs[] = {
	[1] = { "first", SPEC_U64 },
	[2] = { "last", SPEC_U64 },
	[3] = { "reason", SPEC_U32, .values = &spec_gap_reasons },
	[4] = { "pad", SPEC_PAD },
};

const struct spec_set spec_gap = { gap_attrs, 4 };

static const struct spec_attr record_attrs[] = {
	[1] = { "seq", SPEC_U64 },
	[2] = { "prev-seq", SPEC_U64 },
	[3] = { "time", SPEC_U64 },
	[4] = { "boot-time", SPEC_U64 },
	[5] = { "kind", SPEC_U32, .values = &spec_kinds },
	[6] = { "origin", SPEC_NEST, .nest = &spec_origin },
	[7] = { "gap", SPEC_NEST, .nest = &spec_gap },
	[8] = { "note", SPEC_STRING },
	[9] = { "config", SPEC_NEST, .nest = &spec_ring },
	[10] = { "cleared", SPEC_U32, .flags = true, .values = &spec_kinds },
	[11] = { "message", SPEC_BINARY },
	[12] = { "silent", SPEC_FLAG },
	[13] = { "instance", SPEC_U64 },
	[14] = { "after", SPEC_U64 },
	[15] = { "kinds", SPEC_U32, .flags = true, .values = &spec_kinds },
	[16] = { "bookmark", SPEC_U64 },
	[17] = { "pad", SPEC_PAD },
};

const struct spec_set spec_record = { record_attrs, 17 };
