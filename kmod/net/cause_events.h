/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sees the events from which other changes follow.
 */
#ifndef NJ_NET_CAUSE_EVENTS_H
#define NJ_NET_CAUSE_EVENTS_H

#include "ear.h"
#include "part.h"

/* Listens to the notifiers of links and addresses; starts after the journal. */
extern const struct nj_part nj_cause_events_part;

extern struct nj_hook nj_hook_delete_link, nj_hook_delete_addr, nj_hook_carrier;

#endif
