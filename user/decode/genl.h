/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Internal to the decoder of generic netlink: the tables that `make generate` makes of the
 * kernel's specs.
 */
#ifndef NETJOURNAL_GENL_H
#define NETJOURNAL_GENL_H

#include "decode/decode.h"

/* A command of a family. The last one has no name. */
struct genl_op {
	uint8_t cmd;
	const char *name;
	const struct attr_table *table;
};

extern const struct genl_op genl_ethtool_ops[], genl_wireguard_ops[], genl_mptcp_pm_ops[];
extern const struct genl_op genl_team_ops[], genl_devlink_ops[];

/* Prints a key as wg(8) does. A key that the journal does not keep is empty. */
void genl_print_key(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
/* Prints a struct sockaddr as 192.0.2.1:51820. */
void genl_print_endpoint(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
/* Prints a value whose type, a number as in struct nla_policy, is in the attribute number .n beside it. */
void genl_print_value(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
/* Prints a set of bits by their names. */
void genl_print_bitset(struct decode *d, const struct attr_desc *desc, const uint8_t *a);

#endif
