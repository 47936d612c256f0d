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

/* Begins a line of text. @kind: the name of the kind. Returns where what differs begins. */
struct out_mark delta_begin_line(struct printer *p, char sign, const char *kind);
/* Ends it with who made the difference. @author: NULL: not known */
void delta_end_line(struct printer *p, struct out_mark start, const struct record *author);

/* Begins an element of the open array, with the members "kind" and "action". */
void delta_begin_object(struct printer *p, char sign, const char *kind);
/* Ends it with the members "seq", "time" and "origin". @author: NULL: not known */
void delta_end_object(struct printer *p, const struct record *author);

/* Says how many differences were left out, if any were. @verb: that was called */
void delta_print_folded(const char *verb, size_t n);

#endif
