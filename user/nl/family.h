/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A generic netlink family, as nlctrl describes it: its id and its groups.
 */
#ifndef NL_FAMILY_H
#define NL_FAMILY_H

#include <linux/genetlink.h>
#include <stdint.h>

#include "nl/netlink.h"

#define FAMILY_GROUPS	32	/* more than any family of the kernel has */

struct family {
	const char *name;
	int id;
	unsigned int n_groups;
	struct {
		uint32_t id;
		char name[GENL_NAMSIZ];
	} groups[FAMILY_GROUPS];
};

/*
 * Asks nlctrl for the family @name. The kernel may load its module. Returns 0
 * or a negative errno with the text in @n->error; -ENOENT: there is no such
 * family.
 */
int family_find(struct netlink *n, const char *name, struct family *family);

/* Returns the id of the group @name, or 0 if the family has no such group. */
uint32_t family_group(const struct family *family, const char *name);

#endif
