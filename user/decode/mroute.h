/* SPDX-License-Identifier: GPL-2.0 */
/* What others must know of multicast routes. */
#ifndef NETJOURNAL_DECODE_MROUTE_H
#define NETJOURNAL_DECODE_MROUTE_H

#include "decode/event.h"

/* Returns whether a packet asks for the route, and nobody has set it yet. */
bool mroute_is_unresolved(const struct event *ev);

#endif
