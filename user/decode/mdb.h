/* SPDX-License-Identifier: GPL-2.0 */
/* What others must know of the multicast databases of bridges. */
#ifndef NETJOURNAL_DECODE_MDB_H
#define NETJOURNAL_DECODE_MDB_H

#include "decode/event.h"

/* Returns whether the entry comes and goes with the traffic. */
bool mdb_is_learned(const struct event *ev);

#endif
