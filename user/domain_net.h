/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The domain's own view of itself, for commands that know networking.
 */
#ifndef NETJOURNAL_DOMAIN_NET_H
#define NETJOURNAL_DOMAIN_NET_H

#include "domain.h"
#include "event.h"

/* The names of devices as they were at @seq; valid until the next call. */
const struct event_names *domain_names(struct domain *d, uint64_t seq);

/* What happened to the object: '+' new, '-' gone, '~' known to be a change. */
char event_sign(const struct event *ev);

#endif
