/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What neighbours and forwarding entries of bridges share: the form of their messages.
 */
#ifndef NETJOURNAL_NEIGH_H
#define NETJOURNAL_NEIGH_H

#include "decode/decode.h"
#include "decode/identity.h"

extern const struct attr_table neigh_table;
int neigh_parse(struct event *ev);
void neigh_dump_header(struct decode *d);
/* Returns whether the forwarding entry comes and goes with the traffic. */
bool fdb_is_learned(const struct event *ev);
/* Returns whether the entry is for the address of a port itself, or looks like that. */
bool fdb_is_local(const struct event *ev);

/* Returns whether the entry is an address of a device: in no bridge, and with no other end. */
bool fdb_is_address(const struct identity *id);
/*
 * If an entry of a bridge is changed by way of the bridge's own device ("self"), Linux before 6.14 announces it twice: as an
 * entry of the bridge (__br_fdb_add()), and as an address of the device (rtnl_fdb_add()), which it is not. Fills @other with
 * the identity that the other message has. Returns false if there can be none.
 */
bool fdb_other(const struct identity *id, struct identity *other);

#endif
