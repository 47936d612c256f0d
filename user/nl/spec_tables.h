/* SPDX-License-Identifier: GPL-2.0 */
/* Made from uapi/netjournal.yaml by make generate; do not edit. */
#ifndef NL_SPEC_TABLES_H
#define NL_SPEC_TABLES_H

#include "nl/spec.h"

/* A table for each enum and each set of the spec, as spec_ENUMs and spec_SET. */
extern const struct spec_enum spec_kinds;
extern const struct spec_enum spec_contexts;
extern const struct spec_enum spec_gap_reasons;
extern const struct spec_enum spec_hook_states;
extern const struct spec_enum spec_genl_familys;
extern const struct spec_enum spec_nft_objects;
extern const struct spec_enum spec_nft_actions;
extern const struct spec_enum spec_cause_events;

extern const struct spec_set spec_ring;
extern const struct spec_set spec_hook;
extern const struct spec_set spec_process_store;
extern const struct spec_set spec_ended_store;
extern const struct spec_set spec_ended;
extern const struct spec_set spec_status;
extern const struct spec_set spec_parent;
extern const struct spec_set spec_origin;
extern const struct spec_set spec_gap;
extern const struct spec_set spec_ancestor;
extern const struct spec_set spec_process;
extern const struct spec_set spec_netns;
extern const struct spec_set spec_move;
extern const struct spec_set spec_nft_change;
extern const struct spec_set spec_nft_count;
extern const struct spec_set spec_nft_table;
extern const struct spec_set spec_cause;
extern const struct spec_set spec_sysctl;
extern const struct spec_set spec_record;

#endif
