/* SPDX-License-Identifier: GPL-2.0 */
/* Where and when a journal is: the machine, its boot, and the network namespace. */
#ifndef JOURNAL_PLACE_H
#define JOURNAL_PLACE_H

#include "journal/archive.h"

/*
 * Fills the members of @j about this machine and boot. @inode: of the namespace; 0: of the one that this
 * thread is in. @name: its name, or NULL, which looks for the name in /run/netns. What cannot be read
 * stays empty.
 */
void place_find(struct archive_journal *j, uint64_t inode, const char *name);

#endif
