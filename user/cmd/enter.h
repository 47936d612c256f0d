/* SPDX-License-Identifier: GPL-2.0 */
/* Goes to the journal of the namespace that the command line names. */
#ifndef NETJOURNAL_ENTER_H
#define NETJOURNAL_ENTER_H

#include "base/args.h"

/*
 * Enters the network namespace @args->netns, if there is one. If it has ended, and the kernel keeps its journal,
 * lets all clients read that (client_read_ended()). Returns an enum status, with the complaint printed.
 */
int enter_journal(const struct args *args);

#endif
