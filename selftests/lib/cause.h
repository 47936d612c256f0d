/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records about devices and addresses, and the causes that they name.
 */
#ifndef SELFTESTS_CAUSE_H
#define SELFTESTS_CAUSE_H

#include "journal.h"

#define EVENT(name)	NETJOURNAL_CAUSE_EVENT_##name

/* Return whether the record is of @type and about this device or address. */
bool is_about_link(const struct rec *rec, int type, uint32_t ifindex);
bool is_about_addr(const struct rec *rec, int type, const char *address);
/* Returns the first record of @type about the device @ifindex, or NULL. */
const struct rec *link_record(const struct recs *recs, int type, uint32_t ifindex);
/* Returns the last record of @type about the address, or NULL. */
const struct rec *addr_record(const struct recs *recs, int type, const char *address);
/* Returns whether the cause is this event at this device, whose record is @seq, and nothing else. */
bool cause_is(const struct rec *rec, uint32_t event, uint32_t ifindex, uint64_t seq);
/* Returns whether the cause names this address. */
bool cause_names(const struct rec *rec, const char *address);

#endif
