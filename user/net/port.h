/* SPDX-License-Identifier: GPL-2.0 */
/* What a message about a port of a bridge says of its link. */
#ifndef NETJOURNAL_PORT_H
#define NETJOURNAL_PORT_H

#include "decode/event.h"

/*
 * Tells the state of a link after @ev, which is about it as a port of a bridge: the kernel announces what `bridge link set`
 * changes only in this way. @link: the state before. Tells nothing if @ev is about something else, or changes nothing.
 * Returns what @each returned, or -ENOMEM.
 */
int port_tell(const struct nlmsghdr *link, const struct event *ev, event_object each, void *arg);

#endif
