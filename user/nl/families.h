/* SPDX-License-Identifier: GPL-2.0 */
/* The generic netlink families of this kernel, as nlctrl describes them. */
#ifndef NL_FAMILIES_H
#define NL_FAMILIES_H

#include "base/out.h"
#include "nl/netlink.h"

/*
 * Prints all families as one array, or with @name one family and its policies. @genl is an
 * open socket of NETLINK_GENERIC. Returns 0 or a negative errno with the text in
 * @genl->error. -ENOENT: there is no family @name.
 */
int families_print(struct netlink *genl, const char *name, struct out *o);

/* Calls @take for the name of each family. Returns like families_print(). */
int families_names(struct netlink *genl, void (*take)(const char *name));

#endif
