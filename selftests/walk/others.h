/* SPDX-License-Identifier: GPL-2.0 */
/* Changes and objects of a namespace that `ip -batch`, `bridge -batch` and rtnetlink do not know. */
#ifndef WALK_OTHERS_H
#define WALK_OTHERS_H

#include "space.h"

/* Returns whether the command is one of these: "sysctl write", "nft", "mroute". */
bool others_know(const char *command);
/* Like space_do(). */
bool others_do(struct space *space, const char *command, char *said, size_t room);

/*
 * Adds the policies of XFRM, the tables of nftables, and those sysctls that the journal has a value
 * of. See space_dump().
 */
void others_dump(struct space *space, struct objects *kernel);

void others_close(struct space *space);

#endif
