/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What neighbours and forwarding entries of bridges share: the form of their messages.
 */
#ifndef NETJOURNAL_NEIGH_H
#define NETJOURNAL_NEIGH_H

#include "decode/decode.h"

extern const struct attr_table neigh_table;
int neigh_parse(struct event *ev);
void neigh_dump_header(struct decode *d);
/* Returns whether the forwarding entry comes and goes with the traffic. */
bool fdb_is_learned(const struct event *ev);
/* Returns whether the entry is for the address of a port itself, or looks like that. */
bool fdb_is_local(const struct event *ev);

#endif
