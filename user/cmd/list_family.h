/* SPDX-License-Identifier: GPL-2.0 */
/* The generic netlink families of this kernel: one of the objects of `list`. */
#ifndef NETJOURNAL_LIST_FAMILY_H
#define NETJOURNAL_LIST_FAMILY_H

#include "base/args.h"

/*
 * Lists all families, or with @name one family and its policies. Prints errors, and
 * returns an enum status.
 */
int list_family(struct args *a, const char *name);
/* Prints the names of all families, for completion. */
void list_family_complete(void);

#endif
