/* SPDX-License-Identifier: GPL-2.0 */
/* Prints what differs. */
#ifndef NETJOURNAL_DELTA_PRINT_H
#define NETJOURNAL_DELTA_PRINT_H

#include "journal/print.h"
#include "net/delta.h"

/*
 * Prints the difference at @i and who made it: a line of text, or an element of the open array with "kind", "action",
 * "event", "changes", and of its author "seq", "time" and "origin". In text, those that one record added share a line,
 * such as the VLANs 10 to 20. Returns how many were printed.
 */
size_t delta_print(struct printer *p, struct deltas *deltas, size_t i, struct domain *domain);

/* Prints who made a difference, at the end of a line, or as the members "seq", "time" and "origin" of the open object. */
void delta_print_author(struct printer *p, const struct record *author);

#endif
