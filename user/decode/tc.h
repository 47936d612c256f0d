/* SPDX-License-Identifier: GPL-2.0 */
/* Internal to the decoder of traffic control. */
#ifndef NETJOURNAL_DECODE_TC_H
#define NETJOURNAL_DECODE_TC_H

#include "decode/decode.h"

#define TC_TEXT_LEN	32
#define TC_HANDLE_LEN	16

/* Writes a handle as people do: "8001:", "1:10", ":1"; of u32: "800::801". Returns the text. */
const char *tc_handle_text(uint32_t handle, char buf[TC_HANDLE_LEN]);
const char *tc_u32_text(uint32_t handle, char buf[TC_HANDLE_LEN]);
/* Writes the name of a protocol that tc has, or 0x1234. @proto: in host order. */
const char *tc_ether_text(uint16_t proto, char buf[TC_HANDLE_LEN]);

extern const struct attr_table tc_netem_table;
void tc_print_netem(struct decode *d, const uint8_t *options);
void tc_print_sfq(struct decode *d, const uint8_t *options);

/* Copies a structure, or as much as there is of it. */
void tc_get_struct(void *to, size_t size, const uint8_t *a);
/* Returns the rate in an attribute of 64 bits, which is there if the 32 bits of @rate are not enough. */
uint64_t tc_rate64(struct attr_iter it, unsigned int type, uint32_t rate);
/* Print a rate in bytes a second, a size in bytes, and a time in microseconds, with the name @key. */
void tc_put_rate(struct decode *d, const char *key, uint64_t rate);
void tc_put_size(struct decode *d, const char *key, uint64_t bytes);
void tc_put_time(struct decode *d, const char *key, double usec);
/* Returns how many bytes pass in the time, which the kernel has in ticks. */
uint64_t tc_xmit_size(uint64_t rate, uint32_t ticks);
/* Writes "10Mbit". @rate: bytes in a second */
void tc_rate_text(char text[TC_TEXT_LEN], uint64_t rate);
/* Writes "50ms". */
void tc_time_text(char text[TC_TEXT_LEN], double usec);

/*
 * A kind of qdisc, class, filter or action. The last one has no name.
 *
 * @table: its attributes, which can be NULL; of a qdisc after the structure with the members @header, of @len bytes
 */
struct tc_kind {
	const char *name;
	const struct attr_table *table;
	const struct field *header;
	size_t len;
};

/* Made by `make generate`. */
extern const struct tc_kind tc_kinds[], tc_action_kinds[];

/* The attributes of a message about actions. */
extern const struct attr_table tc_actions_table;
extern const struct attr_table tc_action_table;
/* Returns the table of the options of the action, whose kind is beside them. */
const struct attr_table *tc_pick_action(const struct decode *d);

/* Prints a list of actions. A label means that the word "action" is there already. */
void tc_print_actions(struct decode *d, const struct attr_desc *desc, const uint8_t *list);
/* These print attributes of classifiers, classes and actions as tc does. */
void tc_print_classid(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
void tc_print_protocol(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
void tc_print_cls_flags(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
void tc_print_flower_key(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
void tc_print_u32_sel(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
void tc_print_u32_hash(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
void tc_print_u32_handle(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
void tc_print_police(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
void tc_print_tunnel_addr6(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
void tc_print_ct_action(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
void tc_print_ptype(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
/* Prints a nest with its name. */
void tc_print_nest(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
void tc_print_curve(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
/* Prints the structure of an action: what it does with the packet, and its own members. */
void tc_print_parms(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
/* Prints the options of a qdisc, a filter or a class of the kind @kind, an attribute that may be NULL. */
void tc_print_options(struct decode *d, const uint8_t *kind, const uint8_t *options);
/*
 * Returns whether the journal does not record the qdisc: it stands for a device without a queue,
 * which has it by default.
 */
bool tc_is_unrecorded(const struct event *ev);

#endif
