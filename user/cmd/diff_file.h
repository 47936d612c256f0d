/* SPDX-License-Identifier: GPL-2.0 */
/* `netjournal diff FILE`: prints what differs between a saved list and the present. */
#ifndef NETJOURNAL_DIFF_FILE_H
#define NETJOURNAL_DIFF_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/args.h"

/*
 * @kind: of the objects in the file, as a mask; 0: what they look like
 * @all: also what the kernel makes by itself
 * Returns the exit status.
 */
int diff_file_run(const struct args *a, const char *path, uint32_t kind, bool all);

#endif
