/* SPDX-License-Identifier: GPL-2.0 */
/* Prints what differs. */
#ifndef NETJOURNAL_DELTA_PRINT_H
#define NETJOURNAL_DELTA_PRINT_H

#include "journal/print.h"
#include "net/delta.h"

/*
 * Prints a difference and who made it: a line of text, or an element of the open array with "kind",
 * "action", "event", "changes", and of the last record "seq", "time" and "origin".
 */
void delta_print(struct printer *p, struct deltas *deltas, const struct delta *delta,
		 struct domain *domain);

#endif
