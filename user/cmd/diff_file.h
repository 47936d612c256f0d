/* SPDX-License-Identifier: GPL-2.0 */
/* `netjournal diff FILE`: prints what differs between a saved list and the present. */
#ifndef NETJOURNAL_DIFF_FILE_H
#define NETJOURNAL_DIFF_FILE_H

#include <stdint.h>

#include "base/args.h"

/* @kinds: of the objects in the file, as a mask; 0: what they look like. Returns the exit status. */
int diff_file_run(const struct args *a, const char *path, uint32_t kinds);

#endif
