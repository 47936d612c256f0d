/* SPDX-License-Identifier: GPL-2.0 */
/* Internal to the decoder of traffic control. */
#ifndef NETJOURNAL_DECODE_TC_H
#define NETJOURNAL_DECODE_TC_H

#include "decode/decode.h"

#define TC_TEXT_LEN	32

extern const struct attr_table tc_netem_table;
void tc_print_netem(struct decode *d, const uint8_t *options);

/* Copies a structure, or as much as there is of it. */
void tc_get_struct(void *to, size_t size, const uint8_t *a);
/* Returns the rate in an attribute of 64 bits, which is there if the 32 bits of @rate are not enough. */
uint64_t tc_rate64(struct attr_iter it, unsigned int type, uint32_t rate);
/* Writes "10Mbit". @rate: bytes in a second */
void tc_rate_text(char text[TC_TEXT_LEN], uint64_t rate);
/* Writes "50ms". */
void tc_time_text(char text[TC_TEXT_LEN], double usec);

/* A kind of qdisc, class, filter or action. The last one has no name. */
struct tc_kind {
	const char *name;
	const struct attr_table *table;
};

/* Made by `make generate`. */
extern const struct tc_kind tc_kinds[], tc_action_kinds[];

/* The attributes of a message about actions. */
extern const struct attr_table tc_actions_table;
/* Returns the table of the options of the action, whose kind is beside them. */
const struct attr_table *tc_pick_action(const struct decode *d);

/* Prints the options of a qdisc, a filter or a class of the kind @kind, an attribute that may be NULL. */
void tc_print_options(struct decode *d, const uint8_t *kind, const uint8_t *options);
/*
 * Returns whether the journal does not record the qdisc: it stands for a device without a queue,
 * which has it by default.
 */
bool tc_is_unrecorded(const struct event *ev);

#endif
