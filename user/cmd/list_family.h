/* SPDX-License-Identifier: GPL-2.0 */
/* The generic netlink families of this kernel: one of the objects of `list`. */
#ifndef NETJOURNAL_LIST_FAMILY_H
#define NETJOURNAL_LIST_FAMILY_H

#include "base/args.h"

/*
 * Lists all families, or with @name that one and its policies. Returns an enum
 * status; what went wrong has been told.
 */
int list_family(struct args *a, const char *name);
/* Prints their names, for completion. */
void list_family_complete(void);

#endif
