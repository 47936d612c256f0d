/* SPDX-License-Identifier: GPL-2.0 */
/* Finds the times at which a kind was not recorded. */
#ifndef NETJOURNAL_PAUSE_H
#define NETJOURNAL_PAUSE_H

#include "journal/record.h"

/* Returns whether the configuration in @rec switches @kind on or off. */
bool pause_in_config(const struct record *rec, uint32_t kind);

/* Returns whether the record switches @kind on or off. Few records have a configuration. */
static inline bool pause_of(const struct record *rec, uint32_t kind)
{
	return rec->config && pause_in_config(rec, kind);
}

#endif
