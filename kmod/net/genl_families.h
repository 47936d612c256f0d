/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The families of generic netlink that are recorded.
 */
#ifndef NJ_GENL_FAMILIES_H
#define NJ_GENL_FAMILIES_H

#include <linux/types.h>

struct nj_redaction;

/**
 * struct nj_genl_family - a family
 * @name: its name
 * @number: enum netjournal_genl_family
 * @group: name of the multicast group whose announcements are recorded; NULL: none
 * @commands: the commands that change something, and of which requests are recorded
 * @n_commands: number of @commands
 * @redaction: how the attributes of requests and announcements are copied
 * @id: what nlmsg_type is in its messages; 0: the family does not exist now
 * @group_id: the number of @group
 */
struct nj_genl_family {
	const char *name;
	u32 number;
	const char *group;
	const u8 *commands;
	u8 n_commands;
	const struct nj_redaction *redaction;
	u16 id;
	u32 group_id;
};

/* The families; the last one has no name. */
extern struct nj_genl_family nj_genl_families[];

#endif
