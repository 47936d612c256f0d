/* SPDX-License-Identifier: GPL-2.0 */
/* How network namespaces were called. */
#ifndef NETJOURNAL_NAMED_H
#define NETJOURNAL_NAMED_H

#include <stdbool.h>

#include "journal/process.h"

/* Returns whether the command line is that of `ip netns`, and has @name as an argument. */
bool named_by(const struct process *process, const char *name);

#endif
