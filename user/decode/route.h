/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What IP routes and MPLS routes share: the form of their messages.
 */
#ifndef NETJOURNAL_ROUTE_H
#define NETJOURNAL_ROUTE_H

#include "decode/decode.h"

extern const struct attr_table route_table;
int route_parse(struct event *ev);
void route_print(struct decode *d);
void route_dump_header(struct decode *d);

#endif
